"""The coach's door: a plain sentence answered as what it means, after `/coach` or in the bot's direct message.

It tells what is meant, and lets the use case for that answer. What they want is recorded where the words say what;
everything else that moves the ledger is asked about first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.coach import (
    asks,
    briefs,
    cards,
    checklists,
    endings,
    ladder,
    log,
    mesos,
    next_steps,
    objections,
    offers,
    plans,
    rhythms,
    sayings,
    several,
)
from bot.coach.actors import Actor
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.door import AlsoMeant, FairnessAsked, LabelMeant, SentenceUnclear
from bot.coach.context import session_for_reading
from bot.coach.door_answers import (
    answer_from_ledger,
    choose_findings,
    choose_help,
    find_reply,
    hear_mood,
    list_names,
    tell_their_ask,
    tell_their_offer,
    weigh_give,
)
from bot.coach.sayings import RecentDrafts
from bot.coach.services import Services
from bot.domain.cards import Deck
from bot.domain.ids import DealId, OfferNo
from bot.language.acceptance import read_acceptance_question
from bot.language.checklists import asks_for_checklist
from bot.language.clean import clean_text
from bot.language.direct_lines import tells_our_deed, tells_their_deed
from bot.language.figures import read_figures
from bot.language.ledger_questions import asks_where_it_lands, is_offer_of_a_rival
from bot.language.line_lists import split_line_items
from bot.language.lines import ParsedLine
from bot.language.openings import read_their_ask
from bot.language.question_parts import find_draft, find_objected_thing, find_told_wish
from bot.language.questions import CARD, QuestionRead, QuestionReader, Topic
from bot.language.sentences.own_refusals import cut_whom_to_tell, refuses_plainly
from bot.language.told_moods import MoodTold, ToldMood, find_mood_told

LONGEST_ECHO = 300
"""How much of a sentence is said back."""
LONGEST_DRAFT = 1000
"""How much of a draft is looked at."""
OFFERED = 3
"""How many things to choose from are offered where a sentence is not understood."""
TRUST_REPAIR = "trust-repair"
"""The card about something that went wrong between the sides."""
USUAL = (Topic.NEXT_STEP, Topic.WHAT_TO_ASK, Topic.HELP)
"""What is offered where a sentence is near to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSentence:
    """A sentence typed to the coach, for one deal. `line` is the id under which it waits for a button; `drafts` keeps
    what somebody wants looked at."""

    actor: Actor
    deal: DealId
    text: str
    line: str
    key: str
    drafts: RecentDrafts
    services: Services

    @property
    def typed(self) -> str:
        """The sentence as it is said back."""
        return clean_text(self.text)[:LONGEST_ECHO]


def answer_sentence(
    actor: Actor,
    deal: DealId,
    text: str,
    *,
    line: str,
    key: str,
    drafts: RecentDrafts,
    services: Services,
) -> tuple[Answer, AlsoMeant | None]:
    """The answer to a sentence, and what else it may mean. Raises `Refused` as the use case of what it means does."""
    if asks_for_checklist(text):
        return checklists.show_checklist(actor, deal, services=services), None
    sentence = TypedSentence(
        actor=actor, deal=deal, text=text, line=line, key=key, drafts=drafts, services=services
    )
    told = find_mood_told(text)
    if told is not None:
        return _answer_mood(sentence, told), None
    read = reader_for(services).read(text, names=list_names(actor, deal, services=services))
    best, second = read.best, read.second
    if best is None or _tells_a_deed(text, best.label):
        return _ask_what_is_meant(sentence, read), None
    if second is not None and second.label == Topic.THEIR_ASK and best.label.startswith(CARD):
        # `they want a pilot by 1 Dec` is kept as what they want; the card about it is one press away.
        best, second = second, best
    answer = answer_as(sentence, best.label)
    # Whether law or fairness is meant is asked before any answer, not offered as one of two.
    if second is None or second.label == Topic.ETHICS or not isinstance(answer, DealAnswer):
        return answer, None
    meant = _describe_label(_deck(sentence), second.label)
    return answer, None if meant is None else AlsoMeant(deal=answer.deal, meant=meant, line=line)


def _tells_a_deed(text: str, label: str) -> bool:
    """Whether what reads like an offer or a wish of theirs only tells what somebody does."""
    if label == Topic.THEIR_OFFER:
        return tells_our_deed(text)
    return label == Topic.THEIR_ASK and tells_their_deed(text)


def _answer_mood(sentence: TypedSentence, told: MoodTold) -> Answer:
    """What to do about how they feel. Where something went wrong between the sides the card about that."""
    if told.mood is ToldMood.UPSET and told.has_cause:
        return answer_as(sentence, f"{CARD}{TRUST_REPAIR}")
    return hear_mood(
        sentence.actor,
        sentence.deal,
        told.mood,
        sentence.typed,
        line=sentence.line,
        services=sentence.services,
    )


