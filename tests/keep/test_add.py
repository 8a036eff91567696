"""What an archive holds is a function of the set of reports: order, batches and repetition leave no trace."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.keep import Added, Coder, add_documents
from dragoman.record.document import Document
from dragoman.record.fault import Fault
from dragoman.store import open_store
from dragoman.store.log import Page, read_pages
from dragoman.store.reports import count_content, read_origins, read_reports
from dragoman.store.reviews import read_coded
from store.made import digest_archive, make_coder, make_report, make_reports

NORWAY = "NOR ACCUSE TCD 2021-02-08. Rain fell."


def put(path: Path, documents: Iterable[Document | Fault], **options: object) -> Added:
    return reduce(add, add_documents(path, documents, make_coder(), **options), Added())  # type: ignore[arg-type]


def rows(path: Path, sql: str) -> list[dict[str, object]]:
    with open_store(path) as store:
        return store.rows(sql).to_pylist()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


def test_a_report_comes_back_as_it_went_in(path: Path) -> None:
    document = make_report(
        "a", NORWAY, source="a.txt", title="Storm", url="https://gazette.example/a", author="Ada Berg"
    )
    document = replace(document, furniture=((0, 3), (5, 9)))
    put(path, [document])
    with open_store(path) as store:
        assert read_reports(store, ["a"]) == {"a": replace(document, source=None)}
        assert read_coded(store, ["a"])["a"].coded.events == make_coder().code(document).events
        assert read_origins(store, ["a"]) == {("a", "a.txt")}


def test_the_same_twice_changes_nothing_and_says_so(path: Path) -> None:
    reports = make_reports(20)
    first = put(path, reports)
    assert (first.reports, first.known) == (20, 0)
    before = digest_archive(path)
    assert put(path, reports) == Added(known=20)
    assert digest_archive(path) == before


def test_what_is_known_is_not_coded_again(path: Path) -> None:
    put(path, make_reports(5))

    def refuse(document: Document) -> None:
        raise AssertionError(document.id)

    list(add_documents(path, make_reports(5), Coder("made 1", refuse)))  # type: ignore[arg-type]


# Reports with all that could depend on order: copies, one report from two sources with different headings, faults that came
# before or after the report, a report without a day.
MIXED: Sequence[Document | Fault] = (
    *make_reports(12, seed=3),
    make_report("day", "SDN ASSAULT EGY. Dust rose.", None, source="x.txt"),
    make_report("two", NORWAY, source="b.txt", title="Storm", publication="Gazette"),
    make_report("two", NORWAY, source="c.txt", title="Rain", publication="Courier"),
    make_report("two", NORWAY, source="d.txt"),
    make_report("bad", "BROKEN. NOR ACCUSE TCD.", source="e.txt"),
    Fault(source="f.txt", document="two", stage="read", kind="skipped", reason="the text is empty"),
    Fault(source="b.txt", document=None, stage="read", kind="source", reason="timed out"),
    Fault(source="g.txt", document=None, stage="read", kind="source", reason="no such file"),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(MIXED), batch=st.integers(2, 24), cut=st.integers(0, len(MIXED)))
def test_order_and_batches_leave_no_trace(
    tmp_path_factory: pytest.TempPathFactory, order: Sequence[Document | Fault], batch: int, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    one, other = folder / "one.duckdb", folder / "other.duckdb"
    put(one, MIXED)
    put(other, order[:cut], batch=batch)
    put(other, order, batch=batch)
    assert digest_archive(one) == digest_archive(other)


def test_of_two_headings_the_fuller_stands_whichever_came_first(path: Path) -> None:
    bare, full = make_report("a", NORWAY), make_report("a", NORWAY, title="Storm")
    put(path, [bare])
    assert put(path, [full]) == Added(known=1)
    assert rows(path, "SELECT title FROM report") == [{"title": "Storm"}]
    put(path, [bare])
    assert rows(path, "SELECT title FROM report") == [{"title": "Storm"}]


@pytest.mark.parametrize("together", [True, False])
def test_another_text_under_one_id_is_refused(path: Path, together: bool) -> None:
    first, second = make_report("a", NORWAY, source="a.txt"), make_report("a", "Snow fell.", source="b.txt")
    for some in [[first, second]] if together else [[first], [second]]:
        added = put(path, some)
    assert added.faults[0].reason.startswith("another text stands under this id; forget it first")
    assert rows(path, "SELECT text FROM report") == [{"text": NORWAY}]
    assert rows(path, "SELECT source FROM origin") == [{"source": "a.txt"}]
    assert rows(path, "SELECT source, document, stage FROM fault") == [
        {"source": "b.txt", "document": "a", "stage": "keep"}
    ]


def test_a_report_in_which_coding_fails_is_a_fault_until_it_succeeds(path: Path) -> None:
    broken = make_report("a", "BROKEN", source="a.txt")
    added = put(path, [broken])
    assert (added.reports, [f.source for f in added.faults]) == (0, ["a.txt"])
    assert rows(path, "SELECT source, stage FROM fault") == [{"source": "a.txt", "stage": "parse"}]
    sound = Coder("made 2", lambda document: replace(make_coder().code(replace(document, text="")), document=document))
    list(add_documents(path, [broken], sound))
    assert rows(path, "SELECT id FROM report") == [{"id": "a"}]
    assert rows(path, "SELECT * FROM fault") == []


def test_half_a_character_is_a_fault_and_the_rest_goes_on(path: Path) -> None:
    added = put(path, [make_report("a", "NOR \ud83d"), make_report("b", NORWAY, source="\udcff.txt")])
    assert added.reports == 1
    assert "half a character" in added.faults[0].reason
    assert len(rows(path, "SELECT * FROM origin")) == 1


def test_a_slow_source_is_kept_in_time(path: Path) -> None:
    """The clock goes on ten seconds at each look: a batch is due long before it is full."""
    times = iter(range(0, 100_000, 10))
    steps = list(add_documents(path, make_reports(6), make_coder(), seconds=25.0, clock=lambda: next(times)))
    assert len([s for s in steps if s.reports]) > 1
    assert sum(s.reports for s in steps) == 6


def test_what_came_before_an_error_of_the_source_is_kept(path: Path) -> None:
    def read() -> Iterable[Document]:
        yield from make_reports(7)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(path, read(), batch=3)
    with open_store(path) as store:
        assert count_content(store).reports == 6


def test_republished_counts_by_chain(path: Path) -> None:
    copies = [make_report(f"r{n}", NORWAY, f"2021-02-{10 + n}") for n in range(3)]
    assert put(path, copies[1:]).republished == 1
    assert put(path, copies[:1]).republished == 1
    assert {row["root"] for row in rows(path, "SELECT root FROM report")} == {"r0"}


def test_words_are_kept_folded_and_once(path: Path) -> None:
    put(path, [make_report("a", "Rain, RAIN and ﬁre.", title="Storm")])
    assert [row["word"] for row in rows(path, "SELECT word FROM posting ORDER BY word")] == [
        "and",
        "fire",
        "rain",
        "storm",
    ]


def test_a_page_is_remembered_when_what_was_read_from_it_is_kept(path: Path) -> None:
    """A page noted while a batch is read is remembered with that batch; one whose report failed is not."""
    from datetime import datetime

    pages: list[Page] = []

    def note(url: str) -> None:
        pages.append(Page(url=url, etag=f"of {url}", modified=None, fetched=datetime(2021, 2, 10)))

    def read() -> Iterable[Document]:
        yield make_report("a", NORWAY, source="https://a.example/")
        note("https://a.example/")
        yield make_report("b", "BROKEN", source="https://b.example/")
        note("https://b.example/")
        with open_store(path) as store:
            assert read_pages(store) == {}, "nothing is remembered before it is kept"
        yield make_report("c", "Snow fell.", source="https://c.example/")
        note("https://c.example/")

    put(path, read(), pages=pages, batch=3)
    with open_store(path) as store:
        assert {url: page.etag for url, page in read_pages(store).items()} == {
            "https://a.example/": "of https://a.example/",
            "https://c.example/": "of https://c.example/",
        }
    assert pages == []


def test_batches_are_bounded(path: Path) -> None:
    """No more documents are taken from the source than the batch at hand."""
    taken = 0

    def read() -> Iterable[Document]:
        nonlocal taken
        for document in make_reports(12):
            taken += 1
            yield document

    steps = add_documents(path, read(), make_coder(), batch=4)
    next(steps)
    assert taken == 4


def test_another_writer_that_was_faster_is_no_trouble(path: Path) -> None:
    """The same report is kept by somebody else while it is being coded here."""
    once = iter([True])

    def code(document: Document):
        if next(once, False):
            put(path, [make_report("a", NORWAY), make_report("b", "Snow fell.")])
        return make_coder().code(document)

    documents = [make_report("a", NORWAY), make_report("b", "Hail fell."), make_report("c", "Dust rose.")]
    added = reduce(add, add_documents(path, documents, Coder("made 1", code)), Added())
    assert (added.reports, added.known, len(added.faults)) == (1, 1, 1)
    assert rows(path, "SELECT id, text FROM report WHERE id = 'b'") == [{"id": "b", "text": "Snow fell."}]


def test_shuffled_many(tmp_path: Path) -> None:
    """A larger set with many copies, once in one piece and once shuffled in small batches with a pause in the middle."""
    reports = make_reports(80, seed=11)
    put(tmp_path / "one.duckdb", reports, batch=100)
    random.Random(1).shuffle(reports)
    put(tmp_path / "other.duckdb", reports[:30], batch=9)
    put(tmp_path / "other.duckdb", reports, batch=13)
    assert digest_archive(tmp_path / "one.duckdb") == digest_archive(tmp_path / "other.duckdb")
    assert count_content_of(tmp_path / "one.duckdb").republished > 5


def count_content_of(path: Path):
    with open_store(path) as store:
        return count_content(store)
