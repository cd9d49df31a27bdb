"""What a new version of a rule set must keep to: chain, guard rails, emergencies (bundle.md 6)."""

from typing import Any

from .documents import Document
from .errors import Refused
from .instants import seconds_of
from .members import Delegated

HOURS_72 = 72 * 3600


def window(value: dict[str, Any], code: str) -> tuple[int, int]:
    """From when until when a set is in force."""
    try:
        effective = value["effective"]
        start, end = seconds_of(effective["from"]), seconds_of(effective["until"])
    except (KeyError, TypeError, ValueError):
        raise Refused(code, "a window that cannot be read") from None
    if end <= start:
        raise Refused(code, "an end before its beginning")
    return start, end


def check_chain(value: dict[str, Any], digests: dict[str, str]) -> None:
    """`previous` is an earlier version, with the digest that the snapshot has."""
    if "previous" not in value:
        return
    previous = value["previous"]
    good = isinstance(previous, dict) and set(previous) == {"version", "sha256"}
    if (
        not good
        or isinstance(previous["version"], bool)
        or not isinstance(previous["version"], int)
    ):
        raise Refused("ERR_BUNDLE_CHAIN", "no version and digest")
    if not 0 < previous["version"] < value["version"] or not isinstance(previous["sha256"], str):
        raise Refused("ERR_BUNDLE_CHAIN", "not an earlier version")
    held = digests.get(f"rules/{value['id']}/{previous['version']}")
    if held not in (None, previous["sha256"]):
        raise Refused("ERR_BUNDLE_CHAIN", "another digest")


def check_rails(document: Document, delegated: Delegated, snapshot_signed_at: int) -> None:
    """The window keeps to the rails of the delegation that signs."""
    value, rails, code = document.value, delegated.rails, "ERR_BUNDLE_RAILS"
    if document.signed_at > snapshot_signed_at:
        raise Refused(code, "signed after the snapshot that lists it")
    start, end = window(value, code)
    change = value.get("change")
    if not isinstance(change, dict):
        raise Refused(code, "no change")
    corrects = change.get("type") == "correction"
    if corrects:
        basis = change.get("basis")
        if (
            document.signed_by <= delegated.signers.threshold
            or not isinstance(basis, list)
            or not basis
        ):
            raise Refused(code, "a correction without a signature more, or without a basis")
    elif value["version"] != 1 and start < document.signed_at + rails["notice"]:
        raise Refused(code, "too short a notice")
    if start > document.signed_at + rails["maxAhead"]:
        raise Refused(code, "too far ahead")
    if end - start < rails["minDuration"]:
        raise Refused(code, "too short")


def check_emergency(value: dict[str, Any], prefix: str) -> None:
    """An emergency set only makes stricter, for three days at most."""
    code = "ERR_BUNDLE_EMERGENCY"
    rest = value["id"].removeprefix(prefix)
    if not value["id"].startswith(prefix) or not rest:
        raise Refused(code, "it speaks for no prefix of rule sets")
    if "extends" in value:
        raise Refused(code, "it extends another")
    start, end = window(value, code)
    if end - start > HOURS_72:
        raise Refused(code, "longer than 72 hours")
    rules = value.get("rules")
    if not isinstance(rules, list):
        raise Refused(code, "no rules")
    if not all(
        isinstance(rule, dict) and rule.get("outcome") in ("check", "stop") for rule in rules
    ):
        raise Refused(code, "it lets pass")
