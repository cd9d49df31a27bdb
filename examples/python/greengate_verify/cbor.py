"""Deterministic CBOR: the part of RFC 8949 that codes and bundles use, and nothing else (format.md
2).
"""

from dataclasses import dataclass
from typing import Any

from .errors import Damaged

LARGEST = 2**53 - 1
CODE_BYTES = 1024
DEPTH = 8
TAGS = frozenset({1, 4, 100})


@dataclass(frozen=True)
class Tag:
    """A tagged value."""

    number: int
    value: Any


class _Reader:
    def __init__(self, data: bytes, tags: frozenset[int]) -> None:
        self.data, self.at, self.tags = data, 0, tags

    def take(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise Damaged("it ends too early")
        self.at += size
        return self.data[self.at - size : self.at]

    def head(self) -> tuple[int, int]:
        first = self.take(1)[0]
        major, low = first >> 5, first & 31
        if low < 24:
            return major, low
        if low > 27 or major == 7:
            raise Damaged("an indefinite length, a float or a reserved head")
        size = 1 << (low - 24)
        number = int.from_bytes(self.take(size), "big")
        if number < (24 if size == 1 else 256 ** (size // 2)):
            raise Damaged("a head that is not the shortest")
        return major, number

    def text(self, size: int) -> str:
        try:
            return self.take(size).decode("utf-8")
        except UnicodeDecodeError:
            raise Damaged("text that is not UTF-8") from None

    def item(self, depth: int) -> Any:
        """One item; `depth` is how many arrays, maps and tags it lies in."""
        major, number = self.head()
        if major in (0, 1):
            if number > LARGEST - major:
                raise Damaged("an integer beyond 2^53 - 1")
            return -1 - number if major == 1 else number
        if major == 2:
            return self.take(number)
        if major == 3:
            return self.text(number)
        if major == 7:
            if number not in (20, 21, 22):
                raise Damaged("a simple value other than false, true, null")
            return (False, True, None)[number - 20]
        if depth >= DEPTH:
            raise Damaged("nested too deep")
        if major == 6:
            if number not in self.tags:
                raise Damaged("a tag that there is not")
            return Tag(number, self.item(depth + 1))
        if number > len(self.data) - self.at:
            raise Damaged("it ends too early")
        if major == 4:
            return [self.item(depth + 1) for _ in range(number)]
        return self.map(number, depth)

    def map(self, size: int, depth: int) -> dict[int | str, Any]:
        out: dict[int | str, Any] = {}
        before = b""
        for _ in range(size):
            start = self.at
            key = self.item(depth + 1)
            encoded = self.data[start : self.at]
            if isinstance(key, bool) or not isinstance(key, (int, str)):
                raise Damaged("a map key that is neither integer nor text")
            if encoded <= before:
                raise Damaged("map keys unsorted, or one twice")
            before = encoded
            out[key] = self.item(depth + 1)
        return out


def decode(data: bytes, limit: int = CODE_BYTES, tags: frozenset[int] = TAGS) -> Any:
    """The one item that the bytes hold."""
    if len(data) > limit:
        raise Damaged("too many bytes")
    reader = _Reader(data, tags)
    value = reader.item(0)
    if reader.at != len(data):
        raise Damaged("bytes after the end")
    return value


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 256**size)
    return bytes([major << 5 | 24 + size.bit_length() - 1]) + number.to_bytes(size, "big")


def encode(value: Any) -> bytes:
    """The one encoding of a value."""
    if value is None or isinstance(value, bool):
        return bytes([0xF6 if value is None else 0xF5 if value else 0xF4])
    if isinstance(value, int):
        return _head(1, -1 - value) if value < 0 else _head(0, value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        data = value.encode("utf-8")
        return _head(3, len(data)) + data
    if isinstance(value, list):
        return _head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, Tag):
        return _head(6, value.number) + encode(value.value)
    pairs = sorted((encode(key), encode(item)) for key, item in value.items())
    return _head(5, len(pairs)) + b"".join(key + item for key, item in pairs)
