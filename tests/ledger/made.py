"""Happenings by hand: no model, no file. Each is told by one report."""

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.ledger import keep_ledger
from dragoman.record.commitment import Commitment, Expected, Passage, Remark
from dragoman.record.document import CiteInfo
from dragoman.record.event import Deadline, Event, SentenceRef
from dragoman.record.happening import Happening, Telling
from dragoman.record.mention import Actor
from dragoman.record.span import Span

START = date(2021, 3, 1)


def day(number: int) -> date:
    """The day so many days after the first."""
    return START + timedelta(days=number)


def who(*codes: str) -> tuple[Actor, ...]:
    """Parties by their codes; the government of each."""
    return tuple(Actor(code=c, sector=("GOV",), entity_text=c, start=0, end=len(c)) for c in codes)


def expect(
    event: str, mode: str | None = None, *, by: Sequence[str], to: Sequence[str] = (), negated: bool = False
) -> Expected:
    """An act to expect."""
    return Expected(event=event, mode=mode, actor=who(*by), recipient=who(*to), object=None, negated=negated)


def tell(
    number: int,
    event: str,
    sentence: str,
    *,
    by: Sequence[str],
    to: Sequence[str] = (),
    mode: str | None = None,
    trigger: str = "",
    content: str = "",
    condition: str = "",
    deadline: date | None = None,
    status: str = "actual",
    expected: Expected | None = None,
    awaited: Expected | None = None,
    name: str = "",
    sure: float = 0.8,
) -> Telling:
    """One report, published on day `number`, that tells one event of that day in one sentence."""

    def span(words: str) -> Span | None:
        return Span(words, sentence.index(words), sentence.index(words) + len(words)) if words else None

    document = name or f"report-{number:03}-{event}-{len(sentence)}"
    trigger_span = span(trigger or sentence.split()[1])
    assert trigger_span is not None
    made = Event(
        id=f"e-{document}",
        document=document,
        sentence=SentenceRef(sequence=0, start=0, end=len(sentence)),
        trigger=trigger_span,
        event=event,
        mode=mode,
        context=(),
        quad_code=1,
        event_scale=0.0,
        cameo="",
        status=status,
        actor=who(*by),
        recipient=who(*to),
        date=day(number),
        enddate=day(number),
        date_basis="published",
        date_text=None,
        event_loc=None,
        content=span(content),
        condition=span(condition),
        deadline=Deadline(text="by then", start=0, end=7, date=deadline) if deadline else None,
        attribution=(),
        confidence=sure,
        coder="made by hand",
        cite_info=CiteInfo(published=day(number)),
    )
    return Telling(event=made, sentence=sentence, root=document, expected=expected, awaited=awaited)


def remark(number: int, state: str, text: str, *codes: str, weight: float = 0.9) -> Remark:
    """A sentence of day `number` that says outright what came of something."""
    return Remark(
        document=f"remark-{number:03}",
        published=day(number),
        start=0,
        end=len(text),
        text=text,
        before="",
        state=state,
        weight=weight,
        codes=codes,
    )


def passage(number: int, text: str, before: str = "", *, name: str = "") -> Passage:
    """A sentence of a report of day `number`, coded or not, and the one before it."""
    return Passage(
        document=name or f"passage-{number:03}-{len(text)}",
        published=day(number),
        start=0,
        end=len(text),
        text=text,
        before=before,
    )


def happen(telling: Telling) -> Happening:
    """The happening that one telling alone tells."""
    e = telling.event
    return Happening(
        id=f"h-{e.document}",
        event=e.event,
        mode=e.mode,
        context=e.context,
        quad_code=e.quad_code,
        event_scale=e.event_scale,
        status=e.status,
        actor=e.actor,
        recipient=e.recipient,
        date=e.date,
        enddate=e.enddate,
        date_basis=e.date_basis,
        event_loc=e.event_loc,
        content=e.content,
        reports=(e.document,),
        events=(e.id,),
        independent_sources=1,
        first_reported=telling.published,
        last_reported=telling.published,
        disagreements=(),
        confidence=e.confidence,
    )


def keep(
    tellings: Sequence[Telling], remarks: Sequence[Remark] = (), as_of: int = 100, passages: Sequence[Passage] = ()
) -> list[Commitment]:
    """The ledger of what some reports tell, as it stood on day `as_of`."""
    by_id = {t.event.id: t for t in tellings}
    return keep_ledger([happen(t) for t in tellings], by_id, remarks, day(as_of), passages)
