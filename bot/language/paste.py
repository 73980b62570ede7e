"""Whether a text was pasted from elsewhere (a log, code, a table, an e-mail) rather than typed as a move."""

import re

_MOST_LINES = 8
_ODD = re.compile(
    r"[^\w ,.%$€£()'\"&@+~/#!?-]|\w{24}|\d\d:\d\d|//|--|\"\w+\"|(?i:\b(?:error|select|insert|drop|import|lorem|asdf|qwer|zxcv|sudo|curl|git|npm|def|exception|traceback|warn|debug|fatal|http)\b)"
)
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


def looks_pasted(text: str) -> bool:
    """Whether the text has marks that a typed move does not have."""
    if _ODD.search(text) is None:
        return False
    if text.count("\n") >= _MOST_LINES or _LINK.sub("", text).strip() == "":
        return True
    return _PASTES.search(text) is not None
