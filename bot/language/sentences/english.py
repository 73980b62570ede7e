"""Marks of English sentences."""

from bot.language.sentences.marks import Mark, Marks, Way

_ADVERB = (
    r"(?: (?:really|just|also|even|only|still|then|now|definitely|probably|possibly|maybe|perhaps|actually|mostly"
    r"|gladly"
    r"|happily|certainly|always|personally|both|all|instead|honestly|kindly|easily|surely|absolutely|like|please"
    r"|totally"
    r"|do|currently|at least|desperately|sure|simply|be able to|go ahead and|consider|like to))*"
)
_AUX = (
    r"(?:'?ll|'d|'?m| am|'?re| are| will| would| can| could| might| may| shall| should|'ve| have)"
)
_WILLING = (
    r"(?: (?:be|been|feel))?(?: (?:more than|quite|really|very|totally|perfectly|only|also|even|still))* (?:willing"
    r"|happy|glad"
    r"|able|ready|prepared|open|okay|ok|fine|comfortable|delighted|pleased|good|going|gonna"
    r"|planning)(?: (?:to|with))?"
)
_GIVING = (
    r"(?:give(?: up)?|giving(?: up)?|hand(?: over)?|toss in|let go of|supply|back|improve|fix|offer"
    r"|offering|let(?!'s| (?:you know|me|us))|letting|throw(?:ing)? in|includ(?:e"
    r"|ing)"
    r"|add(?:ing)?|part(?:ing)? with|spare|sacrifice|deliver(?:ing)?|bring (?:you|it|them)"
    r"|cover(?:ing)?|waiv(?:e|ing)"
    r"|extend(?:ing)?"
    r"|lower(?:ing)?|reduc(?:e|ing)|drop(?:ping)?|discount(?:ing)?|cut|knock|shave|come (?:and )?(?:sign|pick (?:it"
    r"|them) up|get (?:it|them))|com(?:e|ing) (?:down|up)(?! with)"
    r"|go(?:ing)? (?:down|up|lower|higher|as (?:low|high) as)|bump|raise|increase|meet you|split|sign|commit|provide"
    r"|grant"
    r"|guarantee|pay(?:ing)?|go(?= (?:to |as \w+ as )?\$?\d)|do without|live without|compromise"
    r"|concede|refund|upgrade"
    r"|prepay|renew|pick (?:it|them|this"
    r"|that) up|pick up|introduce|train|assign|move|allow|match|leave you|share|sharing|accommodate|stretch|accept"
    r"|take on"
    r"|do(?= (?:\$?\d|an?\b|the\b|net\b|all\b|half\b|both\b|quarterly|monthly|annual))|hold|freeze|cap|handle|run"
    r"|build|keep(?= (?:the|your|our)"
    r" (?:price|rate))|support|fund|ship|credit|chip in"
    r"|throw(?= (?:\w+ ){1,4}in\b)|take(?= (?:off|(?:[\w$.,%]+ ){1,4}off\b|care of)))"
)
_GET = r"(?:have|get|take|keep|grab|receive|own|score)"
_SOME = r"(?= (?:\d|all|both|the|one|two|three|half|some|most|everything|any|an?|extra|more|at least)\b)"
_MUCH = r"(?= (?:\d|all|both|the|one|two|three|half|some|most|everything|extra|more|at least)\b)"
_GETTING = r"(?:having|getting|taking|keeping)"
_NEED = (
    r"(?:want|need|require|must have|gotta have|demand|insist|ask(?= (?:for|that))|prefer(?= (?:to have|\d|an?\b))"
    r"|asking)"
)
_THEIRS = (
    r"(?:give|let|leave|hand|throw|offer|add|include|deliver|pay|sign|commit|agree|provide|cover|lower|drop|come|pick"
    r"|send"
    r"|bring|accept|do|go|bump|raise|reduce|increase|share|spare|part|split|sell|buy|prepay|introduce|extend|order"
    r"|renew"
    r"|confirm|waive|join|speak|place|guarantee|handle|meet|reconsider|compromise|budge|trade|swap|exchange|work"
    r"|consider"
    r"|make|help|knock|cut|shave|move|hold|support|publish)"
)
_NOT = (
    r"(?: ?(?:can'?t|cannot|can not|won'?t|couldn'?t|wouldn'?t|will not|would not|could not|don'?t|do not|didn'?t|am"
    r" not|'m not"
    r"|'?re not|are not|wasn'?t|aren'?t|never|haven'?t))"
)
_DONE = r"(?= *(?:[.,!?;]|$))"

_QUANTITY = r"(?:\d|all|both|the|one|two|three|half|some|most|everything|rest|any|extra|\w+s\b)"


def _opening(words: str) -> str:
    """That one of these words, just read, opens a clause: no word stands right before it."""
    return "".join(rf"(?<!\w {word})" for word in words.split())


