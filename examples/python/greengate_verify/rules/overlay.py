"""An overlay on its base: it can only be stricter (rules.md 7)."""

from typing import Any

from ..canonical import canonical, sha256
from ..errors import Refused
from .form import check_form, duration

DEEP = 4
INHERITED = ("zone", "accepts", "colours", "parameters", "valueSets", "rules")


def _refuse(why: str) -> Refused:
    return Refused("ERR_RULE_SET_BASE", why)


def _reads(node: Any, name: str, sign: int, signs: set[int]) -> None:
    """Notes for each place of a parameter whether larger is truer (1), falser (-1) or
    neither (0).
    """
    if not isinstance(node, dict):
        return
    if node.get("parameter") == name:
        signs.add(sign)
    op = node.get("op")
    if op in ("and", "or"):
        for part in node["of"]:
            _reads(part, name, sign, signs)
    elif op in ("not", "days", "years", "elapsed"):
        _reads(node["of"], name, -sign if op == "not" else sign, signs)
    elif "left" in node:
        turn = {"<": -1, "<=": -1, ">": 1, ">=": 1}.get(str(op), 0)
        _reads(node["left"], name, sign * turn, signs)
        _reads(node.get("right"), name, -sign * turn, signs)
    elif "where" in node:
        turn = {"none": -1, "latest": 0, "earliest": 0}.get(str(op), 1)
        _reads(node["where"], name, sign * turn, signs)


def _tighter(rules: list[dict[str, Any]], name: str) -> int:
    """1: larger is tighter; -1: smaller; 0: neither."""
    signs: set[int] = set()
    for rule in rules:
        sign = -1 if rule["outcome"] == "pass" else 1
        _reads(rule["when"], name, sign, signs)
        _reads(rule.get("unless"), name, -sign, signs)
    return signs.pop() if len(signs) == 1 else 0


def within(inner: str, outer: str) -> bool:
    """Whether a pattern holds nothing that another does not."""
    if outer.endswith("*"):
        return inner.removesuffix("*").startswith(outer[:-1])
    return inner == outer


def _narrower(entry: dict[str, Any], base: dict[str, Any]) -> bool:
    least = entry.get("minVersion", {})
    return (
        within(entry["issuer"], base["issuer"])
        and within(entry["set"], base["set"])
        and duration(entry["maxAge"]) <= duration(base["maxAge"])
        and all(
            least.get(name, 0) >= version
            for name, version in base.get("minVersion", {}).items()
            if within(name, entry["set"])
        )
    )


def _parameters(over: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    out = dict(base["parameters"])
    for name, stated in over.items():
        before = out.get(name)
        if before is not None:
            if before.get("overridable") != "tighten" or stated.get("unit") != before.get("unit"):
                raise _refuse("a parameter that may not be set so")
            way = _tighter(base["rules"], name)
            if way == 0 or (stated["value"] - before["value"]) * way < 0:
                raise _refuse("a looser parameter")
        out[name] = stated
    return out


def _join(over: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """The overlay with what it has of its base."""
    if over.get("zone", base["zone"]) != base["zone"]:
        raise _refuse("another zone")
    sets = over.get("valueSets", {})
    if set(sets) & set(base["valueSets"]):
        raise _refuse("a value set of the base")
    entries = over.get("accepts", base["accepts"])["assessments"]
    if not all(
        any(_narrower(entry, one) for one in base["accepts"]["assessments"]) for entry in entries
    ):
        raise _refuse("wider than the base")
    rules = over.get("rules", [])
    for name in ("no", "id"):
        if {rule[name] for rule in rules} & {rule[name] for rule in base["rules"]}:
            raise _refuse("a rule of the base")
    if any(rule["outcome"] == "pass" for rule in rules):
        raise _refuse("an overlay grants nothing")
    return {
        **over,
        "zone": base["zone"],
        "accepts": {"assessments": entries},
        "colours": over.get("colours", base["colours"]),
        "parameters": _parameters(over.get("parameters", {}), base),
        "valueSets": {**base["valueSets"], **sets},
        "rules": base["rules"] + rules,
    }


def resolve(value: Any, bases: list[Any], above: tuple[str, ...] = ()) -> dict[str, Any]:
    """A set with all that it has of its bases."""
    code = "ERR_RULE_SET_BASE" if above else "ERR_RULE_SET_MALFORMED"
    if isinstance(value, dict) and isinstance(value.get("engine"), int) and value["engine"] > 1:
        raise Refused("ERR_RULE_SET_ENGINE")
    try:
        check_form(value)
    except ValueError as why:
        raise Refused(code, str(why)) from None
    if value["id"] in above or len(above) > DEEP:
        raise _refuse("a circle, or too deep")
    pin = value.get("extends")
    if pin is None:
        return dict(value)
    for base in bases:
        named = isinstance(base, dict) and (base.get("id"), base.get("version")) == (
            pin["id"],
            pin["version"],
        )
        if named and sha256(canonical(base)) == pin["sha256"]:
            return _join(value, resolve(base, bases, (*above, value["id"])))
    raise _refuse("no such base")
