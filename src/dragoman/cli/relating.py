"""What `dragoman relations` and `dragoman actor` were asked comes in; the archive answers, and words, JSON or a page are written."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from dragoman.archive import Archive
from dragoman.ask.dyads import PERIODS
from dragoman.ask.values import read_choice, read_since, read_until, read_who
from dragoman.cli.asking import Asked
from dragoman.cli.output import PAGES, open_out, pick_form
from dragoman.errors import UsageError
from dragoman.export.course import draw_course, tell_relation, write_relation_page
from dragoman.export.plates import make_plate
from dragoman.export.profile import tell_profile, tell_tie, write_profile_page
from dragoman.export.text import make_plain
from dragoman.record.happening import Happening
from dragoman.relations import make_profile, relate_parties
from dragoman.relations.parties import Party, make_party
from dragoman.relations.profile import weigh_ties

FORMS = {".txt": "text", ".json": "json", **PAGES}
_read_period = read_choice("period", lambda: PERIODS)


def run_relations(asked: Asked, first: str, second: str | None, *, by: str, plot: Path | None, form: str | None) -> int:
    """Answer `dragoman relations`; 0 always, for nothing found is an answer too.

    Raises:
        UsageError: a party, filter, period or form that there is not.
        StoreError: the archive cannot be read.
        SourceError: the output cannot be written.
    """
    wanted, by = pick_form(form, asked.out, FORMS, eye="text", plain="text"), _read_period("by", by)
    if second is None:
        return _run_ties(asked, first, wanted, plot)
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        one, other = (read_party(archive, text) for text in (first, second))
        if one == other:
            raise UsageError(f"{second!r} is the same as the first; a relation has two sides")
        found = fetch_involved(archive, asked.words, [first, second])
        told = archive.tellings(event for h in found for event in h.events)
    relation = relate_parties(found, told, one, other, by, *_read_span(asked.words))
    if plot is not None:
        draw_picture(plot, relation.sides.both, lambda: draw_course(relation))
    with open_out(asked.out) as out:
        if wanted == "html":
            write_relation_page(relation, out)
        elif wanted == "json":
            out.write(msgspec.json.format(msgspec.json.encode(relation, order="deterministic"), indent=1) + b"\n")
        elif relation.summary.paragraphs:
            out.write(make_plain(tell_relation(relation)).encode("utf-8", "replace") + b"\n")
    if not relation.sides.both:
        sys.stderr.write(f"nothing between {one.name} and {other.name} is on record\n")
    return 0


def _run_ties(asked: Asked, name: str, form: str, plot: Path | None) -> int:
    """With whom a party stands how; raises UsageError for a page or a picture, which only two parties have."""
    if plot is not None or form == "html":
        raise UsageError("a picture or a page needs a second party; `dragoman network` draws them all")
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        party, found = read_party(archive, name), fetch_involved(archive, asked.words, [name])
    ties = weigh_ties(party, found, _find_last_day(found))
    with open_out(asked.out) as out:
        if form == "json":
            out.write(msgspec.json.format(msgspec.json.encode(ties), indent=1) + b"\n")
        else:
            out.writelines(make_plain(tell_tie(tie)).encode("utf-8", "replace") + b"\n" for tie in ties)
    if not ties:
        sys.stderr.write(f"nothing between {party.name} and others is on record\n")
    return 0


def run_actor(asked: Asked, name: str, *, as_of: str | None, form: str | None) -> int:
    """Answer `dragoman actor`; raises as `run_relations`."""
    wanted = pick_form(form, asked.out, FORMS, eye="text", plain="text")
    with Archive(asked.db, wait=asked.wait, raw=asked.raw) as archive:
        party, found = read_party(archive, name), fetch_involved(archive, asked.words, [name])
        if not found:
            sys.stderr.write(f"{party.name} takes part in nothing on record\n")
            return 0
        day = read_until("as_of", as_of) if as_of else _find_last_day(found)
        commitments = archive.commitments(day, as_of=day)
        told = archive.tellings([*(e for h in found for e in h.events), *(e for c in commitments for e in c.events)])
    profile = make_profile(party, found, told, commitments, day)
    with open_out(asked.out) as out:
        if wanted == "html":
            write_profile_page(profile, told, out)
        elif wanted == "json":
            out.write(msgspec.json.format(msgspec.json.encode(profile), indent=1) + b"\n")
        else:
            out.write(make_plain(tell_profile(profile, told)).encode("utf-8", "replace") + b"\n")
    return 0


def read_party(archive: Archive, text: str) -> Party:
    """The party that a person means, with the names under which the archive knows it."""
    who = read_who("actor", text)
    return make_party(who, archive.actors(actor=[text]) if who.name else ())


def fetch_admitted(archive: Archive, words: Mapping[str, Any], **more: Any) -> Iterable[Happening]:
    """The happenings that the filters admit, streaming; without a status only what took place."""
    return archive.happenings(**{**words, "status": words.get("status") or ["actual"]}, **more)


def fetch_involved(archive: Archive, words: Mapping[str, Any], whom: Sequence[str]) -> list[Happening]:
    """The happenings that the filters admit and in which one of these parties takes part on either side."""
    sides = [fetch_admitted(archive, words, **{role: whom}) for role in ("actor", "recipient")]
    return list({h.id: h for side in sides for h in side}.values())


def draw_picture(path: Path, drawn: Sequence[Any], draw: Any) -> None:
    """Write a picture to a file, .svg or .png; raises UsageError where there is nothing to draw."""
    if not drawn:
        raise UsageError("plot: nothing is on record in that time: there is nothing to draw")
    plate = make_plate(draw, path.suffix.lower().removeprefix("."))
    with open_out(path) as out:
        out.write(plate)


def _find_last_day(happenings: Iterable[Happening]) -> date:
    """The day of the last report that tells any of them; the first of all days where none has one."""
    return max((h.last_reported for h in happenings if h.last_reported), default=date.min)


def _read_span(words: Mapping[str, Any]) -> tuple[date | None, date | None]:
    since, until = words.get("since"), words.get("until")
    return since and read_since("since", since), until and read_until("until", until)