_IDLE: tuple[Way, ...] = (
    (Mark.IDLE, "if", " so"),
    (Mark.IDLE, "to", r" (?:me|you|us)(?= *(?:[.,;!?:)]|$|(?:and|but|then|or|if)\b))"),
    (Mark.IDLE, "take", " it or leave it"),
    (
        Mark.IDLE,
        "wonder wondering wondered see seeing check checking know knowing sure curious idk understand asking",
        " if",
    ),
    (Mark.IDLE, "even as", " if"),
    (Mark.IDLE, "if", " interested"),
    (Mark.IDLE, "all what everything than", r" (?:that )?(?:i|we) (?:need|want)"),
    (Mark.IDLE, "do so", r" (?:i|we) (?:get|have)(?=[^.]*\?)"),
    (
        Mark.IDLE,
        "if",
        (
            r" (?:that|it|this)(?:'?s| is| was| would be| will be| does)? (?:all )?(?:ok(?:ay)?|al+right|all right"
            r"|fine"
            r"|possible|good"
            r"|cool|true|too|not|helps|makes)"
        ),
    ),
    (
        Mark.IDLE,
        "if",
        r" (?:possible|needed|necessary|anything|not|so|any|only i|i (?:read|remember|understand|recall|may))",
    ),
    (
        Mark.IDLE,
        "if",
        (
            r" (?:you|u)(?: (?:want to buy|are interested|are available|are (?:still )?around|are free|know|don'?t"
            r" mind"
            r"|have any"
            r"|need any|ask me|wish|prefer)|'?re (?:interested|available))"
        ),
    ),
    (
        Mark.IDLE,
        "if",
        r" (?:you|u)(?:'d| would)? (?:want|like)(?: to)?(?=\s*(?:[.,!?;]|$|and\b|but\b))",
    ),
    (Mark.IDLE, "let", r" (?:me|us|you) know(?: if)?"),
    (
        Mark.IDLE,
        "how",
        r" much (?:\w+ ){0,3}(?:are|would|will|do|can|could) you(?: be)?(?: \w+)?(?: to \w+)?",
    ),
    (
        Mark.IDLE,
        "what where when why who how",
        (
            r"(?: (?:long|old|big|many|often|far|soon|much))?(?: \w+)?(?: (?:is|was|are|did|do|does|would|can|could"
            r"|will))?"
            r" (?:you|i|we)(?: guys)?(?: be)?(?: \w+)?"
        ),
    ),
    (Mark.IDLE, "did do does have had", r" you(?: guys)?(?: ever)?(?: still)?(?: \w+)?"),
    (
        Mark.IDLE,
        "does do would will could can how",
        r"(?:'s|'d| is| does| would)? (?:that|this|it|these|those)(?: \w+)?",
    ),
    (Mark.IDLE, "is", r" (?:that|this|it) (?:ok|okay|fine|good|fair|alright)"),
    (Mark.IDLE, "would do", r" you like(?: to)?(?: (?:come|see|know|hear))?"),
    (
        Mark.IDLE,
        "i we",
        (
            rf"(?:'d| would|'ll| will)? (?:have|had|need|want|love|like) to (?!(?:{_GET}|ask|be|offer|give|pay|go|do"
            rf"|make)\b)\w+"
        ),
    ),
    (Mark.IDLE, "thanks", r" for \w+"),
    (Mark.IDLE, "thank", r" you(?: (?:so|very) much)? for \w+"),
    (
        Mark.IDLE,
        "for",
        (
            r" (?:you|me|us|it|this|that|them|sure|now|free|real|example|instance|sale|my|myself|our"
            r"|ourselves|being|a"
            r" while|a long"
            r"|some|looking|getting back|asking|viewing|your (?:time|interest|help|reply|understanding|message)|the "
            r"(?:trip|night|day"
            r"|kids|interest|time|most)|everyone|both of us)"
        ),
    ),
    (
        Mark.IDLE,
        "can could would will",
        r" you (?:please )?(?:repeat|clarify|tell|describe|explain|send me (?:a |some )?(?:pic|photo))",
    ),
    (Mark.IDLE, "good great fair big bad", r" deal"),
    (Mark.IDLE, "deal", r" (?:breaker|with)"),
    (Mark.IDLE, "to this the", r" deal"),
)

