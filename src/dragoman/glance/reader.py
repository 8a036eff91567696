"""Sentences come in; a Glance at each goes out: what a small neural network, trained by tools/reader, makes of its words.

The network is an ONNX file (int8) run by onnxruntime on one thread. Sentences of like length go together, each padded to the next
multiple of STEP pieces, whatever stands beside it; scales of quantisation are fixed. So the same sentence gives the same numbers,
bit for bit, in any company. Roles are scored here in numpy, by a bilinear form over pairs of words (Dozat and Manning, ICLR 2017),
and only for words that may name an event.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import numpy as np

from dragoman.glance.cut import Cut, Cutter
from dragoman.record.document import Sentence
from dragoman.record.glance import FLAGS, SECTORS, STATUSES, TYPES, Glance

SEEN = 0.02
# Sentences are padded to a multiple of so many pieces: more go together, fewer pieces are read for nothing.
STEP = 8


class LearnedReader:
    """Reads sentences with the network that ships with dragoman."""

    def __init__(self, network: bytes, tokenizer: str, facts: Mapping[str, Any]) -> None:
        """Load the network. `facts` holds the names of the modes and the bias for the distance of two words."""
        import onnxruntime
        from tokenizers import Tokenizer

        self.version = hashlib.sha256(network).hexdigest()[:8]
        self._modes = tuple(facts["modes"])
        self._far = np.array(facts["far"], dtype=np.float32)
        self._cutter = Cutter(Tokenizer.from_str(tokenizer))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Sum and norm in one node is the slower way on a CPU (onnxruntime 1.32: seven times).
        self._session = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        sizes = [len(TYPES), len(self._modes), len(STATUSES), len(SECTORS), len(FLAGS)]
        self._cuts = np.cumsum(sizes)[:-1]

    def glance_sentences(self, text: str, sentences: Sequence[Sentence]) -> dict[int, Glance]:
        """A Glance for each sentence by its number; one without words has none."""
        alike: dict[int, list[tuple[int, Cut]]] = defaultdict(list)
        for sentence in sentences:
            cut = self._cutter.cut(text[sentence.start : sentence.end], sentence.start)
            if cut[1]:
                alike[-(-len(cut[0]) // STEP) * STEP].append((sentence.sequence, cut))
        found: dict[int, Glance] = {}
        for length, group in alike.items():
            outputs = self._run(length, [cut for _, cut in group])
            found.update(self._judge([(number, words) for number, (_, _, words) in group], *outputs))
        return found

    def _run(self, length: int, cuts: Sequence[Cut]) -> list[np.ndarray]:
        """What the network says of the words of some sentences, all words in one row."""
        ids = np.zeros((len(cuts), length), np.int64)
        firsts = []
        for row, (pieces, first, _) in enumerate(cuts):
            ids[row, : len(pieces)] = pieces
            firsts += [row * length + place for place in first]
        outputs: list[np.ndarray] = self._session.run(None, {"ids": ids, "firsts": np.array(firsts, np.int64)})
        return outputs

    def _judge(
        self,
        sentences: Sequence[tuple[int, list[tuple[int, int]]]],
        heads: np.ndarray,
        left: np.ndarray,
        right: np.ndarray,
    ) -> Iterator[tuple[int, Glance]]:
        """The Glances at sentences whose words lie one behind the other in the network's outputs, each with its number.

        What asks nothing of other words is worked out for all of them at once: a call of numpy costs more than its sums.
        """
        types, modes, statuses, sectors, flags = np.split(heads, self._cuts, axis=-1)
        types, sectors = _sigmoid(types), _softmax(sectors)
        seen = np.nonzero(types.max(-1) >= SEEN)[0]
        modes, statuses, flags = _softmax(modes[seen]), _softmax(statuses[seen]), _sigmoid(flags[seen])
        start = row = 0
        for number, words in sentences:
            end = start + len(words)
            past = row + int(np.searchsorted(seen[row:], end))
            at = seen[row:past] - start
            yield (
                number,
                Glance(
                    words=tuple(words),
                    types=types[start:end],
                    rows={int(i): k for k, i in enumerate(at)},
                    modes=modes[row:past],
                    statuses=statuses[row:past],
                    flags=flags[row:past],
                    roles=self._pair(at, left[start:end], right[start:end]),
                    sectors=sectors[start:end],
                    mode_names=self._modes,
                ),
            )
            start, row = end, past

    def _pair(self, at: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """How likely each word of a sentence plays each role in the events that its words `at` may name."""
        n, roles, reach = len(right), len(self._far), self._far.shape[1] // 2
        if not len(at):
            return np.zeros((0, n, roles))
        rank = left.shape[-1] // roles
        left, right = left[at].reshape(len(at), roles, rank), right.reshape(n, roles, rank)
        scores = np.einsum("ird,jrd->ijr", left, right) / np.sqrt(rank)
        gap = np.minimum(np.maximum(np.arange(n)[None, :] - at[:, None], -reach), reach) + reach
        return _sigmoid(scores + self._far[:, gap].transpose(1, 2, 0))


def _sigmoid(x: np.ndarray) -> np.ndarray:
    chances: np.ndarray = 1 / (1 + np.exp(-np.minimum(np.maximum(x, -30), 30)))
    return chances


def _softmax(x: np.ndarray) -> np.ndarray:
    powers = np.exp(x - x.max(-1, keepdims=True))
    chances: np.ndarray = powers / powers.sum(-1, keepdims=True)
    return chances


@cache
def load_reader() -> LearnedReader | None:
    """The reader that ships with dragoman; None where onnxruntime or tokenizers are not installed."""
    if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
        return None
    folder = files("dragoman.glance") / "model"
    if not (folder / "reader.onnx").is_file():
        return None
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return LearnedReader(
        (folder / "reader.onnx").read_bytes(), (folder / "tokenizer.json").read_text(encoding="utf-8"), facts
    )
