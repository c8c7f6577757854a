package world

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata" // so that the test asks the database of the Go release, not of the machine

	"example.org/july30/tools/lang"
)

func read(t *testing.T) World {
	t.Helper()
	w, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWorld(t *testing.T) {
	w := read(t)
	count := map[Status]int{}
	for _, c := range slices.Concat(w.States, w.Areas) {
		count[c.Status]++
	}
	if count[Member] != 193 || count[Observer] != 2 || count[Area] != 46 || len(w.States) != 195 {
		t.Errorf("Read: %v, want 193 members, 2 observers and 46 areas", count)
	}
	levels := map[string]int{}
	for _, r := range w.Regions {
		levels[r.Level]++
	}
	if levels["region"] != 5 || levels["subregion"] != 17 {
		t.Errorf("Read: %v, want 5 regions and 17 subregions", levels)
	}
}

func TestCountry(t *testing.T) {
	w := read(t)
	c, ok := w.Country("AF")
	if !ok || c.M49 != "004" || c.Status != Member || c.Name[lang.ZH] != "阿富汗" || c.Region != "142" {
		t.Errorf("Country(AF) = %v, %v", c, ok)
	}
	if c, ok := w.Country("HK"); !ok || c.Status != Area || c.Name[lang.ZH] != "中国香港特别行政区" {
		t.Errorf("Country(HK) = %v, %v", c, ok)
	}
	for _, code := range []string{"", "af", "ZZ", "AFG"} {
		if c, ok := w.Country(code); ok {
			t.Errorf("Country(%q) = %v, want none", code, c)
		}
	}
	if r, ok := w.Region("002"); !ok || r.Name[lang.FR] != "Afrique" {
		t.Errorf("Region(002) = %v, %v", r, ok)
	}
	if r, ok := w.Region("2"); ok {
		t.Errorf("Region(2) = %v, want none", r)
	}
}

// TestSorted holds, for each language, names that byte order or another language's order would put elsewhere.
func TestSorted(t *testing.T) {
	w := read(t)
	for tag, want := range map[lang.Tag][]string{
		// Neither the article nor the hamza counts.
		lang.AR: {"الاتحاد الروسي", "إثيوبيا", "أذربيجان", "الأرجنتين", "الأردن", "إسبانيا", "ألبانيا", "أيرلندا", "آيسلندا", "إيطاليا", "باراغواي", "البحرين", "تونس", "الجزائر", "السودان", "سويسرا", "الصين", "غانا", "كينيا", "اليابان", "اليمن"},
		// By pinyin: a'er, bi li, bi lu (of Peru), bing, e, fo, sai, ye, zha, zhong.
		lang.ZH: {"阿尔巴尼亚", "比利时", "秘鲁", "冰岛", "朝鲜民主主义人民共和国", "厄瓜多尔", "佛得角", "柬埔寨", "肯尼亚", "塞舌尔", "沙特阿拉伯", "乌克兰", "也门", "伊拉克", "乍得", "智利", "中国"},
		lang.EN: {"Costa Rica", "Côte d’Ivoire", "Croatia", "Guinea", "Guinea-Bissau", "Guyana", "Tunisia", "Türkiye", "Turkmenistan"},
		lang.FR: {"Dominique", "Égypte", "El Salvador", "Émirats arabes unis", "Équateur", "Espagne", "États-Unis d’Amérique", "Éthiopie", "Fédération de Russie", "Honduras", "Îles Salomon", "Inde", "Zimbabwe"},
		lang.RU: {"Австралия", "Израиль", "Йемен", "Кабо-Верде", "Кот-д’Ивуар", "Куба", "Эквадор", "Южный Судан", "Ямайка", "Япония"},
		lang.ES: {"Chipre", "Costa Rica", "Côte d’Ivoire", "Croacia", "España", "Estado de Palestina", "Níger", "Nigeria", "Omán", "Países Bajos (Reino de los)", "Pakistán", "Túnez", "Türkiye"},
	} {
		states, areas := w.Sorted(tag)
		if len(states) != 195 || len(areas) != 46 {
			t.Errorf("Sorted(%s): %d States and %d areas, want 195 and 46", tag, len(states), len(areas))
		}
		var names []string
		for _, c := range states {
			if slices.Contains(want, c.Name[tag]) {
				names = append(names, c.Name[tag])
			}
		}
		if got := strings.Join(names, " | "); got != strings.Join(want, " | ") {
			t.Errorf("Sorted(%s) = %s, want %s", tag, got, strings.Join(want, " | "))
		}
	}
	if w.States[0].Alpha2 != "AD" {
		t.Errorf("Sorted changed the order of the file: %s is first", w.States[0].Alpha2)
	}
}

func TestZones(t *testing.T) {
	w := read(t)
	for name, want := range map[string]bool{
		"Africa/Nairobi": true, "Asia/Calcutta": true, "UTC": true, "Asia/Taipei": true, "America/Argentina/Ushuaia": true,
		"": false, "Local": false, "africa/nairobi": false, "EST": false, "Etc/GMT+3": false, "Europe": false, "Mars/Olympus": false,
	} {
		if got := w.Zone(name); got != want {
			t.Errorf("Zone(%q) = %v, want %v", name, got, want)
		}
	}
	if got := w.Zones("IN"); !slices.Equal(got, []string{"Asia/Kolkata", "Asia/Calcutta"}) {
		t.Errorf("Zones(IN) = %q", got)
	}
	if got := w.CurrentZones("IN"); !slices.Equal(got, []string{"Asia/Kolkata"}) {
		t.Errorf("CurrentZones(IN) = %q", got)
	}
	if got := w.Zones("IS"); !slices.Equal(got, []string{"Atlantic/Reykjavik", "Iceland"}) {
		t.Errorf("Zones(IS) = %q: an old name belongs to its own country, though its clocks agree with another's", got)
	}
	if got := w.Zones("ZZ"); len(got) != 0 {
		t.Errorf("Zones(ZZ) = %q, want none", got)
	}
	if got := w.CurrentZone("Europe/Kiev"); got != "Europe/Kyiv" {
		t.Errorf("CurrentZone(Europe/Kiev) = %q", got)
	}
	if got := w.CurrentZone("Europe/Kyiv"); got != "Europe/Kyiv" {
		t.Errorf("CurrentZone(Europe/Kyiv) = %q", got)
	}
}

// TestZonesLoad asks Go's own copy of the IANA database for every name, and wants an old name to keep the time of the new one.
func TestZonesLoad(t *testing.T) {
	w := read(t)
	noon := time.Date(2027, time.July, 30, 12, 0, 0, 0, time.UTC)
	offset := func(name string) int {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Errorf("LoadLocation(%q): %v", name, err)
			return 0
		}
		_, seconds := noon.In(loc).Zone()
		return seconds
	}
	for name := range w.nowhere {
		offset(name)
	}
	for name := range w.place {
		offset(name)
	}
	for old, now := range w.former {
		if a, b := offset(old), offset(now); a != b {
			t.Errorf("%s is %d seconds from UTC, %s is %d", old, a, now, b)
		}
	}
}

