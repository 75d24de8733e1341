# Zlot. `make` lists the targets; the scripts behind them live in .ci/.

SHELL := /bin/bash
GO ?= go
TEST_TAGS := ci,migrated_fynedo
# Tests, the linter and zlotctl need no C compiler.
PURE := CGO_ENABLED=0

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: app ## install what the system lacks, build and open the desktop program (ARGS="--lang en …")
	./bin/zlot $(ARGS)

.PHONY: app
app: ## build the desktop program to bin/zlot
	@.ci/packages build
	@.ci/build

.PHONY: ctl
ctl: ## build the command-line program to bin/zlotctl (pure Go)
	@.ci/build --ctl

.PHONY: test
test: ## run all tests, those of the windows too, without a display or C compiler
	@.ci/test

.PHONY: race
race: ## run the race detector over the domain and the storage
	CGO_ENABLED=1 $(GO) test -race -timeout 20m -tags $(TEST_TAGS) ./event/... ./storage/...

.PHONY: fuzz
fuzz: ## run every fuzz target in turn (FUZZTIME=10s each)
	@.ci/fuzz $(FUZZTIME)

.PHONY: bench
bench: ## run the benchmarks (BENCH=pattern)
	@.ci/bench "$(BENCH)"

.PHONY: lint
lint: bin/golangci-lint ## check the formatting, vet and lint
	@unformatted=$$(gofmt -l cmd ui event storage assets .ci); \
	if [ -n "$$unformatted" ]; then echo "Not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi
	$(PURE) $(GO) vet -tags $(TEST_TAGS) ./... ./.ci/report ./.ci/smoke ./.ci/licences ./.ci/package/parts
	$(PURE) bin/golangci-lint run ./...

# The linter has a module of its own, so that its hundred dependencies stay out of ours.
bin/golangci-lint: .ci/tools/go.mod .ci/tools/go.sum
	@echo "Building the linter: two minutes, once"
	@cd .ci/tools && $(PURE) $(GO) build -buildvcs=false -o ../../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch $@

.PHONY: vulns
vulns: ## look for known faults in what is linked (GOVULNDB=file:///copy/of/vulndb/data/osv without a network)
	@.ci/vulns/run

.PHONY: licences
licences: ## write down what others have made of the programs, and on what terms (assets/licences)
	$(PURE) $(GO) run ./.ci/licences

.PHONY: smoke
smoke: app ctl ## drive the real window without a screen: 300 scans and searches in between, then look into the database
	@.ci/packages window
	@$(GO) build -buildvcs=false -o bin/smoke ./.ci/smoke
	@bin/smoke -zlot bin/zlot -zlotctl bin/zlotctl

.PHONY: drill
drill: ctl ## let the program fail in every way and look what is left (ROUNDS=200, DRILL=name, SEED=n)
	@$(PURE) $(GO) build -buildvcs=false -o bin/drill ./.ci/drill
	@bin/drill -zlotctl bin/zlotctl -rounds $(or $(ROUNDS),200) -seed $(or $(SEED),1) -drill "$(DRILL)"

.PHONY: package-linux
package-linux: ## make .deb and .tar.xz in dist/ (see .ci/package/README.md)
	@.ci/packages build package
	@.ci/package/linux

.PHONY: package-windows
package-windows: ## make an installer and zips for Windows in dist/, on Linux
	@.ci/packages windows
	@.ci/package/windows

.PHONY: package-macos
package-macos: ## make Zlot.app in dist/, on a Mac (see .ci/package/macos.md)
	@.ci/package/macos

.PHONY: pictures
pictures: ## paint the pictures of the help anew, from the program as it is
	@rm -f assets/help/pictures/*.png
	ZLOT_HELP_PICTURES="$(CURDIR)/assets/help/pictures" $(PURE) $(GO) test -count=1 -tags $(TEST_TAGS) -run '^TestPictures$$' ./ui

.PHONY: clean
clean: ## remove what was built
	rm -rf bin dist
