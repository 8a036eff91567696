"""Sayings and remarks come in; what the remarks say outright of each saying goes out, as changes of its state."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.remarks import load_remarks
from dragoman.codebook.stems import stem_words
from dragoman.ledger.answers import FEWEST, measure_share, repeats
from dragoman.ledger.deeds import list_callings, list_codes, read_matter
from dragoman.ledger.lookup import Lookup
from dragoman.ledger.names import list_bare, list_nouns
from dragoman.ledger.sayings import FAMILIES, Saying, is_meant, quote_matter
from dragoman.record.commitment import Change, Remark
from dragoman.record.event import Event

# The share of the words for a matter that a remark must repeat; and if it names none of the parties, or says little.
REPEATED, UNNAMED, NEARLY = 0.33, 0.6, 0.75
# A remark that a deadline was missed speaks of a commitment whose deadline lies so near.
NEAR_DEADLINE = timedelta(days=10)
# From this weight on a remark speaks for itself; below it ("failed") it must repeat more of the matter.
PLAIN = 0.7
# "Broke its word": such a remark, which repeats nothing, means the one saying of its maker within this time, and is worth less.
# A remark of more words is several sentences run together: of which of them it is one nobody knows.
LONG = 60
RECENT, ALONE = timedelta(days=400), 0.5


# Who drops what he promised or demanded is coded as one of these.
UNDOING = frozenset({"CONCEDE", "REJECT"})


def read_verdicts(sayings: Sequence[Saying], remarks: Sequence[Remark]) -> Mapping[str, list[Change]]:
    """What remarks, sorted by day, say of sayings: changes by the id of the saying's happening."""
    words = [_read_words(remark) for remark in remarks]
    lookup, by_code = Lookup(words), defaultdict(set)
    for number, remark in enumerate(remarks):
        for code in remark.codes:
            by_code[code].add(number)
    found: dict[str, list[Change]] = defaultdict(list)
    used = set()
    for saying in sayings:
        near = set(lookup.find(saying.matter, UNNAMED))
        near |= {n for code in _list_parties(saying) for n in by_code.get(code, ())}
        for number in sorted(near):
            if (change := _read_remark(saying, remarks[number], words[number])) is not None:
                found[saying.deed.happening.id].append(change)
                used.add(number)
    for number, saying, change in _read_alone(sayings, remarks):
        if number not in used:
            found[saying.deed.happening.id].append(change)
    return found


def _read_words(remark: Remark) -> frozenset[str]:
    """The words by which a remark may tell what it means; one that says little by itself must say it in its own sentence."""
    text = f"{remark.before} {remark.text}" if remark.weight >= PLAIN else remark.text
    return frozenset(stem_words(text))


def leave_out_contents(sayings: Iterable[Saying], remarks: Iterable[Remark]) -> list[Remark]:
    """Remarks without those that are too long, or but part of what is said.

    "Demanded that they withdraw" is no demand withdrawn; "dropped its promise" is one, though "its promise" is what was dropped.
    """
    contents: dict[tuple[str, int], list[str]] = defaultdict(list)
    for saying in sayings:
        for told in saying.deed.tellings:
            if told.event.content is not None and not _undoes(told.event):
                contents[told.event.document, told.event.sentence.start].append(told.event.content.text)
    found = []
    for remark in remarks:
        if len(remark.text.split()) > LONG:
            continue
        text = remark.text
        for content in contents.get((remark.document, remark.start), ()):
            text = text.replace(content, "")
        if text == remark.text or load_remarks().find(text) is not None:
            found.append(remark)
    return found


def _undoes(event: Event) -> bool:
    """Whether an event makes a remark of its content, which is none by itself: "dropped" of "its promise"."""
    if event.event not in UNDOING or event.content is None:
        return False
    remarks, content = load_remarks(), event.content.text
    return remarks.find(content) is None and remarks.find(f"{event.trigger.text} {content}") is not None


def _list_parties(saying: Saying) -> frozenset[str]:
    return saying.doers | list_codes(saying.by) | list_codes(saying.to)


def _read_remark(saying: Saying, remark: Remark, words: frozenset[str]) -> Change | None:
    """What a remark says of a saying, if it speaks of this one: by its parties and by the words for its matter."""
    parties = _list_parties(saying)
    named = bool(parties & set(remark.codes))
    if remark.codes and parties and not named:
        return None
    if _is_of_others(saying, words):
        return None
    share = measure_share(saying.matter, words)
    least = NEARLY if remark.weight < PLAIN else REPEATED if named else UNNAMED
    enough = repeats(saying.matter, words, least) and (
        len(saying.matter) >= FEWEST or (_names_both(saying, remark) and saying.matter <= load_ledger_words().agreement)
    )
    # What only the sentence before tells is meant where the remark points at it: "its appeals have been ignored".
    own = frozenset(stem_words(remark.text))
    pointed = load_ledger_words().meant[saying.kind] & list_nouns(remark.text)
    enough = enough and bool(pointed or len(saying.matter & own) >= min(FEWEST, len(saying.matter)))
    if not enough and not (named and _marks_deadline(saying, remark)):
        return None
    if not _may_speak_of(saying, remark):
        return None
    return _write(saying, remark, remark.weight * (0.5 + 0.5 * share))


