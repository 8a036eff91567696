"""The reports of tests/data/happenings keep their form and hold what a measurement of reconciliation needs."""

import re
from pathlib import Path

import pytest

from reconcile.told import (
    DERIVED,
    FOLDER,
    TYPES,
    Report,
    ToldError,
    count_all,
    count_shared_words,
    find_disagreements,
    find_faults,
    gather_tells,
    load_reports,
    pick_lookalikes,
)

GOOD = """
[[report]]
id = "one"
published = 2020-03-03
publication = "The Morning Tub"
chain = "c"
text = "Norway condemned Chad on Monday. Rain fell. (Agency)"
tells = [{ sentence = 0, trigger = "condemned", event = "ACCUSE", happening = "quarrel", day = 2020-03-02 }]

[[report]]
id = "two"
published = 2020-03-03
publication = "The Evening Tub"
republished_from = "Agency"
chain = "c"
derived = "copy"
text = "Norway condemned Chad on Monday. (Agency)"
tells = [{ sentence = 0, trigger = "condemned", event = "ACCUSE", happening = "quarrel", background = true }]
"""


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return load_reports()


def load_text(folder: Path, text: str) -> tuple[Report, ...]:
    (folder / "made.toml").write_text(text, encoding="utf-8")
    return load_reports(folder)


def test_nothing_is_wrong(reports: tuple[Report, ...]) -> None:
    assert list(find_faults(reports)) == []


def test_there_is_enough_to_measure_with(reports: tuple[Report, ...]) -> None:
    counts = count_all(reports)
    assert counts["reports"] >= 200
    assert counts["happenings told from two to six origins"] >= 75
    assert counts["happenings told in one report"] >= 60
    assert counts["background tells"] >= 25
    assert counts["happenings with disagreements"] >= 12
    assert counts["chains"] >= 20
    assert counts["pairs that resemble each other"] >= 15
    assert {tell.event for r in reports for tell in r.tells} == TYPES
    assert {tell.status for r in reports for tell in r.tells} >= {"actual", "future", "negated"}
    assert {r.derived for r in reports} == {None, *DERIVED}
    assert {1995 <= r.published.year <= 2026 for r in reports} == {True}


def test_all_three_kinds_of_disagreement_occur(reports: tuple[Report, ...]) -> None:
    found = [set(fields) for fields in find_disagreements(reports).values()]
    for field in ("day", "toll", "place"):
        assert sum(field in fields for fields in found) >= 4, field


def test_nobody_tells_what_had_not_happened_yet(reports: tuple[Report, ...]) -> None:
    for report in reports:
        for tell in report.tells:
            if tell.day and tell.status != "future":
                assert tell.day <= report.published, f"{report.id}: {tell.happening}"


def test_no_happening_is_told_by_more_than_six_origins(reports: tuple[Report, ...]) -> None:
    for happening, told in gather_tells(reports).items():
        assert len({report.provenance for report, _ in told}) <= 6, happening


def test_what_resembles_shares_words(reports: tuple[Report, ...]) -> None:
    known = {r.id: r for r in reports}
    for report in reports:
        for other in report.resembles:
            assert count_shared_words(report.text, known[other].text) >= 7, f"{report.id}: {other}"


def test_copies_share_their_words_and_translations_do_not(reports: tuple[Report, ...]) -> None:
    for report in reports:
        for other in reports:
            if other.id < report.id or other.provenance != report.provenance or other is report:
                continue
            shared = count_shared_words(report.text, other.text)
            if "translation" in (report.derived, other.derived):
                # What they have in common is little more than the line that credits their original.
                assert shared <= 12, f"{report.id}: {other.id}"
            else:
                assert shared >= 12, f"{report.id}: {other.id}"


