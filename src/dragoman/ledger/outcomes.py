"""A saying and the deeds after it come in; every change of its state that they show goes out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.stems import stem_words
from dragoman.ledger.answers import FEWEST, are_of_a_side, are_the_same, fit_expected, fit_words, fits, repeats
from dragoman.ledger.deeds import Deed, list_callings, list_codes, read_matter
from dragoman.ledger.names import has_half, list_bare
from dragoman.ledger.sayings import Saying, is_meant, is_term
from dragoman.record.commitment import Change
from dragoman.record.happening import FUTILE, ONLY_NAMED, Telling

# From this likelihood on a deed is taken for the act that was spoken of.
LEAST = 0.55
# The share of the words for a matter that another saying must repeat.
REPEATED = 0.33
# The same where maker and addressee are of one country, so that the parties tell nothing.
NEARLY = 0.66
# A happening of which less is sure than this changes nothing.
SURE = 0.15
# A change of which less is sure, by the happening and by how well it fits, is none.
PROVEN = 0.17
# What may follow where an ultimatum is not obeyed.
HOSTILE = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION"})
# "Rejected the Russian demand" bears on a saying and need not repeat a word of it.
REFUSES = frozenset({"REJECT"})
GIVES = frozenset({"AGREE", "CONCEDE"})
UNLESS = frozenset({"unless", "until", "without"})
MET = "what its condition names was reported"
OBEYED = "the addressee did what was demanded"
UNDONE = "a report says that it was not done"
# What words about a matter are worth beside the act itself.
IN_WORDS = 0.8


def find_changes(saying: Saying, deeds: Iterable[Deed]) -> list[Change]:
    """Every change of state that later deeds show, by day."""
    deeds = list(deeds)
    refused = _list_refused(deeds)
    own = _list_sentences(saying.deed)
    # What else the same sentence tells is part of the saying, not an answer to it.
    words = _list_words(saying)
    wordless = REFUSES | HOSTILE if saying.kind == "ultimatum" or is_truce(saying) else REFUSES
    near = (d for d in deeds if not words or d.happening.event in wordless or not words.isdisjoint(d.stems))
    done = (d for d in near if not any(_stands_in(t, refused) for t in d.tellings))
    later = (d for d in done if _is_later(saying, d) and d.confidence >= SURE and not _list_sentences(d) <= own)
    found = [c for deed in later if (c := _read_deed(saying, deed)) is not None and c.confidence >= PROVEN]
    return sorted(found, key=lambda c: (c.since is None, c.since, c.state, c.events, c.why))


def _list_refused(deeds: Iterable[Deed]) -> set[tuple[str, int, int]]:
    """Where reports tell what was refused: document, start and end of the words."""
    told = (t.event for d in deeds if d.happening.event in REFUSES for t in d.tellings)
    return {(e.document, e.content.start, e.content.end) for e in told if e.content is not None}


def _stands_in(telling: Telling, refused: set[tuple[str, int, int]]) -> bool:
    """Whether an act is but what somebody refused or called off: "cancelled his trip to the summit"."""
    event = telling.event
    if event.event in REFUSES:
        return False
    return any(d == event.document and start <= event.trigger.start < end for d, start, end in refused)


def _is_later(saying: Saying, deed: Deed) -> bool:
    """Whether a deed may be what came of a saying: what the saying's own report tells of the same day is its background."""
    told = deed.happening.date_basis == "stated" and deed.day > saying.deed.day
    if not told and {t.event.document for t in deed.tellings} <= saying.reports:
        return False
    return deed.day >= saying.deed.day and not all(looks_back(saying, t.sentence) for t in deed.tellings)


def looks_back(saying: Saying, text: str) -> bool:
    """Whether a sentence names a year before the saying, or counts the years since."""
    if re.search(load_ledger_words().bygone, text):
        return True
    return any(int(year) < saying.deed.day.year for year in re.findall(r"\b(?:1[89]|20)\d\d\b", text))


def _list_words(saying: Saying) -> frozenset[str]:
    """The words of which a deed must repeat one to bear on a saying; none where it need not ("arrived" for "visit")."""
    plain = saying.matter <= {saying.verb} or (saying.deed.best.event.condition is not None and not saying.waits)
    return frozenset() if plain else saying.matter | saying.waits


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
    told = not _is_only_said(deed) and any(t.doubt != ONLY_NAMED for t in deed.tellings)
    if told and not is_truce(saying) and (chance := fits(saying, deed)) >= LEAST:
        state, why = name_outcome(saying, deed.day, deed.stems, (t.sentence for t in deed.tellings))
        return _change(state, deed, chance, why)
    if _is_consequence(saying, deed):
        return _change("carried out", deed, IN_WORDS, "the day has passed, and its maker moved against the other side")
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
    """A report says that the act was not done, or that a truce was not broken: `fold` knows what that is worth."""
    if _breaks_truce(saying, deed):
        return _change("undone", deed, 1.0, "a report denies the attack")
    if saying.family not in ("give", "ask") or is_negated(saying):
        return None
    # That some help was not given says nothing of the help that was meant.
    chance = fits(saying, deed) if saying.matter & deed.stems else 0.0
    return _change("undone", deed, chance, UNDONE) if chance >= LEAST else None


