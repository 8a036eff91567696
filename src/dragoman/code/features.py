"""A candidate in its sentence comes in; named numbers that tell a true event from a false one go out.

The names are read by the learned scorer (code/score.py) and by tools/scorer; "name=value" is 1
where it holds. They speak of grammar, kinds, statuses and rules, never of single words.
"""

import math
from collections.abc import Sequence

from dragoman.code.cast import Cast, Scene
from dragoman.code.claims import VERBAL
from dragoman.code.terms import PAST
from dragoman.code.view import View
from dragoman.record.candidate import READER, SHUT, Candidate, Filler
from dragoman.record.mention import Resolved

QUOTES = frozenset('“"``')


def describe(candidate: Candidate, scene: Scene, peers: Sequence[Candidate], cast: Cast) -> dict[str, float]:
    """The features of one candidate; `peers` are all candidates of its sentence, `cast` knows the whole report."""
    view = scene.view
    found: dict[str, float] = {}
    names = [*_of_trigger(candidate, view), *_of_roles(candidate, cast.known), *_of_clause(candidate, view, peers)]
    for name in names:
        found[name] = 1.0
    if view.hints.seen:
        found |= _of_reader(candidate, scene, peers)
        found["reader, whole report"] = cast.seen_mean
        for step in (-1, 1):
            found[f"reader, sentence {step:+d}"] = cast.seen.get(candidate.sentence + step, 0.0)
    found["weight"] = min(candidate.weight, 4.0) / 4
    found["position"] = min(candidate.sentence, 20) / 20
    found["peers"] = min(len(peers) - 1, 5) / 5
    found["length"] = min(len(view.tokens), 60) / 60
    found["share"] = candidate.sentence / cast.sentences
    found["density"] = min(cast.total / cast.sentences, 2.0) / 2
    found["same type in report"] = min(cast.by_type[candidate.event] - 1, 6) / 6
    found[f"rule={candidate.rule}"] = 1.0
    for step in (-1, 1):
        if candidate.sentence + step in cast.busy:
            found[f"events in sentence {step:+d}"] = 1.0
    return found


def odds(chance: float) -> float:
    """The log odds of a probability, cut at about 0.1 and 99.9 %, scaled to -1 to 1."""
    return math.log(max(chance, 0.001) / max(1 - chance, 0.001)) / 7


def _of_reader(c: Candidate, scene: Scene, peers: Sequence[Candidate]) -> dict[str, float]:
    """What the learned reader sees at the trigger, in its sentence, and in the roles that were given."""
    hints = scene.view.hints
    chance = hints.likely(c.token, c.event)
    found = {
        "reader": odds(chance),
        "reader, other type": odds(hints.rival(c.token, c.event)),
        "reader, whole sentence": odds(hints.strongest()),
        "reader, type in sentence": odds(hints.strongest(c.event)),
        f"type={c.event} reader": odds(chance),
        f"{'by reader' if c.rule == READER else 'by rule'}": 1.0,
        f"{'by reader' if c.rule == READER else 'by rule'}, reader": odds(chance),
        f"reads={min(int(chance * 5), 4)}": 1.0,
    }
    found |= _beside(c, scene, peers)
    if c.token in scene.shut:
        found[SHUT] = 1.0
    if c.rule == READER and any(p.token == c.token and p.rule != READER for p in peers):
        found["a rule says another type"] = 1.0
    for status, likely in hints.statuses(c.token).items():
        found[f"reader status={status}"] = likely
    for role, fillers in (("actor", c.actor), ("recipient", c.recipient)):
        seen = [x for f in fillers if f.token >= 0 and (x := hints.plays(c.token, role, f.token)) is not None]
        if seen:
            found[f"reader sees {role}"] = odds(max(seen))
        missing = hints.flag(c.token, f"no {role}")
        if missing is not None:
            found[f"reader misses {role}, {_state(fillers)}"] = odds(missing)
    return found


def _beside(c: Candidate, scene: Scene, peers: Sequence[Candidate]) -> dict[str, float]:
    """How the proposal stands among the others of its sentence, in the reader's eyes: one act is often proposed twice."""
    hints = scene.view.hints
    own = hints.likely(c.token, c.event)
    same = [hints.likely(p.token, p.event) for p in peers if p is not c and p.event == c.event]
    here = [
        hints.likely(p.token, p.event)
        for p in peers
        if p is not c and abs(p.token - c.token) <= 2 and p.event != c.event
    ]
    found: dict[str, float] = {"reader, of its type": odds(own) - odds(max(same, default=0.0))}
    found["reader, of its place"] = odds(own) - odds(max(here, default=0.0))
    if same:
        found["beside its own type"] = 1.0
        found["best of its type" if own > max(same) else "second of its type"] = 1.0
    if here and own < max(here):
        found["second at its place"] = 1.0
    return found


