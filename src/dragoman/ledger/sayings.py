"""Deeds come in; those that are sayings, by which somebody commits himself or asks another to act, go out as Sayings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.deeds import Deed, acts_for_himself, list_codes, list_words, read_matter
from dragoman.ledger.names import find_host, list_targets, read_names, read_states
from dragoman.ledger.passages import Passages
from dragoman.record.commitment import Expected
from dragoman.record.event import Event
from dragoman.record.mention import Actor
from dragoman.record.span import Span

# Kinds that speak of the same thing: one may restate or replace the other.
FAMILIES = {
    "promise": "give",
    "agreement": "give",
    "offer": "give",
    "demand": "ask",
    "ultimatum": "ask",
    "threat": "harm",
    "warning": "harm",
    "refusal": "refuse",
}


# A saying of which something makes it doubtful (code/doubts.py) is no surer than this: few of them are well-formed on real news.
DOUBTFUL = 0.2
# What was said so long before the first report of it is told as history.
PAST = timedelta(days=365)
# A content that ends in one of these was cut off; with so many words that say something it says enough all the same.
ENOUGH = 3
OPEN_ENDS = frozenset({"a", "an", "and", "by", "he", "of", "or", "she", "the", "their", "they", "to", "with"})
# Words that deny a saying where they stand so few words before the word for it.
DENIED, DENIAL = frozenset({"cannot", "never", "not"}), 2
# So many words behind "signed", to the next mark, say what was signed.
_SIGNED = re.compile(r"\s*((?:[^\s,;:.]+\s+){0,7}[^\s,;:.]+)")
# A number that is not the day of a month.
_FIGURE = re.compile(
    r"\b(?<![A-Z]\w{2} )\d[\d,.]*\d\b(?! (?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
NAMING = ("a ", "an ", "any ", "her ", "his ", "its ", "no ", "some ", "the ", "their ")
_TO_COME = re.compile(r"\b(?:to|will|would|shall|not|must|should)\s+(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A deed by which a commitment is made: of which kind, by whom and to whom, about what, and by when.

    `doers` are the countries and bodies whose act it speaks of; `said` the stems of its content, but for names of parties
    and countries, `matter` those of them that tell what it is about; `names` those of names in it; `party_words` those by
    which the parties are called; `verb` the stem of the word that names the act; `targets` the countries and bodies named in
    the content, or to which it is said; `figures` its numbers, but for days; `around` the stems of the sentence before where
    the content says only "it" or "them"; `waits` those of its condition. Words that stand in so many reports that they tell
    nothing are not in `matter` and `waits`.
    """

    deed: Deed
    kind: str
    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    doers: frozenset[str]
    expects: Expected | None
    deadline: date | None
    said: frozenset[str]
    matter: frozenset[str]
    names: frozenset[str]
    targets: frozenset[str]
    party_words: frozenset[str]
    verb: str | None
    figures: frozenset[str]
    around: frozenset[str]
    waits: frozenset[str]

    @property
    def reports(self) -> frozenset[str]:
        """The reports that tell of it."""
        return frozenset(t.event.document for t in self.deed.tellings)

    @property
    def asked(self) -> tuple[Actor, ...]:
        """Who is to answer it: those to whom it is said, and those who are to act."""
        return (*self.to, *(self.expects.actor if self.expects is not None and self.family == "ask" else ()))

    @property
    def who(self) -> tuple[Actor, ...]:
        """Whose act it speaks of."""
        return self.asked if self.family == "ask" else self.by

    @property
    def is_home(self) -> bool:
        """Whether all whom it names are of its maker's country, so that the country does not tell one from another."""
        codes = list_codes(self.by)
        if not self.targets and len(codes) == len(self.by) and not all(acts_for_himself(a) for a in self.by):
            return False
        return self.targets <= codes

    @property
    def family(self) -> str:
        """What the kind speaks of: giving, asking, harming or refusing."""
        return "harm" if self.kind == "ultimatum" and self.deed.happening.event == "THREATEN" else FAMILIES[self.kind]

    @property
    def confidence(self) -> float:
        """How sure it is that it was said, by its maker, and that it binds him or asks another to act."""
        sure = self.deed.happening.confidence
        first = self.deed.tellings[0].published
        past = first is not None and first - self.deed.day > PAST
        return min(sure, DOUBTFUL) if past or self.deed.best.doubt else sure


