"""Label Studio's JSON: a list of tasks whose annotation results are regions, their choices and relations.

Sentence labels and polarity are choices of a region. What a figure says, speakers and scores have no control that
fits all of them, and stand as JSON in a text area of the region. `labelstudio.xml` is the labelling interface for it.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from data.convert.graph import Link, Mark, document_of, marks_of
from khabar.document import Document
from khabar.fields import DocumentError, Where, mapping, sequence

LOST = ""

INTERFACE = Path(__file__).with_name("labelstudio.xml")

CHOICES = {"Sentence": ("sentence_labels", "labels"), "Cue": ("polarity", "polarity")}
"""For a label: the control that holds its choices, and the field they are."""


def keep(document: Document) -> Document:
    """The document as it comes back: whole."""
    return document


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write one file of tasks."""
    tasks = [
        {"id": number, "data": {"document": document.id, "text": document.text}, "annotations": [_annotation(document)]}
        for number, document in enumerate(documents, 1)
    ]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_predictions(out: TextIO, documents: Iterable[Document], model: str) -> None:
    """Write tasks that an annotator corrects: what a model says as predictions, regions with their scores.

    The score of a task is that of its least certain region, by which Label Studio can order tasks.
    """
    tasks: list[dict[str, Any]] = []
    for number, document in enumerate(documents, 1):
        annotation = _annotation(document)
        scores = {mark.key: mark.fields["score"] for mark in marks_of(document)[0] if "score" in mark.fields}
        for result in annotation["result"]:
            if result.get("id", "")[1:] in scores:
                result["score"] = scores[result["id"][1:]]
        prediction = {"model_version": model, "score": min(scores.values(), default=0.0), **annotation}
        data = {"document": document.id, "text": document.text}
        tasks.append({"id": number, "data": data, "predictions": [prediction]})
    out.write(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")


def _annotation(document: Document) -> dict[str, Any]:
    marks, links = marks_of(document)
    results = [result for mark in marks for result in _results(mark, document.text)]
    results += [
        {"type": "relation", "from_id": _region(link.cue), "to_id": _region(link.part), "direction": "right"}
        for link in links
    ]
    return {"result": results}


def _region(key: str) -> str:
    return f"r{key}"


def _results(mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    fields = dict(mark.fields)

    def result(control: str, kind: str, value: list[str]) -> dict[str, Any]:
        home = {"id": _region(mark.key), "from_name": control, "to_name": "text", "type": kind}
        return {**home, "value": {**place, "text" if kind == "textarea" else kind: value}}

    yield result("span", "labels", [mark.label])
    if mark.label in CHOICES:
        control, name = CHOICES[mark.label]
        chosen = fields.pop(name)
        if chosen:
            yield result(control, "choices", chosen if isinstance(chosen, list) else [chosen])
    if fields:
        yield result("fields", "textarea", [json.dumps(fields, ensure_ascii=False)])


def read(path: Path) -> Iterator[Document]:
    """The documents of a file: the first annotation of a task, else its first prediction. Raises DocumentError."""
    where = Where(str(path))
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise where.error(f"not JSON: {error}") from None
    for i, task in enumerate(sequence(tasks, where)):
        yield _document(mapping(task, where.at(i)), where.at(i))


def _document(task: dict[str, Any], where: Where) -> Document:
    try:
        given = [*task.get("annotations", []), *task.get("predictions", [])]
        marks, links = _parsed(given[0]["result"] if given else [])
        ident, text = task["data"].get("document", str(task.get("id", ""))), task["data"]["text"]
    except DocumentError:
        raise
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise where.error(f"not a task of this interface: {type(error).__name__} {error}") from None
    return document_of(ident, text, marks, links, where)


def _parsed(results: list[dict[str, Any]]) -> tuple[list[Mark], list[Link]]:
    marks: dict[str, Mark] = {}
    for result in results:
        if result["type"] == "labels":
            value, label = result["value"], result["value"]["labels"][0]
            marks[result["id"]] = Mark(result["id"], value["start"], value["end"], label, {})
    for result in results:
        if result["type"] == "choices":
            name = dict(CHOICES.values())[result["from_name"]]
            chosen = result["value"]["choices"]
            marks[result["id"]].fields[name] = chosen if name == "labels" else chosen[0]
        elif result["type"] == "textarea":
            marks[result["id"]].fields.update(json.loads("".join(result["value"]["text"])))
    links = [Link(result["from_id"], result["to_id"]) for result in results if result["type"] == "relation"]
    return list(marks.values()), links
