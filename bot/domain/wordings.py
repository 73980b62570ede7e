"""Words that say more than they move: what the wording of a move or an offer gives away, in English and German.

Patterns, not understanding. They are narrow on purpose: a warning too few is found in the contract's review, a warning
too many is never read again. Each is tried only where a word that it needs occurs.
"""

import re
from collections import defaultdict
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache

from bot.domain.moves import Move


class Wording(StrEnum):
    """What a wording says."""

    GIFT = "gift"
    """Something for a person, not for a party."""
    BUY_FROM_THEM = "buy_from_them"
    """We are to buy from them."""
    BUY_FROM_US = "buy_from_us"
    """They are to buy from us."""
    BOTH_BUY = "both_buy"
    """Each is to buy from the other."""
    REFERENCE = "reference"
    """Somebody speaks well of the other in public, or lends a name."""
    DISCLOSED = "disclosed"
    """It will be said openly that something was given for it."""
    BOTH_WAYS = "both_ways"
    """It goes for both sides alike."""
    SILENCE = "silence"
    """Saying nothing is to count as a yes."""
    RENEWAL = "renewal"
    """It goes on by itself, and nobody is told before."""
    CREDIT = "credit"
    """A credit or penalty where something is missed."""
    LOCKED_IN = "locked_in"
    """Somebody is bound, and no way out is named."""
    WAY_OUT = "way_out"
    """A way out is named: notice, a pause, a reopener."""
    UNWRITTEN = "unwritten"
    """Agreed by word of mouth, or beside the contract."""
    SPLIT = "split"
    """Meet in the middle."""
    ON_TOP = "on_top"
    """One more thing beside what was talked about."""
    TENDER = "tender"
    """A procedure in which nothing is traded: a tender, an auction, a spot purchase."""
    VAGUE = "vague"
    """Sometime, somehow."""
    CADENCE = "cadence"
    """How often, or on which day."""


_BUY = r"(?:buy|buys|buying|(?:we|they|to) purchase|purchasing|ordering|procure|procures|procuring|sourcing)"
_KAUF = r"(?:kauf(?:en|t|e)|bezieh(?:en|t|e)|bestell(?:en|t|e)|nehmen|abnehmen)"
_OWN = (
    r"(?:products?|services?|software|licen[cs]es?|hosting|platform|tools?|hardware|goods|subscriptions?|modules?|seats"
    r"|produkte?|dienste?|leistungen|lizenzen|waren?|software|plattform)"
)
_SOMEBODY = r"(?:buyer|manager|director|boss|c[eft]o|purchaser|wife|husband)"
_SHOW = r"(?:match|game|concert|opera|stadium|festival|theatre|cup final|grand prix|super bowl|world cup)"
_THING = r"(?:references?|testimonials?|case stud(?:y|ies)|success stor(?:y|ies)|endorsements?|logos?|press release)"
_SACHE = r"(?:referenz(?:en|kunden?|gespräche?|gespräch)?|fallstudien?|erfahrungsberichte?|pressemitteilung(?:en)?)"
_RATED = r"(?:(?:online|public|positive|product|customer|5-star|five-star|g2|capterra|trustpilot|google) reviews?)"
_TO_AGREE = r"(?:consent|accept(?:ance|ed)|approv(?:al|ed)|agree(?:ment|d)|granted|a yes|yes)"

