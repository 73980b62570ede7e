"""German lines: each word that opens or frames a clause is read as the English word that does the same.

Only how a line is understood changes; what is kept of it is as typed. A word that could be English too counts as German
only in a line with a word that can be nothing else.
"""

import re

from bot.language.lines import AskDeclined, Command, ParsedLine, Reading

_Pairs = tuple[tuple[str, str], ...]


def _table(pairs: _Pairs) -> dict[str, str]:
    """Each German word with the English one it is read as."""
    return {word: english for english, those in pairs for word in those.split()}


_CLAUSES: _Pairs = (
    ("for", "für fuer dafür dafuer"),
    ("against", "gegen"),
    ("return", "gegenzug gegenleistung"),
    ("exchange", "austausch"),
    ("if", "wenn falls sofern solange"),
    ("once", "sobald"),
    ("provided", "vorausgesetzt"),
    ("condition", "bedingung"),
    ("under", "unter"),
    ("because", "weil denn wegen aufgrund"),
    ("by", "bis"),
    ("latest", "spätestens spaetestens"),
    ("deadline", "frist"),
    ("valid", "gültig gueltig gilt befristet"),
    ("review", "prüfung prüfen überprüfung überprüfen wiedervorlage"),
    ("goodwill", "kulanz kulanzhalber"),
    ("cost", "kosten"),
    ("costs", "kostet kostete"),
    ("worth", "wert gegenwert"),
    ("saves", "spart erspart"),
    ("free", "kostenlos kostenlose kostenloser gratis umsonst"),
)
_FRAMES: _Pairs = (
    ("they", "sie"),
    ("them", "ihnen"),
    ("him", "ihm ihn"),
    ("their", "ihr ihre ihren ihrem ihrer ihres"),
    ("we", "wir"),
    ("i", "ich"),
    ("us", "uns"),
    ("our", "unser unsere unseren unserem unserer unseres"),
    ("it", "es"),
    ("want", "wollen möchten moechten wünschen"),
    ("wants", "möchte möchtet wünscht"),
    ("demand", "fordern verlangen"),
    ("demands", "fordert verlangt"),
    ("wanted", "wollten wollte forderten verlangten"),
    ("need", "brauchen benötigen"),
    ("needs", "braucht benötigt"),
    ("get", "bekommen kriegen erhalten"),
    ("gets", "bekommt kriegt erhält"),
    ("got", "bekam bekamen erhielten erhielt"),
    ("give", "geben gewähren"),
    ("gives", "gibt gewährt"),
    ("gave", "gaben gab gewährten"),
    ("given", "gegeben"),
    ("offer", "bieten"),
    ("offers", "bietet"),
    ("can", "können koennen kann"),
    ("could", "könnten könnte"),
    ("would", "würden würde"),
    ("must", "müssen muessen muss"),
    ("have", "haben"),
    ("are", "sind"),
    ("is", "ist"),
    ("the", "der das des"),
    ("a", "ein eine einen einem einer eines"),
    ("no", "kein keine keinen keinem keiner nein absage"),
    ("not", "nicht"),
    ("nothing", "nichts"),
    ("and", "und"),
    ("or", "oder"),
    ("but", "aber"),
    ("that", "dass"),
    ("with", "mit"),
    ("without", "ohne"),
    ("of", "von vom"),
    ("to", "zu zum zur auf"),
    ("as", "als"),
    ("after", "nach"),
    ("at", "bei beim"),
    ("only", "nur"),
    ("instead", "statt anstatt"),
    ("please", "bitte"),
    ("thanks", "danke"),
    ("hello", "hallo"),
    ("how", "wie wieviel"),
    ("why", "warum wieso"),
    ("which", "welche welcher welches welchen"),
    ("yet", "bisher"),
    ("still", "noch"),
    ("answer", "antwort"),
    ("change", "änderung"),
    ("waiting", "warten"),
    ("declined", "abgelehnt"),
    ("decline", "ablehnen"),
    ("withdraw", "zurückziehen zurückgezogen zurueckziehen zurückzuziehen"),
    ("again", "nochmal nochmals erneut"),
    ("verbal", "mündlich mündliche mündlicher mündliches"),
    ("commitment", "zusage bindung"),
    ("possible", "möglich moeglich"),
    ("needed", "nötig notwendig erforderlich"),
    ("desired", "gewünscht"),
    ("worst", "notfalls"),
)
_FIGURES: _Pairs = (
    ("about", "etwa ungefähr rund circa knapp"),
    ("est", "geschätzt"),
    ("between", "zwischen"),
    ("total", "insgesamt gesamt"),
    ("max", "maximal höchstens"),
    ("bn", "mrd milliarden"),
    ("million", "millionen"),
    ("thousand", "tausend"),
    ("points", "punkte punkten"),
    ("size", "größe groesse"),
    ("per", "pro"),
    ("yearly", "jährlich"),
    ("monthly", "monatlich"),
    ("first", "erste ersten erstes erster"),
    ("day", "tages"),
    ("days", "tage tagen"),
    ("week", "woche"),
    ("weeks", "wochen"),
    ("month", "monat monats"),
    ("months", "monate monaten"),
    ("year", "jahr jahres"),
    ("years", "jahre jahren"),
    ("quarter", "quartal quartals"),
    ("hours", "stunden"),
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag sonnabend"),
    ("sunday", "sonntag"),
    ("today", "heute"),
    ("tomorrow", "morgen"),
    ("yesterday", "gestern"),
    ("next", "nächste nächsten nächster nächstes naechsten naechste"),
    ("this", "diese diesen dieser dieses diesem kommende kommenden kommender"),
    ("end", "ende"),
    ("mid", "mitte"),
    ("eoy", "jahresende"),
    ("eom", "monatsende"),
    ("eoq", "quartalsende"),
    ("christmas", "weihnachten"),
    ("nye", "silvester"),
)
_THINGS: _Pairs = (
    ("term", "laufzeit vertragslaufzeit"),
    ("renewal", "verlängerung vertragsverlängerung"),
    ("signature", "unterschrift"),
    ("signed", "unterschrieben unterzeichnet"),
    ("sign", "unterschreiben unterzeichnen"),
    ("discount", "rabatt nachlass skonto preisnachlass"),
    ("price", "preis"),
    ("prices", "preise"),
    ("reference", "referenz referenzgespräch referenzanruf"),
    ("study", "fallstudie kundenstory"),
    ("prepayment", "vorauszahlung vorkasse vorauskasse"),
    ("deposit", "anzahlung"),
    ("volume", "volumen abnahmemenge mindestmenge"),
    ("exclusivity", "exklusivität"),
    ("seats", "lizenzen plätze nutzer"),
    ("sites", "standorte standorten"),
    ("site", "standort"),
    ("training", "schulung schulungen"),
    ("support", "betreuung"),
    ("delivery", "lieferung"),
    ("travel", "reisen"),
    ("employees", "mitarbeiter mitarbeitende mitarbeitenden"),
    ("customer", "kunde"),
    ("customers", "kunden"),
    ("supplier", "lieferant lieferanten"),
    ("candidate", "bewerber bewerberin kandidat kandidatin"),
    ("selling", "verkauf verkaufen"),
    ("buying", "einkauf einkaufen kauf beschaffung"),
    ("partnering", "partnerschaft kooperation"),
    ("hiring", "einstellung einstellen"),
    ("increase", "preiserhöhung"),
)
_SURE = _table(_CLAUSES + _FRAMES + _FIGURES + _THINGS)
"""Words that no English line has."""

