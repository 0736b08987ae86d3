"""The manifest: which files the gold of a version consists of, and what they hold.

A score means nothing without the exact data it was measured on; the checksum in the manifest is what a report can
name.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from data import SPLITS, split_of, split_path
from data.stats import stats
from khabar.document import read_documents
from khabar.ledger_links import LEDGER, links_path, read_links

FIRST_VERSION = "0.1.0"


def build_manifest(gold: Path, version: str) -> dict[str, Any]:
    """The manifest of the splits in a folder."""
    splits = {}
    ledgers: dict[str, Any] = {}
    for path in sorted(split_path(split, gold) for split in SPLITS):
        if not path.exists():
            continue
        counts, name = stats(list(read_documents(path))), split_of(path)
        splits[name] = {"file": f"gold/{path.name}", "sha256": _digest(path), **counts["text"]}
        splits[name] |= {key: counts[key] for key in ("sentence labels", "spans", "polarities", "roles")}
        if (links := links_path(path)).exists():
            events = [event for _, event in read_links(links)]
            ledgers[name] = {"file": f"gold/{links.name}", "sha256": _digest(links), "events": len(events)}
            ledgers[name]["things"] = sum(len(event.things) for event in events)
            ledgers[name]["denials"] = sum(len(event.denials) for event in events)
    return {"name": "khabar-gold", "version": version, "licence": "CC-BY-4.0", "splits": splits, "ledgers": ledgers}


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """The manifest as TOML."""
    return "# Written by `python -m data manifest`.\n" + "\n".join(_table("", manifest)) + "\n"


def version_of(path: Path) -> str:
    """The version a manifest names."""
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["version"]) if path.exists() else FIRST_VERSION


def check_manifest(path: Path, files: Sequence[Path]) -> Iterator[str]:
    """Where the manifest and the files disagree."""
    if not path.exists():
        yield f"{path}: missing"
        return
    recorded = tomllib.loads(path.read_text(encoding="utf-8"))
    ledgers = [links for file in files if (links := links_path(file)).exists()]
    for kind, found in (("splits", files), ("ledgers", ledgers)):
        known = recorded.get(kind, {})
        names = {split_of(file).removeprefix(LEDGER): file for file in found}
        for name, file in names.items():
            if name not in known:
                yield f"{path}: {kind}.{name}: not in the manifest"
            elif known[name]["sha256"] != _digest(file):
                yield f"{path}: {kind}.{name}: sha256 differs from {file}; run `python -m data manifest`"
        for name in sorted(known.keys() - names.keys()):
            yield f"{path}: {kind}.{name}: no such file"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _table(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    if name:
        yield f"\n[{name}]"
    for key, value in table.items():
        if not isinstance(value, Mapping):
            yield f"{_key(key)} = {json.dumps(value, ensure_ascii=False)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _table(f"{name}.{_key(key)}" if name else _key(key), value)


def _key(key: str) -> str:
    bare = key.replace("-", "").replace("_", "")
    return key if bare.isalnum() and bare.isascii() else json.dumps(key, ensure_ascii=False)
