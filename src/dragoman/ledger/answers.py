"""A saying and a later deed come in; how likely the deed is what the saying speaks of goes out."""

import re
from collections.abc import Iterable, Sequence

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.deeds import Deed, acts_for_state, list_callings, list_codes, list_words
from dragoman.ledger.names import lies_elsewhere, list_targets
from dragoman.ledger.sayings import Saying
from dragoman.record.commitment import Expected
from dragoman.record.mention import Actor

# How much of a match the type of an act gives: the same type and mode, the same type, a type beside it, any other type.
SAME_MODE, SAME_TYPE, NEAR_TYPE, OTHER_TYPE = 1.0, 0.9, 0.75, 0.5
# The share of the words for what is expected that must return in the reports of the act, by how well the type fits.
# A visit is a visit; of two acts whose types only neighbour, the words must tell.
SHARES = {SAME_MODE: 0.25, SAME_TYPE: 0.34, NEAR_TYPE: 0.5, OTHER_TYPE: 0.75}
# So many words must return, whatever their share, where the type of the act does not tell, or where there are many.
FEWEST, MANY = 2, 3
# An act whose doer is not named ("the embassy was reopened") may be anybody's.
UNNAMED = 0.8
# The types of acts that both sides do together: whose name comes first says nothing.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
# So many words before an act are looked through for what denies it or moves it into the future.
REACH = 8
NEGATIONS = frozenset({"never", "no", "nor", "not", "without"})
# Sectors of those who act in their own name.
OWN_NAME = frozenset({"ELI", "LEG", "PTY"})
# What is expected may be done by an attack where it is one of these.
VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
SAID = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "THREATEN"})


def tell_done(before: Sequence[str], matter: frozenset[str]) -> bool | None:
    """What the words before an act say of it: that it was done (True), was not (False), or neither (None)."""
    words = load_ledger_words()
    if not words.denial.isdisjoint(before):
        return False
    if (before and before[-1] == "to") or not (words.unreal - matter).isdisjoint(before):
        return None
    return NEGATIONS.isdisjoint(before)


def fits(saying: Saying, deed: Deed) -> float:
    """How likely `deed` carries out what `saying` speaks of, from 0 to 1."""
    if saying.expects is None or saying.expects.event in SAID:
        chance = _fit_words(saying, deed)
    else:
        chance = fit_expected(saying.expects, saying.doers, saying.matter, deed, saying.verb)
    return 0.0 if chance and (_is_another(saying, deed) or _is_hostile(saying, deed)) else chance


def _is_hostile(saying: Saying, deed: Deed) -> bool:
    """Whether a deed is an attack, and none was promised or asked for, or nobody knows whose it is: it may be what a joint reply is to."""
    if saying.family not in ("give", "ask") or deed.happening.event != "ASSAULT":
        return False
    meant = saying.expects is not None and saying.expects.event in VIOLENT
    return not meant or not deed.happening.actor


def _is_another(saying: Saying, deed: Deed) -> bool:
    """Whether a deed that fits by its words is done elsewhere or to others, or left things as they were."""
    texts = [t.sentence for t in deed.tellings]
    known = saying.targets | saying.doers | list_codes(saying.by)
    doers = deed.happening.actor
    if saying.is_home and doers and not are_the_same(saying.who, doers):
        return True
    # Nobody carries out a threat but who made it, least of all its addressee.
    if saying.family == "harm" and not (list_codes(saying.by) & list_codes(doers) and are_of_a_side(saying.by, doers)):
        return bool(doers)
    if (
        saying.family == "harm"
        and not list_codes(saying.to) <= saying.doers
        and list_codes(saying.to) & list_codes(doers)
    ):
        return True
    # That its maker attacked somebody somewhere is not what he threatened his addressee with, unless words of it return.
    if saying.family == "harm" and saying.to and not deed.happening.recipient and saying.matter.isdisjoint(deed.stems):
        return True
    if (
        _is_only_verb(saying, deed)
        or lies_elsewhere(saying.names, saying.party_words, known, texts)
        or _is_upon(saying, deed)
    ):
        return True
    return any(re.search(load_ledger_words().unchanged, text) for text in texts)


