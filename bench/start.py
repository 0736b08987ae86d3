"""What a user waits for and what it costs: cold start, imports, memory at a large input, installed size.

Cold start is a fresh process per run, file cache warm, from exec to exit; the figure is the median, because a
single run may be disturbed. Memory is the peak resident set that the kernel counted for that process.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "tel-al-sanabil.txt"
COMMAND = [sys.executable, "-c", "import khabar.cli, sys; sys.exit(khabar.cli.main())", "analyze"]
RUNS = 9


def cold_starts(form: str, article: Path = ARTICLE, runs: int = RUNS) -> tuple[list[float], int]:
    """Seconds of some runs of `khabar analyze` on an article, and the largest peak memory in KiB."""
    waits: list[float] = []
    memory = 0
    for _ in range(runs):
        begun = time.perf_counter()
        process = subprocess.Popen([*COMMAND, "--format", form, str(article)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        waits.append(time.perf_counter() - begun)
        if status:
            sys.exit("khabar analyze failed")
        memory = max(memory, usage.ru_maxrss)
    return waits, memory


def large_inputs(size: int = 10_000_000) -> dict[str, tuple[float, int]]:
    """Seconds and peak memory in KiB for an input of `size` bytes: news, and one word without an end."""
    line = ARTICLE.read_text(encoding="utf-8").strip() + "\n"
    texts = {"news": line * (size // len(line.encode()) + 1), "no space": "ا" * (size // 2)}
    found: dict[str, tuple[float, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder) / f"{name.replace(' ', '-')}.txt"
            path.write_text(text, encoding="utf-8")
            waits, memory = cold_starts("jsonl", path, 1)
            found[name] = waits[0], memory
    return found


def imports(shown: int = 8) -> list[tuple[str, int]]:
    """The packages whose own modules take longest to import for `khabar analyze`, in microseconds, by -X importtime."""
    command = [COMMAND[0], "-X", "importtime", *COMMAND[1:], "--format", "jsonl", str(ARTICLE)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    packages: dict[str, int] = {}
    for own, name in re.findall(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", told, re.MULTILINE):
        package = name.split(".")[0]
        key = package if package in ("khabar", "numpy", "onnxruntime", "tokenizers", "rich") else "others"
        packages[key] = packages.get(key, 0) + int(own)
    return sorted(packages.items(), key=lambda item: -item[1])[:shown]


def installed_size() -> int:
    """Bytes of a fresh environment with Khabar and no extra, less those of the bare environment; runs pip."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        bare = _bytes_below(Path(folder))
        pip = [str(Path(folder) / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-compile", str(ROOT)]
        subprocess.run(pip, check=True)
        return _bytes_below(Path(folder)) - bare


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
