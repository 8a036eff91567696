"""The codebook's rules come in; every example that is not coded as its rule says goes out.

Run by CI: `python -m dragoman.check.rules [--file TYPE] [--rule ID]`. A `yes` sentence must give an event of the rule's
type and mode; a `no` sentence must give none. Examples are coded without the scorer, which judges reports, not lone sentences.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.code.settle import turn_future
from dragoman.codebook.schema import Rule
from dragoman.find import find_mentions
from dragoman.kit import Kit, load_kit
from dragoman.record.candidate import Candidate
from dragoman.record.document import Document
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences

PUBLISHED = date(2020, 12, 27)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that is not coded as its rule says."""

    rule: Rule
    example: str
    wanted: bool
    found: tuple[str, ...]

    def __str__(self) -> str:
        what = f"{self.rule.event or 'no event'}{'/' + self.rule.mode if self.rule.mode else ''}"
        verb = "not coded as" if self.wanted else "wrongly coded as"
        return f"{self.rule.place}: {self.rule.id}: {verb} {what}: {self.example!r} (found: {', '.join(self.found) or 'nothing'})"


def check_examples(kit: Kit, *, file: str | None = None, rule: str | None = None) -> Iterator[Failure]:
    """Code every example and yield those that fail; `file` and `rule` narrow the choice."""
    for one in kit.codebook.rules:
        if (file and not one.place.startswith(file)) or (rule and one.id != rule):
            continue
        for example in one.yes:
            found = propose_example(kit, example)
            if one.event is None:
                if any(c.trigger.text.split()[0].lower() for c in found if _same_trigger(c, one)):
                    yield Failure(one, example, True, tuple(_name(c) for c in found))
            elif not any((c.event, c.mode) == (one.event, one.mode) for c in found):
                yield Failure(one, example, True, tuple(_name(c) for c in found))
        for example in one.no:
            found = propose_example(kit, example)
            if one.event is not None and any((c.event, c.mode) == (one.event, one.mode) for c in found):
                yield Failure(one, example, False, tuple(_name(c) for c in found))


def propose_example(kit: Kit, example: str) -> list[Candidate]:
    """All that the rules propose for a lone sentence."""
    document = Document(id="example", text=example, published=PUBLISHED)
    sentences = tuple(kit.parser.parse_sentences(example, split_sentences(document)))
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, kit.world), kit.world)
    return [c for scene in kit.coder.propose_scenes(document, sentences, known, {}) for c in scene.proposed]


def _same_trigger(candidate: Candidate, rule: Rule) -> bool:
    """Whether a candidate stands on a trigger of the rule: its lemma begins as the trigger's words do."""
    words = candidate.trigger.text.lower().split()
    return any(
        word[:3] == lemma.split()[-1 if rule.kind == "noun" else 0][:3] for lemma in rule.lemmas for word in words
    )


def _name(candidate: Candidate) -> str:
    turned = turn_future(candidate)
    mode = f"/{candidate.mode}" if candidate.mode else ""
    note = f" ({turned.event})" if turned.event != candidate.event else ""
    return f"{candidate.event}{mode}{note} '{candidate.trigger.text}' by {candidate.rule}"


def main(arguments: list[str]) -> int:
    """Check all examples, or those of one file or rule; the exit code says whether all held."""
    options = dict(zip(arguments[::2], arguments[1::2], strict=False))
    kit = load_kit(strict=True)
    failures = list(check_examples(kit, file=options.get("--file"), rule=options.get("--rule")))
    for failure in failures:
        sys.stderr.write(f"{failure}\n")
    examples = sum(len(r.yes) + len(r.no) for r in kit.codebook.rules if r.place.startswith(options.get("--file", "")))
    sys.stdout.write(f"{examples} examples, {len(failures)} failed\n")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
