"""The bench's arithmetic: rates, rooflines, sizes, samples, and the rows that README shows of a report."""

import json

import pytest

from bench import reading, speed_table, start
from bench.roofline import encoder_operations

REPORT = {
    "machine": "two cores",
    "start": {"analyze, jsonl": {"median": 0.5, "least": 0.4, "most": 0.9, "mb": 150.2}},
    "imports_ms": {"numpy": 90, "khabar": 40},
    "large": {"1 MB of news": {"seconds": 9.96, "mb": 240.0}},
    "sizes": {
        "khabar": 1_000_000,
        "model": 15 * 2**20,
        "numpy": 57_000_000,
        "onnxruntime": 76_000_000,
        "rich": 400_000,
    },
    "reading": {
        "samples": {"news": {"sentences": 5, "tokens": 20.0}},
        "operations": {"news": {"khabar": 1e9, "pair": 20e9}},
        "products": {"float": 100e9, "byte": 400e9},
        "rates": {
            "news": {
                "alone": 2.0,
                "batched": 4.0,
                "eight_bit_alone": 5.0,
                "eight_bit": 10.0,
                "encoder": 300.0,
                "khabar": 200.0,
            }
        },
    },
    "figure_spans_a_second": 8123.4,
    "training": {"pretraining": {"tokens": 2000.0, "share": 0.613, "kind": "bfloat16"}},
}


def test_rows_of_a_report() -> None:
    """Each reader stands beside its own roofline: floats for the pipelines, bytes for the others."""
    rows = speed_table.rows(json.loads(json.dumps(REPORT)))
    assert rows["cold start, analyze, jsonl"] == "0.50 s (0.40 to 0.90 s), 150 MB at most"
    assert rows["an article of 1 MB of news"] == "10.0 s, 240 MB at most"
    assert rows["model"] == "15.0 MiB"
    assert rows["installed without extras"].startswith("150 MB: onnxruntime 76 MB, numpy 57 MB, model 16 MB")
    readers = [figure for name, figure in rows.items() if "sentences/s" in figure and name.startswith("news: ")]
    assert [figure.split(", ")[1] for figure in readers] == [
        "40% of the roofline of 5",
        "80% of the roofline of 5",
        "25% of the roofline of 20",
        "50% of the roofline of 20",
        "75% of the roofline of 400",
        "50% of the roofline of 400",
    ]
    assert rows["news: Khabar in times of the pipelines"] == "100 × one at a time, 50 × in batches, 20.0 × in 8 bits"
    assert rows["news: Khabar in times of the bare encoder's time"] == "1.50"
    assert rows["pretraining"] == "2,000 tokens/s, 61% of the measured bfloat16 rate"


def test_operations_of_an_encoder() -> None:
    """One layer of width 2 and 3 inside, one token: 4 and 2 matrices' products, and attention to itself."""
    assert encoder_operations(1, 1, 2, 3, gated=False) == 2 * (4 * 4 + 2 * 6 + 4)
    assert encoder_operations(1, 1, 2, 3, gated=True) == 2 * (4 * 4 + 3 * 6 + 4)
    assert encoder_operations(1, 5, 2, 3, gated=True) == 5 * encoder_operations(1, 1, 2, 3, gated=True)


def test_a_rate_is_the_median_of_its_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """One slow round does not count; the first, which warms up, is not timed."""
    clock = iter([0.0, 1.0, 1.0, 9.0, 9.0, 10.0])
    monkeypatch.setattr(reading.time, "perf_counter", lambda: next(clock))
    worked: list[int] = []
    assert reading.rate(lambda: worked.append(1), 7, 10.0) == 7.0
    assert len(worked) == 4


def test_sentences_of_one_length_hold_the_same_words() -> None:
    news = reading.news()
    equal = reading.of_one_length(news)
    assert 44 < equal.tokens <= 48
    words = "".join("".join(equal.sentences).split())
    assert "".join("".join(news.sentences).split()).startswith(words)
    assert sum(len(record.sentences or ()) for record in equal.records) == len(equal.sentences)


def test_installed_sizes_follow_what_is_needed_and_no_extra() -> None:
    sizes = start.installed_sizes()
    assert {"khabar", "model", "numpy", "onnxruntime", "tokenizers", "protobuf"} <= sizes.keys()
    assert not {"torch", "fastapi", "spacy", "pytest"} & sizes.keys()
    assert sizes["onnxruntime"] > 10_000_000
    assert 5_000_000 < sizes["model"] <= 20 * 2**20


def test_a_failed_start_is_no_measurement() -> None:
    waits, memory = start.cold_starts(["schema"], runs=2)
    assert len(waits) == 2 and min(waits) > 0 and memory > 1000
    with pytest.raises(SystemExit, match="khabar analyze no-such-file failed"):
        start.cold_starts(["analyze", "no-such-file"])