def test_lookalikes_are_chains_and_what_resembles(tmp_path: Path) -> None:
    third = (
        GOOD.replace('"one"', '"three"')
        .replace('"two"', '"four"')
        .replace('chain = "c"\n', "")
        .replace('derived = "copy"\n', "")
    )
    assert [r.id for r in pick_lookalikes(load_text(tmp_path, GOOD + third))] == ["one", "two"]
    third = third.replace('id = "four"', 'id = "four"\nresembles = ["three"]')
    assert [r.id for r in pick_lookalikes(load_text(tmp_path, third + GOOD))] == ["three", "four", "one", "two"]


def test_the_readme_has_the_counts(reports: tuple[Report, ...]) -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(number) for name, number in rows} == count_all(reports)


def test_a_good_file_has_no_faults(tmp_path: Path) -> None:
    reports = load_text(tmp_path, GOOD)
    assert list(find_faults(reports)) == []
    assert [r.provenance for r in reports] == ["c", "c"]
    assert reports[1].tells[0].background
    assert reports[1].tells[0].day is None


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ('id = "two"\n', "", "made.toml: ?: missing id"),
        ('derived = "copy"', 'derivd = "copy"', "made.toml: two: unknown key derivd"),
        (
            "published = 2020-03-03",
            'published = "2020-03-03"',
            "made.toml: one: published = '2020-03-03' is not of type date",
        ),
        ("background = true", "toll = true", "made.toml: two: tell 0: toll = True is not of type int"),
        ('id = "two"', "id = ", "made.toml: "),
        ('[[report]]\nid = "one"', '[[reports]]\nid = "one"', "made.toml: only "),
    ],
)
def test_a_wrong_form_is_told_with_its_place(tmp_path: Path, was: str, now: str, message: str) -> None:
    assert was in GOOD
    with pytest.raises(ToldError) as told:
        load_text(tmp_path, GOOD.replace(was, now, 1))
    assert str(told.value).startswith(message)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('id = "two"', 'id = "one"', "one: 2 reports have this id"),
        ('trigger = "condemned"', 'trigger = "praised"', "one: quarrel: 'praised' does not stand in sentence 0"),
        ("sentence = 0", "sentence = 1", "one: quarrel: 'condemned' does not stand in sentence 1"),
        ("sentence = 0", "sentence = 3", "one: quarrel: there is no sentence 3"),
        ('event = "ACCUSE"', 'event = "SCOLD"', "one: quarrel: event SCOLD is not known"),
        ('event = "ACCUSE"', 'event = "REJECT"', "quarrel: told with event ACCUSE and REJECT"),
        ("day = 2020-03-02", 'status = "future"', "quarrel: told with status actual and future"),
        ("day = 2020-03-02", 'status = "past"', "one: quarrel: status past is not known"),
        ('chain = "c"', 'chain = "d"', "one: is alone in chain d"),
        ('chain = "c"\nderived', "derived", "two: derived, but from no chain"),
        ('derived = "copy"', 'derived = "theft"', "two: derived theft is not known"),
        ('derived = "copy"', "", "chain c: two reports are derived from none"),
        (
            'derived = "copy"',
            'derived = "copy"\nresembles = ["one"]',
            "two: resembles one, but is in one chain with it",
        ),
        ('derived = "copy"', 'derived = "copy"\nresembles = ["six"]', "two: resembles six, which is not here"),
        ('republished_from = "Agency"', 'republished_from = "Reuben"', "two: its text does not credit Reuben"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, was: str, now: str, fault: str) -> None:
    assert was in GOOD
    faults = list(find_faults(load_text(tmp_path, GOOD.replace(was, now, 1))))
    assert any(fault in found for found in faults), faults


def test_background_alone_is_no_news(tmp_path: Path) -> None:
    text = (
        GOOD.replace('chain = "c"\n', "")
        .replace('derived = "copy"\n', "")
        .replace("day = 2020-03-02", "background = true")
    )
    assert list(find_faults(load_text(tmp_path, text))) == ["quarrel: only background, never told as news"]


def test_shared_words_are_counted_in_a_row() -> None:
    assert count_shared_words("Rain fell on the old town.", "“Rain fell,” on the new town") == 4
    assert count_shared_words("", "anything") == 0
