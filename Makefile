# make test is the whole check: what a reviewer runs, and what .ci/run runs.
# Steps that need a tool this machine lacks are skipped by name.

SHELL := /bin/bash
GO    ?= go
# Tools are pinned in a module of their own, so that the library's stays short.
TOOL  := $(GO) tool -modfile=tools/go.mod

.DEFAULT_GOAL := help
.PHONY: help test lint fmt vet staticcheck nofma race reference portable bench

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: lint race reference portable ## everything: lint, race-enabled tests with examples and fuzz seeds, portable digests
	@echo '== make test: all steps passed'

lint: fmt vet staticcheck nofma ## gofmt, vet, staticcheck, no fused multiply-add

fmt: ## fail on a file that gofmt would change
	@echo '== gofmt'
	@files=$$(gofmt -l .); test -z "$$files" || { printf 'gofmt would change:\n%s\n' "$$files"; exit 1; }

vet: ## go vet
	@echo '== go vet'
	@$(GO) vet ./...

staticcheck: ## staticcheck, pinned in tools/go.mod
	@echo '== staticcheck'
	@$(TOOL) staticcheck ./...

nofma: ## fail on a fused multiply-add in the arm64 build of the bit-exact rooms
	@echo '== fused multiply-add'
	@GO='$(GO)' tools/nofma.sh

# The race detector needs a C compiler; without one the tests still run.
race: ## all tests, doc examples and fuzz seeds, race detector on
	@if [ "$$($(GO) env CGO_ENABLED)" = 1 ] && command -v "$$($(GO) env CC)" >/dev/null; then \
	  echo '== go test -race'; $(GO) test -race -timeout 20m ./...; \
	else \
	  echo '== go test (race detector skipped: no C compiler)'; $(GO) test -timeout 20m ./...; \
	fi

reference: ## the figures of the subject study, with draws that the race detector would make slow
	@echo '== reference figures'
	@$(GO) test -timeout 10m -run Reference ./scenarios

portable: ## digest tests on amd64 v1 and v3, 386, js/wasm and arm64
	@echo '== portable digests'
	@GO='$(GO)' tools/portable.sh

bench: ## all benchmarks, with allocations, then the demands beside the measured figures
	@$(GO) build -o bin/parley ./cmd/parley
	@$(GO) test -run '^$$' -bench . -benchmem ./... | $(GO) run -C tools ./demands -bin "$(CURDIR)/bin/parley"
