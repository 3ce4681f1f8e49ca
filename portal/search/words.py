"""How a text becomes words: blanks and signs part the words of most languages, pairs part a run of Chinese.

A run of Chinese characters has no blanks, so a database takes it for one word and finds nothing inside it.
Here a run is cut into overlapping pairs (安全生产 is 安全, 全生, 生产), both when a record is indexed and when somebody
asks; all pairs must be there. The last character of a run is kept alone as well: every character is then the first
of a pair or a token of its own, so that a single one is found as the beginning of a token.
"""

import re
import unicodedata

CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
TOKEN = re.compile(rf"([{CHINESE}]+)|([^\W_{CHINESE}]+)")
TERM = re.compile(r"[^\W_]+(?:[-._/·][^\W_]+)*")

# A text pasted into the search box is asked for by its beginning: more of it narrows nothing down any more.
QUERY_LENGTH, QUERY_TERMS = 500, 12
# PostgreSQL refuses words above 2,046 bytes.
WORD_LENGTH = 100


def normal(text):
    """Full-width and half-width, capital and small are the same."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text, *, indexing=False):
    """The words of a text and the pairs of its Chinese runs, in order."""
    for run, word in TOKEN.findall(normal(text)):
        if word:
            yield word[:WORD_LENGTH]
        else:
            yield from (run[i : i + 2] for i in range(len(run) - 1))
            if indexing or len(run) == 1:
                yield run[-1]


def terms(query):
    """The words somebody typed: normalised, without the signs around them, each once, in order."""
    return list(dict.fromkeys(TERM.findall(normal(str(query)[:QUERY_LENGTH]))))[:QUERY_TERMS]