_TIES: tuple[Way, ...] = (
    (Mark.UNLESS, "unless", ""),
    (
        Mark.SWAP,
        "trade trading swap swapping exchange exchanging",
        r"(?: (?!for )[^.?!]{2,60}?)? for",
    ),
    (Mark.EXCHANGE, "in", r" (?:exchange|return|turn)(?: (?:for|of))?"),
    (Mark.IF, "if", ""),
    (
        Mark.IF,
        "as so",
        (
            r"(?<!twice as)(?<!nearly as)(?<!just as)(?<!not as)(?<!not so) long as"
            r"(?! (?:possible|an?|\d|one|two|three|ever)\b)"
        ),
    ),
    (Mark.IF, "provided providing assuming suppose supposing", "(?: that)?"),
    (
        Mark.IF,
        "in on",
        r"(?: the)? (?:case|event|understanding)(?: that)?(?= (?:you|i|we|they|the|it)\b)",
    ),
    (Mark.IF, "the", r" (?:moment|minute|day|second)(?= (?:you|i|we)\b)"),
    (Mark.IF, "on under", r" (?:the |one )?condition(?: that)?"),
    (Mark.IF, "only but", " when"),
    (Mark.IF, "only", r" (?:in (?:exchange|return) for|against|for)"),
    (Mark.IF, "once when", r" (?:you|we|they)(?= (?:sign|pay|commit|agree|order|confirm|approve))"),
    (Mark.IF, "given", " that"),
    (
        Mark.IF,
        "with",
        (
            r"(?= (?:an?|the|\d+)(?:[ -][\w]+){0,3} (?:term|lease|commitment|contract|deposit|prepayment"
            r"|order|agreement)\b)"
        ),
    ),
    (Mark.IF, "subject", " to"),
    (Mark.IF, "contingent conditional depending", r" (?:up)?on"),
    (Mark.IF, "against", r"(?= (?:an?|the|your|\d))"),
    (Mark.FOR, "for", ""),
    (Mark.BUT, "but however although though yet", ""),
    (Mark.AND, "and & plus while", ""),
)

_LOWER: tuple[Way, ...] = (
    (
        Mark.LOWER,
        "any a",
        r"(?<!not a) (?:chance|possibility|way)(?: (?:that )?(?:you|of|for|we|i))?(?: (?:can|could|would|might))?",
    ),
    (Mark.LOWER, "how", r" (?:low|flexible|much (?:lower|less)|about lower\w*)"),
    (
        Mark.LOWER,
        "is are",
        r"(?: the| your| this)? price(?: at all)? (?:negotiable|flexible|firm|fixed)",
    ),
    (
        Mark.LOWER,
        "is would",
        (
            r" (?:it|that|there) (?:be )?(?:possible(?! (?:to|that i can) (?:see|come|look|meet|visit|view|pick|check"
            r"|get more))|any (?:wiggle )?room|any flexibility)"
        ),
    ),
    (Mark.LOWER, "possible possibly please", r" (?:go|come) (?:lower|down)"),
    (
        Mark.LOWER,
        "lowest lower best better",
        r"(?<!the best)(?<!my best)(?<!presented the best) (?:price|offer|you|is|the price|your price|that price)",
    ),
    (Mark.LOWER, "do", r" (?:any )?better"),
    (Mark.LOWER, "negotiable", ""),
    (Mark.LOWER, "wiggle", " room"),
    (Mark.LOWER, "work", " with me"),
    (Mark.LOWER, "lower lowering", " (?:the|your|this|that|it)"),
)

