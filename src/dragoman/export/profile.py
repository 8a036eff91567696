"""A Profile comes in; it goes out in words and as a page, each deed and each commitment with its source."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill
from typing import BinaryIO

from dragoman.export.course import WIDTH, count_note, name_note, tell_clause, tell_note
from dragoman.export.leaf import write_leaf
from dragoman.export.pledge import name_source, tell_sentence
from dragoman.record.commitment import Commitment
from dragoman.record.happening import Telling
from dragoman.relations.parties import spell_code
from dragoman.relations.profile import Post, Profile, Tie
from dragoman.relations.summary import Clause, Notebook, tell_scale

# So many lines in each list.
MOST = 10


def tell_profile(profile: Profile, told: Mapping[str, Telling]) -> str:
    """The profile in words: what a person reads in a terminal."""
    book = Notebook(told)
    deeds = [tell_clause(book.write(h)) for h in profile.deeds]
    head = " ".join([*profile.codes[:2], *profile.sectors[:3]])
    lines = [f"{profile.name} [{head}], as of {profile.as_of}"]
    lines += _section("Called", [", ".join(f"{name} ({number})" for name, number in profile.names[:MOST])])
    lines += _section("Offices, as reports name them", [tell_post(post) for post in profile.posts[:MOST]])
    for title, ties in (("Allies", profile.allies), ("Adversaries", profile.adversaries), ("Neither", profile.mixed)):
        lines += _section(title, [tell_tie(tie) for tie in ties[:MOST]])
    lines += _section("Recent deeds", deeds)
    lines += _section("Open: its own word", [tell_open(c, told) for c in profile.made[:MOST]])
    lines += _section("Open: said to it", [tell_open(c, told) for c in profile.received[:MOST]])
    lines += _section("Sources", [f"[{note.number}] {tell_note(note)}" for note in book.notes])
    return "\n".join(lines)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    kept = [line for line in lines if line]
    if kept:
        yield f"\n{title}"
        yield from (fill(line, WIDTH, initial_indent="  ", subsequent_indent="      ") for line in kept)


def tell_post(post: Post) -> str:
    """An office, and between which days reports saw the actor in it."""
    number = f"{post.events} event{'s' if post.events != 1 else ''}"
    if post.since is None:
        return f"{post.office} ({number})"
    span = f"{post.since}" if post.since == post.until else f"{post.since} to {post.until}"
    return f"{post.office} (seen {span}, {number})"


def tell_tie(tie: Tie) -> str:
    """A tie in one line."""
    number = f"{tie.happenings} happening{'s' if tie.happenings != 1 else ''}"
    parts = f"{tell_scale(tie.cooperation)} and {tell_scale(tie.conflict)} over {number}, last {tie.last}"
    return f"{spell_code(tie.name)} {tell_scale(tie.score)} ({parts})"


def tell_open(commitment: Commitment, told: Mapping[str, Telling]) -> str:
    """A commitment in one line: its state, what it says, its id, and who told it first."""
    known = [told[event] for event in commitment.events if event in told]
    first = min(known, key=lambda t: (str(t.published or "9"), t.event.id), default=None)
    source = f" ({name_source(first)})" if first else ""
    return (
        f"{commitment.state}: {tell_sentence(commitment)}, {commitment.made_on or 'undated'}, {commitment.id}{source}"
    )


def write_profile_page(profile: Profile, told: Mapping[str, Telling], out: BinaryIO) -> None:
    """Write the profile as one page."""
    book = Notebook(told)
    deeds: list[Clause] = [book.write(h) for h in profile.deeds]
    ties = [("Allies", profile.allies), ("Adversaries", profile.adversaries), ("Neither", profile.mixed)]
    opened = [("Its own word", profile.made), ("Said to it", profile.received)]
    write_leaf(
        "profile",
        out,
        profile=profile,
        deeds=deeds,
        notes=book.notes,
        ties=[(title, found[:MOST]) for title, found in ties if found],
        opened=[(title, [tell_open(c, told) for c in found[:MOST]]) for title, found in opened if found],
        posts=[tell_post(post) for post in profile.posts[:MOST]],
        names=profile.names[:MOST],
        spell=spell_code,
        scale=tell_scale,
        name_note=name_note,
        count_note=count_note,
    )
