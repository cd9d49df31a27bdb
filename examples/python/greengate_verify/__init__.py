"""A second verifier of Greengate codes, written from docs/format.md and the documents that it names."""

from .bundle import Gate, accept_bundle, pin_root
from .decide import Context, Decision, decide

__all__ = ["Context", "Decision", "Gate", "accept_bundle", "decide", "pin_root"]
