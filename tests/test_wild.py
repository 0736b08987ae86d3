"""What follows reading survives any annotation: names, speakers, ledgers and every way to show them."""

from dataclasses import replace
from io import StringIO

from hypothesis import given, settings

from khabar.document import ABSENT, Document
from khabar.fields import Where
from khabar.ledger import ledger
from khabar.names import name_entities
from khabar.render import FORMATS, open_writer
from khabar.render.ledger_data import write_csv, write_json
from khabar.render.ledger_html import write_html
from khabar.render.ledger_text import write_text
from khabar.speakers import resolve
from wild import documents


@settings(max_examples=400)
@given(documents())
def test_any_annotation_is_resolved(document: Document) -> None:
    """Every statement gets an answer, nothing else changes, and asking again changes nothing."""
    found = resolve(name_entities(document))
    assert all(s.speaker is not ABSENT for s in found.statements)
    assert resolve(found) == found
    bare = [replace(s, speaker=ABSENT, inherited=ABSENT) for s in found.statements]
    assert bare == list(document.statements)
    assert Document.from_json(found.to_json(), Where("wild", 1)) == found


@settings(max_examples=100)
@given(documents())
def test_any_annotation_is_shown(document: Document) -> None:
    """Every format writes it."""
    for name in FORMATS:
        stream = StringIO()
        writer = open_writer(name, stream)
        writer.write(document)
        writer.close()
        assert stream.getvalue() or not document.sentences


@settings(max_examples=200)
@given(documents(), documents())
def test_any_two_make_a_ledger(one: Document, other: Document) -> None:
    """Statements of any two documents are compared, and what comes of it is shown."""
    found = ledger([resolve(name_entities(replace(d, id=name))) for d, name in ((one, "1"), (other, "2"))])
    for write in (write_csv, write_json, write_html, write_text):
        stream = StringIO()
        write(found, stream)
        assert stream.getvalue() or not found.rows
