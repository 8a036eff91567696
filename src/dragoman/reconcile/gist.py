"""A telling comes in; its Gist goes out: what it says, in a form in which two tellings can be compared quickly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.reconcile.when import MUTUAL, When, tell_when
from dragoman.reconcile.words import cut_words, find_numbers, pick_stems, sounds_again
from dragoman.record.event import Event
from dragoman.record.happening import Telling
from dragoman.record.mention import Actor, Place

# Codes of PLOVER that name no country: an "IMG" of one report may be the group that another gives a country.
LOOSE_CODES = frozenset({"IMG", "ISM", "IGO", "NGO", "MNC"})
# Sectors that act for a state; the rest of a country's sectors are its people and the state's opponents.
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act: countries, names and offices (folded) of those on it, and whether they act for a state.

    `persons` are the surnames of those whom the report itself names.
    """

    codes: frozenset[str]
    names: frozenset[str]
    persons: frozenset[str]
    offices: frozenset[str]
    state: frozenset[bool]


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """What a telling says. `order` sorts tellings the same way whatever the order in which they came.

    `echo` is the same for tellings that copies of one report make, by one sentence, of one act; `sentence` says
    which sentence of which report it is. `codes` are the countries of both sides,
    `stems` the telling words of the sentence without those that name the parties or the place.
    """

    telling: Telling
    order: tuple[date, str, str]
    echo: tuple[str, str, str, When]
    sentence: tuple[str, int]
    when: When
    actor: Side
    recipient: Side
    codes: frozenset[str]
    place: Place | None
    trigger: str
    stems: frozenset[str]
    content: frozenset[str]
    numbers: frozenset[int]
    again: bool


def order_telling(telling: Telling) -> tuple[date, str, str]:
    """The place of a telling in any list: by day of publication (undated last), report and event."""
    return telling.published or date.max, telling.event.document, telling.event.id


def make_gist(telling: Telling) -> Gist:
    """Gather what can be compared."""
    event = telling.event
    actor, recipient = _make_side(event.actor), _make_side(event.recipient)
    parties = " ".join(a.entity_text for a in (*event.actor, *event.recipient))
    place = event.event_loc.extracted_place if event.event_loc else ""
    when = tell_when(telling)
    day = event.date_text.text if event.date_text else ""
    return Gist(
        telling=telling,
        order=order_telling(telling),
        echo=(telling.root, " ".join(cut_words(telling.sentence)), event.trigger.text.casefold(), when),
        sentence=(event.document, event.sentence.sequence),
        when=when,
        actor=actor,
        recipient=recipient,
        codes=actor.codes | recipient.codes,
        place=None if place and _lies_in_party(event) else event.event_loc,
        trigger=" ".join(sorted(pick_stems(event.trigger.text))),
        stems=pick_stems(telling.sentence) - pick_stems(f"{parties} {place} {day}"),
        content=pick_stems(event.content.text) if event.content else frozenset(),
        numbers=find_numbers(telling.sentence) - find_numbers(day),
        again=sounds_again(telling.sentence),
    )


def _make_side(actors: Iterable[Actor]) -> Side:
    party = tuple(actors)
    return Side(
        codes=frozenset(a.code for a in party if a.code),
        names=frozenset(
            n for a in party for n in (a.identifier_id, a.identifier_text and a.identifier_text.casefold()) if n
        ),
        persons=frozenset(surname for a in party if (surname := _find_surname(a))),
        offices=frozenset(a.office.casefold() for a in party if a.office),
        state=frozenset(not STATE.isdisjoint(a.sector) for a in party if a.sector),
    )


def _lies_in_party(event: Event) -> bool:
    """Whether the place is only whose a party is ("envoys of Moscow"): no place of the act. What is shelled may be both."""
    place = event.event_loc
    parties = (*event.actor, *event.recipient) if event.event in MUTUAL else event.actor
    return place is not None and any(a.start <= place.start < a.end for a in parties)


def _find_surname(actor: Actor) -> str | None:
    """The surname of an office holder whom the report names; who holds an office is otherwise only what the world says."""
    name = (actor.identifier_text or "").split()
    told = f"{actor.entity_text} {actor.via.text if actor.via else ''}".casefold()
    if actor.office and len(name) > 1 and all(word[0].isupper() for word in (name[0], name[-1])):
        surname = name[-1].casefold()
        return surname if surname in told else None
    return None
