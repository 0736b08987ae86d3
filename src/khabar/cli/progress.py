"""A progress bar for long work, on standard error, only where somebody sees it and nothing else is printed.

It stays away when standard output is a terminal (the results show the progress) or a pipe (the next program
may print to the same screen), and for the first second, so that short work prints nothing but its result.
"""

import os
import stat
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds without a bar."""


@contextmanager
def progress(total: int | None) -> Generator[Callable[[int], None]]:
    """Give a function that is told how many bytes of input more are done, of `total` if that is known."""
    if not sys.stderr.isatty() or not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode):
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=total)
    begun = time.monotonic()

    def advance(size: int) -> None:
        bar.advance(task, size)
        if not bar.live.is_started and time.monotonic() - begun > _PATIENCE:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()


def _ignore(_size: int) -> None:
    """Advance a bar that is not there."""
