"""Taking up a bundle: nothing changes before all is checked (bundle.md 4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from . import forms
from .canonical import sha256
from .container import Container, read_container
from .documents import Document, check_signatures, open_document, read_payload, signers_of
from .errors import Refused
from .instants import seconds_of
from .members import (
    KINDS, MIB, Delegated, data_of, delegations_of, kind_of, longest, open_member, signers_for,
)
from .rails import check_chain, check_emergency, check_rails

NEWER_ROOTS = 1024
AHEAD = 24 * 3600


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


def _open_root(payload: bytes, signatures: bytes, version: int, world: str | None = None) -> Document:
    """A root that its own keys signed, of the world that is expected; its payload says who they are."""
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
    if not number.isascii() or not number.isdigit() or number[0] == "0" or int(number) > forms.LARGEST:
        raise Refused("ERR_BUNDLE_MALFORMED", "a root without a version")
    return int(number)


def pin_root(file: bytes, worlds: Iterable[str] = ("production", "demo"), kind: str = "poll") -> Gate:
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


def _unexpired(document: Document, now: int) -> None:
    if seconds_of(document.value["expires"]) <= now:
        raise Refused("ERR_BUNDLE_EXPIRED")


def _later(new: Document, held: Document | None) -> Document:
    """Of one payload signed twice the later signing counts."""
    if held is None or held.payload != new.payload or held.signers != new.signers:
        return new
    return new if new.signed_at >= held.signed_at else held


def _online(root: Document, role: str, parts: tuple[bytes, bytes], world: str) -> Document:
    """The timestamp or the snapshot, by the keys of its role."""
    form, limit = {"timestamp": (forms.TIMESTAMP, 16 * 1024), "snapshot": (forms.SNAPSHOT, 8 * MIB)}[role]
    signers = signers_of(role, root.value["keys"], root.value["roles"][role])
    return open_document(*parts, signers, world, form, limit)


def _not_below(new: Document, held: Document | None) -> None:
    if held is None:
        return
    if new.version < held.version:
        raise Refused("ERR_BUNDLE_ROLLBACK")
    if new.version == held.version and new.payload != held.payload:
        raise Refused("ERR_BUNDLE_EQUIVOCATION")


def _same_bytes(payload: bytes, named: dict[str, Any]) -> None:
    if len(payload) != named["length"] or sha256(payload) != named["sha256"]:
        raise Refused("ERR_BUNDLE_DIGEST")


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


@dataclass
class _Taking:
    """A bundle that is being checked."""

    held: Gate
    container: Container
    now: int
    root: Document
    listed: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, Document] = field(default_factory=dict)
    delegated: list[Delegated] = field(default_factory=list)

    def member(self, name: str) -> None:
        """Opens a member, or keeps the one that is held already."""
        line, held = self.listed[name], self.held.members.get(name)
        if line["length"] > KINDS[kind_of(name)][2]:
            raise Refused("ERR_BUNDLE_TOO_LARGE")
        parts = self.container.documents.get(name)
        if parts is None:
            if held is None or held.sha256 != line["sha256"]:
                raise Refused("ERR_BUNDLE_MEMBER_MISSING", name)
            parts = (held.payload, held.signatures)
        _same_bytes(parts[0], line)
        signers = signers_for(name, self.root.value, self.delegated)
        known = held is not None and parts == (held.payload, held.signatures) and signers.same_as(held.signers)
        new = held if known and held else _later(open_member(name, *parts, signers, self.held.world), held)
        if new.version != line["version"]:
            raise Refused("ERR_BUNDLE_MALFORMED", "another version than is listed")
        if kind_of(name) not in ("rules", "emergency"):
            _unexpired(new, self.now)
        self.members[name] = new

    def delegations(self) -> None:
        """Walks the delegations from root down."""
        roles = self.root.value["roles"]
        self.delegated = delegations_of(self.root.value, roles["rules"], 1, "")
        names = {name for name in self.listed if kind_of(name) == "delegation"}
        queue = list(self.delegated)
        while queue:
            above = queue.pop(0)
            name = f"delegation/{above.prefix}"
            if name not in names:
                continue
            names.discard(name)
            self.member(name)
            value = self.members[name].value
            below = delegations_of(value, value["delegations"], above.level + 1, above.prefix)
            for one in below:
                self._below(one, above)
            self.delegated += below
            queue += below
        if names:
            raise Refused("ERR_BUNDLE_DELEGATION", "a prefix that nobody gave away")

    def _below(self, one: Delegated, above: Delegated) -> None:
        rails = one.rails
        longer = one.prefix.startswith(above.prefix) and one.prefix != above.prefix
        tight = rails["maxAhead"] <= above.rails["maxAhead"]
        tight = tight and all(rails[name] >= above.rails[name] for name in ("notice", "minDuration"))
        others = [d for d in self.delegated if d is not above and one.prefix.startswith(d.prefix)]
        taken = any(len(d.prefix) > len(above.prefix) for d in others)
        if not longer or not tight or taken or one.level > 3:
            raise Refused("ERR_BUNDLE_DELEGATION")

    def new_versions(self, snapshot: Document) -> None:
        """Chain, rails and emergencies of what is new to us."""
        digests = {name: line["sha256"] for name, line in self.listed.items()}
        for name, document in self.members.items():
            if name in self.held.members and self.held.members[name].payload == document.payload:
                continue
            if name.startswith("rules/"):
                check_chain(document.value, digests)
                delegated = longest(self.delegated, document.value["id"])
                if delegated is not None:
                    check_rails(document, delegated, snapshot.signed_at)
            elif name.startswith("emergency/"):
                check_emergency(document.value, self.root.value["roles"]["emergency"]["prefix"])

    def fallen(self) -> set[str]:
        """The members whose floor falls with that of the online keys: their own signers are others now."""
        out = set()
        for name, document in self.held.members.items():
            try:
                same = signers_for(name, self.root.value, self.delegated or self._held_delegated()).same_as(
                    document.signers
                )
            except Refused:
                same = False
            if not same:
                out.add(name)
        return out

    def _held_delegated(self) -> list[Delegated]:
        """The delegations as far as what is held says them, under the new root."""
        out = delegations_of(self.root.value, self.root.value["roles"]["rules"], 1, "")
        for name, document in self.held.members.items():
            if name.startswith("delegation/"):
                value = document.value
                out += delegations_of(value, value["delegations"], 2, value["prefix"])
        return out


def _data(taking: _Taking) -> dict[str, bytes]:
    """The data that the members name, carried or held."""
    out: dict[str, bytes] = {}
    for document in taking.members.values():
        for named in data_of(document):
            digest = named["sha256"]
            data = taking.container.data.get(digest, taking.held.data.get(digest))
            if data is None:
                raise Refused("ERR_BUNDLE_MEMBER_MISSING", "data")
            if len(data) != named["length"]:
                raise Refused("ERR_BUNDLE_DIGEST")
            if len(data) * 8 < document.value.get("entries", 0):
                raise Refused("ERR_BUNDLE_MALFORMED", "fewer bits than entries")
            out[digest] = data
    if set(taking.container.data) - set(out):
        raise Refused("ERR_BUNDLE_MALFORMED", "data that nothing names")
    return out


def accept_bundle(gate: Gate, file: bytes, now: int) -> Gate:
    """The verifier with this bundle in force; refused, it stays as it was."""
    container = read_container(file)
    for name in container.documents:
        if name not in ("timestamp", "snapshot") and _root_version(name) is None:
            kind_of(name)
    root = _roots(gate, container)
    _unexpired(root, now)
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
    timestamp = _later(timestamp, gate.timestamp)
    _unexpired(timestamp, now)
    pointer = timestamp.value["snapshot"]
    if floor_gate.snapshot and pointer["version"] < floor_gate.snapshot.version:
        raise Refused("ERR_BUNDLE_ROLLBACK", "an older snapshot")
    parts = container.documents.get("snapshot")
    if parts is None:
        raise Refused("ERR_BUNDLE_MEMBER_MISSING", "snapshot")
    _same_bytes(parts[0], pointer)
    snapshot = _online(root, "snapshot", parts, gate.world)
    if snapshot.version != pointer["version"]:
        raise Refused("ERR_BUNDLE_MALFORMED", "another version than is stated")
    _not_below(snapshot, floor_gate.snapshot)
    snapshot = _later(snapshot, gate.snapshot)
    _unexpired(snapshot, now)
    listed = {line["name"]: line for line in snapshot.value["members"]}
    for name in listed:
        kind_of(name)
    taking = _Taking(gate, container, now, root, listed)
    _no_older_members(gate, listed, taking.fallen() if changed else set())
    unknown = [n for n in container.documents if n not in listed and n not in ("timestamp", "snapshot")]
    if any(_root_version(name) is None for name in unknown):
        raise Refused("ERR_BUNDLE_MALFORMED", "a document that the snapshot does not know")
    taking.delegations()
    for name in listed:
        if kind_of(name) != "delegation":
            taking.member(name)
    data = _data(taking)
    taking.new_versions(snapshot)
    every = [root, timestamp, snapshot, *taking.members.values()]
    if any(document.signed_at > now + AHEAD for document in every):
        raise Refused("ERR_BUNDLE_CLOCK")
    floor = max(gate.floor, root.signed_at, timestamp.signed_at, snapshot.signed_at)
    return Gate(root, gate.kind, timestamp, snapshot, listed, taking.members, data, floor)
