#!/bin/sh
# The benchmarks: criterion's where a crate has some, the engine as a town grows, then the whole server over HTTP.
set -eu
cd "$(dirname "$0")/.."

if [ -n "$(find . \( -name target -o -name node_modules \) -prune -o -path '*/benches/*.rs' -print | head -n 1)" ]; then
  cargo bench --locked --workspace --bench '*'
fi
cargo run --locked --profile bench --package hyperlieu -- bench growth --wishes 10000,100000,1000000
cargo run --locked --profile bench --package hyperlieu -- bench http
