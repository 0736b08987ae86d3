"""Turn a trained model directory into what inference reads: `python -m train export DIR`.

Two ONNX graphs: `model.onnx` (encoder, spans, cues, sentence labels and word vectors) and `arguments.onnx`
(source and content of given cues). Matrix products run on 8-bit integers with activation ranges fixed beforehand
on training sentences (static quantisation, Jacob et al. 2018): ranges taken from each batch would let a
sentence's labels depend on what it is batched with. Embeddings are kept as 8-bit rows with a scale each.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime.quantization as ort_quantization
import torch
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from khabar.decode import distance_buckets
from khabar.document import read_documents
from khabar.encode import batch_windows, token_windows
from khabar.manifest import file_sha256
from khabar.text import split_words
from train.examples import Example
from train.model import FAR, KhabarModel
from train.save import load_model

INPUTS = ("ids", "mask", "first", "last", "word_mask")


class ByteEmbedding(nn.Module):
    """An embedding table as int8 rows with a float scale each: a quarter of the size, half a step of error."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors of the ids."""
        return self.rows[ids].float() * self.scale[ids]


class MainGraph(nn.Module):
    """The model as traced: plain tensors in and out, an additive mask and explicit positions."""

    def __init__(self, model: KhabarModel) -> None:
        super().__init__()
        self.model = model
        model.encoder.config._attn_implementation = "eager"
        model.encoder.set_input_embeddings(ByteEmbedding(model.encoder.get_input_embeddings().weight.detach()))
        self.outputs = ("words", *(n for n, h in _OUTPUT_OF.items() if h in model.heads))

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, word_mask: Tensor) -> tuple[Tensor, ...]:
        """The outputs named by `self.outputs`."""
        positions = (mask.cumsum(1) - 1).clamp(min=0)
        additive = (1 - mask[:, None, None, :].float()) * FAR
        tokens = self.model.encoder(input_ids=ids, attention_mask=additive, position_ids=positions).last_hidden_state
        out = self.model.read(tokens, first, last, word_mask)
        return tuple(out[name] for name in self.outputs)


_OUTPUT_OF = {"spans": "spans", "cues": "statements", "sentences": "sentences"}


def export(folder: Path, sentences: list[list[str]] | None = None) -> dict[str, float]:
    """Write the ONNX graphs beside the torch weights and list them in the manifest; returns sizes in MiB.

    `sentences`, given as words, fix the activation ranges; without them the model stays in 32-bit floats.
    """
    model, manifest = load_model(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    graph = MainGraph(model).eval()
    sample = [["a"] * 12, ["b", "c"]] if not sentences else sentences[:256]
    windows = token_windows(tokenizer, sample, max_tokens=manifest.max_tokens, overlap=manifest.overlap)
    batches = [batch_windows(windows[i : i + 8], 0) for i in range(0, len(windows), 8)]
    feeds = [{name: getattr(batch, name) for name in INPUTS} for batch in batches]
    names = ["model.onnx"]
    rows, tokens, words = (torch.export.Dim(n) for n in ("rows", "tokens", "words"))
    shapes = tuple({0: rows, 1: tokens if n in ("ids", "mask") else words} for n in INPUTS)
    trace = tuple(torch.from_numpy(v) for v in feeds[0].values())
    _write(graph, trace, shapes, INPUTS, graph.outputs, folder / "model.onnx", feeds if sentences else [])
    if "statements" in model.heads:
        names.append("arguments.onnx")
        with torch.inference_mode():
            vectors = graph(*trace)[0].clone()
        cue = torch.arange(len(vectors)) % vectors.shape[1]
        distance = torch.from_numpy(np.stack([distance_buckets(vectors.shape[1], c) for c in cue.tolist()]))
        cues = torch.export.Dim("cues")
        shapes = ({0: cues, 1: words}, {0: cues}, {0: cues, 1: words}, {0: cues, 1: words})
        inputs = (vectors, cue, distance, trace[4])
        asked = ("words", "cue", "distance", "mask")
        _write(model.arguments, inputs, shapes, asked, ("points",), folder / names[1], [])
    files = {name: file_sha256(folder / name) for name in (*names, "tokenizer.json")}
    replace(manifest, files=files).write(folder)
    return {name: round((folder / name).stat().st_size / 2**20, 2) for name in files}


def _write(
    graph: nn.Module,
    inputs: tuple[Tensor, ...],
    shapes: tuple[dict[int, object], ...],
    names: tuple[str, ...],
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
                op_types_to_quantize=["MatMul", "Gemm", "Conv"],
                per_channel=True,
                activation_type=ort_quantization.QuantType.QUInt8,
                weight_type=ort_quantization.QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True},
            )


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
    """Every tenth example's words: enough sentences to fix the 8-bit ranges on."""
    return [example["words"] for example in examples[::10]]


def read_words(path: Path) -> list[list[str]]:
    """Sentences of a document file as words."""
    return [
        [d.text[a:b] for a, b in split_words(d.text, s.start, s.end)] for d in read_documents(path) for s in d.sentences
    ]