def _may_speak_of(saying: Saying, remark: Remark) -> bool:
    """Whether a remark comes after a saying, in another sentence, and does not tell of the very act ("broke off the talks").

    What else the saying's own report tells is its background, unless it points at the saying ("the promise was broken").
    """
    if remark.published is None or remark.published < saying.deed.day or _lies_in(saying, remark):
        return False
    first = saying.deed.tellings[0].event
    words = load_ledger_words()
    if re.search(words.repeated, remark.text) or (remark.state == "kept" and re.search(words.unmade, remark.text)):
        return False
    if remark.document == first.document and (
        remark.start < first.sentence.start
        or not is_meant(saying, list_bare(remark.text, verbs=remark.state == "denied"))
    ):
        return False
    if remark.state == "denied" and remark.codes and not list_codes(saying.by) & set(remark.codes):
        return False
    families = _read_families(remark.text)
    if families and FAMILIES[saying.kind] not in families and saying.family not in families:
        return False
    content = saying.deed.best.event.content
    return content is None or load_remarks().find(content.text) is None


def _is_of_others(saying: Saying, words: frozenset[str]) -> bool:
    """Whether words name none of the parties of a saying among people of one country."""
    parties = (*saying.by, *saying.asked)
    called = list_callings(parties) | read_matter(" ".join(a.entity_text for a in parties))
    return saying.is_home and bool(called) and words.isdisjoint(called)


@lru_cache(maxsize=10_000)
def _read_families(text: str) -> frozenset[str]:
    """What the sayings speak of that a text names by their kind: "its threat" is one of harm."""
    stems, meant = frozenset(stem_words(text)), load_ledger_words().meant
    return frozenset(FAMILIES[kind] for kind, nouns in meant.items() if nouns & stems)


def _lies_in(saying: Saying, remark: Remark) -> bool:
    """Whether a remark stands in the sentence of the saying itself; a later report that denies it tells it too."""
    first = saying.deed.tellings[0].published
    return any(
        t.event.document == remark.document and t.event.sentence.start == remark.start and t.published == first
        for t in saying.deed.tellings
    )


def _names_both(saying: Saying, remark: Remark) -> bool:
    """Whether a remark names both sides: "Estonia rejected the Russian demand"."""
    codes, by, to = set(remark.codes), list_codes(saying.by), list_codes(saying.to)
    return by <= codes if len(by) > 1 else bool(by & codes) and bool(to & codes)


def _marks_deadline(saying: Saying, remark: Remark) -> bool:
    if saying.deadline is None or remark.published is None or remark.state != "broken":
        return False
    return (
        not load_ledger_words().deadline.isdisjoint(stem_words(remark.text))
        and abs(remark.published - saying.deadline) <= NEAR_DEADLINE
    )


def _write(saying: Saying, remark: Remark, worth: float) -> Change | None:
    state = _read_state(saying, remark.state)
    if state is None:
        return None
    why = f"{remark.document}: {remark.text.strip()}"
    return Change(state=state, since=remark.published, events=(), confidence=round(worth, 4), why=why)


def _read_state(saying: Saying, said: str) -> str | None:
    """The state that a remark means for a saying of this kind, None where it can mean nothing."""
    family = saying.family
    if said == "denied":
        return "unknown"
    if said == "kept":
        return "carried out" if family == "harm" else None if family == "refuse" else "kept"
    if said == "broken":
        return "broken" if family == "give" else None
    if said == "refused":
        return "refused" if family == "ask" or saying.kind in ("offer", "ultimatum") else None
    return said


def _read_alone(sayings: Sequence[Saying], remarks: Sequence[Remark]) -> Iterable[tuple[int, Saying, Change]]:
    """Remarks that name a saying by its kind alone, with the only saying that each can mean."""
    by_maker: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        for code in list_codes(saying.by):
            by_maker[code].append(saying)
    for number, remark in enumerate(remarks):
        if remark.published is None or remark.weight < PLAIN:
            continue
        words = _read_words(remark)
        bare, own = list_bare(remark.text, verbs=remark.state == "denied"), frozenset(stem_words(remark.text))
        told = {s.deed.happening.id: s for code in remark.codes for s in by_maker.get(code, ())}
        since = remark.published - RECENT
        able = [s for s in told.values() if since <= s.deed.day and _may_speak_of(s, remark)]
        able = [
            s
            for s in able
            if quote_matter(s.deed) is not None
            and (is_meant(s, bare) or len(s.matter & own) >= FEWEST)
            and _read_state(s, remark.state) is not None
            and not _is_of_others(s, words)
            and (len(list_codes(s.by)) < FEWEST or list_codes(s.by) <= set(remark.codes))
        ]
        # "Rejected the Russian demand" names both sides: the others are not meant.
        able = [s for s in able if _names_both(s, remark)] or able
        # One sentence may make two sayings ("signed an agreement"): they are meant together.
        if len({_place(s) for s in able}) != 1:
            continue
        for saying in able:
            if (change := _write(saying, remark, remark.weight * ALONE)) is not None:
                yield number, saying, change


def _place(saying: Saying) -> tuple[str, int]:
    first = saying.deed.tellings[0].event
    return first.document, first.sentence.start
