#!/bin/sh
# Everything a change must pass, cheapest first; `make test` runs it after the web is built.
set -eu
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
started=$(date +%s)
step() { printf '\n== %s (%s s)\n' "$*" "$(($(date +%s) - started))"; }

step "format"
cargo fmt --all -- --check
step "house rules"
cargo xtask tidy
step "lints"
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
step "tests on both databases"
cargo xtask test

if [ -f e2e/package.json ]; then
  step "browser journeys"
  cargo build --locked --package hyperlieu
  sh scripts/e2e.sh
fi

step "all passed"
cat "$target/tests.txt"
[ ! -f e2e/package.json ] || cat "$target/journeys.txt"