_SAYS = {
    Wording.GIFT: (
        r"\bgift ?cards?\b|\b(?:personal|private) (?:gifts?|favou?rs?|discounts?|payments?|commissions?|benefits?)\b"
        rf"|\bgifts? for (?:him|her|(?:their|the|your) {_SOMEBODY})\b"
        r"|\bkick-?backs?\b|\bbribes?\b|\b(?:for|to) (?:him|her|himself|herself) (?:personally|privately)\b"
        rf"|\b{_SHOW} tickets?\b|\btickets? (?:for|to) (?:the |a )?{_SHOW}\b"
        r"|\b(?:bottles?|cases?|crates?) of (?:wine|champagne|whisk(?:e)?y|cognac)\b"
        r"|\bgift (?:basket|hamper|voucher)s?\b"
        r"|\b(?:spa|restaurant|travel|shopping|amazon) vouchers?\b"
        r"|\b(?:persönliche[srn]?|private[srn]?) (?:geschenke?|vorteile?|rabatte?|zahlung(?:en)?|provision(?:en)?)\b"
        r"|\bgeschenk(?:e|korb|gutschein(?:e)?)?\b(?! ?paket)|\bpräsent(?:e|korb)\b|\bschmiergeld(?:er)?\b"
        r"|\bfür (?:ihn|sie) (?:persönlich|privat)\b|\b(?:konzert|fu(?:ß|ss)ball|stadion|opern)karten?\b"
        r"|\b(?:kiste|flasche)n? wein\b"
    ),
    Wording.BUY_FROM_THEM: (
        rf"\b{_BUY}\b(?!-)[^.;]{{0,40}}\bfrom (?:them|you)\b"
        rf"|\b{_BUY} (?:more of )?(?:their|your) (?:[\w-]+ )?{_OWN}\b"
        rf"|\b{_BUY} their [\w-]+(?:$|[;,]| (?:if|when|for)\b)"
        rf"|\b(?:bei|von) ihnen [^.;]{{0,40}}\b{_KAUF}\b|\b{_KAUF} (?:wir )?(?:[\w-]+ )?(?:bei|von) ihnen\b"
        rf"|\b(?:ihre|deren) {_OWN} [^.;]{{0,20}}\b{_KAUF}\b"
    ),
    Wording.BUY_FROM_US: (
        rf"\b{_BUY}\b(?!-)[^.;]{{0,40}}\bfrom us\b|\b{_BUY} (?:more of )?our (?:own )?(?:[\w-]+ )?{_OWN}\b"
        rf"|\b{_BUY} ours\b"
        rf"|\b(?:bei|von) uns [^.;]{{0,40}}\b{_KAUF}\b|\b{_KAUF} (?:sie )?(?:[\w-]+ )?(?:bei|von) uns\b"
        rf"|\bunsere {_OWN} [^.;]{{0,20}}\b{_KAUF}\b"
    ),
    Wording.BOTH_BUY: (
        r"\breciprocal (?:purchas\w+|buying|orders?|dealing)\b|\bmutual purchas\w+\b|\bcounter-?purchas\w+\b"
        r"|\bbuy from us if we buy from (?:you|them)\b|\bgegengeschäfte?\b|\bkoppel(?:ungs)?geschäfte?\b"
        r"|\bgegenseitige[rn]? einkauf\b"
    ),
    Wording.REFERENCE: rf"\b(?:{_THING}|{_SACHE}|{_RATED})\b|\btestimonials?\b|\bbewertung(?:en)? (?:auf|bei|im)\b",
    Wording.DISCLOSED: (
        r"\bdisclos\w+|\bdeclared\b|\blabel(?:l)?ed\b|\bmarked as\b|\bsponsored\b|\b(?:said|stated) openly\b"
        r"|\boffengelegt\b|\boffenleg\w+|\bgekennzeichnet\b|\bkennzeich\w+|\bals (?:anzeige|werbung)\b"
    ),
    Wording.BOTH_WAYS: (
        r"\bmutual(?:ly)?\b|\bboth (?:sides|ways|of us|parties|companies)\b|\bjoint(?:ly)?\b|\bco-\w+"
        r"|\beach other\b|\breciprocal\b"
        r"|\bswap\b|\bexchange\b|\bgegenseitig\w*|\bbeid(?:e|en|er|erseits)\b|\bgemeinsam\w*|\bwechselseitig\w*"
    ),
    Wording.SILENCE: (
        rf"\bdeemed (?:to be )?(?:as )?{_TO_AGREE}\b|\bsilence (?:is|means|counts as|equals|as|=) {_TO_AGREE}\b"
        rf"|\bno (?:reply|answer|response|objection|news) (?:is|means|counts as|equals|=) {_TO_AGREE}\b"
        r"|\b(?:tacit|implied|negative) (?:consent|acceptance|approval)\b|\bapproved by default\b"
        r"|\bunless (?:they|you|we) object\b|\bunless (?:we|you|they) hear otherwise\b"
        r"|\b(?:gilt|gelten) (?:[\w-]+ ){0,4}als (?:genehmigt|angenommen|vereinbart|akzeptiert|zugestimmt|erteilt)\b"
        r"|\bstillschweigende? (?:zustimmung|annahme|genehmigung|einwilligung)\b"
        r"|\bschweigen (?:gilt|bedeutet|heißt|ist|als) (?:als )?(?:zustimmung|annahme|ein ja|ja)\b"
        r"|\b(?:wenn|sofern|falls) (?:sie|wir|niemand) (?:[\w-]+ ){0,4}nicht widersprechen\b"
    ),
    Wording.RENEWAL: (
        r"\bauto-? ?renew\w*|\bautomatic(?:ally)? (?:contract )?renew\w*|\brenew\w* automatically\b|\bevergreen\b"
        r"|\brolls? over automatically\b|\btacit renewal\b|\bautomatische[rn]? (?:vertrags)?verlängerung(?:en)?\b"
        r"|\bverlänger(?:t|n|ung) (?:sich )?(?:automatisch|stillschweigend)\b|\bstillschweigende[rn]? verlängerung\b"
    ),
    Wording.CREDIT: (
        r"\b(?:service|sla|downtime|uptime|outage)[- ]credits?\b|\bpenalt(?:y|ies)\b|\bliquidated damages\b|\bmalus\b"
        r"|\bvertragsstrafen?\b|\bpönalen?\b|\b(?:service|sla)-?gutschrift(?:en)?\b"
    ),
    Wording.LOCKED_IN: (
        r"\block-?in (?:period|clause|term|contract)\b|\blocked[- ]in (?:for|to|until)\b|\bnon-?cancel(?:l)?able\b"
        r"|\b(?:no|without(?: an?| any)?) (?:early )?(?:termination|cancellation|exit|break clause|opt-?out|way out)\b"
        r"|\birrevocabl[ey]\b|\btake-or-pay\b|\bexclusivity\b"
        r"|\bexclusive (?:supplier|vendor|partner|partnership|provider|rights|licen[cs]e|distribution|territory|deal)\b"
        r"|\bunkündbar\w*|\bunwiderruflich\w*|\bexklusivität\b|\bmindestabnahme\w*|\babnahmeverpflichtung\w*"
        r"|\bohne (?:kündigungs\w+|ausstieg\w*|rücktrittsrecht)\b"
        r"|\bexklusive[rn]? (?:lieferant|partner|vertrieb|lizenz)\w*"
    ),
    Wording.WAY_OUT: (
        r"\bbreak clause\b(?<!no break clause)|\bopt-?out\b(?<!no opt-out)(?<!no optout)|\bnotice\b"
        r"|\bpause[sd]?\b|\breopen\w*|\bstop-?loss\b"
        r"|\b(?:can|may|right to|free to) (?:cancel|terminate|leave|exit)\b"
        r"|\bcancel(?:led)? (?:any ?time|by|before|within)\b"
        r"|\bexit (?:clause|ramp|right|after|at|if|by)\b|\btermination (?:right|for convenience)\b"
        r"|\bremind\w*|\bcheckpoint\b"
        r"|\bkündigungsfrist\w*|\bkündbar (?:zum|nach|mit|ab)\b|\bsonderkündigung\w*"
        r"|\bausstieg(?:srecht|sklausel)\b|\bpausier\w+"
        r"|\brücktritts(?:recht|klausel)\b(?<!ohne rücktrittsrecht)|\berinner\w+|\bnachverhandl\w+"
    ),
    Wording.UNWRITTEN: (
        r"\bverbal(?:ly)?\b|\bhand-?shake\b|\bside[- ]letters?\b|\boff the record\b|\bgentlem[ae]n'?s agreement\b"
        r"|\b(?:not in|outside(?: of)?|beside|keep it out of|off) the (?:contract|agreement|paper)\b|\binformally\b"
        r"|\bword of mouth\b|\bon the phone only\b|\bnot (?:yet )?in writing\b|\bunwritten\b"
        r"|\bmündlich\w*|\bhandschlag\b|\bnebenabreden?\b"
        r"|\b(?:nicht im|neben dem|außerhalb des) vertrag(?:s|es)?\b|\bnicht schriftlich\b"
    ),
    Wording.SPLIT: (
        r"\bsplit(?:ting)? the difference\b|\bsplit it (?:down the middle|50[/-]50|fifty-fifty|in half)\b"
        r"|\bmeet(?:ing)? (?:us |you |them |each other )?(?:halfway|half-way|half way|in the middle(?! of))\b"
        r"|\bhalf ?way between\b|\bin der mitte treffen\b|\btreffen (?:wir )?uns in der mitte\b"
        r"|\bdifferenz (?:zu )?teilen\b"
    ),
    Wording.ON_TOP: (
        r"\bone more thing\b|\bwhile (?:we|you|they)(?:'re| are) at it\b|\bthrow(?:n)? in\b|\bthrowing in\b"
        r"|\bon top of (?:that|it|this|what)\b"
        r"|\balso (?:want|wants|need|needs|expect|expects|include|includes|get|add)\b|\bthey also\b"
        r"|\b(?:as well|too) for free\b"
        r"|\bat no extra (?:cost|charge)\b|\bfree of charge as well\b|\bincluded for free\b"
        r"|\bnoch dazu\b|\bobendrauf\b|\bzusätzlich noch\b|\baußerdem noch\b|\bgleich noch\b|\bohne aufpreis\b"
    ),
    Wording.TENDER: (
        r"\btenders?\b|\brf[pq]\b|\breverse auction\b|\be-?auction\b|\bsealed bids?\b"
        r"|\bspot (?:buy|purchase|order|price)\b"
        r"|\bausschreibung(?:en)?\b|\bvergabe(?:verfahren)?\b|\bauktion(?:en)?\b|\bspotkauf\b"
    ),
    Wording.VAGUE: (
        r"\bregular(?:ly)?\b|\bas needed\b|\bwhen needed\b|\bif needed\b|\bas required\b"
        r"|\bfrom time to time\b|\bnow and then\b"
        r"|\bkeep in touch\b|\bstay in touch\b|\bad hoc\b|\bas appropriate\b|\boccasional(?:ly)?\b"
        r"|\bperiodic(?:ally)?\b"
        r"|\bregelmäßig\w*|\bbei bedarf\b|\bnach bedarf\b|\bgelegentlich\w*|\bin kontakt bleiben\b"
        r"|\bab und zu\b|\bzeitnah\b"
    ),
    Wording.CADENCE: (
        r"\b(?:bi-?)?(?:weekly|monthly|annual(?:ly)?|yearly|daily)\b|\bquarterly\b|\bqbrs?\b|\bfortnightly\b"
        r"|\b(?:every|each|per|once an?|twice an?) (?:second |other |\d+ |two |three |six )?"
        r"(?:day|week|month|quarter|year|(?:mon|tues|wednes|thurs|fri)day)s?\b"
        r"|\b(?:mon|tues|wednes|thurs|fri)days?\b|\bhalf-?yearly\b|\b\d+ (?:days|weeks|months) (?:before|after)\b"
        r"|\b(?:wöchentlich|monatlich|vierteljährlich|quartalsweise|jährlich|halbjährlich|täglich)\w*"
        r"|\b(?:jede[nrs]?|alle|pro|einmal im|zweimal im) (?:\d+ |zwei |drei |sechs )?"
        r"(?:tage?|wochen?|monate?|quartal|jahre?|montag|dienstag|mittwoch|donnerstag|freitag)\b"
    ),
}  # fmt: skip