def _is_only_verb(saying: Saying, deed: Deed) -> bool:
    """Whether a deed repeats but the verb of a saying that names more: "visited the state" is no visit to the palace named."""
    names = saying.names or (saying.is_home and list_callings(saying.to))
    if (
        not names
        or len(saying.matter | names) < FEWEST
        or not saying.matter & deed.pick_stems(saying.matter) <= {saying.verb}
    ):
        return False
    named = {code for t in deed.tellings for code in list_targets(t.sentence)}
    return names.isdisjoint(deed.stems) and not named & (saying.targets - list_codes(saying.by))


def _is_upon(saying: Saying, deed: Deed) -> bool:
    """Whether a deed is done to somebody of whom nothing is said in the sentence of a saying that has its addressees."""
    to, upon = list_codes(saying.to), list_codes(deed.happening.recipient)
    known = to | list_codes(saying.by) | saying.doers
    if not to or not upon or known & upon:
        return False
    return (list_words(deed.happening.recipient) - load_ledger_words().plain).isdisjoint(saying.deed.stems)


def _fit_words(saying: Saying, deed: Deed) -> float:
    """Where no act is known to expect, another's act of any type may be it, if its words say so."""
    if deed.happening.event in SAID or not saying.matter:
        return 0.0
    if len(saying.matter) < 2 or not any(_tells_verb(saying, t.sentence) for t in deed.tellings):
        return 0.0
    return fit_words(saying.matter, saying.doers, saying.by, deed)


def _tells_verb(saying: Saying, text: str) -> bool:
    """Whether a sentence tells that what a saying's verb names was done."""
    stems = stem_words(text)
    at = stems.index(saying.verb) if saying.verb in stems else None
    return at is not None and tell_done(stems[max(at - REACH, 0) : at], saying.matter) is True


def fit_words(matter: frozenset[str], doers: frozenset[str], actors: Iterable[Actor], deed: Deed) -> float:
    """How likely a deed is an act of which only the words are known, from 0 to 1."""
    if not matter:
        return 0.0
    stems = deed.pick_stems(matter)
    share = measure_share(matter, stems)
    return _fit_doers(doers, actors, deed) * share if repeats(matter, stems, SHARES[OTHER_TYPE]) else 0.0


def fit_expected(
    expected: Expected, doers: frozenset[str], matter: frozenset[str], deed: Deed, verb: str | None = None
) -> float:
    """How likely a deed is an expected act, from 0 to 1: by type and mode, doer, recipient, and what it is about.

    An act of the type expected need not be told with the `verb` of the saying ("arrived" for "visit").
    """
    kind = _fit_type(expected, deed)
    if kind is None:
        return 0.0
    doer = _fit_doers(doers, expected.actor, deed)
    if not doer or not _fit_recipients(expected, doers, deed):
        return 0.0
    if matter <= {verb} and not _is_plain(expected, doers, deed, kind):
        return 0.0
    if verb is not None and kind >= SAME_TYPE and verb not in deed.stems:
        matter -= {verb}
    stems = deed.pick_stems(matter)
    share = measure_share(matter, stems)
    if matter and not repeats(matter, stems, SHARES[kind], 1 if kind >= SAME_TYPE and len(matter) < MANY else FEWEST):
        return 0.0
    return kind * doer * (0.5 + 0.5 * (share if matter else 0.5))


def _is_plain(expected: Expected, doers: frozenset[str], deed: Deed, kind: float) -> bool:
    """Whether an act of which no words are known but its verb is plain all the same: by those to whom it is done, or its mode."""
    wanted = list_codes(expected.recipient) - doers
    upon = deed.happening.recipient
    if kind < SAME_TYPE:
        return False
    if not wanted:
        if expected.recipient and upon and not _share_calling(expected.recipient, upon):
            return False
        return kind == SAME_MODE and _share_calling(expected.actor, deed.happening.actor)
    if upon:
        return bool(wanted & list_codes(upon)) and are_the_same(expected.recipient, upon)
    named = {code for t in deed.tellings for code in list_targets(t.sentence)}
    return bool(wanted & named)


