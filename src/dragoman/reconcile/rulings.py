"""What people say about identities comes in; who a party is after that, and what is shown of an identity, goes out.

A ruling stands on top of what is derived: it is asked anew each time, so that it holds for reports that come later. The last word wins.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.reconcile.forms import read_office, tidy_name
from dragoman.reconcile.identities import name_office_block
from dragoman.reconcile.spelling import fold
from dragoman.record.identity import Edit, Identity, Sighting, Term
from dragoman.record.ids import actor_id


class Rulings:
    """All edits of an archive, in the order in which they were made."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = tuple(edits)
        self._named = [e for e in reversed(self._edits) if e.action in ("same", "apart") and e.value]
        self._into: dict[str, str] = {}
        for edit in self._edits:
            if edit.action == "same" and edit.other:
                self._join(edit.other, edit.actor)
            elif edit.action == "apart" and edit.other and not edit.value and self._into.get(edit.other) == edit.actor:
                del self._into[edit.other]

    def _join(self, other: str, actor: str) -> None:
        if self._follow(actor) == other:  # said the other way round before: the last word wins
            self._into = {one: into for one, into in self._into.items() if one != actor}
        if self._follow(actor) != other:
            self._into[other] = actor

    def _follow(self, id: str) -> str:
        seen = {id}
        while (into := self._into.get(id)) is not None and into not in seen:
            id = into
            seen.add(id)
        return id

    def decide(self, sighting: Sighting, derived: str) -> str:
        """Who a party is of whom dragoman says that it is `derived`."""
        for edit in self._named:
            if not _speaks_of(edit, sighting):
                continue
            if edit.action == "same":
                return self._follow(edit.actor)
            if edit.actor in (derived, self._follow(derived)):
                return self._follow(edit.other) if edit.other else actor_id("apart", edit.actor, fold(edit.value or ""))
        return self._follow(derived)

    def list_holders(self, block: str) -> Mapping[str, Sequence[Term]]:
        """Who held the office of a block, and when, as far as people say."""
        found: dict[str, list[Term]] = {}
        for edit in self._offices():
            if edit.other and name_office_block(edit.other, edit.value or "") == block:
                found.setdefault(self._follow(edit.actor), []).append(_term(edit))
        return found

    def list_office_blocks(self, edits: Iterable[Edit]) -> set[str]:
        """The blocks of offices of which some edits speak."""
        return {name_office_block(e.other, e.value) for e in edits if e.action == "office" and e.other and e.value}

    def _offices(self) -> list[Edit]:
        """The last word on each office of each identity and its first day."""
        last = {(e.actor, read_office(e.value or ""), e.since): e for e in self._edits if e.action == "office"}
        return list(last.values())

    def amend(self, identity: Identity) -> Identity:
        """An identity as it is to be shown: its name, code and offices."""
        own = [e for e in self._edits if e.actor == identity.id]
        names = [e.value for e in own if e.action == "name" and e.value]
        codes = [e.value for e in own if e.action == "code" and e.value]
        offices = [e for e in self._offices() if e.actor == identity.id]
        if names:
            aliases = sorted({*identity.aliases, identity.name} - {names[-1]})
            identity = replace(identity, name=names[-1], aliases=tuple(aliases))
        if codes:
            identity = replace(identity, code=codes[-1])
        if offices:
            given = {read_office(e.value or "") for e in offices}
            kept = [t for t in identity.offices if read_office(t.office) not in given]
            terms = sorted((*kept, *map(_term, offices)), key=lambda t: (t.since or date.max, t.office))
            identity = replace(identity, offices=tuple(terms))
        return identity


def _term(edit: Edit) -> Term:
    return Term(office=edit.value or "", since=edit.since, until=edit.until)


def _speaks_of(edit: Edit, sighting: Sighting) -> bool:
    if edit.since and (sighting.day is None or sighting.day < edit.since):
        return False
    if edit.until and (sighting.day is None or sighting.day > edit.until):
        return False
    said = fold(tidy_name(edit.value or ""))
    return said in (fold(tidy_name(sighting.called)), fold(tidy_name(sighting.words)))
