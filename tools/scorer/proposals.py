"""Annotated reports come in; what rules and reader propose for them, beside the gold, goes out."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.code.cast import Cast, Scene
from dragoman.code.settle import turn_future
from dragoman.code.view import View
from dragoman.evaluate.figures import NAMES_ALIKE
from dragoman.evaluate.match import overlap
from dragoman.find import find_mentions
from dragoman.kit import Kit
from dragoman.record.candidate import Candidate
from dragoman.record.mention import Actor
from dragoman.resolve import resolve_mentions
from dragoman.segment import split_sentences
from dragoman.sift import add_antecedents

from ..reader.ask import GlanceFile, open_report

ROLES = ("actor", "recipient")
MENTIONS_ALIKE = 0.5

Gold = dict[str, Any]


@dataclass
class Group:
    """The proposals of one sentence and the gold events beside them; `counts` where figures are given for its report."""

    report: str
    sentence: int
    scene: Scene
    cast: Cast
    counts: bool
    proposed: list[Candidate]
    gold: list[Gold]

    @property
    def view(self) -> View:
        """The sentence with its grammar."""
        return self.scene.view


def collect(folder: Path, kit: Kit, glances: GlanceFile | None, counts: bool) -> tuple[list[Group], list[Gold]]:
    """All proposals of all reports by sentence; and all gold events, each with its report."""
    docs = {d["id"]: d for d in json.loads((folder / "docs.json").read_text(encoding="utf-8"))}
    groups: list[Group] = []
    events: list[Gold] = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        events += [{**event, "report": gold["id"]} for event in gold["events"]]
        groups.extend(propose_all(kit, docs[gold["id"]], gold["events"], glances, counts))
    return groups, events


def propose_all(
    kit: Kit, given: Gold, events: Sequence[Gold], glances: GlanceFile | None, counts: bool
) -> Iterable[Group]:
    """The proposals of one annotated report, put together by the annotators' sentences."""
    document = open_report(given)
    sentences = split_sentences(document)
    worth = [s for s in sentences if kit.sieve.can_hold_event(document.text[s.start : s.end])]
    seen = glances.glance_sentences(document.id, worth) if glances else {}
    if glances is not None:
        worth = [s for s in worth if s.sequence in seen and seen[s.sequence].may_hold_event(s.end)]
    worth = add_antecedents(document.text, sentences, worth)
    parsed = {s.sequence: s for s in kit.parser.parse_sentences(document.text, worth)}
    sentences = tuple(parsed.get(s.sequence, s) for s in sentences)
    known = resolve_mentions(document, sentences, find_mentions(document, sentences, kit.world), kit.world)
    scenes = kit.coder.propose_scenes(document, sentences, known, seen)
    cast = Cast(scenes, known, len(sentences))
    for scene in scenes:
        for number, (a, b) in enumerate(given["sentences"]):
            inside = [c for c in scene.proposed if a <= c.trigger.start < b]
            if inside:
                here = [e for e in events if e["s"] == number]
                yield Group(given["id"], number, scene, cast, counts, inside, here)


def codes_of(candidate: Candidate, role: str) -> set[str]:
    """The country codes of a role's fillers."""
    return {r.actor.code for f in getattr(candidate, role) for r in f.references if r.actor.code}


def gold_codes(event: Gold, role: str) -> set[str]:
    """The country codes of a gold role."""
    return {x["country"] for x in event[role + "s"] if x["country"] not in ("", "---")}


def shares(ours: set[str] | frozenset[str], theirs: set[str]) -> bool:
    """Score.py's test: a common country, or none on both sides."""
    return bool(ours & theirs) or (not ours and not theirs)


def match_parties(ours: Sequence[Actor], theirs: Sequence[Gold]) -> float:
    """How well actors name the gold's parties, by mention or by name, from 0 to 1 (F1 over parties); 1 where both are nobody."""
    if not ours or not theirs:
        return float(not ours and not theirs)
    pairs = [(i, j) for i, a in enumerate(ours) for j, g in enumerate(theirs) if _is_named(a, g)]
    return (len({i for i, _ in pairs}) + len({j for _, j in pairs})) / (len(ours) + len(theirs))


def _is_named(actor: Actor, gold: Gold) -> bool:
    alike = gold.get("name") and overlap(actor.identifier_text or "", gold["name"]) >= NAMES_ALIKE
    return bool(alike) or overlap(actor.entity_text, gold["mention"]) >= MENTIONS_ALIKE


def fits(candidate: Candidate, gold: Gold, roles: Sequence[str]) -> bool:
    """Whether a proposal is right about a gold event: its type, and these roles."""
    return candidate.event == gold["type"] and all(shares(codes_of(candidate, r), gold_codes(gold, r)) for r in roles)


def find_counterpart(candidate: Candidate, group: Group) -> Gold | None:
    """The gold event that a proposal means: of its type and on its words, or the only one of the type on both sides."""
    event = turn_future(candidate).event
    same = [g for g in group.gold if g["type"] == event]
    words = set(candidate.trigger.text.lower().split())
    on_words = [g for g in same if words & set(g["trigger"].lower().split())]
    if on_words:
        return on_words[0]
    alone = len(same) == 1 and sum(turn_future(c).event == event for c in group.proposed) == 1
    return same[0] if alone else None
