"""`python -m bench figures`: figure spans a second on one core, every figure of the gold data in its sentence."""

import time
from pathlib import Path

from khabar.document import read_documents
from khabar.figures import normalise

ROOT = Path(__file__).parent.parent
GOLD = [ROOT / "data" / "gold" / part for part in ("train.jsonl.xz", "test.jsonl.xz")]
SECONDS = 5.0


def main(_argv: list[str]) -> int:
    """Print the rate of `normalise`, by the processor's own clock, as the reader calls it."""
    print(f"figures: {spans_a_second():,.0f} spans/s on one core")
    return 0


def spans_a_second(seconds: float = SECONDS) -> float:
    """Rate of `normalise` on all gold figures, after one round that fills its memory of words and short spans."""
    spans = [
        (document.text[s.start : s.end], f.start - s.start, f.end - s.start, f.label)
        for path in GOLD
        for document in read_documents(path)
        for s in document.sentences
        for f in document.figures
        if s.start <= f.start and f.end <= s.end
    ]
    for span in spans:
        normalise(*span)
    begun, done = time.process_time(), 0
    while time.process_time() - begun < seconds:
        for span in spans:
            normalise(*span)
        done += len(spans)
    return done / (time.process_time() - begun)
