"""A verdict comes in; the Review that it makes goes out, held against the archive as it is, with all that was said before it."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cached_property, partial

from dragoman.codebook import load_codebook
from dragoman.errors import UsageError
from dragoman.record.commitment import STATES
from dragoman.record.event import Event
from dragoman.record.ids import review_id
from dragoman.record.jsonl import to_builtins
from dragoman.record.review import ADDED_BY_REVIEW, Anchor, Review
from dragoman.review.fold import (
    Folded,
    find_anchored,
    fold_report,
    is_undone,
    list_standing,
    make_anchor,
    mark_seen,
    read_added,
)
from dragoman.review.values import Ground, apply_values, correct_event, make_event, read_state
from dragoman.review.verdict import Verdict
from dragoman.segment import split_sentences
from dragoman.store import Store
from dragoman.store.identities import read_identity
from dragoman.store.reviews import AsCoded, find_documents, find_last_number, read_coded, read_reviews
from dragoman.store.seats import find_happening_events, find_made_by
from dragoman.world.load import load_world
from dragoman.world.places import load_gazetteer


class Desk:
    """Where reviews are made: it knows what was said before, and reads each report once."""

    def __init__(self, store: Store, by: str, at: datetime) -> None:
        """`by` and `at`: who says it and when, where a verdict does not tell."""
        self._store, self._by, self._at = store, by, at
        self._reviews = read_reviews(store)
        self._number = find_last_number(store)
        self._reports: dict[str, AsCoded] = {}
        self._added: dict[str, str] = {r.about[0].event: r.documents[0] for r in self._reviews if r.action == "add"}

    @cached_property
    def _ground(self) -> Ground:
        """The codebook and the world, which take a second to load: who accepts or rejects needs neither."""
        return Ground(
            codebook=load_codebook(),
            world=load_world(),
            load_places=load_gazetteer,
            find_actor=partial(read_identity, self._store),
        )

    def take(self, verdict: Verdict) -> Review | None:
        """The review that a verdict makes; None where the same person has said just that before, or it changes nothing.

        Raises:
            UsageError: what it is about is not there, or a value is wrong.
        """
        make: Callable[[Verdict], Review | None] = getattr(self, f"_{verdict.action}")
        review = make(verdict)
        if review is not None:
            self._reviews.append(review)
            self._number = review.number
        return review

    def _make(
        self, verdict: Verdict, about: Sequence[Anchor], *, documents: Collection[str] = (), undoes: str | None = None,
        value: dict[str, object] | None = None,
    ) -> Review:  # fmt: skip
        by, at, number = verdict.by or self._by, verdict.at or self._at, self._number + 1
        if not by.strip():
            raise UsageError("by: a review bears the name of who makes it")
        said = json.dumps([verdict.why, [to_builtins(a) for a in about], value, undoes], sort_keys=True)
        return Review(
            id=review_id(number, by, at.isoformat(), verdict.action, said),
            number=number,
            action=verdict.action,
            by=by,
            at=at,
            why=verdict.why,
            documents=tuple(sorted({a.document for a in about} | set(documents))),
            about=tuple(about),
            value=value or {},
            undoes=undoes,
        )

    # ── events ──

    def _accept(self, verdict: Verdict) -> Review | None:
        if verdict.document is None:
            report, event = self._find(verdict.event or "")
            review = self._make(verdict, [self._anchor(event, report)])
            return None if self._sees_so(review.by, event, event) else review
        report, folded = self._read(verdict.document), self._fold(verdict.document)
        anchors = [self._anchor(event, report) for event in folded.events]
        review = self._make(verdict, anchors, documents=[verdict.document], value={"whole": True})
        said = any(
            (r.by, r.documents, r.value) == (review.by, review.documents, review.value)
            for r in list_standing(self._reviews)
        )
        return None if said and all(self._sees_so(review.by, e, e) for e in folded.events) else review

    def _correct(self, verdict: Verdict) -> Review | None:
        assert verdict.set is not None
        report, event = self._find(verdict.event or "")
        coded = next((e for e in report.coded.events if e.id == event.id), event)
        # What is said to be so although somebody else has said it already is said all the same.
        new = correct_event(verdict.set, event, report.document, self._ground, coded)
        review = self._make(verdict, [self._anchor(event, report)], value=new)
        return review if new and not self._sees_so(review.by, event, apply_values(event, new)) else None

    def _reject(self, verdict: Verdict) -> Review | None:
        report, event = self._find(verdict.event or "")
        review = self._make(verdict, [self._anchor(event, report)])
        return None if self._sees_so(review.by, event, None) else review

    def _sees_so(self, by: str, event: Event, wanted: Event | None) -> bool:
        """Whether somebody has said that an event is so, and it is so."""
        judged = next((j for j in self._fold(event.document).judged if j.id == event.id), None)
        if judged is None or by not in judged.reviewers:
            return False
        told = None if wanted is None else mark_seen(wanted)
        now = None if judged.now is None else mark_seen(judged.now)
        return judged.views[by] == told == now

    def _add(self, verdict: Verdict) -> Review | None:
        assert verdict.set is not None
        report, folded = self._read(verdict.document or ""), self._fold(verdict.document or "")
        sentences = tuple(split_sentences(report.document))
        event = make_event(verdict.set, report.document, sentences, 0, self._ground)
        same = find_anchored(make_anchor(event, [event]), folded.events)
        if same is not None:
            if same.coder == ADDED_BY_REVIEW and _says_the_same(same, event):
                return None
            raise UsageError(f"add: there is a {same.event} on {same.trigger.text!r} ({same.id}); correct it")
        taken = {r.about[0].event for r in self._reviews if r.action == "add"}
        ordinal = 0
        while event.id in taken:  # it was added before, and that undone or rejected
            ordinal += 1
            event = make_event(verdict.set, report.document, sentences, ordinal, self._ground)
        self._added[event.id] = report.document.id
        return self._make(verdict, [make_anchor(event, [event])], value=to_builtins(event))

    # ── happenings, commitments, reviews ──

    def _merge(self, verdict: Verdict) -> Review | None:
        named = sorted(set(verdict.happenings or ()))
        value: dict[str, object] = {"happenings": named}
        if self._stands("merge", value):
            return None
        events = [find_happening_events(self._store, id) for id in named]
        for id, found in zip(named, events, strict=True):
            if not found:
                raise UsageError(f"happenings: there is no happening {id!r}")
        if len(named) < 2:
            raise UsageError("happenings: a merge is of two or more")
        acts = {(e.event, e.status) for ids in events for e in self._list_events(ids)}
        if len(acts) > 1:
            told = ", ".join(sorted(f"{event} ({status})" for event, status in acts))
            raise UsageError(f"happenings: they are of different types or status, {told}; correct their events first")
        return self._make(verdict, self._anchor_all([id for ids in events for id in ids]), value=value)

    def _split(self, verdict: Verdict) -> Review | None:
        out = sorted(set(verdict.events or ()))
        value: dict[str, object] = {"happening": verdict.happening, "events": out}
        if self._stands("split", value):
            return None
        events = find_happening_events(self._store, verdict.happening or "")
        if not events:
            raise UsageError(f"happening: there is no happening {verdict.happening!r}")
        strange = [id for id in out if id not in events]
        if strange or not out:
            raise UsageError(
                f"events: {strange[0]!r} does not tell this happening" if strange else "events: none is named"
            )
        return self._make(verdict, self._anchor_all(out), value=value) if len(out) < len(events) else None

    def _state(self, verdict: Verdict) -> Review | None:
        assert verdict.set is not None
        events = find_made_by(self._store, verdict.commitment or "")
        if not events:
            raise UsageError(f"commitment: no happening of the archive made a commitment {verdict.commitment!r}")
        value = read_state(verdict.set, STATES) | {"commitment": verdict.commitment}
        return None if self._stands("state", value) else self._make(verdict, self._anchor_all(events), value=value)

    def _undo(self, verdict: Verdict) -> Review | None:
        named = next((r for r in self._reviews if r.id == verdict.review), None)
        if named is None:
            raise UsageError(f"review: there is no review {verdict.review!r}")
        if is_undone(named, self._reviews):
            return None
        return self._make(verdict, named.about, documents=named.documents, undoes=named.id)

    # ── what all need ──

    def _read(self, document: str) -> AsCoded:
        if document not in self._reports:
            found = read_coded(self._store, [document])
            if not found:
                raise UsageError(f"document: there is no report {document!r}")
            self._reports |= found
        return self._reports[document]

    def _fold(self, document: str) -> Folded:
        return fold_report(document, self._read(document).coded.events, self._reviews)

    def _find(self, id: str) -> tuple[AsCoded, Event]:
        """An event of the record as it is now; a rejected one as it was before that."""
        document = self._added.get(id) or find_documents(self._store, [id]).get(id)
        if document is None:
            raise UsageError(f"event: there is no event {id!r}")
        report = self._read(document)
        folded = self._fold(document)
        for event in (*folded.events, *report.coded.events):
            if event.id == id:
                return report, event
        added = next((r for r in list_standing(self._reviews) if r.action == "add" and r.about[0].event == id), None)
        if added is None:
            raise UsageError(f"event: {id!r} was added by a review that was undone")
        return report, read_added(added)

    def _anchor(self, event: Event, report: AsCoded) -> Anchor:
        own = next((e for e in report.coded.events if e.id == event.id), None)
        return make_anchor(event, [event]) if own is None else make_anchor(own, report.coded.events)

    def _list_events(self, ids: Collection[str]) -> list[Event]:
        return [self._find(id)[1] for id in ids]

    def _anchor_all(self, ids: Sequence[str]) -> list[Anchor]:
        found = [self._find(id) for id in ids]
        return [self._anchor(event, report) for report, event in found]

    def _stands(self, action: str, value: dict[str, object]) -> bool:
        """Whether somebody said this of happenings, and it stands; their ids are others since."""
        return any((r.action, r.value) == (action, value) for r in list_standing(self._reviews))


def _says_the_same(one: Event, other: Event) -> bool:
    return all(getattr(one, n) == getattr(other, n) for n in Event.__dataclass_fields__ if n not in ("id", "coder"))
