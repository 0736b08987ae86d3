"""Raw text into token shards: one flat uint16 array a source, documents separated by [SEP].

Shards are what pretraining reads, what skip-gram vectors are learned from and what is moved to another
machine; a source is tokenised once and reused while its file and tokenizer keep their checksums.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from tokenizers import Tokenizer

from khabar.manifest import file_sha256
from khabar.text import fold, split_words


def read_texts(path: Path) -> Iterator[str]:
    """Titles and texts of a `.jsonl.zst` corpus (one document a line: id, title, text), a document each."""
    with path.open("rb") as raw:
        reader = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8")
        for number, line in enumerate(reader, 1):
            try:
                record = json.loads(line)
                yield f"{record.get('title') or ''}\n{record['text']}"
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise ValueError(f"{path}:{number}: text: {error!r}") from None


def words_of(text: str) -> str:
    """The folded words of a text, joined by blanks: the form in which the tokenizer meets all text."""
    return " ".join(fold(text[start:end]) for start, end in split_words(text))


def shard(source: Path, tokenizer: Tokenizer, out: Path) -> np.ndarray:
    """Token ids of a corpus, from `out` when that was made from the same file with the same tokenizer."""
    key = hashlib.sha256((file_sha256(source) + tokenizer.to_str()).encode()).hexdigest()
    note = out.with_suffix(".json")
    if note.exists() and json.loads(note.read_text(encoding="utf-8"))["key"] == key:
        return np.load(out, mmap_mode="r", allow_pickle=False)
    separator = np.array([tokenizer.token_to_id("[SEP]")], np.uint16)
    pieces: list[np.ndarray] = []
    for batch in _batches(read_texts(source), 512):
        for encoding in tokenizer.encode_batch_fast([words_of(t) for t in batch], add_special_tokens=False):
            pieces += [np.array(encoding.ids, np.uint16), separator]
    ids = np.concatenate(pieces)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.save(out, ids, allow_pickle=False)
    note.write_text(json.dumps({"key": key, "tokens": len(ids), "source": source.name}), encoding="utf-8")
    return ids


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