def answer_as(sentence: TypedSentence, label: str) -> Answer:
    """The answer to a sentence that means this: a topic, or `card:` with a card's id."""
    if label.startswith(CARD):
        return cards.show_card(
            sentence.actor, sentence.deal, label.removeprefix(CARD), services=sentence.services
        )
    return _ANSWERS[Topic(label)](sentence)


@cache
def _load_reader(wordings: tuple[tuple[str, tuple[str, ...]], ...]) -> QuestionReader:
    return QuestionReader(dict(wordings))


def reader_for(services: Services) -> QuestionReader:
    """What reads sentences, with the cards of all languages: people mix them."""
    wordings: dict[str, tuple[str, ...]] = {}
    for deck in services.cards.values():
        for card in deck.cards:
            wordings[card.id] = tuple(dict.fromkeys((*wordings.get(card.id, ()), *card.says)))
    return _load_reader(tuple(sorted(wordings.items())))


def _deck(sentence: TypedSentence) -> Deck:
    return sentence.services.deck(sentence.actor.locale)


def _describe_label(deck: Deck, label: str) -> LabelMeant | None:
    """The label with its card; None where there is no such card."""
    if not label.startswith(CARD):
        return LabelMeant(topic=label)
    card = deck.find_card(label.removeprefix(CARD))
    return None if card is None else LabelMeant(topic=label, card=card)


def _ask_what_is_meant(sentence: TypedSentence, read: QuestionRead) -> SentenceUnclear:
    labels = [
        each.label
        for each in read.meanings
        # Of words that nobody knows, no situation is told that a card would be for.
        if each.label != Topic.UNCLEAR and not (read.unknown and each.card)
    ]
    # What a sentence is hardly near to is worse than what people usually want.
    near = labels[:OFFERED] if read.is_near_to_something else []
    near += [each for each in USUAL if each not in near]
    with session_for_reading(sentence.services, sentence.actor, sentence.deal) as session:
        meant = [_describe_label(_deck(sentence), label) for label in near]
        return SentenceUnclear(
            deal=session.deal,
            typed=sentence.typed,
            line=sentence.line,
            nearby=tuple(each for each in meant if each is not None)[:OFFERED],
        )


def _answer_their_ask(sentence: TypedSentence) -> Answer:
    names = list_names(sentence.actor, sentence.deal, services=sentence.services)
    wish = find_told_wish(sentence.text, names)
    if wish is None:
        return tell_their_ask(
            sentence.actor,
            sentence.deal,
            sentence.typed,
            line=sentence.line,
            services=sentence.services,
        )
    return record_their_ask(sentence, wish, names)


def record_their_ask(sentence: TypedSentence, wish: str, names: list[str]) -> Answer:
    """Notes what they want; each of several things by itself. Told only where the words do not say what."""
    actor, services = sentence.actor, sentence.services
    line = read_their_ask(wish, locale=actor.locale, today=actor.today)
    typed = clean_text(sentence.text)
    if not isinstance(line, ParsedLine):
        return tell_their_ask(
            actor, sentence.deal, sentence.typed, line=sentence.line, services=services
        )
    low = typed.casefold()
    who = next((name for name in names if low.startswith(name.casefold())), "")
    line = line._replace(to=who) if who else line
    lines = split_line_items(line, sentence.text)
    if lines:
        return several.record_asks(
            actor,
            lines,
            typed,
            deal=sentence.deal,
            theirs=True,
            key=sentence.key,
            services=services,
        )
    return asks.record_ask(
        actor,
        line,
        typed,
        deal=sentence.deal,
        theirs=True,
        key=sentence.key,
        services=services,
    )


def _weigh_give(sentence: TypedSentence) -> Answer:
    return weigh_give(
        sentence.actor,
        sentence.deal,
        sentence.text,
        line=sentence.line,
        key=sentence.key,
        services=sentence.services,
    )


def _show_asks(sentence: TypedSentence) -> Answer:
    return ladder.show_one_ask(sentence.actor, sentence.deal, services=sentence.services)


def _show_next_step(sentence: TypedSentence) -> Answer:
    return next_steps.show_next_step(sentence.actor, sentence.deal, services=sentence.services)


def _show_status(sentence: TypedSentence) -> Answer:
    return log.show_status(sentence.actor, sentence.deal, planned=True, services=sentence.services)


def _answer_from_ledger(sentence: TypedSentence) -> Answer:
    found = answer_from_ledger(
        sentence.actor, sentence.deal, sentence.text, services=sentence.services
    )
    return found or _show_status(sentence)


def _show_ladder(sentence: TypedSentence) -> Answer:
    return ladder.show_ladder(sentence.actor, sentence.deal, services=sentence.services)