_ASKS: tuple[Way, ...] = (
    (
        Mark.REQUEST,
        "can could would will won wouldn can't couldn may might are were",
        (
            r"(?:'?t)? (?:you|u|ya)(?: (?:guys|all|not|please|possibly|maybe|perhaps|at all|at least|also|consider"
            r"|then"
            r"|even|just"
            r"|both|still|by any chance|really|kindly|ever|ready|potentially|happen to))*(?: (?:be )?(?:willing|able"
            r"|open"
            r"|ok|okay|happy|prepared"
            rf"|flexible|interested in(?= \w+ing))(?: (?:to|with|if))?)?(?<! you)(?<! u)(?: (?:{_THEIRS}|giving"
            rf"|letting"
            rf"|taking|doing"
            rf"|accepting|selling|going|coming|mind(?: then)?(?: if)?|{_GET})\b)?"
        ),
    ),
    (
        Mark.REQUEST,
        "can could would will won wouldn can't couldn may might are were",
        rf"(?:'?t)? (?:you|u|ya)(?: guys)? (?:{_THEIRS}|mind(?: then)?(?: if)?|consider|{_GET})",
    ),
    (
        Mark.REQUEST,
        "can could may might shall should do okay ok mind hoping",
        rf"(?: (?:then|if))* (?:i|we)(?: (?:can|could|might))?{_ADVERB} (?:{_GET})(?! if)",
    ),
    (
        Mark.REQUEST,
        "can could may",
        rf" (?:i|we){_ADVERB} (?:ask (?:you )?(?:for|to)|request|offer|buy|pay|give you)",
    ),
    (Mark.REQUEST, "why", r" (?:don'?t|not) (?:you|we)"),
    (
        Mark.REQUEST,
        "please pls plz",
        r" (?:at least )?(?:give|let|lower|consider|do|accept|include|send|sign|confirm|add|take)",
    ),
    (
        Mark.CLAIM,
        "i we",
        rf"(?:'d| would|'ll| will)?{_ADVERB} (?:{_NEED}|like|expect) you(?: guys)?(?: to)?",
    ),
    (
        Mark.CLAIM,
        "you",
        r"(?:'d| would|'ll| will|'ve)?(?: (?:just|also|then|guys|both))* (?:have to|need to|must|gotta|got to)",
    ),
    (Mark.CLAIM, "you", rf"(?:'d| would|'ll| will)?{_ADVERB} {_THEIRS}"),
    (
        Mark.CLAIM,
        "you",
        (
            rf" (?:can|could){_ADVERB} (?:give|let|leave|hand|throw in|offer|include|deliver|pay|sign|commit|share"
            rf"|spare"
            rf"|help me|add|lower|reduce"
            r"|raise|increase|provide|accept|confirm|extend)"
        ),
    ),
    (
        Mark.CLAIM,
        "give hand leave pass get grant lend",
        (
            r"(?<!will give)(?<!would give)(?<!'ll give) (?:me|us)(?! (?:a (?:call|ring|minute|second|moment)|some "
            r"(?:time"
            r"|info)|with|out|alone))"
        ),
    ),
    (Mark.CLAIM, "gimme", ""),
    (Mark.CLAIM, "you", r" take care of"),
    (
        Mark.CLAIM,
        "add throw include sign make",
        (
            rf"{_opening('add throw include sign make')}(?: in| it(?= \$?\d)|(?= (?:an?|the|by|today|now|for"
            rf"|one|two|\d|it|this|me|your)\b))"
        ),
    ),
    (
        Mark.REQUEST,
        "can could would",
        r" (?:the|your) \w+(?: \w+)? (?:go|come|be (?:raised|lowered|reduced|increased|moved|extended|shortened))",
    ),
    (Mark.WANT, "let allow", rf" me(?: to)?(?: just| then)? {_GET}"),
    (
        Mark.WANT,
        "i we",
        (
            rf"(?:'d| would|'ll| will|'?m| am| must)?(?: (?:gonna|going to))?{_ADVERB} {_NEED}(?:ing"
            rf"|ed(?= (?:\d|all|both|the|one|two|three|some|more)\\b))?(?! (?:to|you|it|before|for)\b)"
        ),
    ),
    (
        Mark.WANT,
        "i we",
        (
            r"(?:'d| would|'ll| will| can| could)(?: (?:also|still|really|just|then|only|even|probably|definitely"
            r"|gladly"
            r"|be willing to|be able to|be happy to|be okay with|instead|like to|love to|prefer to|rather))* "
            rf"(?:have(?={_MUCH[3:]}|(?:get|take|keep|grab|receive|own|score)|{_GETTING}|(?:really )?use(?= (?:some"
            rf"|more"
            rf"|extra|an?|the|\d))|like|love|prefer|appreciate|expect|settle for|be happy with|do with)(?: to"
            rf" {_GET}\b)?(?: for)?"
            r"(?! (?:to|been|you|it)\b)(?! (?:another |an extra )?\$?\d[\w.,%]* off)"
        ),
    ),
    (Mark.WANT, "i we", rf"{_AUX}{_WILLING} (?:{_GET}|settle for)"),
    (
        Mark.WANT,
        "i we",
        (
            rf"(?: (?:both|all|just|also|only|then))* (?:(?:get|take|keep|getting)(?= (?:what(?! (?:i|we"
            rf"|you)\b)|at least|an?\b|extra|more|{_QUANTITY[3:]})|(?:had|took)(?= \d))"
        ),
    ),
    (
        Mark.WANT,
        "i we",
        r" (?:have|need) to (?:get|have|take|keep)(?! (?:out|away|rid|some (?:air|rest)))",
    ),
    (Mark.WANT, "i we", rf"(?:'d| would)?(?: \w+)? (?:want|need) to (?:get|have|take|keep){_SOME}"),
    (Mark.WANT, "hoping looking wanting love like", r" (?:to (?:have|get|take|keep|receive)|for)"),
    (Mark.WANT, "in", " need of"),
    (Mark.WANT, "i we what", rf"(?:(?: i| we)?(?:'m|'re| am| are)){_ADVERB} after"),
    (
        Mark.WANT,
        "all",
        r" (?:that )?(?:i|we)(?:'d| would)? (?:really )?(?:want|need|ask(?: for)?|like) (?:is|are)",
    ),
    (
        Mark.WANT,
        "i we",
        r"(?:'d| would)(?: \w+)? (?:be|feel) (?:more|much more|a lot more|far more) (?:comfortable|at ease) with",
    ),
    (
        Mark.WANT,
        "not isn't won't wouldn't aren't",
        (
            r"(?: (?:going to )?be| gonna be)?(?: quite| nearly| really)? enough"
            r"(?= (?:for (?:me|us|my|our)|to)\b| *(?:[.,!]|$))"
        ),
    ),
    (Mark.REQUEST, "can could may", r" (?:i|we) (?:count|rely) on you(?: (?:for|to))?"),
    (Mark.WANT, "i we", r" (?:could|can) (?:really|definitely|sure|certainly|also) use"),
    (Mark.WANT, "short", " on"),
    (
        Mark.WANT,
        "i we",
        r"(?:'m|'re| am| are)?(?: \w+)? (?:low|out|short|(?:running|run) (?:low|out)) (?:on|of)(?= \w)",
    ),
    (
        Mark.WANT,
        "is are",
        r"(?: also| exactly| just| really)* what (?:i|we) (?:\w+ )?(?:need|want)",
    ),
    (
        Mark.WANT,
        "my our",
        (
            r"(?: (?:top|first|main|biggest|highest|most|important|number one|number 1))* (?:priority|preference)"
            r"(?= (?:is|would be)\b| *(?:[.,;!]|$))"
        ),
    ),
    (Mark.WANT, "is are", r" (?:my|our)(?: \w+){0,2} (?:priority|preference)"),
    (
        Mark.WANT,
        "it that",
        (
            r"(?:'d| would) (?:really |greatly )?(?:help|be \w+)(?: \w+){0,4} (?:to (?:have|get)|if (?:i"
            r"|we) (?:could|can|had|got)"
            r"(?: have| get)?)"
        ),
    ),
    (Mark.WANT, "i we", r"(?:(?<=if i)|(?<=if we)) (?:got|kept|had|took)"),
    (
        Mark.WANT,
        "i we",
        r"(?:(?<=then i)|(?<=and i)|(?<=so i)|(?<=and we)) have(?= (?:the|all|both|everything|what))",
    ),
    (
        Mark.WANT,
        "family kids group son daughter wife husband children boys girls",
        r"(?: (?:would|really|could|will))*(?:'d)? (?:like|needs?|wants?|use)(?! to\b)(?= \w)",
    ),
    (
        Mark.WANT,
        "must gotta",
        r" (?:have|get|keep)(?= (?:an?|the|\d|all|both|my|one|two|three|at least)\b)",
    ),
    (
        Mark.WANT,
        "would",
        (
            r"(?:(?<=\d would)|(?<=one would)|(?<=two would)|(?<=three would)|(?<=all would)|(?<=both would)) be "
            r"(?:better|ideal|perfect|great|nice|best)"
        ),
    ),
    (Mark.WANT, "is are", " mine"),
    (
        Mark.WANT,
        "mine",
        r"(?<!of mine)(?<!like mine)(?<!and mine)(?<!^mine)(?! (?:is|are|was|has|have|also|too)\b)",
    ),
    (Mark.WANT, "me", rf"{_opening('me')}:?(?= {_QUANTITY})"),
    (
        Mark.WANT,
        "i we",
        (
            r"(?:'d| would|'ll| will| can| could)?(?: \w+)? (?:be (?:ok|okay|fine|happy|good|content) with"
            r"|(?:get by|manage|make do) with)"
            rf"(?:(?: \w+)? (?={_QUANTITY}))"
        ),
    ),
    (Mark.WANT, "asking", r"(?: for)?(?= (?:around |about |just |only )?\$?\d)"),
    (Mark.WANT, "need needing", r"(?<!you need)(?= (?:more|at least|some|all|both|the|\d)\b)"),
)

