"""A give and a get beside each other in one sentence, with a word that ties them or with none."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.language.sentences.clauses import TieKind
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.found_exchange import Exchange, find_first, tie_together
from bot.language.sentences.grammar import ClauseGrammar
from bot.language.sentences.readings import Label


class TwoSides:
    """The clauses of one sentence, and what stands on the two sides of it."""

    def __init__(
        self,
        lower: str,
        grammar: ClauseGrammar,
        doings: Sequence[Doing],
        *,
        is_put_forward: bool = False,
    ) -> None:
        """`is_put_forward`: the sentence ended by asking for a yes to it."""
        self._lower, self._grammar, self._doings = lower, grammar, doings
        self._is_put_forward = is_put_forward
        conditions = [doing for doing in doings if doing.clause.tie is not TieKind.NONE]
        self._condition = conditions[0] if conditions else None
        self._conditions = conditions
        self._main = [doing for doing in doings if doing.clause.tie is TieKind.NONE]
        self._giving = self._find_giving()
        self._getting = find_first(self._main, Deed.GETS)

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

    def _weigh_two_sides(self) -> Exchange | None:
        """A give and a get beside each other."""
        exchange = self._weigh_what_is_tied() or self._weigh_what_they_do()
        if exchange is not None:
            return exchange
        getting = self._getting
        giving = self._giving or self._find_own_part() or self._find_turned_gift()
        if getting is None:
            return None
        if giving is None:
            is_turned = self._turns_on_a_yes(getting)
            return (
                Exchange(label=Label.OFFER, explicit=True, getting=getting) if is_turned else None
            )
        return Exchange(
            label=Label.OFFER,
            explicit=self._are_put_against(giving, getting),
            giving=giving,
            getting=getting,
        )

    def _weigh_what_is_tied(self) -> Exchange | None:
        """A give with what comes back for it by the words around it, where no clause wants that by itself."""
        giving, getting = self._giving, self._getting
        if giving is None:
            return None
        given_for_taken = self._find_given_for_taken()
        if given_for_taken is not None:
            return tie_together(given_for_taken, giving, giving)
        taken = self._find_taken()
        if getting is not None:
            return None
        named = taken or self._find_named_commitment()
        if named is not None:
            return Exchange(label=Label.OFFER, explicit=True, giving=self._giving, getting=named)
        turned = self._find_turn() or self._find_charge()
        if turned is not None:
            return tie_together(giving, turned, turned)
        return self._find_paid_for()

    def _weigh_what_they_do(self) -> Exchange | None:
        """What they do beside what we would do, side by side."""
        if self._getting is not None:
            theirs = self._find_their_part()
            is_found = theirs is not None
            return (
                Exchange(label=Label.OFFER, giving=self._getting, getting=theirs)
                if is_found
                else None
            )
        gapped = self._find_gapped_part() if self._giving is not None else None
        if gapped is None:
            return self._find_shared_work()
        return Exchange(label=Label.OFFER, giving=self._giving, getting=gapped)

    def _are_put_against(self, giving: Doing, getting: Doing) -> bool:
        """Whether a word puts a give and a get of one sentence against each other."""
        first, second = sorted((giving, getting), key=_start_of)
        if first.clause.sentence != second.clause.sentence:
            return False
        links = second.clause.link.split()
        if not self._grammar.words("turns", "main_openers").isdisjoint(links):
            return True
        if self._says_duty_for_it(second):
            return True
        if self._grammar.pattern("proposes").search(self._lower, 0, first.clause.start):
            # `how about this: you take all six, we waive the haulage`
            return True
        is_thing = first is getting and second.subject is Subject.OTHERS
        return (first.is_imperative or is_thing) and bool(links)

    def _says_duty_for_it(self, getting: Doing) -> bool:
        """Whether what they have to do is said to be for what is given: `you'd have to do the early shift then`."""
        clause = getting.clause
        found = self._grammar.pattern("duty_for_it").search(self._lower, clause.start, clause.end)
        return found is not None

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

    def _find_paid_for(self) -> Exchange | None:
        """A give for a thing, where they are asked for a yes to it: `I'd pay three months ahead for the box, deal?`"""
        giving = self._giving
        if giving is None:
            return None
        begin, end = giving.part or (giving.clause.start, giving.clause.end)
        split = self._grammar.pattern("for_more_money").search(self._lower, begin, end)
        is_payment = self._is_put_forward and giving.verb in self._grammar.words("pays")
        if split is None and is_payment:
            split = self._grammar.pattern("for_a_thing").search(self._lower, begin, end)
        if split is None:
            return None
        giving = replace(giving, part=(begin, split.start()), words="", is_whole=False)
        return tie_together(giving, replace(giving, part=(split.end(), end)), giving)

    def _find_their_part(self) -> Doing | None:
        """What they do beside what we would do: `how about we do A and you do B`."""
        getting = self._getting
        if getting is None or getting.subject is not Subject.SPEAKER or getting.verb:
            return None
        for doing in self._main:
            follows = doing.clause.start > getting.clause.start
            is_beside = follows and doing.clause.sentence == getting.clause.sentence
            if is_beside and doing.subject is Subject.SPOKEN_TO and doing.deed is not Deed.GIVES:
                return doing
        return None

    def _find_gapped_part(self) -> Doing | None:
        """What they do, with the verb of what we do: `we do the weekends and you the holidays`."""
        for before, doing in pairwise(self._main):
            is_theirs = doing.subject is Subject.SPOKEN_TO and not doing.verb
            is_joined = doing.clause.link in self._grammar.words("joins")
            is_said = doing.deed is Deed.STATES and bool(doing.part or doing.words)
            if before is self._giving and is_theirs and is_joined and is_said:
                return doing
        return None

    def _turns_on_a_yes(self, getting: Doing) -> bool:
        """Whether what is wanted stands against a bare yes before it: `sure, but then you'd have to collect it`."""
        links = {*getting.clause.link.split(), getting.clause.tokens[0].word}
        if self._grammar.words("turns", "main_openers").isdisjoint(links):
            return False
        first = self._main[0].clause
        if first.end > getting.clause.start:
            return False
        before = self._lower[first.start : first.end].strip(" ,.!-–")
        return self._grammar.pattern("bare_yes").fullmatch(before) is not None

    def _find_own_part(self) -> Doing | None:
        """What we do beside what they do: `we pay the freight, you pay the duties`."""
        getting = self._getting
        if getting is None or getting.subject is not Subject.SPOKEN_TO or getting.clause.asks:
            return None
        for doing in self._main:
            is_beside = doing.clause.sentence == getting.clause.sentence
            is_done = doing.deed in (Deed.CHANGES, Deed.STATES) and bool(doing.part or doing.words)
            is_ours = doing.subject is Subject.SPEAKER and is_done and not doing.is_talk
            if is_beside and is_ours and not doing.is_negative:
                return doing
        return None

    def _find_turned_gift(self) -> Doing | None:
        """A gift by its bare name that something is put against: `12 instead of 14, but then we need it by Monday`."""
        getting, named = self._getting, find_first(self._main, Deed.NAMES)
        if getting is None or named is None or named.clause.start > getting.clause.start:
            return None
        if named.clause.tokens[0].word in self._grammar.words("ready"):
            # `happy to sign for five years instead of three`
            return None
        links = [*getting.clause.link.split(), getting.clause.tokens[0].word]
        turns = not self._grammar.words("turns").isdisjoint(links)
        if not turns:
            return None
        between = self._lower[named.clause.start : getting.clause.opens_at].strip(" ,.!")
        says_yes = self._grammar.pattern("ends_with_yes").search(between) is not None
        return named if says_yes or self._is_a_gift(named) else None

    def _find_taken(self) -> Doing | None:
        """What they are told to take for what the speaker gives: `take two sites and I'll drop the fee`."""
        if self._giving is None or not self._giving.is_imperative:
            return None
        for doing in self._main:
            is_done = doing.deed in (Deed.GIVES, Deed.CHANGES, Deed.STATES) and doing.verb
            gives = is_done and doing.subject is Subject.SPEAKER and not doing.is_negative
            # `take the whole batch and you can have the jars at cost`
            is_theirs = doing.subject is Subject.SPOKEN_TO and doing is not self._giving
            is_joined = not doing.clause.follows_break
            gives = gives or (is_theirs and is_joined and doing.deed is Deed.GIVES)
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
            # `sure, I can add a page, then the deadline moves to the 20th`
            words = [token.word for token in clause.tokens]
            opens = links[0] in self._grammar.words("main_openers")
            named = words[1:2] if words[0] == links[0] else words[:1]
            is_thing = not self._grammar.words("articles").isdisjoint(named)
            if opens and is_thing and doing.deed is Deed.CHANGES:
                return doing
        return None

    def _find_charge(self) -> Doing | None:
        """What more of it costs, said right after the give: `one more round is fine, after that it's 60 an hour`."""
        if self._giving is None:
            return None
        for doing in self._main:
            clause = doing.clause
            follows = clause.start > self._giving.clause.start
            if not follows or clause.sentence != self._giving.clause.sentence:
                continue
            begin = clause.opens_at
            said = self._lower[begin : clause.end]
            begin += len(said) - len(said.lstrip(" ,"))
            said = said.strip(" ,")
            charge = None if clause.asks else self._grammar.pattern("charges_more").search(said)
            if charge is not None:
                group = next(name for name, words in charge.groupdict().items() if words)
                first, last = charge.span(group)
                return replace(doing, part=(begin + first, begin + last), words="", verb="")
        return None

    def _find_shared_work(self) -> Exchange | None:
        """What each side does, with verbs that alone would say nothing: `you dig the holes, we bring the posts`."""
        theirs = next(
            (doing for doing in self._main if self._is_done_by(doing, Subject.SPOKEN_TO)), None
        )
        ours = next(
            (doing for doing in self._main if self._is_done_by(doing, Subject.SPEAKER)), None
        )
        if theirs is None or ours is None or theirs.clause.sentence != ours.clause.sentence:
            return None
        second = max(theirs, ours, key=_start_of)
        links = second.clause.link.split()
        is_beside = second.clause.follows_break and not links
        if not is_beside and self._grammar.words("joins").isdisjoint(links):
            return None
        return Exchange(label=Label.OFFER, giving=ours, getting=theirs)

    def _is_done_by(self, doing: Doing, subject: Subject) -> bool:
        if doing.subject is not subject or doing.is_negative or doing.clause.asks:
            return False
        is_talk = doing.is_talk or doing.verb in self._grammar.verbs("talks")
        if is_talk and doing.verb not in self._grammar.verbs("gives", "hands"):
            return False
        deeds = (Deed.STATES, Deed.CHANGES, Deed.GIVES if subject is Subject.SPEAKER else Deed.GETS)
        least = 1 if self._grammar.verbs_anywhere else 2
        is_said = bool(doing.part or doing.words) and len(doing.clause.tokens) > least
        past = self._grammar.words(
            "asks_for_facts", "indirect", "past", "gives_forms", "hands_forms", "talks_forms", "be"
        )
        words = {token.word for token in doing.clause.tokens}
        told = any(word.endswith("ed") for word in words) and not self._grammar.verbs_anywhere
        return doing.deed in deeds and is_said and past.isdisjoint(words) and not told

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


def _start_of(doing: Doing) -> int:
    return doing.clause.start


def _may_be_promised(doing: Doing) -> bool:
    """Whether they may be told that for what they do: we agree or do something, or a thing changes."""
    if doing.is_negative or doing.is_talk:
        return False
    is_ours = doing.deed in (Deed.AGREES, Deed.STATES) and doing.subject is Subject.SPEAKER
    return is_ours or doing.deed is Deed.CHANGES