def _is_consequence(saying: Saying, deed: Deed) -> bool:
    """Whether a deed is what was to follow on an ultimatum whose consequence is no event of its own ("or they would strike")."""
    if saying.kind != "ultimatum" or saying.family != "ask" or saying.deadline is None or deed.day <= saying.deadline:
        return False
    done, upon = list_codes(deed.happening.actor), list_codes(deed.happening.recipient)
    asked = list_codes(saying.to) | saying.doers
    return deed.happening.event in HOSTILE and bool(done & list_codes(saying.by)) and (not upon or bool(upon & asked))


def is_truce(saying: Saying) -> bool:
    """Whether a saying is a truce or the like: it holds or is broken, and only a report that it was honoured keeps it."""
    expects = saying.expects
    if expects is None or expects.negated or saying.family != "give":
        return False
    return any((b.event, b.mode) == (expects.event, expects.mode) for b in load_ledger_words().breaks)


def _breaks_truce(saying: Saying, deed: Deed) -> bool:
    """Whether a deed between the parties of a truce breaks it."""
    expects = saying.expects
    if expects is None or not is_truce(saying):
        return False
    if not any(
        (b.event, b.mode, b.by) == (expects.event, expects.mode, deed.happening.event)
        for b in load_ledger_words().breaks
    ):
        return False
    parties = saying.doers | list_codes(saying.to)
    done, upon = list_codes(deed.happening.actor), list_codes(deed.happening.recipient)
    return bool(done & parties) and bool(upon & parties)


def name_outcome(saying: Saying, day: date, stems: frozenset[str], sentences: Iterable[str]) -> tuple[str, str]:
    """The state to which the act that was spoken of leads, done on `day` and told in `sentences`, and why."""
    if saying.family == "harm":
        return "carried out", "the act was reported"
    if saying.family == "refuse":
        return "withdrawn", "what had been refused was done"
    if is_negated(saying):
        if saying.family == "ask":
            return "refused", "what was not to be done was done"
        return "broken", "what was not to be done was done"
    if _is_partial(saying, stems, sentences):
        return "partly kept", "the act was reported in part"
    late = saying.deadline is not None and day > saying.deadline
    return "kept", "the act was reported, after the deadline" if late else "the act was reported"


def _is_partial(saying: Saying, stems: frozenset[str], sentences: Iterable[str]) -> bool:
    words, content = load_ledger_words(), saying.deed.best.event.content
    if not words.partial.isdisjoint(stems) or any(re.search(words.part_of, text) for text in sentences):
        return True
    return content is not None and has_half(content.text, saying.matter, stems)


def _read_answer(saying: Saying, deed: Deed) -> tuple[str, str] | None:
    """What a later saying means for an earlier one: the addressee's yes or no, the maker's taking it back."""
    event, who = deed.happening.event, list_codes(deed.happening.actor)
    maker, asked = list_codes(saying.by), list_codes(saying.to) | (saying.doers if saying.family == "ask" else set())
    if all(t.doubt == FUTILE for t in deed.tellings):
        return None
    if event not in ("AGREE", "CONCEDE", "REJECT", "SANCTION") or not _speaks_of(saying, deed):
        return None
    gives = event in GIVES
    actors = deed.happening.actor
    if who & maker and not are_of_a_side(saying.by, actors):
        maker = maker - who
    if who & asked and not _is_asked(saying, deed):
        asked = asked - who
    if saying.is_home and who & maker and not are_the_same(saying.by, actors):
        maker = maker - who
    if not asked and list_codes(deed.happening.recipient) & maker:
        asked = who - maker
    if event == "REJECT" and (saying.family == "ask" or saying.kind in ("offer", "ultimatum")) and who & asked:
        return "refused", "the addressee refused"
    if saying.family == "ask":
        # Where maker and addressee are of one country, or the addressee is not known, the words alone tell.
        others = maker != asked and who & maker
        return (
            ("partly kept", "the addressee agreed to it")
            if gives and not others and _may_answer(who, saying, deed)
            else None
        )
    ends = event == "REJECT" or (event == "SANCTION" and deed.happening.mode in ("discontinue", "withdraw"))
    ends = ends and (saying.expects is None or saying.expects.event != event)
    doers = (*saying.by, *saying.to) if saying.kind == "agreement" else saying.by
    same = are_the_same(doers, actors) if saying.is_home else are_of_a_side(doers, actors)
    if saying.family == "give" and ends and who & saying.doers and same:
        told = frozenset(stem_words(deed.best.event.trigger.text))
        if told & load_ledger_words().postponing:
            return "superseded", "it was put off"
        failed = told & load_ledger_words().failing and not is_truce(saying)
        return ("undone", UNDONE) if failed else ("withdrawn", "a party took it back")
    takes_back = deed.expected is not None and deed.expected.negated and event == "AGREE"
    if saying.family == "harm" and who & maker and (event == "CONCEDE" or takes_back):
        return "withdrawn", "the maker backed down"
    if saying.family == "refuse" and gives and who & maker:
        return "withdrawn", "the maker agreed to what he had refused"
    return None


