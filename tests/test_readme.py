"""What the README promises: commands exist, links lead somewhere, code runs, scores are the reports' own."""

import re
import runpy
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from khabar.cli import parser_for

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ["README.md", "CONTRIBUTING.md", "examples/README.md"]
COMMANDS = [
    shlex.split(line, comments=True)
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] == "make"], ids=" ".join)
def test_make_targets_exist(command: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] == "khabar"], ids=" ".join)
def test_khabar_commands_parse(command: list[str]) -> None:
    arguments = [word for word in command[1:] if not word.startswith((">", "<"))]
    assert parser_for(arguments).parse_args(arguments).command == command[1]


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] == "python"], ids=" ".join)
def test_programs_and_their_files_exist(command: list[str]) -> None:
    assert (ROOT / command[2] / "__main__.py").is_file()
    for before, word in pairwise(command[2:]):
        if "/" in word and before != "--out" and not word.startswith(("runs/", "CORPUS/", "DATA/")):
            assert (ROOT / word).exists(), word


def test_every_command_is_of_a_kind_that_is_tested() -> None:
    assert {command[0] for command in COMMANDS} <= {"make", "khabar", "python", "pip"}
    assert len(COMMANDS) > 10


@pytest.mark.parametrize("page", PAGES)
def test_relative_links_resolve(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    for link in links:
        if "://" not in link:
            assert (path.parent / link).exists(), link


def test_python_blocks_run(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)
    assert "CARDINAL" in capsys.readouterr().out


def test_scores_are_those_of_the_reports() -> None:
    table = runpy.run_path(str(ROOT / "docs" / "scores.py"))["with_scores"](README)
    assert table == README, "make scores"
    assert "| entities" in README
