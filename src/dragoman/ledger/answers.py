"""A saying and a later deed come in; how likely the deed is what the saying speaks of goes out."""

from collections.abc import Iterable

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.deeds import Deed, list_codes
from dragoman.ledger.sayings import Saying
from dragoman.record.commitment import Expected
from dragoman.record.mention import Actor

# How much of a match the type of an act gives: the same type and mode, the same type, a type beside it, any other type.
SAME_MODE, SAME_TYPE, NEAR_TYPE, OTHER_TYPE = 1.0, 0.9, 0.75, 0.5
# The share of the words for what is expected that must return in the reports of the act, by how well the type fits.
# A visit is a visit; of two acts whose types only neighbour, the words must tell.
SHARES = {SAME_MODE: 0.2, SAME_TYPE: 0.34, NEAR_TYPE: 0.5, OTHER_TYPE: 0.75}
# An act whose doer is not named ("the embassy was reopened") may be anybody's.
UNNAMED = 0.8
# The types of acts that both sides do together: whose name comes first says nothing.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
SAID = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})


def fits(saying: Saying, deed: Deed) -> float:
    """How likely `deed` carries out what `saying` speaks of, from 0 to 1."""
    if saying.expects is None:
        return _fit_words(saying, deed)
    return fit_expected(saying.expects, saying.doers, saying.matter, deed)


def _fit_words(saying: Saying, deed: Deed) -> float:
    """Where no act is known to expect, another's act of any type may be it, if its words say so."""
    if deed.happening.event in SAID or not saying.matter:
        return 0.0
    return fit_words(saying.matter, saying.doers, saying.by, deed) if len(saying.matter) > 1 else 0.0


def fit_words(matter: frozenset[str], doers: frozenset[str], actors: Iterable[Actor], deed: Deed) -> float:
    """How likely a deed is an act of which only the words are known, from 0 to 1."""
    if not matter:
        return 0.0
    share = measure_share(matter, deed.stems)
    return _fit_doers(doers, actors, deed) * share if share >= SHARES[OTHER_TYPE] else 0.0


def fit_expected(expected: Expected, doers: frozenset[str], matter: frozenset[str], deed: Deed) -> float:
    """How likely a deed is an expected act, from 0 to 1: by type and mode, doer, recipient, and what it is about."""
    kind = _fit_type(expected, deed)
    if kind is None:
        return 0.0
    doer = _fit_doers(doers, expected.actor, deed)
    if not doer or not _fit_recipients(expected, doers, deed):
        return 0.0
    share = measure_share(matter, deed.stems)
    if matter and share < SHARES[kind]:
        return 0.0
    return kind * doer * (0.5 + 0.5 * (share if matter else 0.5))


def _fit_type(expected: Expected, deed: Deed) -> float | None:
    event, mode = deed.happening.event, deed.happening.mode
    if event == expected.event:
        return SAME_MODE if mode == expected.mode and mode is not None else SAME_TYPE
    if event in load_ledger_words().near.get(expected.event, ()):
        return NEAR_TYPE
    return None if event in SAID else OTHER_TYPE


def _fit_doers(codes: frozenset[str], actors: Iterable[Actor], deed: Deed) -> float:
    done = list_codes(deed.happening.actor)
    if deed.happening.event in MUTUAL:
        done |= list_codes(deed.happening.recipient)
    if codes and done:
        return 1.0 if codes & done else 0.0
    if not deed.happening.actor:
        return UNNAMED
    return 1.0 if _share_names(actors, deed.happening.actor) else 0.0


def _share_names(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether parties without a country bear the same name or calling ("the rebels"), or are of one sector."""

    def words(actors: Iterable[Actor]) -> set[str]:
        return {w for a in actors for w in stem_words(a.identifier_text or a.entity_text)} - load_ledger_words().plain

    def sectors(actors: Iterable[Actor]) -> set[str]:
        return {a.sector[0] for a in actors if a.sector}

    some, others = tuple(some), tuple(others)
    return bool(words(some) & words(others)) or bool(sectors(some) & sectors(others))


def _fit_recipients(expected: Expected, doers: frozenset[str], deed: Deed) -> bool:
    """Whether the act is done to whom it was to be done to, as far as both are known."""
    wanted, done = list_codes(expected.recipient), list_codes(deed.happening.recipient)
    if deed.happening.event in MUTUAL:
        wanted |= list_codes(expected.actor)
        done |= list_codes(deed.happening.actor)
    wanted, done = wanted - doers, done - doers
    return not wanted or not done or bool(wanted & done)


def measure_share(matter: frozenset[str], stems: frozenset[str]) -> float:
    """The share of the words for a matter that return among other words; an accord by any name is the same word."""
    if not matter:
        return 0.0
    accords = load_ledger_words().agreement
    same = matter & stems
    if matter & accords and stems & accords:
        same |= matter & accords
    return len(same) / len(matter)