def _is_asked(saying: Saying, deed: Deed) -> bool:
    """Whether a deed is that of the addressee; among people of one country he, or its maker, must be named."""
    actors = deed.happening.actor
    if not saying.is_home or not saying.asked or are_the_same(saying.asked, actors):
        return are_of_a_side(saying.asked, actors)
    return _is_to_maker(saying, deed)


def _is_to_maker(saying: Saying, deed: Deed) -> bool:
    """Whether a deed is done to the maker of a saying; by his countryman, if he is named or of another side than that one."""
    upon, actors = deed.happening.recipient, deed.happening.actor
    if not list_codes(upon) & list_codes(saying.by) or not are_of_a_side(saying.by, upon):
        return False
    if not list_codes(upon) & list_codes(actors) or list_callings(upon) & list_callings(saying.by):
        return True
    return not are_of_a_side(actors, upon)


def _may_answer(who: frozenset[str], saying: Saying, deed: Deed) -> bool:
    """Whether who agrees is asked; where nobody knows who was asked, the words alone must tell."""
    to, by = list_codes(saying.to), list_codes(saying.by)
    if to <= by:
        return (
            bool(to) and len(saying.matter) >= FEWEST and repeats(saying.matter, deed.pick_stems(saying.matter), NEARLY)
        )
    return bool(who & (to | saying.doers))


def _speaks_of(saying: Saying, deed: Deed) -> bool:
    """Whether a later saying is about the same act: it lets one expect the same, or repeats the words for it."""
    content, event, stems = deed.best.event.content, deed.happening.event, deed.pick_stems(saying.matter)
    towards = _is_to_maker(saying, deed)
    if content is not None and towards:
        # "rejected the Russian demand": it is named after him who made it, and not repeated.
        named = read_matter(content.text, (*saying.by, *saying.to))
        whose = read_matter(" ".join(a.entity_text for a in deed.happening.recipient))
        if named & saying.matter or is_meant(saying, list_bare(content.text), whose):
            return True
    condition = saying.deed.best.event.condition
    if condition is not None and event == "REJECT" and repeats(saying.waits, deed.pick_stems(saying.waits), REPEATED):
        return True
    if saying.expects is not None and deed.expected is not None and saying.expects.event == deed.expected.event:
        share = REPEATED / 2 if saying.verb in stems else REPEATED
        return repeats(saying.matter, stems, share, 1 if towards else FEWEST)
    return len(saying.matter) >= FEWEST and repeats(saying.matter, stems, REPEATED)


def _read_condition(saying: Saying, deed: Deed) -> Change | None:
    """The act that a condition names was done: behind "if" the condition is met, behind "unless" an ultimatum is obeyed."""
    awaited, condition = saying.deed.awaited, saying.deed.best.event.condition
    if awaited is None:
        if condition is None or condition.text.split()[0].lower() in UNLESS:
            return None
        parties = (*saying.by, *saying.to)
        matter = read_matter(condition.text, parties) & saying.waits
        chance = fit_words(matter, frozenset(), (), deed) if len(matter) > 1 else 0.0
        return _change("condition met", deed, chance, MET) if chance >= LEAST else None
    doers = list_codes(awaited.actor) or list_codes(saying.to)
    matter = (
        read_matter(awaited.object.text if awaited.object else "", (*awaited.actor, *awaited.recipient)) & saying.waits
    )
    chance = fit_expected(awaited, doers, matter, deed)
    if chance < LEAST:
        return None
    if not awaited.negated:
        return _change("condition met", deed, chance, MET)
    return _change("kept", deed, chance, OBEYED) if saying.kind == "ultimatum" else None


def tell_days(saying: Saying) -> Iterator[Change]:
    """The changes that the calendar alone brings: the deadline comes near, the deadline has passed."""
    if saying.deadline is None or is_negated(saying) or saying.family == "refuse":
        return
    if is_truce(saying) or is_term(saying.deed):
        return
    made, events = saying.deed.day, saying.deed.events
    # A deadline may stand at either end of the calendar.
    near = max(made, saying.deadline - min(timedelta(days=7), saying.deadline - date.min))
    yield Change(state="due", since=near, events=events, confidence=1.0, why=f"the deadline is {saying.deadline}")
    if saying.deadline == date.max:
        return
    passed = saying.deadline + timedelta(days=1)
    why = "the deadline has passed, and no report tells what came of it"
    yield Change(state="overdue", since=max(made, passed), events=events, confidence=1.0, why=why)
