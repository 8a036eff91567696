"""A sentence and what is known of its mentions come in; every event that a rule or the reader proposes goes out as a Candidate."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from dragoman.code.attribution import find_attribution
from dragoman.code.cast import Scene
from dragoman.code.claims import (
    VERBAL,
    Sides,
    find_act,
    find_content,
    is_own_content,
    quote_act,
    quote_tokens,
)
from dragoman.code.match import Match, Matcher, Reading
from dragoman.code.setting import find_place, find_time, list_places
from dragoman.code.settle import ALIKE, FUTURE, HEAVY
from dragoman.code.shape import fill_role, list_sides, see_fillers
from dragoman.code.status import is_denied, is_plain, judge_status
from dragoman.code.terms import find_condition, find_deadline, read_forwards
from dragoman.code.ties import find_ties, is_asked
from dragoman.code.view import View
from dragoman.code.wholes import make_whole
from dragoman.codebook.cues import load_frames
from dragoman.record.candidate import READER, Candidate, Filler
from dragoman.record.document import Sentence
from dragoman.record.glance import Glance
from dragoman.record.mention import Place, Resolved, TimeSpan
from dragoman.record.span import Span, cut_span

# The reader proposes an event from this likelihood on; the scorer decides.
LEAST = 0.1
# How many times likelier another status must be in the reader's eyes to overrule grammar (measured on gold/train).
TRUST = 20.0
# The reader names a mode that a rule leaves open from this likelihood on (0.6 was no better, and moved with every word).
MODE = 0.8
# A rule whose conditions weigh so much knows better than the reader that its word is no event (measured on gold/train).
SURE = 3.0
# The reader ties a place or time of the sentence to an event from this likelihood on (measured on gold/train).
SETTING = 0.2
Stretch = TypeVar("Stretch", Place, TimeSpan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """What was found at a token, by a rule or by the reader: the same questions are then asked of both."""

    event: str
    mode: str | None
    status: str | None
    rule: str
    place: str
    first: int
    last: int
    weight: float
    actor: Sequence[str]
    recipient: Sequence[str]
    content: Sequence[str]


def propose_scene(sentence: Sentence, text: str, matcher: Matcher, known: Resolved, glance: Glance | None) -> Scene:
    """Let rules and reader propose: each token at most one event by the rule that fits it best, and what the reader sees.

    A sentence in which the reader sees nothing was parsed only to know who is spoken of.
    """
    view = View(sentence, text, matcher.words, glance)
    if glance is not None and not glance.may_hold_event(sentence.end):
        return Scene(view, ())
    reading = Reading(view, matcher, known)
    worth = [t.i for t in sentence.tokens if _may_name(view, t.i)]
    matches = {i: m for i in worth if (m := reading.best(i)) is not None}
    finds = [(i, _find_by_rule(m, view, i)) for i, m in matches.items() if m.rule.event is not None]
    finds = [(i, find) for i, find in finds if not any(_covers(other, find, i) for _, other in finds)]
    finds += _find_by_reader(view, {(i, find.event) for i, find in finds})
    sure = {i for i, m in matches.items() if m.rule.event is None and m.weight >= SURE}
    final = {i for i, m in matches.items() if m.weight >= HEAVY}
    finds = [
        (i, find)
        for i, find in finds
        if i not in sure
        and not is_asked(view, i)
        and not (find.rule == READER and i in final)
        and not _is_ruled_out(view, i, find)
    ]
    finds.sort(key=lambda found: (found[0], found[1].rule == READER))
    shut = {i for i, m in matches.items() if m.rule.event is None}
    rivals = [i for i, _ in finds]
    return Scene(view, tuple(_propose(view, i, find, known, rivals) for i, find in finds), frozenset(shut))


def _may_name(view: View, i: int) -> bool:
    """Whether the reader thinks that token `i` may name an event, or open a phrase that does: "go on strike"."""
    below = (child for near in view.children[i] for child in (near, *view.children[near.i]) if child.i > i)
    return not view.hints.rules_out(i) or any(not view.hints.rules_out(child.i) for child in below)


def _is_ruled_out(view: View, i: int, find: Find) -> bool:
    """Whether the reader thinks a find impossible: all words of its phrase, or its type there unless the rule is sure."""
    words = {i, find.first, find.last}
    if all(view.hints.rules_out(j) for j in words):
        return True
    # What is to come the reader sees as the promise of it.
    coming = find.event in FUTURE and judge_status(view, i, find.event)[0] == "future"
    seen_as = {find.event} | (ALIKE if coming else frozenset())
    return find.weight < HEAVY and all(view.hints.rules_out(j, event) for j in words for event in seen_as)


def _covers(phrase: Find, find: Find, i: int) -> bool:
    """Whether token `i` is but a word in the phrase that tells of the same act: "strike" in "go on strike"."""
    return phrase is not find and phrase.event == find.event and phrase.first < i <= phrase.last


def _find_by_rule(match: Match, view: View, i: int) -> Find:
    rule = match.rule
    assert rule.event is not None
    return Find(
        event=rule.event,
        mode=None if rule.modeless else rule.mode or _read_mode(view, i, rule.event),
        status=rule.status,
        rule=rule.id,
        place=f"{rule.place} {rule.id}",
        first=match.first,
        last=match.last,
        weight=match.weight,
        actor=rule.actor,
        recipient=rule.recipient,
        content=rule.content or ("clause", "object"),
    )


def _read_mode(view: View, i: int, event: str) -> str | None:
    mode, chance = view.hints.mode(i, event)
    return mode if chance >= MODE else None


def _find_by_reader(view: View, ruled: Set[tuple[int, str]]) -> Iterator[tuple[int, Find]]:
    """What the reader sees and no rule has found: one event for a run of words of the same type."""
    hints = view.hints
    for event, frame in load_frames().items():
        for run in hints.runs(event, LEAST):
            words = [i for i in run if view.tokens[i].text[0].isalnum()]  # the dash of "live-fire" names no event
            if not words or any((i, event) in ruled for i in run):
                continue
            i = max(words, key=lambda i: hints.likely(i, event))
            yield (
                i,
                Find(
                    event=event,
                    mode=hints.mode(i, event)[0],
                    status=None,
                    rule=READER,
                    place=f"the learned reader, {hints.likely(i, event):.2f}",
                    first=i,
                    last=i,
                    weight=0.0,
                    actor=frame.actor,
                    recipient=frame.recipient,
                    content=("clause", "object"),
                ),
            )


def _propose(view: View, i: int, find: Find, known: Resolved, rivals: Sequence[int]) -> Candidate:
    tokens = view.tokens
    trigger = cut_span(view.text, tokens[find.first].start, tokens[find.last].end)
    why = {"event": find.place}
    status, because = _read_status(view, i, find)
    actor = see_fillers(view, i, "actor", known, set()) if find.rule == READER else ()
    actor = actor or fill_role(view, i, find.actor, known, set(), things=True)
    sides = list_sides(view, actor, known)
    content = condition = act = None
    if find.event in FUTURE and status == "future":
        act = quote_act(view, i, sides)
    if find.event in VERBAL:
        content, path = _read_content(view, i, find.event, sides)
        if content is None:
            content, path = find_content(view, i, find.content, itself=True, sides=sides)
        _note(why, "content", path)
    if find.event in VERBAL or status in ("future", "hypothetical"):
        condition, opener = find_condition(view, i, content, find.event)
        _note(why, "condition", opener)
    if condition is not None and status == "future" and find.event not in FUTURE:
        status, because = "hypothetical", "it happens only on a condition"
    _note(why, "status", because)
    taken = {f.token for f in actor}
    recipient = see_fillers(view, i, "recipient", known, taken) if find.rule == READER else ()
    recipient = _drop_self(recipient or fill_role(view, i, find.recipient, known, taken, things=True), actor)
    taken |= {f.token for f in recipient}
    for role, fillers in (("actor", actor), ("recipient", recipient)):
        _note(why, role, "; ".join(_tell(f) for f in fillers))
    time = _pick_time(view, i, known, content, rivals, status)
    attribution, because = find_attribution(view, i, known, frozenset(), find.event, status)
    _note(why, "attribution", because)
    candidate = Candidate(
        event=find.event,
        mode=find.mode,
        rule=find.rule,
        place=find.place,
        sentence=view.sentence.sequence,
        token=i,
        trigger=trigger,
        weight=find.weight,
        status=status,
        ties=find_ties(view, i, find.mode),
        actor=actor,
        recipient=recipient,
        content=content,
        act=act,
        condition=condition,
        attribution=attribution,
        time=time,
        where=_read_stretch(view, i, list_places(view, i, known), "place")
        or find_place(view, i, known, taken, find.event),
        why=why,
    )
    if find.event not in VERBAL and act is None:
        return candidate
    own = act is not None or is_own_content(view, i)
    return replace(candidate, deadline=find_deadline(view, candidate, known, own=own))


def _pick_time(
    view: View, i: int, known: Resolved, content: Span | None, rivals: Sequence[int], status: str
) -> TimeSpan | None:
    """When it was done, by grammar or else by the reader; read forwards where the act is to come."""
    sequence = view.sentence.sequence
    time = find_time(view, i, known, content, rivals)
    if time is None:
        dating = [t for t in known.times.get(sequence, ()) if t.grain != "deadline"]
        time = _read_stretch(view, i, dating, "time")
    return read_forwards(time, view, known) if time is not None and status == "future" else time


def _read_status(view: View, i: int, find: Find) -> tuple[str, str]:
    """The status by grammar, by the rule where the word itself settles it, and by the reader where it is much surer."""
    status, because = judge_status(view, i, find.event)
    # A rule whose negation is its meaning ("will not allow") says "actual", and knows better than the grammar.
    if find.status is not None and (status == "actual" or find.status == "actual"):
        status, because = find.status, find.place
    if not is_plain(view, i, status) and (find.event not in FUTURE or status != "future"):
        status, because = _weigh_status(view, i, status, because)
    return status, because


def _weigh_status(view: View, i: int, status: str, because: str) -> tuple[str, str]:
    """The likeliest status in the reader's eyes, if it is much likelier there than the one that grammar gives."""
    chances = view.hints.statuses(i)
    best = max(chances, key=lambda one: chances[one], default=status)
    if best == status or chances[best] < TRUST * chances[status]:
        return status, because
    if best == "negated" and not is_denied(view, i):
        return status, because
    return best, "the learned reader" if best != "actual" else ""


