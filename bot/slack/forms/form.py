"""A form: its fields declared once, from which it is shown and read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar, cast

import orjson

from bot.coach.moves import SeenMove
from bot.domain.ids import DealId, MoveNo
from bot.slack import blocks as kit
from bot.slack import limits_table as limits
from bot.slack.blocks import Block, Element
from bot.slack.forms.fields import AnyField, Field, Start, Unfit
from bot.slack.limits import check_view
from bot.translations import N_

T = TypeVar("T")
NEEDED = "Please fill this in."


class NotFilled(Exception):
    """Something in the form does not fit yet; `errors` says what, by the field's name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = dict(errors)


class Forged(Exception):
    """This form was not opened here. Please open it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMetadata:
    """What a form carries with it unseen: the key that lets it count once, and the ids of what it is about.

    Anyone could forge it, so every id in it is checked again when the form comes back.
    """

    once: str
    deal: str = ""
    channel: str = ""
    move: int = 0
    version: int = 0
    aim: str = ""
    morning: str = ""
    """The key of the morning's message from which the form was opened."""

    @property
    def seen_move(self) -> SeenMove:
        """The move that the form is about, as it was shown."""
        return SeenMove(deal=DealId(self.deal), no=MoveNo(self.move), version=self.version)

    def written(self) -> str:
        return orjson.dumps({name: value for name, value in asdict(self).items() if value}).decode()


def parse_metadata(written: str) -> FormMetadata:
    """The ticket of a form that came back. Raises `Forged` where it is none of ours."""
    try:
        parts = orjson.loads(written)
        metadata = FormMetadata(**parts)
    except (orjson.JSONDecodeError, TypeError):
        raise Forged from None
    wanted = asdict(FormMetadata(once=""))
    if not metadata.once or any(
        type(value) is not type(wanted[name]) for name, value in asdict(metadata).items()
    ):
        raise Forged
    return metadata


class Filled:
    """What somebody filled in, by field."""

    __slots__ = ("_answers", "metadata")

    def __init__(self, metadata: FormMetadata, answers: Mapping[str, object]) -> None:
        self.metadata = metadata
        self._answers = answers

    def get(self, field: Field[T]) -> T | None:
        """The answer to a question, None where it was left empty."""
        return cast("T | None", self._answers[field.name])

    def find(self, field: Field[T]) -> T | None:
        """The answer to a question that not every form asks; None too where this one does not."""
        return cast("T | None", self._answers.get(field.name))

    def need(self, field: Field[T]) -> T:
        """The answer to a question that may not be left empty."""
        answer = self.get(field)
        if answer is None:
            raise NotFilled({field.name: NEEDED})
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked together. `route` names what sending it does, as in `give.record`."""

    route: str
    title: str
    submit: str
    fields: tuple[AnyField, ...]

    def view(
        self, metadata: FormMetadata, starts: Sequence[Start] = (), intro: Sequence[Block] = ()
    ) -> Block:
        """The form as Slack shows it, with what is already known, under what is said first."""
        known = {start.name: start.element for start in starts}
        shown = [field.block(known.get(field.name) or field.element(None)) for field in self.fields]
        view: Block = {
            "type": "modal",
            "callback_id": self.route,
            "title": kit.plain_text(self.title, limits.VIEW_TITLE),
            "submit": kit.plain_text(self.submit, limits.VIEW_TITLE),
            "close": kit.plain_text(N_("Cancel"), limits.VIEW_TITLE),
            "private_metadata": metadata.written(),
            "blocks": [*intro, *shown],
        }
        check_view(view)
        return view

    def read(self, view: Element) -> Filled:
        """What was filled in. Raises `NotFilled` with a sentence for every field that does not fit."""
        metadata = parse_metadata(view.get("private_metadata") or "")
        state = view.get("state", {}).get("values", {})
        answers: dict[str, object] = {}
        errors: dict[str, str] = {}
        for field in self.fields:
            try:
                answers[field.name] = _answer(
                    field, state.get(field.name, {}).get(field.name) or {}
                )
            except Unfit as unfit:
                errors[field.name] = str(unfit)
        if errors:
            raise NotFilled(errors)
        return Filled(metadata, answers)


def _answer(field: Field[T], state: Element) -> T | None:
    answer = field.read(state)
    if answer is None and not field.optional:
        raise Unfit(NEEDED)
    return answer
