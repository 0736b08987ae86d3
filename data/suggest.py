"""Which sentences to annotate next: those a model is least sure of, or those that are least like the others.

Uncertain (Lewis and Gale 1994): a sentence is as doubtful as the most doubtful thing in it. A sentence label is
in doubt by how close its score is to the threshold. Scores of spans and cues are no calibrated probabilities, hence
they count by rank: a span is in doubt by the share of the pool's spans of its label that have a higher score. What
a model did not find is no part of this.

Diverse (Gonzalez 1985, farthest first): each pick is the sentence whose nearest neighbour among those picked, and
those annotated already, is farthest by the cosine of hashed one- and two-word tf-idf vectors. It looks at the texts
alone. Sentences under `MIN_WORDS` words are left out there, as they are far from everything.

Both are deterministic, and both pass over near-duplicates.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from data.leakage import shingle_words, shingles
from khabar.document import Document, Sentence
from khabar.labels import SENTENCE_LABELS

SHINGLE = 3
SHARED = 0.5
"""Near-duplicates share this part of the shorter one's runs of SHINGLE words."""

MIN_WORDS = 4

Run = tuple[str, ...]


class Suggestion(NamedTuple):
    """A sentence of a document, how much it is wanted (0 to 1), and why."""

    document: Document
    sentence: Sentence
    score: float
    reason: str

    @property
    def text(self) -> str:
        """The sentence."""
        return self.document.text[self.sentence.start : self.sentence.end]

    def to_json(self) -> dict[str, Any]:
        """A record that `prelabel` and `khabar analyze` read as one sentence."""
        place = {"document": self.document.id, "start": self.sentence.start, "end": self.sentence.end}
        ident = f"{self.document.id}#{self.sentence.start}"
        return {
            "id": ident,
            "sentences": [self.text],
            **place,
            "score": round(self.score, 4),
            "reason": self.reason,
        }


def uncertain(documents: Sequence[Document], thresholds: Mapping[str, float]) -> list[Suggestion]:
    """All sentences, the most doubtful first, then in the order of the text. `thresholds` are the model's."""
    ranks: dict[str, list[float]] = {}
    for document in documents:
        for label, score, *_ in _scored(document):
            ranks.setdefault(label, []).append(score)
    for scores in ranks.values():
        scores.sort()
    found = [s for document in documents for s in _doubts(document, thresholds, ranks)]
    return sorted(found, key=lambda suggestion: -suggestion.score)


def diverse(documents: Sequence[Document], known: Sequence[str], count: int) -> Iterator[Suggestion]:
    """Sentences by farthest first, `count` at most; `known` are texts to stay away from.

    The first, where nothing is known, is the one most like the whole pool. Raises ModuleNotFoundError without
    scikit-learn.
    """
    import numpy as np

    pool = [
        Suggestion(document, sentence, 0.0, "")
        for document in documents
        for sentence in document.sentences
        if len(shingle_words(document.text[sentence.start : sentence.end])) >= MIN_WORDS
    ]
    if not pool:
        return
    vectors = _vectors([*(s.text for s in pool), *known])
    mine, others = vectors[: len(pool)], vectors[len(pool) :]
    fresh = np.ones(len(pool), bool)
    nearest = np.zeros(len(pool))
    for row in range(len(known)):
        nearest = np.maximum(nearest, (mine @ others[row].T).toarray().ravel())
    pick = int(nearest.argmin()) if known else int((mine @ np.asarray(mine.mean(0)).T).argmax())
    reason = "" if known else "most like the pool"
    for _ in range(min(count, len(pool))):
        reason = reason or f"nearest picked or annotated sentence at cosine {nearest[pick]:.2f}"
        yield pool[pick]._replace(score=float(1 - nearest[pick]), reason=reason)
        reason = ""
        fresh[pick] = False
        nearest = np.maximum(nearest, (mine @ mine[pick].T).toarray().ravel())
        pick = int(np.where(fresh, nearest, np.inf).argmin())


def distinct(suggestions: Iterable[Suggestion], known: Iterable[str]) -> Iterator[Suggestion]:
    """Suggestions without near-duplicates of earlier ones or of known texts."""
    owners: dict[Run, list[int]] = {}
    sizes: list[int] = []

    def add(runs: set[Run]) -> None:
        for run in runs:
            owners.setdefault(run, []).append(len(sizes))
        sizes.append(len(runs))

    for text in known:
        add(_runs(text))
    for suggestion in suggestions:
        runs = _runs(suggestion.text)
        shared: dict[int, int] = {}
        for run in runs:
            for other in owners.get(run, []):
                shared[other] = shared.get(other, 0) + 1
        if runs and not any(n >= SHARED * min(len(runs), sizes[other]) for other, n in shared.items()):
            add(runs)
            yield suggestion


def sentence_texts(documents: Iterable[Document]) -> list[str]:
    """The sentences of documents, as texts."""
    return [document.text[s.start : s.end] for document in documents for s in document.sentences]


def _runs(text: str) -> set[Run]:
    words = shingle_words(text)
    return set(shingles(text, SHINGLE)) or ({tuple(words)} if words else set())


def _doubts(
    document: Document, thresholds: Mapping[str, float], ranks: Mapping[str, list[float]]
) -> Iterator[Suggestion]:
    spans = list(_scored(document))
    for sentence in document.sentences:
        doubts = [(0.0, "the model is sure of all")]
        for label in SENTENCE_LABELS:
            if sentence.scores is not None and label in sentence.scores and label in thresholds:
                score, bound = sentence.scores[label], thresholds[label]
                doubt = 1 - abs(score - bound) / max(bound, 1 - bound)
                doubts.append((doubt, f"{label} {score:.2f}, given from {bound:.2f}"))
        for label, score, start, text in spans:
            if sentence.start <= start < sentence.end:
                higher = len(ranks[label]) - bisect_right(ranks[label], score)
                reason = f"{label} {text!r} {score:.2f}, lower than {higher} of the pool's {len(ranks[label])}"
                doubts.append((higher / len(ranks[label]), reason))
        yield Suggestion(document, sentence, *max(doubts, key=lambda doubt: doubt[0]))


def _scored(document: Document) -> Iterator[tuple[str, float, int, str]]:
    """Label, score, start and text of all that has a score."""
    for span in (*document.entities, *document.figures):
        if span.score is not None:
            yield span.label, span.score, span.start, span.text
    for statement in document.statements:
        if statement.score is not None:
            yield f"cue {statement.polarity}", statement.score, statement.cue.start, statement.cue.text


def _vectors(texts: Sequence[str]) -> Any:
    """Rows of unit length, sparse; words folded as for near-duplicates."""
    try:
        from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
    except ModuleNotFoundError:
        raise ModuleNotFoundError("diverse suggestions need scikit-learn: pip install 'khabar[data]'") from None
    options: dict[str, Any] = {"analyzer": _terms, "alternate_sign": False, "norm": None, "n_features": 2**18}
    return TfidfTransformer().fit_transform(HashingVectorizer(**options).transform(texts))


def _terms(text: str) -> list[str]:
    words = shingle_words(text)
    return [*words, *(" ".join(run) for run in shingles(text, 2))]
