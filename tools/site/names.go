package site

import (
	"io/fs"
	"path"
	"regexp"
	"slices"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"example.org/july30/tools/problem"
)

// sourceDirs are the folders that people write in.
var sourceDirs = []string{"content", "data", "i18n"}

// checkNames holds everything in the folders of the sources to what every system can keep: ordinary files and folders, whose names are none
// that Windows reserves, nor the same but for case or the form of an accent.
func checkNames(fsys fs.FS) problem.List {
	var list problem.List
	seen := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path.Dir(name) == "." && name != "." && !slices.Contains(sourceDirs, name) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !entry.IsDir() && !entry.Type().IsRegular() {
			list.Add(name, 0, "", "not-a-file")
		}
		if reserved.MatchString(entry.Name()) && name != "." {
			list.Add(name, 0, "", "name-reserved")
		}
		folded := cases.Fold().String(norm.NFC.String(name))
		if other, twice := seen[folded]; twice {
			list.Add(name, 0, "", "name-case", "Other", other)
		}
		seen[folded] = name
		return nil
	})
	if err != nil {
		list.Add(".", 0, "", "unreadable", "Detail", err.Error())
	}
	return list
}

// reserved are names that no file can have on Windows ("Naming Files, Paths, and Namespaces").
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)|[<>:"|?*\\\x00-\x1f]|[. ]$`)
