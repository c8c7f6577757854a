// Command july30 turns the sources of the site into the site: it checks them, generates what Hugo reads, runs Hugo, and writes
// public/. Run it from anywhere in the repository as `go run ./tools`.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"time"
	_ "time/tzdata" // time zones on machines that have none

	"github.com/spf13/cobra"
)

// errProblems ends a command whose sources have problems, which it has printed.
var errProblems = errors.New("problems were found")

func main() { os.Exit(run(os.Args[1:])) }

// run executes a command line. Its status is 0 where all is sound, 1 where problems were found, 2 where the command could not run.
func run(args []string) int {
	root := command()
	root.SetArgs(joinDemo(args))
	err := root.Execute()
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errProblems):
		return 1
	}
	fmt.Fprintln(os.Stderr, "july30:", err)
	return 2
}

func command() *cobra.Command {
	var o options
	root := &cobra.Command{
		Use:   "july30",
		Short: "Build the site of the World Day against Trafficking in Persons",
		Long: `July30 builds the site of the World Day against Trafficking in Persons (30 July) in Arabic, Chinese, English,
French, Russian and Spanish, from the texts in content/, the tables in data/ and the words in i18n/.

Write or change a text, then look at it:

  go run ./tools serve        shows the site at http://localhost:1313/ and follows every change
  go run ./tools check        says what is wrong in the sources, file by file and line by line
  go run ./tools new event    asks for an event and writes its entry
  go run ./tools fmt          brings the entries of events into their one form
  go run ./tools build        writes the finished site to public/
  go run ./tools material     draws posters and cards
  go run ./tools withdraw ID  takes an event out of everything, for somebody's safety
  go run ./tools status       says what is translated and what a publication still lacks

Exit status: 0 sound, 1 problems found, 2 could not run. (go run turns each failure into 1.)`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().StringVar(&o.lang, "lang", "", "language of problems and remedies: ar, zh, en, fr, ru, es (default: that of the entry, else English)")
	root.PersistentFlags().StringVar(&o.todayText, "today", "", "date the site is built for, as 2027-07-30 (default: 30 July of the newest open edition)")
	root.PersistentFlags().Var(&o.demo, "demo", "add example events, each marked as an example; with a number, that many")
	root.PersistentFlags().Lookup("demo").NoOptDefVal = "true"
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return o.complete() }

	serve := &cobra.Command{
		Use: "serve", Short: "Show the site on this machine and follow every change", Args: cobra.NoArgs,
		Long: `Serve generates and builds the site, shows it on this machine and renews it when a source changes. When a source is
broken, the last good site stays; what is wrong stands in the terminal and on top of every page until it is mended.`,
		RunE: func(c *cobra.Command, _ []string) error { return serve(c.Context(), o) },
	}
	serve.Flags().IntVar(&o.port, "port", 1313, "port to serve on")

	build := &cobra.Command{
		Use: "build", Short: "Write the finished site to public/", Args: cobra.NoArgs,
		Long: `Build checks all sources and writes the finished site. Any error fails it, and the folder is then left as it was.`,
		RunE: func(c *cobra.Command, _ []string) error { return build(c.Context(), o) },
	}
	build.Flags().StringVar(&o.out, "out", "public", "folder to write, replaced as a whole")
	build.Flags().BoolVar(&o.release, "release", false, "build for publication: refuse to go without a publisher, with a warning, or while status lists an error")

	generate := &cobra.Command{
		Use: "generate", Short: "Write what Hugo reads to build/, without running Hugo", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return generateOnly(o) },
	}

	version := &cobra.Command{
		Use: "version", Short: "Print the versions of this program, of Hugo and of Go", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return printVersion() },
	}
	status := &cobra.Command{
		Use: "status", Short: "Say what is translated, and what a publication still lacks", Args: cobra.NoArgs,
		Long: `Status lists what stands in each language, which helplines have to be asked again and when, and what a publication still
lacks: a publisher, a host, pages that nobody has opened for a year, pages of advice that no specialist has read.`,
		RunE: func(*cobra.Command, []string) error { return status(os.Stdout, o) },
	}
	withdraw := &cobra.Command{
		Use: "withdraw ID", Short: "Take an event out of everything, for somebody's safety", Args: cobra.ExactArgs(1),
		Long: `Withdraw takes an event out of the site, its calendars and its data, because it puts somebody in danger. ID is edition
and name, as in 2027/ke-candlelight-walk, or the file of the entry. Only the address remains, which says that the event was withdrawn, and a
cancellation without words for calendars that have it. To say that an event does not take place, write status = "cancelled" in its entry.`,
		RunE: func(c *cobra.Command, args []string) error { return withdraw(c.Context(), os.Stdout, o, args[0]) },
	}
	withdraw.Flags().StringVar(&o.out, "out", "public", "folder of the built site, made anew where there is one")

	root.AddCommand(serve, build, checkCommand(&o), status, newCommand(&o), formatCommand(&o), importCommand(&o), exportCommand(&o), materialCommand(&o), generate, withdraw, version)
	root.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	return root
}

// options are the flags, completed.
type options struct {
	lang      string
	todayText string
	today     time.Time
	demo      demo
	out       string
	release   bool
	port      int
	root      string // of the repository
}

func (o *options) complete() error {
	root, err := findRoot()
	if err != nil {
		return err
	}
	o.root = root
	if o.todayText == "" {
		return nil
	}
	o.today, err = time.Parse(time.DateOnly, o.todayText)
	if err != nil {
		return fmt.Errorf("--today %q is not a date such as 2027-07-30", o.todayText)
	}
	return nil
}

func printVersion() error {
	want, err := hugoVersion()
	if err != nil {
		return err
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this program was built without its build information")
	}
	fmt.Printf("july30 %s\nHugo v%s\n%s\n", info.Main.Version, want, info.GoVersion)
	return nil
}
