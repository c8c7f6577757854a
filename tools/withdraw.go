package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"example.org/july30/tools/event"
)

// withdraw takes an event out of everything: it notes the withdrawal first, so that no later build shows the event whatever else fails, then
// removes the entry, and makes build/ and the built site anew. Where they cannot be made anew they are removed, because they hold the event.
func withdraw(ctx context.Context, out io.Writer, o options, name string) error {
	id, ok := event.ParseID(name)
	if !ok {
		return fmt.Errorf("withdraw: %q is not the id of an event; give edition and name, as in 2027/ke-candlelight-walk", name)
	}
	if err := noteWithdrawal(o, id); err != nil {
		return err
	}
	entry := filepath.Join(o.root, filepath.FromSlash(event.Dir), filepath.FromSlash(id)+".toml")
	switch err := os.Remove(entry); {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(out, "There is no entry %s here; if one comes back, no build will take it.\n", id)
	case err != nil:
		return fmt.Errorf("remove the entry: %w", err)
	}
	if err := renew(ctx, o); err != nil {
		return errors.Join(fmt.Errorf("the withdrawal is noted, and the built site is removed because it could not be made anew: %w", err),
			os.RemoveAll(filepath.Join(o.root, "build")), os.RemoveAll(o.siteFolder()), os.RemoveAll(old(o.siteFolder())))
	}
	fmt.Fprintf(out, `%s is withdrawn: its address says so, its calendar entry is a cancellation without words, and nothing else of it is left here.

Do this at once: commit %s and the removed entry, and publish the site.
The history of the repository and what others have copied still hold the entry: CONTRIBUTING.md says what can be done about that.
`, id, event.WithdrawnFile)
	return nil
}

// noteWithdrawal adds the event to the list of withdrawals, unless it stands there.
func noteWithdrawal(o options, id string) error {
	list, problems := event.ReadWithdrawals(os.DirFS(o.root))
	if problems.Errors() > 0 {
		w, err := words(o)
		if err != nil {
			return err
		}
		if err := problems.Print(os.Stderr, w); err != nil {
			return err
		}
		return errProblems
	}
	if _, noted := list.Of(id); noted {
		return nil
	}
	file := filepath.Join(o.root, filepath.FromSlash(event.WithdrawnFile))
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the list of withdrawals: %w", err)
	}
	on := o.today
	if on.IsZero() {
		on = time.Now().UTC()
	}
	data = append(data, event.Withdraw(id, on).TOML()...)
	if err := createFile(file+"~", data); err != nil {
		return err
	}
	if err := os.Rename(file+"~", file); err != nil {
		return fmt.Errorf("note the withdrawal: %w", err)
	}
	return nil
}

// renew makes build/ anew, and the built site where there is one.
func renew(ctx context.Context, o options) error {
	if _, err := os.Stat(o.siteFolder()); err == nil {
		return build(ctx, o)
	}
	for _, dir := range []string{o.pictureCache(), filepath.Join(o.root, "build", "feeds")} { // which only a build or a server renews
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove what was drawn and written of the event: %w", err)
		}
	}
	return generateOnly(o)
}
