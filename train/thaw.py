"""A trainable model out of a shipped one: `python -m train thaw MODEL OUT --encoder DIR`.

What ships are 8-bit graphs for inference. Each weight is still in them, under its own name or beside its bias, as whole
steps and, where `train.smooth` was at work, a factor for each channel; this reads them back, off by half a step at
most. `finetune --start OUT` goes on from the whole model, `--encoder OUT/encoder` from its encoder. Encoders that
`train.graph` takes apart (ModernBERT) do not come back, and are refused by the names of their weights.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer

from khabar.labels import SENTENCE_LABELS
from khabar.manifest import Manifest, Transitions, check_files, read_manifest
from khabar.wordbook import FILE as WORDBOOK
from train.calibrate import Calibration
from train.crf import IMPOSSIBLE
from train.graph import TABLES
from train.history import whole_account
from train.plan import load_encoder
from train.save import build_model, save_model

_UNUSED = "encoder.pooler."


def thaw(folder: Path, encoder: str, out: Path) -> None:
    """Write the model in `folder` as finetune would have; `encoder` is one of the shape it was trained from.

    Positions beyond the longest window stay those of `encoder`. Raises ModelError for a damaged folder, ValueError
    naming the weights that are not found or have another shape.
    """
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    model = build_model(load_encoder(encoder)[0], manifest, folder)
    found = {name: value for file in manifest.files for name, value in _weights(folder / file)} | _transitions(manifest)
    wrong: list[str] = []
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            value = found.get(name, np.zeros(0))
            fits = value.shape == parameter.shape or (name in TABLES and value.shape[1:] == parameter.shape[1:])
            if fits and len(value) <= len(parameter):
                parameter[: len(value)] = torch.tensor(value)
            elif not name.startswith(_UNUSED):
                wrong.append(f"{name} {tuple(parameter.shape)}, found {value.shape}")
    if wrong:
        raise ValueError(f"{folder}: weights that do not fit {encoder}: {'; '.join(wrong)}")
    out.mkdir(parents=True, exist_ok=True)
    rules = [manifest.sentences[label] for label in SENTENCE_LABELS] if manifest.sentences else []
    kept = Calibration(*(tuple(getattr(r, key) for r in rules) for key in ("scale", "bias", "threshold")))
    save_model(
        out,
        model,
        Tokenizer.from_file(str(folder / "tokenizer.json")),
        manifest.span_labels,
        manifest.max_tokens,
        manifest.overlap,
        kept if rules else None,
        folder / WORDBOOK if (folder / WORDBOOK).exists() else None,
        whole_account(folder, manifest),
    )


def _weights(path: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Parameters in a graph by the names they have in a KhabarModel."""
    if path.suffix != ".onnx":
        return
    graph = onnx.load(path).graph
    known = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    made = {output: node for node in graph.node for output in node.output}
    prefix = "" if any(name.startswith("model.") for name in known) else "arguments."

    def named(name: str) -> str:
        return prefix + name.removeprefix("model.").replace(".linear.", ".")

    def factors(seen: str) -> np.ndarray:
        """What `train.smooth` made the channels that a product sees smaller by, (channels, 1)."""
        source = made.get(seen)
        smoothed = source and source.op_type == "Mul" and source.input[1] in known
        return known[source.input[1]][:, None] if source and smoothed else np.ones((1, 1), np.float32)

    for name, value in known.items():
        if value.dtype == np.float32:
            yield named(name), value
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in known:
            steps, scale = (known[key] for key in node.input[:2])
            name = node.output[0].removesuffix("_DequantizeLinear_Output")
            yield named(name), steps * scale.reshape(-1, *[1] * (steps.ndim - 1)).astype(np.float32)
        elif node.op_type == "MatMulIntegerToFloat":
            weight = known[node.input[1]] * known[node.input[3]] * factors(made[node.input[0]].input[0])
            yield named(node.input[6]).removesuffix("bias") + "weight", np.ascontiguousarray(weight.T)
        elif node.op_type == "Add" and node.input[0] in made and made[node.input[0]].op_type == "MatMul":
            seen, table = made[node.input[0]].input
            if table in known and node.input[1] in known:
                weight = known[table] * factors(seen)
                yield named(node.input[1]).removesuffix("bias") + "weight", np.ascontiguousarray(weight.T)
    rows = [known[n.input[0]] for n in graph.node if n.op_type == "GatherND" and n.input[0] in known]
    for name, steps, scale in zip(TABLES, rows[::2], rows[1::2], strict=False):
        yield name, steps * scale


def _transitions(manifest: Manifest) -> dict[str, np.ndarray]:
    """Parameters of the CRFs: their scores, without what BIO forbids."""

    def parameters(name: str, scores: Transitions | None) -> dict[str, np.ndarray]:
        rows = {"start": scores.start, "step": scores.step} if scores else {}
        values = {key: np.array(row, dtype=np.float32) for key, row in rows.items()}
        return {f"{name}.{key}": np.where(v < IMPOSSIBLE / 2, 0, v).astype(np.float32) for key, v in values.items()}

    return parameters("span_crf", manifest.spans) | parameters("cue_crf", manifest.cues)


def main(argv: list[str]) -> int:
    """Command line of `python -m train thaw`."""
    parser = argparse.ArgumentParser(prog="python -m train thaw", description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path, help="shipped model")
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", default="models/encoder-small", help="folder of an encoder of the same shape")
    a = parser.parse_args(argv)
    thaw(a.model, a.encoder, a.out)
    return 0
