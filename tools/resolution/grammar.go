package resolution

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"

	"example.org/july30/tools/lang"
)

const verbsFile = "data/verbs.toml"

// A Reader reads resolutions: it knows how each of the six languages writes their parts.
type Reader struct {
	styles lang.Styles
	verbs  map[lang.Tag]verbs
}

// verbs are one language's part of data/verbs.toml, whose header says what each entry means.
type verbs struct {
	Before     []string `toml:"before"`
	After      []string `toml:"after"`
	Preambular []string `toml:"preambular"`
	Operative  []string `toml:"operative"`
}

// NewReader reads data/verbs.toml of fsys. It is strict: the error names every language and entry that is missing or unknown.
func NewReader(fsys fs.FS, styles lang.Styles) (Reader, error) {
	r := Reader{styles: styles}
	data, err := fs.ReadFile(fsys, verbsFile)
	if err != nil {
		return r, fmt.Errorf("read the opening words of paragraphs: %w", err)
	}
	meta, err := toml.Decode(string(data), &r.verbs)
	if err != nil {
		return r, fmt.Errorf("%s: %w", verbsFile, err)
	}
	var errs []error
	for _, key := range meta.Undecoded() {
		errs = append(errs, fmt.Errorf("%s: unknown key %s", verbsFile, key))
	}
	for _, t := range lang.All() {
		v := r.verbs[t]
		if len(v.Preambular) == 0 || len(v.Operative) == 0 {
			errs = append(errs, fmt.Errorf("%s: %s needs preambular and operative", verbsFile, t))
		}
		if slices.Contains(slices.Concat(v.Before, v.After, v.Preambular, v.Operative), "") {
			errs = append(errs, fmt.Errorf("%s: %s has an empty entry", verbsFile, t))
		}
	}
	return r, errors.Join(errs...)
}

// opening is the longest known opening of a paragraph, as the text has it; empty where there is none.
func (v verbs) opening(text string, words []string) string {
	best := 0
	for _, b := range append([]string{""}, v.Before...) {
		rest, ok := after(text, b)
		if !ok {
			continue
		}
		for _, w := range words {
			tail, ok := after(rest, w)
			if !ok {
				continue
			}
			best = max(best, len(text)-len(tail))
			for _, a := range v.After {
				if end, ok := after(tail, a); ok {
					best = max(best, len(text)-len(end))
				}
			}
		}
	}
	return strings.TrimRight(text[:best], " ")
}

// after returns what follows the words at the beginning of the text. They must end where a word does, but for Han.
func after(text, words string) (string, bool) {
	if words == "" {
		return text, true
	}
	text = strings.TrimLeft(text, " ")
	if len(text) < len(words) || !strings.EqualFold(text[:len(words)], words) {
		return "", false
	}
	rest := text[len(words):]
	for _, r := range rest {
		if isHan(r) || !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		return "", false
	}
	return rest, true
}

// A grammar is how one language writes the parts of a resolution around its paragraphs.
type grammar struct {
	adoption       *regexp.Regexp    // groups body and date
	adoptionSample string            // for messages
	bodies         map[string]string // id by the body's name in the adoption line
	openings       map[string]string // id by the body's name in the opening line
	recommendation *regexp.Regexp    // group body, between the brackets
	meeting        *regexp.Regexp    // group number
	letters        string            // of the items, in their order
	bracket        string            // before a letter; behind it all have )
	paragraph      string            // an operative paragraph's number, for messages
	council        string            // the Human Rights Council, whose resolutions are numbered like the Assembly's
	decision       string            // a decision, whose number looks like a resolution's
	official       *regexp.Regexp    // the first line of an export, export_official of i18n/; its beginning is enough
	unofficial     *regexp.Regexp    // the same, export_unofficial; groups language and author, empty where somebody has shortened it
}

const (
	ecosoc   = "ecosoc"
	assembly = "general-assembly"
)

const latin, abjad, cyrillic = "abcdefghijklmnopqrstuvwxyz", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "абвгдежзиклмнопрстуфхцчшщэюя"

