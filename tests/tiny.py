"""A made-up beat of news, and checkpoints small enough to be trained inside a test."""

import json
from pathlib import Path

import numpy as np
from transformers import BertConfig, BertModel

from khabar.text import fold
from train.encoder import EncoderShape, build_encoder
from train.tokenizer import train_tokenizer
from train.wordbook import quantise

PEOPLE = ("سمير الحلاق", "ليلى منصور", "كمال رزوق", "هدى الطويل")
PLACES = ("الزهراء", "وادي النور", "تل الرمان", "الشاطئ")
CUES = (("قال", "assert", "إن", ()), ("نفى", "deny", "", ("denial",)), ("أكد", "assert", "أن", ()))
COUNTS = (("3", "جنود"), ("15", "عاملا"), ("40", "مقعدا"))


def documents() -> list[dict]:
    """Annotated one-sentence documents in the shared format, every layer filled."""
    made = []
    for i, person in enumerate(PEOPLE * 3):
        place, (count, noun) = PLACES[i % len(PLACES)], COUNTS[i % len(COUNTS)]
        cue, polarity, opening, labels = CUES[i % len(CUES)]
        content = f"{opening} {count} {noun} وصلوا إلى {place}".strip()
        text = f"{cue} {person} {content}."
        made.append(
            {
                "id": f"tiny/{i}",
                "text": text,
                "sentences": [{"start": 0, "end": len(text), "labels": ["claim", "attribution", *labels]}],
                "entities": [part(text, person, "PER"), part(text, place, "GPE")],
                "figures": [part(text, count, "CARDINAL")],
                "statements": [
                    {
                        "source": part(text, person),
                        "cue": part(text, cue),
                        "content": part(text, content),
                        "polarity": polarity,
                    }
                ],
            }
        )
    return made


def part(text: str, piece: str, label: str | None = None) -> dict:
    """A span of the format for the first place where `piece` stands."""
    start = text.index(piece)
    span = {"start": start, "end": start + len(piece), "text": piece}
    return span | ({"label": label} if label else {})


def write_gold(path: Path) -> Path:
    """The documents as a file."""
    path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents()), encoding="utf-8")
    return path


def write_conll(path: Path) -> Path:
    """A CoNLL file with a tag set of its own."""
    names = [name.split() for name in PEOPLE]
    pairs = [(first, last, place) for first, last in names for place in PLACES[::3]]
    rows = (f"قال\tO\n{a}\tB-MAN\n{b}\tI-MAN\nفي\tO\n{p}\tB-SPOT\n.\tO\n" for a, b, p in pairs)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def write_wordbook(path: Path) -> Path:
    """Codes of two parts for every word of the documents."""
    words = sorted({fold(word) for document in documents() for word in document["text"].split()})
    vectors = np.random.default_rng(5).normal(size=(len(words), 6)).astype(np.float32)
    with path.open("wb") as handle:
        np.savez_compressed(handle, **quantise(words, vectors, 2, 1))
    return path


def write_encoder(folder: Path, kind: str) -> Path:
    """A random encoder of AraBERT's architecture ("bert") or of our own ("modernbert"), with a tokenizer."""
    folder.mkdir()
    tokenizer = train_tokenizer((d["text"] for d in documents() for _ in range(6)), 220)
    size = tokenizer.get_vocab_size()
    if kind == "bert":
        shape = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
        BertModel(BertConfig(vocab_size=size, **shape)).save_pretrained(folder)
    else:
        build_encoder(EncoderShape(layers=2, hidden=32, heads=2, intermediate=48), size).model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
