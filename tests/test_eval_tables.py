"""Reports in words."""

from eval import tables
from eval.measure import measure
from eval_documents import corpus

GOLD, GUESS = corpus(8)
REPORT = {
    "command": "python -m eval run m --gold g.jsonl",
    "model": {"path": "m", "sha256": "a" * 64, "of": "khabar.json"},
    "gold": {
        "path": "g.jsonl",
        "sha256": "b" * 64,
        "documents": 8,
        "sentences": 24,
        "entities": 9,
        "figures": 9,
    }
    | {"statements": 24},
    **measure(GOLD, GUESS, resamples=50),
}


def test_every_group_of_a_report_has_a_title() -> None:
    found = measure(GOLD, GUESS, seen=frozenset(), resamples=10)
    assert set(found["scores"]) <= set(tables.TITLES)
    assert set(found["shares"]) <= set(tables.SHARES)


def test_markdown_holds_command_checksums_and_every_table() -> None:
    text = tables.markdown(REPORT)
    assert "`python -m eval run m --gold g.jsonl`" in text
    assert "a" * 16 in text
    for group in (*REPORT["scores"], *REPORT["shares"]):
        assert f"## {(tables.TITLES | tables.SHARES).get(group)}" in text
    row = REPORT["scores"]["entities"]["micro"]
    assert f"| micro | {100 * row['precision']:.1f} | {100 * row['recall']:.1f} | {100 * row['f1']:.1f} |" in text


def test_terminal_lines_are_aligned() -> None:
    first, *lines = tables.terminal(REPORT).splitlines()
    assert first == "g.jsonl: 8 documents, 24 sentences"
    assert len(lines) == len(REPORT["headline"])
    assert len({line.index(".") for line in lines}) == 1


def test_cells() -> None:
    assert tables.ends((0.1, 1.0)) == "10.0 – 100.0"
    assert tables.ends(None) == ""
    assert (tables.number(2.5), tables.number(3)) == ("2.5", "3")
    assert tables.table(["", "a|b"], [["x", "1"]]) == "|  | a\\|b |\n| --- | ---: |\n| x | 1 |"
