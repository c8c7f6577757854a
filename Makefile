# What a change must pass, and what it takes. CONTRIBUTING.md says when to call what.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
# Every build writes build/content, so two steps never run at once.
.NOTPARALLEL:
.PHONY: test setup lint unit sites built browser fuzz twice bench clean

export SITE_PLAIN := $(CURDIR)/build/test/plain
export SITE_DEMO := $(CURDIR)/build/test/demo
export SITE_PUBLISHED := $(CURDIR)/build/test/published
FUZZTIME ?= 20s

test: setup lint unit sites built browser fuzz twice
	@echo "make test: everything passed"

# The packages and the browser that the tests need; it says what it does.
setup:
	@tools/browser/setup

lint:
	@unformatted=$$(gofmt -l tools); [ -z "$$unformatted" ] || { echo "gofmt -w is wanted:"; echo "$$unformatted"; exit 1; }
	go vet -tags built,bench ./...

# Neither Hugo nor a browser.
unit:
	go test ./...
	@go test -count=1 -v -run '^TestTwins$$' ./tools/resolution | grep -v '^=== '

# The finished site without and with the examples, and as an invented publisher would publish it, for the steps after it.
sites:
	go run ./tools build --out "$(SITE_PLAIN)"
	go run ./tools build --demo --out "$(SITE_DEMO)"
	@tools/browser/publish "$(SITE_PUBLISHED)"

# What Go can say of the built sites.
built: sites
	go test -count=1 -tags built ./tools/site/... ./tools

# What a reader's browser, and a reader's calendar, must find.
browser: sites
	@if command -v npm >/dev/null && [ -d node_modules/playwright-core ]; then npm test && npm run lighthouse; \
	else echo "The tests in a browser and of the calendars are skipped: make setup says what is missing."; fi

# Each fuzz test for a while; what it finds stays in testdata/fuzz, as a case of the test from then on.
fuzz:
	@go test -list '^Fuzz' ./tools/... \
	| awk '/^Fuzz/ { name[++n] = $$1 } /^ok/ { for (; n; n--) print $$2, name[n] }' \
	| while read -r package name; do \
		echo "fuzzing $$package $$name for $(FUZZTIME)"; \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s "$$package" </dev/null || exit 1; \
	done

# The same sources give the same bytes in another folder, time zone and locale.
twice: sites
	@echo "a second build in another folder, time zone and locale"
	@other=$$(mktemp -d) && trap 'rm -rf "$$other"' EXIT && \
	tar -c --exclude=./.git --exclude=./build --exclude=./public --exclude=./node_modules . | tar -x -C "$$other" && \
	(cd "$$other" && TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 go run ./tools build --out public) && \
	diff -r "$(SITE_PLAIN)" "$$other/public" && \
	echo "it has the same bytes"

# Prints how long things take and asserts nothing; docs/performance.md says what is measured.
bench:
	go test -run '^$$' -bench . -benchmem ./tools/...
	go test -tags bench -run '^$$' -bench '^BenchmarkWhole(Build|Edit)$$' -benchtime 10x ./tools
	go test -tags bench -run '^$$' -bench '^BenchmarkWholeEvents$$' -benchtime 1x -timeout 60m ./tools

clean:
	rm -rf build public public.new public.old node_modules
