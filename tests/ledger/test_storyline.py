"""The storylines of tests/data/storylines keep their form and hold what a measurement of the ledger needs."""

import re
from pathlib import Path

import pytest

from ledger.storyline import (
    FOLDER,
    KINDS,
    SILENT,
    STATES,
    Storyline,
    StorylineError,
    count_all,
    find_faults,
    load_storylines,
)

GOOD = """
[[storyline]]
id = "mission"
about = "kept late"

[[storyline.report]]
id = "mission-1"
published = 2020-03-02
publication = "The Morning Tub"
text = "Rain fell. Norway promised Chad on Monday to reopen its mission by 20 March if the road was safe."

[[storyline.report]]
id = "mission-2"
published = 2020-03-28
publication = "The Evening Tub"
text = "Denmark reopened its mission in Chad. Norway reopened its mission in Chad on Friday."

[[storyline.commitment]]
report = "mission-1"
sentence = 1
trigger = "promised"
kind = "promise"
by = ["NOR"]
to = ["TCD"]
content = "reopen its mission"
condition = "if the road was safe"
deadline = 2020-03-20
states = [
  { on = 2020-03-03, state = "open" },
  { on = 2020-03-14, state = "due" },
  { on = 2020-03-24, state = "overdue" },
  { on = 2020-03-29, state = "kept" },
]
shown_by = [{ report = "mission-2", sentence = 1, trigger = "reopened" }]
lookalikes = [{ report = "mission-2", sentence = 0, trigger = "reopened" }]
"""


@pytest.fixture(scope="module")
def storylines() -> tuple[Storyline, ...]:
    return load_storylines()


def load_text(folder: Path, text: str) -> tuple[Storyline, ...]:
    (folder / "made.toml").write_text(text, encoding="utf-8")
    return load_storylines(folder)


def test_nothing_is_wrong(storylines: tuple[Storyline, ...]) -> None:
    assert list(find_faults(storylines)) == []


def test_there_is_enough_to_measure_with(storylines: tuple[Storyline, ...]) -> None:
    counts = count_all(storylines)
    assert counts["storylines"] >= 90
    assert counts["storylines with lookalikes"] >= 20
    for kind in KINDS:
        assert counts[f"kind {kind}"] >= 10, kind
    for state in STATES:
        assert counts[f"state {state}"] >= 12, state
    assert {1995 <= r.published.year <= 2026 for s in storylines for r in s.reports} == {True}


def test_a_state_is_not_tested_on_one_commitment_alone(storylines: tuple[Storyline, ...]) -> None:
    for state in STATES:
        holders = [p for s in storylines for p in s.commitments if state in {known.state for known in p.states}]
        assert len(holders) >= 10, state


def test_no_text_stands_twice(storylines: tuple[Storyline, ...]) -> None:
    texts = [report.text for s in storylines for report in s.reports]
    assert len(set(texts)) == len(texts)


def test_every_look_alike_stands_before_a_day_on_which_it_could_mislead(storylines: tuple[Storyline, ...]) -> None:
    for storyline in storylines:
        published = {report.id: report.published for report in storyline.reports}
        for pledge in storyline.commitments:
            for cue in pledge.lookalikes:
                assert published[cue.report] <= pledge.states[-1].on, f"{storyline.id}: {cue}"


def test_the_readme_has_the_counts(storylines: tuple[Storyline, ...]) -> None:
    rows = re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(number) for name, number in rows} == count_all(storylines)


def test_a_good_file_has_no_faults(tmp_path: Path) -> None:
    (storyline,) = load_text(tmp_path, GOOD)
    assert list(find_faults([storyline])) == []
    assert [r.id for r in storyline.reports] == ["mission-1", "mission-2"]
    assert storyline.commitments[0].by == ("NOR",)
    assert storyline.commitments[0].states[-1].state == "kept"
    assert storyline.commitments[0].again == ()


