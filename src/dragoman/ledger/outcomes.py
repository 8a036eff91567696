"""A saying, the deeds after it and what reports remark come in; every change of its state that they show goes out."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.answers import fit_expected, fit_words, fits, measure_share
from dragoman.ledger.deeds import Deed, list_codes, read_matter
from dragoman.ledger.sayings import Saying
from dragoman.record.commitment import Change, Remark

# From this likelihood on a deed is taken for the act that was spoken of.
LEAST = 0.55
# The share of the words for a matter that a remark or another saying must repeat; and if it names none of the parties.
REPEATED, UNNAMED = 0.34, 0.6
# A happening of which less is sure than this changes nothing.
SURE = 0.15
GIVES = frozenset({"AGREE", "CONCEDE"})
UNLESS = frozenset({"unless", "until", "without"})
MET = "what its condition names was reported"
# A remark that a deadline was missed speaks of a commitment whose deadline lies so near.
NEAR_DEADLINE = timedelta(days=10)
# What words about a matter are worth beside the act itself.
IN_WORDS = 0.8
# From this weight on a remark speaks for itself; below it ("failed") it must repeat more of the matter.
PLAIN = 0.7


def find_changes(saying: Saying, deeds: Iterable[Deed], remarks: Iterable[Remark]) -> list[Change]:
    """Every change of state that later deeds and remarks show, by day."""
    own = _list_sentences(saying.deed)
    # What else the same sentence tells is part of the saying, not an answer to it.
    later = (d for d in deeds if d.day >= saying.deed.day and d.confidence >= SURE and not _list_sentences(d) <= own)
    found = [change for deed in later if (change := _read_deed(saying, deed)) is not None]
    found += [change for remark in remarks if (change := _read_remark(saying, remark)) is not None]
    return sorted(found, key=lambda c: (c.since is None, c.since, c.state, c.events, c.why))


def _list_sentences(deed: Deed) -> frozenset[tuple[str, int]]:
    return frozenset((t.event.document, t.event.sentence.start) for t in deed.tellings)


def _read_deed(saying: Saying, deed: Deed) -> Change | None:
    """What a deed means for a saying: a breach, the act itself, the act that it waited for, or words about it."""
    if deed.happening.status == "negated":
        return _read_undone(saying, deed)
    if deed.happening.status != "actual":
        return None
    if _breaks_truce(saying, deed):
        return _change("broken", deed, 1.0, "an attack between the parties")
    if not _is_only_said(deed) and (chance := fits(saying, deed)) >= LEAST:
        state, why = _name_outcome(saying, deed)
        return _change(state, deed, chance, why)
    if (answer := _read_answer(saying, deed)) is not None:
        return _change(answer[0], deed, IN_WORDS, answer[1])
    return _read_condition(saying, deed)


def _is_only_said(deed: Deed) -> bool:
    """Whether a deed is itself a promise of another act ("agreed to release them"): that carries nothing out yet."""
    return deed.happening.event in GIVES and deed.expected is not None and deed.expected.event != deed.happening.event


def _change(state: str, deed: Deed, chance: float, why: str) -> Change:
    sure = round(chance * deed.happening.confidence, 4)
    return Change(state=state, since=deed.day, events=deed.events, confidence=sure, why=why)


def is_negated(saying: Saying) -> bool:
    """Whether a saying is that something will not be done."""
    return saying.expects is not None and saying.expects.negated


def _read_undone(saying: Saying, deed: Deed) -> Change | None:
    """A report says that the act was not done: that breaks a promise whose day has come, and nothing else."""
    if saying.family != "give" or is_negated(saying) or saying.deadline is None or deed.day < saying.deadline:
        return None
    chance = fits(saying, deed)
    return _change("broken", deed, chance, "a report says that it was not done") if chance >= LEAST else None


def _breaks_truce(saying: Saying, deed: Deed) -> bool:
    """Whether a deed between the parties of a truce breaks it."""
    expects = saying.expects
    if expects is None or expects.negated or saying.family != "give":
        return False
    if not any(
        (b.event, b.mode, b.by) == (expects.event, expects.mode, deed.happening.event)
        for b in load_ledger_words().breaks
    ):
        return False
    parties = saying.doers | list_codes(saying.to)
    done, upon = list_codes(deed.happening.actor), list_codes(deed.happening.recipient)
    return bool(done & parties) and bool(upon & parties)


def _name_outcome(saying: Saying, deed: Deed) -> tuple[str, str]:
    """The state to which the act that was spoken of leads, and why."""
    if saying.family == "harm":
        return "carried out", "the act was reported"
    if saying.family == "refuse":
        return "withdrawn", "what had been refused was done"
    if is_negated(saying):
        return "broken", "what was not to be done was done"
    if _is_partial(deed):
        return "partly kept", "the act was reported in part"
    late = saying.deadline is not None and deed.day > saying.deadline
    return "kept", "the act was reported, after the deadline" if late else "the act was reported"


def _is_partial(deed: Deed) -> bool:
    words = load_ledger_words()
    return not words.partial.isdisjoint(deed.stems) or any(re.search(words.part_of, t.sentence) for t in deed.tellings)


def _read_answer(saying: Saying, deed: Deed) -> tuple[str, str] | None:
    """What a later saying means for an earlier one: the addressee's yes or no, the maker's taking it back."""
    event, who = deed.happening.event, list_codes(deed.happening.actor)
    maker, asked = list_codes(saying.by), list_codes(saying.to) | (saying.doers if saying.family == "ask" else set())
    if event not in ("AGREE", "CONCEDE", "REJECT", "SANCTION") or not _speaks_of(saying, deed):
        return None
    gives = event in GIVES
    if saying.family == "ask":
        if event == "REJECT" and who & asked:
            return "refused", "the addressee refused"
        return ("partly kept", "the addressee agreed to it") if gives and who & asked and not who & maker else None
    if event == "REJECT" and saying.kind == "offer" and who & asked:
        return "refused", "the other side refused"
    ends = event == "REJECT" or (event == "SANCTION" and deed.happening.mode in ("discontinue", "withdraw"))
    if saying.family == "give" and ends and who & saying.doers:
        return "withdrawn", "a party took it back"
    takes_back = deed.expected is not None and deed.expected.negated and event == "AGREE"
    if saying.family == "harm" and who & maker and (event == "CONCEDE" or takes_back):
        return "withdrawn", "the maker backed down"
    if saying.family == "refuse" and gives and who & maker:
        return "withdrawn", "the maker agreed to what he had refused"
    return None


def _speaks_of(saying: Saying, deed: Deed) -> bool:
    """Whether a later saying is about the same act: it lets one expect the same, or repeats the words for it."""
    content = deed.best.event.content
    if content is not None and list_codes(deed.happening.recipient) & list_codes(saying.by):
        # "rejected the Russian demand": it is named after him who made it, and not repeated.
        named = read_matter(content.text, (*saying.by, *saying.to))
        if named & load_ledger_words().reference:
            return True
    share = measure_share(saying.matter, deed.stems)
    if saying.expects is not None and deed.expected is not None and saying.expects.event == deed.expected.event:
        return share >= REPEATED / 2
    return share >= REPEATED


def _read_condition(saying: Saying, deed: Deed) -> Change | None:
    """The act that a condition names was done: behind "if" the condition is met, behind "unless" an ultimatum is obeyed."""
    awaited, condition = saying.deed.awaited, saying.deed.best.event.condition
    if awaited is None:
        if condition is None or condition.text.split()[0].lower() in UNLESS:
            return None
        parties = (*saying.by, *saying.to)
        matter = read_matter(condition.text, parties)
        chance = fit_words(matter, frozenset(), (), deed) if len(matter) > 1 else 0.0
        return _change("condition met", deed, chance, MET) if chance >= LEAST else None
    doers = list_codes(awaited.actor) or list_codes(saying.to)
    matter = read_matter(awaited.object.text if awaited.object else "", (*awaited.actor, *awaited.recipient))
    chance = fit_expected(awaited, doers, matter, deed)
    if chance < LEAST:
        return None
    if not awaited.negated:
        return _change("condition met", deed, chance, MET)
    return _change("kept", deed, chance, "the addressee did what was demanded") if saying.kind == "ultimatum" else None


def _read_remark(saying: Saying, remark: Remark) -> Change | None:
    """What a sentence says outright of a saying, if it speaks of this one: by its parties and by the words for its matter."""
    if remark.published is None or remark.published < saying.deed.day or _lies_in(saying, remark):
        return None
    parties = saying.doers | list_codes(saying.by) | list_codes(saying.to)
    named = bool(parties & set(remark.codes))
    if remark.codes and parties and not named:
        return None
    share = measure_share(saying.matter, frozenset(stem_words(f"{remark.before} {remark.text}")))
    least = REPEATED if named and remark.weight >= PLAIN else UNNAMED
    if share < least and not (named and (_marks_deadline(saying, remark) or _answers(saying, remark))):
        return None
    state = _read_state(saying, remark.state)
    if state is None:
        return None
    return Change(
        state=state,
        since=remark.published,
        events=(),
        confidence=round(remark.weight * (0.5 + 0.5 * share), 4),
        why=f"{remark.document}: {remark.text.strip()}",
    )


def _lies_in(saying: Saying, remark: Remark) -> bool:
    return any(
        t.event.document == remark.document and t.event.sentence.start == remark.start for t in saying.deed.tellings
    )


def _answers(saying: Saying, remark: Remark) -> bool:
    """Whether a refusal names both sides: "Estonia rejected the Russian demand"."""
    codes = set(remark.codes)
    return remark.state == "refused" and bool(list_codes(saying.by) & codes) and bool(list_codes(saying.to) & codes)


def _marks_deadline(saying: Saying, remark: Remark) -> bool:
    if saying.deadline is None or remark.published is None or remark.state != "broken":
        return False
    return "deadlin" in stem_words(remark.text) and abs(remark.published - saying.deadline) <= NEAR_DEADLINE


def _read_state(saying: Saying, said: str) -> str | None:
    """The state that a remark means for a saying of this kind, None where it can mean nothing."""
    family = saying.family
    if said == "denied":
        return "unknown"
    if said == "kept":
        return "carried out" if family == "harm" else None if family == "refuse" else "kept"
    if said == "broken":
        return "broken" if family in ("give", "ask") else None
    if said == "refused":
        return "refused" if family == "ask" or saying.kind in ("offer", "ultimatum") else None
    return said


def tell_days(saying: Saying) -> Iterator[Change]:
    """The changes that the calendar alone brings: the deadline comes near, the deadline has passed."""
    if saying.deadline is None or is_negated(saying) or saying.family == "refuse":
        return
    made, events = saying.deed.day, saying.deed.events
    near = max(made, saying.deadline - timedelta(days=7))
    yield Change(state="due", since=near, events=events, confidence=1.0, why=f"the deadline is {saying.deadline}")
    passed = saying.deadline + timedelta(days=1)
    why = "the deadline has passed, and no report tells what came of it"
    yield Change(state="overdue", since=max(made, passed), events=events, confidence=1.0, why=why)
