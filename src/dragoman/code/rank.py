"""A candidate with the roles that its rule filled comes in; the same with its likeliest actor and recipient goes out.

A rule knows the grammar of its own words, not the report: half of the recipients of news stand outside the
frame of the verb. So every mention of the sentence that could play the part is an option: what the rule found, who else
is named, or nobody. A conditional logit weighs each option by how it stands to the trigger; the best one wins. Every
option is a mention in the text: nobody is invented. Mentions of the sentences before are none: of sixteen so chosen in reports
left out of the fit, two were right.

A report has some hundred options, each with some thirty features. They come in groups (of the source, of a country, of a
kind …) that few numbers decide: a group is written once, and its weights are added up once, for all options that share it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from dragoman.code.cast import QUAD_SIDE, Cast, find_parts
from dragoman.code.claims import VERBAL
from dragoman.code.shape import see_fillers
from dragoman.code.view import View
from dragoman.record.candidate import READER, Candidate, Filler

# So much weightier another option must be than one whom the rule itself knows: what hardly weighs more is the reader's mood.
MARGIN = 0.5
# So much weightier nobody must be than one whom a rule of some weight knows, (both measured on gold/train).
NOBODY, WEIGHTY = 1.25, 2.0
# What a refusal and a reproach answer.
ANSWERED: Mapping[str, frozenset[str]] = {
    "ACCUSE": frozenset({"ACCUSE", "COERCE", "REJECT", "SANCTION", "THREATEN"}),
    "REJECT": frozenset({"REQUEST"}),
}
# Through these a word of a phrase says whose the phrase is.
OWNING = frozenset({"case", "conjunct", "modifier", "possessor", "prep_object", "preposition"})

Weights = Mapping[str, float]
# Features that go together; no feature is in two groups of one option.
Group = tuple[str, ...]
# How many groups of a sort are remembered: a run of millions must not grow.
REMEMBERED = 5_000
# The steps of a probability as a feature, finer at the low end.
STEPS = (0.03, 0.1, 0.25, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to fill a role: the fillers, and the features by which it is weighed, in groups."""

    fillers: tuple[Filler, ...]
    groups: tuple[Group, ...]

    @property
    def features(self) -> tuple[str, ...]:
        """The names of all features, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(self.groups)))

    @property
    def codes(self) -> frozenset[str]:
        """The country codes of the fillers."""
        return frozenset(r.actor.code for f in self.fillers for r in f.references if r.actor.code)


class Ranker:
    """Weighs the options of each role."""

    def __init__(self, weights: Mapping[str, Weights]) -> None:
        self._weights = weights
        self._weigh = lru_cache(maxsize=8 * REMEMBERED)(self._add_up)

    def choose_roles(self, candidate: Candidate, view: View, cast: Cast) -> Candidate:
        """Give the candidate its likeliest actor, then, knowing that, its likeliest recipient."""
        for role in ("actor", "recipient"):
            if not self._weights.get(role):
                continue
            choices = list_choices(candidate, role, view, cast)
            totals = [sum(self._weigh(role, group) for group in choice.groups) for choice in choices]
            best = choices[totals.index(max(totals))]
            better = max(totals) - totals[0] >= _margin(candidate, choices[0], best)
            if best is not choices[0] and better and not _is_said_by(best.fillers, choices[0].fillers, view):
                candidate = _recast(candidate, role, best.fillers)
        return _answer(candidate, cast)

    def _add_up(self, role: str, group: Group) -> float:
        weights = self._weights[role]
        return sum(weights.get(name, 0.0) for name in group)


def _margin(candidate: Candidate, ruled: Choice, best: Choice) -> float:
    """By how much the best option must outweigh the rule's own."""
    if not ruled.codes:
        return 0.0
    actors = {r.actor.code for f in candidate.actor for r in f.references}
    # A state arrests its own, but promises itself nothing.
    own = candidate.event in VERBAL and not actors.isdisjoint(ruled.codes)
    return NOBODY if candidate.weight >= WEIGHTY and not own and not best.fillers else MARGIN


