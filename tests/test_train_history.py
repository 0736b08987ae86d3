"""The account of a shipped model, parted in two and whole again."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from khabar.manifest import read_manifest
from train.history import HISTORY, set_apart, whole_account
from train.ship import ship
from train.thaw import main as thaw

SHIPPED = Path(__file__).parents[1] / "models" / "khabar-small"


def with_a_past(tiny_model: Path, folder: Path) -> Path:
    """A copy of a trained model whose training began with another one."""
    shutil.copytree(tiny_model, folder, ignore=shutil.ignore_patterns("runs", "state"))
    manifest = read_manifest(folder)
    past = {"start": {"data": {"older.jsonl": "0"}}, "averaged": [{"epoch": 7}]}
    replace(manifest, made=dict(manifest.made) | past).write(folder)
    return folder


def test_what_ships_is_short_and_comes_back_whole(tiny_model: Path, tmp_path: Path) -> None:
    """The manifest keeps the last training; `thaw` gives back all, which a model that goes on needs."""
    source = with_a_past(tiny_model, tmp_path / "source")
    made = read_manifest(source).made
    ship(source, tmp_path / "shipped", tmp_path)
    short = read_manifest(tmp_path / "shipped").made
    assert dict(short) == {key: value for key, value in made.items() if key not in ("start", "averaged")}
    assert thaw([str(tmp_path / "shipped"), str(tmp_path / "out"), "--encoder", str(source / "encoder")]) == 0
    assert read_manifest(tmp_path / "out").made == made


def test_a_first_training_has_no_file(tiny_model: Path, tmp_path: Path) -> None:
    """Nor does one that takes the place of another with a past."""
    source = with_a_past(tiny_model, tmp_path / "source")
    set_apart(read_manifest(source), dict(read_manifest(source).made), source)
    assert (source / HISTORY).is_file()
    manifest = read_manifest(tiny_model)
    set_apart(manifest, dict(manifest.made), source)
    assert not (source / HISTORY).exists() and whole_account(source, read_manifest(source)) == manifest.made


@pytest.mark.parametrize("damaged", [b"", b"{}", b"\xfd7zXZ\x00"])
def test_damage_is_named(tiny_model: Path, tmp_path: Path, damaged: bytes) -> None:
    """A file that is not what it should be stops the card and the thaw, by its name."""
    shutil.copyfile(tiny_model / "khabar.json", tmp_path / "khabar.json")
    (tmp_path / HISTORY).write_bytes(damaged)
    with pytest.raises(ValueError, match=r"history\.json\.xz: not an object of JSON"):
        whole_account(tmp_path, read_manifest(tmp_path))


def test_the_shipped_model_tells_where_it_began() -> None:
    """Its first training began with the encoder beside it, and every training has a recipe."""
    made = whole_account(SHIPPED, read_manifest(SHIPPED))
    assert made["averaged"] and json.dumps(made).count('"schedule"') > 10
    while made.get("start"):
        made = made["start"]
    assert made["recipe"]["encoder"] == "encoder-small"
