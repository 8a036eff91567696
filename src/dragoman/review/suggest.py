"""Events as coded and as people corrected them come in; what the codebook could learn from that goes out: actors, and sentences it missed.

Nothing of this changes a file: `check/suggested.py` makes entries of it, keeps those that hold, and writes them as a patch.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.record.event import Event
from dragoman.record.mention import Actor
from dragoman.review.fold import Judged
from dragoman.world.load import World

# What a body is, by the first of its sectors.
_KINDS = {
    "GOV": "government", "MIL": "forces", "COP": "police", "JUD": "court", "LEG": "parliament", "PTY": "party", "REB": "armed_group",
    "UAF": "armed_group", "CRM": "armed_group", "JRN": "press", "BUS": "business",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActor:
    """Somebody whom the world files do not know, as people named him, her or it; `events` are those that they corrected so."""

    name: str
    aliases: tuple[str, ...]
    code: str
    sector: tuple[str, ...]
    office: str | None
    kind: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A sentence that tells an event which was missed, or coded as another type; `text` is the report's, the event's offsets count in it."""

    event: Event
    text: str


def list_actors(judged: Iterable[Judged], world: World) -> tuple[list[NewActor], list[str]]:
    """The actors that people named and the world files lack, sorted by name; and why some were left out, a line each."""
    named: dict[str, list[tuple[Actor, Event]]] = defaultdict(list)
    for one in judged:
        if one.now is None or one.contested:
            continue
        for actor in _list_new(one):
            named[actor.identifier_text or ""].append((actor, one.now))
    found, left = [], []
    for name, told in sorted(named.items()):
        codes = sorted({actor.code or "" for actor, _ in told})
        if any(entry.code in codes for entry in world.find_name(name)):
            continue
        if len(codes) > 1:
            left.append(f"{name}: people gave it different codes, {', '.join(codes)}")
            continue
        found.append(_make_actor(name, told, world))
    return found, left


def _list_new(one: Judged) -> Iterator[Actor]:
    """The parties whose name or code a person gave."""
    now, coded = one.now, one.coded
    if now is None:
        return
    before = (
        {(a.start, a.identifier_text, a.code) for a in (*coded.actor, *coded.recipient, *coded.attribution)}
        if coded
        else set()
    )
    for actor in (*now.actor, *now.recipient, *now.attribution):
        name = actor.identifier_text or ""
        if actor.code and name[:1].isupper() and (actor.start, name, actor.code) not in before:
            yield actor


def _make_actor(name: str, told: list[tuple[Actor, Event]], world: World) -> NewActor:
    first = next((actor for actor, _ in told if actor.office), told[0][0])
    words = {actor.entity_text for actor, _ in told} - {name}
    sector = next((actor.sector for actor, _ in told if actor.sector), ())
    person = first.office is not None or name.split()[0] in world.given_names
    return NewActor(
        name=name,
        # Only what is a name itself: "the minister" is no alias.
        aliases=tuple(sorted(w for w in words if all(part[:1].isupper() for part in w.split()) and "|" not in w)),
        code=first.code or "",
        sector=sector,
        office=first.office,
        kind="person" if person else _KINDS.get(sector[0] if sector else "", "body"),
        events=tuple(sorted({event.id for _, event in told})),
    )


def list_lessons(judged: Iterable[tuple[Judged, str]]) -> list[Lesson]:
    """The events, each with its report's text, that were added or whose type was corrected, and took place; in the order of their words."""
    found = []
    for one, text in judged:
        now, coded = one.now, one.coded
        if now is None or one.contested or now.status != "actual":
            continue
        if coded is None or (coded.event, coded.mode) != (now.event, now.mode):
            found.append(Lesson(event=now, text=text))
    return sorted(found, key=lambda lesson: (lesson.event.event, lesson.event.trigger.text, lesson.event.id))
