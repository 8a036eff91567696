"""A Relation comes in; it goes out in words, as a picture of its course, and as a page that holds both and the numbers."""

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, BinaryIO

from markupsafe import Markup

from dragoman.ask.picture import draw_series, name_period
from dragoman.export.leaf import write_leaf
from dragoman.export.plates import make_inline
from dragoman.export.words import shorten
from dragoman.relations.parties import spell_code
from dragoman.relations.relate import Relation
from dragoman.relations.summary import Clause, Note, tell_scale
from dragoman.relations.thirds import Third
from dragoman.relations.turns import Course

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 110
STANDS = {1: "supports", -1: "opposes", 0: ""}


def tell_relation(relation: Relation) -> str:
    """The summary in words, and its notes: what a person reads in a terminal."""
    lines: list[str] = []
    for paragraph in relation.summary.paragraphs:
        for clause in paragraph:
            mark = "  - " if clause.notes else ""
            lines.append(fill(mark + tell_clause(clause), WIDTH, subsequent_indent="    " if mark else ""))
        lines.append("")
    lines += [fill(f"[{n.number}] {tell_note(n)}", WIDTH, subsequent_indent="    ") for n in relation.summary.notes]
    return "\n".join(lines)


def tell_clause(clause: Clause) -> str:
    """A clause as a sentence, with the numbers of its notes."""
    return clause.text + "".join(f" [{number}]" for number in clause.notes) + "."


def tell_note(note: Note) -> str:
    """A note in one line: day, outlet, report, how many tell it and how sure it is, and the sentence."""
    return f"{name_note(note)}{count_note(note)}: “{shorten(note.quote, 300)}”"


def name_note(note: Note) -> str:
    """The day, the outlet and the id of the report."""
    day = note.published.isoformat() if note.published else ""
    return ", ".join(part for part in (day, note.publication, f"report {note.report}") if part)


def count_note(note: Note) -> str:
    """How many reports tell it, where it is more than one, and how sure the record is."""
    told = f"told by {note.reports} reports, {note.sources} independent; " if note.reports > 1 else ""
    return f" ({told}confidence {note.confidence:.2f})"


def draw_course(relation: Relation) -> "Figure":
    """The series of `dragoman dyad`, with a line at each turn and the level of tone between them."""
    figure = draw_series(relation.series, titled=False)
    places = {p.period: n for n, p in enumerate(relation.series.follow(relation.series.directions[0]))}
    for axes in figure.axes:
        for turn in relation.course.turns:
            axes.axvline(places[turn.day] - 0.5, color="#000000", linewidth=1.0, linestyle=":", zorder=4)
    for number, turn in enumerate(relation.course.turns, 1):
        figure.axes[0].annotate(
            str(number),
            (places[turn.day] - 0.5, 1.0),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            fontsize=8,
        )
    _draw_levels(figure.axes[2], relation.course, places)
    return figure


def _draw_levels(axes: "Axes", course: Course, places: Mapping[date, int]) -> None:
    starts = [places[s.since] - 0.5 for s in course.stretches]
    ends = [*starts[1:], len(places) - 0.5]
    for number, (stretch, start, end) in enumerate(zip(course.stretches, starts, ends, strict=True)):
        label = "_nolegend_" if number else "level of tone, both ways"
        axes.hlines(stretch.tone, start, end, color="#d55e00", linewidth=3.0, alpha=0.6, label=label, zorder=5)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, fontsize=8, borderaxespad=0.1)


def write_relation_page(relation: Relation, out: BinaryIO) -> None:
    """Write one page: the summary with its sources, the picture, the turns, third parties and the numbers of every period."""
    both, there, back = (relation.series.follow(direction) for direction in relation.series.directions)
    write_leaf(
        "course",
        out,
        relation=relation,
        picture=Markup(make_inline(lambda: draw_course(relation))) if relation.series.periods else "",
        rows=[
            (name_period(p, relation.series.by), p, one.total, other.total)
            for p, one, other in zip(both, there, back, strict=True)
            if p.total
        ],
        turns=list(_list_turns(relation.course)),
        thirds=[_tell_third(third) for third in relation.thirds[:20]],
        scale=tell_scale,
        name_note=name_note,
        count_note=count_note,
    )


def _list_turns(course: Course) -> Iterator[tuple[int, str, str, str, str]]:
    for number, turn in enumerate(course.turns, 1):
        word = "better" if turn.better else "worse"
        yield number, turn.day.isoformat(), word, tell_scale(turn.before), tell_scale(turn.after)


def _tell_third(third: Third) -> tuple[str, int, str, str, str, str]:
    first, second = ((tell_scale(score), STANDS[s]) for score, s in zip(third.scores, third.stands, strict=True))
    return spell_code(third.name), len(third.mediated), *first, *second
