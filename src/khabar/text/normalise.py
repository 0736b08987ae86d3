"""Fold the spelling variants of Arabic newswire without losing the way back to the original text.

Follows the steps of AraBERT v0.2's preprocessing (Antoun, Baly and Hajj 2020) that matter for plain news:
diacritics, Koranic signs and tatweel are dropped, digits become ASCII, presentation forms and Persian letter
twins become their Arabic letters, invisible bidi controls disappear, and lone
surrogates, which no tokenizer takes, become U+FFFD. Every step maps one code point to
zero or more, so the origin of each output character is known and spans can be carried back. Spacing between
letters, digits and signs, AraBERT's other step, is what `khabar.text.words` does.
"""

import unicodedata
from dataclasses import dataclass

_INVISIBLE = (
    *range(0x200B, 0x2010),  # zero-width characters and marks
    *range(0x202A, 0x202F),  # embeddings and overrides
    *range(0x2060, 0x206A),  # word joiner, isolates
    0x061C,
    0xFEFF,
    0x00AD,
    0x0640,  # tatweel
)
_TWINS = {"ی": "ي", "ى": "ى", "ک": "ك", "ہ": "ه", "ھ": "ه", "ے": "ي", "ۀ": "ه", "ۃ": "ة", "ٱ": "ا"}
_QUOTES = {"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "−": "-"}


def _table() -> dict[int, str]:
    """Map every code point that changes to its replacement, for `str.translate`."""
    table = dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    for code in range(0x0600, 0x0700):
        if unicodedata.combining(chr(code)) or 0x0610 <= code <= 0x061A or 0x06D6 <= code <= 0x06ED:
            table[code] = ""
    for code in (*range(0x0660, 0x066A), *range(0x06F0, 0x06FA)):
        table[code] = str(unicodedata.digit(chr(code)))
    table[0x066A], table[0x066B], table[0x066C] = "%", ".", ","
    for code in (*range(0xFB50, 0xFDD0), *range(0xFDF0, 0xFDFD), *range(0xFE70, 0xFEFD)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if folded != chr(code):
            table[code] = "".join(table.get(ord(c), c) for c in folded if not unicodedata.combining(c)).strip()
    return table | {ord(k): v for k, v in (_TWINS | _QUOTES).items()}


_TABLE = _table()


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded text and, for each of its characters, the offset of the original code point it stems from.

    `origin` has one entry more than `text` has characters: the length of the original, so that an
    end-exclusive span `[a, b)` of `text` came from `[origin[a], origin[b - 1] + 1)`.
    """

    text: str
    origin: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Carry a non-empty span of the folded text back to the original. Raises ValueError when empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not a non-empty span of {len(self.text)} characters")
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> str:
    """The folded text alone, in one pass of C code: what the tokenizer sees."""
    return text.translate(_TABLE)


def normalise(text: str) -> Normalised:
    """Fold `text` and keep the origin of every character."""
    folded: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        replacement = _TABLE.get(ord(character), character)
        folded.append(replacement)
        origin.extend([offset] * len(replacement))
    return Normalised("".join(folded), (*origin, len(text)))
