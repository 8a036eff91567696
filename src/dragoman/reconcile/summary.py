"""All forms under which an identity was seen come in; what is known of it goes out: its name, aliases, offices and days."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.reconcile.forms import Form, read_form, read_office, tidy_name
from dragoman.reconcile.spelling import fold, read_words
from dragoman.record.identity import Identity, Seen, Sighting, Term

# A sector counts as somebody's where so many of the sightings give it; the most frequent one always does.
_SECTOR_SHARE = 0.2
_MOST_ALIASES = 40
_ALIAS_WORDS = 8
# Forms from which a name is taken before others are looked at.
_NAMING = ("known", "person", "group", "state")


def make_identity(id: str, seen: Iterable[Seen]) -> Identity:
    """Sum up the forms of one identity; a function of their set.

    The name is the most frequent one among the fullest kind of form; aliases are all other names and proper words; an office
    lasts from the first to the last day of the reports that name its holder with it.
    """
    forms = sorted(((s, _form(s)) for s in seen), key=lambda pair: _key(pair[0]))
    codes, sectors, known = Counter[str](), Counter[str](), Counter[str]()
    for one, form in forms:
        codes.update({one.code: one.times} if one.code else {})
        sectors.update(dict.fromkeys(one.sector, one.times))
        known.update({form.key: one.times} if form.kind == "known" else {})
    name = _choose_name(forms)
    total = sum(one.times for one, _ in forms)
    return Identity(
        id=id,
        name=name,
        code=next(iter(_rank(codes)), None),
        sector=tuple(s for i, s in enumerate(_rank(sectors)) if i == 0 or sectors[s] >= _SECTOR_SHARE * total),
        identifier_id=next(iter(_rank(known)), None) or _find_state_id(forms),
        aliases=_list_aliases(forms, name),
        offices=tuple(_list_offices(one for one, form in forms if form.kind in ("known", "person", "surname"))),
        first_seen=min((one.day for one, _ in forms if one.day), default=None),
        last_seen=max((one.last for one, _ in forms if one.last), default=None),
    )


def _form(seen: Seen) -> Form:
    return read_form(
        Sighting(
            party=("", "", 0),
            document="",
            day=None,
            code=seen.code,
            sector=seen.sector,
            words=seen.words,
            name=seen.name,
            known=seen.known,
            office=seen.office,
        )
    )


def _key(one: Seen) -> tuple[object, ...]:
    return one.name or "", one.words, one.code or "", one.sector, one.office or "", one.known or ""


def _rank(counts: Counter[str]) -> list[str]:
    """Most frequent first, then by the alphabet."""
    return sorted(counts, key=lambda value: (-counts[value], value))


def _find_state_id(forms: Sequence[tuple[Seen, Form]]) -> str | None:
    return next((form.key for _, form in forms if form.kind == "state" and ":" in form.key), None)


def _choose_name(forms: Sequence[tuple[Seen, Form]]) -> str:
    names: dict[str, Counter[str]] = {}
    for one, form in forms:
        kind = form.kind if form.kind in _NAMING else "other"
        names.setdefault(kind, Counter())[_show(one, form)] += one.times
    counts = next(names[kind] for kind in (*_NAMING, "other") if kind in names)
    most = max(len(name.split()) for name in counts) if "person" in names and "known" not in names else 0
    # "Ada Maria Berg" and "A. Berg": of the full names of somebody the world files lack the fuller ones count double.
    return min(counts, key=lambda n: (-counts[n] * (2 if most and len(n.split()) == most else 1), -len(n), n))


def _show(one: Seen, form: Form) -> str:
    name = tidy_name(one.name or one.words) or one.words
    if form.kind in ("person", "surname"):
        return _without_titles(name)
    if form.kind == "crowd":
        return re.sub(r"^(?:(?:at least|more than|over|about|nearly|some|up to)\s+)*[\d,.]+\s+(?=\w)", "", name)
    return name


def _without_titles(name: str) -> str:
    words = name.split()
    while len(words) > 1 and fold(words[0]) in read_words()["titles"]:
        words.pop(0)
    return " ".join(words)


def _list_aliases(forms: Sequence[tuple[Seen, Form]], name: str) -> tuple[str, ...]:
    """The other names, and the reports' own words where they are proper; the most frequent ones, by the alphabet."""
    found: Counter[str] = Counter()
    for one, form in forms:
        shown, words = _show(one, form), _without_titles(tidy_name(one.words))
        if form.kind != "crowd" or not any(c.isdigit() for c in shown):
            found[shown] += one.times
        if form.kind != "crowd" and _is_proper(words):
            found[words] += one.times
    found.pop(name, None)
    return tuple(sorted(_rank(found)[:_MOST_ALIASES]))


def _is_proper(words: str) -> bool:
    """Whether words name somebody: in capitals, but for small words and those of offices ("US president")."""
    known, telling = read_words(), words.replace("’", "'").split()
    if not 0 < len(telling) <= _ALIAS_WORDS or fold(words) in known["pronouns"] or not telling[0][0].isalnum():
        return False
    allowed = known["titles"] | known["single"] | known["particles"]
    if telling[0].lower() in known["days"] or fold(telling[-1]) in known["particles"]:
        return False
    return all(word[0].isupper() or fold(word) in allowed for word in telling) and any(w[0].isupper() for w in telling)


def _list_offices(held: Iterable[Seen]) -> Iterable[Term]:
    terms: dict[str, list[Seen]] = {}
    vague = read_words()["vague"]
    for one in held:
        form = _form(one)
        if one.office and (form.office or "ELI" not in one.sector) and fold(one.office) not in vague:
            terms.setdefault(read_office(one.office), []).append(one)
    found = []
    for seen in terms.values():
        labels = Counter[str]()
        for one in seen:
            labels[one.office or ""] += one.times
        told = sorted(day for one in seen for day in (one.told, one.told_last) if day)
        label = min(labels, key=lambda word: (-labels[word], word.lower(), word))
        found.append(Term(office=label, since=told[0] if told else None, until=told[-1] if told else None))
    return sorted(found, key=lambda term: (term.since or date.max, term.office))
