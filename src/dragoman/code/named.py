"""A deed comes in; whether its sentence only names it, and does not tell that it was done, goes out.

"Trump's withdrawal of the troops is a mistake" may speak of a plan. Good enough for a record of what the report is about,
but the ledger holds that a promise was kept only where a report tells the act.
"""

from dragoman.code.makers import has_helper
from dragoman.code.view import NOUN_TAGS, View
from dragoman.record.candidate import Candidate
from dragoman.record.document import Token

# Through these a noun is part of a greater one: "a wave of attacks", "the attack and the siege".
PARTS_OF = frozenset({"apposition", "compound", "conjunct", "modifier"})
# So stands a noun to the verb that tells what became of it.
TOLD_OF = frozenset({"agent", "object", "passive_subject", "subject"})


def is_only_named(candidate: Candidate, view: View) -> bool:
    """Whether the word for a deed is a noun of which no past verb tells, or a participle beside another verb."""
    carrier = next((i for i in sorted(candidate.ties.bound) if view.is_verb(i)), candidate.token)
    token = view.tokens[carrier]
    if view.is_verb(carrier):
        return not _is_told(view, token)
    if token.tag not in NOUN_TAGS:
        return False
    for child, parent in view.ancestors(carrier):
        if child.function in PARTS_OF or _is_of(child) or (child.function == "prep_object" and _is_of(parent)):
            continue
        told = child.function in TOLD_OF and view.is_verb(parent.i) and _is_past(view, parent)
        # "His withdrawal has pleased Mali" takes for granted what nobody tells; "his troops' withdrawal was completed" tells it.
        owned = child.function == "subject" and any(x.function == "possessor" for x in view.children[child.i])
        return owned or not told
    return False  # a headline: "Siege of the port"


def _is_told(view: View, verb: Token) -> bool:
    if verb.tag == "VBG" and not has_helper(view, verb.i, "be"):
        return _is_past(view, view.tokens[verb.head]) if verb.head != verb.i else True
    helped = any(x.function in ("auxiliary", "passive_auxiliary") for x in view.children[verb.i])
    return helped or not (verb.tag == "VBN" and verb.function == "participle")


def _is_past(view: View, verb: Token) -> bool:
    """Whether a verb tells what was: "ended", "has ended", "was called off"."""
    helpers = [x for x in view.children[verb.i] if x.function in ("auxiliary", "passive_auxiliary")]
    if any(x.tag in ("MD", "TO") for x in helpers):
        return False
    return verb.tag == "VBD" or (verb.tag == "VBN" and bool(helpers))


def _is_of(token: Token) -> bool:
    return token.function == "preposition" and token.lemma == "of"
