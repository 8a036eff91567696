"""A candidate in its sentence comes in; named numbers that tell a true event from a false one go out.

The names are read by the learned scorer (code/score.py) and by tools/train_scorer.py; "name=value" is 1
where it holds. They speak of grammar, kinds, statuses and rules, never of single words.
"""

from collections.abc import Sequence

from dragoman.code.cast import Cast
from dragoman.code.claims import VERBAL
from dragoman.code.view import View
from dragoman.record.candidate import Candidate, Filler
from dragoman.record.mention import Resolved

PAST = frozenset({"VBD", "VBN"})
QUOTES = frozenset('“"``')


def describe(candidate: Candidate, view: View, peers: Sequence[Candidate], cast: Cast) -> dict[str, float]:
    """The features of one candidate; `peers` are all candidates of its sentence, `cast` knows the whole report."""
    found: dict[str, float] = {}
    names = [*_of_trigger(candidate, view), *_of_roles(candidate, cast.known), *_of_clause(candidate, view, peers)]
    for name in names:
        found[name] = 1.0
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
        if governor is not None and view.tokens[governor.dependent].lemma in view._light:
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
