"""From documents to events: what a report leaves behind."""

import gc
from datetime import date

from dragoman.flow import code_document
from dragoman.kit import Kit
from dragoman.record.document import Document

TEXT = (
    "Chad's foreign minister, Amal Osman, warned Mali on Monday that she would expel its envoy. "
    "He had met rebels of the north in Bol. Both countries condemned the raid, officials said."
)
# What spaCy's parser leaves in a ring, with room to spare; a report with its words is some hundred objects.
FEW = 40


def test_a_report_leaves_nothing_to_the_garbage_collector(kit: Kit) -> None:
    document = Document(id="made", text=TEXT, published=date(2021, 2, 10))
    assert code_document(document, kit).events
    gc.collect()
    gc.disable()
    try:
        code_document(document, kit)
        left = gc.collect()
    finally:
        gc.enable()
    assert left < FEW