def _of_trigger(c: Candidate, view: View) -> list[str]:
    token = view.tokens[c.token]
    shape = "verb" if view.is_verb(c.token) else "noun" if token.tag.startswith("NN") else "other"
    names = [
        f"type={c.event}",
        f"mode={c.event}/{c.mode}",
        f"shape={shape}",
        f"type={c.event} shape={shape}",
        f"tag={token.tag}",
        f"function={token.function}",
        f"shape={shape} function={token.function}",
        f"status={c.status}",
        f"type={c.event} status={c.status}",
    ]
    if shape == "verb":
        helpers = {
            child.lemma for child in view.children[c.token] if child.function in ("auxiliary", "passive_auxiliary")
        }
        tense = (
            "past" if token.tag in PAST or "have" in helpers else "present" if token.tag in ("VBZ", "VBP") else "bare"
        )
        names.append(f"tense={tense}")
        names.append(f"type={c.event} tense={tense}")
        if any(child.function == "passive_auxiliary" for child in view.children[c.token]):
            names.append("passive")
    elif shape == "noun":
        determiner = next((child.lemma for child in view.children[c.token] if child.function == "determiner"), "none")
        names.append(
            f"determiner={determiner if determiner in ('the', 'a', 'an', 'this', 'that', 'these', 'any', 'no') else 'none'}"
        )
        names.append(f"number={token.tag}")
        governor = next((link for link in view.links(c.token, "governor")), None)
        names.append(f"governor={governor.via if governor else 'none'}")
        if governor is not None and view.tokens[governor.dependent].lemma in view.light:
            names.append("light verb")
    return names


def _of_roles(c: Candidate, known: Resolved) -> list[str]:
    names = []
    codes: dict[str, set[str]] = {}
    for role, fillers in (("actor", c.actor), ("recipient", c.recipient)):
        state = _state(fillers)
        names += [f"{role}={state}", f"type={c.event} {role}={state}"]
        codes[role] = {r.actor.code for f in fillers for r in f.references if r.actor.code}
        for kind in {r.kind for f in fillers for r in f.references}:
            names += [f"{role} kind={kind}", f"verbal={c.event in VERBAL} {role} kind={kind}"]
        for basis in {r.basis for f in fillers for r in f.references}:
            names.append(f"{role} basis={basis}")
        for path in {f.path.split(".")[0] for f in fillers}:
            names.append(f"{role} path={path}")
        for sector in {s for f in fillers for r in f.references for s in r.actor.sector[:1]}:
            names.append(f"{role} sector={sector}")
        if codes[role] and known.home in codes[role]:
            names.append(f"{role} is home")
    if codes["actor"] and codes["recipient"]:
        names.append("same country" if codes["actor"] & codes["recipient"] else "two countries")
    names.append("domestic" if known.counterpart is None else "international")
    return names


def _state(fillers: Sequence[Filler]) -> str:
    if not fillers:
        return "empty"
    return "coded" if any(r.actor.code for f in fillers for r in f.references) else "nameless"


def _of_clause(c: Candidate, view: View, peers: Sequence[Candidate]) -> list[str]:
    names = []
    for child, parent in view.ancestors(c.token):
        names.append(f"below {child.function}")
        peer = next((p for p in peers if p.token == parent.i), None)
        if peer is not None:
            names += [
                f"under {peer.event}",
                f"under {'verbal' if peer.event in VERBAL else 'other'} as {child.function}",
            ]
            names.append(f"type={c.event} under {peer.event}")
            if peer.event == c.event:
                names.append("under its own type")
    names = list(dict.fromkeys(names))
    for peer in peers:
        if peer is not c and peer.content is not None and peer.content.start <= c.trigger.start < peer.content.end:
            names += ["in content", f"in content of {peer.event}", f"type={c.event} in content"]
    words = view.tokens
    if words and words[-1].text == "?":
        names.append("question")
    if any(t.text in QUOTES for t in words[: c.token]):
        names.append("after a quotation mark")
    for name, value in (("time", c.time), ("place", c.where), ("condition", c.condition), ("content", c.content)):
        if value is not None:
            names.append(f"has {name}")
    if c.attribution:
        names.append("attributed")
    return list(dict.fromkeys(names))
