"""The bar of a long run: for a person only."""

import sys

import pytest

from dragoman.cli.rate import show_rate


@pytest.mark.parametrize(("total", "left"), [(8, True), (None, False)])
def test_a_person_sees_what_is_done_and_what_is_left(
    total: int | None, left: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with show_rate("adding", total) as meter:
        for _ in range(3):
            meter.advance()
        meter.settle(5)
    shown = capsys.readouterr().err
    assert f"5/{total or '?'}" in shown
    assert ("left" in shown) is left


def test_a_file_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with show_rate("adding", 8) as meter:
        meter.settle(5)
    assert capsys.readouterr() == ("", "")
