"""Addresses of pages: a name as a question can say it, and none where it could not be asked."""

from datetime import date

import pytest

from dragoman.serve.leads import clip_period, lead_actor, lead_two


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("EGY", "/actor?name=EGY"),
        ("army [LBY]", "/actor?name=army"),
        ("Fund: for peace [---]", "/actor?name=Fund+for+peace"),  # a colon would part code and sector
        ("EGY:MIL", "/actor?name=EGY+MIL"),
        ("??? [LBY]", None),
    ],
)
def test_a_party_has_a_page_if_it_can_be_asked_for(name: str, address: str | None) -> None:
    assert lead_actor(name) == address


@pytest.mark.parametrize(
    ("first", "second", "address"),
    [
        ("EGY", "LBY", "/dyad?first=EGY&second=LBY"),
        ("people [SYR]", "people [IRQ]", None),  # one name: a question could not tell them apart
        ("!!", "LBY", None),
    ],
)
def test_two_have_a_page_if_they_can_be_told_apart(first: str, second: str, address: str | None) -> None:
    assert lead_two(first, second) == address


def test_a_period_is_no_wider_than_what_was_asked_for() -> None:
    march = date(2021, 3, 1)
    assert clip_period(march, "month", None, None) == {"since": "2021-03-01", "until": "2021-03-31"}
    assert clip_period(march, "month", date(2021, 3, 9), date(2021, 3, 20)) == {
        "since": "2021-03-09",
        "until": "2021-03-20",
    }
    assert clip_period(march, "day", None, date(2022, 1, 1)) == {"since": "2021-03-01", "until": "2021-03-01"}
