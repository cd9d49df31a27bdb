"""Reading a code: from its text to its claims; whatever breaks a line of format.md 1 to 5 is
damaged.
"""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import base45, cbor
from .errors import Damaged
from .instants import DAY, END_DAY, FIRST_DAY, Date, Instant, looks_like_time
from .keys import Key, key_of_cose

PREFIX = "GG1:"
TEXT_CHARACTERS = 4 + 1680
LIVE_BYTES = 1120
GREENGATE = -65537
END = END_DAY * DAY
OUTCOMES = ("pass", "check", "stop")
Value = bool | int | str | Decimal | Instant | Date


@dataclass(frozen=True)
class Fact:
    """What an issuer states of a person (format.md 5)."""

    kind: str
    id: str
    fields: dict[str, Value]
    source: str = ""
    recorded_at: int = 0
    retracts: str | None = None


@dataclass(frozen=True)
class Assessment:
    """What an issuer judged; `rule_set` is written out."""

    outcome: str
    rule_set: str
    version: int
    rule: int | None
    assessed_at: int


@dataclass(frozen=True)
class Code:
    """A code that is well formed; nothing of it is believed yet."""

    algorithm: int
    kid: bytes
    signed: bytes
    signature: bytes
    envelope: bytes
    issuer: str
    expires: int
    not_before: int | None
    issued_at: int
    cti: bytes
    holder: Key | None
    paper: bool
    tag: bytes | None
    status_index: int | None
    assessment: Assessment | None
    commitment: bytes | None
    coverage: dict[str, int] | None
    facts: tuple[Fact, ...] | None
    site: int | None
    step: int | None = None
    proof: bytes = field(default=b"")

    @property
    def live_message(self) -> bytes:
        """What the holder signs (format.md 2)."""
        digest = hashlib.sha256(self.envelope).digest()
        return b"greengate-live-1\x00" + digest + (self.step or 0).to_bytes(8, "big")


def _need(truth: bool, what: str) -> None:
    if not truth:
        raise Damaged(what)


def _uint(value: Any, least: int = 0) -> int:
    _need(isinstance(value, int) and not isinstance(value, bool) and value >= least, "no number")
    return int(value)


def _seconds(value: Any) -> int:
    _need(_uint(value) < END, "an instant after 2199")
    return int(value)


def _text(value: Any) -> str:
    _need(isinstance(value, str) and 1 <= len(value.encode()) <= 64, "no text of 1 to 64 bytes")
    return str(value)


def _bytes(value: Any, size: int) -> bytes:
    _need(isinstance(value, bytes) and len(value) == size, "no bytes of this length")
    return bytes(value)


def _array(value: Any, least: int, most: int) -> list[Any]:
    """An array of so many positions, trailing nulls left out, filled up with them."""
    _need(isinstance(value, list) and least <= len(value) <= most, "no array of this length")
    _need(not value or value[-1] is not None, "a trailing null")
    return [*value, *[None] * (most - len(value))]


def _subject(value: Any) -> bytes | None:
    if value is None:
        return None
    name, last_four, tag = _array(value, 1, 3)
    if name is not None:
        _text(name)
    if last_four is not None:
        good = isinstance(last_four, str) and len(last_four) == 4
        _need(good and all(c in base45.ALPHABET[:36] for c in last_four), "no last four")
    return None if tag is None else _bytes(tag, 16)


def _assessment(value: Any, issuer: str, issued_at: int) -> Assessment | None:
    if value is None:
        return None
    _need(isinstance(value, list) and len(value) == 5, "no assessment")
    outcome, rule_set, version, rule, before = value
    _need(_uint(outcome) <= 2, "no such outcome")
    _need(rule_set != issuer, "the set of the issuer is null")
    name = issuer if rule_set is None else _text(rule_set)
    _need(rule is not None or outcome == 0, "an outcome without its rule")
    number = None if rule is None else _uint(rule)
    assessed_at = issued_at - _uint(before)
    _need(assessed_at >= 0, "an instant before 1970")
    return Assessment(OUTCOMES[outcome], name, _uint(version, 1), number, assessed_at)


def _coverage(value: Any, issued_at: int) -> dict[str, int] | None:
    if value is None:
        return None
    _need(isinstance(value, list), "no coverage")
    out: dict[str, int] = {}
    for pair in value:
        _need(isinstance(pair, list) and len(pair) == 2, "no pair")
        _need(_text(pair[0]) not in out, "a kind twice")
        out[pair[0]] = issued_at - _uint(pair[1])
        _need(out[pair[0]] >= 0, "an instant before 1970")
    return out


