"""`khabar.json`: what a model directory says about itself, read strictly.

Holds labels, decoding scores, calibration, how the model was made and the checksum of every file beside it, so
that a model is never decoded with another model's labels, and a damaged or altered file is refused.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from khabar.fields import DocumentError, Where, parse_object, shown
from khabar.labels import POLARITIES, SENTENCE_LABELS, bio
from khabar.shapes import OneOf, thing

FILE = "khabar.json"
FORMAT = 1
FILES = ("model.onnx", "arguments.onnx", "tokenizer.json", "words.npz")
"""All that a model may consist of; none of them holds code."""
HEADS = ("spans", "statements", "sentences")
LARGEST_FILE = 4 * 2**30
LARGEST_MANIFEST = 2**24
LEAST_TOKENS, MOST_TOKENS = 128, 2**16
"""Of a window: the longest word has to find room in it twice."""


class ModelError(ValueError):
    """A model directory that cannot be used; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """CRF scores of BIO tags: `start` (tags,) for the first word, `step` (tags, tags) from row to column."""

    start: tuple[float, ...]
    step: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class LabelRule:
    """A sentence label's probability is sigmoid(scale * logit + bias); it is set from `threshold` on."""

    scale: float
    bias: float
    threshold: float

    def of(self, logit: float) -> float:
        """The calibrated logit."""
        return self.scale * logit + self.bias


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of khabar.json. `files` maps names to sha256; `made` is the training's own account.

    `max_tokens` and `overlap` are tokens of a window, and those that two neighbours share about.
    """

    format: int
    name: str
    heads: tuple[Annotated[str, OneOf(HEADS)], ...]
    span_labels: tuple[str, ...]
    polarities: tuple[Annotated[str, OneOf(POLARITIES)], ...]
    max_tokens: int
    overlap: int
    spans: Transitions | None
    cues: Transitions | None
    sentences: Mapping[str, LabelRule]
    made: Mapping[str, Any]
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write khabar.json into `folder`, a line for each field."""
        fields = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in asdict(self).items())
        (folder / FILE).write_text("{\n" + ",\n".join(fields) + "\n}\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read khabar.json, and check that its parts belong together. Raises ModelError naming file and field."""
    path = folder / FILE
    where = Where(str(path))
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise ModelError(f"{path}: larger than {LARGEST_MANIFEST} bytes")
        data = parse_object(path.read_text(encoding="utf-8"), where)
        if data.get("format") != FORMAT:
            raise where.at("format").error(f"{shown(data.get('format'))} is not {FORMAT}: of another version of Khabar")
        manifest: Manifest = thing(Manifest).read(data, where, "")
        _check(manifest, where)
    except FileNotFoundError:
        raise ModelError(f"{folder}: no model here: {FILE} is missing") from None
    except (UnicodeDecodeError, OSError) as error:
        raise ModelError(f"{path}: not a manifest: {error}") from None
    except DocumentError as error:
        raise ModelError(str(error)) from None
    return manifest


def _check(manifest: Manifest, where: Where) -> None:
    """Raises DocumentError for parts that contradict one another."""
    if not LEAST_TOKENS <= manifest.max_tokens <= MOST_TOKENS:
        bounds = f"from {LEAST_TOKENS} to {MOST_TOKENS}"
        raise where.at("max_tokens").error(f"{shown(manifest.max_tokens)} is not {bounds}")
    if not 0 <= 2 * manifest.overlap < manifest.max_tokens:
        raise where.at("overlap").error(f"{manifest.overlap} is not under half of max_tokens {manifest.max_tokens}")
    decoded = (("spans", "spans", manifest.span_labels), ("cues", "statements", manifest.polarities))
    for field, head, labels in decoded:
        scores: Transitions | None = getattr(manifest, field)
        if (head in manifest.heads) != (scores is not None) or (head in manifest.heads) != bool(labels):
            raise where.at(field).error(f"scores and labels go with the head {head!r}, and only with it")
        tags = len(bio(labels))
        if scores and ([len(row) for row in scores.step] != [tags] * tags or len(scores.start) != tags):
            raise where.at(field).error(f"scores of {tags} tags, and from each to each, are needed")
    if tuple(manifest.sentences) != (SENTENCE_LABELS if "sentences" in manifest.heads else ()):
        needed = f"{', '.join(SENTENCE_LABELS)}, in this order"
        raise where.at("sentences").error(f"{needed}, go with the head 'sentences', and only with it")
    for name in manifest.files:
        if name not in FILES:
            raise where.at("files").error(f"{shown(name)} is not one of {', '.join(FILES)}")


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every listed file with its checksum. Raises ModelError for one missing, oversized or altered."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{path}: listed in {FILE} and missing")
        if path.stat().st_size > LARGEST_FILE:
            raise ModelError(f"{path}: larger than {LARGEST_FILE} bytes")
        if file_sha256(path) != expected:
            raise ModelError(f"{path}: does not match its checksum in {FILE}: damaged or altered")


def file_sha256(path: Path) -> str:
    """Hex checksum of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
