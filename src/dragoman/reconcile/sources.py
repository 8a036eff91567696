"""The gists of tellings come in; their independent sources go out: what goes back to one original, one outlet or one credited origin is one."""

from collections.abc import Sequence

from dragoman.reconcile.gist import Gist
from dragoman.reconcile.prints import fold_outlet


def split_sources(gists: Sequence[Gist]) -> list[list[Gist]]:
    """The gists, parted by independent source, in order.

    Two reports are of one source where they belong to one provenance chain, come from one outlet, or credit one origin
    ("Originally published by …"), which may be the outlet of the other.
    """
    heads: dict[str, str] = {}

    def find(name: str) -> str:
        while heads.setdefault(name, name) != name:
            name = heads[name]
        return name

    for telling in (g.telling for g in gists):
        cite = telling.event.cite_info
        own = find("root " + telling.root)
        for outlet in (cite.publication, cite.republished_from):
            if fold_outlet(outlet):
                heads[find("outlet " + fold_outlet(outlet))] = own
                own = find(own)
    parts: dict[str, list[Gist]] = {}
    for gist in gists:
        parts.setdefault(find("root " + gist.telling.root), []).append(gist)
    return list(parts.values())
