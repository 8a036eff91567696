"""A telling comes in; its Gist goes out: what it says, in a form in which two tellings can be compared quickly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dragoman.reconcile.when import MUTUAL, When, tell_when
from dragoman.reconcile.words import cut_words, load_words, pick_numbers, pick_stems, sounds_again
from dragoman.record.event import Event
from dragoman.record.happening import Telling
from dragoman.record.mention import Actor

# Sectors that act for a state; the rest of a country's sectors are its people and the state's opponents.
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})

# What tellings have in common that copies of one report make, by one sentence, of one act.
Echo = tuple[str, str, str, When, frozenset[str], frozenset[str]]
# Words in a person's name at most; what is longer names something else.
LONGEST_NAME = 3


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


class Gist:
    """What a telling says. Each is like no other but itself; what needs the words is worked out when first asked for.

    `order` sorts tellings the same way whatever the order in which they came. `echo` is the same for tellings that are
    one, printed again; `sentence` says which sentence of which report it is. `codes` are the
    countries of both sides.
    """

    def __init__(self, telling: Telling) -> None:
        """Gather what is always asked for."""
        event = telling.event
        self.telling = telling
        self.order = order_telling(telling)
        self.sentence = (event.document, event.sentence.sequence)
        self.when = tell_when(telling)
        self.actor = _make_side(event.actor)
        self.recipient = _make_side(event.recipient)
        self.codes = self.actor.codes | self.recipient.codes
        self.place = None if _lies_in_party(event) else event.event_loc
        words = " ".join(telling.sentence.casefold().split())
        parties = (self.actor.codes, self.recipient.codes)
        self.echo: Echo = (telling.root, words, event.trigger.text.casefold(), self.when, *parties)

    @cached_property
    def trigger(self) -> frozenset[str]:
        """The stems of the trigger."""
        return pick_stems(cut_words(self.telling.event.trigger.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the sentence's telling words, but for those that name the parties, the place or the day."""
        event = self.telling.event
        named = [a.entity_text for a in (*event.actor, *event.recipient)]
        named += [event.event_loc.extracted_place] if event.event_loc else []
        return pick_stems(self._words) - pick_stems(cut_words(" ".join(named))) - pick_stems(self._day_words)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of what is promised, asked, refused or threatened."""
        content = self.telling.event.content
        return pick_stems(cut_words(content.text)) if content else frozenset()

    @cached_property
    def numbers(self) -> frozenset[int]:
        """What the sentence counts with, but for the day."""
        return pick_numbers(self._words) - pick_numbers(self._day_words)

    @cached_property
    def again(self) -> bool:
        """Whether the sentence sets the act apart from one told before."""
        return sounds_again(self._words)

    @cached_property
    def _words(self) -> list[str]:
        return cut_words(self.telling.sentence)

    @property
    def _day_words(self) -> list[str]:
        day = self.telling.event.date_text
        return cut_words(day.text) if day else []


def order_telling(telling: Telling) -> tuple[date, str, int, str, str]:
    """The place of a telling in any list: by day of publication (undated last), report, offset and type; last by the event's id, which
    each version of dragoman makes another."""
    event = telling.event
    return telling.published or date.max, event.document, event.trigger.start, event.event, event.id


def _make_side(actors: Iterable[Actor]) -> Side:
    party = tuple(actors)
    names = (n for a in party for n in (a.identifier_id, a.identifier_text and a.identifier_text.casefold()) if n)
    return Side(
        codes=frozenset(a.code for a in party if a.code),
        names=frozenset(names),
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
    """The surname of a person whom the report names; who holds an office is otherwise only what the world says.

    A person is who holds an office, or has a name in capitals that is neither known to the world nor ends like a body's.
    """
    name = (actor.identifier_text or "").split()
    if len(name) < 2 or not (name[0][0].isupper() and name[-1][0].isupper()):
        return None
    surname = name[-1].casefold()
    if not actor.office and (actor.identifier_id or len(name) > LONGEST_NAME or surname in load_words().bodies):
        return None
    told = f"{actor.entity_text} {actor.via.text if actor.via else ''}".casefold()
    return surname if surname in told else None
