"""Comes in: a text. Goes out: its words in one form, as full text is kept and asked for."""

import re
import unicodedata

# Letters and digits of any script; the underscore, which \w has too, joins nothing that a reader calls a word.
_WORD = re.compile(r"[^\W_]+")


def fold_words(text: str) -> list[str]:
    """The words of a text in the order in which they stand, lower-cased and NFKC-folded: "Sudan’s ﬁrst" gives sudan, s, first.

    What stores and what asks fold alike, so that a question finds what was stored.
    """
    return _WORD.findall(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()))
