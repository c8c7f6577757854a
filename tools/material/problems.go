package material

import (
	"example.org/july30/tools/problem"
	"example.org/july30/tools/typeset"
)

// Report adds what is wrong with the texts of a picture to the problems of the source they come from. A text that is cut off is a warning.
func Report(list *problem.List, file string, line int, faults []typeset.Fault) {
	for _, f := range faults {
		switch f.Kind {
		case typeset.NoGlyph:
			list.Add(file, line, f.Field, "glyph-missing", "Value", f.Named())
		case typeset.Unfit:
			list.Add(file, line, f.Field, "character-unfit", "Value", f.Named())
		case typeset.TooLong:
			list.Add(file, line, f.Field, "too-long", "Length", f.Excess+typeset.Longest, "Limit", typeset.Longest)
		case typeset.Overflow:
			list.Add(file, line, f.Field, "text-overflow", "Excess", f.Excess)
		case typeset.Cut:
			list.Warn(file, line, f.Field, "text-cut", "Excess", f.Excess)
		}
	}
}
