"""Draw docs/picture.svg: what `khabar analyze --format html` shows for the example article, for the README.

The page stands inside the SVG as a foreignObject, because only a browser orders and shapes Arabic well; SVG
text of its own would need a layout engine here. Nothing is loaded, so it works as an image too.
"""

import math
from importlib.resources import files
from pathlib import Path

import khabar
from khabar.document import Document
from khabar.render.html import article
from khabar.render.wording import text_of, who

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "tel-al-sanabil.txt"
WIDTH = 960
LETTERS_A_LINE = 105
"""Characters that fit a line of the article's text at this width, rather too few than too many."""


def picture(document: Document) -> str:
    """The picture of one document."""
    style = files("khabar.render").joinpath("page.css").read_text("utf-8")
    height = _height(document)
    size = f'width="{WIDTH}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {height}">\n'
        f"<style>\n{style}</style>\n"
        f'<rect {size} fill="#f6f5f1"/>\n'
        f'<foreignObject x="12" y="12" width="{WIDTH - 24}" height="{height - 12}">\n'
        f'<div xmlns="http://www.w3.org/1999/xhtml" dir="rtl" lang="ar">{article(document)}</div>\n'
        f"</foreignObject>\n</svg>\n"
    )


def _height(document: Document) -> int:
    """Pixels from counts of lines, since nothing here can lay the page out; rather too many."""
    text = sum(_lines(s.end - s.start + 12 * len(s.labels)) * 35 + 12 for s in document.sentences)
    statements = sum(
        max(_lines(2 * len(text_of(s.content))), _lines(5 * len(who(s)))) * 25 + 13 for s in document.statements
    )
    return 240 + text + statements + 38 * len(document.figures)


def _lines(letters: int) -> int:
    return max(1, math.ceil(letters / LETTERS_A_LINE))


def main() -> None:
    """Read the example with the shipped model and write the picture."""
    document = khabar.load().read(EXAMPLE.read_text(encoding="utf-8"), id=EXAMPLE.name)
    (ROOT / "docs" / "picture.svg").write_text(picture(document), encoding="utf-8")


if __name__ == "__main__":
    main()
