"""What a verifier holds: a pinned root, and the bundle in force on top of it."""

from dataclasses import dataclass, field
from typing import Any

from .documents import Document


@dataclass(frozen=True)
class Gate:
    """What a verifier holds: a pinned root, and the bundle in force on top of it."""

    root: Document
    kind: str = "poll"
    timestamp: Document | None = None
    snapshot: Document | None = None
    listed: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, Document] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    floor: int = 0

    @property
    def world(self) -> str:
        """The world that root is of."""
        return str(self.root.value["world"])
