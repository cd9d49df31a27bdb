"""A rule set that can be run: of its form, typed, joined with its base (rules.md 1, 2,
7 and 8).
"""

from dataclasses import dataclass
from typing import Any

from ..errors import Refused
from .evaluate import Evaluation, Person, Truth, World, conjunction, negate
from .form import duration
from .overlay import resolve
from .types import Checker, Malformed, Type, Vocabulary, number_of, vocabulary

COST = 1_000_000


class FactTypeUnknown(Refused):
    """A set reads kinds that the fact types do not have."""

    def __init__(self, kinds: list[str]) -> None:
        super().__init__("ERR_RULE_SET_FACT_TYPE")
        self.kinds = kinds


@dataclass(frozen=True)
class Rule:
    """A rule, with what it reads: kinds, and measurements."""

    no: int
    outcome: str
    when: dict[str, Any]
    unless: dict[str, Any] | None
    requires: tuple[tuple[str, int], ...]
    kinds: frozenset[str]
    measures: frozenset[str]

    def truth(self, evaluation: Evaluation) -> Truth:
        """Requires, and when, and not unless."""
        person, now = evaluation.person, evaluation.world.now
        parts: list[Truth] = [
            True if kind in person.coverage and now - person.coverage[kind] <= age else None
            for kind, age in self.requires
        ]
        parts.append(evaluation.value(self.when))
        if self.unless is not None:
            parts.append(negate(evaluation.value(self.unless)))
        return conjunction(parts)


@dataclass(frozen=True)
class RuleSet:
    """A set that can be run."""

    id: str
    version: int
    rules: tuple[Rule, ...]
    accepts: list[dict[str, Any]]
    zone: list[list[int]]
    parameters: dict[str, Any]
    value_sets: dict[str, list[str]]
    words: Vocabulary

    def evaluation(self, person: Person, now: int) -> Evaluation:
        """Rules at an instant, for a person."""
        return Evaluation(
            World(now, self.zone, self.parameters, self.value_sets, self.words), person
        )


def _gather(node: Any, kinds: set[str], measures: set[str]) -> None:
    """What an expression reads."""
    if isinstance(node, list):
        for part in node:
            _gather(part, kinds, measures)
    elif isinstance(node, dict):
        if "kind" in node:
            kinds.add(node["kind"])
        if "onSite" in node:
            measures.add(node["onSite"])
        for name in ("of", "left", "right", "where"):
            _gather(node.get(name), kinds, measures)


def _rule(rule: dict[str, Any], checker: Checker) -> tuple[Rule, int]:
    cost = checker.condition(rule["when"])
    if "unless" in rule:
        cost += checker.condition(rule["unless"])
    requires = tuple((one["kind"], duration(one["maxAge"])) for one in rule.get("requires", []))
    kinds, measures = {kind for kind, _ in requires}, set[str]()
    for kind in kinds:
        checker.fields(kind)
    _gather([rule["when"], rule.get("unless")], kinds, measures)
    unless = rule.get("unless")
    made = Rule(
        rule["no"],
        rule["outcome"],
        rule["when"],
        unless,
        requires,
        frozenset(kinds),
        frozenset(measures),
    )
    return made, cost


def compile_rules(value: Any, facts: dict[str, Any] | None, bases: list[Any]) -> RuleSet:
    """A set that can be run, or why it cannot."""
    whole = resolve(value, bases)
    try:
        numbers = {
            name: number_of(one["value"], one.get("unit"))
            for name, one in whole["parameters"].items()
        }
        types = {name: Type("number", unit) for name, (_, unit) in numbers.items()}
        words = vocabulary(facts)
        checker = Checker(words, types, whole["valueSets"])
        made = [_rule(rule, checker) for rule in whole["rules"]]
    except (Malformed, RecursionError) as why:
        raise Refused("ERR_RULE_SET_MALFORMED", str(why)) from None
    if checker.unknown:
        raise FactTypeUnknown(sorted(checker.unknown))
    if sum(cost for _, cost in made) > COST:
        raise Refused("ERR_RULE_SET_COST")
    rules = tuple(sorted((rule for rule, _ in made), key=lambda rule: rule.no))
    parameters = {name: number for name, (number, _) in numbers.items()}
    return RuleSet(
        whole["id"],
        whole["version"],
        rules,
        whole["accepts"]["assessments"],
        whole["zone"]["offsets"],
        parameters,
        whole["valueSets"],
        words,
    )
