"""A DyadSeries comes in; a picture of it goes out: SVG, PNG or one self-contained page with the table beside it."""

import io
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.ask.dyads import DyadSeries, Period
from dragoman.ask.values import known_codes
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# What stands where and how, in every picture of a course: field, words, colour, hatching, up or down.
# Blue for cooperation, orange for conflict, light for words, dark and hatched for deeds: told apart by the colour-blind
# (Okabe and Ito's blue and vermilion with their lighter kin) and in print without colour.
BARS = (
    ("verbal_cooperation", "verbal cooperation", "#9fcbea", "", 1),
    ("material_cooperation", "material cooperation", "#0072b2", "///", 1),
    ("verbal_conflict", "verbal conflict", "#f6c086", "", -1),
    ("material_conflict", "material conflict", "#c04a00", "\\\\\\", -1),
)
_LINES = (("#000000", "-", "o"), ("#7a7a7a", "--", "s"))
_WIDTH, _HEIGHT = 9.0, 7.0
# From so many periods on bars and points stand too close for edges and marks.
MANY = 80
# Ids inside the SVG come from this word instead of from chance: the same series gives the same bytes.
_SALT = "dragoman"


def write_picture(series: DyadSeries, out: BinaryIO, form: str) -> None:
    """Draw what each side did to the other, up for cooperation and down for conflict, and the mean scale of both below.

    Raises:
        UsageError: a form that there is not, or a series without a period.
    """
    writers: Mapping[str, Callable[[DyadSeries], bytes]] = {"svg": _to_svg, "png": _to_png, "html": _to_page}
    if form not in writers:
        raise UsageError(f"plot: {form!r} is no picture; name a file that ends in .{', .'.join(sorted(writers))}")
    if not series.periods:
        raise UsageError(
            f"plot: nothing passed between {series.first} and {series.second} in that time: there is nothing to draw"
        )
    out.write(writers[form](series))


def _to_svg(series: DyadSeries, titled: bool = True) -> bytes:
    # Letters are drawn as outlines: they look alike everywhere, whatever fonts there are.
    return _save(series, "svg", titled, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})


def _to_png(series: DyadSeries) -> bytes:
    return _save(series, "png", dpi=160, metadata={"Software": None})


def _save(series: DyadSeries, form: str, titled: bool = True, **options: Any) -> bytes:
    import matplotlib as mpl

    with mpl.rc_context({"svg.hashsalt": _SALT, "font.family": "DejaVu Sans", "font.size": 9, "hatch.linewidth": 0.6}):
        buffer = io.BytesIO()
        draw_series(series, titled).savefig(buffer, format=form, **options)
    return buffer.getvalue()


def title_series(series: DyadSeries) -> str:
    """What the series is, in one line: "Egypt and Libya: happenings by month, 2018-01 to 2019-12"."""
    names = known_codes()
    first, last = (name_period(series.periods[place], series.by) for place in (0, -1))
    span = first if first == last else f"{first} to {last}"
    first_name, second_name = (names.get(side, side) for side in (series.first, series.second))
    return f"{first_name} and {second_name}: {series.count} by {series.by}, {span}"


