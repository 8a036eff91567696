"""A candidate with the roles that its rule filled comes in; the same with its likeliest actor and recipient goes out.

A rule knows the grammar of its own words, not the report: half of the recipients of news stand outside the
frame of the verb. So every mention that could play the part is an option: what the rule found, who else the sentence
and the two before it name, the country that the report is about and its counterpart, or nobody. A conditional
logit weighs each option by how it stands to the trigger; the best one wins. Every option is a mention
in the text: nobody is invented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.code.cast import QUAD_SIDE, Cast
from dragoman.code.claims import VERBAL
from dragoman.code.shape import see_fillers
from dragoman.code.view import View
from dragoman.record.candidate import READER, Candidate, Filler
from dragoman.record.mention import PARTS, Reference

BACK = 2
# Through these a word of a phrase says whose the phrase is.
OWNING = frozenset({"case", "conjunct", "modifier", "possessor", "prep_object", "preposition"})

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to fill a role: the fillers, and the features by which it is weighed."""

    fillers: tuple[Filler, ...]
    features: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The country codes of the fillers."""
        return frozenset(r.actor.code for f in self.fillers for r in f.references if r.actor.code)


class Ranker:
    """Weighs the options of each role."""

    def __init__(self, weights: Mapping[str, Weights]) -> None:
        self._weights = weights

    def choose_roles(self, candidate: Candidate, view: View, cast: Cast) -> Candidate:
        """Give the candidate its likeliest actor, then, knowing that, its likeliest recipient."""
        for role in ("actor", "recipient"):
            weights = self._weights.get(role)
            if not weights:
                continue
            choices = list_choices(candidate, role, view, cast)
            best = max(choices, key=lambda c: _weigh(c, weights))
            if best is not choices[0] and not _is_said_by(best.fillers, choices[0].fillers, view):
                candidate = _recast(candidate, role, best.fillers)
        return _answer(candidate, cast)


def _answer(candidate: Candidate, cast: Cast) -> Candidate:
    """A refusal of which nothing says to whom goes to who has just asked: "Mali asked Chad for help. Chad refused." """
    if candidate.event != "REJECT" or candidate.recipient:
        return candidate
    asker = cast.asker_of(
        candidate.sentence, frozenset(r.actor.code for f in candidate.actor for r in f.references if r.actor.code)
    )
    if asker is None:
        return candidate
    return _recast(candidate, "recipient", (Filler(token=-1, references=(asker,), path="who asked before"),))


def _recast(candidate: Candidate, role: str, fillers: tuple[Filler, ...]) -> Candidate:
    why = {k: v for k, v in candidate.why.items() if k != role}
    if fillers:
        why[role] = fillers[0].path
    if role == "actor":
        return replace(candidate, actor=fillers, why=why)
    return replace(candidate, recipient=fillers, why=why)


def _weigh(choice: Choice, weights: Weights) -> float:
    return sum(weights.get(name, 0.0) for name in choice.features)


def list_choices(candidate: Candidate, role: str, view: View, cast: Cast) -> list[Choice]:
    """Every way to fill a role; the first is what the rule itself found (perhaps nobody)."""
    ruled: tuple[Filler, ...] = getattr(candidate, role)
    choices = [Choice(ruled, _features(candidate, role, ruled, view, cast, "rule" if ruled else "none"))]
    if ruled and not (role == "recipient" and _visits_another(candidate)):
        choices.append(Choice((), _features(candidate, role, (), view, cast, "none")))
    seen_here = _seen_together(candidate, role, view, cast)
    if len(seen_here) > 1 and {f.token for f in seen_here} != {f.token for f in ruled}:
        choices.append(Choice(seen_here, _features(candidate, role, seen_here, view, cast, "seen")))
    taken = {f.token for f in ruled} | ({f.token for f in candidate.actor} if role == "recipient" else set())
    seen = {code for choice in choices for code in choice.codes}
    own = (
        {r.actor.identifier_text or r.actor.entity_text for f in candidate.actor for r in f.references}
        if role == "recipient"
        else set()
    )
    for source, filler in _others(candidate, view, cast):
        if source == "sentence" and filler.token in taken:
            continue
        names = {r.actor.identifier_text or r.actor.entity_text for r in filler.references}
        codes = {r.actor.code for r in filler.references}
        if names & own or (source != "sentence" and codes <= seen):
            continue
        seen |= {c for c in codes if c}
        choices.append(Choice((filler,), _features(candidate, role, (filler,), view, cast, source)))
    return choices


def _visits_another(candidate: Candidate) -> bool:
    """Whether a visit leads to another country than the visitor's: one side is on the other's ground, so both are parties."""
    sides = [
        {r.actor.code for f in fillers for r in f.references} - {None}
        for fillers in (candidate.actor, candidate.recipient)
    ]
    return candidate.mode == "visit" and all(sides) and not sides[0] & sides[1]


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
    return tuple(replace(f, references=parts) for f in fillers if (parts := _parts(f.references)))


def _others(candidate: Candidate, view: View, cast: Cast) -> Iterator[tuple[str, Filler]]:
    """Who else is there: in the sentence, in those before it, in the report."""
    here = candidate.sentence
    for token in view.tokens:
        references = _parts(cast.known.actors.get((here, token.i), ()))
        # What a copula says of its subject ("will be a target") is nobody beside it.
        if references and token.i != candidate.token and token.function != "complement":
            yield "sentence", Filler(token=token.i, references=references, path="elsewhere in the sentence")
    named = cast.named_before(here)
    for _, last in sorted(named.items(), key=lambda item: (-item[1].sequence, item[0])):
        if here - last.sequence <= BACK:
            yield (
                f"back {here - last.sequence}",
                Filler(token=-1, references=(last.reference,), path="named shortly before"),
            )
    for source, home in (("home", cast.known.home), ("counterpart", cast.known.counterpart)):
        if home and home in named:
            yield source, Filler(token=-1, references=(named[home].reference,), path=f"the report's {source} country")


def _parts(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Those who can play a part and whose country is known."""
    return tuple(r for r in references if r.kind in PARTS and r.actor.code)


