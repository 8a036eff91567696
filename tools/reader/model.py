"""Word pieces come in; for each word go out: which event it names, in which mode and status, and who plays what in it.

The encoder is BERT (Devlin et al., NAACL 2019) as in all-MiniLM-L6-v2, cut to a few layers; roles are scored by a
bilinear form over pairs of words, as Dozat and Manning (ICLR 2017) score arcs, with a bias for their distance.
"""

import torch
from torch import Tensor, nn

WIDTH, HEADS, INNER = 384, 12, 1536
RANK = 48
REACH = 24


class Layer(nn.Module):
    """One transformer layer, post-norm."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, shut: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (part.view(b, n, HEADS, -1).transpose(1, 2) for part in self.query_key_value(x).split(WIDTH, -1))
        scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        if shut is not None:
            scores = scores + shut
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(self, pieces: int, layers: int, drop: float) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(pieces, WIDTH), nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        x = self.word(ids) + self.place.weight[: ids.shape[1]]
        x = self.drop(self.norm(x))
        shut = None if mask is None else (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, shut)
        return x


class Reader(nn.Module):
    """The encoder and what is asked of its vectors."""

    def __init__(self, pieces: int, layers: int, types: int, modes: int, statuses: int, sectors: int, roles: int, flags: int, drop: float = 0.1) -> None:  # fmt: skip  # noqa: E501
        super().__init__()
        self.encoder = Encoder(pieces, layers, drop)
        self.drop = nn.Dropout(drop)
        self.kinds = (types, modes, statuses, sectors, flags)
        self.roles = roles
        self.sizes = (sum(self.kinds), roles * RANK, roles * RANK)
        self.heads = nn.Linear(WIDTH, sum(self.sizes))
        self.far = nn.Parameter(torch.zeros(roles, 2 * REACH + 1))
        nn.init.constant_(self.heads.bias[:types], -3.0)

    def forward(self, ids: Tensor, mask: Tensor | None, firsts: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of each word [b, n, kinds], and the two sides of the role scores [b, n, roles, rank].

        `mask` is 0 where a sentence is padded, None where none is.
        """
        x = self.drop(self.encoder(ids, mask))
        x = x.gather(1, firsts[:, :, None].expand(-1, -1, WIDTH))
        shape = (*firsts.shape, self.roles, RANK)
        kinds, left, right = self.heads(x).split(self.sizes, -1)
        return kinds, left.view(shape), right.view(shape)

    def score_roles(self, left: Tensor, right: Tensor, b: Tensor, i: Tensor) -> Tensor:
        """Logits [k, j, roles]: that word j of sentence b[k] plays a role in the event that its word i[k] names."""
        scores = torch.einsum("krd,kjrd->kjr", left[b, i], right[b]) / RANK**0.5
        gap = (torch.arange(left.shape[1], device=left.device) - i[:, None]).clamp(-REACH, REACH) + REACH
        return scores + self.far[:, gap].permute(1, 2, 0)


def load_base(model: Reader, weights: dict[str, Tensor], keep: list[int]) -> None:
    """Take over the encoder's weights from the base model, of its layers those in `keep`."""
    own = model.encoder
    w = {k.removeprefix("bert."): v.float() for k, v in weights.items()}
    own.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
    own.place.weight.data.copy_(
        w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
    )
    own.norm.weight.data.copy_(w["embeddings.LayerNorm.weight"])
    own.norm.bias.data.copy_(w["embeddings.LayerNorm.bias"])
    names = {
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for layer, number in zip(own.layers, keep, strict=True):
        for part in ("weight", "bias"):
            three = [w[f"encoder.layer.{number}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            getattr(layer.query_key_value, part).data.copy_(torch.cat(three))
            for mine, theirs in names.items():
                getattr(getattr(layer, mine), part).data.copy_(w[f"encoder.layer.{number}.{theirs}.{part}"])
