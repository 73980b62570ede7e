"""Whether the words after `for` name what is to come back, or say how long, for whom or what for."""

from bot.language.word_list import WordList

_INSIDE_ALONE = frozenset(
    "us them him her me you all both everyone everybody it this that whom".split()
)
_SET_PHRASES = frozenset(
    "free now good convenience cause example instance sure real sale life evaluation review approval use short "
    "keeps fun nothing ever granted comparison reference-only info clarity".split()
)
_ALONE = _INSIDE_ALONE | _SET_PHRASES
_DETERMINERS = frozenset(
    "the a an another first next last full whole entire initial remaining min minimum max at least only up to "
    "one's our their its your his her all any each every both some these those this that over under approx about "
    "~".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve eighteen twenty half couple few several 1st "
    "2nd 3rd second third".split()
)
_PERIODS = frozenset(
    "day days d week weeks wk wks w month months mo mos mth mths m year years yr yrs y quarter quarters qtr qtrs "
    "hour hours hr hrs h night nights weekend weekends season seasons minutes mins sprint sprints".split()
)
_SPANS = frozenset(
    "term duration contract period rest remainder life lifetime year yr quarter month week season summer winter "
    "ramp weekend holidays q1 q2 q3 q4 h1 h2 ever pilot-period renewal-term".split()
)
_YEAR_WORDS = frozenset("yr year y q quarter month week phase fy wk day".split())
_STOPS = frozenset(
    "over above below in on at of with w/ w/o without from to by via per under until till til during after before "
    "within inside while including incl excl only max starting beginning as instead rather not than through thru "
    "across between about and or & + plus but so then free each extra total who that which where".split()
)
_MORE = frozenset(
    "free waived discounted co-branded joint more extra additional add'l addl another longer bigger larger higher "
    "lower earlier faster new increased increase commit committed committing commitment guaranteed min minimum "
    "upgrade".split()
)
_COMING_BACK = frozenset(
    "study studies reference references logo logos testimonial testimonials quote prepay prepayment prepaid "
    "prepaying commitment commitments commit term terms lease deal renewal renewals renew signature signatures "
    "signing sign sign-off signoff exclusivity exclusive forecast forecasts deposit discount disc discounts off "
    "referral referrals intro intros introduction volume volumes upfront up-front net extension price prices "
    "pricing rate rates tier bump increase cut reduction base salary notice press release pr webinar publicity "
    "credit credits payment uplift po pos exclusives rebate rebates roadmap session workshop fee fees moq "
    "order-book lead leads equity options shares bonus sign-on pto relo blog co-marketing keynote advance advert "
    "ads data feedback nda indemnity liability cap sla warranty auto-renew autorenew review-score g2 award "
    "billing invoicing minimum ramp upsell expansion upgrade buyout slot speaker speaking".split()
)
_INSIDE_HEADS = frozenset(
    "start beginning relationship partnership cooperation collaboration trust simplicity safety reasons speed "
    "peace lab labs factory floor room kitchen fleet hq headquarters cluster network school hospital clinic venue "
    "crew squad committee management families partners resellers distributors suppliers vendors couriers "
    "installers technicians operators ngo ngos government schools universities startups beginners auditors "
    "lawyers advisors coaches volunteers mentors ceo cfo cto cmo coo vp ciso director manager founders founder "
    "owner owners wife husband dog dogs team teams users user people ppl staff staffers employees employee hires "
    "hire admins admin devs dev developers developer engineers reps execs managers contractors consultants "
    "students nonprofit nonprofits non-profits charities charity kids children family spouse partner customers "
    "customer clients client members member agents analysts folks sites site offices office branches branch "
    "stores store plants plant warehouses warehouse factories regions region countries country emea apac dach eu "
    "uk nordics benelux latam usa entities entity affiliates affiliate subsidiaries subsidiary depts dept "
    "department departments division divisions group groups location locations workspaces environments "
    "environment envs env staging sandbox production servers machines devices device laptops phones cars drivers "
    "launch pilot pilots poc trial rollout roll-out migration migrations phase go-live golive kickoff onboarding "
    "testing tests qa evaluation setup set-up integration integrations travel relocation storage parking shipping "
    "freight delivery deliveries transport delays delay downtime outage outages breach breaches defects damage "
    "damages returns termination misconduct fraud negligence compliance audit audits purposes purpose costs "
    "expenses overtime weekends childcare meals lunch gym visa commuting commute home wfh transition handover "
    "training inconvenience emergencies incidents incident tickets ticket escalations backups spares samples "
    "prototypes changes issues bugs questions repairs maintenance upgrades newcomers leadership board legal "
    "procurement finance marketing sales ops it hr security engineering operations support account accounts "
    "stakeholders executives directors teachers nurses doctors patients pupils guests visitors attendees "
    "participants trainees interns juniors seniors freelancers candidate candidates applicants tenants tenant "
    "subtenants residents orders entitlements christmas xmas event events conference booth".split()
)
_COUNTED = frozenset(
    "seats seat licences licenses licence license units pcs pieces orders order tons tonnes pallets containers "
    "skus cases boxes items lines users".split()
)
_TAKES_FOR = frozenset(
    "penalty penalties budget allowance stipend liability indemnity responsibility responsible liable option "
    "options template contact carve-out carveout exception exceptions exemption reimbursement timeline deadline "
    "approval permission parking policy process plan plans requirement requirements need accountable pay paying "
    "paid account accounts look looking asks wait waiting apply applies allow allows room space eligible "
    "eligibility request requests check checks tool tools except compensation compensate coverage provision "
    "provisions procedure schedule sla slas terms test tests guide training trainings access licence license "
    "licences licenses licensing clause clauses window".split()
)
_SWAPS = frozenset(
    "swap swaps swapped swapping swop exchange exchanging exchanged replace replacing substitute sub".split()
)
_PRICED = frozenset(
    "off discount disc disc. rebate price pricing rate rates % pct percent reduction cut".split()
)


