"""A trigger comes in; when and where the act happened go out: of the sentence's times and places, the nearest by grammar."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from dragoman.code.claims import SUBJECTS
from dragoman.code.pointed import find_pointed
from dragoman.code.tree import find_head, measure, part_clauses
from dragoman.code.view import View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.settings import load_settings
from dragoman.record.document import Token
from dragoman.record.mention import Place, Resolved, TimeSpan
from dragoman.record.span import Span

# Times that span years date, before a noun, only what that noun names.
LONG = frozenset({"decade", "year"})
# A time further away than this many steps in the tree belongs to something else.
TIME_REACH = 5
# How far a place may stand from an act of unknown type.
PLACE_REACH = 4.0
# What it adds to the distance of a place that it is a whole country, and that it lies in none: the town beside it is meant.
COUNTRY, NOWHERE = 1.0, 2.0
# Behind "of", as in "in the east of Chad", the preposition before counts, and a little is added.
PART_OF = 0.25
# What a name hangs on it shares its part with: "the town of", "X and Y", "X's market".
_CARRIED = frozenset({"modifier", "apposition", "possessor", "conjunct"})
# Who comes from a place.
_PERSONS = frozenset({"official", "people", "person"})
_TELLS = frozenset({"accord", "according"})
# Whoever fills a role is no place, unless he stands where a place may stand.
_TOUCHED = frozenset({"object", "passive_subject", "prep_object"})


@dataclass(frozen=True, slots=True)
class _Scale:
    """How a type of event weighs places."""

    on_ground: bool
    reach: float
    prepositions: Mapping[str, float]
    functions: Mapping[str, float]

    @staticmethod
    @cache
    def of(event: str | None) -> "_Scale":
        """The scale of a type; an unknown type is taken for an act on the ground."""
        s = load_settings()
        on_ground = event is None or event in s.ground.types
        return _Scale(
            on_ground=on_ground,
            reach=s.reach.get(event or "", PLACE_REACH),
            prepositions={
                **(s.ground_preposition if on_ground else {}),
                **s.preposition,
                **s.type_preposition.get(event or "", {}),
            },
            functions=s.ground_function if on_ground else {},
        )


def find_time(view: View, i: int, known: Resolved, content: Span | None, rivals: Iterable[int]) -> TimeSpan | None:
    """The time phrase that dates the act at token `i`; one inside its content, or in the clause of another act, does not.

    Acts of one clause share its time: in "agreed at a summit on Monday" both were on Monday.
    """
    best: tuple[float, int] | None = None
    chosen = None
    others = [r for r in rivals if r != i]
    if content is not None and content.start <= view.tokens[i].start < content.end:
        content = None  # the act is its own content, and its day is that of the act
    for span in known.times.get(view.sentence.sequence, ()):
        at = find_head(view, span.start, span.end)
        if at is None or span.grain == "deadline" or _dates_another(view, i, span):
            continue
        far = measure(view, i, at)
        if content is not None and content.start <= span.start < content.end and _has_verb_between(view, i, at):
            continue
        if far > TIME_REACH or (part_clauses(view, i, at) and any(measure(view, r, at) < far for r in others)):
            continue
        key = (far, abs(at - i))
        if best is None or key < best:
            best, chosen = key, span
    return chosen


def _dates_another(view: View, i: int, span: TimeSpan) -> bool:
    """Whether a time of the sentence dates something else than the act at token `i`.

    A year before a noun dates that ("praised the 2015 deal"). A clause with a subject of its own has times of its own: one that says
    more of a party ("Japan, which was hit last year, backed …"), a second main clause, a clause behind "after" or "because".
    """
    at = find_head(view, span.start, span.end)
    if at is None:
        return False
    token = view.tokens[at]
    if span.grain in LONG and token.function in ("modifier", "number", "possessor") and token.head != i:
        return True
    up, above = _climb(view, at), _climb(view, i)
    meet = next((k for k in up if k in above), None)
    if meet is None:
        return False
    if any(_stands_apart(view, k, meet) for k in up[: up.index(meet)]):
        return True
    subjects = [c.i for c in view.children[meet] if c.function in SUBJECTS]
    fronted = bool(subjects) and at < min(subjects)
    return not fronted and any(_stands_apart(view, k, meet) for k in above[: above.index(meet)])


def _climb(view: View, i: int) -> list[int]:
    """The token and all above it."""
    return [i, *(parent.i for _, parent in view.ancestors(i))]


def _stands_apart(view: View, k: int, meet: int) -> bool:
    """Whether token `k`, somewhere below `meet`, heads a clause with times of its own."""
    token = view.tokens[k]
    if token.function == "relative":
        return token.head != meet
    if not any(c.function in SUBJECTS for c in view.children[k]):
        return False
    if token.function == "conjunct":
        return view.is_verb(k)
    return token.function == "adverbial" and any(
        c.function in ("adverb", "marker") and c.lemma in load_classes().parting for c in view.children[k]
    )


def _has_verb_between(view: View, i: int, at: int) -> bool:
    """Whether a verb stands on the way from a word up to the act: then it is that verb's, else the parser's whim."""
    way = takewhile(lambda token: token.i != i, (parent for _, parent in view.ancestors(at)))
    return any(view.is_verb(token.i) for token in way)


def find_place(view: View, i: int, known: Resolved, taken: set[int], event: str | None = None) -> Place | None:
    """The place where the act at token `i` happened: the nearest one that stands where such an act has its place.

    Which places count depends on the type of event: what is done on the ground may have its place as its object
    ("shelled the town"), what is only said must have it behind "in" and the like. A place that is only pointed at
    ("in the city") is taken where none is named.
    """
    scale = _Scale.of(event)
    free = ((p, at) for p, at in _name_places(view, i, known) if _is_free(view, at, taken, scale.on_ground))
    return _choose(view, i, free, scale) or _choose(view, i, find_pointed(view, known, taken), scale)


def list_places(view: View, i: int, known: Resolved) -> list[Place]:
    """The named places of the sentence at which the act at token `i` may have happened; one in no country only where none is in one."""
    places = [place for place, _ in _name_places(view, i, known)]
    return [place for place in places if place.country_code] or places


def _name_places(view: View, i: int, known: Resolved) -> Iterator[tuple[Place, int]]:
    for place in known.places.get(view.sentence.sequence, ()):
        at = find_head(view, place.start, place.end)
        if at is not None and not _is_elsewhere(view, i, at, known):
            yield place, at


def _is_elsewhere(view: View, i: int, at: int, known: Resolved) -> bool:
    """Whether a place only tells where somebody comes from ("a baker from Oslo") or what a border parts ("the border with Chad")."""
    token = view.tokens[at]
    preposition = view.tokens[token.head]
    noun = view.tokens[preposition.head]
    if token.function != "prep_object" or noun.i == i:
        return False
    if preposition.lemma == "to" and noun.lemma in _TELLS:
        return True
    if preposition.lemma == "from":
        return any(r.kind in _PERSONS for r in known.actors.get((view.sentence.sequence, noun.i), ()))
    return preposition.lemma == "with" and noun.lemma in load_settings().border.words


def _is_free(view: View, at: int, taken: set[int], on_ground: bool) -> bool:
    """Whether a place plays no other part in the act."""
    return at not in taken or (on_ground and view.tokens[at].function in _TOUCHED)


def _choose(view: View, i: int, places: Iterable[tuple[Place, int]], scale: _Scale) -> Place | None:
    best: tuple[float, int] | None = None
    chosen = None
    for place, at in places:
        extra = _weigh_part(view, i, at, scale)
        if extra is None or _is_doer(view, i, place, at):
            continue
        extra += COUNTRY if place.resolution == 1 else 0.0
        extra += 0.0 if place.country_code else NOWHERE
        key = (measure(view, i, _skip_noun(view, at)) + extra, abs(at - i))
        if key[0] <= scale.reach and (best is None or key < best):
            best, chosen = key, place
    return chosen


def _is_doer(view: View, i: int, place: Place, at: int) -> bool:
    """Whether a country, or a capital for it, does something: "US forces", "prevents Chad from attacking".

    "The Kano bombing" tells where it was, and so does "shelled Chad".
    """
    token = view.tokens[at]
    if place.resolution == 1 and token.function == "modifier":
        return True
    if place.resolution != 1 and place.feature_code != "PPLC":
        return False
    # The act hangs on the verb whose object it is: "prevents Chad from | attacking", "accused Chad of | poisoning".
    above = any(parent.i == token.head for _, parent in view.ancestors(i))
    return token.function in ("object", "passive_subject") and token.head != i and at < i and above


def _skip_noun(view: View, at: int) -> int:
    """From where a place is measured: from the noun that says what it is, "the former stronghold | of Raqqa"."""
    preposition = view.tokens[view.tokens[at].head]
    noun = view.tokens[preposition.head]
    of = view.tokens[at].function == "prep_object" and preposition.lemma == "of"
    return noun.i if of and noun.lemma in load_settings().noun else at


def _weigh_part(view: View, i: int, at: int, scale: _Scale) -> float | None:
    """What the part that a place plays in the sentence adds to its distance; None where it can be no act's place."""
    first = token = view.tokens[at]
    while token.function in _CARRIED and token.head not in (token.i, i):
        token = view.tokens[token.head]
    if token.function == "prep_object":
        return _weigh_preposition(view, token, scale)
    if token.head == i and token.function == "possessor":
        return None
    weight = scale.functions.get(token.function)
    if weight is None:
        weight = scale.functions.get(first.function) if first.function in ("modifier", "possessor") else None
    return weight


def _weigh_preposition(view: View, token: Token, scale: _Scale) -> float | None:
    preposition = view.tokens[token.head]
    before = view.tokens[preposition.head]
    word = preposition.lemma
    if word == "of" and before.lemma == "out":
        word = "from"
    if word == "of" and before.function == "prep_object":
        outer = scale.prepositions.get(view.tokens[before.head].lemma)
        if outer == 0.0:
            return PART_OF
    return scale.prepositions.get(word)
