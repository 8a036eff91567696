"""Fit the learned reader on annotated reports.

usage: python -m tools.reader.train --base MODEL_FOLDER --types TYPES.json --gold FOLDER [--gold FOLDER ...] --out FOLDER
           [--layers 0,2,4] [--room 0] [--epochs N] [--folds K] [--predict SENTENCES.jsonl]

With --folds, K readers are fitted, each without a K-th of the reports, and each reads the sentences of the reports that
it has not seen (`--predict`: one JSON object {report, start, text, before} a line) into OUT/glances.npz: what a second
stage may learn from. Then one reader is fitted on everything and saved as OUT/reader.pt. Seeded; PyTorch is needed
here and nowhere else.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .data import FLAGS, ROLES, SECTORS, STATUSES, TYPES, Example, list_modes, make_examples, read_tokenizer, split_words
from .model import Reader, load_base

SEED = 7
SEEN = 0.02  # a word whose likeliest type is under this is not looked at further


def fold_of(report: str, folds: int) -> int:
    """Which fold a report belongs to: by its id, so that the second stage can tell too."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(report)) % folds


class Batch:
    """Padded examples, and what is to be learned of them."""

    def __init__(self, examples: list[Example], device: str, targets: bool = True) -> None:
        n = max(len(e.pieces) for e in examples)
        w = max(len(e.firsts) for e in examples)
        self.ids = torch.tensor([e.pieces + [0] * (n - len(e.pieces)) for e in examples], device=device)
        self.mask = torch.tensor([[1] * len(e.pieces) + [0] * (n - len(e.pieces)) for e in examples], device=device)
        self.firsts = torch.tensor([e.firsts + [0] * (w - len(e.firsts)) for e in examples], device=device)
        self.words = torch.tensor([[1.0] * len(e.firsts) + [0.0] * (w - len(e.firsts)) for e in examples], device=device)
        self.weight = torch.tensor([e.weight for e in examples], device=device)
        if targets:
            self._aim(examples, w, device)

    def _aim(self, examples: list[Example], w: int, device: str) -> None:
        types = np.zeros((len(examples), w, len(TYPES)), np.float32)
        single: list[tuple[int, int, int, int, list[bool], float]] = []
        rows: list[tuple[int, int]] = []
        roles: list[np.ndarray] = []
        sectors: list[tuple[int, int, int]] = []
        for b, example in enumerate(examples):
            for event in example.events:
                for i in event["trigger"]:
                    types[b, i, event["type"]] = 1
                    single.append((b, i, event["mode"], event["status"], event["flags"], example.weight))
                    row = np.zeros((w, len(ROLES)), np.float32)
                    for r, name in enumerate(ROLES):
                        row[event["roles"][name], r] = 1
                    rows.append((b, i))
                    roles.append(row)
                sectors += [(b, i, s) for i, s in event["sectors"]]
        self.types = torch.tensor(types, device=device)
        self.single = single
        self.rows = torch.tensor(rows, device=device).view(-1, 2)
        self.roles = torch.tensor(np.array(roles), device=device) if roles else None
        self.sectors = torch.tensor(sectors, device=device).view(-1, 3)


def loss_of(model: Reader, batch: Batch) -> Tensor:
    """What is wrong with a model's answers on a batch, all questions together."""
    heads, left, right = model(batch.ids, batch.mask, batch.firsts)
    types, modes, statuses, sectors, flags = heads.split(model.kinds, -1)
    wrong = nn.functional.binary_cross_entropy_with_logits(types, batch.types, reduction="none").sum(-1)
    total = (wrong * batch.words * batch.weight[:, None]).sum() / 8
    if batch.roles is not None:
        b, i = batch.rows.T
        device = types.device
        mode = torch.tensor([s[2] for s in batch.single], device=device)
        status = torch.tensor([s[3] for s in batch.single], device=device)
        flag = torch.tensor([s[4] for s in batch.single], device=device, dtype=torch.float)
        weight = torch.tensor([s[5] for s in batch.single], device=device)
        known = mode >= 0
        total = total + 0.15 * (nn.functional.cross_entropy(modes[b, i][known], mode[known], reduction="none") * weight[known]).sum()
        total = total + 0.15 * (nn.functional.cross_entropy(statuses[b, i], status, reduction="none") * weight).sum()
        total = total + 0.1 * (nn.functional.binary_cross_entropy_with_logits(flags[b, i], flag, reduction="none").sum(-1) * weight).sum()
        scores = model.score_roles(left, right)[b, i]
        wrong = nn.functional.binary_cross_entropy_with_logits(scores, batch.roles, reduction="none").sum(-1)
        total = total + 0.06 * (wrong * batch.words[b] * weight[:, None]).sum()
    if len(batch.sectors):
        b, i, s = batch.sectors.T
        total = total + 0.03 * nn.functional.cross_entropy(sectors[b, i], s, reduction="sum")
    return total / len(batch.ids)


