"""The form of the trust list (bundle.md 2), with the keys that it names."""

from collections import Counter
from typing import Any

from . import forms
from .errors import Refused
from .forms import (
    TEXTS,
    WORDS,
    both,
    instant,
    list_of,
    map_of,
    members,
    need,
    one_of,
    span,
    text,
    truth,
    uint,
)
from .keys import Key, OtherMembers, key_of_jwk

FORMATS = ("hcert", "shc", "nzcp", "vds-nc", "claim169")
_WINDOW = {"from": instant, "until": instant}


def issuer_key(jwk: Any) -> Key:
    """The key of an issuer; errors name what is wrong with it (bundle.md 4)."""
    try:
        return key_of_jwk(jwk)
    except KeyError:
        raise Refused("ERR_KEY_UNSUPPORTED") from None
    except OtherMembers:
        raise
    except ValueError as why:
        raise Refused("ERR_KEY_MALFORMED", str(why)) from None


def _key(jwk: Any) -> None:
    issuer_key(jwk)


_TERM = both(
    members(
        {"jwk": _key, **_WINDOW, "states": TEXTS, "covers": TEXTS, "regions": TEXTS, "sets": TEXTS}
    ),
    span,
)
_ISSUER = members(
    {"id": text, "name": WORDS, "status": one_of("lists", "none"), "keys": list_of(_TERM)}
)
_SITE = forms.nullable(uint())
_REVOKED = both(
    members({"issuer": text, "key": forms.DIGEST, **_WINDOW, "site": _SITE, "why": WORDS}), span
)
_SPAN = both(members({**_WINDOW, "why": WORDS}), span)
#: Keys of authorities sign codes of other formats, which this verifier does not read: their form
#: alone is looked at.
_AUTHORITY_KEY = both(
    members(
        {
            "kid": forms.nullable(text),
            "jwk": map_of(text),
            **_WINDOW,
            "states": TEXTS,
            "regions": TEXTS,
        },
        {"chain": TEXTS, "revoked": list_of(_SPAN)},
    ),
    span,
)
_RIDS = map_of(forms.nullable(uint()))
_AUTHORITY = members(
    {"format": one_of(*FORMATS), "id": text, "name": WORDS, "keys": list_of(_AUTHORITY_KEY)},
    {
        "roots": TEXTS,
        "needsChain": truth,
        "revocations": list_of(members({"kid": text, "ids": _RIDS})),
    },
)
_LIST = members(
    {**forms.HEAD, "issuers": list_of(_ISSUER), "revoked": list_of(_REVOKED)},
    {"authorities": list_of(_AUTHORITY)},
)


def _few(names: list[Any], most: int, what: str) -> None:
    """No name stands more often than so."""
    need(all(count <= most for count in Counter(names).values()), what)


def trust(value: Any) -> None:
    """A trust list."""
    _LIST(value)
    forms.unique("issuers", "id")(value)
    for issuer in value["issuers"]:
        _few(
            [key_of_jwk(term["jwk"]).thumbprint[:8] for term in issuer["keys"]],
            4,
            "too many keys of one kid",
        )
    authorities = value.get("authorities", [])
    _few([(one["format"], one["id"]) for one in authorities], 1, "an authority twice")
    kids = [
        (one["format"], key["kid"]) for one in authorities for key in one["keys"] if key["kid"]
    ]
    _few(kids, 8, "too many keys of one kid")
