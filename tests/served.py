"""The shipped model behind the server, in this process, for tests of the server's parts."""

import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from khabar.annotate import SentenceScores
from khabar.reader import Reader, shipped_model
from khabar.server.app import create_app
from khabar.server.limits import Limits

ARTICLE = (Path(__file__).parents[1] / "examples" / "tel-al-sanabil.txt").read_text(encoding="utf-8")
TEXTS = ("نفت الوزارة إصابة 12 جندياً.", "وصل ثلاثة جرحى أمس. وقال العمدة إن الطريق مفتوح.", "؟", "", ARTICLE[:600])


@cache
def reader() -> Reader:
    """The shipped model, loaded once."""
    return Reader(shipped_model(), threads=1)


class GatedReader(Reader):
    """Reads like the shipped model, but only while its gate is open; `batches` are the sizes of what was asked."""

    def __init__(self) -> None:
        super().__init__(shipped_model(), threads=1)
        self.gate = threading.Event()
        self.begun = threading.Event()
        self.batches: list[int] = []

    def score(self, sentences: Sequence[tuple[str, tuple[int, int]]]) -> list[SentenceScores]:
        """Wait for the gate, then read."""
        self.batches.append(len(sentences))
        self.begun.set()
        assert self.gate.wait(60)
        return super().score(sentences)


class FailingReader(Reader):
    """Fails at sentences with a certain word, and says that word in its error."""

    WORD = "سرّي"

    def score(self, sentences: Sequence[tuple[str, tuple[int, int]]]) -> list[SentenceScores]:
        """Read, unless the word is there."""
        for text, (start, end) in sentences:
            if self.WORD in text[start:end]:
                raise KeyError(text[start:end])
        return super().score(sentences)


def served(
    reading: Reader | None = None, *, limits: Limits | None = None, **options: Any
) -> AbstractContextManager[TestClient]:
    """A client of a server that runs while the context lasts."""
    app = create_app(reading or reader(), limits or Limits(), **options)
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
