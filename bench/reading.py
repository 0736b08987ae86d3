"""Sentences a second of Khabar and of what it is compared with, on the same sentences and threads.

The sentences are those of the gold data written for Khabar. Each reader is warmed up, then timed over whole rounds
until its seconds are spent; the pair of pipelines is slow enough that a part of the sentences has to do.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch
from tokenizers import Tokenizer

import khabar
from bench.arabert import eight_bit_tagger, pipelines
from khabar.document import read_documents
from khabar.encode import Pieces, token_windows
from khabar.reader import shipped_model
from khabar.records import Record
from khabar.text import split_words

GOLD = Path(__file__).parent.parent / "data" / "gold" / "test.jsonl"
BATCHES = (8, 32)
TOKENS_A_BATCH = 512


@dataclass(frozen=True, slots=True)
class Sample:
    """Records as `read_many` takes them, their sentences, and the mean number of tokens of a sentence."""

    records: list[Record]
    sentences: list[str]
    tokens: float


def sample() -> Sample:
    """All sentences of the gold test split."""
    records = [Record(d.id, d.text, tuple((s.start, s.end) for s in d.sentences)) for d in read_documents(GOLD)]
    sentences = [r.text[a:b] for r in records for a, b in r.sentences or ()]
    return Sample(records, sentences, sum(map(len, _ids(sentences))) / len(sentences))


def _ids(sentences: Sequence[str]) -> list[np.ndarray]:
    """Ids of the sentences, in rising order of length."""
    pieces = Pieces(Tokenizer.from_file(str(shipped_model() / "tokenizer.json")))
    words = [[s[a:b] for a, b in split_words(s)] for s in sentences]
    windows = token_windows(pieces, words, max_tokens=192, overlap=48)
    return sorted((window.ids for window in windows), key=len)


def rate(work: Callable[[], object], sentences: int, seconds: float) -> float:
    """Sentences a second over whole rounds of `work`, each of so many sentences."""
    work()
    begun, done = time.perf_counter(), 0
    while done == 0 or time.perf_counter() - begun < seconds:
        work()
        done += sentences
    return done / (time.perf_counter() - begun)


def khabar_rate(found: Sample, threads: int, seconds: float) -> float:
    """`read_many` with every head, decoding, figures, names and speakers."""
    reader = khabar.load(threads=threads)
    return rate(lambda: reader.read_many(found.records), len(found.sentences), seconds)


def bare_encoder_rate(found: Sample, threads: int, seconds: float) -> float:
    """The encoder cut out of the shipped graph, on ready ids in batches of like length: nothing else at all."""
    ids = _ids(found.sentences)
    model = onnx.load(shipped_model() / "model.onnx")
    gathered = next(node for node in model.graph.node if node.op_type == "GatherElements")
    encoder = onnx.utils.Extractor(model).extract_model(["ids", "mask"], [gathered.input[0]])
    options = ort.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    session = ort.InferenceSession(encoder.SerializeToString(), options, providers=["CPUExecutionProvider"])
    batches: list[dict[str, np.ndarray]] = []
    start = 0
    for end in range(1, len(ids) + 1):
        if end == len(ids) or len(ids[end]) * (end - start + 1) > TOKENS_A_BATCH:
            size = len(ids[end - 1])
            mask = np.arange(size) < np.array([len(row) for row in ids[start:end]])[:, None]
            batch = np.zeros(mask.shape, np.int64)
            batch[mask] = np.concatenate(ids[start:end])
            batches.append({"ids": batch, "mask": mask.astype(np.int64)})
            start = end
    with ThreadPoolExecutor(threads) as pool:
        return rate(lambda: list(pool.map(lambda b: session.run(None, b), batches)), len(found.sentences), seconds)


def pipeline_rates(found: Sample, threads: int, seconds: float) -> dict[str, float]:
    """The pair of pipelines one sentence at a time, and in the best of some batch sizes."""
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    spans, labels = pipelines()

    def both(sentences: list[str], size: int) -> None:
        spans(sentences, batch_size=size)
        labels(sentences, batch_size=size, truncation=True)

    with torch.inference_mode():
        some = sorted(found.sentences[:32], key=len)
        few = found.sentences[:8]
        alone = rate(lambda: both(few, 1), len(few), seconds)
        best = max(rate(lambda size=size: both(some, size), len(some), seconds) for size in BATCHES)
    torch.set_num_threads(before)
    return {"one at a time": alone, "best batch": best}


def eight_bit_rate(found: Sample, threads: int, seconds: float) -> float:
    """A pair of token classifiers in onnxruntime with 8-bit products, without decoding, in the best batch size."""
    read = eight_bit_tagger(threads)
    some = sorted(found.sentences[:64], key=len)

    def batched(size: int) -> None:
        for start in range(0, len(some), size):
            read(some[start : start + size])

    return max(rate(lambda size=size: batched(size), len(some), seconds) for size in BATCHES) / 2
