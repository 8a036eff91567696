"""An actor's happenings, tellings and commitments come in; its profile goes out: names, offices, friends and foes, deeds, open word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.record.commitment import Commitment
from dragoman.record.happening import Happening, Telling
from dragoman.record.mention import Actor
from dragoman.relations.parties import Party, list_pairs, name_actor, name_apart, name_state, sort_happenings, tell_day

# Days after which a happening counts half of what it counted on its day. Half a year: long enough that a relation is no matter
# of last week's news, short enough that a war of two years ago (a sixteenth) does not outweigh this year's peace.
HALF_LIFE = 182
# What cooperation and conflict must differ by, as a share of both, for one to be called an ally or an adversary.
LEAN = 0.2
# So many deeds are shown, latest first.
DEEDS = 12
# States of a commitment in which something is still to come.
OPEN = frozenset({"open", "due", "overdue", "condition met", "partly kept"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office in which reports saw the actor, the first and the last day on which they did, and how many events say so."""

    office: str
    since: date | None
    until: date | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How the actor stands with another: signed sums of scale times confidence, each halved every HALF_LIFE days before `as_of`.

    `cooperation` is at least 0, `conflict` at most 0, `score` their sum; both directions count.
    """

    name: str
    score: float
    cooperation: float
    conflict: float
    happenings: int
    last: date | None

    @property
    def stands(self) -> int:
        """1 ally, -1 adversary, 0 where cooperation and conflict are about equal."""
        whole = self.cooperation - self.conflict
        return 0 if whole == 0 or abs(self.score) < LEAN * whole else 1 if self.score > 0 else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an archive tells of an actor, as it stood on a day.

    `names` are what reports call it, with how many events do, most first; `allies`, `adversaries` and `mixed` are strongest first;
    `deeds` its latest acts, `made` and `received` the commitments by it and to it in which something is still to come.
    """

    name: str
    as_of: date
    codes: tuple[str, ...]
    sectors: tuple[str, ...]
    names: tuple[tuple[str, int], ...]
    posts: tuple[Post, ...]
    allies: tuple[Tie, ...]
    adversaries: tuple[Tie, ...]
    mixed: tuple[Tie, ...]
    deeds: tuple[Happening, ...]
    made: tuple[Commitment, ...]
    received: tuple[Commitment, ...]


def make_profile(
    party: Party,
    happenings: Iterable[Happening],
    told: Mapping[str, Telling],
    commitments: Iterable[Commitment],
    as_of: date,
) -> Profile:
    """The profile of a party.

    Args:
        party: whom it is about.
        happenings: those in which it takes part, in any order; those after `as_of` are left out.
        told: their tellings, by event id.
        commitments: the ledger as it stood `as_of`.
        as_of: the day from which happenings are weighed.
    """
    known = [h for h in sort_happenings(happenings) if (tell_day(h) or as_of) <= as_of]
    mentions = [(a, t) for h in known for e in h.events if e in told for t in (told[e],) for a in _list_own(party, t)]
    ties = weigh_ties(party, known, as_of)
    still = [c for c in commitments if c.state in OPEN]
    return Profile(
        name=party.name if party.code or not mentions else _rank(name_actor(a) for a, _ in mentions)[0],
        as_of=as_of,
        codes=_rank(a.code for a, _ in mentions if a.code),
        sectors=_rank(s for a, _ in mentions for s in a.sector),
        names=tuple(sorted(Counter(name_actor(a) for a, _ in mentions).items(), key=lambda n: (-n[1], n[0]))),
        posts=_list_posts(mentions),
        allies=tuple(t for t in ties if t.stands > 0),
        adversaries=tuple(t for t in ties if t.stands < 0),
        mixed=tuple(t for t in ties if t.stands == 0),
        deeds=tuple([h for h in known if any(map(party.is_party, h.actor))][::-1][:DEEDS]),
        made=tuple(c for c in still if any(map(party.is_party, c.by))),
        received=tuple(c for c in still if any(map(party.is_party, c.to))),
    )


def weigh_ties(party: Party, happenings: Iterable[Happening], as_of: date) -> list[Tie]:
    """How a party stands with each other one, strongest first; what has no day is left out.

    Another country counts as one; within the party's own country, each by its own name.
    """
    found: dict[str, _Sum] = defaultdict(_Sum)
    for happening in sort_happenings(happenings):
        day = tell_day(happening)
        if day is None or day > as_of:
            continue
        home = {a.code for a in (*happening.actor, *happening.recipient) if party.is_party(a)}
        others = {
            name_apart(one) if one.code in home else name_state(one)
            for pair in list_pairs(happening)
            for own, one in (pair, pair[::-1])
            if party.is_party(own) and not party.is_party(one)
        }
        value = happening.event_scale * happening.confidence * decay(day, as_of)
        for name in others:
            found[name].add(value, day)
    ties = [one.close(name) for name, one in found.items()]
    return sorted(ties, key=lambda t: (-abs(t.score), t.name))


def decay(day: date, as_of: date) -> float:
    """What is left on a day of the weight of what happened on an earlier one: 1 on the day itself, half after HALF_LIFE days."""
    return float(0.5 ** ((as_of - day).days / HALF_LIFE))


@dataclass(slots=True)
class _Sum:
    good: float = 0.0
    bad: float = 0.0
    number: int = 0
    last: date = date.min

    def add(self, value: float, day: date) -> None:
        """Count one happening."""
        self.good += max(value, 0.0)
        self.bad += min(value, 0.0)
        self.number += 1
        self.last = max(self.last, day)

    def close(self, name: str) -> Tie:
        """The sums as a tie."""
        good, bad = round(self.good, 4), round(self.bad, 4)
        score = round(good + bad, 4)
        return Tie(name=name, score=score, cooperation=good, conflict=bad, happenings=self.number, last=self.last)


def _list_own(party: Party, telling: Telling) -> list[Actor]:
    return [a for a in (*telling.event.actor, *telling.event.recipient) if party.is_party(a)]


def _rank(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, the most frequent first."""
    return tuple(word for word, _ in sorted(Counter(words).items(), key=lambda n: (-n[1], n[0])))


def _list_posts(mentions: Sequence[tuple[Actor, Telling]]) -> tuple[Post, ...]:
    """The offices that reports name it by, with the days of the reports: when it was seen in them, not when it took them up."""
    seen: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
    for actor, telling in mentions:
        if actor.office:
            office = " ".join(actor.office.split())
            seen[office.casefold()].append((office, telling.published))
    posts = []
    for told in seen.values():
        known = sorted(day for _, day in told if day)
        since, until = (known[0], known[-1]) if known else (None, None)
        posts.append(Post(office=_rank(o for o, _ in told)[0], since=since, until=until, events=len(told)))
    return tuple(sorted(posts, key=lambda p: (p.since or date.max, p.office)))
