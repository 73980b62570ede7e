"""Whether a text was pasted from elsewhere (a log, code, a table, an e-mail) rather than typed as a move."""

import re

from bot.language.patterns import compile_late, pattern_table
from bot.language.word_list import LOOKS_ODD, WordList

LONG_WORD = 20
"""Letters of a word that asks for a closer look."""
_MOST_LINES = 8
_MOST_SEMICOLONS = 2

_WORDS = pattern_table("paste")
SUSPECT = _WORDS.words("suspect")
"""Words of logs, programs and command lines; each is enough to look closer."""
_MAIL_HEADERS = _WORDS.alternatives("mail_headers")
_MAIL_MENTIONS = _WORDS.alternatives("mail_mentions")
_TRYING_OUT = _WORDS.alternatives("trying_out")

_ODD = re.compile(r"[{}|<>:;`^\\=\t\n\[\]*]")
_ODDER = re.compile(r"[{}|<`^\\=\t\n\[\]]|>\S|^>|\w[:;]\S|;$|^\W{0,3}[\w-]{1,25}\s?:|\*\*")
_ODD_PAIRS = ("//", "--", "()")
_ODD_START = re.compile(r"[^\w~$€£\"'(@<+.-]|0x|\.\./|[@+-]\w+\(|GET /|POST /")
_ODD_LETTERS = frozenset("0GP")
"""Letters and digits that such a beginning may have: `0x7f`, `GET /`, `POST /`."""
_ADDRESS = re.compile(r"<(?:https?|mailto):[^<>]{1,3000}>|(?:https?://|www\.)[^\s<>]+")
_LINK = re.compile(
    r"(?:<?(?:https?://|www\.)\S+|<?mailto:\S+|\S{1,99}@\S{1,99}\.\w{2,9}>?)[\s,;.|>]*"
)

_LOG = (
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d",
    r"\b\d\d:\d\d:\d\d\b",
    r"^\[?\d{1,2}:\d\d(?:\s?[AP]M)?\]\s",
    r"\[(?i:info|error|warn|warning|debug|trace|fatal)\]",
    r"\b(?:ERROR|WARN|WARNING|DEBUG|FATAL|TRACE|INFO|CRITICAL)\b[:\s]",
    r"(?i:\btraceback\b|stack\ ?trace|nullpointer|segfault|segmentation fault|errno|exit code|http/\d|core dumped)",
    r"^(?i:fatal|error|warning|panic|usage|exception)\s?:",
    r"\b\w{0,40}(?:Exception|Error)\b[:(]",
    # A frame of a stack: `at com.acme.Deal.sign(`, `File "deal.py", line 3`.
    r"\bat [\w$]{1,40}(?:\.[\w$<>]{1,40}){1,9}\(",
    r'File ".{0,99}line \d+',
    # An address of a machine, a request, a process.
    r"\b\d{1,3}(?:\.\d{1,3}){3}\b",
    r"\b(?:GET|POST|PUT|PATCH|DELETE) /",
    r"localhost:\d|npm ERR|\bpid[= ]\d|\w\[\d{1,7}\]:|\b\w{1,20}=\S{1,80} \w{1,20}=\S",
)
_MAIL = (
    rf"^\W{{0,5}}(?i:{_MAIL_HEADERS}|x-[\w-]{{1,30}})\s?:\s*\S",
    rf"(?i:^to\s?:\s*\S{{1,99}}@|{_MAIL_MENTIONS})",
    r"(?m:^>\ ?\S)|-----BEGIN|\bBEGIN:\w",
)
_CODE = (
    r"[{}]|;\s*$|;\s*--|\w\(\)|\w\([^)\n]{0,80}\)\s*(?:[;{:]|=>)|=>\s*\S|[=!]=|&&|\|\||\w\[\]|\[\[|\[object|\[[ x]\] ",
    r"<[/!]?[A-Za-z][^>]{0,120}>|\bdef \w{1,40}\(|\bfunction\b.{0,80}\(|\bpublic static\b|\bvoid \w+\(",
    r"\b(?:const|let|var|int|string|val) \w{1,40}\s?=|#include",
    r"^\s*import [\w.]{1,60}(?:;|$| as )|^\s*from [\w.]{1,60} import\b",
    r"(?i:\bselect\b.{1,200}\bfrom\b|\binsert into\b|\bdrop table\b|\bdelete from\b)",
    r"(?i:\bupdate \w{1,40} set\b|\bcreate table\b)",
    # What people try on a bot to see whether it breaks.
    r"(?i:\bor 1=1|\brm -\w|\.\./\.\./|/etc/passwd|javascript:|\bcmd\|)",
    r"\w\.\w{1,40}\([\"']|\breturn (?:false|true|null)\b|\(\w{1,40} [<>=]=? \w{1,40}\)",
    r"<\?|\w=\w{1,40}&\w{1,40}=|^%PDF",
    r"^(?:ls|cd|cat|grep|echo|cp|mv|chmod|docker|kubectl|ssh|ping|export|mkdir) [-$./~]|\$[A-Z]{3}",
    # `C:\deals`, `s3:/deals`
    r"\b[A-Za-z]:\\|^\w{2,9}:/",
    r"^data:\w{2,20}/|(?i:^sent from my\b)",
    r"\$\{|\"[\w-]{1,40}\"\s*[:,\]]|^[=@+][A-Z]{2,12}\(|^=|```|\b0x[0-9a-fA-F]{4,}|console\.log|System\.out|\bprint\(",
    r"\bgit (?:commit|push|pull|checkout|clone|diff)\b|\bdiff --git|@@ -\d|^#!|^\s*//|^\$ ",
    r"\bsudo \w|\bcurl -|\bcurl http",
    r"\bnpm (?:i|install|run)\b|\bpip install|^\W{0,5}--\w{1,30}=|\breturn \w{1,40};",
    r"\\x[0-9a-f]{2}|%[0-9A-F]{2}%|\w::\w|\bself\.",
)
_TABLE = (
    r"\|.*\||\t.*\t",
    r"(?:[^,;\s]{1,40}[,;]){3}[^,;\s\d]",
    r"^\s*[-+|=*_]{4,}|[-=]{3,}\s*[|+]",
)
_CODED = (
    # Twenty letters and digits mixed, as in a key or a checksum.
    r"(?<![\w@/.+=-])(?=[A-Za-z0-9+/=_]{0,400}\d)(?=[A-Za-z0-9+/=_]{0,400}[A-Za-z])[A-Za-z0-9+/=_]{20,}",
    # A token, a word that nobody writes, an id.
    r"\beyJ[\w-]{8,}|(?<!\w)[A-Za-z]{32,}(?!\w)|(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-",
    r"(?<!\w)[A-Za-z0-9+/]{14,}={1,2}(?!\w)|(?:\b[0-9a-f]{2}[ :]){6}",
)
# Keys hit at random, or one of them held down.
_MASH = (rf"(?i:{_TRYING_OUT})|(?P<same>[^\W\d_])(?P=same){{4}}",)
_PASTES = compile_late("|".join((*_LOG, *_MAIL, *_CODE, *_TABLE, *_CODED, *_MASH)))
_CODE_LIKE = re.compile(
    r"(?=[^0-9]{0,99}\d)(?=[^a-z]{0,99}[a-z])[A-Za-z0-9+/=_]{12,200}|[bcdfghjklmnpqrstvwxz]{6,40}"
)
_MASHED = compile_late("|".join(_MASH), re.IGNORECASE)
_MIXED_CASE = re.compile(r"[a-z][A-Z]")
_MOST_MIXED_CASES = 2


