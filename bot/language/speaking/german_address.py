"""German said to somebody with *du*, or to several with *ihr*, from the same words said with *Sie*.

All German sentences to the other side are written and built with *Sie*. This module finds what says *Sie* in them, by
clause: the pronoun with its case, the verb that agrees with it wherever it stands, the reflexive, the possessives.
Where no verb is found, or the words say *du* already in a deal that says *Sie*, there is no sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.domain.styles import Address
from bot.language.speaking.german_words import GERMAN, load_verbs
from bot.language.speaking.lexicon import load_words, speech_table

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLAUSE_END = re.compile(r"[,;:.?!()–\n]")
_POSSESSIVE = re.compile(r"Ihr(e|en|em|er|es|erseits)?")
_DENTAL = ("t", "d")
_SIBILANTS = ("s", "ß", "x", "z")
_VOWELS = "aeiouäöüy"
_INFINITIVES = ("en", "eln", "ern")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """A verb that agrees with *Sie*, as it agrees with *du* and *ihr*, and as both are told to do it."""

    du: str
    ihr: str
    tell_du: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressWords:
    """The small words of German that finding *Sie* in a sentence needs."""

    helpers: Mapping[str, Forms]
    """Verbs that help another one, and those whose forms follow no rule."""
    strong: Mapping[str, str]
    """Stems that change for *du*, by the infinitive they end: *geben* has *gib*."""
    weak: tuple[str, ...]
    """What only looks like one of those: *schalten* ends with *halten*."""
    plain_order: frozenset[str]
    """Strong verbs whose order keeps the vowel: *trage*."""
    verbs: frozenset[str]
    """Those besides the ones of the clauses that people type."""
    prepositions: frozenset[str]
    subjects: frozenset[str]
    to_self: frozenset[str]
    """Verbs whose *sich* is a dative: *sich Zeit nehmen*."""
    said_to_one: frozenset[str]
    """What says *du* or *ihr* already."""


@cache
def _load_words() -> AddressWords:
    table = speech_table(GERMAN, "address")
    helpers = {}
    for entry in table.phrases("helpers"):
        plural, du, ihr = entry.split()
        helpers[plural] = Forms(du=du, ihr=ihr)
    strong = dict(entry.split() for entry in table.phrases("strong"))
    return AddressWords(
        helpers=helpers,
        strong=strong,
        weak=table.phrases("weak"),
        plain_order=load_words(GERMAN, "address", "plain_order"),
        verbs=load_words(GERMAN, "address", "verbs"),
        prepositions=load_words(GERMAN, "address", "prepositions"),
        subjects=load_words(GERMAN, "address", "subjects"),
        to_self=load_words(GERMAN, "address", "to_self"),
        said_to_one=load_words(GERMAN, "address", "said_to_one"),
    )


def address_german(text: str, address: Address | None) -> str:
    """The text as it is said with this address, *Sie* where none is set; empty where it cannot be said like that."""
    if address in (None, Address.FORMAL):
        return "" if _says_du(text) else text
    # two people at the table are never *du*
    is_plural = address is Address.SEVERAL or "Ihnen beiden" in text
    return _AddressedText(text, is_plural=is_plural).build()


def _says_du(text: str) -> bool:
    return any(word in _load_words().said_to_one for word in _WORD.findall(text.lower()))


@cache
def conjugate(plural: str) -> Forms | None:
    """The verb of *Sie zahlen* for *du* and *ihr*; None where the word is no verb that is known."""
    words = _load_words()
    if plural in words.helpers:
        return words.helpers[plural]
    if plural not in load_verbs().participles and plural not in words.verbs:
        return None
    return build_forms(plural)


def build_forms(plural: str) -> Forms:
    """The forms of a verb as its infinitive tells them."""
    words = _load_words()
    stem = plural[:-2] if plural.endswith("en") else plural[:-1]
    needs_e = stem.endswith(_DENTAL) or _ends_with_cluster(stem)
    ihr = f"{stem}et" if needs_e else f"{stem}t"
    changed = _change_stem(plural)
    if changed is not None:
        du = f"{changed}t" if changed.endswith(_SIBILANTS) else f"{changed}st"
        keeps_vowel = any(plural.endswith(verb) for verb in words.plain_order)
        return Forms(du=du, ihr=ihr, tell_du=stem if keeps_vowel else changed)
    if needs_e:
        return Forms(du=f"{stem}est", ihr=ihr, tell_du=f"{stem}e")
    du = f"{stem}t" if stem.endswith(_SIBILANTS) else f"{stem}st"
    tell_du = f"{stem}e" if stem.endswith("ig") or plural.endswith("ern") else stem
    return Forms(du=du, ihr=ihr, tell_du=tell_du)


def _change_stem(plural: str) -> str | None:
    words = _load_words()
    if plural.endswith(words.weak):
        return None
    for verb, changed in words.strong.items():
        if plural.endswith(verb):
            return plural.removesuffix(verb) + changed
    return None


def _ends_with_cluster(stem: str) -> bool:
    """*rechn* and *öffn* need an *e* before their ending, *lern* and *nehm* do not."""
    if len(stem) < 3 or stem[-1] not in "nm":
        return False
    return stem[-2] not in _VOWELS and stem[-2] not in "lrhnm"


@dataclass(slots=True)
class _Token:
    """A word of the text, with what stands between it and the next one."""

    word: str
    after: str
    starts: bool
    """Whether a sentence begins with it."""
    is_asked: bool = False
    """Whether its sentence ends with a question mark."""
    new: str | None = None

    @property
    def low(self) -> str:
        return self.word.lower()


class _AddressedText:
    """One text while its words are turned."""

    def __init__(self, text: str, *, is_plural: bool) -> None:
        self._is_plural = is_plural
        self._words = _load_words()
        self._is_possible = True
        self._lead = text
        self._clauses: list[list[_Token]] = [[]]
        found = list(_WORD.finditer(text))
        if found:
            self._lead = text[: found[0].start()]
        starts = True
        for at, each in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else len(text)
            after = text[each.end() : end]
            self._clauses[-1].append(_Token(each[0], after, starts))
            starts = False
            # a full stop behind a digit ends no sentence: *bis 4. Dez*
            if _CLAUSE_END.search(re.sub(r"\d[.,]\d*|\d\.", "", after)):
                starts = bool(re.search(r"(?<!\d)[.?!:]", after))
                self._clauses.append([])
            if "?" in after:
                self._mark_question()

    def _mark_question(self) -> None:
        """The sentence that was read last is a question."""
        for clause in reversed(self._clauses):
            for token in reversed(clause):
                token.is_asked = True
                if token.starts:
                    return

    def build(self) -> str:
        """The text; empty where a verb in it is not known."""
        has_subject = False
        for clause in filter(None, self._clauses):
            # *um sich zu entscheiden*: whoever the clause before was about
            if has_subject and clause[0].low == "um":
                self._turn_reflexive(clause, 0, "")
            has_subject = self._turn_clause(clause)
        if not self._is_possible:
            return ""
        tokens = [token for clause in self._clauses for token in clause]
        said = [(token.word if token.new is None else token.new) + token.after for token in tokens]
        return self._lead + "".join(said)

    def _turn_clause(self, clause: list[_Token]) -> bool:
        """Turns one clause; whether *Sie* is what it is about."""
        has_subject = False
        for part in _split_conjuncts(clause):
            for at, token in enumerate(part):
                if token.word == "Ihnen":
                    self._replace(token, "dir", "euch")
                elif possessive := _POSSESSIVE.fullmatch(token.word):
                    self._turn_possessive(token, possessive[1] or "")
                elif token.word == "Sie":
                    has_subject = self._turn_pronoun(part, at) or has_subject
        return has_subject

    def _leave_out(self, token: _Token) -> None:
        token.new, token.after = "", token.after.removeprefix(" ")

    def _replace(self, token: _Token, du: str, ihr: str) -> None:
        new = ihr if self._is_plural else du
        token.new = new[:1].upper() + new[1:] if token.starts else new

    def _turn_possessive(self, token: _Token, ending: str) -> None:
        self._replace(token, f"dein{ending}", f"eur{ending}" if ending else "euer")

    def _turn_pronoun(self, part: list[_Token], at: int) -> bool:
        token = part[at]
        before = part[at - 1] if at else None
        if before is not None and before.low in self._words.prepositions:
            self._replace(token, "dich", "euch")
            return False
        if any(each.low in self._words.subjects for each in part[:at]):
            self._replace(token, "dich", "euch")
            return False
        verb = self._find_verb(part, at)
        if verb is None:
            # *der Teil, der Sie stört*: somebody else does it
            if _agrees_with_one(part[-1].low):
                self._replace(token, "dich", "euch")
                return False
            self._is_possible = False
            return False
        is_order = self._is_order(part, at, verb)
        if is_order:
            self._leave_out(token)
        else:
            self._replace(token, "du", "ihr")
        self._turn_verb(verb, is_order=is_order)
        self._turn_reflexive(part, at, verb.low)
        for shared in self._find_shared_verbs(part, at, verb):
            self._turn_verb(shared, is_order=False)
        return True

    def _find_verb(self, part: list[_Token], at: int) -> _Token | None:
        """The verb that agrees: before the pronoun, behind it where both begin a sentence, or last in the clause."""
        if at and conjugate(part[at - 1].low) is not None:
            return part[at - 1]
        behind = part[at + 1 :]
        if at == 0 and behind and conjugate(behind[0].low) is not None:
            return behind[0]
        for token in reversed(behind):
            if token.word[:1].islower() and conjugate(token.low) is not None:
                return token
        # what ends such a clause is its verb, be it one that nobody listed
        last = behind[-1] if behind else None
        if last is not None and last.word.islower() and last.word.endswith(_INFINITIVES):
            return last
        return None

    def _is_order(self, part: list[_Token], at: int, verb: _Token) -> bool:
        """*Bitte geben Sie uns Bescheid.*"""
        place = part.index(verb)
        opens = place == 0 or (place == 1 and part[0].low == "bitte")
        return opens and place < at and verb.low not in self._words.helpers and not verb.is_asked

    def _turn_verb(self, verb: _Token, *, is_order: bool) -> None:
        forms = conjugate(verb.low) or build_forms(verb.low)
        self._replace(verb, forms.tell_du if is_order else forms.du, forms.ihr)

    def _turn_reflexive(self, part: list[_Token], at: int, verb: str) -> None:
        for token in part[at:]:
            if token.word == "sich":
                is_dative = verb in self._words.to_self
                self._replace(token, "dir" if is_dative else "dich", "euch")

    def _find_shared_verbs(self, part: list[_Token], at: int, verb: _Token) -> list[_Token]:
        """*wenn Sie uns Zugang geben und die Gebühr streichen*: both are theirs, if no helper ends the clause."""
        place = part.index(verb)
        if place < at or verb.low in self._words.helpers:
            return []
        return [
            token
            for follows, token in zip(part[at + 2 : place + 1], part[at + 1 : place], strict=True)
            if follows.low in ("und", "oder")
            and token.word[:1].islower()
            and conjugate(token.low) is not None
        ]


def _split_conjuncts(clause: list[_Token]) -> list[list[_Token]]:
    """The clause, cut where a new subject follows *und*: *wenn Sie beginnen und wir die Ziele festhalten*."""
    parts: list[list[_Token]] = [[]]
    subjects = _load_words().subjects | {"sie"}
    for at, token in enumerate(clause):
        follows = clause[at + 1].low if at + 1 < len(clause) else ""
        if token.low in ("und", "oder") and follows in subjects and parts[-1]:
            parts.append([])
        parts[-1].append(token)
    return parts


def _agrees_with_one(word: str) -> bool:
    """*stört*, *zurückhält*: a form of one person or thing."""
    return word.endswith("t") and conjugate(word) is None
