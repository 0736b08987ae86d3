"""Dispatch `python -m train PROGRAM …`; each program is imported only when it is called."""

import importlib
import sys

PROGRAMS = {
    "pretrain": "masked language model from raw text",
    "adopt": "a published multilingual encoder, cut down to Arabic",
    "finetune": "heads (and encoder) on annotated text",
    "silver": "raw news that a model labels for its successor",
    "average": "the mean of models that began alike",
    "thaw": "a trainable model out of a shipped one",
    "export": "quantised ONNX model from a trained one",
    "prune": "an encoder without the pieces that pretraining hardly met",
    "untaught": "an encoder that knows nothing, to compare one with",
    "pack": "a trainable encoder in a seventh of its size",
    "wordbook": "codes of the vectors of whole words, from raw text",
    "names": "words that begin names, from corpus counts",
    "ship": "the shipped model's folder and card from a trained one",
}


def main(argv: list[str]) -> int:
    """Run one program; exit status 2 with a list of them when none is named."""
    if not argv or argv[0] not in PROGRAMS:
        width = max(map(len, PROGRAMS))
        print("usage: python -m train PROGRAM …\n", *(f"  {k:{width}}  {v}" for k, v in PROGRAMS.items()), sep="\n")
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    try:
        return importlib.import_module(f"train.{argv[0]}").main(argv[1:])
    except (ValueError, FileNotFoundError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
