"""Documents come in; their events go out. This file is the table of contents: each line is a room of the house."""

import traceback
from collections.abc import Iterable, Iterator, Sequence

from dragoman.find import find_mentions, find_remarks
from dragoman.kit import Kit
from dragoman.record.document import Document, Sentence
from dragoman.record.event import Coded
from dragoman.record.fault import Fault
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.sift import add_antecedents


def code_documents(documents: Iterable[Document | Fault], kit: Kit) -> Iterator[Coded]:
    """Code each document by itself, streaming; a fault that reading found passes through as it is."""
    for document in documents:
        if isinstance(document, Fault):
            yield Coded(document=None, fault=document)
        else:
            yield code_document(document, kit)


def code_document(document: Document, kit: Kit) -> Coded:
    """Code one document; what goes wrong in it becomes a fault that names the stage.

    Raises:
        Exception: whatever went wrong, if `kit.strict`.
    """
    stage = "segment"
    try:
        sentences: Sequence[Sentence] = split_sentences(document)
        stage = "sift"
        worth = [s for s in sentences if kit.sieve.can_hold_event(document.text[s.start : s.end])]
        stage = "glance"
        glances = kit.reader.glance_sentences(document.text, worth) if kit.reader else {}
        if kit.reader is not None:
            worth = [s for s in worth if s.sequence in glances and glances[s.sequence].may_hold_event(s.end)]
        stage = "parse"
        worth = add_antecedents(document.text, sentences, worth)
        parsed = {s.sequence: s for s in kit.parser.parse_sentences(document.text, worth)}
        sentences = tuple(parsed.get(s.sequence, s) for s in sentences)
        stage = "find"
        mentions = find_mentions(document, sentences, kit.world)
        remarks = find_remarks(document, sentences, kit.world)
        stage = "resolve"
        known = resolve_mentions(document, sentences, mentions, kit.world)
        stage = "code"
        explained = kit.coder.code_events(document, sentences, known, glances)
    except Exception as error:  # the one wide net: a run of millions must outlive one document
        if kit.strict:
            raise
        fault = Fault(
            source=document.source,
            document=document.id,
            stage=stage,
            kind="bug",
            reason=f"{type(error).__name__}: {error}",
            detail=traceback.format_exc(),
        )
        return Coded(document=document, fault=fault)
    return Coded(
        document=document,
        remarks=remarks,
        sentences=tuple(sentences),
        glances=glances,
        known=known,
        events=tuple(e.event for e in explained),
        explanations=tuple(e.why for e in explained),
        expected={e.event.id: e.expected for e in explained if e.expected is not None},
        awaited={e.event.id: e.awaited for e in explained if e.awaited is not None},
        doubts={e.event.id: e.doubt for e in explained if e.doubt},
    )
