"""The command: decides about the codes that somebody shows, offline."""

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

from .bundle import accept_bundle, pin_root
from .context import Context
from .decide import Decision, decide
from .errors import Refused
from .gate import Gate
from .instants import seconds_of
from .station_keys import BindingKeys, open_station_keys

GZIP, LARGEST = b"\x1f\x8b", 256 * 1024 * 1024
EXAMPLES = """Other people's formats and cards without a code are not read: codes of other
countries are `unreadable: other-code`. Only pass opens a gate.

Exit code: 0 pass, 1 any other outcome, 2 usage, or a root or bundle that is refused.

Examples:
  python3 -m greengate_verify "$(cat people/pass.txt)" --bundle demo --rules demo
  python3 -m greengate_verify GG1:... --bundle a.ggb --rules cn-3301 --now 2026-03-02T04:00:00Z --json
"""


def read_file(path: Path) -> bytes:
    """A file, with gzip taken off, within the bound of a container."""
    data = path.read_bytes()
    if not data.startswith(GZIP):
        return data
    with gzip.open(path) as file:
        plain = file.read(LARGEST + 1)
    return plain


def find_bundle(path: Path) -> Path:
    """The file itself, or the one in a folder."""
    if not path.is_dir():
        return path
    names = [path / name for name in ("bundle.ggb.gz", "bundle.ggb")]
    return next((name for name in names if name.exists()), names[1])


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    out = argparse.ArgumentParser(
        "greengate_verify",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    out.add_argument(
        "codes", nargs="+", metavar="CODE", help="the text of a code; several of one person"
    )
    out.add_argument(
        "--bundle", required=True, type=Path, help="a .ggb or .ggb.gz, or a folder that holds one"
    )
    out.add_argument(
        "--root", type=Path, help="the root to trust (default: root.ggb beside the bundle)"
    )
    out.add_argument(
        "--worlds", default="production,demo", help="worlds to serve (default: production,demo)"
    )
    out.add_argument(
        "--class", dest="kind", choices=("poll", "stick"), default="poll", help="how its data come"
    )
    out.add_argument(
        "--now", help="decide as of then, such as 2026-03-02T04:00:00Z (default: the clock)"
    )
    out.add_argument("--rules", required=True, metavar="SET", help="the rule set to judge by")
    out.add_argument(
        "--context",
        default="{}",
        metavar="JSON",
        help="more of the context, as the vectors write it",
    )
    out.add_argument(
        "--group-key", type=Path, metavar="FILE", help="the private JWK of a station's group"
    )
    out.add_argument("--json", action="store_true", help="print outcome and reasons as JSON")
    return out


def run(options: argparse.Namespace) -> Decision:
    """Pins the root, takes the bundle and decides."""
    now = int(time.time()) if options.now is None else seconds_of(options.now)
    bundle = find_bundle(options.bundle)
    root = options.root or bundle.parent / "root.ggb"
    gate: Gate = pin_root(read_file(root), options.worlds.split(","), options.kind)
    gate = accept_bundle(gate, read_file(bundle), now)
    keys: BindingKeys = {}
    if options.group_key:
        keys = open_station_keys(gate, json.loads(options.group_key.read_text()))
    context = Context.from_json({**json.loads(options.context), "ruleSet": options.rules})
    return decide(gate, options.codes, context, now, keys)


def main(arguments: list[str] | None = None) -> int:
    """The exit code of the command."""
    options = parser().parse_args(arguments)
    try:
        decision = run(options)
    except (Refused, OSError) as why:
        print(f"greengate_verify: {why}", file=sys.stderr)
        return 2
    except (
        Exception
    ) as why:  # what came in is not repeated: the message of a library may hold a part of it
        said = f"an instant, a key or a context that is none ({type(why).__name__})"
        print(f"greengate_verify: {said}", file=sys.stderr)
        return 2
    if options.json:
        print(
            json.dumps(
                {"outcome": decision.outcome, "reasons": decision.reasons}, ensure_ascii=False
            )
        )
    else:
        print(decision.outcome)
        for reason in decision.reasons:
            more = " ".join(
                json.dumps(value, ensure_ascii=False)
                for name, value in reason.items()
                if name != "code"
            )
            print(f"  {reason['code']} {more}".rstrip())
    return 0 if decision.opens else 1


if __name__ == "__main__":
    sys.exit(main())
