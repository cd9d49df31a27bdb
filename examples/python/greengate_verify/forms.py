"""The forms of signed payloads (bundle.md 2): what has another member, or lacks one, is
refused.
"""

from collections.abc import Callable
from typing import Any

from .canonical import unb64url
from .instants import seconds_of
from .keys import key_of_jwk

Form = Callable[[Any], None]
LARGEST = 2**53 - 1


def need(truth: bool, what: str = "another form") -> None:
    """Refuses what is not so."""
    if not truth:
        raise ValueError(what)


def text(value: Any) -> None:
    """Text that is not empty."""
    need(isinstance(value, str) and value != "", "no text")


def uint(least: int = 0) -> Form:
    """A whole number."""

    def check(value: Any) -> None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        need(whole and least <= value <= LARGEST, "no number")

    return check


def number(value: Any) -> None:
    """A number."""
    need(isinstance(value, (int, float)) and not isinstance(value, bool), "no number")


def truth(value: Any) -> None:
    """True or false."""
    need(isinstance(value, bool), "no truth value")


def instant(value: Any) -> None:
    """RFC 3339 in UTC with whole seconds."""
    seconds_of(value)


def one_of(*values: Any) -> Form:
    """One of these, of the same type."""
    return lambda value: need(
        any(type(value) is type(v) and value == v for v in values), "no such value"
    )


def size(length: int) -> Form:
    """Base64url of so many bytes."""

    def check(value: Any) -> None:
        unb64url(value, length)

    return check


def list_of(form: Form, least: int = 0, most: int | None = None) -> Form:
    """A list."""

    def check(value: Any) -> None:
        need(isinstance(value, list) and least <= len(value), "no list")
        need(most is None or len(value) <= most, "too many")
        for item in value:
            form(item)

    return check


def map_of(form: Form, key: Form = text) -> Form:
    """Any names, with values of a form."""

    def check(value: Any) -> None:
        need(isinstance(value, dict), "no object")
        for name, item in value.items():
            key(name)
            form(item)

    return check


def members(required: dict[str, Form], optional: dict[str, Form] | None = None) -> Form:
    """An object of exactly these members."""
    known = required | (optional or {})

    def check(value: Any) -> None:
        need(isinstance(value, dict), "no object")
        need(set(required) <= set(value) <= set(known), "other members")
        for name, item in value.items():
            known[name](item)

    return check


def nullable(form: Form) -> Form:
    """Null, or of a form."""
    return lambda value: None if value is None else form(value)


def both(*checks: Form) -> Form:
    """All of these."""

    def check(value: Any) -> None:
        for form in checks:
            form(value)

    return check


def span(value: Any) -> None:
    """`from` before `until`."""
    need(seconds_of(value["from"]) < seconds_of(value["until"]), "an end before its beginning")


WORDS = members({"zh": text, "en": text})
TEXTS = list_of(text)
DIGEST = size(32)
WORLDS = ("test", "demo", "production")


def signer_keys(value: Any) -> None:
    """Keys of signers, each under its thumbprint."""
    need(isinstance(value, dict), "no keys")
    for thumbprint, jwk in value.items():
        try:
            key = key_of_jwk(jwk)
        except KeyError:
            raise ValueError("another kind of key") from None
        need(unb64url(thumbprint, 32) == key.thumbprint, "another thumbprint")


def threshold(value: Any) -> None:
    """As many keys as are asked for, none twice."""
    need(len(set(value["keys"])) == len(value["keys"]) >= value["threshold"], "too few keys")


_R = {"keys": list_of(DIGEST, 1), "threshold": uint(1)}
ROLE = both(members(_R), threshold)
SECONDS = uint()
RAILS = members({"notice": SECONDS, "minDuration": SECONDS, "maxAhead": SECONDS})


def prefix(value: Any) -> None:
    """A prefix of rule-set ids."""
    text(value)
    need("/" not in value, "a slash in a prefix")


