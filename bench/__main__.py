"""`python -m bench [NAME]`: one measurement a module, imported only when it is the one that was asked for.

A module `bench.NAME` has `main(argv)`, which takes the arguments behind the name and returns the exit code.
"""

import sys
from importlib import import_module

MEASUREMENTS = {
    "batch": "what a batch adds to reading, and the rate that its cost is reckoned from",
    "figures": "figure spans a second on one core",
    "ledger": "seconds that a ledger of 100,000 statements takes on one core",
    "speed": "sentences a second beside transformers pipelines, cold start, memory (the one that runs without a name)",
    "serve": "latency and sentences a second of khabar serve beside a plain transformers server; --soak N",
}


def main(argv: list[str]) -> int:
    """Run the measurement named first in `argv`, or `speed`; returns its exit code."""
    name, *rest = argv if argv and not argv[0].startswith("-") else ["speed", *argv]
    if name not in MEASUREMENTS:
        print(f"bench: {name!r} is not one of {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    return import_module(f"bench.{name}").main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
