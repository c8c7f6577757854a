// Package fonts carries the cut fonts of this folder in the program: Noto Sans for Latin, Greek and Cyrillic, Noto Sans Arabic, Noto Sans SC, each
// regular and bold. README.md names their sources and licence; the program make wrote them.
package fonts

import "embed"

// Files holds the fonts, named Family-Weight.ttf: NotoSansArabic-Bold.ttf.
//
//go:embed *.ttf
var Files embed.FS
