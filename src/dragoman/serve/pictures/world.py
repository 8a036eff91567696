"""Places with their happenings come in; a Picture goes out: circles on a map of the world, each leading to what happened there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import sqrt

from markupsafe import Markup

from dragoman.ask.spots import Spot
from dragoman.serve.pictures.picture import Cell, Picture, draw, frame, link, write_text
from dragoman.serve.pictures.projection import HEIGHT, WIDTH, place

# The whole world, or as near as most happenings let one come, at most so many times larger: the outlines are coarse.
VIEWS = ("world", "close")
CLOSEST = 7.0
# So large a part of the happenings must stay in sight, half of the rest left out at each side.
KEPT = 0.85

# The radius in points of the place of most happenings, and the least of any. Areas, not radii, are as the numbers.
LARGEST, SMALLEST = 26.0, 3.0
# The names of so many places of most happenings are written.
NAMED = 12

Lead = Callable[[Spot], str | None]


@cache
def _read_outlines() -> Markup:
    """The lands as one path (made by tools/build_outlines.py)."""
    path = (files("dragoman.serve.pictures") / "outlines.txt").read_text(encoding="ascii").replace("\n", "")
    return draw("path", d=path, class_="land")


@dataclass(frozen=True, slots=True)
class _View:
    """A part of the map: how many times larger it is drawn, and what of it is the upper left corner."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def place(self, spot: Spot) -> tuple[float, float]:
        """Where a spot stands on the drawing."""
        x, y = place(spot.lon or 0.0, spot.lat or 0.0)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def holds(self, spot: Spot) -> bool:
        """Whether a spot is in sight."""
        x, y = self.place(spot)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _come_close(spots: Sequence[Spot]) -> _View:
    """The smallest part of the map, of its own shape, that holds most happenings, with some room around."""
    sides = []
    for side in (0, 1):
        ordered = sorted((place(s.lon or 0.0, s.lat or 0.0)[side], s.happenings) for s in spots)
        whole = sum(number for _, number in ordered)
        sums = [0, *accumulate(number for _, number in ordered)]
        low, high = whole * (1 - KEPT) / 2, whole * (1 + KEPT) / 2
        inside = [at for (at, _), before in zip(ordered, sums, strict=False) if low - 1 < before <= high]
        sides.append((min(inside), max(inside)))
    (left, right), (top, bottom) = sides
    scale = min(CLOSEST, WIDTH / (1.3 * (right - left) + 1e-6), HEIGHT / (1.3 * (bottom - top) + 1e-6))
    scale = max(1.0, scale)
    free_x, free_y = WIDTH - WIDTH / scale, HEIGHT - HEIGHT / scale
    return _View(
        scale,
        min(max(0.0, (left + right) / 2 - WIDTH / scale / 2), free_x),
        min(max(0.0, (top + bottom) / 2 - HEIGHT / scale / 2), free_y),
    )


def draw_world(spots: Sequence[Spot], lead: Lead, view: str = "world", name: str = "world") -> Picture:
    """The map: the circle of a place has an area as its number of happenings; the smaller ones lie on top, so that none is hidden.

    `view` is one of VIEWS. What lies outside it, and what lies nobody knows where, stands in the table alone.
    """
    most = max((spot.happenings for spot in spots), default=1)
    known = sorted(
        (s for s in spots if s.lat is not None and s.lon is not None), key=lambda s: (-s.happenings, s.name, s.lat)
    )
    seen = _come_close(known) if view == "close" and known else _View()
    known = [spot for spot in known if seen.holds(spot)]
    title = "Happenings by place"
    description = (
        "A circle for each place; its area is the number of happenings there. Each circle leads to them; the table has the "
        "same numbers and links."
    )
    lands = draw(
        "g", _read_outlines(), transform=f"scale({seen.scale:.3f}) translate({-seen.left:.2f} {-seen.top:.2f})"
    )
    inside = [draw("rect", x=0, y=0, width=WIDTH, height=HEIGHT, class_="sea"), lands]
    inside += [_draw_spot(spot, most, seen, lead) for spot in known]
    inside += _write_names(known, most, seen)
    return Picture(
        name=name,
        title=title,
        description=description,
        svg=frame(name, title, description, (WIDTH, HEIGHT), inside, "wide"),
        columns=("place", "country", "happenings", "last"),
        rows=tuple(
            (
                Cell(words=spot.name, link=lead(spot)),
                Cell(words=spot.country or ""),
                Cell(words=str(spot.happenings)),
                Cell(words=spot.last.isoformat() if spot.last else ""),
            )
            for spot in spots
        ),
    )


def _radius(spot: Spot, most: int) -> float:
    return max(SMALLEST, LARGEST * sqrt(spot.happenings / most))


def _draw_spot(spot: Spot, most: int, seen: _View, lead: Lead) -> Markup:
    x, y = seen.place(spot)
    number = f"{spot.happenings} happening{'s' if spot.happenings != 1 else ''}"
    where = f"{spot.name}, {spot.country}" if spot.country and spot.country != spot.name else spot.name
    return link(lead(spot), f"{where}: {number}", draw("circle", cx=x, cy=y, r=_radius(spot, most), class_="spot"))


def _write_names(spots: Sequence[Spot], most: int, seen: _View) -> list[Markup]:
    """The names of the places of most happenings, but for those that would stand upon another."""
    drawn, taken = list[Markup](), list[tuple[float, float, float]]()
    for spot in spots[: 3 * NAMED]:
        x, y = seen.place(spot)
        aside, wide = _radius(spot, most) + 3, 7.0 * len(spot.name)
        left = x > WIDTH * 0.85
        start = x - aside - wide if left else x + aside
        if len(drawn) == NAMED or any(start < b and a < start + wide and abs(y - v) < 14 for a, b, v in taken):
            continue
        taken.append((start, start + wide, y))
        drawn.append(write_text(x - aside if left else x + aside, y + 4, spot.name, "end" if left else "start", "name"))
    return drawn
