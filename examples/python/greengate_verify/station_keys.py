"""The keys that are sealed to an enrolled station: they make identity tags (bundle.md 2.1)."""

import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .canonical import read, unb64url
from .errors import Refused
from .forms import list_of, members, month, one_of, size, text
from .gate import Gate

BindingKeys = dict[tuple[str, str], bytes]
_CONTENT = members(
    {
        "format": one_of("greengate-station-keys-1"),
        "group": text,
        "binding": list_of(members({"issuer": text, "month": month, "key": size(32)})),
        "population": list_of(members({"id": size(8), "key": size(16)})),
    }
)


def _agree(private: dict[str, Any], public: dict[str, Any]) -> bytes:
    """The secret of ECDH between the group's key and the one of the letter."""
    if private["crv"] == "X25519":
        own = X25519PrivateKey.from_private_bytes(unb64url(private["d"], 32))
        return own.exchange(X25519PublicKey.from_public_bytes(unb64url(public["x"], 32)))
    number = int.from_bytes(unb64url(private["d"], 32), "big")
    point = b"\x04" + unb64url(public["x"], 32) + unb64url(public["y"], 32)
    other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    return ec.derive_private_key(number, ec.SECP256R1()).exchange(ec.ECDH(), other)


def _concat(secret: bytes, header: dict[str, Any]) -> bytes:
    """The key derivation of RFC 7518 4.6.2, for A256GCM."""

    def part(data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + data

    info = (
        part(b"A256GCM")
        + part(unb64url(header.get("apu", "")))
        + part(unb64url(header.get("apv", "")))
    )
    return hashlib.sha256(b"\x00\x00\x00\x01" + secret + info + (256).to_bytes(4, "big")).digest()


def _unseal(sealed: str, private: dict[str, Any], group: str) -> dict[str, Any]:
    """What the compact JWE holds."""
    protected, key, iv, text_part, tag = sealed.split(".")
    header = json.loads(unb64url(protected))
    expected = {"alg": "ECDH-ES", "enc": "A256GCM", "typ": "greengate-station-keys", "kid": group}
    if key or any(header.get(name) != value for name, value in expected.items()):
        raise ValueError("another letter")
    if header["epk"]["crv"] != private["crv"]:
        raise ValueError("another curve")
    derived = _concat(_agree(private, header["epk"]), header)
    content = AESGCM(derived).decrypt(
        unb64url(iv, 12), unb64url(text_part) + unb64url(tag, 16), protected.encode()
    )
    value = read(content)
    _CONTENT(value)
    if value["group"] != group:
        raise ValueError("another group")
    return dict(value)


def open_station_keys(gate: Gate, private: dict[str, Any]) -> BindingKeys:
    """The binding keys that the bundle seals to a group, by issuer and month; refused where there
    are none.
    """
    public = {name: value for name, value in private.items() if name in ("kty", "crv", "x", "y")}
    roster = gate.members.get("stations")
    groups = roster.value["groups"] if roster else []
    group = next((one["id"] for one in groups if one["recipient"] == public), None)
    if group is None:
        raise Refused("ERR_STATION_KEYS_GROUP")
    letter = gate.members.get(f"keys/{group}")
    if letter is None:
        raise Refused("ERR_STATION_KEYS_MISSING")
    try:
        content = _unseal(letter.value["sealed"], private, group)
    except (ValueError, KeyError, TypeError, InvalidTag):
        raise Refused("ERR_STATION_KEYS_SEAL") from None
    return {(one["issuer"], one["month"]): unb64url(one["key"]) for one in content["binding"]}
