"""A model directory is refused, by name of file and field, when it is not what it says."""

import json
from pathlib import Path

import pytest

from khabar.manifest import FILE, FORMAT, LabelRule, Manifest, ModelError, Transitions, check_files, read_manifest


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
        spans=Transitions((0.0, 0.5), ((1.0, 2.0), (3.0, 4.0))),
        cues=None,
        sentences={"claim": LabelRule(1.0, 0.0, 0.5)},
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
        ({"extra": 1}, "unknown fields: extra"),
        ({"spans": {"start": [1]}}, "malformed"),
        ({"sentences": {"claim": {"scale": 1}}}, "malformed"),
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
    with pytest.raises(ModelError, match="not a manifest"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["absent.onnx", "../outside.onnx"])
def test_listed_files_must_be_there(tmp_path: Path, name: str) -> None:
    """Files are looked for in the folder and nowhere else."""
    (tmp_path.parent / "outside.onnx").write_bytes(b"")
    data = manifest()
    with pytest.raises(ModelError, match=r"listed in khabar\.json and missing"):
        check_files(tmp_path, Manifest(**{f: getattr(data, f) for f in data.__slots__} | {"files": {name: "0"}}))
