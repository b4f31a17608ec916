"""The front matter: YAML between two ``---`` lines, to the issue's facts and back (YAML 1.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from reader_app.model.issue import FACTS, NO_ID, Issue, Json
from reader_app.model.problems import Problem, Severity

RAW_KEY: Final = "front-matter"
MAX_SIZE: Final = 1_000_000
_MAX_NODES: Final = 20_000
_LINE = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(.*))?$")
_PLAIN = re.compile(r"[^\W\d_][\w./()'’“”!?&+…—–-]*(?: [\w./()'’“”!?&+…—–-]+)*")
_RESERVED = frozenset("true false null yes no on off y n".split())
_NUMBER = re.compile(r"[A-Za-z0-9][\w.-]*")
_SIMPLE_ADDRESS = re.compile(r"https?://[\w.~/?=&%+@-]+", re.ASCII)
_DATE_TAIL = re.compile(r"\s+(UTC|GMT|Z)$|(?<=\d)\s+(?=[+-]\d\d)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts found. `has_title` tells that there is a title, even an empty one. Problem lines count from 1."""

    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    id: UUID = NO_ID
    date: datetime | None = None
    extra: Mapping[str, Json] = field(default_factory=dict)
    has_title: bool = False
    problems: tuple[Problem, ...] = ()


NONE: Final = FrontMatter()


class _TooComplexError(Exception):
    """The YAML is deeper or larger than front matter has reason to be."""


def parse_front_matter(lines: Sequence[str]) -> FrontMatter:
    """Return the facts in the lines between the fences.

    YAML that cannot be read still gives its plain ``key: value`` lines; its text is kept whole in ``extra`` under
    `RAW_KEY`. Never fails.
    """
    raw = "\n".join(lines)
    if not raw.strip():
        return NONE
    pairs, problem = _load(raw)
    if problem:
        pairs = _by_line(lines)
    facts = _facts(pairs)
    if problem is None:
        return facts
    extra = {**facts.extra, RAW_KEY: raw}
    return FrontMatter(
        facts.texts, facts.lists, facts.id, facts.date, extra, facts.has_title, (problem, *facts.problems)
    )