// TestReadRefuses changes one thing in the real tables at a time and wants to be told which.
func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, old, new, want string }{
		"unknown key":    {statesFile, `alpha3 = "AND"`, "alpha3 = \"AND\"\ncolour = \"blue\"", "unknown key state.colour"},
		"name missing":   {statesFile, `ru = "Андорра"`, "", "AD: name.ru is missing"},
		"other language": {statesFile, `ru = "Андорра"`, "ru = \"Андорра\"\nde = \"Andorra\"", "AD: unknown language de"},
		"code twice":     {statesFile, `alpha2 = "AE"`, `alpha2 = "AD"`, "AD: AD is used twice"},
		"m49 as read":    {statesFile, `m49 = "020"`, `m49 = "20"`, `AD: alpha2 "AD", alpha3 "AND", m49 "20"`},
		"status":         {statesFile, `status = "member"`, `status = "area"`, `AD: status "area" is none of`},
		"status of area": {areasFile, `m49 = "660"`, "m49 = \"660\"\nstatus = \"member\"", "AI: an area has no status"},
		"subregion":      {statesFile, `subregion = "039"`, `subregion = "015"`, `AD: subregion "015" is not a subregion of region "150"`},
		"parent":         {regionsFile, `parent = "002"`, `parent = "015"`, `015: parent "015" is not a region`},
		"level":          {regionsFile, `level = "subregion"`, `level = "continent"`, `015: level "continent"`},
		"no zone":        {zonesFile, `AD = ["Europe/Andorra"]`, `AD = []`, "AD: has no time zone"},
		"zone twice":     {zonesFile, `AD = ["Europe/Andorra"]`, `AD = ["Europe/Paris"]`, "Europe/Paris: is listed twice"},
		"zone of nobody": {zonesFile, `AD = ["Europe/Andorra"]`, `AQ = ["Europe/Andorra"]`, "AQ: is neither a State nor an area"},
		"former":         {zonesFile, `"Asia/Calcutta" = "Asia/Kolkata"`, `"Asia/Calcutta" = "Asia/Kalkutta"`, `Asia/Calcutta: "Asia/Kalkutta" is not a zone in use`},
		"bad TOML":       {areasFile, `m49 = "660"`, `m49 = 660`, areasFile},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for _, file := range []string{statesFile, areasFile, regionsFile, zonesFile} {
				data, err := os.ReadFile("../../" + file)
				if err != nil {
					t.Fatal(err)
				}
				text := string(data)
				if file == c.file {
					text = strings.Replace(text, c.old, c.new, 1)
					if text == string(data) {
						t.Fatalf("%s has no %q to change", file, c.old)
					}
				}
				fsys[file] = &fstest.MapFile{Data: []byte(text)}
			}
			_, err := Read(fsys)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Read = %v, want %q", err, c.want)
			}
		})
	}
	if _, err := Read(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), statesFile) {
		t.Errorf("Read of nothing = %v, want an error that names %s", err, statesFile)
	}
}
