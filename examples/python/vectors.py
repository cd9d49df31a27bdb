"""Runs the verifier over test-vectors/ and says where it comes to something else.

`python3 examples/python/vectors.py [FOLDER ...]` prints one JSON object a folder.
"""

import base64
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from greengate_verify import base45, canonical, cbor
from greengate_verify.bundle import accept_bundle, pin_root
from greengate_verify.code import read_text
from greengate_verify.commitment import commitment_of, fact_of_json, opening_fits
from greengate_verify.context import Context
from greengate_verify.decide import decide
from greengate_verify.errors import Damaged, Refused
from greengate_verify.gate import Gate
from greengate_verify.instants import seconds_of
from greengate_verify.request import open_request
from greengate_verify.rules import Person, RuleSet, compile_rules, judge
from greengate_verify.station_keys import BindingKeys, open_station_keys

VECTORS = Path(__file__).resolve().parents[2] / "test-vectors"
#: What a case came to: its id, as it must be, as it is, what is not supported of it.
Result = tuple[str, Any, Any, list[str]]


def load(path: Path) -> Any:
    """A file of vectors."""
    return json.loads(path.read_text("utf-8"))


def files(folder: str, only: str = "") -> Iterator[tuple[str, Any]]:
    """Every file of a folder, or one, with its name."""
    for path in sorted((VECTORS / folder).glob(f"{only or '*'}.json")):
        yield path.stem, load(path)


def attempt(run: Callable[[], Any]) -> Any:
    """What comes out, or the code of what is refused."""
    try:
        return run()
    except Refused as refused:
        return refused.code
    except (Damaged, ValueError):
        return "refused"


def encoding() -> Iterator[Result]:
    """Base45, CBOR and canonical JSON, both ways."""
    for name, file in files("encoding"):
        for case in file["cases"]:
            due = "refused" if "error" in case else True
            data = bytes.fromhex(case.get("hex", ""))
            if name == "base45":
                pair = (case["text"], data)
                run = lambda: (
                    (base45.encode(base45.decode(pair[0])), base45.decode(pair[0])) == pair
                )
            elif name == "cbor":
                run = lambda: cbor.encode(cbor.decode(data)) == data
            elif "hex" in case:
                run = lambda: canonical.canonical(canonical.read(data)) == data
            else:
                run = lambda: canonical.write(case["value"]) == case["canonical"]
            yield case["id"], due, attempt(run), []


def credential() -> Iterator[Result]:
    """Codes read and refused, proofs, requests, commitments."""
    for name, file in files("credential"):
        for case in file["cases"] if name != "refused" else []:
            if name.startswith("damaged"):
                yield case["id"], "refused", attempt(lambda: read_text(case["text"])), []
            elif name == "openings":
                yield (
                    case["id"],
                    case["fits"],
                    opening_fits(read_text(case["text"]), case["opening"]),
                    [],
                )
            elif name == "requests":
                challenge = bytes.fromhex(case["challenge"])
                got = attempt(lambda: open_request(case["text"], challenge)[1])
                yield (
                    case["id"],
                    case.get("error", case.get("opened", {}).get("class") == "paper"),
                    got,
                    [],
                )
            elif name == "live":
                code = read_text(case["text"])
                proven = code.holder is not None and code.holder.verifies(
                    code.proof, code.live_message
                )
                due = (case["step"], case["message"], True)
                yield case["id"], due, (code.step, code.live_message.hex(), proven), []
            else:
                code = read_text(case["stages"]["text"])
                parts = (code.signed.hex(), code.envelope.hex(), code.cti.hex())
                yield (
                    case["id"],
                    (case["stages"]["sigStructure"], case["stages"]["cose"], case["cti"]),
                    parts,
                    [],
                )
    for _, file in files("assess"):
        for case in (
            [case for group in file["groups"] for case in group["cases"]]
            if "groups" in file
            else []
        ):
            opening = case.get("opening")
            if opening:
                fits = opening_fits(read_text(case["code"]), opening)
                made = canonical.b64url(commitment_of(opening))
                yield case["id"], (opening["commitment"], True), (made, fits), []


def bundles() -> Iterator[Result]:
    """Roots pinned, bundles offered one after the other."""
    for _, file in files("bundle"):
        held = {
            name: base64.urlsafe_b64decode(text + "==") for name, text in file["bundles"].items()
        }
        for case in file["cases"]:
            gate = attempt(lambda: pin_root(held[case["root"]], case.get("worlds", ["test"])))
            got: list[Any] = [gate if isinstance(gate, str) else None]
            due: list[Any] = [case.get("pinned")]
            for step in case["steps"]:
                offered = held[step["bundle"]] if "bundle" in step else bytes(step["zeros"])
                taken = attempt(lambda: accept_bundle(gate, offered, seconds_of(step["now"])))
                gate = gate if isinstance(taken, str) else taken
                due.append(step.get("error", step.get("accepted")))
                got.append(taken if isinstance(taken, str) else _versions(gate, step["accepted"]))
            yield case["id"], due, got, []


