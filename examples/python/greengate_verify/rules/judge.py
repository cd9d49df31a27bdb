"""The outcome of a set, and the reasons for it (rules.md 5)."""

from dataclasses import dataclass, field

from .evaluate import Evaluation, Person, Truth
from .rule_set import Rule, RuleSet

SEVERITY = {"pass": 0, "check": 1, "stop": 2}


@dataclass
class Verdict:
    """An outcome; `rules` made it, `missing` could change it; neither: nothing was granted."""

    outcome: str
    rules: list[Rule] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def _names(rules: list[Rule]) -> list[str]:
    """All that some rules read, sorted, each once."""
    return sorted({name for rule in rules for name in rule.kinds | rule.measures})


def _sort(rules: tuple[Rule, ...], evaluation: Evaluation) -> dict[tuple[str, Truth], list[Rule]]:
    out: dict[tuple[str, Truth], list[Rule]] = {}
    for rule in rules:
        out.setdefault((rule.outcome, rule.truth(evaluation)), []).append(rule)
    return out


def judge(rules: RuleSet, person: Person, now: int) -> Verdict:
    """Judges a person by all rules of a set."""
    by = _sort(rules.rules, rules.evaluation(person, now))
    stops, checks, passes = (by.get((outcome, True), []) for outcome in ("stop", "check", "pass"))
    if stops:
        return Verdict("stop", stops)
    unknown = by.get(("stop", None), [])
    if not checks:
        unknown = unknown + by.get(("check", None), [])
        if not passes:
            unknown = unknown + by.get(("pass", None), [])
    if checks or by.get(("stop", None)) or by.get(("check", None)):
        return Verdict("check", checks, _names(unknown))
    if passes:
        return Verdict("pass", passes[:1])
    return Verdict("check", [], _names(unknown))


def judge_on_site(rules: RuleSet, given: str, person: Person, now: int) -> Verdict:
    """Judges by the check and stop rules that read measurements, beside an assessment that stands
    already.
    """
    measured = tuple(rule for rule in rules.rules if rule.measures and rule.outcome != "pass")
    by = _sort(measured, rules.evaluation(person, now))
    stops, checks = by.get(("stop", True), []), by.get(("check", True), [])
    worst = "stop" if stops else "check" if checks else "pass"
    known = max(given, worst, key=SEVERITY.__getitem__)
    unknown = [] if known == "stop" else by.get(("stop", None), [])
    if known == "pass":
        unknown = unknown + by.get(("check", None), [])
    outcome = "check" if unknown and worst == "pass" else worst
    return Verdict(outcome, stops or checks, _names(unknown))
