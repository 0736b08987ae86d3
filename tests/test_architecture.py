"""Rules of the whole repository that no single module can keep: who imports whom, sizes, and what importing does."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {"khabar": ROOT / "src" / "khabar", "eval": ROOT / "eval", "train": ROOT / "train", "data": ROOT / "data"}
MAY_IMPORT = {"khabar": set[str](), "eval": {"khabar"}, "train": {"khabar", "eval"}, "data": {"khabar"}}
HEAVY = ("torch", "transformers", "datasets", "accelerate", "seqeval", "matplotlib", "tensorboard", "gensim")
LONGEST = 250
LARGEST = 30 * 2**20
IMPORTER = re.compile(r"(?:\w+\.)*(?:import_module|__import__)\('([\w.]+)'")
MACHINE_PATH = re.compile(r"(?<![\w.:/<])/(?:home|root|work|Users|mnt|opt|srv)/\w|[A-Z]:\\\\Users")
SOURCES = {".py", ".toml", ".md", ".cff", ".css", ".yml", ".yaml", ".json", ".txt", ""}


def listed() -> list[Path]:
    """Files that git tracks or would add, which still exist; skips where there is no git checkout."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        out = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in out.decode().split("\0") if name and (path := ROOT / name).is_file()]


def modules(package: str) -> list[Path]:
    return sorted(FOLDERS[package].rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every import, also those inside functions and by `import_module`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.Call) and (name := IMPORTER.match(ast.unparse(node))):
            yield node.lineno, name[1]


@pytest.mark.parametrize("package", FOLDERS)
def test_imports_go_one_way(package: str) -> None:
    forbidden = set(FOLDERS) - {package} - MAY_IMPORT[package]
    places = [(path, line, name) for path in modules(package) for line, name in imported(path)]
    assert places
    assert [f"{p.relative_to(ROOT)}:{line}: {n}" for p, line, n in places if n.split(".")[0] in forbidden] == []


def test_the_library_imports_nothing_that_trains_or_scores() -> None:
    places = [(path, line, name) for path in modules("khabar") for line, name in imported(path)]
    assert [f"{p.relative_to(ROOT)}:{line}: {n}" for p, line, n in places if n.split(".")[0] in HEAVY] == []


def test_the_import_check_sees_every_kind_of_import(tmp_path: Path) -> None:
    path = tmp_path / "m.py"
    path.write_text("import torch.nn as nn\ndef f():\n    from eval.run import x\n    import_module('train')\n")
    assert sorted(imported(path)) == [(1, "torch.nn"), (3, "eval.run"), (4, "train")]


def test_models_hold_no_code() -> None:
    code = {".py", ".pyc", ".pkl", ".pickle", ".pt", ".pth", ".so", ".sh"}
    assert [str(path) for path in (ROOT / "models").rglob("*") if path.suffix in code] == []


def test_files_can_be_read_in_one_go() -> None:
    sizes = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in listed() if path.suffix == ".py"}
    assert {str(path): lines for path, lines in sizes.items() if lines > LONGEST} == {}


def test_files_are_small_enough_for_git() -> None:
    assert [str(path) for path in listed() if path.stat().st_size >= LARGEST] == []


def test_no_path_of_a_machine_is_written_down() -> None:
    assert MACHINE_PATH.search('open("/home/x")')
    assert not MACHINE_PATH.search("https://example.org/home/x and ./work/x")
    found: list[str] = []
    for path in listed():
        if path.suffix in SOURCES and path != Path(__file__) and path.stat().st_size < 2**20:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{path.relative_to(ROOT)}:{i}" for i, line in enumerate(lines, 1) if MACHINE_PATH.search(line)]
    assert found == []


def run_python(code: str) -> str:
    command = [sys.executable, "-I", "-c", f"import sys\nsys.path[:0] = [{str(FOLDERS['khabar'].parent)!r}]\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def test_importing_the_package_and_the_format_loads_nothing_heavy() -> None:
    light = "khabar khabar.labels khabar.document khabar.records khabar.schema khabar.text khabar.figures khabar.cli"
    heavy = (*HEAVY, "numpy", "onnxruntime", "tokenizers", "rich", "pint", "hijridate")
    code = f"for n in {light.split()!r}: __import__(n)\nprint([n for n in {heavy!r} if n in sys.modules])"
    assert run_python(code) == "[]"


EVERY_MODULE = """
import contextlib, importlib, io, os, pkgutil, threading
seen = []
def hook(event, args):
    if event.startswith(("socket.connect", "socket.bind", "subprocess.", "os.system", "os.mkdir", "os.remove")):
        seen.append(event)
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        seen.append(f"open {args[0]} {args[1]}")
import khabar
sys.dont_write_bytecode = True
apart = ("__main__", "spacy.component")  # the latter is for spaCy to import, which looks for torch itself
names = [m.name for m in pkgutil.walk_packages(khabar.__path__, "khabar.") if not m.name.endswith(apart)]
third = ["numpy", "onnxruntime", "tokenizers", "rich", "rich.console", "pint"]
for name in third: importlib.import_module(name)
threads, environment = threading.active_count(), dict(os.environ)
sys.addaudithook(hook)
out = io.StringIO()
with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
    for name in names: importlib.import_module(name)
assert len(names) > 10
print([seen, out.getvalue(), threading.active_count() - threads, dict(os.environ) == environment])
print([n for n in HEAVY if n in sys.modules])
"""


def test_importing_every_module_has_no_side_effects() -> None:
    effects, loaded = run_python(f"HEAVY = {HEAVY!r}\n{EVERY_MODULE}").splitlines()
    assert effects == "[[], '', 0, True]"
    assert loaded == "[]"
