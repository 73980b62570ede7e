"""What a sentence about business does as a whole: its clauses put together, with what is given and what comes back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.language.sentences.clauses import Clause, TieKind, split_clauses
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.fixed_order import FixedOrderJudge
from bot.language.sentences.found_exchange import Exchange, find_first, tie_together
from bot.language.sentences.free_order import FreeOrderJudge
from bot.language.sentences.grammar import ClauseGrammar
from bot.language.sentences.readings import Label
from bot.language.sentences.side_by_side import Shares, find_each_share, leave_out_tag
from bot.language.sentences.two_sides import TwoSides

MOST_NAMED = 6
"""Words of a thing that a question asks for by its bare name: `12% off?`."""
_SIDES = frozenset({Subject.SPEAKER, Subject.SPOKEN_TO})
_TALK = frozenset({Deed.STATES, Deed.REFUSES, Deed.THREATENS, Deed.CHANGES})


class ClausesRead(NamedTuple):
    """What the clauses of a text do, one by one and as a whole; None where they leave that open."""

    doings: Sequence[Doing] = ()
    exchange: Exchange | None = None


def read_exchange(text: str, lower: str, grammar: ClauseGrammar, role: str) -> ClausesRead:
    """What a text in lower case does by its clauses. A question at its end that only asks for a yes is left out."""
    whole, lower = lower, leave_out_tag(lower, grammar)
    clauses = split_clauses(lower, grammar)
    serious = [clause for clause in clauses if not _is_idle(clause, lower, grammar)]
    doings = judge_clauses(serious, text, lower, grammar, role)
    if doings:
        shares = find_each_share(lower, grammar)
        if shares is not None:
            return ClausesRead(doings, _share_out(shares, doings))
    is_put_forward = len(lower) < len(whole)
    weigher = _Weigher(lower, grammar, doings, is_put_forward=is_put_forward)
    exchange = weigher.weigh() if doings else None
    if exchange is not None:
        exchange = _with_ties(exchange, clauses, grammar, is_polite=len(serious) < len(clauses))
    return ClausesRead(doings, exchange)


def _share_out(shares: Shares, doings: Sequence[Doing]) -> Exchange:
    """What each side gets, side by side."""
    named = replace(doings[0], deed=Deed.NAMES, words="", verb="")
    return Exchange(
        label=Label.OFFER,
        giving=replace(named, part=shares.give),
        getting=replace(named, part=shares.get),
    )


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
        if clause.tie is TieKind.NONE and _is_reason(clause, grammar):
            continue
        doings.append(judge.judge(clause, doings[-1] if doings else None))
    return doings


def _is_reason(clause: Clause, grammar: ClauseGrammar) -> bool:
    """Whether a clause only says why. Before its verb a `da` means *there*: `da müssten Sie uns entgegenkommen`."""
    if clause.link.split(" ")[0] not in grammar.words("reasons"):
        return False
    turned = grammar.words("cans", "musts", "be", "have", "questioning", "finite")
    return not (grammar.verbs_anywhere and clause.link == "da" and clause.tokens[0].word in turned)


class _Weigher(TwoSides):
    """Puts the clauses of one sentence together."""

    def weigh(self) -> Exchange | None:
        """What the whole does; None where the clauses leave that open."""
        for look in (
            self._weigh_condition,
            self._weigh_two_sides,
            self._weigh_promise,
            self._weigh_permission,
            self._weigh_agreement,
            self._weigh_one_side,
        ):
            exchange = look()
            if exchange is not None:
                return exchange
        return None

    def _weigh_condition(self) -> Exchange | None:
        condition = self._condition
        if condition is None:
            return None
        granted = self._find_granted_before(condition)
        if granted is not None:
            return tie_together(granted, condition, condition)
        if condition.clause.tie is TieKind.PREMISE:
            return self._weigh_premise(condition)
        if self._is_threatened(condition) or self._is_wish_for(condition):
            return Exchange(label=Label.ASK, getting=condition)
        if self._giving is not None:
            return self._weigh_tied_give(condition, self._giving)
        if self._getting is not None:
            return self._weigh_tied_get(condition, self._getting)
        return self._weigh_other_condition(condition)

    def _weigh_tied_give(self, condition: Doing, giving: Doing) -> Exchange:
        if condition.clause.tie is TieKind.THING and condition.part is None:
            # `in return, we'd like …`: what comes back is said by a clause of its own.
            return tie_together(giving, self._getting or condition, condition)
        return tie_together(giving, condition, condition)

    def _weigh_tied_get(self, condition: Doing, getting: Doing) -> Exchange:
        """What we want under a condition: for what we would do, for what they wish, or an ask all the same. What we
        keep as it is where they do something is a give: `we keep the price if you order today`."""
        keeps = getting.verb in self._grammar.words("keeps_as_it_is")
        if keeps and condition.subject is Subject.SPOKEN_TO and condition.clause.tie is TieKind.IF:
            return tie_together(getting, condition, condition)
        is_ours = getting.subject is Subject.SPEAKER and not getting.clause.asks
        if keeps and is_ours and self._is_counterpart(condition):
            # `we keep all horses with you, and for that the farm fee disappears`
            return tie_together(self._with_all_words(getting), condition, condition)
        if self._is_counterpart(condition) and getting.subject is Subject.SPOKEN_TO:
            return tie_together(condition, getting, getting)
        if self._only_instructs(condition, getting):
            return Exchange(label=Label.OTHER, is_sure=True)
        if self._wishes(condition):
            return tie_together(condition, getting, condition)
        ours = [each for each in self._conditions if each.subject is Subject.SPEAKER]
        if ours and ours[0].deed in (Deed.GIVES, Deed.UNKNOWN, Deed.STATES, Deed.CHANGES):
            return tie_together(ours[0], getting, getting)
        is_theirs = condition.subject is Subject.SPOKEN_TO and condition.deed is Deed.GIVES
        if is_theirs and not ours and condition.clause.tie is not TieKind.UNLESS:
            return tie_together(None, getting, condition)
        return Exchange(label=Label.ASK, getting=getting)

    def _is_counterpart(self, condition: Doing) -> bool:
        """Whether it says what happens in return: `and in return the second lecture is free`."""
        is_clause = condition.deed in (Deed.GIVES, Deed.CHANGES, Deed.STATES)
        opens = self._grammar.pattern("opens_counterpart").fullmatch(condition.clause.link)
        return is_clause and opens is not None

    def _only_instructs(self, condition: Doing, getting: Doing) -> bool:
        """Whether it only says what to do when something happens: `if the lid sticks, open it at the back`."""
        if not getting.is_imperative or condition.clause.tie is not TieKind.IF:
            return False
        if condition.subject in (Subject.SPEAKER, Subject.SPOKEN_TO):
            return False
        words = [token.word for token in getting.clause.tokens]
        if any(any(map(str.isdigit, word)) for word in words):
            return False
        return self._grammar.words("speaker", "own", "to_us", "lets_objects").isdisjoint(words)

    def _weigh_other_condition(self, condition: Doing) -> Exchange | None:
        """What an agreement, a refusal or a change does that hangs on something."""
        is_ours = condition.subject is Subject.SPEAKER
        agreeing = find_first(self._main, Deed.AGREES)
        if not is_ours and agreeing is not None and self._suits_us(condition):
            return Exchange(label=Label.GIVE, giving=condition)
        if not is_ours and agreeing is not None:
            names_give = (
                bool(agreeing.part or agreeing.words) and agreeing.subject is Subject.SPEAKER
            )
            return tie_together(agreeing if names_give else None, condition, condition)
        refusing = find_first(self._main, Deed.REFUSES)
        if refusing is not None:
            return self._weigh_refusal(condition, refusing)
        hanging = self._find_hanging(condition) or self._find_asked_for(condition)
        words = self._lower[condition.clause.start : condition.clause.end]
        costs_nothing = self._grammar.pattern("costs_nothing").search(words) is not None
        if hanging is None or (condition.is_negative and not costs_nothing):
            return None
        names_nobody = {hanging.subject, condition.subject}.isdisjoint(_SIDES)
        is_weak = names_nobody and hanging.deed is Deed.CHANGES
        return replace(tie_together(hanging, condition, condition), is_weak=is_weak)

    def _suits_us(self, condition: Doing) -> bool:
        """`fine by me if the handover slips to April`: what we have nothing against is a give."""
        before = self._lower[: condition.clause.opens_at].rstrip(" ,")
        return self._grammar.pattern("suits_us").search(before) is not None

    def _weigh_refusal(self, condition: Doing, refusing: Doing) -> Exchange | None:
        """`unless you confirm, we can't hold the price` gives; `we can't sign unless …` only wants; `we won't
        look elsewhere if you halve the fee` gives what is not done."""
        if self._refrains_for(condition, refusing):
            return tie_together(self._with_all_words(refusing), condition, condition)
        is_unless = condition.clause.tie is TieKind.UNLESS
        is_closing = refusing.verb in self._grammar.words("keeps_doing_without")
        is_closing = is_closing or condition.clause.link in self._grammar.words("without_it")
        holds = refusing.verb in self._grammar.words("keeps_as_it_is")
        if is_unless and (holds or not is_closing):
            return tie_together(refusing, condition, condition)
        if is_unless or condition.is_negative:
            return Exchange(label=Label.ASK, getting=condition)
        return None

    def _refrains_for(self, condition: Doing, refusing: Doing) -> bool:
        """Whether we leave something undone where they ease something for us."""
        grammar, is_ours = self._grammar, refusing.subject is Subject.SPEAKER
        if condition.clause.tie is not TieKind.IF or condition.is_negative or not is_ours:
            return False
        is_said = bool(refusing.part or refusing.words)
        if refusing.verb in grammar.words("closing") or not is_said:
            return False
        if grammar.pattern("only_if").match(condition.clause.link) is not None:
            return True
        said = {token.word for token in condition.clause.tokens}
        return not grammar.verbs("eases").isdisjoint(said)

    def _with_all_words(self, refusing: Doing) -> Doing:
        """What a clause says, in all of its words but who does it: a `not` among them."""
        clause = refusing.clause
        persons = self._grammar.words("speaker")
        words = [token for token in clause.tokens if token.word in persons]
        if not words:
            return refusing
        before = self._lower[clause.start : words[0].start]
        after = self._lower[words[0].end : clause.end]
        return replace(refusing, words=" ".join(f"{before} {after}".split()), part=None)

    def _find_hanging(self, condition: Doing) -> Doing | None:
        """What hangs on a condition in its sentence though it is no give by itself: a change, a thing, or beside
        `if you …` what we do, whatever it is."""
        sentence = [
            doing for doing in self._main if doing.clause.sentence == condition.clause.sentence
        ]
        hanging = find_first(sentence, Deed.CHANGES) or find_first(sentence, Deed.NAMES)
        is_theirs = condition.subject is Subject.SPOKEN_TO
        if hanging is not None or not (is_theirs or condition.clause.tie is TieKind.THING):
            return hanging
        for doing in sentence:
            is_ours = doing.subject is Subject.SPEAKER and doing.deed is Deed.STATES
            is_said = doing.part is not None or bool(doing.words)
            if is_ours and is_said and not doing.is_negative:
                return doing
        return None

    def _find_asked_for(self, condition: Doing) -> Doing | None:
        """What was asked for before it is tied to something: `a berth in May? Sure, against payment by Friday.`"""
        if condition.clause.tie is not TieKind.THING:
            return None
        named = find_first(self._main, Deed.NAMES)
        is_asked = named is not None and named.clause.asks
        return named if is_asked and self._goes_before(named, condition) else None

    def _find_granted_before(self, condition: Doing) -> Doing | None:
        """What a question put forward that is granted right before a condition: `rush jobs at that price? ok, provided
        the scans come early`."""
        first, begin = self._doings[0], condition.clause.opens_at
        if not first.clause.asks or first.deed not in (Deed.NAMES, Deed.GETS):
            return None
        persons = self._grammar.words("speaker", "spoken_to", "questioning", "asks_for_facts")
        if first.clause.tokens[0].word in persons or not self._goes_before(first, condition):
            return None
        answer = self._lower[first.clause.end : begin].strip(" ?!.,")
        consent = self._grammar.pattern("opens_consent").match(f"{answer} ")
        is_bare = bool(answer) and consent is not None and consent.end() >= len(answer)
        whole = (first.clause.tokens[0].start, first.clause.end)
        return replace(first, part=whole, words="", verb="") if is_bare else None

    def _goes_before(self, doing: Doing | None, other: Doing) -> bool:
        return doing is not None and doing.clause.sentence < other.clause.sentence

    def _weigh_premise(self, condition: Doing) -> Exchange | None:
        """`what if we …`, `suppose we …, could you …`."""
        following = [each for each in self._doings if each is not condition]
        shared = self._getting or find_first(following, Deed.GETS)
        if condition.deed is Deed.GIVES and condition.subject is Subject.SPOKEN_TO and shared:
            # `let's say you keep the rights and we get a licence`
            return Exchange(label=Label.OFFER, giving=condition, getting=shared)
        if condition.subject is not Subject.SPEAKER:
            given = self._giving or find_first(following, Deed.GIVES)
            if given is not None:
                return tie_together(given, condition, condition)
            asks = condition.subject is Subject.SPOKEN_TO
            return Exchange(label=Label.ASK, getting=condition) if asks else None
        wanted = shared
        is_taken = condition.verb in self._grammar.words("takes") and wanted is None
        if condition.deed is Deed.GETS or is_taken:
            if self._giving is not None:
                return tie_together(self._giving, condition, condition)
            return Exchange(label=Label.ASK, getting=condition)
        if wanted is not None:
            return tie_together(condition, wanted, wanted)
        return Exchange(label=Label.GIVE, giving=condition)

    def _is_threatened(self, condition: Doing) -> bool:
        """`if you don't sign, we walk`."""
        clause, is_theirs = condition.clause, condition.subject is Subject.SPOKEN_TO
        if find_first(self._main, Deed.THREATENS) is not None:
            return is_theirs or clause.tie is TieKind.UNLESS
        if clause.tie is not TieKind.IF or not condition.is_negative:
            return False
        return is_theirs and self._giving is None

    def _is_wish_for(self, condition: Doing) -> bool:
        """`es wäre schön, wenn die Küche drin bliebe`."""
        clause = condition.clause
        before = self._lower[: clause.opens_at].rstrip(" ,")
        is_wish = self._grammar.pattern("wishes_before_that").search(before) is not None
        return is_wish and self._giving is None and clause.tie is TieKind.IF

    def _wishes(self, condition: Doing) -> bool:
        """`if you want us to hold the date`: what hangs on it is what we want for that."""
        clause = condition.clause
        words = self._lower[clause.start : clause.end].strip()
        return self._grammar.pattern("wishes_of_theirs").match(words) is not None

    def _weigh_permission(self) -> Exchange | None:
        """What they are told that they may do: `bring them an hour earlier if you like`."""
        getting = self._getting
        if getting is None or not getting.is_imperative or getting.clause.asks:
            return None
        _, end = self._sentence_of(getting)
        may = self._grammar.pattern("permits_by_if").search(self._lower, getting.clause.end, end)
        return Exchange(label=Label.GIVE, giving=getting) if may is not None else None

    def _weigh_agreement(self) -> Exchange | None:
        agreeing = find_first(self._main, Deed.AGREES)
        if agreeing is None:
            return None
        giving, getting = self._giving, self._getting
        granted = self._find_promised() or self._find_granted_name(agreeing)
        if giving is None and getting is None and granted is not None:
            return Exchange(label=Label.GIVE, giving=granted)
        if getting is not None and not getting.clause.asks:
            links = [*getting.clause.link.split(), getting.clause.tokens[0].word]
            turned = not self._grammar.words("turns").isdisjoint(links)
            if turned or getting.subject is not Subject.NONE:
                turned = turned or self._says_duty_for_it(getting)
                is_named = agreeing.subject is Subject.SPEAKER and (agreeing.part or agreeing.words)
                named = agreeing if is_named else None
                return Exchange(label=Label.OFFER, explicit=turned, giving=named, getting=getting)
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
        if giving is not None and self._grammar.pattern("asks_by_please").match(self._lower):
            return Exchange(label=Label.ASK, getting=giving)
        if giving is not None:
            return Exchange(label=Label.GIVE, giving=giving)
        if self._getting is not None:
            return Exchange(label=Label.ASK, getting=self._getting)
        named = find_first(self._main, Deed.NAMES)
        if named is not None:
            exchange = self._weigh_name(named)
            if exchange is not None:
                return exchange
        free = self._find_free_of_charge() or self._find_promised()
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
        # `could the last instalment wait till after the harvest?`
        is_polite = named.clause.tokens[0].word in self._grammar.words("asks_politely")
        if is_asked and (is_polite or len(named.clause.tokens) <= MOST_NAMED):
            return Exchange(label=Label.ASK, getting=named, is_weak=not is_polite)
        if named.clause.asks and self._is_granted_after(named):
            return Exchange(label=Label.GIVE, giving=named)
        if self._is_wished_for(named):
            return Exchange(label=Label.ASK, getting=named)
        if not named.clause.asks and self._is_a_gift(named):
            return Exchange(label=Label.GIVE, giving=named)
        return None

    def _find_free_of_charge(self) -> Doing | None:
        """A change that costs them nothing: `the warranty runs five years, at no extra cost`."""
        changing = find_first(self._main, Deed.CHANGES)
        if changing is None or changing.clause.asks:
            return None
        begin, end = self._sentence_of(changing)
        free = self._grammar.pattern("free_of_charge").search(self._lower, begin, end)
        return changing if free is not None else None

    def _find_promised(self) -> Doing | None:
        """What is promised to stay or to become so: `you have my word, the old rate stays`."""
        changing = find_first(self._main, Deed.CHANGES)
        if changing is None or changing.clause.asks or changing.is_negative:
            return None
        promised = self._grammar.pattern("promised").search(self._lower)
        return changing if promised is not None else None

    def _find_granted_name(self, agreeing: Doing) -> Doing | None:
        """What a question names that is agreed to right after it: `net 45? fine by me`."""
        named = find_first(self._main, Deed.NAMES)
        if named is None or not named.clause.asks or not self._goes_before(named, agreeing):
            return None
        return named if any(map(str.isdigit, named.clause.tokens[-1].word)) else None

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