def batches(examples: list[Example], size: int, rnd: random.Random) -> list[list[Example]]:
    """Batches of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces) + rnd.random() * 8)
    cut = [order[k : k + size] for k in range(0, len(order), size)]
    rnd.shuffle(cut)
    return cut


def fit(examples: list[Example], make: "callable", epochs: int, rate: float, device: str, size: int = 32) -> Reader:  # type: ignore[valid-type]
    """Fit one reader."""
    torch.manual_seed(SEED)
    rnd = random.Random(SEED)
    model = make().to(device)
    # The base model's word vectors stay as they are: a few thousand sentences touch too few of them.
    model.encoder.word.weight.requires_grad = False
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    best = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": outer, "lr": rate * 8}], weight_decay=0.01)
    steps = epochs * math.ceil(len(examples) / size)
    plan = torch.optim.lr_scheduler.LambdaLR(best, lambda t: min(1, t / (0.1 * steps)) * max(0.0, (steps - t) / steps))
    begun = time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for part in batches(examples, size, rnd):
            loss = loss_of(model, Batch(part, device))
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            best.step()
            plan.step()
            total += float(loss.detach())
        if epoch == epochs - 1 or device == "cpu":
            print(f"  epoch {epoch + 1}: loss {total * size / len(examples):.3f}, {time.time() - begun:.0f} s", flush=True)
    return model.eval()


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
        roles = model.score_roles(left, right).sigmoid()
        for b, j in enumerate(order[k : k + 64]):
            n = len(examples[j].firsts)
            near = types[b, :n].amax(-1)
            at = (near >= SEEN).nonzero()[:, 0]
            found[j] = {
                "types": types[b, :n].half().cpu().numpy(), "at": at.cpu().numpy(), "modes": modes[b, at].half().cpu().numpy(),
                "statuses": statuses[b, at].half().cpu().numpy(), "flags": flags[b, at].half().cpu().numpy(),
                "roles": roles[b, at][:, :n].half().cpu().numpy(), "sectors": sectors[b, :n].half().cpu().numpy(),
            }  # fmt: skip
    return [found[j] for j in range(len(examples))]


def spot(types: np.ndarray, least: float) -> list[tuple[int, float]]:
    """Events as (type, likelihood): runs of words that name the same type."""
    events = []
    for t in range(types.shape[1]):
        last = -9
        for i in np.nonzero(types[:, t] >= least)[0]:
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
            best = (f1, f"type P {hit / max(said, 1):.3f} R {hit / gold:.3f} F1 {f1:.3f} at {least:.2f}; sentence F1 {2 * both / (ours + theirs):.3f}")
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
                g, p = set(event["roles"][name]), set(np.nonzero(s["roles"][k][:, r] >= 0.5)[0])
                if g or p:
                    tally.setdefault(name, []).append(2 * len(g & p) / (len(g) + len(p)))
    return best[1] + "; " + ", ".join(f"{n} {np.mean(v):.3f} of {len(v)}" for n, v in tally.items())


def main() -> None:
    """Fit, cross-validate, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--types", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True, help="the first is the one that figures are given for")
    parser.add_argument("--weights", default="", help="weight of each gold folder, comma-separated")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", default="0,2,4")
    parser.add_argument("--room", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, help="this fold alone: folds can be fitted side by side")
    parser.add_argument("--share", type=float, default=1.0, help="share of the further folders' reports to use (learning curve)")
    parser.add_argument("--predict", type=Path)
    parser.add_argument("--no-final", action="store_true")
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = read_tokenizer(o.base / "tokenizer.json")
    modes = list_modes(json.loads(o.types.read_text()))
    weights = [float(x) for x in o.weights.split(",")] if o.weights else [1.0] * len(o.gold)
    sets = [make_examples(tokenizer, g, modes, w, o.room) for g, w in zip(o.gold, weights, strict=True)]
    for k in range(1, len(sets)):
        names = sorted({e.report for e in sets[k]})
        random.Random(SEED).shuffle(names)
        some = set(names[: round(len(names) * o.share)])
        sets[k] = [e for e in sets[k] if e.report in some]
    main_reports = {e.report for e in sets[0]}
    examples = [e for s in sets for e in s]
    print(f"{[len(s) for s in sets]} sentences, {[sum(len(e.events) for e in s) for s in sets]} events, {device}, layers {o.layers}, room {o.room}", flush=True)
    base = torch.load(o.base / "weights.pt") if (o.base / "weights.pt").exists() else None
    keep = [int(x) for x in o.layers.split(",")]

    def make() -> Reader:
        model = Reader(tokenizer.get_vocab_size(), len(keep), len(TYPES), len(modes), len(STATUSES), len(SECTORS), len(ROLES), len(FLAGS))
        if base is not None:
            load_base(model, base, keep)
        return model

    asked = []
    if o.predict:
        for line in o.predict.read_text(encoding="utf-8").splitlines():
            q = json.loads(line)
            e = split_words(tokenizer, q["text"], q["start"], q["before"], o.room)
            e.report = q["report"]
            if e.words:
                asked.append(e)
    glances: dict[str, np.ndarray] = {}
    held: list[Example] = []
    seen: list[dict[str, np.ndarray]] = []
    for k in range(o.folds) if o.only is None else [o.only]:
        model = fit([e for e in examples if fold_of(e.report, o.folds) != k], make, o.epochs, o.rate, device)
        part = [e for e in sets[0] if fold_of(e.report, o.folds) == k]
        held += part
        seen += read(model, part, device)
        mine = [e for e in asked if fold_of(e.report, o.folds) == k]
        for e, s in zip(mine, read(model, mine, device), strict=True):
            for name, value in {**s, "words": np.array(e.words, np.int32)}.items():
                glances[f"{e.report}|{e.start}|{name}"] = value
    if o.folds:
        print("left out:", judge(held, seen), flush=True)
        if asked:
            np.savez_compressed(o.out / f"glances{'' if o.only is None else o.only}.npz", **glances)
    if not o.no_final:
        model = fit(examples, make, o.epochs, o.rate, device)
        state = {n: v.half().cpu() for n, v in model.state_dict().items() if n != "encoder.word.weight"}
        torch.save({"state": state, "layers": len(keep), "room": o.room}, o.out / "reader.pt")


if __name__ == "__main__":
    main()
