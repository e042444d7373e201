#!/bin/sh
# Builds web/: packages only when the lock file changed, bundles only when a source did.
set -eu
cd "$(dirname "$0")/../web"

installed=node_modules/.installed
built=node_modules/.built

if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ] || [ package.json -nt "$installed" ]; then
  npm ci --no-audit --no-fund
  touch "$installed"
  rm -f "$built"
fi

changed() {
  [ ! -f "$built" ] || [ ! -d dist ] ||
    [ -n "$(find . \( -path ./node_modules -o -path ./dist \) -prune -o -type f -newer "$built" -print | head -n 1)" ]
}

if changed; then
  npm run build
  touch "$built"
fi
