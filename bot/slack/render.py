"""From an answer to a message: `GiveRecorded` is said by the template `give_recorded.j2`, in
whatever folder it is."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import orjson
from jinja2 import Environment, Template

from bot.coach.answers import Sentence, SentenceKind
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.offers import OfferRecorded, OfferSaid
from bot.coach.document_parts import Section
from bot.domain.deals import Deal, Side
from bot.domain.offers import Offer
from bot.domain.styles import Style
from bot.language.address import address_text
from bot.language.languages import ENGLISH, LANGUAGES, language_of
from bot.language.speaking.names import (
    find_name_in_title,
    names_somebody,
    speak_to_candidate,
    speak_to_party,
)
from bot.language.speaking.orders import asks_for_goods, speak_as_order
from bot.language.speech import load_speech
from bot.language.spoken_sums import name_currency
from bot.language.spoken_terms import build_spoken_term
from bot.language.turning import tell_phrase
from bot.slack.blocks import Block, Part
from bot.slack.command_names import write_out, write_out_part
from bot.slack.limits import check_message
from bot.slack.markup import Markup, join_lines
from bot.slack.message_builder import ELEMENT_FUNCTIONS, MessageBuilder
from bot.slack.move_names import name_moves
from bot.slack.outline import OutlineBuilder
from bot.slack.templating import IS_TESTED, OVERRIDES, build_environment
from bot.slack.words import LocaleWords, number_format, number_locale
from bot.translations import Catalogue, load_catalogue

PHRASES = (
    "as_condition", "as_reason", "bare", "because", "can_say_condition", "can_say_reason", "clear", "deed",
    "do", "done", "further", "happens_by_day", "if_", "is_clause", "is_of_one_thing", "is_our_deed",
    "listed", "naming", "need", "return_for", "said", "speaks", "thanks", "the",
)  # fmt: skip
"""Turns of phrase for what is said to the other side."""


Shown = TypeVar("Shown", list[Block], tuple[Block, ...], Block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: blocks, and the same in words for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]


def dump_message(message: Message) -> bytes:
    """A message as bytes, to be remembered for a while."""
    return orjson.dumps([message.text, message.blocks])


def load_message(kept: bytes) -> Message:
    """The message that `dump_message` wrote."""
    text, blocks = orjson.loads(kept)
    return Message(text=text, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageTemplates:
    """All templates in one language, with what they call in every message."""

    catalogue: Catalogue
    templates: "TemplatesByName"
    functions: dict[str, object]


MOST_WORDS = 64
"""So many vocabularies are kept: one for each locale on each day that is today somewhere."""


_ASKS = frozenset({SentenceKind.ASK, SentenceKind.ASK_BACK, SentenceKind.ASK_AGAIN})
_SPACED_PERCENT = re.compile(r"(?<=\d) %")
"""English sentences say `9%`, as people type it."""


def template_name(answer: type) -> str:
    """`give_recorded` for `GiveRecorded`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", answer.__name__).lower()


