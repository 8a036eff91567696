"""A sentence and what is known of its mentions come in; every event that a rule proposes goes out as a Candidate."""

from collections.abc import Sequence

from dragoman.code.attribution import find_attribution
from dragoman.code.cast import Scene
from dragoman.code.claims import VERBAL, find_condition, find_content, find_deadline
from dragoman.code.match import Match, Matcher, Reading
from dragoman.code.setting import find_place, find_time
from dragoman.code.shape import fill_role
from dragoman.code.status import judge_status
from dragoman.code.view import View
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.document import Sentence
from dragoman.record.mention import Resolved
from dragoman.record.span import cut_span


def propose_scene(sentence: Sentence, text: str, matcher: Matcher, known: Resolved) -> Scene:
    """Let the rules propose; each token proposes at most one event, by the rule that fits it best."""
    view = View(sentence, text, matcher.words)
    reading = Reading(view, matcher, known)
    matches = {t.i: m for t in sentence.tokens if (m := reading.best(t.i)) is not None and m.rule.event is not None}
    return Scene(view, tuple(_propose(view, i, match, known, list(matches)) for i, match in matches.items()))


def _propose(view: View, i: int, match: Match, known: Resolved, rivals: Sequence[int]) -> Candidate:
    rule = match.rule
    assert rule.event is not None
    tokens = view.tokens
    trigger = cut_span(view.text, tokens[match.first].start, tokens[match.last].end)
    why = {"event": f"{rule.place} {rule.id}"}
    status, because = judge_status(view, i)
    # A rule whose negation is its meaning ("will not allow") says "actual", and knows better than the grammar.
    if rule.status is not None and (status == "actual" or rule.status == "actual"):
        status, because = rule.status, f"{rule.place}"
    if because:
        why["status"] = because
    content = condition = deadline = None
    if rule.event in VERBAL:
        content, path = find_content(view, i, rule.content or ("clause", "object"))
        condition, because = find_condition(view, i, content)
        deadline = find_deadline(known.times.get(view.sentence.sequence, ()), trigger, content)
        _note(why, "content", path)
        _note(why, "condition", because)
    actor = fill_role(view, i, rule.actor, known, set(), things=True)
    taken = {f.token for f in actor}
    recipient = _drop_self(fill_role(view, i, rule.recipient, known, taken, things=True), actor)
    taken |= {f.token for f in recipient}
    for role, fillers in (("actor", actor), ("recipient", recipient)):
        _note(why, role, "; ".join(_tell(f) for f in fillers))
    time = find_time(view, i, known, content, rivals)
    if time is not None and status == "future":
        sequence = view.sentence.sequence
        time = known.coming[sequence][known.times[sequence].index(time)]
    attribution, because = find_attribution(view, i, known, {f.token for f in actor})
    _note(why, "attribution", because)
    return Candidate(
        event=rule.event,
        mode=rule.mode,
        rule=rule.id,
        place=rule.place,
        sentence=view.sentence.sequence,
        token=i,
        trigger=trigger,
        weight=match.weight,
        status=status,
        actor=actor,
        recipient=recipient,
        content=content,
        condition=condition,
        deadline=deadline,
        attribution=attribution,
        time=time,
        where=find_place(view, i, known, taken),
        why=why,
    )


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
