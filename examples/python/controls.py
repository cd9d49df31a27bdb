"""Takes one check after the other out of the verifier, and counts the decisions that then differ.

None may be zero: a check that no vector misses is not shown to be there.
"""

import json
import sys
from typing import Any
from unittest import mock

from vectors import verify

#: A check, what stands in its place, and the file of decisions that must miss it.
CONTROLS: tuple[tuple[str, Any, str], ...] = (
    ("keys.Key.verifies", lambda *_: True, "signature"),
    ("decide.check_time", lambda *_: [], "validity"),
    ("decide.check_status", lambda *_: [], "status"),
    ("provenance._refuse_revoked", lambda *_: None, "triage"),
    ("holder._proof", lambda *_: [], "live"),
    ("holder._card", lambda *_: [], "cards"),
    ("holder._replay", lambda *_: [], "holder"),
    ("decide.freshness", lambda *_: [], "time"),
    ("by_rules._accepted", lambda *_: True, "assessments"),
    ("by_rules._may_state", lambda *_: True, "rules"),
    ("by_rules._emergencies", lambda *_: [], "triage"),
)


def missed(check: str, instead: Any, file: str) -> int:
    """How many decisions of a file differ without a check; the bundles are taken with it."""
    list(verify(file))
    with mock.patch(f"greengate_verify.{check}", instead):
        return sum(got != due for _, due, got, _ in verify(file))


def main() -> int:
    """The exit code: 1 if a check is not missed."""
    counts = {control[0]: missed(*control) for control in CONTROLS}
    print(json.dumps(counts))
    return 0 if all(counts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
