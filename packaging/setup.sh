#!/bin/sh
# Sets up .venv with the pinned packages and makes sure Qt's system libraries are there. Does nothing when nothing changed.
# usage: setup.sh run | dev      (dev adds what the checks need)
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}

# A virtual environment cannot be moved: its commands name the folder it was made in.
works() {
    [ "$(cat .venv/.made-in 2>/dev/null)" = "$PWD" ] &&
        .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
state=$(cat pyproject.toml constraints.txt packaging/*.sh | cksum)
for stamp in ".venv/.set-up-$kind" .venv/.set-up-dev; do
    if [ "$(cat "$stamp" 2>/dev/null)" = "$state" ] && works; then
        exit 0
    fi
done

if ! works; then
    python=$(packaging/find_python.sh)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        packaging/apt_install.sh "Python's venv module" "python$version-venv"
    fi
    rm -rf .venv
    "$python" -m venv .venv
    echo "$PWD" >.venv/.made-in
fi

echo "Setting up Masthead in .venv. The first time this loads about 300 MB, mostly Qt, and takes some minutes."
extra=""
[ "$kind" = dev ] && extra="[dev]"
pip() { PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip --quiet "$@"; }
if ! pip install --constraint constraints.txt hatchling ||
    ! pip install --constraint constraints.txt --no-build-isolation --editable ".$extra"; then
    echo "The packages could not be installed; the lines above say why. Run the same command again to continue." >&2
    exit 1
fi
packaging/qt_libraries.sh
echo "$state" >".venv/.set-up-$kind"
