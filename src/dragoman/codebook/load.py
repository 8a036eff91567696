"""The codebook's files come in; a frozen Codebook goes out. Every error names file, line and reason."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, TypeVar

import msgspec

from dragoman.codebook.cache import recall, take_fingerprint
from dragoman.codebook.schema import (
    CLAUSE_FORMS,
    MODELESS,
    QUADS,
    ContextEntry,
    EventType,
    Rule,
    RuleEntry,
    RuleFile,
    WordClass,
)
from dragoman.errors import CodebookError
from dragoman.record.mention import KINDS

CODEBOOK_VERSION = "1.3"
NONE_FILE = "none"
KIND_GROUPS = frozenset({"actor", "armed", "authority", "civil"})
STATUSES = frozenset({"actual", "future", "hypothetical", "negated"})
Shape = TypeVar("Shape")


class Codebook(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of what counts as an event: read once, never changed."""

    version: str
    types: Mapping[str, EventType]
    scores: Mapping[tuple[str, str | None], float]
    cameo: Mapping[tuple[str, str | None], tuple[tuple[str, str], ...]]
    contexts: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    words: Mapping[str, frozenset[str]]


@cache
def load_codebook() -> Codebook:
    """The codebook that ships with dragoman: read from its files the first time, then from the cache until they change.

    Raises:
        CodebookError: a file breaks its schema; the message names the file, the line and the reason.
    """
    folder = files("dragoman.codebook")
    return recall(take_fingerprint(folder), Codebook, lambda: read_codebook(folder))


def read_codebook(folder: Traversable) -> Codebook:
    """Read the codebook in `folder` (the same files and folders as dragoman's own).

    Raises:
        CodebookError: a file breaks its schema.
    """
    digest = hashlib.sha256()
    types = _read_types(folder / "ontology" / "types.toml", digest)
    words = _read_words(folder / "en" / "words", digest)
    rules: list[Rule] = []
    for file in _toml_files(folder / "en" / "events"):
        rules.extend(_read_rules(file, types, words, digest))
    _refuse_duplicates(rules)
    return Codebook(
        version=f"{CODEBOOK_VERSION}+{digest.hexdigest()[:8]}",
        types=types,
        scores=_read_scores(folder / "ontology" / "scores.csv", types, digest),
        cameo=_read_cameo(folder / "ontology" / "cameo.csv", types, digest),
        contexts=_read_contexts(folder / "ontology" / "contexts.toml", digest),
        rules=tuple(rules),
        words=words,
    )


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def read_toml(file: Traversable, shape: type[Shape], digest: Any = None) -> tuple[Shape, str]:
    """Read a TOML file into `shape`; gives the value and the file's text.

    Raises:
        CodebookError: the file is no TOML, or a key or value is not as the schema says.
    """
    text = file.read_text(encoding="utf-8")
    if digest is not None:
        digest.update(text.encode())
    try:
        return msgspec.convert(tomllib.loads(text), shape), text
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise CodebookError(f"{file.name}:{line.group(1) if line else 1}", str(error)) from error
    except msgspec.ValidationError as error:
        raise CodebookError(f"{file.name}:{_line_of_path(text, str(error))}", str(error)) from error


def _line_of_path(text: str, message: str) -> int:
    """The line that a message such as "... - at `$.rule[3].verb`" speaks of."""
    entry = re.search(r"\$\.?(\w+)?(?:\[(\d+)\])?", message)
    if not entry or not entry.group(1):
        return 1
    heads = [m.start() for m in re.finditer(rf"^\[+\s*{re.escape(entry.group(1))}", text, re.M)]
    number = int(entry.group(2) or 0)
    return text.count("\n", 0, heads[number]) + 1 if number < len(heads) else 1


def _read_types(file: Traversable, digest: Any) -> dict[str, EventType]:
    types, text = read_toml(file, dict[str, EventType], digest)
    for name, entry in types.items():
        if entry.quad not in QUADS:
            line = line_of_table(text, name)
            raise CodebookError(f"{file.name}:{line}", f"{name}: quad {entry.quad!r} is none of {', '.join(QUADS)}")
    return types


