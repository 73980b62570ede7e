"""All that waits for somebody, whether a message told it or only counted it."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.actors import Actor
from bot.coach.answers.mornings import MorningRow, WaitingListed
from bot.coach.mornings.context import MorningReader
from bot.coach.mornings.desk import load_desk
from bot.coach.mornings.parts import group_by_deal
from bot.coach.services import Services
from bot.domain.mornings import MorningMemory, OpenTotal

PAGE = 30
"""Lines on one page: each is a sentence of its deal's part."""
# The first reminder of a day of the contract comes thirty days ahead of it, and still stands on the day itself.
REMINDED_SINCE = timedelta(days=31)


def list_waiting(actor: Actor, page: int = 0, *, services: Services) -> WaitingListed:
    """One page of all that waits in the person's deals, most urgent first. A page that there is not is the last one."""
    with services.store.reading() as work:
        desk = load_desk(services, work, {actor.team: [actor.person]}, actor.today)
        reader = desk.readers.get((actor.team, actor.person))
        if reader is None:
            return WaitingListed(today=actor.today, total=OpenTotal(), parts=())
        everything = _as_if_never_told(reader)
        lines = desk.list_lines(everything, actor.today, actor.today - REMINDED_SINCE)
        pages = max(1, -(-len(lines) // PAGE))
        page = min(max(page, 0), pages - 1)
        shown = lines[page * PAGE : (page + 1) * PAGE]
        return WaitingListed(
            today=actor.today,
            total=desk.sum_open(everything, actor.today),
            parts=group_by_deal(work, [MorningRow(line=line) for line in shown]),
            count=len(lines),
            page=page,
            pages=pages,
        )


def _as_if_never_told(reader: MorningReader) -> MorningReader:
    """The reader who wants to hear of everything, put off or not, and was never told of anything."""
    wants_all = replace(reader.preferences, digest=True)
    return replace(
        reader,
        preferences=wants_all,
        memory=MorningMemory(),
        snoozed={},
        snoozed_lines={},
        is_reminded=True,
    )
