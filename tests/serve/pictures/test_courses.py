"""The timeline and the series of two parties: bars on their side of the line, as tall as their numbers, each leading to its period."""

from datetime import date
from itertools import pairwise

import pytest

from dragoman.ask.dyads import DyadSeries, Period
from dragoman.ask.timeline import Timeline
from dragoman.serve.pictures.course import Ground, find_tallest
from dragoman.serve.pictures.series import draw_dyad
from dragoman.serve.pictures.timeline import draw_timeline
from serve.pictures.drawn import links, nowhere, numbers, read


def period(month: int, *counts: int, direction: str = "all", mean: float | None = 1.0) -> Period:
    names = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    found = dict(zip(names, counts, strict=True))
    total = sum(counts)
    return Period(
        period=date(2021, month, 1), direction=direction, total=total, mean_scale=mean if total else None, **found
    )


def timeline(*periods: Period) -> Timeline:
    return Timeline(by="month", periods=periods, undated=0)


def test_bars_stand_on_their_side_and_upon_each_other() -> None:
    svg = read(draw_timeline(timeline(period(1, 2, 4, 1, 3)), lambda _: "/x"))
    ys, heights = numbers(svg, "bar", "y")[:4], numbers(svg, "bar", "height")[:4]
    assert [round(h / heights[2], 1) for h in heights] == [2, 4, 1, 3]
    middle = ys[2]
    assert ys[0] + heights[0] == pytest.approx(middle, abs=0.2), "words of cooperation stand on the line"
    assert ys[1] + heights[1] == pytest.approx(ys[0], abs=0.2), "deeds upon words"
    assert ys[3] == pytest.approx(middle + heights[2], abs=0.2), "conflict hangs down"
    # Deeds are hatched, so that they differ from words in print.
    assert [e.get("fill") for e in svg.iter("rect") if "url" in (e.get("fill") or "")][:2] == [
        "url(#timeline-up)",
        "url(#timeline-down)",
    ]


def test_every_period_with_something_leads_there_and_is_told() -> None:
    picture = draw_timeline(
        timeline(period(1, 1, 0, 0, 2), period(2, 0, 0, 0, 0), period(3, 0, 0, 1, 0)), lambda p: f"/x?since={p.period}"
    )
    assert links(read(picture)) == {
        "2021-01: 1 verbal cooperation, 2 material conflict": "/x?since=2021-01-01",
        "2021-03: 1 verbal conflict": "/x?since=2021-03-01",
    }
    assert [[cell.words for cell in row] for row in picture.rows] == [
        ["2021-01", "1", "0", "0", "2", "3"],
        ["2021-03", "0", "0", "1", "0", "1"],
    ]
    assert picture.rows[0][0].link == "/x?since=2021-01-01"


def test_of_many_periods_as_many_are_named_as_have_room() -> None:
    many = [
        Period(
            period=date(2000 + n // 12, n % 12 + 1, 1),
            direction="all",
            verbal_cooperation=1,
            material_cooperation=0,
            verbal_conflict=0,
            material_conflict=0,
            total=1,
            mean_scale=1.0,
        )
        for n in range(300)
    ]
    svg = read(draw_timeline(timeline(*many), nowhere))
    named = sorted(float(t.get("x")) for t in svg.iter("text") if (t.text or "").startswith("20"))
    assert 5 < len(named) < 20
    assert min(b - a for a, b in pairwise(named)) >= 60
    assert list(svg.iter("a")) == []


@pytest.mark.parametrize(
    ("most", "steps"), [(1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 5]), (40, [0, 20, 40]), (950, [0, 500])]
)
def test_the_scale_is_in_round_numbers(most: int, steps: list[int]) -> None:
    svg = read(draw_timeline(timeline(period(1, most, 0, 0, 0)), nowhere))
    found = sorted(
        {int(t.text.replace(",", "")) for t in svg.iter("text") if (t.text or "").replace(",", "").isdigit()}
    )
    assert found == steps


def test_each_side_of_two_has_its_bars_on_one_scale_and_its_line() -> None:
    there = [
        period(1, 4, 0, 0, 0, direction="EGY>LBY", mean=5.0),
        period(2, 0, 0, 0, 0, direction="EGY>LBY"),
        period(3, 0, 0, 2, 0, direction="EGY>LBY", mean=-5.0),
    ]
    back = [period(n, 1, 0, 0, 0, direction="LBY>EGY", mean=-10.0) for n in (1, 2, 3)]
    both = [period(n, 1, 0, 0, 0, direction="EGY-LBY") for n in (1, 2, 3)]
    series = DyadSeries(
        first="EGY", second="LBY", by="month", count="happenings", periods=(*both, *there, *back), undated=0
    )
    picture = draw_dyad(series, lambda p: f"/x?dyad={p.direction}&since={p.period}")
    svg = read(picture)
    heights = numbers(svg, "bar", "height")
    assert heights[0] == pytest.approx(4 * heights[2], abs=0.4), "four there beside one back"
    led = links(svg)
    assert led["EGY → LBY, 2021-01: mean +5.0 of 4"] == "/x?dyad=EGY>LBY&since=2021-01-01"
    assert led["LBY → EGY, 2021-02: mean -10.0 of 1"] == "/x?dyad=LBY>EGY&since=2021-02-01"
    # The line there is broken in February, for nothing has no mean; the one back is whole.
    assert [len(line.get("points").split()) for line in svg.iter("polyline")] == [3]
    assert [cell.words for cell in picture.rows[2]] == ["2021-03", "1", "0", "0", "0", "+1.0", "2", "1"]
    assert picture.rows[1][6].link is None, "nothing was done there in February"


def test_parties_that_are_no_countries_may_be_drawn() -> None:
    series = DyadSeries(
        first="Ada <Berg>",
        second="TCD",
        by="month",
        count="happenings",
        periods=tuple(
            period(1, 1, 0, 0, 0, direction=d) for d in ("Ada <Berg>-TCD", "Ada <Berg>>TCD", "TCD>Ada <Berg>")
        ),
        undated=0,
    )
    assert draw_dyad(series, nowhere).title == "Ada <Berg> and Chad: happenings by month, 2021-01"


def test_the_tallest_bar_has_room() -> None:
    assert find_tallest([]) == 1
    assert find_tallest([period(1, 2, 3, 1, 1)], [period(1, 0, 0, 9, 0)]) == 9
    ground = Ground(top=10, height=100, periods=4, tallest=9)
    assert ground.across(4) == pytest.approx(900 - 8)
    assert ground.middle == 60
