"""Errors as clients see them: one shape for all, which names fields and repeats nothing of what was sent."""

import json
from collections.abc import Callable, Coroutine, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from khabar.fields import DocumentError, Where, parse_object
from khabar.server.batches import QueueFullError, TooLargeError

_SHOWN = 20
"""Wrong fields that one answer names at most."""
_FORMS = frozenset(("text", "sentences", "documents"))
"""Tags of the forms of a body (khabar.server.bodies), which pydantic puts into paths."""


class FieldProblem(BaseModel):
    """What is wrong with a field, such as `documents[1].text`."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was not answered; `fields` names those that are wrong, where it is for their sake."""

    error: str
    fields: list[FieldProblem] = []


def problem(status: int, error: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    """An answer with a status other than 200."""
    body = Problem(error=error or HTTPStatus(status).phrase)
    return JSONResponse(body.model_dump(), status, headers)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The statuses with the shape of their answers, for the OpenAPI."""
    return {status: {"model": Problem, "description": HTTPStatus(status).phrase} for status in statuses}


def add_handlers(app: FastAPI) -> None:
    """Turn what the application raises into problems."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(QueueFullError, _full)
    app.add_exception_handler(TooLargeError, _too_large)


class StrictRequest(Request):
    """A request whose JSON is read as strictly as records are on the command line."""

    async def json(self) -> Any:
        """The object in the body. Raises JSONDecodeError, also for bad UTF-8, duplicate keys and deep nesting."""
        body = await self.body()
        try:
            return parse_object(body.decode("utf-8"), Where("body"))
        except (DocumentError, UnicodeDecodeError) as error:
            raise json.JSONDecodeError(_reason(error), "", 0) from None


class StrictRoute(APIRoute):
    """A route that reads its requests as StrictRequest."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, given the stricter request."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strictly


def _reason(error: DocumentError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    return str(error).removeprefix("body: ")


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = [_field(found) for found in error.errors()]
    first = "; ".join(f"{found.field}: {found.message}" for found in problems[:3])
    more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
    return JSONResponse(Problem(error=first + more, fields=problems[:_SHOWN]).model_dump(), 422)


def _field(found: dict[str, Any]) -> FieldProblem:
    if found["type"] == "json_invalid":
        return FieldProblem(field="body", message=found["ctx"]["error"])
    return FieldProblem(field=_path(found["loc"]), message=found["msg"].removeprefix("Value error, "))


def _path(location: Sequence[str | int]) -> str:
    """`documents[1].text` for pydantic's ("body", "documents", "documents", 1, "text", "text")."""
    source, *rest = location
    where = Where("")
    for i, key in enumerate(rest):
        tagged = isinstance(key, str) and key in _FORMS and (i == 0 or isinstance(rest[i - 1], int))
        if not (source == "body" and tagged):
            where = where.at(key)
    return where.path or str(source)


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, error.detail, dict(error.headers or {}))


async def _full(_request: Request, error: Exception) -> Response:
    assert isinstance(error, QueueFullError)
    return problem(429, str(error), {"Retry-After": str(error.retry_after)})


async def _too_large(_request: Request, error: Exception) -> Response:
    return problem(413, str(error))
