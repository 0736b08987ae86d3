"""Recipes are strict, and the shipped ones are whole."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from data.names import SCHEMES
from khabar.labels import SPAN_LABELS
from train.adopt import AdoptRecipe
from train.outset import PretrainRecipe
from train.plan import FinetuneRecipe, ForeignCorpus, ForeignTags
from train.recipe import RecipeError, portable, read_recipe
from train.wordbook import WordbookRecipe

RECIPES = Path(__file__).parents[1] / "train" / "recipes"


@dataclass(frozen=True)
class Inner:
    """A table."""

    rate: float


@dataclass(frozen=True)
class Outer:
    """A small recipe."""

    steps: int
    names: tuple[str, ...]
    inner: Inner


GOOD = 'steps = 3\nnames = ["a"]\n[inner]\nrate = 1\n'


def test_reads(tmp_path: Path) -> None:
    """Whole numbers pass as floats, lists become tuples."""
    path = tmp_path / "r.toml"
    path.write_text(GOOD)
    assert read_recipe(path, Outer) == Outer(3, ("a",), Inner(1.0))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + "more = 1\n", "inner.more: unknown key"),
        (GOOD.replace("steps = 3\n", ""), "steps: missing key"),
        (GOOD.replace("3", "true"), "steps: int is needed"),
        (GOOD.replace('["a"]', '["a", 1]'), r"names\[1\]: str is needed"),
        (GOOD.replace("rate = 1", 'rate = "x"'), "inner.rate: float is needed"),
        ("steps = ", "not TOML"),
    ],
)
def test_wrong_recipes_name_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    """Every error can be found without reading code."""
    path = tmp_path / "r.toml"
    path.write_text(text)
    with pytest.raises(RecipeError, match=rf"r\.toml: {message}"):
        read_recipe(path, Outer)


def test_no_file(tmp_path: Path) -> None:
    """A recipe that is not there is said to be missing."""
    with pytest.raises(RecipeError, match="no such recipe"):
        read_recipe(tmp_path / "none.toml", Outer)


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda p: p.stem)
def test_shipped_recipes(path: Path) -> None:
    """They fit their dataclasses, and their maps name labels that exist."""
    if path.stem.startswith("encoder"):
        assert read_recipe(path, PretrainRecipe).vocab_size >= 0
        return
    if path.stem.startswith("adopt"):
        assert len(read_recipe(path, AdoptRecipe).checksum) == 64
        return
    if path.stem == "wordbook":
        recipe_of_words = read_recipe(path, WordbookRecipe)
        assert recipe_of_words.dimensions % recipe_of_words.parts == 0
        return
    recipe = read_recipe(path, FinetuneRecipe)
    ours = SPAN_LABELS if recipe.data.span_labels == "khabar" else SCHEMES["anercorp"][:-1]
    for corpus in recipe.data.foreign:
        assert set(corpus.tags.outside) <= set(ours)
        assert {label for labels in corpus.tags.allows.values() for label in labels} <= {*ours, "O"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_tags_of_names_in_two_schemes_have_a_map(scheme: str) -> None:
    """What `python -m data names` writes is what the recipes read."""
    tags = read_recipe(RECIPES / "parts" / f"names-{scheme}.toml", ForeignTags)
    assert list(tags.allows) == list(SCHEMES[scheme])
    assert not set(tags.outside) & set(SCHEMES[scheme])


def test_a_shared_table_has_a_file_of_its_own(tmp_path: Path) -> None:
    """A path beside the recipe takes the place of a table; what is wrong in that file is said of that file."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "tags.toml").write_text('outside = ["PER"]\n[allows]\nMAN = ["PER"]\n', encoding="utf-8")
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('file = "f.conll"\nshare = 0.5\ntags = "parts/tags.toml"\n', encoding="utf-8")
    assert read_recipe(recipe, ForeignCorpus).tags == ForeignTags(("PER",), {"MAN": ("PER",)})
    (tmp_path / "parts" / "tags.toml").write_text("outside = []\n", encoding="utf-8")
    with pytest.raises(RecipeError, match=r"parts.tags\.toml: allows: missing key"):
        read_recipe(recipe, ForeignCorpus)


def test_absolute_paths_stay_at_home() -> None:
    """What a machine calls its folders is not told on."""
    kept = {"train": ("/a/somebody/gold.jsonl", "gold/dev.jsonl"), "/b/a.conll": 1, "seed": 1, "book": ""}
    with pytest.raises(RecipeError, match="two files of one name"):
        portable({"/a/gold.jsonl": 1, "/b/gold.jsonl": 2})
    assert portable(kept) == {"train": ["gold.jsonl", "gold/dev.jsonl"], "a.conll": 1, "seed": 1, "book": ""}
