"""`khabar.json`: what a model directory says about itself, read strictly.

Holds labels, decoding scores, calibration, how the model was made and the checksum of every file beside it, so
that a model is never decoded with another model's labels, and a damaged or altered file is refused.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

FILE = "khabar.json"
FORMAT = 1
LARGEST_FILE = 4 * 2**30


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


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of khabar.json. `files` maps names to sha256; `made` is the training's own account."""

    format: int
    name: str
    heads: tuple[str, ...]
    span_labels: tuple[str, ...]
    polarities: tuple[str, ...]
    max_tokens: int
    overlap: int
    spans: Transitions | None
    cues: Transitions | None
    sentences: Mapping[str, LabelRule]
    made: Mapping[str, Any]
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write khabar.json into `folder`."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read khabar.json. Raises ModelError naming file and field."""
    path = folder / FILE
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{folder}: no model here: {FILE} is missing") from None
    except (json.JSONDecodeError, UnicodeDecodeError, OSError) as error:
        raise ModelError(f"{path}: not a manifest: {error}") from None
    names = {field.name for field in fields(Manifest)}
    if not isinstance(data, dict) or set(data) != names:  # pyright: ignore[reportUnnecessaryIsInstance]
        wrong = sorted(set(data) ^ names) if isinstance(data, dict) else ["not an object"]  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ModelError(f"{path}: missing or unknown fields: {', '.join(wrong)}")
    if data["format"] != FORMAT:
        raise ModelError(f"{path}: format: {data['format']!r} is not {FORMAT}: made by another version of Khabar")
    try:
        for key in ("heads", "span_labels", "polarities"):
            data[key] = tuple(data[key])
        for key in ("spans", "cues"):
            data[key] = _transitions(data[key])
        data["sentences"] = {label: LabelRule(**rule) for label, rule in data["sentences"].items()}
        return Manifest(**data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"{path}: malformed: {error}") from None


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every listed file with its checksum. Raises ModelError for one missing, oversized or altered."""
    for name, expected in manifest.files.items():
        path = folder / name
        if Path(name).name != name or not path.is_file():
            raise ModelError(f"{path}: listed in {FILE} and missing")
        if path.stat().st_size > LARGEST_FILE:
            raise ModelError(f"{path}: larger than {LARGEST_FILE} bytes")
        if file_sha256(path) != expected:
            raise ModelError(f"{path}: does not match its checksum in {FILE}: damaged or altered")


def file_sha256(path: Path) -> str:
    """Hex checksum of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _transitions(data: dict[str, Any] | None) -> Transitions | None:
    if data is None:
        return None
    return Transitions(tuple(data["start"]), tuple(tuple(row) for row in data["step"]))
