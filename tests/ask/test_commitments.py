"""The ledger of an archive: what no event was coded for counts too, and who is only called "they" is not listed."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import add

import pytest

from dragoman.archive import Archive
from dragoman.ask.commitments import is_named
from dragoman.flow import code_document
from dragoman.keep import Added, Coder, add_documents
from dragoman.kit import Kit
from dragoman.record.document import Document
from ledger.made import keep, tell

WARNED = "Norway warned Chad on Monday that it would close the border if the lake at Bol was drained."
# No rule has a word for draining a lake: the ledger knows of it by its words alone.
DRAINED = "Rain has come late this year. Chad has drained the lake at Bol, fishermen said."


@pytest.fixture(scope="module")
def archive(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("ledger") / "made.duckdb"
    reports = [
        Document(id="warned", text=WARNED, published=date(2021, 3, 2)),
        Document(id="drained", text=DRAINED, published=date(2021, 4, 6)),
    ]
    coder = Coder(version=kit.coder.version, code=lambda document: code_document(document, kit))
    assert reduce(add, add_documents(path, reports, coder), Added()).reports == 2
    with Archive(path) as archive:
        yield archive


def test_a_sentence_of_a_later_report_meets_a_condition(archive: Archive) -> None:
    (one,) = archive.commitments(date(2021, 5, 1))
    assert (one.kind, one.state, one.state_since) == ("warning", "condition met", date(2021, 4, 6))
    assert "drained the lake" in one.history[-1].why


def test_reports_after_the_day_asked_for_do_not_count(archive: Archive) -> None:
    (one,) = archive.commitments(date(2021, 5, 1), as_of="2021-04-05")
    assert one.state == "open"


@pytest.mark.parametrize(
    ("names", "listed"), [(["NOR"], True), (["They"], False), (["NOR", "They"], False), ([], False)]
)
def test_no_maker_is_a_bare_pronoun(names: list[str], listed: bool) -> None:
    sentence = "They promised to reopen the mission."
    (one,) = keep([tell(0, "AGREE", sentence, by=names, to=[], trigger="promised", content="reopen the mission")])
    assert is_named(one) is listed
