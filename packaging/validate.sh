#!/bin/sh
# Has exports judged by the validators that are here: Nu HTML checker, axe-core in Chromium, epubcheck, jing, qpdf.
# usage: validate.sh [short]      short: own samples only, and nothing is installed that takes long
# Says what was skipped because a tool is not here. What it makes is in .validate.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-full}
work=$PWD/.validate
python=.venv/bin/python
[ -x "$python" ] || python=${PYTHON:-python3}
failed=0
has() { command -v "$1" >/dev/null 2>&1; }
skip() { echo "skipped: $1"; }
judge() { # what it is about, the way of judging, what the validator said
    if [ "$2" != epub ] && [ ! -s "$3" ]; then skip "$1: the validator did not run here"; return; fi
    if "$python" packaging/validate/judge.py "$2" "$3"; then echo "in order: $1"; else echo "FAULTS: $1"; failed=1; fi
}

modules=$work/node_modules
mkdir -p "$work"
if has npm && has node && [ ! -d "$modules/axe-core" ]; then
    timeout 60 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
        vnu-jar axe-core playwright-core >"$work/npm.log" 2>&1 || echo "npm could not bring the validators."
fi

out=$work/exports
rm -rf "$out"
corpus=../shared/corpus
if [ "$kind" = full ] && [ -d "$corpus" ]; then
    echo "judging $("$python" packaging/validate/exports.py "$out" "$corpus" 12)"
else
    echo "judging $("$python" packaging/validate/exports.py "$out")"
fi

jar=$modules/vnu-jar/build/dist/vnu.jar
if has java && [ -f "$jar" ]; then
    java -jar "$jar" --exit-zero-always --format json --skip-non-html "$out/web" "$out/site" 2>"$work/pages.json" || true
    judge "HTML of pages and the archive (Nu HTML checker)" vnu "$work/pages.json"
    java -jar "$jar" --exit-zero-always --format json --skip-non-html "$out/mail" 2>"$work/mail.json" || true
    judge "HTML of mails, but for what mail programs need (Nu HTML checker)" mail "$work/mail.json"
else
    skip "HTML (needs Java, and npm for vnu-jar)"
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -n "$browser" ] && has node && [ -d "$modules/axe-core" ]; then
    # shellcheck disable=SC2046  # a list of plain names is meant
    node packaging/validate/axe.mjs "$modules" "$browser" \
        $("$python" packaging/validate/pages.py "$out" "$([ "$kind" = short ] && echo 4 || echo 20)") >"$work/axe.jsonl" 2>"$work/axe.log" ||
        : >"$work/axe.jsonl"
    judge "accessibility, light and dark (axe-core)" axe "$work/axe.jsonl"
else
    skip "accessibility (needs Chromium, and npm for axe-core and playwright-core)"
fi

if has epubcheck; then
    : >"$work/epub.txt"
    books=""
    [ "$kind" = short ] || books=$(find "$out/book" -name "*.epub" | sort | awk 'NR % 3 == 1')
    for book in "$out/book/all.epub" $books; do
        epubcheck --quiet "$book" >>"$work/epub.txt" 2>&1 || true
    done
    judge "books (epubcheck)" epub "$work/epub.txt"
else
    skip "books (needs epubcheck)"
fi

if has jing; then
    if jing -c packaging/validate/atom.rnc "$out/site/feed.xml" 2>/dev/null; then
        echo "in order: the Atom feed (RELAX NG)"
    else
        echo "FAULTS: the Atom feed (RELAX NG)"; failed=1
    fi
else
    skip "the Atom feed (needs jing)"
fi
exit "$failed"