def _value(value: Any) -> Value:
    if isinstance(value, cbor.Tag):
        if value.number == 4:
            _need(isinstance(value.value, list) and len(value.value) == 2, "no decimal")
            exponent, mantissa = value.value
            whole = all(
                isinstance(v, int) and not isinstance(v, bool) for v in (exponent, mantissa)
            )
            _need(whole and -6 <= exponent <= -1 and mantissa % 10 != 0, "no decimal")
            return Decimal(mantissa).scaleb(exponent)
        number = value.value
        _need(isinstance(number, int) and not isinstance(number, bool), "no time")
        if value.number == 1:
            return Instant(_seconds(number))
        _need(FIRST_DAY <= number < END_DAY, "beyond the years 1900 to 2199")
        return Date(number)
    _need(isinstance(value, (bool, int, str)), "no value of a fact")
    _need(not isinstance(value, str) or not looks_like_time(value), "a time as text")
    plain: Value = value
    return plain


def _fact(value: Any) -> Fact:
    _need(isinstance(value, list) and 5 <= len(value) <= 6, "no fact")
    kind, name, source, recorded_at, fields = value[:5]
    retracts = _text(value[5]) if len(value) == 6 else None
    _need(isinstance(fields, dict), "no fields")
    named = {_text(key): _value(item) for key, item in fields.items()}
    return Fact(_text(kind), _text(name), named, _text(source), _seconds(recorded_at), retracts)


def _facts(value: Any) -> tuple[Fact, ...] | None:
    if value is None:
        return None
    _need(isinstance(value, list), "no facts")
    facts = tuple(map(_fact, value))
    _need(len({fact.id for fact in facts}) == len(facts), "an id twice")
    return facts


def _payload(payload: bytes) -> dict[str, Any]:
    claims = cbor.decode(payload)
    _need(isinstance(claims, dict), "no claims")
    required, optional = {1, 4, 6, 7, GREENGATE}, {5, 8}
    _need(required <= set(claims) <= required | optional, "claims other than these")
    issuer, issued_at = _text(claims[1]), _seconds(claims[6])
    _need(_seconds(claims[4]) > issued_at, "over before it begins")
    holder = None
    if 8 in claims:
        _need(isinstance(claims[8], dict) and list(claims[8]) == [1], "no cnf")
        try:
            holder = key_of_cose(claims[8][1])
        except ValueError:
            raise Damaged("no key of a holder") from None
    items = _array(claims[GREENGATE], 1, 8)
    kind, subject, index, assessment, commitment, coverage, facts, site = items
    _need(_uint(kind) <= 1, "no such class")
    _need(any(item is not None for item in (assessment, coverage, facts)), "it states nothing")
    return {
        "issuer": issuer,
        "expires": claims[4],
        "not_before": _seconds(claims[5]) if 5 in claims else None,
        "issued_at": issued_at,
        "cti": _bytes(claims[7], 8),
        "holder": holder,
        "paper": kind == 1,
        "tag": _subject(subject),
        "status_index": None if index is None else _uint(index),
        "assessment": _assessment(assessment, issuer, issued_at),
        "commitment": None if commitment is None else _bytes(commitment, 24),
        "coverage": _coverage(coverage, issued_at),
        "facts": _facts(facts),
        "site": None if site is None else _uint(site),
    }


def read_envelope(data: bytes) -> Code:
    """The code of a COSE_Sign1."""
    return _envelope(cbor.decode(data), data)


def _envelope(items: Any, data: bytes) -> Code:
    _need(isinstance(items, list) and len(items) == 4, "no COSE_Sign1")
    protected, unprotected, payload, signature = items
    _need(isinstance(protected, bytes) and isinstance(payload, bytes), "no bytes")
    _need(unprotected == {} and isinstance(unprotected, dict), "an unprotected header")
    header = cbor.decode(protected)
    _need(isinstance(header, dict) and set(header) == {1, 4}, "a header of other members")
    _need(header[1] in (-19, -9) and not isinstance(header[1], bool), "another algorithm")
    signed = cbor.encode(["Signature1", protected, b"", payload])
    sealed = _bytes(signature, 64)
    return Code(header[1], _bytes(header[4], 8), signed, sealed, data, **_payload(payload))


def read_text(text: str) -> Code:
    """The code of a text that begins with `GG1:`."""
    data = base45.decode(text.removeprefix(PREFIX))
    items = cbor.decode(data, LIVE_BYTES)
    if not isinstance(items, list) or len(items) != 3:
        _need(len(data) <= cbor.CODE_BYTES, "too many bytes")
        return _envelope(items, data)
    inner, step, proof = items
    _need(isinstance(inner, bytes), "no code inside")
    _need(_uint(step) * 30 < END, "a step after 2199")
    code = read_envelope(inner)
    return Code(**{**vars(code), "step": step, "proof": _bytes(proof, 64)})
