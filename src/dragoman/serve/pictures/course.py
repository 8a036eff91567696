"""Counts period by period come in; the parts of pictures of a course go out: bars up for cooperation and down for conflict, and what stands around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from dragoman.ask.dyads import Period
from dragoman.ask.picture import BARS, name_period
from dragoman.serve.pictures.picture import Cell, draw, draw_line, link, write_text

# The sheet in points, and what is left at its sides for words.
WIDTH, LEFT, RIGHT = 900.0, 46.0, 8.0
# At least so many points lie between the names of two periods.
APART = 72.0

# Where a period leads: its happenings, or None.
Lead = Callable[[Period], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a panel of bars stands: its upper edge and height, how many periods, and the tallest bar that must have room."""

    top: float
    height: float
    periods: int
    tallest: int

    @property
    def middle(self) -> float:
        """The line on which the bars stand."""
        return self.top + self.height / 2

    def step(self) -> float:
        """The width of a period."""
        return (WIDTH - LEFT - RIGHT) / max(1, self.periods)

    def across(self, number: int) -> float:
        """Where a period, counted from 0, begins."""
        return LEFT + number * self.step()


def add_up(period: Period, side: int) -> int:
    """How much of a period is cooperation (side 1) or conflict (-1)."""
    return sum(getattr(period, field) for field, *_, own in BARS if own == side)


def find_tallest(*ways: Sequence[Period]) -> int:
    """The tallest bar of all, at least 1."""
    return max((max(add_up(p, 1), add_up(p, -1)) for way in ways for p in way), default=1) or 1


def tell_period(period: Period, by: str) -> str:
    """A period in words: "2020-03: 2 verbal cooperation, 1 material conflict"."""
    parts = [f"{getattr(period, field)} {words}" for field, words, *_ in BARS if getattr(period, field)]
    return f"{name_period(period, by)}: {', '.join(parts) or 'nothing'}"


def draw_hatches(name: str) -> Markup:
    """The hatching of deeds, by which they are told from words in print: upwards for cooperation, downwards for conflict."""
    lines = {"up": "M0 6L6 0", "down": "M0 0L6 6"}
    patterns = [
        draw(
            "pattern",
            draw("path", d=path, stroke="#222", stroke_width="0.8"),
            id=f"{name}-{way}",
            width=6.0,
            height=6.0,
            patternUnits="userSpaceOnUse",
        )
        for way, path in lines.items()
    ]
    return draw("defs", *patterns)


def draw_bars(name: str, way: Sequence[Period], by: str, ground: Ground, lead: Lead) -> list[Markup]:
    """A bar for each period, which leads where its happenings are; the whole height of the panel can be clicked."""
    drawn = [draw_line(LEFT, ground.middle, WIDTH - RIGHT, ground.middle, "axis")]
    drawn += _draw_scale(ground)
    for number, period in enumerate(way):
        if period.total:
            bars = list(_stack(name, period, number, ground))
            drawn.append(link(lead(period), tell_period(period, by), *bars))
    return drawn


def _stack(name: str, period: Period, number: int, ground: Ground) -> list[Markup]:
    room, width = ground.height / 2 - 6, max(1.0, ground.step() * 0.85)
    x = ground.across(number) + (ground.step() - width) / 2
    base = {1: ground.middle, -1: ground.middle}
    parts = [
        draw("rect", x=ground.across(number), y=ground.top, width=ground.step(), height=ground.height, class_="reach")
    ]
    for field, _, colour, hatch, side in BARS:
        tall = getattr(period, field) / ground.tallest * room
        if not tall:
            continue
        y = base[side] - tall if side > 0 else base[side]
        box = {"x": x, "y": y, "width": width, "height": tall}
        parts.append(draw("rect", **box, fill=colour, class_="bar"))
        if hatch and width >= 3:
            parts.append(draw("rect", **box, fill=f"url(#{name}-{'up' if side > 0 else 'down'})"))
        base[side] -= side * tall
    return parts


def _draw_scale(ground: Ground) -> list[Markup]:
    room = ground.height / 2 - 6
    each = _pick_step(ground.tallest)
    drawn = []
    for value in range(0, ground.tallest + 1, each):
        for side in (1, -1) if value else (1,):
            y = ground.middle - side * value / ground.tallest * room
            if value:
                drawn.append(draw_line(LEFT, y, WIDTH - RIGHT, y, "grid"))
            drawn.append(write_text(LEFT - 6, y + 4, f"{value:,}", "end", "small"))
    return drawn


def _pick_step(most: int) -> int:
    """A round number of which at most three go into the tallest bar."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 3 * step:
                return step
        size *= 10


def name_periods(way: Sequence[Period], by: str, ground: Ground, y: float) -> list[Markup]:
    """As many names of periods as there is room for."""
    every = max(1, ceil(APART / ground.step()))
    return [
        write_text(ground.across(n) + ground.step() / 2, y, name_period(way[n], by), "middle", "small")
        for n in range(0, len(way), every)
    ]


def draw_legend(name: str, y: float) -> list[Markup]:
    """What the bars mean."""
    drawn, x = [], LEFT
    for _, words, colour, hatch, side in BARS:
        box = {"x": x, "y": y - 10, "width": 16.0, "height": 11.0}
        drawn.append(draw("rect", **box, fill=colour, class_="bar"))
        if hatch:
            drawn.append(draw("rect", **box, fill=f"url(#{name}-{'up' if side > 0 else 'down'})"))
        drawn.append(write_text(x + 22, y, words, kind="small"))
        x += 190
    return drawn


def list_cells(period: Period, by: str, lead: Lead) -> list[Cell]:
    """A period's row in the table: its name, which leads to its happenings, and its numbers."""
    numbers = [Cell(words=str(getattr(period, field))) for field, *_ in BARS]
    return [Cell(words=name_period(period, by), link=lead(period)), *numbers]
