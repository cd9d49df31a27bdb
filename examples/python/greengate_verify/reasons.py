"""The reasons of a decision: their order, and the outcome that each has (format.md 6.9)."""

from collections.abc import Iterable
from typing import Any

Reason = dict[str, Any]
OUTCOMES = ("pass", "check", "stop", "unreadable", "invalid")
_TABLE: tuple[tuple[str, str], ...] = (
    ("unreadable", "too-long not-a-credential other-code newer-version damaged"),
    ("check", "no-bundle retired no-trust-list"),
    ("invalid", "issuer-unknown key-unknown key-out-of-time signature-invalid key-revoked"),
    ("invalid", "not-yet-valid expired"),
    ("check", "clock-suspect"),
    ("invalid", "revoked"),
    ("check", "status-missing"),
    ("invalid", "live-proof-invalid live-proof-not-yet-valid live-proof-expired"),
    ("check", "live-proof-missing live-required station-just-started card-required tag-missing"),
    ("invalid", "card-mismatch"),
    ("check", "binding-key-missing person-unproven"),
    ("invalid", "replayed"),
    (
        "check",
        "already-used replay-unknown bundle-stale no-rule-set no-rule-set-in-force engine-too-old",
    ),
    ("check", "rule-set-unusable fact-type-unknown other-codes-only assessment-superseded"),
    ("stop", "assessed-stop"),
    ("check", "assessed-check"),
    ("pass", "assessed-pass"),
    ("stop", "rule-stop"),
    ("check", "rule-check"),
    ("pass", "rule-pass"),
    ("check", "fact-missing not-granted"),
)
OUTCOME_OF = {code: outcome for outcome, codes in _TABLE for code in codes.split()}
PLACE = {code: place for place, code in enumerate(OUTCOME_OF)}


class Failed(Exception):
    """A code is unreadable or invalid: this reason stands alone."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.reason: Reason = {"code": code, **more}


def in_order(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons in the order of the table, each once."""
    out: list[Reason] = []
    for reason in sorted(reasons, key=lambda reason: PLACE[reason["code"]]):
        if reason not in out:
            out.append(reason)
    return out


def worst(reasons: Iterable[Reason]) -> str:
    """The outcome that stands."""
    return max((OUTCOME_OF[reason["code"]] for reason in reasons), key=OUTCOMES.index)
