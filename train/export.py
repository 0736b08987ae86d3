"""Turn a trained model directory into what inference reads: `python -m train export DIR`.

Two ONNX graphs: `model.onnx` (encoder, spans, cues, sentence labels and word vectors) and `arguments.onnx`
(source and content of given cues). Matrix products run on 8-bit integers with activation ranges fixed beforehand
on training sentences (static quantisation, Jacob et al. 2018): ranges taken from each batch would let a
sentence's labels depend on what it is batched with. Embeddings are kept as 8-bit rows with a scale each.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime.quantization as ort_quantization
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from khabar.decode import distance_buckets
from khabar.document import read_documents
from khabar.encode import batch_windows, token_windows
from khabar.manifest import file_sha256
from khabar.text import split_words
from khabar.wordbook import FILE as WORDBOOK
from train.batches import to_inputs
from train.examples import Example
from train.fuse import fuse_biases
from train.graph import MainGraph
from train.save import load_model, load_pieces
from train.smooth import smooth

_PRODUCTS = ("MatMul", "Gemm", "Conv")
_FEW_OUTPUTS = 64
_SAMPLED = 512


def export(folder: Path, sentences: list[list[str]] | None = None) -> dict[str, float]:
    """Write the ONNX graphs beside the torch weights and list them in the manifest; returns sizes in MiB.

    `sentences`, given as words, fix the activation ranges, some hundred of them from all over; without them the model
    stays in 32-bit floats.
    """
    model, manifest = load_model(folder)
    sample = sentences[:: -(-len(sentences) // _SAMPLED)] if sentences else [["a"] * 12, ["b", "c"]]
    windows = token_windows(load_pieces(folder), sample, max_tokens=manifest.max_tokens, overlap=manifest.overlap)
    batches = [batch_windows(windows[i : i + 8], 0) for i in range(0, len(windows), 8)]
    if sentences and model.encoder.config.model_type == "bert":
        smooth(model.encoder, lambda: [model(**vars(to_inputs(batch))) for batch in batches])
    graph = MainGraph(model, manifest.max_tokens).eval()
    feeds = [{name: getattr(batch, name) for name in graph.inputs} for batch in batches]
    names = ["model.onnx"]
    rows, tokens, words = (torch.export.Dim(n) for n in ("rows", "tokens", "words"))
    shapes = tuple({0: rows, 1: tokens if n in ("ids", "mask") else words} for n in graph.inputs)
    trace = tuple(torch.from_numpy(v) for v in feeds[0].values())
    _write(graph, trace, shapes, feeds[0], graph.outputs, folder / "model.onnx", feeds if sentences else [])
    if "statements" in model.heads:
        names.append("arguments.onnx")
        asked = [_questions(folder / "model.onnx", feed) for feed in (feeds if sentences else feeds[:1])]
        trace = tuple(torch.from_numpy(v) for v in asked[0].values())
        cues = torch.export.Dim("cues")
        shapes = ({0: cues, 1: words}, {0: cues}, {0: cues, 1: words}, {0: cues, 1: words})
        _write(model.arguments, trace, shapes, asked[0], ("points",), folder / names[1], asked if sentences else [])
    names += [name for name in ("tokenizer.json", WORDBOOK) if (folder / name).exists()]
    files = {name: file_sha256(folder / name) for name in names}
    replace(manifest, files=files).write(folder)
    return {name: round((folder / name).stat().st_size / 2**20, 2) for name in files}


def _write(
    graph: nn.Module,
    inputs: tuple[Tensor, ...],
    shapes: tuple[dict[int, object], ...],
    names: Iterable[str],
    outputs: tuple[str, ...],
    path: Path,
    feeds: list[dict[str, np.ndarray]],
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        raw, prepared = Path(scratch) / "raw.onnx", Path(scratch) / "prepared.onnx"
        torch.onnx.export(
            graph,
            inputs,
            raw if feeds else path,
            input_names=list(names),
            output_names=list(outputs),
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        if feeds:
            quant_pre_process(raw, prepared, skip_symbolic_shape=True)
            ort_quantization.quantize_static(
                prepared,
                path,
                _Feeds(feeds),
                op_types_to_quantize=list(_PRODUCTS),
                nodes_to_exclude=_kept_in_floats(prepared),
                per_channel=True,
                activation_type=ort_quantization.QuantType.QUInt8,
                weight_type=ort_quantization.QuantType.QInt8,
                extra_options={
                    "OpTypesToExcludeOutputQuantization": ["MatMul", "Gemm"],
                    "CalibMovingAverage": True,
                },
            )
    _tidy(path)


def _tidy(path: Path) -> None:
    """Fuse biases, and take out what no run reads: where in the code a node came from, and the shapes between nodes."""
    model = onnx.load(path)
    fuse_biases(model)
    del model.graph.value_info[:]
    del model.metadata_props[:]
    for node in model.graph.node:
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    onnx.save(model, path)


def _kept_in_floats(path: Path) -> list[str]:
    """Products that cost little and lose by 8 bits: attention's own, and those that give tags and pointers."""
    graph = onnx.load(path).graph
    widths = {weight.name: weight.dims[-1] for weight in graph.initializer if weight.dims}
    return [n.name for n in graph.node if n.op_type == "MatMul" and widths.get(n.input[1], 0) <= _FEW_OUTPUTS]


def _questions(path: Path, feed: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What the arguments graph is asked about a batch: its words, and a word in each row that looks like a cue."""
    session = InferenceSession(path, providers=["CPUExecutionProvider"])
    vectors, tags = (np.asarray(out) for out in session.run(["words", "cues"], feed))
    likely = np.where(feed["word_mask"] > 0, tags[..., 1:].max(-1) - tags[..., 0], -np.inf)
    cue = likely.argmax(1)
    distance = distance_buckets(vectors.shape[1], cue)
    return {"words": vectors, "cue": cue, "distance": distance, "mask": feed["word_mask"]}


class _Feeds(ort_quantization.CalibrationDataReader):
    """Calibration batches, handed out one at a time."""

    def __init__(self, feeds: list[dict[str, np.ndarray]]) -> None:
        self._left = iter(feeds)

    def get_next(self) -> dict[str, np.ndarray] | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return next(self._left, None)


def main(argv: list[str]) -> int:
    """Command line of `python -m train export`."""
    parser = argparse.ArgumentParser(prog="python -m train export", description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path, help="folder written by finetune")
    parser.add_argument("--sentences", type=Path, help="document file whose sentences fix the 8-bit ranges")
    a = parser.parse_args(argv)
    print(json.dumps(export(a.model, read_words(a.sentences) if a.sentences else None)))
    return 0


def words_of_examples(examples: list[Example]) -> list[list[str]]:
    """The words of examples."""
    return [example["words"] for example in examples]


def read_words(path: Path) -> list[list[str]]:
    """Sentences of a document file as words."""
    return [
        [d.text[a:b] for a, b in split_words(d.text, s.start, s.end)] for d in read_documents(path) for s in d.sentences
    ]
