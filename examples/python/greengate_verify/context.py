"""What the gate says of itself and of its surroundings, beside the codes."""

from dataclasses import dataclass, field
from typing import Any

from .instants import seconds_of


@dataclass(frozen=True)
class Context:
    """The context of a decision (format.md 6); `card` is a card that was read, or what became of
    one.
    """

    rule_set: str | None = None
    station: str | None = None
    require_live: bool = False
    require_card: bool | None = None
    card: dict[str, Any] | str = "absent"
    on_site: dict[str, Any] = field(default_factory=dict)
    seen_before: str | None = None
    started_at: int | None = None

    @staticmethod
    def from_json(value: dict[str, Any]) -> "Context":
        """A context as the vectors and the protocol of `greengate conformance` write it."""
        started = value.get("startedAt")
        return Context(
            value.get("ruleSet"),
            value.get("station"),
            value.get("requireLive", False),
            value.get("requireCard"),
            value.get("card", "absent"),
            value.get("onSite", {}),
            value.get("seenBefore"),
            None if started is None else seconds_of(started),
        )
