"""Happenings come in; who stands on which side of them goes out: the one place that says when two mentions are one party."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import permutations, product

from dragoman.ask.kinds import KnownActor
from dragoman.ask.pairs import GATHERING
from dragoman.ask.values import MUTUAL, Who, known_codes
from dragoman.record.happening import Happening
from dragoman.record.mention import Actor
from dragoman.record.words import fold_words
from dragoman.world.tables import BODY_CODES, read_countries, read_names

# Bodies whose name no table of countries has.
_BODIES = {"UNO": "United Nations", "EUR": "European Union"}

# Only what is at least so sure is named as a deed in words; what is less sure still counts.
SURE = 0.4

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom a question is about: a code, a sector, both, or a name.

    `name` is how it is called on a page, `label` how in a column (the code where there is one). A name is held by whoever is
    called by all the words `asked`, or exactly by one of `aliases`, both folded.
    """

    name: str
    label: str
    code: str | None = None
    sector: str | None = None
    asked: Words = ()
    aliases: frozenset[Words] = frozenset()

    def is_party(self, actor: Actor) -> bool:
        """Whether a mention is this party."""
        if self.code is not None and actor.code != self.code:
            return False
        if self.sector is not None and self.sector not in actor.sector:
            return False
        if not self.asked:
            return True
        called = [fold_name(words) for words in (actor.identifier_text, actor.entity_text) if words]
        return any(words in self.aliases or set(self.asked) <= set(words) for words in called)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What each of two parties did to the other; what they did together stands in both."""

    there: tuple[Happening, ...]
    back: tuple[Happening, ...]

    @property
    def both(self) -> tuple[Happening, ...]:
        """Everything between them, each once, by day."""
        return sort_happenings({h.id: h for h in (*self.there, *self.back)}.values())


def make_party(who: Who, known: Iterable[KnownActor] = ()) -> Party:
    """The party that a person asked for; `known` are the identities of the archive that bear the name asked for."""
    if who.name:
        held = sorted(known, key=lambda k: (-k.events, k.name, k.id))
        names = [name for one in held for name in (one.name, *one.aliases)]
        name = held[0].name if held else who.text
        folded = frozenset(words for words in map(fold_name, names) if words)
        return Party(name=name, label=name, asked=fold_name(who.text), aliases=folded)
    name = spell_code(who.code or "")
    name = " ".join(part for part in (name, who.sector and f"({who.sector})") if part)
    label = ":".join([who.code or "", *([who.sector] if who.sector else [])])
    return Party(name=name, label=label, code=who.code, sector=who.sector)


def fold_name(name: str) -> Words:
    """The words of a name without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(fold_words(plain))


def tell_day(happening: Happening) -> date | None:
    """The day by which a happening is placed in time: its own, else that on which it was first reported."""
    return happening.date or happening.enddate or happening.first_reported


def sort_happenings(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """By day, what has none last; the id parts those of one day, so that the order in which they come in is no matter."""
    return tuple(sorted(happenings, key=lambda h: (tell_day(h) or date.max, h.id)))


def weigh(happening: Happening) -> float:
    """How much a happening counts when what mattered is looked for: |scale| times confidence times independent sources."""
    return abs(happening.event_scale) * happening.confidence * max(1, happening.independent_sources)


def rank_happenings(happenings: Iterable[Happening], most: int) -> tuple[Happening, ...]:
    """The weightiest of those that are sure enough to be named, heaviest first."""
    sure = (h for h in happenings if h.confidence >= SURE)
    return tuple(sorted(sure, key=lambda h: (-weigh(h), tell_day(h) or date.max, h.id))[:most])


def list_pairs(happening: Happening) -> Iterator[tuple[Actor, Actor]]:
    """Who acted on whom, a pair each; a meeting without host or guest gives each with each other, both ways (as `dragoman dyad`)."""
    if happening.event == MUTUAL and len(happening.actor) > 1 and not happening.recipient:
        yield from permutations(happening.actor, 2)
    else:
        yield from product(happening.actor, happening.recipient)


def split_sides(happenings: Iterable[Happening], first: Party, second: Party) -> Sides:
    """What the first did to the second, and what the second did to the first."""
    there: dict[str, Happening] = {}
    back: dict[str, Happening] = {}
    for happening in happenings:
        for doer, other in list_pairs(happening):
            if first.is_party(doer) and second.is_party(other):
                there[happening.id] = happening
            if second.is_party(doer) and first.is_party(other):
                back[happening.id] = happening
    return Sides(there=sort_happenings(there.values()), back=sort_happenings(back.values()))


def name_actor(actor: Actor) -> str:
    """What a party is called: its canonical name, else the words of the report."""
    return " ".join((actor.identifier_text or actor.entity_text).split())


def name_state(actor: Actor) -> str:
    """The code of a party's country or body; a party without one, or under a code that gathers many, by its own name."""
    return actor.code if actor.code and actor.code not in GATHERING else name_actor(actor)


def name_apart(actor: Actor) -> str:
    """A party by its own name and its code, which tells apart two of one name: "army [LBY]"."""
    return f"{name_actor(actor)} [{actor.code or '---'}]"


def spell_code(name: str) -> str:
    """A code of a country or body as a sentence calls it; any other name as it is."""
    return _BODIES.get(name) or known_codes().get(name, name)


def spell_party(actor: Actor) -> str:
    """A party as a sentence calls it: its name, and its country where the name does not tell it ("Ada Berg (Norway)")."""
    name = name_actor(actor)
    if actor.code is None or actor.code in BODY_CODES:
        return name
    words = f" {' '.join(fold_name(name))} "
    if any(f" {form} " in words for form in _forms_by_code().get(actor.code, ())):
        return name
    return f"{name} ({spell_code(actor.code)})"


def spell_parties(actors: Iterable[Actor]) -> str:
    """Several parties as a sentence calls them: "Norway, Chad and Mali"; "" for none."""
    names = list(dict.fromkeys(spell_party(a) for a in actors))
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


@cache
def _forms_by_code() -> Mapping[str, frozenset[str]]:
    """What tells a country by itself, folded: its names, its people, its capital."""
    forms: dict[str, set[str]] = {}
    for form, entry in read_names(read_countries()):
        if entry.code:
            forms.setdefault(entry.code, set()).add(" ".join(fold_name(form)))
    return {code: frozenset(found) for code, found in forms.items()}
