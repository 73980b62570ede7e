"""Words around what matters: frames (`they get`, `can they do`), fillers (`thx`, `pls`), and who moves what."""

from dataclasses import dataclass

from bot.language.phrase_index import PhraseIndex
from bot.language.vocabulary import word_table
from bot.language.word_list import TRANSLATED, VERB_LAST, WordList

_WORDS = word_table("phrases")
SUBJECTS = _WORDS.words("subjects")
"""Pronouns a clause may begin with."""

COUNTERPARTS = _WORDS.words("counterparts")
"""Nouns for the other side."""

JOINERS = _WORDS.words("joiners")
FEELING_VERBS = _WORDS.words("feeling_verbs")
"""Verbs that move nothing: a clause with one is a reason or a remark."""

FILLERS = _WORDS.words("fillers")
_OURS = _WORDS.words("ours")
_WILL_SUBJECTS = _WORDS.words("will_subjects")
_LIGHT_VERBS = _WORDS.meanings("light_verbs")
_CHANGING_PARTICLES = _WORDS.groups("changing_particles")
_AUXILIARIES = _WORDS.words("auxiliaries")
_PARTICIPLES = _WORDS.words("participles") | _AUXILIARIES
_INFINITIVE = _WORDS.words("infinitive")
_PERFECT = frozenset({"have", "has", "had"})
_PERSONS = _WORDS.words("persons")
_US = _WORDS.words("us")
_PARTICLES = _WORDS.words("particles")
_TRAILING = FILLERS | _WORDS.words("trailing")
_LEADING = (FILLERS | _WORDS.words("leading")) - _WORDS.words("meaningful_leaders")
_MEANINGFUL_FILLERS = _WORDS.words("meaningful_fillers")
_BEFORE_AMOUNT = _WORDS.words("before_amount")
_BEFORE_AMOUNT_APART = _WORDS.words("before_amount_apart")
_BEFORE_GOODWILL = _WORDS.words("before_goodwill")
_BEFORE_OF_GOODWILL = _WORDS.words("before_of_goodwill")
_LEADS = PhraseIndex(_WORDS.phrases("leads"))
_CONSENT = PhraseIndex(_WORDS.phrases("consent"))
_PROMISES = PhraseIndex(_WORDS.phrases("promises"))
_FRAME_SUBJECTS = SUBJECTS | {"it"}
_GIVING = frozenset(word for word, kind in _LIGHT_VERBS.items() if kind == "giving")
_FRAMING = _LEADS.first_words | SUBJECTS | COUNTERPARTS | _LEADING | _GIVING
_MOST_FRAMES = 4
"""`so they said yes to give us` has three."""


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
    while first < after and low[after - 1] in _TRAILING:
        # `legal ok` means something, `5% off, ok` does not.
        if low[after - 1] in _MEANINGFUL_FILLERS and not words.gaps[after - 1]:
            break
        after -= 1
    while first < after and low[first] in _LEADING:
        first += 1
    if framed and (low[first] in _FRAMING or low[first + 1] == "agreed"):
        first = _skip_frames(words, first, after)
    return first, after


def _skip_frames(words: WordList, first: int, after: int) -> int:
    """The word after the frames that a part begins with (`so they said yes to give us`)."""
    low = words.low
    for _ in range(_MOST_FRAMES):
        may_frame = low[first] in _FRAMING or low[first + 1] == "agreed"
        if not may_frame or first >= after:
            break
        next_first = _skip_frame(words, first, after)
        if next_first == first:
            break
        first = next_first
    return first


def _skip_frame(words: WordList, first: int, after: int) -> int:
    low = words.low
    if low[first] in _LEADING:
        return first + 1
    if low[first + 1] == "agreed":
        end = _skip_agreed(words, first)
        if end > first:
            return end if end < after else first
    if low[first] in COUNTERPARTS:
        return _skip_noun_frame(words, first, after)
    if low[first + 1] in SUBJECTS and _kind_of_light_verb(words, first, ours=False) == "giving":
        # `dafür gibt er eine Referenz`
        end = _skip_person(words, first + 2)
        return end if end < after else first
    if low[first] in SUBJECTS:
        frame = parse_frame(words, first)
        return min(frame.after, after) if frame is not None else first
    return _skip_lead(words, first, after)


