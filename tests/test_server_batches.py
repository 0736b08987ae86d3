"""The queue: joined batches change nothing, bounds hold, what nobody waits for is dropped."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from khabar.document import Document, dumps
from khabar.reader import Reader, shipped_model
from khabar.records import Record
from khabar.server.batches import Batches, QueueFullError, TooLargeError
from khabar.server.limits import Limits
from served import ARTICLE, TEXTS, FailingReader, GatedReader, reader


@pytest.fixture(scope="module")
def gated() -> GatedReader:
    """One for all tests, as loading takes a while; each test opens and shuts it."""
    return GatedReader()


def batches(reading: Reader, **limits: Any) -> Batches:
    return Batches(reading, Limits(**limits), lambda sentences, seconds: None)


def read(queue: Batches, text: str, threshold: float | None = None) -> Coroutine[Any, Any, list[Document]]:
    return queue.read([Record("x", text, None)], "news", threshold)


async def begun(reading: GatedReader) -> None:
    """Wait until the worker holds a batch."""
    assert await asyncio.to_thread(reading.begun.wait, 60)
    reading.begun.clear()


def shut(reading: GatedReader) -> GatedReader:
    reading.gate.clear()
    reading.begun.clear()
    reading.batches.clear()
    return reading


async def taken(queue: Batches, documents: int) -> None:
    """Wait until so many documents are in the queue and split."""
    for _ in range(2000):
        if queue.documents == documents and len(queue._waiting) >= documents - 1:
            return
        await asyncio.sleep(0.005)
    raise AssertionError((queue.documents, documents))


def test_joined_requests_read_as_single_ones_do(gated: GatedReader) -> None:
    """While one is read, the others wait and make one batch; every answer is byte for byte its own."""

    async def run() -> list[list[Document]]:
        queue = batches(shut(gated))
        async with queue.running():
            first = asyncio.create_task(read(queue, TEXTS[0]))
            await begun(gated)
            others = [asyncio.create_task(read(queue, text)) for text in TEXTS]
            await taken(queue, 1 + sum(map(bool, TEXTS)))
            gated.gate.set()
            return await asyncio.gather(first, *others)

    found = asyncio.run(run())
    wanted = [reader().read(text, id="x") for text in (TEXTS[0], *TEXTS)]
    assert [dumps(document) for (document,) in found] == [dumps(document) for document in wanted]
    assert gated.batches == [1, sum(len(document.sentences) for document in wanted[1:])]


def test_requests_keep_their_own_options(gated: GatedReader) -> None:
    """Threshold and splitter belong to the request, not to the batch."""

    async def run() -> list[list[Document]]:
        queue = batches(shut(gated))
        gated.gate.set()
        async with queue.running():
            asked = [read(queue, ARTICLE, 0.0), queue.read([Record("x", ARTICLE, None)], "lines", 1.0)]
            return await asyncio.gather(*asked)

    low, lines = asyncio.run(run())
    assert low == reader().read_many([Record("x", ARTICLE, None)], threshold=0.0)
    assert lines == reader().read_many([Record("x", ARTICLE, None)], split="lines", threshold=1.0)


def test_a_short_request_overtakes_a_long_one(gated: GatedReader) -> None:
    """A long text is read in steps, between which a short one has its turn."""

    async def run() -> list[str]:
        queue = batches(shut(gated), batch=2)
        finished: list[str] = []
        async with queue.running():
            long = asyncio.create_task(read(queue, "\n".join([ARTICLE] * 4)))
            await begun(gated)
            short = asyncio.create_task(read(queue, TEXTS[0]))
            await taken(queue, 2)
            for name, task in (("long", long), ("short", short)):
                task.add_done_callback(lambda _, name=name: finished.append(name))
            gated.gate.set()
            await asyncio.gather(long, short)
        return finished

    assert asyncio.run(run()) == ["short", "long"]


def test_the_queue_is_bounded_by_documents_and_characters(gated: GatedReader) -> None:
    """What does not fit now is to come again; what would never fit is refused; room comes back."""

    async def run() -> None:
        queue = batches(shut(gated), documents=2, characters=100)
        async with queue.running():
            tasks = [asyncio.create_task(read(queue, TEXTS[0])) for _ in range(2)]
            await begun(gated)
            with pytest.raises(QueueFullError) as full:
                await read(queue, "قال")
            assert 1 <= full.value.retry_after <= 60
            with pytest.raises(TooLargeError, match="3 documents; the server takes 2"):
                await queue.read([Record("x", "قال", None)] * 3, "news", None)
            with pytest.raises(TooLargeError, match="101 characters; the server takes 100"):
                await read(queue, "ق" * 101)
            gated.gate.set()
            await asyncio.gather(*tasks)
            assert (queue.documents, queue.characters) == (0, 0)
            with pytest.raises(QueueFullError):
                await asyncio.gather(read(queue, "ق" * 60), read(queue, "ق" * 60))

    asyncio.run(run())


def test_what_nobody_waits_for_is_not_read(gated: GatedReader) -> None:
    """A request cancelled in the queue is never scored, one cancelled while it is read is not read on."""

    async def run() -> None:
        queue = batches(shut(gated), batch=3)
        async with queue.running():
            long = asyncio.create_task(read(queue, ARTICLE))
            await begun(gated)
            waiting = asyncio.create_task(read(queue, ARTICLE))
            await taken(queue, 2)
            for task in (long, waiting):
                task.cancel()
            gated.gate.set()
            await asyncio.gather(long, waiting, return_exceptions=True)
            await read(queue, TEXTS[0])
            assert (queue.documents, queue.characters) == (0, 0)

    asyncio.run(run())
    assert gated.batches == [3, 1]


def test_an_error_is_for_the_request_that_causes_it() -> None:
    """A batch that fails is read again request by request, and the worker goes on."""

    async def run() -> list[Any]:
        queue = batches(FailingReader(shipped_model(), threads=1))
        async with queue.running():
            asked = [read(queue, text) for text in (TEXTS[0], f"قال {FailingReader.WORD} نعم.", TEXTS[1])]
            found = await asyncio.gather(*asked, return_exceptions=True)
            return [*found, await read(queue, TEXTS[0]), queue.alive]

    first, bad, third, again, alive = asyncio.run(run())
    assert first == again == [reader().read(TEXTS[0], id="x")]
    assert third == [reader().read(TEXTS[1], id="x")]
    assert isinstance(bad, KeyError) and alive
