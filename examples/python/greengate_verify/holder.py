"""Whoever shows the code: live proof, card, replay (format.md 6.6)."""

from .code import Code
from .context import Context
from .gate import Gate
from .provenance import is_suspect
from .reasons import Failed, Reason

SKEW = 60


def _proof(gate: Gate, code: Code, context: Context, now: int) -> list[Reason]:
    if code.step is None:
        if code.holder is not None:
            return [{"code": "live-proof-missing"}]
        return [{"code": "live-required"}] if context.require_live else []
    if code.holder is None or not code.holder.verifies(code.proof, code.live_message):
        raise Failed("live-proof-invalid")
    at, around = code.step * 30, SKEW + gate.root.value["clockUncertainty"]
    if at > now + around and not is_suspect(gate, now):
        raise Failed("live-proof-not-yet-valid")
    if at + around < max(now, gate.floor):
        raise Failed("live-proof-expired")
    just_started = context.started_at is not None and at <= context.started_at + around
    return [{"code": "station-just-started"}] if just_started else []


def _card(code: Code, context: Context, result: str) -> list[Reason]:
    if result == "absent":
        asked = code.paper if context.require_card is None else context.require_card
        return [{"code": "card-required"}] if asked else []
    if result == "mismatch" and code.tag is not None:
        raise Failed("card-mismatch")
    if result != "match":
        return [{"code": "tag-missing" if code.tag is None else "binding-key-missing"}]
    return []


def _replay(context: Context) -> list[Reason]:
    seen = context.seen_before
    if seen == "proof":
        raise Failed("replayed")
    if seen == "code":
        return [{"code": "already-used"}]
    unknown = seen == "unknown" or (seen is None and context.station is not None)
    return [{"code": "replay-unknown"}] if unknown else []


def check_holder(gate: Gate, code: Code, context: Context, card: str, now: int) -> list[Reason]:
    """What speaks against whoever shows the code; `card` is what the card made of all codes."""
    return [*_proof(gate, code, context, now), *_card(code, context, card), *_replay(context)]
