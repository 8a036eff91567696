"""Comes in: a rule that matched, or what the reader saw. Goes out: Candidate, what is proposed before anyone believes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.record.mention import Place, Reference, TimeSpan
from dragoman.record.span import Span

# The name that stands for a rule where the learned reader proposes.
READER = "reader"
# Who may propose events (load_kit, `--reader`): the rules and the learned reader, the rules alone, the reader alone.
PROPOSERS = ("both", "rules", "learned")
# The feature of a word of which a rule says that it is no event.
SHUT = "a rule says no event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Who fills a role: the token that heads the mention, to whom it was resolved, and the path that led there."""

    token: int
    references: tuple[Reference, ...]
    path: str
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """How the trigger of a Candidate hangs together with other words of its sentence, as token numbers.

    `bound` name the same act: a light verb and its noun ("launched an attack"), a verb and its particle. `seconds` right
    above it do if they are of the same type ("a bomb killed two"); `holders` are those whose content it is ("told Mali to
    stop"); both with the function in which it is. `coordinated` are the verbs beside it ("shelled and seized the town"),
    `aims` what a visit is for ("flew to Oslo to meet the premier").
    """

    bound: frozenset[int] = frozenset()
    seconds: Mapping[int, str] = field(default_factory=dict)
    holders: Mapping[int, str] = field(default_factory=dict)
    coordinated: frozenset[int] = frozenset()
    aims: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event that a rule or the learned reader proposes (`rule` is READER then). Seen by scorers only; never stored.

    `act` are all the words for an act that is to come: its content, once it is turned into the promise of it.
    `doubt` says why a verbal event makes no commitment ("" where nothing speaks against it).
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
    ties: Ties = field(default_factory=Ties)
    actor: tuple[Filler, ...] = ()
    recipient: tuple[Filler, ...] = ()
    content: Span | None = None
    act: Span | None = None
    condition: Span | None = None
    time: TimeSpan | None = None
    deadline: TimeSpan | None = None
    where: Place | None = None
    attribution: tuple[Reference, ...] = ()
    doubt: str = ""
    features: dict[str, float] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
