#!/bin/sh
# Opens the window; where there is no display, says so and does the same work in files.
set -eu
cd "$(dirname "$0")/.."

case "${QT_QPA_PLATFORM:-}" in
offscreen | minimal) display="" ;;
*) display="${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ;;
esac
if [ "$(uname -s)" = Darwin ] || [ -n "$display" ]; then
    exec .venv/bin/masthead "$@"
fi
echo "There is no display here, so no window can open: doing the same work without one."
exec packaging/headless_demo.sh