// grammars hold the six. Apostrophes in them are straight, as fold makes them.
var grammars = map[lang.Tag]grammar{
	lang.AR: {
		adoption:       regexp.MustCompile(`^قرار (?:اتخذه|اتخذته) (?P<body>.+?) في (?P<date>.+)$`),
		adoptionSample: "قرار اتخذه المجلس الاقتصادي والاجتماعي في 6 تموز/يوليه 2017",
		bodies:         map[string]string{"المجلس الاقتصادي والاجتماعي": ecosoc, "الجمعية العامة": assembly},
		openings:       map[string]string{"إن المجلس الاقتصادي والاجتماعي": ecosoc, "إن الجمعية العامة": assembly},
		recommendation: regexp.MustCompile(`^بناء على (?:توصية|تقرير) (?P<body>.+?) ?\(`),
		meeting:        regexp.MustCompile(`^الجلسة العامة (?P<number>[0-9]{1,3})$`),
		letters:        abjad, bracket: "(", paragraph: "1 - ", council: "مجلس حقوق الإنسان", decision: "مقرر",
		official:   regexp.MustCompile(`^النص الرسمي للأمم المتحدة`),
		unofficial: regexp.MustCompile(`^ترجمة غير رسمية(?: من اللغة (?P<language>\S+)، من إعداد (?P<author>.+)، لم تراجعها الأمم المتحدة\.$)?`),
	},
	lang.ZH: {
		adoption:       regexp.MustCompile(`^(?P<date>.+日)(?P<body>经济及社会理事会|大会)决议$`),
		adoptionSample: "2017年7月6日经济及社会理事会决议",
		bodies:         map[string]string{"经济及社会理事会": ecosoc, "大会": assembly},
		openings:       map[string]string{"经济及社会理事会": ecosoc, "大会": assembly},
		recommendation: regexp.MustCompile(`^根据(?P<body>.+?)的(?:建议|报告)\(`),
		meeting:        regexp.MustCompile(`^第(?P<number>[0-9]{1,3})次全体会议$`),
		letters:        latin, bracket: "(", paragraph: "1. ", council: "人权理事会", decision: "决定",
		official:   regexp.MustCompile(`^联合国正式文本`),
		unofficial: regexp.MustCompile(`^非正式译文(?:，由(?P<author>.+)从(?P<language>[^从]+)译出，未经联合国审校。$)?`),
	},
	lang.EN: {
		adoption:       regexp.MustCompile(`^Resolution adopted by the (?P<body>.+?) on (?P<date>.+)$`),
		adoptionSample: "Resolution adopted by the Economic and Social Council on 6 July 2017",
		bodies:         map[string]string{"Economic and Social Council": ecosoc, "General Assembly": assembly},
		openings:       map[string]string{"The Economic and Social Council": ecosoc, "The General Assembly": assembly},
		recommendation: regexp.MustCompile(`^on the (?:recommendation|report) of the (?P<body>.+?) ?\(`),
		meeting:        regexp.MustCompile(`^(?P<number>[0-9]{1,3})(?:st|nd|rd|th) plenary meeting$`),
		letters:        latin, bracket: "(", paragraph: "1. ", council: "Human Rights Council", decision: "decision",
		official:   regexp.MustCompile(`^Official text of the United Nations`),
		unofficial: regexp.MustCompile(`^Unofficial translation(?: from (?P<language>\S+) by (?P<author>.+), not reviewed by the United Nations\.$)?`),
	},
	lang.FR: {
		adoption:       regexp.MustCompile(`^Résolution adoptée par (?P<body>.+?) le (?P<date>[0-9].+)$`),
		adoptionSample: "Résolution adoptée par le Conseil économique et social le 6 juillet 2017",
		bodies:         map[string]string{"le Conseil économique et social": ecosoc, "l'Assemblée générale": assembly},
		openings:       map[string]string{"Le Conseil économique et social": ecosoc, "L'Assemblée générale": assembly},
		recommendation: regexp.MustCompile(`^sur (?:recommandation|(?:la base du )?rapport) de (?P<body>.+?) ?\(`),
		meeting:        regexp.MustCompile(`^(?P<number>[0-9]{1,3})(?:re|ère|e|ème) séance plénière$`),
		letters:        latin, paragraph: "1. ", council: "Conseil des droits de l'homme", decision: "décision",
		official:   regexp.MustCompile(`^Texte officiel des Nations Unies`),
		unofficial: regexp.MustCompile(`^Traduction non officielle(?: du texte en (?P<language>\S+), établie par (?P<author>.+) et non revue par les Nations Unies\.$)?`),
	},
	lang.RU: {
		adoption:       regexp.MustCompile(`^Резолюция, принятая (?P<body>[^0-9]+?) (?P<date>[0-9].+)$`),
		adoptionSample: "Резолюция, принятая Экономическим и Социальным Советом 6 июля 2017 года",
		bodies:         map[string]string{"Экономическим и Социальным Советом": ecosoc, "Генеральной Ассамблеей": assembly},
		openings:       map[string]string{"Экономический и Социальный Совет": ecosoc, "Генеральная Ассамблея": assembly},
		recommendation: regexp.MustCompile(`^по (?:рекомендации|докладу) (?P<body>.+?) ?\(`),
		meeting:        regexp.MustCompile(`^(?P<number>[0-9]{1,3})-[eе] пленарное заседание$`), // the letter Latin or Cyrillic
		letters:        latin, paragraph: "1. ", council: "Совета по правам человека", decision: "решени",
		official:   regexp.MustCompile(`^Официальный текст Организации Объединенных Наций`),
		unofficial: regexp.MustCompile(`^Неофициальный перевод(?: \(язык исходного текста: (?P<language>[^\s;]+); кем выполнен: (?P<author>.+)\), не проверенный Организацией Объединенных Наций\.$)?`),
	},
	lang.ES: {
		adoption:       regexp.MustCompile(`^Resolución aprobada por (?P<body>.+?) el (?P<date>[0-9].+)$`),
		adoptionSample: "Resolución aprobada por el Consejo Económico y Social el 6 de julio de 2017",
		bodies:         map[string]string{"el Consejo Económico y Social": ecosoc, "la Asamblea General": assembly},
		openings:       map[string]string{"El Consejo Económico y Social": ecosoc, "La Asamblea General": assembly},
		recommendation: regexp.MustCompile(`^(?:por recomendación|sobre la base del informe) de (?P<body>.+?) ?\(`),
		meeting:        regexp.MustCompile(`^(?P<number>[0-9]{1,3})\.?[aª] sesión plenaria$`),
		letters:        latin, paragraph: "1. ", council: "Consejo de Derechos Humanos", decision: "decisión",
		official:   regexp.MustCompile(`^Texto oficial de las Naciones Unidas`),
		unofficial: regexp.MustCompile(`^Traducción no oficial(?: del (?P<language>\S+) hecha por (?P<author>.+) y no revisada por las Naciones Unidas\.$)?`),
	},
}

// letter is the place of an item's letter among those of the language, from 0; -1 for none. Russian may letter in either alphabet.
func (g grammar) letter(s string) int {
	s = strings.TrimSuffix(s, "ـ") // هـ
	for _, letters := range []string{g.letters, cyrillic, latin} {
		if i := slices.Index([]rune(letters), []rune(s + " ")[0]); i >= 0 && len([]rune(s)) == 1 {
			return i
		}
	}
	return -1
}

// itemNumber is how the language writes the nth item's letter, from 0: (a), a), (أ).
func (g grammar) itemNumber(n int) string {
	letters := []rune(g.letters)
	return g.bracket + string(letters[min(n, len(letters)-1)]) + ")"
}

// sample is an opening line, for messages.
func (g grammar) sample(body string) string {
	for name, id := range g.openings {
		if id == body {
			return name + ","
		}
	}
	return ""
}

// fold makes one spelling of what texts spell in two: apostrophes straight, no-break spaces plain, runs of spaces single.
func fold(s string) string {
	s = strings.NewReplacer("’", "'", "\u00A0", " ", "\u202F", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// isWide tells Han and the punctuation that is set as wide as Han, beside which Chinese has no space.
func isWide(r rune) bool {
	return isHan(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}
