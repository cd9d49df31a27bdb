"""What a text is that is no code of ours: a closed list, told by form alone (formats.md 11)."""

import json
import re

_UNREAD = ("V7F", "Y9F", "6BF", "NCF")
_STARTS: tuple[tuple[str, str], ...] = (
    ("eu-dcc", r"HC1:"),
    ("smart-health-card", r"shc:/"),
    ("nzcp", r"NZCP:/"),
    ("health-link", r"(?:https?://[^#\s]*#)?shlink:/"),
    ("payment", r"(?i:wxp:|weixin:|alipays?:|upi:|bitcoin:)"),
    ("payment", r"(?i:https?://(?:qr\.alipay\.com|qr\.95516\.com|wx\.tenpay\.com|payapp\.weixin\.qq\.com)/)"),
    ("payment", r"000201|(?:BCD|SPC)\r?\n"),
    ("ticket", r"M[1-9][A-Z/ ]{20}E|#UT0[12]"),
    ("wifi", r"(?i:WIFI:)"),
    ("contact", r"(?i:BEGIN:VCARD|MECARD:|BIZCARD:)"),
    ("url", r"(?i:https?:|www\.)"),
)


def _is_seal(text: str) -> bool:
    if not text.startswith("{"):
        return False
    try:
        kind = json.loads(text)["data"]["hdr"]["t"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return isinstance(kind, str) and kind.startswith("icao.")


def _is_payment_of_digits(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{16,24}", text):
        return False
    if len(text) == 18 and re.match(r".{6}(?:19|20)", text):
        return False
    return (len(text) == 18 and "10" <= text[:2] <= "15") or "25" <= text[:2] <= "30"


def other_kind(text: str) -> str | None:
    """The kind of another code; None: of no known kind."""
    for kind, start in _STARTS:
        if re.match(start, text):
            return kind
    if re.fullmatch(r"[0-9]{144}", text):
        return "ticket"
    if _is_payment_of_digits(text):
        return "payment"
    if _is_seal(text):
        return "vds-nc"
    base45 = re.fullmatch(r"[0-9A-Z $%*+\-./:]{40,4296}", text)
    return "claim169" if base45 and text.startswith(_UNREAD) else None
