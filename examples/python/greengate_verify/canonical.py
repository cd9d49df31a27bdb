"""Canonical JSON (RFC 8785): bytes that are not their own canonical form are refused (bundle.md
1).
"""

import base64
import hashlib
import json
import re
from typing import Any

from .errors import Refused

DEPTH = 64
LARGEST = 2**53 - 1
ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}


def _number(value: int | float) -> str:
    """A number as ECMAScript writes it."""
    if isinstance(value, int):
        return str(value)
    if value == 0:
        return "0"
    sign, text = ("-", repr(-value)) if value < 0 else ("", repr(value))
    mantissa, _, exponent = text.partition("e")
    whole, _, part = mantissa.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = (whole + part).lstrip("0")
    point -= len(whole + part) - len(digits)
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        shown = digits.ljust(point, "0")
        return sign + shown[:point] + ("." + shown[point:] if len(shown) > point else "")
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = "." + digits[1:] if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def _text(value: str) -> str:
    def escape(found: re.Match[str]) -> str:
        return ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}")

    return '"' + re.sub(r'["\\\x00-\x1f]', escape, value) + '"'


def write(value: Any, depth: int = 0) -> str:
    """The canonical text of a value."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    if depth >= DEPTH:
        raise ValueError("nested too deep")
    if isinstance(value, list):
        return "[" + ",".join(write(item, depth + 1) for item in value) + "]"
    members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
    return (
        "{" + ",".join(f"{_text(name)}:{write(item, depth + 1)}" for name, item in members) + "}"
    )


def _integer(text: str) -> int | float:
    number = int(text) if len(text) < 20 else float(text)
    return number if isinstance(number, int) and abs(number) <= LARGEST else float(text)


def _constant(text: str) -> Any:
    raise ValueError(text)


def read(data: bytes) -> Any:
    """The value of canonical bytes; ValueError of any other."""
    try:
        value = json.loads(data.decode("utf-8"), parse_int=_integer, parse_constant=_constant)
        if write(value).encode("utf-8") != data:
            raise ValueError("not canonical")
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def canonical(value: Any) -> bytes:
    """The canonical bytes of a value."""
    return write(value).encode("utf-8")


def b64url(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64url(text: Any, size: int | None = None) -> bytes:
    """The bytes of base64url text in its one form; ValueError of any other."""
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise ValueError("not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64url(data) != text or (size is not None and len(data) != size):
        raise ValueError("not base64url, or of another length")
    return data


def sha256(data: bytes) -> str:
    """SHA-256, base64url."""
    return b64url(hashlib.sha256(data).digest())


def refuse(code: str, why: str = "") -> Any:
    """Raises, where an expression is wanted."""
    raise Refused(code, why)
