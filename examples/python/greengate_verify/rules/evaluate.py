"""What an expression comes to: three truth values, and None for unknown (rules.md 2, 3 and 6)."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ..code import Fact, Value
from ..instants import DAY, Date, Instant
from .types import Type, Vocabulary, literal

EPOCH = date(1970, 1, 1)
Truth = bool | None


@dataclass(frozen=True)
class Range:
    """A number that may be any from low to high; high None: without end."""

    low: int | Decimal
    high: int | Decimal | None


@dataclass
class Person:
    """What is known of a person: facts, until when which kinds are covered, measurements."""

    facts: list[Fact] = field(default_factory=list)
    coverage: dict[str, int] = field(default_factory=dict)
    on_site: dict[str, Any] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Fact]:
        """The facts of a kind."""
        return [fact for fact in self.facts if fact.kind == kind]


@dataclass(frozen=True)
class World:
    """Beside the person: the clock, the zone, the names of the set."""

    now: int
    offsets: list[list[int]]
    parameters: dict[str, Any]
    value_sets: dict[str, list[str]]
    words: Vocabulary

    def day(self, seconds: int) -> int | None:
        """The civil day of an instant; None before the table begins."""
        row = bisect_right(self.offsets, seconds, key=lambda row: row[0]) - 1
        return None if row < 0 else (seconds + self.offsets[row][1]) // DAY

    def day_of(self, value: Any) -> int | None:
        """The civil day of an instant or a date."""
        if isinstance(value, Date):
            return value.days
        return self.day(value.seconds) if isinstance(value, Instant) else None


def negate(truth: Truth) -> Truth:
    """Not."""
    return None if truth is None else not truth


def conjunction(truths: list[Truth]) -> Truth:
    """And, as Kleene has it."""
    if False in truths:
        return False
    return None if None in truths else True


def of_type(value: Any, declared: Type) -> Any:
    """A value if it is of its declared type, else None."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    number = isinstance(value, int) and not isinstance(value, bool)
    good = {
        "instant": isinstance(value, Instant),
        "date": isinstance(value, Date),
        "boolean": isinstance(value, bool),
        "integer": number,
        "decimal": number or isinstance(value, Decimal),
    }.get(declared.name, isinstance(value, str))
    if declared.values is not None and value not in declared.values:
        return None
    return value if good else None


def _completed_years(born: int, today: int) -> int:
    first, last = EPOCH + timedelta(days=born), EPOCH + timedelta(days=today)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _less(left: Range, right: Range, or_equal: bool) -> Truth:
    """Whether left < right (or <=) for all values, for none, or for some."""

    def below(a: Any, b: Any) -> bool:
        return bool(a <= b if or_equal else a < b)

    if left.high is not None and below(left.high, right.low):
        return True
    if right.high is not None and not below(left.low, right.high):
        return False
    return None


def _equal(left: Range, right: Range) -> Truth:
    if left.low == left.high == right.low == right.high:
        return True
    apart = (left.high is not None and left.high < right.low) or (
        right.high is not None and right.high < left.low
    )
    return False if apart else None


def compare(op: str, left: Any, right: Any) -> Truth:
    """A comparison; unknown if one side is."""
    if left is None or right is None:
        return None
    if isinstance(left, Range) or isinstance(right, Range):
        first, second = (
            side if isinstance(side, Range) else Range(side, side) for side in (left, right)
        )
        if op in ("==", "!="):
            return _equal(first, second) if op == "==" else negate(_equal(first, second))
        if op in (">", ">="):
            first, second = second, first
        return _less(first, second, op.endswith("="))
    if op == "==":
        return bool(left == right)
    if op == "!=":
        return bool(left != right)
    return bool(
        {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op]
    )


