"""What comes back: `for …`, `in return`, `against`, and clauses whose subject moves something (`we get …`)."""

from bot.language import phrases
from bot.language.clauses.line import ASK, CONCEDE, FOR, IF, REST, WHAT, WHY, Walk, is_end
from bot.language.counterparts import names_a_counter, phrase_after, sure_counter
from bot.language.days import parse_day


def in_return_for(line: Walk, at: int, i: int) -> int:
    return line.cut(FOR, at, i, sure=True)


def in_return(line: Walk, at: int, i: int) -> int:
    """`in return` on its own: what follows comes back; at the end it only closes what came before."""
    if i >= line.words.count:
        return line.cut(REST, at, i)
    return line.cut(FOR, at, i, sure=True)


def against(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i][:1] == "#":
        return ref(line, at, i)
    if line.role in (IF, WHY) and not words.gaps[at]:
        return 0
    if (
        words.low[at - 1] in _AGAINST_NOUNS
        or words.low[i] in _COMPARED
        or (words.low[i][:1].isdigit() and is_end(words, i + 1))
    ):
        return 0
    return line.cut(FOR, at, i, sure=True)


_AGAINST_NOUNS = frozenset(
    "protection insurance indemnity guarantee guarantees claims claim cover coverage hedge safeguard measured "
    "offset benchmark benchmarked discriminate insure indemnify protect protected".split()
)


_COMPARED = frozenset(
    "list last now today market current currently budget previous prior today's standard before plan".split()
)


def for_(line: Walk, at: int, i: int) -> int:
    """A counter-thing, unless the words say how long, for whom or what for."""
    words = line.words
    if i >= words.count:
        return 0
    if words.low[i][0] == "#":
        return ref(line, at, i)
    if words.low[i] in _GOODWILL_WORDS:
        return 0
    if (
        line.goodwill
        and line.role is REST
        and line.empty(at)
        and not sure_counter(phrase_after(words, i))
    ):
        return line.cut(WHY, at, i)
    if _inside_clause(line, at, i) or _asks_for(line, at):
        return 0
    if not (names_a_counter(words, at, i, line.start) or _dated_deed(line, i)):
        return 0
    if line.role is FOR and (line.sure or sure_counter(words.low[line.start : at])):
        return 0
    return line.cut(FOR, at, i)


_GOODWILL_WORDS = {"goodwill", "good"}


def _dated_deed(line: Walk, i: int) -> bool:
    """`for a start on 4 January`: what somebody begins by a day of its own; `for the launch` says what it is for. What
    begins `zum 4. Januar` has that day as its term, with any article or none."""
    words, low = line.words, line.words.low
    deed = i + (low[i] in _ONE or low[i] == "the")
    if low[deed] not in _DEEDS or parse_day(words, deed + 2, line.calendar) is None:
        return False
    return words.typed(deed + 1, deed + 2).casefold() == "zum" or (
        low[i] != "the" and low[deed + 1] in _BY_A_DAY
    )


_ONE = frozenset("a an ein eine einen einer".split())
_DEEDS = frozenset(
    "start kickoff kick-off go-live golive rollout roll-out launch delivery lieferung einführung".split()
)
_BY_A_DAY = frozenset("on by before from am bis ab vor".split())


def _inside_clause(line: Walk, at: int, i: int) -> bool:
    """In a condition or a reason a plain `for` belongs to it, unless something separates them."""
    if line.role not in (IF, WHY) or line.words.gaps[at]:
        return False
    return not (
        at > line.start + 1 and sure_counter(phrase_after(line.words, i)) and _after_day(line, at)
    )


def _after_day(line: Walk, at: int) -> bool:
    return line.role is IF and any(
        (found := parse_day(line.words, j, line.calendar)) is not None and found.after == at
        for j in range(max(line.start, at - 3), at)
    )


def _asks_for(line: Walk, at: int) -> bool:
    """`/ask for a case study`, `/ask ask them for …`: the item itself."""
    if line.command is not ASK or line.what is not None or line.role is not WHAT:
        return False
    return line.empty(at) or (at <= line.start + 4 and line.words.low[at - 1] in _ASKING)


_ASKING = {
    "ask",
    "asking",
    "asked",
    "looking",
    "look",
    "request",
    "requesting",
    "hoping",
    "push",
    "pushing",
    "go",
    "chance",
}


def ref(line: Walk, at: int, i: int) -> int:
    """`for #3`, or `#3` where no noun before it owns the number."""
    words = line.words
    digits = words.low[i][1:]
    if not digits.isdigit() or not digits.isascii() or len(digits) > 6:
        return 0
    if at == i and not (words.gaps[i] or line.empty(i)):
        return 0
    line.ref = int(digits)
    return line.cut(REST, at, i + 1)


def subject(line: Walk, at: int, _i: int) -> int:
    """`they get …`, `we give …`, `they sign …`: whose part it is decides whether it is the item or what comes back."""
    words = line.words
    if not _may_switch(line, at):
        return 0
    frame = phrases.parse_frame(words, at)
    if frame is None or frame.after >= words.count:
        return 0
    if frame.verb in phrases.FEELING_VERBS or words.low[at] == "it":
        return line.cut(WHY, at, at) if words.gaps[at] and not line.empty(at) else 0
    own = frame.ours == (line.command is CONCEDE) or _may(line, at, frame)
    if own:
        return _own_part(line, at, frame)
    return line.cut(FOR, at, frame.after, sure=True)


def _may(line: Walk, at: int, frame: phrases.Frame) -> bool:
    """`they can cancel …` after `/concede`: leave to do something is a give; `we can cancel …` is a get."""
    return (
        line.what is None
        and line.command is not ASK
        and line.words.low[at + 1] in ("can", "may")
        and frame.content
    )


def _own_part(line: Walk, at: int, frame: phrases.Frame) -> int:
    line.promised = line.promised or frame.promised
    if line.role is WHAT and not line.empty(at):
        return 0
    return line.cut(REST, at, frame.after)


def _may_switch(line: Walk, at: int) -> bool:
    words = line.words
    before = words.low[at - 1] if at else ""
    if words.gaps[at] or at == line.start:
        return line.role not in (IF, WHY) or at > line.start
    if line.leading() and at >= line.start + 2:
        return before not in _NO_SWITCH
    return before in phrases.JOINERS and line.role not in (IF, WHY)


_NO_SWITCH = frozenset(
    "and or that says say said confirm confirms agree agrees think thinks once when if until till what before "
    "after how which the because".split()
)


def to(line: Walk, at: int, i: int) -> int:
    """`…, to Acme`: the party named, only where it stands apart."""
    words = line.words
    if (
        not words.gaps[at]
        or (line.what is None and line.empty(at))
        or not is_end(words, i + 1)
        or i >= words.count
    ):
        return 0
    name = words.typed(i, i + 1)
    if not name[0].isupper() or (name.isupper() and len(name) > 4):
        return 0
    line.to = name
    return line.cut(REST, at, i + 1)


def then(line: Walk, at: int, i: int) -> int:
    return line.cut(WHAT, at, i) if line.leading() and not line.empty(at) else 0
