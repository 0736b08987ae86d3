import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasets import ClassLabel, Dataset, DatasetDict, Features, Value

import data
import khabar_data
from khabar.document import Document, DocumentError, Part, read_documents, write_documents
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, POLARITIES, ROLES, SENTENCE_LABELS
from sample import sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for split in khabar_data.SPLITS:
        write_documents(tmp_path / f"{split}.jsonl", [sample(), Document("empty", "")])
    return tmp_path


def plain(feature: Any, value: Any) -> Any:
    """Names instead of numbers, and no keys that are None: what the document format has."""
    if isinstance(value, list):
        return [plain(feature.feature, item) for item in value]
    if isinstance(value, dict):
        return {key: found for key, item in value.items() if (found := plain(feature[key], item)) is not None} or None
    return feature.int2str(value) if isinstance(feature, ClassLabel) and value is not None else value


def without_null(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [without_null(item) for item in value]
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    return value


def test_rows_hold_every_field_of_every_layer_of_the_gold() -> None:
    for split in data.SPLITS:
        rows = khabar_data.load(split)
        documents = list(read_documents(data.split_path(split)))
        assert len(rows) == len(documents) > 0
        for row, document in zip(rows, documents, strict=True):
            found = {key: plain(feature, row[key]) for key, feature in rows.features.items()}  # pyright: ignore
            wanted = without_null(document.to_json())
            for figure in wanted["figures"]:
                if "value" in figure:
                    figure["value"] = {"timex" if isinstance(figure["value"], str) else "number": figure["value"]}
            assert found == wanted


def test_features_are_typed_and_nested() -> None:
    features = khabar_data.features()
    assert isinstance(features, Features)
    [sentence, entity, figure, statement] = [
        features[layer].feature for layer in ("sentences", "entities", "figures", "statements")
    ]
    assert sentence["labels"].feature.names == list(SENTENCE_LABELS)
    assert sentence["scores"] == {label: Value("float64") for label in SENTENCE_LABELS}
    assert (entity["label"].names, figure["label"].names) == (list(ENTITY_LABELS), list(FIGURE_LABELS))
    assert (figure["role"].names, statement["polarity"].names) == (list(ROLES), list(POLARITIES))
    assert (entity["start"], statement["inherited"], statement["cue"]["text"]) == (
        Value("int64"),
        Value("bool"),
        Value("string"),
    )
    assert set(statement["source"]) == set(Part.__dataclass_fields__)


def test_all_splits_or_one(folder: Path) -> None:
    everything = khabar_data.load(folder=folder)
    assert isinstance(everything, DatasetDict)
    assert list(everything) == ["train", "dev", "test"]
    one = khabar_data.load("dev", folder=folder)
    assert isinstance(one, Dataset)
    assert str(one.split) == "dev"
    assert one["id"][:] == ["sample", "empty"]
    assert one[0]["statements"][2]["content"] is None
    assert one[0]["sentences"][0]["scores"] == {"claim": 0.98, "attribution": 0.99, "denial": 0.7}
    assert one[1]["sentences"] == []


def test_what_cannot_be_loaded_is_named(folder: Path) -> None:
    with pytest.raises(ValueError, match="split: 'validation' is not one of train, dev, test"):
        khabar_data.load("validation", folder=folder)
    (folder / "dev.jsonl").unlink()
    with pytest.raises(FileNotFoundError, match=r"dev\.jsonl: no such file, where split 'dev' should be"):
        khabar_data.load(folder=folder)
    (folder / "test.jsonl").write_text('{"id": "x"}\n')
    with pytest.raises(DocumentError, match=r"test\.jsonl:1: text: missing"):
        khabar_data.load("test", folder=folder)


def test_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'khabar\[data\]'"):
        khabar_data.load("test")


def test_a_split_may_be_compressed(folder: Path) -> None:
    plain = khabar_data.load("dev", folder=folder)
    write_documents(folder / "dev.jsonl.xz", read_documents(folder / "dev.jsonl"))
    (folder / "dev.jsonl").unlink()
    assert khabar_data.load("dev", folder=folder).to_list() == plain.to_list()


def test_it_reads_the_splits_of_the_checkout() -> None:
    assert (khabar_data.GOLD, khabar_data.SPLITS) == (data.GOLD, data.SPLITS)


def test_an_editable_install_finds_it_from_anywhere(tmp_path: Path) -> None:
    code = "import sys, khabar_data; print(khabar_data.GOLD, 'datasets' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == f"{data.GOLD} False", done.stderr
