"""What `dragoman dyad` was asked comes in; the series is written as rows, as a table with sparklines, and as a picture."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from dragoman.archive import Archive
from dragoman.ask.dyads import DyadSeries, Period
from dragoman.ask.picture import name_period, write_picture
from dragoman.ask.values import QUAD_NAMES
from dragoman.cli.answers import print_rich, write_rows
from dragoman.cli.asking import Asked
from dragoman.cli.output import ROW_FORMS, open_out, pick_form

BLOCKS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
# So wide is a sparkline at most; a longer series is drawn with several periods to a mark.
MARKS = 72


def run_dyad(asked: Asked, first: str, second: str, *, by: str, count: str, plot: Path | None) -> int:
    """Answer `dragoman dyad`; 0 always.

    Raises:
        UsageError: a code, filter, period or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    form = pick_form(asked.form, asked.out, ROW_FORMS)
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        series = archive.dyad(first, second, by=by, count=count, **asked.words)
    if plot is not None:
        with open_out(plot) as out:
            write_picture(series, out, plot.suffix.lower().removeprefix("."))
    with open_out(asked.out) as out:
        if form == "table":
            print_rich(_tell_series(series), out, asked)
        else:
            write_rows(series.table, out, form, asked)
    if not series.periods:
        sys.stderr.write(f"no {series.count} between {series.first} and {series.second}\n")
    if series.undated:
        sys.stderr.write(f"{series.undated} {series.count} have no day and stand in no period\n")
    return 0


def _tell_series(series: DyadSeries) -> Iterator[Any]:
    both, there, back = (series.follow(direction) for direction in series.directions)
    if not both:
        return
    for name, way in zip(series.directions, (both, there, back), strict=True):
        step, line = draw_spark([p.total for p in way])
        span = f"{name_period(way[0], series.by)} to {name_period(way[-1], series.by)}"
        each = f", a mark for {step} {series.by}s" if step > 1 else ""
        yield f"{name}  {line}  {sum(p.total for p in way)} {series.count}, {span}{each}"
    yield ""
    yield _make_table(series, both, there, back)


def draw_spark(numbers: Sequence[int], width: int = MARKS) -> tuple[int, str]:
    """Numbers as blocks, from one eighth to the whole for the greatest; "·" is none.

    Gives how many numbers were added up into one mark, so that there are at most `width`, and the marks.
    """
    step = max(1, -(-len(numbers) // width))
    sums = [sum(numbers[n : n + step]) for n in range(0, len(numbers), step)]
    top = max(sums, default=0)
    marks = (BLOCKS[-(-number * len(BLOCKS) // top) - 1] if number else NOTHING for number in sums)
    return step, "".join(marks)


def _make_table(series: DyadSeries, both: Sequence[Period], there: Sequence[Period], back: Sequence[Period]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(series.by, no_wrap=True)
    for name in (*QUAD_NAMES, "mean scale", *series.directions[1:]):
        table.add_column(name, justify="right")
    for period, one, other in zip(both, there, back, strict=True):
        quads = (getattr(period, name.replace(" ", "_")) for name in QUAD_NAMES)
        mean = "" if period.mean_scale is None else f"{period.mean_scale:.2f}"
        table.add_row(name_period(period, series.by), *map(str, quads), mean, str(one.total), str(other.total))
    return table
