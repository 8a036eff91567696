"""A document's sentences and resolved mentions come in; its events go out. Read this file to see how coding goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.code.attribution import leave_out_speakers
from dragoman.code.cast import Cast, Scene
from dragoman.code.context import ContextFinder, pick_scale
from dragoman.code.doubts import find_doubt
from dragoman.code.expect import find_awaited, find_expected
from dragoman.code.features import describe
from dragoman.code.lists import complete_lists
from dragoman.code.match import Matcher
from dragoman.code.private import is_private, is_private_report
from dragoman.code.propose import propose_scene
from dragoman.code.rank import Ranker
from dragoman.code.score import Scorer
from dragoman.code.settle import keep_acts, pool_scores, turn_future
from dragoman.code.shape import read_sectors
from dragoman.code.view import View
from dragoman.codebook import Codebook
from dragoman.codebook.schema import QUADS
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.commitment import Expected
from dragoman.record.document import Document, Sentence
from dragoman.record.event import Deadline, Event, SentenceRef
from dragoman.record.glance import Glance
from dragoman.record.ids import event_id
from dragoman.record.mention import Actor, Resolved
from dragoman.record.span import Span


@dataclass(frozen=True, slots=True)
class Explained:
    """An event, for each of its fields what in the codebook or the grammar gave it, what it lets one expect and what it waits for.

    `doubt` says why a verbal event makes no commitment, "" where nothing speaks against it.
    """

    event: Event
    why: dict[str, str]
    expected: Expected | None
    awaited: Expected | None
    doubt: str


def give_roles(ranker: Ranker, candidate: Candidate, view: View, cast: Cast) -> Candidate:
    """Give a candidate its likeliest parties, whoever is listed with them, their sectors, and no voucher who is a party himself."""
    chosen = complete_lists(ranker.choose_roles(candidate, view, cast), view, cast.known)
    return read_sectors(leave_out_speakers(chosen, view), view)


class RuleCoder:
    """Codes with the codebook's rules and a learned scorer that says which of them to believe."""

    def __init__(self, codebook: Codebook, scorer: Scorer, ranker: Ranker, version: str) -> None:
        """Compile the rules once. `version` is what every event's `coder` field will say."""
        self.version = version
        self._codebook = codebook
        self._matcher = Matcher(codebook)
        self._scorer = scorer
        self._ranker = ranker
        self._contexts = ContextFinder(codebook)

    def code_events(
        self, document: Document, sentences: Sequence[Sentence], known: Resolved, glances: Mapping[int, Glance]
    ) -> list[Explained]:
        """The events that the sentences report, in the order of the text."""
        events: list[Explained] = []
        private = is_private_report(known)
        by_number = {s.sequence: s for s in sentences}
        for candidates in self.weigh_candidates(document, sentences, known, glances):
            pooled = [replace(c, scores=pool_scores(c, candidates)) for c in candidates]
            believed = [
                turn_future(c) for c in pooled if self._scorer.believes(c.scores, firmly=private and is_private(c))
            ]
            for ordinal, candidate in enumerate(keep_acts(believed, excerpt=len(sentences) == 1)):
                sentence = by_number[candidate.sentence]
                event = self._write(document, sentence, candidate, ordinal)
                coming = known.coming.get(sentence.sequence, ())
                expected = find_expected(candidate, candidates, sentence, coming)
                awaited = find_awaited(candidate, candidates, sentence)
                events.append(Explained(event, candidate.why, expected, awaited, candidate.doubt))
        return events

    def weigh_candidates(
        self, document: Document, sentences: Sequence[Sentence], known: Resolved, glances: Mapping[int, Glance]
    ) -> list[list[Candidate]]:
        """All that rules and reader propose, sentence by sentence, believed or not, each with its features and scores."""
        scenes = self.propose_scenes(document, sentences, known, glances)
        cast = Cast(scenes, known, len(sentences))
        weighed = []
        for scene in scenes:
            candidates = [give_roles(self._ranker, c, scene.view, cast) for c in scene.proposed]
            weighed.append([self._weigh(c, scene, candidates, cast) for c in candidates])
        return weighed

    def propose_scenes(
        self, document: Document, sentences: Sequence[Sentence], known: Resolved, glances: Mapping[int, Glance]
    ) -> list[Scene]:
        """Each parsed sentence with what rules and reader propose for it, before anything is weighed."""
        return [
            propose_scene(s, document.text, self._matcher, known, glances.get(s.sequence))
            for s in sentences
            if s.tokens
        ]

    def _weigh(self, candidate: Candidate, scene: Scene, peers: Sequence[Candidate], cast: Cast) -> Candidate:
        features = describe(candidate, scene, peers, cast)
        doubt = find_doubt(candidate, scene.view, cast.known)
        return replace(candidate, doubt=doubt, features=features, scores=self._scorer.score(features))

    def _write(self, document: Document, sentence: Sentence, c: Candidate, ordinal: int) -> Event:
        contexts = self._contexts.find_contexts(document.text[sentence.start : sentence.end])
        first, last, basis = _date(c, document)
        return Event(
            id=event_id(document.id, sentence.sequence, c.trigger.start, c.event, ordinal, self.version),
            document=document.id,
            sentence=SentenceRef(sequence=sentence.sequence, start=sentence.start, end=sentence.end),
            trigger=c.trigger,
            event=c.event,
            mode=c.mode,
            context=contexts,
            quad_code=QUADS[self._codebook.types[c.event].quad],
            event_scale=pick_scale(self._codebook.scores, c.event, c.mode),
            cameo=self._contexts.pick_cameo(c.event, c.mode, contexts),
            status=c.status,
            actor=_entities(c.actor),
            recipient=_entities(c.recipient),
            date=first,
            enddate=last,
            date_basis=basis,
            date_text=Span(c.time.text, c.time.start, c.time.end) if c.time else None,
            event_loc=c.where,
            content=c.content,
            condition=c.condition,
            deadline=Deadline(text=c.deadline.text, start=c.deadline.start, end=c.deadline.end, date=c.deadline.last)
            if c.deadline
            else None,
            attribution=tuple(r.actor for r in c.attribution),
            confidence=round(c.scores["confidence"], 4),
            coder=self.version,
            cite_info=document.cite_info,
        )


def _date(c: Candidate, document: Document) -> tuple[date | None, date | None, str]:
    """First and last day of an event, and whether the report states them or they are assumed."""
    if c.time is None:
        return document.published, document.published, "published" if document.published else "none"
    if c.time.first is None and c.time.last is None:
        return None, None, "none"
    # "since March" lasts to the day of the report, as far as the report can know.
    last, published = c.time.last, document.published
    if c.time.grain == "since" and last is None and published is not None:
        # "From June 1", told in May, has no end that is known.
        last = None if c.time.first is not None and c.time.first > published else published
    return c.time.first, last, "stated"


def _entities(fillers: Sequence[Filler]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(r.actor for f in fillers for r in f.references))
