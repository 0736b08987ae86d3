"""What a user waits for and what it costs: cold start, imports, memory at a large input, installed size.

Cold start is a fresh process per run, file cache warm and modules compiled, as pip leaves them, from exec to exit;
the figure is the median, because a single run may be disturbed. Memory is the peak resident set that Linux tells of
the process itself; what getrusage says of a child includes the peak of the parent that started it.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from khabar.reader import shipped_model

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "tel-al-sanabil.txt"
PEAK = "VmHWM:"
COMMAND = [sys.executable, "-c", "import khabar.cli, sys; sys.exit(khabar.cli.main())"]
TELLING = f"""import sys, khabar.cli
try:
    sys.exit(khabar.cli.main())
finally:
    sys.stderr.write(next(line for line in open("/proc/self/status") if line.startswith("{PEAK}")))"""
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
RUNS = 9


def cold_starts(arguments: Sequence[str], runs: int = RUNS) -> tuple[list[float], int]:
    """Seconds of some runs of `khabar` after one that compiles, and the largest peak memory in KiB."""
    _run(arguments)
    found = [_run(arguments) for _ in range(runs)]
    return [wait for wait, _ in found], max(memory for _, memory in found)


def _run(arguments: Sequence[str]) -> tuple[float, int]:
    begun = time.perf_counter()
    command = [sys.executable, "-c", TELLING, *arguments]
    done = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=COMPILED
    )
    waited = time.perf_counter() - begun
    if done.returncode:
        sys.exit(f"khabar {' '.join(arguments)} failed: {done.stderr}")
    return waited, int(done.stderr.split(PEAK)[1].split()[0])


def large_inputs(megabytes: Sequence[int]) -> dict[str, tuple[float, int]]:
    """Seconds and peak memory in KiB for articles of so many million bytes: news, and one word without an end."""
    line = ARTICLE.read_text(encoding="utf-8").strip() + "\n"
    found: dict[str, tuple[float, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        for size in megabytes:
            news = line * (size * 1_000_000 // len(line.encode()))
            texts = {"of news": news, "without a space": "ا" * (size * 500_000)}
            for name, text in texts.items():
                path.write_text(text, encoding="utf-8")
                found[f"{size} MB {name}"] = _run(["analyze", "--format", "jsonl", str(path)])
    return found


def imports(shown: int = 8) -> list[tuple[str, int]]:
    """The packages whose own modules take longest to import for `khabar analyze`, in microseconds, by -X importtime."""
    command = [COMMAND[0], "-X", "importtime", *COMMAND[1:], "analyze", "--format", "jsonl", str(ARTICLE)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=COMPILED).stderr
    packages: dict[str, int] = {}
    for own, name in re.findall(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", told, re.MULTILINE):
        package = name.split(".")[0]
        key = package if package in ("khabar", "numpy", "onnxruntime", "tokenizers", "rich") else "others"
        packages[key] = packages.get(key, 0) + int(own)
    return sorted(packages.items(), key=lambda item: -item[1])[:shown]


def installed_sizes() -> dict[str, int]:
    """Bytes of Khabar with its model and of every package that it needs without extras, as they are installed here.

    Compiled modules, which Python makes by itself, are left out.
    """
    package = sum(path.stat().st_size for path in (ROOT / "src" / "khabar").rglob("*") if _ships(path))
    sizes = {"khabar": package, "model": sum(path.stat().st_size for path in shipped_model().iterdir())}
    waiting = ["khabar"]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            needed = Requirement(line)
            if canonicalize_name(needed.name) not in sizes and (
                needed.marker is None or needed.marker.evaluate({"extra": ""})
            ):
                files = (Path(str(file.locate())) for file in distribution(needed.name).files or ())
                sizes[canonicalize_name(needed.name)] = sum(path.stat().st_size for path in files if _ships(path))
                waiting.append(needed.name)
    return sizes


def _ships(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"
