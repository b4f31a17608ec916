#!/bin/sh
# What the window does, without a window: import a sample, read it, export it, take a picture. Leaves the files in a
# new temporary folder and prints where they are.
set -eu
cd "$(dirname "$0")/.."
masthead=$PWD/.venv/bin/masthead
folder=$(mktemp -d "${TMPDIR:-/tmp}/masthead-XXXXXX")
MASTHEAD_LIBRARY=$folder/library.masthead
export MASTHEAD_LIBRARY

"$masthead" import resources/samples
issue=$("$masthead" list --limit 1 --json | sed 's/.*"id": *"\([^"]*\)".*/\1/')
for format in web email text; do
    "$masthead" export "$issue" --to "$format" -o "$folder/"
done
QT_QPA_PLATFORM=offscreen "$masthead" screenshot "$folder/window.png"

echo "Everything is in $folder:"
for file in "$folder"/*; do
    case "$file" in *-wal | *-shm) ;; *) echo "  $file" ;; esac
done
