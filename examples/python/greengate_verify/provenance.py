"""Who signed a code, when it counts, and whether it was taken back (format.md 6.2 to 6.5)."""

from dataclasses import dataclass
from typing import Any

from .canonical import b64url
from .code import Code
from .documents import Document
from .gate import Gate
from .instants import month_of, seconds_of
from .keys import ED25519, Key, key_of_jwk
from .reasons import Failed, Reason

ALGORITHMS = {-19: ED25519, -9: "P-256"}


@dataclass(frozen=True)
class Signer:
    """A key of an issuer, under the terms of the trust list that let it sign this code."""

    issuer: dict[str, Any]
    terms: dict[str, Any]

    def may(self, what: str, name: str) -> bool:
        """Whether the terms let it state or cover a kind."""
        return name in self.terms[what] or "*" in self.terms[what]


class NoKey(Exception):
    """Without a key nothing more can be checked: these reasons stand."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason["code"])
        self.reason = reason


def is_stale(gate: Gate, role: str, document: Document | None, now: int) -> bool:
    """Whether a document is older than root's grace for its role; without a row it is stale at
    once.
    """
    row = gate.root.value["freshness"][gate.kind].get(role)
    return document is not None and (row is None or now - document.signed_at > row["grace"])


def signer_of(gate: Gate | None, code: Code, now: int) -> Signer:
    """The key that signed the code, as the trust list has it."""
    if gate is None:
        raise NoKey({"code": "no-bundle"})
    if now >= seconds_of(gate.root.value["endsAt"]):
        raise NoKey({"code": "retired"})
    document = gate.members.get("trust")
    if document is None or not document.value["issuers"]:
        raise NoKey({"code": "no-trust-list"})
    stale = is_stale(gate, "trust", document, now)
    issuer = next((one for one in document.value["issuers"] if one["id"] == code.issuer), None)
    listed = [(key_of_jwk(terms["jwk"]), terms) for terms in issuer["keys"]] if issuer else []
    named = [(key, terms) for key, terms in listed if key.thumbprint[:8] == code.kid]
    if not named or issuer is None:
        if stale:
            raise NoKey({"code": "bundle-stale", "role": "trust"})
        raise Failed("key-unknown" if issuer else "issuer-unknown")
    timely = [(key, terms) for key, terms in named if _holds(terms, code.issued_at)]
    if not timely:
        raise Failed("key-out-of-time")
    for key, terms in timely:
        if ALGORITHMS[code.algorithm] == key.curve and key.verifies(code.signature, code.signed):
            _refuse_revoked(document.value["revoked"], code, key)
            return Signer(issuer, terms)
    raise Failed("signature-invalid")


def _holds(window: dict[str, Any], at: int) -> bool:
    return seconds_of(window["from"]) <= at < seconds_of(window["until"])


def _refuse_revoked(lines: list[dict[str, Any]], code: Code, key: Key) -> None:
    for line in lines:
        names = line["issuer"] == code.issuer and line["key"] == b64url(key.thumbprint)
        if names and _holds(line, code.issued_at) and line["site"] in (None, code.site):
            raise Failed("key-revoked")


def is_suspect(gate: Gate, now: int) -> bool:
    """Whether the clock lies before what was signed already."""
    return bool(now < gate.floor - gate.root.value["clockUncertainty"])


def check_time(gate: Gate, code: Code, now: int) -> list[Reason]:
    """The validity of the code in time."""
    if code.expires <= max(now, gate.floor):
        raise Failed("expired")
    if is_suspect(gate, now):
        return [{"code": "clock-suspect"}]
    begins = max(code.issued_at, code.not_before or 0)
    if begins > now + gate.root.value["clockUncertainty"]:
        raise Failed("not-yet-valid")
    return []


def check_status(gate: Gate, code: Code, signer: Signer, now: int) -> list[Reason]:
    """The place of the code in the list of its issuer and month."""
    if signer.issuer["status"] == "none":
        return []
    header = gate.members.get(f"status/{code.issuer}/{month_of(code.issued_at)}")
    missing: Reason = {"code": "status-missing"}
    if header is None or code.status_index is None:
        return [missing]
    index, stale = code.status_index, is_stale(gate, "status", header, now)
    late: list[Reason] = [{"code": "bundle-stale", "role": "status"}] if stale else []
    if index >= header.value["entries"]:
        return [missing, *late]
    bits = gate.data[header.value["data"]["sha256"]]
    if bits[index // 8] >> index % 8 & 1:
        raise Failed("revoked")
    return late
