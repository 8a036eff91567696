"""A sentence's text comes in; its word pieces go out, as the network takes them, and where its words stand."""

import re
from typing import Any

# A very long sentence is cut off behind so many pieces.
LONGEST = 160
# So many words are remembered; then all are forgotten.
KEPT = 50_000
# Text of which it is known how the tokenizer parts it: into runs of letters and figures, and single marks. No accents, no other
# alphabets, and no "[", which may open one of its own signs ("[SEP]").
_PLAIN = re.compile(r"[ -Z\\-~\n’‘“”–—…]*")
_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]")

Cut = tuple[list[int], list[int], list[tuple[int, int]]]


def cut_words(tokenizer: Any, text: str, start: int) -> Cut:
    """Word pieces, the first piece of each word, and each word's place in the document; a very long sentence is cut off."""
    code = tokenizer.encode(text)
    pieces, firsts, words, last = [code.ids[0]], [], [], None
    inner = list(zip(code.ids, code.word_ids, code.offsets, strict=True))[1:-1]
    for piece, word, (a, b) in inner[: LONGEST - 2]:
        if word != last:
            firsts.append(len(pieces))
            words.append((start + a, start + b))
            last = word
        else:
            words[-1] = (words[-1][0], start + b)
        pieces.append(piece)
    return [*pieces, code.ids[-1]], firsts, words


class Cutter:
    """Cuts sentences as `cut_words` does, and remembers the pieces of words: most are known from sentences before."""

    def __init__(self, tokenizer: Any) -> None:
        """Take a tokenizer of the `tokenizers` library, and have it neither cut off nor fill up."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer
        self._first, self._last = tokenizer.encode("").ids
        self._pieces: dict[str, list[int]] = {}

    def cut(self, text: str, start: int) -> Cut:
        """Word pieces, the first piece of each word, and each word's place in the document, in which `text` begins at `start`."""
        if not _PLAIN.fullmatch(text):
            return cut_words(self.tokenizer, text, start)
        pieces, firsts, words = [self._first], [], []
        for match in _WORD.finditer(text):
            firsts.append(len(pieces))
            pieces += self._pieces_of(match.group())
            a, b = match.span()
            words.append((start + a, start + b))
        if len(pieces) >= LONGEST:
            return cut_words(self.tokenizer, text, start)
        return [*pieces, self._last], firsts, words

    def _pieces_of(self, word: str) -> list[int]:
        found = self._pieces.get(word)
        if found is None:
            if len(self._pieces) >= KEPT:
                self._pieces.clear()
            found = self._pieces[word] = self.tokenizer.encode(word, add_special_tokens=False).ids
        return found