def names_a_counter(words: WordList, at: int, i: int, start: int) -> bool:
    """Whether `for` at `at`, followed by the words from `i`, in a phrase begun at `start`, names a counter-thing."""
    low, first = words.low, words.low[i]
    if not first or first[0] == "@" or (first in _ALONE and _ends(words, i + 1)):
        return False
    before = low[start:at]
    if any(word in _SWAPS for word in before) and "for" not in before:
        return False
    after = _phrase_end(words, i)
    if _is_span(words, i, after):
        return False
    phrase = low[i:after]
    if before and before[-1] in _TAKES_FOR:
        return sure_counter(phrase) and phrase[-1] not in _INSIDE_HEADS
    return _comes_back(phrase, before)


def _comes_back(phrase: list[str], before: list[str]) -> bool:
    head = phrase[-1]
    if any(word in _MORE for word in phrase[:-1]) and head not in _PERIODS:
        return True
    if head in _COUNTED and phrase[0][0].isdigit():
        return any(word in _PRICED or word.endswith("%") for word in before)
    if head in _INSIDE_HEADS:
        return False
    return not (head == "use" and not any(word in _COMING_BACK for word in phrase))


def sure_counter(phrase: list[str]) -> bool:
    """Whether the phrase has a word that people use for what they want back."""
    return any(word in _COMING_BACK or word in _MORE for word in phrase)


def phrase_after(words: WordList, i: int) -> list[str]:
    """The words of the noun phrase that begins at `i`."""
    return words.low[i : _phrase_end(words, i)]


def _phrase_end(words: WordList, i: int) -> int:
    j = i + 1
    while j < words.count and j < i + 8 and not words.gaps[j] and words.low[j] not in _ENDS:
        j += 1
    return j


def _ends(words: WordList, i: int) -> bool:
    return i >= words.count or bool(words.gaps[i]) or words.low[i] in _ENDS


def _is_span(words: WordList, i: int, after: int) -> bool:
    """Whether the phrase is a length of time (`the first 6 months`, `3 yrs`, `yr 1`, `2027`, `the term`)."""
    low, j = words.low, i
    while j < after and low[j] in _DETERMINERS:
        j += 1
    if j == after:
        return low[after - 1] in _SPANS
    rest = low[j:after]
    if rest[0] in _YEAR_WORDS and len(rest) == 2 and rest[1][:1].isdigit():
        return True
    if len(rest) == 1:
        return _lone_span(rest[0], determined=j > i)
    return len(rest) == 2 and (_is_number(rest[0]) or rest[0] in ("contract", "initial", "renewal")) and (
        rest[1] in _PERIODS or rest[1] in _SPANS
    )  # fmt: skip


def _lone_span(word: str, *, determined: bool) -> bool:
    if word.isdigit():
        return len(word) == 4 and word[:2] == "20"
    if word[0].isdigit():
        return word.lstrip("0123456789.-–½") in _PERIODS
    if word[:2] in ("fy", "cy") and word[2:].isdigit():
        return True
    return (word in _SPANS and (determined or word[0] in "qh")) or (determined and word in _PERIODS)


def _is_number(word: str) -> bool:
    return word.replace("-", "").isdigit() or word in _NUMBERS


_ENDS = _STOPS | frozenset(
    "for if when once provided providing assuming subject contingent conditional because bc b/c cos cause since "
    "due worth cost costs costing saves saving save unless vs versus against as goodwill thx thanks pls please".split()
)
