#!/bin/sh
# Feeds every reader of strangers' bytes with bytes of chance, from the seeds on; `fuzz.sh TARGET...` some only. EACH=60 seconds for each.
# Wants a nightly compiler and cargo-fuzz. What was found lies in fuzz/artifacts; what was learnt, in fuzz/corpus.
set -eu
cd "$(dirname "$0")/.."

if ! cargo fuzz --version >/dev/null 2>&1; then
  echo "cargo-fuzz is missing. Type: rustup toolchain install nightly && cargo install cargo-fuzz --locked" >&2
  exit 1
fi
if [ $# = 0 ]; then set -- $(sed -n 's/^name = "\([a-z0-9]*\)"$/\1/p' fuzz/Cargo.toml); fi

for target in "$@"; do
  mkdir -p "fuzz/corpus/$target"
  seeds=fuzz/seeds/$target
  [ -d "$seeds" ] || seeds=
  # None of our code is unsafe, so memory needs no guard that makes everything slower.
  cargo +nightly fuzz run --sanitizer none "$target" "fuzz/corpus/$target" $seeds -- \
    -max_total_time="${EACH:-60}" -timeout=20 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1
done
