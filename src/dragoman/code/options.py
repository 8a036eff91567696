"""A candidate and the mentions of its sentence come in; every way to fill a role of it goes out, each with its features.

Every mention of the sentence that could play the part is an option: what the rule found, who else is named, or nobody.

A report has some two hundred options, each with some thirty features. They come in groups (of the source, of a country, of a
kind …) that few numbers decide: a group is written once for all options that share it. What hangs on the candidate, a country or
a sentence alone is worked out once for it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain

from dragoman.code.cast import QUAD_SIDE, Cast, Party, describe_party, find_parts
from dragoman.code.claims import VERBAL
from dragoman.code.shape import lies_below, list_tellers, see_fillers
from dragoman.code.view import View
from dragoman.record.candidate import READER, Candidate, Filler

# Features that go together; no feature is in two groups of one option.
Group = tuple[str, ...]
# How many groups of a sort are remembered: a run of millions must not grow.
REMEMBERED = 5_000
# The steps of a probability as a feature, finer at the low end.
STEPS = (0.03, 0.1, 0.25, 0.5, 0.8)
# Whom the reader sees in the role with less than this is no option, unless the rule itself found him: left out of the fit, names are
# right more often without these, and nothing else moves.
LEAST_SEEN = 0.003
NO_PARTY = Party((), (), (), (), frozenset())


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


def list_choices(candidate: Candidate, role: str, view: View, cast: Cast) -> list[Choice]:
    """Every way to fill a role; the first is what the rule itself found (perhaps nobody)."""
    ruled: tuple[Filler, ...] = getattr(candidate, role)
    features = _Features(candidate, role, view, cast)
    choices = [features.choose(describe_party(ruled), "rule" if ruled else "none")]
    if ruled and not (role == "recipient" and _has_sides(candidate)):
        choices.append(features.choose(NO_PARTY, "none"))
    seen_here = _seen_together(candidate, role, view, cast)
    if seen_here and {f.token for f in seen_here} != {f.token for f in ruled}:
        choices.append(features.choose(describe_party(seen_here), "seen"))
    taken = {f.token for f in ruled} | ({f.token for f in candidate.actor} if role == "recipient" else set())
    taken.add(candidate.token)
    if role == "recipient":
        taken |= list_tellers(candidate.token, view)
    # Nobody acts on himself: who is on the other side, of a rule's event by the rule's own word, is not on this one.
    other = candidate.actor if role == "recipient" else candidate.recipient if candidate.rule != READER else ()
    own = describe_party(other).names
    for party in cast.others_at(view):
        token = party.fillers[0].token
        if token in taken or not party.names.isdisjoint(own):
            continue
        plays = view.hints.plays(candidate.token, role, token)
        if plays is not None and plays < LEAST_SEEN:
            continue
        # Nor is it whose he is: "Serbia" in "Serbia's president".
        if role == "actor" or not is_said_by(party.fillers, candidate.actor, view):
            choices.append(features.choose(party, "sentence"))
    return choices


def _has_sides(candidate: Candidate) -> bool:
    """Whether a visit leads to another country than the visitor's, or a third mediates: nobody is left out of it."""
    sides = [
        {r.actor.code for f in fillers for r in f.references} - {None}
        for fillers in (candidate.actor, candidate.recipient)
    ]
    return candidate.mode in ("third-party", "visit") and all(sides) and not sides[0] & sides[1]


def is_said_by(fillers: tuple[Filler, ...], ruled: tuple[Filler, ...], view: View) -> bool:
    """Whether an option only says whose the rule's own party is: "Chad" in "rebels in Chad" speaks for the rebels."""
    if len(fillers) != 1 or fillers[0].token < 0:
        return False
    codes = {r.actor.code for r in fillers[0].references}
    own = fillers[0].token
    return any(
        f.token != own and lies_below(view, own, {f.token}) and codes <= {r.actor.code for r in f.references}
        for f in ruled
    )


