"""Load a model for a command, and turn what can go wrong with it into a message."""

from typing import TYPE_CHECKING

import khabar
from khabar.cli.feed import InputError

if TYPE_CHECKING:
    from khabar.reader import Reader


def load_model(path: str | None, threads: int = 0) -> "Reader":
    """The model in directory `path`, or the shipped one; `threads` = 0 is one a core.

    Raises InputError if it is missing or damaged.
    """
    try:
        return khabar.load(path, threads=threads)
    except (OSError, ValueError) as error:
        raise InputError(str(error)) from error
