package lang

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func readGlossary(t *testing.T) Glossary {
	t.Helper()
	g, err := ReadGlossary(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGlossary(t *testing.T) {
	g := readGlossary(t)
	if n := len(g.IDs()); n < 27 {
		t.Errorf("the glossary has %d names, want 27 or more", n)
	}
	for _, c := range []struct{ what, got, want string }{
		{"Name", g.Name("world-day", RU), "Всемирный день борьбы с торговлей людьми"},
		{"Name, as in resolution 2017/18", g.Name("icat", ZH), "机构间打击人口贩运协调小组"},
		{"Short", g.Short("world-day", AR), "اليوم العالمي"},
		{"Short of a name without", g.Short("ccpcj", EN), "Commission on Crime Prevention and Criminal Justice"},
		{"Acronym", g.Acronym("unodc", FR), "ONUDC"},
		{"Acronym of a name without", g.Acronym("ecosoc", EN), ""},
		{"Kind", g.Kind("resolution-2017-18"), "title"},
		{"Name of nothing", g.Name("unicorn", EN) + g.Short("unicorn", EN) + g.Acronym("unicorn", EN) + g.Kind("unicorn"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s = %q, want %q", c.what, c.got, c.want)
		}
	}
	if !g.Has("world-day") || g.Has("unicorn") || g.Has("") {
		t.Error("Has does not tell a name from none")
	}
}

// TestNamesNameThemselves wants every name, short form and acronym to be found, but titles, which are not looked for.
func TestNamesNameThemselves(t *testing.T) {
	g := readGlossary(t)
	for _, tag := range All() {
		for _, id := range g.IDs() {
			for _, text := range []string{g.Name(id, tag), g.Short(id, tag), g.Acronym(id, tag)} {
				found := slices.Contains(g.Names("* "+text+", 1", tag), id)
				if want := text != "" && g.Kind(id) != "title"; found != want {
					t.Errorf("%s: Names(%q) = %q; %s found: %v, want %v", tag, text, g.Names(text, tag), id, found, want)
				}
			}
		}
	}
}

// TestNames quotes resolution 2021/25, and other sentences where it has no example: names as they are inflected, joined and elided.
func TestNames(t *testing.T) {
	g := readGlossary(t)
	for _, c := range []struct {
		tag  Tag
		text string
		want string
	}{
		{RU, "осуществлении Глобального плана действий", "global-plan-of-action"},
		{RU, "упомянутые в Глобальном плане действий Организации Объединенных Наций по борьбе с торговлей людьми", "global-plan-of-action"},
		{RU, "провозгласить 30 июля Всемирным днем борьбы с торговлей людьми", "world-day"},
		{RU, "по случаю Всемирного дня государствами-членами", "world-day member-states"},
		{RU, "роль Управления Организации Объединенных Наций по наркотикам и преступности", "unodc"},
		{RU, "координатора Межучрежденческой координационной группы по борьбе с торговлей людьми", "icat"},
		{RU, "Председателя рабочей группы Координационной группы", "icat icat-working-group"},
		{RU, "Конференции участников Конвенции Организации Объединенных Наций против транснациональной организованной преступности", "un-convention-toc conference-of-the-parties"},
		{RU, "государства — участники Протокола о торговле людьми", "trafficking-protocol states-parties"},
		{RU, "управляющего Целевым фондом добровольных взносов", "trust-fund"},
		{RU, "просьбе к Генеральному секретарю", "secretary-general"},
		{RU, "межправительственных и неправительственных организаций", "ngo"},
		{RU, "на совещании высокого уровня Генеральной Ассамблеи", "general-assembly high-level-meeting"},
		{RU, "о совещаниях Генеральной Ассамблеи высокого уровня", "general-assembly high-level-meeting"},
		{RU, "для включения во «Всемирный доклад о торговле людьми»", "global-report"},
		{RU, "глобальное плановое действие, с торговцами людьми", ""},
		{RU, "глобального планового действий", ""},
		{RU, "решения Экономического и Социального Совета", "ecosoc"},
		{RU, "решение Совета", "ecosoc"},
		{RU, "Совета государств Балтийского моря, Советом Безопасности, советы, Советская площадь", ""},
		{RU, "заместителю Генерального секретаря", ""},
		{RU, "организаций гражданского общества", "civil-society"},
		{RU, "отчёт Организации Объединённых Наций", "united-nations"},

		{AR, "وإذ يشير أيضا إلى قرار الجمعية العامة", "general-assembly"},
		{AR, "تقديم التقارير إلى الجمعية", "general-assembly"},
		{AR, "الاجتماع الرفيع المستوى المقبل للجمعية العامة", "general-assembly high-level-meeting"},
		{AR, "اجتماعي الجمعية العامة الرفيعي المستوى", "general-assembly high-level-meeting"},
		{AR, "وفقا لخطة العمل العالمية", "global-plan-of-action"},
		{AR, "وبخطة العمل العالمية", "global-plan-of-action"},
		{AR, "باليوم العالمي لمكافحة الاتجار بالأشخاص", "world-day"},
		{AR, "يوما عالميا لمكافحة الاتجار بالأشخاص", "world-day"},
		{AR, "المكمِّل لاتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية", "un-convention-toc"},
		{AR, "وبروتوكول الاتجار بالأشخاص", "trafficking-protocol"},
		{AR, "الجهة المنسقة لفريق التنسيق المشترك بين الوكالات لمكافحة الاتجار بالأشخاص", "icat"},
		{AR, "رئاسة الفريق العامل التابع لفريق التنسيق", "icat icat-working-group"},
		{AR, "عرضة للاتجار بالأشخاص", "trafficking-in-persons"},
		{AR, "مساهمات للصندوق الاستئماني", "trust-fund"},
		{AR, "للدول الأعضاء والمنظمات غير الحكومية", "member-states ngo"},
		{AR, "بلجنة منع الجريمة والعدالة الجنائية", "ccpcj"},
		{AR, "للأمم المتحـــدة", "united-nations"},
		{AR, "للامم المتحدة", "united-nations"},
		{AR, "ومجلس دول بحر البلطيق، ووكيل الأمين العام", ""},

		{ZH, "还回顾《2030 年可持续发展议程》", "agenda-2030"},
		{ZH, "联合国打击贩运人\n口全球行动计划", "global-plan-of-action"},
		{ZH, "《联合国打击贩运人口的全球行动计划》", "global-plan-of-action"},
		{ZH, "设立的公约缔约方会议贩运人口问题工作组", "working-group-tip conference-of-the-parties"},
		{ZH, "可持续发展目标具体目标5.2、8.7和16.2", "sustainable-development-goals sdg-target"},
		{ZH, "机构间协调小组和协调小组工作组", "icat icat-working-group"},
		{ZH, "《2016年全球贩运人口问题报告》", "global-report"},
		{ZH, "２０３０年议程", "agenda-2030"},
		{ZH, "扩大会议；副秘书长", ""},

		{EN, "Member States, the UN and non‑governmental organizations", "member-states ngo united-nations"},
		{EN, "the Inter‑Agency Coordination Group against Trafficking in Persons", "icat"},
		{EN, "the Trafficking in Persons Protocol by its States parties", "trafficking-protocol states-parties"},
		{EN, "the Conference of the Parties to the United Nations Convention against Transnational Organized Crime2", "un-convention-toc conference-of-the-parties"},
		{EN, "high-level meetings of the General Assembly", "general-assembly high-level-meeting"},
		{EN, "at which the Assembly, inter alia, reiterated", "general-assembly"},
		{EN, "Requests the Council", "ecosoc"},
		{EN, "a town council and its assembly; the Security Council; the Council of the Baltic Sea States; Sustainable Development", ""},
		{EN, "target 5.2 of the Sustainable Development Goals", "sustainable-development-goals sdg-target"},
		{EN, "target 5.20, persons trafficking in", ""},
		{EN, "the unodc.org site", ""},

		{FR, "la résolution 70/1 de l’Assemblée générale", "general-assembly"},
		{FR, "la résolution 70/1 de l'Assemblée générale", "general-assembly"},
		{FR, "l’Office des Nations Unies contre la drogue et le crime", "unodc"},
		{FR, "l’Assemble\u0301e ge\u0301ne\u0301rale", "general-assembly"},
		{FR, "Mise en oeuvre du Plan d'action mondial", "global-plan-of-action"},
		{FR, "un État Membre, les États Membres", "member-states"},
		{FR, "les organisations intergouvernementales et non gouvernementales", "ngo"},
		{FR, "les réunions de haut niveau que l’Assemblée générale a tenues", "general-assembly high-level-meeting"},
		{FR, "les Objectifs de développement durable", "sustainable-development-goals"},
		{FR, "Campagne Coeur bleu", "blue-heart-campaign"},
		{FR, "un conseil : le Conseil de sécurité et la Secrétaire générale adjointe", ""},

		{ES, "las reuniones de alto nivel de la Asamblea General", "general-assembly high-level-meeting"},
		{ES, "intergubernamentales y no gubernamentales", "ngo"},
		{ES, "de los Estados Miembros", "member-states"},
		{ES, "el Informe mundial sobre la trata de personas", "global-report"},
		{ES, "la Presidencia del grupo de trabajo del Grupo de Coordinación", "icat icat-working-group"},
		{ES, "la Secretaria General de la ONU", "secretary-general united-nations"},
		{ES, "el fondo fiduciario de contribuciones voluntarias de las Naciones Unidas", "trust-fund united-nations"},
		{ES, "del Consejo de Estados del Mar Báltico, un consejo", ""},
	} {
		if got := strings.Join(g.Names(c.text, c.tag), " "); got != c.want {
			t.Errorf("%s: Names(%q) = %s, want %s", c.tag, c.text, got, c.want)
		}
	}
}

// TestArabicArticle holds what no name of today needs: a noun that begins with ل has two of them, not three, after ل and the article.
func TestArabicArticle(t *testing.T) {
	word := parseForm("اللجنة")[0][0]
	for text, want := range map[string]bool{"اللجنة": true, "للجنة": true, "وللجنة": true, "باللجنة": true, "فاللجنة": true, "لجنة": false, "واجنة": false} {
		if got := word.is(tokens(text)[0], true); got != want {
			t.Errorf("%q is %q: %v, want %v", text, word.text, got, want)
		}
	}
	if word.is(tokens("للجنة")[0], false) {
		t.Error("a preposition is joined to a word that is not the first")
	}
}

// TestReadGlossaryRefuses changes one thing in the real glossary at a time and wants to be told which.
func TestReadGlossaryRefuses(t *testing.T) {
	data, err := os.ReadFile("../../" + glossaryFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"missing name":     {`name = "World Day against Trafficking in Persons"`, "", "world-day.en.name is missing"},
		"missing short":    {`short = "Всемирный день"`, "", "world-day.ru.short is missing"},
		"missing acronym":  {`acronym = "ONUDC"`, "", "unodc.fr.acronym is missing"},
		"no source":        {`short = "E/RES/2021/25, A/RES/80/228, A/RES/80/9; 24 texts"`, "", "world-day.en.short: name and source go together"},
		"id twice":         {`id = "trafficking-in-persons"`, `id = "world-day"`, `"world-day": the id`},
		"kind":             {`kind = "term"`, `kind = "word"`, `trafficking-in-persons.kind: "word"`},
		"unknown key":      {"alone = true\n[name", "together = true\n[name", "unknown key name.together"},
		"unknown language": {"[other]\n", "[other]\nde = [\"Sicherheitsrat\"]\n", "other: unknown language de"},
		"two owners":       {`"Security Council"`, `"World Day"`, `world-day.en: "World Day" stands for other too`},
		"bad alternatives": {`"всемирн- день|дн-"]`, `"всемирн- день|"]`, "world-day.ru: "},
		"form of nothing":  {`"human trafficking"`, `"…"`, "trafficking-in-persons.en: "},
		"sought title":     {`kind = "title"`, "kind = \"title\"\nen.match = [\"Implementation\"]", "resolution-2017-18.en.match: a title is not looked for"},
		"bad TOML":         {"[other]\n", "[other\n", glossaryFile},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(string(data), c.old, c.new, 1)
			if text == string(data) {
				t.Fatalf("the glossary has no %q to change", c.old)
			}
			_, err := ReadGlossary(fstest.MapFS{glossaryFile: {Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("ReadGlossary = %v, want %q", err, c.want)
			}
		})
	}
	if _, err := ReadGlossary(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), glossaryFile) {
		t.Errorf("ReadGlossary of nothing = %v, want an error that names %s", err, glossaryFile)
	}
}
