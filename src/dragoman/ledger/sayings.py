"""Deeds come in; those that are sayings, by which somebody commits himself or asks another to act, go out as Sayings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.deeds import Deed, list_codes, read_matter
from dragoman.record.commitment import Expected
from dragoman.record.mention import Actor

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


# So many words behind "signed" say what was signed.
OBJECT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A deed by which a commitment is made: of which kind, by whom and to whom, about what, and by when.

    `doers` are the countries and bodies whose act it speaks of; `matter` the stems of what it is about.
    """

    deed: Deed
    kind: str
    by: tuple[Actor, ...]
    to: tuple[Actor, ...]
    doers: frozenset[str]
    expects: Expected | None
    deadline: date | None
    matter: frozenset[str]

    @property
    def family(self) -> str:
        """What the kind speaks of: giving, asking, harming or refusing."""
        return "harm" if self.kind == "ultimatum" and self.deed.happening.event == "THREATEN" else FAMILIES[self.kind]


def find_sayings(deeds: Iterable[Deed]) -> list[Saying]:
    """The deeds that make a commitment, in the order of their days."""
    found = []
    for deed in deeds:
        kind = _pick_kind(deed)
        if kind is not None:
            found.append(_make_saying(deed, kind))
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
    if event.content is None:
        return None
    if event.event in ("AGREE", "CONCEDE"):
        # "promised to lift the siege if …" is a promise, but one that waits for the other side: an offer.
        if trigger & words.offer or (event.condition is not None and not trigger & words.agreement):
            return "offer"
        parties = list_codes(event.actor) | (list_codes(event.recipient) if trigger & words.agreement else frozenset())
        several = len(parties) > 1 or (len(event.actor) > 1 and bool(trigger & words.agreement))
        return "agreement" if several else "promise"
    if event.event == "REQUEST":
        return "ultimatum" if event.deadline is not None and _is_pressed(deed) else "demand"
    if event.event == "THREATEN":
        if event.deadline is not None and event.condition is not None:
            return "ultimatum"
        return "warning" if trigger & words.warning else "threat"
    return "refusal" if event.event == "REJECT" else None


def _is_pressed(deed: Deed) -> bool:
    """Whether what is asked is asked under a consequence: "or face arrest", "ultimatum"."""
    return (
        "ultimatum" in deed.stems
        or bool(deed.stems & {"or", "otherwis", "face"} and deed.best.event.condition)
        or ({"or", "face"} <= deed.stems)
    )


def _make_saying(deed: Deed, kind: str) -> Saying:
    event = deed.best.event
    expects = deed.expected
    parties = (*event.actor, *event.recipient)
    asked = event.event == "REQUEST"
    doers = list_codes(expects.actor) if expects is not None else frozenset()
    doers = doers or list_codes(event.recipient if asked else event.actor)
    if kind == "agreement":
        doers |= list_codes(event.actor) | list_codes(event.recipient)
    content = event.content.text if event.content is not None else _read_object(deed)
    return Saying(
        deed=deed,
        kind=kind,
        by=event.actor,
        to=event.recipient,
        doers=doers,
        expects=expects,
        deadline=_pick_deadline(deed),
        matter=read_matter(content, parties),
    )


def _pick_deadline(deed: Deed) -> date | None:
    deadline = deed.best.event.deadline
    if deadline is not None and deadline.date is not None:
        return deadline.date
    return deed.expected.due if deed.expected is not None else None


def _read_object(deed: Deed) -> str:
    """The words behind a trigger that has no content: what was signed."""
    event = deed.best.event
    behind = deed.best.sentence[event.trigger.end - event.sentence.start :]
    return " ".join(behind.split()[:OBJECT])
