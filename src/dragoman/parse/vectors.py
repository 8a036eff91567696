"""Words of parsed-to-be sentences come in; their vectors in context go out: the parser's first half, run faster than spaCy runs it.

The same network with the same weights (spaCy's tok2vec: hashed features of a word, then convolutions over its neighbours;
Honnibal and Montani 2017). Two things are done differently. What depends on a word alone is kept for its next occurrence;
the convolutions' three maxout pieces are laid side by side, so that numpy takes their maximum at once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, NORM, PREFIX, SHAPE, SPACY, SUFFIX
from spacy.tokens import Doc

# In the order of the model's tables.
FEATURES = [NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE]
# So many words are kept, 20 MB; then all are forgotten.
KEPT = 50_000
TINY = 1e-8


class Encoder:
    """Gives words their vectors, with the weights of a spaCy model's tok2vec."""

    def __init__(self, model: Any) -> None:
        """Take the layers of `model` apart."""
        embed, encode = model.layers
        self._hash, self._mix = embed.layers[2].layers[0], Maxout(embed.layers[3])
        blocks = encode.layers[0].layers if len(encode.layers) == 1 else encode.layers
        self._convolutions = [Maxout(block) for block in blocks]
        self._width = int(encode.get_dim("nO"))
        self._pad = int(encode.attrs["pad"])
        self._rows: dict[bytes, int] = {}
        self._table = np.zeros((KEPT, self._width), np.float32)

    def encode(self, docs: Sequence[Doc]) -> list[np.ndarray]:
        """A vector for each token of each sentence."""
        gap = np.zeros((self._pad, self._width), np.float32)
        parts, places, at = [gap], [], self._pad
        for doc in docs:
            parts += [self._embed(doc), gap]
            places.append((at, at + len(doc)))
            at += len(doc) + self._pad
        vectors = np.concatenate(parts)
        for convolve in self._convolutions:
            vectors += convolve(_join_neighbours(vectors))
        return [vectors[start:end] for start, end in places]

    def _embed(self, doc: Doc) -> np.ndarray:
        features = doc.to_array(FEATURES)
        keys = [row.tobytes() for row in features]
        new = [k for k, key in enumerate(keys) if key not in self._rows]
        if len(self._rows) + len(new) > KEPT:
            self._rows.clear()
            new = list(range(len(keys)))
        if new:
            self._learn(features[new])
        return self._table[[self._rows[key] for key in keys]]

    def _learn(self, features: np.ndarray) -> None:
        """Work out words each by itself (a stack of single rows): in one matrix their last bits would hang on where they stand."""
        vectors = self._mix(self._hash.predict(features)[:, None, :])[:, 0]
        for row, vector in zip(features, vectors, strict=True):
            place = self._rows.setdefault(row.tobytes(), len(self._rows))
            self._table[place] = vector


class Maxout:
    """A layer of the model: of three linear pieces the highest, normed."""

    def __init__(self, block: Any) -> None:
        maxout = next(layer for layer in block.walk() if layer.name == "maxout")
        norm = next(layer for layer in block.walk() if layer.name == "layernorm")
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self._width, self._pieces, inputs = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, -1))
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._gain, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """The layer's outputs for inputs along the last axis."""
        pieces: np.ndarray = inputs @ self._weights
        pieces += self._bias
        width = self._width
        outputs = pieces[..., :width]
        for k in range(1, self._pieces):
            np.maximum(outputs, pieces[..., k * width : (k + 1) * width], out=outputs)
        outputs -= outputs.mean(-1, keepdims=True)
        outputs /= np.sqrt(np.einsum("...j,...j->...", outputs, outputs) / width + TINY)[..., None]
        outputs *= self._gain
        outputs += self._shift
        return outputs


def _join_neighbours(vectors: np.ndarray) -> np.ndarray:
    """Each row between the one before it and the one behind it."""
    width = vectors.shape[1]
    joined = np.zeros((len(vectors), 3 * width), np.float32)
    joined[1:, :width] = vectors[:-1]
    joined[:, width : 2 * width] = vectors
    joined[:-1, 2 * width :] = vectors[1:]
    return joined
