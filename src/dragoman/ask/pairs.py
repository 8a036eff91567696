"""A Filter comes in; pairs of parties go out, strongest first: how much cooperation and conflict there was between the two."""

from dataclasses import dataclass

from dragoman.ask.answer import Rows
from dragoman.ask.filters import Filter
from dragoman.ask.matching import HAPPENINGS, match_rows
from dragoman.ask.values import MUTUAL
from dragoman.world.tables import BODY_CODES

# Codes that gather parties of many kinds (armed groups, organisations, companies …): no side by themselves.
GATHERING = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"}) & frozenset(BODY_CODES)

_NAME = r"trim(regexp_replace(coalesce(nullif(x.identifier_text, ''), x.entity_text), '\s+', ' ', 'g'))"
# What a node stands for; as `name_state` and `name_apart` of relations/parties.py.
_NODES = {
    "state": "CASE WHEN x.code IS NOT NULL AND NOT list_contains(?, x.code) THEN x.code ELSE " + _NAME + " END",
    "actor": _NAME + " || ' [' || coalesce(x.code, '---') || ']'",
}
# Added up as decimals: a sum of doubles depends in its last digits on the order, which is any in a parallel question.
_PAIRS = """
WITH picked AS (
    SELECT t.id, CAST(t.event_scale * t.confidence AS DECIMAL(18, 8)) AS weight, list_distinct(list_transform(t.actor, lambda x: {name})) AS ones,
        CASE WHEN t.event = ? AND len(t.actor) > 1 AND len(t.recipient) = 0 THEN ones
            ELSE list_distinct(list_transform(t.recipient, lambda x: {name})) END AS others
    FROM happening t WHERE len(t.actor) > 0 AND (len(t.recipient) > 0 OR t.event = ?) AND {where}
), crossed AS (
    SELECT id, weight, one, unnest(others) AS other FROM (SELECT id, weight, unnest(ones) AS one, others FROM picked)
), joined AS (
    SELECT DISTINCT id, weight, least(one, other) AS first, greatest(one, other) AS second FROM crossed WHERE one <> other
)
SELECT first, second, CAST(round(sum(greatest(weight, 0)), 4) AS DOUBLE) AS cooperation,
    CAST(round(sum(least(weight, 0)), 4) AS DOUBLE) AS conflict,
    count(*) AS happenings, count(*) OVER () AS ties
FROM joined GROUP BY first, second HAVING count(*) >= ?
ORDER BY abs(round(cooperation + conflict, 4)) DESC, first, second LIMIT ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parties, the first before the second in the alphabet: sums of scale times confidence, positive and negative, both directions together."""

    first: str
    second: str
    cooperation: float
    conflict: float
    happenings: int


def ask_pairs(
    store: Rows, wanted: Filter, by: str = "state", least: int = 1, most: int = 1_000_000
) -> tuple[list[Pair], int]:
    """The `most` strongest pairs among the happenings that the filter admits, and how many pairs there are in all.

    Args:
        store: what answers.
        wanted: which happenings count.
        by: state (a country or body counts as one) or actor (each party by its own name).
        least: how many happenings make a pair.
    """
    where = match_rows(wanted, HAPPENINGS)
    gathered = [sorted(GATHERING)] if by == "state" else []
    sql = _PAIRS.format(name=_NODES[by], where=where.sql)
    rows = store.rows(sql, [*gathered, MUTUAL, *gathered, MUTUAL, *where.values, least, most]).to_pylist()
    ties = rows[0]["ties"] if rows else 0
    return [Pair(**{name: row[name] for name in Pair.__dataclass_fields__}) for row in rows], ties
