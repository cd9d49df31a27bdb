"""A second verifier of Greengate codes, written from docs/format.md and the documents that it
names.
"""

from .bundle import accept_bundle, pin_root
from .context import Context
from .decide import Decision, decide
from .gate import Gate

__all__ = ["Context", "Decision", "Gate", "accept_bundle", "decide", "pin_root"]
