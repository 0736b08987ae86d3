"""A trained model as a directory: the encoder for transformers, the heads, and the manifest.

Weights are safetensors. `train.export` turns the directory into what inference reads.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import AutoModel

from khabar.labels import POLARITIES, SENTENCE_LABELS
from khabar.manifest import FORMAT, LabelRule, Manifest, Transitions, read_manifest
from khabar.pieces import Pieces
from khabar.wordbook import FILE as WORDBOOK
from khabar.wordbook import read_centroids, read_wordbook
from train.calibrate import Calibration
from train.crf import PartialCRF
from train.mixer import HeadShape
from train.model import KhabarModel


def save_model(
    out: Path,
    model: KhabarModel,
    tokenizer: Tokenizer,
    span_labels: tuple[str, ...],
    max_tokens: int,
    overlap: int,
    calibration: Calibration | None,
    wordbook: Path | None,
    made: dict[str, Any],
) -> None:
    """Write encoder/, heads.safetensors, tokenizer.json, khabar.json and a copy of the wordbook into `out`."""
    model.encoder.save_pretrained(out / "encoder")
    heads = {k: v.contiguous() for k, v in model.state_dict().items() if not k.startswith("encoder.")}
    save_file(heads, out / "heads.safetensors")
    tokenizer.save(str(out / "encoder" / "tokenizer.json"), pretty=False)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    if wordbook:
        shutil.copyfile(wordbook, out / WORDBOOK)
    sentences = {}
    if calibration:
        rows = zip(calibration.scale, calibration.bias, calibration.threshold, strict=True)
        sentences = dict(zip(SENTENCE_LABELS, (LabelRule(*row) for row in rows), strict=True))
    Manifest(
        format=FORMAT,
        name=made["recipe"]["name"],
        heads=model.heads,
        span_labels=span_labels if "spans" in model.heads else (),
        polarities=POLARITIES if "statements" in model.heads else (),
        max_tokens=max_tokens,
        overlap=overlap,
        spans=_transitions(getattr(model, "span_crf", None)),
        cues=_transitions(getattr(model, "cue_crf", None)),
        sentences=sentences,
        made=made,
        files={},
    ).write(out)


def load_model(folder: Path) -> tuple[KhabarModel, Manifest]:
    """The torch model of a directory written by `save_model`, in evaluation mode."""
    manifest = read_manifest(folder)
    model = build_model(AutoModel.from_pretrained(folder / "encoder"), manifest, folder)
    load_heads(model, folder)
    return model.eval(), manifest


def build_model(encoder: Any, manifest: Manifest, folder: Path) -> KhabarModel:
    """`encoder` under untrained heads of the shape that a manifest tells, with the wordbook in `folder`."""
    shape = HeadShape(**{k: tuple(v) if isinstance(v, list) else v for k, v in manifest.made["recipe"]["head"].items()})
    centroids = torch.from_numpy(read_centroids(folder / WORDBOOK)) if (folder / WORDBOOK).exists() else None
    return KhabarModel(encoder, shape, manifest.heads, manifest.span_labels, centroids)


def load_heads(model: KhabarModel, folder: Path, span_labels: tuple[str, ...] | None = None) -> None:
    """Give `model` the heads in a directory written by `save_model`. Raises ValueError unless they are all its own.

    Where `span_labels` are given and the directory has others, heads begin anew and only the mixer under them is taken.
    """
    path = folder / "heads.safetensors"
    below = "" if span_labels in (None, read_manifest(folder).span_labels) else "mixer."
    given = {name: value for name, value in load_file(path).items() if name.startswith(below)}
    own = {name for name in model.state_dict() if name.startswith(below) and not name.startswith("encoder.")}
    if unexpected := sorted(own ^ set(given)):
        raise ValueError(f"{path}: not the heads of this model: {json.dumps(unexpected)}")
    model.load_state_dict(given, strict=False)


def load_pieces(folder: Path) -> Pieces:
    """How a directory written by `save_model` cuts words, with what its wordbook knows of them."""
    wordbook = read_wordbook(folder / WORDBOOK) if (folder / WORDBOOK).exists() else None
    return Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")), wordbook)


def _transitions(crf: PartialCRF | None) -> Transitions | None:
    if crf is None:
        return None
    with torch.no_grad():
        start, step = crf.scores()
    rounded = [[round(value, 4) for value in row] for row in step.tolist()]
    return Transitions(tuple(round(v, 4) for v in start.tolist()), tuple(tuple(row) for row in rounded))