_ANSWERS: tuple[Way, ...] = (
    (
        Mark.NOD,
        "i we",
        r" (?:don'?t|do not|wouldn'?t|would not) mind(?: (?:it|that|this))?(?= *(?:[.,;!]|$|as long|but\b))",
    ),
    (
        Mark.REFUSE,
        "i we it that this they",
        (
            rf"(?:'d|'ll| would| will| really| just| simply| honestly| still| also)*{_NOT}(?: (?:really|just|honestly"
            rf"|be"
            rf"|even|currently"
            r"|possibly|think|feel|at all|want|afford|necessarily|all that|sure))*(?: (?:i|we)(?:'d|'ll| would| will|"
            r" can|"
            r" could| need"
            rf"| want)*)?(?: (?:to )?(?:{_GIVING}|{_GET}|go|do|need|want|like|sell|work|know|see|mind|about|much|any"
            rf"|that"
            rf"|too))?"
        ),
    ),
    (
        Mark.REFUSE,
        "no nope sorry not",
        r" (?:way|deal|thanks|thank you|really|sure(?: if)?|happening)",
    ),
    (Mark.REFUSE, "too", r" (?:low|little|much|high|far|steep)(?: for (?:me|us))?"),
    (Mark.REFUSE, "non", r"[- ]?negotiable"),
    (
        Mark.AGREE,
        "it we you that sounds looks call",
        r"(?:'?s| is|'ve got| got|'ve| have| like(?: we have)?| it| seems like)? ?(?:yourself )?a deal",
    ),
    (
        Mark.AGREE,
        "i we",
        (
            r"(?:'ll| will| can| could|'d| would)?(?: (?:definitely|totally|gladly|happily|be able to|then|be willing"
            r" to"
            r"|probably))*"
            r" (?:accept|agree)(?: (?:to|with|on|upon))?(?: (?:your|the|that|this|these|those|it))?"
            r"(?: (?:offer|deal|terms?|price|proposal|conditions?))?"
        ),
    ),
    (Mark.AGREE, "agreed accepted sold", ""),
    (Mark.AGREE, "we", r"(?:'ve| have)(?: got)? an agreement"),
    (
        Mark.AGREE,
        "it",
        r"(?:(?<=\d it)|(?<=two it)|(?<=three it)|(?<=that it)) is(?= *(?:[.,!]|$|then\b))",
    ),
    (
        Mark.AGREE,
        "deal",
        (
            rf"(?:(?<=^deal)|(?<=[.,!;] deal)|(?<=\bok deal)|(?<=\bokay deal)|(?<=\byes deal)|(?<=\bsure deal)|"
            rf"(?<=\bthen"
            rf" deal))(?:{_DONE}|(?=,? if\b))"
        ),
    ),
    (Mark.AGREE, "you", r"(?:'?ve)? got it|'?re on"),
    (
        Mark.AGREE,
        "that it this which",
        (
            r"(?:'?ll| will| would| should| can)?(?: (?:definitely|totally|really|probably|also|just|be))* "
            r"(?:works?|suits?)(?:"
            r"(?: (?:great|fine|well|perfectly|out|good))? for (?:me|us)|(?<!it works)(?<!it work)(?: (?:great|fine"
            r"|well"
            r"|perfectly|out|good))?)"
        ),
    ),
    (Mark.AGREE, "submit submitting", r"(?<!i'll submit)(?:ting)? (?:the|this|that) deal"),
    (Mark.AGREE, "works", r" (?:great |fine |well |perfectly )?for (?:me|us)"),
    (
        Mark.AGREE,
        "i we",
        (
            r"(?:'ll| will|'d| would| can| could| might)(?: (?:definitely|totally|gladly|happily|probably|just|then"
            r"|maybe"
            r"|be willing to"
            r"|be able to|be happy to))* (?:take|do|go with|live with|work with|go for|settle (?:for|on)"
            r"|manage|agree "
            r"(?:to|with)|be (?:ok|okay"
            r"|fine) with|make) (?:it|that|this|them|these|those|you up on|your offer|the deal|that deal|this deal)"
            r"(?! (?:off|work|down|up|from|into|if))"
        ),
    ),
    (
        Mark.AGREE,
        "i we",
        rf"(?:'?m| am|'?re| are) (?:good|fine|ok|okay|happy|cool) with (?:it|that|this){_DONE}",
    ),
    (Mark.AGREE, "fair good", " enough"),
    (
        Mark.AGREE,
        "i'm we're you count all that'll it's",
        r"(?: me)? (?:in|win|all set|set|do|settled)(?= *(?:[.,!)]|$))",
    ),
    (
        Mark.AGREE,
        "i you we all that it",
        r"(?:'m in|'re all set| win|'ll do| set|'s settled| am in)(?= *(?:[.,!)]|$))",
    ),
    (
        Mark.NOD,
        "that this it which sounds sound",
        (
            r"(?: sounds?)?(?: \w+)? (?:good|great|fair|fine|perfect|reasonable|awesome|okay|ok|wonderful|excellent"
            r"|lovely"
            r"|amazing|workable"
            r"|right|fantastic)"
        ),
    ),
    (
        Mark.AGREE,
        "i we",
        r" (?:suppose|guess) (?:i|we) (?:can|could|will) (?:do|accept|live with|take) (?:that|it)",
    ),
    (
        Mark.NOD,
        "that this it",
        (
            r"(?:'?s| is| would be|'d be|'?ll be| will be| seems?)(?: (?:totally|perfectly|very|just"
            r"|absolutely|pretty"
            r"|a"
            r"|really|so))* "
            r"(?:fair|fine|good|great|perfect|acceptable|okay|ok|reasonable|agreeable|alright)(?: (?:with|by|for) "
            r"(?:me"
            r"|us))?(?= *(?:[.,!?;:)]|$|and\b|but\b|to\b|then\b|so\b))"
        ),
    ),
    (
        Mark.NOD,
        (
            "ok okay okey k yes yeah yea yep yup sure great perfect awesome absolutely definitely cool alright fine"
            " excellent"
            " wonderful good deal done thanks certainly"
        ),
        "",
    ),
    (Mark.NOD, "of", " course"),
    (Mark.NOD, "very", " (?:fair|good|nice|reasonable)"),
    (
        Mark.NOD,
        "is are",
        r" (?:all )?(?:ok|okay|fine|good|acceptable|no problem)(?: (?:for|with|by) (?:me|us))?",
    ),
    (Mark.NOD, "ok okay fine good", r"(?: (?:for|with|by) (?:me|us))?(?= if\b)"),
    (Mark.NOD, "no", " problem"),
    (Mark.NOD, "thank", " you"),
)

