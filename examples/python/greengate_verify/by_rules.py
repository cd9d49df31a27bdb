"""Freshness, and what the rule set of the place says of a code (format.md 6.7 and 6.8)."""

from collections.abc import Callable
from typing import Any

from .code import Assessment, Code, Fact
from .context import Context
from .errors import Refused
from .gate import Gate
from .instants import seconds_of
from .provenance import Signer, is_stale
from .reasons import Reason
from .rules import FactTypeUnknown, Person, RuleSet, Verdict, compile_rules, judge, judge_on_site
from .rules.form import duration

COUNTRY = "certlogic-1"


def matches(pattern: str, name: str) -> bool:
    """A text, or a prefix followed by `*`."""
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def freshness(gate: Gate, now: int) -> list[Reason]:
    """The roles whose documents are too old."""
    documents = {
        "timestamp": gate.timestamp,
        **{role: gate.members.get(role) for role in ("trust", "facts")},
    }
    stale = [role for role, document in documents.items() if is_stale(gate, role, document, now)]
    return [{"code": "bundle-stale", "role": role} for role in stale]


def version_in_force(gate: Gate, kind: str, rule_set: str, at: int) -> dict[str, Any] | None:
    """The highest version that has begun, unless it is over."""
    begun = [
        document.value
        for name, document in gate.members.items()
        if name.startswith(f"{kind}/{rule_set}/")
        and seconds_of(document.value["effective"]["from"]) <= at
    ]
    newest = max(begun, key=lambda value: int(value["version"]), default=None)
    return None if newest is None or seconds_of(newest["effective"]["until"]) <= at else newest


def _usable(gate: Gate, value: dict[str, Any]) -> RuleSet | Reason:
    """The set, ready to run, or why it is not."""
    if value.get("engine") == COUNTRY:
        return {"code": "other-codes-only"}
    facts = gate.members.get("facts")
    bases = [
        document.value for name, document in gate.members.items() if name.startswith("rules/")
    ]
    try:
        return compile_rules(value, facts.value if facts else None, bases)
    except FactTypeUnknown as unknown:
        return {"code": "fact-type-unknown", "kinds": unknown.kinds}
    except Refused as refused:
        too_new = refused.code == "ERR_RULE_SET_ENGINE"
        return {"code": "engine-too-old" if too_new else "rule-set-unusable"}


def _may_state(gate: Gate, signer: Signer, fact: Fact) -> bool:
    """Whether the terms of its key let a fact be stated: its kind, and its regions."""
    if not signer.may("states", fact.kind):
        return False
    regions = signer.terms["regions"]
    facts = gate.members.get("facts")
    if "*" in regions or facts is None:
        return True
    kind = next((one for one in facts.value["types"] if one["name"] == fact.kind), None)
    names = (
        [name for name, one in kind["fields"].items() if one["type"] == "region"] if kind else []
    )
    places = [fact.fields.get(name) for name in names]
    return all(
        isinstance(place, str) and any(place.startswith(one) for one in regions)
        for place in places
    )


def person_of(gate: Gate, code: Code, signer: Signer, context: Context) -> Person:
    """What counts of what the code states (rules.md 3 and 4)."""
    facts = code.facts or ()
    ignored = {fact.id for fact in facts if not _may_state(gate, signer, fact)}
    gone = {fact.retracts for fact in facts}
    undone = {fact.retracts for fact in facts if fact.id in ignored}
    tainted = {fact.kind for fact in facts if fact.id in ignored or fact.id in undone}
    counted = [fact for fact in facts if fact.id not in ignored and fact.id not in gone]
    coverage = {
        kind: until
        for kind, until in (code.coverage or {}).items()
        if signer.may("covers", kind) and kind not in tainted
    }
    return Person(counted, coverage, context.on_site)