def find_sayings(deeds: Iterable[Deed], texts: Passages) -> list[Saying]:
    """The deeds that make a commitment, in the order of their days; `texts` tell what "it" is in some of them."""
    found = []
    for deed in deeds:
        kind = _pick_kind(deed)
        if kind is not None:
            found.append(_make_saying(deed, kind, texts))
    return found


def _pick_kind(deed: Deed) -> str | None:
    """The kind of commitment that a deed makes, None where it makes none."""
    event = deed.best.event
    if deed.happening.status != "actual":
        return None
    trigger = frozenset(stem_words(event.trigger.text))
    words = load_ledger_words()
    if event.event == "SUPPORT":
        return "agreement" if trigger & words.signing else None
    if event.content is None or _is_cut(event.content.text) or _is_denied(deed):
        return None
    if event.event in ("AGREE", "CONCEDE"):
        # "promised to lift the siege if …" is a promise, but one that waits for the other side: an offer.
        if trigger & words.offer or (event.condition is not None and not trigger & words.agreement):
            return "offer"
        parties = list_codes(event.actor) | (list_codes(event.recipient) if trigger & words.agreement else frozenset())
        several = len(parties) > 1 or (len(event.actor) > 1 and bool(trigger & words.agreement))
        return "agreement" if several else "promise"
    if event.event in ("REJECT", "THREATEN") and trigger & words.promise and event.condition is None:
        return "promise"
    if event.event == "REQUEST":
        return "ultimatum" if event.deadline is not None and _is_pressed(deed) else "demand"
    if event.event == "THREATEN":
        if event.deadline is not None and event.condition is not None:
            return "ultimatum"
        return "warning" if trigger & words.warning else "threat"
    return "refusal" if event.event == "REJECT" else None


def _is_cut(content: str) -> bool:
    """Whether a content breaks off before it says anything ("concern to the")."""
    words = content.split()
    return not words or (words[-1].lower() in OPEN_ENDS and len(read_matter(content)) < ENOUGH)


def _is_denied(deed: Deed) -> bool:
    """Whether the word for a saying is itself denied ("will not agree to it"): a refusal is, but nothing else."""
    event = deed.best.event
    if event.event == "REJECT":
        return False
    before = stem_words(deed.best.sentence[: event.trigger.start - event.sentence.start])
    return not DENIED.isdisjoint(before[-DENIAL:])


def _is_pressed(deed: Deed) -> bool:
    """Whether what is asked is asked under a consequence: "or face arrest", "ultimatum"."""
    words = load_ledger_words()
    return not words.ultimatum.isdisjoint(deed.stems) or any(
        re.search(words.pressing, t.sentence) for t in deed.tellings
    )


def _find_host(event: Event, kind: str) -> tuple[Actor, ...]:
    """To whom a promise is made that names nobody: the state on whose ground it is to be kept ("to reopen its embassy in Tripoli")."""
    if kind != "promise" or event.content is None:
        return ()
    host = find_host(event.content.text, list_codes(event.actor))
    if host is None:
        return ()
    return (replace(host, start=event.content.start + host.start, end=event.content.start + host.end),)


