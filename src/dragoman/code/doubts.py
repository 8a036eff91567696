"""A verbal event comes in; what makes it doubtful that somebody commits himself by it, or asks another to act, goes out.

An event may be right and yet promise nothing: what is done there and then, a habit, a forecast, an opinion. And a maker who is
only guessed, or a content that is no act, is good enough for a count of events, but not for a ledger that holds people to their word.
"""

from collections.abc import Sequence

from dragoman.code.claims import HELPERS, SUBJECTS, VERBAL
from dragoman.code.makers import doubt_maker, has_helper
from dragoman.code.named import is_only_named
from dragoman.code.settle import ALIKE, FUTURE
from dragoman.code.view import NOUN_TAGS, PROPER, View
from dragoman.codebook.classes import load_classes
from dragoman.codebook.commitments import load_ledger_words
from dragoman.codebook.cues import load_vouching
from dragoman.codebook.stems import stem
from dragoman.record.candidate import READER, Candidate
from dragoman.record.document import Token
from dragoman.record.happening import FUTILE, ONLY_NAMED
from dragoman.record.mention import PARTS, Resolved

# What only the reader takes for a saying, it must see at least so clearly; a noun more so.
PLAIN, PLAIN_NOUN = 0.5, 0.8
# So stands an infinitive that names an aim or a means: "the levers to press Mali to leave".
AIMS = frozenset({"adverbial", "participle", "relative"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
# Under these a clause says what may come, not what somebody will do.
CHANCES = frozenset({"could", "may", "might"})
# So hangs a word for a saying on the verb that carries it: "made a promise to leave", "is ready to leave".
CARRIED = frozenset(
    "adverb auxiliary complement negation object particle passive_subject preposition prep_object subject".split()
)
NAMED = NOUN_TAGS | {"JJ"}
# Types of which many acts are over once they are told: a veto, an apology.
ENDING = frozenset({"CONCEDE", "REJECT", "REQUEST"})
# Who speaks for a government, an army or a party does not sit in one of these.
OUTSIDERS = frozenset({"BUS", "CVL", "JUD", "LEG", "NGO", "OPP", "REB"})
TOPICS = frozenset({"about", "on", "over"})
DEFINITE = frozenset({"that", "the", "these", "this", "those"})
TOLD = frozenset({"clause", "open_clause"})
# "Agreed over Russian objections": they came to nothing.
PASSED_OVER = frozenset({"despite", "over"})
REPORTERS = frozenset({"me", "my"})


def find_doubt(candidate: Candidate, view: View, known: Resolved) -> str:
    """Why it is doubtful that a verbal event, or the promise of an act to come, makes a commitment, or that a deed was done; "" for nothing."""
    promised = candidate.event in FUTURE and candidate.status == "future"
    if candidate.event == "SUPPORT" and not promised:
        # What is signed stands behind the word for it; "signed, along with others, a pact" hides it.
        hidden = candidate.content is None and view.text[candidate.trigger.end :].lstrip()[:1] in (",", ";", ":", ".")
        named = stem(view.tokens[candidate.token].lemma) not in load_ledger_words().signing and is_only_named(
            candidate, view
        )
        return doubt_maker(candidate, view, known) or (
            "it does not say what" if hidden else ONLY_NAMED if named else ""
        )
    if candidate.event not in VERBAL and not promised:
        return ONLY_NAMED if is_only_named(candidate, view) else ""
    return (
        doubt_maker(candidate, view, known)
        or _doubt_saying(candidate, view, known)
        or _doubt_content(candidate, view, _list_own(candidate, view, known), known)
    )


def _list_own(c: Candidate, view: View, known: Resolved) -> frozenset[int]:
    """The words of the sentence that call the maker, or anybody of his country."""
    codes = {r.actor.code for f in c.actor for r in f.references if r.actor.code}
    called = {t.i: known.actors.get((view.sentence.sequence, t.i), ()) for t in view.tokens}
    return frozenset(i for i, refs in called.items() if any(r.actor.code in codes and r.kind in PARTS for r in refs))


def _doubt_saying(c: Candidate, view: View, known: Resolved) -> str:
    """What speaks against the word's telling of a saying at all."""
    words = load_ledger_words()
    token = view.tokens[c.token]
    if c.rule == READER:
        least = PLAIN if view.is_verb(c.token) else PLAIN_NOUN
        if view.hints.likely(c.token, c.event) < least or token.tag in ("DT", "RB", "UH"):
            return "hardly a saying"
    will = any(x.tag == "MD" for x in view.children[c.token])
    # "Expressed regret": any word of the trigger tells it.
    called = {stem(t.lemma) for t in view.tokens if c.trigger.start <= t.start < c.trigger.end}
    if c.event in ENDING and called & words.done and not will:
        return "it was done there and then, or is only thought"
    if c.event == "REQUEST" and stem(token.lemma) in words.advice:
        return "a suggestion"
    if c.event in FUTURE and (_is_only_named(view, token) or c.condition is not None):
        return "it is only foreseen"
    if _was_planned(view, token):
        return "it was only meant once"
    if c.event in ALIKE and token.tag == "VBG" and has_helper(view, token.i, "be") and not _performs(token):
        return "it is under way"
    if _is_asked_of_reporter(view, token, known):
        return "it is asked of the reporter"
    if c.event == "REJECT" and token.tag in NOUN_TAGS and view.tokens[token.head].lemma in PASSED_OVER:
        return FUTILE
    if c.event == "AGREE" and token.tag in NOUN_TAGS and stem(token.lemma) in words.agreement:
        codes = {r.actor.code for f in (*c.actor, *c.recipient) for r in f.references}
        if len(codes) < 2:
            return "with whom is not known"
    return _doubt_mood(c, view, token) or _doubt_teller(c, view, token, known)


def _doubt_teller(c: Candidate, view: View, token: Token, known: Resolved) -> str:
    """What speaks against an act to come that no word of saying tells: it is only thought, or another says it of its doer."""
    if _performs(token) or not view.is_verb(token.i):
        return ""
    if _is_mere_schedule(view, token, known):
        return "nobody says that he will"
    if _is_said_from_outside(c):
        return "another says it of its maker"
    child, above = next(((x, y) for x, y in view.ancestors(token.i) if x.function in TOLD), (token, token))
    if child is above:
        return ""
    if stem(above.lemma) in load_ledger_words().thought:
        return "it is only thought"
    codes = {r.actor.code for f in c.actor for r in f.references if r.actor.code}
    called = [known.actors.get((view.sentence.sequence, link.dependent), ()) for link in view.links(above.i, "subject")]
    tellers = {r.actor.code for refs in called for r in refs if r.kind in PARTS - {"press"} and r.actor.code}
    return "another says it of its maker" if codes and tellers and not codes & tellers else ""


def _is_mere_schedule(view: View, token: Token, known: Resolved) -> bool:
    """Whether the narrator tells what will be: in passing ("the senator who will leave"), where somebody will be, or of a thing ("talks will resume")."""
    if not any(x.tag == "MD" and x.lemma in ("shall", "will") for x in view.children[token.i]):
        return False
    subjects = [x for x in view.children[token.i] if x.function == "subject"]
    things = [x for x in subjects if x.tag in ("NN", "NNS")]
    called = any(r.kind in PARTS for x in things for r in known.actors.get((view.sentence.sequence, x.i), ()))
    return token.function == "relative" or token.lemma == "be" or (bool(things) and not called)


def _is_asked_of_reporter(view: View, token: Token, known: Resolved) -> bool:
    """Whether something is asked of who writes the report, or how he is to call his source."""
    asked = [
        view.tokens[link.dependent] for slot in ("object", "passive_subject") for link in view.links(token.i, slot)
    ]
    asked += [x for x in view.children[token.i] if x.function in ("object", "passive_subject", "indirect")]
    if any(t.lemma in load_classes().unnamed for t in asked):
        return True
    near = {x.text.lower() for t in asked for x in (t, *view.children[t.i])}
    if near & REPORTERS and not known.voices_at(token.start):
        return True
    called = [x for x in view.children[token.i] if x.lemma in load_classes().naming and x.i > token.i]
    return not asked and any(y.function == "passive_auxiliary" for x in called for y in view.children[x.i])


def _is_said_from_outside(c: Candidate) -> bool:
    """Whether those to whom it is ascribed do not speak for its maker: "the president will sign, a senator said"."""
    makers = {r.actor.sector[0] for f in c.actor for r in f.references if r.actor.sector}
    tellers = [r for r in c.attribution if r.kind in PARTS - {"press"}]
    return bool(makers and tellers) and all(r.actor.sector and r.actor.sector[0] in OUTSIDERS - makers for r in tellers)


def _performs(token: Token) -> bool:
    """Whether a word is one for saying, and not for the act that is said to come."""
    return token.lemma in load_vouching().performing


def _is_only_named(view: View, token: Token) -> bool:
    """Whether an act to come is but named, and the nearest verb does not say that somebody announced it: "predicted a withdrawal"."""
    if token.tag not in NOUN_TAGS:
        return False
    above = (t for _, t in view.ancestors(token.i) if _performs(t) or (view.is_verb(t.i) and not _is_aim(view, t)))
    nearest = next(above, None)
    return nearest is None or not _performs(nearest)


def _was_planned(view: View, token: Token) -> bool:
    """ "One day they were going to return", "was due to meet him": what somebody meant to do once."""
    planned = next((t for t in (token, view.tokens[token.head]) if t.lemma in load_classes().planned), None)
    if planned is None:
        return False
    above = view.tokens[planned.head]
    return any(x.lemma == "be" and x.tag == "VBD" for x in (above, *view.children[planned.i]))


def _doubt_mood(c: Candidate, view: View, token: Token) -> str:
    """What speaks against its having been said: it is a habit, a question, still to be said, or denied."""
    words = load_ledger_words()
    below = view.children[token.i]
    above = view.tokens[token.head]
    if any(stem(x.lemma) in words.habit for x in below) or _is_taken_up(view, token):
        return "a habit"
    # The word before "that" is a surer witness than the parser: "concerns and criticism that Chad urged".
    said = [view.tokens[x.i - 1] for x in below if x.lemma == "that" and x.i > 0]
    if any(t.tag in NOUN_TAGS and stem(t.lemma) in words.claim for t in said):
        return "it is only claimed"
    beside = any(x.lemma in ("as", "when", "while") and x.function in ("adverb", "marker") for x in below)
    if beside and token.tag == "VBD" and token.function == "adverbial" and has_helper(view, above.i, "have"):
        return "it is told as history"
    if c.event == "REQUEST" and any(
        x.lemma == "whether" and x.function == "marker" for y in below for x in view.children[y.i]
    ):
        return "a question"
    governors = [token, above, *(view.tokens[link.dependent] for link in view.links(token.i, "governor"))]
    denied = any(x.function == "negation" for t in governors for x in view.children[t.i])
    if c.event == "REJECT" and token.tag == "JJ" and denied:
        return "it is denied"
    if not view.is_verb(token.i) or not any(x.tag == "TO" and x.function == "auxiliary" for x in below):
        return ""
    held = token.function == "open_clause" and stem(above.lemma) in words.unsaid
    held = held or any(
        x.lemma in ("enough", "too")
        for y in (above, *view.children[above.i])
        for x in (y, *view.children[y.i])
        if x.i < token.i
    )
    return "it was not said yet" if token.function in AIMS or held else ""


def _is_taken_up(view: View, token: Token) -> bool:
    """ "Has started asking", "has taken to asking": what is said again and again."""
    if token.tag != "VBG" or token.function not in ("open_clause", "prep_clause"):
        return False
    above = view.tokens[token.head]
    taken = above.lemma == "to" and view.tokens[above.head].lemma in load_classes().taking_to
    return taken or above.lemma in load_classes().starting


def _doubt_content(c: Candidate, view: View, own: frozenset[int], known: Resolved) -> str:
    span = c.content or c.act
    if span is None:
        return "it does not say what"
    inside = [t for t in view.tokens if span.start <= t.start < span.end]
    numbers = {t.i for t in inside}
    heads = [t for t in inside if t.head not in numbers or t.head == t.i]
    if not heads:
        return "it does not say what"
    if any(view.is_verb(t.i) and _is_counterfactual(view, t) for t in heads):
        return "it would have been"
    anchors = {c.token, *c.ties.bound, *c.ties.holders}
    within = c.token in numbers and all(t.i != c.token for t in heads) and view.tokens[c.token].function not in HELPERS
    head = next((t for t in heads if view.is_verb(t.i)), heads[0])
    if within or not _belongs(view, head.i, anchors):
        return "its content belongs to another word"
    if len(inside) == 1 and (
        (head.i == c.token and head.tag in NOUN_TAGS) or stem(head.lemma) in load_ledger_words().vague
    ):
        return "it does not say what"
    # "The missiles, which it vowed to shoot down": its object stands outside; so does what is to be done in "ordered the camp to be closed".
    left = c.event == "REQUEST" and _lacks_subject(view, view.tokens[c.token], head, numbers)
    left = left or any(
        x.tag in ("WDT", "WP") and x.function == "object" and x.i not in numbers for x in view.children[head.i]
    )
    if left or _only_points(c, view, head, inside):
        return "it does not say what"
    return _doubt_act(c, view, head, own, known) if view.is_verb(head.i) else _doubt_thing(c, view, head, inside)


def _lacks_subject(view: View, token: Token, head: Token, numbers: set[int]) -> bool:
    """Whether a passive content is about something that stands before it."""
    if not any(x.function == "passive_auxiliary" for x in view.children[head.i]):
        return False
    own = {x.i for x in view.children[head.i] if x.function in SUBJECTS or x.function == "passive_subject"}
    things = {x.i for x in view.children[token.i] if x.function == "object" and x.tag in ("NN", "NNS")}
    return not own & numbers and bool((own | things) - numbers)


def _only_points(c: Candidate, view: View, head: Token, inside: Sequence[Token]) -> bool:
    """Whether all that a content names was named before: "block the deal", "the inquiry", "replace him in Chad", "do more"."""
    words = load_ledger_words()
    said = [t for t in inside if t.i != c.token]
    named = [t for t in said if t.tag in NOUN_TAGS or t.tag == "PRP"]
    act = view.is_verb(head.i)
    if not named:
        return act and all(stem(t.lemma) in words.vague | words.plain for t in said)
    if act and any(t.tag == "PRP" and t.function == "object" and t.head == head.i for t in named):
        others = (t for t in named if t.tag != "PRP")
        return all(t.tag in PROPER for t in others) and not any(
            t.text.lower().endswith(("self", "selves")) for t in named
        )
    noun = named[0]
    if (
        len(named) > 1
        or noun.tag not in ("NN", "NNS")
        or (act and stem(noun.lemma) not in words.reference | words.vague | words.agreement)
    ):
        return False
    below = [x for x in view.children[noun.i] if inside[0].i <= x.i <= inside[-1].i]
    return any(x.lemma in DEFINITE for x in below) and all(x.function == "determiner" for x in below)


def _belongs(view: View, i: int, anchors: set[int]) -> bool:
    """Whether token `i` hangs on one of the words for an act, or on the verb whose object that is, and is not what is done beside it."""
    if anchors & {i, *(parent.i for _, parent in view.ancestors(i))}:
        for child, parent in view.ancestors(i):
            if parent.i in anchors:
                return child.function != "conjunct"
            if parent.function in AIMS and view.is_verb(parent.i) and not _is_aim(view, parent):
                return False
        return True
    above = {parent.i for _, parent in view.ancestors(i)}
    for anchor in anchors:
        for child, parent in view.ancestors(anchor):
            if parent.i == i or (parent.i in above and child.function in CARRIED):
                return True
            if child.function not in CARRIED:
                break
    return False


def _is_aim(view: View, token: Token) -> bool:
    return any(x.tag == "TO" and x.function == "auxiliary" for x in view.children[token.i])


def _is_counterfactual(view: View, verb: Token) -> bool:
    return has_helper(view, verb.i, "have") and any(c.tag == "MD" for c in view.children[verb.i])


def _doubt_act(c: Candidate, view: View, verb: Token, own: frozenset[int], known: Resolved) -> str:
    """What speaks against a verb's being something that somebody will do, or is to do."""
    words = load_ledger_words()
    helpers = [x for x in view.children[verb.i] if x.function in ("auxiliary", "passive_auxiliary")]
    modal = next((x for x in helpers if x.tag == "MD"), None)
    subject = next((x for x in view.children[verb.i] if x.function in SUBJECTS and x.i < verb.i), None)
    if verb.i == c.token:
        return ""
    if modal is None and (verb.tag in FINITE or any(x.tag in FINITE for x in helpers)):
        # "Demanded that Chad leave" is told in the bare form; of REQUEST a past may be a parser's mistake for it.
        return "" if c.event == "REQUEST" and verb.tag == "VBP" else "it tells how things are"
    if c.event == "REJECT" and stem(verb.lemma) in words.telling:
        return "nothing but words is refused"
    if modal is not None and modal.lemma in CHANCES and any(x.function == "expletive" for x in view.children[verb.i]):
        return "it tells what may come"
    if modal is None or subject is None:
        return ""
    called = known.actors.get((view.sentence.sequence, subject.i), ())
    party = any(r.kind in PARTS for r in called)
    if c.event == "REQUEST" and modal.lemma == "should" and not party and _is_asked_by_should(c, view):
        return "it tells how things should be"
    thing = subject.tag in ("NN", "NNS") and not party
    if c.event == "REQUEST" and subject.function == "subject" and (thing or stem(verb.lemma) in words.being):
        return "it tells how things should be"
    named = bool(own) and subject.i not in own and subject.tag != "PRP" and subject.function == "subject"
    told = {stem(x.lemma) for x in (verb, *view.children[verb.i]) if x is verb or x.function == "complement"}
    if modal.lemma in CHANCES and named:
        return "it tells what may come"
    if named and not told & words.suffering and stem(verb.lemma) in words.being:
        return "it tells how things are or will be"
    if named and not told & words.suffering and c.event == "THREATEN":
        return "another's act"
    return ""


def _is_asked_by_should(c: Candidate, view: View) -> bool:
    """Whether nothing but "should" tells that something is asked: "said that", not "urged that"."""
    return c.rule.startswith("request-should") or view.tokens[c.token].lemma == "should"


def _doubt_thing(c: Candidate, view: View, head: Token, inside: Sequence[Token]) -> str:
    """What speaks against a noun's being something that somebody will do, or is to do."""
    words = load_ledger_words()
    above = view.tokens[head.head]
    if (
        above.head == c.token
        and view.tokens[c.token].lemma in load_classes().pressing
        and above.lemma in TOPICS | {"into"}
    ):
        return "it was brought about" if above.lemma == "into" else "it only tells about what"
    parties = {f.token for f in (*c.actor, *c.recipient) if any(r.kind in PARTS for r in f.references)}
    if head.i in parties or (head.tag in PROPER and len(inside) <= 3):
        return "it does not say what"
    above = next((t for _, t in view.ancestors(head.i) if view.is_verb(t.i)), head)
    if above.i > c.token and above.function == "clause":
        return "it tells how things are" if above.tag in FINITE else "its content is cut off"
    if c.event == "REJECT" and stem(head.lemma) in words.claim:
        return "what is said is denied"
    # "Rejected the Russian demand" tells which one, "rejected its demand" does not.
    said = [t for t in inside if t.tag not in PROPER and t.i != c.token]
    matter = [w for t in said if (w := stem(t.lemma)).isalpha() and w not in words.plain]
    if not matter and not words.pronouns & {stem(t.lemma) for t in inside}:
        return "it does not say what"
    if c.event == "REJECT" and stem(head.lemma) in words.telling:
        return "nothing but words is refused"
    alone = not any(
        (x.i > head.i and x.i != c.token) or (x.tag in NAMED and x.tag != "PRP$") for x in view.children[head.i]
    )
    if alone and (
        stem(head.lemma) in words.reference | words.vague | words.agreement or head.tag in ("PRP", "CD", "DT")
    ):
        return "it does not say what"
    return ""
