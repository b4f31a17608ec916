#!/bin/sh
# Has exports judged by the validators that are here: Nu HTML checker, axe-core in Chromium, epubcheck, jing, qpdf.
# usage: validate.sh [short]      short: own samples only
# Says what was judged and how long it took, and what was not because a tool is not here. What it makes is in .validate.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-full}
work=$PWD/.validate
python=.venv/bin/python
[ -x "$python" ] || python=${PYTHON:-python3}
failed=0
ran=""
skipped=""
has() { command -v "$1" >/dev/null 2>&1; }
skip() { echo "skipped: $1"; skipped="$skipped, ${1%% (*}"; }
judge() { # what it is about, the way of judging, what the validator said, when it began
    if [ ! -s "$3" ]; then skip "$1: the validator did not run here"; return; fi
    ran="$ran, $1"
    verdict="in order"
    "$python" packaging/validate/judge.py "$2" "$3" || { verdict=FAULTS; failed=1; }
    echo "$verdict: $1, $(($(date +%s) - $4)) s"
}

modules=$work/node_modules
packaging/validate/tools.sh "$work"

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
    began=$(date +%s)
    java -jar "$jar" --exit-zero-always --format json --skip-non-html "$out/web" "$out/site" 2>"$work/pages.json" || true
    judge "HTML of pages and the archive (Nu HTML checker)" vnu "$work/pages.json" "$began"
    began=$(date +%s)
    java -jar "$jar" --exit-zero-always --format json --skip-non-html "$out/mail" 2>"$work/mail.json" || true
    judge "HTML of mails, but for what mail programs need (Nu HTML checker)" mail "$work/mail.json" "$began"
else
    skip "HTML (needs Java, and npm for vnu-jar)"
fi

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -n "$browser" ] && has node && [ -d "$modules/axe-core" ]; then
    began=$(date +%s)
    # shellcheck disable=SC2046  # a list of plain names is meant
    node packaging/validate/axe.mjs "$modules" "$browser" \
        $("$python" packaging/validate/pages.py "$out" "$([ "$kind" = short ] && echo 4 || echo 20)") >"$work/axe.jsonl" 2>"$work/axe.log" ||
        : >"$work/axe.jsonl"
    judge "accessibility, light and dark (axe-core)" axe "$work/axe.jsonl" "$began"
else
    skip "accessibility (needs Chromium, and npm for axe-core and playwright-core)"
fi

# Debian's command is a jar, which not every system starts as a program.
check_book() {
    case $(head -c 2 "$(command -v epubcheck)") in
    PK) java -jar "$(command -v epubcheck)" "$1" ;;
    *) epubcheck "$1" ;;
    esac
}
if has epubcheck && has java; then
    began=$(date +%s)
    : >"$work/epub.txt"
    books=""
    [ "$kind" = short ] || books=$(find "$out/book" -name "*.epub" | sort | awk 'NR % 3 == 1')
    for book in "$out/book/all.epub" $books; do
        check_book "$book" >"$work/book.txt" 2>&1 || true
        grep -q "EPUBCheck" "$work/book.txt" || { : >"$work/epub.txt"; break; }
        cat "$work/book.txt" >>"$work/epub.txt"
    done
    judge "books (epubcheck)" epub "$work/epub.txt" "$began"
else
    skip "books (needs epubcheck and Java)"
fi

if has jing; then
    ran="$ran, the Atom feed (RELAX NG)"
    if jing -c packaging/validate/atom.rnc "$out/site/feed.xml" 2>/dev/null; then
        echo "in order: the Atom feed (RELAX NG)"
    else
        echo "FAULTS: the Atom feed (RELAX NG)"; failed=1
    fi
else
    skip "the Atom feed (needs jing)"
fi
echo "Judged:${ran#,}."
[ -z "$skipped" ] || echo "Not judged, since a tool is not here:${skipped#,}."
exit "$failed"
