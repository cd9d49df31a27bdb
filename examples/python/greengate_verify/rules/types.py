"""What types the expressions of a rule have, and what they cost (rules.md 2 and 8)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..forms import LARGEST
from ..instants import Date, Instant, days_of, looks_like_time, seconds_of

DEPTH = 64
EACH = 64
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
FORMS: dict[str, tuple[set[str], set[str]]] = {
    **dict.fromkeys(("and", "or", "not"), ({"of"}, set())),
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), ({"left", "right"}, set())),
    "in": ({"left", "set"}, set()),
    **dict.fromkeys(("days", "years", "elapsed"), ({"of"}, set())),
    **dict.fromkeys(("some", "every", "none", "count"), ({"kind"}, {"where"})),
    "countDays": ({"kind", "by"}, {"where"}),
    **dict.fromkeys(("latest", "earliest"), ({"kind", "by", "field"}, {"where"})),
}


class Malformed(ValueError):
    """An expression that has no form or no type."""


@dataclass(frozen=True)
class Type:
    """The type of a value; `name` is any where a kind is unknown."""

    name: str
    unit: str | None = None
    values: frozenset[str] | None = None


TRUTH, ANY, INSTANT, DATE, TEXT = (
    Type(name) for name in ("boolean", "any", "instant", "date", "text")
)


def plain_number(value: Any) -> int | Decimal:
    """A number of JSON as an exact one; a whole one as an integer."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Malformed("no number")
    exact = Decimal(repr(value))
    return int(exact) if exact == exact.to_integral_value() and abs(exact) <= LARGEST else exact


def number_of(value: Any, unit: Any) -> tuple[int | Decimal, str | None]:
    """A literal or a parameter: hours and minutes are seconds."""
    if unit is not None and (not isinstance(unit, str) or not unit):
        raise Malformed("no unit")
    number = plain_number(value)
    return (number * SECONDS[unit], "second") if unit in SECONDS else (number, unit)


def literal(node: dict[str, Any]) -> tuple[Any, Type]:
    """The value and the type of a literal."""
    value = node["value"]
    if isinstance(value, str):
        if "unit" in node:
            raise Malformed("the unit of a text")
        if not looks_like_time(value):
            return value, TEXT
        try:
            return (
                (Instant(seconds_of(value)), INSTANT)
                if "T" in value
                else (Date(days_of(value)), DATE)
            )
        except ValueError:
            raise Malformed("no such time") from None
    if isinstance(value, bool):
        if "unit" in node:
            raise Malformed("the unit of a truth value")
        return value, TRUTH
    number, unit = number_of(value, node.get("unit"))
    return number, Type("number", unit)


@dataclass
class Vocabulary:
    """Kinds with their fields, and measurements."""

    kinds: dict[str, dict[str, Type]]
    on_site: dict[str, Type]


def type_of_field(declared: dict[str, Any]) -> Type:
    """The type of a field of a fact; numbers by their unit."""
    values = frozenset(declared["values"]) if "values" in declared else None
    return Type(declared["type"], declared.get("unit"), values)


def vocabulary(facts: dict[str, Any] | None) -> Vocabulary:
    """What the fact types of a bundle declare."""
    if facts is None:
        return Vocabulary({}, {})
    kinds = {
        kind["name"]: {name: type_of_field(one) for name, one in kind["fields"].items()}
        for kind in facts["types"]
    }
    return Vocabulary(kinds, {name: type_of_field(one) for name, one in facts["onSite"].items()})


def as_operand(declared: Type) -> Type:
    """Integers and decimals are numbers."""
    return Type("number", declared.unit) if declared.name in ("integer", "decimal") else declared


TEXTS = ("text", "region", "enumeration")


