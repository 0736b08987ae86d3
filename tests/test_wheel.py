"""The wheel holds what reading needs and nothing else, and reads without torch."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import khabar

ROOT = Path(__file__).parent.parent
FOREIGN = ("torch", "transformers", "datasets", "train", "eval", "data")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the working tree."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("khabar-*.whl")
    return path


def test_contents(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "py.typed",
        "labels.py",
        "render/page.css",
        "cli/__init__.py",
        "models/khabar-small/model.onnx",
    ):
        assert f"khabar/{needed}" in names
    top = {name.split("/")[0] for name in names}
    assert top - {"khabar"} == {name for name in top if name.endswith(".dist-info")}
    assert not [name for name in names if name.endswith((".pyc", ".pt", ".pkl", ".safetensors"))]


def test_it_has_the_version_of_the_package(wheel: Path) -> None:
    assert wheel.name.startswith(f"khabar-{khabar.__version__}-")


def test_the_command_is_declared(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
    assert "khabar = khabar.cli:main" in archive.read(name).decode()


def test_reading_imports_no_training_library(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    article = ROOT / "examples" / "tel-al-sanabil.txt"
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import khabar.cli, khabar\n"
        f"assert khabar.__file__.startswith({str(tmp_path)!r})\n"
        f"assert khabar.cli.main(['analyze', {str(article)!r}]) == 0\n"
        f"assert not set({FOREIGN!r}) & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "العواد" in done.stdout.decode()
