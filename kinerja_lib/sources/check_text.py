"""Say in lines of text what a check found, the most costly first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import pandas as pd

from kinerja_lib.i18n import _, clean_text, format_number
from kinerja_lib.sources.check import CheckedSource
from kinerja_lib.sources.column_content import show_shape
from kinerja_lib.sources.header_words import may_be_record
from kinerja_lib.sources.reading.sheet import RawSheet
from kinerja_lib.sources.rivals import CONTRADICTION
from kinerja_lib.sources.staged import StagedSheet
from kinerja_lib.tables.codes import spellings
from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.faults import FAULTS
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS

ROWS_NAMED = 5  # row numbers in one line
HEADERS_NAMED = 12  # unknown headers in one line
VALUE_SHOWN = 40  # characters
GROUPS_NAMED = 60  # lines of findings
# What tells nobody who someone is: few digits with marks, such as a sum, a day or a period.
_FIGURE = re.compile(r"[-+0-9.,:/%<>=≤≥ ]+")
_CODE = re.compile(r"[A-Za-z]{0,4}[-./_ ]?[0-9]+([-./_][A-Za-z]{0,4}[0-9]+)*")
_ALMOST = 0.75  # likeness of a misspelt choice and an accepted one
_MOST_DIGITS = 8  # more could be a number of a person: NIP, NIK, telephone
# Values that were read, or whose fault is a mark of the program: nothing slipped into the column.
_READ = frozenset(
    (
        *("satuan_lain", "satuan_beda", "nilai_galat", "tanggal_rancu", "periode_tanggal"),
        "kode_notasi_ilmiah",
    )
)
_WORDS = {"quarantine": _("dikarantina"), "flag": _("ditandai"), "note": _("catatan")}


def describe_check(checked: CheckedSource) -> list[str]:
    """List rows per file, then each kind of finding with its first rows and what to do."""
    return [*_loads(checked.loads), *_findings(_hide_records(checked)), _conclusion(checked)]


def has_quarantine(checked: CheckedSource) -> bool:
    """Tell whether a row was set aside, a file was not read, or there was nothing to read."""
    return checked.loads.empty or bool((checked.findings["severity"] == "quarantine").any())


def _loads(loads: pd.DataFrame) -> list[str]:
    lines = []
    for load in loads.itertuples(index=False):
        place = load.file + (_(", lembar {sheet}").format(sheet=load.sheet) if load.sheet else "")
        text = _("{place}: {rows} baris masuk, {accepted} diterima, {quarantined} dikarantina")
        line = text.format(
            place=place,
            rows=format_number(load.rows_in),
            accepted=format_number(load.accepted),
            quarantined=format_number(load.quarantined),
        )
        if load.flagged:
            flagged = format_number(load.flagged)
            line += _(", {flagged} diterima dengan tanda").format(flagged=flagged)
        table = _("tabel {table}").format(table=load.table) if load.table else _("tidak dikenali")
        lines.append(f"{line} ({table}).")
        lines += [f"  {remark}" for remark in load.remarks.split("; ") if remark]
    return lines


def _hide_records(checked: CheckedSource) -> pd.DataFrame:
    """Show headers that may be the first record of a sheet by their shape only."""
    findings = checked.findings
    hidden = {_place(s.assignment.sheet) for s in _sheets(checked) if _may_be_headless(s)}
    values = [
        show_shape(value) if fault == "kolom_tidak_dikenal" and (file, sheet) in hidden else value
        for file, sheet, fault, value in zip(
            *(findings[name] for name in ("file", "sheet", "fault", "value")), strict=True
        )
    ]
    return findings.assign(value=values)


def _sheets(checked: CheckedSource) -> Iterator[StagedSheet]:
    for table in checked.tables.values():
        yield from table.sheets


def _place(sheet: RawSheet) -> tuple[str, str]:
    return clean_text(sheet.file, 200), clean_text(sheet.sheet, 100)


def _may_be_headless(sheet: StagedSheet) -> bool:
    headers = sheet.assignment.sheet.headers
    known = sum(bool(h.strip()) and h not in sheet.assignment.unknown for h in headers)
    return may_be_record(headers, known)


def _findings(findings: pd.DataFrame) -> list[str]:
    if findings.empty:
        return []
    keys = ["table", "file", "sheet", "column", "fault", "severity", "rule", "what_to_do"]
    order = findings.assign(rank=findings["severity"].map({"quarantine": 0, "flag": 1, "note": 2}))
    groups = order.groupby(["rank", *keys], sort=False, dropna=False)
    ranked = sorted(groups, key=lambda item: (item[0][0], -len(item[1])))
    lines = ["", _("Temuan:")]
    for group, rows in ranked[:GROUPS_NAMED]:
        lines += _group(dict(zip(keys, group[1:], strict=True)), rows)
    rest = len(ranked) - GROUPS_NAMED
    if rest > 0:
        lines.append(_("{count} jenis temuan lain ada di berkas --json.").format(count=rest))
    return lines


def _group(group: dict[str, str], rows: pd.DataFrame) -> list[str]:
    place = ", ".join(
        part
        for part in (
            group["file"] or group["table"],
            _("lembar {sheet}").format(sheet=group["sheet"]) if group["sheet"] else "",
            _rows(rows),
            _("kolom {column}").format(column=group["column"]) if group["column"] else "",
        )
        if part
    )
    return [
        f"- {_(_WORDS[group['severity']])}: {place}{_show_values(group, rows)}. "
        f"{_say_rule(group)} [{group['fault']}]",
        f"  {group['what_to_do']}{_say_words(group, rows)}",
    ]


def _say_rule(group: dict[str, str]) -> str:
    """Say what must hold, as a rule; the message of a file says itself what happened."""
    rule = group["rule"].rstrip(".") + _say_limits(group)
    if group["fault"] not in FAULTS and group["table"] not in CONTRACTS:
        return rule + "."
    known = group["fault"] in FAULTS or group["column"] or group["severity"] != "quarantine"
    return _("Aturannya: {rule}.").format(rule=rule) if known else rule + "."


def _find_field(group: dict[str, str]) -> Field | None:
    contract = CONTRACTS.get(group["table"])
    fields = contract.fields if contract else ()
    return next((field for field in fields if field.name == group["column"]), None)


def _say_limits(group: dict[str, str]) -> str:
    """Give the limits of a column that a number does not keep, as ", 1–5"."""
    field = _find_field(group)
    if group["fault"] != "di_luar_rentang" or field is None:
        return ""
    low, high = (None if n is None else format_number(n, 2).removesuffix(",00").removesuffix(".00")
                 for n in (field.low, field.high))  # fmt: skip
    if low is None or high is None:
        bound = _("paling sedikit {limit}") if high is None else _("paling banyak {limit}")
        return ", " + bound.format(limit=low if high is None else high)
    return f", {low}–{high}"


def _say_words(group: dict[str, str], rows: pd.DataFrame) -> str:
    """Name the mapping as the remedy where a number is written with words, as Level 3 is."""
    field, words = _find_field(group), rows["value"].astype(str).str.contains("[A-Za-z]").any()
    if group["fault"] != "bukan_angka" or field is None or not words:
        return ""
    return " " + _(
        "Bila isinya kata yang tetap, padankan dengan bilangannya pada 'values' kolom {column} di "
        "params/mappings."
    ).format(column=field.name)


def _show_values(group: dict[str, str], rows: pd.DataFrame) -> str:
    """Show one value as an example, or all headers that nobody knows; never one of a person."""
    values = [str(value) for value in rows["value"] if value]
    if group["fault"] == "kolom_tidak_dikenal":
        more = ", …" if len(values) > HEADERS_NAMED else ""
        return " (" + ", ".join(f"'{value[:40]}'" for value in values[:HEADERS_NAMED]) + more + ")"
    if group["severity"] == "note" and values and group["fault"] in FAULTS:
        return f" ({values[0][:80]})"
    if group["fault"] == CONTRADICTION and values:
        several = len(set(values)) > 1
        return (_(" (misalnya {value})") if several else " ({value})").format(value=values[0])
    if _is_personal(group) or not values:
        return ""
    value = clean_text(values[0], VALUE_SHOWN)
    if _tells_nobody(value, group["fault"]) or _is_misspelt(value, group):
        return _(" (misalnya '{value}')").format(value=value)
    return _(" (bentuk isinya '{shape}')").format(shape=show_shape(value))


def _tells_nobody(value: str, fault: str) -> bool:
    """Tell whether a value can stand on a screen; one of the wrong kind may have slipped here."""
    if sum(map(str.isdigit, value)) > _MOST_DIGITS:
        return False
    return fault in _READ or bool(_FIGURE.fullmatch(value) or _CODE.fullmatch(value))


def _is_misspelt(value: str, group: dict[str, str]) -> bool:
    """Tell whether a value is almost one of the accepted choices, as `dinass` is."""
    contract = CONTRACTS.get(group["table"])
    if contract is None or group["fault"] != "bukan_pilihan":
        return False
    accepted = spellings(contract.field(group["column"]))
    return bool(get_close_matches(squash(value), accepted, n=1, cutoff=_ALMOST))


def _is_personal(group: dict[str, str]) -> bool:
    """Tell whether a value may tell who someone is; a row without a column may hold anything."""
    contract = CONTRACTS.get(group["table"])
    if contract is None or group["severity"] == "note":
        return False
    names = group["column"].split(", ")
    known = {field.name: field.personal for field in contract.fields}
    return not group["column"] or any(known.get(name, False) for name in names)


def _rows(rows: pd.DataFrame) -> str:
    numbers = rows["row"].dropna().astype(int).sort_values(kind="stable").tolist()
    if not numbers:
        return ""
    named = ", ".join(str(n) for n in numbers[:ROWS_NAMED])
    more = ", …" if len(numbers) > ROWS_NAMED else ""
    if len(numbers) == 1:
        return _("baris {rows}").format(rows=named)
    return _("{count} baris ({rows})").format(count=format_number(len(numbers)), rows=named + more)


def _conclusion(checked: CheckedSource) -> str:
    loads = checked.loads
    if loads.empty:
        return _("Tidak ada tabel yang terbaca.")
    if checked.findings.empty:
        return _("{rows} baris dari {count} berkas diterima. Tidak ada temuan.").format(
            rows=format_number(int(loads["rows_in"].sum())), count=loads["file"].nunique()
        )
    return _("{quarantined} dari {rows} baris dikarantina; {flagged} baris ditandai.").format(
        quarantined=format_number(int(loads["quarantined"].sum())),
        rows=format_number(int(loads["rows_in"].sum())),
        flagged=format_number(int(loads["flagged"].sum())),
    )
