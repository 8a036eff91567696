"""A fitted reader comes in (reader.pt); the int8 ONNX network, its tokenizer and its facts go out.

usage: python -m tools.reader.export READER.pt --base MODEL_FOLDER --out FOLDER
"""

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from .data import FLAGS, ROLES, SECTORS, STATUSES, TYPES, list_modes
from .model import Reader


class Bare(nn.Module):
    """The reader as it runs: one sentence, no padding, three outputs."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.reader(ids, None, firsts)  # type: ignore[no-any-return]


def main() -> None:
    """Export and shrink."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    o = parser.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    saved = torch.load(o.reader)
    modes = list_modes(json.loads((o.base / "types.json").read_text()))
    state = {n: v.float() for n, v in saved["state"].items()}
    state["encoder.word.weight"] = torch.load(o.base / "weights.pt")["embeddings.word_embeddings.weight"].float()
    pieces = state["encoder.word.weight"].shape[0]
    model = Reader(pieces, saved["layers"], len(TYPES), len(modes), len(STATUSES), len(SECTORS), len(ROLES), len(FLAGS))
    model.load_state_dict(state)
    model.eval()
    example = (torch.randint(5, 900, (1, 12)), torch.tensor([[1, 2, 4, 6]]))
    axes = {"ids": {1: "n"}, "firsts": {1: "w"}, "heads": {1: "w"}, "left": {1: "w"}, "right": {1: "w"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Bare(model),
            example,
            str(plain),
            input_names=["ids", "firsts"],
            output_names=["heads", "left", "right"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(plain), str(o.out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(o.out / "reader.onnx"))
    facts = {"modes": modes, "far": [[round(float(x), 4) for x in row] for row in state["far"]]}
    (o.out / "facts.json").write_text(json.dumps(facts) + "\n", encoding="utf-8")
    (o.out / "tokenizer.json").write_text((o.base / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8")
    print((o.out / "reader.onnx").stat().st_size)


if __name__ == "__main__":
    main()
