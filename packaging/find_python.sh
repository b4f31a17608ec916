#!/bin/sh
# Prints the path of a Python that is new enough (3.11); says so in a sentence if there is none.
# PYTHON=/path/to/python chooses one.
set -eu

for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    path=$(command -v "$name" 2>/dev/null) || continue
    # A version manager's stand-in may exist without a Python behind it: only one that runs counts.
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        "$path" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done
echo "Masthead needs Python 3.11 or newer, and none was found. Install one (python.org, your package manager, Homebrew) and run this again." >&2
exit 1
