"""Examples come in; a fitted Reader goes out, the mean of its own last states (Polyak and Juditsky, SIAM J. Control Optim. 1992).

Against learning few sentences by heart stand three means: names of countries, peoples, cities and persons change places at
random (swap.py); each sentence is read twice, and the two readings, which drop other numbers, must agree (R-Drop: Liang and
others, NeurIPS 2021); and the weights kept are a running mean.
"""

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from .data import FLAGS, ROLES, SECTORS, STATUSES, TYPES, Example
from .model import Reader
from .swap import Swapper

SEED = 7


@dataclass(frozen=True)
class Plan:
    """How a reader is fitted."""

    epochs: int = 20
    rate: float = 2e-4  # of the encoder; of the heads eight times as much
    size: int = 32  # sentences a batch
    swap: float = 0.5  # share of sentences in which names change
    agree: float = 1.0  # weight of the agreement of two readings; 0 reads once
    mean: float = 0.998  # how much of the running mean stays at each step; 0 keeps the last weights
    drop: float = 0.1
    roles: float = 0.06  # weight of a role's word against a type's
    cool: float = (
        1.25  # what the log odds of types are divided by at the end: so much too sure are readers of unseen reports
    )
    half: bool = True  # whether the network's products are of bfloat16
    seed: int = SEED


class Batch:
    """Padded examples, and what is to be learned of them: tensors on the device."""

    def __init__(self, examples: Sequence[Example], device: str, targets: bool = True) -> None:
        self.examples, self.device = examples, device
        n = max(len(e.pieces) for e in examples)
        w = max(len(e.firsts) for e in examples)
        ids, mask = np.zeros((len(examples), n), np.int64), np.zeros((len(examples), n), np.int64)
        firsts, words = np.zeros((len(examples), w), np.int64), np.zeros((len(examples), w), np.float32)
        for b, e in enumerate(examples):
            ids[b, : len(e.pieces)], mask[b, : len(e.pieces)] = e.pieces, 1
            firsts[b, : len(e.firsts)], words[b, : len(e.firsts)] = e.firsts, 1
        self.ids, self.mask, self.firsts, self.words = (self._put(x) for x in (ids, mask, firsts, words))
        self.weight = self._put(np.array([e.weight for e in examples], np.float32))
        if targets:
            self._aim(w)

    def _put(self, array: np.ndarray) -> Tensor:
        return torch.from_numpy(array).to(self.device, non_blocking=True)

    def _aim(self, w: int) -> None:
        types = np.zeros((len(self.examples), w, len(TYPES)), np.float32)
        rows: list[tuple[int, int, int, int]] = []
        flags: list[list[bool]] = []
        roles: list[np.ndarray] = []
        sectors: list[tuple[int, int, int]] = []
        for b, example in enumerate(self.examples):
            for event in example.events:
                row = np.zeros((w, len(ROLES)), np.float32)
                for r, name in enumerate(ROLES):
                    row[event["roles"][name], r] = 1
                for i in event["trigger"]:
                    types[b, i, event["type"]] = 1
                    rows.append((b, i, event["mode"], event["status"]))
                    flags.append(event["flags"])
                    roles.append(row)
                sectors += [(b, i, s) for i, s in event["sectors"]]
        self.types = self._put(types)
        self.rows = self._put(np.array(rows, np.int64).reshape(-1, 4))
        self.flags = self._put(np.array(flags, np.float32).reshape(-1, len(FLAGS)))
        self.roles = self._put(np.array(roles, np.float32).reshape(-1, w, len(ROLES)))
        self.sectors = self._put(np.array(sectors, np.int64).reshape(-1, 3))


