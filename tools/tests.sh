#!/bin/sh
# All tests in two halves at the same time, one for each core. Ends with 0 only if both do.
set -u
python=$1
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
site="tests/config tests/demo tests/floor tests/network tests/market tests/faces"
others=""
for folder in tests/*/; do
  folder=${folder%/}
  case " $site tests/__pycache__ " in *" $folder "*) ;; *) others="$others $folder" ;; esac
done
# shellcheck disable=SC2086
"$python" -m pytest -q -p no:cacheprovider $others tests/faces/access >"$said/others" 2>&1 &
other=$!
# shellcheck disable=SC2086
"$python" -m pytest -q -p no:cacheprovider $site --ignore=tests/faces/access
first=$?
wait "$other"
second=$?
cat "$said/others"
[ "$first" = 0 ] && [ "$second" = 0 ]
