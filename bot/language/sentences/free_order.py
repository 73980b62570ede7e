"""What clauses do in a language whose verbs may stand anywhere in them, such as German."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.language.sentences.clauses import Clause, TieKind, Token
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.judges import ClauseJudge
from bot.language.sentences.verb_forms import list_plain_verbs, load_bare_forms, load_plain_forms

_FEW = 3
"""Words in a clause with more than which an unknown verb at its end does something to something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verb:
    """A verb in its plain form, and the words that are it: `legen … drauf` is `drauflegen`."""

    plain: str
    at: int
    particle_at: int = -1


@dataclass(frozen=True, slots=True)
class _ClauseWords:
    """What a clause is made of."""

    tokens: tuple[Token, ...]
    subject: Subject
    subject_at: int
    verbs: tuple[_Verb, ...]
    negative: bool
    can: bool
    must: bool
    ready: bool
    begins_with_verb: bool

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]


class FreeOrderJudge(ClauseJudge):
    """Says what clauses do by the words in them, wherever they stand."""

    def judge_tokens(
        self, clause: Clause, tokens: tuple[Token, ...], before: Doing | None
    ) -> Doing:
        found = self._look(clause, tokens, before)
        doing = self._judge_found(clause, found)
        return replace(
            doing,
            subject=found.subject,
            is_negative=found.negative,
            subject_at=tokens[0].start,
            is_whole=self._may_be_said_again(found),
        )

    def _may_be_said_again(self, found: _ClauseWords) -> bool:
        """Whether it can stand as a sentence before a `wenn`: it begins with who does it, and was not done yet."""
        if found.subject is not Subject.SPEAKER or found.subject_at != 0 or found.negative:
            return False
        return found.can or not self._has(found.tokens, "past")

    def _look(
        self, clause: Clause, tokens: tuple[Token, ...], before: Doing | None
    ) -> _ClauseWords:
        grammar = self._grammar
        words = [token.word for token in tokens]
        subject_at, subject = self._find_nominative(words, tied=clause.tie is not TieKind.NONE)
        verbs = tuple(
            verb for verb in self._find_verbs(words) if not self._is_noun(tokens, verb.at)
        )
        first_at = min((verb.at for verb in verbs), default=-1)
        begins = first_at == 0 or words[0] in grammar.words("cans", "be", "musts", "have")
        if subject is Subject.NONE and begins and before is not None and not clause.asks:
            shares = before.subject is Subject.SPEAKER and clause.tie is before.clause.tie
            if shares and words[0].endswith(("n", "e")):
                subject = Subject.SPEAKER
        return _ClauseWords(
            tokens,
            subject,
            subject_at,
            verbs,
            not grammar.words("negations").isdisjoint(words),
            not grammar.words("cans").isdisjoint(words),
            not grammar.words("musts").isdisjoint(words),
            not grammar.words("ready").isdisjoint(words),
            begins,
        )

    def _find_nominative(self, words: Sequence[str], *, tied: bool) -> tuple[int, Subject]:
        grammar = self._grammar
        for place, word in enumerate(words):
            if place and words[place - 1] in grammar.words("before_object"):
                continue
            if word in grammar.words("speaker"):
                return place, Subject.SPEAKER
            if word in grammar.words("spoken_to"):
                # `wir bitten Sie`: a `Sie` before a `wir` is who does it, one after it is not.
                return place, Subject.SPOKEN_TO
            if tied and word in grammar.words("they"):
                return place, Subject.SPOKEN_TO
            if word in grammar.words("spoken_to_all"):
                ends_with_verb = tied or words[0] in grammar.words("that")
                if self._is_all_of_them(words, place, ends_with_verb=ends_with_verb):
                    return place, Subject.SPOKEN_TO
        if words[0] in grammar.words("own"):
            return 1, Subject.SPEAKER
        if tied:
            return -1, Subject.NONE
        return self._find_own_noun(words)

    def _is_all_of_them(self, words: Sequence[str], place: int, *, ends_with_verb: bool) -> bool:
        """Whether an `ihr` is who does it: a verb beside it fits, or the one at the end of the clause."""
        beside = [words[at] for at in (place - 1, place + 1) if 0 <= at < len(words)]
        if ends_with_verb:
            beside.append(words[-1])
        following = words[place + 1] if place + 1 < len(words) else ""
        if following in self._grammar.words("articles"):
            return True
        if following.endswith("t") and place == 0:
            # `ihr grabt die Löcher`, `ihr schleppt`
            goes_on = words[2:3]
            if not goes_on or goes_on[0] in self._grammar.words("articles"):
                return True
        plain_forms = load_plain_forms(self._grammar.code)
        helping = self._grammar.words("cans", "musts", "permits", "be", "have")
        return any(
            word.endswith("t") and (word in plain_forms or word in helping) for word in beside
        )

    def _find_own_noun(self, words: Sequence[str]) -> tuple[int, Subject]:
        """`die Firma zahlt den Umzug`, `den Umzug zahlt die Firma`."""
        grammar = self._grammar
        nouns = grammar.words("own_nouns")
        if not nouns.isdisjoint(words[:2]):
            return 1 if words[0] in grammar.words("articles") else 0, Subject.SPEAKER
        plain_forms = load_plain_forms(grammar.code)
        gives = grammar.words("gives", "hands", "approves")
        for place in range(3, len(words)):
            follows_verb = plain_forms.get(words[place - 2]) in gives
            if (
                words[place] in nouns
                and follows_verb
                and words[place - 1] in grammar.words("nominatives")
            ):
                return place, Subject.SPEAKER
        return -1, Subject.NONE

    def _find_verbs(self, words: Sequence[str]) -> list[_Verb]:
        """The verbs of a clause in their plain forms, those with a particle put together."""
        plain_forms = load_plain_forms(self._grammar.code)
        particles = self._grammar.words("particles")
        verbs: list[_Verb] = []
        for place, word in enumerate(words):
            plain = plain_forms.get(word) or self._find_bare_verb(words, place)
            if plain is None:
                continue
            particle_at = next(
                (at for at in range(len(words) - 1, place, -1) if words[at] in particles), -1
            )
            if particle_at > 0 and words[particle_at - 1] in self._grammar.words("in_the"):
                # `zahlen im Voraus`
                particle_at = -1
            if particle_at >= 0:
                joined = f"{words[particle_at]}{plain}"
                if joined in list_plain_verbs(self._grammar.code):
                    verbs.append(_Verb(plain=joined, at=place, particle_at=particle_at))
                    continue
            verbs.append(_Verb(plain=plain, at=place))
        return verbs

    def _is_noun(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a word that could be a verb is a noun, as it is written: `wenn ihr die Miete senkt`."""
        if place == 0:
            return False
        is_written_large = self._text[tokens[place].start].isupper()
        before = tokens[place - 1].word
        is_after_article = place > 1 and before in self._grammar.words("articles")
        is_last = place == len(tokens) - 1
        return (is_written_large and not self._text.isupper()) or (is_after_article and not is_last)

    def _find_bare_verb(self, words: Sequence[str], place: int) -> str | None:
        """The plain form of a verb without its ending, as it is said: `dann geh ich`, `mach 85 draus`."""
        verb = load_bare_forms(self._grammar.code).get(words[place])
        if verb is None or place == 0:
            return verb
        beside = words[max(0, place - 1) : place + 2]
        return None if self._grammar.words("first_person").isdisjoint(beside) else verb

    def _judge_found(self, clause: Clause, found: _ClauseWords) -> Doing:
        if found.subject is Subject.SPEAKER:
            return self._judge_ours(clause, found)
        if found.subject is Subject.SPOKEN_TO:
            return self._judge_theirs(clause, found)
        return self._judge_things(clause, found)

    def _verb_of(self, found: _ClauseWords, *keys: str) -> _Verb | None:
        for key in keys:
            known = self._grammar.words(key)
            for verb in found.verbs:
                if verb.plain in known:
                    return verb
        return None

    def _judge_ours(self, clause: Clause, found: _ClauseWords) -> Doing:
        """What the speaker does."""
        for look in (
            self._look_for_need,
            self._look_for_refusal,
            self._look_for_question,
            self._look_for_want,
            self._look_for_gift,
            self._look_for_receipt,
        ):
            doing = look(clause, found)
            if doing is not None:
                return doing
        words = found.words
        if found.ready and len(words) > found.subject_at + 2:
            return self._doing(clause, found, Deed.GIVES)
        if found.can and len(words) > _FEW and words[-1].endswith("n"):
            verb = _Verb(plain=words[-1], at=len(words) - 1)
            return self._doing(clause, found, Deed.GIVES, verb)
        is_for_them = self._grammar.pattern("for_them").search(
            self._lower, clause.start, clause.end
        )
        is_to_them = is_for_them is not None or self._is_done_to_them(found)
        is_talk = found.must or self._verb_of(found, "talks") is not None
        if is_to_them and not clause.asks and not is_talk:
            # `wir fahren für Sie am Samstag`, `Dienstag quetsch ich euch rein`: whatever it is, they get it.
            return self._doing(clause, found, Deed.GIVES)
        return self._doing(clause, found, Deed.STATES)

    def _is_done_to_them(self, found: _ClauseWords) -> bool:
        """Whether more is done to them, by a verb of no list: `Dienstag quetsch ich euch noch rein`; not what was done
        or is only said."""
        grammar, words = self._grammar, found.words
        talks = grammar.words("talks")
        if self._has(found.tokens, "past", "have") or any(f"{word}en" in talks for word in words):
            return False
        is_more = words[-1] in grammar.words("particles") or self._has(found.tokens, "extra_words")
        return is_more and self._has(found.tokens, "to_them")

    def _doing(
        self,
        clause: Clause,
        found: _ClauseWords,
        deed: Deed,
        verb: _Verb | None = None,
        *,
        is_imperative: bool = False,
    ) -> Doing:
        return Doing(
            clause=clause,
            deed=deed,
            words=self._words_of_part(clause, found, verb),
            verb=verb.plain if verb else "",
            is_imperative=is_imperative,
        )

    def _look_for_need(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`ohne Rücktrittsrecht können wir nicht unterschreiben`."""
        if not found.negative or self._verb_of(found, "keeps_doing_without") is None:
            return None
        for token, following in pairwise(found.tokens):
            if token.word in self._grammar.words("without"):
                part = following.start, following.end
                return Doing(clause=clause, deed=Deed.GETS, part=part)
        return None

    def _look_for_refusal(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`wir berechnen Ihnen die Stunden nicht` gives, `wir können nicht` refuses."""
        if not found.negative:
            return None
        demanding = self._verb_of(found, "demands")
        if demanding is not None:
            doing = self._doing(clause, found, Deed.GIVES, _without_name(demanding))
            # `die Zeichnung berechne ich nicht`: without these words it would say the opposite.
            denied = next(
                token.word
                for token in found.tokens
                if token.word in self._grammar.words("negations")
            )
            return replace(doing, words=f"{doing.words} {denied} {demanding.plain}".strip())
        return self._doing(clause, found, Deed.REFUSES, self._giving_verb(found))

    def _asks_whether_not(self, found: _ClauseWords) -> bool:
        """`könntest du nicht die Gebühr weglassen`, typed without its question mark."""
        words = [token.word for token in found.tokens[:3]]
        if not found.negative or len(words) < 3 or words[0] not in self._grammar.words("cans"):
            return False
        return found.subject_at == 1 and words[2] in self._grammar.words("negations")

    def _look_for_question(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`können wir 3 % bekommen?`."""
        if not (clause.asks and found.begins_with_verb):
            return None
        receiving = self._verb_of(found, "receives")
        if self._verb_of(found, "talks") is not None and receiving is None:
            return self._doing(clause, found, Deed.STATES)
        return self._doing(clause, found, Deed.GETS, self._giving_verb(found) or receiving)

    def _look_for_want(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`wir brauchen …`, `wir hätten gern …`; `wir möchten Ihnen … anbieten` gives."""
        grammar = self._grammar
        wishing, giving = self._verb_of(found, "wants"), self._giving_verb(found)
        if wishing is None:
            hopes = self._has(found.tokens, "hopes") and self._has(found.tokens, "gladly")
            # `ich will 28 Tage`: no other verb says what for.
            hopes = hopes or (self._has(found.tokens, "wills") and not found.verbs)
            return self._doing(clause, found, Deed.GETS) if hopes else None
        if giving is not None and giving.at != wishing.at:
            offers = giving.plain in grammar.words("offers") or self._has(found.tokens, "to_them")
            return self._doing(clause, found, Deed.GIVES if offers else Deed.GETS, giving)
        talking = self._verb_of(found, "talks")
        is_talk = talking is not None and talking.plain not in grammar.words("talks_that_give")
        if talking is not None and is_talk and talking.at != wishing.at:
            return self._doing(clause, found, Deed.STATES)
        return self._doing(clause, found, Deed.GETS, wishing)

    def _look_for_gift(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`wir übernehmen die Fracht`, `die Leitung hat 3 % genehmigt`; not what was given long ago."""
        is_past = self._has(found.tokens, "past")
        approving, giving = self._verb_of(found, "approves"), self._giving_verb(found)
        talking = self._verb_of(found, "talks")
        told = self._grammar.pattern("only_told").search(self._lower, clause.start, clause.end)
        if told is not None and not found.can:
            # `wir warten auf das Gutachten`, `unsere Bohnen kommen von zwei Höfen`
            return self._doing(clause, found, Deed.STATES, giving)
        if approving is not None and is_past:
            return self._doing(clause, found, Deed.GIVES, _without_name(approving))
        if giving is None and talking is not None:
            deed = Deed.GIVES if found.ready else Deed.STATES
            return self._doing(clause, found, deed, talking)
        if giving is None:
            return None
        if talking is not None and talking.at < giving.at and not found.can:
            return self._doing(clause, found, Deed.STATES)
        earlier = self._grammar.pattern("of_earlier").search(self._lower, clause.start, clause.end)
        is_told = found.must or (is_past and earlier is not None)
        return self._doing(clause, found, Deed.STATES if is_told else Deed.GIVES, giving)

    def _look_for_receipt(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`wir bekommen …`; `wir haben …` tells."""
        receiving = self._verb_of(found, "receives")
        if receiving is None:
            return None
        has = receiving.plain in self._grammar.words("has") and self._has(found.tokens, "past")
        return self._doing(clause, found, Deed.STATES if has else Deed.GETS, receiving)

    def _giving_verb(self, found: _ClauseWords) -> _Verb | None:
        return self._verb_of(found, "gives", "hands")

    def _judge_theirs(self, clause: Clause, found: _ClauseWords) -> Doing:
        """What the other side does, as the speaker says or asks."""
        main = self._main_verb(found)
        if clause.tie is not TieKind.NONE and found.words[-1] in self._grammar.words("third_ends"):
            # `solange er versichert ist`: what has to be so.
            part = found.tokens[0].start, clause.end
            return Doing(clause=clause, deed=Deed.GETS, part=part)
        if clause.tie is not TieKind.NONE or self._is_wished_for(clause, found):
            return self._doing(clause, found, Deed.GETS, main)
        if clause.asks:
            deed = Deed.GETS if self._asks_for_deed(found) else Deed.STATES
            return self._doing(clause, found, deed, main)
        if self._has(found.tokens, "never"):
            return self._doing(clause, found, Deed.STATES)
        if self._asks_whether_not(found):
            return self._doing(clause, found, Deed.GETS, main)
        if found.negative:
            free = self._verb_of(found, "free_of")
            # `Sie brauchen nichts zu hinterlegen`
            needs_not = self._verb_of(found, "wants") is not None
            needs_not = needs_not and self._has(found.tokens, "infinitive_mark")
            is_free = found.must or needs_not or free is not None
            deed = Deed.GIVES if is_free else Deed.STATES
            return self._doing(clause, found, deed, _without_name(free or main))
        if found.must:
            return self._doing(clause, found, Deed.GETS, main)
        return self._look_for_permission(clause, found) or self._judge_claim(clause, found)

    def _is_wished_for(self, clause: Clause, found: _ClauseWords) -> bool:
        """`mir wäre wichtig, dass Sie …`."""
        if found.words[0] not in self._grammar.words("that") or len(found.words) < _FEW:
            return False
        before = self._lower[: clause.start].rstrip(" ,")
        return self._grammar.pattern("wishes_before_that").search(before) is not None

    def _main_verb(self, found: _ClauseWords) -> _Verb | None:
        known = self._giving_verb(found) or self._verb_of(found, "receives")
        return known or (found.verbs[0] if found.verbs else None)

    def _is_talk(self, found: _ClauseWords) -> bool:
        """Whether it only carries the talk on: `melden Sie sich`, `schicken Sie uns die Unterlagen`."""
        if self._is_about_papers(found.words):
            return True
        sends = not self._grammar.words("sends").isdisjoint(found.words)
        if sends and self._has(found.tokens, "sendables"):
            return True
        return self._verb_of(found, "talks") is not None and self._giving_verb(found) is None

    def _asks_for_deed(self, found: _ClauseWords) -> bool:
        """`können Sie …?`, `geben Sie uns …?`; `liefern Sie nach Norwegen?` asks for a fact."""
        if self._is_talk(found):
            return False
        first = found.words[0]
        if found.can or (first in self._grammar.words("be") and found.ready):
            return True
        is_for_us = self._has(found.tokens, "to_us") and found.begins_with_verb
        return is_for_us and self._giving_verb(found) is not None

    def _look_for_permission(self, clause: Clause, found: _ClauseWords) -> Doing | None:
        """`Sie bekommen …`, `Sie dürfen …`."""
        receiving = self._verb_of(found, "receives")
        if self._has(found.tokens, "gets_by_itself") or (receiving is not None and found.can):
            verb = receiving or (found.verbs[0] if found.verbs else None)
            return self._doing(clause, found, Deed.GIVES, _without_name(verb))
        is_permitted = self._has(found.tokens, "permits") and found.subject_at <= 1
        if found.subject_at == 2 and found.words[1] in self._grammar.words("permits"):
            # `streichen dürft ihr, wie ihr wollt`
            is_permitted = is_permitted or found.words[0].endswith("en")
        if is_permitted or self._permits_behind(found):
            return self._doing(clause, found, Deed.GIVES, self._main_verb(found))
        return None

    def _permits_behind(self, found: _ClauseWords) -> bool:
        """`die Miete könnt ihr quartalsweise zahlen`; not `das könnt ihr besser machen`."""
        words, at = found.words, found.subject_at
        if at < 2 or words[0] in self._grammar.words("third", "questioning"):
            return False
        return words[at - 1] in self._grammar.words("permits") and words[-1].endswith("n")

    def _judge_claim(self, clause: Clause, found: _ClauseWords) -> Doing:
        """`legen Sie 2 % drauf`, `Sie zahlen den Zoll`; `behalten Sie das Gerät` gives."""
        main, giving = self._main_verb(found), self._giving_verb(found)
        if self._is_talk(found):
            return self._doing(clause, found, Deed.STATES)
        if found.begins_with_verb and found.subject_at == 1:
            if found.words[0] in self._grammar.words("have", "be"):
                # `dann habt ihr Platz`
                return self._doing(clause, found, Deed.STATES, main)
            first = found.verbs[0].plain if found.verbs else ""
            takes = first in self._grammar.words("takes_imperative")
            if takes:
                verb = _without_name(main)
                return self._doing(clause, found, Deed.GIVES, verb, is_imperative=True)
            deed = Deed.GETS if main else Deed.STATES
            return self._doing(clause, found, deed, main, is_imperative=True)
        is_claim = giving is not None and not self._has(found.tokens, "past")
        is_wish = found.can and len(found.words) > 2 and found.words[-1].endswith("n")
        deed = Deed.GETS if is_claim or is_wish else Deed.STATES
        return self._doing(clause, found, deed, giving or main)

    def _judge_things(self, clause: Clause, found: _ClauseWords) -> Doing:
        """What a clause does about a thing, or asks of nobody by name: `bitte streichen`."""
        # The `bitte` may be what opens the clause.
        if self._has(clause.tokens, "please") and found.verbs:
            is_talk = self._is_talk(found)
            deed = Deed.STATES if is_talk else Deed.GETS
            return self._doing(clause, found, deed, found.verbs[-1], is_imperative=True)
        if clause.tie is TieKind.NONE and not clause.asks and self._tells_to(found):
            verb = self._main_verb(found)
            takes = verb is not None and verb.plain in self._grammar.words("takes_imperative")
            takes = takes or self._has(found.tokens, "by_all_means")
            deed = Deed.GIVES if takes else Deed.GETS
            deed = Deed.STATES if self._is_talk(found) else deed
            return self._doing(clause, found, deed, verb, is_imperative=True)
        part = found.tokens[0].start, clause.end
        if self._is_wished_for(clause, found):
            return Doing(clause=clause, deed=Deed.GETS, part=(found.tokens[1].start, clause.end))
        return Doing(clause=clause, deed=self._deed_of_thing(clause, found), part=part)

    def _tells_to(self, found: _ClauseWords) -> bool:
        """Whether it tells one or several of them what to do: `macht uns einen besseren Preis`."""
        words = found.words
        return len(words) > 1 and words[0] in self._grammar.words("imperatives")

    def _deed_of_thing(self, clause: Clause, found: _ClauseWords) -> Deed:
        grammar, words = self._grammar, found.words
        is_free = clause.tie is TieKind.NONE
        if words[0] in grammar.words("anyone") and clause.tie is TieKind.NONE:
            # `man sollte immer vergleichen`: advice.
            return Deed.STATES
        if found.must and not clause.asks:
            return Deed.GETS
        if clause.asks and words[0] in grammar.words("have"):
            # `hat die Halle Starkstrom?`
            return Deed.STATES
        if is_free and words[0] in grammar.words("third"):
            return Deed.STATES
        finite = grammar.words("facts", "be").isdisjoint(words)
        finite = not (finite and grammar.verbs("changes").isdisjoint(words))
        if not (found.verbs or found.can or finite):
            return Deed.STATES if found.negative and is_free else Deed.NAMES
        if is_free and (clause.asks or found.negative):
            return Deed.STATES
        if grammar.pattern("own_marks").search(self._lower, clause.start, clause.end):
            return Deed.GIVES
        return Deed.CHANGES

    def _is_said_of_it(self, found: _ClauseWords, verb: _Verb) -> bool:
        """Whether a participle beside another verb is no part of what is done."""
        word = found.words[verb.at]
        is_participle = word.startswith(_PARTICIPLE) and not verb.plain.startswith(_PARTICIPLE)
        helped = self._has(found.tokens, "have", "be", "cans", "musts", "finite")
        others = [each for each in found.verbs if each.at != verb.at]
        return is_participle and bool(verb.plain) and bool(others) and not helped

    def _places_of_subject(self, found: _ClauseWords) -> set[int]:
        """The words that say who does it: `die Zentrale`; of `unser Stundensatz` the thing stays."""
        grammar, words, at = self._grammar, found.words, found.subject_at
        if (
            not 0 < at < len(words)
            or found.subject is not Subject.SPEAKER
            or words[at] in grammar.words("speaker")
        ):
            return {at}
        if words[0] in grammar.words("own"):
            return {0}
        return {place for place in range(at) if place or words[0] in grammar.words("articles")} | {
            place for place in (at - 1, at) if words[place] in grammar.words("own_nouns")
        }

    def _words_of_part(self, clause: Clause, found: _ClauseWords, verb: _Verb | None) -> str:
        """The words of what is given or wanted, its verb in its plain form behind them; a verb that says no more than
        that something is given is left out."""
        grammar = self._grammar
        dropped = grammar.words(
            "cans",
            "musts",
            "be",
            "have",
            "ready",
            "steps",
            "negations",
            "infinitive_mark",
            "hopes",
            "that",
        )
        gone = self._places_of_subject(found)
        if verb is not None and self._is_said_of_it(found, verb):
            # `sie kommen gereinigt zurück`: the verb stays where it is.
            verb = None
        if verb is not None:
            gone |= {verb.at, verb.particle_at}
        pieces: list[str] = []
        begin = found.tokens[0].start
        for place, token in enumerate(found.tokens):
            is_verb_of_wish = place in {
                each.at for each in found.verbs if each.plain in grammar.words("wants")
            }
            if place in gone or is_verb_of_wish or token.word in dropped:
                pieces.append(self._text[begin : token.start])
                begin = token.end
        pieces.append(self._text[begin : clause.end])
        words = " ".join(" ".join(pieces).split())
        if verb is None or not verb.plain or verb.plain in grammar.words("light_parts"):
            return words
        if verb.plain in grammar.words("receives", "wants"):
            return words
        # The verb stands before what would be cut off behind it: `in 14 Tagen statt in 30`.
        aside = grammar.pattern("trailing").search(words.lower())
        if aside is not None and aside.start() > 0:
            words = words[: aside.start()]
        return f"{words.rstrip(' ,.!')} {verb.plain}".strip()


_PARTICIPLE = "ge"


def _without_name(verb: _Verb | None) -> _Verb | None:
    """The verb as one that is left out of a part: `bekommen Sie die Garantie`."""
    return replace(verb, plain="") if verb is not None else None
