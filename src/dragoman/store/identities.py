"""Who the parties of events are over all reports: sightings come out, identities go in, piece by piece, never all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

import msgspec
import pyarrow as pa

from dragoman.record.identity import Edit, Identity, Place, Seen, Sighting
from dragoman.store.store import Store, first_column, id_table, one_number

_TEXT, _DAY = pa.string(), pa.date32()
_PARTY = [("event", _TEXT), ("role", _TEXT), ("place", pa.int32())]
# A sighting's day is the report's, for it is the reports that say who holds which office.
_SIGHTING = (
    "SELECT p.event, p.role, p.place, e.document, coalesce(r.published, e.day) AS day, p.code, p.sector, p.entity_text AS words, "
    "p.identifier_text AS name, p.identifier_id AS known, p.office, p.actor "
    "FROM party p JOIN event e ON p.event = e.id JOIN report r ON e.document = r.id"
)
_IS_PLACE = "{0}.event = {1}.event AND {0}.role = {1}.role AND {0}.place = {1}.place"

_BUCKET = "CASE WHEN starts_with(c.block, 'short|office|') THEN s.day ELSE date_trunc('year', s.day)::DATE END"


class Clue(NamedTuple):
    """A party, and a block that is its home or that it is a clue in."""

    party: Place
    block: str
    home: bool


def read_sightings_of(store: Store, reports: Collection[str]) -> list[Sighting]:
    """The parties of all events of some reports."""
    return list(_sightings(store.rows(f"{_SIGHTING} SEMI JOIN asked ON r.id = asked.id", asked=id_table(reports))))


def read_sightings_as(store: Store, actors: Collection[str]) -> list[Sighting]:
    """The parties that are settled to be one of some identities."""
    return list(_sightings(store.rows(f"{_SIGHTING} SEMI JOIN asked ON p.actor = asked.id", asked=id_table(actors))))


def read_sightings_called(store: Store, names: Collection[str]) -> list[Sighting]:
    """The parties in whose name or words one of some names stands, whatever case and accents."""
    called = "contains(strip_accents(lower({})), strip_accents(lower(asked.id)))"
    where = f"WHERE EXISTS (FROM asked WHERE {called.format('p.identifier_text')} OR {called.format('p.entity_text')})"
    return list(_sightings(store.rows(f"{_SIGHTING} {where}", asked=id_table(names))))


def write_clues(store: Store, clues: Iterable[Clue]) -> None:
    """Note the blocks of parties that have none yet."""
    rows = [(*clue.party, clue.block, clue.home) for clue in clues]
    columns = list(zip(*rows, strict=True)) if rows else [()] * 5
    schema = pa.schema([*_PARTY, ("block", _TEXT), ("home", pa.bool_())])
    store.put("clue", pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema))


def remove_clues(store: Store, reports: Collection[str]) -> tuple[set[str], set[str]]:
    """Take out the clues of reports that are still there; the blocks that they were in, and who their parties were."""
    events = "SELECT id FROM event SEMI JOIN gone ON event.document = gone.id"
    gone = id_table(reports)
    blocks = first_column(store.rows(f"SELECT DISTINCT block FROM clue WHERE event IN ({events})", gone=gone))
    actors = first_column(store.rows(f"SELECT DISTINCT actor FROM party WHERE event IN ({events})", gone=gone))
    store.change(f"DELETE FROM clue WHERE event IN ({events})", gone=gone)
    return set(blocks), {actor for actor in actors if actor is not None}


def find_blocks(store: Store, parties: Iterable[Place]) -> set[str]:
    """All blocks of some parties."""
    sql = f"SELECT DISTINCT c.block FROM clue c JOIN asked a ON {_IS_PLACE.format('c', 'a')}"
    return set(first_column(store.rows(sql, asked=_party_table(parties))))


def read_blocks(store: Store, blocks: Collection[str]) -> dict[str, list[Sighting]]:
    """What is in some blocks: each party at home there, and of the clues, by identity and form, what they tell of days.

    Clues to an office tell each day, for the day before and after counts; all others the first and last of a year, which
    is as good where only what lies two years apart is far. Of known ones, whom reports name by the thousand, the reports'
    words are left out but for acronyms in brackets.
    """
    found: dict[str, list[Sighting]] = {block: [] for block in blocks}
    asked = id_table(blocks)
    clue = f"FROM clue c SEMI JOIN asked ON c.block = asked.id JOIN ({_SIGHTING}) s ON {_IS_PLACE.format('c', 's')}"
    home = store.rows(f"SELECT s.*, c.block {clue} WHERE c.home", asked=asked)
    others = store.rows(
        "SELECT min(s.event) AS event, 'clue' AS role, 0 AS place, '' AS document, "
        "unnest(CASE WHEN min(s.day) = max(s.day) THEN [min(s.day)] ELSE [min(s.day), max(s.day)] END) AS day, s.code, s.sector, "
        "CASE WHEN s.known IS NULL OR s.name IS NULL OR contains(s.words, '(') THEN s.words ELSE '' END AS words, "
        f"s.name, s.known, s.office, s.actor, c.block, {_BUCKET} AS bucket "
        f"{clue} WHERE NOT c.home AND s.actor IS NOT NULL AND (starts_with(c.block, 'short|') OR s.known IS NOT NULL) "
        "GROUP BY s.code, s.sector, words, s.name, s.known, s.office, s.actor, c.block, bucket",
        asked=asked,
    ).drop_columns(["bucket"])
    for rows in (home, others):
        for block, sighting in zip(rows.column("block").to_pylist(), _sightings(rows), strict=True):
            found[block].append(sighting)
    return found


def write_actors(store: Store, actors: Mapping[Place, str]) -> None:
    """Say who parties are."""
    rows = _party_table(actors).append_column("actor", pa.array(actors.values(), _TEXT))
    store.change(
        f"UPDATE party SET actor = coming.actor FROM coming WHERE {_IS_PLACE.format('party', 'coming')}", coming=rows
    )


def read_seen(store: Store, ids: Collection[str]) -> dict[str, list[Seen]]:
    """Under which forms some identities were seen; an identity that no party is any more is left out."""
    found: dict[str, list[Seen]] = {}
    rows = store.rows(
        "SELECT p.actor, p.code, p.sector, p.entity_text AS words, p.identifier_text AS name, p.identifier_id AS known, p.office, "
        "count(*) AS times, min(e.day) AS day, max(e.day) AS last, "
        "min(coalesce(r.published, e.day)) AS told, max(coalesce(r.published, e.day)) AS told_last "
        "FROM party p SEMI JOIN asked ON p.actor = asked.id JOIN event e ON p.event = e.id JOIN report r ON e.document = r.id "
        "GROUP BY ALL",
        asked=id_table(ids),
    )
    for row in rows.to_pylist():
        found.setdefault(row.pop("actor"), []).append(Seen(**row | {"sector": tuple(row["sector"])}))
    return found


def replace_identities(store: Store, ids: Collection[str], identities: Iterable[Identity]) -> None:
    """Put identities in the place of those that stood there, and count the events in which each acts or is acted upon."""
    store.change("DELETE FROM actor WHERE id IN (SELECT id FROM gone)", gone=id_table(ids))
    text, days = pa.list_(_TEXT), [("first_seen", _DAY), ("last_seen", _DAY)]
    terms = pa.list_(pa.struct([("office", _TEXT), ("since", _DAY), ("until", _DAY)]))
    names = [(n, _TEXT) for n in ("id", "name", "code", "identifier_id")]
    schema = pa.schema([*names, ("sector", text), ("aliases", text), ("offices", terms), *days])
    rows = [msgspec.to_builtins(one, builtin_types=(date,)) for one in identities]
    if rows:
        store.change(
            "INSERT INTO actor BY NAME SELECT coming.*, coalesce(n.events, 0) AS events FROM coming LEFT JOIN ("
            "SELECT p.actor, count(DISTINCT p.event) AS events FROM party p SEMI JOIN coming ON p.actor = coming.id "
            "WHERE p.role IN ('actor', 'recipient') GROUP BY p.actor) n ON n.actor = coming.id",
            coming=pa.Table.from_pylist(rows, schema=schema),
        )


def read_identity(store: Store, id: str) -> Identity | None:
    """Who an id means; None where the archive knows nobody so."""
    columns = ", ".join(Identity.__dataclass_fields__)
    rows = store.rows(f"SELECT {columns} FROM actor WHERE id = ?", [id]).to_pylist()
    return msgspec.convert(rows[0], Identity, builtin_types=(date,)) if rows else None


def known_actors(store: Store, ids: Collection[str]) -> set[str]:
    """Those of the ids that an identity of the archive has."""
    return set(first_column(store.rows("SELECT id FROM actor SEMI JOIN asked USING (id)", asked=id_table(ids))))


def find_by_identifier(store: Store, identifiers: Collection[str]) -> dict[str, str]:
    """The identity of each identifier of the world files ("TUR:hulusi-akar") that the archive knows."""
    answer = store.rows(
        "SELECT identifier_id, min(id) AS id FROM actor SEMI JOIN asked ON identifier_id = asked.id GROUP BY identifier_id",
        asked=id_table(identifiers),
    )
    return {row["identifier_id"]: row["id"] for row in answer.to_pylist()}


# ── what people say ──

_EDIT = ("action", "actor", "other", "value", "since", "until", "note")


def read_edits(store: Store) -> list[Edit]:
    """All that people said, in the order in which they said it."""
    columns = ", ".join(f'"{name}"' for name in _EDIT)
    return [Edit(**row) for row in store.rows(f"SELECT {columns} FROM identity_edit ORDER BY number").to_pylist()]


def write_edits(store: Store, edits: Iterable[Edit], by: str | None, at: datetime) -> list[Edit]:
    """Add what is not the last word on it already; what was added. `by` and `at` say who said it, and when."""
    last = {_subject(edit): digest_edit(edit) for edit in read_edits(store)}
    number = one_number(store.rows("SELECT coalesce(max(number), 0) FROM identity_edit"))
    added, rows = [], []
    for edit in edits:
        digest = digest_edit(edit)
        if last.get(_subject(edit)) == digest:
            continue
        last[_subject(edit)] = digest
        number += 1
        added.append(edit)
        said = {name: getattr(edit, name) for name in _EDIT}
        rows.append({**said, "number": number, "digest": digest, "made_by": by, "made_at": at.replace(tzinfo=None)})
    schema = pa.schema(
        [("number", pa.int32()), ("since", _DAY), ("until", _DAY), ("made_at", pa.timestamp("us"))]
        + [(n, _TEXT) for n in ("action", "actor", "other", "value", "note", "digest", "made_by")]
    )
    store.put("identity_edit", pa.Table.from_pylist(rows, schema=schema))
    return added


def digest_edit(edit: Edit) -> str:
    """A short name of what an edit says."""
    return sha256("\x1f".join(str(getattr(edit, name) or "") for name in _EDIT).encode()).hexdigest()[:16]


def _subject(edit: Edit) -> tuple[object, ...]:
    """What an edit is the last word on; same and apart speak of one thing."""
    action = "same or apart" if edit.action in ("same", "apart") else edit.action
    value = edit.value if edit.action in ("same", "apart", "office") else None
    other = None if value else edit.other
    return action, edit.actor, other, value, edit.since, edit.until


def _party_table(parties: Iterable[Place]) -> pa.Table:
    columns = list(zip(*parties, strict=True)) or [()] * 3
    return pa.table([pa.array(c, t) for c, (_, t) in zip(columns, _PARTY, strict=True)], schema=pa.schema(_PARTY))


_NAMES = ("event", "role", "place", "document", "day", "code", "sector", "words", "name", "known", "office", "actor")


def _sightings(rows: pa.Table) -> Iterator[Sighting]:
    # By columns: this is what costs most where somebody is named often.
    columns = [rows.column(name).to_pylist() for name in _NAMES]
    for event, role, place, document, day, code, sector, words, name, known, office, actor in zip(
        *columns, strict=True
    ):
        yield Sighting(
            party=(event, role, place),
            document=document,
            day=day,
            code=code,
            sector=tuple(sector),
            words=words,
            name=name,
            known=known,
            office=office,
            actor=actor,
        )
