"""A Query comes in; commitments, as they stand today or stood on a day, and the sayings behind each, go out."""

from datetime import date
from typing import Any

from dragoman.archive import Archive
from dragoman.ask.answer import Key, read_cursor, write_cursor
from dragoman.ask.commitments import Ledger, make_ledger_table, pick_commitments
from dragoman.ask.filters import ORDERS, make_filter
from dragoman.ask.values import read_until
from dragoman.errors import UsageError
from dragoman.export.cells import FLAT
from dragoman.record.commitment import Commitment
from dragoman.serve.rest.forms import TABLES, Sheet
from dragoman.serve.rest.lists import COUNT
from dragoman.serve.rest.records import LedgerPage, Saying, Whole
from dragoman.serve.rest.resource import Resource
from dragoman.serve.rest.words import DAY, PAGE, TEXT, Query, Word

CURSOR = Word(name="cursor", meaning="Go on after the page that told this cursor.", schema=TEXT)
_ID = Word(name="id", meaning="The id of the commitment.", schema={"type": "string"}, step=True)
_AS_OF = Word(
    name="as_of",
    meaning="The ledger as it stood at the end of this day; without it, as it stands today.",
    schema=DAY,
    read=read_until,
)
_KEY = (Key("id"),)


def find_day(query: Query) -> date:
    """As of which day the ledger is wanted: `as_of`, or today."""
    given = query.own.get("as_of") or query.filters.get("as_of")
    return read_until("as_of", given) if given else query.today


def list_commitments(
    archive: Archive, query: Query, usual: str = ORDERS["commitments"][0]
) -> tuple[list[Commitment], list[Commitment], str | None]:
    """All commitments that the filters admit, those of this page, and where the next page begins; `usual` is the order of who names none.

    Raises:
        UsageError: a wrong value, or a cursor that no page told.
    """
    limit, order = query.limit, query.filters.get("order", usual)
    if query.form in ("json", "atom"):
        limit = limit or PAGE
    wanted = make_filter("commitments", {**query.filters, "order": order, "limit": None})
    found = pick_commitments(archive, get_ledger(query), wanted)
    first = _find_place(found, query.own.get("cursor"), order)
    page = found[first:] if limit is None else found[first : first + limit]
    more = first + len(page) < len(found)
    return found, page, write_cursor(order, [page[-1].id]) if more else None


def get_ledger(query: Query) -> Ledger:
    """The ledger that the query bears."""
    assert query.standing is not None, "the resource says that it needs none"
    return query.standing.ledger


def _find_place(found: list[Commitment], cursor: str | None, order: str) -> int:
    if cursor is None:
        return 0
    (last,) = read_cursor(cursor, order, _KEY)
    for number, commitment in enumerate(found):
        if commitment.id == last:
            return number + 1
    raise UsageError("cursor: the commitment at which it stood is no longer among these; begin again without it")


def _answer_list(archive: Archive, query: Query) -> Any:
    found, page, cursor = list_commitments(archive, query)
    if query.form == "json" and query.standing is not None:
        ledger = query.standing.ledger
        return LedgerPage(
            rows=page,
            cursor=cursor,
            count=len(found) if query.own["count"] else None,
            hints=[] if found else archive.hints(make_filter("commitments", query.filters)),
            as_of=ledger.as_of,
            since=ledger.since,
            fresh=query.standing.fresh,
        )
    columns, flatten = FLAT["commitments"]
    return Sheet(
        name="commitments",
        records=page,
        columns=columns,
        flatten=flatten,
        tables=lambda: [make_ledger_table(page)],
        cursor=lambda: cursor,
    )


def _find_one(archive: Archive, query: Query) -> Commitment | None:  # noqa: ARG001 - one signature
    return next((c for c in get_ledger(query).entries if c.id == query.steps["id"]), None)


def _find_sayings(archive: Archive, query: Query) -> Whole[Saying] | None:
    commitment = _find_one(archive, query)
    if commitment is None:
        return None
    told = sorted(
        archive.tellings(commitment.events).values(),
        key=lambda t: (t.published or date.max, t.event.document, t.event.id),
    )
    return Whole(
        rows=[
            Saying(
                event=t.event.id,
                document=t.event.document,
                publication=t.event.cite_info.publication,
                published=t.published,
                sentence=t.sentence,
            )
            for t in told
        ]
    )


RESOURCES = (
    Resource(
        path="/commitments",
        name="list_commitments",
        group="lists",
        summary="Commitments: what was promised, demanded, threatened or refused, and what came of it.",
        question="commitments",
        own=(CURSOR, COUNT),
        forms=TABLES,
        gives=LedgerPage,
        answer=_answer_list,
        ledger=find_day,
    ),
    Resource(
        path="/commitments/{id}",
        name="get_commitment",
        group="one by its id",
        summary="One commitment, with the history of its states.",
        own=(_ID, _AS_OF),
        gives=Commitment,
        answer=_find_one,
        ledger=find_day,
    ),
    Resource(
        path="/commitments/{id}/evidence",
        name="list_commitment_evidence",
        group="what is behind it",
        summary="The sentences that made a commitment and show what came of it, earliest first.",
        own=(_ID, _AS_OF),
        gives=Whole[Saying],
        answer=_find_sayings,
        ledger=find_day,
    ),
)
