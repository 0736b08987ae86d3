"""`python -m bench.pipeline_server`: the server that most would write, to compare with.

Two transformers pipelines, token classification and text classification, of AraBERT-base's shape (12 layers of 768,
64,000 word pieces, random weights: speed does not depend on them) behind one FastAPI route. A request's sentences
are one batch; a lock lets one request read at a time, which is faster than threads that compete for the cores. Words
are cut by Khabar's own tokenizer, so that no network is needed.
"""

import socket
import sys
import threading
from typing import Any

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from bench.arabert import pipelines


class Body(BaseModel):
    """The part of a request that is read."""

    sentences: list[str]


def create_app() -> FastAPI:
    """The application with its pipelines."""
    spans, labels = pipelines()
    app = FastAPI()
    one_at_a_time = threading.Lock()

    @app.post("/v1/analyze")
    def analyze(body: Body) -> dict[str, Any]:
        with one_at_a_time:
            size = len(body.sentences)
            found = spans(body.sentences, batch_size=size), labels(body.sentences, batch_size=size, truncation=True)
        return {"spans": [[e["word"] for e in of] for of in found[0]], "labels": found[1]}

    return app


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    app = create_app()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", file=sys.stderr, flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run(sockets=[listening])
