"""Fit the learned reader on annotated reports.

usage: python -m tools.reader.train --base MODEL_FOLDER --gold FOLDER [--gold FOLDER ...] --out FOLDER
           [--start READER.pt] [--layers 0,1,2] [--epochs N] [--folds K [--only J]] [--predict SENTENCES.jsonl] [--share 0.5] [--no-final]

With --folds, K readers are fitted, each without a K-th of the reports, and each reads the sentences of the reports that
it has not seen (`--predict`: one JSON object {report, start, text, before} a line) into OUT/glances.npz: what a second
stage may learn from. Then one reader is fitted on everything and saved as OUT/reader.pt. Seeded; PyTorch is needed
here and nowhere else.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch

from .data import Example, list_modes, make_examples, read_tokenizer, split_words
from .fit import SEED, Plan, fit, make_reader
from .judge import judge, read
from .model import Reader, load_base
from .swap import load_swapper


def fold_of(report: str, folds: int) -> int:
    """Which fold a report belongs to: by its id, so that the second stage can tell too."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(report)) % folds


def load_sets(o: argparse.Namespace) -> list[list[Example]]:
    """The examples of each annotated folder; of the further ones --share of the reports."""
    tokenizer = read_tokenizer(o.base / "tokenizer.json")
    modes = list_modes(json.loads((o.base / "types.json").read_text()))
    weights = [float(x) for x in o.weights.split(",")] if o.weights else [1.0] * len(o.gold)
    sets = [make_examples(tokenizer, g, modes, w, o.room) for g, w in zip(o.gold, weights, strict=True)]
    for k in range(0 if o.share_all else 1, len(sets)):
        names = sorted({e.report for e in sets[k]})
        random.Random(SEED).shuffle(names)
        some = set(names[: round(len(names) * o.share)])
        sets[k] = [e for e in sets[k] if e.report in some]
    return sets


def load_asked(o: argparse.Namespace) -> list[Example]:
    """The sentences of --predict."""
    if not o.predict:
        return []
    tokenizer = read_tokenizer(o.base / "tokenizer.json")
    asked = []
    for line in o.predict.read_text(encoding="utf-8").splitlines():
        q = json.loads(line)
        e = split_words(tokenizer, q["text"], q["start"], q["before"], o.room)
        e.report = q["report"]
        if e.words:
            asked.append(e)
    return asked


def list_glances(examples: Sequence[Example], seen: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """What was seen in each sentence, by report, place and name, as tools/reader/ask.py reads it."""
    return {
        f"{e.report}|{e.start}|{name}": value
        for e, s in zip(examples, seen, strict=True)
        for name, value in {**s, "words": np.array(e.words, np.int32)}.items()
    }


def resume(model: Reader, state: dict[str, torch.Tensor], cool: float) -> None:
    """Take over the weights of a fitted reader; what made its types less sure at the end is taken back."""
    model.load_state_dict({n: v.float() for n, v in state.items()}, strict=False)
    with torch.no_grad():
        model.heads.weight[: model.kinds[0]] *= cool
        model.heads.bias[: model.kinds[0]] *= cool


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True, help="figures are given for the first")
    parser.add_argument("--weights", default="", help="weight of each gold folder, comma-separated")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a reader.pt that learns on")
    parser.add_argument("--layers", default="0,1,2")
    parser.add_argument("--room", type=int, default=0)
    for f in fields(Plan):
        if isinstance(f.default, bool):
            parser.add_argument(f"--{f.name}", action=argparse.BooleanOptionalAction, default=f.default)
        else:
            parser.add_argument(f"--{f.name}", type=type(f.default), default=f.default)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, help="this fold alone: folds can be fitted side by side")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the further folders' reports (learning curve)"
    )
    parser.add_argument("--share-all", action="store_true", help="... and of the first folder's")
    parser.add_argument("--predict", type=Path)
    parser.add_argument("--no-final", action="store_true")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, cross-validate, save."""
    o = parse(arguments)
    o.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = read_tokenizer(o.base / "tokenizer.json")
    modes = len(list_modes(json.loads((o.base / "types.json").read_text())))
    sets, asked, swapper = load_sets(o), load_asked(o), load_swapper(tokenizer)
    plan = Plan(**{f.name: getattr(o, f.name) for f in fields(Plan)})
    events = [sum(len(e.events) for e in s) for s in sets]
    print(f"{[len(s) for s in sets]} sentences, {events} events, {device}, layers {o.layers}, {plan}", flush=True)
    base = torch.load(o.base / "weights.pt")
    keep = [int(x) for x in o.layers.split(",")]

    def make() -> Reader:
        model = make_reader(tokenizer.get_vocab_size(), modes, len(keep), plan.drop)
        load_base(model, base, keep)
        if o.start:
            resume(model, torch.load(o.start)["state"], plan.cool)
        return model

    examples = [e for s in sets for e in s]
    glances: dict[str, np.ndarray] = {}
    held: list[Example] = []
    seen: list[dict[str, np.ndarray]] = []
    folds = range(o.folds) if o.only is None else [o.only]
    for k in folds:
        model = fit([e for e in examples if fold_of(e.report, o.folds) != k], make, plan, device, swapper)
        part = [e for e in sets[0] if fold_of(e.report, o.folds) == k]
        held += part
        seen += read(model, part, device)
        mine = [e for e in asked if fold_of(e.report, o.folds) == k]
        glances |= list_glances(mine, read(model, mine, device))
    if o.folds:
        print("left out:", judge(held, seen), flush=True)
        if asked:
            np.savez_compressed(o.out / f"glances{'' if o.only is None else o.only}.npz", **glances)  # type: ignore[arg-type]
    if not o.no_final:
        model = fit(examples, make, plan, device, swapper)
        state = {n: v.half().cpu() for n, v in model.state_dict().items() if n != "encoder.word.weight"}
        torch.save({"state": state, "layers": len(keep), "room": o.room}, o.out / "reader.pt")


if __name__ == "__main__":
    main()
