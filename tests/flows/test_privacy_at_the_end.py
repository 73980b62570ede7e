"""The end of a deal, played by somebody who may not see its plan: every answer, row, file and canvas is the same to the
byte whether there is a plan or not."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pypdfium2

from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import OPEN, Table, form_of
from tests.flows.test_privacy import (
    FIGURES,
    WORDS,
    Fresh,
    compare,
    fresh,  # noqa: F401 # a fixture
    leaks,
    press,
    put_away,
)

TERMS = (
    "/concede onboarding week cost 2k for a case study",
    "/got case study",
    "/got verbal yes on a logo on our site",
    "/concede 5% off cost 12k if signed by 30 Nov",
    "/offer price 230k, term 24 months, payment 30 days",
    "/offer they accepted",
)
GOVERNANCE = (
    "/deal commit they send the case study by 15 Jan",
    "/deal commit we deliver onboarding by 1 Feb",
    "/deal commitments",
    "/deal delivered c1 and c2",
    "/deal undo",
    "/deal moved c2 to 2 Feb",
    "/deal measure uptime at least 99.5% monthly, else both owners meet",
    "/deal measure uptime 98.2",
    "/deal measures",
    "/deal renewal 31 Dec 2027 notice 3 months",
    "/deal band CPI base 2.1% band 2-4% cap 5% recalibrate monthly",
    "/deal reopener volume below 80% reopens price",
    "/deal stop-loss uptime below 95% twice pause",
    "/deal gate pilot: one site; goes on when uptime is 99%; by 27 Nov",
    "/deal risk when an outage lasts a day, both owners meet within 2 days",
    "/deal happened outage",
    "/deal checkins",
    "/deal rhythm",
    "/deal rhythm page",
    "/deal ref OPP-4711 https://acme.my.salesforce.com/0061",
)
LOOKS = (
    "/deal",
    "/deal log",
    "/deal find acme",
    "/coach measures",
    "/coach measures mine",
    "/coach rehearse",
    "/coach playbook",
    "/coach history Acme",
    "/coach next",
    "/coach brief",
    "/coach waiting",
    "/deal plan pdf",
)
FILES = (
    "/deal export xlsx",
    "/deal export csv",
    "/deal export json",
    "/deal export calendar",
    "/deal rhythm pdf",
    "/deal export rhythm md",
    "/deal sheet pdf",
    "/deal share pdf",
    "/deal debrief pdf",
)


def types_all(person: Hands, channel: Channel, lines: tuple[str, ...], presses: int = 0) -> None:
    """Types each line, and presses the first buttons of what it says."""
    for line in lines:
        seen = person.types(line, in_=channel)
        put_away(person)
        for label in list(dict.fromkeys(seen.buttons))[:presses]:
            press(person, label, seen)


def closes_and_looks_back(ben: Hands, acme: Channel) -> None:
    """The close in two layers, the debrief with lines for the playbook, and a canvas."""
    ben.presses("All in the contract", on=ben.types("/deal close terms", in_=acme))
    ben.presses("Post it to the channel", on=ben.types("/deal sheet", in_=acme))
    ben.presses("Finish and close as won", on=ben.types("/deal close terms", in_=acme))
    ben.presses("Keep as a canvas", on=ben.types("/deal share", in_=acme))
    form = form_of(ben.presses("Answer it", on=ben.types("/deal debrief", in_=acme)))
    form.fill("A line for everybody's playbook", "ask early, lesson 0")
    ben.presses("Put them in the playbook", on=form.submit())


def read_file(content: bytes) -> str:
    """What a file says, however it is packed."""
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode() for name in sorted(packed.namelist()))
    return content.decode()


def without_chance(text: str) -> str:
    """The text without our ids and the hour."""
    text = re.sub(r"[0-9a-f]{32}", "*", text)
    return re.sub(r"(\d{4}-?\d\d-?\d\d)[T ]\d\d:?\d\d:?\d\d(?:\.\d+)?", r"\1", text)


def collect_files(table: Table, seers: frozenset[str]) -> list[tuple[str, str]]:
    """Name and text of each file that somebody got who may not see the plan."""
    found = []
    for channel in table.slack.workspace.channels.values():
        if channel.partner in seers:
            continue
        for message in channel.messages:
            for file in message.files:
                assert file.content is not None
                found.append((file.name, without_chance(read_file(file.content))))
    return found


def test_the_end_of_a_deal_is_the_same_to_the_byte(
    fresh: Fresh,  # noqa: F811 # the fixture
) -> None:
    files: list[list[tuple[str, str]]] = []
    canvases: list[str] = []

    def act(table: Table, plan: Callable[[], None]) -> frozenset[str]:
        slack = table.slack
        ana, ben, acme = slack.person("Ana"), slack.person("Ben"), slack.channel("acme")
        ana.types(OPEN, in_=acme)
        plan()
        # What is slow the first time in a process is done before anything is compared.
        types_all(ana, acme, ("/coach start", "/coach next", "/deal log"))
        ben.types("/coach start", in_=acme)
        types_all(ben, acme, TERMS)
        types_all(ben, acme, GOVERNANCE, presses=2)
        closes_and_looks_back(ben, acme)
        types_all(ben, acme, LOOKS, presses=2)
        for line in FILES:
            ben.types(line, in_=acme)
            table.tick()
        for _ in range(9):
            table.wind(days=1)
        ben.home()
        seers = frozenset({ana.id})
        files.append(collect_files(table, seers))
        canvases.append("\n".join(each.markdown for each in slack.workspace.canvases.values()))
        return seers

    text = compare(fresh, act)
    without, with_plan = files
    assert [name for name, _ in with_plan] == [name for name, _ in without]
    assert with_plan == without
    # A press on the page that says how both sides work together brings its file too.
    assert len(with_plan) >= len(FILES)
    assert leaks("\n".join(said for _, said in with_plan), WORDS, FIGURES) == []
    assert canvases[0] == canvases[1]
    assert "case study" in canvases[1]
    assert "ask early, lesson 0" in text
    assert "The plan is for the deal's owner" in text