def _read_words(folder: Traversable, digest: Any) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for file in _toml_files(folder):
        for name, (place, words) in read_classes(file, digest).items():
            if name in classes:
                raise CodebookError(place, f"the word class {name!r} stands in another file already")
            classes[name] = words
    return classes


def read_classes(file: Traversable, digest: Any = None) -> dict[str, tuple[str, frozenset[str]]]:
    """Read a file of word classes: the name of each class → its place (`file:line`) and its words.

    Raises:
        CodebookError: the file breaks its schema, or the words of a class are not sorted.
    """
    found, text = read_toml(file, dict[str, Any], digest)
    classes: dict[str, tuple[str, frozenset[str]]] = {}
    for name, table in found.items():
        place = f"{file.name}:{line_of_table(text, name)}"
        try:
            words = msgspec.convert(table, WordClass).words
        except msgspec.ValidationError as error:
            raise CodebookError(place, f"{name}: {error}") from error
        check_sorted(name, words, place)
        classes[name] = place, frozenset(words)
    return classes


def check_sorted(name: str, words: list[str], place: str) -> None:
    """Refuse a list whose words are not sorted.

    Raises:
        CodebookError: at `place` (`file:line`); the message names the list and the first word that stands wrong.
    """
    wrong = next((b for a, b in pairwise(words) if a >= b), None)
    if wrong is not None:
        raise CodebookError(place, f"{name}: words are not sorted, or one stands twice: {wrong!r}")


