"""The parts of the server put together."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse

from khabar.reader import Reader
from khabar.server.batches import Batches
from khabar.server.description import DOCS_POLICY, docs_page, openapi
from khabar.server.guard import BodyLimit, SecurityHeaders, TimeLimit, Watch
from khabar.server.keys import KeyCheck
from khabar.server.limits import Limits
from khabar.server.metrics import Metrics
from khabar.server.page_files import PageFiles
from khabar.server.problems import add_handlers
from khabar.server.routes import api, operations


def create_app(reader: Reader, limits: Limits, *, keys: tuple[str, ...] = (), hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application around a reader.

    With `keys` the API and the counts need one of them; `hosts` are the names that requests may call the server by
    ("*" for any), which keeps foreign pages from reaching it under a name of their own (DNS rebinding).
    """
    metrics = Metrics()
    batches = Batches(reader, limits, metrics.batch)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        async with batches.running():
            yield

    middleware = [
        Middleware(Watch, metrics=metrics),
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(TimeLimit, seconds=limits.seconds),
        Middleware(BodyLimit, size=limits.body_bytes),
    ]
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan, middleware=middleware)
    app.state.batches, app.state.metrics, app.state.limits = batches, metrics, asdict(limits)
    add_handlers(app)
    app.include_router(api, dependencies=[Depends(KeyCheck(keys))] if keys else [])
    app.include_router(operations)
    _add_pages(app)
    return app


def _add_pages(app: FastAPI) -> None:
    """The description, for programs and for people, and the reading page at /."""
    described = openapi(app)
    page = docs_page(described)
    files = PageFiles()

    @app.get("/openapi.json", include_in_schema=False)
    async def description() -> dict[str, Any]:  # pyright: ignore[reportUnusedFunction]
        return described

    @app.get("/docs", include_in_schema=False)
    async def docs() -> Response:  # pyright: ignore[reportUnusedFunction]
        return HTMLResponse(page, headers={"Content-Security-Policy": DOCS_POLICY})

    @app.get("/", include_in_schema=False)
    async def index(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        return await files.get_response("index.html", request.scope)

    app.mount("/page", files)
