"""Whether a text was pasted from elsewhere (a log, code, a table, an e-mail) rather than typed as a move."""

import re

from bot.language.words import Words

_MOST_LINES = 8
_ODD = re.compile(r"[{}|<>:;`^\\=\t\n\[\]*]")
_ODDER = re.compile(r"[{}|<`^\\=\t\n\[\]]|>\S|^>|\w[:;]\S|;$|^\W{0,3}[\w-]{1,25}\s?:|\*\*")
_LONG_WORD = 20
_SUSPECT = frozenset(
    ("error", "errors", "select", "insert", "import", "lorem", "asdf", "asdfgh", "asdfasdf", "qwerty", "qwer", "zxcv")
    + ("sudo", "curl", "git", "npm", "def", "exception", "traceback", "warn", "debug", "fatal", "http", "info", "blah")
    + ("function", "const", "delete", "stacktrace", "pip", "print", "stack")
)
_ADDRESS = re.compile(r"<(?:https?|mailto):[^<>]{1,3000}>|(?:https?://|www\.)[^\s<>]+")
_LINK = re.compile(r"(?:<?(?:https?://|www\.)\S+|<?mailto:\S+|\S+@\S+\.\w{2,}>?)[\s,;.|>]*")
_PASTES = re.compile(
    r"""
    (?P<log>\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\b\d\d:\d\d:\d\d\b|\[(?i:info|error|warn|warning|debug|trace|fatal)\]
      |\b(?:ERROR|WARN|DEBUG|FATAL|TRACE|INFO)\b[:\s]|(?i:\btraceback\b|stack\ ?trace|nullpointer|segfault|errno|exit\ code|http/\d)
      |\b\w*(?:Exception|Error)\b[:(]|\bat\ [\w$]+(?:\.[\w$<>]+)+\(|File\ ".*line\ \d+|\b\d{1,3}(?:\.\d{1,3}){3}\b
      |(?i:\b(?:GET|POST|PUT|PATCH)\ /)|localhost:\d|npm\ ERR|\bpid[= ]\d)
    |(?P<mail>^\W*(?i:from|subject|sent|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to|x-[\w-]+
      |date|cc|bcc|fwd?|re|aw|wg)\s?:\s*\S|(?i:original\ message|forwarded\ message|begin\ forwarded)|\bwrote:\s*$|\bschrieb:\s*$|(?m:^>\ ?\S.*$)|-----BEGIN)
    |(?P<code>[{}]|;\s*$|;\s*--|\w\(\)|\w\([^)]*\)\s*(?:[;{:]|=>)|=>\s*\S|[=!]=|&&|\|\||<[/!]?[A-Za-z][^>]*>|\bdef\ \w+\(|\bfunction\b.*\(
      |\b(?:const|let|var|int|string|val)\ \w+\s?=|\#include|^\s*(?:import|from)\ [\w.]+(?:\ import\b|;|$)|(?i:\bselect\b.+\bfrom\b|\binsert\ into\b
      |\bdrop\ table\b|\bdelete\ from\b|\bupdate\ \w+\ set\b|\bcreate\ table\b|\bor\ 1=1)|\$\{|"[\w-]+"\s*:|^=|```|\b0x[0-9a-f]{4,}|console\.log
      |System\.out|\bprint\(|\bgit\ (?:commit|push|pull|checkout|clone)\b|^\$\ |\bsudo\ |\bcurl\ |\bnpm\ |\bpip\ install|^\W*--\w+=|javascript:
      |\breturn\ \w+;|\[\[|\\x[0-9a-f]{2}|%[0-9A-F]{2}%|\w+::\w+|\blambda\b|\bself\.)
    |(?P<table>\|.*\||\t.*\t|(?:[^,;\s]+[,;]){4,}[^,;\s]|^\s*[-+|=*_]{4,}|(?:[-=]{3,}\s*[|+]))
    |(?P<coded>(?<![\w@/.-])(?=[A-Za-z0-9+/=_-]*\d)(?=[A-Za-z0-9+/=_-]*[A-Za-z])[A-Za-z0-9+/=_]{20,}|\beyJ[\w-]{8,}|(?<!\w)[A-Za-z]{32,}(?!\w)|(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|(?<!\w)[A-Za-z0-9+/]{14,}={1,2}(?!\w)|(?:\b[0-9a-f]{2}[ :]){6,})
    |(?P<mash>(?i:asdf|qwerty|zxcv|hjkl|lorem\ ipsum|blah\ blah)|(?P<same>[^\W\d_])(?P=same){4,})
    """,
    re.VERBOSE,
)  # fmt: skip


def only_links(text: str) -> bool:
    """Whether the text, as it came, is nothing but addresses."""
    return text[:1] in ("<", "h", "w", "H") and not _ADDRESS.sub("", text).strip(" ,;.|")


def looks_pasted(text: str, words: Words) -> bool:
    """Whether the decoded text, and its words, have marks that a typed move does not have."""
    if not (
        (_ODD.search(text) and _ODDER.search(text))
        or "--" in text
        or "//" in text
        or "()" in text
        or text.count(",") > 3
        or not _SUSPECT.isdisjoint(words.low)
        or max(map(len, words.low)) >= _LONG_WORD
    ):
        return False
    if text.count("\n") >= _MOST_LINES or _LINK.sub("", text).strip() == "":
        return True
    return _PASTES.search(text) is not None
