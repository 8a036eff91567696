"""The behavioural suite holds: enough cases, the table in the docs is today's, and no capability falls."""

from dataclasses import replace
from pathlib import Path

import pytest

from behaviour.cases import CaseError, Want, load_cases
from behaviour.fill import choose, fill_text
from behaviour.judge import judge_trial, read_event
from behaviour.perturb import Trial, list_trials
from behaviour.suite import Rate, Result, draw_table, rate_capabilities, read_floors, read_table, run_suite
from dragoman.api import read_text
from dragoman.codebook.load import load_codebook
from dragoman.kit import Kit

SENTENCE = "Norway expelled two Egyptian diplomats on Monday."
EXPELLED = Want(event="SANCTION/expel", actor=("NOR GOV",), recipient=("EGY GOV",), date="2021-03-15")


@pytest.fixture(scope="module")
def results(kit: Kit) -> list[Result]:
    """The whole suite, run once."""
    return run_suite(kit)


@pytest.fixture(scope="module")
def rates(results: list[Result]) -> list[Rate]:
    """One rate a capability."""
    return rate_capabilities(results)


def test_there_are_enough_cases() -> None:
    trials = list_trials(load_cases())
    texts = {t.text for t in trials if t.kind == "MFT"}
    assert len(texts) >= 600
    for capability in {t.capability for t in trials}:
        assert sum(t.capability == capability for t in trials) >= 12, capability


def test_every_type_and_mode_has_a_case() -> None:
    named = {
        (t, m) for case in load_cases() for want in case.wants for t, ms in read_event(want.event).items() for m in ms
    }
    types = {t for t, _ in named}
    for name, one in load_codebook().types.items():
        assert name in types
        for mode in one.modes:
            assert (name, mode) in named, f"{name}/{mode}"


def test_the_table_in_the_docs_is_todays(rates: list[Rate]) -> None:
    assert draw_table(rates).splitlines() == read_table().splitlines(), "run: python tools/behaviour.py --table --write"


def test_no_capability_falls_below_its_floor(rates: list[Rate]) -> None:
    floors = read_floors()
    assert set(floors) == {r.capability for r in rates}, "run: python tools/behaviour.py --table --write"
    fallen = [
        f"{r.capability}: {r.percent} < {floors[r.capability]}" for r in rates if r.percent < floors[r.capability]
    ]
    assert not fallen


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('[[case]]\ntext = "a"\nevnt = "none"\n', "bad.toml:4: unknown key 'evnt'"),
        ('[[case]]\ntext = "a"\n', "bad.toml:2: a case needs 'event'"),
        ('[[case]]\ntext = "a"\nevent = "expel"\n', "bad.toml:4: 'expel' is not TYPE"),
        ('[[case]]\ntext = "a"\nevent = "AID"\nstatus = "maybe"\n', "bad.toml:5: unknown status 'maybe'"),
        ('[[case]]\ntext = "a"\nevent = "AID"\nturn.undo = "b"\n', "bad.toml:5: unknown turn 'undo'"),
        ('[[case]]\ntext = "a\n', "bad.toml:3: "),
    ],
)
def test_a_fault_in_a_case_file_is_told_with_its_line(tmp_path: Path, body: str, told: str) -> None:
    (tmp_path / "bad.toml").write_text(f'capability = "x"\n{body}', encoding="utf-8")
    with pytest.raises(CaseError) as error:
        load_cases(tmp_path)
    assert str(error.value).startswith(told)


def test_slots_are_filled_and_unknown_ones_told() -> None:
    filling = replace(choose(load_cases()[0], 0), state=(1, 11, 12))
    assert fill_text("{An A.adj} ship, {a B.adj} one and {C.cap}", filling, "") == (
        "An Egyptian ship, a Ugandan one and Tehran"
    )
    with pytest.raises(CaseError, match=r"x\.toml:9: unknown slot {A\.flag}"):
        fill_text("{A.flag}", filling, "x.toml:9")


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({}, None),
        ({"event": "SANCTION/withdraw"}, "mode"),
        ({"event": "AID"}, "type"),
        ({"status": "negated"}, "status"),
        ({"actor": ("NOR MIL",)}, "actor"),
        ({"recipient": ()}, "recipient"),
        ({"date": "2021-03-14"}, "date"),
        ({"words": (("condition", "if it rains"),)}, "condition"),
        ({"words": (("attribution", ""),)}, None),
    ],
)
def test_the_judge_names_what_is_wrong(kit: Kit, change: dict[str, object], cause: str | None) -> None:  # noqa: ARG001
    events = read_text(SENTENCE, "2021-03-17")
    trial = Trial("x", "MFT", "", SENTENCE, (replace(EXPELLED, **change),))
    assert [c for c, _ in judge_trial(trial, events, None) or []] == ([cause] if cause else [])


def test_a_pair_without_its_event_is_void_and_a_change_is_a_fault() -> None:
    events = read_text(SENTENCE, "2021-03-17")
    pair = Trial("x", "INV", "", SENTENCE, (EXPELLED,), changed="", change="tail")
    assert judge_trial(pair, [], []) is None
    assert judge_trial(pair, events, events) == []
    assert [c for c, _ in judge_trial(pair, events, []) or []] == ["event lost"]
    assert [c for c, _ in judge_trial(replace(pair, kind="DIR", change="negate"), events, events) or []] == [
        "status changed"
    ]


def test_no_event_wanted_means_none() -> None:
    trial = Trial("x", "MFT", "", SENTENCE, ())
    assert judge_trial(trial, [], None) == []
    assert [c for c, _ in judge_trial(trial, read_text(SENTENCE, "2021-03-17"), None) or []] == ["no event wanted"]
