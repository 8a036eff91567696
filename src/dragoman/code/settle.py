"""Candidates of one sentence come in; those that stand beside one another go out (codebook section 2, ties)."""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from dragoman.code.claims import VERBAL
from dragoman.code.ties import AIM
from dragoman.record.candidate import READER, SHUT, Candidate

# The belief from which a second record on the same word, or of the same type, stands beside the first; of deeds a little more
# (both measured on gold/train): a sentence may well hold two promises, but an attack is often told in two words.
SECOND, SECOND_DEED = 0.5, 0.55

# By so much the reader must be surer than a rule on one word, or of a second act in a sentence (measured on gold/train).
HANDICAP = 0.15
# What the reader alone sees in a report it must believe at least so firmly: below, one in five was right (measured on gold/train).
ALONE = 0.35
# And at least so firmly where a rule says that the word is no event (measured on gold/train).
AGAINST = 0.4
# A rule whose conditions weigh so much is heard whatever the reader thinks of its word, and alone there.
HEAVY = 4.0
# The meeting for which somebody travels is no act beside the visit.
MEETINGS = frozenset({"AGREE", "CONSULT"})

# A noun that stands so under a verb tells what the verb is about.
ARGUMENTS = frozenset({"object", "passive_subject", "subject"})
# Deeds for which one is blamed by their nouns: "sued the ministry over the ban".
BLAMED = frozenset({"COERCE", "MOBILIZE", "SANCTION"})

# What is to come is not yet done: future cooperation is an agreement, a future retreat a concession.
FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


# The line between these types is thin ("promised to free them"): what speaks for one of them speaks for the saying.
ALIKE = frozenset({"AGREE", "CONCEDE"})


def pool_scores(candidate: Candidate, peers: Sequence[Candidate]) -> dict[str, float]:
    """A candidate's scores; of those on one word that differ in the types ALIKE alone, the likeliest has the chances of two.

    A rule's act to come counts as the promise of it, and stands for what the reader alone takes for a promise: the rule
    knows its word. "belief" is the geometric mean of the answers, as in score.py.
    """
    alike = [c for c in peers if c.token == candidate.token and _type_to_be(c) in ALIKE]
    if candidate not in alike or len(alike) < 2:
        return candidate.scores
    coming = [c for c in alike if c.event in FUTURE]
    first = max(coming or alike, key=lambda c: (c.scores["belief"], c.event))
    if candidate is not first:
        return candidate.scores
    best = {event: [c for c in alike if _type_to_be(c) == event] for event in ALIKE}
    chances = [
        min(sum(max((c.scores[question] for c in same), default=0.0) for same in best.values()), 1.0)
        for question in ("type", "all")
    ]
    confidence = max(c.scores.get("confidence", 0.0) for c in alike)
    return {**candidate.scores, "belief": math.sqrt(math.prod(chances)), "confidence": confidence}


def _type_to_be(candidate: Candidate) -> str:
    """The type as which a candidate is written."""
    return FUTURE.get(candidate.event, candidate.event) if candidate.status == "future" else candidate.event


def turn_future(candidate: Candidate) -> Candidate:
    """Turn a cooperative act that is to come into the promise of it."""
    event = FUTURE.get(candidate.event)
    if candidate.status != "future" or event is None:
        return candidate
    why = {**candidate.why, "event": f"{candidate.why.get('event', '')}; to come, so {event}"}
    content = candidate.content or candidate.act or candidate.trigger
    turned = replace(candidate, event=event, mode=None, status="actual", content=content, why=why)
    return _part_partners(turned) if candidate.event == "CONSULT" else turned


def _part_partners(c: Candidate) -> Candidate:
    """The promise to meet: all who meet act, but a promise is made to whom one will meet with."""
    partners = tuple(f for f in c.actor if f.path == "with")
    others = tuple(f for f in c.actor if f.path != "with")
    if not partners or not others or c.recipient:
        return c
    why = {**c.why, "recipient": "with, whom the actor will meet"}
    return replace(c, actor=others, recipient=partners, why=why)


def keep_acts(candidates: Sequence[Candidate], *, excerpt: bool = False) -> list[Candidate]:
    """The records of one sentence, of all that is believed there; an `excerpt` is a text of one sentence."""
    return drop_rivals(drop_contents(drop_guesses(candidates, excerpt)))


