"""The sample article: what its parties promised, agreed and threatened is in the ledger, with the right parties."""

from datetime import date

from dragoman.flow import code_document
from dragoman.ledger import keep_ledger
from dragoman.read import read_documents
from dragoman.record.document import Document
from dragoman.record.happening import Telling
from dragoman.segment import list_passages
from reconcile.shelf import join_all


def test_promise_threats_and_agreement_have_the_right_parties(kit, shared):
    (document,) = read_documents([shared / "articles" / "al-arab-2020-12-27.txt"])
    assert isinstance(document, Document)
    coded = code_document(document, kit)
    tellings = {
        e.id: Telling(
            event=e,
            sentence=document.text[e.sentence.start : e.sentence.end],
            root=document.id,
            first_published=document.published,
            expected=coded.expected.get(e.id),
            awaited=coded.awaited.get(e.id),
            doubt=coded.doubts.get(e.id, ""),
        )
        for e in coded.events
    }
    happenings = join_all(tellings.values())
    ledger = keep_ledger(happenings, tellings, coded.remarks, date(2021, 1, 31), list_passages(document))

    def told(kind: str, word: str) -> set[tuple[frozenset[str | None], frozenset[str | None], bool]]:
        return {
            (frozenset(a.code for a in c.by), frozenset(a.code for a in c.to), c.condition is not None)
            for c in ledger
            if c.kind == kind and c.content is not None and word in c.content.text and c.state == "open"
        }

    egypt, libya, turkey = frozenset({"EGY"}), frozenset({"LBY"}), frozenset({"TUR"})
    assert told("promise", "embassy") == {(egypt, libya, False)}
    assert told("threat", "expel") == {(libya, turkey, True)}
    assert {(by, condition) for by, _, condition in told("threat", "target")} == {(turkey, True)}
    assert {by for by, _, _ in told("agreement", "flights")} == {egypt | libya}
    assert {by for by, _, _ in told("agreement", "experts")} == {egypt | libya}
