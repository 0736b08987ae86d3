"""What an encoder's pretraining.json tells: where its weights began, and each run of pretraining since."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "pretraining.json"
LICENCE = "LICENSE"


@dataclass(frozen=True)
class Account:
    """`adopted` is what `train adopt` noted, None for weights that began at random; `runs` go from old to new."""

    adopted: dict[str, Any] | None
    runs: tuple[dict[str, Any], ...]

    @property
    def shape(self) -> str:
        """Layers, width and heads in words."""
        shape = self.runs[-1]["recipe"]["encoder"] if self.runs else (self.adopted or {})["shape"]
        return f"{shape['layers']} layers of width {shape['hidden']}, {shape['heads']} heads"

    @property
    def origin(self) -> str:
        """Where the weights come from, in a phrase."""
        began = "adopted from multilingual-e5-small" if self.adopted else "pretrained from scratch"
        return f"{began}, {self.tokens:.1f} million tokens seen here" if self.runs else began

    @property
    def tokens(self) -> float:
        """Tokens seen by all runs here, in millions."""
        return sum(run["progress"]["tokens"] for run in self.runs) / 1e6

    @property
    def corpora(self) -> list[str]:
        """Every corpus that shaped the weights, as corpora.toml names it, each once."""
        recipes = [run["recipe"] for run in self.runs]
        names = ["multilingual-e5-small"] if self.adopted else []
        for recipe in [self.adopted["recipe"], *recipes] if self.adopted else recipes:
            names += [corpus["file"] for corpus in recipe["corpora"]]
        return list(dict.fromkeys(names))


def read_account(folder: Path) -> Account:
    """The account of the encoder in `folder`."""
    return account_of(json.loads((folder / FILE).read_text(encoding="utf-8")))


def account_of(note: dict[str, Any]) -> Account:
    """The account in a note: {"adopted": …} from `train adopt`, {"runs": […]} from pretraining, or both."""
    return Account(note.get("adopted"), tuple(note.get("runs", ())))


def write_account(account: Account, folder: Path) -> None:
    """Write it beside the encoder in `folder`."""
    note = {"adopted": account.adopted, "runs": list(account.runs)}
    (folder / FILE).write_text(json.dumps(note, indent=1), encoding="utf-8")


def hand_on_licence(folder: Path, target: Path) -> None:
    """Copy the licence of the encoder in `folder`, if it has one of its own, to the file `target`."""
    if (folder / LICENCE).is_file():
        shutil.copyfile(folder / LICENCE, target)
