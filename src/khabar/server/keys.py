"""API keys: who may ask, where the server is not for everyone who can reach it."""

import hmac
from pathlib import Path
from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

VARIABLE = "KHABAR_API_KEY"
"""The environment variable that holds a key."""

_SHORTEST = 16


class KeyFileError(ValueError):
    """A key that cannot be used; the message says where it stands and never what it is."""


def read_keys(path: str | None, variable: str | None) -> tuple[str, ...]:
    """Keys of a file, one a line (two while one replaces the other), and of the environment variable.

    Raises KeyFileError for an empty file and for keys that can be guessed or that no header can carry, and OSError.
    """
    found: list[str] = []
    if path is not None:
        lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
        found += [_checked(line.strip(), f"{path}:{i}") for i, line in enumerate(lines, 1) if line.strip()]
        if not found:
            raise KeyFileError(f"{path}: no key in it")
    if variable:
        found.append(_checked(variable, VARIABLE))
    return tuple(found)


def _checked(key: str, place: str) -> str:
    if len(key) < _SHORTEST or not (key.isascii() and key.isprintable()) or " " in key:
        raise KeyFileError(f"{place}: a key has at least {_SHORTEST} ASCII characters and no blank")
    return key


class KeyCheck:
    """A dependency that lets only requests with one of the keys pass."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = [key.encode() for key in keys]

    def __call__(
        self,
        given: Annotated[
            HTTPAuthorizationCredentials | None,
            Depends(HTTPBearer(scheme_name="API key", auto_error=False)),
        ],
    ) -> None:
        """Compare in time that does not depend on where a key differs. Raises HTTPException 401."""
        token = given.credentials.encode() if given is not None else b""
        if not sum(hmac.compare_digest(token, key) for key in self._keys):
            raise HTTPException(401, "an API key is needed: Authorization: Bearer KEY", {"WWW-Authenticate": "Bearer"})