def test_the_calendar_shows_three_states_and_reports_the_others() -> None:
    assert SILENT.issubset(STATES)
    assert {kind for kinds in STATES.values() for kind in kinds} == set(KINDS)


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ('about = "kept late"\n', "", "made.toml: mission: missing about"),
        ('about = "kept late"', 'abut = "kept late"', "made.toml: mission: unknown key abut"),
        ('kind = "promise"\n', "", "made.toml: mission: commitment 0: missing kind"),
        ("sentence = 1\n", "sentence = true\n", "made.toml: mission: commitment 0: sentence = True is not of type int"),
        (
            "published = 2020-03-02",
            'published = "2020-03-02"',
            "made.toml: mission: report 0: published = '2020-03-02' is not of type date",
        ),
        ("on = 2020-03-03, ", "", "made.toml: mission: commitment 0: states: missing on"),
        ("sentence = 0, trigger", "trigger", "made.toml: mission: commitment 0: lookalikes: missing sentence"),
        ('id = "mission"', "id = ", "made.toml: "),
        ("[[storyline]]", "[[story]]\n[[storyline]]", "made.toml: only "),
    ],
)
def test_a_wrong_form_is_told_with_its_place(tmp_path: Path, was: str, now: str, message: str) -> None:
    assert was in GOOD
    with pytest.raises(StorylineError) as told:
        load_text(tmp_path, GOOD.replace(was, now, 1))
    assert str(told.value).startswith(message)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('id = "mission-2"', 'id = "mission-1"', "mission-1: 2 storylines or reports have this id"),
        ("published = 2020-03-28", "published = 2020-03-01", "reports are not in order"),
        ("sentence = 1\ntrigger", "sentence = 0\ntrigger", "'promised' does not stand in sentence 0 of mission-1"),
        ("sentence = 1\ntrigger", "sentence = 5\ntrigger", "mission-1 has no sentence 5"),
        ('content = "reopen its mission"', 'content = "reopen it"', "'reopen it' does not stand"),
        ('condition = "if the road was safe"', 'condition = "if it was safe"', "'if it was safe' does not stand"),
        ('report = "mission-1"', 'report = "mission-9"', "there is no report mission-9"),
        ('kind = "promise"', 'kind = "oath"', "kind oath is not known"),
        ('kind = "promise"', 'kind = "threat"', "2020-03-29 kept: no threat can be in this state"),
        ('by = ["NOR"]', 'by = ["Norway"]', "'Norway' is no code"),
        ('state = "kept"', 'state = "honoured"', "2020-03-29 honoured: is not known"),
        ('state = "overdue"', 'state = "kept"', "2020-03-24 kept: no report has shown it by then"),
        ('state = "kept"', 'state = "overdue"', "2020-03-29 overdue: a report shows otherwise"),
        ('state = "overdue"', 'state = "open"', "2020-03-24 open: its deadline is near or past"),
        ('state = "open"', 'state = "due"', "2020-03-03 due: its deadline is not near"),
        ('state = "due"', 'state = "overdue"', "2020-03-14 overdue: its deadline has not passed"),
        ("on = 2020-03-03", "on = 2020-03-01", "begin before it was made"),
        ("on = 2020-03-14", "on = 2020-03-03", "are not in order"),
        (
            'condition = "if the road was safe"\ndeadline = 2020-03-20\nstates = [',
            'states = [{ on = 2020-03-02, state = "condition met" },',
            "2020-03-02 condition met: it has no condition",
        ),
        (
            'shown_by = [{ report = "mission-2", sentence = 1',
            'shown_by = [{ report = "mission-2", sentence = 7',
            "mission-2 has no sentence 7",
        ),
    ],
)
def test_a_fault_is_found(tmp_path: Path, was: str, now: str, fault: str) -> None:
    assert was in GOOD
    faults = list(find_faults(load_text(tmp_path, GOOD.replace(was, now, 1))))
    assert any(fault in found for found in faults), faults


def test_a_single_day_is_no_course(tmp_path: Path) -> None:
    text = re.sub(r"states = \[.*?\n\]", 'states = [{ on = 2020-03-03, state = "open" }]', GOOD, flags=re.DOTALL)
    faults = list(find_faults(load_text(tmp_path, text)))
    assert faults == ["made.toml: mission: no commitment has states on 2 to 5 days"]