def is_only_links(text: str) -> bool:
    """Whether the text, as it came, is nothing but addresses."""
    if not text.startswith(("<", "h", "w", "H")) or not (":" in text or "www." in text):
        return False
    return not _ADDRESS.sub("", text).strip(" ,;.|")


def is_odd_piece(piece: str) -> bool:
    """Whether one piece of a text, in lower case, is enough to look closer at the whole."""
    return _ODD.search(piece) is not None or _has_any(piece, (*_ODD_PAIRS, "http/"))


def looks_pasted(text: str, words: WordList) -> bool:
    """Whether the decoded text, and its words, have marks that a typed move does not have."""
    if words.count == 1 and _is_scrambled(words.typed(0, 1)):
        return True
    # Cheap looks first: most typed lines have nothing that asks for a closer one.
    is_unchanged = text == words.text and not words.flags & LOOKS_ODD
    if is_unchanged and not _begins_oddly(text) and not _is_listed(text):
        return False
    if not _is_odd(text, words):
        return False
    if text.count("\n") >= _MOST_LINES or not _LINK.sub("", text).strip():
        return True
    return _PASTES.search(text) is not None


def _has_any(text: str, marks: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, marks))


def _is_scrambled(word: str) -> bool:
    """A word alone that nobody would type: coded, or letters that make no word."""
    if _CODE_LIKE.fullmatch(word) or _MASHED.search(word):
        return True
    return len(_MIXED_CASE.findall(word)) > _MOST_MIXED_CASES


def _is_listed(text: str) -> bool:
    """Whether commas part more than figures."""
    return "," in text and text.count(",") > text.count(", ") + 2


def _is_odd(text: str, words: WordList) -> bool:
    """Whether the text has anything that asks for a closer look."""
    has_odd_marks = _ODDER.search(text) or text.count(";") > _MOST_SEMICOLONS
    if has_odd_marks and _ODD.search(text):
        return True
    has_odd_words = not SUSPECT.isdisjoint(words.low) or max(map(len, words.low)) >= LONG_WORD
    if has_odd_words or _is_listed(text):
        return True
    return _has_any(text, (*_ODD_PAIRS, "HTTP/")) or _begins_oddly(text)


def _begins_oddly(text: str) -> bool:
    """Whether a text begins as code or a request does; most begin with a letter or a digit that does not."""
    first = text[:1]
    is_plain = first.isalnum() and first not in _ODD_LETTERS
    return not is_plain and _ODD_START.match(text) is not None
