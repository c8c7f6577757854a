package site

import (
	"fmt"
	"testing"
	"testing/fstest"

	"example.org/july30/tools/event"
)

// BenchmarkCheck reads and checks entries, and looks for duplicates among them: µs/event stays level where the cost is in proportion. All
// are of one country and day.
func BenchmarkCheck(b *testing.B) {
	ctx := demoModel(b).Context()
	for _, n := range []int{1000, 5000, 10_000, 20_000} {
		entries := fstest.MapFS{}
		for i := range n {
			name := fmt.Sprintf("%s/2027/ke-%d.toml", event.Dir, i)
			entries[name] = &fstest.MapFile{Data: fmt.Appendf(nil, "title = \"Walk with lanterns number %d along the shore of the lake\"\nlanguage = \"en\"\nsummary = \"One sentence that says what happens.\"\nkind = \"walk\"\nattendance = \"in-person\"\nstarts = 2027-07-30T18:00:00\ntimezone = \"Africa/Nairobi\"\ncountry = \"KE\"\ncity = \"Nairobi\"\nurl = \"https://a.example/%d\"\ndescription = \"\"\"\nA paragraph of some length, as organizers write it, with *emphasis* and [a link](https://a.example/page).\n\"\"\"\n[organizer]\nname = \"Association\"\nkind = \"civil-society\"\ncountry = \"KE\"\nurl = \"https://a.example/\"\n", i*7919%1_000_003, i)}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				events, list := ReadEvents(entries, ctx)
				if len(events) != n {
					b.Fatalf("%d of %d entries are sound: %v", len(events), n, list[:1])
				}
				event.Duplicates(events)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/op")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/event")
			b.ReportMetric(0, "ns/op")
		})
	}
}
