#!/bin/sh
# Installs Debian or Ubuntu packages if this may be done here; otherwise prints the exact command and fails.
# usage: apt_install.sh "what they are for" PACKAGE...
set -eu
purpose=$1
shift

if ! command -v apt-get >/dev/null 2>&1; then
    echo "$purpose is missing. Install what corresponds to these Debian packages: $*" >&2
    exit 1
fi

if [ "$(id -u)" = 0 ]; then
    admin=""
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    admin="sudo"
else
    echo "$purpose is missing. Install it with this command and run this again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y $*" >&2
    exit 1
fi

echo "$purpose is missing: installing it with apt (${admin:-as root})."
$admin apt-get update -qq || echo "The list of packages could not be renewed; trying with the one at hand." >&2

# Since 2024 some packages carry the suffix t64 (64-bit time); take the name this system knows.
names=""
for name in "$@"; do
    if apt-cache show "${name}t64" >/dev/null 2>&1; then
        name="${name}t64"
    fi
    names="$names $name"
done
# shellcheck disable=SC2086  # a list of words is meant
DEBIAN_FRONTEND=noninteractive $admin apt-get install -y -qq --no-install-recommends $names >/dev/null