def _make_saying(deed: Deed, kind: str, texts: Passages) -> Saying:
    event = deed.best.event
    expects = deed.expected
    parties = (*event.actor, *event.recipient)
    asked = event.event == "REQUEST"
    doers = list_codes(expects.actor) if expects is not None else frozenset()
    doers = doers or list_codes(event.recipient if asked else event.actor)
    if asked and doers <= list_codes(event.actor):
        # "The Union gave Poland until May to suspend its court": the court is Poland's.
        doers = list_codes(event.recipient)
    if kind == "agreement":
        doers |= list_codes(event.actor) | list_codes(event.recipient)
    called = list_words(parties)
    words = quote_matter(deed)
    content = words.text if words is not None else ""
    # Every report of a war names its countries: that it does so again tells nothing.
    said = read_matter(content) - _list_names(parties, words) - read_states(content)
    # ... and so do words that half of all reports use.
    matter = said - texts.common
    return Saying(
        deed=deed,
        kind=kind,
        by=event.actor,
        to=event.recipient or _find_host(event, kind),
        doers=doers,
        expects=expects,
        deadline=_pick_deadline(deed),
        said=said,
        matter=matter,
        names=read_names(content, called),
        targets=list_targets(content) | list_codes(event.recipient),
        party_words=called,
        verb=read_verb(content, said),
        figures=frozenset(_FIGURE.findall(content)),
        around=_read_around(deed, content, said, texts),
        waits=_read_waits(event.condition.text) - texts.common if event.condition is not None else frozenset(),
    )


def _list_names(parties: Iterable[Actor], words: Span | None) -> frozenset[str]:
    """The stems of what parties are called, by which a matter is not told: of those who stand in its own words only what is a name.

    Who promises to pay farmers speaks of paying farmers; that it was Zambia's minister who said it tells nothing of what he said.
    """
    found: set[str] = set()
    for actor in parties:
        inside = words is not None and words.start <= actor.start < words.end
        called = f"{actor.entity_text} {actor.identifier_text or ''}".split()
        found.update(stem for word in called if not inside or word[0].isupper() for stem in stem_words(word))
    return frozenset(found)


def is_meant(saying: Saying, bare: Mapping[str, frozenset[str]], known: frozenset[str] = frozenset()) -> bool:
    """Whether a noun that `list_bare` found names a saying by its kind, in words that the saying has too, or that are `known`."""
    nouns, own = load_ledger_words().meant[saying.kind], saying.said | saying.party_words | known
    return any(noun in nouns and between <= own for noun, between in bare.items())


def read_verb(content: str, matter: frozenset[str]) -> str | None:
    """The stem of the word that names the act: the first behind "to" or "would", else the first that says anything.

    What opens like a name of a thing ("a nuclear deal") names no act.
    """
    for word in _TO_COME.findall(content):
        if (stems := stem_words(word)) and stems[0] in matter:
            return stems[0]
    if content.lower().startswith(NAMING):
        return None
    return next((word for word in stem_words(content) if word in matter), None)


def _read_waits(condition: str) -> frozenset[str]:
    return read_matter(condition) - read_states(condition)


def _read_around(deed: Deed, content: str, matter: frozenset[str], texts: Passages) -> frozenset[str]:
    """What a pronoun stands for is in the sentence before: "The ships may leave. It promised to let them out"."""
    if len(matter) > 1 or load_ledger_words().pronouns.isdisjoint(stem_words(content)):
        return frozenset()
    event = deed.best.event
    return read_matter(texts.read_before(event.document, event.sentence.start), (*event.actor, *event.recipient))


def _pick_deadline(deed: Deed) -> date | None:
    deadline = deed.best.event.deadline
    if deadline is not None and deadline.date is not None:
        return deadline.date
    due = deed.expected.due if deed.expected is not None else None
    # "Pledged 40 million on Tuesday": the day of the saying itself, taken for one inside the content.
    return due if due is not None and due > deed.day else None


def is_term(deed: Deed) -> bool:
    """Whether the words for a time say how long something lasts, not by when it is done: "a truce until 1 May", "funds through 8 May"."""
    words = deed.best.event.deadline.text if deed.best.event.deadline is not None else ""
    return deed.best.event.event in ("AGREE", "CONCEDE", "SUPPORT") and words.lower().startswith(
        ("through ", "till ", "until ")
    )


def quote_matter(deed: Deed) -> Span | None:
    """The content of a saying; of one that has none, what was signed: the words behind the trigger, to the next mark."""
    event = deed.best.event
    if event.content is not None or event.event != "SUPPORT":
        return event.content
    behind = deed.best.sentence[event.trigger.end - event.sentence.start :]
    found = _SIGNED.match(behind)
    if found is None:
        return None
    start = event.trigger.end + found.start(1)
    return Span(found[1], start, start + len(found[1]))
