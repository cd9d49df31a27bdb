"""What an assessment was made of: the opening that the holder keeps, held against the code
(format.md 4.2).
"""

import hashlib
from decimal import Decimal
from typing import Any

from . import cbor
from .canonical import unb64url
from .code import OUTCOMES, Code, Fact
from .instants import Date, Instant, seconds_of
from .rules.types import Malformed, literal, plain_number


def _value(value: Any) -> Any:
    """A value of a fact, as a code carries it."""
    if isinstance(value, Decimal):
        digits, exponent = (
            int(value.scaleb(-int(value.as_tuple().exponent))),
            int(value.as_tuple().exponent),
        )
        return cbor.Tag(4, [exponent, digits])
    if isinstance(value, Instant):
        return cbor.Tag(1, value.seconds)
    return cbor.Tag(100, value.days) if isinstance(value, Date) else value


def fact_of_json(fact: dict[str, Any]) -> Fact:
    """A fact as claims and vectors write it."""

    def read(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, str):
            return value if isinstance(value, bool) else plain_number(value)
        try:
            return literal({"value": value})[0]
        except Malformed:
            return value

    fields = {name: read(value) for name, value in fact["fields"].items()}
    recorded_at = seconds_of(fact["recordedAt"]) if "recordedAt" in fact else 0
    return Fact(
        fact["kind"], fact["id"], fields, fact.get("source", ""), recorded_at, fact.get("retracts")
    )


def _listed(fact: Fact) -> list[Any]:
    fields = {name: _value(value) for name, value in fact.fields.items()}
    out: list[Any] = [fact.kind, fact.id, fact.source, fact.recorded_at, fields]
    return out if fact.retracts is None else [*out, fact.retracts]


def commitment_of(opening: dict[str, Any]) -> bytes:
    """The commitment that an opening makes."""
    stated = opening["assessment"]
    said = [
        "greengate-commitment-1",
        unb64url(opening["salt"], 16),
        [_listed(fact_of_json(fact)) for fact in opening["facts"]],
        [[one["kind"], seconds_of(one["until"])] for one in opening["covers"]],
        OUTCOMES.index(stated["outcome"]),
        stated["ruleSet"],
        stated["version"],
        stated.get("rule"),
        seconds_of(stated["assessedAt"]),
    ]
    return hashlib.sha256(cbor.encode(said)).digest()[:24]


def opening_fits(code: Code, opening: dict[str, Any]) -> bool:
    """Whether a code states what the opening says, and commits to it."""
    made, stated = code.assessment, opening["assessment"]
    if made is None or code.commitment is None:
        return False
    said = (stated["outcome"], stated["ruleSet"], stated["version"], stated.get("rule"))
    same = said == (made.outcome, made.rule_set, made.version, made.rule)
    return (
        same
        and seconds_of(stated["assessedAt"]) == made.assessed_at
        and commitment_of(opening) == code.commitment
    )