def _check_accepting(sentence: TypedSentence) -> Answer:
    asked = read_acceptance_question(sentence.text, locale=sentence.actor.locale, is_one=True)
    offer = OfferNo(asked.offer) if asked is not None and asked.offer else None
    return plans.check_accepting(
        sentence.actor,
        sentence.deal,
        amount=asked.amount if asked is not None else None,
        offer=offer,
        figures=read_figures(sentence.text, sentence.actor.locale),
        once=sentence.key,
        services=sentence.services,
    )


def _tell_their_offer(sentence: TypedSentence) -> Answer:
    # What somebody else offers them is their alternative; it answers nothing of ours.
    if is_offer_of_a_rival(sentence.text):
        return _answer_objection(sentence)
    return tell_their_offer(
        sentence.actor,
        sentence.deal,
        sentence.typed,
        line=sentence.line,
        services=sentence.services,
    )


def _tell_reply(sentence: TypedSentence) -> Answer:
    return find_reply(
        sentence.actor,
        sentence.deal,
        sentence.text,
        line=sentence.line,
        services=sentence.services,
    )


def _answer_objection(sentence: TypedSentence) -> Answer:
    objected = find_objected_thing(sentence.text)[:LONGEST_ECHO] or sentence.typed
    return objections.answer_objection(
        sentence.actor, sentence.deal, objected, services=sentence.services
    )


def _build_brief(sentence: TypedSentence) -> Answer:
    return briefs.build_brief(
        sentence.actor, sentence.deal, once=sentence.key, services=sentence.services
    )


def _write_recap(sentence: TypedSentence) -> Answer:
    return briefs.write_recap(sentence.actor, sentence.deal, services=sentence.services)


def _read_draft(sentence: TypedSentence) -> Answer:
    text = clean_text(sentence.text)
    # `tell them we won't cover the freight` is what is to be said
    draft = cut_whom_to_tell(text) if refuses_plainly(text) else find_draft(text)
    if not draft:
        return choose_help(
            sentence.actor, sentence.deal, "", draft=True, services=sentence.services
        )
    return sayings.read_draft(
        sentence.actor,
        sentence.deal,
        draft[:LONGEST_DRAFT],
        key=sentence.key,
        drafts=sentence.drafts,
        services=sentence.services,
    )


def _show_plan(sentence: TypedSentence) -> Answer:
    return plans.show_plan(sentence.actor, sentence.deal, services=sentence.services)


def _answer_about_offers(sentence: TypedSentence) -> Answer:
    """Where a split would land, for who asks that and where both sides stand on something; else the offers."""
    if asks_where_it_lands(sentence.text):
        forecast = mesos.midpoint(sentence.actor, sentence.deal, services=sentence.services)
        if forecast.forecasts:
            return forecast
    return offers.list_offers(sentence.actor, sentence.deal, services=sentence.services)


def _show_rhythm(sentence: TypedSentence) -> Answer:
    return rhythms.show_rhythm(sentence.actor, sentence.deal, services=sentence.services)


def _ask_how_it_ended(sentence: TypedSentence) -> Answer:
    return endings.ask_how_it_ended(sentence.actor, sentence.deal, "", services=sentence.services)


def _give_help(sentence: TypedSentence) -> Answer:
    return choose_help(sentence.actor, sentence.deal, sentence.text, services=sentence.services)


def _show_evidence(sentence: TypedSentence) -> Answer:
    return choose_findings(sentence.actor, sentence.deal, sentence.text, services=sentence.services)


def _ask_about_fairness(sentence: TypedSentence) -> Answer:
    with session_for_reading(sentence.services, sentence.actor, sentence.deal) as session:
        return FairnessAsked(deal=session.deal)


def _ask_again(sentence: TypedSentence) -> Answer:
    return _ask_what_is_meant(sentence, QuestionRead(meanings=(), tokens=()))


_ANSWERS: Mapping[Topic, Callable[[TypedSentence], Answer]] = {
    Topic.THEIR_ASK: _answer_their_ask,
    Topic.CAN_I_GIVE: _weigh_give,
    Topic.WHAT_TO_ASK: _show_asks,
    Topic.NEXT_STEP: _show_next_step,
    Topic.STATUS: _answer_from_ledger,
    Topic.NO_ANSWER: _show_ladder,
    Topic.ACCEPT: _check_accepting,
    Topic.THEIR_OFFER: _tell_their_offer,
    Topic.ANSWERED_ASK: _tell_reply,
    Topic.OBJECTION: _answer_objection,
    Topic.BRIEF: _build_brief,
    Topic.RECAP: _write_recap,
    Topic.SAY: _read_draft,
    Topic.PLAN: _show_plan,
    Topic.OFFERS: _answer_about_offers,
    Topic.RHYTHM: _show_rhythm,
    Topic.CLOSE: _ask_how_it_ended,
    Topic.HELP: _give_help,
    Topic.EVIDENCE: _show_evidence,
    Topic.ETHICS: _ask_about_fairness,
    Topic.UNCLEAR: _ask_again,
}