_NEEDS = {
    Wording.GIFT: (
        "gift personal private kick bribe him her ticket bottle case crate voucher persönlich privat "
        "geschenk präsent schmier konzert fußball fussball stadion opern kiste flasche"
    ),
    Wording.BUY_FROM_THEM: "buy buys buying purchas ordering procur sourcing kauf bezieh bestell nehm abnehm",
    Wording.BUY_FROM_US: "buy buys buying purchas ordering procur sourcing kauf bezieh bestell nehm abnehm",
    Wording.BOTH_BUY: "reciprocal mutual counter buy buys buying gegengesch koppel gegenseitig",
    Wording.REFERENCE: (
        "referen testimonial case success endorse logo press review fallstud erfahrung bewertung"
    ),
    Wording.DISCLOSED: (
        "disclos declar label marked sponsor said stated offen gekennz kennz anzeige werbung"
    ),
    Wording.BOTH_WAYS: (
        "mutual both joint co each reciprocal swap exchange gegenseitig beid gemeinsam wechsel"
    ),
    Wording.SILENCE: (
        "deem silence reply answer response objection news tacit implied negative approv unless gelt gilt "
        "stillschw schweig widersprech"
    ),
    Wording.RENEWAL: "auto renew evergreen roll tacit verläng stillschw",
    Wording.CREDIT: "credit penalt liquidated malus vertragsstr pönal gutschrift servicegut slagut",
    Wording.LOCKED_IN: (
        "lock cancel noncancel no without irrevoc take exclusiv unkünd unwider exklusiv mindest abnahme ohne"
    ),
    Wording.WAY_OUT: (
        "break opt notice pause reopen stop can may right free cancel exit terminat remind checkpoint "
        "künd sonder ausstieg pausi rücktritt erinner nachver"
    ),
    Wording.UNWRITTEN: (
        "verbal hand side off gentlem not outside beside keep informal word phone unwritten mündlich "
        "nebenabr nicht neben außerhalb"
    ),
    Wording.SPLIT: "split meet meeting half mitte differenz",
    Wording.ON_TOP: (
        "one while throw top also too well no free included dazu obendrauf zusätzl außerdem gleich ohne"
    ),
    Wording.TENDER: "tender rfp rfq reverse auction eauction sealed spot ausschreib vergabe auktion",
    Wording.VAGUE: (
        "regular needed required time now keep stay hoc appropr occasion period regelm bedarf gelegent "
        "kontakt ab zeitnah"
    ),
    Wording.CADENCE: (
        "week biweek month bimonth annual bi year daily quarter qbr every each per once twice monday "
        "tuesday wednes thurs friday fortnight half days weeks months wöchent monat viertel quartal jähr "
        "halbj täglich jede alle pro einmal zweimal"
    ),
}  # fmt: skip
"""What each pattern needs: one of these words, or, from four letters on, a word that begins like one of them."""

