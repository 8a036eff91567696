"""Comes in: a Trial and the events found in its texts. Goes out: its faults, each as (cause, words); none is a pass."""

from collections.abc import Sequence
from itertools import permutations

from behaviour.cases import Want
from behaviour.perturb import Trial
from dragoman.record.event import Event
from dragoman.record.mention import Actor

SECTORS = frozenset(
    "GOV JUD LEG MIL COP SPY PRM REB UAF PTY OPP ELI BUS LAB AGR CVL REF JRN EDU MED REL SOC CRM PRE UNK".split()
)
# What the codebook makes of a future event of these types; of all others the status becomes future.
TO_COME = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE")
TO_COME_MODES = {("RETREAT", m): "CONCEDE" for m in ("withdraw", "release", "ceasefire")}
STATUS = {"negate": "negated", "if": "hypothetical"}

Fault = tuple[str, str]
Line = tuple[object, ...]


def judge_trial(trial: Trial, base: Sequence[Event], changed: Sequence[Event] | None) -> list[Fault] | None:
    """The faults of a trial; None where it is void: a pair whose plain text gave no event of the wanted type to turn or to keep."""
    if trial.kind == "MFT":
        return judge_record(trial, base)
    if not any(fits(w, e) for w in trial.wants for e in base):
        return None
    if trial.kind == "INV":
        return _judge_same(trial, base, changed or ())
    return _judge_turned(trial, base, changed or ())


def judge_record(trial: Trial, events: Sequence[Event]) -> list[Fault]:
    """Hold the record against what is wanted: every wanted event once, and no other but those of `also`."""
    faults, left, missed = _pair_up(list(trial.wants), list(events))
    extra = [e for e in left if not any(fits(Want(event=a), e) for a in trial.also)]
    for want in missed:
        instead = f"{name(extra[0])} ‘{extra.pop(0).trigger.text}’" if extra else "nothing"
        faults.append(("type" if instead != "nothing" else "missed", f"{want.event} wanted, {instead} found"))
    cause = "no event wanted" if not trial.wants else "extra event"
    return faults + [(cause, f"{name(e)} ‘{e.trigger.text}’") for e in extra]


def _pair_up(wants: list[Want], events: list[Event]) -> tuple[list[Fault], list[Event], list[Want]]:
    """Pair wanted with found events of their type so that the fewest faults remain: faults, events left over, wants missed."""
    if not wants:
        return [], events, []
    want, *rest = wants
    faults, left, missed = _pair_up(rest, events)
    best = (faults, left, [want, *missed])
    for i, event in enumerate(events):
        if event.event in read_event(want.event):
            faults, left, missed = _pair_up(rest, events[:i] + events[i + 1 :])
            option = (judge_event(want, event) + faults, left, missed)
            if _cost(option) < _cost(best):
                best = option
    return best


def _cost(option: tuple[list[Fault], list[Event], list[Want]]) -> tuple[int, int]:
    return len(option[2]), len(option[0])


def judge_event(want: Want, event: Event) -> list[Fault]:
    """The faults of one event."""
    faults: list[Fault] = []
    if not fits(want, event):
        faults.append(("mode", f"{want.event} wanted, {name(event)} found"))
    if want.status != "any" and event.status not in want.status.split("|"):
        faults.append(("status", f"{want.status} wanted, {event.status} found"))
    for role, patterns, found in (("actor", want.actor, event.actor), ("recipient", want.recipient, event.recipient)):
        if patterns is not None and not _same_people(patterns, found):
            faults.append((role, f"{_list(patterns)} wanted, {_list([_show(a) for a in found])} found"))
    for field, wanted in (("date", want.date), ("enddate", want.enddate)):
        value = getattr(event, field)
        if wanted is not None and (value.isoformat() if value else "none") != wanted:
            faults.append((field, f"{wanted} wanted, {value} found"))
    if want.deadline_date and (not event.deadline or str(event.deadline.date) != want.deadline_date):
        faults.append(("deadline", f"{want.deadline_date} wanted, {event.deadline} found"))
    for field, words in want.words:
        faults += _judge_words(field, words, event)
    return faults


def fits(want: Want, event: Event) -> bool:
    """Whether type and mode are among those wanted."""
    modes = read_event(want.event).get(event.event)
    return modes is not None and (modes == {"*"} or (event.mode or "-") in modes)


def name(event: Event) -> str:
    """TYPE/mode of an event."""
    return event.event + (f"/{event.mode}" if event.mode else "")


def read_event(pattern: str) -> dict[str, set[str]]:
    """`A/x|y|B` as {A: {x, y}, B: {*}}; a type without a mode takes any, `-` is no mode."""
    types: dict[str, set[str]] = {}
    last = ""
    for part in pattern.split("|"):
        if part[0].isupper():
            last, _, mode = part.partition("/")
            types.setdefault(last, set()).add(mode or "*")
        else:
            types[last].add(part)
    return types


