"""A drawn figure comes in; the bytes of an SVG or PNG go out, the same for the same figure on every run."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Friendly and hostile, as blue and vermilion of Okabe and Ito: told apart by the colour-blind. In print they differ by the line
# besides: whole and broken.
FRIENDLY, HOSTILE = ("#0072b2", "-"), ("#c04a00", (0, (4, 2)))
FORMS = ("svg", "png")
_LOOK = {"svg.hashsalt": "dragoman", "font.family": "DejaVu Sans", "font.size": 9, "hatch.linewidth": 0.6}
_OPTIONS: dict[str, dict[str, Any]] = {
    "svg": {"metadata": {"Date": None, "Creator": None}},
    "png": {"metadata": {"Software": None}, "dpi": 160},
}


def make_plate(draw: Callable[[], "Figure"], form: str) -> bytes:
    """What `draw` draws, as svg or png; raises UsageError for another form."""
    if form not in FORMS:
        raise UsageError(f"plot: {form!r} is no picture; name a file that ends in .{' or .'.join(FORMS)}")
    import matplotlib as mpl

    with mpl.rc_context(_LOOK):
        buffer = io.BytesIO()
        draw().savefig(buffer, format=form, **_OPTIONS[form])
    return buffer.getvalue()


def make_inline(draw: Callable[[], "Figure"]) -> str:
    """What `draw` draws, as an SVG element to stand in a page."""
    svg = make_plate(draw, "svg").decode("utf-8")
    return svg[svg.index("<svg") :]
