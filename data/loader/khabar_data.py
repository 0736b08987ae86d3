"""The gold data as a `datasets` data set: `khabar_data.load("test")`.

Everything is read from the files of the checkout, strictly and without a network. The features are drawn from the
JSON Schema of the document format, so that they hold every field of every layer. Columns have one type and no
absent keys, hence three differences from the JSON: `value` is a pair of `number` and `timex`, of which one may be
filled; numbers are floats; a key that a document does not have is None.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from khabar.document import read_documents
from khabar.schema import json_schema

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict, Features

GOLD = Path(__file__).parents[1] / "gold"
SPLITS = ("train", "dev", "test")


@overload
def load(split: None = None, *, folder: Path = GOLD) -> "DatasetDict": ...


@overload
def load(split: str, *, folder: Path = GOLD) -> "Dataset": ...


def load(split: str | None = None, *, folder: Path = GOLD) -> "Dataset | DatasetDict":
    """One split, or all of them, a document a row; labels are ClassLabels in the order of khabar.labels.

    Raises ValueError for an unknown split, FileNotFoundError for a missing file, DocumentError for a bad line, and
    ModuleNotFoundError that says what to install.
    """
    datasets = _datasets()
    if split is None:
        return datasets.DatasetDict({name: load(name, folder=folder) for name in SPLITS})
    if split not in SPLITS:
        raise ValueError(f"split: {split!r} is not one of {', '.join(SPLITS)}")
    plain = folder / f"{split}.jsonl"
    path = next((p for p in (plain, folder / f"{plain.name}.xz") if p.is_file()), None)
    if path is None:
        raise FileNotFoundError(f"{plain}: no such file, where split {split!r} should be")
    types = features()
    rows = [_row(types, document.to_json()) for document in read_documents(path)]
    return datasets.Dataset.from_list(rows, features=types, split=datasets.NamedSplit(split))


def features() -> "Features":
    """The columns: id, text, sentences, entities, figures, statements, nested as in the document format."""
    schema = json_schema()
    return _datasets().Features(_properties(schema, schema["$defs"]))


def _properties(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _feature(value, definitions) for key, value in schema["properties"].items()}


def _feature(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Any:
    """The feature for a piece of the schema; null is allowed everywhere."""
    datasets = _datasets()
    if "anyOf" in schema:
        return _feature(schema["anyOf"][0], definitions)
    if "$ref" in schema:
        return _properties(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "enum" in schema:
        return datasets.ClassLabel(names=schema["enum"])
    if schema["type"] == "array":
        return [_feature(schema["items"] or schema["prefixItems"][0], definitions)]
    if schema["type"] == "object":
        values = _feature(schema["additionalProperties"], definitions)
        return dict.fromkeys(schema["propertyNames"]["enum"], values)
    if schema["type"] == ["number", "string"]:
        return {"number": datasets.Value("float64"), "timex": datasets.Value("string")}
    types = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}
    return datasets.Value(types[schema["type"]])


def _row(feature: Any, data: Any) -> Any:
    """Data as its feature wants it, with None for what is not there."""
    if data is None:
        return None
    if isinstance(feature, Mapping):
        if set(feature) == {"number", "timex"}:
            return {"number": None, "timex": data} if isinstance(data, str) else {"number": float(data), "timex": None}
        return {key: _row(inner, data.get(key)) for key, inner in feature.items()}
    if isinstance(data, list):
        (inner,) = feature if isinstance(feature, list) else [feature.feature]
        return [_row(inner, item) for item in data]
    return feature.str2int(data) if hasattr(feature, "str2int") else data


def _datasets() -> Any:
    try:
        import datasets
    except ModuleNotFoundError:
        raise ModuleNotFoundError("loading the gold data needs datasets: pip install 'khabar[data]'") from None
    return datasets
