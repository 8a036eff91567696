"""What the older formats ask of a record: pairs, numbers, cells, and the first report of a happening."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.outline import draw_outline, encode_tabs, follow_cites, list_pairs, make_number, title_record
from dragoman.record.document import CiteInfo
from export.build import CHAD, EVENT, HAPPENING, KENYA, SOMEBODY, SUDAN, make_event, make_happening


def test_every_actor_meets_every_recipient() -> None:
    event = make_event(actor=(SUDAN, KENYA), recipient=(CHAD, SOMEBODY))
    assert list(list_pairs(event)) == [(SUDAN, CHAD), (SUDAN, SOMEBODY), (KENYA, CHAD), (KENYA, SOMEBODY)]


def test_nobody_known_is_none() -> None:
    assert list(list_pairs(make_event(actor=(), recipient=()))) == [(None, None)]
    assert list(list_pairs(make_event(recipient=()))) == [(SUDAN, None)]


def test_a_meeting_without_host_goes_both_ways_but_a_protest_does_not() -> None:
    meeting = make_event(event="CONSULT", mode=None, actor=(SUDAN, KENYA), recipient=())
    assert list(list_pairs(meeting)) == [(SUDAN, KENYA), (KENYA, SUDAN)]
    protest = make_event(event="PROTEST", mode=None, actor=(SUDAN, KENYA), recipient=())
    assert list(list_pairs(protest)) == [(SUDAN, None), (KENYA, None)]


def test_an_event_is_told_once() -> None:
    outline = draw_outline(EVENT, {})
    assert (outline.mentions, outline.sources, outline.articles) == (1, 1, 1)
    assert (outline.cameo, outline.sentence, outline.reported) == ("131", 0, date(2021, 2, 10))


def test_a_happening_is_told_by_its_first_report_and_keeps_its_counts() -> None:
    cites = {
        "r1": CiteInfo(url="https://late.example", published=date(2021, 2, 11)),
        "r3": CiteInfo(url="https://first.example", published=date(2021, 2, 9)),
    }
    outline = draw_outline(HAPPENING, cites)
    assert (outline.report, outline.cite.url) == ("r3", "https://first.example")
    assert (outline.mentions, outline.sources, outline.articles) == (4, 2, 3)
    assert outline.cameo == "131"


def test_a_happening_of_unknown_reports_has_no_source() -> None:
    outline = draw_outline(make_happening(first_reported=None), {})
    assert (outline.report, outline.cite, outline.reported) == ("r1", CiteInfo(), None)


def test_citations_follow_the_happenings_that_pass_and_are_forgotten_behind_them() -> None:
    asked: list[int] = []

    def look_up(reports):
        asked.append(len(reports))
        return {report: CiteInfo(title=report) for report in reports}

    cites: dict[str, CiteInfo] = {}
    happenings = [make_happening(id=str(n), reports=(f"r{n}",)) for n in range(1200)]
    for happening in follow_cites(happenings, look_up, cites):
        assert draw_outline(happening, cites).cite.title == happening.reports[0]
        assert len(cites) <= 500
    assert asked == [500, 500, 200]


def test_numbers_are_stable_apart_and_exact_in_a_double() -> None:
    numbers = [make_number("abc", k) for k in range(1000)]
    assert numbers == [make_number("abc", k) for k in range(1000)]
    assert len(set(numbers)) == 1000
    assert all(int(float(n)) == n for n in numbers)
    assert make_number("ab", "c") != make_number("a", "bc")


@given(st.lists(st.one_of(st.none(), st.text(), st.floats(allow_nan=False), st.integers()), min_size=1))
def test_a_line_has_as_many_cells_as_were_given(cells: list[object]) -> None:
    line = encode_tabs(tuple(cells))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert len(line[:-1].decode().split("\t")) == len(cells)
    assert len(line.decode().splitlines()) == 1


def test_a_label_says_who_did_what_and_that_it_did_not_happen() -> None:
    assert title_record(EVENT) == "Amal Osman [SDN GOV] — THREATEN (expel) → Chad [TCD GOV MIL]: expel its ambassador"
    assert "[negated]" in title_record(make_event(status="negated"))
    assert title_record(make_event(actor=())).startswith("someone not named")
