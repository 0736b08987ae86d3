"""Examples say of each word which tags it may carry, and swapped names keep every layer in place."""

from pathlib import Path

import numpy as np
import pytest

import tiny
from khabar.labels import ENTITY_LABELS, POLARITIES, SPAN_LABELS, bio
from train.augment import mention_pool, mentions, swap_mentions
from train.examples import ConllError, conll_examples, conll_labels, gold_examples, read_conll

TAGS = bio(SPAN_LABELS)


def test_gold_examples(tmp_path: Path) -> None:
    """Words, tags, cue polarity, statement spans and labels of a document."""
    example = next(gold_examples(tiny.write_gold(tmp_path / "g.jsonl"), SPAN_LABELS))
    assert example["words"][:4] == ["قال", "سمير", "الحلاق", "إن"]
    names = [TAGS[choices[0]] for choices in example["allowed"]]
    assert names[1:5] == ["B-PER", "I-PER", "O", "B-CARDINAL"]
    assert bio(POLARITIES)[example["cues"][0]] == "B-assert"
    cue, cue_end, source, source_end, content, content_end = example["statements"][0]
    assert (cue, cue_end, source, source_end) == (0, 1, 1, 3)
    assert example["words"][content] == "إن" and content_end == len(example["words"]) - 1
    assert example["labels"] == [1, 1, 0]


def test_foreign_tags_allow_sets(tmp_path: Path) -> None:
    """A foreign tag allows each of its labels, O whatever the corpus does not annotate, a cut word goes on inside."""
    path = tmp_path / "f.conll"
    path.write_text("(تل\tB-LOC\nالرمان)\tI-LOC\nسوري\tO\n", encoding="utf-8")
    example = next(conll_examples(path, SPAN_LABELS, {"LOC": ("GPE", "FAC")}, ("NORP",)))
    assert example["words"] == ["(", "تل", "الرمان", ")", "سوري"]
    allowed = [{TAGS[i] for i in choices} for choices in example["allowed"]]
    assert allowed[0] == {"B-GPE", "B-FAC"} and allowed[1] == allowed[2] == {"I-GPE", "I-FAC"}
    assert allowed[4] == {"O", "B-NORP", "I-NORP"}


def test_a_tag_that_may_be_nothing_leaves_every_word_open(tmp_path: Path) -> None:
    """Inside a stretch that may be O, as ANY of data/names.jsonl.xz, a name may also begin."""
    path = tmp_path / "f.conll"
    path.write_text("ملعب\tB-ANY\nدبي\tI-ANY\n", encoding="utf-8")
    example = next(conll_examples(path, SPAN_LABELS, {"ANY": ("O", "GPE")}, ()))
    assert [{TAGS[i] for i in choices} for choices in example["allowed"]] == [{"O", "B-GPE"}, {"O", "B-GPE", "I-GPE"}]


def test_conll_errors_name_the_line(tmp_path: Path) -> None:
    """Wrong tags and missing columns are found where they stand; tags without a map are named."""
    path = tmp_path / "f.conll"
    path.write_text("كلمة\tO\nكلمة\tX-LOC\n", encoding="utf-8")
    with pytest.raises(ConllError, match=r"f\.conll:2: tag: 'X-LOC'"):
        list(read_conll(path))
    path.write_text("كلمة\n", encoding="utf-8")
    with pytest.raises(ConllError, match=r"f\.conll:1"):
        list(read_conll(path))
    path.write_text("كلمة\tB-ODD\n", encoding="utf-8")
    assert conll_labels(path) == ("ODD",)
    with pytest.raises(ConllError, match="no map for 'ODD'"):
        list(conll_examples(path, SPAN_LABELS, {}, ()))


def test_swapped_names_keep_all_layers(tmp_path: Path) -> None:
    """After a swap sources still hold their person, contents still end with the sentence, figures stay."""
    examples = list(gold_examples(tiny.write_gold(tmp_path / "g.jsonl"), SPAN_LABELS))
    pool = mention_pool(examples, TAGS, ENTITY_LABELS) | {"PER": [["عمر"], ["نور", "الدين", "الشامي"]]}
    rng = np.random.default_rng(0)
    for example in examples:
        swapped = swap_mentions(example, pool, TAGS, 1.0, rng)
        assert len(swapped["words"]) == len(swapped["allowed"]) == len(swapped["cues"])
        _, _, source, source_end, content, content_end = swapped["statements"][0]
        assert swapped["words"][source:source_end] in pool["PER"]
        assert content == source_end or content_end == len(swapped["words"]) - 1
        assert [m[2] for m in mentions(swapped, TAGS)] == [m[2] for m in mentions(example, TAGS)]
        assert swap_mentions(example, pool, TAGS, 0.0, rng) == example
