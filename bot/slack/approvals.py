"""Approvals: `/giveget approvals`, the message to an approver, and what the author of a give does while it waits."""

from bot.coach import approval_rules, approvals
from bot.coach.answers.base import Answer
from bot.domain.approvals import GiveKind
from bot.domain.deals import Side
from bot.domain.ids import PersonId
from bot.language.clean import clean_text
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms.approvals import (
    APPROVERS,
    DECLINE,
    KINDS,
    RETURN,
    SHARE,
    SIDES,
    TRADE,
    WHY_NOT,
    amount_field,
    decline_view,
    read_other_amounts,
    read_spared,
    rules_form,
    rules_view,
    unanswered_field,
)
from bot.slack.forms.form import NotFilled
from bot.slack.replies import FormOpened
from bot.slack.routing import AnywhereWord, Click, Routes
from bot.slack.services import SlackServices
from bot.translations import N_

ONLY_MEMBERS = N_("Please choose full members of this workspace.")
NOBODY_NAMED = N_("Please name somebody who approves what is above the limit.")


def show_approvals(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/giveget approvals`, `/deal approvals`: which gives wait, and what waits now. Whatever follows the word changes
    nothing of that."""
    return approval_rules.show_approvals(context.actor, services=services.coach)


def show_list(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same from a button."""
    return show_approvals(services, context, "")


def open_rules(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form of the rules, for an admin."""
    found = approval_rules.show_rules_to_set(context.actor, services=services.coach)
    return FormOpened(rules_view(found, context.actor.locale))


def set_rules(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The rules, from their form. Refused at its field where a limit has nobody to approve what is above it."""
    locale = context.actor.locale
    filled = rules_form(locale).read(view)
    people = tuple(PersonId(person) for person in filled.find(APPROVERS) or ())
    for person in people:
        try:
            services.directory.require_member(context.actor.team, person)
        except Refusal as refusal:
            raise NotFilled({APPROVERS.name: ONLY_MEMBERS}) from refusal
    settings = approval_rules.ApprovalSettings(
        amount=filled.find(amount_field(locale)),
        share=filled.find(SHARE),
        unanswered=filled.find(unanswered_field(locale)),
        kinds=frozenset(map(GiveKind, filled.find(KINDS) or ())),
        sides=frozenset(map(Side, filled.find(SIDES) or ())),
        spares_owners=read_spared(filled),
        approvers=people,
        others=read_other_amounts(filled, locale),
    )
    limits = (settings.amount, settings.share, settings.unanswered)
    has_limit = settings.kinds or settings.others or any(limits)
    if has_limit and not people:
        raise NotFilled({APPROVERS.name: NOBODY_NAMED})
    return approval_rules.set_rules(
        context.actor,
        settings,
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


def _answer_as_approver(*, agrees: bool) -> Click:
    """*I will*, and *Not me*."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return approval_rules.answer_as_approver(
            context.actor, agrees=agrees, services=services.coach
        )

    return click


def approve(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Approve*."""
    return approvals.approve(context.actor, ref.key, services=services.coach)


def _open_decline(*, trade: bool) -> Click:
    """*Trade instead*, and *Decline*: who may say no is checked when the form is sent."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return FormOpened(decline_view(ref.key, trade=trade))

    return click


def trade_instead(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Not without a return, from its form."""
    filled = TRADE.read(view)
    return approvals.decline(
        context.actor,
        filled.metadata.aim,
        clean_text(filled.need(RETURN)),
        trade=True,
        services=services.coach,
    )


def decline(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A no, from its form."""
    filled = DECLINE.read(view)
    return approvals.decline(
        context.actor,
        filled.metadata.aim,
        clean_text(filled.find(WHY_NOT) or ""),
        trade=False,
        services=services.coach,
    )


def reconsider(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Undo* under a decision."""
    return approvals.reconsider(context.actor, ref.key, services=services.coach)


def withdraw(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Withdraw*, by the author of a give that waits."""
    return approvals.withdraw(context.actor, ref.key, services=services.coach)


def log_as_said(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*It was said already*."""
    return approvals.log_as_said(context.actor, ref.key, services=services.coach)


def give_in_return(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Give it for that*, by the author of a give that was approved only for a return."""
    return approvals.give_in_return(
        context.actor, ref.key, key=context.once, services=services.coach
    )


ROUTES = Routes(
    deal_words={"approvals": AnywhereWord(anywhere=show_approvals)},
    clicks={
        "approval.list": show_list,
        "approval.settings": open_rules,
        "approver.agree": _answer_as_approver(agrees=True),
        "approver.decline": _answer_as_approver(agrees=False),
        "approval.approve": approve,
        "approval.trade_form": _open_decline(trade=True),
        "approval.decline_form": _open_decline(trade=False),
        "approval.reconsider": reconsider,
        "approval.withdraw": withdraw,
        "approval.said": log_as_said,
        "approval.in_return": give_in_return,
    },
    submissions={
        "approval.rules": set_rules,
        "approval.trade": trade_instead,
        "approval.decline": decline,
    },
)
