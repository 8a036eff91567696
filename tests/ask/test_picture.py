"""Pictures of a series: whole, the same each time, and asking nothing of the network."""

import io
import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from dragoman.ask.dyads import DyadSeries, Period
from dragoman.ask.picture import draw_series, write_picture
from dragoman.errors import UsageError


def period(month: int, direction: str, *quads: int) -> Period:
    names = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    counts = dict(zip(names, quads, strict=True))
    mean = -2.5 if sum(quads) else None
    return Period(period=date(2020, month, 1), direction=direction, total=sum(quads), mean_scale=mean, **counts)


SERIES = DyadSeries(
    first="EGY",
    second="LBY",
    by="month",
    count="happenings",
    periods=tuple(
        period(month, way, *quads)
        for month, both, there, back in (
            (1, (1, 0, 2, 0), (1, 0, 0, 0), (0, 0, 2, 0)),
            (2, (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0)),
            (3, (0, 3, 0, 4), (0, 3, 0, 0), (0, 0, 0, 4)),
        )
        for way, quads in (("EGY-LBY", both), ("EGY>LBY", there), ("LBY>EGY", back))
    ),
    undated=2,
)


def write(form: str, series: DyadSeries = SERIES) -> bytes:
    out = io.BytesIO()
    write_picture(series, out, form)
    return out.getvalue()


def test_both_directions_are_drawn_and_named_with_every_period() -> None:
    there, back, scale = draw_series(SERIES).axes
    assert there.get_title(loc="left") == "EGY → LBY"
    assert back.get_title(loc="left") == "LBY → EGY"
    # Four kinds of bars, three periods each, the empty one with no height; conflict points down.
    assert [bar.get_height() for bar in there.patches] == [1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0]
    assert [bar.get_height() for bar in back.patches] == [0, 0, 0, 0, 0, 0, -2, 0, 0, 0, 0, -4]
    assert there.get_ylim() == back.get_ylim(), "the two are drawn on one scale"
    legend = [text.get_text() for text in scale.get_legend().get_texts()]
    assert legend == ["EGY → LBY", "LBY → EGY"]
    assert [label.get_text() for label in scale.get_xticklabels()] == ["2020-01", "2020-02", "2020-03"]


@pytest.mark.parametrize("form", ["svg", "png", "html"])
def test_the_same_series_gives_the_same_bytes(form: str) -> None:
    assert write(form) == write(form)


def test_forms_are_what_they_say() -> None:
    assert ElementTree.fromstring(write("svg")).tag.endswith("svg")
    assert write("png").startswith(b"\x89PNG")


def test_the_page_holds_picture_and_numbers_and_asks_for_nothing() -> None:
    page = write("html").decode("utf-8")
    assert "<svg" in page
    assert "Egypt and Libya: happenings by month, 2020-01 to 2020-03" in page
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    assert [name for name, _ in rows] == ["2020-01", "2020-02", "2020-03"]
    assert [re.findall(r"<td>(.*?)</td>", cells) for _, cells in rows] == [
        ["1", "0", "2", "0", "-2.50", "1", "2"],
        ["0", "0", "0", "0", "", "0", "0"],
        ["0", "3", "0", "4", "-2.50", "3", "4"],
    ]
    assert "2 more have no day" in page
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(\s*['\"]?(?!#)", page)
    fetched = re.findall(r'(?:href|src)="([^"#][^"]*)"', page)
    assert not fetched, "only places inside the page are pointed at"


def test_long_series_can_be_drawn() -> None:
    many = tuple(
        Period(period=date(2000 + n // 12, n % 12 + 1, 1), direction=way, verbal_cooperation=n % 3, material_cooperation=0,
               verbal_conflict=0, material_conflict=1, total=n % 3 + 1, mean_scale=0.0)
        for n in range(200) for way in SERIES.directions
    )  # fmt: skip
    figure = draw_series(DyadSeries(first="EGY", second="LBY", by="month", count="events", periods=many, undated=0))
    assert len(figure.axes[2].get_xticks()) <= 12


def test_no_picture_of_nothing_and_no_unknown_form() -> None:
    with pytest.raises(UsageError, match="nothing passed between EGY and LBY"):
        write("svg", DyadSeries(first="EGY", second="LBY", by="month", count="events", periods=(), undated=0))
    with pytest.raises(UsageError, match=r"'gif' is no picture; name a file that ends in \.html, \.png, \.svg"):
        write("gif")
