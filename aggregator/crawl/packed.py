"""What a page gave as plain JSON, and back: listings, refusals, requests to make.

A value that JSON has no form for is an object `{"is": kind, "value": …}`; `{"is": "response"}` is the
response that is being read itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.request import request_from_dict

from aggregator.event import Listing, Place, Reach, Refusal, Status, When
from aggregator.store import LeftOut
from spiders import Lead

RECORDS: Mapping[str, Any] = {
    kind.__name__: kind for kind in (Listing, When, Place, Refusal, Reach, Lead, LeftOut)
}
REQUEST = ("url", "callback", "errback", "cb_kwargs", "dont_filter", "priority")
"""What is kept of a request; one with more (a form, say) has no packed form."""


def packed(value: Any, response: Response | None = None, spider: Spider | None = None) -> Any:
    """`value` as JSON can hold it. Raises TypeError or ValueError for what has no such form."""
    if value == []:
        return []  # what most pages give beside their listings

    def pack(value: Any) -> Any:
        if isinstance(value, StrEnum):
            return {"is": "Status", "value": str(value)}
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, list):
            return [pack(each) for each in value]
        if isinstance(value, tuple):
            return {"is": "tuple", "value": [pack(each) for each in value]}
        if isinstance(value, Mapping):
            return {"is": "mapping", "value": {str(key): pack(each) for key, each in value.items()}}
        if isinstance(value, datetime | date):
            return {"is": type(value).__name__, "value": value.isoformat()}
        if response is not None and value is response:
            return {"is": "response"}
        if isinstance(value, Request) and value.method == "GET" and not value.body:
            said = {name: getattr(value, name) for name in REQUEST}
            said |= {name: method_name(said[name], spider) for name in ("callback", "errback")}
            return {"is": "request", "value": {name: pack(each) for name, each in said.items()}}
        kind = type(value).__name__
        if RECORDS.get(kind) is not type(value):
            raise TypeError(f"{kind} has no packed form")
        return {"is": kind, "value": {each.name: pack(getattr(value, each.name)) for each in fields(value)}}

    return pack(value)


def method_name(function: Any, spider: Spider | None) -> str | None:
    """The name of one of the spider's methods, as Scrapy writes requests down; ValueError for another's.

    Request.to_dict looks through all that the spider has each time.
    """
    name = getattr(function, "__name__", None)
    if name is not None and getattr(spider, name, None) != function:
        raise ValueError(f"{name} is no method of the spider")
    return name


def unpacked(value: Any, response: Response, spider: Spider) -> Any:
    """What `packed` made `value` of."""

    def unpack(value: Any) -> Any:
        if isinstance(value, list):
            return [unpack(each) for each in value]
        if not isinstance(value, dict):
            return value
        kind: str = value["is"]
        inner: Any = value.get("value")
        if kind == "response":
            return response
        if kind == "tuple":
            return tuple(unpack(each) for each in inner)
        if kind == "datetime":
            return datetime.fromisoformat(inner)
        if kind == "date":
            return date.fromisoformat(inner)
        if kind == "Status":
            return Status(inner)
        said = {name: unpack(each) for name, each in inner.items()}
        if kind == "mapping":
            return said
        return request_from_dict(said, spider=spider) if kind == "request" else RECORDS[kind](**said)

    return unpack(value)
