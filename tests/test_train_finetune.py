"""Fine-tuning from end to end on a tiny BERT, the architecture of AraBERT."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

import khabar
import tiny
from conftest import tiny_recipe
from khabar.labels import bio
from khabar.manifest import ModelError, file_sha256, read_manifest
from khabar.records import joined
from train.examples import read_conll
from train.finetune import finetune
from train.plan import ForeignCorpus, ForeignTags, load_examples
from train.recipe import RecipeError


def test_learns_and_exports_all_heads(tiny_model: Path) -> None:
    """What was learnt in torch is what the exported model says, through the Reader alone."""
    gold = tiny.documents()
    reader = khabar.load(tiny_model)
    read = reader.read_many([joined(d["id"], [d["text"]]) for d in gold])
    spans = [[(e.start, e.end, e.label) for e in d.entities] for d in read]
    wanted = [[(e["start"], e["end"], e["label"]) for e in d["entities"]] for d in gold]
    assert sum(a == b for a, b in zip(spans, wanted, strict=True)) >= 10
    polarities = [d.statements[0].polarity if d.statements else None for d in read]
    assert sum(a == g["statements"][0]["polarity"] for a, g in zip(polarities, gold, strict=True)) >= 10
    assert all(d.sentences[0].scores for d in read)
    assert reader.info()["scores"]["spans"] > 0.8


def test_goes_on_after_a_kill(tmp_path: Path) -> None:
    """Two epochs in one run and one epoch, a stop and another one end in the same scores."""
    tiny.write_gold(tmp_path / "gold.jsonl")
    encoder = tiny.write_encoder(tmp_path / "encoder", "modernbert")
    recipe = tiny_recipe("small.toml", encoder, "gold.jsonl", 2)
    lines: dict[str, list[str]] = {"whole": [], "stopped": []}
    for name in lines:
        (tmp_path / name).mkdir()
    finetune(recipe, tmp_path, tmp_path / "whole", lines["whole"].append)

    def stop(line: str) -> None:
        lines["stopped"].append(line)
        if len(lines["stopped"]) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finetune(recipe, tmp_path, tmp_path / "stopped", stop)
    finetune(recipe, tmp_path, tmp_path / "stopped", lines["stopped"].append)
    assert [json.loads(line)["epoch"] for line in lines["stopped"]] == [1, 2, 2]
    assert json.loads(lines["stopped"][-1]) == json.loads(lines["whole"][-1])


def test_conll_recipe_keeps_the_file_s_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any CoNLL file trains a tagger of its own label set; one this small is never sure."""
    monkeypatch.setattr("khabar.annotate.LEAST_CHANCE", 0.0)
    path = tiny.write_conll(tmp_path / "f.conll")
    encoder = tiny.write_encoder(tmp_path / "encoder", "modernbert")
    out = tmp_path / "out"
    out.mkdir()
    finetune(tiny_recipe("conll.toml", encoder, "f.conll", 8), tmp_path, out)
    reader = khabar.load(out)
    rows = list(read_conll(path))
    guess = reader.tag_words([words for words, _ in rows])
    assert [len(g) for g in guess] == [len(words) for words, _ in rows]
    assert sum(g == tags for g, (_, tags) in zip(guess, rows, strict=True)) >= 6
    assert reader.info()["span_labels"] == ["MAN", "SPOT"]
    document = reader.read("قال سمير الحلاق في الشاطئ")
    assert document.statements == () and document.sentences[0].scores is None


def test_a_file_s_own_labels_take_foreign_evidence(tmp_path: Path) -> None:
    """Other corpora are mapped to the labels of the file; a map to a label that it has not is refused by name."""
    tiny.write_conll(tmp_path / "f.conll")
    (tmp_path / "g.conll").write_text("زار\tO\nسمير\tB-PER\nدولة\tB-ORG\n", encoding="utf-8")
    corpus = ForeignCorpus("g.conll", 1.0, ForeignTags(("SPOT",), {"PER": ("MAN",), "ORG": ("SPOT", "O")}))
    recipe = tiny_recipe("conll.toml", tmp_path, "f.conll", 1)
    data = load_examples(replace(recipe, data=replace(recipe.data, foreign=(corpus,))), tmp_path)
    assert data.labels == ("MAN", "SPOT")
    tags = bio(data.labels)
    assert [{tags[i] for i in a} for a in data.foreign[0][0]["allowed"]] == [
        {"O", "B-SPOT", "I-SPOT"},
        {"B-MAN"},
        {"B-SPOT", "O"},
    ]
    wrong = replace(corpus, tags=ForeignTags((), {"PER": ("PER",), "ORG": ()}))
    with pytest.raises(RecipeError, match=r"data\.foreign: g\.conll: PER: not among MAN, SPOT"):
        load_examples(replace(recipe, data=replace(recipe.data, foreign=(wrong,))), tmp_path)


