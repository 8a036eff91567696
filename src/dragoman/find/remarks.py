"""Sentences come in; those that say outright what came of a promise, demand or threat go out, with the countries named there and just before."""

from collections.abc import Sequence

from dragoman.codebook.remarks import load_remarks
from dragoman.record.commitment import Remark
from dragoman.record.document import Document, Sentence
from dragoman.world.load import World


def find_remarks(document: Document, sentences: Sequence[Sentence], world: World) -> tuple[Remark, ...]:
    """Every remark of a document, in the order of the text; no parse is needed, and most documents have none."""
    found = []
    for number, sentence in enumerate(sentences):
        text = document.text[sentence.start : sentence.end]
        said = load_remarks().find(text)
        if said is None:
            continue
        last = sentences[number - 1] if number else None
        before = document.text[last.start : last.end] if last is not None else ""
        hits = world.scan_names(f"{before} {text}", document.published)
        codes = sorted({hit.entry.code for hit in hits if hit.entry.code})
        found.append(
            Remark(
                document=document.id,
                published=document.published,
                start=sentence.start,
                end=sentence.end,
                text=text,
                before=before,
                state=said.state,
                weight=said.weight,
                codes=tuple(codes),
            )
        )
    return tuple(found)
