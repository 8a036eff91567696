"""What people corrected comes in; a patch to a codebook's files goes out, of those entries alone with which all examples still hold.

The files are those of a folder with `codebook/` and `world/` in it: dragoman's own, or a user's copy of them. The folder is only read.
"""

import csv
import difflib
import io
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.check.rules import propose_example
from dragoman.code.coder import RuleCoder
from dragoman.code.score import load_scorer
from dragoman.codebook import Codebook, read_codebook
from dragoman.codebook.schema import Rule
from dragoman.errors import CodebookError, SourceError
from dragoman.kit import Kit
from dragoman.record.candidate import Candidate
from dragoman.record.document import Document, Sentence, Token
from dragoman.record.mention import Actor
from dragoman.review.suggest import Lesson, NewActor
from dragoman.segment import split_sentences
from dragoman.sift import Sieve

_PEOPLE, _BODIES = "world/people.csv", "world/bodies.csv"
_CLASSES = {"V": "verb", "N": "noun", "J": "adjective"}
# Sentences that stand with a rule as its examples.
_EXAMPLES = 3


@dataclass(slots=True)
class Suggested:
    """A patch, what it adds (a line each), and what was left out and why."""

    patch: str = ""
    added: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the rules of several lessons have in common: word class, lemma, type and mode, and who stands where."""

    kind: str
    lemma: str
    event: str
    mode: str | None
    actor: str
    recipient: str


def suggest_entries(folder: Path, actors: Sequence[NewActor], lessons: Sequence[Lesson], kit: Kit) -> Suggested:
    """Make entries for actors and rules for lessons, try each, and write those that hold as one unified diff (`patch -p1`).

    Raises:
        SourceError: the folder has no such files.
        CodebookError: its codebook is wrong as it is.
    """
    for needed in ("codebook/en/events", "world"):
        if not (folder / needed).is_dir():
            raise SourceError(str(folder), f"is no copy of the codebook: there is no {needed} in it")
    done, files = Suggested(), _Files(folder)
    for actor in actors:
        _add_actor(actor, files, done)
    with tempfile.TemporaryDirectory() as copy:
        trial = Path(copy) / "codebook"
        shutil.copytree(folder / "codebook", trial, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
        _add_rules(lessons, files, trial, kit, done)
    done.patch = files.write_patch()
    return done


class _Files:
    """Files of a folder as they are, and as they are to be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: dict[str, str] = {}
        self._now: dict[str, str] = {}

    def read(self, name: str) -> str:
        """A file as it is to be; raises SourceError where it is not there."""
        if name not in self._now:
            try:
                text = (self._folder / name).read_text(encoding="utf-8")
            except OSError as error:
                raise SourceError(str(self._folder / name), (error.strerror or str(error)).lower()) from error
            self._before[name] = self._now[name] = text
        return self._now[name]

    def change(self, name: str, text: str) -> None:
        """Let a file be so."""
        self.read(name)
        self._now[name] = text

    def write_patch(self) -> str:
        """All changes as one unified diff, "" where there are none."""
        return "".join(
            "".join(
                difflib.unified_diff(
                    self._before[name].splitlines(keepends=True),
                    now.splitlines(keepends=True),
                    f"a/{name}",
                    f"b/{name}",
                )
            )
            for name, now in sorted(self._now.items())
            if now != self._before[name]
        )


# ── actors ──


def _add_actor(actor: NewActor, files: _Files, done: Suggested) -> None:
    sector, aliases = " ".join(actor.sector), "|".join(actor.aliases)
    if actor.kind == "person":
        name = _PEOPLE
        row = [actor.name, aliases, "", actor.code, sector, actor.office or "", "", ""]
    else:
        name = _BODIES
        row = [actor.name, aliases, actor.code, sector, actor.kind, "", "", ""]
    lines = files.read(name).splitlines(keepends=True)
    # By name, and of namesakes behind those that stand: the columns that follow are empty or as theirs.
    at = next((n for n, line in enumerate(lines) if _is_row(line, lines) and _first(line) > actor.name), len(lines))
    if at and _first(lines[at - 1]) == actor.name:
        done.left.append(f"{actor.name}: {name} has a row of that name; amend it by hand")
        return
    cells = io.StringIO()
    csv.writer(cells, lineterminator="\n").writerow(row)
    files.change(name, "".join([*lines[:at], cells.getvalue(), *lines[at:]]))
    done.added.append(f"{name}: {cells.getvalue().rstrip()}  ({len(actor.events)} corrected)")


def _is_row(line: str, lines: Sequence[str]) -> bool:
    header = next((one for one in lines if one.strip() and not one.startswith("#")), "")
    return bool(line.strip()) and not line.startswith("#") and line is not header


def _first(line: str) -> str:
    return next(csv.reader([line.rstrip("\n")]), [""])[0]


# ── rules ──


def _add_rules(lessons: Iterable[Lesson], files: _Files, trial: Path, kit: Kit, done: Suggested) -> None:
    kit = _with_book(kit, read_codebook(trial))
    shapes: dict[_Shape, list[str]] = defaultdict(list)
    for lesson in lessons:
        sentence = lesson.text[lesson.event.sentence.start : lesson.event.sentence.end]
        named = f"{lesson.event.event} {lesson.event.trigger.text!r} ({lesson.event.id})"
        if _tells(propose_example(kit, sentence), lesson.event.event, lesson.event.mode):
            done.left.append(f"{named}: the rules propose it already; the scorer did not believe it")
            continue
        shape = _find_shape(lesson, kit)
        if isinstance(shape, str):
            done.left.append(f"{named}: {shape}")
        else:
            shapes[shape].append(" ".join(sentence.split()))
    for shape, sentences in shapes.items():
        kit = _try_rule(shape, list(dict.fromkeys(sentences))[:_EXAMPLES], files, trial, kit, done)


