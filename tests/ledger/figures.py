"""Storylines come in; how often the ledger has their commitments in the right state goes out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.flow import code_document
from dragoman.kit import load_kit
from dragoman.ledger import keep_ledger
from dragoman.record.commitment import Commitment, Passage, Remark
from dragoman.record.happening import Happening, Telling
from dragoman.segment import list_passages
from ledger.storyline import Pledge, Storyline, make_document
from reconcile.shelf import join_all

# Kept aside: nobody read their errors while the ledger was made.
ASIDE = frozenset({"capitals.toml", "courses.toml", "nearmisses.toml", "wordings.toml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One commitment on one day: the state that it should have, and the one that the ledger gives (None: it has none)."""

    storyline: str
    aside: bool
    pledge: Pledge
    on: date
    wanted: str
    found: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a storyline's reports tell: all that its ledger is made of."""

    happenings: tuple[Happening, ...]
    tellings: dict[str, Telling]
    remarks: tuple[Remark, ...]
    passages: tuple[Passage, ...]


def read_storyline(storyline: Storyline) -> Kept:
    """Code a storyline's reports and join what they tell."""
    tellings: dict[str, Telling] = {}
    remarks: list[Remark] = []
    passages: list[Passage] = []
    for report in storyline.reports:
        document = make_document(report)
        coded = code_document(document, load_kit(strict=True))
        remarks += coded.remarks
        passages += list_passages(document)
        for event in coded.events:
            tellings[event.id] = Telling(
                event=event,
                sentence=document.text[event.sentence.start : event.sentence.end],
                root=document.id,
                first_published=document.published,
                expected=coded.expected.get(event.id),
                awaited=coded.awaited.get(event.id),
                doubt=coded.doubts.get(event.id, ""),
            )
    return Kept(tuple(join_all(tellings.values())), tellings, tuple(remarks), tuple(passages))


def judge(storyline: Storyline, kept: Kept) -> Iterable[Judged]:
    """Each state of each commitment beside the one that the ledger has."""
    for pledge in storyline.commitments:
        for known in pledge.states:
            ledger = keep_ledger(kept.happenings, kept.tellings, kept.remarks, known.on, kept.passages)
            one = find_pledge(pledge, ledger, kept)
            yield Judged(
                storyline=storyline.id,
                aside=storyline.file in ASIDE,
                pledge=pledge,
                on=known.on,
                wanted=known.state,
                found=one.state if one else None,
                kind=one.kind if one else None,
            )


def find_pledge(pledge: Pledge, ledger: Sequence[Commitment], kept: Kept) -> Commitment | None:
    """The commitment that was made in the pledge's sentence: of several the one on the pledge's trigger, then of its kind."""

    def rank(commitment: Commitment) -> tuple[bool, bool, str]:
        return not on_trigger(commitment), commitment.kind != pledge.kind, commitment.id

    def told(commitment: Commitment) -> Iterable[Telling]:
        first = commitment.history[0].events
        return (kept.tellings[e] for e in first if e in kept.tellings)

    def on_trigger(commitment: Commitment) -> bool:
        return any(
            t.event.document == pledge.report
            and (t.event.trigger.text in pledge.trigger or pledge.trigger in t.event.trigger.text)
            for t in told(commitment)
        )

    here = [
        c
        for c in ledger
        if any(
            t.event.document == pledge.report and t.event.sentence.sequence == pledge.sentence
            for e in c.events
            if (t := kept.tellings.get(e)) is not None and e in _own(c)
        )
    ]
    return min(here, key=rank, default=None)


def _own(commitment: Commitment) -> frozenset[str]:
    """The events by which it was said, first or again: those of its reports that are no change of its state."""
    changes = {e for change in commitment.history[1:] for e in change.events}
    return frozenset(commitment.events) - (changes - set(commitment.history[0].events))


def sum_up(judged: Iterable[Judged]) -> dict[str, float]:
    """The share of states that are right, and of all the shares that are wrongly called broken and kept."""
    judged = list(judged)
    wrong = Counter(j.found for j in judged if j.found != j.wanted)
    count = len(judged) or 1
    return {
        "states": len(judged),
        "right": sum(j.found == j.wanted for j in judged) / count,
        "missing": wrong[None] / count,
        "false broken": wrong["broken"] / count,
        "false kept": wrong["kept"] / count,
        "kind right": sum(j.kind == j.pledge.kind for j in judged if j.kind)
        / (sum(j.kind is not None for j in judged) or 1),
    }
