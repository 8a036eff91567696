"""A fitted reader's weights and typical sentences come in; the network as it runs goes out: ONNX, in whole numbers of eight bits.

Written node by node, for what runs is not what is trained: sentences of like length together, padded; scales of quantisation
that are set once, from typical sentences, so that no sentence's numbers hang on its neighbours; single channels of very high
values are tamed before they set the scale for all others (Xiao et al., SmoothQuant, ICML 2023); the last layer's second half only
for the first pieces of words. Sums of layers are normalised by LayerNormalization: SkipLayerNormalization is seven times as slow on CPUs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from .model import HEADS, WIDTH

# How far a channel's high values move from the inputs into the weights: 0 not at all, 1 wholly.
TAME = 0.8
LEAST = 1e-3
LEVELS = 255

Sentence = tuple[list[int], list[int]]


class Network:
    """Builds the graph. Without `ranges` it computes in floats, and every input of a matrix is an output too."""

    def __init__(self, state: Mapping[str, np.ndarray], longest: int, ranges: Mapping[str, np.ndarray] | None) -> None:
        self.state = state
        self.longest = longest
        self.ranges = ranges
        self.inputs: dict[str, str] = {}
        self._nodes: list[Any] = []
        self._constants: dict[str, np.ndarray] = {}

    def build(self, layers: int, sizes: Sequence[int]) -> ModelProto:
        """The whole network: `ids` [b, n] (0 is padding) and `firsts` [w], counted over b times n, to what is asked of each word."""
        vectors = self._embed()
        shut = self._shut()
        for number in range(layers):
            vectors = self._layer(f"encoder.layers.{number}.", vectors, shut, last=number == layers - 1)
        parts = self._op("Split", [self._matrix("heads", vectors), self._whole("sizes", *sizes)], outputs=3, axis=1)
        info = helper.make_tensor_value_info
        graph = helper.make_graph(
            [*self._nodes, *(helper.make_node("Identity", [p], [n]) for p, n in zip(parts, OUTPUTS, strict=True))],
            "reader",
            [info("ids", TensorProto.INT64, ["b", "n"]), info("firsts", TensorProto.INT64, ["w"])],
            [info(name, TensorProto.FLOAT, ["w", size]) for name, size in zip(OUTPUTS, sizes, strict=True)]
            + [info(name, TensorProto.FLOAT, [None, None]) for name in self.inputs.values() if self.ranges is None],
            [numpy_helper.from_array(np.ascontiguousarray(a), name) for name, a in self._constants.items()],
        )
        domains = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=9)
        checker.check_model(model)
        return model

    def _op(self, kind: str, inputs: list[str], outputs: int = 1, **facts: Any) -> Any:
        names = [f"{kind}.{len(self._nodes)}.{k}" for k in range(outputs)]
        own = kind in ("FusedMatMul", "Gelu", "MatMulIntegerToFloat")
        self._nodes.append(helper.make_node(kind, inputs, names, domain="com.microsoft" if own else "", **facts))
        return names[0] if outputs == 1 else names

    def _constant(self, name: str, value: Any) -> str:
        self._constants[name] = np.asarray(value)
        return name

    def _whole(self, name: str, *numbers: int) -> str:
        return self._constant(name, np.array(numbers, np.int64))

    def _weight(self, name: str) -> str:
        return self._constant(name, self.state[name])

    def _embed(self) -> str:
        """Word pieces and their places as vectors [b * n, width]."""
        table = self.state["encoder.word.weight"]
        scale = np.maximum(np.abs(table).max(1, keepdims=True), LEAST) / 127
        whole = self._constant("words", np.round(table / scale).astype(np.int8))
        words = self._op("Cast", [self._op("Gather", [whole, "ids"])], to=TensorProto.FLOAT)
        words = self._op(
            "Mul", [words, self._op("Gather", [self._constant("words.scale", scale.astype(np.float32)), "ids"])]
        )
        long = self._op("Shape", ["ids"], start=1, end=2)
        places = self._constant("places", self.state["encoder.place.weight"][: self.longest])
        places = self._op("Slice", [places, self._whole("zero", 0), long, self._whole("axis", 0)])
        vectors = self._op("Reshape", [self._op("Add", [words, places]), self._whole("flat", -1, WIDTH)])
        return self._norm("encoder.norm", vectors)

    def _shut(self) -> str:
        """What is added to each score of attention: much less than nothing where there is only padding."""
        blank = self._op("Cast", [self._op("Equal", ["ids", self._whole("blank", 0)])], to=TensorProto.FLOAT)
        low = self._op("Mul", [blank, self._constant("low", np.float32(-1e4))])
        return str(self._op("Unsqueeze", [low, self._whole("middle", 1, 2)]))

    def _layer(self, name: str, vectors: str, shut: str, last: bool) -> str:
        mixed = self._attend(name, vectors, shut)
        if last:  # nothing is asked of the other pieces
            mixed, vectors = (self._op("Gather", [x, "firsts"]) for x in (mixed, vectors))
        vectors = self._norm(name + "norm1", self._op("Add", [vectors, self._matrix(name + "out", mixed)]))
        inner = self._op("Gelu", [self._matrix(name + "up", vectors)])
        return self._norm(name + "norm2", self._op("Add", [vectors, self._matrix(name + "down", inner)]))

    def _attend(self, name: str, vectors: str, shut: str) -> str:
        asked = self._matrix(name + "query_key_value", vectors)
        shape = self._op("Concat", [self._op("Shape", ["ids"]), self._whole("parts", 3, HEADS, WIDTH // HEADS)], axis=0)
        asked = self._op("Transpose", [self._op("Reshape", [asked, shape])], perm=[2, 0, 3, 1, 4])
        query, key, value = (
            self._op("Squeeze", [part, "axis"])
            for part in self._op("Split", [asked, self._whole("ones", 1, 1, 1)], outputs=3, axis=0)
        )
        scores = self._op("FusedMatMul", [query, key], transB=1, alpha=float((WIDTH // HEADS) ** -0.5))
        shares = self._op("Softmax", [self._op("Add", [scores, shut])], axis=-1)
        mixed = self._op("Transpose", [self._op("MatMul", [shares, value])], perm=[0, 2, 1, 3])
        return str(self._op("Reshape", [mixed, "flat"]))

    def _norm(self, name: str, vectors: str) -> str:
        weights = [self._weight(f"{name}.{part}") for part in ("weight", "bias")]
        return str(self._op("LayerNormalization", [vectors, *weights], epsilon=1e-12))

    def _matrix(self, name: str, vectors: str) -> str:
        """A linear layer, in whole numbers if the range of its inputs is known."""
        self.inputs[name] = vectors
        weights, bias = self.state[f"{name}.weight"].T, self._weight(f"{name}.bias")
        if self.ranges is None:
            return str(
                self._op("Add", [self._op("MatMul", [vectors, self._constant(f"{name}.matrix", weights)]), bias])
            )
        low, high = self.ranges[name]
        tamed = _tame(np.maximum(-low, high), np.abs(weights).max(1))
        low, high, weights = min((low / tamed).min(), 0.0), (high / tamed).max(), weights * tamed[:, None]
        step, steps = np.float32((high - low) / LEVELS), (np.abs(weights).max(0) / 127).astype(np.float32)
        vectors = self._op("Mul", [vectors, self._constant(f"{name}.tamed", (1 / tamed).astype(np.float32))])
        scale, zero = self._constant(f"{name}.step", step), self._constant(f"{name}.zero", np.uint8(round(-low / step)))
        whole = self._op("QuantizeLinear", [vectors, scale, zero])
        matrix = self._constant(f"{name}.matrix", np.round(weights / steps).astype(np.int8))
        zeros = self._constant(f"{name}.zeros", np.zeros(weights.shape[1], np.int8))
        steps_name = self._constant(f"{name}.steps", steps)
        return str(self._op("MatMulIntegerToFloat", [whole, matrix, scale, steps_name, zero, zeros, bias]))


OUTPUTS = ("heads", "left", "right")


def _tame(inputs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """By what each channel of the inputs is divided, and its weights multiplied."""
    factors = np.maximum(inputs, LEAST) ** TAME / np.maximum(weights, LEAST) ** (1 - TAME)
    tamed: np.ndarray = factors / np.exp(np.log(factors).mean())
    return tamed


def make_network(
    state: Mapping[str, np.ndarray], layers: int, sizes: Sequence[int], longest: int, typical: Sequence[Sentence]
) -> ModelProto:
    """The network in whole numbers; `typical` sentences (word pieces, first pieces of words) tell how high its inputs go."""
    plain = Network(state, longest, None)
    session = onnxruntime.InferenceSession(plain.build(layers, sizes).SerializeToString())
    ranges: dict[str, np.ndarray] = {}
    for pieces, firsts in typical:
        given = {"ids": np.array([pieces], np.int64), "firsts": np.array(firsts, np.int64)}
        for name, seen in zip(plain.inputs, session.run(list(plain.inputs.values()), given), strict=True):
            found = np.stack([seen.min(0), seen.max(0)])
            old = ranges.setdefault(name, found)
            ranges[name] = np.stack([np.minimum(old[0], found[0]), np.maximum(old[1], found[1])])
    return Network(state, longest, ranges).build(layers, sizes)
