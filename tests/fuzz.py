"""Coverage-guided fuzzing with atheris: `make fuzz`, or `python -m tests.fuzz TARGET -max_total_time=60`.

Each target feeds one door of Khabar with whatever the fuzzer finds and states what must hold there. The ordinary
tests state the same on random input; this looks further, for as long as asked.
"""

import contextlib
import io
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # pyright: ignore[reportMissingImports]

with atheris.instrument_imports(include=["khabar"]):
    import khabar.cli
    import khabar.manifest
    from khabar.document import Document
    from khabar.fields import DocumentError, Where, parse_object
    from khabar.figures import find
    from khabar.records import parse_record
    from khabar.text import fold, normalise, split, split_words

HERE = Where("fuzz", 1)


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
    """`khabar numbers` on a stream ends with exit code 0, 1 or 2, whatever the bytes."""
    stream = io.TextIOWrapper(io.BytesIO(data))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        before, sys.stdin = sys.stdin, stream
        try:
            assert khabar.cli.main(["numbers", "--format", "jsonl"]) in (0, 1, 2)
        finally:
            sys.stdin = before


def manifest(data: bytes) -> None:
    """A model directory with any khabar.json is refused by name."""
    with TemporaryDirectory() as folder:
        (Path(folder) / khabar.manifest.FILE).write_bytes(data)
        with contextlib.suppress(khabar.manifest.ModelError):
            khabar.manifest.read_manifest(Path(folder))


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (text, figures, document, record, command, manifest)
}

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
