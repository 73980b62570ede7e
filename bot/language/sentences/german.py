"""Marks of German sentences."""

from bot.language.sentences.marks import Mark, Marks, Way

_SOFT = (
    r"(?: (?:Ihnen|ihnen|gern|gerne|auch|noch|dann|dafür|natürlich|sogar|ja|nur|Ihren|sofort|schon|vielleicht"
    r"|zusätzlich|außerdem))*"
)
_NO = r"(?![^.!?,;]*\b(?:nicht|kein\w*)\b)"
_TAKING = r"(?=[^.!?,;]*\b(?:bekommen|erhalten|haben|gebrauchen)\b)"
_TALKING = (
    r"(?![^.!?,;]*\b(?:melden|schicken|senden|besprechen|reden|sprechen|prüfen|klären|treffen|telefonieren"
    r"|ansehen|sehen)\b)"
)
_COULD = "können könnten könnte kann würden würde"
_GIVE = (
    "geben gebe gäben bieten biete böten gewähren gewährten erlassen verzichten übernehmen übernähmen liefern"
    " verlängern senken"
    " reduzieren kommen kämen gehen gingen legen schenken räumen räumten überlassen stellen verschieben akzeptieren"
    " bezahlen zahlen"
    " halten nehmen"
)
_COMMIT = (
    "unterschreiben unterzeichnen bestellen verlängern zahlen bezahlen kaufen zusagen verpflichten nennen liefern"
    " geben nehmen"
    " abnehmen bestätigen vorauszahlen akzeptieren übernehmen binden kommen senken bringen"
)
_READY = r" (?:bereit|gern bereit|einverstanden)"
_WANTING = (
    "brauchen brauche bräuchten bräuchte benötigen benötige möchten möchte wollen will wünschen fordern"
    " erwarten verlangen"
)

_WAYS: tuple[Way, ...] = (
    (
        Mark.IDLE,
        "wenn falls",
        (
            r" (?:möglich|nötig|das (?:passt|geht|in ordnung|für sie)|es (?:passt|geht|ihnen)|sie (?:möchten|mögen"
            r"|fragen"
            r"|noch)\b)"
        ),
    ),
    (Mark.IDLE, "melden sagen geben", r" sie (?:sich|uns bescheid|mir bescheid|bescheid)"),
    (Mark.IDLE, "bitte", r" (?:geben|sagen|melden) sie (?:sich|mir|uns)(?: bescheid)?"),
    (Mark.IDLE, "was wann wie wo warum welche welcher welches wer", r"(?: \w+){0,3}"),
    (Mark.IDLE, "ob", r" \w+(?: \w+)?"),
    (Mark.IDLE, "danke vielen", r"(?: dank)?(?: für)?"),
    (Mark.EXCHANGE, "im", r" (?:gegenzug|austausch)"),
    (Mark.EXCHANGE, "dafür", ""),
    (Mark.EXCHANGE, "als", " gegenleistung"),
    (Mark.UNLESS, "es", " sei denn"),
    (Mark.UNLESS, "außer", " wenn"),
    (Mark.IF, "nur", " (?:wenn|falls|gegen)"),
    (Mark.IF, "wenn falls sofern solange vorausgesetzt sobald", "(?: dass)?"),
    (Mark.IF, "unter", " der (?:bedingung|voraussetzung)"),
    (Mark.IF, "für", " den fall"),
    (Mark.IF, "gegen", r"(?= (?:eine?[nmr]?|die|ihre|den|\d))"),
    (Mark.AGREE, "einverstanden abgemacht", ""),
    (Mark.AGREE, "so", r" (?:machen wir(?: es| das)?|können wir es machen)"),
    (
        Mark.AGREE,
        "das",
        (
            r" (?:passt(?: so| für uns| uns)?|nehmen wir(?: an)?|können wir so (?:machen|annehmen)|akzeptieren wir|ist"
            r" ein"
            r" wort)"
        ),
    ),
    (
        Mark.AGREE,
        "wir ich",
        r" (?:nehmen|nehme) (?:das|ihr|den|an)(?: angebot| vorschlag)?(?: an)?",
    ),
    (Mark.AGREE, "wir ich", r" (?:sind|bin)(?: damit)? einverstanden"),
    (Mark.AGREE, "wir", r" sind uns einig"),
    (Mark.NOD, "gut okay ok ja gern gerne prima super alles", r"(?: klar)?"),
    (Mark.NOD, "klingt das", r" (?:klingt )?(?:gut|fair|vernünftig|ist in ordnung|ist gut|geht)"),
    (Mark.NOD, "in", " ordnung"),
    (Mark.REFUSE, "wir ich das es", r" [^.!?,;]*\b(?:nicht|kein\w*)\b"),
    (Mark.REFUSE, "leider", " (?:nein|nicht)"),
    (Mark.REQUEST, _COULD, r" sie(?: uns)?(?: bitte| auch| vielleicht| noch)*"),
    (Mark.REQUEST, "wären", " sie bereit"),
    (Mark.REQUEST, "bitte", " geben sie"),
    (Mark.CLAIM, "geben bieten gewähren", r" sie uns"),
    (Mark.CLAIM, _COMMIT, r" sie\b"),
    (Mark.CLAIM, "sie", r" (?:müssten|müssen|geben uns|" + "|".join(_COMMIT.split()) + ")"),
    (
        Mark.YIELD,
        "sie",
        rf"{_SOFT} (?:bekommen|erhalten|kriegen|behalten|können|dürfen)(?! uns){_SOFT}{_NO}",
    ),
    (Mark.YIELD, "bekommen erhalten kriegen behalten", rf" sie{_SOFT}{_NO}"),
    (Mark.WANT, "wir ich", rf"{_SOFT} (?:{'|'.join(_WANTING.split())}){_SOFT}{_TALKING}"),
    (Mark.WANT, _WANTING, rf" (?:wir|ich){_SOFT}"),
    (Mark.WANT, "wir ich", r" hätten? gerne?"),
    (Mark.WANT, "hätten hätte", r" (?:wir|ich) gerne?"),
    (Mark.WANT, "wir ich", rf" (?:{'|'.join(_COULD.split())}){_TAKING}"),
    (Mark.HAND, "wir ich", rf" (?:{'|'.join(_COULD.split())}){_SOFT}{_NO}{_TALKING}"),
    (Mark.HAND, "wir ich", rf" (?:{'|'.join(_GIVE.split())}){_SOFT}{_NO}"),
    (Mark.HAND, "wir ich", rf" (?:sind|wären|bin|wäre){_READY}(?:, )?(?: zu)?"),
    (Mark.HAND, f"{_COULD} {_GIVE}", rf" (?:wir|ich){_SOFT}{_NO}{_TALKING}"),
    (Mark.HAND, "sind wären bin wäre", rf" (?:wir|ich){_READY}"),
    (Mark.SUGGEST, "wie", " wäre es(?: mit)?"),
    (Mark.FOR, "für", ""),
    (Mark.BUT, "aber jedoch allerdings doch", ""),
    (Mark.AND, "und &", ""),
)

GERMAN = Marks(*_WAYS)
"""What a German sentence is scanned for."""
