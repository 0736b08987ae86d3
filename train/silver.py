"""Raw news that a model labels for its successor: `python -m train silver MODEL --corpus F … --stride N --out F`.

Self-training with noise (Xie et al. 2020): the reader labels sentences as they are, and the one that learns from them
sees pieces hidden and names swapped. Only sentences stay on which the reader is sure of all that it says; `--without`
names annotated files whose sentences must not be among them.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from tqdm import tqdm

import khabar
from khabar.document import Document, Sentence, read_documents, write_documents
from khabar.reader import Reader
from khabar.records import Record
from train.corpus import read_texts

_LENGTHS = range(20, 400)
_AT_ONCE = 64


def sure(document: Document, sentence: Sentence, least: float) -> bool:
    """Whether every span, statement and label of a sentence has at least that probability; empty ones do not count."""
    spans = (*document.entities, *document.figures)
    inside = [s.score or 0.0 for s in spans if sentence.start <= s.start < sentence.end]
    said = [s.score or 0.0 for s in document.statements if sentence.start <= s.cue.start < sentence.end]
    labels = [max(chance, 1 - chance) for chance in (sentence.scores or {}).values()]
    return bool(inside or said) and min((*inside, *said, *labels)) >= least


def silver(reader: Reader, texts: Iterable[str], least: float, without: set[str]) -> Iterator[Document]:
    """Each text with those of its sentences that `sure` lets pass; texts without any are left out."""
    numbered = enumerate(texts)
    while records := [Record(f"silver-{n}", text, None) for n, text in islice(numbered, _AT_ONCE)]:
        for document in reader.read_many(records):
            kept = [s for s in document.sentences if s.end - s.start in _LENGTHS and sure(document, s, least)]
            kept = [s for s in kept if _plain(document.text[s.start : s.end]) not in without]
            if kept:
                yield replace(document, sentences=tuple(kept))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def main(argv: list[str]) -> int:
    """Command line of `python -m train silver`."""
    parser = argparse.ArgumentParser(prog="python -m train silver", description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path, help="folder that finetune wrote, or a shipped one")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help=".jsonl.zst files of raw text")
    parser.add_argument("--stride", type=int, required=True, help="read one in so many documents of each")
    parser.add_argument("--first", type=int, default=0, help="documents of each left out in front, for another round")
    parser.add_argument("--least", type=float, default=0.7, help="probability from which the model counts as sure")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="annotated files to keep apart")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args(argv)
    known = {_plain(d.text[s.start : s.end]) for path in a.without for d in read_documents(path) for s in d.sentences}
    texts = chain.from_iterable(islice(read_texts(path), a.first, None, a.stride) for path in a.corpus)
    found = silver(khabar.load(a.model), tqdm(texts, unit=" texts", disable=None), a.least, known)
    write_documents(a.out, found)
    return 0