def _load(raw: str) -> tuple[list[tuple[str, Any, int]], Problem | None]:
    """Return (key, value, line) of each entry; scalars of known keys stay text exactly as written."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(raw) > MAX_SIZE:
        return [], Problem(Severity.ERROR, "The front matter is too long to be read; its text is kept.", 1)
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False  # the warning would quote the text on standard error
        node = yaml.compose(raw)
        if node is None:
            return [], None
        if not _is_map(node):
            return [], Problem(Severity.ERROR, "The front matter holds no “key: value” lines; its text is kept.", 1)
        budget = [_MAX_NODES]
        entries = [
            (name := _key(key), _value(entry, budget, name in FACTS, 0), key.start_mark.line + 2)
            for key, entry in node.value
        ]
        return entries, None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        return [], Problem(Severity.ERROR, "The front matter is not valid YAML here; its text is kept.", line)
    except (_TooComplexError, RecursionError, ValueError):
        return [], Problem(Severity.ERROR, "The front matter is too complex to be read; its text is kept.", 1)


def _is_map(node: Any) -> bool:
    return str(node.tag).endswith(":map") and isinstance(node.value, list)


def _key(node: Any) -> str:
    if not isinstance(node.value, str):
        raise _TooComplexError
    return node.value


def _value(node: Any, budget: list[int], as_text: bool, depth: int) -> Any:
    budget[0] -= 1
    if budget[0] < 0 or depth > 20:
        raise _TooComplexError
    if _is_map(node):
        return {_key(key): _value(entry, budget, as_text, depth + 1) for key, entry in node.value}
    if isinstance(node.value, list):
        return [_value(entry, budget, as_text, depth + 1) for entry in node.value]
    return _scalar(str(node.value), str(node.tag).rpartition(":")[2], as_text)


def _scalar(value: str, tag: str, as_text: bool) -> Json:
    if tag == "null":
        return None
    if as_text:
        return value
    if tag == "bool":
        return value.lower() == "true"
    try:
        if tag == "int":
            return int(value.replace("_", ""), 0) if not re.match(r"[-+]?0\d", value) else value
        if tag == "float":
            number = float(value.replace("_", ""))
            return number if number - number == 0 else value
    except ValueError:
        return value
    return value


def _by_line(lines: Sequence[str]) -> list[tuple[str, Any, int]]:
    found: list[tuple[str, Any, int]] = []
    for number, line in enumerate(lines):
        match = _LINE.match(line.rstrip())
        if match and match[1] in FACTS and match[1] not in ("authors", "tags"):
            found.append((match[1], (match[2] or "").strip().strip("'\""), number + 2))
    return found


def _facts(pairs: Sequence[tuple[str, Any, int]]) -> FrontMatter:
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    extra: dict[str, Json] = {}
    problems: list[Problem] = []
    found_id, date, has_title = NO_ID, None, False
    for key, value, line in pairs:
        has_title |= key == "title"
        if key not in FACTS:
            extra[key] = value
        elif key in ("authors", "tags"):
            entries = value if isinstance(value, list) else [] if value is None else [value]
            lists[key] = tuple(str(entry) for entry in entries if isinstance(entry, str))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str):
            problems.append(Problem(Severity.WARNING, f"“{key}” in the front matter should be one text.", line))
        elif key == "date":
            date = parse_date(value)
            if date is None:
                problems.append(Problem(Severity.WARNING, f"“{value[:40]}” is not a date such as 2017-12-06.", line))
        elif key == "id":
            try:
                found_id = UUID(value)
            except ValueError:
                problems.append(Problem(Severity.WARNING, f"“{value[:40]}” is not an id.", line))
        else:
            texts[key] = value
    return FrontMatter(texts, lists, found_id, date, extra, has_title, tuple(problems))


def parse_date(text: str) -> datetime | None:
    """Return the moment an ISO 8601 text names, in UTC when it says no zone; None when it is no date."""
    try:
        moment = datetime.fromisoformat(_DATE_TAIL.sub(lambda match: "+00:00" if match[1] else "", text.strip()))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def write_front_matter(issue: Issue) -> str:
    """Return the front matter of `issue` with its fences and a line break at its end.

    The title always stands in it: a ``#`` heading in the lead is the title only where the front matter has none.
    """
    lines: list[str] = []
    if issue.id != NO_ID:
        lines.append(f"id: {issue.id}")
    for key in ("publication", "number", "title", "preheader"):
        value = getattr(issue, key)
        if value or key == "title":
            lines.append(f"{key}: {format_scalar(key, value)}".rstrip())
    if issue.date is not None:
        lines.append(f"date: {format_date(issue.date)}")
    for key in ("authors", "url", "lang", "tags"):
        value = getattr(issue, key)
        if isinstance(value, tuple) and value:
            lines.append(f"{key}: {format_list(value)}")
        elif value:
            lines.append(f"{key}: {format_scalar(key, value)}")
    lines.extend(f"{_text(key)}: {_json(value)}" for key, value in issue.extra.items())
    return "\n".join(["---", *lines, "---", ""])


def format_date(moment: datetime) -> str:
    """Return `moment` (aware, UTC) as front matter writes it: the day alone when it is midnight."""
    if moment.hour == moment.minute == moment.second == moment.microsecond == 0:
        return moment.date().isoformat()
    return moment.isoformat().replace("+00:00", "Z")


def format_list(values: Sequence[str]) -> str:
    """Return `values` as a YAML list on one line, ``""`` when there are none."""
    return f"[{', '.join(_text(each, flow=True) for each in values)}]" if values else ""


def format_scalar(key: str, value: str) -> str:
    """Return `value` as the YAML scalar of the fact `key`: plain where that is safe, else in double quotes."""
    if not value:
        return ""
    if key == "number" and _NUMBER.fullmatch(value) and value.casefold() not in _RESERVED:
        return value
    if key == "url" and _SIMPLE_ADDRESS.fullmatch(value):
        return value
    return _text(value)


def _text(value: str, *, flow: bool = False) -> str:
    plain = value if flow else value.replace(", ", " ")
    if _PLAIN.fullmatch(plain) and value.casefold() not in _RESERVED and len(value) < 120:
        return value
    return _quoted(value)


def _quoted(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(
        "[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", text
    )


def _json(value: Json) -> str:
    if isinstance(value, str):
        return _text(value)
    return _flow(value)


def _flow(value: Json) -> str:
    """Return `value` in YAML's flow style, which its texts cannot break: they stand in double quotes."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {_flow(entry)}" for key, entry in value.items()) + "}"
    return json.dumps(value)
