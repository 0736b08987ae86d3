"""Put a trained model where it ships from, and write the cards: `python -m train ship OUT models/khabar-small`.

Only what inference reads is copied. The cards are generated from the manifest, the encoder's own account, the list of
corpora and the evaluation reports; run it again with --card-only once the reports of the shipped folder are made.
"""

import argparse
import json
import shutil
import tomllib
from pathlib import Path
from string import Template
from typing import Any

import numpy as np

from eval.card import read_report, section
from khabar.manifest import check_files, read_manifest
from khabar.wordbook import FILE as WORDBOOK
from khabar.wordbook import read_wordbook
from train.account import Account, hand_on_licence, read_account
from train.curve import draw_curve
from train.history import set_apart, whole_account

HERE = Path(__file__).parent
ENCODER_LICENCE = "ENCODER-LICENSE"


def ship(source: Path, out: Path, encoder: Path) -> None:
    """Copy the exported graphs and tokenizer, and the licence of an encoder that has its own; write the manifest.

    Raises ModelError when they do not belong together.
    """
    manifest = read_manifest(source)
    check_files(source, manifest)
    out.mkdir(parents=True, exist_ok=True)
    for name in manifest.files:
        shutil.copyfile(source / name, out / name)
    set_apart(manifest, whole_account(source, manifest), out)
    hand_on_licence(encoder, out / ENCODER_LICENCE)


def model_card(folder: Path, account: Account, reports: list[Path]) -> str:
    """The card of a shipped model in Markdown; `account` is that of its encoder."""
    manifest = read_manifest(folder)
    made = whole_account(folder, manifest)
    return _template("model.md").substitute(
        name=manifest.name,
        size=f"{sum((folder / name).stat().st_size for name in manifest.files) / 2**20:.1f}",
        encoder=f"{account.shape}, {account.origin}",
        wordbook=_wordbook(folder) if WORDBOOK in manifest.files else "none",
        encoder_licence=_encoder_licence(folder),
        heads=", ".join(manifest.heads),
        stages="; then ".join(stages(made)),
        thresholds=", ".join(f"{label} {rule.threshold:g}" for label, rule in manifest.sentences.items()),
        corpora=corpora_table([*_data(made), *account.corpora]),
        scores=section([read_report(path) for path in reports]) if reports else "",
        recipe=json.dumps(made["recipe"], ensure_ascii=False, indent=1),
    )


def _data(made: dict[str, Any]) -> list[str]:
    """Data files of a training and of those it started from, each once."""
    before = _data(made["start"]) if made.get("start") else []
    return list(dict.fromkeys([*made["data"], *before]))


def stages(made: dict[str, Any]) -> list[str]:
    """A training and those it started from, the first one first."""
    before = stages(made["start"]) if made.get("start") else []
    schedule = made["recipe"]["schedule"]
    told = f"{made['recipe']['name']}, epoch {made['epoch']} of {schedule['epochs']}, seed {schedule['seed']}"
    others = [stages(other)[-1] for other in made.get("averaged", ())]
    return [*before, f"the mean of {' and '.join((told, *others))}" if others else told]


def encoder_card(folder: Path) -> str:
    """The card of a packed encoder in Markdown; draws the learning curve of its runs beside it."""
    account = read_account(folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if account.runs:
        draw_curve([run["log"] for run in account.runs], folder / "curve.svg")
    return _template("encoder.md").substitute(
        shape=account.shape,
        pieces=f"{config['vocab_size']:,}",
        began=_began(account),
        runs="\n\n".join(_run(run) for run in account.runs) or "None since.",
        curve="![Held-out loss as tokens grow](curve.svg)" if account.runs else "",
        corpora=corpora_table(account.corpora),
        measured=_text("measured.md"),
    )


def _began(account: Account) -> str:
    if account.adopted is None:
        return _text("scratch.md")
    recipe = account.adopted["recipe"]
    return (
        _template("adopted.md")
        .substitute(
            layers=recipe["layers"],
            pieces=f"{recipe['vocab_size']:,}",
            wholes=f"{recipe['words']:,}",
            words=f"{account.adopted['words'] / 1e6:.1f}",
        )
        .strip()
    )


def _run(run: dict[str, Any]) -> str:
    progress, last, pruned = run["progress"], run["log"][-1], run.get("pruned")
    dropped = "\nThen {dropped} pieces were dropped that it met fewer than {least} times (`python -m train prune`)."
    return (
        _template("run.md")
        .substitute(
            steps=f"{progress['step']:,}",
            tokens=f"{progress['tokens'] / 1e6:.1f}",
            minutes=f"{progress['seconds'] / 60:.0f}",
            loss=f"{last['held_out_loss']:.2f}",
            perplexity=f"{last['pseudo_perplexity']:.0f}",
            pruned=dropped.format(**pruned) if pruned else "",
        )
        .strip()
    )


def corpora_table(files: list[str]) -> str:
    """Name, size and licence of each corpus, compressed or not. Raises ValueError for one not in corpora.toml."""
    known = tomllib.loads((HERE / "corpora.toml").read_text(encoding="utf-8"))
    names = dict.fromkeys(name.removesuffix(".xz") for name in files)
    for name in names:
        if name not in known:
            raise ValueError(f"corpora.toml: {name}: not listed")
    rows = [known[name] for name in names]
    lines = [f"| {row['name']} | {row['size']} | {row['licence']} |" for row in rows]
    return "\n".join(["| corpus | size | licence as declared by its publisher |", "|---|---|---|", *lines])


def _text(name: str) -> str:
    return (HERE / "cards" / name).read_text(encoding="utf-8").strip()


def _template(name: str) -> Template:
    return Template((HERE / "cards" / name).read_text(encoding="utf-8"))


def _encoder_licence(folder: Path) -> str:
    licensed = (folder / ENCODER_LICENCE).exists()
    text = f"The weights that the encoder started from have a [licence]({ENCODER_LICENCE}) of their own."
    return text if licensed else ""


def _wordbook(folder: Path) -> str:
    book = read_wordbook(folder / WORDBOOK)
    with np.load(folder / WORDBOOK, allow_pickle=False) as arrays:
        recipe = json.loads(str(arrays["recipe"]))
    made = f"learned from {', '.join(recipe['corpora'])} by `python -m train wordbook`"
    return f"{len(book):,} words with {book.parts} codes each, {made}"


def main(argv: list[str]) -> int:
    """Command line of `python -m train ship`."""
    parser = argparse.ArgumentParser(prog="python -m train ship", description=__doc__.split("\n")[0])
    parser.add_argument("source", type=Path, help="folder written by finetune")
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="packed encoder the model was trained from")
    parser.add_argument("--report", type=Path, nargs="*", default=[], help="report.json of eval runs of OUT")
    parser.add_argument("--card-only", action="store_true", help="write the cards again, copy nothing")
    a = parser.parse_args(argv)
    if not a.card_only:
        ship(a.source, a.out, a.encoder)
    (a.out / "README.md").write_text(model_card(a.out, read_account(a.encoder), a.report), encoding="utf-8")
    (a.encoder / "README.md").write_text(encoder_card(a.encoder), encoding="utf-8")
    return 0
