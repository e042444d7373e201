#!/bin/sh
# Checks that what a target needs is on the machine: `need.sh WHAT...`, WHAT of rust cc node chromium firefox postgres nextest.
# On Debian, as root or with a sudo that asks nothing, installs what is missing; otherwise prints the one line to type.
set -eu
cd "$(dirname "$0")/.."

packages=""
failed=""

want() { packages="$packages $1"; }
say() { printf '%s\n' "$*" >&2; }

# at_least HAVE WANT: whether version HAVE (1.96.0, v20.1) is WANT (1.95) or newer, by its first two numbers.
at_least() {
  printf '%s %s\n' "${1#v}" "$2" | awk '{ split($1, h, "."); split($2, w, "."); exit !(h[1] > w[1] || (h[1] == w[1] && h[2] >= w[2])) }'
}

for what in "$@"; do
  case "$what" in
    rust)
      # With rustup, rust-toolchain.toml picks (and fetches, once) the right version by itself.
      have=$(rustc --version 2>/dev/null | awk '{ print $2 }') || have=""
      if [ -z "$have" ] || ! command -v cargo >/dev/null || ! at_least "$have" 1.95; then
        say "Rust 1.95 or newer is missing${have:+ (here: $have)}. Type:"
        say "  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
        failed=yes
      fi
      ;;
    cc)
      command -v cc >/dev/null || want "gcc libc6-dev"
      ;;
    node)
      have=$(node --version 2>/dev/null) || have=""
      if [ -n "$have" ] && ! at_least "$have" 18.0; then
        say "Node 18 or newer is needed, here is $have: see https://nodejs.org"
        failed=yes
      fi
      [ -n "$have" ] || want nodejs
      command -v npm >/dev/null || want npm
      ;;
    chromium)
      [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null || want "chromium fonts-dejavu-core"
      ;;
    firefox)
      [ -n "${FIREFOX:-}" ] || command -v firefox-esr >/dev/null || command -v firefox >/dev/null ||
        want "firefox-esr fonts-dejavu-core"
      ;;
    postgres)
      ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || want postgresql
      ;;
    nextest)
      cargo nextest --version >/dev/null 2>&1 ||
        say "cargo-nextest is not installed: plain \`cargo test\` will do (faster: cargo install cargo-nextest --locked)"
      ;;
    *)
      say "need.sh: what is \`$what\`?"
      exit 2
      ;;
  esac
done

if [ -n "$packages" ]; then
  root=""
  [ "$(id -u)" = 0 ] || root="sudo"
  if command -v apt-get >/dev/null && { [ -z "$root" ] || sudo -n true 2>/dev/null; }; then
    say "Installing:$packages"
    # The lists may be old or absent on a fresh machine.
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086 # the packages are words
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages </dev/null >&2
  else
    say "Something is missing. On Debian, type:"
    say "  sudo apt-get install$packages"
    failed=yes
  fi
fi

[ -z "$failed" ]
