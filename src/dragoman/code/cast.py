"""All proposals of a report come in; what they say together, of which no single sentence knows, goes out.

Who acted on whom in the sentence before, how thick events lie in this report.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.code.view import View
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.document import Token
from dragoman.record.mention import PARTS, Reference, Resolved

# Whether a type is friendly or hostile: who is hit once in a report is likely to be hit again.
QUAD_SIDE = {
    **dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split(), "friendly"),
    **dict.fromkeys("REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(), "hostile"),
}


# In these functions a word tells whose or of which country its head is.
TELLING = frozenset({"modifier", "possessor"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its grammar, what is proposed for it, and the tokens of which a rule says that they are no event."""

    view: View
    proposed: tuple[Candidate, ...]
    shut: frozenset[int] = frozenset()


class Party(NamedTuple):
    """Those who fill a role together, and what is asked of them again and again: countries, kinds, bases and names, sorted."""

    fillers: tuple[Filler, ...]
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    bases: tuple[str, ...]
    names: frozenset[str]


class Cast:
    """Everything that the parts of a report know of each other, worked out once."""

    def __init__(self, scenes: Sequence[Scene], known: Resolved, sentences: int) -> None:
        self.known = known
        self.sentences = max(sentences, 1)
        self.by_type = Counter(c.event for scene in scenes for c in scene.proposed)
        self.total = sum(self.by_type.values())
        self.shares = self._count_mentions()
        self._pairs = Counter(
            (a, r, quad)
            for scene in scenes
            for c in scene.proposed
            for quad in ("", QUAD_SIDE[c.event])
            for a in _codes(c, "actor")
            for r in _codes(c, "recipient")
            if a != r
        )
        self._plays = {
            role: Counter(code for scene in scenes for c in scene.proposed for code in _codes(c, role))
            for role in ("actor", "recipient")
        }
        self.busy = {scene.view.sentence.sequence for scene in scenes if scene.proposed}
        self.seen = {scene.view.sentence.sequence: scene.view.hints.strongest() for scene in scenes}
        self.seen_mean = sum(self.seen.values()) / self.sentences
        self._deeds: dict[int, dict[str, frozenset[str]]] = {}
        self._acts: dict[int, list[tuple[str, str, Reference]]] = {}
        self._others: dict[int, tuple[Party, ...]] = {}
        self._read(scenes)

    def played_before(self, sequence: int, role: str) -> frozenset[str]:
        """The countries that the rules gave this role in the last sentence before that reports anything."""
        return self._deeds.get(sequence, {}).get(role, frozenset())

    def doer_to(self, sequence: int, codes: frozenset[str], types: Set[str]) -> Reference | None:
        """Who, in the last sentence before that reports anything, did an act of these types to these countries; None for nobody else."""
        return next(
            (
                by
                for event, code, by in self._acts.get(sequence, ())
                if event in types and code in codes and by.actor.code not in codes
            ),
            None,
        )

    def others_at(self, view: View) -> tuple[Party, ...]:
        """Who may play a part in an act of this sentence: whoever is named in it, each by himself."""
        here = view.sentence.sequence
        found = self._others.get(here)
        if found is None:
            found = self._others[here] = tuple(self._find_others(view, here))
        return found

    def _find_others(self, view: View, here: int) -> Iterator[Party]:
        for token in view.tokens:
            references = find_parts(self.known.actors.get((here, token.i), ()))
            # What a copula says of its subject ("will be a target") is nobody beside it, nor is who only tells whose somebody is.
            if references and token.function != "complement" and not self._only_tells_whose(view, token, references):
                yield describe_party((Filler(token=token.i, references=references, path="elsewhere in the sentence"),))

    def _only_tells_whose(self, view: View, token: Token, references: Sequence[Reference]) -> bool:
        """Whether a word only says whose or of which country the party is in whose phrase it stands: "Peruvian miners", "Berg's army"."""
        head = view.tokens[token.head]
        if token.function not in TELLING or head.function == "complement":
            return False
        whose = find_parts(self.known.actors.get((view.sentence.sequence, head.i), ()))
        return {r.actor.code for r in references} <= {r.actor.code for r in whose}

    def pair_count(self, actor: str, recipient: str, side: str, own: int) -> int:
        """How often the rules see `actor` act on `recipient` in this report (side "": in any way), less `own` times."""
        return self._pairs[actor, recipient, side] - own

    def play_count(self, code: str, role: str, own: int) -> int:
        """How often the rules give a country this role in this report, less `own` times."""
        return self._plays[role][code] - own

    def _count_mentions(self) -> dict[str, float]:
        counts = Counter(
            r.actor.code
            for references in self.known.actors.values()
            for r in references
            if r.actor.code and r.kind in PARTS
        )
        total = sum(counts.values())
        return {code: n / total for code, n in counts.items()}

    def _read(self, scenes: Sequence[Scene]) -> None:
        deeds: dict[str, frozenset[str]] = {}
        acts: list[tuple[str, str, Reference]] = []
        for scene in scenes:
            sequence = scene.view.sentence.sequence
            self._deeds[sequence] = deeds
            self._acts[sequence] = acts
            if scene.proposed:
                deeds = {
                    role: frozenset(code for c in scene.proposed for code in _codes(c, role))
                    for role in ("actor", "recipient")
                }
                acts = [
                    (c.event, code, r)
                    for c in scene.proposed
                    for code in sorted(_codes(c, "recipient"))
                    for f in c.actor
                    for r in f.references
                    if r.actor.code
                ]


def find_parts(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Those who can play a part and whose country is known."""
    return tuple(r for r in references if r.kind in PARTS and r.actor.code)


def recast(candidate: Candidate, role: str, fillers: tuple[Filler, ...], why: str) -> Candidate:
    """The candidate with these fillers in a role, and why it is they; nobody needs no reason."""
    reasons = {k: v for k, v in candidate.why.items() if k != role} | ({role: why} if why else {})
    if role == "actor":
        return replace(candidate, actor=fillers, why=reasons)
    return replace(candidate, recipient=fillers, why=reasons)


def describe_party(fillers: tuple[Filler, ...]) -> Party:
    """These fillers, and what is asked of them together."""
    references = [r for f in fillers for r in f.references]
    return Party(
        fillers=fillers,
        codes=tuple(sorted({r.actor.code for r in references if r.actor.code})),
        kinds=tuple(sorted({r.kind for r in references})),
        bases=tuple(sorted({r.basis for r in references})),
        names=frozenset(r.actor.identifier_text or r.actor.entity_text for r in references),
    )


def _codes(candidate: Candidate, role: str) -> set[str]:
    return {r.actor.code for f in getattr(candidate, role) for r in f.references if r.actor.code}
