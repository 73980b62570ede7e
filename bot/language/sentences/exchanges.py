"""What a sentence about business does as a whole: its clauses put together, with what is given and what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from bot.language.sentences.clauses import Clause, TieKind, split_clauses
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.fixed_order import FixedOrderJudge
from bot.language.sentences.free_order import FreeOrderJudge
from bot.language.sentences.grammar import ClauseGrammar
from bot.language.sentences.readings import Label

MOST_NAMED = 6
"""Words of a thing that a question asks for by its bare name: `12% off?`."""
_TALK = frozenset({Deed.STATES, Deed.REFUSES, Deed.THREATENS, Deed.CHANGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a sentence does, where its clauses show it. `giving` and `getting` are the clauses that say what is given
    and what comes back; `condition` is the clause on which the give hangs."""

    label: Label
    explicit: bool = False
    giving: Doing | None = None
    getting: Doing | None = None
    condition: Doing | None = None
    could_tie: bool = False
    """Whether a word stands in it that could tie a give to a get."""
    is_polite: bool = False
    """Whether a condition was left out that is none: `if that helps`."""

    @property
    def is_named(self) -> bool:
        """Whether what is given is named by a phrase: `net 60 works for us`."""
        giving = self.giving
        return giving is not None and not giving.verb and giving.part is not None


class ClausesRead(NamedTuple):
    """What the clauses of a text do, one by one and as a whole; None where they leave that open."""

    doings: Sequence[Doing] = ()
    exchange: Exchange | None = None


def read_exchange(text: str, lower: str, grammar: ClauseGrammar, role: str) -> ClausesRead:
    """What a text in lower case does by its clauses."""
    clauses = split_clauses(lower, grammar)
    serious = [clause for clause in clauses if not _is_idle(clause, lower, grammar)]
    doings = judge_clauses(serious, text, lower, grammar, role)
    exchange = _Weigher(lower, grammar, doings).weigh() if doings else None
    if exchange is not None:
        exchange = _with_ties(exchange, clauses, grammar, is_polite=len(serious) < len(clauses))
    return ClausesRead(doings, exchange)


def _with_ties(
    exchange: Exchange, clauses: Sequence[Clause], grammar: ClauseGrammar, *, is_polite: bool
) -> Exchange:
    """The exchange, with whether a word in it could tie a give to a get."""
    tying = grammar.words("could_tie")
    # An `and` may put what we want against what they do; beside a give it only goes on.
    any_link = exchange.label in (Label.OFFER, Label.ASK)
    links = None if any_link else grammar.words("turns")
    could_tie = any(
        clause.tie is not TieKind.NONE
        or (clause.link and (links is None or not links.isdisjoint(clause.link.split())))
        or not tying.isdisjoint([token.word for token in clause.tokens])
        for clause in clauses
    )
    if not could_tie and not is_polite:
        return exchange
    return replace(exchange, could_tie=could_tie, is_polite=is_polite)


def _is_idle(clause: Clause, lower: str, grammar: ClauseGrammar) -> bool:
    """Whether a clause is no more than polite: `if that helps`."""
    if clause.tie not in (TieKind.IF, TieKind.UNLESS):
        return False
    words = lower[clause.start : clause.end].strip(" ,.")
    return grammar.pattern("idle_conditions").fullmatch(words) is not None


def judge_clauses(
    clauses: Sequence[Clause], text: str, lower: str, grammar: ClauseGrammar, role: str
) -> list[Doing]:
    """What each clause of a text does, in their order; reasons are left out."""
    sort_of_judge = FreeOrderJudge if grammar.verbs_anywhere else FixedOrderJudge
    judge = sort_of_judge(text, lower, grammar, role)
    doings: list[Doing] = []
    for clause in clauses:
        first_link = clause.link.split(" ")[0]
        if clause.tie is TieKind.NONE and first_link in grammar.words("reasons"):
            continue
        doings.append(judge.judge(clause, doings[-1] if doings else None))
    return doings


