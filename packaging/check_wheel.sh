#!/bin/sh
# Builds the wheel and the source archive in dist/, installs the wheel in a new environment and tries it there, far
# from this folder: what the program needs must be in the wheel.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d "${TMPDIR:-/tmp}/masthead-wheel-XXXXXX")
trap 'rm -rf "$work"' EXIT

rm -rf dist
.venv/bin/python -m hatchling build >/dev/null
wheel=$(echo "$root"/dist/masthead-*.whl)

"$(packaging/find_python.sh)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --constraint "$root/constraints.txt" "$wheel"

cd "$work"
MASTHEAD_LIBRARY=$work/library.masthead
export MASTHEAD_LIBRARY
masthead=$work/venv/bin/masthead
samples=$("$work/venv/bin/python" -c 'from reader_app import resources; print(resources.folder() / "samples")')
"$masthead" --version
"$masthead" import "$samples" 2>/dev/null
issue=$("$masthead" list --limit 1 | cut -d " " -f 1)
for format in web email text markdown json; do
    "$masthead" export "$issue" --to "$format" -o exports-"$format" >/dev/null
    [ -s exports-"$format" ] || { echo "The export to $format is empty." >&2; exit 1; }
done
"$masthead" screenshot window.png >/dev/null
[ -s window.png ] || { echo "The picture of the window is empty." >&2; exit 1; }
"$masthead" verify >/dev/null
echo "The wheel works: $wheel"
