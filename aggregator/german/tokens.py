"""From text to tokens: one pass of one compiled regular expression, in time linear to the text.

A token is `(kind, value, start, end)`, its kind and value as `lexicon` names them; whitespace, commas,
brackets and other signs make none. A run of words that say nothing about when is one OTHER.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from aggregator.german import kinds as kind
from aggregator.german.digits import READERS
from aggregator.german.kinds import Token
from aggregator.german.lexicon import DOTTED, WORDS
from aggregator.german.role_words import compound

# Each sign becomes one other sign, so that positions stay those of the text given.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\u2002\u2003\u3000\t\r", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7\ufe58\u2043~", "-"),
        **dict.fromkeys("\u2019\u2018\u00b4`\u02bc", "'"),
        **dict.fromkeys("\uff1a\u2236", ":"),
        "\u2044": "/",
    }
)
_SIGN = re.compile("[" + re.escape("".join(map(chr, _SIGNS))) + "]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
# Behind "07. 03.": a year, a third number or a month, so that the second number is no month.
_DAY_OF_MONTH = "[0-9]|[ ](?:Jan|J[äa]n|Feb|M[äa]r|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_LATIN = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"  # other letters name no day
_SPACED_YEAR = r"(?<=[./][ ][0-9][./])[ ](?=[2-9][0-9](?:$|[,;)\n|]))"  # "8. 3. 26"
_SHORT_WEEKDAY = "(?:[DMdm][IOio]|[Ff][Rr]|[Ss][AOao])"
_ALONE = (  # "um18.30 Uhr" and "Fr28.06." lack their space
    rf"(?>(?<!\w)|(?<=\bum)|(?<=\bab)|(?<=\bam)|(?<=\bbis)|(?<=\b{_SHORT_WEEKDAY})|(?<=[a-z]tag))"
)
_WITH_MONTH = r"[0-9]{1,2}\.[ ]?(?:[0-9]{1,2}(?:\.|\b)(?![ ]?[Uu]hr|[ ]?h\b)|[JFMASOND][a-zä]{2})"
_FREE = rf"{_ALONE}(?<![0-9]\.)"  # no letter, digit or number with a dot stands directly before

_TOKEN = re.compile(
    # What a token may be depends on its first sign; a long run of signs is bounded, so that work is linear.
    rf"""
    [ ,()|*]{{0,4}}+(?:
    (?=[^\W\d_])(?:
      (?P<abbreviation>[acps]\.[ ]?[mt]\b\.?|[di]\.[ ]?M\b\.?)
    | (?P<words>(?=[AaCcEeFfKkMNnOoPpShsw])(?:[Cc]heck-?[ ]?[Ii]n\b|[Ee]arly[- ][Bb]ird
        |[Kk]eine?[ ](?:(?:\w+[ ]){{1,2}}statt\b|\w+[ ](?=am\b|vom\b))
        |Mari(?:ä|ae|a)[ ]Himmelfahrt\b
        |[Oo]pen[- ]?[Ee]nde?\b|Fridays?[ ]for[ ][Ff]uture\b
        |[Ff](?:ä|ae)llt[ ](?:\w+[ ]){{0,3}}aus\b|[Cc]all[ ][Ff]or[ ]\w+
        |(?:[Ff]rüher|[Ss]päter)[ ]statt\b
        |(?:[Ss]tatt|[Nn]icht)[ ](?=am\b|um\b|vom\b|wie\b|des\b|[0-9]{{1,2}}(?:[.:]|[ ]Uhr))
        |[Kk]asse(?:[ ](?:\w+[ ]){{0,2}}öffne[nt]\b
          |(?=(?::|:?[ ](?:ist[ ])?(?:ab|um))[ ][0-9.:]{{1,5}}[ ]?[Uu]hr))
        |(?:[Ss]tra(?:ß|ss)e|[Pp]latz|[Aa]llee)[ ]des[ ][0-9]{{1,2}}\.[ ]\w+
        |https?://\S+|www\.\S+))
    | (?P<word>[{_LATIN}]++(?!\w)(?:\.(?![0-9]))?|(?:um|ab|am|bis)(?=[0-9]{{1,2}}[.: ])
        |(?:{_SHORT_WEEKDAY}|[DFMS][a-z]{{3,9}}tag)(?={_WITH_MONTH}))
    )
    | (?=[0-9])(?:
      {_FREE}(?:
        (?P<date>[0-9]{{1,2}}(?P<sep>[./])[ ]?[0-9]{{1,2}}(?P=sep)(?:[ ]?(?=[0-9]{{4}})|{_SPACED_YEAR}|'?)
          (?:[0-9]{{4}}|[0-9]{{2}})(?![0-9hH°º\u2070-\u2079\u00b2\u00b3\u00b9])(?![.:][0-9])(?![ ]?[Uu]hr\b))
      | (?P<iso>[0-9]{{8}}T[0-9]{{4}}(?:[0-9]{{2}})?Z?(?!\w)
          |[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}}(?![0-9])
          |[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
          (?:[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?
          (?![0-9]))
      | (?P<dashed>[0-9]{{1,2}}-(?:[0-9]{{1,2}}|[^\W\d]{{3,9}})-[0-9]{{4}}(?![0-9]))
      )
    | (?P<clock>{_ALONE}(?<![0-9][.:])[0-9]{{1,2}}
        (?:[ ]?:[0-9]{{2}}(?::[0-9]{{2}})?|[ ]?[.:][ ]?[0-9][ ]?[0-9](?=[ ]?(?:[Uu]hr|h\b))
         |[ ]?[°º\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{{2}})(?![0-9:]|[ ][0-9]{{3}}\b))
    | (?P<junk>(?:[0-9]{{1,2}}\.?(?:\s?[-/]{{1,3}}\s?|\s)){{7,}}+  # a row, as in a calendar
        |[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?![0-9])|[0-9]++(?:\.[0-9]++){{3,}}
        |[0-9]++,[0-9]{{1,2}}(?=[ ]?(?:€|[Ee]uro|EUR|%|-))|[0-9]++,-+|[0-9]{{1,2}}[/-][0-9]{{3,}}
        |[0-9]{{3,}}+[/-][0-9]++|[0-9]{{5,}}+)
    | (?P<age>[0-9]{{1,3}}(?:[ ]?-?[ ]?(?:bis[ ])?[0-9]{{1,3}})?[ ]?-?[jJ]ährig\w*
        |[0-9]{{1,3}}-[ ](?:bis|und|oder)[ ][0-9]{{1,3}}-?[ ]?\w+|[0-9]{{1,4}}[ ]?[€%$]
        |[0-9]{{1,2}}:[0-9](?![0-9]))
    | (?P<daily>[0-9]{{1,2}}[ ]?-?[ ]?(?:tägig|täglich|taegig|wöchig|wöchentlich)\w*)
    | {_FREE}(?:
        (?P<day>[0-9]{{1,2}}\.(?:[0-9]{{1,2}}\.(?![0-9])
          |[ ][0-9]{{1,2}}\.(?![0-9])(?=[ ]*(?:$|[,;:()|-]|um\b|ab\b|von\b|bis\b|[0-9]{{1,2}}[ ]?Uhr))
          |(?<=[0-9]{{2}}\.)[ ](?:0[1-9]|1[0-2])\.(?!{_DAY_OF_MONTH})))
      | (?P<pair>[0-9]{{1,2}}\.[0-9]{{1,2}}(?=[Uu]hr|h\b|\W|$))
      | (?P<nth>[0-9]{{1,2}}(?:st|nd|rd|th|ter|te|ten)\b)
      | (?P<hours>[0-9]{{1,2}}[hH][0-9]{{2}}(?!\w))
      | (?P<ordinal>[0-9]{{1,2}}\.(?![0-9]))
      | (?P<number>[0-9]{{1,4}}(?=[Uu]hr|[hH]\b|[ap]\.?m\b|[AP]M\b|\W|$))
      )
    )
    | (?P<dash>-|(?<=[0-9]{{2}}[-:][0-9]{{2}})/(?=[0-9]{{4}}-[0-9]{{2}}-)|/(?=[0-9]{{8}}T))
    | (?P<sign>[/+&])
    | (?P<year>'(?=[0-9]{{2}}\b)[0-9]{{2}})
    | (?P<price>[€§][ ]?[0-9][0-9.,]*)
    | (?P<stop>[!?;…]|\n[ ]*\n\s*|(?<=[0-9]{{4}})\.(?=\s|$)|(?<=[0-9]{{2}}:[0-9]{{2}})\.(?=\s|$))
    | (?P<other>\w+)
    )
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> list[Token]:
    """All tokens of a text in order, and four STOP tokens after them."""
    text = _SIGN.sub(_plain, text)
    tokens: list[Token] = []
    append = tokens.append
    previous = ""
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group == "word":
            found, value, breaks = _word(match["word"])
            if found == kind.ZONE:
                continue
            if found != kind.OTHER or previous != kind.OTHER:
                start, end = match.span(group)
                if found == kind.ARTICLE and end - start == 2 and _is_meridiem(text, start, end, previous):
                    found, value = kind.MERIDIEM, 0
                append((found, value, start, end - breaks))
                previous = found
            if breaks:
                end = match.end(group)
                append((kind.BREAK, None, end - 1, end))
                previous = kind.BREAK
        elif group == "dash":
            start, end = match.span(group)
            append((kind.DASH, None, start, end))
            previous = kind.DASH
        else:
            start, end = match.span(group or 0)
            token = READERS[group or "other"](match[group or 0], start, end)
            if token[0] != kind.OTHER or previous != kind.OTHER:
                append(token)
                previous = token[0]
    length = len(text)
    tokens.extend([(kind.STOP, None, length, length)] * 4)
    return tokens


@lru_cache(maxsize=8192)
def _word(written: str) -> tuple[str, Any, bool]:
    """Kind and value of a word with the dot behind it, and whether that dot ends a sentence."""
    word = written.lower()
    dotted = word[-1] == "."
    if dotted:
        word = word[:-1]
    known = WORDS.get(word)
    if known is not None:
        return (*known, dotted and word not in DOTTED)
    parts = compound(word) if len(word) > 8 else None
    if parts is not None:
        return parts, None, dotted
    return kind.OTHER, None, dotted and len(word) > 3


def _plain(match: re.Match[str]) -> str:
    return _SIGNS[ord(match[0])]


def _is_meridiem(text: str, start: int, end: int, previous: str) -> bool:
    """Whether "am" is English: "9am", "9 AM", "9:00 am - 10:00 am"; "9:00 am Bahnhof" is German."""
    word = text[start:end]
    if word == "AM" or (word.lower() == "am" and text[start - 1 : start].isdigit()):
        return True
    return (
        word.lower() == "am" and previous == kind.CLOCK and not text[end : end + 3].lstrip(" ")[:1].isalnum()
    )


def visible(text: str) -> tuple[str, list[int] | None]:
    """The text without soft hyphens and zero-width signs, and where each sign of it stood (None: unmoved)."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text, None
    kept: list[int] = []
    begun = 0
    for hidden in _INVISIBLE.finditer(text):
        kept.extend(range(begun, hidden.start()))
        begun = hidden.end()
    kept.extend(range(begun, len(text) + 1))
    return _INVISIBLE.sub("", text), kept
