"""The members of a bundle that is being taken up: delegations, signatures, data, new versions
(bundle.md 4).
"""

from dataclasses import dataclass, field
from typing import Any

from .canonical import sha256
from .container import Container
from .documents import Document
from .errors import Refused
from .gate import Gate
from .instants import seconds_of
from .members import (
    KINDS,
    Delegated,
    data_of,
    delegations_of,
    kind_of,
    longest,
    open_member,
    signers_for,
)
from .rails import check_chain, check_emergency, check_rails


def refuse_expired(document: Document, now: int) -> None:
    """Refuses what is over."""
    if seconds_of(document.value["expires"]) <= now:
        raise Refused("ERR_BUNDLE_EXPIRED")


def later(new: Document, held: Document | None) -> Document:
    """Of one payload signed twice the later signing counts."""
    if held is None or held.payload != new.payload or held.signers != new.signers:
        return new
    return new if new.signed_at >= held.signed_at else held


def refuse_other_bytes(payload: bytes, named: dict[str, Any]) -> None:
    """Refuses bytes of another length or digest."""
    if len(payload) != named["length"] or sha256(payload) != named["sha256"]:
        raise Refused("ERR_BUNDLE_DIGEST")


@dataclass
class Taking:
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
        refuse_other_bytes(parts[0], line)
        signers = signers_for(name, self.root.value, self.delegated)
        known = (
            held is not None
            and parts == (held.payload, held.signatures)
            and signers.same_as(held.signers)
        )
        new = (
            held
            if known and held
            else later(open_member(name, *parts, signers, self.held.world), held)
        )
        if new.version != line["version"]:
            raise Refused("ERR_BUNDLE_MALFORMED", "another version than is listed")
        if kind_of(name) not in ("rules", "emergency"):
            refuse_expired(new, self.now)
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
        tight = tight and all(
            rails[name] >= above.rails[name] for name in ("notice", "minDuration")
        )
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
        """The members whose floor falls with that of the online keys: their own signers are others
        now.
        """
        out = set()
        for name, document in self.held.members.items():
            try:
                same = signers_for(
                    name, self.root.value, self.delegated or self._held_delegated()
                ).same_as(document.signers)
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


def data_for(taking: Taking) -> dict[str, bytes]:
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
