"""Happenings and the events that tell them come in; Deeds go out: happenings as the ledger looks at them on a given day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.names import read_states
from dragoman.record.commitment import Expected
from dragoman.record.happening import Happening, Telling
from dragoman.record.mention import Actor

# A date before which nothing was reported: what has no day at all sorts first.
NEVER = date.min
# Where a telling stands: day of publication, report, offset, type, and the event's id.
Place = tuple[date, str, int, str, str]
# The sectors that act for a state.
STATE = frozenset({"COP", "GOV", "MIL", "PRM", "SPY"})
# So many words before and behind the word that names an event are looked at.
BEFORE, AFTER = 12, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A happening, the reports' words for it, and whom and what it is about.

    `day` is when it was done or said; `expected` and `awaited` come from the telling that is surest of those that have
    one; `stems` are those of the words that reports use for it: in its sentences, around the words that name it.
    """

    happening: Happening
    tellings: tuple[Telling, ...]
    best: Telling
    day: date
    expected: Expected | None
    awaited: Expected | None
    stems: frozenset[str]
    told: tuple[frozenset[str], ...]

    def pick_stems(self, matter: frozenset[str]) -> frozenset[str]:
        """The stems of the telling that repeats most of some words: two tellings that each repeat one tell neither."""
        return max(self.told, key=lambda stems: len(matter & stems), default=self.stems)

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events that tell it."""
        return tuple(t.event.id for t in self.tellings)

    @property
    def order(self) -> tuple[date, Place, str]:
        """Its place in any list: by day, then as reports tell it. The happening's id, which each version of dragoman makes another, comes last."""
        return self.day, _by_publication(self.tellings[0]), self.happening.id

    @property
    def confidence(self) -> float:
        """How sure it is that it was done or said."""
        return self.happening.confidence


def make_deeds(happenings: Iterable[Happening], tellings: Mapping[str, Telling], as_of: date) -> list[Deed]:
    """The happenings that reports published up to `as_of` tell, in order; `tellings` maps event ids to tellings."""
    found = []
    for happening in happenings:
        known = [tellings[e] for e in happening.events if e in tellings]
        told = sorted((t for t in known if _is_out(t, as_of)), key=_by_publication)
        if told:
            found.append(_make_deed(happening, tuple(told)))
    return sorted(found, key=lambda d: d.order)


def _is_out(telling: Telling, as_of: date) -> bool:
    return telling.published is None or telling.published <= as_of


def _by_publication(telling: Telling) -> Place:
    event = telling.event
    return telling.published or NEVER, event.document, event.trigger.start, event.event, event.id


def _lacks(telling: Telling) -> tuple[bool, bool, bool]:
    """What a telling leaves out, the worst first: who tells on which condition, or by when, tells most."""
    event = telling.event
    return event.content is None, bool(telling.doubt), event.condition is None and event.deadline is None


def _make_deed(happening: Happening, told: tuple[Telling, ...]) -> Deed:
    ranked = sorted(told, key=lambda t: (-t.event.confidence, _by_publication(t)))
    # A long sentence tells more than one act: of each report only the one that names this act is looked at.
    stems = tuple(frozenset(stem_words(_cut_window(t))) for t in told)
    best = min(ranked, key=_lacks)
    return Deed(
        happening=happening,
        tellings=told,
        best=best,
        day=_pick_day(happening, best, told[0].published),
        expected=best.expected or next((t.expected for t in ranked if t.expected is not None), None),
        awaited=best.awaited or next((t.awaited for t in ranked if t.awaited is not None), None),
        stems=frozenset().union(*stems),
        told=stems,
    )


def _cut_window(telling: Telling) -> str:
    """The words of a sentence around the one that names its event: what stands far from it belongs to something else."""
    event = telling.event
    start, end = event.trigger.start - event.sentence.start, event.trigger.end - event.sentence.start
    before, after = telling.sentence[:start].split(), telling.sentence[end:].split()
    return " ".join([*before[-BEFORE:], telling.sentence[start:end], *after[:AFTER]])


def _pick_day(happening: Happening, best: Telling, published: date | None) -> date:
    """The day on which it was done or said; of a span ("in February") the last one before the first report.

    A day that stands inside what is promised ("a strike from the first of May") is not that of the promise.
    """
    event = best.event
    words, content = event.date_text, event.content
    if words is not None and content is not None and content.start <= words.start < content.end:
        return published or NEVER
    last = happening.enddate or happening.date
    if last is None:
        return published or NEVER
    return min(last, published) if published is not None and happening.date != last else last


def list_codes(actors: Iterable[Actor]) -> frozenset[str]:
    """The countries and bodies of some parties."""
    return frozenset(a.code for a in actors if a.code)


def acts_for_state(actor: Actor) -> bool:
    """Whether a party acts for its state: not who is but a member of parliament or of a party."""
    return bool(actor.sector) and actor.sector[0] in STATE


def acts_for_himself(actor: Actor) -> bool:
    """Whether a party is known to be no state's: "the miners"."""
    return bool(actor.sector) and actor.sector[0] not in STATE | {"UNK"}


def list_callings(actors: Iterable[Actor]) -> frozenset[str]:
    """The stems of what parties are called beside their country: "miners" for "Peruvian miners"; none for a state itself."""
    plain = load_ledger_words().plain
    called = [f"{a.identifier_text or a.entity_text} {(acts_for_state(a) and a.office) or ''}" for a in actors]
    return frozenset(w for text in called for w in stem_words(text) if w not in plain and w not in read_states(text))


def list_words(actors: Iterable[Actor]) -> frozenset[str]:
    """The stems of all words by which parties are called."""
    return frozenset(w for a in actors for w in stem_words(f"{a.entity_text} {a.identifier_text or ''}"))


def read_matter(text: str, parties: Iterable[Actor] = ()) -> frozenset[str]:
    """The stems that say what a text is about: without plain words, numbers and the names of parties."""
    names = list_words(parties)
    plain = load_ledger_words().plain
    return frozenset(word for word in stem_words(text) if word not in plain and word not in names and word.isalpha())
