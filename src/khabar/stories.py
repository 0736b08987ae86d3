"""Which documents tell one story: those that share names which few of the others have."""

from collections import Counter
from collections.abc import Sequence

from khabar.document import Document
from khabar.names import bare_name

SHARED = 2
"""So many names in common make one story, or one name that both give so often."""
_LATEST = 20
"""Compared are only the latest documents with a name, so that time stays linear."""


def stories(documents: Sequence[Document], needed: int = SHARED) -> list[int]:
    """For every document the index of the first document of its story.

    `needed` is how many names two documents must share; names of nationalities do not count.
    """
    with_name: dict[str, list[tuple[int, int]]] = {}
    found: list[int] = []
    for i, document in enumerate(documents):
        names = Counter(e.name or bare_name(e.text) for e in document.entities if e.label != "NORP")
        shared: dict[int, int] = {}
        for name, times in sorted(names.items()):
            for other, before in with_name.get(name, [])[-_LATEST:]:
                shared[other] = shared.get(other, 0) + min(times, before, SHARED)
            with_name.setdefault(name, []).append((i, times))
        best = max(shared, key=lambda other: (shared[other], other), default=i)
        found.append(found[best] if best != i and shared[best] >= needed else i)
    return found
