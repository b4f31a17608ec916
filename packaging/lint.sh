#!/bin/sh
# Runs every check that does not run the program: style, types, layers.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin

"$bin/ruff" check --quiet .
"$bin/ruff" format --check --quiet . || { "$bin/ruff" format --check . ; exit 1; }
"$bin/mypy" --no-error-summary
layers=$("$bin/lint-imports" --no-logo 2>&1) || { echo "$layers"; exit 1; }
echo "Style, types and layers are in order."
