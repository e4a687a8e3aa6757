"""Make the gazetteer's tables from published facts: ``python -m flows.gazetteer.build DIVISIONS_DIR CORPUS``.

Goes in: a folder with history.csv (county level and above, dated), areas.csv and streets.csv (a snapshot with towns);
a corpus of news (gzipped JSON lines), only to count in; and the hand-written zones.csv, aliases.csv, nationalities.txt
and ordinary.txt beside this program. Comes out: divisions.csv, townships.csv and anchored.txt.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from flows.gazetteer.anchoring import anchored_forms
from flows.gazetteer.division import COUNTRY, Division, Level
from flows.gazetteer.naming import short_forms, zone_forms

DATA = Path(__file__).parent / "data"
_LEVELS: dict[str, Level] = {"省级": "province", "地级": "prefecture", "县级": "county"}
_SNAPSHOT_ONLY = {"620201": "620200", "460321": "460302", "460322": "460303"}
"""Codes that only the snapshot has, for divisions that the history knows under another code."""
_ISLANDS = "460323"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _year(text: str) -> int | None:
    return int(text) if text else None


def _successors(row: dict[str, str]) -> tuple[str, ...]:
    """Return what a division became; ``510114[2005]`` is only a part given away, so it counts last, and never today."""
    if row["状态"] == "在用":
        return ()
    given = [code for code in row["新代码"].split(";") if code]
    return tuple(code for code in given if "[" not in code) or tuple(code[:6] for code in given)


def _parent(row: dict[str, str], codes: dict[tuple[str, str], list[str]]) -> str:
    """Return the code above: prefectures are named in the row, and named twice in the two of 伊犁."""
    code, above = row["代码"], row["二级行政区"]
    province = code[:2] + "0000"
    if row["级别"] == "省级":
        return COUNTRY
    if row["级别"] == "地级":
        return "654000" if code in ("654200", "654300") else province
    if above == "直辖":
        return province
    candidates = codes[code[:2], above]
    return code[:4] + "00" if code[:4] + "00" in candidates or not candidates else candidates[-1]


def read_history(path: Path) -> list[Division]:
    """Return the dated records of history.csv, one for each name that a code has had under one parent."""
    rows = list(_rows(path))
    codes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["级别"] == "地级":
            codes[row["代码"][:2], row["名称"]].append(row["代码"])
    records = [
        Division(
            code=row["代码"],
            name=row["名称"],
            level=_LEVELS[row["级别"]],
            parent=_parent(row, codes),
            start=_year(row["启用时间"]),
            end=_year(row["变更/弃用时间"]),
            successors=_successors(row),
        )
        for row in rows
    ]
    return list(_merged(records))


def _merged(records: Iterable[Division]) -> Iterator[Division]:
    """Join records that differ only in their years: the history has one more whenever a prefecture was renamed."""
    groups: dict[tuple[str, str, str | None], list[Division]] = defaultdict(list)
    for record in records:
        groups[record.code, record.name, record.parent].append(record)
    for group in groups.values():
        group.sort(key=lambda record: record.end or 9999)
        yield replace(group[-1], start=min(record.start or 9999 for record in group))


def read_zones(areas: Path, known: set[str]) -> Iterator[Division]:
    """Return the county-level zones that only the snapshot lists, below the prefecture of their code."""
    for row in _rows(areas):
        code, name = row["code"], row["name"]
        if code not in known and code not in _SNAPSHOT_ONLY and code != _ISLANDS:
            above = {"5401": "632800"}.get(code[:4], code[:4] + "00") if "格尔木" in name else code[:4] + "00"
            district = code.startswith("2327")
            yield Division(code, name, "county", above, None, None, (), (), zone=not district)


def read_hand_written() -> Iterator[Division]:
    """Return the corps, its divisions and the new areas of zones.csv."""
    for row in _rows(DATA / "zones.csv"):
        level: Level = "county" if row["level"] == "county" else "prefecture"
        yield Division(
            code=row["code"],
            name=row["name"],
            level="province" if row["level"] == "province" else level,
            parent=row["parent"],
            start=_year(row["start"]),
            end=_year(row["end"]),
            short=tuple(form for form in row["forms"].split(";") if form),
            zone=not row["code"].startswith("66"),
        )


def with_short_forms(records: Iterable[Division]) -> Iterator[Division]:
    """Return the records with the short forms that rules and aliases.csv give them."""
    nationalities = (DATA / "nationalities.txt").read_text("utf-8").split()
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in _rows(DATA / "aliases.csv"):
        aliases[row["name"]] += row["forms"].split(";")
    records = list(records)
    names = {record.code: record.name for record in records if record.end is None}
    for record in records:
        if record.zone:
            above = [names[code] for code in (record.code[:2] + "0000", record.parent or "") if code in names]
            ruled = zone_forms(record.name, list(dict.fromkeys(above)), nationalities)
        else:
            ruled = short_forms(record.name, nationalities)
        forms = dict.fromkeys((*ruled, *record.short, *aliases[record.name]))
        forms.pop(record.name, None)
        yield replace(record, short=tuple(sorted(forms, key=lambda form: (-len(form), form))))


def write_divisions(records: Iterable[Division]) -> None:
    """Write divisions.csv: the table of county level and above."""
    with (DATA / "divisions.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("code", "name", "level", "parent", "start", "end", "successors", "short", "zone"))
        for r in sorted(records, key=lambda r: (r.code, r.end or 9999, r.name)):
            years = (r.start or "", r.end or "")
            listed = (";".join(r.successors), ";".join(r.short), "1" if r.zone else "")
            out.writerow((r.code, r.name, r.level, r.parent, *years, *listed))


def write_townships(streets: Path) -> set[str]:
    """Write townships.csv, one line a county (``510114,001大丰街道 …``), and return all names of townships."""
    counties: dict[str, list[str]] = defaultdict(list)
    names = set()
    for row in _rows(streets):
        county = _SNAPSHOT_ONLY.get(row["areaCode"], row["areaCode"])
        if county != _ISLANDS:
            counties[county].append(row["code"][6:] + row["name"].replace(" ", ""))
            names.add(row["name"])
    lines = [f"{county},{' '.join(sorted(towns))}\n" for county, towns in sorted(counties.items())]
    (DATA / "townships.csv").write_text("county,townships\n" + "".join(lines), "utf-8", newline="\n")
    return names


def build(source: Path, corpus: Path) -> None:
    """Write all generated tables from the facts in `source` and the counts in `corpus`."""
    records = [Division(COUNTRY, "中华人民共和国", "country", None, None, None, (), ("全国", "中国", "我国", "国家"))]
    records += read_history(source / "history.csv")
    zones = list(read_zones(source / "areas.csv", {record.code for record in records}))
    divisions = list(with_short_forms([*records, *zones, *read_hand_written()]))
    write_divisions(divisions)
    towns = write_townships(source / "streets.csv")
    ordinary = set((DATA / "ordinary.txt").read_text("utf-8").split())
    anchored = anchored_forms(divisions, towns, corpus) | ordinary
    (DATA / "anchored.txt").write_text("".join(f"{form}\n" for form in sorted(anchored)), "utf-8", newline="\n")
    print(f"{len(divisions)} divisions, {len(towns)} names of townships, {len(anchored)} anchored forms")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m flows.gazetteer.build DIVISIONS_DIR CORPUS")
    build(Path(sys.argv[1]), Path(sys.argv[2]))
