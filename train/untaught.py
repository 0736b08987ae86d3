"""An encoder of the same shape that knows nothing: `python -m train untaught ENCODER OUT [--embeddings]`.

What a probe of the encoder is compared with, to tell what it learned before from what fine-tuning can learn alone.
"""

import argparse
from pathlib import Path

import torch
from transformers import AutoModel

from train.pack import TOKENIZER, tokenizer_of
from train.plan import load_encoder


def untaught(source: Path, out: Path, embeddings: bool, seed: int) -> None:
    """Write an encoder with the shape and tokenizer of `source` and weights at random.

    With `embeddings`, the vectors of its pieces are those of `source`.
    """
    taught, _ = load_encoder(str(source))
    torch.manual_seed(seed)
    encoder = AutoModel.from_config(taught.config)
    if embeddings:
        encoder.set_input_embeddings(taught.get_input_embeddings())
    encoder.save_pretrained(out)
    (out / TOKENIZER).write_text(tokenizer_of(source), encoding="utf-8")


def main(argv: list[str]) -> int:
    """Command line of `python -m train untaught`."""
    parser = argparse.ArgumentParser(prog="python -m train untaught", description=__doc__.split("\n")[0])
    parser.add_argument("encoder", type=Path, help="folder of an encoder, packed or not")
    parser.add_argument("out", type=Path)
    parser.add_argument("--embeddings", action="store_true", help="keep the vectors of its pieces")
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args(argv)
    untaught(a.encoder, a.out, a.embeddings, a.seed)
    return 0
