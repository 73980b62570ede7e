"""An everyday answer has at most four lines and four buttons; the rest stands behind *More*.

What is kept is chosen by rank: the first line, then what a row of buttons asks, a sentence to say and a caution, then
the other lines in their order, then small print. Evidence always stands behind *More*. Nothing is lost: the menu holds
the buttons that were left out, and shows the whole answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.coach.answers.base import Answer
from bot.slack import limits_table as limits
from bot.slack.blocks import Block, Element, actions_block, option_object, overflow_menu, route_of
from bot.slack.message_builder import EVIDENCE

MOST_LINES = 4
MOST_BUTTONS = 4
MORE = "more"
"""The route of the menu. Its options hold the route and value of a button that was left out."""
SHOW_ALL = "more.all"
"""The route that shows the whole answer in place of the short one."""
PROPOSALS_SHOWN = 2
"""How many of several things to ask for stand as buttons of their own."""

DOCUMENTS = frozenset(
    {
        *("DealLog", "BriefGiven", "Recap", "RecapWritten", "SignalsListed", "ChecklistShown"),
        *("PlanShown", "PlanStepShown", "RhythmShown", "RhythmStepShown", "RhythmPage"),
        *("CheckInNudged", "CheckInsListed", "MorningMade", "ChannelDigestMade", "Helped"),
        *("OffersListed", "OffersCompared", "MesoBuilt", "MesoShown", "MesoSaid"),
        *("ImportChecked", "ColumnsAsked", "SharePreviewed", "Shared", "CloseAsked", "DealClosed"),
        *("DebriefShown", "DealMeasured", "MeasuresPooled", "RehearsalShown"),
        *("CardShown", "CardsListed", "PlaybookShown", "HelpGiven", "EvidenceShown"),
        *("LadderShown", "LeadView"),
        *(
            "MyDeals",
            "AsksListed",
            "CommitmentsListed",
            "CloseShown",
            "CloseFinished",
            "CloseSheet",
            "CloseSheetShared",
            "MeasuresListed",
            "WorkspaceOverview",
            "WorkspaceDeals",
            "PrivacyShown",
            "AuditShown",
            "PeopleListed",
            "OtherDeals",
        ),
    }
)
"""Answers that somebody asked for by name to be read as a whole: the log, a brief, a plan, an agenda, a sheet, a page
of help, a list to choose from."""

LEADS = frozenset({"direct.other", "deal.other", "concern.checked"})
"""Buttons of what stands before an answer: which deal it is about, a question of law or fairness."""
SENTENCES = frozenset({"sentence.copy", "say.copy", "card.copy", "offer.say", "recap.copy"})
"""Buttons beside a sentence to say."""
CAUTIONS = frozenset({"rule.mute"})
WORDS_LEFT = frozenset({"line.note", "line.split"})
"""Buttons beside words of a line that went into no field: nobody may overlook them."""
ASIDES = frozenset({"nudges.yes", "nudges.no"})
"""Buttons that have nothing to do with what was typed."""
ASKED_ONCE = frozenset({"address.set"})
"""Answers to a question that is put only once: both stand as buttons, or it was put in vain."""
CONFIRMS = frozenset({"draft.already_said"})
"""What is pressed most where something is checked first."""
PROPOSALS = frozenset({"ask.propose", "draft.return", "draft.for", "say.with"})
HOUSEKEEPING = frozenset(
    {
        "move.undo",
        "rhythm.undo",
        "checkin.reopen",
        "move.edit",
        "move.void",
        "rule.mute",
        "get.test",
        "draft.drop",
        "deal.preview",
    }
    | {"deal.settings", "style.form", "suits.form", "trade.form", "deal.switch", "offer.withdraw"}
    | {"issue.more", "issue.less"}
)
"""What is done about an answer rather than with it; it goes behind *More* first."""
PRIMARY = (
    *("direct.pick", "draft.return", "draft.for", "ask.propose", "get.answers", "trade.match"),
    *("draft.conditional", "draft.already_said", "draft.a_get", "draft.go_on", "say.tie"),
    *("sentence.copy", "say.copy", "offer.say", "move.delivered", "move.met"),
    *("deal.close", "ask.again", "direct.form", "deal.open"),
)
"""The routes whose button is the one to press where the template marks none, the first of them that is shown."""


PICTURES = frozenset({"table", "data_visualization"})
"""Blocks that are looked at as one, and count as one line."""
TOGETHER = frozenset(
    {"ask.agreed", "ask.partly", "ask.declined", "offer.accepted", "offer.declined", "offer.take"}
)
"""Answers to one question: either all of them stand as buttons or none, lest one looks like the advice."""


class Rank(IntEnum):
    """What is kept first."""

    FIRST = 0
    ASKED = 1
    SAID = 2
    ORDINARY = 3
    LATER = 4
    SMALL = 5
    HIDDEN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of a block, by their places, and how soon it is kept."""

    block: int
    line: int
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class _Button:
    """One element of a block; `place` is -1 for the one beside a text."""

    block: int
    place: int
    element: Element
    rank: Rank