def test_other_labels_start_from_encoder_and_mixer(tiny_model: Path, tmp_path: Path) -> None:
    """A tagger of a file's own labels goes on from a model with ours; one of another width is refused by name."""
    tiny.write_conll(tmp_path / "f.conll")
    recipe = tiny_recipe("conll.toml", tiny_model / "encoder", "f.conll", 1)
    still = replace(recipe, schedule=replace(recipe.schedule, encoder_rate=0.0, head_rate=0.0))
    out = tmp_path / "out"
    out.mkdir()
    finetune(still, tmp_path, out, start=tiny_model)
    before, after = (load_file(folder / "heads.safetensors") for folder in (tiny_model, out))
    assert all(torch.equal(before[name], after[name]) for name in before if name.startswith("mixer."))
    assert before["span_tags.weight"].shape != after["span_tags.weight"].shape
    assert read_manifest(out).made["start"]["recipe"]["name"] == read_manifest(tiny_model).made["recipe"]["name"]
    fewer = replace(still, head=replace(still.head, dilations=(1,)))
    with pytest.raises(ValueError, match=r"heads\.safetensors: not the heads of this model: .*mixer\.neighbours"):
        finetune(fewer, tmp_path, tmp_path / "other", start=tiny_model)


def test_the_last_sentences_can_be_held_out(tmp_path: Path) -> None:
    """Without a development file, a share of the training file takes its place and is not trained on."""
    path = tiny.write_conll(tmp_path / "f.conll")
    recipe = tiny_recipe("conll.toml", tmp_path, "f.conll", 1)
    data = load_examples(replace(recipe, data=replace(recipe.data, dev="", hold_out=0.25)), tmp_path)
    sentences = [words for words, _ in read_conll(path)]
    kept = len(sentences) - len(sentences) // 4
    assert [e["words"] for e in data.train.to_list()] == sentences[:kept]
    assert [e["words"] for e in data.dev.to_list()] == sentences[kept:]
    with pytest.raises(RecipeError, match=r"data\.hold_out, not both"):
        load_examples(replace(recipe, data=replace(recipe.data, dev="", hold_out=0.0)), tmp_path)


def test_missing_data_is_named(tmp_path: Path) -> None:
    """A recipe without data says which file and which options."""
    with pytest.raises(RecipeError, match=r"gold\.jsonl: no such data file \(see --data"):
        load_examples(tiny_recipe("small.toml", tmp_path, "gold.jsonl", 1), tmp_path)


def test_reading_needs_no_torch(tiny_model: Path) -> None:
    """Inference imports neither torch nor transformers."""
    code = f"""
import sys, khabar
khabar.load({str(tiny_model)!r}).read("قال كمال رزوق إن 3 جنود وصلوا.")
assert not {{"torch", "transformers", "datasets"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_damaged_model_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    """A flipped byte in a graph is found before the graph is run."""
    for file in tiny_model.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    graph = bytearray((tmp_path / "model.onnx").read_bytes())
    graph[len(graph) // 2] ^= 1
    (tmp_path / "model.onnx").write_bytes(bytes(graph))
    with pytest.raises(ModelError, match=r"model\.onnx: does not match its checksum"):
        khabar.load(tmp_path)


def test_a_wordbook_goes_with_its_model(tmp_path: Path) -> None:
    """The exported model reads the codes of words, lists the file and is refused without it."""
    tiny.write_gold(tmp_path / "gold.jsonl")
    tiny.write_wordbook(tmp_path / "words.npz")
    encoder = tiny.write_encoder(tmp_path / "encoder", "modernbert")
    recipe = tiny_recipe("small.toml", encoder, "gold.jsonl", 4)
    out = tmp_path / "model"
    out.mkdir()
    finetune(replace(recipe, wordbook="words.npz"), tmp_path, out)
    known = "قال ليلى منصور إن 3 جنود وصلوا إلى الشاطئ."
    asked = [(known, (0, len(known)))]
    with_codes = khabar.load(out).score(asked)[0].logits
    np.savez(tmp_path / "none.npz", gaps=np.zeros((4, 0), np.uint8), codes=np.zeros((2, 0), np.uint8))
    shutil.copyfile(tmp_path / "none.npz", out / "words.npz")
    with pytest.raises(ModelError, match=r"words\.npz: does not match"):
        khabar.load(out)
    manifest = read_manifest(out)
    replace(manifest, files={**manifest.files, "words.npz": file_sha256(out / "words.npz")}).write(out)
    assert not np.allclose(khabar.load(out).score(asked)[0].logits, with_codes)
