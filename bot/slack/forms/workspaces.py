"""The form of a workspace: the policy that new deals start with."""

from uuid import uuid4

from bot.coach.answers.workspaces import WorkspaceSettable
from bot.coach.records import Learning
from bot.language.clean import clean_text
from bot.slack.blocks import Block
from bot.slack.forms.fields import Checks, Option, People, optional_text
from bot.slack.forms.figures import count_field
from bot.slack.forms.form import Filled, Form, FormMetadata
from bot.slack.forms.policies import LIMITS, SPEAKING, policy_starts

ADMINS = People(
    name="admins",
    label="Who looks after Giveget here",
    hint="They set this and name an owner where a deal has none left. Saving says yes to messages about that.",
    most=10,
)
PLAN_GRACE = count_field(
    "plan_grace",
    "Plans of owners who left are deleted after (days)",
    optional=False,
    hint="Nobody sees them meanwhile. Their owner may pass one on.",
)
LEADS = Checks(
    name="leads",
    label="Leads",
    hint="Hiring deals never have one, and who is named is told. Where there is a works council, ask it first.",
    optional=True,
    options=(Option(value="yes", label="Owners may name a lead"),),
)
LEARN = Checks(
    name="learning",
    label="What may be learned across deals",
    hint="Never across buying and selling, never from hiring deals or fewer than three. Ask a works council first.",
    optional=True,
    options=(
        Option(
            value=Learning.PARTIES,
            label="How a company answered before",
            description="To people who were in those deals themselves",
        ),
        Option(
            value=Learning.OUTCOMES,
            label="What things usually cost and are worth",
            description="From all deals here; else from each person's own",
        ),
        Option(
            value=Learning.TEAM,
            label="Measures of all deals together",
            description="From five owners on, never of one person",
        ),
    ),
)
CHANNELS = Checks(
    name="channels",
    label="Where deals live",
    hint="Deals that are in public channels already stay there. Everybody of the workspace can look into those.",
    optional=True,
    options=(Option(value="private", label="In private channels only"),),
)
ASK_PERSON = People(
    name="ask_person",
    label="Whom to ask about law and fairness",
    hint="Named where the coach puts such a question first. Only the person who typed the line sees it.",
    optional=True,
    most=1,
)
ASK_WORDS = optional_text("ask_words", "Or in words", "legal, ext. 12")
LONGEST_WORDS = 80
MENTIONED = "@"
WORKSPACE = Form(
    route="workspace.set",
    title="New deals start with",
    submit="Save",
    fields=(ADMINS, SPEAKING, CHANNELS, LEADS, LEARN, PLAN_GRACE, ASK_PERSON, ASK_WORDS, *LIMITS),
)


def workspace_view(found: WorkspaceSettable) -> Block:
    """The form to set the workspace up, with what is set now."""
    metadata = FormMetadata(once=uuid4().hex, version=found.version)
    leads = frozenset({"yes"} if found.leads else ())
    channels = CHANNELS.starts(frozenset({"private"} if found.private_only else ()))
    whom = found.whom_to_ask
    person = whom.removeprefix(MENTIONED) if whom.startswith(MENTIONED) else ""
    asked = [
        ASK_PERSON.starts((person,) if person else None),
        ASK_WORDS.starts("" if person else whom),
    ]
    people = [ADMINS.starts(tuple(sorted(found.admins))), PLAN_GRACE.starts(found.plan_grace)]
    allowed = [LEADS.starts(leads), LEARN.starts(frozenset(found.learning))]
    starts = [*people, *policy_starts(found.policy), channels, *allowed, *asked]
    return WORKSPACE.view(metadata, starts)


def read_leads(filled: Filled) -> bool:
    """Whether owners may name leads."""
    return "yes" in (filled.find(LEADS) or ())


def read_private_only(filled: Filled) -> bool:
    """Whether deals live in private channels only."""
    return "private" in (filled.find(CHANNELS) or ())


def read_learning(filled: Filled) -> frozenset[Learning]:
    """What may be learned across deals."""
    return frozenset(map(Learning, filled.find(LEARN) or ()))


def read_whom_to_ask(filled: Filled) -> str:
    """Whom to ask about law and fairness: a person by `@` and their id, else words."""
    people = filled.find(ASK_PERSON)
    return (
        f"{MENTIONED}{people[0]}"
        if people
        else clean_text(filled.find(ASK_WORDS) or "")[:LONGEST_WORDS]
    )
