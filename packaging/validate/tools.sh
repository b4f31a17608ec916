#!/bin/sh
# Brings the validators that are not here: the packages of npm into FOLDER, and with `system` Debian's too.
# usage: tools.sh FOLDER [system]
# Each package is tried by itself, and again when the line was slow; what is there is never asked for twice.
set -u
folder=$1
kind=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
has() { command -v "$1" >/dev/null 2>&1; }

fetch() { # a package with its version, the file of it that is needed
    [ -e "$folder/node_modules/$2" ] && return
    began=$(date +%s)
    for patience in 60 120; do
        if timeout "$patience" npm install --silent --no-audit --no-fund --ignore-scripts --prefer-offline \
            --fetch-retries 3 --fetch-timeout 30000 --prefix "$folder" "$1" >>"$folder/npm.log" 2>&1; then
            echo "brought $1 in $(($(date +%s) - began)) s"
            return
        fi
    done
    echo "npm could not bring $1 in $(($(date +%s) - began)) s."
}

if has npm && has node; then
    fetch axe-core@4.14.1 axe-core/axe.min.js
    fetch playwright-core@1.65.1 playwright-core/index.js
    fetch vnu-jar@26.9.27 vnu-jar/build/dist/vnu.jar
fi

if [ "$kind" = system ] && has apt-get; then
    wanted=""
    has chromium || has chromium-browser || has google-chrome || wanted="$wanted chromium"
    has epubcheck || wanted="$wanted epubcheck"
    has jing || wanted="$wanted jing"
    began=$(date +%s)
    # shellcheck disable=SC2086  # a list of words is meant
    if [ -n "$wanted" ]; then
        if timeout 150 "$here/../apt_install.sh" "A validator" $wanted; then
            echo "installed$wanted in $(($(date +%s) - began)) s"
        else
            echo "apt could not install$wanted."
        fi
    fi
fi
exit 0