def _versions(gate: Gate, asked: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {
        name: getattr(gate, name).version for name in ("root", "timestamp", "snapshot")
    }
    if "floor" in asked:
        out["floor"] = asked["floor"] if seconds_of(asked["floor"]) == gate.floor else gate.floor
    return out


def _person(case: dict[str, Any]) -> Person:
    facts = [fact_of_json(fact) for fact in case["facts"]]
    gone = {fact.retracts for fact in facts}
    covers = {one["kind"]: seconds_of(one["until"]) for one in case["covers"]}
    return Person([fact for fact in facts if fact.id not in gone], covers, case.get("onSite", {}))


def _by_rules(rules: RuleSet, case: dict[str, Any]) -> tuple[Any, ...]:
    now, person, words = (
        seconds_of(case["now"]),
        _person(case),
        {True: "true", False: "false", None: "unknown"},
    )
    verdict = judge(rules, person, now)
    named = {"set": rules.id, "version": rules.version}
    reasons: list[Any] = [
        {"code": f"rule-{one.outcome}", "rule": {**named, "no": one.no}} for one in verdict.rules
    ]
    if verdict.missing:
        reasons.append({"code": "fact-missing", "kinds": verdict.missing})
    values = {
        str(rule.no): words[rule.truth(rules.evaluation(person, now))] for rule in rules.rules
    }
    return values, verdict.outcome, reasons or [{"code": "not-granted"}]


def rules() -> Iterator[Result]:
    """Every rule, and what cannot be compiled."""
    for name, file in files("rules"):
        for group in file.get(
            "groups", [{"given": case, "cases": [case]} for case in file.get("cases", [])]
        ):
            given = group["given"]
            bases = [base["ruleSet"] for base in given.get("bases", [])]
            compiled = attempt(lambda: compile_rules(given["ruleSet"], file["factTypes"], bases))
            for case in group["cases"]:
                due = case.get("error") or (case["rules"], case["outcome"], case["reasons"])
                yield (
                    case["id"],
                    due,
                    compiled if isinstance(compiled, str) else _by_rules(compiled, case),
                    [],
                )


def rule_sets() -> Iterator[Result]:
    """Whole rule sets, and the people of their cases."""
    folder = VECTORS / "rule-sets"
    sets: list[Any] = []
    for line in load(folder / "index.json")["sets"]:
        sets.append(load(folder / line["path"]))
        compiled = compile_rules(sets[-1], load(folder / line["factTypes"]), sets)
        for case in load(folder / line["cases"])["cases"]:
            verdict = judge(compiled, _person(case["person"]), seconds_of(case["now"]))
            got = (verdict.outcome, [rule.no for rule in verdict.rules], bool(verdict.missing))
            yield (
                f"{line['path']} {case['id']}",
                (case["outcome"], case["fired"], case["missing"]),
                got,
                [],
            )


def _given(given: dict[str, Any]) -> tuple[Gate | None, BindingKeys]:
    """What the verifier knows of a group of decisions."""
    if given["root"] is None:
        return None, {}
    gate = pin_root(
        (VECTORS / "bundle" / given["root"]).read_bytes(), ["test"], given.get("class", "poll")
    )
    if given["bundle"] is not None:
        bundle = (VECTORS / "bundle" / given["bundle"]).read_bytes()
        gate = accept_bundle(gate, bundle, seconds_of(given["acceptedAt"]))
    if "groupKey" not in given:
        return gate, {}
    return gate, open_station_keys(
        gate, load(VECTORS / "keys" / f"{given['groupKey']}.json")["jwk"]
    )


_known: dict[str, tuple[Gate | None, BindingKeys]] = {}


def verify(only: str = "") -> Iterator[Result]:
    """Whole decisions: outcome, and reasons in their order."""
    for _, file in files("verify", only):
        for group in file["groups"]:
            name = json.dumps(group["given"], sort_keys=True)
            _known[name] = _known.get(name) or _given(group["given"])
            gate, keys = _known[name]
            for case in group["cases"]:
                texts = case["texts"] if "texts" in case else [case["text"]]
                got = decide(
                    gate, texts, Context.from_json(case["context"]), seconds_of(case["now"]), keys
                )
                due = (case["outcome"], case["reasons"])
                yield case["id"], due, (got.outcome, got.reasons), got.unsupported


FOLDERS: dict[str, Callable[[], Iterator[Result]]] = {
    "encoding": encoding,
    "credential": credential,
    "bundle": bundles,
    "rules": rules,
    "rule-sets": rule_sets,
    "verify": verify,
}


def report(folder: str) -> dict[str, Any]:
    """What came out of a folder."""
    same, unsupported, different, opened = 0, Counter[str](), [], []
    for name, due, got, not_read in FOLDERS[folder]():
        if got == due:
            same += 1
        elif not_read:
            unsupported.update([", ".join(sorted(set(not_read)))])
        else:
            different.append({"id": name, "due": due, "got": got})
        if folder == "verify" and got[0] == "pass" != due[0]:
            opened.append(name)
    return {
        "folder": folder,
        "same": same,
        "unsupported": unsupported,
        "different": different,
        "opened": opened,
    }


def main(arguments: list[str]) -> int:
    """The exit code: 1 if something differs, or a control is not seen."""
    reports = [report(folder) for folder in arguments or FOLDERS]
    for one in reports:
        print(json.dumps(one, ensure_ascii=False))
    return 1 if any(one["different"] or one["opened"] for one in reports) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