def _answer(candidate: Candidate, cast: Cast) -> Candidate:
    """An answer of which nothing says to whom goes to who has just acted on the speaker: "Mali asked Chad for help. Chad refused." """
    answered = ANSWERED.get(candidate.event)
    if answered is None or candidate.recipient:
        return candidate
    codes = frozenset(r.actor.code for f in candidate.actor for r in f.references if r.actor.code)
    doer = cast.doer_to(candidate.sentence, codes, answered)
    if doer is None:
        return candidate
    return _recast(candidate, "recipient", (Filler(token=-1, references=(doer,), path="who acted before"),))


def _recast(candidate: Candidate, role: str, fillers: tuple[Filler, ...]) -> Candidate:
    why = {k: v for k, v in candidate.why.items() if k != role}
    if fillers:
        why[role] = fillers[0].path
    if role == "actor":
        return replace(candidate, actor=fillers, why=why)
    return replace(candidate, recipient=fillers, why=why)


def list_choices(candidate: Candidate, role: str, view: View, cast: Cast) -> list[Choice]:
    """Every way to fill a role; the first is what the rule itself found (perhaps nobody)."""
    ruled: tuple[Filler, ...] = getattr(candidate, role)
    choices = [Choice(ruled, _features(candidate, role, ruled, view, cast, "rule" if ruled else "none"))]
    if ruled and not (role == "recipient" and _has_sides(candidate)):
        choices.append(Choice((), _features(candidate, role, (), view, cast, "none")))
    seen_here = _seen_together(candidate, role, view, cast)
    if len(seen_here) > 1 and {f.token for f in seen_here} != {f.token for f in ruled}:
        choices.append(Choice(seen_here, _features(candidate, role, seen_here, view, cast, "seen")))
    taken = {f.token for f in ruled} | ({f.token for f in candidate.actor} if role == "recipient" else set())
    # Nobody acts on himself: who is on the other side, of a rule's event by the rule's own word, is not on this one.
    own = _names(candidate.actor if role == "recipient" else candidate.recipient if candidate.rule != READER else ())
    for filler in cast.others_at(view):
        if filler.token in taken or filler.token == candidate.token or _names((filler,)) & own:
            continue
        # Nor is it whose he is: "Serbia" in "Serbia's president".
        if role == "actor" or not _is_said_by((filler,), candidate.actor, view):
            choices.append(Choice((filler,), _features(candidate, role, (filler,), view, cast, "sentence")))
    return choices


def _names(fillers: tuple[Filler, ...]) -> set[str]:
    return {r.actor.identifier_text or r.actor.entity_text for f in fillers for r in f.references}


def _has_sides(candidate: Candidate) -> bool:
    """Whether a visit leads to another country than the visitor's, or a third mediates: nobody is left out of it."""
    sides = [
        {r.actor.code for f in fillers for r in f.references} - {None}
        for fillers in (candidate.actor, candidate.recipient)
    ]
    return candidate.mode in ("third-party", "visit") and all(sides) and not sides[0] & sides[1]


def _is_said_by(fillers: tuple[Filler, ...], ruled: tuple[Filler, ...], view: View) -> bool:
    """Whether an option only says whose the rule's own party is: "Chad" in "rebels in Chad" speaks for the rebels."""
    if len(fillers) != 1 or fillers[0].token < 0:
        return False
    above = set()
    for child, parent in view.ancestors(fillers[0].token):
        if child.function not in OWNING:
            break
        above.add(parent.i)
    codes = {r.actor.code for r in fillers[0].references}
    return any(f.token in above and codes <= {r.actor.code for r in f.references} for f in ruled)


def _seen_together(candidate: Candidate, role: str, view: View, cast: Cast) -> tuple[Filler, ...]:
    """All whom the reader sees in the role and whose country is known, as one option: compound actors."""
    # Whom the rule knows on the other side is not of this one: "the withdrawal of troops from Chad".
    other = candidate.actor if role == "recipient" else candidate.recipient if candidate.rule != READER else ()
    own = {f.token for f in other}
    fillers = see_fillers(view, candidate.token, role, cast.known, own)
    return tuple(replace(f, references=parts) for f in fillers if (parts := find_parts(f.references)))


