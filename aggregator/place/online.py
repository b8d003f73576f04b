"""The words that say an event can be joined from afar."""

from __future__ import annotations

import re

_CHANNEL = (
    r"online(?:[- ](?:veranstaltung|event|treffen|meeting|seminar|workshop|konferenz|termin|format))?"
    r"|hybrid(?:[- ]?(?:veranstaltung|event|format))?|remote|virtuell|virtual|digital"
    r"|(?:(?:live )?im |per |via |als |on )?(?:live[- ]?)?stream(?:ing)?"
    r"|(?:(?:per|via|in|über|mit|auf|on) )?(?:zoom|bigbluebutton|bbb|jitsi(?: meet)?|webex"
    r"|(?:ms |microsoft )?teams|google meet|skype|discord|youtube|twitch|peertube)(?:[- ](?:meeting|call))?"
    r"|(?:per |als )?video(?:konferenz|call|chat)|remote[- ]videokonferenz|(?:als )?web(?:inar|konferenz)"
)
_WORDS = re.compile(
    r"\bonline\b|\bhybrid|\bremote\b|\bvirtuell|\bvirtual (?:event|meeting)|\b(?:live)?-?stream\b"
    r"|\blivestream|\bzoom\b"
    r"|\bbig ?blue ?button\b|\b(?:per|via|im|über|auf) (?:bbb|teams)\b"
    r"|\bjitsi\b|\bwebex\b|\b(?:ms|microsoft) teams\b|\bgoogle meet\b"
    r"|\bvideo-?(?:konferenz|call|chat)|\bwebinar\b|\bonlineveranstaltung|\bonlineevent",
    re.IGNORECASE,
)
_WHOLLY = re.compile(
    rf"\W*(?:(?:nur|rein|komplett|only|dieses event findet|findet|this is an?)\s+)*(?:{_CHANNEL})"
    rf"(?:[\s(/,:|–-]*(?:{_CHANNEL}|event|statt))*+\W*",
    re.IGNORECASE,
)
"""Channels in a row and nothing else; none is read another way again, which would take time without end."""
_ALSO = re.compile(
    r"\s*(?:[,;/|(–]|\s-\s|&|\+|\bund\b|\bsowie\b|\boder\b|\band\b|\bor\b)\s*"
    rf"(?:(?:und|oder|sowie|and|or|auch|also|alternativ|live|zugleich|parallel)\s+)*(?:{_CHANNEL})\W*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:per|via|in|im|über|auf|mit|bei|on) (?:dem |unserem )?"
    r"(?:zoom|big ?blue ?button|bbb|jitsi|webex|teams|google meet|discord|twitch)\b"
    r"|\bvirtual (?:\w+ ){0,2}(?:event|meet-?up|meeting|anniversary|session|conference|workshop|talk)\b",
    re.IGNORECASE,
)


def met_by(text: str) -> bool:
    """Does the text say by which program people meet ("in BigBlueButton", "per Zoom")?"""
    return _BY.search(text) is not None


def says_online(text: str) -> bool:
    """Does the text name a way to take part from afar ("im Livestream", "per Zoom", "hybrid")?"""
    return _WORDS.search(text) is not None


def wholly_online(text: str) -> bool:
    """Does the text name nothing but that: "online", "Online (Zoom)", "nur im Stream"?"""
    return _WHOLLY.fullmatch(text) is not None


def without_online(text: str) -> str:
    """The text less a final "und auch online", "/ Online", "(hybrid)" or the like."""
    return _ALSO.sub("", text)
