"""A fitted reader comes in; what it sees in sentences goes out, and how good that is."""

import numpy as np
import torch

from .data import ROLES, Example
from .fit import Batch
from .model import Reader

SEEN = 0.02  # a word whose likeliest type is under this is not looked at further


@torch.no_grad()
def read(model: Reader, examples: list[Example], device: str) -> list[dict[str, np.ndarray]]:
    """What a reader sees in each sentence: types of every word; more of the words that may name an event."""
    found: dict[int, dict[str, np.ndarray]] = {}
    order = sorted(range(len(examples)), key=lambda k: len(examples[k].pieces))
    for k in range(0, len(order), 64):
        part = [examples[j] for j in order[k : k + 64]]
        batch = Batch(part, device, targets=False)
        heads, left, right = model(batch.ids, batch.mask, batch.firsts)
        types, modes, statuses, sectors, flags = heads.split(model.kinds, -1)
        types, flags = types.sigmoid(), flags.sigmoid()
        modes, statuses, sectors = modes.softmax(-1), statuses.softmax(-1), sectors.softmax(-1)
        near = (types.amax(-1) >= SEEN) & (batch.words > 0)
        sentence, word = near.nonzero().T
        roles = model.score_roles(left, right, sentence, word).sigmoid()
        for b, j in enumerate(order[k : k + 64]):
            n = len(examples[j].firsts)
            at = near[b].nonzero()[:, 0]
            found[j] = {
                "types": types[b, :n].half().cpu().numpy(), "at": at.cpu().numpy(), "modes": modes[b, at].half().cpu().numpy(),
                "statuses": statuses[b, at].half().cpu().numpy(), "flags": flags[b, at].half().cpu().numpy(),
                "roles": roles[sentence == b][:, :n].half().cpu().numpy(), "sectors": sectors[b, :n].half().cpu().numpy(),
            }  # fmt: skip
    return [found[j] for j in range(len(examples))]


def spot(types: np.ndarray, least: float) -> list[tuple[int, float]]:
    """Events as (type, likelihood): runs of words that name the same type."""
    events = []
    for t in range(types.shape[1]):
        last = -9
        for i in np.nonzero(types[:, t] >= least)[0].tolist():
            if i > last + 1:
                events.append((t, float(types[i, t])))
            else:
                events[-1] = (t, max(events[-1][1], float(types[i, t])))
            last = i
    return events


def judge(examples: list[Example], seen: list[dict[str, np.ndarray]]) -> str:
    """F1 of types by sentence at the best threshold, and how roles, modes and statuses fare at gold triggers."""
    best = (0.0, "")
    for least in np.arange(0.15, 0.65, 0.05):
        hit = said = gold = both = ours = theirs = 0
        for e, s in zip(examples, seen, strict=True):
            p = [t for t, _ in spot(s["types"], least)]
            g = [x["type"] for x in e.events]
            hit += sum(min(p.count(t), g.count(t)) for t in set(g))
            said, gold = said + len(p), gold + len(g)
            both, ours, theirs = both + bool(p and g), ours + bool(p), theirs + bool(g)
        f1 = 2 * hit / max(said + gold, 1)
        if f1 > best[0]:
            best = (
                f1,
                f"type P {hit / max(said, 1):.3f} R {hit / gold:.3f} F1 {f1:.3f} at {least:.2f}; sentence F1 {2 * both / (ours + theirs):.3f}",
            )
    tally: dict[str, list[float]] = {}
    for e, s in zip(examples, seen, strict=True):
        for event in e.events:
            at = {int(i): k for k, i in enumerate(s["at"])}
            k = next((at[i] for i in event["trigger"] if i in at), None)
            if k is None:
                continue
            tally.setdefault("mode", []).append(s["modes"][k].argmax() == event["mode"])
            tally.setdefault("status", []).append(s["statuses"][k].argmax() == event["status"])
            for r, name in enumerate(ROLES):
                theirs_at = set(event["roles"][name])
                ours_at = set(np.nonzero(s["roles"][k][:, r] >= 0.5)[0].tolist())
                if theirs_at or ours_at:
                    tally.setdefault(name, []).append(2 * len(theirs_at & ours_at) / (len(theirs_at) + len(ours_at)))
    return best[1] + "; " + ", ".join(f"{n} {np.mean(v):.3f} of {len(v)}" for n, v in tally.items())
