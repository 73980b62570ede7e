"""Presses and forms of every kind of stranger, on every button and form there is: nothing is told, nothing changes."""

import ast
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from bot.playground.wire import Answer
from bot.slack.routes import ROUTES
from tests.hostile.harvest import Harvest, retarget
from tests.hostile.stage import CANARIES, OF_THE_HEARTBEAT, Stage, bystander, leaked
from tests.hostile.strangers import STRANGERS, Json, Stranger, click, fillings, keys, submission

pytestmark = pytest.mark.hostile

AT_ONCE = 4
MOST_VALUES = 4
ATTEMPTS = 4
"""How often a form is filled in anew, where the form itself refuses what stands in it."""

OWN = frozenset({"people", "channels", "counters"})
"""Tables about Slack, and of how many entries there are: anybody's request may touch them."""


def presses(stage: Stage, harvest: Harvest) -> Iterator[tuple[str, str]]:
    """Every button with values about the target: those that others were shown, then such as might mean something."""
    deal = stage.target.id
    for route in ROUTES.clicks:
        values = [retarget(value, deal) for value in harvest.values.get(route, ())]
        values += [f"{deal}|2|1|1|1|{key}" for key in keys()]
        for value in dict.fromkeys(values[:MOST_VALUES]):
            yield route, value


def press(stage: Stage, stranger: Stranger, route: str, value: str) -> list[Answer]:
    return [stage.program.send(click(stage, stranger, route, value))]


def forms(stage: Stage, harvest: Harvest, route: str) -> list[Json]:
    """Forms of that route about the target: those that were seen, else a bare one."""
    bare: Json = {"type": "modal", "callback_id": route, "blocks": [], "private_metadata": "{}"}
    views = []
    for view in harvest.forms.get(route) or [bare]:
        metadata = json.loads(view.get("private_metadata") or "{}") | {"deal": stage.target.id}
        metadata |= {"move": metadata.get("move") or 2, "version": 1}
        views.append(view | {"private_metadata": json.dumps(metadata)})
    return views


def submit_until_taken(stage: Stage, stranger: Stranger, view: Json) -> list[Answer]:
    """The answers to a form, filled in anew as long as the form itself refuses it."""
    answers: list[Answer] = []
    errors: Json = {}
    for attempt in range(ATTEMPTS):
        filled = fillings(view, errors, attempt)
        answers.append(stage.program.send(submission(stage, stranger, view, filled)))
        errors = (answers[-1].said or {}).get("errors") or {}
        if not errors:
            break
    return answers


def check_statuses(answers: list[Answer]) -> None:
    """All were answered. One in a hundred may have waited longer than Slack does: for the local Slack, which the
    attackers keep busy."""
    found = Counter(answer.status for answer in answers)
    assert set(found) <= {200, None}, found
    assert found[None] <= 1 + len(answers) // 100, found


def is_late_post(row: str, before: set[str]) -> bool:
    """Whether the row is a message to a stranger that waited already: an earlier one asked for it, such as for their
    own data, and on a busy machine it goes out only now."""
    team, post, recipient = row.split(", ")[:3]
    is_to_stranger = recipient.strip("'") in {stranger.person for stranger in STRANGERS}
    return is_to_stranger and any(each.startswith(f"{team}, {post}, ") for each in before)


def changed(before: dict[str, set[str]], stage: Stage, stranger: Stranger) -> dict[str, list[str]]:
    """Rows that came or went and are not the stranger's own business."""
    target = stage.target.id
    after = stage.rows()
    theirs = {stranger.person}
    for row in after["deals"] - before["deals"]:
        if stranger.person in row:
            theirs.add(ast.literal_eval(row.replace("None", "0"))[1])
    found: dict[str, list[str]] = {}
    for table, rows in after.items():
        if table == OF_THE_HEARTBEAT:
            continue
        for row in rows ^ before[table]:
            if table == "posts" and is_late_post(row, before[table]):
                continue
            is_theirs = any(each in row for each in theirs)
            if target in row or (table not in OWN and not is_theirs):
                found.setdefault(table, []).append(row[:200])
    return found


def test_the_harvest_is_rich(harvest: Harvest) -> None:
    """Else what follows would prove little."""
    assert set(ROUTES.clicks) - set(harvest.values) <= {"chart.show"}
    assert len(set(ROUTES.submissions) - set(harvest.forms)) <= 13, set(ROUTES.submissions) - set(
        harvest.forms
    )


def attack(
    stage: Stage, stranger: Stranger, acts: Sequence[Callable[[], list[Answer]]]
) -> tuple[list[Answer], str]:
    """Does all of it, a few at once, while somebody works on; every answer, and all that was told to Slack."""
    mark = len(stage.recorder.told)
    with bystander(stage) as ben, ThreadPoolExecutor(AT_ONCE) as pool:
        answers = [one for many in pool.map(lambda act: act(), acts) for one in many]
    ben.check()
    told = stage.told_since(mark)
    return answers, told


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: one.name)
def test_nobody_outside_a_deal_learns_or_changes_anything_by_a_button(
    stage: Stage, harvest: Harvest, stranger: Stranger
) -> None:
    before, failures = stage.rows(), len(stage.failures())
    # Made when it is sent: what opens forms is good for three seconds.
    acts = [
        partial(press, stage, stranger, route, value) for route, value in presses(stage, harvest)
    ]
    answers, told = attack(stage, stranger, acts)
    check_statuses(answers)
    assert leaked("".join(answer.body.decode() for answer in answers)) == []
    assert leaked(told) == []
    assert changed(before, stage, stranger) == {}
    assert set(stage.failures()[failures:]) == set()


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: one.name)
def test_nobody_outside_a_deal_learns_or_changes_anything_by_a_form(
    stage: Stage, harvest: Harvest, stranger: Stranger
) -> None:
    before, failures = stage.rows(), len(stage.failures())
    acts = [
        partial(submit_until_taken, stage, stranger, view)
        for route in ROUTES.submissions
        for view in forms(stage, harvest, route)
    ]
    answers, told = attack(stage, stranger, acts)
    check_statuses(answers)
    assert leaked("".join(answer.body.decode() for answer in answers)) == []
    assert leaked(told) == []
    assert changed(before, stage, stranger) == {}
    assert set(stage.failures()[failures:]) == set()


def test_the_owner_is_told_all_that_strangers_are_not(stage: Stage) -> None:
    """The words are there to be found, and everything still works."""
    lines = ("/deal", "/deal log", "/deal commitments", "/coach brief", "/deal rhythm", "/deal ref")
    mark = len(stage.recorder.told)
    read = " ".join(stage.types("Ana", "acme", line).text for line in lines)
    assert set(leaked(read + stage.told_since(mark))) == set(CANARIES)
