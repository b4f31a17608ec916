"""Checks what Masthead runs on: each package has a reason, a pin, an allowed licence, and no known fault.

usage: audit.py [PIP_AUDIT]    prints what is wrong, a line each; exit 1 when there is something

The list is packaging/audit.toml. PIP_AUDIT is the program pip-audit: it asks an advisory service, and where that
cannot be had, or does not know a package, this is said, and what the list says of known faults stands alone.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1]
LIST = PROJECT / "packaging/audit.toml"
PROGRAM = "masthead"
Packages = Mapping[str, Distribution]


def needed(program: str = PROGRAM) -> Packages:
    """Return the installed packages that `program` needs here to run, without those for its checks."""
    found: dict[str, Distribution] = {}
    waiting = [(program, frozenset({""}))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        entry = waiting.pop()
        if entry in seen:
            continue
        seen.add(entry)
        name, extras = entry
        try:
            package = distribution(name)
        except PackageNotFoundError:
            raise SystemExit(f"{name} is needed and not installed; run “make setup”.") from None
        found[name] = package
        for requirement in map(Requirement, package.requires or ()):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append((canonicalize_name(requirement.name), frozenset({"", *requirement.extras})))
    del found[program]
    return found


def licence(package: Distribution) -> str:
    """Return what a package says of its licence: the expression, else the short text, else the classifiers."""
    about = package.metadata
    short = about.get("License") or ""
    classes = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    return about.get("License-Expression") or (short if short and "\n" not in short else "") or " + ".join(classes)


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Tell whether an SPDX expression without brackets can be met: all of one of its alternatives are `allowed`."""
    return any(all(part in allowed for part in choice.split(" AND ")) for choice in expression.split(" OR "))


def findings(listed: Mapping[str, Any], pins: Mapping[str, str], packages: Packages) -> Iterator[str]:
    """Yield what is wrong with the list, the pins, or the packages that are installed, each in a sentence."""
    allowed = frozenset(listed["allowed"])
    entries = {canonicalize_name(entry["name"]): entry for entry in listed["package"]}
    for name in sorted(packages.keys() - entries.keys()):
        yield f"{name} is needed to run and is not on the list: say there what it is for."
    for name in sorted(entries.keys() - packages.keys()):
        yield f"{name} is on the list and nothing needs it: take it off."
    for name in sorted(packages.keys() & entries.keys()):
        entry, package = entries[name], packages[name]
        version, pin = entry["version"], pins.get(name)
        if pin is None:
            yield f"{name} is not pinned in constraints.txt."
        elif pin != version:
            yield f"{name} is listed as {version} and pinned as {pin}: look at the new one and list it."
        if package.version != version:
            yield f"{name} is listed as {version}, and {package.version} is installed."
        if not entry["for"].strip():
            yield f"{name} has no reason on the list."
        said = licence(package)
        if said != entry.get("says", entry["licence"]):
            yield f"{name} says of its licence “{said}”, not what is listed: read it and list it."
        if not is_allowed(entry["licence"], allowed):
            yield f"{name} has the licence {entry['licence']}, which is not allowed."


def asked(program: str, listed: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Ask the advisory service through pip-audit; return the faults it knows, and what could not be had of it."""
    considered = [number for entry in listed["package"] for number in entry.get("advisories", {})]
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "packages.txt"
        pinned.write_text("".join(f"{entry['name']}=={entry['version']}\n" for entry in listed["package"]))
        command = [program, "--disable-pip", "--no-deps", "--requirement", str(pinned), "--format", "json"]
        ignored = [word for number in considered for word in ("--ignore-vuln", number)]
        options = ["--progress-spinner", "off", "--timeout", "10", *ignored]
        ran = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        answers = json.loads(ran.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [], ["The advisory service cannot be reached: the list stands alone."]
    unknown = sorted(answer["name"] for answer in answers if "skip_reason" in answer)
    faults = [
        f"{answer['name']} {answer['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}."
        for answer in answers
        for fault in answer.get("vulns", ())
    ]
    if unknown:
        count = f"{len(unknown)} of {len(answers)}"
        return faults, [f"The advisory service does not know {count} packages: the list stands alone there."]
    return faults, []


def pins(text: str) -> dict[str, str]:
    """Return the version of each package that a file of constraints pins."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)$", text, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in lines}


def main(arguments: list[str]) -> int:
    """Check everything and say what came of it."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    packages = needed()
    wrong = list(findings(listed, pins((PROJECT / "constraints.txt").read_text(encoding="utf-8")), packages))
    faults, remarks = (
        asked(arguments[0], listed) if arguments else ([], ["pip-audit is not here: the list stands alone."])
    )
    for line in (*wrong, *faults, *remarks):
        print(line)
    if wrong or faults:
        return 1
    print(f"In order: {len(packages)} packages, each with a reason, pinned, of an allowed licence.")
    print(f"For the list, known faults were last looked at on {listed['considered']}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
