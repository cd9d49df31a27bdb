"""What a holder gives to an issuer: a key, and a proof over the issuer's challenge
(format.md 7).
"""

from . import base45, cbor
from .errors import Damaged, Refused
from .keys import Key, key_of_cose

PREFIX = "GGR1:"
LARGEST = 256


def open_request(text: str, challenge: bytes) -> tuple[Key, bool]:
    """The holder's key, and whether the code shall be on paper."""
    malformed = Refused("ERR_REQUEST_MALFORMED")
    if not text.startswith(PREFIX):
        raise malformed
    try:
        items = cbor.decode(base45.decode(text.removeprefix(PREFIX)), LARGEST)
        if not isinstance(items, list) or [type(item) for item in items] != [
            bytes,
            int,
            dict,
            bytes,
        ]:
            raise malformed
        said, kind, cnf, proof = items
        if not 16 <= len(said) <= 64 or kind not in (0, 1) or list(cnf) != [1] or len(proof) != 64:
            raise malformed
        key = key_of_cose(cnf[1])
    except (Damaged, ValueError):
        raise malformed from None
    if said != challenge:
        raise Refused("ERR_REQUEST_CHALLENGE")
    if not key.verifies(proof, b"greengate-request-1\x00" + cbor.encode(items[:3])):
        raise Refused("ERR_REQUEST_PROOF")
    return key, kind == 1
