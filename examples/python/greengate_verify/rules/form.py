"""The form of a rule set (rules.md 1 and 7); what is not of it is malformed."""

import re
from typing import Any

from ..forms import (
    DIGEST,
    TEXTS,
    WORDS,
    Form,
    both,
    instant,
    list_of,
    map_of,
    members,
    need,
    number,
    one_of,
    span,
    text,
    uint,
)

DURATION = re.compile(r"P([0-9]+)D|PT([0-9]+)([HM])")


def duration(value: Any) -> int:
    """The seconds of a duration; ValueError of any other text."""
    found = DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("no duration")
    days, hours, unit = found.groups()
    return int(days) * 86_400 if days else int(hours) * (3600 if unit == "H" else 60)


def _duration(value: Any) -> None:
    duration(value)


def _whole(value: Any) -> None:
    need(isinstance(value, int) and not isinstance(value, bool), "no whole number")


def _row(value: Any) -> None:
    need(isinstance(value, list) and len(value) == 2, "no row")
    for part in value:
        _whole(part)


def _ascending(value: Any) -> None:
    need(all(a[0] < b[0] for a, b in zip(value, value[1:])), "offsets out of order")


def _any(_value: Any) -> None:
    """Expressions are looked at when they are typed."""


_OUTCOMES = ("pass", "check", "stop")
ZONE = members({"id": text, "tzdata": text, "offsets": both(list_of(_row), _ascending)})
CHANGE = members(
    {"type": text, "how": text, "basis": TEXTS, "requestedBy": text, "reviewedBy": text}
)
_ACCEPT = members(
    {"issuer": text, "set": text, "maxAge": _duration}, {"minVersion": map_of(uint(1))}
)
ACCEPTS = members({"assessments": list_of(_ACCEPT)})
_PARAMETER = members({"value": number}, {"unit": text, "overridable": one_of("tighten")})
_REQUIRES = list_of(members({"kind": text, "maxAge": _duration}))
_RULE = members(
    {"no": uint(1), "id": text, "outcome": one_of(*_OUTCOMES), "when": _any, "reason": WORDS},
    {"unless": _any, "requires": _REQUIRES},
)
_WAIVER = members({"finding": text, "no": uint(), "reason": text})
_OWN: dict[str, Form] = {
    "id": text,
    "version": uint(1),
    "engine": one_of(1),
    "title": WORDS,
    "effective": both(members({"from": instant, "until": instant}), span),
    "change": CHANGE,
    "otherwise": one_of("check"),
}
_INHERITED: dict[str, Form] = {
    "zone": ZONE,
    "accepts": ACCEPTS,
    "parameters": map_of(_PARAMETER),
    "valueSets": map_of(TEXTS),
    "colours": members(dict.fromkeys(_OUTCOMES, text)),
    "rules": list_of(_RULE),
}
_MAY: dict[str, Form] = {
    "previous": members({"version": uint(1), "sha256": DIGEST}),
    "waivers": list_of(_WAIVER),
    "cases": members({"count": uint(), "sha256": DIGEST}),
}
_PIN: dict[str, Form] = {"extends": members({"id": text, "version": uint(1), "sha256": DIGEST})}
_BASE = members({**_OWN, **_INHERITED}, _MAY)
_OVERLAY = members({**_OWN, **_PIN}, {**_MAY, **_INHERITED})


def check_form(value: Any) -> None:
    """Refuses what is no rule set."""
    need(isinstance(value, dict), "no object")
    overlay = "extends" in value
    (_OVERLAY if overlay else _BASE)(value)
    rules = value.get("rules", [])
    need(overlay or bool(rules), "no rule")
    for name in ("no", "id"):
        need(len({rule[name] for rule in rules}) == len(rules), f"one {name} twice")
    need(
        all("requires" not in rule or rule["outcome"] == "pass" for rule in rules),
        "requires of no pass rule",
    )