_CALLED_OFF = re.compile(
    r"\b(?:no|without|drop(?:s|ped|ping)?|remov(?:e|es|ed|ing)|delet(?:e|ed|ing)|waiv(?:e|es|ed|ing)|strik(?:e|ing)|against"
    r"|end(?:s|ing)?|keine?n?|ohne|streich(?:en|t)|verzicht)\b[^.;]{0,20}$"
)
"""Before what is found: then it is taken out, not put in."""

_UNSAID = frozenset(
    {Wording.RENEWAL, Wording.SILENCE, Wording.CREDIT, Wording.GIFT, Wording.TENDER}
)
"""Wordings that say the opposite where they are called off."""

_QUALIFIED = frozenset({Wording.REFERENCE, Wording.CREDIT, Wording.LOCKED_IN, Wording.RENEWAL})
_QUALIFIERS = frozenset({Wording.DISCLOSED, Wording.BOTH_WAYS, Wording.WAY_OUT})
"""Wordings that only matter beside one of those."""

_OF_OFFERS = frozenset({Wording.VAGUE, Wording.CADENCE, Wording.TENDER})
_OF_MOVES = frozenset(Wording) - _QUALIFIERS - _OF_OFFERS
_AS_TYPED = frozenset({Wording.UNWRITTEN, Wording.ON_TOP})
"""What only the line tells as it was typed: it is left out of what moves."""

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4
_PATTERNS = {wording: re.compile(pattern) for wording, pattern in _SAYS.items()}


