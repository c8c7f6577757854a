package lang

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func readStyles(t *testing.T) Styles {
	t.Helper()
	styles, err := ReadStyles(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return styles
}

// TestDate writes the sixth of each month of 2027, as the resolutions write their days.
func TestDate(t *testing.T) {
	styles := readStyles(t)
	want := map[Tag][12]string{
		AR: {
			"6 كانون الثاني/يناير 2027", "6 شباط/فبراير 2027", "6 آذار/مارس 2027", "6 نيسان/أبريل 2027",
			"6 أيار/مايو 2027", "6 حزيران/يونيه 2027", "6 تموز/يوليه 2027", "6 آب/أغسطس 2027",
			"6 أيلول/سبتمبر 2027", "6 تشرين الأول/أكتوبر 2027", "6 تشرين الثاني/نوفمبر 2027", "6 كانون الأول/ديسمبر 2027",
		},
		ZH: {
			"2027年1月6日", "2027年2月6日", "2027年3月6日", "2027年4月6日", "2027年5月6日", "2027年6月6日",
			"2027年7月6日", "2027年8月6日", "2027年9月6日", "2027年10月6日", "2027年11月6日", "2027年12月6日",
		},
		EN: {
			"6 January 2027", "6 February 2027", "6 March 2027", "6 April 2027", "6 May 2027", "6 June 2027",
			"6 July 2027", "6 August 2027", "6 September 2027", "6 October 2027", "6 November 2027", "6 December 2027",
		},
		FR: {
			"6 janvier 2027", "6 février 2027", "6 mars 2027", "6 avril 2027", "6 mai 2027", "6 juin 2027",
			"6 juillet 2027", "6 août 2027", "6 septembre 2027", "6 octobre 2027", "6 novembre 2027", "6 décembre 2027",
		},
		RU: {
			"6 января 2027 года", "6 февраля 2027 года", "6 марта 2027 года", "6 апреля 2027 года", "6 мая 2027 года", "6 июня 2027 года",
			"6 июля 2027 года", "6 августа 2027 года", "6 сентября 2027 года", "6 октября 2027 года", "6 ноября 2027 года", "6 декабря 2027 года",
		},
		ES: {
			"6 de enero de 2027", "6 de febrero de 2027", "6 de marzo de 2027", "6 de abril de 2027", "6 de mayo de 2027", "6 de junio de 2027",
			"6 de julio de 2027", "6 de agosto de 2027", "6 de septiembre de 2027", "6 de octubre de 2027", "6 de noviembre de 2027", "6 de diciembre de 2027",
		},
	}
	for _, tag := range All() {
		for i, w := range want[tag] {
			if got := styles[tag].Date(2027, time.Month(i+1), 6); got != w {
				t.Errorf("%s: Date(2027, %d, 6) = %q, want %q", tag, i+1, got, w)
			}
		}
	}
}

func TestDays(t *testing.T) {
	styles := readStyles(t)
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		what string
		got  func(Style) string
		want map[Tag]string
	}{
		{"a leap day", func(s Style) string { return s.Date(2028, 2, 29) }, map[Tag]string{
			AR: "29 شباط/فبراير 2028", ZH: "2028年2月29日", EN: "29 February 2028",
			FR: "29 février 2028", RU: "29 февраля 2028 года", ES: "29 de febrero de 2028",
		}},
		{"the first of a month", func(s Style) string { return s.Date(2027, 8, 1) }, map[Tag]string{
			AR: "1 آب/أغسطس 2027", ZH: "2027年8月1日", EN: "1 August 2027", FR: "1er août 2027", RU: "1 августа 2027 года", ES: "1 de agosto de 2027",
		}},
		{"day and month", func(s Style) string { return s.DayMonth(7, 30) }, map[Tag]string{
			AR: "30 تموز/يوليه", ZH: "7月30日", EN: "30 July", FR: "30 juillet", RU: "30 июля", ES: "30 de julio",
		}},
		{"weekday", func(s Style) string { return s.DateWeekday(day(2027, 7, 30)) }, map[Tag]string{
			AR: "الجمعة، 30 تموز/يوليه 2027", ZH: "2027年7月30日星期五", EN: "Friday, 30 July 2027",
			FR: "vendredi 30 juillet 2027", RU: "пятница, 30 июля 2027 года", ES: "viernes 30 de julio de 2027",
		}},
		{"year", func(s Style) string { return s.Year(2027) }, map[Tag]string{
			AR: "2027", ZH: "2027年", EN: "2027", FR: "2027", RU: "2027 год", ES: "2027"}},
		{"month and year", func(s Style) string { return s.MonthYear(2027, 7) }, map[Tag]string{
			AR: "تموز/يوليه 2027", ZH: "2027年7月", EN: "July 2027", FR: "juillet 2027", RU: "июль 2027 года", ES: "julio de 2027",
		}},
		{"one day", func(s Style) string { return s.DateRange(day(2013, 5, 13), day(2013, 5, 13)) }, map[Tag]string{
			AR: "13 أيار/مايو 2013", ZH: "2013年5月13日", EN: "13 May 2013", FR: "13 mai 2013", RU: "13 мая 2013 года", ES: "13 de mayo de 2013",
		}},
		{"days of a month", func(s Style) string { return s.DateRange(day(2013, 5, 13), day(2013, 5, 15)) }, map[Tag]string{
			AR: "من 13 إلى 15 أيار/مايو 2013", ZH: "2013年5月13日至15日", EN: "13 to 15 May 2013",
			FR: "du 13 au 15 mai 2013", RU: "13–15 мая 2013 года", ES: "del 13 al 15 de mayo de 2013",
		}},
		{"two days", func(s Style) string { return s.DateRange(day(2017, 9, 27), day(2017, 9, 28)) }, map[Tag]string{
			AR: "27 و 28 أيلول/سبتمبر 2017", ZH: "2017年9月27日和28日", EN: "27 and 28 September 2017",
			FR: "27 et 28 septembre 2017", RU: "27 и 28 сентября 2017 года", ES: "27 y 28 de septiembre de 2017",
		}},
		{"two days of two months", func(s Style) string { return s.DateRange(day(2027, 7, 31), day(2027, 8, 1)) }, map[Tag]string{
			AR: "31 تموز/يوليه و 1 آب/أغسطس 2027", ZH: "2027年7月31日和8月1日", EN: "31 July and 1 August 2027",
			FR: "31 juillet et 1er août 2027", RU: "31 июля и 1 августа 2027 года", ES: "31 de julio y 1 de agosto de 2027",
		}},
		{"days of two months", func(s Style) string { return s.DateRange(day(2027, 7, 30), day(2027, 8, 2)) }, map[Tag]string{
			AR: "من 30 تموز/يوليه إلى 2 آب/أغسطس 2027", ZH: "2027年7月30日至8月2日", EN: "30 July to 2 August 2027",
			FR: "du 30 juillet au 2 août 2027", RU: "30 июля — 2 августа 2027 года", ES: "del 30 de julio al 2 de agosto de 2027",
		}},
		{"two days of two years", func(s Style) string { return s.DateRange(day(2027, 12, 31), day(2028, 1, 1)) }, map[Tag]string{
			AR: "31 كانون الأول/ديسمبر 2027 و 1 كانون الثاني/يناير 2028", ZH: "2027年12月31日和2028年1月1日",
			EN: "31 December 2027 and 1 January 2028", FR: "31 décembre 2027 et 1er janvier 2028",
			RU: "31 декабря 2027 года и 1 января 2028 года", ES: "31 de diciembre de 2027 y 1 de enero de 2028",
		}},
		{"days of two years", func(s Style) string { return s.DateRange(day(2027, 12, 30), day(2028, 1, 2)) }, map[Tag]string{
			AR: "من 30 كانون الأول/ديسمبر 2027 إلى 2 كانون الثاني/يناير 2028", ZH: "2027年12月30日至2028年1月2日",
			EN: "30 December 2027 to 2 January 2028", FR: "du 30 décembre 2027 au 2 janvier 2028",
			RU: "30 декабря 2027 года — 2 января 2028 года", ES: "del 30 de diciembre de 2027 al 2 de enero de 2028",
		}},
		{"an end before its beginning", func(s Style) string { return s.DateRange(day(2027, 7, 30), day(2027, 7, 1)) }, map[Tag]string{
			AR: "30 تموز/يوليه 2027", ZH: "2027年7月30日", EN: "30 July 2027", FR: "30 juillet 2027", RU: "30 июля 2027 года", ES: "30 de julio de 2027",
		}},
	} {
		for _, tag := range All() {
			if got := c.got(styles[tag]); got != c.want[tag] {
				t.Errorf("%s, %s: %q, want %q", c.what, tag, got, c.want[tag])
			}
		}
	}
}

