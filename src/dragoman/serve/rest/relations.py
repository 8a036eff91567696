"""A Query comes in; what is asked of happenings taken together goes out: a dyad's series, relations, ties, profiles, networks, storylines."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import msgspec

from dragoman.archive import Archive
from dragoman.ask.dyads import PERIODS, DyadSeries, Period
from dragoman.ask.filters import make_filter
from dragoman.ask.values import Who, read_choice, read_until, read_who, read_whole
from dragoman.errors import UsageError
from dragoman.export.cells import flatten_record
from dragoman.export.network import list_rows, make_edge_table
from dragoman.export.storylines import list_stories, make_story_table
from dragoman.relations.network import NODES, Edge, Network
from dragoman.relations.profile import Profile, Tie
from dragoman.relations.questions import ask_network, ask_profile, count_involved
from dragoman.relations.relate import Relation
from dragoman.relations.stories import GAP, Story
from dragoman.serve.rest.forms import TABLES, Sheet
from dragoman.serve.rest.ledger import find_day, get_ledger
from dragoman.serve.rest.records import Page, Storyline, Whole
from dragoman.serve.rest.resource import Resource
from dragoman.serve.rest.words import CODE, DAY, MOST, PAGE, WHO, WHOLE, Query, Word, one_of, read_limit

# What is made of happenings reads them all: so many take some seconds.
MOST_HAPPENINGS = 20_000
# Groups and balance of so many ties take some seconds too.
MOST_TIES = 5_000
# The search for turns grows with the square of the periods in which there is something.
MOST_DAYS = 4_000


def _whole(name: str, meaning: str, usual: int, least: int = 1) -> Word:
    schema = {**WHOLE, "minimum": least, "maximum": 100_000}
    return Word(name=name, meaning=meaning, schema=schema, usual=usual, read=_read_small)


def _read_small(name: str, value: str) -> int:
    number = 0 if name == "gap" and value.strip() == "0" else read_whole(name, value)
    if number > 100_000:
        raise UsageError(f"{name}: {number} is more than 100000")
    return number


def _party(name: str, meaning: str) -> Word:
    return Word(name=name, meaning=meaning, schema=WHO, step=True)


_FIRST = _party("first", "Who: a code (EGY), code and sector (EGY:MIL) or a name.")
_SECOND = _party("second", "With whom: as `first`.")
_CODES = tuple(
    Word(name=name, meaning=meaning, schema=CODE, step=True)
    for name, meaning in (
        ("first", "The code of a country or body; a country's name will do too."),
        ("second", "That of another one."),
    )
)
_PERIOD = Word(
    name="by",
    meaning="The length of a period: day, week (from Monday), month, quarter or year.",
    schema=one_of(PERIODS),
    read=read_choice("period", lambda: PERIODS),
    usual="month",
)
_COUNTED = Word(
    name="count",
    meaning="What is counted: happenings, or events (each report's own word, so that what many tell weighs more).",
    schema=one_of(("happenings", "events")),
    usual="happenings",
)
_NODE = Word(
    name="by",
    meaning="What a node is: state or actor.",
    schema=one_of(NODES),
    read=read_choice("kind of node", lambda: list(NODES)),
    usual="state",
)
_AS_OF = Word(
    name="as_of",
    meaning="As it stood on this day; without it, on the day of the last report.",
    schema=DAY,
    read=read_until,
)
_ACTOR = Word(
    name="actor",
    meaning="In which this party has part: a code, code and sector, or a name.",
    schema=WHO,
    many=True,
    usual=(),
)
_LIMIT = Word(
    name="limit",
    meaning=f"At most so many storylines. JSON shows {PAGE} unless it says otherwise; the other forms are whole unless it does.",
    schema={**WHOLE, "maximum": MOST},
    read=read_limit,
)


def check_size(archive: Archive, query: Query, whom: Sequence[Who] = ()) -> int:
    """About how many happenings a question reads; raises UsageError where they are more than MOST_HAPPENINGS."""
    number = count_involved(archive, make_filter("dyad", query.filters), whom)
    if number > MOST_HAPPENINGS:
        raise UsageError(
            f"since: this takes in {number:,} happenings, and {MOST_HAPPENINGS:,} can be answered at a time;"
            " narrow it with since and until, type or source"
        )
    return number


def _find_dyad(archive: Archive, query: Query) -> Any:
    first, second = query.steps["first"], query.steps["second"]
    series = archive.dyad(first, second, by=query.own["by"], count=query.own["count"], **query.filters)
    if query.form == "json":
        return series
    return Sheet(
        name=f"dyad-{series.first}-{series.second}",
        records=series.periods,
        columns=tuple(f.name for f in fields(Period)),
        flatten=flatten_record,
        tables=lambda: [series.table],
    )


def _find_relation(archive: Archive, query: Query) -> Relation:
    first, second = query.steps["first"], query.steps["second"]
    number = check_size(archive, query, [read_who("first", first), read_who("second", second)])
    if query.own["by"] == "day" and number > MOST_DAYS:
        raise UsageError(f"by: {number:,} happenings are too many to look for turns day by day; take weeks or months")
    return archive.relation(first, second, by=query.own["by"], **query.filters)


def _find_ties(archive: Archive, query: Query) -> Whole[Tie]:
    check_size(archive, query, [read_who("first", query.steps["first"])])
    return Whole(rows=archive.ties(query.steps["first"], **query.filters))


def _find_profile(archive: Archive, query: Query) -> Profile | None:
    check_size(archive, query, [read_who("name", query.steps["name"])])
    wanted = make_filter("dyad", query.filters)
    return ask_profile(archive, query.steps["name"], wanted, as_of=query.own["as_of"], ledger=get_ledger(query))


def _find_network(archive: Archive, query: Query) -> Any:
    wanted = make_filter("dyad", query.filters)
    network = ask_network(archive, wanted, by=query.own["by"], least=query.own["least"], most=MOST_TIES)
    if query.form == "json":
        return network
    return Sheet(
        name="network",
        records=list_rows(network),
        columns=("first", "second", "kind", *(f.name for f in fields(Edge) if f.name not in ("first", "second"))),
        flatten=lambda row: row,
        tables=lambda: [make_edge_table(network)],
    )


def _link_stories(archive: Archive, query: Query) -> list[Story]:
    own = query.own
    check_size(archive, query, [read_who("actor", name) for name in own["actor"]])
    return archive.stories(actor=own["actor"], least=own["least"], gap=own["gap"], **query.filters)


def _list_stories(archive: Archive, query: Query) -> Any:
    found, limit = _link_stories(archive, query), query.own["limit"]
    if query.form == "json":
        page = found[: limit or PAGE]
        rows = [msgspec.convert(row, Storyline) for row in list_stories(page)]
        return Page(rows=rows, count=len(found))
    page = found[:limit]
    return Sheet(
        name="stories",
        records=list_stories(page),
        columns=tuple(Storyline.__struct_fields__),
        flatten=lambda row: {n: "; ".join(v) if isinstance(v, list) else v for n, v in row.items()},
        tables=lambda: [make_story_table(page)],
    )


def _find_story(archive: Archive, query: Query) -> Story | None:
    return next((story for story in _link_stories(archive, query) if story.id == query.steps["id"]), None)


def _ask(path: str, name: str, summary: str, gives: Any, own: tuple[Word, ...], answer: Any, **more: Any) -> Resource:
    return Resource(
        path=path,
        name=name,
        group="taken together",
        summary=summary,
        question="dyad",
        gives=gives,
        own=own,
        answer=answer,
        **more,
    )


_STORY = (
    _ACTOR,
    _whole("least", "How many happenings make a storyline.", 2),
    _whole("gap", "How many days may lie between two that are linked.", GAP, least=0),
)
_TOOK_PLACE = "Without `status` only what took place (`actual`) counts."
_MOST = f"At most {MOST_HAPPENINGS:,} happenings are taken in."

RESOURCES = (
    _ask(
        "/dyads/{first}/{second}", "get_dyad",
        "How two countries or bodies dealt with each other, period by period: counts by quad class, and the mean scale.",
        DyadSeries, (*_CODES, _PERIOD, _COUNTED), _find_dyad, more=_TOOK_PLACE, forms=TABLES,
    ),
    _ask(
        "/relations/{first}", "list_ties", "With whom a party stands how, strongest first.",
        Whole[Tie], (_FIRST,), _find_ties, more=f"{_TOOK_PLACE} {_MOST}",
    ),
    _ask(
        "/relations/{first}/{second}", "get_relation",
        "All that is told of two parties: what each did, where it turned, who else had part in it, in words.",
        Relation, (_FIRST, _SECOND, _PERIOD), _find_relation, more=f"{_TOOK_PLACE} {_MOST}",
    ),
    _ask(
        "/profiles/{name}", "get_profile", "Who somebody is: names, offices, ties, latest deeds, open commitments.",
        Profile, (_party("name", "Who: a code (EGY), code and sector (EGY:MIL) or a name."), _AS_OF), _find_profile,
        more=f"{_TOOK_PLACE} {_MOST} Commitments stand as they do on that day, or today.", ledger=find_day,
    ),
    _ask(
        "/network", "get_network", "Who is how with whom: ties, groups, and the balance of the whole.",
        Network, (_NODE, _whole("least", "How many happenings make a tie.", 1)), _find_network,
        more=f"{_TOOK_PLACE} At most {MOST_TIES:,} ties are taken in. The forms other than JSON hold the ties.", forms=TABLES,
    ),
    _ask(
        "/stories", "list_stories", "Happenings linked into storylines, latest first.",
        Page[Storyline], (*_STORY, _LIMIT), _list_stories, more=f"{_TOOK_PLACE} {_MOST}", forms=TABLES,
    ),
    _ask(
        "/stories/{id}", "get_story", "One storyline with its happenings.",
        Story, (Word(name="id", meaning="The id of the storyline.", schema={"type": "string"}, step=True), *_STORY), _find_story,
        more="A storyline is made of the happenings that the filters admit: give those of the list in which it stood.",
    ),
)  # fmt: skip
