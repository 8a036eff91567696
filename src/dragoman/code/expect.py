"""A verbal event and all that was proposed in its sentence come in; the acts that would carry it out, or set it off, go out."""

from collections.abc import Sequence
from datetime import date

from dragoman.code.settle import FUTURE
from dragoman.codebook.classes import load_classes
from dragoman.codebook.expectations import Expectation, ModeEntry, NounEntry, load_expectations
from dragoman.record.candidate import READER, Candidate, Filler
from dragoman.record.commitment import Expected
from dragoman.record.document import Sentence
from dragoman.record.mention import Actor, TimeSpan

# An act that only the reader proposes is expected from this belief on: what is only promised looks less like an event
# than what was done, so the bar is lower than that of a record (0.3 to 0.4).
LEAST = 0.15
# A promise is not carried out by another promise.
PROMISE = "AGREE"
# Words that stand before the noun that names the act: "to a ceasefire".
LEADING = frozenset({"for", "of", "on", "to"})
# Behind these words the condition is that the act does not come.
UNLESS = frozenset({"unless", "until", "without"})


def find_expected(
    event: Candidate, proposed: Sequence[Candidate], sentence: Sentence, times: Sequence[TimeSpan] = ()
) -> Expected | None:
    """What a settled verbal event lets one expect, coded like any act: the one nearest to the head of its content.

    `proposed` is all that rules and reader proposed in the sentence, believed or not, before a future act was turned
    into the promise of it. Where the content names no act that is known, the event's own mode may name one.
    What is signed is named by the object alone ("signed a ceasefire"). None where nothing names an act. `times` are the
    sentence's times, read as of something to come: the last day of one inside the content is when the act is due.
    """
    entry = load_expectations().type.get(event.event)
    if entry is None:
        return None
    due = _find_due(event, times)
    acts = [c for c in proposed if _may_be_expected(c, event)]
    if not acts:
        named = _read_noun(event, sentence) or entry.modes.get(event.mode or "")
        return _expect_named(event, entry, named, due) if named is not None else None
    act = _pick_head(acts, sentence)
    doers = _entities(act.actor) or _read_doers(event, entry)
    return Expected(
        event=act.event,
        mode=act.mode,
        actor=doers,
        recipient=tuple(a for a in _entities(act.recipient) if a not in doers),
        object=event.content,
        negated=entry.negated or act.status == "negated",
        due=due,
    )


def _find_due(event: Candidate, times: Sequence[TimeSpan]) -> date | None:
    content = event.content
    if content is None:
        return None
    inside = (t for t in times if content.start <= t.start < content.end and t.grain not in ("since", "vague"))
    return next((t.last for t in inside if t.last is not None), None)


def find_awaited(event: Candidate, proposed: Sequence[Candidate], sentence: Sentence) -> Expected | None:
    """The act on which a verbal event hangs: that of its if- or unless-clause (`negated` behind "unless")."""
    condition = event.condition
    if condition is None or event.event not in load_expectations().type:
        return None
    acts = [
        c
        for c in proposed
        if condition.start <= c.trigger.start < condition.end
        and c.token != event.token
        and (c.rule != READER or c.scores["belief"] >= LEAST)
    ]
    if not acts:
        return None
    act = _pick_head(acts, sentence)
    opposed = condition.text.split()[0].lower() in UNLESS
    return Expected(
        event=act.event,
        mode=act.mode,
        actor=_entities(act.actor),
        recipient=_entities(act.recipient),
        object=condition,
        negated=opposed != (act.status == "negated"),
    )


def _pick_head(acts: Sequence[Candidate], sentence: Sentence) -> Candidate:
    return min(acts, key=lambda c: (_depth(c.token, sentence), c.rule == READER, -c.scores["belief"], c.token))


def _may_be_expected(candidate: Candidate, event: Candidate) -> bool:
    """An act of another kind inside the content; or the very act that was turned into the promise of itself."""
    if event.content is None:
        return False
    if candidate.token == event.token:
        return candidate.event in FUTURE and FUTURE[candidate.event] == event.event
    inside = event.content.start <= candidate.trigger.start < event.content.end
    if not inside or candidate.event in (event.event, PROMISE):
        return False
    return candidate.rule != READER or candidate.scores["belief"] >= LEAST


def _read_noun(event: Candidate, sentence: Sentence) -> NounEntry | None:
    """The act that the noun names which heads the content, or is the object of the verb that does ("to hold talks")."""
    content = event.content
    inside = [t for t in sentence.tokens if content is None or content.start <= t.start < content.end]
    head = min(inside, key=lambda t: (_depth(t.i, sentence), t.i), default=None)
    if content is None:
        head = sentence.tokens[event.token]
    if head is None:
        return None
    below = [t for t in inside if t.head == head.i and t.i != head.i]
    if head.lemma in LEADING | load_classes().invitations:
        below += [t for t in inside for b in below if t.head == b.i and t.i != b.i]
    else:
        below = [t for t in below if t.function == "object"]
    heads = {head.lemma} | {t.lemma for t in below}
    return next((n for n in load_expectations().noun if not heads.isdisjoint(n.words)), None)


def _expect_named(event: Candidate, entry: Expectation, act: ModeEntry | NounEntry, due: date | None) -> Expected:
    """An act of which only type and mode are named: its parties are those of the event."""
    others = event.recipient if entry.actor == "actor" else event.actor
    return Expected(
        event=act.event,
        mode=act.mode,
        actor=_read_doers(event, entry),
        recipient=_entities(others),
        object=event.content,
        negated=entry.negated,
        due=due,
    )


def _read_doers(event: Candidate, entry: Expectation) -> tuple[Actor, ...]:
    return _entities(event.actor if entry.actor == "actor" else event.recipient)


def _depth(token: int, sentence: Sentence) -> int:
    """How many steps lie between a token and the root of its sentence."""
    steps = 0
    while sentence.tokens[token].head != token and steps < len(sentence.tokens):
        token, steps = sentence.tokens[token].head, steps + 1
    return steps


def _entities(fillers: Sequence[Filler]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(r.actor for f in fillers for r in f.references))