func TestTimes(t *testing.T) {
	styles := readStyles(t)
	kathmandu := time.FixedZone("", (5*60+45)*60)
	moment := func(d, h, min int) time.Time { return time.Date(2027, 7, d, h, min, 0, 0, kathmandu) }
	for _, c := range []struct {
		what string
		got  func(Style) string
		want map[Tag]string
	}{
		{"time", func(s Style) string { return s.Time(moment(30, 9, 5)) }, map[Tag]string{
			AR: "09:05", ZH: "09:05", EN: "09:05", FR: "9\u00A0h\u00A005", RU: "09:05", ES: "09:05",
		}},
		{"midnight", func(s Style) string { return s.Time(moment(30, 0, 0)) }, map[Tag]string{
			AR: "00:00", ZH: "00:00", EN: "00:00", FR: "0\u00A0h\u00A000", RU: "00:00", ES: "00:00",
		}},
		{"times", func(s Style) string { return s.TimeRange(moment(30, 18, 0), moment(30, 20, 30)) }, map[Tag]string{
			AR: "من الساعة 18:00 إلى الساعة 20:30", ZH: "18:00至20:30", EN: "18:00 to 20:30",
			FR: "de 18\u00A0h\u00A000 à 20\u00A0h\u00A030", RU: "18:00–20:30", ES: "de 18:00 a 20:30",
		}},
		{"day and time", func(s Style) string { return s.DateTime(moment(30, 18, 0)) }, map[Tag]string{
			AR: "30 تموز/يوليه 2027، الساعة 18:00", ZH: "2027年7月30日18:00", EN: "30 July 2027, 18:00",
			FR: "30 juillet 2027 à 18\u00A0h\u00A000", RU: "30 июля 2027 года, 18:00", ES: "30 de julio de 2027, 18:00",
		}},
		{"day and times", func(s Style) string { return s.DateTimeRange(moment(30, 18, 0), moment(30, 20, 0)) }, map[Tag]string{
			AR: "30 تموز/يوليه 2027، من الساعة 18:00 إلى الساعة 20:00", ZH: "2027年7月30日18:00至20:00", EN: "30 July 2027, 18:00 to 20:00",
			FR: "30 juillet 2027, de 18\u00A0h\u00A000 à 20\u00A0h\u00A000", RU: "30 июля 2027 года, 18:00–20:00",
			ES: "30 de julio de 2027, de 18:00 a 20:00",
		}},
		{"days and times", func(s Style) string { return s.DateTimeRange(moment(30, 22, 0), moment(31, 2, 0)) }, map[Tag]string{
			AR: "من 30 تموز/يوليه 2027، الساعة 22:00، إلى 31 تموز/يوليه 2027، الساعة 02:00", ZH: "2027年7月30日22:00至2027年7月31日02:00",
			EN: "30 July 2027, 22:00, to 31 July 2027, 02:00",
			FR: "du 30 juillet 2027 à 22\u00A0h\u00A000 au 31 juillet 2027 à 2\u00A0h\u00A000",
			RU: "30 июля 2027 года, 22:00 — 31 июля 2027 года, 02:00", ES: "del 30 de julio de 2027, 22:00, al 31 de julio de 2027, 02:00",
		}},
	} {
		for _, tag := range All() {
			if got := c.got(styles[tag]); got != c.want[tag] {
				t.Errorf("%s, %s: %q, want %q", c.what, tag, got, c.want[tag])
			}
		}
	}
}

