"""The form of a debrief: for each question what the ledger says, to pick from, and room for words."""

import re
from collections.abc import Callable
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.answers.debriefs import DebriefQuestion, DebriefShown
from bot.coach.requests.debriefs import SaveDebrief
from bot.domain.deals import Deal
from bot.domain.debriefs import DebriefAnswer, DebriefFact, DebriefTopic
from bot.domain.ids import DealId
from bot.language.clean import clean_text
from bot.slack import limits_table as limits
from bot.slack.blocks import Block
from bot.slack.forms.fields import AnyField, Option, Several, Start, Text
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled
from bot.slack.markup import truncate
from bot.translations import N_

LONGEST_LINE = 140
QUESTIONS = {
    DebriefTopic.TRUST: N_("Where did trust grow, and where did it wear thin?"),
    DebriefTopic.TRADES: N_("Which trades brought more than they cost?"),
    DebriefTopic.MEASURES: N_("Which measures were noisy, or met to the letter only?"),
    DebriefTopic.MOMENTS: N_("Which check-ins and rules solved something?"),
    DebriefTopic.NEXT: N_("What should the next set of equal offers hold?"),
}
PICKS = {
    topic: Several(name=f"{topic}_picks", label=label, placeholder="Choose any", optional=True)
    for topic, label in QUESTIONS.items()
}
OWN_WORDS = {
    DebriefTopic.TRUST: N_("Trust, in your words"),
    DebriefTopic.TRADES: N_("Trades, in your words"),
    DebriefTopic.MEASURES: N_("Measures, in your words"),
    DebriefTopic.MOMENTS: N_("Check-ins and rules, in your words"),
    DebriefTopic.NEXT: N_("The next offers, in your words"),
}
IN_OTHER_WORDS = {
    topic: Text(name=f"{topic}_words", label=label, optional=True, lines=True, longest=500)
    for topic, label in OWN_WORDS.items()
}
WORDS_ALONE = {
    topic: Text(name=f"{topic}_words", label=label, optional=True, lines=True, longest=500)
    for topic, label in QUESTIONS.items()
}
"""The same question where the ledger knows nothing to pick from."""
LINES = (
    Text(
        name="line1",
        label="A line for everybody's playbook",
        hint="Without names. Nobody else sees it before you put it there.",
        optional=True,
        longest=LONGEST_LINE,
    ),
    Text(name="line2", label="Another line", optional=True, longest=LONGEST_LINE),
)
WITHOUT_NAMES = N_("Please leave names out: everybody in this workspace may read this line.")
NameFact = Callable[[DebriefFact], str]
"""A fact in the reader's words."""


def debrief_form(shown: DebriefShown) -> Form:
    """The form with the questions as they can be asked of this deal."""
    fields: list[AnyField] = []
    for question in shown.questions:
        fields += _fields_of(question)
    return Form(
        route="debrief.save",
        title="Looking back",
        submit="Save",
        fields=(*fields, *LINES),
    )


def _fields_of(question: DebriefQuestion) -> list[AnyField]:
    if not question.facts:
        return [WORDS_ALONE[question.topic]]
    return [PICKS[question.topic], IN_OTHER_WORDS[question.topic]]


def debrief_view(shown: DebriefShown, name_fact: NameFact, drafted: tuple[str, ...]) -> Block:
    """The form with what was answered, else with what the ledger suggests. `drafted` are lines for the playbook where
    nobody wrote any."""
    starts: list[Start] = []
    for question in shown.questions:
        if question.facts:
            starts.append(_start_picks(question, name_fact))
        starts.append(IN_OTHER_WORDS[question.topic].starts(question.answer.words))
    debrief = shown.debrief
    lines = debrief.lines if debrief is not None else drafted
    starts += [field.starts(line) for field, line in zip(LINES, lines, strict=False)]
    metadata = FormMetadata(
        once=uuid4().hex, deal=shown.deal.id, version=debrief.version if debrief else 0
    )
    return debrief_form(shown).view(metadata, starts)


def _start_picks(question: DebriefQuestion, name_fact: NameFact) -> Start:
    options = [
        Option(value=fact.key, label=truncate(name_fact(fact), limits.OPTION_TEXT))
        for fact in question.facts
    ]
    return PICKS[question.topic].among(options, question.answer.picked)


def check_lines(filled: Filled, deal: Deal) -> None:
    """Raises `NotFilled` where a line for everybody names somebody: a person, or the other side of this deal."""
    names = [party.name.casefold() for party in deal.parties if party.name]
    for field in LINES:
        line = (filled.find(field) or "").casefold()
        if "@" in line or any(re.search(rf"\b{re.escape(name)}\b", line) for name in names):
            raise NotFilled({field.name: WITHOUT_NAMES})


def read_debrief(filled: Filled, shown: DebriefShown, actor: Actor) -> SaveDebrief:
    """What the form says. Every question that it asked counts as answered, an empty one too."""
    answers = {}
    for question in shown.questions:
        picks = filled.find(PICKS[question.topic]) or ()
        words = filled.find(IN_OTHER_WORDS[question.topic]) or ""
        if picks or words:
            answers[question.topic] = DebriefAnswer(picked=picks, words=words)
    lines = [" ".join(clean_text(filled.find(field) or "").split()) for field in LINES]
    return SaveDebrief(
        by=actor,
        deal=DealId(filled.metadata.deal),
        answers=answers,
        lines=tuple(line for line in lines if line),
        version=filled.metadata.version,
        once=filled.metadata.once,
    )
