"""What an answer is about, told from its template: the topics that questions to the coach are measured by."""

from collections.abc import Iterable, Mapping

from bot.coach.answers.asides import NotRecorded
from bot.coach.answers.base import Answer
from bot.coach.answers.door import AlsoMeant, MoodHeard
from bot.coach.answers.several import SeveralRecorded
from bot.coach.answers.tactics import CardsFound, CardShown
from bot.domain.moves import Kind
from bot.language.lines import NotAMoveKind
from bot.language.told_moods import ToldMood

MOST_TOPICS = 2

TOPICS: Mapping[str, tuple[str, ...]] = {
    "ConcernRaised": ("ethics",),
    "TheirAskRecorded": ("their_ask",),
    "GiveChecked": ("can_i_give",),
    "GiveRecorded": ("can_i_give",),
    "AskRecorded": ("what_to_ask",),
    "AsksListed": ("what_to_ask",),
    "DealStatus": ("status", "next_step"),
    "NextStepShown": ("next_step",),
    "StepExplained": ("next_step",),
    "TheirAskAdvised": ("their_ask",),
    "DealLog": ("status",),
    "MyDeals": ("status",),
    "StuckAsked": ("next_step", "no_answer"),
    "StuckAdvised": ("next_step", "no_answer"),
    "PlaybookShown": ("next_step",),
    "ChecklistShown": ("next_step", "plan"),
    "LadderShown": ("no_answer",),
    "LadderAsked": ("what_to_ask", "no_answer"),
    "LadderPaused": ("no_answer",),
    "LadderAccepted": ("no_answer",),
    "DealHeld": ("no_answer", "card:hold"),
    "AcceptChecked": ("accept",),
    "AcceptHeld": ("accept",),
    "OfferRecorded": ("offers", "their_offer"),
    "OfferAnswered": ("offers", "accept"),
    "OfferHeld": ("offers",),
    "OffersListed": ("offers",),
    "OffersCompared": ("offers",),
    "OfferSaid": ("offers",),
    "IssuesSet": ("offers",),
    "MesoBuilt": ("offers",),
    "MesoShown": ("offers",),
    "MesoNotBuilt": ("offers",),
    "MesoWeightsAsked": ("offers",),
    "Leaned": ("offers",),
    "TradeablesShown": ("what_to_ask",),
    "IndustryAsked": ("what_to_ask",),
    "RecapPartyAsked": ("recap",),
    "SavingShown": ("plan",),
    "MidpointForecast": ("offers",),
    "SwapsFound": ("offers",),
    "AskAnswered": ("answered_ask",),
    "GetRecorded": ("answered_ask",),
    "GetChecked": ("answered_ask",),
    "GetJudged": ("answered_ask",),
    "ObjectionAnswered": ("objection",),
    "BriefGiven": ("brief",),
    "Recap": ("recap",),
    "RecapWritten": ("recap",),
    "SayingRead": ("say",),
    "PlanShown": ("plan",),
    "PlanStepShown": ("plan",),
    "PlanNotShown": ("plan",),
    "PlanSealed": ("plan",),
    "RhythmShown": ("rhythm",),
    "RhythmPage": ("rhythm",),
    "CheckInsListed": ("rhythm",),
    "MeasuresListed": ("rhythm",),
    "Helped": ("help",),
    "Greeted": ("help",),
    "FileReceived": ("help",),
    "SuitabilityJudged": ("evidence",),
    "LineUnread": ("unclear",),
    "Puzzled": ("unclear",),
    "OpeningUnread": ("unclear",),
    "OfferUnread": ("unclear",),
    "CardsListed": ("help",),
    "TheirAskTold": ("their_ask",),
    "TheirOfferTold": ("their_offer",),
    "ReplyToAskTold": ("answered_ask",),
    "PartToldOfAsk": ("answered_ask",),
    "ReportTold": ("answered_ask", "no_answer"),
    "GiveWeighed": ("can_i_give",),
    "LedgerAnswered": ("status",),
    "EvidenceShown": ("evidence",),
    "FairnessAsked": ("ethics",),
    "HelpGiven": ("help",),
    "SentenceUnclear": ("unclear",),
    "CloseAsked": ("close",),
    "DealClosed": ("close",),
}
"""The topics of each answer, by the name of its class."""


RECORDED_TOPICS: Mapping[Kind, str] = {
    Kind.GIVE: "can_i_give",
    Kind.GET: "answered_ask",
    Kind.ASK: "what_to_ask",
}
"""What an answer about several moves of one line is about, by their kind."""

NOT_RECORDED_TOPICS: Mapping[NotAMoveKind, tuple[str, ...]] = {
    NotAMoveKind.LIMIT: ("plan", "can_i_give"),
    NotAMoveKind.PLAN: ("plan", "can_i_give"),
    NotAMoveKind.MAYBE: ("answered_ask", "their_offer"),
    NotAMoveKind.REFUSAL: ("no_answer", "answered_ask"),
    NotAMoveKind.OFFER: ("their_offer", "offers"),
    NotAMoveKind.LEDGER: ("help",),
}
"""What an answer to a line that moves nothing is about, by what it was taken for."""


MOOD_TOPICS: Mapping[ToldMood, tuple[str, ...]] = {
    ToldMood.PLEASED: ("what_to_ask", "next_step"),
    ToldMood.UPSET: ("card:trust-repair", "card:ask-why"),
    ToldMood.IMPATIENT: ("next_step", "card:ask-why"),
    ToldMood.UNSURE: ("card:ask-why", "next_step"),
    ToldMood.COOL: ("card:reopen-scope", "card:ask-why"),
}
"""What an answer to a mood is about: what it proposes to ask for or to do."""


def topics_of(answers: Iterable[Answer]) -> list[str]:
    """The topics of the answers that were shown, the first two of them."""
    topics: list[str] = []
    for answer in answers:
        topics.extend(topic for topic in _list_topics(answer) if topic not in topics)
    return topics[:MOST_TOPICS]


def _list_topics(answer: Answer) -> tuple[str, ...]:
    if isinstance(answer, CardShown):
        return (f"card:{answer.card.id}",)
    if isinstance(answer, CardsFound):
        return tuple(f"card:{card.id}" for card in answer.cards)
    if isinstance(answer, SeveralRecorded):
        kinds = dict.fromkeys(item.move.kind for item in answer.items if item.move.ours)
        theirs = [
            item for item in answer.items if item.move.kind is Kind.ASK and not item.move.ours
        ]
        return ("their_ask",) if theirs else tuple(RECORDED_TOPICS[kind] for kind in kinds)
    if isinstance(answer, NotRecorded):
        return NOT_RECORDED_TOPICS.get(answer.kind, ())
    if isinstance(answer, MoodHeard):
        return MOOD_TOPICS[answer.mood]
    if isinstance(answer, AlsoMeant):
        return (answer.meant.topic,)
    return TOPICS.get(type(answer).__name__, ())
