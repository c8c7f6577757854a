package typeset

import (
	"fmt"
	"strings"
)

// A Kind is what is wrong with a text that is to be set.
type Kind string

// The kinds of fault. Cut is a warning: the text is set, but not all of it.
const (
	NoGlyph  Kind = "no-glyph" // no font has the characters
	Unfit    Kind = "unfit"    // characters that do not belong in a picture: controls, more than four marks on a letter, bytes that are no UTF-8
	TooLong  Kind = "too-long" // more characters than any picture holds
	Overflow Kind = "overflow" // too much for the box, even in the smallest type
	Cut      Kind = "cut"      // ended by an ellipsis
)

// A Fault says what is wrong with the text of one field.
type Fault struct {
	Field      string
	Kind       Kind
	Characters []rune // of NoGlyph and Unfit: each once, in the order of the text
	Excess     int    // of TooLong, Overflow and Cut: how many characters have no place
}

// Warning tells a fault that leaves a picture from one that does not.
func (f Fault) Warning() bool { return f.Kind == Cut }

// Named are the characters as a message shows them: U+1F56F 🕯, U+0007.
func (f Fault) Named() string {
	var names []string
	for _, r := range f.Characters {
		name := fmt.Sprintf("U+%04X", r)
		if visible(r) {
			name += " " + string(r)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Error is for developers; the words for authors stand in i18n/.
func (f Fault) Error() string {
	switch f.Kind {
	case NoGlyph:
		return fmt.Sprintf("%s: no font has %s", f.Field, f.Named())
	case Unfit:
		return fmt.Sprintf("%s: %s does not belong in a picture", f.Field, f.Named())
	case Cut:
		return fmt.Sprintf("%s: the last %d characters are cut off", f.Field, f.Excess)
	}
	return fmt.Sprintf("%s: %d characters too many", f.Field, f.Excess)
}
