"""A model directory is refused, by name of file and field, when it is not what it says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from khabar.labels import SENTENCE_LABELS
from khabar.manifest import (
    FILE,
    FILES,
    FORMAT,
    LEAST_TOKENS,
    LabelRule,
    Manifest,
    ModelError,
    Transitions,
    check_files,
    file_sha256,
    read_manifest,
)
from khabar.pieces import LONGEST_WORD
from khabar.wordbook import FILE as WORDBOOK


def manifest() -> Manifest:
    """A manifest with everything in it."""
    return Manifest(
        format=FORMAT,
        name="m",
        heads=("spans", "sentences"),
        span_labels=("PER",),
        polarities=(),
        max_tokens=192,
        overlap=48,
        spans=Transitions((0.0, 0.5, -1.0), ((1.0, 2.0, 0.0), (3.0, 4.0, 0.0), (0.0, 0.0, 5.0))),
        cues=None,
        sentences={label: LabelRule(1.0, 0.0, 0.5) for label in SENTENCE_LABELS},
        made={"recipe": {}},
        files={},
    )


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read."""
    manifest().write(tmp_path)
    assert read_manifest(tmp_path) == manifest()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 99}, "format: 99 is not"),
        ({"extra": 1}, "extra: unknown key"),
        ({"heads": "spans"}, "heads: a list is needed"),
        ({"heads": ["spans", "names"]}, r"heads\[1\]: 'names' is not one of"),
        ({"max_tokens": "x"}, "max_tokens: a whole number is needed"),
        ({"max_tokens": 64}, "max_tokens: 64 is not from 128"),
        ({"max_tokens": 10**400}, "max_tokens: .* is not from 128"),
        ({"heads": ["spans"]}, "sentences: claim, attribution, denial, in this order, go with the head"),
        ({"sentences": {}}, "sentences: claim, attribution, denial, in this order, go with the head"),
        ({"overlap": 96}, "overlap: 96 is not under half of max_tokens 192"),
        ({"overlap": -1}, "overlap: -1 is not under"),
        ({"spans": {"start": [1, 2, 3]}}, "spans.step: missing"),
        ({"spans": {"start": [1, 2, 3], "step": [[1, 2, 3], [1, 2], [1, 2, 3]]}}, "spans: scores of 3 tags"),
        ({"span_labels": ["PER", "ORG"]}, "spans: scores of 5 tags"),
        ({"span_labels": []}, "spans: scores and labels go with the head 'spans'"),
        ({"cues": {"start": [1], "step": [[1]]}}, "cues: scores and labels go with the head 'statements'"),
        ({"sentences": {"claim": {"scale": 1}}}, "sentences.claim.bias: missing"),
        ({"sentences": {"claim": {"scale": 1, "bias": 0, "threshold": "x"}}}, "threshold: a number is needed"),
        ({"sentences": {"claim": {"scale": 1, "bias": 0, "threshold": 0.5}}}, "sentences: claim, attribution, denial"),
        ({"files": {"model.bin": "0"}}, "files: 'model.bin' is not one of"),
        ({"files": {"../model.onnx": "0"}}, "files: '../model.onnx' is not one of"),
    ],
)
def test_wrong_manifests_are_named(tmp_path: Path, change: dict, message: str) -> None:
    """The error names the file and what is wrong."""
    manifest().write(tmp_path)
    path = tmp_path / FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ModelError, match=f"khabar.json: .*{message}"):
        read_manifest(tmp_path)


def test_no_model(tmp_path: Path) -> None:
    """An empty folder is no model, and neither is a manifest that is not JSON."""
    with pytest.raises(ModelError, match=r"khabar\.json is missing"):
        read_manifest(tmp_path)
    (tmp_path / FILE).write_text("{")
    with pytest.raises(ModelError, match="not JSON"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5_000, "[]", "\ud800", '{"format": 1, "format": 1}', "\0"])
def test_whatever_a_manifest_holds_is_refused_by_name(tmp_path: Path, text: str) -> None:
    """Deep nesting, long numbers, other JSON and no JSON."""
    (tmp_path / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelError, match=r"khabar\.json: "):
        read_manifest(tmp_path)


def test_a_manifest_is_not_read_without_end(tmp_path: Path) -> None:
    """Its size is looked at first."""
    with (tmp_path / FILE).open("wb") as file:
        file.truncate(2**24 + 1)
    with pytest.raises(ModelError, match=r"khabar\.json: larger than"):
        read_manifest(tmp_path)


def test_files_are_what_they_were(tmp_path: Path) -> None:
    """A file that was changed by a bit, or grew beyond all measure, is refused by name."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"graph")
    data = replace(manifest(), files={"model.onnx": file_sha256(path)})
    check_files(tmp_path, data)
    path.write_bytes(b"grapi")
    with pytest.raises(ModelError, match=r"model\.onnx: does not match its checksum"):
        check_files(tmp_path, data)
    with path.open("r+b") as file:
        file.truncate(4 * 2**30 + 1)
    with pytest.raises(ModelError, match=r"model\.onnx: larger than"):
        check_files(tmp_path, data)


def test_the_wordbook_is_a_known_file() -> None:
    """Its name stands in two places."""
    assert WORDBOOK in FILES


def test_a_window_has_room_for_two_words() -> None:
    """The bound is that of the encoder's input."""
    assert LEAST_TOKENS == 2 * LONGEST_WORD


def test_listed_files_must_be_there(tmp_path: Path) -> None:
    """A file that the manifest lists is missed by name."""
    with pytest.raises(ModelError, match=r"listed in khabar\.json and missing"):
        check_files(tmp_path, replace(manifest(), files={"model.onnx": "0"}))
