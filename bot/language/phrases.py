"""Words around what matters: frames (`they get`, `can they do`), filler (`thx`, `pls`), and who moves what."""

from dataclasses import dataclass

from bot.language.word_list import WordList

SUBJECTS = frozenset(
    "they we she he i you they'll we'll she'll he'll i'll you'll they'd we'd i'd she'd he'd you'd they've we've "
    "i've they're we're theyll theyd theyve weve wed".split()
)
"""Pronouns a clause may begin with."""

COUNTERPARTS = frozenset(
    "client customer buyer seller vendor supplier landlord tenant candidate prospect partner procurement legal acme "
    "other".split()
)
"""Nouns for the other side."""

JOINERS = frozenset("and but so & + while whereas then plus n".split())
FEELING_VERBS = frozenset(
    "want wants wanted wanting need needs needed asked ask asks asking insist insisted insists are is were was am "
    "have has had said say says love loved like liked think know knew feel felt complained worry worried don't "
    "dont didn't didnt can't cant won't couldn't cannot never seem seemed really deserve expect expected hate "
    "hated struggle struggled lost waited missed 're not aren't promised've hope hoped believe trust owe value "
    "care keep kept".split()
)
"""Verbs that move nothing: a clause with one is a reason or a remark."""

_OURS = frozenset("we i we'll i'll we'd i'd we've i've we're weve wed".split())
_WANTING = frozenset("want need would'like wanted needed expect".split())
_AUXILIARIES = frozenset(
    "will would can could might may should shall also just already now then both finally gladly kindly happily "
    "even only still ll going gonna to be all each maybe probably hereby".split()
)
_PARTICIPLES = frozenset(
    "given got agreed gotten done made put taken let cut sent offered received moved signed".split()
)
_CONSENT = tuple(
    (
        "agreed to;agreed on;agree to;agrees to;agreed;are ok with;are okay with;are fine with;"
        "are good with;are happy to;are happy with;are willing to;are open to;are up for;are ready to;"
        "are able to;is ok with;is fine with;is happy to;is willing to;said yes to;said ok to;ok with;"
        "fine with;happy to;willing to;ready to;able to;be ok with;be willing to;be happy to;be able to;"
        "be open to;consented to;gave in on;came around on;came back with;came back on"
    ).split(";")
)
_GIVING = frozenset(
    "do does did give gives gave given giving offer offers offered offering grant".split()
) - {"grant"}
_GETTING = frozenset("get gets got getting gotten receive receives received receiving".split())
_PERSONS = frozenset("us them him her you me ya em 'em".split())
_PROMISES = (
    "promised us to",
    "promised to",
    "promised us",
    "promised",
    "promise to",
    "promise",
    "verbally agreed to",
)
_PARTICLES = frozenset("up back in rid out away over to not off".split())
_LEADS = tuple(
    (
        "give them;give us;give him;give her;give you;give;giving them;giving us;giving;gave them;"
        "gave us;gave;throw in;throwing in;threw in;throws in;thrown in;offer them;offer;offering;"
        "offered them;offered us;offered;do;can they do;can they give us;can they give;can they offer;"
        "can they throw in;can they;could they do;could they give us;could they;would they do;would they;"
        "will they do;will they;can we get them to;can we get;can we have;could we get;could we have;"
        "may we have;can you do;can you;could you do;could you;would you;can we do;how about;what about;"
        "any chance of;any chance they can do;any chance they can;any chance they could;any chance they would;"
        "any chance for;any chance we get;any chance we can get;any chance we could get;any chance;"
        "is there any chance of;possible to get;possible to;is it possible to get;is it possible to;"
        "ask them to do;ask them to;ask them for;ask them if they can;ask for;ask if they can do;"
        "ask if they can;ask they;asking for;asked for;get them to do;get them to;get us;get;getting;"
        "got us;got them to;got;received;receive;agreed to;agreed on;agreed;agree to;agree on;"
        "agreeing to;want them to;want to get;want;need them to;need to get;need;would like them to;"
        "would like;looking for;look for;request for;requesting;let's do;let's;lets;let them have;"
        "hoping for;push for;pushing for;go for;we are asking for;we're asking for;we ask for;them to do;"
        "them to;them for;to get;to do;us giving;us doing;them giving us;them giving;them doing;them;"
        "they do;they;we;have them;make them;that they;that we;are they ok with;are they willing to;"
        "are they open to;are you ok with;do they accept"
    ).split(";")
)
FILLERS = frozenset(
    "pls plz please plse thx thanks tx ty tks thnx fyi btw ok okay k so also hey hi well yes yeah yep lol hmm um "
    "just asap cheers ta kindly urgently urgent soon rn :) :( ;) hello hth imo ftr fwiw np".split()
)
_TRAILING = FILLERS | frozenset(
    "and but or & + then with at so too though tho plus for while as".split()
)
_MEANT = frozenset("ok okay k well yes just so also".split())
"""Filler only after a separator: `legal ok` means something."""