def _same_people(patterns: tuple[str, ...], found: tuple[Actor, ...]) -> bool:
    if patterns == ("any",):
        return True
    if len(patterns) != len(found):
        return False
    return any(all(map(_is, patterns, order)) for order in permutations(found))


def _is(pattern: str, actor: Actor) -> bool:
    """`EUR|BEL GOV`: one of these codes, and the sector among the found ones; `---` is no known country."""
    for part in pattern.split():
        options = set(part.split("|"))
        if options <= SECTORS:
            if not options & set(actor.sector):
                return False
        elif (actor.code or "---") not in options:
            return False
    return True


def _judge_words(field: str, words: str, event: Event) -> list[Fault]:
    if field == "attribution":
        found = " ".join(a.entity_text for a in event.attribution)
    else:
        value = getattr(event, field)
        found = value.text if value else ""
    wanted, have = _plain(words), _plain(found)
    if words == "any" or (not wanted and not have):
        return []
    long = len(have.split()) > 2 * len(wanted.split()) + 4
    if wanted and wanted in have and not long:
        return []
    return [(field, f"‘{words}’ wanted, ‘{found}’ found")]


def _judge_same(trial: Trial, base: Sequence[Event], changed: Sequence[Event]) -> list[Fault]:
    wanted = [_line(e, dict(trial.renamed), dict(trial.redated)) for e in base]
    return _compare(wanted, [_line(e, {}, {}) for e in changed])


def _judge_turned(trial: Trial, base: Sequence[Event], changed: Sequence[Event]) -> list[Fault]:
    """Only type or status of the wanted event turn as the codebook says, or, with `roles`, only the codes."""
    wanted = []
    for event in _without(trial.also, trial.wants, base):
        line = list(_line(event, dict(trial.renamed), dict(trial.redated))[:5])
        if trial.change != "roles" and any(fits(w, event) for w in trial.wants):
            turned = TO_COME.get(event.event) or TO_COME_MODES.get((event.event, event.mode or ""))
            if trial.change == "future" and turned:
                line[:3] = [turned, None, "actual"]
            else:
                line[2] = STATUS.get(trial.change or "", "future")
        wanted.append(tuple(line))
    return _compare(wanted, [_line(e, {}, {})[:5] for e in _without(trial.also, trial.wants, changed)])


def _without(also: Sequence[str], wants: Sequence[Want], events: Sequence[Event]) -> list[Event]:
    """The events without those that the case merely lets pass."""

    def passes(event: Event) -> bool:
        return any(fits(Want(event=a), event) for a in also) and not any(fits(w, event) for w in wants)

    return [e for e in events if not passes(e)]


def _line(event: Event, renamed: dict[str, str], redated: dict[str, str]) -> Line:
    """What two records are compared by: type, mode, status, the two parties, the days, and which words were found."""

    def people(actors: tuple[Actor, ...]) -> tuple[str, ...]:
        return tuple(sorted(" ".join([renamed.get(a.code or "", a.code or "---"), *a.sector]) for a in actors))

    def day(value: object) -> str:
        return redated.get(str(value), str(value))

    return (
        event.event,
        event.mode,
        event.status,
        people(event.actor),
        people(event.recipient),
        day(event.date),
        day(event.enddate),
        event.content is not None,
        event.condition is not None,
        event.deadline is not None,
        people(event.attribution),
    )


NAMES = "type mode status actor recipient date enddate content condition deadline attribution".split()


def _compare(wanted: list[Line], found: list[Line]) -> list[Fault]:
    """One fault a difference: an event lost or come to it, or the fields that changed in it."""
    gone = [w for w in wanted if w not in found]
    come = [f for f in found if f not in wanted]
    faults: list[Fault] = []
    for line in gone:
        twin = next((c for c in come if c[0] == line[0]), None) or (
            come[0] if come and len(gone) == len(come) else None
        )
        if twin is None:
            faults.append(("event lost", f"{line[0]} {line[2]}"))
            continue
        come.remove(twin)
        faults += [(f"{n} changed", f"{a} → {b}") for n, a, b in zip(NAMES, line, twin, strict=False) if a != b]
    if len(found) != len(wanted) and not gone and not come:
        faults.append(("event doubled", ""))
    return faults + [("event came", f"{line[0]} {line[2]}") for line in come]


def _show(actor: Actor) -> str:
    return " ".join([actor.code or "---", *actor.sector])


def _list(parts: Sequence[str]) -> str:
    return " + ".join(parts) or "nobody"


def _plain(words: str) -> str:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
    return " ".join(words.translate(table).casefold().strip(" .,;:\"'").split())
