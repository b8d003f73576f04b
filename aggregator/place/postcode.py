"""Where a postcode lies, roughly: near a chief town of its region, for want of a table of postcodes.

German postcodes begin with their region's two digits, Austrian and Swiss ones with one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from aggregator.place.towns import Entry, towns_named

_GERMAN = """
01 Dresden, 02 Bautzen + Görlitz, 03 Cottbus + Finsterwalde, 04 Leipzig + Altenburg + Torgau,
06 Halle (Saale) + Dessau + Quedlinburg, 07 Gera + Jena + Saalfeld, 08 Zwickau + Plauen,
09 Chemnitz + Freiberg, 10 Berlin, 12 Berlin, 13 Berlin, 14 Potsdam + Rathenow,
15 Frankfurt (Oder) + Königs Wusterhausen, 16 Eberswalde + Neuruppin + Pritzwalk,
17 Neubrandenburg + Greifswald + Prenzlau, 18 Rostock + Stralsund, 19 Schwerin + Perleberg, 20 Hamburg,
21 Lüneburg + Stade, 22 Hamburg, 23 Lübeck + Wismar, 24 Kiel + Flensburg, 25 Itzehoe + Husum,
26 Oldenburg + Emden, 27 Bremerhaven + Rotenburg (Wümme) + Cuxhaven, 28 Bremen,
29 Celle + Uelzen + Salzwedel, 30 Hannover, 31 Hildesheim + Nienburg, 32 Herford + Detmold,
33 Paderborn + Gütersloh, 34 Kassel, 35 Gießen + Marburg, 36 Fulda + Bad Hersfeld + Bad Salzungen,
37 Göttingen + Holzminden + Eschwege, 38 Braunschweig + Goslar + Halberstadt, 39 Magdeburg + Stendal,
40 Düsseldorf, 41 Mönchengladbach, 42 Wuppertal, 44 Dortmund, 45 Essen, 46 Bocholt + Oberhausen,
47 Duisburg + Kleve, 48 Münster + Nordhorn, 49 Osnabrück + Lingen + Cloppenburg, 50 Köln,
51 Köln + Gummersbach, 52 Aachen + Düren, 53 Bonn + Euskirchen, 54 Trier + Gerolstein,
55 Mainz + Idar-Oberstein, 56 Koblenz + Mayen, 57 Siegen + Altenkirchen, 58 Hagen + Lüdenscheid,
59 Hamm + Arnsberg, 60 Frankfurt am Main, 61 Bad Homburg vor der Höhe, 63 Offenbach + Aschaffenburg,
64 Darmstadt, 65 Wiesbaden + Limburg an der Lahn, 66 Saarbrücken + Zweibrücken,
67 Ludwigshafen + Kaiserslautern, 68 Mannheim, 69 Heidelberg, 70 Stuttgart, 71 Ludwigsburg,
72 Tübingen + Freudenstadt, 73 Göppingen + Aalen, 74 Heilbronn + Schwäbisch Hall, 75 Pforzheim,
76 Karlsruhe + Landau in der Pfalz, 77 Offenburg, 78 Villingen-Schwenningen + Konstanz,
79 Freiburg + Lörrach, 80 München, 81 München, 82 Starnberg + Garmisch-Partenkirchen,
83 Rosenheim + Traunstein, 84 Landshut + Mühldorf, 85 Ingolstadt + Freising, 86 Augsburg + Nördlingen,
87 Kempten + Memmingen, 88 Ravensburg + Biberach an der Riß, 89 Ulm + Heidenheim, 90 Nürnberg,
91 Ansbach + Erlangen, 92 Amberg + Weiden, 93 Regensburg + Cham, 94 Passau + Straubing, 95 Bayreuth + Hof,
96 Bamberg + Coburg, 97 Würzburg + Schweinfurt + Bad Mergentheim, 98 Suhl,
99 Erfurt + Nordhausen + Eisenach
"""
_AUSTRIAN = """
1 Wien, 2 Wiener Neustadt + Mistelbach, 3 Sankt Pölten + Zwettl, 4 Linz + Ried im Innkreis,
5 Salzburg + Zell am See, 6 Innsbruck + Dornbirn + Landeck, 7 Eisenstadt + Oberwart,
8 Graz + Leoben + Liezen, 9 Klagenfurt + Lienz
"""
_SWISS = """
1 Lausanne + Genève + Fribourg + Sitten, 2 Neuchâtel + Biel + Delémont, 3 Bern + Thun + Brig,
4 Basel + Solothurn, 5 Aarau + Baden, 6 Luzern + Altdorf + Bellinzona, 7 Chur + Davos,
8 Zürich + Frauenfeld + Glarus, 9 Sankt Gallen + Buchs
"""


def _table(text: str) -> Mapping[str, tuple[str, ...]]:
    pairs = (part.strip().partition(" ")[::2] for part in text.replace("\n", " ").split(","))
    return MappingProxyType({digits: tuple(towns.split(" + ")) for digits, towns in pairs})


REGIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"DE": _table(_GERMAN), "AT": _table(_AUSTRIAN), "CH": _table(_SWISS)}
)
"""By country and the first digits of its postcodes: the names of the region's chief towns."""


@cache
def chief_towns(postcode: str, country: str) -> tuple[Entry, ...]:
    """The chief towns of a postcode's region in a country; () where the region or the country is unknown."""
    if len(postcode) != (5 if country == "DE" else 4):
        return ()
    names = REGIONS.get(country, {}).get(postcode[: 2 if country == "DE" else 1], ())
    bearers = ([town for town in towns_named(name) if town.country == country] for name in names)
    return tuple(max(towns, key=lambda town: town.population) for towns in bearers if towns)