def is_everyday(answer: Answer) -> bool:
    """Whether an answer is kept short."""
    return type(answer).__name__ not in DOCUMENTS


def count_lines(blocks: Sequence[Block]) -> int:
    """How many lines a message has; a table or a chart is a picture, and counts as one."""
    return sum(len(_lines_of(block)) for block in blocks)


def count_buttons(blocks: Sequence[Block]) -> int:
    """How many buttons and menus a message has, without the one behind which the rest stands."""
    elements = [element for block in blocks for element in _elements_of(block)]
    return sum(element["type"] != "overflow" for element in elements)


def fold(blocks: Sequence[Block], *, key: str, show_all: str) -> tuple[Block, ...] | None:
    """The message with at most four lines and four buttons, and the rest in a menu; `key` is what the whole is found
    by, `show_all` the label of what shows it. None where nothing has to be left out."""
    has_hidden = any(_is_evidence(block) for block in blocks)
    fits = count_lines(blocks) <= MOST_LINES and count_buttons(blocks) <= MOST_BUTTONS
    if fits and not has_hidden:
        return None
    kept_lines = _choose_lines(blocks)
    shown = {line.block for line in kept_lines}
    buttons = _rank_buttons(blocks, shown)
    kept = _choose_buttons(buttons)
    rest = [each for each in buttons if each not in kept]
    is_cut = len(kept_lines) < count_lines(blocks)
    short = _rebuild(blocks, kept_lines, kept)
    menu = _build_menu(rest, key, show_all, is_cut=is_cut)
    return tuple(_with_one_primary(_append_menu(short, menu)))


def parse_option(value: str) -> tuple[str, str]:
    """The route and value of a button that an option of the menu stands for."""
    route, _, rest = value.partition(" ")
    return route, rest


def _is_evidence(block: Block) -> bool:
    return str(block.get("block_id", "")).startswith(EVIDENCE)


def _lines_of(block: Block) -> list[str]:
    match block["type"]:
        case "section" if "fields" in block:
            return [str(each["text"]) for each in block["fields"]]
        case "section" | "header":
            return str(block["text"]["text"]).split("\n")
        case "context":
            return [line for each in block["elements"] for line in each["text"].split("\n")]
        case "rich_text":
            return _lines_of_rich_text(block)
        case kind if kind in PICTURES:
            return [kind]
    return []


def _lines_of_rich_text(block: Block) -> list[str]:
    lines: list[str] = []
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            lines += ["•"] * len(part["elements"])
        else:
            lines += "".join(each.get("text", "@") for each in part["elements"]).split("\n")
    return lines


def _elements_of(block: Block) -> list[Element]:
    if block["type"] == "actions":
        return list(block["elements"])
    return [block["accessory"]] if "accessory" in block else []


def _route_beside(block: Block) -> str:
    return route_of(block["accessory"]["action_id"]) if "accessory" in block else ""


def _choose_lines(blocks: Sequence[Block]) -> list[_Line]:
    ranked: list[_Line] = []
    has_first = has_sentence = False
    for at, block in enumerate(blocks):
        route = _route_beside(block)
        rank = _rank_block(block, route, has_sentence=has_sentence)
        has_sentence = has_sentence or route in SENTENCES
        count = len(_lines_of(block))
        for line in range(count):
            own = rank
            if route in LEADS and line == 0:
                # The name of the deal is a line of its own, or the first of the answer.
                own, has_first = Rank.FIRST, has_first or count > 1
            elif not has_first and rank is not Rank.HIDDEN:
                own, has_first = Rank.FIRST, True
            elif _leads_row(blocks, at, line, count):
                own = rank if _is_aside(blocks[at + 1]) else min(own, Rank.ASKED)
            ranked.append(_Line(block=at, line=line, rank=own))
    visible = [line for line in ranked if line.rank is not Rank.HIDDEN]
    kept = sorted(visible, key=lambda line: line.rank)[:MOST_LINES]
    return [line for line in kept if not _leads_nowhere(blocks, line, kept)]