func TestOffset(t *testing.T) {
	s := readStyles(t)[EN]
	for seconds, want := range map[int]string{
		0: "UTC", 3 * 3600: "UTC+3", -3 * 3600: "UTC\u22123", 12 * 3600: "UTC+12", -10 * 3600: "UTC\u221210",
		5*3600 + 45*60: "UTC+05:45", -(9*3600 + 30*60): "UTC\u221209:30", -(30 * 60): "UTC\u221200:30", 29: "UTC",
	} {
		at := time.Date(2027, 7, 30, 0, 0, 0, 0, time.FixedZone("", seconds))
		if got := s.Offset(at); got != want {
			t.Errorf("Offset(%d seconds) = %q, want %q", seconds, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	styles := readStyles(t)
	for _, c := range []struct {
		tag   Tag
		bytes int64
		want  string
	}{
		{EN, 0, "0\u00a0kB"}, {EN, 1, "1\u00a0kB"}, {EN, 1000, "1\u00a0kB"}, {EN, 1001, "2\u00a0kB"}, {EN, 999_000, "999\u00a0kB"},
		{EN, 999_001, "1.0\u00a0MB"}, {EN, 1_916_000, "2.0\u00a0MB"}, {ZH, 12_340_000, "12.4\u00a0MB"},
		{FR, 1_850_000, "1,9\u00a0Mo"}, {RU, 38_400, "39\u00a0кБ"}, {ES, 2_000_001, "2,1\u00a0MB"}, {AR, 1_850_000, "1,9\u00a0ميغابايت"},
	} {
		if got := styles[c.tag].Size(c.bytes); got != c.want {
			t.Errorf("%s: Size(%d) = %q, want %q", c.tag, c.bytes, got, c.want)
		}
	}
}

func TestQuote(t *testing.T) {
	styles := readStyles(t)
	for _, c := range []struct {
		tag                Tag
		text, quote, title string
	}{
		{AR, "أ “ب” ج", "“أ ‘ب’ ج”", "“أ “ب” ج”"},
		{ZH, "甲“乙”丙", "“甲‘乙’丙”", "《甲“乙”丙》"},
		{EN, "a “b” c’s", "“a ‘b’ c’s”", "“a “b” c’s”"},
		{FR, "a «\u00A0b\u00A0» c", "«\u00A0a “b” c\u00A0»", "«\u00A0a «\u00A0b\u00A0» c\u00A0»"},
		{RU, "а «б» в", "«а „б“ в»", "«а «б» в»"},
		{ES, "a “b” c", "“a ‘b’ c”", "“a “b” c”"},
	} {
		if got := styles[c.tag].Quote(c.text); got != c.quote {
			t.Errorf("%s: Quote(%q) = %q, want %q", c.tag, c.text, got, c.quote)
		}
		if got := styles[c.tag].Title(c.text); got != c.title {
			t.Errorf("%s: Title(%q) = %q, want %q", c.tag, c.text, got, c.title)
		}
	}
}

func TestList(t *testing.T) {
	styles := readStyles(t)
	for _, c := range []struct {
		tag   Tag
		items []string
		want  string
	}{
		{EN, nil, ""},
		{EN, []string{"Arabic"}, "Arabic"},
		{EN, []string{"Arabic", "French"}, "Arabic and French"},
		{EN, []string{"Arabic", "French", "Russian"}, "Arabic, French and Russian"},
		{AR, []string{"العربية", "الصينية", "الفرنسية"}, "العربية والصينية والفرنسية"},
		{AR, []string{"27", "28", "UNODC"}, "27 و 28 و UNODC"},
		{ZH, []string{"阿拉伯文", "中文", "法文"}, "阿拉伯文、中文和法文"},
		{FR, []string{"arabe", "chinois", "français"}, "arabe, chinois et français"},
		{RU, []string{"арабский", "китайский", "русский"}, "арабский, китайский и русский"},
		{ES, []string{"árabe", "francés", "español"}, "árabe, francés y español"},
		{ES, []string{"francés", "inglés"}, "francés e inglés"},
		{ES, []string{"Guatemala", "Hungría"}, "Guatemala y Hungría"},
		{ES, []string{"Irán", "Iraq"}, "Irán e Iraq"},
		{ES, []string{"padres", "hijos"}, "padres e hijos"},
		{ES, []string{"agua", "hielo"}, "agua y hielo"},
		{ES, []string{"ruso", "inglés", "francés"}, "ruso, inglés y francés"},
	} {
		if got := styles[c.tag].List(c.items); got != c.want {
			t.Errorf("%s: List(%q) = %q, want %q", c.tag, c.items, got, c.want)
		}
	}
}

func TestMonth(t *testing.T) {
	styles := readStyles(t)
	for tag, want := range map[Tag]string{AR: "تموز/يوليه", ZH: "7月", EN: "July", FR: "juillet", RU: "июль", ES: "julio"} {
		if got := styles[tag].Month(time.July); got != want {
			t.Errorf("%s: Month(July) = %q, want %q", tag, got, want)
		}
	}
	for tag, want := range map[Tag]string{AR: "الأحد", ZH: "星期日", EN: "Sunday", FR: "dimanche", RU: "воскресенье", ES: "domingo"} {
		if got := styles[tag].Weekday(time.Sunday); got != want {
			t.Errorf("%s: Weekday(Sunday) = %q, want %q", tag, got, want)
		}
	}
}

// TestDateInverse reads back every day of 2027 and 2028 in each language, in each pattern that says a whole day, so that no two
// days look alike and nothing of a day is lost.
func TestDateInverse(t *testing.T) {
	for tag, s := range readStyles(t) {
		t.Run(string(tag), func(t *testing.T) {
			back := inverse(s, s.Table.Date)
			for d := time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC); d.Year() < 2029; d = d.AddDate(0, 0, 1) {
				if got, want := back(s.date(d)), []string{d.Format("2006-1-2")}; !slices.Equal(got, want) {
					t.Fatalf("%q reads as %v, want %v", s.date(d), got, want)
				}
				if got, want := inverse(s, s.Table.DayMonth)(s.DayMonth(d.Month(), d.Day())), []string{d.Format("0-1-2")}; !slices.Equal(got, want) {
					t.Fatalf("%q reads as %v, want %v", s.DayMonth(d.Month(), d.Day()), got, want)
				}
				withDay := strings.NewReplacer("{date}", s.Table.Date).Replace(s.Table.DateWeekday)
				if got, want := inverse(s, withDay)(s.DateWeekday(d)), []string{fmt.Sprintf("%s %d", d.Format("2006-1-2"), d.Weekday())}; !slices.Equal(got, want) {
					t.Fatalf("%q reads as %v, want %v", s.DateWeekday(d), got, want)
				}
			}
		})
	}
}

// TestRangeInverse reads back spans of every kind from every day of the winter of 2027 and the summer of 2028.
func TestRangeInverse(t *testing.T) {
	for tag, s := range readStyles(t) {
		t.Run(string(tag), func(t *testing.T) {
			var backs []func(string) []string
			for _, days := range []Days{s.Table.Range, s.Table.Pair} {
				years := strings.NewReplacer("{date}", s.Table.Date, "{date2}", second(s.Table.Date)).Replace(days.Years)
				backs = append(backs, inverse(s, days.Month), inverse(s, days.Year), inverse(s, years))
			}
			for first := range 366 {
				from := time.Date(2027, 9, 1+first, 23, 0, 0, 0, time.UTC)
				for _, length := range []int{1, 2, 5, 31, 120, 366} {
					to := from.AddDate(0, 0, length)
					text, want := s.DateRange(from, to), []string{from.Format("2006-1-2"), to.Format("2006-1-2")}
					if got := read(backs, text); !slices.Equal(got, want) {
						t.Fatalf("%q reads as %v, want %v", text, got, want)
					}
				}
			}
		})
	}
}

// TestTimeInverse reads back every minute of a day.
func TestTimeInverse(t *testing.T) {
	for tag, s := range readStyles(t) {
		back := regexp.MustCompile("^" + strings.NewReplacer("{hh}", `(\d\d)`, "{h}", `(\d\d?)`, "{minute}", `(\d\d)`).Replace(s.Table.Time) + "$")
		for minute := range 24 * 60 {
			at := time.Date(2027, 7, 30, 0, minute, 0, 0, time.UTC)
			m := back.FindStringSubmatch(s.Time(at))
			if m == nil {
				t.Fatalf("%s: %q is not a time", tag, s.Time(at))
			}
			h, _ := strconv.Atoi(m[1])
			min, _ := strconv.Atoi(m[2])
			if h*60+min != minute {
				t.Fatalf("%s: %q reads as %d:%d", tag, s.Time(at), h, min)
			}
		}
	}
}

// inverse makes of a pattern a function that reads a text of that form back as days (year-month-day, a weekday's number after it),
// none where the text has another form or names no day. Year and month stand for both days where they are said once.
func inverse(s Style, text string) func(string) []string {
	alternatives := func(words []string) string {
		quoted := make([]string, len(words))
		for i, w := range words {
			quoted[i] = regexp.QuoteMeta(w)
		}
		return "(?:" + strings.Join(quoted, "|") + ")"
	}
	var form strings.Builder
	rest, place := text, regexp.MustCompile(`\{([a-z]+2?)\}`)
	for _, at := range place.FindAllStringIndex(text, -1) {
		before, _, _ := strings.Cut(rest, text[at[0]:at[1]])
		form.WriteString(regexp.QuoteMeta(before))
		rest = text[at[1]:]
		name := text[at[0]+1 : at[1]-1]
		pattern := map[string]string{
			"day": `(?:` + regexp.QuoteMeta(s.Table.First) + `|[2-9]|[1-3][0-9])`, "year": `[0-9]{4}`,
			"month": alternatives(s.Table.MonthsInDate), "weekday": alternatives(s.Table.Weekdays),
		}[strings.TrimSuffix(name, "2")]
		fmt.Fprintf(&form, "(?P<%s>%s)", name, pattern)
	}
	re := regexp.MustCompile("^" + form.String() + regexp.QuoteMeta(rest) + "$")
	return func(text string) []string {
		m := re.FindStringSubmatch(text)
		if m == nil {
			return nil
		}
		part := func(name, instead string) string {
			if i := re.SubexpIndex(name); i >= 0 {
				return m[i]
			}
			return instead
		}
		number := func(names []string, name string) int { return slices.Index(names, name) }
		day := func(n, d string) string {
			if d == s.Table.First {
				d = "1"
			}
			month := number(s.Table.MonthsInDate, part("month"+n, part("month", ""))) + 1
			return fmt.Sprintf("%s-%d-%s", part("year"+n, part("year", "0")), month, d)
		}
		out := []string{day("", part("day", ""))}
		if weekday := part("weekday", ""); weekday != "" {
			out[0] += " " + strconv.Itoa(number(s.Table.Weekdays, weekday))
		}
		if d := part("day2", ""); d != "" {
			out = append(out, day("2", d))
		}
		return out
	}
}

// second makes the pattern of a date that of the second of two.
func second(text string) string {
	return strings.NewReplacer("{day}", "{day2}", "{month}", "{month2}", "{year}", "{year2}").Replace(text)
}

// read gives what the text reads as, and everything it could be where that is not clear.
func read(backs []func(string) []string, text string) []string {
	var out []string
	for _, back := range backs {
		out = append(out, back(text)...)
	}
	return out
}

// TestReadStylesRefuses changes one thing in the real table at a time and wants to be told which.
func TestReadStylesRefuses(t *testing.T) {
	data, err := os.ReadFile("../../" + styleFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":      {`first          = "1er"`, "first = \"1er\"\nlast = \"31\"", "unknown key fr.last"},
		"unknown language": {"[es]\n", "[de]\n[es]\n", "unknown language de"},
		"missing text":     {`first          = "1er"`, "", "fr.first: "},
		"missing month":    {`"février", `, "", "fr.months: 12 texts wanted"},
		"empty weekday":    {`"星期日"`, `""`, "zh.weekdays: 7 texts wanted"},
		"missing quotes":   {`secondary = ["„", "“"]`, "", "ru.quotes.secondary: 2 texts wanted"},
		"missing place":    {`"{year}年{month}{day}日至{day2}日"`, `"{year}年{month}{day}日至"`, `zh.range.month: `},
		"place twice":      {`"{day} {month} {year} года"`, `"{day} {day} {month} {year} года"`, "ru.date: "},
		"wrong place":      {`"{day} {month} {year} года"`, `"{day} {month} {year} {weekday} года"`, "ru.date: "},
		"bad exception":    {`'^[^\p{Arabic}]'`, `'^[^\p{Arabic'`, "ar.list.exception 1: "},
		"bad TOML":         {"[ar]\n", "[ar\n", styleFile},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(string(data), c.old, c.new, 1)
			if text == string(data) {
				t.Fatalf("the table has no %q to change", c.old)
			}
			_, err := ReadStyles(fstest.MapFS{styleFile: {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("ReadStyles = %v, want %q", err, c.want)
			}
		})
	}
	if _, err := ReadStyles(fstest.MapFS{styleFile: {Data: []byte("[ar]\n")}}); err == nil || !strings.Contains(err.Error(), "es.list.last: ") {
		t.Errorf("ReadStyles of an empty table = %v, want an error that names es.list.last too", err)
	}
	if _, err := ReadStyles(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), styleFile) {
		t.Errorf("ReadStyles of nothing = %v, want an error that names %s", err, styleFile)
	}
}
