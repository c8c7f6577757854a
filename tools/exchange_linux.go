package main

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// exchange puts the folder fresh in the place of out, in one step where the file system can, and removes what was there.
func exchange(fresh, out string) error {
	if _, err := os.Stat(out); errors.Is(err, os.ErrNotExist) {
		if err := os.Rename(fresh, out); err != nil {
			return fmt.Errorf("put the new site in place: %w", err)
		}
		return nil
	}
	err := unix.Renameat2(unix.AT_FDCWD, fresh, unix.AT_FDCWD, out, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) {
		return replace(fresh, out)
	}
	if err != nil {
		return fmt.Errorf("put the new site in place: %w", err)
	}
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("remove the old site: %w", err)
	}
	return nil
}
