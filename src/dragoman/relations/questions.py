"""An archive and a Filter come in; relations, ties, profiles, networks and storylines go out: what is asked of happenings taken together.

Each question fetches the happenings that it needs and hands them to a pure function of this room. Without a status only what took
place (`actual`) counts. `archive` is whatever answers SELECTs (ask.answer.Rows).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.ask.actors import ask_actors
from dragoman.ask.answer import Answer, Rows
from dragoman.ask.commitments import Ledger, ask_commitments, pick_commitments
from dragoman.ask.dyads import PERIODS
from dragoman.ask.filters import Filter
from dragoman.ask.happenings import ask_happenings
from dragoman.ask.ledger import read_tellings
from dragoman.ask.pairs import ask_pairs
from dragoman.ask.values import Who, read_choice, read_who
from dragoman.errors import UsageError
from dragoman.record.happening import Happening, Telling
from dragoman.relations.network import NODES, Network, link_pairs
from dragoman.relations.parties import Party, make_party
from dragoman.relations.profile import Profile, Tie, make_profile, weigh_ties
from dragoman.relations.relate import Relation, relate_parties
from dragoman.relations.stories import GAP, Story, link_stories

_read_period = read_choice("period", lambda: PERIODS)
_read_nodes = read_choice("kind of node", lambda: list(NODES))


def ask_relation(archive: Rows, first: str, second: str, wanted: Filter, *, by: str = "month") -> Relation:
    """All that is told of two parties.

    Args:
        archive: what answers.
        first, second: codes (EGY), codes and sectors (EGY:MIL) or names.
        wanted: which happenings count.
        by: the length of a period: day, week, month, quarter or year.

    Raises:
        UsageError: a party or period that there is not, or twice the same party.
    """
    by = _read_period("by", by)
    one, other = read_party(archive, "first", first), read_party(archive, "second", second)
    if one == other:
        raise UsageError(f"second: {second!r} is the same as the first; a relation has two sides")
    found = list_involved(archive, wanted, [read_who("first", first), read_who("second", second)])
    told = fetch_tellings(archive, found)
    return relate_parties(found, told, one, other, by, wanted.since, wanted.until)


def ask_ties(archive: Rows, name: str, wanted: Filter) -> list[Tie]:
    """With whom a party stands how, strongest first, as of the day of the last report that tells of it; raises as `ask_relation`."""
    party = read_party(archive, "first", name)
    found = list_involved(archive, wanted, [read_who("first", name)])
    return weigh_ties(party, found, _find_last_day(found))


def ask_profile(
    archive: Rows, name: str, wanted: Filter, *, as_of: date | None = None, ledger: Ledger | None = None
) -> Profile | None:
    """Who somebody is, as it stood on a day (that of the last report by default); None for who takes part in nothing.

    `ledger` is the ledger of that day, if it is at hand: to make it takes long.

    Raises:
        UsageError: no name and no code.
    """
    party = read_party(archive, "name", name)
    found = list_involved(archive, wanted, [read_who("name", name)])
    if not found:
        return None
    day = as_of or _find_last_day(found)
    commitments = pick_commitments(archive, ledger, Filter()) if ledger else ask_commitments(archive, Filter(as_of=day))
    return make_profile(party, found, fetch_tellings(archive, found), commitments, day)


def ask_network(archive: Rows, wanted: Filter, *, by: str = "state", least: int = 1, most: int = 1_000_000) -> Network:
    """Who is how with whom: ties of at least so many happenings among states, or among actors.

    Raises:
        UsageError: another `by` than state or actor; or there are more than `most` ties.
    """
    by = _read_nodes("by", by)
    pairs, ties = ask_pairs(archive, _only_actual(wanted), by, least, most)
    if ties > most:
        raise UsageError(
            f"least: there are {ties:,} ties of so many happenings, and {most:,} can be drawn together;"
            " ask for ties of more happenings, or narrow the question"
        )
    return link_pairs(pairs, by)


def ask_stories(
    archive: Rows, wanted: Filter, *, actor: Sequence[str] = (), least: int = 2, gap: int = GAP
) -> list[Story]:
    """Storylines, latest first (`link_stories`); with `actor` only of happenings in which one of these has part.

    Raises:
        UsageError: no name and no code.
    """
    whom = [read_who("actor", name) for name in actor]
    found = list_involved(archive, wanted, whom) if whom else list(list_admitted(archive, wanted))
    return link_stories(found, fetch_tellings(archive, found), least, gap)


def read_party(archive: Rows, field: str, text: str) -> Party:
    """The party that a person means, with the names under which the archive knows it; `field` names it in an error."""
    who = read_who(field, text)
    return make_party(who, ask_actors(archive, Filter(actor=(who,))) if who.name else ())


def list_admitted(archive: Rows, wanted: Filter) -> Answer[Happening]:
    """The happenings that the filter admits."""
    return ask_happenings(archive, _only_actual(wanted))


def _only_actual(wanted: Filter) -> Filter:
    return wanted if wanted.status else replace(wanted, status=("actual",))


def list_involved(archive: Rows, wanted: Filter, whom: Sequence[Who]) -> list[Happening]:
    """The happenings that the filter admits and in which one of these takes part on either side, each once."""
    return list({h.id: h for side in _split_sides(archive, wanted, whom) for h in side}.values())


def count_involved(archive: Rows, wanted: Filter, whom: Sequence[Who]) -> int:
    """About how many happenings `list_involved` fetches, or `list_admitted` where `whom` is empty; one on both sides counts twice."""
    sides = _split_sides(archive, wanted, whom) if whom else (list_admitted(archive, wanted),)
    return sum(side.count() for side in sides)


def _split_sides(archive: Rows, wanted: Filter, whom: Sequence[Who]) -> tuple[Answer[Happening], Answer[Happening]]:
    parties = tuple(whom)
    return (
        list_admitted(archive, replace(wanted, actor=parties)),
        list_admitted(archive, replace(wanted, recipient=parties)),
    )


def fetch_tellings(archive: Rows, happenings: Iterable[Happening]) -> dict[str, Telling]:
    """The tellings of some happenings, by event id."""
    return read_tellings(archive, sorted({event for happening in happenings for event in happening.events}))


def _find_last_day(happenings: Iterable[Happening]) -> date:
    """The day of the last report that tells any of them; the first of all days where none has one."""
    return max((h.last_reported for h in happenings if h.last_reported), default=date.min)
