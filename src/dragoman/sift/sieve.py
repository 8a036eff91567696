"""The codebook and a sentence's words come in; whether any rule could match them goes out.

A rule can only match where its trigger word stands and, for each of its conditions that asks for plain
words, one of those words. That much can be seen without a parse. Word forms are undone by stripping
endings, generously: a sentence let through needlessly costs a parse, one kept back costs an event.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from dragoman.codebook import Codebook
from dragoman.codebook.schema import Rule

WORD = re.compile(r"[^\W\d_]+")

Need = tuple[frozenset[str], ...]


class Sieve:
    """Knows which words a sentence must hold for some rule to match."""

    def __init__(self, codebook: Codebook) -> None:
        text = (files("dragoman.codebook") / "en" / "irregular.toml").read_text(encoding="utf-8")
        self._irregular: dict[str, str] = tomllib.loads(text)["forms"]
        self._needs: dict[str, list[Need]] = {}
        for rule in codebook.rules:
            if rule.event is None:
                continue
            conditions = _lexical_conditions(rule, codebook)
            for lemma in rule.lemmas:
                first, *rest = lemma.split()
                need = tuple([frozenset({word}) for word in rest]) + conditions
                self._needs.setdefault(first, []).append(need)
        for lemma, needs in self._needs.items():
            if () in needs:
                self._needs[lemma] = [()]
        self._vocabulary = set(self._needs) | {
            w for needs in self._needs.values() for need in needs for group in need for w in group
        }
        self.lemmas = lru_cache(maxsize=200_000)(self._find_lemmas)

    def can_hold_event(self, text: str) -> bool:
        """Whether some rule could match this sentence."""
        present: set[str] = set()
        for word in WORD.findall(text):
            present.update(self.lemmas(word.lower()))
        for lemma in present:
            for need in self._needs.get(lemma, ()):
                if all(not present.isdisjoint(group) for group in need):
                    return True
        return False

    def _find_lemmas(self, word: str) -> tuple[str, ...]:
        """The words of the vocabulary of which `word` may be a form."""
        return tuple(form for form in dict.fromkeys(self._base_forms(word)) if form in self._vocabulary)

    def _base_forms(self, word: str) -> list[str]:
        forms = [word]
        if word in self._irregular:
            forms.append(self._irregular[word])
        if word.endswith("men"):
            forms.append(word[:-2] + "an")
        for ending in ("s", "es", "ed", "d", "ing"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)]
                forms += [stem, stem + "e"]
                if stem.endswith("i"):
                    forms.append(stem[:-1] + "y")
                if len(stem) > 2 and stem[-1] == stem[-2]:
                    forms.append(stem[:-1])
                if stem.endswith("y"):
                    forms.append(stem[:-1] + "ie")
                if stem.endswith("ck"):
                    forms.append(stem[:-1])
        return forms


def _lexical_conditions(rule: Rule, codebook: Codebook) -> Need:
    """For each condition that plain words alone can meet, the words of which one must be there."""
    needs: list[frozenset[str]] = []
    for slot, terms in rule.where:
        if slot in ("clause_form", "voice"):
            continue
        positive = [t.removeprefix("~") for t in terms if not t.startswith("!")]
        if not positive or any(t[0] in "#=*-" for t in positive):
            continue
        words: set[str] = set()
        for term in positive:
            words |= codebook.words[term[1:]] if term.startswith("@") else {term}
        # Of several words the longest alone is asked for: hyphens and plurals make the rest unsure.
        needs.append(frozenset(max(re.split(r"[\s-]", word.lower()), key=len) for word in words))
    return tuple(needs)
