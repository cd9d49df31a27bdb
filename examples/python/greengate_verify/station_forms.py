"""The forms of what is for stations and for cards: population sets, the roster, sealed keys
(bundle.md 2).
"""

from typing import Any

from .forms import (
    FILE,
    HEAD,
    TEXTS,
    both,
    instant,
    list_of,
    members,
    need,
    one_of,
    size,
    text,
    uint,
    unique,
)
from .keys import key_of_jwk

_OUTCOME = one_of("pass", "check", "stop")
_COUNT = members({"outcome": _OUTCOME, "rule": uint(), "count": uint()})
_POPULATION = {
    "version": uint(1),
    "issuer": text,
    "assessedAt": instant,
    "limit": instant,
    "key": size(8),
    "universe": members({"count": uint(), "digest": size(16)}),
    "idTypes": TEXTS,
    "counts": list_of(_COUNT),
}
_SETS = {**HEAD, "ruleSet": text}
COVERED = members(
    {
        **_SETS,
        "sets": list_of(members({**_POPULATION, "rate": uint(), "data": members(FILE)}), 1, 2),
    }
)
_CLASS = members({"outcome": one_of("check", "stop"), "rule": uint()})
_PATCH = members({"assessedAt": instant, "counts": list_of(_COUNT), "data": members(FILE)})
_NOT_GREEN = {
    **_POPULATION,
    "classes": list_of(_CLASS),
    "data": members(FILE),
    "patches": list_of(_PATCH, 0, 24),
}
NOT_GREEN = members({**_SETS, "sets": list_of(members(_NOT_GREEN), 1, 2)})


def _signing(value: Any) -> None:
    """A public key that signs."""
    try:
        key_of_jwk(value)
    except KeyError:
        raise ValueError("another kind of key") from None


def _recipient(value: Any) -> None:
    """A public key for ECDH-ES."""
    if isinstance(value, dict) and value.get("crv") == "X25519":
        members({"kty": one_of("OKP"), "crv": text, "x": size(32)})(value)
    else:
        _signing(value)
        need(value["crv"] == "P-256", "a key that takes no letters")


_STATION = members({"id": text, "key": _signing, "recipient": _recipient, "lanes": TEXTS})
_GROUP = both(
    members({"id": text, "recipient": _recipient, "stations": list_of(_STATION, 0, 64)}),
    unique("stations", "id"),
)
STATIONS = both(members({**HEAD, "groups": list_of(_GROUP)}), unique("groups", "id"))
SEALED = members({**HEAD, "group": text, "sealed": text})
