#!/bin/sh
# Makes sure that the system libraries Qt and its web engine are linked with are there (Linux only).
#
# Checked with ldd on what Masthead really loads, so nothing is installed where nothing is missing. `--list` prints the
# Debian packages, as found by `ldd` and `dpkg -S` on Qt 6.12.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")

packages="
libasound2 libdbus-1-3 libdrm2 libegl1 libexpat1 libfontconfig1 libfreetype6 libgbm1 libgl1 libglib2.0-0
libgssapi-krb5-2 libnspr4 libnss3 libudev1
libwayland-client0 libwayland-cursor0 libwayland-egl1
libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-dri3-0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0
libxcb-xkb1 libxcomposite1 libxdamage1 libxext6 libxfixes3 libxkbcommon0 libxkbcommon-x11-0 libxkbfile1 libxrandr2
libxtst6
"
fonts="fonts-dejavu-core"

# shellcheck disable=SC2086  # lists of words are meant here and below
if [ "${1:-}" = --list ]; then
    printf '%s\n' $packages $fonts
    exit 0
fi
[ "$(uname -s)" = Linux ] || exit 0

qt=$("$root/.venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
missing() {
    for file in QtWidgets.abi3.so QtWebEngineWidgets.abi3.so QtPrintSupport.abi3.so Qt/libexec/QtWebEngineProcess \
        Qt/plugins/platforms/libqxcb.so Qt/plugins/platforms/libqoffscreen.so Qt/plugins/platforms/libqwayland.so \
        Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so; do
        [ -e "$qt/$file" ] && ldd "$qt/$file" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p'
    done | sort -u
}

if [ -n "$(missing)" ]; then
    "$here/apt_install.sh" "Part of the system libraries that Qt needs" $packages
    rest=$(missing | tr '\n' ' ')
    if [ -n "$rest" ]; then
        echo "Qt still misses these libraries: $rest" >&2
        exit 1
    fi
fi
if ! find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.local/share/fonts" "${HOME:-/root}/.fonts" \
    -name '*.[to]t[fc]' 2>/dev/null | grep -q .; then
    "$here/apt_install.sh" "A font" $fonts
fi