def _needed() -> tuple[dict[str, set[Wording]], dict[str, list[tuple[str, Wording]]]]:
    """Which wordings to try for a word, and for a word that begins like one."""
    words: dict[str, set[Wording]] = defaultdict(set)
    beginnings: dict[str, list[tuple[str, Wording]]] = defaultdict(list)
    for wording, needed in _NEEDS.items():
        for word in needed.split():
            if len(word) < _STEM:
                words[word].add(wording)
            else:
                beginnings[word[:_STEM]].append((word, wording))
    return dict(words), dict(beginnings)


_WORDS, _BEGINNINGS = _needed()


@lru_cache(maxsize=1024)
def read(text: str) -> frozenset[Wording]:
    """All that a text says, as far as its words give it away."""
    return _read(text, frozenset(Wording))


def _read(text: str, among: AbstractSet[Wording]) -> frozenset[Wording]:
    low = text.lower()
    tried: set[Wording] = set()
    for word in _WORD.findall(low):
        if word in _WORDS:
            tried |= _WORDS[word]
        for beginning, wording in _BEGINNINGS.get(word[:_STEM], ()):
            if word.startswith(beginning):
                tried.add(wording)
    return frozenset(
        wording for wording in tried & among if _says(wording, _PATTERNS[wording], low)
    )


def _says(wording: Wording, pattern: "re.Pattern[str]", text: str) -> bool:
    for match in pattern.finditer(text):
        if wording not in _UNSAID or not _CALLED_OFF.search(text, 0, match.start()):
            return True
    return False


def of(move: Move) -> frozenset[Wording]:
    """What a move's words say: what moves, for what, if what, and because what. Whether it was agreed by word of mouth,
    or comes on top, only the line tells as it was typed."""
    return _of(move.what, move.for_what, move.condition, move.reason, move.typed)


@lru_cache(maxsize=4096)
def _of(what: str, for_what: str, condition: str, reason: str, typed: str) -> frozenset[Wording]:
    text = "; ".join(filter(None, (what, for_what, condition, reason)))
    found = _read(text, _OF_MOVES)
    if found & _QUALIFIED:
        found |= _read(text, _QUALIFIERS)
    return found | _read(typed, _AS_TYPED)


def way_out(move: Move) -> bool:
    """Whether a move's words name a way out."""
    return any(
        Wording.WAY_OUT in read(text)
        for text in (move.what, move.condition, move.reason, move.for_what)
    )