_LEADING_NOISE = (FILLERS - {"asap", "urgent"}) | frozenset("and but then & + plus".split())
_BEFORE_AMOUNT = frozenset(
    "at which that it this will would our their is est estimated prob probably only also and but it's its a with "
    "about approx roughly i.e that's thats should might could be total est.".split()
)
_NEEDS_GAP = frozenset("it this that total is be its a about".split())
_BEFORE_GOODWILL = frozenset(
    "as a an our small nice pure purely just friendly kind full little simple sheer one-off sign token act show "
    "gesture of out in for goodwill this is it's its only".split()
)
_OF = frozenset("sign token act show gesture spirit out".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """A clause's subject and what may be dropped of it: whether we are the giver, its verb, where its content begins.

    `content`: the verb says more than giving or getting, and stays.
    """

    ours: bool
    verb: str
    after: int
    promised: bool
    content: bool = False


def is_filler(word: str) -> bool:
    """Whether a word only greets, thanks or urges."""
    return word in FILLERS


def trim_filler(words: WordList, first: int, after: int, *, framed: bool) -> tuple[int, int]:
    """The part without filler at its ends and, where `framed`, without the frame it begins with."""
    low = words.low
    while (
        low[after - 1] in _TRAILING
        and first < after
        and (low[after - 1] not in _MEANT or words.gaps[after - 1])
    ):
        after -= 1
    while low[first] in _LEADING_NOISE and first < after:
        first += 1
    if framed and (low[first] in _FRAMING or low[first + 1] == "agreed"):
        first = _past_frames(words, first, after)
    return first, after


def _past_frames(words: WordList, first: int, after: int) -> int:
    low = words.low
    for _ in range(4):
        if first >= after or (low[first + 1] != "agreed" and low[first] not in _FRAMING):
            return first
        step = _lead(words, first, after)
        if step == first:
            return first
        first = step
    return first


def _lead(words: WordList, first: int, after: int) -> int:
    low = words.low
    if low[first] in _LEADING_NOISE:
        return first + 1
    if low[first + 1] == "agreed" and low[first + 2] in ("to", "on"):
        return first + 3 if first + 3 < after else first
    if low[first] in SUBJECTS:
        frame = parse_frame(words, first)
        return min(frame.after, after) if frame is not None else first
    if low[first + 1] == "agreed" and low[first] in COUNTERPARTS and first + 2 < after:
        return first + 2
    for rest in _LEAD_WAYS.get(low[first], ()):
        end = first + 1 + len(rest)
        if low[first + 1 : end] == rest and end <= after:
            return (
                first
                if low[end] in _PARTICLES and (not rest or rest[-1] not in _PERSONS) and end < after
                else end
            )
    return first


def parse_frame(words: WordList, i: int) -> Frame | None:
    """The subject, auxiliaries and light verb from `i`; a verb with content of its own stays with what follows."""
    low = words.low
    if low[i] not in SUBJECTS and low[i] != "it":
        return None
    ours, j = low[i] in _OURS, i + 1
    promised = low[i] in ("they'll", "theyll", "she'll", "he'll") or low[j] == "will"
    if low[j] in ("would", "'d") and low[j + 1] == "like":
        return Frame(not ours, "want", _past_person(words, j + 2), promised)
    if low[i].endswith("'d") and low[j] == "like":
        return Frame(not ours, "want", _past_person(words, j + 1), promised)
    j = _past_auxiliaries(words, j)
    j, vowed = _past_ways(words, j, _PROMISE_WAYS)
    j, agreed = _past_ways(words, j, _CONSENT_WAYS)
    j = _past_auxiliaries(words, j)
    verb = low[j]
    if verb in _GETTING and low[j + 1] not in ("rid", "out"):
        return Frame(not ours, verb, _past_person(words, j + 1), promised or vowed)
    if ours and verb in _WANTING:
        return Frame(not ours, verb, _past_person(words, j + 1), promised)
    if verb in _GIVING and low[j + 1] not in _PARTICLES:
        return Frame(ours, verb, _past_person(words, j + 1), promised or vowed)
    if verb in ("throw", "throws", "threw", "throwing", "thrown") and low[j + 1] == "in":
        return Frame(ours, verb, j + 2, promised or vowed)
    return Frame(ours, "agreed" if agreed else verb, j, promised or vowed, content=not agreed)


def _past_auxiliaries(words: WordList, j: int) -> int:
    low = words.low
    while low[j] in _AUXILIARIES or (
        low[j] in ("have", "has", "had") and _is_participle(low[j + 1])
    ):
        j += 1
    return j


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith("ed")) or word in _AUXILIARIES


def _past_ways(words: WordList, j: int, ways: dict[str, tuple[list[str], ...]]) -> tuple[int, bool]:
    for rest in ways.get(words.low[j], ()):
        end = j + 1 + len(rest)
        if words.low[j + 1 : end] == rest:
            return end, True
    return j, False


def _past_person(words: WordList, j: int) -> int:
    low = words.low
    if low[j] in _PERSONS:
        j += 1
    return j + 1 if low[j] == "to" and low[j + 1] != "use" else j


def before_amount(words: WordList, start: int, at: int) -> int:
    """Where the phrase ends whose cost or worth follows: before `at a`, `which`, `it would`, `our`."""
    low = words.low
    while at > start and low[at - 1] in _BEFORE_AMOUNT and not words.gaps[at]:
        before = at - 1
        if low[before] in _NEEDS_GAP and not (
            words.gaps[before] or low[before - 1] in _BEFORE_AMOUNT or low[before - 1] in JOINERS
        ):
            break
        at = before
    return at


def before_goodwill(words: WordList, start: int, at: int) -> int:
    """Where `as a small`, `out of`, `sign of` begin before `goodwill`."""
    low = words.low
    while at > start and not words.gaps[at] and low[at - 1] in _BEFORE_GOODWILL:
        if low[at - 1] == "of" and low[at - 2] not in _OF:
            break
        at -= 1
    return at


def _ways(phrases: tuple[str, ...]) -> dict[str, tuple[list[str], ...]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        found.setdefault(first, []).append(rest)
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}


_LEAD_WAYS = _ways(_LEADS)
_FRAMING = _LEAD_WAYS.keys() | SUBJECTS | _LEADING_NOISE
_CONSENT_WAYS = _ways(_CONSENT)
_PROMISE_WAYS = _ways(_PROMISES)
