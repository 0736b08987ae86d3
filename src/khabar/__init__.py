"""Khabar reads Arabic news: sentences, entities, figures, and who says what.

Importing the package costs nothing and loads nothing; `khabar.load` brings numpy and onnxruntime in only when
a model is really wanted, so that the command line, the figure rules and the document format stay quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khabar.reader import Reader, load

__version__ = "0.1.0"
__all__ = ["Reader", "__version__", "load"]


def __getattr__(name: str) -> object:
    if name in {"Reader", "load"}:
        return getattr(import_module("khabar.reader"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
