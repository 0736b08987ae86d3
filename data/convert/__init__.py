"""Move annotated documents between Khabar's JSON lines and the formats of annotation tools and taggers.

Every format is a module with `read(path)`, `write(path, documents)`, `keep(document)` — the document as far as the
format can hold it, which is what comes back — and `LOST`, which says in words what it cannot hold.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from data.convert import brat, conll, docbin, doccano, labelstudio
from khabar.document import Document, read_documents, write_documents

Reader = Callable[[Path], Iterator[Document]]
Writer = Callable[[Path, Iterable[Document]], None]

FORMATS: dict[str, tuple[Reader, Writer, str]] = {
    "jsonl": (read_documents, write_documents, ""),
    "conll": (conll.read, conll.write, conll.LOST),
    "brat": (brat.read, brat.write, brat.LOST),
    "doccano": (doccano.read, doccano.write, doccano.LOST),
    "labelstudio": (labelstudio.read, labelstudio.write, labelstudio.LOST),
    "docbin": (docbin.read, docbin.write, docbin.LOST),
}


def convert(source: Path, target: Path, read: str, write: str) -> str:
    """Convert, and return what the target format cannot hold; nothing is written before all was read.

    Raises DocumentError on bad input.
    """
    documents = list(FORMATS[read][0](source))
    FORMATS[write][1](target, documents)
    return FORMATS[write][2]
