"""What came before the last training of a shipped model, packed beside its manifest.

A mean of trainings that began with other means has an account longer than all else that the manifest says, and reading
never asks for it: the manifest keeps the last training, this file those before and beside it.
"""

import json
import lzma
from dataclasses import replace
from pathlib import Path
from typing import Any

from khabar.manifest import Manifest

HISTORY = "history.json.xz"
_BEFORE = ("start", "averaged")


def set_apart(manifest: Manifest, made: dict[str, Any], out: Path) -> None:
    """Write the manifest with the last training of the account `made` into `out`, the others beside it."""
    before = {key: made[key] for key in _BEFORE if made.get(key)}
    replace(manifest, made={key: value for key, value in made.items() if key not in before}).write(out)
    (out / HISTORY).unlink(missing_ok=True)
    if before:
        packed = lzma.compress(json.dumps(before, ensure_ascii=False).encode(), preset=9 | lzma.PRESET_EXTREME)
        (out / HISTORY).write_bytes(packed)


def whole_account(folder: Path, manifest: Manifest) -> dict[str, Any]:
    """The account of all trainings of the model in `folder`, shipped or not. Raises ValueError for a damaged file."""
    path = folder / HISTORY
    if not path.is_file():
        return dict(manifest.made)
    try:
        return dict(manifest.made) | json.loads(lzma.decompress(path.read_bytes()))
    except (lzma.LZMAError, EOFError, ValueError, TypeError) as error:
        raise ValueError(f"{path}: not an object of JSON compressed by xz: {error}") from None
