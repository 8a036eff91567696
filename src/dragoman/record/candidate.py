"""Comes in: a rule that matched, or what the reader saw. Goes out: Candidate, what is proposed before anyone believes it."""

from dataclasses import dataclass, field

from dragoman.record.mention import Place, Reference, TimeSpan
from dragoman.record.span import Span

# The name that stands for a rule where the learned reader proposes.
READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who fills a role: the token that heads the mention, to whom it was resolved, and the path that led there."""

    token: int
    references: tuple[Reference, ...]
    path: str
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event that a rule or the learned reader proposes (`rule` is READER then). Seen by scorers only; never stored.

    `bound` are the tokens that name the same act with it: a light verb and its noun ("launched an attack"); `seconds` those
    above it that do if they are of the same type ("a bomb killed two"), `holders` those whose content it is ("told Mali to
    stop"), both with the function in which it is. `aims` are what a visit is for ("flew to Oslo to meet the premier"),
    `coordinated` the verbs beside it ("shelled and seized the town").
    `features` are named numbers that a scorer may weigh, `scores` what it made of them; `why` says for each field what gave it.
    """

    event: str
    mode: str | None
    rule: str
    place: str
    sentence: int
    token: int
    trigger: Span
    weight: float
    status: str
    bound: frozenset[int] = frozenset()
    seconds: dict[int, str] = field(default_factory=dict)
    holders: dict[int, str] = field(default_factory=dict)
    aims: frozenset[int] = frozenset()
    coordinated: frozenset[int] = frozenset()
    actor: tuple[Filler, ...] = ()
    recipient: tuple[Filler, ...] = ()
    content: Span | None = None
    condition: Span | None = None
    time: TimeSpan | None = None
    deadline: TimeSpan | None = None
    where: Place | None = None
    attribution: tuple[Reference, ...] = ()
    features: dict[str, float] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
