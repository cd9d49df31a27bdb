"""The card beside a code: numbers in their one form, and the tag of a code (format.md 4.1)."""

import hmac
import re
import unicodedata
from datetime import date
from hashlib import sha256
from typing import Any

from . import cbor
from .code import Code
from .instants import month_of

_FORMS = {
    "cn-resident-id": r"[1-8][0-9]{16}[0-9X]",
    "passport": r"[0-9A-Z]{5,9}",
    "hk-macao-permit": r"[HM][0-9]{8}",
    "taiwan-permit": r"[0-9]{8}",
    "permanent-residence": r"[A-Z]{3}[0-9]{12}|9[0-9]{16}[0-9X]",
}


def _checks(number: str) -> bool:
    """Birth date, and ISO 7064 MOD 11-2, of a number of 18 characters."""
    try:
        date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17]


def parse_number(kind: Any, number: Any) -> str | None:
    """The one form of a number; None: it is none of its type."""
    if kind not in _FORMS or not isinstance(number, str):
        return None
    plain = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", number).upper()).rstrip("<")
    if kind == "hk-macao-permit" and re.fullmatch(r"[HM][0-9]{10}", plain):
        plain = plain[:9]
    if not re.fullmatch(_FORMS[kind], plain):
        return None
    return plain if len(plain) != 18 or _checks(plain) else None


def tag_of(key: bytes, code: Code, kind: str, number: str) -> bytes:
    """The identity tag of a card for a code."""
    said = cbor.encode(["greengate-tag-1", code.cti, kind, number])
    return hmac.new(key, said, sha256).digest()[:16]


def compare(code: Code, card: dict[str, Any], keys: dict[tuple[str, str], bytes]) -> str:
    """What the card makes of one code: match, mismatch or no-key."""
    key = keys.get((code.issuer, month_of(code.issued_at)))
    if code.tag is None or key is None:
        return "no-key"
    number = parse_number(card.get("type"), card.get("number"))
    if number is None:
        return "mismatch"
    return (
        "match"
        if hmac.compare_digest(tag_of(key, code, card["type"], number), code.tag)
        else "mismatch"
    )
