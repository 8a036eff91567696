"""An event or a happening comes in; its outline, what the older formats ask of either, goes out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import islice, permutations, product
from typing import TypeAlias

from dragoman.ask.values import MUTUAL
from dragoman.export.crosswalk import pick_cameo
from dragoman.export.words import shorten, tell_entities
from dragoman.record.document import CiteInfo
from dragoman.record.event import Event
from dragoman.record.happening import Happening
from dragoman.record.mention import Actor

Record: TypeAlias = Event | Happening
# A double holds every whole number below 2**53, so R, JSON and spreadsheets keep the ids made here.
ID_BITS = 53
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What goes beside the records: into an exporter, what is known of reports by their id; out of it, what it left out.

    `left_out` counts records by the reason why the format cannot hold them.
    """

    cites: Mapping[str, CiteInfo] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A record as the older formats see it, whether one report tells it or many.

    `report` is the first report that tells it, `cite` what is known of that report, `sentence` the sentence in it
    counted from 0 (None for a happening), `reported` the day on which it came out; `mentions`, `sources` and
    `articles` count tellings, independent sources and reports.
    """

    record: Record
    cameo: str
    report: str | None
    cite: CiteInfo
    sentence: int | None
    reported: date | None
    mentions: int
    sources: int
    articles: int


def draw_outline(record: Record, cites: Mapping[str, CiteInfo]) -> Outline:
    """See a record as the older formats do; `cites` tells of a happening's reports (an event brings its own)."""
    if isinstance(record, Event):
        return Outline(
            record=record,
            cameo=record.cameo,
            report=record.document,
            cite=record.cite_info,
            sentence=record.sentence.sequence,
            reported=record.cite_info.published,
            mentions=1,
            sources=1,
            articles=1,
        )
    known = [(cites[report], report) for report in record.reports if report in cites]
    cite, report = min(known, key=lambda pair: (pair[0].published or date.max, pair[1]), default=(CiteInfo(), None))
    return Outline(
        record=record,
        cameo=pick_cameo(record.event, record.mode, record.context),
        report=report or next(iter(record.reports), None),
        cite=cite,
        sentence=None,
        reported=record.first_reported,
        mentions=len(record.events),
        sources=record.independent_sources,
        articles=len(record.reports),
    )


def follow_cites(
    happenings: Iterable[Happening],
    look_up: Callable[[Collection[str]], Mapping[str, CiteInfo]],
    cites: MutableMapping[str, CiteInfo],
) -> Iterator[Happening]:
    """Pass happenings on and keep `cites` at what is known of the reports of those that pass, some hundred at a time.

    So an exporter has the citations at hand, and memory holds those of few reports, not of an archive.
    """
    rest = iter(happenings)
    while batch := list(islice(rest, _AT_A_TIME)):
        cites.clear()
        cites.update(look_up({report for happening in batch for report in happening.reports}))
        yield from batch


def list_pairs(record: Record) -> Iterator[tuple[Actor | None, Actor | None]]:
    """Who acted on whom, a pair each: every actor with every recipient; None stands for nobody known.

    A meeting of several with no recipient gives each of them with each other one, both ways.
    """
    if record.event == MUTUAL and len(record.actor) > 1 and not record.recipient:
        yield from permutations(record.actor, 2)
    else:
        yield from product(record.actor or (None,), record.recipient or (None,))


def title_record(record: Record) -> str:
    """The record in a few words, for a label: who, what, to whom, and its status where it is not plain fact."""
    mode = f" ({record.mode})" if record.mode else ""
    status = "" if record.status == "actual" else f" [{record.status}]"
    whom = f" → {tell_entities(record.recipient)}" if record.recipient else ""
    what = f": {shorten(record.content.text, 60)}" if record.content else ""
    return f"{tell_entities(record.actor) or 'someone not named'} — {record.event}{mode}{status}{whom}{what}"


def make_number(*parts: object) -> int:
    """A stable whole number below 2**53 for the formats whose ids are numbers: the same parts, the same number."""
    digest = sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - ID_BITS)


def encode_tabs(cells: tuple[object, ...]) -> bytes:
    """One line of a tab-separated file without quotes: None is empty, tabs and line ends within a cell become blanks."""
    words = ("" if cell is None else " ".join(str(cell).split()) for cell in cells)
    return "\t".join(words).encode("utf-8", "replace") + b"\n"
