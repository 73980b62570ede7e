"""The private plan: who may see it, its steps, how ready we are, and what it says before something is accepted."""

from bot.coach.book import Book
from bot.domain.deals import Role
from bot.domain.plans import Plan


def may_plan(book: Book) -> bool:
    """Whether the person owns the deal, or is named in its plan."""
    return book.role is Role.OWNER or plan_for(book) is not None


def plan_for(book: Book) -> Plan | None:
    """The deal's plan, for its owner and the people its owner named; to everybody else as if there were none."""
    plan = book.work.plan(book.by.team, book.deal.id)
    if plan is None or (book.role is not Role.OWNER and book.by.person not in plan.viewers):
        return None
    return plan