class Renderer:
    """Turns answers into messages with the templates of one folder, each compiled when it is first used.

    Every language has the same templates, whose words stand in its catalog. Where a language needs
    another structure, a template under `overrides/<language>` stands instead of the one of the same
    path.
    """

    def __init__(self, folder: Path, *, fast: bool = IS_TESTED, bare_commands: bool = True) -> None:
        """With `bare_commands` people type `/deal`; without, `/giveget deal`."""
        self.bare_commands = bare_commands
        self._languages = {name: _load(folder, name, fast=fast) for name in LANGUAGES}
        self._words: dict[tuple[str, date], LocaleWords] = {}

    @property
    def names(self) -> frozenset[str]:
        """The names of all templates; every language has the same."""
        return frozenset(self._languages[ENGLISH].templates)

    def compile_all(self) -> None:
        """Compiles every template of every language, so that no start of a process has to."""
        for language in self._languages.values():
            list(language.templates.values())

    def catalogue(self, locale: str) -> Catalogue:
        """How our own words read to somebody with this locale."""
        return self._languages[language_of(locale)].catalogue

    def render(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> Message:
        """The message that says `answer` to a reader with this locale, for whom it is `today`.
        Without its sentences it holds nothing that may be said to the other side.

        Raises `TooLong` where it would not fit into one message.
        """
        builder = self._build(answer, locale, today, in_message=True, with_sentences=with_sentences)
        message = self.name_commands(
            Message(text=builder.fallback_text(), blocks=tuple(builder.blocks))
        )
        check_message(message.text, message.blocks)
        return message

    def blocks(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> list[Block]:
        """The blocks that say `answer` in a form or in Home, where tables read as lists and charts
        are left out."""
        builder = self._build(
            answer, locale, today, in_message=False, with_sentences=with_sentences
        )
        return self.name_commands_in(list(builder.blocks))

    def name_commands(self, message: Message) -> Message:
        """The message with commands as people type them here."""
        if self.bare_commands:
            return message
        return Message(text=write_out(message.text), blocks=self.name_commands_in(message.blocks))

    def name_commands_in(self, part: Shown) -> Shown:
        """The same for blocks or a form."""
        if self.bare_commands:
            return part
        return cast("Shown", write_out_part(cast("Part", part)))

    def name_commands_of(self, text: str) -> str:
        """The same for a sentence."""
        return text if self.bare_commands else write_out(text)

    def for_one_command(self) -> "Renderer":
        """The same renderer for an app that has `/giveget` alone."""
        renderer = copy(self)
        renderer.bare_commands = False
        return renderer

    def plain(self, answer: Answer, *, locale: str, today: date) -> str:
        """What `answer` says as bare text, to be copied."""
        bare = self._build(answer, locale, today, in_message=True).bare_text()
        return self.name_commands_of(bare)

    def outline(
        self, answer: Answer, *, locale: str, today: date, names: Mapping[str, str]
    ) -> tuple[Section, ...]:
        """What `answer` says as sections of a document, in which people have the `names` of their ids."""
        builder = OutlineBuilder(self.words(locale, today), names)
        self._fill(builder, answer, locale, today)
        return builder.sections

    def words(self, locale: str, today: date) -> LocaleWords:
        """How figures, days and counts read to somebody with this locale, for whom it is `today`."""
        # One vocabulary serves all messages of a day; readers are in a few locales and at two days at most.
        known = self._words.get((locale, today))
        if known is None:
            if len(self._words) >= MOST_WORDS:
                self._words.clear()
            number = number_format(number_locale(locale))
            known = LocaleWords(number, today, self.catalogue(locale))
            self._words[locale, today] = known
        return known

    def _build(
        self,
        answer: Answer,
        locale: str,
        today: date,
        *,
        in_message: bool,
        with_sentences: bool = True,
    ) -> MessageBuilder:
        words = self.words(locale, today)
        builder = MessageBuilder(words, in_message=in_message, with_sentences=with_sentences)
        self._fill(builder, answer, locale, today)
        return builder

    def _fill(self, builder: MessageBuilder, answer: Answer, locale: str, today: date) -> None:
        """Lets the template of an answer say it."""
        language = self._languages[language_of(locale)]
        template = language.templates[template_name(type(answer))]
        words = self.words(locale, today)
        functions = builder.template_functions(name_moves(answer, words))
        deal = answer.deal if isinstance(answer, DealAnswer | Sentence) else None
        functions["say"] = partial(
            self._say,
            names=_list_names(deal) if deal is not None else (),
            unit=deal.unit if deal is not None else "",
            side=deal.side if deal is not None else None,
            locale=locale,
            today=today,
        )
        functions["say_offer"] = partial(self._say_offer, locale=locale, today=today)
        # One dict of our own instead of `template.render`, which copies Jinja's globals name by name every time.
        context = template.new_context(language.functions | functions, shared=True)
        rest = "".join(template.root_render_func(context))
        if rest.strip():
            raise ValueError(f"{template.name} has words outside its blocks: {rest.strip()[:40]!r}")

    def _say(
        self,
        sentence: Sentence,
        style: Style,
        *,
        names: Sequence[str],
        unit: str,
        side: Side | None,
        locale: str,
        today: date,
    ) -> Markup:
        """A sentence to say, in the reader's language or else in the one that its words were typed in; empty where
        they fit into none. It is said to the party that its words may name."""
        spoken = _address(sentence, names)
        is_named = partial(names_somebody, locale=locale, has_parties=bool(names))
        if any(map(is_named, _list_typed(spoken))):
            # It may name another party than the one that it would be said to.
            return Markup("")
        if unit and language_of(locale) == ENGLISH:
            write = partial(self.words(locale, today).format_money, unit=unit)
            spoken = _map_typed(spoken, partial(name_currency, write=write))
        if side is Side.SELLING:
            order = partial(speak_as_order, locale=locale)
            spoken = replace(spoken, get=order(spoken.get), need=order(spoken.need))
            if asks_for_goods(spoken.get, locale) and sentence.kind in _ASKS:
                # *We would like a second garage* sounds as if the seller were to get one.
                return Markup("")
        if side is Side.HIRING:
            spoken = replace(spoken, condition=speak_to_candidate(spoken.condition))
        about = {"sentence": spoken, "style": style}
        own = load_speech(language_of(locale))
        # Words that only happen to fit into another language would be said in two languages at once.
        is_foreign = not all(own.speaks(text) for text in _list_typed(spoken))
        name = sentence.kind.value
        return self._find_words(name, about, style, locale, today, is_foreign=is_foreign)

    def _say_offer(
        self, offer: Offer, said: OfferRecorded | OfferSaid, *, locale: str, today: date
    ) -> Markup:
        """An offer to say, in the same way."""
        about: dict[str, object] = {"offer": offer, "answer": said}
        return self._find_words("offer_words", about, said.deal.style, locale, today)

    def _find_words(
        self,
        name: str,
        about: dict[str, object],
        style: Style,
        locale: str,
        today: date,
        *,
        is_foreign: bool = True,
    ) -> Markup:
        """The words of a template in the reader's language; where they give none there and were typed in another one
        (`is_foreign`), in that."""
        own = language_of(locale)
        said = self._render_words(name, about, own, self.words(locale, today))
        said = Markup(address_text(said, style.address, own))
        for language in self._languages:
            if not said and is_foreign and language != own:
                said = self._render_words(name, about, language, self.words(language, today))
                said = Markup(address_text(said, style.address, language))
        return said

    def _render_words(
        self, name: str, about: dict[str, object], language: str, words: LocaleWords
    ) -> Markup:
        templates = self._languages[language]
        template = templates.templates[name]
        functions = MessageBuilder(words, in_message=False).template_functions(None)
        context = template.new_context(templates.functions | functions | about, shared=True)
        said = join_lines("".join(template.root_render_func(context)))
        if language == ENGLISH:
            said = Markup(_SPACED_PERCENT.sub("%", said))
        # words that end with a full stop of their own, such as *zum 1.2.*
        return Markup(said.replace("..", ".")) if ".." in said else said


def _list_typed(sentence: Sentence) -> tuple[str, ...]:
    """What somebody typed of a sentence."""
    parts = (sentence.give, sentence.get, sentence.already, sentence.need, sentence.condition)
    return tuple(part for part in parts if part)


def _list_names(deal: Deal) -> tuple[str, ...]:
    """What the other side is called in a deal."""
    names = [party.name for party in deal.parties if party.name]
    return tuple(filter(None, (*names, find_name_in_title(deal.name))))


def _address(sentence: Sentence, names: Sequence[str]) -> Sentence:
    """The sentence without the names of those it is said to."""
    if not names:
        return sentence
    return _map_typed(sentence, lambda text: speak_to_party(text, names))


def _map_typed(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    """The sentence with all that somebody typed of it changed."""
    return replace(
        sentence,
        give=change(sentence.give),
        get=change(sentence.get),
        already=change(sentence.already),
        need=change(sentence.need),
        condition=change(sentence.condition),
    )


def _load(folder: Path, language: str, *, fast: bool) -> LanguageTemplates:
    environment = build_environment(folder, language, fast=fast)
    speech = load_speech(language)
    phrases = {name: getattr(speech, name) for name in PHRASES}
    return LanguageTemplates(
        catalogue=load_catalogue(folder, language),
        templates=TemplatesByName(environment),
        functions={
            **environment.globals,
            **ELEMENT_FUNCTIONS,
            **phrases,
            "as_term": build_spoken_term,
            "to_them": partial(_say_to_them, language=language),
            "told": tell_phrase,
        },
    )


def _say_to_them(text: str, style: Style, *, language: str) -> Markup | str:
    """A text of ours with the deal's form of address; as it stands where it has no such form."""
    said = address_text(text, style.address, language) or text
    return Markup(said) if isinstance(text, Markup) else said


class TemplatesByName(Mapping[str, Template]):
    """Every template by its name, which is that of its file. A process says but some of all messages, so each is
    loaded when it is first asked for."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._paths = dict(_list_paths(environment))

    def __getitem__(self, name: str) -> Template:
        # The environment keeps all that it has loaded.
        return self._environment.get_template(self._paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _list_paths(environment: Environment) -> Iterator[tuple[str, str]]:
    """The name of every template, and its path."""
    names: set[str] = set()
    for path in environment.list_templates(extensions=["j2"]):
        # Those of this language stand in a search path of their own, under the path of what they override.
        if path.startswith(f"{OVERRIDES}/"):
            continue
        name = Path(path).stem
        if name in names:
            raise ValueError(f"two templates are called {name}")
        names.add(name)
        yield name, path