def _seen_together(candidate: Candidate, role: str, view: View, cast: Cast) -> tuple[Filler, ...]:
    """All whom the reader sees in the role and whose country is known, as one option: compound actors.

    Whom a rule knows on the other side, under whatever name, is not of this one; nor does he act to whom it is said ("told his cabinet").
    """
    ruled = candidate.rule != READER
    # Of a saying not even he is left out: those who are left then lose to nobody, or to a bystander (five states of the storylines).
    deed = ruled and candidate.event not in VERBAL
    # Whom the rule knows on the other side is not of this one: "the withdrawal of troops from Chad".
    other = candidate.actor if role == "recipient" else candidate.recipient if ruled else ()
    names = describe_party(candidate.actor).names if role == "recipient" and deed else frozenset()
    seen = see_fillers(view, candidate.token, role, cast.known, {f.token for f in other})
    known = [replace(f, references=parts) for f in seen if (parts := find_parts(f.references))]
    found = [f for f in known if names.isdisjoint(describe_party((f,)).names)]
    if len(found) < 2:
        return ()
    if role == "recipient" and ruled:
        found = _leave_inner(candidate, found, view)
    if role == "actor" and ruled:
        heard = {link.dependent for slot in ("object", "indirect") for link in view.links(candidate.token, slot)}
        found = [f for f in found if f.token not in heard]
    # One who is left of several at whom a deed was aimed still stands as seen; of a saying this was no better (measured on gold/train).
    return tuple(found) if len(found) > 1 or (role == "recipient" and candidate.event not in VERBAL) else ()


def _leave_inner(c: Candidate, seen: list[Filler], view: View) -> list[Filler]:
    """Of those seen as recipients together, who is no third inside the phrase that the rule found: "backed Chad's bid for a seat on the council"."""
    codes = {r.actor.code for f in c.recipient for r in f.references} - {None}
    inner = [f for f in seen if lies_below(view, f.token, {f.token for f in c.recipient})]
    theirs = [f for f in inner if codes.issuperset(r.actor.code for r in f.references)]
    return [f for f in seen if f in theirs or f not in inner] if theirs else seen


