"""Happenings, tellings and remarks come in; commitments go out. Read this file to see how the ledger is kept."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.codebook.commitments import load_ledger_words
from dragoman.ledger.answers import FEWEST, are_of_a_side, are_the_same, repeats
from dragoman.ledger.deeds import Deed, list_codes, make_deeds
from dragoman.ledger.echoes import find_echoes
from dragoman.ledger.fold import fold_changes
from dragoman.ledger.outcomes import find_changes, tell_days
from dragoman.ledger.passages import Passages
from dragoman.ledger.sayings import Saying, find_sayings, quote_matter
from dragoman.ledger.verdicts import leave_out_contents, read_verdicts
from dragoman.record.commitment import Change, Commitment, Passage, Quote, Remark, Term
from dragoman.record.happening import Happening, Telling
from dragoman.record.ids import commitment_id
from dragoman.record.span import Span

# How much of the shorter of two contents must stand in the other for one to restate it.
RESTATED = 0.5


@dataclass(slots=True)
class _Entry:
    """A saying, those that restate it, and the one that replaces it."""

    saying: Saying
    restated: list[Saying] = field(default_factory=list)
    replaced: Saying | None = None


def keep_ledger(
    happenings: Iterable[Happening],
    tellings: Mapping[str, Telling],
    remarks: Iterable[Remark],
    as_of: date,
    passages: Iterable[Passage] = (),
) -> list[Commitment]:
    """Every commitment of some happenings, as reports published up to and on `as_of` tell it, by the day it was made.

    `tellings` maps event ids to what their reports say; `passages` are the sentences of the reports, coded or not. The
    ledger is a function of the set of happenings, tellings, remarks and passages: their order does not matter.
    """
    deeds = make_deeds(happenings, tellings, as_of)
    told = sorted(
        (r for r in remarks if r.published is not None and r.published <= as_of),
        key=lambda r: (r.published, r.document, r.start),
    )
    index, texts = _Index(deeds), Passages(passages, as_of)
    found = []
    sayings = find_sayings(deeds, texts)
    entries = _join_restatements(sayings)
    verdicts = read_verdicts([e.saying for e in entries], leave_out_contents(sayings, told))
    for entry in entries:
        changes = find_changes(entry.saying, index.near(entry.saying))
        own = {e for saying in entry.restated for e in saying.deed.events}
        changes = [c for c in changes if not c.events or own.isdisjoint(c.events)]
        changes += verdicts.get(entry.saying.deed.happening.id, ())
        changes += [*tell_days(entry.saying), *find_echoes(entry.saying, texts)]
        if entry.replaced is not None:
            changes.append(_replace(entry.replaced))
        found.append(_write(entry, fold_changes(entry.saying, changes, as_of)))
    return found


class _Index:
    """Deeds by the countries and bodies in them, so that a commitment is held against those of its own parties alone."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        self._deeds = deeds
        self._by_code: dict[str | None, list[int]] = defaultdict(list)
        for number, deed in enumerate(deeds):
            codes = list_codes(deed.happening.actor) | list_codes(deed.happening.recipient)
            for code in codes or {None}:
                self._by_code[code].append(number)

    def near(self, saying: Saying) -> Iterator[Deed]:
        """The deeds of a saying's parties, and those of nobody known, from the day of the saying on, in the order of their days."""
        codes = saying.doers | list_codes(saying.by) | list_codes(saying.to)
        first = bisect_left(self._deeds, saying.deed.day, key=lambda deed: deed.day)
        numbers = {n for code in (*codes, None) for n in self._by_code.get(code, ()) if n >= first}
        if not codes:
            numbers = set(range(first, len(self._deeds)))
        return (self._deeds[n] for n in sorted(numbers))


def _join_restatements(sayings: Sequence[Saying]) -> list[_Entry]:
    """Sayings with those that say the same again; one with another deadline replaces what it restates."""
    entries: list[_Entry] = []
    by_maker: dict[tuple[str, str | None], list[_Entry]] = defaultdict(list)
    for saying in sayings:
        keys: list[tuple[str, str | None]] = [(saying.family, code) for code in sorted(list_codes(saying.by))]
        keys = keys or [(saying.family, None)]
        earlier = [e for key in keys for e in by_maker[key] if e.replaced is None and _restates(saying, e.saying)]
        last = max(earlier, key=lambda e: e.saying.deed.order, default=None)
        if last is not None and saying.deadline in (None, last.saying.deadline):
            last.restated.append(saying)
            continue
        entry = _Entry(saying)
        if last is not None and last.saying.deadline is not None:
            last.replaced = saying
        entries.append(entry)
        for key in keys:
            by_maker[key].append(entry)
    return entries


def _restates(later: Saying, earlier: Saying) -> bool:
    """Whether a saying is about the same act, towards the same side, as an earlier one of the same maker."""
    if later.kind == "agreement" and not load_ledger_words().anew.isdisjoint(later.deed.stems):
        return False
    one, other = list_codes(later.to), list_codes(earlier.to)
    if one and other and not one & other:
        return False
    if later.expects is not None and earlier.expects is not None and later.expects.event != earlier.expects.event:
        return False
    if not _is_of_one_maker(later, earlier):
        return False
    small, large = sorted((later.said, earlier.said), key=len)
    if not small or not repeats(small, large, RESTATED):
        return False
    # A content of one word ("people", "deal") tells its matter only where that word names the act of both.
    return len(small) >= FEWEST or later.verb == earlier.verb


def _is_of_one_maker(later: Saying, earlier: Saying) -> bool:
    """Whether two sayings may be of one maker: of one side of his country, and called alike where all are of one country."""
    if not are_of_a_side(later.by, earlier.by):
        return False
    return not (later.is_home or earlier.is_home) or are_the_same(later.by, earlier.by)


def _replace(saying: Saying) -> Change:
    deed = saying.deed
    why = f"said again with another deadline, {saying.deadline}"
    return Change(state="superseded", since=deed.day, events=deed.events, confidence=deed.happening.confidence, why=why)


def _write(entry: _Entry, history: tuple[Change, ...]) -> Commitment:
    saying, event = entry.saying, entry.saying.deed.best.event
    told = [t for s in (saying, *entry.restated) for t in s.deed.tellings]
    ids = {t.event.id for t in told} | {e for change in history for e in change.events}

    def quote(words: Span | None) -> Quote | None:
        return (
            None if words is None else Quote(text=words.text, document=event.document, start=words.start, end=words.end)
        )

    return Commitment(
        id=commitment_id(saying.deed.happening.id),
        kind=saying.kind,
        by=saying.by,
        to=saying.to,
        content=quote(quote_matter(saying.deed)),
        condition=quote(event.condition),
        deadline=Term(text=event.deadline.text, date=event.deadline.date) if event.deadline is not None else None,
        made_on=saying.deed.happening.date or saying.deed.best.published,
        attribution=event.attribution,
        expects=saying.expects,
        state=history[-1].state,
        state_since=history[-1].since,
        history=history,
        reports=tuple(sorted({t.event.document for t in told})),
        events=tuple(sorted(ids)),
        confidence=round(min(saying.confidence, history[-1].confidence), 4),
    )
