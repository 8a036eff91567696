"""Mentions of a document come in; Resolved goes out: whom, where and when they mean, home and counterpart countries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.codebook.roles import load_roles
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Mention, Reference, Resolved, TimeSpan
from dragoman.resolve.actors import Resolver
from dragoman.resolve.naming import make_reference
from dragoman.resolve.quotes import Speech, find_speeches
from dragoman.resolve.report import read_report
from dragoman.resolve.times import resolve_times, shift_future
from dragoman.world.load import World


def resolve_mentions(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], world: World
) -> Resolved:
    """Resolve the actors of a report; every mention gets one answer or none."""
    roles = load_roles()
    report = read_report(document, sentences, world, roles)
    speeches = find_speeches(document.text, sentences)
    resolver = Resolver(document, sentences, report, world, roles, speeches)
    people = [mention for mention in mentions if mention.kind == "actor"]
    for mention in people:
        resolver.parties(mention.sentence, mention.head)
        resolver.remember(mention.sentence, mention.head)
    at = {(mention.sentence, mention.head): mention for mention in people}
    actors: dict[tuple[int, int], tuple[Reference, ...]] = {}
    for key, mention in at.items():
        found = tuple(make_reference(party, mention, at, world) for party in resolver.parties(*key))
        if found:
            actors[key] = found
    times: dict[int, list[TimeSpan]] = defaultdict(list)
    coming: dict[int, list[TimeSpan]] = defaultdict(list)
    timed = [mention for mention in mentions if mention.kind == "time"]
    for mention, span in zip(timed, resolve_times(timed, document.published), strict=True):
        times[mention.sentence].append(span)
        coming[mention.sentence].append(shift_future(span, document.published))
    return Resolved(
        actors=actors,
        times={k: tuple(v) for k, v in times.items()},
        coming={k: tuple(v) for k, v in coming.items()},
        speakers=_name_speakers(sentences, speeches, actors),
        home=report.home,
        counterpart=report.counterpart,
    )


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
