"""The words that may open a clause, by the clause; phrases are parted by semicolons, typos among them."""

from bot.language.days import DEADLINE_WORDS
from bot.language.phrases import SUBJECTS

_CLAUSES = {
    "in_return_for": (
        "in return for;in exchange for;in exhange for;in excange for;in exchage for;in echange for;"
        "in trade for;in consideration of;in consideration for;as compensation for;in retrun for;"
        "in turn for"
    ),
    "in_return": ("in return;in exchange;and in return;in turn;in trade;in retrun"),
    "against": ("against;vs;vs.;versus;agst;agianst"),
    "for": ("for"),
    "if": (
        "if;iff;only if;but only if;as long as;so long as;aslong as;providing;subject to;"
        "contingent on;contingent upon;conditional on;conditional upon;on condition;on condition of;"
        "depending on;on the condition;pending;under the condition;as soon as;subj to;cond on;"
        "conditioned on;dependent on;as lon as;sub to;whether"
    ),
    "when": ("when;whenever;only when;wen"),
    "once": ("once;only once"),
    "provided": ("provided;only provided;prvided;provded;providd"),
    "assuming": ("assuming;assumin"),
    "in_case": ("in case"),
    "unless": ("unless"),
    "because": (
        "because;bc;b/c;cos;coz;cuz;becuase;beacuse;becasue;becaue;owing to;thanks to;"
        "on account of;'cause;bcs;bcos;becos;becuz;bcause;seeing as;seeing that;given that"
    ),
    "cause": ("cause;given"),
    "since": ("since"),
    "as": ("as"),
    "due": ("due"),
    "by": (
        "by;before;no later than;not later than;latest by;latest;on or before;needed by;need by;"
        "by latest;at the latest by;b4"
    ),
    "until": ("until;till;til;'til;thru;through"),
    "expires": (
        "deadline;deadline is;expires;expiring;exp;expiry;valid until;valid till;valid thru;"
        "valid through;valid to;valid til;offer ends;offer expires;offer valid until;offer valid till;"
        "offer good until;offer good till;good until;good till;open until;open till;offer open until;"
        "offer open till;offer lapses;lapses;lapsing;offer stands until;offer stands till;offer until;"
        "offer till;offer good through;good through;good thru;exp.;valid;offer closes;offer ends on"
    ),
    "answer_by": (
        "answer by;reply by;decision by;respond by;decide by;confirm by;let us know by;accept by;good by"
    ),
    "on": ("on"),
    "day_alone": ";".join([*sorted(DEADLINE_WORDS), "today", "tonight"]),
    "dated": (
        "mon;monday;tue;tuesday;wed;wednesday;thu;thursday;fri;friday;next;this;end;jan;"
        "january;feb;february;mar;march;apr;april;may;jun;june;jul;july;aug;august;sep;sept;"
        "september;oct;october;nov;november;dec;december"
    ),
    "yesterday": ("yesterday"),
    "review": ("review;revisit;reviewed;to review;to be reviewed;re-review"),
    "cost": ("cost;costs;costing;costs about;cost to;cst;csots;cots;runs;sets;price tag;costed"),
    "worth": ("worth;worht;wroth;wrth;valued at;value;value to;valued;worth to;equals"),
    "saves": ("saves;save;saving;saved;brings;nets;earns;gains;gaining;bringing;making"),
    "estimated": ("approx;approximately;about;around;circa;ca;est;roughly;approx."),
    "goodwill": ("goodwill;good will;good-will"),
    "gesture": ("gesture"),
    "no_strings": ("no strings;no-strings;without strings"),
    "subject": ";".join(sorted(SUBJECTS | {"it"})),
    "then": ("then"),
}

PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {
    clause: tuple(tuple(phrase.split()) for phrase in phrases.split(";"))
    for clause, phrases in _CLAUSES.items()
}
"""The phrases of each clause, as words."""

MARKER_WORDS = frozenset(phrase[0] for phrases in PHRASES.values() for phrase in phrases)
"""The first words of all phrases: where one stands, the clause before may end."""
