"""The mean of models."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

import khabar
import tiny
from conftest import tiny_recipe
from khabar.manifest import read_manifest
from train.average import main
from train.finetune import finetune
from train.ship import stages


@pytest.fixture
def pair(tiny_model: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A model, and one whose heads stand further off by one."""
    other = tmp_path / "other"
    shutil.copytree(tiny_model, other)
    heads = load_file(other / "heads.safetensors")
    save_file({name: value + 1 for name, value in heads.items()}, other / "heads.safetensors")
    return tiny_model, other


def test_weights_are_the_mean(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Half way between the two, calibrated, exported, and its manifest tells both trainings."""
    out = tmp_path / "mean"
    assert main([*map(str, pair), "--dev", str(tiny.write_gold(tmp_path / "dev.jsonl")), "--out", str(out)]) == 0
    one, mean = (load_file(folder / "heads.safetensors") for folder in (pair[0], out))
    assert all(torch.allclose(mean[name], one[name] + 0.5, atol=1e-5) for name in one)
    assert stages(read_manifest(out).made)[-1].startswith("the mean of ")
    assert khabar.load(out).read("قال كمال رزوق إن 3 جنود وصلوا.").sentences


def test_taggers_of_a_file_s_own_labels(tmp_path: Path) -> None:
    """Two seeds on a CoNLL file are scored on one; a document file in its place is refused by line."""
    tiny.write_conll(tmp_path / "f.conll")
    recipe = tiny_recipe("conll.toml", tiny.write_encoder(tmp_path / "encoder", "bert"), "f.conll", 8)
    for seed in (1, 2):
        seeded = replace(recipe, schedule=replace(recipe.schedule, seed=seed, encoder_rate=0.0))
        start = tmp_path / "1" if seed > 1 else None
        (tmp_path / str(seed)).mkdir()
        finetune(seeded, tmp_path, tmp_path / str(seed), start=start)
    models, out = [str(tmp_path / "1"), str(tmp_path / "2")], str(tmp_path / "mean")
    assert main([*models, "--dev", str(tmp_path / "f.conll"), "--out", out]) == 0
    made = read_manifest(Path(out)).made
    assert made["dev"]["spans"] > 0.5 and made["averaged"][0]["recipe"]["schedule"]["seed"] == 2
    with pytest.raises(ValueError, match=r"dev\.jsonl:1: tag: "):
        main([*models, "--dev", str(tiny.write_gold(tmp_path / "dev.jsonl")), "--out", out])


def test_models_with_other_labels_are_refused(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Weights of one label are not averaged with those of another."""
    manifest = read_manifest(pair[1])
    replace(manifest, span_labels=manifest.span_labels[::-1]).write(pair[1])
    with pytest.raises(ValueError, match=r"other: not a model of the same shape and labels"):
        main([*map(str, pair), "--dev", str(tiny.write_gold(tmp_path / "dev.jsonl")), "--out", str(tmp_path / "mean")])


def test_a_training_is_told_once(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """What both models come from stands in the manifest of their mean with one of them alone."""
    before = {"recipe": read_manifest(pair[0]).made["recipe"], "data": {"older.jsonl": "0"}, "start": None}
    models = [tmp_path / "first", tmp_path / "second"]
    for number, (source, folder) in enumerate(zip(pair, models, strict=True)):
        shutil.copytree(source, folder)
        manifest = read_manifest(folder)
        made = dict(manifest.made) | {"epoch": number, "start": {"epoch": 9, "start": before}}
        replace(manifest, made=made).write(folder)
    dev, out = tiny.write_gold(tmp_path / "dev.jsonl"), tmp_path / "mean"
    assert main([*map(str, models), "--dev", str(dev), "--out", str(out)]) == 0
    made = read_manifest(out).made
    assert "older.jsonl" in made["start"]["start"]["data"]
    assert [(other["epoch"], other["start"]) for other in made["averaged"]] == [(1, {"epoch": 9})]
