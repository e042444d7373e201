#!/bin/sh
# The browser journeys (e2e/tests/*.test.*) against the debug binary; `e2e.sh FILE...` (paths from e2e/) runs some only.
# Gives them HYPERLIEU (the binary) and CHROMIUM (the browser); leaves its count beside the binary's folder.
set -eu
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-$PWD/target}
HYPERLIEU=${HYPERLIEU:-$target/debug/hyperlieu}
# Journeys in Firefox need none; those that do say so.
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
export HYPERLIEU CHROMIUM

cd e2e
installed=node_modules/.installed
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ] || [ package.json -nt "$installed" ]; then
  npm ci --no-audit --no-fund
  touch "$installed"
fi

if [ $# = 0 ]; then
  # Named one by one: what Node makes of a folder differs between its versions.
  set -- $(find tests -name '*.test.js' -o -name '*.test.mjs' -o -name '*.test.ts' | sort)
fi
if [ $# = 0 ]; then
  echo "no journey found in e2e/tests" >&2
  exit 1
fi

# A page that never answers must fail its file, not hold up everything behind it. (Node 18 has no such switch.)
limit=
if node --help | grep -q -e --test-timeout; then limit=--test-timeout=420000; fi

status=0
node --test $limit --test-concurrency=1 \
  --test-reporter=spec --test-reporter-destination=stdout \
  --test-reporter=tap --test-reporter-destination="$target/journeys.tap" "$@" || status=$?
awk '/^# pass / { p = $3 } /^# fail / { f = $3 } END { printf "journeys: %d passed, %d failed, in a browser\n", p, f }' \
  "$target/journeys.tap" | tee "$target/journeys.txt"
exit "$status"
