"""The two ways in which input is refused: codes that are damaged, and documents that are not
taken.
"""


class Damaged(Exception):
    """A code breaks a line of format.md 1 to 5."""


class Refused(Exception):
    """A root, a bundle or a rule set is not taken; `code` is that of the document
    (bundle.md 4).
    """

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(f"{code}: {why}" if why else code)
        self.code = code
