"""A DyadSeries comes in; a Picture goes out: what each side did to the other, period by period, and the mean scale of both."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from dragoman.ask.dyads import DyadSeries, Period
from dragoman.ask.picture import BARS, name_period, title_series
from dragoman.serve.pictures.course import (
    LEFT,
    RIGHT,
    WIDTH,
    Ground,
    draw_bars,
    draw_hatches,
    draw_legend,
    find_tallest,
    list_cells,
    name_periods,
)
from dragoman.serve.pictures.picture import Cell, Picture, draw, draw_line, frame, link, write_text

_HEIGHT = 560.0
# Both directions in one panel: the second is broken and square, so that they differ in print.
_LOOKS = (("line there", "circle"), ("line back", "square"))
_TOP, _TALL = 385.0, 110.0

# Where a period of a direction ("EGY-LBY", "EGY>LBY") leads.
Lead = Callable[[Period], str | None]


def draw_dyad(series: DyadSeries, lead: Lead, name: str = "series") -> Picture:
    """The series: a panel of bars for each direction on one scale, and a panel of the mean scale; each point leads to the happenings behind it.

    A series without a period gives an empty panel.
    """
    both, there, back = (series.follow(direction) for direction in series.directions)
    tallest = find_tallest(there, back)
    names = (f"{series.first} → {series.second}", f"{series.second} → {series.first}")
    title = title_series(series) if both else "Nothing"
    description = (
        "Bars up are cooperation, bars down conflict; light ones words, dark and hatched ones deeds. Below is the mean scale, from "
        "−10, worst, to +10, best. Each bar and point leads to its happenings; the table has the same numbers and links."
    )
    inside = [draw_hatches(name)]
    for number, (way, words) in enumerate(zip((there, back), names, strict=True)):
        ground = Ground(top=24 + number * 180, height=150, periods=len(way), tallest=tallest)
        inside.append(write_text(0, ground.top - 8, words, kind="head"))
        inside += draw_bars(f"{name}", way, series.by, ground, lead)
    inside += _draw_scale((there, back), names, series.by, lead)
    inside += name_periods(both, series.by, ground, _TOP + _TALL + 20)
    inside += draw_legend(name, _HEIGHT - 12)
    return Picture(
        name=name,
        title=title,
        description=description,
        svg=frame(name, title, description, (WIDTH, _HEIGHT), inside, "wide"),
        columns=(series.by, *(words for _, words, *_ in BARS), "mean scale", *names),
        rows=tuple(
            (*list_cells(p, series.by, lead), _tell_mean(p), _count(one, lead), _count(other, lead))
            for p, one, other in zip(both, there, back, strict=True)
            if p.total
        ),
    )


def _count(period: Period, lead: Lead) -> Cell:
    return Cell(words=str(period.total), link=lead(period) if period.total else None)


def _tell_mean(period: Period) -> Cell:
    return Cell(words="" if period.mean_scale is None else f"{period.mean_scale:+.1f}".replace("-", "−"))


def _draw_scale(ways: Sequence[Sequence[Period]], names: Sequence[str], by: str, lead: Lead) -> list[Markup]:
    ground = Ground(top=_TOP, height=_TALL, periods=len(ways[0]), tallest=1)
    drawn = [write_text(0, _TOP - 10, "mean event scale", kind="head")]
    for value in (-10, 0, 10):
        y = ground.middle - value / 10 * (_TALL / 2)
        drawn.append(draw_line(LEFT, y, WIDTH - RIGHT, y, "grid" if value else "axis"))
        drawn.append(write_text(LEFT - 6, y + 4, f"{value:+d}".replace("-", "−") if value else "0", "end", "small"))
    for number, (way, words, (look, mark)) in enumerate(zip(ways, names, _LOOKS, strict=True)):
        x = WIDTH - RIGHT - 300 + number * 160
        drawn += [draw_line(x, _TOP - 14, x + 26, _TOP - 14, look), _draw_mark(mark, x + 13, _TOP - 14, 4, look)]
        drawn.append(write_text(x + 32, _TOP - 10, words, kind="small"))
        drawn += _draw_means(way, words, by, ground, (look, mark), lead)
    return drawn


def _draw_means(
    way: Sequence[Period], words: str, by: str, ground: Ground, look: tuple[str, str], lead: Lead
) -> list[Markup]:
    """The line is broken where there is nothing, for nothing has no mean."""
    pieces: list[list[tuple[float, float]]] = [[]]
    marks = []
    size = max(1.5, min(4.0, ground.step() / 3))
    for number, period in enumerate(way):
        if period.mean_scale is None:
            pieces.append([])
            continue
        x = ground.across(number) + ground.step() / 2
        y = ground.middle - period.mean_scale / 10 * (_TALL / 2)
        pieces[-1].append((x, y))
        told = f"{words}, {name_period(period, by)}: mean {period.mean_scale:+.1f} of {period.total}"
        marks.append(link(lead(period), told, _draw_mark(look[1], x, y, size, look[0])))
    lines = [
        draw("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in piece), fill="none", class_=look[0])
        for piece in pieces
        if len(piece) > 1
    ]
    return [*lines, *marks]


def _draw_mark(mark: str, x: float, y: float, size: float, look: str) -> Markup:
    kind = f"mark {look}"
    if mark == "circle":
        return draw("circle", cx=x, cy=y, r=size, class_=kind)
    return draw("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, class_=kind)