def _features(
    c: Candidate, role: str, fillers: tuple[Filler, ...], view: View, cast: Cast, source: str
) -> tuple[str, ...]:
    names = [
        f"source={source}",
        f"rule={c.rule} source={'rule' if source == 'rule' else 'none' if source == 'none' else 'other'}",
        f"type={c.event} source={source}",
        f"mode={c.event}/{c.mode} source={'none' if source == 'none' else 'some'}",
    ]
    shape = "verb" if view.is_verb(c.token) else "noun"
    names.append(f"shape={shape} source={source}")
    codes = {r.actor.code for f in fillers for r in f.references if r.actor.code}
    if role == "recipient":
        actors = {r.actor.code for f in c.actor for r in f.references if r.actor.code}
        same = "unknown" if not actors or not codes else "same" if actors & codes else "other"
        names += [f"country={same}", f"type={c.event} country={same}", f"source={source} country={same}"]
        if not fillers:
            names.append(f"type={c.event} nobody, {'actor' if actors else 'no actor'}")
            names.append(f"nobody, {'content' if c.content else 'no content'}")
    names += _seen(c, role, fillers, view, source)
    if not fillers:
        names.append(f"function of trigger={view.tokens[c.token].function} nobody")
        return tuple(names)
    if not codes:
        names += ["nameless", f"source={source} nameless"]
    for code in sorted(codes):
        where = "home" if code == cast.known.home else "counterpart" if code == cast.known.counterpart else "third"
        names += [f"is {where}", f"source={source} is {where}", f"type={c.event} is {where}"]
        for part in ("actor", "recipient"):
            if code in cast.played_before(c.sentence, part):
                names += [f"was {part} before", f"was {part} before, source={source}"]
        share = cast.shares.get(code, 0.0)
        names.append(
            f"share={'most' if share > 0.4 else 'much' if share > 0.2 else 'some' if share > 0.08 else 'little'}, {'rule' if source == 'rule' else 'other'}"
        )
        names += _in_report(c, role, code, cast, source)
        if source.startswith("back"):
            names.append(f"{source} as {cast.named_before(c.sentence)[code].function}")
    for kind in sorted({r.kind for f in fillers for r in f.references}):
        names += [
            f"kind={kind}",
            f"type={c.event} kind={kind}",
            f"verbal={c.event in VERBAL} kind={kind} source={source}",
        ]
    for basis in sorted({r.basis for f in fillers for r in f.references}):
        names += [f"basis={basis}", f"source={source} basis={basis}"]
    if source == "rule":
        names.append(f"path={fillers[0].path}")
        names.append(f"type={c.event} path={fillers[0].path.split('.')[0]}")
    elif source == "sentence":
        names += list(_standing(c, fillers[0].token, view))
    return tuple(dict.fromkeys(names))


