"""`khabar serve`: the API and the reading page over HTTP."""

import argparse
import ipaddress
import logging
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import fields

from khabar.cli import Subparsers
from khabar.cli.feed import InputError
from khabar.server.limits import Limits

_DESCRIPTION = """
Serves POST /v1/analyze and /v1/ledger, GET /v1/info, /healthz, /metrics and /docs, and a page to read with at /.
An API key comes from --api-key-file or from the environment variable KHABAR_API_KEY; clients send it as
"Authorization: Bearer KEY". A first SIGTERM or Ctrl-C lets the requests that were taken finish.
"""
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_FLAGS = {
    "body_bytes": ("--max-body", "BYTES", "largest body of a request"),
    "documents": ("--max-documents", "N", "documents taken and not yet answered, of all requests together"),
    "characters": ("--max-characters", "N", "characters of their texts"),
    "seconds": ("--timeout", "SECONDS", "time limit of a request"),
    "connections": ("--max-connections", "N", "open connections"),
    "batch": ("--batch", "N", "sentences that are read in one step"),
}


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser("serve", help="serve the API and a page to read with", description=_DESCRIPTION)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: 127.0.0.1)")
    parser.add_argument("--port", type=_whole(0, 65535), default=8000, help="default: 8000; 0 for any free one")
    parser.add_argument("--model", metavar="DIR", help="model directory (default: the one that is shipped)")
    parser.add_argument("--threads", type=_whole(0), default=0, help="of the model (default: one a core)")
    parser.add_argument("--api-key-file", metavar="FILE", help="keys of which clients need one, one a line")
    parser.add_argument(
        "--allowed-host",
        action="append",
        metavar="NAME",
        help="name by which clients may call the server; may be repeated (default: localhost where it listens "
        "at a loopback address, any name elsewhere)",
    )
    for limit in fields(Limits):
        flag, unit, what = _FLAGS[limit.name]
        kind = _seconds if limit.name == "seconds" else _whole(1)
        told = f"{what} (default: {limit.default})"
        parser.add_argument(flag, dest=limit.name, type=kind, default=limit.default, metavar=unit, help=told)


def run(args: argparse.Namespace) -> int:
    """Serve until a signal comes. Raises InputError where that cannot be, and OSError for an address in use."""
    try:
        import uvicorn

        from khabar.server.app import create_app
        from khabar.server.keys import VARIABLE, KeyFileError, read_keys
    except ModuleNotFoundError as error:
        raise InputError(f"serving needs {error.name}: pip install 'khabar[serve]'") from None
    import khabar
    from khabar.cli.model import load_model

    limits = Limits(**{limit.name: getattr(args, limit.name) for limit in fields(Limits)})
    try:
        keys = read_keys(args.api_key_file, os.environ.get(VARIABLE))
    except KeyFileError as error:
        raise InputError(str(error)) from None
    alone = _is_loopback(args.host)
    hosts = args.allowed_host or (_LOOPBACK if alone else ("*",))
    reader = load_model(args.model, args.threads)
    listening = _listen(args.host, args.port)
    _log()
    config = uvicorn.Config(
        create_app(reader, limits, keys=keys, hosts=hosts),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=limits.connections,
        timeout_graceful_shutdown=int(limits.seconds) + 1,
    )
    host = f"[{args.host}]" if ":" in args.host else args.host
    print(f"khabar {khabar.__version__}: http://{host}:{listening.getsockname()[1]}", file=sys.stderr, flush=True)
    if not alone and not keys:
        print("khabar: anyone who can reach this address can use it: no API key is set", file=sys.stderr)
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that an address in use is known before anything is served."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise InputError(f"{host}:{port}: {error.strerror}") from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _log() -> None:
    """One line an answer and the warnings of uvicorn on standard error."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("khabar.server").setLevel(logging.INFO)


def _whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """A parser of whole numbers within bounds."""
    bounds = f"from {least} to {most}" if most is not None else f"of {least} or more"

    def parse(text: str) -> int:
        if not text.isdecimal() or int(text) < least or (most is not None and int(text) > most):
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number {bounds}")
        return int(text)

    return parse


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value
