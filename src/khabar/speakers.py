"""Who speaks in every statement of an article, by name, also where the sentence does not say it.

A source is named by `khabar.cast`. A cue without one goes on with whoever spoke before (وأضاف), by the agreement of
verbs where two are in question; passives and rumours have no speaker. Measured by `python -m eval linking`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.cast import Cast
from khabar.document import ABSENT, Document, Part, Statement
from khabar.speaker_words import OFFICES, gender, is_aside, is_continued, is_unsourced, key, words

_TURNS_BACK = 4
"""Earlier turns among which agreement decides."""

_WORDS_OF = frozenset(("قوله", "قولها", "قولهم"))
"""نقلت وكالة عن مصدر قوله: whoever's words these are goes on, not who passed them on."""

_SEEN_BEFORE = 8
"""Characters in front of a cue that are looked at."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Somebody who spoke: in which sentence, what the verb agreed with, and whether inside another's words."""

    speaker: str
    sentence: int
    gender: str
    quoted: bool


def resolve(document: Document) -> Document:
    """The document with `speaker` on every statement, and `inherited` on those whose source stands earlier.

    `speaker` is the canonical name of the source within the article, None when nobody can be meant. `inherited` is
    True when it is taken from an earlier sentence and absent otherwise.
    """
    cast = Cast(document)
    together: dict[int, list[Statement]] = {}
    for statement in document.statements:
        together.setdefault(_sentence(document, statement), []).append(statement)

    @lru_cache(1)
    def contents(sentence: int) -> _Contents:
        return _Contents(together[sentence])

    turns: list[_Turn] = []
    found: dict[int, Statement] = {}
    order = sorted(range(len(document.statements)), key=lambda i: document.statements[i].cue.start)
    for index in order:
        statement = document.statements[index]
        sentence = _sentence(document, statement)
        agreement = gender(statement.cue.text)
        if statement.source is not None:
            speaker = cast.speaker(statement.source)
            found[index] = replace(statement, speaker=speaker, inherited=ABSENT)
            if speaker is not None:
                relayed = key(statement.cue.text) in _WORDS_OF
                quoted = is_aside(statement.cue.text) or (contents(sentence).quote(statement) and not relayed)
                turns.append(_Turn(speaker, sentence, agreement, quoted))
            continue
        turn = None
        cue = statement.cue
        if not is_unsourced(cue.text, document.text[max(0, cue.start - _SEEN_BEFORE) : cue.start]):
            turn = _before(turns, sentence, agreement) or _subject(cast, document, statement, sentence)
        found[index] = replace(
            statement,
            speaker=turn.speaker if turn else None,
            inherited=True if turn and turn.sentence < sentence else ABSENT,
        )
        if turn:
            turns.append(replace(turn, quoted=False))
    _name_the_unnamed(found, order, cast)
    return replace(document, statements=tuple(found[i] for i in range(len(document.statements))))


def _name_the_unnamed(found: dict[int, Statement], order: Sequence[int], cast: Cast) -> None:
    """Name an office that spoke without a name, where "وأضاف" goes on with a name that is new.

    Translated news often begins so: قال مستشار للرئيس … وأضاف ياسين.
    """
    unnamed: dict[str, list[int]] = {}
    office = ""
    for index in order:
        statement = found[index]
        if statement.source and is_continued(statement.cue.text) and cast.is_introduced(statement.source):
            for earlier in unnamed.pop(office, ()):
                found[earlier] = replace(found[earlier], speaker=statement.speaker)
        head = words(statement.speaker)[:1] if isinstance(statement.speaker, str) else []
        office = head[0] if head and head[0] in OFFICES else ""
        if office:
            unnamed.setdefault(office, []).append(index)


def _sentence(document: Document, statement: Statement) -> int:
    """Number of the sentence of a cue, from 1; 0 before the first."""
    return bisect_right(document.sentences, statement.cue.start, key=lambda s: s.start)


def _before(turns: Sequence[_Turn], sentence: int, agreement: str) -> _Turn | None:
    """Whose turn goes on: in the same sentence the last one's, else the last one's who was not quoted."""
    if not turns:
        return None
    if turns[-1].sentence == sentence:
        return turns[-1]
    candidates = [t for t in turns[-_TURNS_BACK:] if not t.quoted] or list(turns[-1:])
    fitting = [t for t in candidates if not agreement or not t.gender or t.gender == agreement]
    return (fitting or candidates)[-1]


def _subject(cast: Cast, document: Document, statement: Statement, sentence: int) -> _Turn | None:
    """Who the text is about when nobody has spoken yet: the first name before the cue, else of the sentence before."""
    for number in range(sentence, max(0, sentence - 2), -1):
        span = document.sentences[number - 1]
        name = cast.first_between(span.start, min(span.end, statement.cue.start))
        if name:
            return _Turn(name, number, gender(statement.cue.text), False)
    return None


class _Contents:
    """The contents of a sentence's statements in the order of the text.

    Of those so far the two that reach furthest are kept, with their cues, for one of them may be that of whoever asks.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        said = sorted(((s.content, s.cue) for s in statements if s.content), key=lambda pair: pair[0].start)
        self._starts = [content.start for content, _ in said]
        self._reach: list[list[tuple[int, Part]]] = []
        furthest: list[tuple[int, Part]] = []
        for content, cue in said:
            rivals = sorted([*furthest, (content.end, cue)], key=lambda reach: -reach[0])
            furthest = [rivals[0], *[reach for reach in rivals if reach[1] != rivals[0][1]][:1]]
            self._reach.append(furthest)

    def quote(self, statement: Statement) -> bool:
        """Whether a statement stands inside the content of another one."""
        at = statement.cue.start
        before = bisect_right(self._starts, at)
        return before > 0 and any(end > at and cue != statement.cue for end, cue in self._reach[before - 1])