@dataclass
class Evaluation:
    """Evaluates the expressions of a set for one person at one instant."""

    world: World
    person: Person

    def value(self, node: dict[str, Any], fact: Fact | None = None) -> Any:
        """What an expression comes to."""
        if "value" in node:
            return literal(node)[0]
        if "parameter" in node:
            return self.world.parameters[node["parameter"]]
        if "field" in node and "op" not in node:
            return self.field(fact, node["field"])
        if "onSite" in node:
            declared = self.world.words.on_site[node["onSite"]]
            return of_type(self.person.on_site.get(node["onSite"]), declared)
        op = node["op"]
        if op in ("and", "or"):
            truths = [self.value(part, fact) for part in node["of"]]
            return (
                conjunction(truths)
                if op == "and"
                else negate(conjunction([negate(t) for t in truths]))
            )
        if op == "not":
            return negate(self.value(node["of"], fact))
        if op == "in":
            return self.member(node, fact)
        if op in ("days", "years", "elapsed"):
            return self.age(op, self.value(node["of"], fact))
        if "left" in node:
            return compare(op, self.value(node["left"], fact), self.value(node["right"], fact))
        return self.quantified(node)

    def field(self, fact: Fact | None, name: str) -> Value | None:
        """A field of a fact; None where it is blank or of another type."""
        if fact is None:
            return None
        value: Value | None = of_type(
            fact.fields.get(name), self.world.words.kinds[fact.kind][name]
        )
        return value

    def member(self, node: dict[str, Any], fact: Fact | None) -> Truth:
        """In a value set; a region: within one of its regions."""
        value, names = self.value(node["left"], fact), self.world.value_sets[node["set"]]
        if value is None:
            return None
        return (
            any(value.startswith(name) for name in names)
            if self.is_region(node["left"], fact)
            else value in names
        )

    def is_region(self, node: dict[str, Any], fact: Fact | None) -> bool:
        """Whether an expression is of the type region."""
        if node.get("op") in ("latest", "earliest"):
            kind, name = node["kind"], node["field"]
        elif "field" in node and fact is not None:
            kind, name = fact.kind, node["field"]
        else:
            return False
        return self.world.words.kinds[kind][name].name == "region"

    def age(self, op: str, value: Any) -> int | None:
        """How long ago."""
        if value is None:
            return None
        if op == "elapsed":
            return self.world.now - int(value.seconds)
        day, today = self.world.day_of(value), self.world.day(self.world.now)
        if day is None or today is None:
            return None
        return today - day if op == "days" else _completed_years(day, today)

    def quantified(self, node: dict[str, Any]) -> Any:
        """What speaks of all facts of a kind."""
        op, covered = node["op"], node["kind"] in self.person.coverage
        facts = self.person.of_kind(node["kind"])
        matches = [
            (fact, self.value(node["where"], fact) if "where" in node else True) for fact in facts
        ]
        truths = [truth for _, truth in matches]
        if op == "every":
            truths = [negate(truth) for truth in truths]
        if op in ("some", "none", "every"):
            found = True if True in truths else None if None in truths or not covered else False
            return found if op == "some" else negate(found)
        if op == "count":
            sure, maybe = truths.count(True), len(truths) - truths.count(False)
            return Range(sure, maybe if covered else None)
        if op == "countDays":
            return self.count_days(node["by"], matches, covered)
        return self.last(node, matches, covered)

    def count_days(self, by: str, matches: list[tuple[Fact, Truth]], covered: bool) -> Range:
        """On how many days."""
        days = [
            (truth, self.world.day_of(self.field(fact, by)))
            for fact, truth in matches
            if truth is not False
        ]
        sure = {day for truth, day in days if truth and day is not None}
        doubtful = {day for truth, day in days if truth is None and day is not None} - sure
        dayless = sum(day is None for _, day in days)
        return Range(len(sure), len(sure) + len(doubtful) + dayless if covered else None)

    def last(self, node: dict[str, Any], matches: list[tuple[Fact, Truth]], covered: bool) -> Any:
        """A field of the last fact, or of the first."""
        places: list[tuple[Any, Fact]] = [
            (self.field(fact, node["by"]), fact) for fact, truth in matches if truth is not False
        ]
        doubtful = any(truth is None for _, truth in matches) or any(
            place is None for place, _ in places
        )
        if not covered or not places or doubtful:
            return None
        pick = max if node["op"] == "latest" else min
        there = pick(place for place, _ in places)
        values = [self.field(fact, node["field"]) for place, fact in places if place == there]
        return values[0] if all(value == values[0] for value in values) else None