def _features(
    c: Candidate, role: str, fillers: tuple[Filler, ...], view: View, cast: Cast, source: str
) -> tuple[Group, ...]:
    """The features of one option, in groups."""
    groups = [_of_source(c.rule, c.event, c.mode, "verb" if view.is_verb(c.token) else "noun", source)]
    references = [r for f in fillers for r in f.references]
    codes = {r.actor.code for r in references if r.actor.code}
    if role == "recipient":
        actors = {r.actor.code for f in c.actor for r in f.references if r.actor.code}
        same = "unknown" if not actors or not codes else "same" if actors & codes else "other"
        groups.append(_of_country(c.event, source, same))
        if not fillers:
            groups.append(_of_nobody(c.event, bool(actors), bool(c.content)))
    groups.append(tuple(_seen(c, role, fillers, view, source)))
    if not fillers:
        return (*groups, (f"function of trigger={view.tokens[c.token].function} nobody",))
    if codes:
        groups.append(_merge([_of_code(c, role, code, cast, source) for code in sorted(codes)]))
    else:
        groups.append(("nameless", f"source={source} nameless"))
    kinds, bases = {r.kind for r in references}, {r.basis for r in references}
    groups.append(_merge([_of_kind(c.event, kind, source) for kind in sorted(kinds)]))
    groups += [_of_basis(basis, source) for basis in sorted(bases)]
    if source == "rule":
        groups.append(_of_path(c.event, fillers[0].path))
    elif source == "sentence":
        groups += _standing(c, fillers[0].token, view)
    return tuple(groups)


def _merge(groups: list[Group]) -> Group:
    """Several groups of one sort, in which a feature may stand more than once, as one."""
    return groups[0] if len(groups) == 1 else tuple(dict.fromkeys(chain.from_iterable(groups)))


@lru_cache(maxsize=REMEMBERED)
def _of_source(rule: str, event: str, mode: str | None, shape: str, source: str) -> Group:
    return (
        f"source={source}",
        f"rule={rule} source={'rule' if source == 'rule' else 'none' if source == 'none' else 'other'}",
        f"type={event} source={source}",
        f"mode={event}/{mode} source={'none' if source == 'none' else 'some'}",
        f"shape={shape} source={source}",
    )


@lru_cache(maxsize=REMEMBERED)
def _of_country(event: str, source: str, same: str) -> Group:
    return (f"country={same}", f"type={event} country={same}", f"source={source} country={same}")


@lru_cache(maxsize=REMEMBERED)
def _of_nobody(event: str, actor: bool, content: bool) -> Group:
    return (
        f"type={event} nobody, {'actor' if actor else 'no actor'}",
        f"nobody, {'content' if content else 'no content'}",
    )


@lru_cache(maxsize=REMEMBERED)
def _of_kind(event: str, kind: str, source: str) -> Group:
    return (f"kind={kind}", f"type={event} kind={kind}", f"verbal={event in VERBAL} kind={kind} source={source}")


@lru_cache(maxsize=REMEMBERED)
def _of_basis(basis: str, source: str) -> Group:
    return (f"basis={basis}", f"source={source} basis={basis}")


@lru_cache(maxsize=REMEMBERED)
def _of_path(event: str, path: str) -> Group:
    return (f"path={path}", f"type={event} path={path.split('.')[0]}")


def _seen(c: Candidate, role: str, fillers: tuple[Filler, ...], view: View, source: str) -> Iterator[str]:
    """What the learned reader sees of this role: how likely these fillers play it, or that nobody does."""
    hints = view.hints
    missing, here = hints.flag(c.token, f"no {role}"), hints.flag(c.token, f"{role} here")
    if missing is None or here is None:
        return
    if source in ("rule", "none", "seen"):
        yield f"missed={_grade(missing)} source={source}"
    if not fillers:
        best = hints.best_player(c.token, role)
        yield f"nobody, at best={_grade(best)}"
        yield f"nobody, at best={_grade(best)}, missed={_grade(missing)}"
    elif fillers[0].token < 0:
        yield f"missed={_grade(missing)} here={_grade(here)} from elsewhere"
        yield f"here={_grade(here)} source={source}"
    else:
        plays = [hints.plays(c.token, role, f.token) or 0.0 for f in fillers]
        other = "recipient" if role == "actor" else "actor"
        rival = max(hints.plays(c.token, other, f.token) or 0.0 for f in fillers)
        most, least = _grade(max(plays)), _grade(min(plays))
        yield from _of_plays(most, least, min(len(plays), 3), _grade(rival), _grade(missing), source)


