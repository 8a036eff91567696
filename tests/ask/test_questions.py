"""Every filter, put to the invented archive of made.py, admits what it should and nothing else."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from ask.made import EVENTS, HAPPENINGS, REPORTS, make_archive
from dragoman.archive import Archive
from dragoman.ask import actors, events, faults, happenings, places, reports
from dragoman.ask.filters import ORDERS, PAGED
from dragoman.errors import UsageError
from dragoman.record.arrow import event_schema, make_table
from dragoman.record.jsonl import encode_event


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(make_archive(tmp_path_factory.mktemp("ask") / "made.duckdb")) as archive:
        yield archive


# Each: the filter, the events that it admits, and the happenings (without their "h-"); a comment where it is not plain.
CASES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "aid blame expel meet raid shell talks warn", "aid blame expel meet raid shell warn"),
    ({"actor": "EGY"}, "aid meet shell talks", "aid meet shell"),
    ({"actor": ["EGY", "NOR"]}, "aid blame meet shell talks", "aid blame meet shell"),  # any of several
    ({"actor": "EGY:MIL"}, "shell", "shell"),
    ({"actor": ":MIL"}, "raid shell", "raid shell"),
    ({"actor": "EGY", "recipient": ":CVL"}, "shell", "shell"),  # different filters must all hold
    ({"actor": "salma NOUR"}, "meet talks", "meet"),  # her office in another report is the same person
    ({"actor": "Nour"}, "meet talks", "meet"),  # part of a name, by whole words
    ({"actor": "Nou"}, "", ""),
    ({"actor": "Salma Noor"}, "meet talks", "meet"),  # another name of the same person, by her identity
    ({"actor": "Karim Deby"}, "raid", "raid"),  # accents do not count
    ({"actor": "Déby"}, "raid", "raid"),
    ({"actor": "rebels"}, "warn", "warn"),  # whoever has no name is found by the report's words
    ({"actor": "Egyptian army"}, "shell", "shell"),
    ({"recipient": "EGY"}, "expel raid", "expel raid"),
    ({"recipient": "Libya"}, "aid meet shell talks", "aid meet shell"),  # a country's name is its code: its civilians too
    ({"dyad": "EGY-LBY"}, "aid expel meet raid shell talks", "aid expel meet raid shell"),
    ({"dyad": "LBY>EGY"}, "expel raid", "expel raid"),
    ({"dyad": ["NOR>TCD", "SDN-TCD"]}, "blame warn", "blame warn"),
    ({"type": "ACCUSE"}, "blame raid", "blame raid"),
    ({"mode": ["visit", "expel"]}, "expel meet", "expel meet"),
    ({"quad": "verbal-conflict"}, "blame raid warn", "blame raid warn"),
    ({"quad": [1, 2]}, "aid meet talks", "aid meet"),
    ({"status": "future"}, "expel", "expel"),
    ({"since": "2020-12-02"}, "expel raid shell talks warn", "expel raid shell warn"),  # what has no day is on none
    ({"until": "2020-12-01"}, "aid meet", "aid meet"),
    ({"since": "2021-01", "until": "2021-01"}, "expel shell", "expel shell"),
    ({"where": "LBY"}, "meet shell talks", "meet shell"),
    ({"where": "tripoli"}, "meet talks", "meet"),
    ({"where": "Derna"}, "shell", "shell"),  # as the report calls it; the gazetteer says Darnah
    ({"where": ["Khartoum", "Darnah"]}, "shell warn", "shell warn"),
    ({"source": "The Harbour Post"}, "aid expel meet shell", "aid expel meet shell"),
    ({"source": "the harbour post"}, "aid expel meet shell", "aid expel meet shell"),
    ({"source": "gazeta poranna"}, "raid", "raid"),
    ({"source": "harbour-post.example"}, "aid expel meet shell", "aid expel meet shell"),  # www. belongs to it
    ({"source": "post.example"}, "", ""),  # part of a host's name is another host
    ({"source": "https://gazeta.example/feed.xml"}, "raid", "raid"),
    ({"source": "news/post.jsonl"}, "aid expel meet shell", "aid expel meet shell"),  # all its lines
    ({"source": "news/post.jsonl:2"}, "expel shell", "expel shell"),
    ({"source": "news"}, "aid expel meet shell talks", "aid expel meet shell"),  # a folder
    ({"source": "news/"}, "aid expel meet shell talks", "aid expel meet shell"),
    ({"source": "new"}, "", ""),
    ({"source": ["news/wire.zip", "loose.txt"]}, "blame talks", "blame meet"),
    ({"min_confidence": 0.65}, "meet raid talks warn", "meet raid warn"),
    ({"min_sources": 2}, "meet talks", "meet"),
    ({"text": "BORDER"}, "aid expel raid", "aid expel raid"),
    ({"text": "border raid"}, "expel raid", "expel raid"),  # both words, in any order
    ({"text": '"border raid"'}, "expel", "expel"),
    ({"text": "bord"}, "", ""),
    ({"text": "cease-fire"}, "talks", "meet"),
    ({"text": "ceasefire"}, "warn", "warn"),
    ({"text": "deby"}, "", ""),  # texts are asked for as they are written, accents too
    ({"text": "DÉBY"}, "raid", "raid"),
    ({"text": "met food"}, "", ""),  # both are in one report, but in no one sentence
    ({"text": "(.*)' OR 1=1 --"}, "", ""),
    ({"actor": "Nour') OR (1=1"}, "", ""),
    ({"source": "%"}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told", "happened"), CASES, ids=lambda x: str(x) if isinstance(x, dict) else "")
def test_filters(archive: Archive, words: dict[str, Any], told: str, happened: str) -> None:
    answer = archive.events(**words)
    assert sorted(e.id for e in answer) == told.split()
    assert answer.count() == len(told.split())
    assert answer.cursor is None
    assert sorted(h.id for h in archive.happenings(**words)) == [f"h-{name}" for name in happened.split()]
    assert archive.happenings(**words).count() == len(happened.split())


def test_events_come_back_as_they_were(archive: Archive) -> None:
    found = {e.id: e for e in archive.events()}
    assert found == EVENTS
    assert {encode_event(e) for e in found.values()} == {encode_event(e) for e in EVENTS.values()}
    table = archive.events(order="report").table
    assert table.schema.equals(event_schema())
    assert table.equals(make_table(list(archive.events(order="report"))))


def test_happenings_come_back_as_they_were(archive: Archive) -> None:
    assert {h.id: h for h in archive.happenings()} == HAPPENINGS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, "warn expel shell raid talks meet aid blame"),
        ({"order": "oldest"}, "meet aid raid talks shell expel warn blame"),  # what has no day stays last
        ({"order": "confidence"}, "meet raid talks warn aid blame shell expel"),
        ({"order": "report"}, "warn raid meet aid shell expel blame talks"),
    ],
)
def test_events_are_ordered(archive: Archive, words: dict[str, Any], expected: str) -> None:
    assert [e.id for e in archive.events(**words)] == expected.split()


@pytest.mark.parametrize("question", PAGED)
def test_pages_follow_each_other_without_gap_or_repetition(archive: Archive, question: str) -> None:
    ask = getattr(archive, question)
    for order in ORDERS[question]:
        whole = list(ask(order=order))
        for size in (1, 2, 3):
            pages, cursor = [], None
            while True:
                answer = ask(order=order, limit=size, cursor=cursor)
                page = list(answer)
                assert answer.told == len(page) <= size
                pages.extend(page)
                cursor = answer.cursor
                if cursor is None:
                    break
            assert pages == whole, (order, size)


def test_a_cursor_of_another_order_or_of_nobody_is_refused(archive: Archive) -> None:
    answer = archive.events(limit=1)
    list(answer)
    with pytest.raises(UsageError, match="it does not belong to the order 'oldest'"):
        archive.events(order="oldest", cursor=answer.cursor)
    forged = base64.urlsafe_b64encode(b'["newest", {"day": "2020-12-01"}, 5, "x"]').decode()
    for cursor in ("nonsense", "bm8", "W10", "eyJhIjogMX0", "WyJuZXdlc3QiLDFd", "é", forged):
        with pytest.raises(UsageError, match="cursor"):
            archive.events(cursor=cursor)


def test_cursors_that_hold_what_no_store_can_compare_are_refused(archive: Archive) -> None:
    told = [
        '["report", "x", 1e999]',
        f'["report", "x", {10**40}]',
        '["report", "\\ud800", 1]',
        '["report", true, 1]',
        "[" * 5000,
    ]
    for text in told:
        with pytest.raises(UsageError, match="cursor"):
            archive.events(order="report", cursor=base64.urlsafe_b64encode(text.encode()).decode())


def test_what_was_told_last_can_come_first(archive: Archive) -> None:
    assert [h.id for h in archive.happenings(order="reported")][:3] == ["h-warn", "h-expel", "h-shell"]
    assert [h.id for h in archive.happenings(order="reported")][-1] == "h-blame"


def test_large_answers_come_in_pages(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ask.answer.PAGE", 3)
    answer = archive.events()
    assert [page.num_rows for page in answer.pages()] == [3, 3, 2]
    assert [e.id for e in archive.events(limit=5)] == "warn expel shell raid talks".split()
    assert [page.num_rows for page in archive.events(type="RETREAT").pages()] == [0]


def test_the_orders_of_filters_and_of_questions_are_one_list() -> None:
    for module in (events, happenings, actors, places, reports, faults):
        question = module.QUESTION
        assert tuple(question.orders) == ORDERS[question.name]


def test_evidence_is_the_sentences_that_tell_a_happening(archive: Archive) -> None:
    told = archive.evidence([HAPPENINGS["h-meet"], HAPPENINGS["h-blame"]])
    lines = [(line.event, line.document, line.published, line.sentence) for line in told["h-meet"]]
    assert lines == [
        ("meet", "post-1", "2020-12-01", "Salma Nour met Libyan officials in Tripoli on Tuesday."),
        (
            "talks",
            "wire",
            "2020-12-02",
            "In Tripoli the Egyptian foreign minister held talks with Libya on a cease-fire.",
        ),
    ]
    assert [line.published for line in told["h-blame"]] == [None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, {"a-libya": 4, "a-egypt": 3, "a-nour": 2, "a-deby": 1}),
        ({"actor": "EGY"}, {"a-egypt": 3, "a-nour": 2}),  # who is listed, in whichever role
        ({"actor": "Noor"}, {"a-nour": 2}),
        ({"actor": ":MIL"}, {"a-deby": 1}),
        ({"type": "CONSULT"}, {"a-libya": 2, "a-nour": 2}),  # the rest says in which events
        ({"actor": "LBY", "until": "2020-12-01"}, {"a-libya": 2}),
        ({"recipient": "EGY"}, {"a-egypt": 2, "a-deby": 1, "a-libya": 1}),
    ],
)
def test_actors_are_counted_over_the_events_asked_for(
    archive: Archive, words: dict[str, Any], expected: dict[str, int]
) -> None:
    assert {a.id: a.events for a in archive.actors(**words)} == expected


def test_an_actor_tells_its_names_offices_and_days(archive: Archive) -> None:
    (nour,) = archive.actors(actor="Salma Nour", source="Tripoli Wire")
    assert nour.aliases == ("Salma Nour", "the Egyptian foreign minister", "Salma Noor")
    assert [(o.office, str(o.since), o.until) for o in nour.offices] == [("foreign minister", "2019-05-01", None)]
    assert str(nour.first_seen) == str(nour.last_seen) == "2020-12-02", "only the events asked for are counted"


def test_places_are_counted_once_each(archive: Archive) -> None:
    found = [
        (p.resolved_place, p.country_code, p.events, str(p.first_seen), str(p.last_seen)) for p in archive.places()
    ]
    assert found == [
        ("Tripoli", "LBY", 2, "2020-12-01", "2020-12-02"),
        ("Darnah", "LBY", 1, "2021-01-14", "2021-01-14"),
        ("Khartoum", "SDN", 1, "2021-02-10", "2021-02-10"),
    ]
    assert [p.resolved_place for p in archive.places(actor="SDN")] == ["Khartoum"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, "empty brief post-2 gazeta wire post-1 undated"),
        ({"since": "2021"}, "empty brief post-2"),  # the day of publication
        ({"text": "border"}, "empty post-2 gazeta post-1"),  # anywhere in the report
        ({"text": '"the border raid"'}, "post-2"),
        ({"text": '"Title of wire"'}, "wire"),  # the title is part of it
        ({"source": "gazeta.example"}, "gazeta"),
        ({"type": "ACCUSE"}, "gazeta undated"),  # one of its events is so
        ({"actor": "EGY", "min_confidence": 0.6, "since": "2020-12-02"}, "wire"),
        ({"min_sources": 2}, "wire post-1"),
    ],
)
def test_reports(archive: Archive, words: dict[str, Any], expected: str) -> None:
    assert [r.id for r in archive.reports(**words)] == expected.split()


def test_a_report_tells_where_it_was_found_and_what_it_copies(archive: Archive) -> None:
    (brief,) = archive.reports(source="brief.txt")
    assert (brief.root, brief.sources, brief.events, brief.text) == ("gazeta", ("brief.txt",), 1, REPORTS["brief"].text)
    assert brief.republished_from == "Gazeta Póranna"


def test_cites_are_those_of_the_reports(archive: Archive) -> None:
    assert archive.cites(["wire", "undated", "none"]) == {id: REPORTS[id].cite_info for id in ("wire", "undated")}
    assert archive.cites([]) == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, ["loose.txt", "news/post.jsonl:3"]),
        ({"source": "news/post.jsonl"}, ["news/post.jsonl:3"]),
        ({"source": "other"}, ["loose.txt"]),  # by document
        ({"text": "empty"}, ["news/post.jsonl:3"]),
    ],
)
def test_faults(archive: Archive, words: dict[str, Any], expected: list[str]) -> None:
    assert [f.source for f in archive.faults(**words)] == expected


@pytest.mark.parametrize(
    ("words", "hints"),
    [
        ({"actor": "Selma Nour"}, ["actor: nobody here is called 'Selma Nour'; did you mean Salma Nour?"]),
        ({"recipient": "EGP"}, ["recipient: nobody here is called 'EGP'; did you mean "]),
        ({"source": "Harbor Post"}, ["source: no report here is from 'Harbor Post'; did you mean The Harbour Post?"]),
        ({"where": "Karthoum"}, ["where: no place here is called 'Karthoum'; did you mean Khartoum?"]),
        ({"where": "Khartoum", "type": "AID"}, []),  # all of it is there, only not together
        ({"actor": "Zebulon"}, ["actor: nobody here is called 'Zebulon'"]),
    ],
)
def test_what_was_not_found_is_told_with_what_is_near(
    archive: Archive, words: dict[str, Any], hints: list[str]
) -> None:
    answer = archive.events(**words)
    assert list(answer) == []
    found = archive.hints(answer.filter)
    assert len(found) == len(hints)
    for line, expected in zip(found, hints, strict=True):
        assert line.startswith(expected)
