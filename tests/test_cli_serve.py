"""The options of `khabar serve`, and what keeps it from starting."""

import socket
import sys
from pathlib import Path

import pytest

from khabar.cli import main, parser_for
from khabar.server.keys import KeyFileError, read_keys

KEY = "0123456789abcdef"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "65536"],
        ["--port", "-1"],
        ["--timeout", "0"],
        ["--timeout", "nan"],
        ["--max-body", "0"],
        ["--batch", "many"],
    ],
    ids=" ".join,
)
def test_values_that_cannot_be(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser_for(["serve"]).parse_args(["serve", *arguments])
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == "khabar: serving needs uvicorn: pip install 'khabar[serve]'\n"


def test_an_address_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"127.0.0.1:{port}" in capsys.readouterr().err


def test_keys_of_a_file_and_of_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{KEY}\n\n  {KEY}2 \n", encoding="utf-8")
    assert read_keys(str(file), None) == (KEY, f"{KEY}2")
    assert read_keys(str(file), f"{KEY}3") == (KEY, f"{KEY}2", f"{KEY}3")
    assert read_keys(None, None) == read_keys(None, "") == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "keys: no key in it"),
        (f"{KEY}\nshort\n", "keys:2: a key has"),
        ("mine mine mine mine", "keys:1"),
        ("مفتاح" * 9, "keys:1"),
    ],
    ids=["empty", "short", "blank", "Arabic"],
)
def test_keys_that_cannot_be_used(tmp_path: Path, content: str, message: str) -> None:
    """The message has the place and not the key."""
    (tmp_path / "keys").write_text(content, encoding="utf-8")
    with pytest.raises(KeyFileError, match=message) as raised:
        read_keys(str(tmp_path / "keys"), None)
    assert not content or content.rsplit(maxsplit=1)[-1] not in str(raised.value)


def test_a_bad_key_file_ends_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--api-key-file", str(tmp_path / "nix")]) == 2
    assert "nix" in capsys.readouterr().err