def _read_content(view: View, i: int, event: str, sides: Sides) -> tuple[Span | None, str]:
    """The stretch that the reader takes for the content of the act at token `i`, and who says so."""
    stretch = view.hints.stretch(i, "content")
    if stretch is None or _is_aside(view, i, *stretch):
        return None, ""
    low, high = make_whole(view, i, *stretch, refuses=event == "REJECT", sides=sides)
    if is_own_content(view, i):
        # The reader may leave out the act and see only what it is done to; where it sees another act, grammar knows better.
        first, last = find_act(view, i, sides)
        if not first <= low <= last:
            return None, ""
        low, high = first, max(high, i)
    return quote_tokens(view, low, high), "the learned reader"


def _is_aside(view: View, i: int, low: int, high: int) -> bool:
    """Whether the reader takes for its content the act by whose way it is told, or another sentence of the same quotation."""
    above = [parent.i for _, parent in view.ancestors(i)]
    first, last = view.phrase(above[-1] if above else i)
    if high < first or low > last:
        return True
    told = view.tokens[i].function in ("participle", "relative")
    return told and any(low <= j <= high and view.is_verb(j) for j in above)


def _read_stretch(view: View, i: int, stretches: Sequence[Stretch], role: str) -> Stretch | None:
    """Of some places or times of the sentence, the one in which the reader sees the event's own, if it sees any there."""

    def likely(stretch: Stretch) -> float:
        inside = (t.i for t in view.tokens if stretch.start <= t.start < stretch.end)
        return max((view.hints.plays(i, role, j) or 0.0 for j in inside), default=0.0)

    best = max(stretches, key=likely, default=None)
    return best if best is not None and likely(best) >= SETTING else None


def _drop_self(recipient: tuple[Filler, ...], actor: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Nobody is the recipient of his own act."""
    own = {r.actor.identifier_text or r.actor.entity_text for f in actor for r in f.references}
    return tuple(
        f for f in recipient if not any((r.actor.identifier_text or r.actor.entity_text) in own for r in f.references)
    )


def _tell(filler: Filler) -> str:
    parts = (
        [filler.path]
        + ([filler.via] if filler.via else [])
        + sorted({f"country by {r.basis}" for r in filler.references})
    )
    return ", ".join(parts)


def _note(why: dict[str, str], name: str, words: str) -> None:
    if words:
        why[name] = words
