"""Public keys, and the checks of a signature before any library is asked (format.md 2)."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from .canonical import b64url, canonical, sha256, unb64url

ED25519, P256 = "Ed25519", "P-256"
FIELD = 2**255 - 19
ORDER_25519 = 2**252 + 27742317777372353535851937790883648493
ORDER_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_EIGHTH = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
_OTHER_EIGHTH = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
#: The second coordinates of the eight points of small order.
SMALL = {0, 1, FIELD - 1} | {
    int.from_bytes(bytes.fromhex(text), "little") % 2**255 for text in (_EIGHTH, _OTHER_EIGHTH)
}


def _sound_point(data: bytes) -> bool:
    """Canonical (below the field's prime) and not of small order."""
    y = int.from_bytes(data, "little") % 2**255
    return y < FIELD and y not in SMALL


@lru_cache(maxsize=4096)
def _on_curve(data: bytes) -> bool:
    """Whether there is a point of this second coordinate on Ed25519."""
    square = pow(int.from_bytes(data, "little") % 2**255, 2, FIELD)
    d = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD
    x_square = (square - 1) * pow(d * square + 1, FIELD - 2, FIELD) % FIELD
    return x_square == 0 or pow(x_square, (FIELD - 1) // 2, FIELD) == 1


@dataclass(frozen=True)
class Key:
    """A public key: Ed25519 with `x`, P-256 with `x` and `y`."""

    curve: str
    x: bytes
    y: bytes = b""
    #: Of a holder: whether it is a point of P-256 is seen when a proof is checked.
    on_trial: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if len(self.x) != 32 or len(self.y) != (0 if self.curve == ED25519 else 32):
            raise ValueError("coordinates of another length")
        if self.curve == ED25519:
            if not _sound_point(self.x) or not _on_curve(self.x):
                raise ValueError("no canonical point, or one of small order")
        elif not self.on_trial:
            _ = self._p256

    @cached_property
    def _ed25519(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.x)

    @cached_property
    def _p256(self) -> ec.EllipticCurvePublicKey:
        point = b"\x04" + self.x + self.y
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)

    @cached_property
    def thumbprint(self) -> bytes:
        """The digest of RFC 7638."""
        jwk = {"crv": self.curve, "kty": "OKP", "x": b64url(self.x)}
        if self.curve == P256:
            jwk |= {"kty": "EC", "y": b64url(self.y)}
        return unb64url(sha256(canonical(jwk)))

    def verifies(self, signature: bytes, message: bytes, low_s: bool = True) -> bool:
        """Whether this key made the signature; `low_s`: of the two ECDSA signatures only the lower
        counts.
        """
        if len(signature) != 64:
            return False
        first, second = signature[:32], signature[32:]
        try:
            if self.curve == ED25519:
                if int.from_bytes(second, "little") >= ORDER_25519 or not _sound_point(first):
                    return False
                self._ed25519.verify(signature, message)
                return True
            r, s = int.from_bytes(first, "big"), int.from_bytes(second, "big")
            if not 0 < r < ORDER_P256 or not 0 < s < ORDER_P256:
                return False
            if low_s and s > (ORDER_P256 - 1) // 2:
                return False
            self._p256.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
            return True
        except (InvalidSignature, ValueError):
            return False


class OtherMembers(ValueError):
    """A key with other members than a public key has."""


def key_of_jwk(jwk: Any) -> Key:
    """The key of a public JWK with exactly its members; KeyError of another kind, ValueError of a
    bad one.
    """
    if not isinstance(jwk, dict):
        raise ValueError("no JWK")
    kind = {("OKP", ED25519): {"kty", "crv", "x"}, ("EC", P256): {"kty", "crv", "x", "y"}}
    members = kind[(str(jwk.get("kty")), str(jwk.get("crv")))]
    if set(jwk) != members:
        raise OtherMembers("members that a public key has not")
    return Key(jwk["crv"], *(unb64url(jwk[name], 32) for name in ("x", "y") if name in members))


def key_of_cose(value: Any) -> Key:
    """The key of the claim cnf: a COSE_Key of exactly these members (format.md 3)."""
    if not isinstance(value, dict):
        raise ValueError("no COSE_Key")
    if set(value) == {1, -1, -2} and (value[1], value[-1]) == (1, 6):
        parts, curve = [value[-2]], ED25519
    elif set(value) == {1, -1, -2, -3} and (value[1], value[-1]) == (2, 1):
        parts, curve = [value[-2], value[-3]], P256
    else:
        raise ValueError("another kind of key")
    if not all(isinstance(part, bytes) for part in parts) or any(
        isinstance(v, bool) for v in value.values()
    ):
        raise ValueError("no coordinates")
    return Key(curve, *parts, on_trial=True)
