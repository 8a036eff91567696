"""A Query comes in; the lists of an archive, page by page, and each of their records by its id, go out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.archive import Archive
from dragoman.ask.happenings import Evidence
from dragoman.ask.kinds import KeptReport, KnownActor, KnownPlace
from dragoman.ask.single import Kin
from dragoman.ask.values import read_choice, read_whole
from dragoman.errors import UsageError
from dragoman.export.cells import FLAT
from dragoman.export.marks import cut_pieces
from dragoman.record.event import Event
from dragoman.record.fault import Fault
from dragoman.record.happening import Happening
from dragoman.serve.rest.forms import TABLES, Sheet
from dragoman.serve.rest.records import EventEvidence, Page, Piece, Whole
from dragoman.serve.rest.resource import Resource
from dragoman.serve.rest.words import PAGE, Query, Word

# A file holds so many rows at most: more would be cut off, and who has the file would not know. `dragoman export` has no such end.
MOST_ROWS = 100_000
_FLAGS = {"true": True, "false": False}
_read_flag = read_choice("answer: true or false", lambda: _FLAGS)

COUNT = Word(
    name="count",
    meaning="Whether `count` is to tell how many rows there are on all pages; it takes a second look at the archive.",
    schema={"type": "boolean"},
    read=lambda name, value: _FLAGS[_read_flag(name, value)],
    usual=False,
)


@dataclass(frozen=True, slots=True)
class _List:
    """A list: what a row is, in words and as a type."""

    kind: type[Any]
    summary: str


LISTS: Mapping[str, _List] = {
    "events": _List(Event, "Events: each one report's word for what happened"),
    "happenings": _List(Happening, "Happenings: what one or more reports tell, each once"),
    "actors": _List(KnownActor, "Actors: who acts or is acted upon, each once over all reports"),
    "places": _List(KnownPlace, "Places where events were, each once"),
    "reports": _List(KeptReport, "Reports, with their texts"),
    "faults": _List(Fault, "Faults: what could not be read or coded, and why"),
}


def _answer_list(question: str) -> Callable[[Archive, Query], Any]:
    def answer(archive: Archive, query: Query) -> Any:
        limit = query.limit
        if query.form == "json":
            limit = limit or PAGE
        found = getattr(archive, question)(**{**query.filters, "limit": limit})
        if query.form == "json":
            rows = list(found)
            return Page(
                rows=rows,
                cursor=found.cursor,
                count=found.count() if query.own["count"] else None,
                hints=[] if rows or "cursor" in query.filters else archive.hints(found.filter),
            )
        if limit is None and (number := found.count()) > MOST_ROWS:
            raise UsageError(
                f"limit: these are {number:,} rows, and a file holds {MOST_ROWS:,} at most; narrow the question, or take it page by page"
            )
        columns, flatten = FLAT[question]
        return Sheet(
            name=question,
            records=found,
            columns=columns,
            flatten=flatten,
            tables=found.pages,
            cursor=lambda: found.cursor,
        )

    return answer


def _id_of(thing: str) -> Word:
    return Word(name="id", meaning=f"The id of the {thing}.", schema={"type": "string"}, step=True)


def _find_evidence(archive: Archive, query: Query) -> EventEvidence | None:
    event = archive.event(query.steps["id"])
    report = archive.report(event.document) if event else None
    if event is None or report is None:
        return None
    start, end = event.sentence.start, event.sentence.end
    return EventEvidence(
        event=event.id,
        document=report.id,
        title=report.title,
        publication=report.publication,
        published=report.published,
        url=report.url,
        sentence=report.text[start:end],
        start=start,
        end=end,
        pieces=[
            Piece(text=p.text, part=p.part, start=p.start, end=p.end)
            for p in cut_pieces(report.text, start, end, [event])
        ],
    )


def _find_tellings(archive: Archive, query: Query) -> Whole[Any] | None:
    happening = archive.happening(query.steps["id"])
    return Whole(rows=list(archive.evidence([happening])[happening.id])) if happening else None


def _find_told(archive: Archive, query: Query) -> Whole[Event] | None:
    report = query.steps["id"]
    return Whole(rows=list(archive.told(report))) if archive.report(report) else None


def _find_kin(archive: Archive, query: Query) -> Whole[Kin] | None:
    report = query.steps["id"]
    return Whole(rows=archive.kin(report)) if archive.report(report) else None


def _list(question: str) -> Resource:
    known = LISTS[question]
    return Resource(
        path=f"/{question}",
        name=f"list_{question}",
        group="lists",
        summary=f"{known.summary}.",
        question=question,
        own=(COUNT,),
        forms=TABLES,
        gives=Page[known.kind],  # type: ignore[name-defined]
        answer=_answer_list(question),
    )


def _one(path: str, name: str, thing: str, gives: Any, summary: str, find: Callable[[Archive, Any], Any]) -> Resource:
    return Resource(
        path=path,
        name=name,
        group="one by its id",
        summary=summary,
        own=(_id_of(thing),),
        gives=gives,
        answer=lambda archive, query: find(archive, query.steps["id"]),
    )


def _behind(
    path: str, name: str, thing: str, gives: Any, summary: str, find: Callable[[Archive, Query], Any]
) -> Resource:
    return Resource(
        path=path, name=name, group="what is behind it", summary=summary, own=(_id_of(thing),), gives=gives, answer=find
    )


_GEONAMEID = Word(
    name="geonameid",
    meaning="The number of the place in GeoNames.",
    schema={"type": "integer", "minimum": 1, "maximum": 999_999_999_999},
    read=read_whole,
    step=True,
)

RESOURCES = (
    *(_list(question) for question in LISTS),
    _one("/events/{id}", "get_event", "event", Event, "One event.", Archive.event),
    _behind(
        "/events/{id}/evidence", "get_event_evidence", "event", EventEvidence,
        "The sentence that tells an event, cut into the parts that it plays.", _find_evidence,
    ),
    _one("/happenings/{id}", "get_happening", "happening", Happening, "One happening.", Archive.happening),
    _behind(
        "/happenings/{id}/evidence", "list_happening_evidence", "happening", Whole[Evidence],
        "The sentences that tell a happening, earliest first.", _find_tellings,
    ),
    _one("/actors/{id}", "get_actor", "actor", KnownActor, "One actor.", Archive.actor),
    Resource(
        path="/places/{geonameid}",
        name="get_place",
        group="one by its id",
        summary="One place.",
        own=(_GEONAMEID,),
        gives=KnownPlace,
        answer=lambda archive, query: archive.place(query.steps["geonameid"]),
    ),
    # Ids of reports are what their sources say, and may hold a slash; so what hangs on a report is looked for before the report.
    _behind(
        "/reports/{id:path}/events", "list_report_events", "report", Whole[Event],
        "The events of a report, as it tells them.", _find_told,
    ),
    _behind(
        "/reports/{id:path}/kin", "list_report_kin", "report", Whole[Kin],
        "The other reports that go back to the same text.", _find_kin,
    ),
    _one("/reports/{id:path}", "get_report", "report", KeptReport, "One report, with its text.", Archive.report),
)  # fmt: skip
