"""The container of a bundle, `.ggb`: documents by name, data by digest (bundle.md 3)."""

from dataclasses import dataclass

from . import cbor
from .canonical import sha256
from .errors import Damaged, Refused

LABEL = "greengate-bundle-1"
LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True)
class Container:
    """What a file carries; nothing of it is believed yet."""

    documents: dict[str, tuple[bytes, bytes]]
    data: dict[str, bytes]


def _malformed(why: str) -> Refused:
    return Refused("ERR_BUNDLE_MALFORMED", why)


def read_container(file: bytes) -> Container:
    """The documents and data of a container."""
    if len(file) > LARGEST:
        raise Refused("ERR_BUNDLE_TOO_LARGE")
    try:
        items = cbor.decode(file, LARGEST, frozenset())
    except Damaged as why:
        raise _malformed(str(why)) from None
    if not isinstance(items, list) or len(items) not in (2, 3) or items[0] != LABEL:
        raise _malformed("no container")
    parts = items[1:]
    if not all(isinstance(part, list) for part in parts) or (len(parts) == 2 and not parts[1]):
        raise _malformed("no container")
    documents: dict[str, tuple[bytes, bytes]] = {}
    for item in parts[0]:
        if not isinstance(item, list) or [type(part) for part in item] != [str, bytes, bytes]:
            raise _malformed("no document")
        if item[0] in documents:
            raise _malformed("a name twice")
        documents[item[0]] = (item[1], item[2])
    data: dict[str, bytes] = {}
    for item in parts[1] if len(parts) == 2 else []:
        if not isinstance(item, bytes) or sha256(item) in data:
            raise _malformed("no data, or data twice")
        data[sha256(item)] = item
    return Container(documents, data)
