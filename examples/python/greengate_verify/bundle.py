"""Taking up a bundle: nothing changes before all is checked (bundle.md 4)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from . import forms
from .container import Container, read_container
from .documents import Document, check_signatures, open_document, read_payload, signers_of
from .errors import Refused
from .gate import Gate
from .instants import seconds_of
from .members import MIB, kind_of
from .taking import Taking, data_for, later, refuse_expired, refuse_other_bytes

NEWER_ROOTS = 1024
AHEAD = 24 * 3600


def _open_root(
    payload: bytes, signatures: bytes, version: int, world: str | None = None
) -> Document:
    """A root that its own keys signed, of the world that is expected; its payload says who they
    are.
    """
    value = read_payload(payload, forms.ROOT, MIB, "ERR_BUNDLE_MALFORMED")
    if value["version"] != version:
        raise Refused("ERR_BUNDLE_MALFORMED", "another version than its name says")
    if world not in (None, value["world"]):
        raise Refused("ERR_BUNDLE_WORLD")
    own = signers_of("root", value["keys"], value["roles"]["root"])
    return open_document(payload, signatures, own, value["world"], forms.ROOT, MIB)


def _root_version(name: str) -> int | None:
    """The version of a root by its name; None: no root."""
    kind, _, number = name.partition("/")
    if kind != "root":
        return None
    if (
        not number.isascii()
        or not number.isdigit()
        or number[0] == "0"
        or int(number) > forms.LARGEST
    ):
        raise Refused("ERR_BUNDLE_MALFORMED", "a root without a version")
    return int(number)


def pin_root(
    file: bytes, worlds: Iterable[str] = ("production", "demo"), kind: str = "poll"
) -> Gate:
    """A verifier that trusts this root, and has no bundle yet."""
    container = read_container(file)
    if len(container.documents) != 1 or container.data:
        raise Refused("ERR_BUNDLE_MALFORMED", "a pinned root is one document")
    ((name, (payload, signatures)),) = container.documents.items()
    version = _root_version(name)
    if version is None:
        raise Refused("ERR_BUNDLE_MALFORMED", "no root")
    root = _open_root(payload, signatures, version)
    if root.value["world"] not in set(worlds):
        raise Refused("ERR_BUNDLE_WORLD")
    return Gate(root, kind, floor=root.signed_at)


def _roots(gate: Gate, container: Container) -> Document:
    """The newest root that can be reached from the one that is held."""
    offered = {_root_version(name): parts for name, parts in container.documents.items()}
    offered.pop(None, None)
    root = gate.root
    if sum(version > root.version for version in offered if version) > NEWER_ROOTS:
        raise Refused("ERR_BUNDLE_TOO_LARGE")
    same = offered.get(root.version)
    if same and same[0] != root.payload:
        check_signatures(*same, root.signers, gate.world)
        raise Refused("ERR_BUNDLE_EQUIVOCATION")
    while root.version + 1 in offered:
        payload, signatures = offered[root.version + 1]
        newer = _open_root(payload, signatures, root.version + 1, gate.world)
        check_signatures(payload, signatures, root.signers, gate.world)
        if seconds_of(newer.value["endsAt"]) > seconds_of(root.value["endsAt"]):
            raise Refused("ERR_BUNDLE_WORLD", "a later end than was promised")
        root = newer
    return root


def _online(root: Document, role: str, parts: tuple[bytes, bytes], world: str) -> Document:
    """The timestamp or the snapshot, by the keys of its role."""
    form, limit = {
        "timestamp": (forms.TIMESTAMP, 16 * 1024),
        "snapshot": (forms.SNAPSHOT, 8 * MIB),
    }[role]
    signers = signers_of(role, root.value["keys"], root.value["roles"][role])
    return open_document(*parts, signers, world, form, limit)


def _not_below(new: Document, held: Document | None) -> None:
    if held is None:
        return
    if new.version < held.version:
        raise Refused("ERR_BUNDLE_ROLLBACK")
    if new.version == held.version and new.payload != held.payload:
        raise Refused("ERR_BUNDLE_EQUIVOCATION")


def _no_older_members(held: Gate, listed: dict[str, dict[str, Any]], fallen: set[str]) -> None:
    """No member goes back or vanishes; what is known keeps its digest."""
    for name, before in held.listed.items():
        line = listed.get(name)
        if line is None:
            raise Refused("ERR_BUNDLE_ROLLBACK", "a member vanished")
        if name in fallen:
            continue
        if line["version"] < before["version"]:
            raise Refused("ERR_BUNDLE_ROLLBACK", "an older member")
        if line["version"] == before["version"] and line["sha256"] != before["sha256"]:
            raise Refused("ERR_BUNDLE_EQUIVOCATION")


def accept_bundle(gate: Gate, file: bytes, now: int) -> Gate:
    """The verifier with this bundle in force; refused, it stays as it was."""
    container = read_container(file)
    for name in container.documents:
        if name not in ("timestamp", "snapshot") and _root_version(name) is None:
            kind_of(name)
    root = _roots(gate, container)
    refuse_expired(root, now)
    roles, before = root.value["roles"], gate.root.value["roles"]
    changed = any(
        not signers_of(role, root.value["keys"], roles[role]).same_as(
            signers_of(role, gate.root.value["keys"], before[role])
        )
        for role in ("timestamp", "snapshot")
    )
    floor_gate = replace(gate, timestamp=None, snapshot=None) if changed else gate
    parts = container.documents.get("timestamp")
    if parts is None:
        raise Refused("ERR_BUNDLE_MEMBER_MISSING", "timestamp")
    timestamp = _online(root, "timestamp", parts, gate.world)
    _not_below(timestamp, floor_gate.timestamp)
    timestamp = later(timestamp, gate.timestamp)
    refuse_expired(timestamp, now)
    pointer = timestamp.value["snapshot"]
    if floor_gate.snapshot and pointer["version"] < floor_gate.snapshot.version:
        raise Refused("ERR_BUNDLE_ROLLBACK", "an older snapshot")
    parts = container.documents.get("snapshot")
    if parts is None:
        raise Refused("ERR_BUNDLE_MEMBER_MISSING", "snapshot")
    refuse_other_bytes(parts[0], pointer)
    snapshot = _online(root, "snapshot", parts, gate.world)
    if snapshot.version != pointer["version"]:
        raise Refused("ERR_BUNDLE_MALFORMED", "another version than is stated")
    _not_below(snapshot, floor_gate.snapshot)
    snapshot = later(snapshot, gate.snapshot)
    refuse_expired(snapshot, now)
    listed = {line["name"]: line for line in snapshot.value["members"]}
    for name in listed:
        kind_of(name)
    taking = Taking(gate, container, now, root, listed)
    _no_older_members(gate, listed, taking.fallen() if changed else set())
    unknown = [
        n for n in container.documents if n not in listed and n not in ("timestamp", "snapshot")
    ]
    if any(_root_version(name) is None for name in unknown):
        raise Refused("ERR_BUNDLE_MALFORMED", "a document that the snapshot does not know")
    taking.delegations()
    for name in listed:
        if kind_of(name) != "delegation":
            taking.member(name)
    data = data_for(taking)
    taking.new_versions(snapshot)
    every = [root, timestamp, snapshot, *taking.members.values()]
    if any(document.signed_at > now + AHEAD for document in every):
        raise Refused("ERR_BUNDLE_CLOCK")
    floor = max(gate.floor, root.signed_at, timestamp.signed_at, snapshot.signed_at)
    return Gate(root, gate.kind, timestamp, snapshot, listed, taking.members, data, floor)
