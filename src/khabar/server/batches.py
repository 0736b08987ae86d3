"""One worker for all clients: sentences of waiting requests are joined into batches, within a bounded queue.

There is no waiting for a batch to fill. What arrives while the worker is busy makes the next batch, so batches are
as large as the load asks for and a lone request is read at once. The encoder sorts each batch by length.
"""

import asyncio
import heapq
import math
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

from khabar.annotate import SentenceScores
from khabar.document import Document
from khabar.reader import Reader
from khabar.records import Record
from khabar.server.limits import Limits

Sentence = tuple[str, tuple[int, int]]

_FIRST_RATE = 10_000.0
"""Code points a second that are assumed before the first batch has been timed."""
_BATCH_CHARACTERS = 16_384
"""A batch of long sentences ends here, so that no step takes much longer than another."""


class QueueFullError(Exception):
    """The queue has no room now; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"the server has as much to read as it takes; try again in {retry_after} s")
        self.retry_after = retry_after


class TooLargeError(Exception):
    """A request that the queue would not have room for even if it were empty."""


@dataclass(order=True, slots=True)
class _Work:
    """The sentences of one request; `turn` says when it is read, `number` keeps equal turns in order."""

    turn: float
    number: int
    sentences: Sequence[Sentence] = field(compare=False)
    answer: asyncio.Future[list[SentenceScores]] = field(compare=False)
    scored: list[SentenceScores] = field(compare=False, default_factory=list[SentenceScores])
    taken: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True)
class _Share:
    """Sentences of one request within a batch."""

    work: _Work
    sentences: Sequence[Sentence]


class Batches:
    """Reads records for many callers at once. All methods belong to one event loop."""

    def __init__(self, reader: Reader, limits: Limits, timed: Callable[[int, float], None]) -> None:
        """`timed` is told the sentences and seconds of every batch."""
        self.reader = reader
        self.documents = 0
        self.characters = 0
        self._limits = limits
        self._timed = timed
        self._rate = _FIRST_RATE
        self._numbers = count()
        self._waiting: list[_Work] = []
        self._arrived = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        """Whether the worker runs."""
        return self._worker is not None and not self._worker.done()

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Keep the worker while the context lasts."""
        with ThreadPoolExecutor(1, "khabar-reader") as pool:
            self._worker = asyncio.create_task(self._work(pool))
            try:
                yield
            finally:
                self._worker.cancel()
                with suppress(asyncio.CancelledError):
                    await self._worker

    async def read(self, records: Sequence[Record], split: str, threshold: float | None) -> list[Document]:
        """Read records as `Reader.read_many` does; when the caller is cancelled, what was not read yet is dropped.

        Splitting and putting documents together happen in other threads, beside the batch that is being read.
        Raises QueueFullError and TooLargeError.
        """
        with self._room(len(records), sum(len(record.text) for record in records)):
            spans = await asyncio.to_thread(lambda: [self.reader.sentence_spans(r, split) for r in records])
            scored = await self._scored([(r.text, s) for r, of in zip(records, spans, strict=True) for s in of])
            return await asyncio.to_thread(self._documents, records, spans, scored, threshold)

    @contextmanager
    def _room(self, documents: int, characters: int) -> Generator[None]:
        limits = self._limits
        if documents > limits.documents:
            raise TooLargeError(f"{documents} documents; the server takes {limits.documents} at most")
        if characters > limits.characters:
            raise TooLargeError(f"texts of {characters} characters; the server takes {limits.characters} at most")
        if self.documents + documents > limits.documents or self.characters + characters > limits.characters:
            raise QueueFullError(min(60, math.ceil(self.characters / self._rate) or 1))
        self.documents += documents
        self.characters += characters
        try:
            yield
        finally:
            self.documents -= documents
            self.characters -= characters

    async def _scored(self, sentences: Sequence[Sentence]) -> list[SentenceScores]:
        """Wait for a request's turn: its arrival plus the time that it would take alone.

        So short requests overtake a long one, but those that come much later do not.
        """
        if not sentences:
            return []
        turn = time.monotonic() + sum(map(_length, sentences)) / self._rate
        work = _Work(turn, next(self._numbers), sentences, asyncio.get_running_loop().create_future())
        heapq.heappush(self._waiting, work)
        self._arrived.set()
        return await work.answer

    def _documents(
        self,
        records: Sequence[Record],
        spans: Sequence[Sequence[tuple[int, int]]],
        scored: Sequence[SentenceScores],
        threshold: float | None,
    ) -> list[Document]:
        rest = iter(scored)
        return [
            self.reader.document(record, of_record, [next(rest) for _ in of_record], threshold)
            for record, of_record in zip(records, spans, strict=True)
        ]

    async def _work(self, pool: ThreadPoolExecutor) -> None:
        while True:
            await self._arrived.wait()
            if shares := self._next_batch():
                await self._read_batch(pool, shares)
            else:
                self._arrived.clear()

    def _next_batch(self) -> list[_Share]:
        """The sentences whose turn it is; requests that nobody waits for any more fall out."""
        shares: list[_Share] = []
        sentences = characters = 0
        while self._waiting and sentences < self._limits.batch and characters < _BATCH_CHARACTERS:
            work = self._waiting[0]
            first = work.taken
            while (
                not work.answer.done()
                and work.taken < len(work.sentences)
                and sentences < self._limits.batch
                and characters < _BATCH_CHARACTERS
            ):
                sentences += 1
                characters += _length(work.sentences[work.taken])
                work.taken += 1
            if work.taken > first:
                shares.append(_Share(work, work.sentences[first : work.taken]))
            if work.answer.done() or work.taken == len(work.sentences):
                heapq.heappop(self._waiting)
        return shares

    async def _read_batch(self, pool: ThreadPoolExecutor, shares: list[_Share]) -> None:
        loop = asyncio.get_running_loop()
        joined = [sentence for share in shares for sentence in share.sentences]
        begun = time.monotonic()
        try:
            scored = iter(await loop.run_in_executor(pool, self.reader.score, joined))
        except Exception as error:
            await self._read_apart(pool, shares, error)
            return
        seconds = time.monotonic() - begun
        self._timed(len(joined), seconds)
        self._rate += 0.2 * (sum(map(_length, joined)) / max(seconds, 1e-6) - self._rate)
        for share in shares:
            _add(share.work, [next(scored) for _ in share.sentences])

    async def _read_apart(self, pool: ThreadPoolExecutor, shares: list[_Share], error: Exception) -> None:
        """After a failure, read each request's sentences alone: the error is for the request that causes it."""
        if len(shares) > 1:
            for share in shares:
                await self._read_batch(pool, [share])
        elif not shares[0].work.answer.done():
            shares[0].work.answer.set_exception(error)


def _add(work: _Work, scored: list[SentenceScores]) -> None:
    work.scored += scored
    if len(work.scored) == len(work.sentences) and not work.answer.done():
        work.answer.set_result(work.scored)


def _length(sentence: Sentence) -> int:
    _, (start, end) = sentence
    return end - start
