"""The map: where places stand, no line across it, circles by their number, and a nearer view."""

import math
import re
from importlib.resources import files
from itertools import pairwise

import pytest

from dragoman.ask.spots import Spot
from dragoman.serve.pictures.projection import HEIGHT, WIDTH, place
from dragoman.serve.pictures.world import LARGEST, draw_world
from serve.pictures.drawn import links, nowhere, numbers, read


def spot(name: str, lon: float | None, lat: float | None, happenings: int = 1, country: str | None = None) -> Spot:
    return Spot(name=name, country=country, lat=lat, lon=lon, happenings=happenings, last=None)


# The worked points of Šavrič, Patterson and Jenny (2019) on a sphere of radius 1, here as shares of the width from pole to middle.
@pytest.mark.parametrize(
    ("lon", "lat", "x", "y"),
    [
        (0, 0, WIDTH / 2, HEIGHT / 2),
        (180, 0, WIDTH, HEIGHT / 2),
        (-180, 0, 0, HEIGHT / 2),
        (0, 90, WIDTH / 2, 0),
        (0, -90, WIDTH / 2, HEIGHT),
        (400, 95, None, 0),  # beyond the world is moved to its edge
    ],
)
def test_corners_and_middle(lon: float, lat: float, x: float | None, y: float) -> None:
    found = place(lon, lat)
    assert found[1] == pytest.approx(y)
    if x is not None:
        assert found[0] == pytest.approx(x)


def test_the_pole_is_as_long_as_the_paper_says_and_areas_are_true() -> None:
    # The pole line is 0.59247 of the equator, and the height 0.48670 of the width (the paper's table 1).
    assert (place(180, 90)[0] - place(-180, 90)[0]) / WIDTH == pytest.approx(0.59247, abs=1e-3)
    assert pytest.approx(0.48670, abs=1e-4) == HEIGHT / WIDTH
    # A field of one degree, drawn as a parallelogram, is as large as on the sphere, wherever it lies.
    for lat in (0, 20, 45, 70, 85):
        (x1, y1), (x2, _), (_, y3) = place(10, lat), place(11, lat), place(10, lat + 1)
        drawn = (place(11, lat + 0.5)[0] - place(10, lat + 0.5)[0]) * (y1 - y3)
        sphere = math.sin(math.radians(lat + 1)) - math.sin(math.radians(lat))
        whole = sum(
            (place(180, n / 10)[0] - place(-180, n / 10)[0]) * (place(0, n / 10 - 0.05)[1] - place(0, n / 10 + 0.05)[1])
            for n in range(-899, 900)
        )
        assert drawn / whole == pytest.approx(sphere / (2 * 360), rel=0.01), lat
        assert x2 > x1


def test_no_outline_runs_across_the_map() -> None:
    """Lands over the 180th meridian are cut there: but for the ice at the south pole, no step is longer than a tenth of the world."""
    text = (files("dragoman.serve.pictures") / "outlines.txt").read_text(encoding="ascii")
    rings = re.findall(r"M(-?[\d.]+)[ ]?(-?[\d.]+)l([^z]*)z", text)
    assert len(rings) > 200
    for start_x, start_y, steps in rings:
        x, y = float(start_x), float(start_y)
        found = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", steps)]
        points = [(x, y)]
        for dx, dy in zip(found[::2], found[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        for (x1, y1), (x2, y2) in pairwise([*points, points[0]]):
            assert -1 <= x1 <= WIDTH + 1
            assert -1 <= y1 <= HEIGHT + 1
            assert abs(x2 - x1) < WIDTH / 10 or min(y1, y2) > HEIGHT * 0.98, (x1, y1, x2, y2)


def test_a_circle_has_the_area_of_its_number_and_leads_to_its_happenings() -> None:
    picture = draw_world(
        [spot("Oslo", 10.7, 59.9, 100), spot("Chad", 18.0, 15.0, 25, "TCD"), spot("Lost", None, None, 7)],
        lambda s: f"/x?where={s.name}",
    )
    svg = read(picture)
    assert numbers(svg, "spot", "r") == [LARGEST, LARGEST / 2]
    assert links(svg) == {"Oslo: 100 happenings": "/x?where=Oslo", "Chad, TCD: 25 happenings": "/x?where=Chad"}
    assert [row[0].words for row in picture.rows] == ["Oslo", "Chad", "Lost"], "what lies nowhere stands in the table"


def test_one_comes_close_to_where_most_happened() -> None:
    spots = [spot(f"Town {n}", 35 + n / 10, 33 + n / 10, 50) for n in range(5)] + [spot("Lima", -77, -12, 1)]
    far, near = read(draw_world(spots, nowhere)), read(draw_world(spots, nowhere, "close"))
    assert max(numbers(far, "spot", "cx")) - min(numbers(far, "spot", "cx")) > 300
    assert len(numbers(near, "spot", "cx")) == 5, "Lima is out of sight"
    spread = [max(n) - min(n) for n in (numbers(far, "spot", "cx")[:5], numbers(near, "spot", "cx"))]
    assert spread[1] > 5 * spread[0]
    assert all(0 <= x <= WIDTH for x in numbers(near, "spot", "cx"))


def test_a_single_place_may_be_come_close_to() -> None:
    assert numbers(read(draw_world([spot("Oslo", 10.7, 59.9)], nowhere, "close")), "spot", "cx")


def test_names_do_not_stand_upon_each_other() -> None:
    spots = [spot(f"A long name {n}", 35.0, 33.0, 9 - n) for n in range(5)]
    svg = read(draw_world(spots, nowhere))
    assert [t.text for t in svg.iter("text")] == ["A long name 0"]
