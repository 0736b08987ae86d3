"""Photograph the reading page with its first example as docs/page.webp, for the README: needs `.[dev]` and Chromium.

The page is opened and read as its tests do it (tests/reading_page.py).
"""

import io
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from reading_page import analyze, visiting

OUT = Path(__file__).parent / "page.webp"
SERVE = [sys.executable, "-c", "from khabar.cli import main; raise SystemExit(main())", "serve", "--port", "0"]


def photograph(site: str) -> bytes:
    """The page at `site` after it has read its first example, scrolled to what it found, as PNG."""
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with visiting(browser, site) as visit:
            tab = analyze(visit(viewport={"width": 1100, "height": 781}), 0)
            tab.evaluate("window.scrollTo(0, document.querySelector('#tools').offsetTop - 16)")
            found = tab.screenshot()
        browser.close()
    return found


if __name__ == "__main__":
    with subprocess.Popen(SERVE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        picture = photograph(server.stderr.readline().split()[-1])
        server.terminate()
    Image.open(io.BytesIO(picture)).convert("RGB").save(OUT, quality=50, method=6)
