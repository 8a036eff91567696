"""A fitted reader comes in (reader.pt); the network in whole numbers (ONNX), its tokenizer and its facts go out.

usage: python -m tools.reader.export READER.pt[=SHARE] [READER.pt=SHARE ...] --base MODEL_FOLDER --texts CORPUS_FOLDER --out FOLDER

Of several readers that learned on from one another the mean goes out, weight by weight, each with its share (Wortsman et al., 2022).
The sentences of CORPUS_FOLDER (what `tools/corpus.py build` wrote) tell how high the network's inputs go.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from dragoman.glance.cut import LONGEST

from .data import FLAGS, ROLES, SECTORS, STATUSES, TYPES, list_modes, read_tokenizer, split_words
from .model import RANK
from .network import Sentence, make_network

# So many sentences are typical; more do not raise the ranges.
TYPICAL = 2000


def read_typical(folder: Path, tokenizer_file: Path) -> list[Sentence]:
    """Word pieces and first pieces of sentences, evenly taken from all reports of a folder."""
    tokenizer = read_tokenizer(tokenizer_file)
    found: list[Sentence] = []
    for report in json.loads((folder / "docs.json").read_text(encoding="utf-8")):
        for start, end in report["sentences"]:
            example = split_words(tokenizer, report["text"][start:end], start)
            if example.words:
                found.append((example.pieces, example.firsts))
    return found[:: max(len(found) // TYPICAL, 1)]


def average_readers(given: Sequence[str]) -> dict[str, Any]:
    """What training saved of one reader, or of several with the mean of their weights; each is PATH or PATH=SHARE."""
    parts = [name.partition("=") for name in given]
    saved = [torch.load(Path(path)) for path, _, _ in parts]
    shares = [float(share or 1) for _, _, share in parts]
    first = saved[0]["state"]
    mean = {
        n: sum(one["state"][n].float() * share for one, share in zip(saved, shares, strict=True)).to(v.dtype)
        for n, v in first.items()
    }
    return {**saved[-1], "state": mean}


def main() -> None:
    """Export and shrink."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="+", metavar="READER.pt[=SHARE]")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    saved = average_readers(o.readers)
    modes = list_modes(json.loads((o.base / "types.json").read_text()))
    state = {n: v.float().numpy() for n, v in saved["state"].items()}
    words = torch.load(o.base / "weights.pt")["embeddings.word_embeddings.weight"]
    state["encoder.word.weight"] = words.float().numpy()
    kinds = len(TYPES) + len(modes) + len(STATUSES) + len(SECTORS) + len(FLAGS)
    sizes = (kinds, len(ROLES) * RANK, len(ROLES) * RANK)
    typical = read_typical(o.texts, o.base / "tokenizer.json")
    network = make_network(state, saved["layers"], sizes, LONGEST, typical)
    (o.out / "reader.onnx").write_bytes(network.SerializeToString())
    facts = {"modes": modes, "far": [[round(float(x), 4) for x in row] for row in state["far"]]}
    (o.out / "facts.json").write_text(json.dumps(facts) + "\n", encoding="utf-8")
    (o.out / "tokenizer.json").write_text((o.base / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8")
    print((o.out / "reader.onnx").stat().st_size)


if __name__ == "__main__":
    main()
