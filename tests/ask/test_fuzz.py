"""Whatever a person types is a question or a clear error: never an exception of ours, never SQL of theirs."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ask.made import EVENTS, make_archive
from dragoman.archive import Archive
from dragoman.errors import UsageError

FIELDS = ("actor", "recipient", "dyad", "type", "since", "where", "source", "text", "cursor", "order", "min_confidence")
# Letters of many scripts, marks, digits that are no ASCII, and what SQL and regular expressions hold dear.
WORDS = st.text(st.one_of(st.characters(), st.sampled_from("'\"?%_\\;-()[]{}.*+^$|:>\x00\u0301½²İßﬁ")), max_size=12)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(make_archive(tmp_path_factory.mktemp("fuzz") / "made.duckdb")) as archive:
        yield archive


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(FIELDS), value=WORDS)
def test_any_words_are_answered_or_refused(archive: Archive, field: str, value: str) -> None:
    for ask in (archive.events, archive.happenings, archive.reports):
        try:
            answer = ask(**{field: value})
            found = list(answer)
            list(archive.hints(answer.filter))
        except UsageError:
            continue
        assert len(found) <= len(EVENTS)


@settings(max_examples=60, deadline=None)
@given(event=st.sampled_from(sorted(EVENTS)), data=st.data())
def test_every_stretch_of_words_of_a_sentence_finds_it(archive: Archive, event: str, data: st.DataObject) -> None:
    """The words' index, the cut of words and the search for phrases agree on what a word is."""
    one = EVENTS[event]
    (report,) = [r for r in archive.reports() if r.id == one.document]
    words = report.text[one.sentence.start : one.sentence.end].split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    phrase = " ".join(words[start:end])
    assert event in {e.id for e in archive.events(text=f'"{phrase}"')}
    assert event in {e.id for e in archive.events(text=phrase.upper())}
    assert one.document in {r.id for r in archive.reports(text=f'"{phrase}"')}