class _Weigher:
    """Puts the clauses of one sentence together."""

    def __init__(self, lower: str, grammar: ClauseGrammar, doings: Sequence[Doing]) -> None:
        self._lower, self._grammar, self._doings = lower, grammar, doings
        conditions = [doing for doing in doings if doing.clause.tie is not TieKind.NONE]
        self._condition = conditions[0] if conditions else None
        self._conditions = conditions
        self._main = [doing for doing in doings if doing.clause.tie is TieKind.NONE]
        self._giving = self._find_giving()
        self._getting = _first(self._main, Deed.GETS)

    def weigh(self) -> Exchange | None:
        """What the whole does; None where the clauses leave that open."""
        for look in (
            self._weigh_condition,
            self._weigh_two_sides,
            self._weigh_promise,
            self._weigh_agreement,
            self._weigh_one_side,
        ):
            exchange = look()
            if exchange is not None:
                return exchange
        return None

    def _find_giving(self) -> Doing | None:
        """The first clause that gives and says what: `let me sweeten that: free returns` gives the returns, and `the
        deposit, forget it` the deposit."""
        found = [doing for doing in self._main if doing.deed is Deed.GIVES]
        for doing in found:
            if not self._says_only_that(doing):
                return doing
        if not found:
            return None
        for doing in self._main:
            is_before = doing.clause.end <= found[0].clause.start
            if (
                doing.deed is Deed.NAMES
                and is_before
                and doing.clause.sentence == found[0].clause.sentence
            ):
                return replace(found[0], part=doing.part, words="", is_whole=False)
        return found[0]

    def _says_only_that(self, doing: Doing) -> bool:
        """Whether what it gives is no more than a word for what is said beside it: `I'll do it`."""
        words = doing.words or (self._lower[slice(*doing.part)] if doing.part else "")
        left = set(words.lower().strip(" ,.!").split()) - {doing.verb}
        return left <= self._grammar.words("pronouns")

    def _weigh_condition(self) -> Exchange | None:
        condition = self._condition
        if condition is None:
            return None
        if condition.clause.tie is TieKind.PREMISE:
            return self._weigh_premise(condition)
        if self._is_threatened(condition):
            return Exchange(label=Label.ASK, getting=condition)
        if self._giving is not None:
            return self._weigh_tied_give(condition, self._giving)
        if self._getting is not None:
            return self._weigh_tied_get(condition, self._getting)
        return self._weigh_other_condition(condition)

    def _weigh_tied_give(self, condition: Doing, giving: Doing) -> Exchange:
        if condition.clause.tie is TieKind.THING and condition.part is None:
            # `in return, we'd like …`: what comes back is said by a clause of its own.
            return _tie(giving, self._getting or condition, condition)
        return _tie(giving, condition, condition)

    def _weigh_tied_get(self, condition: Doing, getting: Doing) -> Exchange:
        """What we want under a condition: for what we would do, for what they wish, or an ask all the same. What we
        keep as it is where they do something is a give: `we keep the price if you order today`."""
        keeps = getting.verb in self._grammar.words("keeps_as_it_is")
        if keeps and condition.subject is Subject.SPOKEN_TO and condition.clause.tie is TieKind.IF:
            return _tie(getting, condition, condition)
        if self._wishes(condition):
            return _tie(condition, getting, condition)
        ours = [each for each in self._conditions if each.subject is Subject.SPEAKER]
        if ours and ours[0].deed in (Deed.GIVES, Deed.UNKNOWN, Deed.STATES, Deed.CHANGES):
            return _tie(ours[0], getting, getting)
        is_theirs = condition.subject is Subject.SPOKEN_TO and condition.deed is Deed.GIVES
        if is_theirs and not ours and condition.clause.tie is not TieKind.UNLESS:
            return _tie(None, getting, condition)
        return Exchange(label=Label.ASK, getting=getting)

    def _weigh_other_condition(self, condition: Doing) -> Exchange | None:
        """What an agreement, a refusal or a change does that hangs on something."""
        is_ours = condition.subject is Subject.SPEAKER
        agreeing = _first(self._main, Deed.AGREES)
        if not is_ours and agreeing is not None:
            names_give = (
                bool(agreeing.part or agreeing.words) and agreeing.subject is Subject.SPEAKER
            )
            return _tie(agreeing if names_give else None, condition, condition)
        refusing = _first(self._main, Deed.REFUSES)
        if refusing is not None:
            return self._weigh_refusal(condition, refusing)
        hanging = self._find_hanging(condition)
        if hanging is None or condition.is_negative:
            return None
        return _tie(hanging, condition, condition)

    def _weigh_refusal(self, condition: Doing, refusing: Doing) -> Exchange | None:
        """`unless you confirm, we can't hold the price` gives; `we can't sign unless …` only wants."""
        is_unless = condition.clause.tie is TieKind.UNLESS
        is_closing = refusing.verb in self._grammar.words("keeps_doing_without")
        is_closing = is_closing or condition.clause.link in self._grammar.words("without_it")
        if is_unless and not is_closing:
            return _tie(refusing, condition, condition)
        if is_unless or condition.is_negative:
            return Exchange(label=Label.ASK, getting=condition)
        return None

    def _find_hanging(self, condition: Doing) -> Doing | None:
        """What hangs on a condition in its sentence though it is no give by itself: a change, a thing, or beside
        `if you …` what we do, whatever it is."""
        sentence = [
            doing for doing in self._main if doing.clause.sentence == condition.clause.sentence
        ]
        hanging = _first(sentence, Deed.CHANGES) or _first(sentence, Deed.NAMES)
        is_theirs = condition.subject is Subject.SPOKEN_TO
        if hanging is not None or not (is_theirs or condition.clause.tie is TieKind.THING):
            return hanging
        for doing in sentence:
            is_ours = doing.subject is Subject.SPEAKER and doing.deed is Deed.STATES
            is_said = doing.part is not None or bool(doing.words)
            if is_ours and is_said and not doing.is_negative:
                return doing
        return None

    def _weigh_premise(self, condition: Doing) -> Exchange | None:
        """`what if we …`, `suppose we …, could you …`."""
        following = [each for each in self._doings if each is not condition]
        if condition.subject is not Subject.SPEAKER:
            given = self._giving or _first(following, Deed.GIVES)
            if given is not None:
                return _tie(given, condition, condition)
            asks = condition.subject is Subject.SPOKEN_TO
            return Exchange(label=Label.ASK, getting=condition) if asks else None
        wanted = self._getting or _first(following, Deed.GETS)
        is_taken = condition.verb in self._grammar.words("takes") and wanted is None
        if condition.deed is Deed.GETS or is_taken:
            if self._giving is not None:
                return _tie(self._giving, condition, condition)
            return Exchange(label=Label.ASK, getting=condition)
        if wanted is not None:
            return _tie(condition, wanted, wanted)
        return Exchange(label=Label.GIVE, giving=condition)

    def _is_threatened(self, condition: Doing) -> bool:
        """`if you don't sign, we walk`."""
        clause, is_theirs = condition.clause, condition.subject is Subject.SPOKEN_TO
        if _first(self._main, Deed.THREATENS) is not None:
            return is_theirs or clause.tie is TieKind.UNLESS
        if clause.tie is not TieKind.IF or not condition.is_negative:
            return False
        return is_theirs and self._giving is None

    def _wishes(self, condition: Doing) -> bool:
        """`if you want us to hold the date`: what hangs on it is what we want for that."""
        clause = condition.clause
        words = self._lower[clause.start : clause.end].strip()
        return self._grammar.pattern("wishes_of_theirs").match(words) is not None

    def _weigh_two_sides(self) -> Exchange | None:
        """A give and a get beside each other."""
        giving, getting = self._giving, self._getting
        given_for_taken = self._find_given_for_taken()
        if giving is not None and given_for_taken is not None:
            return _tie(given_for_taken, giving, giving)
        taken = self._find_taken()
        if giving is not None and taken is not None and getting is None:
            return Exchange(label=Label.OFFER, explicit=True, giving=self._giving, getting=taken)
        named = self._find_named_commitment()
        if giving is not None and named is not None and getting is None:
            return Exchange(label=Label.OFFER, explicit=True, giving=giving, getting=named)
        turned = self._find_turn()
        if giving is not None and turned is not None and getting is None:
            return _tie(giving, turned, turned)
        if giving is None:
            giving = self._find_own_part() or self._find_turned_gift()
        if giving is None or getting is None:
            return None
        return Exchange(
            label=Label.OFFER,
            explicit=self._are_put_against(giving, getting),
            giving=giving,
            getting=getting,
        )

    def _are_put_against(self, giving: Doing, getting: Doing) -> bool:
        """Whether a word puts a give and a get of one sentence against each other."""
        first, second = sorted((giving, getting), key=_start_of)
        if first.clause.sentence != second.clause.sentence:
            return False
        links = second.clause.link.split()
        if not self._grammar.words("turns", "main_openers").isdisjoint(links):
            return True
        if self._grammar.pattern("proposes").search(self._lower, 0, first.clause.start):
            # `how about this: you take all six, we waive the haulage`
            return True
        is_thing = first is getting and second.subject is Subject.OTHERS
        return (first.is_imperative or is_thing) and bool(links)

    def _find_named_commitment(self) -> Doing | None:
        """A commitment by its bare name, for which something is given: `a 10% deposit and the date is yours`."""
        for doing, following in pairwise(self._main):
            promises = self._grammar.words("promises")
            is_promise = not promises.isdisjoint(following.clause.link.split())
            if doing.deed is not Deed.NAMES or following is not self._giving or not is_promise:
                continue
            words = [token.word for token in doing.clause.tokens]
            if not self._grammar.words("commitments").isdisjoint(words):
                return doing
        return None

    def _find_own_part(self) -> Doing | None:
        """What we do beside what they do: `we pay the freight, you pay the duties`."""
        getting = self._getting
        if getting is None or getting.subject is not Subject.SPOKEN_TO or getting.clause.asks:
            return None
        for doing in self._main:
            is_beside = doing.clause.sentence == getting.clause.sentence
            is_ours = doing.subject is Subject.SPEAKER and doing.deed is Deed.CHANGES
            if is_beside and is_ours:
                return doing
        return None

    def _find_turned_gift(self) -> Doing | None:
        """A gift by its bare name that something is put against: `12 instead of 14, but then we need it by Monday`."""
        getting, named = self._getting, _first(self._main, Deed.NAMES)
        if getting is None or named is None or named.clause.start > getting.clause.start:
            return None
        turns = not self._grammar.words("turns").isdisjoint(getting.clause.link.split())
        return named if turns and self._is_a_gift(named) else None

    def _find_taken(self) -> Doing | None:
        """What they are told to take for what the speaker gives: `take two sites and I'll drop the fee`."""
        if self._giving is None or not self._giving.is_imperative:
            return None
        for doing in self._main:
            is_done = doing.deed in (Deed.GIVES, Deed.CHANGES, Deed.STATES) and doing.verb
            gives = is_done and doing.subject is Subject.SPEAKER and not doing.is_negative
            if gives and not self._grammar.words("promises").isdisjoint(doing.clause.link.split()):
                taken, self._giving = self._giving, doing
                return taken
        return None

    def _find_given_for_taken(self) -> Doing | None:
        """What the speaker gives in the same breath for what is taken: `I'll take the lamps and give you the rest`."""
        for before, doing in pairwise(self._main):
            takes = before.verb in self._grammar.words("takes")
            gives = doing.verb in self._grammar.words("gives_away") and doing.clause.link
            are_ours = before.subject is Subject.SPEAKER and doing.subject is Subject.SPEAKER
            if takes and gives and are_ours:
                return doing
        return None

    def _find_turn(self) -> Doing | None:
        """What changes against a give: `I could drop the fee, but then the storage comes out`."""
        for doing in self._main:
            clause = doing.clause
            if self._giving is None or clause.start < self._giving.clause.start:
                continue
            links = [*clause.link.split(), clause.tokens[0].word]
            # `but then the storage comes out`, `but mixed pallets are out then`
            said = {*links[1:], clause.tokens[-1].word}
            is_then = not self._grammar.words("main_openers").isdisjoint(said)
            turns = links[0] in self._grammar.words("turns")
            if turns and is_then and doing.deed is Deed.CHANGES:
                return doing
        return None

    def _weigh_promise(self) -> Exchange | None:
        """What they get for doing what they are told: `match their price and we go with you`."""
        getting = self._getting
        if getting is None or getting.clause.asks:
            return None
        if not getting.is_imperative and getting.subject is not Subject.SPOKEN_TO:
            return None
        for doing in self._main:
            follows = doing.clause.start > getting.clause.start and not doing.is_imperative
            is_beside = doing.clause.sentence == getting.clause.sentence
            links = doing.clause.link.split()
            is_promised = not self._grammar.words("promises").isdisjoint(links)
            is_promised = is_promised or doing.clause.follows_break
            if follows and is_beside and is_promised and _may_be_promised(doing):
                return Exchange(label=Label.OFFER, explicit=True, giving=doing, getting=getting)
        return None

    def _weigh_agreement(self) -> Exchange | None:
        agreeing = _first(self._main, Deed.AGREES)
        if agreeing is None:
            return None
        giving, getting = self._giving, self._getting
        if getting is not None and not getting.clause.asks:
            links = getting.clause.link.split()
            turned = not self._grammar.words("turns").isdisjoint(links)
            if turned or getting.subject is not Subject.NONE:
                return Exchange(label=Label.OFFER, explicit=turned, getting=getting)
        is_given = giving is not None and bool(giving.part or giving.words)
        is_handed = giving is not None and giving.is_imperative
        if giving is not None and is_given and (is_handed or self._goes_beyond(giving, agreeing)):
            return Exchange(label=Label.GIVE, giving=giving)
        return Exchange(label=Label.ACCEPT)

    def _goes_beyond(self, giving: Doing, agreeing: Doing) -> bool:
        """Whether a give says more than the agreement beside it: not `the price is fine, let's do it`, `deal, I'll sign
        tomorrow`."""
        if giving.verb:
            return giving.verb not in self._grammar.verbs("closes")
        clause = giving.clause
        if self._grammar.pattern("suits").search(self._lower, clause.start, clause.end):
            return False
        return giving.clause.start > agreeing.clause.start

    def _weigh_one_side(self) -> Exchange | None:
        """A give, an ask, or talk alone."""
        giving = self._giving or self._find_named_give()
        if giving is not None:
            return Exchange(label=Label.GIVE, giving=giving)
        if self._getting is not None:
            return Exchange(label=Label.ASK, getting=self._getting)
        named = _first(self._main, Deed.NAMES)
        if named is not None:
            exchange = self._weigh_name(named)
            if exchange is not None:
                return exchange
        free = self._find_free_of_charge()
        if free is not None:
            return Exchange(label=Label.GIVE, giving=free)
        deeds = {doing.deed for doing in self._main} - {Deed.UNKNOWN}
        if deeds and deeds <= _TALK:
            return Exchange(label=Label.OTHER)
        return None

    def _weigh_name(self, named: Doing) -> Exchange | None:
        """What a thing by its bare name is: asked for with a `please`, a question, an `or else`, given where the words
        around it say so, else open."""
        is_asked = named.clause.asks and named is self._doings[-1]
        if is_asked and len(named.clause.tokens) <= MOST_NAMED:
            return Exchange(label=Label.ASK, getting=named)
        if named.clause.asks and self._is_granted_after(named):
            return Exchange(label=Label.GIVE, giving=named)
        if self._is_wished_for(named):
            return Exchange(label=Label.ASK, getting=named)
        if not named.clause.asks and self._is_a_gift(named):
            return Exchange(label=Label.GIVE, giving=named)
        return None

    def _find_free_of_charge(self) -> Doing | None:
        """A change that costs them nothing: `the warranty runs five years, at no extra cost`."""
        changing = _first(self._main, Deed.CHANGES)
        if changing is None or changing.clause.asks:
            return None
        begin, end = self._sentence_of(changing)
        free = self._grammar.pattern("free_of_charge").search(self._lower, begin, end)
        return changing if free is not None else None

    def _is_granted_after(self, named: Doing) -> bool:
        """Whether the sentence after a question says yes to it: `48 hours instead of 72? Sure, no problem.`"""
        _, end = self._sentence_of(named)
        answer = self._lower[end:].strip(" ?!.,")
        return self._grammar.pattern("opens_consent").match(f"{answer} ") is not None

    def _is_wished_for(self, named: Doing) -> bool:
        """`better terms on returns, please`, `24 months, otherwise no deal`, `10% off if possible`."""
        wishing = self._grammar.words("please", "otherwise")
        for doing in self._doings:
            if doing.clause.sentence != named.clause.sentence:
                continue
            said = {token.word for token in doing.clause.tokens}
            if not wishing.isdisjoint(said) or not wishing.isdisjoint(doing.clause.link.split()):
                return True
        begin, end = self._sentence_of(named)
        return self._grammar.pattern("wished_for").search(self._lower, begin, end) is not None

    def _is_a_gift(self, named: Doing) -> bool:
        """`ten percent off, just for you`, `three months free`; not `10% off for us`."""
        begin, end = self._sentence_of(named)
        frame = self._grammar.pattern("gift_frames").search(self._lower, begin, end)
        if frame is not None and frame.start() > named.clause.tokens[0].start:
            return True
        return (
            self._grammar.pattern("gifts").search(self._lower, named.clause.start, named.clause.end)
            is not None
        )

    def _sentence_of(self, doing: Doing) -> tuple[int, int]:
        """Where the sentence of a clause begins, and where it ends with what was left out of it as a reason."""
        later = [
            each.clause.opens_at
            for each in self._doings
            if each.clause.sentence > doing.clause.sentence
        ]
        begin = min(
            each.clause.opens_at
            for each in self._doings
            if each.clause.sentence == doing.clause.sentence
        )
        return begin, min(later, default=len(self._lower))

    def _find_named_give(self) -> Doing | None:
        """What is granted by a yes and its name: `ok fine, 12% off`."""
        for doing in self._main:
            if doing.deed is not Deed.NAMES or doing.clause.asks:
                continue
            sentence = doing.clause.sentence
            begin = min(
                each.clause.opens_at for each in self._doings if each.clause.sentence == sentence
            )
            begin = self._begin_of_consent(begin)
            words = self._lower[begin : doing.clause.end].strip()
            consent = self._grammar.pattern("opens_consent").match(words)
            if consent is not None and consent.end() > 0 and any(map(str.isdigit, words)):
                return doing
        return None

    def _begin_of_consent(self, begin: int) -> int:
        """Where a yes begins that is a sentence of its own before that place: `Fine. 30 days.`"""
        before = [doing for doing in self._doings if doing.clause.end <= begin]
        if before and before[-1].deed in (Deed.UNKNOWN, Deed.AGREES):
            return before[-1].clause.opens_at
        return begin


def _first(doings: Sequence[Doing], deed: Deed) -> Doing | None:
    return next((doing for doing in doings if doing.deed is deed), None)


def _tie(giving: Doing | None, getting: Doing, condition: Doing) -> Exchange:
    return Exchange(
        label=Label.OFFER, explicit=True, giving=giving, getting=getting, condition=condition
    )


def _start_of(doing: Doing) -> int:
    return doing.clause.start


def _may_be_promised(doing: Doing) -> bool:
    """Whether they may be told that for what they do: we agree or do something, or a thing changes."""
    if doing.is_negative or doing.is_talk:
        return False
    is_ours = doing.deed in (Deed.AGREES, Deed.STATES) and doing.subject is Subject.SPEAKER
    return is_ours or doing.deed is Deed.CHANGES