_FIRST: tuple[Way, ...] = (
    (
        Mark.WANT,
        "i we can't cannot",
        (
            r"(?: (?:can'?t|cannot|can not|couldn'?t|won'?t|don'?t want to))?(?<! i)(?<! we)(?<!^i)(?<!^we)(?: \w+)? "
            r"(?:give up|let go of|part with|(?:go with|go|do (?:it |that )?(?:with|for)|take"
            r"|settle for|accept) (?:any )?less)"
        ),
    ),
    (
        Mark.AGREE,
        "sounds works we i",
        (
            r"(?: like a plan|(?: \w+)? do(?= *[!.,])|(?:'d| would|'m| am)(?: \w+)?(?: be)? (?:happy|fine"
            r"|good|ok|okay|satisfied) with"
            r" (?:that|this|your)(?: (?:deal|offer|split|arrangement|proposal|trade|plan)))"
        ),
    ),
    (Mark.YIELD, "help", r" yourself"),
    (Mark.YIELD, "be", r" my guest"),
    (Mark.YIELD, "feel", r" free to (?:take|have|keep)"),
    (
        Mark.YIELD,
        "at no free",
        r"(?: (?:my|our|no)(?: own)? (?:expense|charge|cost)| (?:extra |additional )?charge| of charge)",
    ),
    (
        Mark.AGREE,
        "let lets",
        (
            r"(?:'?s)? (?:do (?:it|that|this)|go with (?:it|that)|make (?:the|this) deal|shake|go for it|finalize"
            r"|close)"
        ),
    ),
    (
        Mark.WANT,
        "i we",
        r" (?:wouldn'?t|would not) mind(?= (?:some|having|getting|taking|an?|extra|more|\d))",
    ),
    (
        Mark.WANT,
        "i we",
        (
            r" (?:can'?t|cannot|can not|couldn'?t) (?:do|live|manage|survive|agree|sign|go)"
            r"(?: (?:it|that|this|on))? without"
        ),
    ),
    (
        Mark.YIELD,
        "take keep",
        (
            r"(?:(?<=^take)|(?<=^keep)|(?<=[,.!] take)|(?<=[,.!] keep)|(?<=\bok take)|(?<=\bokay take)|(?<=\bthen"
            r" take))"
            r"(?= (?:it|them|all|both|the|\d|two|three|one|everything)\b)"
        ),
    ),
    (Mark.SUGGEST, "maybe perhaps", r" if(?= (?:i|we)\b)"),
    (
        Mark.REQUEST,
        "would is",
        r" (?:it|that)(?: be)? (?:ok|okay|alright|all right|fine|cool) (?:with you )?if (?:i|we)(?: \w+)?",
    ),
    (Mark.SUGGEST, "better great nice best fair cool awesome lovely perfect good", " if"),
    (Mark.REFUSE, "wish", r" (?:i|we) could(?: take)?"),
    (
        Mark.HAND,
        "i we",
        (
            rf"{_ADVERB} (?:don'?t|do not|wouldn'?t|would not){_ADVERB} mind (?:giving(?: up)?|letting|sharing"
            rf"|offering"
            rf"|adding|throwing in|paying|covering|parting with)(?: you)?(?: {_GET})?"
        ),
    ),
    (
        Mark.WANT,
        "how what",
        (
            r" (?:about|bout|if|does|would)(?= \d[^.?!]* (?:\w+)\b)(?! ?\$?\d[\d,.]*(?:\?|$| (?:for|dollars"
            r"|bucks|cash"
            r"|and)))"
        ),
    ),
    (
        Mark.IF,
        "what how",
        (
            r" (?:about )?if (?:i|we)(?= (?:pay|pick|come|sign|deliver|throw|give|offer|include|bring|bought|buy|paid"
            r"|picked|came|gave"
            r"|agreed|signed|threw|commit\w*|prepa\w+)\b)"
        ),
    ),
    (Mark.SUGGEST, "how what", r" (?:about|bout|if|do you say (?:to|if|about)|do you feel about)"),
    (Mark.SUGGEST, "let lets suppose", r"(?:(?<=let)'s)?(?<!let)"),
)