def _try_rule(shape: _Shape, examples: list[str], files: _Files, trial: Path, kit: Kit, done: Suggested) -> Kit:
    """Add a rule where the codebook with it reads its examples, and those of all rules with its word, as they should be read."""
    name = f"codebook/en/events/{shape.event}.toml"
    named = f"{name}: {shape.kind} {shape.lemma!r} as {shape.event}{' ' + shape.mode if shape.mode else ''}"
    before = files.read(name)
    text = before.rstrip("\n") + "\n\n" + _write_rule(shape, examples, {rule.id for rule in kit.codebook.rules})
    file = trial.parent / name
    file.write_text(text, encoding="utf-8")
    try:
        tried = _with_book(kit, read_codebook(trial))
        wrong = next(_list_broken(shape, examples, tried), None)
    except CodebookError as error:
        wrong = error.reason
    if wrong is not None:
        file.write_text(before, encoding="utf-8")
        done.left.append(f"{named}: {wrong}")
        return kit
    files.change(name, text)
    done.added.append(f"{named}  ({len(examples)} examples)")
    return tried


def _list_broken(shape: _Shape, examples: Sequence[str], kit: Kit) -> Iterator[str]:
    """What is not read as it should be: the rule's own examples, and those of others in which its word stands."""
    for example in examples:
        if not _tells(propose_example(kit, example), shape.event, shape.mode):
            yield f"the rule would not find it in {example[:80]!r}"
    stem = shape.lemma.split()[0][:4].lower()
    for rule in kit.codebook.rules:
        for wanted, sentences in ((True, rule.yes), (False, rule.no)):
            for sentence in sentences:
                if stem in sentence.lower() and rule.event is not None and not _holds(rule, sentence, wanted, kit):
                    yield f"an example of {rule.id} would no longer hold: {sentence[:80]!r}"


def _holds(rule: Rule, sentence: str, wanted: bool, kit: Kit) -> bool:
    return _tells(propose_example(kit, sentence), rule.event, rule.mode) is wanted


def _tells(found: Iterable[Candidate], event: str | None, mode: str | None) -> bool:
    return any((c.event, c.mode) == (event, mode) for c in found)


def _with_book(kit: Kit, book: Codebook) -> Kit:
    scorer, ranker, _ = load_scorer("rules")
    return replace(kit, codebook=book, coder=RuleCoder(book, scorer, ranker, "suggested"), sieve=Sieve(book))


def _find_shape(lesson: Lesson, kit: Kit) -> _Shape | str:
    """The rule that the sentence's grammar gives; or why it gives none."""
    event = lesson.event
    document = Document(id="lesson", text=lesson.text)
    cut = [s for s in split_sentences(document) if s.start <= event.trigger.start < s.end]
    sentence = kit.parser.parse_sentences(lesson.text, cut)[0]
    inside = [t for t in sentence.tokens if event.trigger.start <= t.start < event.trigger.end]
    head = next((t for t in inside if t.head == t.i or t.head not in {other.i for other in inside}), None)
    if head is None:
        return "the parser has no word where the trigger stands"
    kind = _CLASSES.get(head.tag[:1])
    if kind is None:
        return f"a rule starts from a verb, noun or adjective, and {head.text!r} is none to the parser"
    actor = _find_slot(sentence, head, event.actor)
    if not actor:
        return "no actor hangs on the trigger by a relation that a rule can name"
    particle = next((t.lemma for t in sentence.tokens if t.head == head.i and t.function == "particle"), "")
    lemma = f"{head.lemma.lower()} {particle}".strip()
    return _Shape(kind, lemma, event.event, event.mode, actor, _find_slot(sentence, head, event.recipient))


def _find_slot(sentence: Sentence, head: Token, parties: Sequence[Actor]) -> str:
    """The relation in which one of the parties hangs on a word; "" where none does."""
    for link in sentence.links.get(head.i, ()):
        token = sentence.tokens[link.dependent]
        if any(party.start <= token.start < party.end for party in parties):
            return link.slot
    return ""


def _write_rule(shape: _Shape, examples: Sequence[str], taken: set[str]) -> str:
    plain = re.sub(r"[^a-z]+", "-", f"reviewed {shape.event} {shape.lemma}".lower()).strip("-")
    id = next(name for n in range(1, len(taken) + 2) if (name := plain if n == 1 else f"{plain}-{n}") not in taken)
    rows: Mapping[str, object] = {
        "id": id,
        shape.kind: [shape.lemma],
        **({"mode": shape.mode} if shape.mode else {}),
        "actor": [shape.actor],
        "recipient": [shape.recipient] if shape.recipient else [],
        "yes": list(examples),
        "note": "Proposed from what reviewers corrected: add look-alikes that are none under no.",
    }
    lines = [f"{key} = {_to_toml(value)}" for key, value in rows.items()]
    return "\n".join(["[[rule]]", *lines, "[rule.where]", f'{shape.actor} = ["#actor", "-"]']) + "\n"


def _to_toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_to_toml, value))}]"
    words = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in words) + '"'
