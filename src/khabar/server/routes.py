"""The endpoints of the API."""

import asyncio
import io
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from khabar.document import Document, dumps
from khabar.ledger import Ledger, ledger
from khabar.render.ledger_data import write_csv, write_json
from khabar.render.ledger_html import write_html
from khabar.server.batches import Batches
from khabar.server.bodies import ReadRequest
from khabar.server.guard import STYLED_POLICY
from khabar.server.metrics import Metrics
from khabar.server.problems import StrictRoute, documented, problem

_WRITERS = {"json": write_json, "csv": write_csv, "html": write_html}
_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}
_REFUSED = documented(400, 401, 408, 413, 415, 422, 429, 500, 504)

_REFUSED[429]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait"}}

api = APIRouter(route_class=StrictRoute)
operations = APIRouter()


def _batches(request: Request) -> Batches:
    return request.app.state.batches


def _metrics(request: Request) -> Metrics:
    return request.app.state.metrics


def _is_json(request: Request) -> None:
    """Refuse bodies that a foreign web page could make a browser send here without asking."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "the body must be sent as Content-Type: application/json")


BatchesOfApp = Annotated[Batches, Depends(_batches)]
MetricsOfApp = Annotated[Metrics, Depends(_metrics)]


def _content(**schemas: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {_TYPES[form].partition(";")[0]: {"schema": schema} for form, schema in schemas.items()}}}


_LEDGER = {"$ref": "#/components/schemas/Ledger"}
_DOCUMENTS = {
    "type": "object",
    "properties": {
        "documents": {"type": "array", "items": {"$ref": "#/components/schemas/Document"}},
        "ledger": _LEDGER,
    },
    "required": ["documents"],
    "additionalProperties": False,
}


@api.post(
    "/v1/analyze",
    summary="Read documents",
    dependencies=[Depends(_is_json)],
    response_class=Response,
    responses={**_REFUSED, **_content(json=_DOCUMENTS)},
)
async def analyze(
    request: Request,
    body: ReadRequest,
    batches: BatchesOfApp,
    metrics: MetricsOfApp,
    include: Literal["ledger"] | None = None,
) -> Response:
    """Sentences, entities, figures and statements of one document or many.

    The answer is always a list, in the order of the request, of the documents that `khabar analyze --format jsonl`
    writes; `include=ledger` adds what `/v1/ledger` says of them. If one document of a list is bad, nothing is read
    and the answer is 422 with its place and field.
    """
    documents = await _read(request, body, batches, metrics)
    answer = await asyncio.to_thread(_written, documents, with_ledger=include == "ledger")
    return Response(answer, media_type=_TYPES["json"])


@api.post(
    "/v1/ledger",
    summary="Who claims, denies and counts what",
    dependencies=[Depends(_is_json)],
    response_class=Response,
    responses={**_REFUSED, **_content(json=_LEDGER, csv={"type": "string"}, html={"type": "string"})},
)
async def ledger_of(
    request: Request,
    body: ReadRequest,
    batches: BatchesOfApp,
    metrics: MetricsOfApp,
    format: Literal["json", "csv", "html"] = "json",
) -> Response:
    """The ledger of documents on one event, as `khabar ledger` prints it in this format."""
    documents = await _read(request, body, batches, metrics)
    page = await asyncio.to_thread(lambda: _rendered(ledger(documents), format))
    headers = {"Content-Security-Policy": STYLED_POLICY} if format == "html" else None
    return Response(page, headers=headers, media_type=_TYPES[format])


@api.get("/v1/info", summary="The model and the limits", responses=documented(400, 401))
async def info(request: Request, batches: BatchesOfApp) -> dict[str, Any]:
    """What `khabar info` says of the model, without its place on the server's disk, and the server's limits."""
    known = batches.reader.info()
    known.pop("path")
    return {**known, "limits": request.app.state.limits}


@operations.get("/healthz", summary="Whether the server reads", responses=documented(400, 503))
async def healthz(batches: BatchesOfApp) -> Any:
    """200 while the worker runs."""
    return {"status": "ok"} if batches.alive else problem(503, "the worker does not run")


@api.get(
    "/metrics",
    summary="Counts for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **documented(400, 401)},
)
async def metrics_text(batches: BatchesOfApp, metrics: MetricsOfApp) -> Response:
    """Prometheus' text format."""
    return Response(metrics.text(batches.documents, batches.characters), media_type="text/plain; version=0.0.4")


async def _read(request: Request, body: ReadRequest, batches: Batches, metrics: Metrics) -> list[Document]:
    """The documents of a request, unless its client goes away: then the work is dropped."""
    work = batches.read(body.records(), body.options.split, body.options.threshold)
    reading, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((reading, gone), return_when=asyncio.FIRST_COMPLETED)
        if reading.done():
            return reading.result()
        metrics.dropped()
        raise HTTPException(499, "the client went away")
    finally:
        reading.cancel()
        gone.cancel()
        await asyncio.wait((reading, gone))


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _written(documents: Sequence[Document], *, with_ledger: bool) -> bytes:
    found = f', "ledger": {_rendered(ledger(documents), "json")}' if with_ledger else ""
    return f'{{"documents": [{", ".join(map(dumps, documents))}]{found}}}'.encode()


def _rendered(found: Ledger, form: str) -> str:
    stream = io.StringIO(newline="")
    _WRITERS[form](found, stream)
    return stream.getvalue()
