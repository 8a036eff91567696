"""A report's mentions or a candidate's parties come in; whether all is between private persons goes out: ordinary crime, sport, business.

An event is what a political actor does or undergoes. A report of a burglary has no such actor, only police, courts and people, and
what they do reads like politics: arrests, charges, attacks.
"""

from dragoman.record.candidate import Candidate
from dragoman.record.mention import PARTS, Reference, Resolved

# Sectors and codes of those whose acts and fate are politics; police and courts deal with everybody.
PUBLIC = frozenset({"ELI", "GOV", "LEG", "MIL", "OPP", "PRM", "PTY", "REB", "REF", "SPY"})
BODIES = frozenset({"EUR", "IGO", "IMG", "NGO", "UNO"})
# A strike or a march is politics, whoever holds it.
ALWAYS = frozenset({"PROTEST"})
# A report speaks of politics if so many of its mentions are of such; one of fewer mentions tells too little to say so.
SHARE, ENOUGH = 0.2, 12


def is_public(reference: Reference) -> bool:
    """Whether a party's acts are politics."""
    return bool(PUBLIC & {*reference.actor.sector[:1]}) or reference.actor.code in BODIES


def is_private_report(known: Resolved) -> bool:
    """Whether a report hardly speaks of anybody whose acts are politics."""
    said = [r for references in known.actors.values() for r in references if r.kind in PARTS]
    return len(said) >= ENOUGH and sum(map(is_public, said)) < SHARE * len(said)


def is_private(candidate: Candidate) -> bool:
    """Whether nobody takes part in an event whose acts are politics."""
    return candidate.event not in ALWAYS and not any(
        is_public(r) for filler in (*candidate.actor, *candidate.recipient) for r in filler.references
    )
