"""A dyad in plain words: what was done, by whom, when, and who told it."""

import re

from dragoman.codebook.load import load_codebook
from dragoman.record.happening import Happening
from dragoman.record.span import Span
from dragoman.relations.relate import relate_parties
from dragoman.relations.summary import Summary
from dragoman.relations.wording import load_wording, tell_deed
from relations.make import happen, party, place, tell, tell_all

FIRST, SECOND = party("NOR"), party("TCD")


def summarise(happenings: list[Happening]) -> Summary:
    return relate_parties(happenings, tell_all(happenings), FIRST, SECOND).summary


def list_clauses(summary: Summary) -> list[str]:
    return [clause.text for paragraph in summary.paragraphs for clause in paragraph]


def test_every_deed_has_a_note_with_report_outlet_and_day() -> None:
    summary = summarise(
        [happen("a", "ACCUSE", ["Ada Berg/NOR"], ["Chad/TCD"]), happen("b", "AID", ["NOR"], ["TCD"], on=1)]
    )
    deeds = [c for paragraph in summary.paragraphs for c in paragraph if c.notes]
    assert [(c.text, c.notes) for c in deeds] == [
        ("Ada Berg (Norway) accused or criticised Chad, on 2021-01-01", (1,)),
        ("NOR (Norway) gave aid to TCD (Chad), on 2021-01-02", (2,)),
    ]
    note = summary.notes[0]
    assert (note.number, note.report, note.publication, str(note.published)) == (
        1,
        "r-a",
        "The Harbour Post",
        "2021-01-01",
    )
    assert note.quote == "It was so."


def test_a_deed_without_a_report_has_no_note_and_numbers_stay_whole() -> None:
    happenings = [happen("a", "ACCUSE", ["NOR"], ["TCD"]), happen("b", "AID", ["NOR"], ["TCD"], on=1)]
    told = tell_all(happenings[1:])
    summary = relate_parties(happenings, told, FIRST, SECOND).summary
    assert [n.number for n in summary.notes] == [1]
    assert summary.notes[0].happening == "b"


def test_every_note_is_pointed_at_and_every_pointer_has_its_note() -> None:
    happenings = [happen(f"t{n}", "CONSULT", ["NOR"], ["TCD"], on=30 * n) for n in range(10)]
    happenings += [happen(f"b{n}", "ASSAULT", ["TCD"], ["NOR"], on=300 + 30 * n) for n in range(10)]
    happenings += [happen("joint", "CONSULT", ["MLI"], ["NOR", "TCD"], on=100)]
    summary = summarise(happenings)
    pointed = {n for paragraph in summary.paragraphs for clause in paragraph for n in clause.notes}
    assert pointed == {n.number for n in summary.notes}
    text = "\n".join(list_clauses(summary))
    assert re.search(r"From 2021-1[01]-01 on the tone is lower: −4\.\d after \+1\.\d", text)
    assert "With Mali taking part or as the place:" in text


def test_nothing_is_said_of_nothing() -> None:
    assert summarise([]) == Summary(paragraphs=(), notes=())


def test_counts_come_first() -> None:
    clauses = list_clauses(
        summarise([happen("a", "ACCUSE", ["NOR"], ["TCD"]), happen("b", "ASSAULT", ["TCD"], ["NOR"], on=3)])
    )
    assert clauses[0] == (
        "On record from 2021-01-01 to 2021-01-04 between Norway and Chad, told by 2 reports: 1 of verbal conflict, 1 of material conflict"
    )


def test_a_deed_tells_content_place_days_and_on_whose_word() -> None:
    threat = happen(
        "a",
        "THREATEN",
        ["NOR"],
        ["TCD"],
        mode="expel",
        content=Span("expel its  envoy", 0, 16),
        event_loc=place("Oslo", "NOR"),
        date_basis="published",
    )
    assert tell_deed(threat, [tell(threat, word=["Red Cross/NGO"])]) == (
        "NOR (Norway) threatened or warned TCD (Chad): “expel its envoy”, in Oslo, by a report of 2021-01-01, according to Red Cross"
    )
    # One report that vouches for it itself is enough.
    assert "according" not in tell_deed(threat, [tell(threat, word=["Red Cross/NGO"]), tell(threat)])
    # "He said" names nobody.
    assert tell_deed(threat, [tell(threat, word=["he/"])]).endswith("according to someone not named")


def test_nobody_is_invented() -> None:
    assert (
        tell_deed(happen("a", "ASSAULT", [], ["Chad/TCD"]), [])
        == "Someone not named used force against Chad, on 2021-01-01"
    )
    assert (
        tell_deed(happen("a", "CONSULT", ["Norway/NOR", "Chad/TCD"]), []) == "Norway and Chad held talks, on 2021-01-01"
    )


def test_there_are_words_for_every_type_and_none_for_what_there_is_not() -> None:
    wording, types = load_wording(), load_codebook().types
    assert set(wording.alone) == set(types)
    plain = {name for name in wording.deeds if " " not in name}
    assert plain == set(types)
    for name in wording.deeds.keys() - plain:
        event, mode = name.split(" ", 1)
        assert mode in types[event].modes, name
    assert all("{actor}" in words for words in (*wording.deeds.values(), *wording.alone.values()))
    assert all("{recipient}" in words for words in wording.deeds.values())


def test_the_order_of_happenings_does_not_matter() -> None:
    happenings = [happen(f"{n}", "ACCUSE" if n % 2 else "AID", ["NOR"], ["TCD"], on=7 * n) for n in range(30)]
    assert summarise(happenings) == summarise(happenings[::-1]) == summarise(happenings[1::2] + happenings[::2])