def line_of_table(text: str, name: str) -> int:
    """The line of the table [name]; 1 where it is written in a way that is not found."""
    found = re.search(rf'^\["?{re.escape(name)}"?\]', text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def line_of_key(text: str, name: str) -> int:
    """The line of the key `name = …`; 1 where it is written in a way that is not found."""
    found = re.search(rf"^{re.escape(name)} = ", text, re.M)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _read_rules(
    file: Traversable, types: Mapping[str, EventType], words: Mapping[str, frozenset[str]], digest: Any
) -> Iterable[Rule]:
    found, text = read_toml(file, RuleFile, digest)
    name = file.name.removesuffix(".toml").split("-")[0]
    event = None if name == NONE_FILE else name
    if event is not None and event not in types:
        raise CodebookError(f"{file.name}:1", f"{event} is no event type of ontology/types.toml")
    lines = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^\[\[rule\]\]", text, re.M)]
    for entry, line in zip(found.rule, lines, strict=True):
        place = f"{file.name}:{line}"
        _check_rule(entry, event, place, types, words)
        kind = "verb" if entry.verb else "noun" if entry.noun else "adjective"
        yield Rule(
            id=entry.id,
            place=place,
            event=event,
            mode=None if entry.mode == MODELESS else entry.mode,
            modeless=entry.mode == MODELESS,
            status=entry.status,
            kind=kind,
            lemmas=tuple(getattr(entry, kind)),
            where=tuple((slot, tuple(terms)) for slot, terms in entry.where.items()),
            actor=tuple(entry.actor),
            recipient=tuple(entry.recipient),
            content=tuple(entry.content),
            rank=entry.rank,
            yes=tuple(entry.yes),
            no=tuple(entry.no),
        )


def _check_rule(
    entry: RuleEntry, event: str | None, place: str, types: Mapping[str, EventType], words: Mapping[str, frozenset[str]]
) -> None:
    """Refuse a rule that cannot mean what it says."""
    if sum(bool(x) for x in (entry.verb, entry.noun, entry.adjective)) != 1:
        raise CodebookError(place, f"{entry.id}: name the trigger by exactly one of verb, noun, adjective")
    if not entry.yes:
        raise CodebookError(place, f"{entry.id}: a rule needs at least one yes example")
    if event is not None and entry.mode not in (None, MODELESS, *types[event].modes):
        raise CodebookError(
            place, f"{entry.id}: {event} has no mode {entry.mode!r} (it has: {', '.join(types[event].modes) or 'none'})"
        )
    if entry.status is not None and entry.status not in STATUSES:
        raise CodebookError(place, f"{entry.id}: status {entry.status!r} is none of {', '.join(sorted(STATUSES))}")
    for slot, terms in entry.where.items():
        if not re.fullmatch(r"[a-z_]+( of| to)?(\.[a-z_]+)*", slot):
            raise CodebookError(place, f"{entry.id}: {slot!r} is no slot")
        for term in terms:
            _check_term(entry, slot, term, place, types, words)


def _check_term(
    entry: RuleEntry,
    slot: str,
    term: str,
    place: str,
    types: Mapping[str, EventType],
    words: Mapping[str, frozenset[str]],
) -> None:
    bare = term.removeprefix("!").removeprefix("~")
    if bare.startswith("@") and bare[1:] not in words:
        raise CodebookError(place, f"{entry.id}: there is no word class {bare} in words/")
    if bare.startswith("#") and bare[1:] not in KINDS | KIND_GROUPS:
        raise CodebookError(place, f"{entry.id}: there is no kind {bare} (see docs/rules.md)")
    if bare.startswith("="):
        name, _, mode = bare[1:].partition("/")
        if name not in types or (mode and mode not in types[name].modes):
            raise CodebookError(place, f"{entry.id}: {bare} names no event type and mode")
    if slot == "clause_form" and bare not in CLAUSE_FORMS:
        raise CodebookError(place, f"{entry.id}: clause_form is one of {', '.join(sorted(CLAUSE_FORMS))}")


def _refuse_duplicates(rules: list[Rule]) -> None:
    seen: dict[str, str] = {}
    for rule in rules:
        if rule.id in seen:
            raise CodebookError(rule.place, f"the rule id {rule.id!r} stands at {seen[rule.id]} already")
        seen[rule.id] = rule.place


def _rows(file: Traversable, digest: Any) -> Iterable[tuple[str, dict[str, str]]]:
    """The rows of a CSV file with their `file:line`; lines that begin with # are comments."""
    text = file.read_text(encoding="utf-8")
    digest.update(text.encode())
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    for (number, _), row in zip(lines[1:], csv.DictReader([line for _, line in lines]), strict=True):
        yield f"{file.name}:{number}", row


def _read_scores(file: Traversable, types: Mapping[str, EventType], digest: Any) -> dict[tuple[str, str | None], float]:
    scores: dict[tuple[str, str | None], float] = {}
    for place, row in _rows(file, digest):
        event, mode = row["event"], row["mode"] or None
        if event not in types or (mode and mode not in types[event].modes):
            raise CodebookError(place, f"{event} {mode or ''} is no type and mode of types.toml")
        scores[event, mode] = float(row["event_scale"])
    missing = [
        f"{t} {m}"
        for t, e in types.items()
        for m in [None, *e.modes]
        if (t, m) not in scores and (t, None) not in scores
    ]
    if missing:
        raise CodebookError(f"{file.name}:1", f"no score for {', '.join(missing)}")
    return scores


def _read_cameo(
    file: Traversable, types: Mapping[str, EventType], digest: Any
) -> dict[tuple[str, str | None], tuple[tuple[str, str], ...]]:
    """Type and mode → (context, CAMEO code) in the order of the file, an empty context last."""
    found: dict[tuple[str, str | None], list[tuple[str, str]]] = {}
    for place, row in _rows(file, digest):
        event, mode = row["event"], row["mode"] or None
        if event not in types or (mode and mode not in types[event].modes):
            raise CodebookError(place, f"{event} {mode or ''} is no type and mode of types.toml")
        found.setdefault((event, mode), []).append((row["context"], row["cameo"]))
    for event, entry in types.items():
        for mode in (None, *entry.modes):
            if not any(context == "" for context, _ in found.get((event, mode), ())):
                raise CodebookError(f"{file.name}:1", f"no CAMEO code without context for {event} {mode or ''}")
    return {key: tuple(codes) for key, codes in found.items()}


def _read_contexts(file: Traversable, digest: Any) -> dict[str, tuple[str, ...]]:
    contexts, _ = read_toml(file, dict[str, ContextEntry], digest)
    return {name: tuple(entry.words) for name, entry in contexts.items()}
