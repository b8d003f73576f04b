"""The Land or canton in which a town lies: GeoNames' codes of the first administrative level as ISO 3166-2.

GeoNames numbers the German Länder in an order of its own (https://download.geonames.org, admin1CodesASCII),
the Austrian ones as ISO does but with a zero in front, and names the Swiss cantons as ISO does.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GERMAN: Mapping[str, str] = MappingProxyType(
    {
        "01": "BW",
        "02": "BY",
        "03": "HB",
        "04": "HH",
        "05": "HE",
        "06": "NI",
        "07": "NW",
        "08": "RP",
        "09": "SL",
        "10": "SH",
        "11": "BB",
        "12": "MV",
        "13": "SN",
        "14": "ST",
        "15": "TH",
        "16": "BE",
    }
)


def land_code(country: str, admin1: str) -> str | None:
    """ISO 3166-2 of a GeoNames code: ("DE", "13") → "DE-SN", ("AT", "09") → "AT-9", ("CH", "ZH") → "CH-ZH".

    None for countries other than these three, and for codes that GeoNames does not use.
    """
    if country == "DE":
        land = _GERMAN.get(admin1, "")
    elif country == "AT":
        land = admin1.lstrip("0")
    elif country == "CH":
        land = admin1 if admin1.isalpha() else ""
    else:
        return None
    return f"{country}-{land}" if land else None
