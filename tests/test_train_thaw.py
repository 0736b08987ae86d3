"""A trainable model out of a shipped one, and an encoder that knows nothing."""

import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from khabar.manifest import ModelError, read_manifest
from train.save import load_model
from train.thaw import main
from train.untaught import main as untaught


def test_weights_come_back(tiny_model: Path, tmp_path: Path) -> None:
    """Every weight that the graphs use is back, within what 8 bits lose, with the manifest's own account."""
    shipped, out = tmp_path / "shipped", tmp_path / "out"
    shutil.copytree(tiny_model, shipped, ignore=shutil.ignore_patterns("encoder", "heads.safetensors", "runs", "state"))
    assert main([str(shipped), str(out), "--encoder", str(tiny_model / "encoder")]) == 0
    (before, _), (after, manifest) = load_model(tiny_model), load_model(out)
    for (name, one), (_, other) in zip(before.named_parameters(), after.named_parameters(), strict=True):
        assert (one - other).abs().max() <= 0.02 * one.abs().max() + 1e-4, name
    assert manifest.made == read_manifest(tiny_model).made
    assert manifest.sentences == read_manifest(tiny_model).sentences


def test_an_encoder_of_another_shape_is_named(tiny_model: Path, tmp_path: Path) -> None:
    """What does not fit is told by its name and both shapes."""
    other = tmp_path / "other"
    shutil.copytree(tiny_model / "encoder", other)
    config = (other / "config.json").read_text(encoding="utf-8")
    (other / "config.json").write_text(config.replace('"num_hidden_layers": 2', '"num_hidden_layers": 3'))
    with pytest.raises(ValueError, match=r"weights that do not fit .*encoder\.layer\.2"):
        main([str(tiny_model), str(tmp_path / "out"), "--encoder", str(other)])


def test_a_damaged_model_is_not_thawed(tiny_model: Path, tmp_path: Path) -> None:
    """Checksums are looked at first."""
    shipped = tmp_path / "shipped"
    shutil.copytree(tiny_model, shipped)
    (shipped / "model.onnx").write_bytes((shipped / "model.onnx").read_bytes()[:-1])
    with pytest.raises(ModelError, match=r"model\.onnx: does not match its checksum"):
        main([str(shipped), str(tmp_path / "out"), "--encoder", str(tiny_model / "encoder")])


@pytest.mark.parametrize("kept", [True, False])
def test_an_untaught_encoder_keeps_its_embeddings_if_asked(tiny_model: Path, tmp_path: Path, kept: bool) -> None:
    """Its layers are new in any case, and the same for the same seed."""
    source = tiny_model / "encoder"
    for out in (tmp_path / "1", tmp_path / "2"):
        assert untaught([str(source), str(out), *(["--embeddings"] if kept else [])]) == 0
    before, one, two = (load_file(folder / "model.safetensors") for folder in (source, tmp_path / "1", tmp_path / "2"))
    assert all(torch.equal(one[name], two[name]) for name in one)
    changed = {name for name in one if not torch.equal(one[name], before[name])}
    assert ("embeddings.word_embeddings.weight" in changed) is not kept
    assert "encoder.layer.0.attention.self.query.weight" in changed