def loss_of(model: Reader, batch: Batch, plan: Plan) -> Tensor:
    """What is wrong with a model's answers on a batch, all questions together, per sentence."""
    cross = nn.functional.binary_cross_entropy_with_logits
    ids, mask, firsts = batch.ids, batch.mask, batch.firsts
    twice = 2 if plan.agree else 1
    if twice == 2:
        ids, mask, firsts = (torch.cat([x, x]) for x in (ids, mask, firsts))
    # Halves of floats (bfloat16) inside the network, whole ones for sums and logarithms: on a CPU that knows them twice as fast.
    with torch.autocast(ids.device.type, torch.bfloat16, enabled=plan.half):
        outputs = model(ids, mask, firsts)
    all_heads, all_left, all_right = (x.float() for x in outputs)
    total = torch.zeros((), device=batch.device)
    readings = list(zip(all_heads.chunk(twice), all_left.chunk(twice), all_right.chunk(twice), strict=True))
    b, i, mode, status = batch.rows.T
    weight, known = batch.weight[b], (mode >= 0).float()
    for heads, left, right in readings:
        types, modes, statuses, sectors, flags = heads.split(model.kinds, -1)
        wrong = cross(types, batch.types, reduction="none").sum(-1)
        total = total + (wrong * batch.words * batch.weight[:, None]).sum() / 8
        wrong = nn.functional.cross_entropy(modes[b, i], mode.clamp(min=0), reduction="none") * known
        wrong = wrong + nn.functional.cross_entropy(statuses[b, i], status, reduction="none")
        total = total + 0.15 * (wrong * weight).sum()
        total = total + 0.1 * (cross(flags[b, i], batch.flags, reduction="none").sum(-1) * weight).sum()
        wrong = cross(model.score_roles(left, right, b, i), batch.roles, reduction="none").sum(-1)
        total = total + plan.roles * (wrong * batch.words[b] * weight[:, None]).sum()
        at, word, sector = batch.sectors.T
        total = total + 0.03 * nn.functional.cross_entropy(sectors[at, word], sector, reduction="sum")
    total = total / twice
    if twice == 2:
        p, q = (heads[..., : len(TYPES)] for heads, _, _ in readings)
        # Twice the symmetric divergence of two Bernoulli chances, from their logits.
        apart = ((p.sigmoid() - q.sigmoid()) * (p - q)).sum(-1)
        total = total + plan.agree * (apart * batch.words).sum() / 16
    return total / len(batch.examples)


def cut_batches(examples: Sequence[Example], size: int, rnd: random.Random) -> list[list[Example]]:
    """Batches of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces) + rnd.random() * 8)
    cut = [order[k : k + size] for k in range(0, len(order), size)]
    rnd.shuffle(cut)
    return cut


def fit(examples: Sequence[Example], make: Callable[[], Reader], plan: Plan, device: str, swapper: Swapper) -> Reader:
    """Fit one reader. The same examples, plan and machine give the same reader."""
    torch.manual_seed(plan.seed)
    rnd = random.Random(plan.seed)
    model = make().to(device)
    # The base model's word vectors stay as they are: a few thousand sentences touch too few of them.
    model.encoder.word.weight.requires_grad = False
    moved = [p for p in model.parameters() if p.requires_grad]
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    best = torch.optim.AdamW([{"params": inner, "lr": plan.rate}, {"params": outer, "lr": plan.rate * 8}], weight_decay=0.01, fused=device == "cuda")  # fmt: skip
    steps = plan.epochs * math.ceil(len(examples) / plan.size)
    slope = torch.optim.lr_scheduler.LambdaLR(best, lambda t: min(1, t / (0.1 * steps)) * max(0.0, (steps - t) / steps))
    means = [p.detach().clone() for p in moved]
    begun, step = time.time(), 0
    model.train()
    for epoch in range(plan.epochs):
        losses = []
        shown = [swapper.swap(e, rnd) if rnd.random() < plan.swap else e for e in examples]
        for part in cut_batches(shown, plan.size, rnd):
            loss = loss_of(model, Batch(part, device), plan)
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(moved, 1.0)
            best.step()
            slope.step()
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(means, moved, 1 - min(plan.mean, step / (step + 10)) if plan.mean else 1.0)
            losses.append(loss.detach())
        if epoch == plan.epochs - 1 or device == "cpu":
            print(f"  epoch {epoch + 1}: loss {float(torch.stack(losses).mean()):.3f}, {time.time() - begun:.0f} s", flush=True)  # fmt: skip
    with torch.no_grad():
        for p, mean in zip(moved, means, strict=True):
            p.copy_(mean)
        model.heads.weight[: len(TYPES)] /= plan.cool
        model.heads.bias[: len(TYPES)] /= plan.cool
    return model.eval()


def make_reader(pieces: int, modes: int, layers: int, drop: float) -> Reader:
    """A reader whose weights are not yet fitted."""
    return Reader(pieces, layers, len(TYPES), modes, len(STATUSES), len(SECTORS), len(ROLES), len(FLAGS), drop)
