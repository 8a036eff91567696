"""Mentions of a document come in; Resolved goes out: whom, where and when they mean, home and counterpart countries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Actor, Mention, Place, Reference, Resolved, Spoken, TimeSpan
from dragoman.resolve.actors import Resolver
from dragoman.resolve.naming import make_reference
from dragoman.resolve.places import resolve_places
from dragoman.resolve.previews import find_previews
from dragoman.resolve.quotes import Speech, find_speeches
from dragoman.resolve.report import Report, place_report, read_report
from dragoman.resolve.times import resolve_times, shift_future
from dragoman.world.load import World

# How the country of a mention may be known without its own words.
WEAK = frozenset({"home", "none"})


def resolve_mentions(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], world: World
) -> Resolved:
    """Resolve the actors of a report; every mention gets one answer or none."""
    roles = load_roles()
    report = read_report(document, sentences, world, roles)
    places = _resolve_places(mentions, document, world, report)
    report = place_report(report, [place for found in places.values() for place in found])
    speeches = find_speeches(document.text, sentences)
    people = [mention for mention in mentions if mention.kind == "actor"]
    resolver = Resolver(document, sentences, report, world, roles, speeches, people)
    for mention in people:
        resolver.parties(mention.sentence, mention.head)
        resolver.remember(mention.sentence, mention.head)
    at = {(mention.sentence, mention.head): mention for mention in people}
    actors: dict[tuple[int, int], tuple[Reference, ...]] = {}
    for key, mention in at.items():
        found = tuple(make_reference(party, mention, at, world, report) for party in resolver.parties(*key))
        if found:
            actors[key] = found
    actors = {key: _place_home(found, places.get(key[0], ())) for key, found in actors.items()}
    times: dict[int, list[TimeSpan]] = defaultdict(list)
    coming: dict[int, list[TimeSpan]] = defaultdict(list)
    timed = [mention for mention in mentions if mention.kind == "time"]
    previews = find_previews(sentences, timed)
    for mention, span in zip(timed, resolve_times(timed, document.published, previews=previews), strict=True):
        times[mention.sentence].append(span)
        coming[mention.sentence].append(shift_future(span, document.published))
    return Resolved(
        actors=actors,
        places=places,
        times={k: tuple(v) for k, v in times.items()},
        coming={k: tuple(v) for k, v in coming.items()},
        speakers=_name_speakers(sentences, speeches, actors),
        spoken=tuple(
            Spoken(s.start, s.end, by) for s in speeches if s.by and (by := _name_voice(s.by, sentences, actors))
        ),
        home=report.home,
        counterpart=report.counterpart,
        published=document.published,
    )


def _resolve_places(
    mentions: Sequence[Mention], document: Document, world: World, report: Report
) -> dict[int, tuple[Place, ...]]:
    """Sentence → its places."""
    named = [mention for mention in mentions if mention.kind == "place"]
    found: dict[int, list[Place]] = defaultdict(list)
    for mention, place in zip(named, resolve_places(named, document, world, report.home, report.names), strict=True):
        found[mention.sentence].append(place)
    return {sequence: tuple(places) for sequence, places in found.items()}


def _place_home(references: tuple[Reference, ...], places: Sequence[Place]) -> tuple[Reference, ...]:
    """Give those whose country is only assumed the country of a place in their own words: "the mayor of Aden"."""
    return tuple(_place_one(r, places) if r.basis in WEAK else r for r in references)


def _place_one(reference: Reference, places: Sequence[Place]) -> Reference:
    actor = reference.actor
    inside = [p for p in places if p.country_code and actor.start <= p.start and p.end <= actor.end]
    # "Chad's neighbours" are those who are not of Chad.
    inside = [p for p in inside if actor.entity_text[p.end - actor.start :][:2] not in ("'s", "’s")]
    if not inside or len({p.country_code for p in inside}) > 2:
        return reference
    return replace(reference, actor=replace(actor, code=inside[-1].country_code), basis="place")


def _name_voice(
    by: tuple[int, int], sentences: Sequence[Sentence], actors: Mapping[tuple[int, int], tuple[Reference, ...]]
) -> tuple[Reference, ...]:
    """Who a speaker is; one whom nothing is known of is his bare word."""
    token = sentences[by[0]].tokens[by[1]]
    nobody = Actor(code=None, sector=(), entity_text=token.text, start=token.start, end=token.end)
    return actors.get(by) or (Reference(actor=nobody, kind="thing", basis="none"),)


def _name_speakers(
    sentences: Sequence[Sentence], speeches: Sequence[Speech], actors: Mapping[tuple[int, int], tuple[Reference, ...]]
) -> dict[int, tuple[Reference, ...]]:
    """Sentence → who speaks the quotation in which it lies, wholly or for the most part."""
    found: dict[int, tuple[Reference, ...]] = {}
    for speech in speeches:
        by = speech.by and actors.get(speech.by)
        if not by:
            continue
        for sentence in sentences:
            overlap = min(sentence.end, speech.end) - max(sentence.start, speech.start)
            if overlap > 15 or overlap > 0.5 * (sentence.end - sentence.start):
                found.setdefault(sentence.sequence, by)
    return found
