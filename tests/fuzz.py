"""Coverage-guided fuzzing with atheris: `make fuzz`, or `python -m tests.fuzz TARGET -max_total_time=60`.

Each target feeds one door of Khabar with whatever the fuzzer finds and states what must hold there. The ordinary
tests state the same on random input; this looks further, for as long as asked.
"""

import contextlib
import io
import json
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import atheris  # pyright: ignore[reportMissingImports]
from starlette.testclient import TestClient

with atheris.instrument_imports(include=["khabar"]):
    import khabar.cli
    import khabar.manifest
    import khabar.reader
    from khabar.document import Document
    from khabar.fields import DocumentError, Where, parse_object
    from khabar.figures import find
    from khabar.records import parse_record
    from khabar.text import fold, normalise, split, split_words
    from tests.served import reader as shipped
    from tests.served import served

HERE = Where("fuzz", 1)
CLOSING = contextlib.ExitStack()
COMMANDS = [
    ["numbers", "--format", "jsonl"],
    ["analyze", "--format", "html"],
    ["analyze", "--input", "jsonl"],
    ["ledger", "--input", "jsonl"],
]
FIELDS = ("id", "text", "sentences", "documents", "title", "date", "options", "split", "threshold")


def text(data: bytes) -> None:
    """Sentences and words lie in the text one after the other; folding keeps the origin of every character."""
    sample = atheris.FuzzedDataProvider(data).ConsumeUnicode(4096)
    for spans in (list(split(sample)), list(split_words(sample))):
        ends = [0, *(end for _, end in spans)]
        assert all(last <= start < end <= len(sample) for last, (start, end) in zip(ends, spans, strict=False))
    folded = normalise(sample)
    assert folded.text == fold(sample)
    assert list(folded.origin) == sorted(folded.origin)


def figures(data: bytes) -> None:
    """Figures found lie in the text, and their text is what stands there."""
    sample = atheris.FuzzedDataProvider(data).ConsumeUnicode(4096)
    for figure in find(sample):
        assert 0 <= figure.start < figure.end <= len(sample)
        assert figure.text == sample[figure.start : figure.end]


def document(data: bytes) -> None:
    """A line is read as a document, which is written and read back the same, or it is refused by name."""
    with contextlib.suppress(DocumentError):
        read = Document.from_json(parse_object(data.decode("utf-8", "surrogateescape"), HERE), HERE)
        assert Document.from_json(read.to_json(), HERE) == read


def record(data: bytes) -> None:
    """A record is read, with its sentences inside its text, or refused by name."""
    with contextlib.suppress(DocumentError):
        read = parse_record(parse_object(data.decode("utf-8", "surrogateescape"), HERE), HERE)
        assert all(0 <= start < end <= len(read.text) for start, end in read.sentences or ())


def command(data: bytes) -> None:
    """A command on a stream ends with exit code 0, 1 or 2, whatever the bytes."""
    provider = atheris.FuzzedDataProvider(data)
    words = provider.PickValueInList(COMMANDS)
    stream = io.TextIOWrapper(io.BytesIO(provider.ConsumeBytes(4096)))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        before, sys.stdin = sys.stdin, stream
        try:
            assert khabar.cli.main(words) in (0, 1, 2)
        finally:
            sys.stdin = before


def reader(data: bytes) -> None:
    """The whole reader: the text comes back as it was, every offset slices to what it says, and the output is valid."""
    sample = atheris.FuzzedDataProvider(data).ConsumeUnicode(4096)
    read = shipped().read(sample)
    assert read.text == sample
    for span in (*read.entities, *read.figures):
        assert span.text == sample[span.start : span.end]
    assert Document.from_json(read.to_json(), HERE) == read


@cache
def client() -> TestClient:
    """A client of one server, which serves all runs."""
    return CLOSING.enter_context(served())


def server(data: bytes) -> None:
    """Any body is answered, bytes as they come or JSON of known fields and wild values: read, or refused with why."""
    provider = atheris.FuzzedDataProvider(data)
    raw = provider.ConsumeBool()
    body = data if raw else json.dumps({name: wild(provider, 2) for name in FIELDS if provider.ConsumeBool()})
    answer = client().post("/v1/analyze", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 400, 413, 422), answer.status_code
    assert answer.json()


def wild(provider: Any, depth: int) -> Any:
    """Any JSON value, nested so deep at most."""
    kind = provider.ConsumeIntInRange(0, 6 if depth else 4)
    if kind == 5:
        return [wild(provider, depth - 1) for _ in range(provider.ConsumeIntInRange(0, 3))]
    if kind == 6:
        return {name: wild(provider, depth - 1) for name in FIELDS if provider.ConsumeBool()}
    return (provider.ConsumeUnicode(200), "قال 3 شهود.", provider.ConsumeInt(8), provider.ConsumeFloat(), None)[kind]


@cache
def copied() -> tuple[Path, dict[str, Any]]:
    """A copy of the shipped model, and its manifest as JSON."""
    folder = Path(CLOSING.enter_context(TemporaryDirectory())) / "model"
    shutil.copytree(khabar.reader.shipped_model(), folder)
    return folder, json.loads((folder / khabar.manifest.FILE).read_text(encoding="utf-8"))


def manifest(data: bytes) -> None:
    """A model directory with any khabar.json is opened, and then it reads, or it is refused by name."""
    provider = atheris.FuzzedDataProvider(data)
    raw = provider.ConsumeBool()
    folder, whole = copied()
    changed = {name: wild(provider, 2) for name in whole if provider.ConsumeIntInRange(0, 7) == 0}
    (folder / khabar.manifest.FILE).write_bytes(data if raw else json.dumps(whole | changed).encode())
    with contextlib.suppress(khabar.manifest.ModelError):
        khabar.load(folder).read("قال 3 شهود.")


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (text, figures, document, record, command, reader, server, manifest)
}

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