def _skip_noun_frame(words: WordList, first: int, after: int) -> int:
    """`landlord threw in 3 bays`: a noun for the other side frames as a pronoun does, where its verb only gives."""
    verb = _skip_auxiliaries(words, first + 1)
    kind = _kind_of_light_verb(words, verb, ours=False)
    if kind not in ("giving", "throwing"):
        return first
    end = verb + 2 if kind == "throwing" else _skip_person(words, verb + 1)
    return end if end < after else first


def _skip_agreed(words: WordList, first: int) -> int:
    """`Acme agreed to`, `client agreed`; a pronoun before `agreed` is a frame of its own."""
    if words.low[first + 2] in ("to", "on"):
        return first + 3
    if words.low[first] in COUNTERPARTS:
        return first + 2
    return first


def _skip_lead(words: WordList, first: int, after: int) -> int:
    end = _LEADS.find_end(words, first, after)
    if end == after or words.low[end] not in _PARTICLES:
        return end
    # `give up exclusivity` means something else than `give exclusivity`; `give them back-up` does not.
    names_person = end > first + 1 and words.low[end - 1] in _PERSONS
    return end if names_person else first


def parse_frame(words: WordList, i: int) -> Frame | None:
    """The subject, auxiliaries and light verb from `i`; a verb with content of its own stays with what follows."""
    low = words.low
    subject = low[i]
    if subject not in _FRAME_SUBJECTS:
        return None
    ours = subject in _OURS
    promised = subject in _WILL_SUBJECTS or low[i + 1] == "will"
    liked = _skip_would_like(words, i)
    if liked > i:
        # Who would like something is who gets it.
        return Frame(not ours, "want", _skip_person(words, liked), promised)
    at = _skip_auxiliaries(words, i + 1)
    if words.flags & VERB_LAST and low[at] in _PERFECT:
        last = _LIGHT_VERBS.get(low[_end_of_segment(words, at) - 1], "")
        if last in ("giving", "getting"):
            # `wir haben 10 % gegeben`
            return Frame(ours == (last == "giving"), low[at], _skip_person(words, at + 1), promised)
        # `wir haben die Einrichtung erlassen`
        return Frame(ours, low[at], at + 1, promised, content=True)
    after_promise = _PROMISES.find_end(words, at)
    after_consent = _CONSENT.find_end(words, after_promise)
    at_verb = _skip_auxiliaries(words, after_consent)
    promised = promised or after_promise > at
    verb = low[at_verb]
    kind = _kind_of_light_verb(words, at_verb, ours=ours)
    if kind == "throwing":
        return Frame(ours, verb, at_verb + 2, promised)
    if kind:
        gives = ours == (kind == "giving")
        return Frame(gives, verb, _skip_person(words, at_verb + 1), promised)
    if after_consent > after_promise:
        return Frame(ours, "agreed", at_verb, promised)
    return Frame(ours, verb, at_verb, promised, content=True)


def _end_of_segment(words: WordList, i: int) -> int:
    """The word before which something separates or joins what follows."""
    while i < words.count and not words.gaps[i] and words.low[i] not in JOINERS:
        i += 1
    return i


def is_moving_verb(word: str) -> bool:
    """Whether a word only says that something is given or got."""
    return _LIGHT_VERBS.get(word) in ("giving", "getting")


def _kind_of_light_verb(words: WordList, at: int, *, ours: bool) -> str:
    """What the verb at `at` says of who gives: `giving`, `getting`, `wanting`, `throwing`; "" where it says more."""
    kind = _LIGHT_VERBS.get(words.low[at], "")
    following = words.low[at + 1]
    if following in _CHANGING_PARTICLES.get(kind, ()):
        return ""
    if kind == "throwing":
        return kind if following == "in" else ""
    if kind == "wanting":
        # What they want is no frame: `they want` begins an ask of theirs.
        return kind if ours else ""
    return kind


