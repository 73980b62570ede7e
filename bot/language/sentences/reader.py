"""Reads a draft sentence: what it gives, what it wants, whether the two are tied, or whether it agrees.

The words are scanned for marks from left to right; rules say what the marks show, and where these leave it open the
words are weighed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from bot.language.sentences.clauses import TieKind
from bot.language.sentences.deeds import Doing, Subject
from bot.language.sentences.exchange_parts import ExchangeWording
from bot.language.sentences.exchanges import ClausesRead, read_exchange
from bot.language.sentences.found_exchange import Exchange
from bot.language.sentences.grammar import ClauseGrammar, load_clause_grammar
from bot.language.sentences.guesses import guess_label
from bot.language.sentences.marks import Mark, Turn
from bot.language.sentences.own_refusals import cut_whom_to_tell, find_behind_refusal
from bot.language.sentences.prices import BUYER, HAGGLERS, PriceDirection
from bot.language.sentences.readings import Label, SentenceReading
from bot.language.sentences.rewording import find_parts
from bot.language.sentences.rules import Verdict, judge_by_rules, says_plain_no
from bot.language.sentences.utterances import (
    CleanText,
    Utterance,
    clean_sentence,
    has_mark,
    parse_clean_text,
)
from bot.language.sentences.weighing import SHARING_ROLES, weigh_words

_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")
_TIMES = frozenset({"when", "until", "after", "once"})
"""Words that say no more than when something happens in talk about one thing for sale."""
_SURE_TIES = (Mark.IF, Mark.UNLESS, Mark.SWAP, Mark.EXCHANGE, Mark.BUT)
_SIDES = 2
LONGEST_ANSWER = 12
"""Words of an answer that only takes what was offered."""
LONGEST_NOD_ALONE = 6
"""Words of a yes that says nothing else."""
MOST_BEFORE_PRICE = 2
"""Words between the beginning of a bid and its price: `do it for 150`."""
WITH_PARTS = frozenset({Label.GIVE, Label.OFFER, Label.ASK})
"""What a sentence does by which something is given or got."""


def read_sentence(text: str, *, context: Sequence[Turn] = (), role: str = "") -> SentenceReading:
    """What a sentence does. `context` are the turns before it, `role` who speaks: for a `buyer` or a `seller` of one
    thing a bare price is a move, and after other turns their talk has rules of its own."""
    text = cut_whom_to_tell(text)
    cleaned = clean_sentence(text)
    taken = _take_their_price(cleaned, context, role)
    if taken is not None:
        return taken
    reading = _read_cleaned(cleaned, context, role)
    if reading.label in WITH_PARTS and role not in HAGGLERS | SHARING_ROLES:
        reading = _name_missing_parts(cleaned, reading, role)
    if reading.label in WITH_PARTS and role not in HAGGLERS:
        behind = find_behind_refusal(cleaned.text)
        if behind is not None:
            return _read_behind_refusal(reading, behind, context, role)
    return _name_agreed_price(cleaned, reading, role) if reading.label is Label.ACCEPT else reading


def _read_cleaned(cleaned: CleanText, context: Sequence[Turn], role: str) -> SentenceReading:
    """What a text does that was made clean."""
    # The marks of haggling are known in languages whose words are weighed.
    haggles_on = role in HAGGLERS and bool(context) and cleaned.language.is_weighed
    clauses = _Clauses(cleaned, role)
    # In haggling the marks know better: there the clauses are read only where these leave something open.
    found = None if haggles_on else _read_by_clauses(cleaned, clauses.read, context, role)
    if found is not None:
        return found
    utterance = parse_clean_text(cleaned, context, role)
    by_rules = judge_by_rules(utterance, context)
    found = None if haggles_on else _read_with_rules(cleaned, clauses.read, utterance, by_rules)
    if found is not None:
        return found
    verdict = weigh_words(by_rules, utterance, context)
    if haggles_on:
        answered = _read_answer(clauses, utterance, verdict.label, context)
        if answered is not None:
            return answered
    return _read_by_marks(clauses, utterance, verdict)


def _read_behind_refusal(
    reading: SentenceReading, behind: str, context: Sequence[Turn], role: str
) -> SentenceReading:
    """Whatever its words are, what is not given is no give; what follows it may be one."""
    if behind and reading.label is Label.ASK:
        return reading
    rest = _read_cleaned(clean_sentence(behind), context, role) if behind else None
    return (
        rest
        if rest is not None and rest.label is Label.GIVE
        else SentenceReading(label=Label.OTHER)
    )


def _take_their_price(
    cleaned: CleanText, context: Sequence[Turn], role: str
) -> SentenceReading | None:
    """A yes to the figure that they named last, said with that figure: `go on then, 88`."""
    if not context:
        return None
    grammar = load_clause_grammar(cleaned.language.code)
    found = grammar.pattern("yes_to_price").fullmatch(cleaned.lower.strip(" .!"))
    figures = _FIGURE.findall(context[-1].words)
    if found is None or found["price"] not in figures or context[-1].speaker == role:
        return None
    reading = SentenceReading(label=Label.ACCEPT)
    price = found["price"]
    return replace(reading, give=price) if role == BUYER else replace(reading, get=price)


def _name_agreed_price(cleaned: CleanText, reading: SentenceReading, role: str) -> SentenceReading:
    """An agreement with the price that it names: a buyer gives it, anybody else gets it."""
    grammar = load_clause_grammar(cleaned.language.code)
    found = grammar.pattern("agreed_price").search(cleaned.lower)
    if found is None or reading.give or reading.get:
        return reading
    price = cleaned.text[slice(*found.span("before" if found["before"] else "after"))]
    return replace(reading, give=price) if role == BUYER else replace(reading, get=price)


class _Clauses:
    """The clauses of a sentence, read when they are first asked for."""

    def __init__(self, cleaned: CleanText, role: str) -> None:
        self.cleaned, self._role = cleaned, role

    @cached_property
    def read(self) -> ClausesRead:
        """What they do."""
        return _read_clauses(self.cleaned, self._role)


def _read_by_clauses(
    cleaned: CleanText, read: ClausesRead, context: Sequence[Turn], role: str
) -> SentenceReading | None:
    """What a sentence does by its clauses alone; None where the marks might know better."""
    exchange = read.exchange
    if _consents(cleaned, exchange, context):
        return SentenceReading(label=Label.ACCEPT)
    if exchange is not None and _takes_their_offer(exchange, context):
        return SentenceReading(label=Label.ACCEPT)
    guessed = _guess(cleaned, read) if role not in HAGGLERS else None
    if guessed is not None:
        return guessed
    if exchange is not None and exchange.is_weak and _is_guessed_to_be_talk(cleaned, read):
        return SentenceReading(label=Label.OTHER)
    if exchange is None or _may_be_overruled(exchange, role):
        return None
    return _word_exchange(cleaned, exchange)


def _read_with_rules(
    cleaned: CleanText, read: ClausesRead, utterance: Utterance, by_rules: Verdict
) -> SentenceReading | None:
    """What a sentence does by its clauses where the marks do not know better; None where they do."""
    exchange = read.exchange
    is_bare = utterance.role in HAGGLERS and utterance.price is None
    if is_bare and by_rules.label is Label.OTHER:
        guessed = _guess(cleaned, read)
        if guessed is not None:
            return guessed
    if exchange is None or _is_overruled(exchange, by_rules, utterance):
        return None
    if by_rules.explicit and not exchange.explicit:
        exchange = replace(exchange, explicit=True)
    return _word_exchange(cleaned, exchange)


def _read_answer(
    clauses: _Clauses, utterance: Utterance, label: Label, context: Sequence[Turn]
) -> SentenceReading | None:
    """What a sentence does in haggling that answers what was said just before: it takes their offer, or grants what
    they asked for. None where the marks may say it."""
    asked = "?" in context[-1].words
    if label in (Label.OTHER, Label.ACCEPT):
        told = clauses.read.exchange
        if told is not None and _says_more(told, label):
            return _word_exchange(clauses.cleaned, told)
        if label is Label.OTHER and _only_nods(clauses.cleaned, context):
            return SentenceReading(label=Label.ACCEPT)
    is_short = utterance.lower.count(" ") < LONGEST_ANSWER and "?" not in utterance.lower
    if label is Label.OTHER and is_short and not asked:
        taken = clauses.read.exchange
        if taken is not None and _takes_their_offer(taken, context):
            return SentenceReading(label=Label.ACCEPT)
    grants = label is Label.ACCEPT or (label is Label.OTHER and is_short)
    if grants and utterance.price is None and asked:
        granted = clauses.read.exchange
        is_given = granted is not None and granted.label is Label.GIVE
        says_yes = label is Label.OTHER and _says_yes_first(clauses.cleaned, granted)
        if granted is not None and is_given and (granted.is_named or says_yes):
            return _word_exchange(clauses.cleaned, granted)
    return None


def _says_yes_first(cleaned: CleanText, granted: Exchange | None) -> bool:
    """Whether an answer begins with a yes and goes on with what the speaker does: `yes, we can start on Monday`."""
    if granted is None or granted.giving is None or granted.giving.subject is not Subject.SPEAKER:
        return False
    grammar = load_clause_grammar(cleaned.language.code)
    yes = grammar.pattern("opens_consent").match(cleaned.lower)
    return yes is not None and 0 < yes.end() < len(cleaned.lower)


def _says_more(told: Exchange, label: Label) -> bool:
    """Whether the clauses of an answer show more than its marks: that it agrees, or ties a give to a get."""
    if told.label is Label.OFFER:
        # `text me when you're here` only says when.
        is_time = told.condition is not None and told.condition.clause.link in _TIMES
        has_both = told.giving is not None and told.getting is not None
        return told.explicit and has_both and not is_time
    return label is Label.OTHER and told.label is Label.ACCEPT


def _only_nods(cleaned: CleanText, context: Sequence[Turn]) -> bool:
    """Whether a text is no more than a yes to what they just wanted or offered: `sure, no problem`."""
    words = cleaned.lower.strip(" .!")
    if "?" in words or len(words.split()) > LONGEST_NOD_ALONE:
        return False
    grammar = load_clause_grammar(cleaned.language.code)
    nod = grammar.pattern("opens_consent").match(f"{words} ")
    if nod is None or nod.end() < len(words):
        return False
    wanted = _find_exchange(clean_sentence(context[-1].words), "")
    return wanted is not None and wanted.label in WITH_PARTS


def _read_by_marks(clauses: _Clauses, utterance: Utterance, verdict: Verdict) -> SentenceReading:
    """What a sentence does by its marks. The clauses still know better what is given and got where they come to the
    same."""
    label, explicit = verdict
    is_named = label is Label.OFFER or utterance.price is None
    exchange = clauses.read.exchange if is_named and label in WITH_PARTS else None
    if exchange is not None and exchange.label is label:
        return _word_exchange(clauses.cleaned, replace(exchange, explicit=explicit))
    parts = find_parts(utterance, label, explicit=explicit)
    give, get = parts.give, parts.get
    told = clauses.read.exchange
    if label is Label.OFFER and told is not None and not (give and get):
        # One side the clauses may know all the same: `280 covers a day from us, and in return …`.
        worded = _word_exchange(clauses.cleaned, told)
        give = give or (worded.give if worded.give != get else "")
        get = get or (worded.get if worded.get != give else "")
    return SentenceReading(
        label=label,
        explicit=explicit,
        give=give,
        get=get,
        condition=get if explicit else "",
        clause=parts.clause,
        suggestion=parts.suggestion,
    )


def _guess(cleaned: CleanText, read: ClausesRead) -> SentenceReading | None:
    """What a sentence most likely does in which the clauses found neither a give nor an ask; None where that is not
    likely enough, or where they did."""
    doings, exchange = read
    is_open = exchange is None or (exchange.label is Label.OTHER and not exchange.is_sure)
    if not doings or not is_open:
        return None
    label = guess_label(cleaned.lower, doings)
    if label is None or label is Label.OTHER:
        return None
    if label is Label.ACCEPT and says_plain_no(cleaned.lower):
        return None
    if label not in WITH_PARTS:
        return SentenceReading(label=label)
    giving, getting = _guess_parts(label, doings, cleaned)
    found = Exchange(label=label, explicit=label is Label.OFFER, giving=giving, getting=getting)
    return _word_exchange(cleaned, found)


def _guess_parts(
    label: Label, doings: Sequence[Doing], cleaned: CleanText
) -> tuple[Doing | None, Doing | None]:
    """The clauses that most likely say what is given and got, by how they hang together: the longest says the most."""
    grammar = load_clause_grammar(cleaned.language.code)
    doings = [
        _without_pronoun(doing, cleaned.lower, grammar)
        for doing in doings
        if not _is_bare_consent(doing, cleaned.lower, grammar)
    ]
    giving, getting = _choose_parts(label, doings)
    return (
        giving and _without_leading_words(giving, grammar),
        getting and _without_leading_words(getting, grammar),
    )


def _choose_parts(label: Label, doings: Sequence[Doing]) -> tuple[Doing | None, Doing | None]:
    main = [doing for doing in doings if doing.clause.tie is TieKind.NONE]
    conditions = [doing for doing in doings if doing.clause.tie is not TieKind.NONE]
    # `I've talked to the board, we can go down to 4.80`: a figure says more than many words.
    said = max(main, key=_weight_of, default=None)
    if label is Label.OFFER:
        if said is not None and not conditions and len(doings) == _SIDES:
            # `2 years, but then with a price hold`
            first, second = doings
            return (_with_part(first), _with_part(second)) if second.clause.link else (None, None)
        if not conditions:
            return None, None
        # `yes, if you feed the crew`: what is given was said by them.
        return said and _with_part(said), _with_part(conditions[0])
    named = next((doing for doing in doings if doing.part is not None and not doing.verb), said)
    part = _with_part(named) if named is not None else None
    return (part, None) if label is Label.GIVE else (None, part)


def _name_missing_parts(cleaned: CleanText, reading: SentenceReading, role: str) -> SentenceReading:
    """The reading with the clause that most likely says what is given or got, where no part of it was found."""
    needs_give = reading.label is not Label.ASK and not reading.give
    needs_get = reading.label is not Label.GIVE and not reading.get
    if not needs_give and not needs_get:
        return reading
    doings = [doing for doing in _read_clauses(cleaned, role).doings if not doing.is_talk]
    giving, getting = _guess_parts(reading.label, doings, cleaned)
    worded = _word_exchange(cleaned, Exchange(label=reading.label, giving=giving, getting=getting))
    give = worded.give if needs_give and worded.give != reading.get else reading.give
    get = worded.get if needs_get and worded.get != reading.give else reading.get
    return replace(reading, give=give, get=get)


def _is_bare_consent(doing: Doing, lower: str, grammar: ClauseGrammar) -> bool:
    """Whether a clause is no more than a yes: `sure, but then you'd have to unload it`."""
    words = lower[doing.clause.tokens[0].start : doing.clause.end].strip(" ,.!")
    consent = grammar.pattern("opens_consent").match(f"{words} ")
    return consent is not None and consent.end() >= len(words)


def _without_pronoun(doing: Doing, lower: str, grammar: ClauseGrammar) -> Doing:
    """The clause without a part that is no more than a pronoun: `the content is free for you`."""
    said = lower[slice(*doing.part)].strip() if doing.part else ""
    return replace(doing, part=None) if said in grammar.words("pronouns") else doing


def _without_leading_words(doing: Doing, grammar: ClauseGrammar) -> Doing:
    """The clause without who does or wants it, where its part is all of it: `could you look at the price`, `we'd need
    the drawings`."""
    tokens = doing.clause.tokens
    if doing.words or doing.part is None or doing.part[0] != tokens[0].start:
        return doing
    leading = grammar.words("speaker", "spoken_to", "cans", "questioning", "be", "please")
    if doing.subject is Subject.SPEAKER:
        leading |= grammar.verbs("wants")
    rest = [place for place, token in enumerate(tokens) if token.word not in leading]
    if not rest or rest[0] == 0:
        return doing
    return replace(doing, part=(tokens[rest[0]].start, doing.part[1]))


def _weight_of(doing: Doing) -> tuple[bool, int]:
    tokens = doing.clause.tokens
    return any(token.word[:1].isdigit() for token in tokens), len(tokens)


def _with_part(doing: Doing) -> Doing:
    """A clause that says what is given or got, if only by all of its words."""
    if doing.part is not None or doing.words:
        return doing
    clause = doing.clause
    return replace(doing, part=(clause.tokens[0].start, clause.end), verb="")


def _is_guessed_to_be_talk(cleaned: CleanText, read: ClausesRead) -> bool:
    return guess_label(cleaned.lower, read.doings) is Label.OTHER


def _read_clauses(cleaned: CleanText, role: str) -> ClausesRead:
    """What the clauses of a sentence show that it does; nothing in talk about sharing things out, which has its own
    words."""
    if role in SHARING_ROLES:
        return ClausesRead()
    grammar = load_clause_grammar(cleaned.language.code)
    if not grammar.is_known:
        return ClausesRead()
    return read_exchange(cleaned.text, cleaned.lower, grammar, role)


def _find_exchange(cleaned: CleanText, role: str) -> Exchange | None:
    """What the clauses of a sentence show that it does as a whole; None where they leave it open."""
    return _read_clauses(cleaned, role).exchange


def _consents(cleaned: CleanText, exchange: Exchange | None, context: Sequence[Turn]) -> bool:
    """Whether a short yes, and nothing else that moves, answers what they just offered: `perfect, thanks`."""
    if not context or "?" in cleaned.lower or cleaned.lower.count(" ") >= LONGEST_ANSWER:
        return False
    if exchange is not None and exchange.label is not Label.OTHER:
        return False
    grammar = load_clause_grammar(cleaned.language.code)
    if grammar.pattern("opens_consent").match(cleaned.lower) is None:
        return False
    return _is_offer(clean_sentence(context[-1].words))


def _is_offer(said: CleanText) -> bool:
    """Whether a turn put something forward: a give, or figures by themselves (`24 months at 8 %`)."""
    offered = _find_exchange(said, "")
    if offered is None:
        return any(map(str.isdigit, said.text))
    return offered.label in (Label.GIVE, Label.OFFER)


def _takes_their_offer(exchange: Exchange, context: Sequence[Turn]) -> bool:
    """Whether a give only says that what they just offered suits: `June at 4,200 works`. Where they asked for it, it
    gives."""
    if not context or exchange.label is not Label.GIVE or exchange.giving is None:
        return False
    before = clean_sentence(context[-1].words)
    takes = load_clause_grammar(before.language.code).verbs("accepts", "takes")
    if "?" in before.text or (exchange.giving.verb and exchange.giving.verb not in takes):
        return False
    return _is_offer(before)


def _may_be_overruled(exchange: Exchange, role: str) -> bool:
    """Whether the marks might know better than the clauses: in haggling, and where words could tie a give to a get that
    the clauses did not tie."""
    if role in HAGGLERS:
        may_bid = role == BUYER and exchange.label is Label.GIVE
        return may_bid or exchange.label is Label.OTHER or exchange.could_tie
    return exchange.could_tie and not exchange.explicit


def _is_overruled(exchange: Exchange, by_rules: Verdict, utterance: Utterance) -> bool:
    """Whether the marks do know better: where a bare price is put forward, and where they find a tie that the clauses
    do not."""
    if utterance.price is not None and exchange.label is Label.OTHER:
        return True
    is_bid = utterance.role == BUYER and utterance.direction is PriceDirection.AWAY
    if is_bid and exchange.label is Label.GIVE and _names_a_price(exchange, utterance):
        return True
    if not by_rules.explicit or exchange.label is Label.OFFER or exchange.is_polite:
        return False
    # `we'll do it for 5,200`: what stands behind the `for` is the price.
    grammar = load_clause_grammar(utterance.language.code)
    is_priced = grammar.pattern("price_after_for").search(utterance.lower) is not None
    return not (is_priced and not has_mark(utterance.acts, *_SURE_TIES))


def _names_a_price(exchange: Exchange, utterance: Utterance) -> bool:
    """Whether what is given is the price itself: `I can pay 150`; not `I'll add a bonus of 3k`."""
    giving, price = exchange.giving, utterance.price
    if giving is None or giving.part is None or price is None:
        return True
    before = utterance.lower[giving.part[0] : price.start].split()
    return len(before) <= MOST_BEFORE_PRICE


def _word_exchange(cleaned: CleanText, exchange: Exchange) -> SentenceReading:
    grammar = load_clause_grammar(cleaned.language.code)
    return ExchangeWording(cleaned.text, cleaned.lower, grammar).word(exchange)
