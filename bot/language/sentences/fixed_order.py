"""What clauses do in a language whose verb follows who does it, such as English."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.language.sentences.clauses import Clause, TieKind, Token
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.helping_words import Chain, ChainReader
from bot.language.sentences.judges import ClauseJudge
from bot.language.sentences.views import View


class FixedOrderJudge(ClauseJudge):
    """Says what clauses do by who does it and the verb after that."""

    def judge_tokens(
        self, clause: Clause, tokens: tuple[Token, ...], before: Doing | None
    ) -> Doing:
        """What the words of a clause show, where no phrase does."""
        place, subject = self._find_subject(tokens, tied=clause.tie is not TieKind.NONE)
        if tokens[0].word in self._grammar.words("lets"):
            return self._judge_let(clause, tokens)
        if subject in (Subject.NONE, Subject.OTHERS) or place > 0:
            imperative = self._judge_imperative(clause, tokens, before)
            if imperative is not None:
                return imperative
        if subject in (Subject.NONE, Subject.OTHERS):
            return self._judge_thing(clause, tokens)
        inverted = place > 0 and tokens[place - 1].word in self._grammar.words("questioning")
        view = View(
            clause=clause,
            tokens=tokens,
            chain=ChainReader(self._grammar, tokens).read(place, inverted=inverted),
            subject=subject,
            inverted=inverted,
            subject_at=self._start_of_subject(tokens, place),
        )
        if subject is Subject.SPEAKER:
            return self._judge_speaker(view)
        return self._judge_spoken_to(view, place)

    def _find_subject(self, tokens: Sequence[Token], *, tied: bool) -> tuple[int, Subject]:
        """Where the word stands that says who does it; for `our insurer` the noun."""
        grammar = self._grammar
        if self._begins_with_own(tokens) or (not tied and self._is_own_noun(tokens)):
            end = self._end_of_noun(tokens)
            if end is not None:
                return end, Subject.SPEAKER
        for place, token in enumerate(tokens):
            if place and tokens[place - 1].word in grammar.words("before_object"):
                continue
            if token.word in grammar.words("speaker"):
                return place, Subject.SPEAKER
            if token.word in grammar.words("spoken_to"):
                return place, Subject.SPOKEN_TO
            if token.word in grammar.words("third") and place <= 1:
                is_other_side = tied and token.word in grammar.words("they")
                return place, Subject.SPOKEN_TO if is_other_side else Subject.OTHERS
        return 0, Subject.NONE

    def _is_own_noun(self, tokens: Sequence[Token]) -> bool:
        """`the union`, where the union speaks; `management`."""
        grammar, noun = self._grammar, tokens[0].word
        if noun in grammar.words("articles") and len(tokens) > 1:
            noun = tokens[1].word
        return noun in grammar.words("own_nouns") or (bool(self._role) and noun == self._role)

    def _end_of_noun(self, tokens: Sequence[Token]) -> int | None:
        """The last word of the noun that a clause begins with, where a verb follows within four words."""
        grammar = self._grammar
        helping = grammar.words("cans", "be", "have", "musts")
        verbs = grammar.verbs("wants", "approves", "gives", "hands")
        for place in range(1, min(5, len(tokens))):
            word = tokens[place].word
            if word in helping or word in verbs:
                return place - 1 if place > 1 or self._is_own_noun(tokens) else None
        return None

    def _begins_with_own(self, tokens: Sequence[Token]) -> bool:
        """`our insurer`, `my boss`."""
        return tokens[0].word in self._grammar.words("own")

    def _start_of_subject(self, tokens: Sequence[Token], place: int) -> int:
        """Where the words begin that say who does it: for `our insurer` at `our`."""
        begins = self._begins_with_own(tokens) or self._is_own_noun(tokens)
        return tokens[0 if begins else place].start

    def _judge_speaker(self, view: View) -> Doing:
        grammar, chain, tokens, at = self._grammar, view.chain, view.tokens, view.chain.verb_at
        if not view.has_verb:
            return view.doing(Deed.REFUSES if chain.negative else Deed.STATES)
        if chain.negative:
            return self._judge_refusal(view)
        asks = view.inverted and view.clause.asks
        if self._is_wish_for(tokens, at) and not asks:
            return self._judge_wish(view)
        if view.verb in grammar.verbs("talks") and not self._gives_by(tokens, at, chain):
            begin = None if view.clause.tie is TieKind.NONE else at
            return replace(view.doing(Deed.STATES, begin), is_talk=True)
        if asks:
            # `can I see it on Saturday?`; `can we see 5 %?` wants.
            names_figure = any(token.word[:1].isdigit() for token in tokens[at:])
            is_view = view.verb in grammar.words("views") and not names_figure
            deed = Deed.STATES if is_view else Deed.GETS
            return view.doing(deed, self._after_light(tokens, at))
        if view.verb in grammar.verbs("threatens") and self._is_threat(tokens, at):
            return view.doing(Deed.THREATENS)
        return self._judge_by_verb(view)

    def _judge_by_verb(self, view: View) -> Doing:
        """What the speaker does, as the verb says: wants, gets, gives."""
        grammar, chain, tokens, at = self._grammar, view.chain, view.tokens, view.chain.verb_at
        if view.verb in grammar.verbs("wants") and not (chain.ready and not chain.being):
            return self._judge_wish(view)
        if view.verb in grammar.verbs("receives"):
            return self._judge_receiving(view)
        sends = self._sends_papers(tokens, at) and not self._sends_soon(view)
        if chain.must or sends:
            return view.doing(Deed.STATES)
        if view.verb in grammar.verbs("approves") and self._begins_with_own(tokens):
            return view.doing(Deed.GIVES, self._after_light(tokens, at, drop_verb=True))
        if view.verb in grammar.verbs("gives") or view.verb in grammar.verbs("hands"):
            return self._judge_giving(view)
        return self._judge_unknown_verb(view)

    def _judge_giving(self, view: View) -> Doing:
        """A verb that gives: not what was given long ago, nor what is always done."""
        grammar, chain, clause = self._grammar, view.chain, view.clause
        is_past = (chain.past or chain.perfect or self._is_past(view.verb)) and not chain.can
        earlier = grammar.pattern("of_earlier")
        is_earlier = is_past and earlier.search(self._lower, clause.opens_at, clause.end)
        # `our last supplier went bankrupt`
        if is_earlier or (is_past and not chain.perfect and self._begins_with_own(view.tokens)):
            return view.doing(Deed.STATES)
        if chain.being and not chain.ready and not view.verb.endswith("ing"):
            # `our budget is fixed`
            return view.doing(Deed.CHANGES, chain.verb_at)
        if is_past and view.verb in grammar.verbs("habits"):
            return view.doing(Deed.STATES)
        if self._has(view.tokens, "only") and view.verb in grammar.words("limits"):
            # `I'd only pay 20` says how little they may have.
            return view.doing(Deed.GETS, self._after_light(view.tokens, chain.verb_at))
        if is_past:
            # What was given already cannot wait for anything.
            begin = self._after_light(view.tokens, chain.verb_at)
            return replace(view.doing(Deed.GIVES, begin), is_whole=False)
        is_plain = not (chain.can or chain.ready or chain.being or chain.perfect)
        is_habit = view.verb in grammar.words("habits") or self._begins_with_own(view.tokens)
        deed = Deed.CHANGES if is_plain and is_habit else Deed.GIVES
        return view.doing(deed, self._after_light(view.tokens, chain.verb_at))

    def _judge_unknown_verb(self, view: View) -> Doing:
        """What we are ready to do gives, whatever it is; so does what we can or will do to something."""
        chain, at = view.chain, view.chain.verb_at
        has_object = at + 1 < len(view.tokens)
        if chain.ready and (chain.being or chain.can):
            begin = chain.ready_at + 1
            following = view.tokens[begin].word if begin < len(view.tokens) else ""
            prepositions = self._grammar.words("prepositions_of_ready")
            if following in prepositions - self._grammar.words("to"):
                return view.doing(Deed.GIVES, begin + 1)
            return view.doing(Deed.GIVES, at) if has_object else view.doing(Deed.UNKNOWN)
        if chain.can and has_object and not chain.being:
            return view.doing(Deed.GIVES, at)
        return view.doing(Deed.STATES, at)

    def _gives_by(self, tokens: Sequence[Token], at: int, chain: Chain) -> bool:
        """Whether a verb of talk gives all the same: `we ship it at our cost`, `go down`, `come up to 5`."""
        grammar = self._grammar
        verb = tokens[at].word
        rest = [token.word for token in tokens[at + 1 :]]
        if verb in grammar.words("works") and rest[:1] and rest[0] in grammar.words("works_on"):
            return False
        if verb in grammar.words("meets"):
            is_measured = any(any(map(str.isdigit, word)) for word in rest)
            return is_measured or not grammar.words("met_by").isdisjoint(rest)
        if verb in grammar.words("talks_that_give") and (chain.can or chain.ready):
            is_paper = self._is_about_papers(rest)
            return bool(rest) and not is_paper
        return False

    def _is_wish_for(self, tokens: Sequence[Token], at: int) -> bool:
        """`looking for`, `hoping for`, `looking at 95k`."""
        grammar = self._grammar
        words = [token.word for token in tokens[at : at + 3]]
        if len(words) < 3 or words[0] not in grammar.verbs("wants", "wants_for"):
            return False
        if words[1] in grammar.words("spoken_to"):
            return words[2] in grammar.words("to")
        if words[1] in grammar.words("to"):
            return words[2] in grammar.verbs("receives") or words[2] in grammar.words("aims")
        if words[1] in grammar.words("prepositions_of_wishes"):
            return words[1] not in grammar.words("at") or any(map(str.isdigit, words[2]))
        return False

    def _is_threat(self, tokens: Sequence[Token], at: int) -> bool:
        rest = [token.word for token in tokens[at + 1 :]]
        return not rest or rest[0] in self._grammar.words("after_threats")

    def _is_past(self, verb: str) -> bool:
        grammar = self._grammar
        return verb.endswith("ed") or verb in grammar.words("gives_forms", "hands_forms")

    def _judge_refusal(self, view: View) -> Doing:
        grammar, at, words = self._grammar, view.chain.verb_at, view.words
        if view.verb in grammar.words("minds"):
            return view.doing(Deed.GIVES, self._after_light(view.tokens, at + 1))
        if view.verb in grammar.words("keeps_doing_without"):
            for place in range(at, len(words) - 1):
                if words[place] in grammar.words("without"):
                    return view.doing(Deed.GETS, place + 1)
        following = words[at + 1] if at + 1 < len(words) else ""
        is_demand = view.verb in grammar.words("demands") and following
        if is_demand and following not in grammar.words("to"):
            # `we won't charge the redraw`: without its verb it would say the opposite.
            return self._keep_denial(view)
        return view.doing(Deed.REFUSES, self._after_light(view.tokens, at, drop_verb=True))

    def _judge_wish(self, view: View) -> Doing:
        """`we need …`, `we'd like you to …`, `I was hoping for …`."""
        grammar, chain, words = self._grammar, view.chain, view.words
        place = chain.verb_at + 1
        if chain.perfect and not chain.being:
            return view.doing(Deed.STATES)
        if view.verb in grammar.words("needs_would") and not chain.can:
            return view.doing(Deed.STATES)
        if place + 1 < len(words) and words[place] in grammar.words("spoken_to", "they"):
            return self._judge_wish_of_them(view, place + 1)
        if place < len(words) and words[place] in grammar.words("to"):
            return self._judge_wish_to_do(view, place + 1)
        if place < len(words) and words[place] in grammar.words("prepositions_of_wishes"):
            place += 1
        if place >= len(words) or self._is_about_papers(words[place:]):
            return view.doing(Deed.STATES)
        return view.doing(Deed.GETS, place)

    def _judge_wish_of_them(self, view: View, place: int) -> Doing:
        """`we'd like you to cover shipping`, from the word after `you` on."""
        grammar, words = self._grammar, view.words
        if words[place] in grammar.words("to") and place + 1 < len(words):
            place += 1
        verb = words[place]
        if verb in grammar.verbs("talks") and verb not in grammar.words("talks_that_give"):
            return view.doing(Deed.STATES)
        return view.doing(Deed.GETS, place)

    def _judge_wish_to_do(self, view: View, place: int) -> Doing:
        """`we'd like to get …`, `we want to offer …`, from the word after `to` on."""
        grammar = self._grammar
        verb = view.words[place] if place < len(view.words) else ""
        is_got = verb in grammar.verbs("receives") or verb in grammar.words("be")
        is_aim = verb in grammar.words("aims")
        if is_got or (is_aim and self._is_wish_for(view.tokens, view.chain.verb_at)):
            return view.doing(Deed.GETS, place + 1)
        if verb in grammar.words("offers"):
            return view.doing(Deed.GIVES, self._after_light(view.tokens, place))
        return view.doing(Deed.STATES)

    def _judge_receiving(self, view: View) -> Doing:
        """`we get …`, `I'd take 5`, `we keep the rest`."""
        grammar, chain, words = self._grammar, view.chain, view.words
        place = chain.verb_at + 1
        if place >= len(words):
            return view.doing(Deed.STATES)
        following = words[place]
        if view.verb in grammar.words("takes"):
            is_measured = following in grammar.words("articles") or following[-1:].isdigit()
            is_measured = is_measured or view.clause.tie is not TieKind.NONE
            has_particle = not grammar.words("particles").isdisjoint(words[place:])
            if is_measured or has_particle or chain.can or chain.ready:
                return view.doing(Deed.GIVES, chain.verb_at)
            return view.doing(Deed.UNKNOWN)
        if view.verb in grammar.words("keeps") and chain.can:
            return view.doing(Deed.GIVES, chain.verb_at)
        is_for_them = following in grammar.words("spoken_to") and place + 1 < len(words)
        if view.verb in grammar.words("gets_for_them") and is_for_them:
            # `I can get you the samples by noon`
            return view.doing(Deed.GIVES, place + 1)
        if view.clause.tie is not TieKind.NONE:
            return view.doing(Deed.GETS, place)
        has = self._begins_with_own(view.tokens) or view.verb in grammar.words("have")
        if has and not (chain.can or chain.must):
            return view.doing(Deed.STATES)
        is_past = view.verb in grammar.words("receives_forms") or view.verb.endswith("ed")
        is_plain = not (chain.can or chain.must or chain.ready)
        is_told = is_plain and view.verb not in grammar.words("gets_by_itself", "gains")
        if chain.past or chain.perfect or is_past or is_told:
            return view.doing(Deed.STATES)
        if self._is_about_papers(words[place:]):
            return view.doing(Deed.STATES)
        return view.doing(Deed.GETS, place)

    def _judge_spoken_to(self, view: View, place: int) -> Doing:
        clause, words = view.clause, view.words
        if not view.has_verb:
            return view.doing(Deed.UNKNOWN)
        if clause.tie is TieKind.NONE and (view.inverted or (clause.asks and place > 0)):
            return self._judge_question(view)
        if view.chain.negative:
            return self._judge_denial(view)
        if self._is_talk_of_theirs(view) and clause.tie is TieKind.NONE:
            return view.doing(Deed.STATES)
        return self._judge_claim(view, words)

    def _is_talk_of_theirs(self, view: View) -> bool:
        """Whether what they do only carries the talk on: `you said`, `could you send the agenda`."""
        grammar, rest = self._grammar, view.words[view.chain.verb_at :]
        if view.verb in grammar.words("talks_that_give"):
            return len(rest) == 1 or self._is_about_papers(rest)
        return view.verb in grammar.verbs("talks")

    def _judge_question(self, view: View) -> Doing:
        """`could you …?` asks for something, unless it is about talk and papers; `do you …?` asks for a fact."""
        asks_for_deed = view.chain.can or view.chain.ready or self._has(view.tokens, "cans")
        is_talk = self._is_talk_of_theirs(view) or view.verb in self._grammar.words("likes")
        if not asks_for_deed or is_talk:
            return view.doing(Deed.STATES)
        at = view.chain.verb_at
        if self._is_about_papers(view.words[at:]) or self._sends_papers(view.tokens, at):
            return view.doing(Deed.STATES)
        return view.doing(Deed.GETS, self._after_light(view.tokens, at))

    def _judge_denial(self, view: View) -> Doing:
        """`you don't have to pay the fee` gives; `if you don't sign` wants the signature."""
        grammar, at = self._grammar, view.chain.verb_at
        verb = view.verb
        if self._has(view.tokens, "never"):
            # `you should never sign without reading it`: advice.
            return view.doing(Deed.STATES)
        if verb in grammar.words("free_of") or verb in grammar.verbs("demands"):
            return view.doing(Deed.GIVES, at + 1)
        if view.chain.must:
            return view.doing(Deed.GIVES, self._after_light(view.tokens, at))
        return view.doing(Deed.STATES if view.clause.tie is TieKind.NONE else Deed.GETS, at)

    def _judge_claim(self, view: View, words: Sequence[str]) -> Doing:
        """What they do, as the speaker says: `you get the logo` gives, `you pay the freight` wants."""
        grammar, chain, at = self._grammar, view.chain, view.chain.verb_at
        is_tied = view.clause.tie is not TieKind.NONE
        is_free = not (chain.can or chain.must or chain.ready)
        if not is_tied and self._is_permitted(view):
            return view.doing(Deed.GIVES, at)
        if view.verb in grammar.words("committing") and is_free:
            return view.doing(Deed.GETS, at)
        if view.verb in grammar.verbs("receives") and not chain.must:
            return self._judge_received(view, words)
        if chain.ready and not chain.must:
            return view.doing(Deed.GIVES, at)
        if is_tied:
            return view.doing(Deed.GETS, at)
        is_told = view.verb in grammar.words("gives_forms") and not view.verb_is_plain(grammar)
        if chain.past or chain.perfect or is_told:
            return view.doing(Deed.STATES)
        if chain.must:
            return view.doing(Deed.GETS, at)
        if chain.being and view.verb in grammar.verbs("gives"):
            return view.doing(Deed.GIVES, at)
        gives = view.verb in grammar.verbs("gives", "hands")
        is_claim = gives or view.verb in grammar.words("imperative_only")
        return view.doing(Deed.GETS if is_claim else Deed.STATES, at)

    def _judge_received(self, view: View, words: Sequence[str]) -> Doing:
        """What they get, as the speaker says; what they take is a condition where something hangs on it."""
        chain, at = view.chain, view.chain.verb_at
        if self._has(view.tokens, "sendables", "papers"):
            return view.doing(Deed.STATES)
        by_itself = view.verb in self._grammar.words("gets_by_itself")
        if view.clause.tie is not TieKind.NONE and not by_itself:
            return view.doing(Deed.GETS, at)
        if (chain.can or chain.ready or by_itself) and at + 1 < len(words):
            begin = self._after_light(view.tokens, at, drop_verb=chain.can)
            return view.doing(Deed.GIVES, begin)
        return view.doing(Deed.STATES)

    def _is_permitted(self, view: View) -> bool:
        """`you may sublet`, `you can pay in three parts`; `you can do better` wants."""
        grammar, at = self._grammar, view.chain.verb_at
        if view.tokens[at - 1].word not in grammar.words("permits") or at + 1 >= len(view.tokens):
            return False
        known = view.verb in grammar.words("concedes") or view.verb in grammar.verbs("receives")
        return not known

    def _judge_let(self, clause: Clause, tokens: tuple[Token, ...]) -> Doing:
        """`let me add a week`, `let us have the logo`, `let's make it 5`."""
        grammar = self._grammar
        words = [token.word for token in tokens]
        between = grammar.words("lets_objects", "steps")
        place = 1
        while place < len(words) and words[place] in between:
            place += 1
        view = View(
            clause=clause,
            tokens=tokens,
            chain=Chain(verb_at=place),
            subject=Subject.SPEAKER,
            is_imperative=True,
        )
        if not view.has_verb or view.verb in grammar.verbs("talks"):
            return view.doing(Deed.STATES)
        begin = self._after_light(tokens, place)
        is_joint = "'s" in words[:place] or words[0] == "lets"
        if is_joint and view.verb in grammar.words("lets_go_of"):
            return view.doing(Deed.GIVES, begin)
        if is_joint:
            compares = grammar.pattern("grants_by_comparing")
            is_granted = compares.search(self._lower, clause.start, clause.end)
            return view.doing(Deed.GIVES if is_granted else Deed.GETS, begin)
        receives = view.verb in grammar.words("receives") and not self._has(tokens, "lifting")
        if receives and view.verb not in grammar.words("takes"):
            return view.doing(Deed.GETS, place + 1)
        return view.doing(Deed.GIVES, begin)

    def _judge_imperative(
        self, clause: Clause, tokens: tuple[Token, ...], before: Doing | None
    ) -> Doing | None:
        """What a clause does that begins with its verb: tells them to give, or to take; None where it does not."""
        grammar = self._grammar
        place = 0
        while place < len(tokens) and tokens[place].word in grammar.words("steps"):
            place += 1
        is_listed = before is not None and before.deed is Deed.NAMES and bool(clause.link)
        if is_listed or place + 1 >= len(tokens) or (place == 0 and clause.tie is not TieKind.NONE):
            return None
        verb = tokens[place].word
        is_base = verb in grammar.words("gives", "hands", "imperative_only")
        if is_base and before is not None:
            if self._goes_on_from_let(clause, before):
                return Doing(clause=clause, deed=Deed.STATES)
            if self._shares_subject(clause, before):
                return self._share(clause, tokens, place, before)
        view = View(
            clause=clause,
            tokens=tokens,
            chain=Chain(verb_at=place),
            subject=Subject.NONE,
            is_imperative=True,
        )
        return self._judge_order(view, before, is_base=is_base)

    def _judge_order(self, view: View, before: Doing | None, *, is_base: bool) -> Doing | None:
        """What they are told to do; None where nothing tells them to. `is_base`: the verb may be such an order."""
        grammar, clause, tokens, verb = self._grammar, view.clause, view.tokens, view.verb
        place = view.chain.verb_at
        following = tokens[place + 1].word
        if following in grammar.words("negations") and is_base:
            return view.doing(Deed.STATES)
        if not self._may_be_imperative(verb, following):
            return None
        if self._gives_by_order(view, before):
            return view.doing(Deed.GIVES, place + 1)
        if not is_base:
            return view.doing(Deed.STATES) if verb in grammar.words("talks") else None
        sends = verb in grammar.words("talks_that_give") and self._is_about_papers(view.words)
        soothes = grammar.pattern("soothes").match(self._lower, tokens[place].start, clause.end)
        if sends or soothes or self._sends_papers(tokens, place):
            return view.doing(Deed.STATES)
        return view.doing(Deed.GETS, place)

    def _gives_by_order(self, view: View, before: Doing | None) -> bool:
        """`take another week`; `sign for six years and get two months free`."""
        grammar, clause = self._grammar, view.clause
        is_taken = view.verb in grammar.words("takes_imperative") and not clause.asks
        if is_taken and not self._has(view.tokens[view.chain.verb_at :], "away"):
            return True
        is_told = before is not None and before.is_imperative and before.deed is Deed.GETS
        return is_told and bool(clause.link) and view.verb in grammar.words("gets_by_itself")

    def _may_be_imperative(self, verb: str, following: str) -> bool:
        """Whether a verb that begins a clause tells somebody to do something: not `do you …`, `price holds are`."""
        grammar = self._grammar
        persons = grammar.words("speaker", "spoken_to", "third")
        if verb in grammar.words("do") and following in persons - grammar.words("objects"):
            return False
        return following not in grammar.words("cans", "be", "musts", "never_after_verb")

    def _shares_subject(self, clause: Clause, before: Doing) -> bool:
        """Whether a clause without somebody who does it goes on with what the speaker does: `… and pay the freight`."""
        if clause.follows_break or clause.link not in self._grammar.words("clause_starters"):
            return False
        is_ours = before.subject is Subject.SPEAKER
        return is_ours and not (before.is_imperative or before.is_negative)

    def _goes_on_from_let(self, clause: Clause, before: Doing) -> bool:
        """`let me talk to her and come back`."""
        begins_with_let = before.clause.tokens[0].word in self._grammar.words("lets")
        return before.deed is Deed.STATES and begins_with_let and bool(clause.link)

    def _share(self, clause: Clause, tokens: tuple[Token, ...], place: int, before: Doing) -> Doing:
        asks = before.deed is Deed.GETS and before.clause.asks
        view = View(
            clause=clause,
            tokens=tokens,
            chain=Chain(verb_at=place),
            subject=Subject.SPEAKER,
            inverted=True,
        )
        return view.doing(Deed.GETS if asks else Deed.GIVES, self._after_light(tokens, place))

    def _judge_thing(self, clause: Clause, tokens: tuple[Token, ...]) -> Doing:
        """What a clause does about a thing, or about somebody else."""
        return Doing(
            clause=clause,
            deed=self._deed_of_thing(clause, tokens),
            subject=Subject.OTHERS,
            part=(tokens[0].start, clause.end),
            is_negative=self._has(tokens, "negations"),
            is_whole=True,
        )

    def _deed_of_thing(self, clause: Clause, tokens: Sequence[Token]) -> Deed:
        grammar, is_tied = self._grammar, clause.tie is not TieKind.NONE
        words = [token.word for token in tokens]
        if words[0] in grammar.words("third") and not self._points_at_need(tokens):
            names_figure = self._has(tokens, "be") and words[-1][:1].isdigit()
            return Deed.CHANGES if is_tied or names_figure else Deed.STATES
        if self._says_must(tokens) and not clause.asks:
            return Deed.GETS
        is_question = clause.asks and not is_tied
        if is_question and words[0] in grammar.words("be", "have", "do"):
            return Deed.STATES
        changes = self._says_change(words)
        if not changes and not self._has(tokens[1:], "cans", "be", "have"):
            return Deed.STATES if self._tells(tokens[1:]) else Deed.NAMES
        if is_question:
            return self._deed_of_question(words, changes=changes)
        if not is_tied and not changes and self._has(tokens, "negations"):
            return Deed.STATES
        if grammar.pattern("own_marks").search(self._lower, clause.start, clause.end):
            return Deed.GIVES
        return Deed.CHANGES

    def _points_at_need(self, tokens: Sequence[Token]) -> bool:
        """`this price has to move`: pointing at a thing, and saying that it must."""
        grammar = self._grammar
        if len(tokens) < 3 or tokens[0].word not in grammar.words("pointing"):
            return False
        helping = grammar.words("cans", "be", "have", "do", "musts", "musts_with_to")
        return tokens[1].word not in helping and self._says_must(tokens)

    def _says_change(self, words: Sequence[str]) -> bool:
        """Whether a verb says that something changes."""
        grammar = self._grammar
        # `better terms on returns`: behind such a word it is a thing.
        nouns_after = grammar.words("before_object", "articles")
        changes = grammar.verbs("changes")
        return any(
            word in changes and before not in nouns_after for before, word in pairwise(words)
        )

    def _deed_of_question(self, words: Sequence[str], *, changes: bool) -> Deed:
        """What a question about a thing asks for: `can the price come down?`."""
        grammar = self._grammar
        if self._is_about_papers(words) or words[0] not in grammar.words("cans"):
            return Deed.STATES
        moves = changes or any(word in grammar.verbs("gives") for word in words[1:])
        return Deed.GETS if moves else Deed.STATES

    def _tells(self, tokens: Sequence[Token]) -> bool:
        """Whether a verb in it tells what others do or did."""
        if self._has(tokens, "facts", "others_want", "gives_forms", "hands_forms", "talks_forms"):
            return True
        known = self._grammar.verbs("gives", "hands", "receives", "wants")
        return any(token.word.endswith("ed") and token.word in known for token in tokens)

    def _says_must(self, tokens: Sequence[Token]) -> bool:
        """`the rate must …`, `the rate needs to …`."""
        grammar = self._grammar
        if self._has(tokens, "musts"):
            return True
        return any(
            first.word in grammar.words("musts_with_to") and second.word in grammar.words("to")
            for first, second in pairwise(tokens)
        )

    def _after_light(self, tokens: Sequence[Token], at: int, *, drop_verb: bool = False) -> int:
        """Where a part begins: at its verb, or after it where it says no more than that something is given."""
        grammar = self._grammar
        if at >= len(tokens):
            return at
        verb = tokens[at].word
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if f"{verb}-{following}" in grammar.words("never_light"):
            # `give up the exclusivity`: without its verb it would say the opposite.
            return at
        if verb in grammar.words("climbs") and following in grammar.words("lifting", "to"):
            # `go up to 405`
            return at
        is_light = (
            drop_verb or verb in grammar.verbs("light_parts") or verb in grammar.verbs("receives")
        )
        if is_light and at + 1 < len(tokens):
            at += 1
            while at + 1 < len(tokens) and tokens[at].word in grammar.words("after_light"):
                at += 1
        return at