_LOOSE = _table(
    (
        ("on", "am"),
        ("in", "im"),
        ("wants", "will"),
        ("what", "was"),
        ("was", "war"),
        ("has", "hat"),
        ("the", "die den dem"),
        ("he", "er"),
        ("so", "also"),
        ("from", "ab"),
        ("about", "über"),
        ("who", "wer"),
        ("where", "wo"),
        ("at", "an"),
        ("day", "tag"),
    )
)
"""Words that an English line may have too."""

_SHORT_DAYS = {
    "mo": "monday", "di": "tuesday", "mi": "wednesday", "do": "thursday", "fr": "friday", "sa": "saturday",
    "so": "sunday",
}  # fmt: skip
_BEFORE_DAYS = frozenset({"by", "until", "on", "next", "this", "latest", "the"})
_AFTER_BY = frozenset("zum am spätestens spaetestens".split())
_CASE = frozenset("for without cost costs against saves worth".split())
_BEFORE_CLAUSE = frozenset("sie wir er es ihr der die das ihre unsere".split())
_MONTHS = frozenset(
    "jan januar jänner feb februar mär märz mrz apr april mai jun juni jul juli aug august sep sept september okt "
    "oktober nov november dez dezember".split()
)
_FIGURE = re.compile(r"[~€$]?\d[\d.,']*(?:k|m|mio|tsd)?[€$]?")
_DAY_OF_MONTH = re.compile(r"\d{1,2}\.\d{1,2}(?:\.(?:\d{2}|\d{4}))?")
_NUMBER = re.compile(r"\d{1,2}")


def respell_german(low: list[str], gap: list[str], count: int) -> list[int]:
    """Writes the English word over each German one, in place; where it did. Nothing where the line has none."""
    if not any(low[k] in _SURE or _on_a_day(low, k) for k in range(count)):
        return []
    typed = low[: count + 2]
    changed = [k for k in range(count) if _respell(low, typed, gap, k)]
    return [*changed, *_closed(typed, gap, count)]


