"""The decision about what somebody shows: the checks of format.md 6, in their order."""

import re
from dataclasses import dataclass, field

from .by_rules import check_rules, freshness
from .card import compare
from .code import PREFIX, TEXT_CHARACTERS, Code, read_text
from .context import Context
from .errors import Damaged
from .gate import Gate
from .holder import check_holder
from .look_alikes import other_kind, unread_format
from .provenance import NoKey, Signer, check_status, check_time, signer_of
from .reasons import OUTCOME_OF, Failed, Reason, in_order, worst
from .station_keys import BindingKeys

CARD_RESULTS = ("absent", "match", "no-key", "mismatch")


@dataclass(frozen=True)
class Decision:
    """An outcome and its reasons, in the order of the table; `unsupported`: what was shown and is
    not judged here.
    """

    outcome: str
    reasons: list[Reason]
    unsupported: list[str] = field(default_factory=list)

    @property
    def opens(self) -> bool:
        """Only a pass opens a gate."""
        return self.outcome == "pass"


def read(text: str) -> Code:
    """The code of a text, or what the text is instead (6.1)."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * TEXT_CHARACTERS:
        raise Failed("too-long")
    if text.startswith(PREFIX):
        try:
            return read_text(text)
        except Damaged:
            raise Failed("damaged") from None
    if re.match(r"GG[0-9]{1,9}:", text):
        raise Failed("newer-version")
    kind = other_kind(text)
    if kind is not None:
        raise Failed("other-code", kind=kind)
    raise Failed("not-a-credential")


def _card(codes: list[Code], context: Context, keys: BindingKeys) -> str:
    """What the card makes of the codes whose signatures hold: the worst that it makes of any."""
    if isinstance(context.card, str):
        return context.card
    results = [compare(code, context.card, keys) for code in codes]
    return max(results, key=CARD_RESULTS.index, default="no-key")


def _one(
    gate: Gate, code: Code, signer: Signer, context: Context, card: str, now: int
) -> list[Reason]:
    """The reasons of one code; its status list is named after the other documents that
    are stale.
    """
    found = [*check_time(gate, code, now), *check_status(gate, code, signer, now)]
    reasons = [*found, *check_holder(gate, code, context, card, now)]
    status = [reason for reason in reasons if reason["code"] == "bundle-stale"]
    others = [reason for reason in reasons if reason["code"] != "bundle-stale"]
    rules = check_rules(gate, code, signer, context, now)
    return [*others, *freshness(gate, now), *status, *rules]


def decide(
    gate: Gate | None,
    texts: list[str],
    context: Context,
    now: int,
    keys: BindingKeys | None = None,
) -> Decision:
    """Decides about the codes that one person shows."""
    failed: list[Reason] = []
    reasons: list[Reason] = []
    genuine: list[tuple[Code, Signer]] = []
    for text in texts or [""]:
        try:
            code = read(text)
            genuine.append((code, signer_of(gate, code, now)))
        except NoKey as no_key:
            reasons.append(no_key.reason)
        except Failed as failure:
            failed.append(failure.reason)
    card = _card([code for code, _ in genuine], context, keys or {})
    for code, signer in genuine:
        try:
            assert gate is not None  # or there were no signer
            reasons += _one(gate, code, signer, context, card, now)
        except Failed as failure:
            failed.append(failure.reason)
    not_read = [kind for kind in map(unread_format, texts) if kind is not None]
    if failed:
        outcome = worst(failed)
        first = next(
            reason for reason in in_order(failed) if OUTCOME_OF[reason["code"]] == outcome
        )
        return Decision(outcome, [first], not_read)
    if len(genuine) > 1 and card != "match":
        reasons.append({"code": "person-unproven"})
        not_read.append("names of persons")
    ordered = in_order(reasons)
    return Decision(worst(ordered), ordered, not_read)
