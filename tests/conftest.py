"""Models trained once a session, for the tests that need one."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

import tiny
from train.finetune import finetune
from train.plan import FinetuneRecipe
from train.recipe import read_recipe

settings.register_profile("khabar", deadline=None)
settings.load_profile("khabar")

RECIPES = Path(__file__).parents[1] / "train" / "recipes"


def tiny_recipe(name: str, encoder: Path, train: str, epochs: int) -> FinetuneRecipe:
    """A shipped recipe, turned to tiny data and a tiny encoder."""
    recipe = read_recipe(RECIPES / name, FinetuneRecipe)
    schedule = replace(recipe.schedule, epochs=epochs, encoder_rate=3e-3, head_rate=6e-3, batch_size=4)
    return replace(
        recipe,
        encoder=str(encoder),
        data=replace(recipe.data, train=(train,), dev=train, foreign=()),
        head=replace(recipe.head, width=32, dropout=0.0),
        schedule=replace(schedule, word_dropout=0.0, mention_swap=0.0),
    )


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every head on a tiny BERT, trained by AraBERT's recipe and exported."""
    root = tmp_path_factory.mktemp("tiny")
    tiny.write_gold(root / "gold.jsonl")
    encoder = tiny.write_encoder(root / "encoder", "bert")
    out = root / "model"
    out.mkdir()
    finetune(tiny_recipe("arabert.toml", encoder, "gold.jsonl", 12), root, out)
    return out