def _seen(c: Candidate, role: str, fillers: tuple[Filler, ...], view: View, source: str) -> Iterator[str]:
    """What the learned reader sees of this role: how likely these fillers play it, or that nobody does."""
    hints = view.hints
    missing, here = hints.flag(c.token, f"no {role}"), hints.flag(c.token, f"{role} here")
    if missing is None or here is None:
        return
    if source in ("rule", "none", "seen"):
        yield f"missed={_grade(missing)} source={source}"
    if not fillers:
        best = max((hints.plays(c.token, role, t.i) or 0.0 for t in view.tokens), default=0.0)
        yield f"nobody, at best={_grade(best)}"
        yield f"nobody, at best={_grade(best)}, missed={_grade(missing)}"
    elif fillers[0].token < 0:
        yield f"missed={_grade(missing)} here={_grade(here)} from elsewhere"
        yield f"here={_grade(here)} source={source}"
    else:
        plays = [hints.plays(c.token, role, f.token) or 0.0 for f in fillers]
        other = "recipient" if role == "actor" else "actor"
        rival = max(hints.plays(c.token, other, f.token) or 0.0 for f in fillers)
        yield f"plays={_grade(max(plays))}"
        yield f"plays={_grade(max(plays))} source={source}"
        yield f"plays={_grade(max(plays))} missed={_grade(missing)}"
        yield f"plays other={_grade(rival)}"
        yield f"least plays={_grade(min(plays))} of {min(len(plays), 3)}"


def _grade(chance: float) -> int:
    """A probability in six steps, finer at the low end."""
    return sum(chance >= step for step in (0.03, 0.1, 0.25, 0.5, 0.8))


def _in_report(c: Candidate, role: str, code: str, cast: Cast, source: str) -> Iterator[str]:
    """What the rest of the report says of a country in this role; the candidate's own rule does not count."""
    own = {part: {r.actor.code for f in getattr(c, part) for r in f.references} for part in ("actor", "recipient")}
    ruled = source == "rule"
    plays = cast.play_count(code, role, int(ruled))
    yield f"plays it elsewhere={min(plays, 3)}"
    yield f"plays it elsewhere={min(plays, 3)}, {'rule' if ruled else 'other'}"
    if role == "recipient":
        for actor in sorted(filter(None, own["actor"])):
            if actor == code:
                continue
            mine = int(ruled)
            if cast.pair_count(actor, code, QUAD_SIDE[c.event], mine) > 0:
                yield f"pair elsewhere, {QUAD_SIDE[c.event]}"
            elif cast.pair_count(actor, code, "", mine) > 0:
                yield "pair elsewhere"
            if cast.pair_count(code, actor, QUAD_SIDE[c.event], 0) > 0:
                yield f"pair reversed, {QUAD_SIDE[c.event]}"


def _standing(c: Candidate, i: int, view: View) -> Iterator[str]:
    """How a mention elsewhere in the sentence stands to the trigger."""
    token = view.tokens[i]
    side = "after" if i > c.token else "before"
    head = view.tokens[token.head]
    function = f"{head.lemma}+" if token.function == "prep_object" else token.function
    steps = view.steps(c.token, i)
    near = "near" if steps <= 2 else "middle" if steps <= 4 else "far"
    yield f"side={side}"
    yield f"function={function}"
    yield f"function={function} side={side}"
    yield f"distance={near}"
    yield f"distance={near} side={side} function={token.function}"
    yield f"type={c.event} function={token.function} side={side}"
    for depth, (_, parent) in enumerate(view.ancestors(c.token)):
        for slot in ("subject", "object"):
            if any(link.dependent == i for link in view.links(parent.i, slot)):
                yield f"{slot} of the {'next' if depth == 0 else 'a higher'} verb above"
                yield f"{slot} above, type={c.event}"
    if token.head == c.token:
        yield f"hangs on the trigger as {function}"
    if head.head == c.token:
        yield f"hangs below the trigger as {function}"
    if c.content is not None:
        yield "in content" if c.content.start <= token.start < c.content.end else "outside content"
