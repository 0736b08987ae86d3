"""Sentences a second of Khabar and of what it is compared with, on the same sentences and threads.

The sentences are those of the gold data written for Khabar, as they are and cut to 48 tokens each. Each reader is
warmed up, then timed over whole rounds until its seconds are spent; a rate is the median of its rounds. The pair of
pipelines is slow enough that a part of the sentences has to do.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import torch
from tokenizers import Tokenizer

from khabar.document import read_documents
from khabar.encode import token_windows
from khabar.graphs import SLOW_FUSIONS
from khabar.pieces import Pieces
from khabar.reader import Reader, shipped_model
from khabar.records import Record, joined
from khabar.text import split_words

GOLD = Path(__file__).parent.parent / "data" / "gold" / "test.jsonl.xz"
BATCHES = (8, 32)
TOKENS_A_BATCH = 512
LENGTH = 48
ALONE, TOGETHER = 8, 32
"""Sentences of a round of the pipelines, one at a time and in batches."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Records as `read_many` takes them, their sentences, and the mean number of tokens of a sentence."""

    records: list[Record]
    sentences: list[str]
    tokens: float


def news() -> Sample:
    """All sentences of the gold test split."""
    records = [Record(d.id, d.text, tuple((s.start, s.end) for s in d.sentences)) for d in read_documents(GOLD)]
    return _sample(records)


def of_one_length(found: Sample) -> Sample:
    """The same words in sentences of 48 tokens, or one or two less, the two special tokens counted; eight a record."""
    words = [sentence[a:b] for sentence in found.sentences for a, b in split_words(sentence)]
    sentences: list[str] = []
    line: list[str] = []
    room = LENGTH - 2
    for word, pieces in zip(words, _pieces().of(words)[0], strict=True):
        if len(pieces) > room:
            sentences.append(" ".join(line))
            line, room = [], LENGTH - 2
        line.append(word)
        room -= len(pieces)
    return _sample([joined(str(at), sentences[at : at + 8]) for at in range(0, len(sentences), 8)])


def _sample(records: list[Record]) -> Sample:
    sentences = [r.text[a:b] for r in records for a, b in r.sentences or ()]
    return Sample(records, sentences, sum(map(len, _ids(sentences))) / len(sentences))


def _pieces() -> Pieces:
    return Pieces(Tokenizer.from_file(str(shipped_model() / "tokenizer.json")))


def _ids(sentences: Sequence[str]) -> list[np.ndarray]:
    """Ids of the sentences, in rising order of length."""
    words = [[s[a:b] for a, b in split_words(s)] for s in sentences]
    windows = token_windows(_pieces(), words, max_tokens=192, overlap=48)
    return sorted((window.ids for window in windows), key=len)


def rate(work: Callable[[], object], sentences: int, seconds: float) -> float:
    """Sentences a second: the median of whole rounds of `work`, each of so many sentences, after one that warms up."""
    work()
    rounds: list[float] = []
    while sum(rounds) < seconds:
        begun = time.perf_counter()
        work()
        rounds.append(time.perf_counter() - begun)
    return sentences / statistics.median(rounds)


def khabar_rate(reader: Reader, found: Sample, seconds: float) -> float:
    """`read_many` with every head, decoding, figures, names and speakers."""
    return rate(lambda: reader.read_many(found.records), len(found.sentences), seconds)


def bare_encoder() -> ort.InferenceSession:
    """The encoder cut out of the shipped graph: what the last gathering, that of words from tokens, takes from."""
    model = onnx.load(shipped_model() / "model.onnx")
    gathered = [node for node in model.graph.node if node.op_type == "GatherElements"][-1]
    tokens = gathered.input[0]
    model.graph.value_info.append(onnx.helper.make_tensor_value_info(tokens, onnx.TensorProto.FLOAT, None))
    encoder = onnx.utils.Extractor(model).extract_model(["ids", "mask"], [tokens])
    options = ort.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    settings = {"providers": ["CPUExecutionProvider"], "disabled_optimizers": SLOW_FUSIONS}
    return ort.InferenceSession(encoder.SerializeToString(), options, **settings)


def bare_encoder_rate(encoder: ort.InferenceSession, found: Sample, threads: int, seconds: float) -> float:
    """The encoder on ready ids in batches of like length: nothing else at all."""
    batches = _batches(_ids(found.sentences))
    with ThreadPoolExecutor(threads) as pool:
        return rate(lambda: list(pool.map(lambda b: encoder.run(None, b), batches)), len(found.sentences), seconds)


def _batches(ids: Sequence[np.ndarray]) -> list[dict[str, np.ndarray]]:
    """Ids and mask of rows that stand in rising order of length, padded."""
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
    return batches


def pipeline_rates(pair: tuple[Any, Any], found: Sample, threads: int, seconds: float) -> dict[str, float]:
    """The pair of pipelines one sentence at a time, and in the best of some batch sizes."""
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    spans, labels = pair

    def both(sentences: list[str], size: int) -> None:
        spans(sentences, batch_size=size)
        labels(sentences, batch_size=size, truncation=True)

    with torch.inference_mode():
        some = _spread(found.sentences, TOGETHER)
        few = _spread(found.sentences, ALONE)
        alone = rate(lambda: both(few, 1), len(few), seconds)
        best = max(rate(lambda size=size: both(some, size), len(some), seconds) for size in BATCHES)
    torch.set_num_threads(before)
    return {"alone": alone, "batched": best}


def eight_bit_rates(read: Callable[[list[str]], object], found: Sample, seconds: float) -> dict[str, float]:
    """A pair of token classifiers in onnxruntime with 8-bit products, without decoding: alone and in the best batch."""
    some = _spread(found.sentences, TOGETHER)

    def batched(size: int) -> None:
        for start in range(0, len(some), size):
            read(some[start : start + size])

    rates = {size: rate(lambda size=size: batched(size), len(some), seconds) / 2 for size in (1, *BATCHES)}
    return {"eight_bit_alone": rates[1], "eight_bit": max(rates.values())}


def _spread(sentences: Sequence[str], count: int) -> list[str]:
    """So many sentences whose lengths are spread as those of all are, in rising order of length."""
    ordered = sorted(sentences, key=len)
    return [ordered[(2 * i + 1) * len(ordered) // (2 * count)] for i in range(count)]
