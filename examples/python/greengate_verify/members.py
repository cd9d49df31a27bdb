"""The members of a bundle: by whom each is signed, which form it has, which data it names
(bundle.md 2).
"""

from dataclasses import dataclass, replace
from typing import Any

from . import forms, station_forms
from .documents import Document, Signers, open_document, signers_of
from .errors import Refused
from .forms import Form
from .trust_form import trust as trust_list

MIB = 1024 * 1024
#: For each kind of member: its role, its form, its limit in bytes, the error where its form is
#: another.
KINDS: dict[str, tuple[str, Form | None, int, str]] = {
    "trust": ("trust", trust_list, 16 * MIB, "ERR_TRUST_LIST_MALFORMED"),
    "facts": ("facts", forms.FACTS, MIB, "ERR_FACT_TYPES_MALFORMED"),
    "stations": ("stations", station_forms.STATIONS, 4 * MIB, "ERR_BUNDLE_MALFORMED"),
    "keys": ("stations", station_forms.SEALED, MIB, "ERR_BUNDLE_MALFORMED"),
    "status": ("status", forms.STATUS, MIB // 16, "ERR_BUNDLE_MALFORMED"),
    "covered": ("status", station_forms.COVERED, MIB // 16, "ERR_BUNDLE_MALFORMED"),
    "not-green": ("status", station_forms.NOT_GREEN, MIB // 16, "ERR_BUNDLE_MALFORMED"),
    "rules": ("rules", None, MIB, "ERR_BUNDLE_MALFORMED"),
    "emergency": ("emergency", None, MIB, "ERR_BUNDLE_MALFORMED"),
    "delegation": ("delegation", forms.DELEGATION, MIB, "ERR_BUNDLE_MALFORMED"),
}
PARTS = {"trust": 1, "facts": 1, "stations": 1, "status": 3, "rules": 3, "emergency": 3}


@dataclass(frozen=True)
class Delegated:
    """Who signs the rule sets of a prefix, within which rails; `level` counts from root."""

    prefix: str
    signers: Signers
    rails: dict[str, int]
    level: int
    by: str


def kind_of(name: str) -> str:
    """The kind of a member; refused where no role signs such a name."""
    kind, *rest = name.split("/")
    if kind not in KINDS or 1 + len(rest) != PARTS.get(kind, 2) or not all(rest):
        raise Refused("ERR_BUNDLE_MALFORMED", "a name that no role knows")
    return kind


def delegations_of(
    value: dict[str, Any], terms: list[dict[str, Any]], level: int, by: str
) -> list[Delegated]:
    """The prefixes that a root or a delegation gives away."""
    return [
        Delegated(d["prefix"], signers_of("rules", value["keys"], d), d["rails"], level, by)
        for d in terms
    ]


def longest(delegated: list[Delegated], rule_set: str) -> Delegated | None:
    """The delegation of the longest prefix that an id begins with."""
    fits = [one for one in delegated if rule_set.startswith(one.prefix)]
    return max(fits, key=lambda one: len(one.prefix), default=None)


def signers_for(name: str, root: dict[str, Any], delegated: list[Delegated]) -> Signers:
    """Who must sign a member."""
    kind, *rest = name.split("/")
    role = KINDS[kind][0]
    if kind == "rules":
        found = longest(delegated, rest[0])
        if found is None:
            raise Refused("ERR_BUNDLE_SIGNATURE", "no prefix for this rule set")
        return found.signers
    if kind == "delegation":
        given = next((one for one in delegated if one.prefix == rest[0]), None)
        if given is None:
            raise Refused("ERR_BUNDLE_DELEGATION", "a prefix that nobody gave away")
        return replace(given.signers, role="delegation")
    terms = root["roles"][role]
    if terms is None:
        raise Refused("ERR_BUNDLE_SIGNATURE", "root names nobody for it")
    return signers_of(kind, root["keys"], terms)


def _says(name: str, value: Any) -> bool:
    """Whether a payload is what its name says."""
    kind, *rest = name.split("/")
    named = {
        "status": ("issuer", "month"),
        "keys": ("group",),
        "covered": ("ruleSet",),
        "not-green": ("ruleSet",),
        "delegation": ("prefix",),
        "rules": ("id", "version"),
        "emergency": ("id", "version"),
    }.get(kind, ())
    return isinstance(value, dict) and all(
        type(value.get(key)) in (str, int) and str(value[key]) == text
        for key, text in zip(named, rest)
    )


def open_member(
    name: str, payload: bytes, signatures: bytes, signers: Signers, world: str
) -> Document:
    """A member that its role signed, of the form of its kind."""
    kind = kind_of(name)
    _, form, limit, code = KINDS[kind]
    document = open_document(payload, signatures, signers, world, form, limit, code)
    if not _says(name, document.value):
        raise Refused("ERR_BUNDLE_MALFORMED", "another name than its own")
    version = document.value.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Refused("ERR_BUNDLE_MALFORMED", "no version")
    return document


def data_of(document: Document) -> list[dict[str, Any]]:
    """The data that a member names, each with length and digest."""
    value = document.value
    if not isinstance(value, dict):
        return []
    named: list[dict[str, Any]] = [value["data"]] if isinstance(value.get("data"), dict) else []
    for one in value.get("sets", []) if "ruleSet" in value else []:
        named += [one["data"], *(patch["data"] for patch in one.get("patches", []))]
    return named