def drop_guesses(candidates: Sequence[Candidate], excerpt: bool) -> list[Candidate]:
    """Leave out what no rule has found and the reader only guesses, the more so where a rule knows its word for no event.

    Most sentences of a report tell of nothing. A sentence that stands alone was taken from its report for what it tells.
    """
    least = 0.0 if excerpt else ALONE
    return [
        c for c in candidates if c.rule != READER or c.scores["belief"] >= (AGAINST if SHUT in c.features else least)
    ]


def drop_contents(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is only the content of another, or its condition: what is promised or threatened has not been done."""
    holders = [c for c in candidates if c.event in VERBAL]
    blames = frozenset(c.token for c in candidates if c.event == "ACCUSE")
    return [
        c
        for c in candidates
        if not any(_is_part(c, h) or _is_condition(c, h) for h in holders) and not _is_alleged(c, blames)
    ]


def _is_alleged(candidate: Candidate, blames: Set[int]) -> bool:
    """Whether an act is only what somebody is blamed for: violence is recorded beside the reproach, nothing else."""
    blamed = {token for token, function in candidate.ties.holders.items() if function == "prep_clause"}
    if candidate.event in BLAMED:
        blamed |= {token for token, function in candidate.ties.seconds.items() if function == "prep_object"}
    return candidate.event not in ("ACCUSE", "ASSAULT") and not blames.isdisjoint(blamed)


def _is_condition(candidate: Candidate, holder: Candidate) -> bool:
    condition = holder.condition
    return (
        condition is not None
        and candidate is not holder
        and condition.start <= candidate.trigger.start < condition.end
        and not condition.start <= holder.trigger.start < condition.end
    )


def _is_part(candidate: Candidate, holder: Candidate) -> bool:
    """Two promises of one sentence may each hold the other's verb in their contents: then neither is part of the other."""
    return _is_content(candidate, holder) and not _is_content(holder, candidate)


def _is_content(candidate: Candidate, holder: Candidate) -> bool:
    content = holder.content
    if candidate is holder:
        return False
    inside = content is not None and content.start <= candidate.trigger.start < content.end
    if not inside and holder.token not in candidate.ties.holders:
        return False
    if candidate.token == holder.token:
        return False  # an act that is its own content ("will meet in Oslo"), found twice: rivals, not content
    if holder.token in candidate.ties.bound:
        return False  # "held talks" is one act, whatever the reader takes it for
    if candidate.rule == READER and candidate.ties.holders.get(holder.token) == "open_clause":
        return True  # what somebody is asked, has promised or has refused "to do" is not told as done
    if candidate.ties.holders.get(holder.token) == AIM:
        return True  # what somebody is given a week "to do" is not told as done either
    if inside and candidate.rule == READER and candidate.event in VERBAL and holder.event == "THREATEN":
        return True  # "warned that it would block the strait" refuses nothing yet
    if inside and candidate.event in FUTURE and holder.event in FUTURE.values():
        return True  # the exercise in "said that it would take part in an exercise" is promised, however it is told
    return candidate.status != "actual" or candidate.event == holder.event or candidate.event in FUTURE.values()


def drop_rivals(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep one record for each act of a sentence: of two on one word, or of one type, the one more believed.

    A sentence seldom tells two acts of one type, and rules and reader often propose one act on two of its words. So a
    second one must be believed more firmly (SECOND), and have other parties. A light verb and its noun name one act,
    and so do a visit and the meeting that it is for.
    """
    visits = [c for c in candidates if c.event in MEETINGS and (c.ties.aims or c.mode in ("visit", "third-party"))]
    candidates = [c for c in candidates if c.event not in MEETINGS or not any(_is_met_on(c, visit) for visit in visits)]
    kept: list[Candidate] = []
    ruled = {c.token: c.weight for c in candidates if c.rule != READER}
    told = {(c.token, c.event) for c in candidates if c.rule != READER}
    # What rule and reader see alike on one word is the rule's: it knows who stands where.
    candidates = [c for c in candidates if c.rule != READER or (c.token, c.event) not in told]
    candidates = [c for c in candidates if not any(_says_less(c, other) for other in candidates)]
    for candidate in sorted(candidates, key=lambda c: (-_standing(c, ruled), c.token)):
        if any(_name_one_act(candidate, k) for k in kept):
            continue
        rivals = [k for k in kept if k.token == candidate.token or k.event == candidate.event]
        least = SECOND if candidate.event in VERBAL else SECOND_DEED
        firm = _standing(candidate, ruled) >= least + (HANDICAP if candidate.rule == READER else 0.0)
        if not rivals or (firm and not any(_same_act(candidate, rival) for rival in rivals)):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.token)


def _is_met_on(meeting: Candidate, visit: Candidate) -> bool:
    """Whether a meeting is what a visit is for, or one between its two sides or of those between whom a third mediates."""
    if meeting is visit:
        return False
    if meeting.token in visit.ties.aims:
        return True
    if meeting.mode == visit.mode or not (visit.actor and visit.recipient):
        return False
    if visit.mode == "third-party":
        return not meeting.recipient and _countries(meeting) <= _countries(visit)
    return meeting.event == visit.event and meeting.mode != "third-party" and _countries(meeting) == _countries(visit)


def _countries(candidate: Candidate) -> frozenset[str | None]:
    return frozenset(r.actor.code for f in (*candidate.actor, *candidate.recipient) for r in f.references)


def _standing(candidate: Candidate, ruled: Mapping[int, float]) -> float:
    """How much is believed of a proposal; the reader must be surer than a rule for one word (`ruled`: token to weight)."""
    if candidate.rule != READER:
        return candidate.scores["belief"]
    rivals = [ruled[i] for i in (candidate.token, *candidate.ties.bound) if i in ruled]
    handicap = 1.0 if max(rivals, default=0.0) >= HEAVY else HANDICAP if rivals else 0.0
    return candidate.scores["belief"] - handicap


def _says_less(one: Candidate, other: Candidate) -> bool:
    """Whether a word only says what the act of the word above it is about: "lifted its ban", "mediated talks between …".

    What only the reader sees there mostly is; what a rule sees there of the same type, where the other alone has a mode.
    """
    if one.event == other.event and one.ties.holders.get(other.token) == "open_clause":
        return True  # "ordered it to send home the envoys"
    below = other.ties.seconds.get(one.token)
    if one.rule == READER and other.rule != READER and below in ARGUMENTS:
        return one.event != other.event and one.scores["belief"] < other.scores["belief"]
    function = one.ties.seconds.get(other.token)
    if function is None:
        return False
    if one.rule == READER:
        return one.event != other.event and one.scores["belief"] < other.scores["belief"]
    if one.event != other.event or other.rule == READER or one.mode is not None:
        return False
    if function == "prep_object":
        return not one.recipient and _parties(one)[0] == _parties(other)[0]  # "took the town after heavy fighting"
    return other.mode is not None


def _name_one_act(one: Candidate, other: Candidate) -> bool:
    """Whether two words tell of one act by grammar: light verb and noun; of one type, also verb and argument or purpose."""
    if {one.token, *one.ties.bound} & {other.token, *other.ties.bound} and one.token != other.token:
        return True
    if one.event != other.event:
        return False
    overlap = one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
    linked = {one.ties.seconds.get(other.token), other.ties.seconds.get(one.token)} - {None, "prep_object"}
    return bool(linked) or (overlap and one.token != other.token)


def _same_act(one: Candidate, other: Candidate) -> bool:
    """Whether two records of a sentence tell one act: on one word, of the same parties; of visits, of the same countries."""
    if one.event != other.event:
        return False
    if one.mode == other.mode == "visit" and _countries(one) == _countries(other):
        return True
    return one.token == other.token or (_parties(one) == _parties(other) and not _are_two(one, other))


def _are_two(one: Candidate, other: Candidate) -> bool:
    """Whether two coordinated verbs tell of two acts of one type by the same parties: "recalled its envoy and banned imports"."""
    ruled = READER not in (one.rule, other.rule)
    return ruled and other.token in one.ties.coordinated and one.mode != other.mode


def _parties(candidate: Candidate) -> tuple[frozenset[object], frozenset[object]]:
    """Who acts and who is acted on: by country and sector, for one party is often named in two ways."""

    def names(role: str) -> frozenset[object]:
        return frozenset(
            (r.actor.code or r.actor.identifier_text or r.actor.entity_text, r.actor.sector[:1])
            for f in getattr(candidate, role)
            for r in f.references
        )

    return names("actor"), names("recipient")