DELEGATED = both(members({"prefix": prefix, **_R, "rails": RAILS}), threshold)
EMERGENCY = both(
    members({"prefix": prefix, "keys": _R["keys"], "threshold": uint(2), "ended": TEXTS}),
    threshold,
)
LIMIT = both(
    members({"limit": SECONDS, "grace": SECONDS}),
    lambda v: need(v["grace"] >= v["limit"], "a grace below its limit"),
)
AGES = members(
    {}, dict.fromkeys(("timestamp", "status", "notGreen", "covered", "trust", "facts"), LIMIT)
)
HEAD: dict[str, Form] = {"version": uint(1), "expires": instant}


def _listed(value: Any) -> None:
    """Every key of a role stands among the keys; no prefix is delegated twice."""
    roles = value.get("roles", {})
    rules = roles.get("rules", value.get("delegations", []))
    named = [role for name, role in roles.items() if name != "rules" and role] + rules
    need(
        all(key in value["keys"] for role in named for key in role["keys"]),
        "a key that is not there",
    )
    prefixes = [delegated["prefix"] for delegated in rules]
    need(len(set(prefixes)) == len(prefixes), "a prefix twice")


_ROLES = dict.fromkeys(
    ("root", "snapshot", "timestamp", "trust", "facts", "status", "stations"), ROLE
)
ROOT = both(
    members(
        {
            **HEAD,
            "world": one_of(*WORLDS),
            "purpose": WORDS,
            "legalBasis": TEXTS,
            "endsAt": instant,
            "keys": signer_keys,
            "roles": members(
                {**_ROLES, "rules": list_of(DELEGATED), "emergency": nullable(EMERGENCY)}
            ),
            "freshness": members({"poll": AGES, "stick": AGES}),
            "clockUncertainty": SECONDS,
        }
    ),
    _listed,
)
DELEGATION = both(
    members({**HEAD, "prefix": prefix, "keys": signer_keys, "delegations": list_of(DELEGATED)}),
    _listed,
)
FILE = {"length": uint(), "sha256": DIGEST}


def _sorted(value: Any) -> None:
    names = [member["name"].encode("utf-16-be") for member in value["members"]]
    need(all(a < b for a, b in zip(names, names[1:])), "members unsorted, or one twice")


SNAPSHOT = both(
    members({**HEAD, "members": list_of(members({"name": text, "version": uint(1), **FILE}))}),
    _sorted,
)
TIMESTAMP = members({**HEAD, "snapshot": members({"version": uint(1), **FILE})})


def month(value: Any) -> None:
    """A month, as `2026-11`."""
    need(isinstance(value, str))
    instant(f"{value}-01T00:00:00Z")


STATUS = members(
    {**HEAD, "issuer": text, "month": month, "entries": uint(), "data": members(FILE)}
)


def unique(listed: str, name: str) -> Form:
    """No two of a list have one name."""

    def check(value: Any) -> None:
        names = [item[name] for item in value[listed]]
        need(len(set(names)) == len(names), f"one {name} twice")

    return check


_FIELD_TYPES = (
    "instant",
    "date",
    "integer",
    "decimal",
    "boolean",
    "text",
    "region",
    "enumeration",
)


def _field(value: Any) -> None:
    form = {"type": one_of(*_FIELD_TYPES)}
    members(form, {"unit": text, "values": TEXTS})(value)
    kind = value["type"]
    need(("values" in value) == (kind == "enumeration"), "values of an enumeration alone")
    need("unit" not in value or kind in ("integer", "decimal"), "the unit of a number alone")


_TYPE = members({"name": text, "labels": WORDS, "fields": map_of(_field)})
_MEASURE = members({"type": one_of("decimal", "integer"), "unit": text})
FACTS = both(
    members({**HEAD, "types": list_of(_TYPE), "onSite": map_of(_MEASURE)}), unique("types", "name")
)