@dataclass
class Checker:
    """Types the expressions of one set; gathers the kinds that there are not."""

    words: Vocabulary
    parameters: dict[str, Type]
    value_sets: dict[str, list[str]]
    unknown: set[str] = field(default_factory=set)

    def condition(self, node: Any) -> int:
        """Checks a condition; gives its cost in steps."""
        kind, cost = self.check(node, None, 1)
        if kind not in (TRUTH, ANY):
            raise Malformed("no condition")
        return cost

    def fields(self, kind: Any) -> dict[str, Type] | None:
        """The fields of a kind; None: there is no such kind."""
        if not isinstance(kind, str):
            raise Malformed("no kind")
        if kind not in self.words.kinds:
            self.unknown.add(kind)
        return self.words.kinds.get(kind)

    def check(
        self, node: Any, at_hand: dict[str, Type] | None | str, depth: int
    ) -> tuple[Type, int]:
        """The type and the cost of an expression; `at_hand` are the fields of the fact that is
        looked at.
        """
        if depth > DEPTH or not isinstance(node, dict):
            raise Malformed("no expression, or too deep")
        if "op" in node:
            return self.operator(node, at_hand, depth)
        if set(node) <= {"value", "unit"} and "value" in node:
            return literal(node)[1], 1
        if len(node) != 1:
            raise Malformed("no expression")
        ((form, name),) = node.items()
        if form == "field":
            if at_hand is None:
                raise Malformed("a field outside of where")
            return (ANY if at_hand == "any" else self.named(at_hand, name)), 1
        names = {"parameter": self.parameters, "onSite": self.words.on_site}.get(form)
        if names is None:
            raise Malformed("no such form")
        return self.named(names, name), 1

    def named(self, names: Any, name: Any) -> Type:
        """The type of a name."""
        if not isinstance(name, str) or name not in names:
            raise Malformed("no such name")
        return as_operand(names[name])

    def operator(self, node: dict[str, Any], at_hand: Any, depth: int) -> tuple[Type, int]:
        """The type and the cost of an operator."""
        op = node["op"]
        if not isinstance(op, str) or op not in FORMS:
            raise Malformed("no such operator")
        required, optional = FORMS[op]
        if not required <= set(node) - {"op"} <= required | optional:
            raise Malformed("other members")
        if "kind" in required:
            return self.quantifier(node, depth)
        deeper: Callable[[Any], tuple[Type, int]] = lambda part: self.check(
            part, at_hand, depth + 1
        )
        if op in ("and", "or"):
            if not isinstance(node["of"], list) or not node["of"]:
                raise Malformed("nothing to combine")
            parts = [deeper(part) for part in node["of"]]
            return self.truths([kind for kind, _ in parts]), 1 + sum(cost for _, cost in parts)
        if op == "in":
            kind, cost = deeper(node["left"])
            if kind.name not in (*TEXTS, "any") or node["set"] not in self.value_sets:
                raise Malformed("no text, or no such value set")
            return TRUTH, 1 + cost
        if "of" in required:
            kind, cost = deeper(node["of"])
            if op == "not":
                return self.truths([kind]), 1 + cost
            if kind != ANY and (kind != INSTANT and (op == "elapsed" or kind != DATE)):
                raise Malformed("no time")
            return Type(
                "number", {"days": "day", "years": "year", "elapsed": "second"}[op]
            ), 1 + cost
        left, first = deeper(node["left"])
        right, second = deeper(node["right"])
        self.comparable(op, left, right, node)
        return TRUTH, 1 + first + second

    @staticmethod
    def truths(kinds: list[Type]) -> Type:
        """Truth, of truths alone."""
        if any(kind not in (TRUTH, ANY) for kind in kinds):
            raise Malformed("no truth value")
        return TRUTH

    @staticmethod
    def comparable(op: str, left: Type, right: Type, node: dict[str, Any]) -> None:
        """Whether two sides go together."""
        if ANY in (left, right):
            return
        if left.name == right.name == "number":
            if left.unit != right.unit:
                raise Malformed("numbers of different units")
        elif left.name in TEXTS and right.name in TEXTS:
            if op not in ("==", "!="):
                raise Malformed("text has no order")
            for kind, other in ((left, node["right"]), (right, node["left"])):
                if (
                    kind.values is not None
                    and "value" in other
                    and other["value"] not in kind.values
                ):
                    raise Malformed("no such value")
        elif left != right or left.name not in ("instant", "date", "boolean"):
            raise Malformed("sides that do not go together")
        elif left == TRUTH and op not in ("==", "!="):
            raise Malformed("truth values have no order")

    def quantifier(self, node: dict[str, Any], depth: int) -> tuple[Type, int]:
        """What speaks of all facts of a kind."""
        op, fields = node["op"], self.fields(node["kind"])
        cost = 1
        if "where" in node:
            kind, inner = self.check(node["where"], "any" if fields is None else fields, depth + 1)
            self.truths([kind])
            cost += EACH * inner
        if "by" in node:
            by = ANY if fields is None else self.named(fields, node["by"])
            if by not in (INSTANT, DATE, ANY):
                raise Malformed("no order in time")
        if op in ("latest", "earliest"):
            return (ANY if fields is None else self.named(fields, node["field"])), cost
        return (Type("number") if op.startswith("count") else TRUTH), cost