def draw_series(series: DyadSeries, titled: bool = True) -> "Figure":
    """The figure: a panel of bars for each direction on one scale, and a panel of lines."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    there, back, scale = figure.subplots(3, 1, sharex=True, height_ratios=(3, 3, 2))
    ways = [series.follow(direction) for direction in series.directions[1:]]
    names = [f"{series.first} → {series.second}", f"{series.second} → {series.first}"]
    tallest = max((max(_sum(p, 1), _sum(p, -1)) for way in ways for p in way), default=0) or 1
    for axes, way, name in zip((there, back), ways, names, strict=True):
        _draw_bars(axes, way, tallest)
        axes.set_title(name, loc="left", fontweight="bold", fontsize=10)
        axes.set_ylabel(f"{series.count}\n← conflict   cooperation →", fontsize=8)
    _draw_lines(scale, ways, names)
    _mark_periods(scale, ways[0], series.by)
    if titled:
        figure.suptitle(title_series(series), fontsize=11)
    handles, labels = there.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
    return figure


def _sum(period: Period, sign: int) -> int:
    return sum(getattr(period, field) for field, *_, side in BARS if side == sign)


def _draw_bars(axes: "Axes", way: Sequence[Period], tallest: int) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    places = range(len(way))
    edge = 0.3 if len(way) <= MANY else 0.0
    base = {1: [0] * len(way), -1: [0] * len(way)}
    for field, label, colour, hatch, sign in BARS:
        heights = [sign * getattr(period, field) for period in way]
        axes.bar(
            places,
            heights,
            bottom=base[sign],
            width=0.85,
            color=colour,
            hatch=hatch,
            edgecolor="#333333",
            linewidth=edge,
            label=label,
        )
        base[sign] = [b + h for b, h in zip(base[sign], heights, strict=True)]
    axes.axhline(0, color="#333333", linewidth=0.8, zorder=3)
    axes.set_ylim(-tallest * 1.08, tallest * 1.08)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):g}"))
    _tidy(axes)


def _draw_lines(axes: "Axes", ways: Sequence[Sequence[Period]], names: Sequence[str]) -> None:
    """Mean scale by period; where there is nothing the line is broken, for no event has no mean."""
    for way, name, (colour, line, mark) in zip(ways, names, _LINES, strict=True):
        means = [float("nan") if p.mean_scale is None else p.mean_scale for p in way]
        size = 3.5 if len(way) <= MANY else 1.0
        axes.plot(
            range(len(way)),
            means,
            color=colour,
            linestyle=line,
            linewidth=1.2,
            marker=mark,
            markersize=size,
            label=name,
        )
    axes.axhline(0, color="#333333", linewidth=0.8, zorder=3)
    axes.set_ylim(-10.5, 10.5)
    axes.set_yticks((-10, -5, 0, 5, 10))
    axes.set_ylabel("mean event scale", fontsize=8)
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=8, borderaxespad=0.1)
    _tidy(axes)


def _tidy(axes: "Axes") -> None:
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _mark_periods(axes: "Axes", way: Sequence[Period], by: str) -> None:
    """As many names of periods as there is room for."""
    step = max(1, -(-len(way) // (12 if by in ("month", "quarter", "year") else 9)))
    shown = range(0, len(way), step)
    axes.set_xticks(list(shown), [name_period(way[place], by) for place in shown])
    # A single period is no bar across the whole picture.
    spare = max(0, 5 - len(way)) / 2
    axes.set_xlim(-0.7 - spare, len(way) - 0.3 + spare)


def name_period(period: Period, by: str) -> str:
    """A period as a person writes it: 2020-03, 2020 Q2, 2020, or its first day."""
    day = period.period
    if by == "month":
        return f"{day:%Y-%m}"
    if by == "quarter":
        return f"{day:%Y} Q{(day.month - 1) // 3 + 1}"
    return f"{day:%Y}" if by == "year" else day.isoformat()


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; color: #1a1a1a; background: #fff; }}
h1 {{ font-size: 1.5rem; }}
svg {{ width: 100%; height: auto; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
caption {{ text-align: left; padding: .6rem 0; }}
th, td {{ padding: .15rem .6rem; text-align: right; border-bottom: 1px solid #ddd; }}
th:first-child, td:first-child {{ text-align: left; white-space: nowrap; }}
thead th {{ border-bottom: 2px solid #333; vertical-align: bottom; }}
</style>
</head>
<body>
<h1>{title}</h1>
<figure style="margin:0" role="img" aria-label="{title}: the numbers are in the table below">
{picture}
</figure>
<table>
<caption>{caption}</caption>
<thead><tr><th scope="col">{by}</th>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def _to_page(series: DyadSeries) -> bytes:
    svg = _to_svg(series, titled=False).decode("utf-8")
    both, there, back = (series.follow(direction) for direction in series.directions)
    heads = [label for _, label, *_ in BARS]
    heads += ["mean scale", f"{series.first} → {series.second}", f"{series.second} → {series.first}"]
    rows = []
    for all_, one, other in zip(both, there, back, strict=True):
        mean = "" if all_.mean_scale is None else f"{all_.mean_scale:.2f}"
        cells = [*(getattr(all_, field) for field, *_ in BARS), mean, one.total, other.total]
        name = escape(name_period(all_, series.by))
        rows.append(f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>')
    undated = f" {series.undated} more have no day." if series.undated else ""
    page = _PAGE.format(
        title=escape(title_series(series)),
        picture=svg[svg.index("<svg") :],
        caption=f"Number of {series.count} between {series.first} and {series.second}, both ways together; the last two columns count each way.{undated}",
        by=series.by,
        heads="".join(f'<th scope="col">{escape(head)}</th>' for head in heads),
        rows="\n".join(rows),
    )
    return page.encode("utf-8")
