# `make demo` shows it, `make test` proves it, `make help` lists the rest.
# Recipes are one line each; what needs more stands in scripts/.

export PATH := $(HOME)/.cargo/bin:$(PATH)
need := sh scripts/need.sh

.PHONY: help demo test check bench e2e firefox fuzz web fmt clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: ## a town with people walking in it, in your browser; ARGS="..." goes to `hyperlieu demo`
	@$(need) rust cc node
	@sh scripts/web.sh
	@cargo run --locked --package hyperlieu -- demo $(ARGS)

test: ## everything: format, house rules, lints, tests on both databases, browser journeys
	@$(need) rust cc node chromium postgres nextest
	@sh scripts/web.sh
	@sh scripts/test.sh

check: ## the quick half of `make test`: format, lints, house rules
	@$(need) rust cc node
	@sh scripts/web.sh
	@cargo fmt --all -- --check
	@cargo xtask tidy
	@cargo clippy --workspace --all-targets --locked -- -D warnings

bench: ## benchmarks on this machine
	@$(need) rust cc node
	@sh scripts/web.sh
	@sh scripts/bench.sh

e2e: ## the browser journeys alone
	@$(need) rust cc node chromium
	@sh scripts/web.sh
	@cargo build --locked --package hyperlieu
	@sh scripts/e2e.sh

firefox: ## the extension and the pages in a real Firefox
	@$(need) rust cc node firefox
	@sh scripts/web.sh
	@cargo build --locked --package hyperlieu
	@sh scripts/e2e.sh firefox/extension.test.mjs firefox/pages.test.mjs

fuzz: ## every reader of strangers' bytes, EACH=60 seconds each, on a nightly compiler
	@$(need) rust cc
	@sh scripts/fuzz.sh

web: ## styles and scripts, when their sources changed
	@$(need) node
	@sh scripts/web.sh

fmt: ## formats the Rust
	@cargo fmt --all

clean: ## removes everything built
	@cargo clean
	@rm -rf web/dist web/node_modules e2e/node_modules e2e/shots
