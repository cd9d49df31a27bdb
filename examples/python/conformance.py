"""A gate that speaks the protocol of `greengate conformance` (docs/embedding.md 14)."""

import base64
import json
import sys
from typing import Any

from greengate_verify.bundle import accept_bundle, pin_root
from greengate_verify.context import Context
from greengate_verify.decide import decide
from greengate_verify.errors import Refused
from greengate_verify.gate import Gate
from greengate_verify.instants import seconds_of
from greengate_verify.station_keys import BindingKeys, open_station_keys


class Station:
    """One gate; a hello makes it anew."""

    def __init__(self) -> None:
        self.gate: Gate | None = None
        self.group_key: dict[str, Any] | None = None
        self.keys: BindingKeys = {}

    def hello(self, request: dict[str, Any]) -> dict[str, Any]:
        """Pins the root and takes the bundle; refused, nothing opens any more."""
        self.__init__()  # type: ignore[misc]
        gate = pin_root(base64.b64decode(request["root"]), request["worlds"], request["class"])
        if request["bundle"] is not None:
            gate = accept_bundle(
                gate, base64.b64decode(request["bundle"]), seconds_of(request["now"])
            )
        self.group_key = request.get("groupKey")
        self.take(gate)
        return {"ready": True}

    def update(self, request: dict[str, Any]) -> dict[str, Any]:
        """Takes another bundle, or keeps what there is."""
        if self.gate is None:
            return {"ready": False}
        self.take(
            accept_bundle(
                self.gate, base64.b64decode(request["bundle"]), seconds_of(request["now"])
            )
        )
        return {"ready": True}

    def take(self, gate: Gate) -> None:
        """Puts a bundle in force, with the keys that it seals to this station."""
        keys: BindingKeys = {}
        if self.group_key is not None:
            try:
                keys = open_station_keys(gate, self.group_key)
            except Refused:
                pass  # without keys a card is for staff to compare
        self.gate, self.keys = gate, keys

    def case(self, request: dict[str, Any]) -> dict[str, Any]:
        """Decides about codes; a card without a code is not read, and opens nothing."""
        if "texts" not in request:
            return {"opens": False, "unsupported": ["cards alone"]}
        context = Context.from_json(request["context"])
        decision = decide(
            self.gate, request["texts"], context, seconds_of(request["now"]), self.keys
        )
        more = {"reasons": decision.reasons, "unsupported": decision.unsupported}
        return {"opens": decision.opens, "outcome": decision.outcome, **more}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a line; whatever goes wrong opens nothing."""
        kind = request["type"]
        try:
            answer = {"hello": self.hello, "update": self.update, "case": self.case}[kind](request)
        except Refused as refused:
            answer = {"ready": False, "error": refused.code}
        except (
            Exception
        ) as why:  # an unforeseen fault: the gate stays shut, and says of which sort it was
            print(f"a fault: {type(why).__name__}", file=sys.stderr)
            answer = {"opens": False} if kind == "case" else {"ready": False}
        return {"id": request["id"], **answer}


def main() -> None:
    """Answers each line until stdin ends."""
    station = Station()
    for line in sys.stdin.buffer:
        answer = station.answer(json.loads(line))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
