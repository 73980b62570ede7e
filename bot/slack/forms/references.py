"""The form for what a deal is called in another system."""

from bot.domain.references import LONGEST_ID, LONGEST_SYSTEM, BadLink, DealReference, check_link
from bot.language.deal_references import find_system_of_host
from bot.slack.blocks import Block
from bot.slack.forms.fields import Start, Text
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled
from bot.translations import N_

ID = Text(name="id", label="Its id there", placeholder="OPP-4711", longest=LONGEST_ID)
LINK = Text(
    name="link",
    label="Link",
    placeholder="https://acme.my.salesforce.com/…",
    longest=500,
    optional=True,
)
SYSTEM = Text(
    name="system",
    label="In which system",
    placeholder="Salesforce",
    hint="Left empty: what the link says.",
    longest=LONGEST_SYSTEM,
    optional=True,
)
FORM = Form(
    route="reference.save", title="In another system", submit="Save", fields=(ID, LINK, SYSTEM)
)
BAD_LINK = N_("Please write a link that begins with https:// or http://, without a password in it.")


def reference_view(metadata: FormMetadata, known: DealReference | None) -> Block:
    """The form, with what is known already."""
    starts: list[Start] = []
    if known is not None:
        starts = [ID.starts(known.id), SYSTEM.starts(known.system)]
        if known.link:
            starts.append(LINK.starts(known.link))
    return FORM.view(metadata, starts)


def read_reference(filled: Filled) -> DealReference:
    """What the form says. Raises `NotFilled`."""
    link = (filled.get(LINK) or "").strip()
    try:
        host = check_link(link) if link else ""
    except BadLink:
        raise NotFilled({LINK.name: BAD_LINK}) from None
    system = (filled.get(SYSTEM) or "").strip() or find_system_of_host(host)
    return DealReference(system=system, id=filled.need(ID).strip(), link=link)
