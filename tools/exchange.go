package main

import (
	"errors"
	"fmt"
	"os"
)

// old is where the former site waits while two renames replace it.
func old(out string) string { return out + ".old" }

// replace does in two renames what exchange does in one; repair mends what a kill between them leaves.
func replace(fresh, out string) error {
	if err := os.RemoveAll(old(out)); err != nil {
		return fmt.Errorf("remove the old site: %w", err)
	}
	if err := os.Rename(out, old(out)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("put the old site aside: %w", err)
	}
	if err := os.Rename(fresh, out); err != nil {
		return fmt.Errorf("put the new site in place: %w", err)
	}
	return os.RemoveAll(old(out))
}

// repair brings the former site back where a kill left none in its place.
func repair(out string) error {
	if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
		return os.RemoveAll(old(out))
	}
	if err := os.Rename(old(out), out); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("bring the former site back: %w", err)
	}
	return nil
}