def _leads_nowhere(blocks: Sequence[Block], line: _Line, kept: Sequence[_Line]) -> bool:
    """Whether a line announces a list that is not kept: `Open when it was closed:`."""
    lines = _lines_of(blocks[line.block])
    is_last = line.line == len(lines) - 1
    if not is_last or not lines[line.line].rstrip("*_ ").endswith(":"):
        return False
    below = line.block + 1
    if below >= len(blocks) or blocks[below]["type"] == "actions":
        return False
    return not any(each.block == below for each in kept)


def _rank_block(block: Block, route: str, *, has_sentence: bool) -> Rank:
    if _is_evidence(block):
        return Rank.HIDDEN
    if route in SENTENCES:
        return Rank.LATER if has_sentence else Rank.SAID
    if route in WORDS_LEFT:
        return Rank.ASKED
    if route in CAUTIONS:
        return Rank.SAID
    if block["type"] in PICTURES:
        return Rank.SAID
    return Rank.SMALL if block["type"] == "context" else Rank.ORDINARY


def _leads_row(blocks: Sequence[Block], at: int, line: int, count: int) -> bool:
    """Whether a row of buttons below answers this line: `Which give does it answer?`, `In return, ask for:`."""
    block = blocks[at]
    follows = at + 1 < len(blocks) and blocks[at + 1]["type"] == "actions"
    if block["type"] != "section" or not follows or line != count - 1:
        return False
    return _lines_of(block)[line].rstrip("*_ ").endswith((":", "?"))


def _is_aside(row: Block) -> bool:
    return all(route_of(each["action_id"]) in ASIDES for each in row["elements"])


def _rank_buttons(blocks: Sequence[Block], shown: set[int]) -> list[_Button]:
    buttons: list[_Button] = []
    proposals = 0
    for at, block in enumerate(blocks):
        if "accessory" in block:
            element = block["accessory"]
            rank = _rank_element(element, answers_line=False)
            if route_of(element["action_id"]) in SENTENCES:
                rank = Rank.ASKED
            if at not in shown:
                rank = Rank.HIDDEN
            buttons.append(_Button(block=at, place=-1, element=element, rank=rank))
        if block["type"] != "actions":
            continue
        above = at - 1
        is_led = above >= 0 and _leads_row(
            blocks, above, len(_lines_of(blocks[above])) - 1, len(_lines_of(blocks[above]))
        )
        for place, element in enumerate(block["elements"]):
            rank = _rank_element(element, answers_line=is_led and above in shown)
            if route_of(element["action_id"]) in PROPOSALS:
                proposals += 1
                rank = Rank.ASKED if proposals <= PROPOSALS_SHOWN else Rank.ORDINARY
            if is_led and above not in shown:
                rank = Rank.HIDDEN
            buttons.append(_Button(block=at, place=place, element=element, rank=rank))
    return [each for each in buttons if each.rank is not Rank.HIDDEN]


def _choose_buttons(buttons: Sequence[_Button]) -> list[_Button]:
    ranked = sorted(buttons, key=lambda each: each.rank)
    kept = ranked[:MOST_BUTTONS]
    alike = [each for each in ranked if route_of(each.element["action_id"]) in TOGETHER]
    if all(each in kept for each in alike):
        return kept
    others = [each for each in ranked if each not in alike]
    return others[:MOST_BUTTONS]


def _rank_element(element: Element, *, answers_line: bool) -> Rank:
    route = route_of(element["action_id"])
    if route in LEADS | ASKED_ONCE or element.get("style") == "primary":
        return Rank.FIRST
    if route in HOUSEKEEPING | WORDS_LEFT | ASIDES or element["type"] != "button":
        return Rank.LATER
    return Rank.ASKED if answers_line or route in CONFIRMS else Rank.ORDINARY


def _rebuild(
    blocks: Sequence[Block], lines: Sequence[_Line], buttons: Sequence[_Button]
) -> list[Block]:
    """The blocks with the lines and buttons that are kept."""
    short: list[Block] = []
    for at, block in enumerate(blocks):
        places = sorted(line.line for line in lines if line.block == at)
        kept = [each for each in buttons if each.block == at]
        if block["type"] == "actions":
            if kept:
                elements = [each.element for each in sorted(kept, key=lambda each: each.place)]
                short.append(block | {"elements": elements})
        elif block["type"] == "divider":
            continue
        elif places:
            cut = _keep_lines(block, places)
            if not kept:
                cut = {name: part for name, part in cut.items() if name != "accessory"}
            short.append(cut)
    return short