@dataclass(frozen=True, slots=True)
class MovingVerb:
    """A verb that only moves something: whether it gives or gets, whom it names (`us`, `them`, ""), and the word
    after."""

    kind: str
    whom: str
    after: int


def find_moving_verb(words: WordList, at: int) -> MovingVerb | None:
    """The verb at `at` (`got`, `gave them`), where it only gives or gets."""
    kind = _kind_of_light_verb(words, at, ours=True)
    if kind not in ("giving", "getting"):
        return None
    person = words.low[at + 1]
    whom = ""
    if person in _PERSONS:
        whom = "us" if person in _US else "them"
    return MovingVerb(kind, whom, _skip_person(words, at + 1))


def find_first_moving_verb(words: WordList, first: int) -> MovingVerb | None:
    """The moving verb that a line begins with, after who moves something."""
    at = words.skip(first, FILLERS)
    if words.low[at] in SUBJECTS:
        at = _skip_auxiliaries(words, at + 1)
    return find_moving_verb(words, at)


def _skip_would_like(words: WordList, i: int) -> int:
    """The word after `we would like`, `we 'd like` or `we'd like`; `i` where there is none of them."""
    low = words.low
    if low[i + 1] in ("would", "'d") and low[i + 2] == "like":
        return i + 3
    if low[i].endswith("'d") and low[i + 1] == "like":
        return i + 2
    return i


def _skip_auxiliaries(words: WordList, i: int) -> int:
    low = words.low
    while low[i] in _AUXILIARIES or (low[i] in _PERFECT and _is_participle(low[i + 1])):
        if low[i] == "to" and not _is_infinitive(words, i):
            break
        i += 1
    return i


def _is_infinitive(words: WordList, i: int) -> bool:
    """Whether a `to` is that of a verb: `auf Standgeld verzichten` has one of several words that are read as `to`."""
    return not words.flags & TRANSLATED or words.typed(i, i + 1).lower() in _INFINITIVE


def _is_participle(word: str) -> bool:
    # Four letters are too few: `need`, `seed`.
    is_regular = len(word) > 4 and word.endswith("ed")
    return is_regular or word in _PARTICIPLES


def _skip_person(words: WordList, i: int) -> int:
    """The word after `us`, `them to`, `to`."""
    low = words.low
    if low[i] in _PERSONS:
        i += 1
    # `to use` is what they get: `we give them to use the API`.
    is_infinitive = low[i] == "to" and low[i + 1] != "use" and _is_infinitive(words, i)
    return i + 1 if is_infinitive else i


def start_of_amount(words: WordList, start: int, at: int) -> int:
    """Where the phrase ends whose cost or worth follows at `at`: before `at a`, `which`, `it would`, `our`."""
    low = words.low
    while at > start and low[at - 1] in _BEFORE_AMOUNT and not words.gaps[at]:
        before = at - 1
        if low[before] in _BEFORE_AMOUNT_APART and not _is_apart(words, before):
            break
        at = before
    return at


def _is_apart(words: WordList, i: int) -> bool:
    """Whether something separates a word from what is before it: punctuation, a joiner, another such word."""
    if words.gaps[i]:
        return True
    before = words.low[i - 1]
    return before in _BEFORE_AMOUNT or before in JOINERS


def start_of_goodwill(words: WordList, start: int, at: int) -> int:
    """Where `as a small`, `out of`, `sign of` begin before `goodwill` at `at`."""
    low = words.low
    while at > start and not words.gaps[at] and low[at - 1] in _BEFORE_GOODWILL:
        if low[at - 1] == "of" and low[at - 2] not in _BEFORE_OF_GOODWILL:
            break
        at -= 1
    return at