def _on_a_day(low: list[str], k: int) -> bool:
    """`am 12. Nov`: what `am` means in English stands before no number."""
    return low[k] == "am" and _NUMBER.match(low[k + 1]) is not None


def _respell(low: list[str], typed: list[str], gap: list[str], k: int) -> bool:
    english = _in_context(low, typed, gap, k) or _SURE.get(typed[k]) or _LOOSE.get(typed[k])
    if english is None or english == typed[k]:
        return False
    low[k] = english
    return True


def _in_context(low: list[str], typed: list[str], gap: list[str], k: int) -> str | None:
    """What a word with several meanings means beside its neighbours; those before it are English already."""
    word, before, following = typed[k], low[k - 1] if k else "", typed[k + 1]
    if word == "bis":
        return _until(typed, before, k)
    if word in _AFTER_BY and before in ("by", "until", "latest", "review"):
        return "on" if before == "review" else "latest" if word.startswith("sp") else "the"
    if word in _SHORT_DAYS and before in _BEFORE_DAYS and not gap[k]:
        return _SHORT_DAYS[word]
    if word == "sie" and before in _CASE:
        return "them"
    if word == "da":
        return "because" if following in _BEFORE_CLAUSE else None
    return _in_phrase(word, before, following)


def _until(typed: list[str], before: str, k: int) -> str | None:
    """`gültig bis`, `10 bis 15k`, `bis zu 10 %`; else a deadline."""
    if before == "valid":
        return "until"
    following = typed[k + 1]
    if (
        _FIGURE.fullmatch(before)
        and _FIGURE.fullmatch(following)
        and not _DAY_OF_MONTH.fullmatch(following)
    ):
        return None if typed[k + 2] in _MONTHS else "to"
    return "up" if following == "zu" else None


def _in_phrase(word: str, before: str, following: str) -> str | None:
    if word == "als":
        return "in" if following == "gegenleistung" else "as"
    if word == "aus" and following.startswith("kulanz"):
        return "as"
    if word in ("gegen", "für") and before in ("return", "exchange"):
        return "for"
    if word == "tausch" and before == "in":
        return "exchange"
    if before == "again" and word in ("wegen", "zu", "zur", "zum", "an", "nach", "um"):
        return "about"
    if word == "noch" and following == "einmal":
        return "ask"
    if word == "einmal" and before == "ask":
        return "again"
    if word == "wochenende" and before in ("by", "the"):
        return "eow"
    return None


def _closed(typed: list[str], gap: list[str], count: int) -> list[int]:
    """Takes away the full stops of dates (`12. Nov`, `30.11.`), which part no clauses; where it did."""
    closed = []
    for k in range(count - 1):
        numbered = _NUMBER.fullmatch(typed[k]) and typed[k + 1] in _MONTHS
        if gap[k + 1] == "." and (numbered or _DAY_OF_MONTH.fullmatch(typed[k])):
            gap[k + 1] = ""
            closed.append(k + 1)
    return closed


_PROMISED = re.compile(r"\s+(?:zugesagt|versprochen|in aussicht gestellt)$", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\s+(?:an|bekommen|erhalten|gegeben|geben)$", re.IGNORECASE)
_ENDED = re.compile(r"\s+(?:abgelehnt|zurückgezogen|zurückziehen|ablehnen)$", re.IGNORECASE)


_HAVING = re.compile(r"^(?:haben|hat|wurde|wurden) ", re.IGNORECASE)


def finish_german(reading: Reading, command: Command, text: str) -> Reading:
    """The reading with what German says last (`… zugesagt`, `… abgelehnt`), and with `wegen` kept in its reason."""
    if not isinstance(reading, ParsedLine):
        return reading
    reading = _with_cause(reading, text)
    if command is Command.ASK and _ENDED.search(reading.what):
        return AskDeclined(what=_ENDED.sub("", reading.what))
    if _PROMISED.search(reading.what):
        return reading._replace(
            what=_HAVING.sub("", _PROMISED.sub("", reading.what)), promised=True
        )
    return (
        reading._replace(what=_LEFT_OVER.sub("", reading.what))
        if _LEFT_OVER.search(reading.what)
        else reading
    )


def _with_cause(line: ParsedLine, text: str) -> ParsedLine:
    """`wegen der Verzögerung` is no clause, so it cannot stand after `weil`."""
    found = line.reason and re.search(
        rf"\b(wegen|aufgrund) {re.escape(line.reason)}", text, re.IGNORECASE
    )
    return line._replace(reason=f"{found[1].lower()} {line.reason}") if found else line