def _keep_lines(block: Block, places: Sequence[int]) -> Block:
    count = len(_lines_of(block))
    if len(places) == count:
        return block
    if block["type"] == "section" and "fields" in block:
        return block | {"fields": [block["fields"][place] for place in places]}
    if block["type"] in ("section", "header"):
        lines = _lines_of(block)
        text = block["text"] | {"text": "\n".join(lines[place] for place in places)}
        return block | {"text": text}
    if block["type"] == "context":
        return block | {"elements": _keep_text_lines(block["elements"], len(places), apart=True)}
    return _keep_rich_lines(block, len(places))


def _keep_rich_lines(block: Block, count: int) -> Block:
    """The first points of a list, or the first lines of another text."""
    parts: list[Element] = []
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            elements = part["elements"][:count]
        else:
            elements = _keep_text_lines(part["elements"], count, apart=False)
        parts.append(part | {"elements": elements})
    return block | {"elements": parts}


def _keep_text_lines(elements: Sequence[Element], count: int, *, apart: bool) -> list[Element]:
    """The elements up to so many lines; each begins a line where they stand `apart`."""
    kept: list[Element] = []
    for element in elements:
        lines = str(element.get("text", "")).split("\n")
        if count < 1:
            break
        if len(lines) > count:
            text = "\n".join(lines[:count])
            kept += [element | {"text": text}] if text else []
            break
        kept.append(element)
        count -= len(lines) if apart else len(lines) - 1
    return kept


def _build_menu(
    rest: Sequence[_Button], key: str, show_all: str, *, is_cut: bool
) -> Element | None:
    """The menu with the buttons that were left out, those that are used most first, and with the whole answer."""
    options: list[Element] = []
    for each in sorted(rest, key=lambda each: each.rank):
        option = _option_for(each.element, beside_text=each.place < 0)
        if option is not None:
            options.append(option)
    is_short = is_cut or len(options) < len(rest) or len(options) > limits.OVERFLOW_OPTIONS
    if is_short:
        options = options[: limits.OVERFLOW_OPTIONS - 1]
        options.append(option_object(show_all, f"{SHOW_ALL} {key}"))
    if not options:
        return None
    return overflow_menu(MORE, options)


def _option_for(element: Element, *, beside_text: bool) -> Element | None:
    """The button as an option of a menu; None where it asks before it counts, opens a link or says too much."""
    if element["type"] != "button" or "confirm" in element or "url" in element:
        return None
    value = f"{route_of(element['action_id'])} {element.get('value', '')}"
    if len(value) > limits.OPTION_VALUE:
        return None
    # Away from its text, `Add` says too little.
    spoken = element.get("accessibility_label") if beside_text else None
    return option_object(spoken or element["text"]["text"], value)


def _append_menu(blocks: list[Block], menu: Element | None) -> list[Block]:
    """The menu at the end of the last row of buttons, or in a row of its own."""
    if menu is None:
        return blocks
    if blocks and blocks[-1]["type"] == "actions":
        row = blocks[-1]
        return [*blocks[:-1], row | {"elements": [*row["elements"], menu]}]
    return [*blocks, actions_block([menu])]


def _with_one_primary(blocks: Sequence[Block]) -> list[Block]:
    """The message with one button that stands out: the one its template marks, else the first of the usual ones."""
    elements = [each for block in blocks for each in _elements_of(block)]
    marked = [each for each in elements if each.get("style") == "primary"]
    usual = [
        each
        for route in PRIMARY
        for each in elements
        if each["type"] == "button" and route_of(each["action_id"]) == route
    ]
    found = marked or usual
    chosen = found[0] if found else None
    return [_mark_primary(block, chosen) for block in blocks]


def _mark_primary(block: Block, chosen: Element | None) -> Block:
    if block["type"] == "actions":
        return block | {"elements": [_styled(each, chosen) for each in block["elements"]]}
    if "accessory" in block:
        return block | {"accessory": _styled(block["accessory"], chosen)}
    return block


def _styled(element: Element, chosen: Element | None) -> Element:
    if element is chosen:
        return element | {"style": "primary"}
    if element.get("style") == "primary":
        return {name: part for name, part in element.items() if name != "style"}
    return element