def _reasons(verdict: Verdict, rule_set: str, version: int) -> list[Reason]:
    out: list[Reason] = [
        {
            "code": f"rule-{rule.outcome}",
            "rule": {"set": rule_set, "version": version, "no": rule.no},
        }
        for rule in verdict.rules
    ]
    return out + ([{"code": "fact-missing", "kinds": verdict.missing}] if verdict.missing else [])


def _accepted(
    gate: Gate, rules: RuleSet, signer: Signer, assessment: Assessment, now: int
) -> bool:
    """Whether the set takes this assessment, by this key, under that version of that set."""
    name = assessment.rule_set

    def takes(entry: dict[str, Any]) -> bool:
        return (
            matches(entry["issuer"], signer.issuer["id"])
            and matches(entry["set"], name)
            and assessment.version >= entry.get("minVersion", {}).get(name, 1)
            and now - assessment.assessed_at <= duration(entry["maxAge"])
        )

    if not any(map(takes, rules.accepts)) or not any(
        matches(one, name) for one in signer.terms["sets"]
    ):
        return False
    then = version_in_force(gate, "rules", name, assessment.assessed_at)
    return then is not None and then["version"] == assessment.version


def _assessed(
    gate: Gate, rules: RuleSet, signer: Signer, code: Code, person: Person, now: int
) -> list[Reason]:
    assessment = code.assessment
    if assessment is None or not _accepted(gate, rules, signer, assessment, now):
        return [{"code": "assessment-superseded"}]
    named = {"set": assessment.rule_set, "version": assessment.version, "no": assessment.rule or 0}
    beside = judge_on_site(rules, assessment.outcome, person, now)
    return [
        {"code": f"assessed-{assessment.outcome}", "rule": named},
        *_reasons(beside, rules.id, rules.version),
    ]


def _by_facts(rules: RuleSet, person: Person, now: int) -> list[Reason]:
    verdict = judge(rules, person, now)
    return _reasons(verdict, rules.id, rules.version) or [{"code": "not-granted"}]


def _by_set(
    gate: Gate, value: dict[str, Any], run: Callable[[RuleSet], list[Reason]]
) -> list[Reason]:
    usable = _usable(gate, value)
    return run(usable) if isinstance(usable, RuleSet) else [usable]


def _emergencies(gate: Gate, rule_set: str, person: Person, now: int) -> list[Reason]:
    """What the emergency sets in force say that speak for this set."""
    role = gate.root.value["roles"]["emergency"]
    if role is None:
        return []
    ids = {name.split("/")[1] for name in gate.members if name.startswith("emergency/")}
    out: list[Reason] = []
    for name in sorted(ids):
        if not name.startswith(role["prefix"]) or not rule_set.startswith(
            name.removeprefix(role["prefix"])
        ):
            continue
        value = version_in_force(gate, "emergency", name, now)
        if value is None or f"{name}/{value['version']}" in role["ended"]:
            continue

        out += _by_set(
            gate, value, lambda rules: _reasons(judge(rules, person, now), rules.id, rules.version)
        )
    return out


def check_rules(
    gate: Gate, code: Code, signer: Signer, context: Context, now: int
) -> list[Reason]:
    """What the set that the context names says of the code, and the emergency sets that speak for
    it.
    """
    name = context.rule_set
    if name is None:
        return [{"code": "no-rule-set"}]
    value = version_in_force(gate, "rules", name, now)
    person = person_of(gate, code, signer, context)
    by_facts = code.facts is not None or code.coverage is not None
    if value is None:
        is_there = any(member.startswith(f"rules/{name}/") for member in gate.members)
        reasons: list[Reason] = [{"code": "no-rule-set-in-force" if is_there else "no-rule-set"}]
    elif by_facts:
        reasons = _by_set(gate, value, lambda rules: _by_facts(rules, person, now))
    else:
        reasons = _by_set(
            gate, value, lambda rules: _assessed(gate, rules, signer, code, person, now)
        )
    return reasons + _emergencies(gate, name, person, now)
