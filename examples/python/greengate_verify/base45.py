"""Base45 as RFC 9285 has it, strict: what no encoder writes is refused (format.md 1)."""

from .errors import Damaged

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES = {character: value for value, character in enumerate(ALPHABET)}


def decode(text: str) -> bytes:
    """The bytes that the text spells."""
    if len(text) % 3 == 1:
        raise Damaged("no bytes have this length")
    try:
        values = [VALUES[character] for character in text]
    except KeyError:
        raise Damaged("a character outside of the alphabet") from None
    out = bytearray()
    for at in range(0, len(values), 3):
        group = values[at : at + 3]
        number = sum(value * 45**place for place, value in enumerate(group))
        size = len(group) - 1
        if number >= 256**size:
            raise Damaged("a group above its range")
        out += number.to_bytes(size, "big")
    return bytes(out)


def encode(data: bytes) -> str:
    """The text of some bytes."""
    out = []
    for at in range(0, len(data), 2):
        part = data[at : at + 2]
        number = int.from_bytes(part, "big")
        for _ in range(len(part) + 1):
            number, value = divmod(number, 45)
            out.append(ALPHABET[value])
    return "".join(out)