@lru_cache(maxsize=REMEMBERED)
def _of_plays(most: int, least: int, count: int, rival: int, missing: int, source: str) -> Group:
    return (
        f"plays={most}",
        f"plays={most} source={source}",
        f"plays={most} missed={missing}",
        f"plays other={rival}",
        f"least plays={least} of {count}",
    )


def _grade(chance: float) -> int:
    """A probability in six steps."""
    return bisect_right(STEPS, chance)


def _of_code(c: Candidate, role: str, code: str, cast: Cast, source: str) -> Group:
    """What the report says of a country."""
    known = cast.known
    share = cast.shares.get(code, 0.0)
    return _of_standing(
        c.event,
        source,
        "home" if code == known.home else "counterpart" if code == known.counterpart else "third",
        tuple(part for part in ("actor", "recipient") if code in cast.played_before(c.sentence, part)),
        "most" if share > 0.4 else "much" if share > 0.2 else "some" if share > 0.08 else "little",
        min(cast.play_count(code, role, int(source == "rule")), 3),
        tuple(_pairs(c, code, cast, int(source == "rule"))) if role == "recipient" else (),
    )


@lru_cache(maxsize=REMEMBERED)
def _of_standing(
    event: str,
    source: str,
    where: str,
    played: tuple[str, ...],
    share: str,
    plays: int,
    pairs: tuple[str, ...],
) -> Group:
    names = [f"is {where}", f"source={source} is {where}", f"type={event} is {where}"]
    for part in played:
        names += [f"was {part} before", f"was {part} before, source={source}"]
    ruled = "rule" if source == "rule" else "other"
    names.append(f"share={share}, {ruled}")
    names += [f"plays it elsewhere={plays}", f"plays it elsewhere={plays}, {ruled}", *pairs]
    return tuple(dict.fromkeys(names))


def _pairs(c: Candidate, code: str, cast: Cast, mine: int) -> Iterator[str]:
    """What the rest of the report says of a country as the recipient of this actor; the candidate's own rule does not count."""
    side = QUAD_SIDE[c.event]
    for actor in sorted({r.actor.code for f in c.actor for r in f.references if r.actor.code}):
        if actor == code:
            continue
        if cast.pair_count(actor, code, side, mine) > 0:
            yield f"pair elsewhere, {side}"
        elif cast.pair_count(actor, code, "", mine) > 0:
            yield "pair elsewhere"
        if cast.pair_count(code, actor, side, 0) > 0:
            yield f"pair reversed, {side}"


def _standing(c: Candidate, i: int, view: View) -> Iterator[Group]:
    """How a mention elsewhere in the sentence stands to the trigger."""
    token = view.tokens[i]
    head = view.tokens[token.head]
    side = "after" if i > c.token else "before"
    function = f"{head.lemma}+" if token.function == "prep_object" else token.function
    steps = view.steps(c.token, i)
    near = "near" if steps <= 2 else "middle" if steps <= 4 else "far"
    yield _of_place(c.event, side, function, near, token.function)
    above: dict[str, None] = {}
    for depth, (_, parent) in enumerate(view.ancestors(c.token)):
        for slot in ("subject", "object"):
            if any(link.dependent == i for link in view.links(parent.i, slot)):
                above[f"{slot} of the {'next' if depth == 0 else 'a higher'} verb above"] = None
                above[f"{slot} above, type={c.event}"] = None
    yield tuple(above)
    if token.head == c.token:
        yield (f"hangs on the trigger as {function}",)
    if head.head == c.token:
        yield (f"hangs below the trigger as {function}",)
    if c.content is not None:
        yield ("in content" if c.content.start <= token.start < c.content.end else "outside content",)


@lru_cache(maxsize=REMEMBERED)
def _of_place(event: str, side: str, slot: str, near: str, function: str) -> Group:
    return (
        f"side={side}",
        f"function={slot}",
        f"function={slot} side={side}",
        f"distance={near}",
        f"distance={near} side={side} function={function}",
        f"type={event} function={function} side={side}",
    )
