"""A batch from the first start to the manifest: exactly once, whatever happens in between."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import khabar
from batches import COMMAND, contents, records, write_records, written
from khabar.cli import main
from khabar.reader import shipped_model
from sample import LineReader


@pytest.fixture
def line_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch in this process needs no model to be read with, only one to be named in the manifest."""
    monkeypatch.setitem(vars(khabar), "load", lambda _path, threads=0: LineReader())


def batch(*arguments: object) -> int:
    return main(["batch", *map(str, arguments)])


@pytest.mark.usefixtures("line_reader")
def test_every_record_is_written_or_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = write_records(tmp_path / "in.jsonl", 20, bad=(0, 7, 8, 19)), tmp_path / "out"
    assert batch(path, "--out", out, "--shard-records", 3) == 1
    assert "4 of 20 records could not be read" in capsys.readouterr().err
    assert [d.id for d in written(out)] == [r["id"] for i, r in enumerate(records(20)) if i not in {0, 7, 8, 19}]
    errors = [json.loads(line) for line in (out / "errors.jsonl").read_text().splitlines()]
    assert [error["line"] for error in errors] == [1, 8, 9, 20]
    assert all(error["file"] == str(path) and error["error"].startswith(f"{path}:") for error in errors)
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["records"], manifest["documents"], manifest["errors"]["records"]) == (20, 16, 4)
    assert manifest["inputs"][0]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert manifest["model"]["sha256"] == hashlib.sha256((shipped_model() / "khabar.json").read_bytes()).hexdigest()
    assert [shard["line"] for shard in manifest["shards"]] == [1, 4, 7, 10, 13, 16, 19]
    for listed in (*manifest["shards"], manifest["errors"]):
        data = (out / listed["file"]).read_bytes()
        assert (listed["bytes"], listed["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert set(contents(out)) == {"manifest.json", "errors.jsonl", *(s["file"] for s in manifest["shards"])}


@pytest.mark.usefixtures("line_reader")
def test_a_batch_that_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = write_records(tmp_path / "in.jsonl", 5), tmp_path / "out"
    assert batch(path, "--out", out) == 0
    before = contents(out)
    monkeypatch.setitem(vars(khabar), "load", None)
    assert batch(path, "--out", out) == 0
    assert contents(out) == before
    (out / "part-000000.jsonl").write_text("x")
    assert batch(path, "--out", out) == 2


@pytest.mark.usefixtures("line_reader")
def test_other_inputs_options_and_models_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = write_records(tmp_path / "in.jsonl", 5), tmp_path / "out"
    more = write_records(tmp_path / "more.jsonl", 2)
    model = tmp_path / "model"
    shutil.copytree(shipped_model(), model)
    settings = json.loads((model / "khabar.json").read_text())
    (model / "khabar.json").write_text(json.dumps(settings | {"name": "another"}))
    assert batch(path, "--out", out) == 0
    for arguments, says in [
        ((path, "--split", "lines"), "begun with other options: split: 'news', now 'lines'"),
        ((path, "--model", model), "begun with other model: name: 'khabar-small', now 'another'"),
        ((path, more), f"begun with other inputs: {more} is new"),
        ((more,), f"begun with other inputs: {path} is not given now"),
    ]:
        assert batch(*arguments, "--out", out) == 2
        assert says in capsys.readouterr().err
    write_records(path, 6)
    assert batch(path, "--out", out) == 2
    assert f"{path} has changed" in capsys.readouterr().err
    assert batch(path, "--out", tmp_path) == 2
    assert "not empty, and not the folder of a batch" in capsys.readouterr().err


@pytest.mark.usefixtures("line_reader")
def test_an_end_at_every_step_loses_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rename is a step that a batch can end before; the next start must make the same files."""
    path = write_records(tmp_path / "in.jsonl", 7, bad=(2,))
    assert batch(path, "--out", tmp_path / "whole", "--shard-records", 3) == 1
    rename = Path.replace
    steps = 0
    for steps in count():
        out, left = tmp_path / f"out{steps}", [steps]

        def ends(self: Path, target: Path, left: list[int] = left) -> Path:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return rename(self, target)

        monkeypatch.setattr(Path, "replace", ends)
        code = batch(path, "--out", out, "--shard-records", 3)
        monkeypatch.setattr(Path, "replace", rename)
        assert code in {1, 130}
        assert batch(path, "--out", out, "--shard-records", 3) == 1
        assert contents(out) == contents(tmp_path / "whole")
        if code == 1:
            break
    assert steps > 9


@pytest.mark.usefixtures("line_reader")
def test_two_batches_in_one_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from khabar.batch.folder import Folder

    path = write_records(tmp_path / "in.jsonl", 2)
    with Folder(tmp_path / "out").held():
        assert batch(path, "--out", tmp_path / "out") == 2
    assert "another batch is at work" in capsys.readouterr().err
    assert batch(path, "--out", tmp_path / "out") == 0


def test_workers_write_what_one_process_writes(tmp_path: Path) -> None:
    path = write_records(tmp_path / "in.jsonl", 40, bad=(5,))
    for form in ("jsonl", "parquet"):
        alone, together = tmp_path / f"alone-{form}", tmp_path / f"together-{form}"
        options = ("--format", form, "--shard-records", 9)
        assert batch(path, "--out", alone, *options) == 1
        assert batch(path, "--out", together, *options, "--workers", 2) == 1
        assert contents(alone) == contents(together)


def test_a_worker_that_dies_is_reported_and_its_shard_done(tmp_path: Path) -> None:
    path, out = write_records(tmp_path / "in.jsonl", 200), tmp_path / "out"
    command = [*COMMAND, str(path), "--out", str(out), "--workers", "2", "--shard-records", "70"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        _kill_one_child_at_work(process.pid, out)
        _, said = process.communicate(timeout=300)
    assert process.returncode == 0
    assert "by signal 9" in said
    assert "the shard is done again" in said
    assert [d.id for d in written(out)] == [r["id"] for r in records(200)]


def _kill_one_child_at_work(parent: int, out: Path) -> None:
    """Kill a process that has begun a shard: the one whose unfinished file is open."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        for child in _children(parent):
            for opened in Path(f"/proc/{child}/fd").glob("*"):
                try:
                    if str(out / ".work" / "tmp" / "part") in str(opened.readlink()):
                        os.kill(child, signal.SIGKILL)
                        return
                except OSError:
                    continue
    pytest.fail("no worker has begun")


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in found.read_text().split()] if found.is_file() else []


@pytest.mark.parametrize("workers", [1, 2])
def test_kill_9_at_any_moment(tmp_path: Path, workers: int) -> None:
    """KILLS kills (20 for `make kills`) at moments drawn at random over a whole run; then a run to the end."""
    path = write_records(tmp_path / "in.jsonl", 60, bad=(11,))
    options = ["--shard-records", "7", "--workers", str(workers)]
    begun = time.monotonic()
    assert (
        subprocess.run([*COMMAND, str(path), "--out", str(tmp_path / "whole"), *options], check=False).returncode == 1
    )
    whole = time.monotonic() - begun
    draw, out, killed = random.Random(workers), tmp_path / "out", 0
    wanted = int(os.environ.get("KILLS", "3"))
    while killed < wanted:
        process = subprocess.Popen([*COMMAND, str(path), "--out", str(out), *options], stderr=subprocess.DEVNULL)
        try:
            process.wait(draw.uniform(0.2, 1.0) * whole)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
        else:
            assert contents(out) == contents(tmp_path / "whole")
            shutil.rmtree(out)
    assert subprocess.run([*COMMAND, str(path), "--out", str(out), *options], check=False).returncode == 1
    assert contents(out) == contents(tmp_path / "whole")


def test_ray_writes_what_one_process_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ray gives its own processes half a minute to start, which a busy machine may need more than once."""
    pytest.importorskip("ray", reason="ray has no build for this Python or platform")
    path = write_records(tmp_path / "in.jsonl", 20, bad=(5,))
    options = ("--shard-records", 6)
    assert batch(path, "--out", tmp_path / "alone", *options) == 1
    code = -1
    for _ in range(5):
        code = batch(path, "--out", tmp_path / "ray", *options, "--engine", "ray")
        if "timed out during startup" not in capsys.readouterr().err:
            break
    assert code == 1
    assert contents(tmp_path / "alone") == contents(tmp_path / "ray")


@pytest.mark.usefixtures("line_reader")
@pytest.mark.parametrize(("name", "extra"), [("pyarrow", "parquet"), ("ray", "ray")])
def test_a_missing_extra_says_what_to_install(
    name: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    options: tuple[Any, ...] = ("--format", "parquet") if name == "pyarrow" else ("--engine", "ray")
    assert batch(write_records(tmp_path / "in.jsonl", 1), "--out", tmp_path / "out", *options) == 2
    assert f"{name} is missing: pip install 'khabar[{extra}]'" in capsys.readouterr().err