class _Features:
    """The features of every option for one role of a candidate."""

    def __init__(self, c: Candidate, role: str, view: View, cast: Cast) -> None:
        self._c, self._role, self._view, self._cast = c, role, view, cast
        self._shape = "verb" if view.is_verb(c.token) else "noun"
        self._actors = {r.actor.code for f in c.actor for r in f.references if r.actor.code}
        self._missed = view.hints.flag(c.token, f"no {role}")
        self._here = view.hints.flag(c.token, f"{role} here")
        self._by_code: dict[tuple[str, str], Group] = {}

    def choose(self, party: Party, source: str) -> Choice:
        """The option that these fillers play the role."""
        return Choice(party.fillers, tuple(self._describe(party, source)))

    def _describe(self, party: Party, source: str) -> list[Group]:
        c, fillers, codes = self._c, party.fillers, party.codes
        groups = [_of_source(c.rule, c.event, c.mode, self._shape, source)]
        if self._role == "recipient":
            same = "unknown" if not self._actors or not codes else "other" if self._actors.isdisjoint(codes) else "same"
            groups.append(_of_country(c.event, source, same))
            if not fillers:
                groups.append(_of_nobody(c.event, bool(self._actors), bool(c.content)))
        groups.append(self._seen(fillers, source))
        if not fillers:
            return [*groups, (f"function of trigger={self._view.tokens[c.token].function} nobody",)]
        if codes:
            groups.append(_merge([self._of_code(code, source) for code in codes]))
        else:
            groups.append(("nameless", f"source={source} nameless"))
        groups.append(_merge([_of_kind(c.event, kind, source) for kind in party.kinds]))
        groups += [_of_basis(basis, source) for basis in party.bases]
        if source == "rule":
            groups.append(_of_path(c.event, fillers[0].path))
        elif source == "sentence":
            groups += self._standing(fillers[0].token)
        return groups

    def _seen(self, fillers: tuple[Filler, ...], source: str) -> Group:
        """What the learned reader sees of this role: how likely these fillers play it, or that nobody does."""
        if self._missed is None or self._here is None:
            return ()
        hints, token, role = self._view.hints, self._c.token, self._role
        missed, here = _grade(self._missed), _grade(self._here)
        names = (f"missed={missed} source={source}",) if source in ("rule", "none", "seen") else ()
        if not fillers:
            return (*names, *_of_best(_grade(hints.best_player(token, role)), missed))
        if fillers[0].token < 0:
            return (*names, f"missed={missed} here={here} from elsewhere", f"here={here} source={source}")
        plays = [hints.plays(token, role, f.token) or 0.0 for f in fillers]
        other = "recipient" if role == "actor" else "actor"
        rival = max([hints.plays(token, other, f.token) or 0.0 for f in fillers])
        group = _of_plays(_grade(max(plays)), _grade(min(plays)), min(len(plays), 3), _grade(rival), missed, source)
        return (*names, *group) if names else group

    def _of_code(self, code: str, source: str) -> Group:
        """What the report says of a country."""
        found = self._by_code.get((code, source))
        if found is None:
            found = self._by_code[code, source] = self._find_code(code, source)
        return found

    def _find_code(self, code: str, source: str) -> Group:
        c, cast, mine = self._c, self._cast, int(source == "rule")
        share = cast.shares.get(code, 0.0)
        return _of_standing(
            c.event,
            source,
            "home" if code == cast.known.home else "counterpart" if code == cast.known.counterpart else "third",
            tuple(part for part in ("actor", "recipient") if code in cast.played_before(c.sentence, part)),
            "most" if share > 0.4 else "much" if share > 0.2 else "some" if share > 0.08 else "little",
            min(cast.play_count(code, self._role, mine), 3),
            tuple(_pairs(c.event, self._actors, code, cast, mine)) if self._role == "recipient" else (),
        )

    @cached_property
    def _above(self) -> list[tuple[frozenset[int], tuple[str, str]]]:
        """Who is subject or object of the verbs above the trigger, and how that is told, from the nearest verb up."""
        found = []
        for depth, (_, parent) in enumerate(self._view.ancestors(self._c.token)):
            for slot in ("subject", "object"):
                there = frozenset(link.dependent for link in self._view.links(parent.i, slot))
                if there:
                    verb = "next" if depth == 0 else "a higher"
                    found.append((there, (f"{slot} of the {verb} verb above", f"{slot} above, type={self._c.event}")))
        return found

    def _standing(self, i: int) -> Iterator[Group]:
        """How a mention elsewhere in the sentence stands to the trigger."""
        c, view = self._c, self._view
        token = view.tokens[i]
        head = view.tokens[token.head]
        function = f"{head.lemma}+" if token.function == "prep_object" else token.function
        steps = view.steps(c.token, i)
        near = "near" if steps <= 2 else "middle" if steps <= 4 else "far"
        yield _of_place(c.event, "after" if i > c.token else "before", function, near, token.function)
        names = [name for there, names in self._above if i in there for name in names]
        if names:
            yield tuple(dict.fromkeys(names))
        if token.head == c.token:
            yield (f"hangs on the trigger as {function}",)
        if head.head == c.token:
            yield (f"hangs below the trigger as {function}",)
        if c.content is not None:
            yield ("in content",) if c.content.start <= token.start < c.content.end else ("outside content",)


def _grade(chance: float) -> int:
    """A probability in six steps."""
    return bisect_right(STEPS, chance)


def _pairs(event: str, actors: Set[str], code: str, cast: Cast, mine: int) -> Iterator[str]:
    """What the rest of the report says of a country as the recipient of these actors; the candidate's own rule does not count."""
    side = QUAD_SIDE[event]
    for actor in sorted(actors):
        if actor == code:
            continue
        if cast.pair_count(actor, code, side, mine) > 0:
            yield f"pair elsewhere, {side}"
        elif cast.pair_count(actor, code, "", mine) > 0:
            yield "pair elsewhere"
        if cast.pair_count(code, actor, side, 0) > 0:
            yield f"pair reversed, {side}"


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


@lru_cache(maxsize=REMEMBERED)
def _of_best(best: int, missed: int) -> Group:
    return (f"nobody, at best={best}", f"nobody, at best={best}, missed={missed}")


@lru_cache(maxsize=REMEMBERED)
def _of_plays(most: int, least: int, count: int, rival: int, missing: int, source: str) -> Group:
    return (
        f"plays={most}",
        f"plays={most} source={source}",
        f"plays={most} missed={missing}",
        f"plays other={rival}",
        f"least plays={least} of {count}",
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
