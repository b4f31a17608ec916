#!/bin/sh
# Checks the packages Masthead runs on: reasons, pins, licences, known faults (see audit.py).
# pip-audit comes into an environment of its own, .audit, since it needs much that Masthead does not.
set -eu
cd "$(dirname "$0")/.."
audit=.audit/bin/pip-audit

if [ ! -x "$audit" ]; then
    rm -rf .audit
    .venv/bin/python -m venv .audit
    .audit/bin/python -m pip install --quiet --disable-pip-version-check --timeout 20 --retries 1 'pip-audit>=2.9' \
        >.audit/pip.log 2>&1 || echo "pip-audit cannot be installed here."
fi
[ -x "$audit" ] || audit=""
exec .venv/bin/python packaging/audit.py $audit
