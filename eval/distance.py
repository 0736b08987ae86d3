"""How far a model is from careful annotators on statements: by kind of cue and polarity, and its worst errors.

The kind is that of `eval.cues`, a verb being parted by whether its source stands before or behind it. Agreement of
annotators is F1 between two independent annotations of real news; Citron's scores (Newell, Cowlishaw and Man 2018)
are on English, PARC3, as that paper gives them. Neither is on this data, so they are marks and no competition.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from eval.cues import cue_type
from eval.facets import sentence_at
from eval.reading import complain, guesses, model_and_gold, read_gold
from eval.scores import Score
from eval.statements import PARTS, Pair, same, statement_pairs
from khabar.document import Document, Part, Statement
from khabar.labels import POLARITIES
from khabar.manifest import ModelError

ANNOTATORS = {"cue": "97", "source": "87", "content": "87", "content, overlap": "96"}
CITRON = {"cue": "82.3", "source": "82.0", "content": "59.3", "content, overlap": "83.3"}
_COST = {"cue": 4, "polarity": 3, "source": 2, "content": 1}
"""What makes an error bad: a statement lost or made up, then its sense, then whose it is."""


def main(argv: Sequence[str]) -> int:
    """Scores by kind of cue and polarity beside the agreement of annotators, and the worst errors."""
    parser = model_and_gold("distance", main.__doc__)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list so many errors, with their text")
    args = parser.parse_args(argv)
    try:
        gold = read_gold(args.gold)
        found = guesses(args.model, gold)
    except (ValueError, OSError, ModelError) as error:
        return complain(error)
    both = list(zip(gold, found, strict=True))
    pairs = [(document, pair) for document, guess in both for pair in statement_pairs(document, guess)]
    print("\n".join(table([pair for _, pair in pairs])))
    print("\n".join(agreement(both)))
    if args.worst:
        print("\n".join(worst(pairs, args.worst)))
    return 0


def kind_of(statement: Statement) -> str:
    """The kind of a cue, with the place of the source for a verb."""
    kind, source = cue_type(statement.cue.text), statement.source
    if kind != "verb":
        return kind
    if source is None:
        return "verb, no source"
    return "verb behind its source" if source.start < statement.cue.start else "verb before its source"


def table(pairs: Sequence[Pair]) -> Iterator[str]:
    """Markdown: F1 of cue, source and content (exact, overlapping), for all, by kind of cue and by polarity."""
    columns = ("cue", *PARTS, "content, overlap")
    yield f"| | gold | {' | '.join(columns)} |\n|---|{'---:|' * (len(columns) + 1)}"
    groups: dict[str, list[Pair]] = {"all": list(pairs)}
    by_polarity: dict[str, list[Pair]] = {polarity: [] for polarity in POLARITIES}
    for pair in pairs:
        known = pair[0] or pair[1]
        assert known is not None
        groups.setdefault(kind_of(known), []).append(pair)
        by_polarity[known.polarity].append(pair)
    groups |= by_polarity
    for name, members in groups.items():
        gold = sum(ours is not None for ours, _ in members)
        yield table_row(f"{name} | {gold}", (score(members, column) for column in columns))
    for name, marks in (("two annotators, real news", ANNOTATORS), ("Citron, English PARC3", CITRON)):
        yield f"| {name} | | {' | '.join(marks[column] for column in columns)} |"


def table_row(name: str, scores: Iterable[Score]) -> str:
    """A row of a Markdown table, F1 in percent."""
    return f"| {name} | {' | '.join(f'{100 * score.f1:.1f}' for score in scores)} |"


def score(pairs: Sequence[Pair], column: str) -> Score:
    """Counts of a part of statements; overlapping is enough where the column says so."""
    name, _, loose = column.partition(", ")
    found = Score()
    for ours, theirs in pairs:
        one, other = (getattr(s, name) if s else None for s in (ours, theirs))
        right = overlapping(one, other) if loose else same(one, other)
        found += Score(tp=1) if right else Score(fp=other is not None, fn=one is not None)
    return found


def overlapping(one: Part | None, other: Part | None) -> bool:
    """Whether both are there and share a code point."""
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def agreement(documents: Sequence[tuple[Document, Document]]) -> Iterator[str]:
    """How often the label denial and statements that deny go together in a sentence, in gold and predictions."""
    yield "\n| sentences | denial with a deny statement | denial alone | deny statement alone |\n|---|---:|---:|---:|"
    for side, name in enumerate(("gold", "model")):
        counts: Counter[tuple[bool, bool]] = Counter()
        for document in (pair[side] for pair in documents):
            denied = {sentence_at(document, s.cue.start) for s in document.statements if s.polarity == "deny"}
            counts.update(("denial" in s.labels, i in denied) for i, s in enumerate(document.sentences))
        yield f"| {name} | {counts[True, True]} | {counts[True, False]} | {counts[False, True]} |"


def worst(pairs: Sequence[tuple[Document, Pair]], most: int) -> Iterator[str]:
    """The statements with the costliest errors, first those that lose most, with gold and prediction."""
    ranked = [(-sum(_COST[name] for name in errors(pair)), i) for i, (_, pair) in enumerate(pairs)]
    for _, i in sorted(ranked)[:most]:
        document, (ours, theirs) = pairs[i]
        known = ours or theirs
        assert known is not None
        number = sentence_at(document, known.cue.start)
        span = document.sentences[number] if number is not None else known.cue
        what = "missed" if theirs is None else "made up" if ours is None else ", ".join(errors((ours, theirs)))
        yield f"\n- **{what}** ({kind_of(known)}), {document.id}: {document.text[span.start : span.end]}"
        yield from (f"  - {name}: {shown(s)}" for name, s in (("gold", ours), ("model", theirs)) if s)


def errors(pair: Pair) -> list[str]:
    """What of a statement is wrong, the worst first."""
    ours, theirs = pair
    if ours is None or theirs is None:
        return ["cue", "polarity", *(name for name in PARTS if getattr(ours or theirs, name))]
    wrong = ["cue"] if not overlapping(ours.cue, theirs.cue) else []
    wrong += ["polarity"] if ours.polarity != theirs.polarity else []
    parts = ((name, getattr(ours, name), getattr(theirs, name)) for name in PARTS)
    return wrong + [name for name, one, other in parts if not (same(one, other) or one is other is None)]


def shown(statement: Statement) -> str:
    """A statement in one line."""
    source, content = (part.text if part else "none" for part in (statement.source, statement.content))
    return f"{source} · {statement.cue.text} ({statement.polarity}) · {content}"
