"""People as roles in what is shown, where an admin chose that for a works council: whatever the templates said, a
mention of anybody but the reader becomes the role of that person in the deal that is spoken of."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import orjson

from bot.coach.answers.base import DealAnswer
from bot.coach.authors import COLLEAGUE, load_author_roles
from bot.coach.ports.store import Store
from bot.coach.records import Post
from bot.domain.ids import DealId, PersonId, TeamId
from bot.slack.context import RequestContext
from bot.slack.services import SlackServices
from bot.translations import N_

T = TypeVar("T")
PostMessage = dict[str, Any]
"""What a post comes to for Slack."""
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
NAME_OF_COLLEAGUE = N_("colleague")


def show_roles_for(
    shown: T,
    *,
    reader: str,
    team: TeamId,
    deal: DealId | None,
    store: Store,
    reads: Callable[[str], str],
) -> T:
    """What is shown, with roles for everybody but the reader where people are shown as roles here. `reads` is how our
    own words read to them."""
    if not _may_mention(shown) or not _mentions_others(shown, reader):
        # Nearly nothing does, and then nothing has to be looked up.
        return shown
    with store.reading() as work:
        roles = load_author_roles(work, team, deal)
    if roles is None:
        return shown
    return _put_roles(shown, roles, reader, reads)


def show_roles_in_answer(
    services: SlackServices,
    context: RequestContext | None,
    answer: object,
    shown: T,
    *,
    is_public: bool = False,
) -> T:
    """The same for an answer to somebody; where it `is_public`, for everybody in the channel."""
    if context is None or getattr(answer, "shows_names", False):
        return shown
    return show_roles_for(
        shown,
        reader="" if is_public else context.actor.person,
        team=context.actor.team,
        deal=answer.deal.id if isinstance(answer, DealAnswer) else None,
        store=services.coach.store,
        reads=services.renderer.catalogue(context.actor.locale).reads,
    )


def show_roles_in_post(post: Post, message: PostMessage, *, services: SlackServices) -> PostMessage:
    """The same for a message of the outbox, as its reader reads it; in a channel that is everybody."""
    locale = str(orjson.loads(post.body).get("locale") or "")
    return show_roles_for(
        message,
        reader=post.to,
        team=post.team,
        deal=post.deal,
        store=services.coach.store,
        reads=services.renderer.catalogue(locale).reads,
    )


def _may_mention(shown: object) -> bool:
    """Whether it mentions anybody: written out as JSON that is looked for in a hundredth of the time."""
    written = orjson.dumps(shown, default=str)
    return b"<@" in written or b'"user_id"' in written


def _mentions_others(shown: object, reader: str) -> bool:
    if isinstance(shown, str):
        return "<@" in shown and any(person != reader for person in _MENTION.findall(shown))
    if isinstance(shown, Mapping):
        if shown.get("type") == "user" and shown.get("user_id") != reader:
            return True
        return any(_mentions_others(part, reader) for part in shown.values())
    if isinstance(shown, list | tuple):
        return any(_mentions_others(part, reader) for part in shown)
    return False


def _put_roles(
    shown: T, roles: Mapping[PersonId, str], reader: str, reads: Callable[[str], str]
) -> T:
    def name_role(person: str) -> str:
        return f"[{reads(roles.get(PersonId(person), COLLEAGUE))}]"

    if isinstance(shown, str):
        named = _MENTION.sub(
            lambda found: found[0] if found[1] == reader else name_role(found[1]), shown
        )
        return cast(T, named)
    if isinstance(shown, Mapping):
        if shown.get("type") == "user" and shown.get("user_id") != reader:
            style = {"style": shown["style"]} if "style" in shown else {}
            return cast(T, {"type": "text", "text": name_role(str(shown["user_id"])), **style})
        put_in = {key: _put_roles(part, roles, reader, reads) for key, part in shown.items()}
        return cast(T, put_in)
    if isinstance(shown, list | tuple):
        return cast(T, type(shown)(_put_roles(part, roles, reader, reads) for part in shown))
    return shown
