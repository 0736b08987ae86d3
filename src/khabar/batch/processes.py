"""Shards done in this process, or by several that each have a Reader and their share of the cores.

A process that dies, for want of memory or by a signal, is reported and replaced, and its shard done again.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from khabar.batch.folder import Receipt
from khabar.batch.plan import Plan, Shard
from khabar.batch.shard import do_shard
from khabar.cli.feed import InputError

ATTEMPTS = 3
"""A shard that has cost so many processes their lives ends the batch."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    """A process with the shard it has and how many of its records it has read."""

    process: BaseProcess
    pipe: Connection
    shard: Shard | None = None
    read: int = field(default=0)


def alone(plan: Plan, out: Path, shards: Sequence[Shard], advance: Callable[[int], None]) -> Iterator[Receipt]:
    """Do shards one after the other in this process, which uses all cores."""
    import khabar

    reader = khabar.load(plan.model)
    for shard in shards:
        yield do_shard(reader, plan, out, shard, advance)


def together(
    plan: Plan,
    out: Path,
    shards: Sequence[Shard],
    workers: int,
    advance: Callable[[int], None],
    report: Callable[[str], None],
) -> Iterator[Receipt]:
    """Do shards in `workers` processes; receipts come as shards are done. Raises InputError when one cannot be."""
    waiting = deque(shards)
    attempts: dict[int, int] = {}
    team = [_start(plan, out, max(1, cores() // workers)) for _ in range(min(workers, len(shards)))]
    try:
        for worker in team:
            _give(worker, waiting)
        while any(worker.shard for worker in team):
            for pipe in wait([worker.pipe for worker in team if worker.shard]):
                worker = next(worker for worker in team if worker.pipe is pipe)
                try:
                    said = worker.pipe.recv()
                except (EOFError, OSError):
                    shard = worker.shard
                    assert shard is not None
                    attempts[shard.number] = attempts.get(shard.number, 0) + 1
                    advance(-worker.read)
                    _bury(worker, plan, shard, attempts[shard.number], report)
                    waiting.appendleft(shard)
                    team[team.index(worker)] = fresh = _start(plan, out, max(1, cores() // workers))
                    _give(fresh, waiting)
                    continue
                if isinstance(said, int):
                    worker.read += said
                    advance(said)
                elif isinstance(said, Receipt):
                    yield said
                    _give(worker, waiting)
                else:
                    raise InputError(said)
    finally:
        for worker in team:
            worker.pipe.close()
            worker.process.terminate()
        for worker in team:
            worker.process.join()


def _start(plan: Plan, out: Path, threads: int) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, plan, out, threads), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, waiting: deque[Shard]) -> None:
    worker.shard, worker.read = (waiting.popleft() if waiting else None), 0
    if worker.shard:
        try:
            worker.pipe.send(worker.shard)
        except OSError:  # it has died; the next wait finds its end of the pipe closed
            return


def _bury(worker: _Worker, plan: Plan, shard: Shard, attempt: int, report: Callable[[str], None]) -> None:
    """Say that a process has died; raises InputError when its shard has killed too many."""
    worker.process.join()
    worker.pipe.close()
    place = f"{plan.inputs[shard.input].name}:{shard.start.line}"
    code = worker.process.exitcode or 0
    how = f"by signal {-code}" if code < 0 else f"with code {code}"
    message = f"process {worker.process.pid} ended {how} at shard {shard.number} ({shard.records} records from {place})"
    if attempt == ATTEMPTS:
        raise InputError(f"{message}, as {ATTEMPTS - 1} before it")
    report(f"{message}; the shard is done again")


def _work(pipe: Connection, plan: Plan, out: Path, threads: int) -> None:
    """The life of a process: shards in; numbers of records read, receipts or a last message out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import khabar

    try:
        reader = khabar.load(plan.model, threads=threads)
        while (shard := _next(pipe)) is not None:
            pipe.send(do_shard(reader, plan, out, shard, pipe.send))
    except (InputError, OSError, ValueError) as error:
        pipe.send(f"{error}")


def _next(pipe: Connection) -> Shard | None:
    """The next shard, None when there are no more."""
    try:
        return pipe.recv()
    except EOFError:
        return None


def _end_with_parent() -> None:
    """End at once when the parent has gone, even if it was killed: nobody waits for this shard any more."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
