#!/bin/sh
# Writes constraints.txt anew from the newest versions that pyproject.toml allows. Run `make test` afterwards.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$(packaging/find_python.sh)" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[dev]'
{
    sed -n '/^#/p' constraints.txt
    "$work/venv/bin/python" -m pip freeze --exclude masthead --exclude pip --exclude setuptools
} >"$work/constraints.txt"
cp "$work/constraints.txt" constraints.txt
