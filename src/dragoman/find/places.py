"""Parsed sentences come in; a mention goes out for every name in them that can be a place. Where it lies is not asked.

A name of our own tables (countries, regions, places in the news) is a place unless it is part of a longer name; the
name of a town must also be told as a place: by a preposition, by the country behind it, by another place beside it,
or by its size. A surname that is also a town, a people and an adjective ("Moscow-backed") are none.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman.codebook.classes import load_classes
from dragoman.record.document import Document, Sentence
from dragoman.record.mention import Mention
from dragoman.world.load import World
from dragoman.world.places import Gazetteer, PlaceRow, load_gazetteer
from dragoman.world.scan import fold_text

# An acronym with points, or a word; "'s" stays outside.
_PIECE = re.compile(r"(?:[A-Z]\.){2,}|(?:St|Mt|Ft|Ste)\.|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*")
# Marks written as one plain character each, so that most sentences need no more folding.
_PLAIN = str.maketrans("’‘“”—–…", "''\"\";-.")
_GAPS = frozenset((" ", "-", "'", "", "\n", "- "))
_LONGEST = 6
_SURE = frozenset(
    "in near outside around at inside across throughout into toward towards within northeast northwest".split()
)
_MAYBE = frozenset(
    "from to of between over through via above for on beyond off against and north south east west".split()
)
# Small words inside names of towns: "Rio de Janeiro", "Clichy-sous-Bois".
_PARTICLES = frozenset(
    "al am an au aux bin da das de del der di do dos du e el en es ez la las le les los of sous sur the".split()
)
# Between a town and what it lies in: ", Syria", ", in northern Mali", " in the Kasai region".
_WITHIN = re.compile(
    r"(?:, (?:in )?| in | \()(?:the )?(?:(?:far |rural )?(?:(?:north|south|east|west)(?:[- ]?(?:east|west|central))?(?:ern)?|central|upper|lower) )?"
)
_BIG, _SIZEABLE, _SMALL = 100_000, 15_000, 1_000


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


class _Hit(NamedTuple):
    first: int
    last: int
    start: int
    end: int
    rows: tuple[PlaceRow, ...]


def find_places(document: Document, sentences: Sequence[Sentence], world: World) -> list[Mention]:
    """Find the place names of the sentences, parsed or not, in the order of the text; the longest name wins."""
    gazetteer = load_gazetteer()
    parts = [_Part(document.text, s, world, gazetteer) for s in sentences]
    surnames = frozenset(name for part in parts for name in part.find_surnames())
    return [
        Mention(kind="place", text=document.text[start:end], start=start, end=end, sentence=part.sentence.sequence)
        for part in parts
        for start, end in part.find_names(surnames)
    ]


class _Part:
    """One sentence: its words, and which of them are places."""

    def __init__(self, text: str, sentence: Sentence, world: World, gazetteer: Gazetteer) -> None:
        self.sentence, self.world, self.gazetteer = sentence, world, gazetteer
        self.text = fold_text(text[sentence.start : sentence.end].translate(_PLAIN))
        self.pieces = [_Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(self.text)]
        self.shouts = len(self.pieces) > 2 and self.text.isupper()
        self._tags: Mapping[int, str] | None = None

    def tag(self, i: int) -> str:
        """The Penn tag of piece `i`."""
        if self._tags is None:
            self._tags = {t.start - self.sentence.start: t.tag for t in self.sentence.tokens}
        return self._tags.get(self.pieces[i].start, "")

    def gap(self, i: int) -> str:
        """What stands between piece `i` and the one before it."""
        return self.text[self.pieces[i - 1].end : self.pieces[i].start]

    def find_surnames(self) -> list[str]:
        """Give the words that stand behind a given name or a title."""
        found = []
        for i in range(1, len(self.pieces)):
            word, before = self.pieces[i].text, self.pieces[i - 1].text
            if not word[0].isupper() or not before[0].isupper() or self.gap(i) not in (" ", ". "):
                continue
            if before in self.world.given_names or (before in self.world.titles and self.tag(i - 1) in ("NNP", "NNPS")):
                found.append(word)
                if i + 1 < len(self.pieces) and self.gap(i + 1) == " " and self.pieces[i + 1].text[0].isupper():
                    found.append(self.pieces[i + 1].text)
        return found

    def find_names(self, surnames: frozenset[str]) -> list[tuple[int, int]]:
        """Give [start, end) in the document of each place."""
        hits: list[_Hit] = []
        i, count = 0, len(self.pieces)
        while i < count:
            word = self.pieces[i].text
            if not (word[0].isupper() or word in self.gazetteer.first_small_words):
                i += 1
                continue
            hit, skip = self._match(i)
            if hit is None and (told := self._match_told(i)):
                hits.append(told)
                skip = told.last + 1
            elif hit and self._is_place(hit, hits[-1] if hits else None, surnames):
                hits.append(hit)
            i = skip
        base = self.sentence.start
        return [(hit.start + base, hit.end + base) for hit in hits]

    def _match(self, i: int) -> tuple[_Hit | None, int]:
        """The longest name that begins at piece `i`, and the piece to go on with."""
        last = i
        inner = self.gazetteer.inner_words
        while last + 1 < len(self.pieces) and last - i < _LONGEST - 1 and self.gap(last + 1) in _GAPS:
            word = self.pieces[last + 1].text
            if not (word[0].isupper() or word in inner or word in _PARTICLES or word == "s"):
                break
            last += 1
        start = self.pieces[i].start
        is_capital = self.pieces[i].text[0].isupper()
        for end in range(last, i - 1, -1):
            stop = self.pieces[end].end
            form = self.text[start:stop].replace("\n", " ")
            if (
                self.text[stop : stop + 1] == "."
                and form + "." in self.gazetteer.known
                and self._stands_behind_comma(i)
            ):
                return _Hit(i, end, start, stop + 1, self.gazetteer.known[form + "."]), end + 1
            rows = self._look_up(form, is_capital and self.pieces[end].text[0].isupper())
            if rows:
                return _Hit(i, end, start, stop, rows), end + 1
            if form in self.world.forms:
                return self._match_surname(i, end, form), end + 1
        return None, i + 1

    def _match_told(self, i: int) -> _Hit | None:
        """A name that no table knows, told as a place: by a noun beside it, or by the country behind it."""
        last = i
        while last + 1 < len(self.pieces) and self.gap(last + 1) in (" ", "-") and self._is_unknown(last + 1):
            last += 1
        if not all(self._is_unknown(k) for k in range(i, last + 1)) or last - i > 2:
            return None
        hit = _Hit(i, last, self.pieces[i].start, self.pieces[last].end, ())
        before = [self.pieces[k].text.lower() for k in range(max(0, i - 2), i)]
        beside = before[-1] if before and self.gap(i) == " " else ""
        named = beside == "of" and before[0] in load_classes().place_nouns
        after = self.pieces[last + 1].text.lower() if last + 1 < len(self.pieces) and self.gap(last + 1) == " " else ""
        if named or (beside in _SURE and (after in load_classes().place_nouns or self._country_behind(hit))):
            return hit
        # "Karachi's Lyari district", "the Lyari district"; "the Poe camp" are those who follow Poe.
        owned = beside == "the" or (beside == "s" and self.gap(i - 1) == "'")
        return hit if owned and after in load_classes().place_nouns and after not in load_classes().followings else None

    def _is_unknown(self, i: int) -> bool:
        """Whether piece `i` is a capitalised word that no table knows."""
        word = self.pieces[i].text
        known = word in self.world.forms or word in self.world.given_names or word in self.world.titles
        return word[0].isupper() and not word.isupper() and not known and self.tag(i) in ("NNP", "NNPS", "")

    def _match_surname(self, i: int, end: int, form: str) -> _Hit | None:
        """A known person's surname, which is a town only where its country stands behind it: "Clinton, Iowa"."""
        rows = self.gazetteer.find_places(form)
        hit = _Hit(i, end, self.pieces[i].start, self.pieces[end].end, rows)
        is_short = all(entry.short for entry in self.world.forms[form])
        return hit if rows and is_short and self._country_behind(hit) else None

    def _look_up(self, form: str, is_name: bool) -> tuple[PlaceRow, ...]:
        if form in self.gazetteer.known:
            return self.gazetteer.find_places(form)
        if not is_name or form in self.world.forms:
            return ()
        rows = self.gazetteer.find_places(form)
        if not rows and "-" in form:  # "El-Arish"
            rows = self.gazetteer.find_places(form.replace("-", " "))
        if not rows and form.isupper() and len(form) > 3:  # "TRIPOLI, Libya"
            return self.gazetteer.find_places(form.title())
        return rows

    def _stands_behind_comma(self, i: int) -> bool:
        return i > 0 and self.gap(i).startswith(",")

    def _is_place(self, hit: _Hit, before: _Hit | None, surnames: frozenset[str]) -> bool:
        if self._is_adjective(hit):
            return False
        known = hit.rows[0].source != "town"
        if known and hit.last > hit.first:
            return True
        if self._is_in_longer_name(hit, known and hit.rows[0].feature in ("PCLI", "CONT")):
            return False
        name = self.pieces[hit.first].text
        if name.isupper() and len(name) < 4 and not known:
            return False
        strength = self._measure_cue(hit, before)
        if known and (hit.rows[0].feature in ("PCLI", "CONT", "ADM1") or name not in surnames):
            return self.tag(hit.first) in ("NNP", "NNPS", "") or strength > 0 or hit.first > 0
        return self._is_town(hit, strength, name in surnames)

    def _is_town(self, hit: _Hit, strength: int, is_surname: bool) -> bool:
        """Whether the words around and the size of a town bear out that its name means the town."""
        name = self.text[hit.start : hit.end]
        if hit.rows[0].feature == "ADM2":
            return True
        largest = max(row.population // (4 if row.alias else 1) for row in hit.rows)
        if hit.first == hit.last:
            if name in self.gazetteer.word_names and strength < 3:
                return strength == 2 and largest >= _BIG and self.tag(hit.first) in ("NNP", "")
            if self.tag(hit.first) not in ("NNP", "NNPS", "") and strength < 2:
                return False
            if name in self.world.given_names and strength < 2:
                return largest >= 10 * _BIG
        if is_surname and strength < 2:
            return False
        return largest >= (_BIG, _SIZEABLE, _SMALL, 0)[strength]

    def _measure_cue(self, hit: _Hit, before: _Hit | None) -> int:
        """3: its country stands behind it, or "the town of" before; 2: "in", or beside a place; 1: "from"; 0: nothing."""
        if self._country_behind(hit):
            return 3
        if hit.last + 1 < len(self.pieces) and self.pieces[hit.last + 1].text in load_classes().town_followers:
            return 2
        i = hit.first - 1
        while i >= 0 and self.pieces[i].text.lower() in load_classes().directions and self.gap(i + 1) == " ":
            i -= 1
        if i >= 0 and self.pieces[i].text.lower() == "the":
            i -= 1
        if i < 0 or self.gap(i + 1).strip():
            beside = before is not None and before.last == hit.first - 1 and self.gap(hit.first) == ", "
            return 2 if beside else 0
        word = self.pieces[i].text.lower()
        if word == "of" and i > 0 and self.pieces[i - 1].text.lower() in load_classes().towns_of:
            return 3
        if word == "of" and i > 0 and self.gap(i).startswith(","):  # "Ann Poe, 43, of Lewisburg"
            return 2
        if word == "and" and before is not None and before.last == i - 1:
            return 2
        return 2 if word in _SURE or word in load_classes().taking else 1 if word in _MAYBE else 0

    def _country_behind(self, hit: _Hit) -> bool:
        """Whether ", Syria", ", Ky." or " in northern Mali" follows; of a name that no table knows only with a comma."""
        i = hit.last + 1
        while i < len(self.pieces) and not self.pieces[i].text[0].isupper() and i < hit.last + 6:
            i += 1
        if i >= len(self.pieces) or not _WITHIN.fullmatch(self.text, hit.end, self.pieces[i].start):
            return False
        behind, _ = self._match(i)
        if behind is None or behind.rows[0].source == "town":
            return False
        codes = {row.code for row in behind.rows if row.resolution < 3}
        return any(row.code in codes for row in hit.rows) if hit.rows else self.text[hit.end] == ","

    def _is_adjective(self, hit: _Hit) -> bool:
        """Whether a hyphen ties it to other words: "Iran-backed", "pro-Russia"."""
        after = self.text[hit.end : hit.end + 2]
        if len(after) == 2 and after[0] == "-" and after[1].islower():
            return True
        return hit.start > 1 and self.text[hit.start - 1] == "-" and self.text[hit.start - 2].islower()

    def _is_in_longer_name(self, hit: _Hit, is_country: bool) -> bool:
        """Whether a capitalised neighbour makes it part of another name: "John Lewisburg", "Boston Tribune"."""
        if hit.first > 0 and self.gap(hit.first) in (" ", "-", ". "):
            before = self.pieces[hit.first - 1].text
            if is_country:
                if before in load_classes().body_words:
                    return True
            elif before[0].isupper() and self._is_name_word(hit.first - 1) and not self._may_precede(before):
                return True
        i = hit.last + 1
        if is_country or i >= len(self.pieces) or self.text[hit.end : self.pieces[i].start] not in (" ", "-"):
            return False
        after = self.pieces[i].text
        classes = load_classes()
        follows = after in classes.place_followers or after.lower() in classes.calendar
        if not after[0].isupper() or follows or after in self.world.titles:
            return False
        if after.isupper() and len(after) < 5 and not self.shouts:  # "Calgary MLA"
            return False
        return self._is_name_word(i) and hit.rows[0].feature != "ADM1"

    def _may_precede(self, word: str) -> bool:
        if word.lower() in load_classes().directions:
            return True
        return any(entry.kind == "demonym" for entry in self.world.forms.get(word, ()))

    def _is_name_word(self, i: int) -> bool:
        return self.tag(i) in ("NNP", "NNPS", "") or (not self.shouts and i > 0 and self.pieces[i].text[0].isupper())