def _fit_type(expected: Expected, deed: Deed) -> float | None:
    event, mode = deed.happening.event, deed.happening.mode
    if event == expected.event:
        if None not in (mode, expected.mode) and mode != expected.mode:
            return NEAR_TYPE
        return SAME_MODE if mode == expected.mode and mode is not None else SAME_TYPE
    if event in load_ledger_words().near.get(expected.event, ()):
        return NEAR_TYPE
    return None if event in SAID else OTHER_TYPE


def _fit_doers(codes: frozenset[str], actors: Iterable[Actor], deed: Deed) -> float:
    done = list_codes(deed.happening.actor)
    if deed.happening.event in MUTUAL:
        done |= list_codes(deed.happening.recipient)
    if codes and done:
        return 1.0 if codes & done and are_of_a_side(actors, deed.happening.actor) else 0.0
    if not deed.happening.actor:
        named = {code for t in deed.tellings for code in list_targets(t.sentence)}
        return UNNAMED if not codes or not named or codes & named else 0.0
    return 1.0 if _share_names(actors, deed.happening.actor) else 0.0


def are_of_a_side(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether parties of one country may be the same: not where one are its rebels or its people and the other its state.

    A politician who is not in office speaks for himself and for nobody else.
    """
    some, others = tuple(some), tuple(others)
    one, two = ({_read_side(a) for a in actors} - {None} for actors in (some, others))
    return not one or not two or bool(one & two - OWN_NAME) or _share_calling(some, others)


def _read_side(actor: Actor) -> str | None:
    sector = actor.sector[0] if actor.sector else None
    return "state" if acts_for_state(actor) else sector if sector != "UNK" else None


def _share_names(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether parties without a country bear the same name or calling ("the rebels"), or are of one sector."""

    def sectors(actors: Iterable[Actor]) -> set[str]:
        return {a.sector[0] for a in actors if a.sector}

    some, others = tuple(some), tuple(others)
    return _share_calling(some, others) or bool(sectors(some) & sectors(others))


def _share_calling(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    return bool(list_callings(some) & list_callings(others))


def are_the_same(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    """Whether parties are called alike, or both act for a state and one bears no name of its own ("the army")."""
    some, others = tuple(some), tuple(others)
    if _share_calling(some, others):
        return True
    states = ([a for a in actors if acts_for_state(a)] for actors in (some, others))
    one, two = ([_has_name(a) for a in actors] for actors in states)
    return bool(one and two) and not (all(one) and all(two))


def _has_name(actor: Actor) -> bool:
    called = list_callings([actor])
    words = (actor.identifier_text or actor.entity_text).split()
    return any(word[0].isupper() and not called.isdisjoint(stem_words(word)) for word in words)


def _fit_recipients(expected: Expected, doers: frozenset[str], deed: Deed) -> bool:
    """Whether the act is done to whom it was to be done to, as far as both are known."""
    wanted, done = list_codes(expected.recipient), list_codes(deed.happening.recipient)
    if deed.happening.event in MUTUAL:
        wanted |= list_codes(expected.actor)
        done |= list_codes(deed.happening.actor)
    wanted, done = wanted - doers, done - doers
    return not wanted or not done or bool(wanted & done)


def repeats(matter: frozenset[str], stems: frozenset[str], share: float, fewest: int = FEWEST) -> bool:
    """Whether so large a share of the words for a matter return among other words, and no fewer than `fewest`.

    One word in common ("help") says little; where the matter is but one word, that one must do.
    """
    found = measure_share(matter, stems)
    return found >= share and round(found * len(matter)) >= min(fewest, len(matter))


def measure_share(matter: frozenset[str], stems: frozenset[str]) -> float:
    """The share of the words for a matter that return among other words; an accord by any name is the same word."""
    if not matter:
        return 0.0
    accords = load_ledger_words().agreement
    same = matter & stems
    if matter & accords and stems & accords:
        same |= matter & accords
    return len(same) / len(matter)
