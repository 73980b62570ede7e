"""Slack's limits, in one place: the bot keeps to them, and the local Slack refuses what is over them.

Sources: Slack's reference of blocks, elements and composition objects, and what its API answers.
Where two pages of that reference disagree, the smaller figure stands here. Lengths are in
characters, as Python counts them.
"""

MESSAGE_TEXT = 4_000
"""Of a message's own text; Slack takes more and cuts it."""
MESSAGE_TEXT_CUT = 40_000
"""Where Slack cuts a message's own text."""
MESSAGE_BLOCKS = 50
MESSAGE_CHARTS = 2
MESSAGE_TABLES = 1
MESSAGE_MARKDOWN = 12_000
"""Of all markdown blocks of a message together."""

VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
VIEW_TITLE = 24
"""Also of the labels of its two buttons."""
VIEW_METADATA = 3_000
VIEW_STACK = 3

ID = 255
"""Of a `block_id`, an `action_id`, a `callback_id`."""
URL = 3_000
ALT_TEXT = 2_000

SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 2_000
CONTEXT_ACTIONS = 5
ACTION_ELEMENTS = 25
ALERT_TEXT = 200
RICH_TEXT_PARTS = 100
RICH_TEXT_PIECES = 1_000

INPUT_LABEL = 2_000
INPUT_TEXT = 3_000
PLACEHOLDER = 150

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_SPOKEN = 75
"""Of an `accessibility_label`."""
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30

OPTION_TEXT = 75
"""Also of its description."""
OPTION_VALUE = 150
SELECT_OPTIONS = 100
CHOICE_OPTIONS = 10
"""Of radio buttons and checkboxes."""
OVERFLOW_OPTIONS = 5

TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_CHARACTERS = 10_000
"""Of all cells of a table together."""
TABLE_CAPTION = 2_000

CHART_TITLE = 50
"""Also of the names of its axes."""
CHART_SERIES = 6
CHART_POINTS = 20
CHART_LABEL = 20
"""Of a point and of a series."""

RESPONSE_URL_USES = 5
RESPONSE_URL_MINUTES = 30
TRIGGER_SECONDS = 3
"""How long a `trigger_id` opens a form; also how long Slack waits for an answer."""
