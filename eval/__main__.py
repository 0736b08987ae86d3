"""`python -m eval COMMAND …`: every way of measuring a model."""

import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "run": "score a model on gold documents and write a report",
    "compare": "two models on the same gold: differences, tests, and what changed",
    "conll": "strict scores on a CoNLL/IOB2 file",
    "card": "scores of reports as a section of a model card",
    "figures": "figure rules alone, on gold spans",
    "distance": "statements by kind of cue beside the agreement of annotators, and the worst errors",
    "nearest": "learned sources and contents beside those that nearness gives",
    "linking": "speakers alone, on gold statements",
    "ledgerfit": "weights of the ledger's figure matching, on events that they were not fitted on",
    "ledger": "figures that disagree and matched denials of the articles of one event",
}


def main(argv: Sequence[str]) -> int:
    """Run one command; only its own module is imported."""
    if not argv or argv[0] in ("-h", "--help"):
        print("usage: python -m eval COMMAND …\n")
        print("\n".join(f"  {name:<9} {about}" for name, about in COMMANDS.items()))
        return 0 if argv else 2
    if argv[0] not in COMMANDS:
        print(f"error: {argv[0]!r} is not one of {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    return import_module(f"eval.{argv[0]}").main(list(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
