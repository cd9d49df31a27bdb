"""What a text is that is no code of ours: a closed list, told by form alone, the first that fits
(formats.md 11).
"""

import re

_FORMS: tuple[tuple[str, str], ...] = (
    ("eu-dcc", r"HC1:"),
    ("smart-health-card", r"(?i:shc:/)"),
    ("nzcp", r"NZCP:/"),
    ("vds-nc", r'[\s\ufeff]*\{[\s\S]*"icao\.(?:vacc|test)"'),
    ("claim169", r"(?:V7F|Y9F|6BF|NCF)[0-9A-Z $%*+\-./:]{37,4293}\Z"),
    ("health-link", r"(?i:(?:https?://[^#\s]*#)?shlink:/)"),
    ("wifi", r"(?i:WIFI:)"),
    ("contact", r"(?i:BEGIN:VCARD|MECARD:|BIZCARD:)"),
    ("payment", r"(?i:(?:wxp|weixin|alipays?|upi|bitcoin):)"),
    ("payment", r"(?i:https?://(?:qr\.(?:alipay|95516|wechatpay)|wx\.tenpay)\.com/)"),
    ("payment", r"00020101021[12]|BCD\r?\n00[12]\r?\n|SPC\r?\n0[12]00\r?\n"),
    ("payment", r"(?:1[0-5][0-9]{4}(?!19|20)[0-9]{12}|(?:2[5-9]|30)[0-9]{14,22})\Z"),
    ("ticket", r"M[1-4][A-Z0-9/ -]{20}[E ]"),
    ("ticket", r"#UT0[12]|[0-9]{144}\Z"),
    ("url", r"(?i:https?://|www\.)"),
)
_COMPILED = tuple((kind, re.compile(form)) for kind, form in _FORMS)
#: Kinds that a full verifier reads, and this one names and no more.
_READ_ELSEWHERE = ("eu-dcc", "smart-health-card", "nzcp", "vds-nc", "claim169")
#: Texts that a full verifier takes for one of these before it finds them damaged.
_ALSO = (
    ("smart-health-card", r'[\s\ufeff]*\{\s*"verifiableCredential"\s*:'),
    ("vds-nc", r'[\s\ufeff]*\{[\s\S]*"hdr"'),
)


def other_kind(text: str) -> str | None:
    """The kind of another code; None: of no known kind."""
    return next((kind for kind, form in _COMPILED if form.match(text)), None)


def unread_format(text: str) -> str | None:
    """The format of a text that a full verifier would read; None: there is none."""
    kind = other_kind(text)
    if kind in _READ_ELSEWHERE:
        return kind
    return next((kind for kind, form in _ALSO if re.match(form, text)), None)
