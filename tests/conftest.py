"""What several tests need: models trained once a session, a browser, and the server with the shipped model."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

import tiny
from reading_page import PATIENCE_MS, Visit, visiting
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
        wordbook="",
        data=replace(recipe.data, train=(train,), dev=train, hold_out=0.0, foreign=()),
        head=replace(recipe.head, width=32, cue_width=16, dropout=0.0),
        schedule=replace(schedule, ema=0.0, word_dropout=0.0, code_dropout=0.0, mention_swap=0.0),
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


def lacking(what: str) -> NoReturn:
    """Skip for want of something; with CI set, where nothing may be skipped, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI is set")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The Chromium of the system; closed after each module, since its event loop would be in the way of others."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright (pip install '.[dev]')")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((path for name in names if (path := shutil.which(name))), None)
    if path is None:
        lacking("Chromium")
    arguments = ["--no-sandbox", "--disable-background-networking"]
    with sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=path, args=arguments, timeout=PATIENCE_MS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of `khabar serve` with the shipped model."""
    pytest.importorskip("fastapi")
    command = [sys.executable, "-c", "from khabar.cli import main; raise SystemExit(main())", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr
        yield server.stderr.readline().split()[-1]
        server.terminate()


@pytest.fixture
def visit(browser: Any, site: str) -> Iterator[Visit]:
    """Opens the reading page."""
    with visiting(browser, site) as found:
        yield found
