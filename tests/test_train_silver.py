"""Raw news labelled by a model: only what it is sure of, and nothing that is kept apart."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

import tiny
from conftest import tiny_recipe
from khabar.document import Document, Entity, Part, Sentence, Statement, read_documents, write_documents
from khabar.manifest import read_manifest
from train.finetune import finetune
from train.silver import main, sure

TEXT = "قالت سلمى نعم. لا. "


def document(span: float, said: float, label: float) -> Document:
    """Two sentences, of which the first holds a name and a statement."""
    return Document(
        "a",
        TEXT,
        (Sentence(0, 14, ("claim",), {"claim": label}), Sentence(15, 18, (), {"claim": 0.01})),
        (Entity(5, 9, "سلمى", "PER", span),),
        (),
        (Statement(None, Part(0, 4, "قالت"), None, "assert", said),),
    )


@pytest.mark.parametrize(("span", "said", "label"), [(0.69, 0.9, 0.9), (0.9, 0.69, 0.9), (0.9, 0.9, 0.5)])
def test_a_doubt_about_one_thing_is_enough(span: float, said: float, label: float) -> None:
    """Spans, statements and labels count alike; a label that is surely absent is no doubt."""
    doubtful, clear = document(span, said, label), document(0.9, 0.9, 0.1)
    assert not sure(doubtful, doubtful.sentences[0], 0.7)
    assert sure(clear, clear.sentences[0], 0.7)


def test_empty_sentences_teach_nothing() -> None:
    """A sentence without any span or statement is left out."""
    read = document(0.9, 0.9, 0.9)
    assert not sure(read, read.sentences[1], 0.7)


def test_labelled_news_is_training_data(tiny_model: Path, tmp_path: Path) -> None:
    """What the program writes is read as documents, and a recipe draws its sentences; known ones are kept apart."""
    texts = [d["text"] for d in tiny.documents()]
    raw = "".join(json.dumps({"id": str(i), "title": "", "text": t}) + "\n" for i, t in enumerate(texts))
    (tmp_path / "raw.jsonl.zst").write_bytes(zstandard.compress(raw.encode()))
    out, apart = tmp_path / "silver.jsonl", tmp_path / "apart.jsonl"
    command = [str(tiny_model), "--corpus", str(tmp_path / "raw.jsonl.zst"), "--stride", "1", "--least", "0.3"]
    assert main([*command, "--out", str(out)]) == 0
    found = list(read_documents(out))
    assert found and all(d.sentences for d in found)
    write_documents(apart, [Document("k", texts[0], (Sentence(0, len(texts[0]), ()),))])
    assert main([*command, "--without", str(apart), "--out", str(out)]) == 0
    fewer = list(read_documents(out))
    assert texts[0].strip() not in {d.text.strip() for d in fewer} and len(fewer) < len(found)

    tiny.write_gold(tmp_path / "gold.jsonl")
    first = tiny_recipe("small.toml", tiny_model / "encoder", "silver.jsonl", 1)
    first = replace(first, data=replace(first.data, dev="gold.jsonl"))
    second = tiny_recipe("small.toml", tiny_model / "encoder", "gold.jsonl", 1)
    for name, recipe, start in (("first", first, None), ("second", second, tmp_path / "first")):
        (tmp_path / name).mkdir()
        finetune(recipe, tmp_path, tmp_path / name, start=start)
    made = read_manifest(tmp_path / "second").made
    assert list(made["data"]) == ["gold.jsonl"] and "silver.jsonl" in made["start"]["data"]