_GIVES: tuple[Way, ...] = (
    (
        Mark.YIELD,
        "you",
        (
            r"(?: guys)?(?: (?:can|could|may|might|will|would|should|are free to|are welcome to)|'?re welcome to|'ll"
            r"|'d"
            r"|'?re)"
            rf"(?: (?:all|both|also|then|still|just|even|only|definitely|certainly|instead|totally|always|be|go ahead"
            rf" and))* "
            rf"(?:{_GET}|{_GETTING})(?! (?:to|it (?:for|at)|a (?:lot|better|look|seat|walk)|out|apart|off|back"
            rf"|away|in"
            rf" touch|0|no"
            rf"|nothing|zero)\b)"
        ),
    ),
    (
        Mark.YIELD,
        "you",
        (
            r"(?: (?:both|all|just|only|also|then|still|instead))* (?:get|take|keep)(?! (?:to|back|care|it"
            r"|excited|ready|a "
            r"(?:look|seat))\b)"
        ),
    ),
    (Mark.YIELD, "you", rf" getting{_SOME}"),
    (Mark.YIELD, "fine ok okay good cool", rf" with you {_GETTING}"),
    (Mark.YIELD, "it they all", r"(?:'?s|'?re)? yours"),
    (Mark.YIELD, "is are", r"(?<!what is)(?<!what are)(?<!which is) yours"),
    (
        Mark.YIELD,
        "yours",
        (
            r"(?<!\bof yours)(?<!and yours)(?<!about yours)(?<!what's yours)(?<!^yours)(?<!are yours)(?<!is yours)"
            r"(?<!like yours)"
        ),
    ),
    (
        Mark.YIELD,
        "you",
        rf"{_opening('you')}:?(?= {_QUANTITY})(?! (?:guys|was|always|sounds|is|as|does|has|makes)\b)",
    ),
    (
        Mark.YIELD,
        "take keep have",
        (
            rf"{_opening('take keep have')}(?= (?:it all|them|all|both|the|two|three|one|everything|\d|my"
            rf"|\w+s\b|\w+ *(?:[.,!]|$)))"
            r"(?! (?:care|fun|kids|lots|points|note|turns|time|this|is|was|it)\b)"
        ),
    ),
    (
        Mark.YIELD,
        "please",
        r" (?:take|keep|have)(?= (?:it all|them|all|both|the|two|three|one|everything|\d))",
    ),
    (Mark.YIELD, "go", rf"{_opening('go')} (?:ahead and (?:take|have|keep)|for it)"),
    (Mark.YIELD, "would can will could should", " be yours"),
    (Mark.YIELD, "leave leaving leaves", " (?:you|the)"),
    (Mark.YIELD, "half", " off"),
    (
        Mark.HAND,
        "would could can",
        r" be (?:possible|doable|feasible|arranged)(?= *(?:[.,!]|$|and\b|for\b))",
    ),
    (
        Mark.HAND,
        "live do manage",
        r" with(?: just)?(?: (?:one|two|a few|a bit|a little))? (?:less|fewer)",
    ),
    (Mark.HAND, "let allow", r" me(?: to)?(?: then)? (?:give|offer)(?: you)?"),
    (
        Mark.HAND,
        "i we",
        rf"{_AUX}?{_ADVERB} (?:give(?: up)?|offer)(?! (?:me|it|us)\b)(?: you)?(?: with)?",
    ),
    (
        Mark.HAND,
        "i we",
        rf"{_AUX}{_ADVERB}(?:{_WILLING})?{_ADVERB} {_GIVING}(?! me\b)(?: you)?(?: to)?(?: {_GET}\b)?",
    ),
    (Mark.HAND, "and", r" (?:i|we) (?:even )?(?:pick|come|pay|bring|drive|deliver|throw)\b"),
    (Mark.HAND, "and then also plus", rf"(?: then)? (?:{_GIVING})(?! (?:me|us)\b)(?: you)?"),
    (
        Mark.HAND,
        "i we",
        r" (?:provide|give|offer|let|leave|hand|pay) you(?: with)?(?: (?:have|take|keep|get))?",
    ),
    (
        Mark.HAND,
        "willing happy glad able ready prepared",
        (
            rf"(?<!not willing)(?<!not able)(?<!not ready)(?<!you are willing)(?<!you're willing)"
            rf"(?<!are you willing) to "
            rf"(?:{_GIVING})(?! me\b)(?: you)?(?: {_GET}\b)?"
        ),
    ),
)

ENGLISH = Marks(*_FIRST, *_LOWER, *_IDLE, *_ANSWERS, *_GIVES, *_ASKS, *_TIES)
"""What an English sentence is scanned for."""
