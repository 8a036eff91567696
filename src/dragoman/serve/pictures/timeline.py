"""A Timeline comes in; a Picture goes out: how many happenings there were, period by period and by quad class."""

from dragoman.ask.picture import BARS
from dragoman.ask.timeline import Timeline
from dragoman.serve.pictures.course import (
    WIDTH,
    Ground,
    Lead,
    draw_bars,
    draw_hatches,
    draw_legend,
    find_tallest,
    list_cells,
    name_periods,
)
from dragoman.serve.pictures.picture import Cell, Picture, frame, write_text

_HEIGHT = 250.0


def draw_timeline(timeline: Timeline, lead: Lead, name: str = "timeline") -> Picture:
    """The timeline: up for cooperation, down for conflict; each period leads where `lead` says."""
    way, by = timeline.periods, timeline.by
    ground = Ground(top=22, height=170, periods=len(way), tallest=find_tallest(way))
    title = f"Happenings by {by}"
    description = (
        "Bars up are cooperation, bars down conflict; light ones words, dark and hatched ones deeds. "
        "Each period leads to its happenings; the table has the same numbers and links."
    )
    inside = [
        draw_hatches(name),
        write_text(0, 13, "happenings: ↑ cooperation, ↓ conflict", kind="small"),
        *draw_bars(name, way, by, ground, lead),
        *name_periods(way, by, ground, ground.top + ground.height + 16),
        *draw_legend(name, _HEIGHT - 12),
    ]
    return Picture(
        name=name,
        title=title,
        description=description,
        svg=frame(name, title, description, (WIDTH, _HEIGHT), inside, "wide"),
        columns=(by, *(words for _, words, *_ in BARS), "all"),
        rows=tuple((*list_cells(p, by, lead), Cell(words=str(p.total))) for p in way if p.total),
    )
