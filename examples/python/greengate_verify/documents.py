"""Signed documents: a payload, and detached signatures by a threshold of distinct keys (bundle.md
1).
"""

import json
from dataclasses import dataclass
from typing import Any

from .canonical import read, sha256, unb64url
from .errors import Refused
from .forms import Form, need
from .keys import ED25519, Key, key_of_jwk

SIGNATURES = 32 * 1024, 64
HEADER = {"alg", "b64", "crit", "kid", "signedAt", "typ"}


@dataclass(frozen=True)
class Signers:
    """The keys of a role, how many of them must sign, and the name under which they do."""

    role: str
    keys: dict[str, Key]
    threshold: int

    def same_as(self, other: "Signers") -> bool:
        """Whether the same keys sign, as many of them."""
        return set(self.keys) == set(other.keys) and self.threshold == other.threshold


def signers_of(role: str, keys: dict[str, Any], terms: dict[str, Any]) -> Signers:
    """The signers whom a root or a delegation names."""
    return Signers(
        role, {name: key_of_jwk(keys[name]) for name in terms["keys"]}, terms["threshold"]
    )


@dataclass(frozen=True)
class Document:
    """A document that was accepted."""

    payload: bytes
    signatures: bytes
    value: Any
    signed_at: int
    signed_by: int
    signers: Signers

    @property
    def sha256(self) -> str:
        """The digest by which others name it."""
        return sha256(self.payload)

    @property
    def version(self) -> int:
        """Its version."""
        return int(self.value["version"])


def _compact(data: bytes) -> Any:
    """Compact JSON: no white space, no doubled members, no other escapes than needed."""
    value = json.loads(data.decode("utf-8"))
    need(
        json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() == data,
        "not compact",
    )
    return value


def _header(protected: str, role: str, world: str) -> dict[str, Any]:
    header = _compact(unb64url(protected))
    need(isinstance(header, dict) and set(header) == HEADER, "other members")
    name = role if world == "production" else f"{world}-{role}"
    need(header["typ"] == f"greengate-{name}", "another role or world")
    need(header["b64"] is False and header["crit"] == ["b64"], "another way of signing")
    need(isinstance(header["alg"], str) and isinstance(header["kid"], str), "no text")
    at = header["signedAt"]
    need(isinstance(at, int) and not isinstance(at, bool) and 0 <= at < 2**53, "no instant")
    return dict(header)


def _check(payload: bytes, signatures: bytes, signers: Signers, world: str) -> tuple[int, int]:
    """When the payload was signed, and by how many keys."""
    need(len(signatures) <= SIGNATURES[0], "too long")
    lines = _compact(signatures)
    need(isinstance(lines, dict) and set(lines) == {"signatures"}, "no signatures")
    need(
        isinstance(lines["signatures"], list) and 1 <= len(lines["signatures"]) <= SIGNATURES[1],
        "no signatures",
    )
    signed: set[str] = set()
    instants: set[int] = set()
    for line in lines["signatures"]:
        need(isinstance(line, dict) and set(line) == {"protected", "signature"}, "no signature")
        protected = line["protected"]
        header = _header(protected, signers.role, world)
        need(isinstance(line["signature"], str), "no text")
        instants.add(header["signedAt"])
        key = signers.keys.get(header["kid"])
        if key is None:
            continue
        need(
            header["alg"] == ("Ed25519" if key.curve == ED25519 else "ES256"),
            "not the key's algorithm",
        )
        signature, message = unb64url(line["signature"]), protected.encode() + b"." + payload
        need(key.verifies(signature, message, low_s=False), "a wrong signature")
        signed.add(header["kid"])
    need(len(instants) == 1, "signed at two instants")
    need(len(signed) >= signers.threshold, "too few signatures")
    return instants.pop(), len(signed)


def check_signatures(
    payload: bytes, signatures: bytes, signers: Signers, world: str
) -> tuple[int, int]:
    """When and by how many of its role the payload was signed; refused where it is not as it must
    be.
    """
    try:
        return _check(payload, signatures, signers, world)
    except (ValueError, RecursionError) as why:
        raise Refused("ERR_BUNDLE_SIGNATURE", str(why)) from None


def read_payload(payload: bytes, form: Form | None, limit: int, code: str) -> Any:
    """The value of a payload of its form."""
    if len(payload) > limit:
        raise Refused("ERR_BUNDLE_TOO_LARGE")
    try:
        value = read(payload)
    except ValueError as why:
        raise Refused("ERR_BUNDLE_MALFORMED", str(why)) from None
    try:
        if form is not None:
            form(value)
    except ValueError as why:
        raise Refused(code, str(why)) from None
    return value


def open_document(
    payload: bytes,
    signatures: bytes,
    signers: Signers,
    world: str,
    form: Form | None,
    limit: int,
    code: str = "ERR_BUNDLE_MALFORMED",
) -> Document:
    """A document that its role signed and that has its form."""
    if len(payload) > limit:
        raise Refused("ERR_BUNDLE_TOO_LARGE")
    signed_at, signed_by = check_signatures(payload, signatures, signers, world)
    value = read_payload(payload, form, limit, code)
    return Document(payload, signatures, value, signed_at, signed_by, signers)
