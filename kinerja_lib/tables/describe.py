"""Say in words what a table contract accepts, for the terminal and for docs/tables.md."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from kinerja_lib.i18n import _, format_number
from kinerja_lib.tables.contract import Field, TableContract
from kinerja_lib.tables.contracts.appraisal import APPRAISAL
from kinerja_lib.tables.contracts.feedback import FEEDBACK
from kinerja_lib.tables.contracts.goals import GOALS
from kinerja_lib.tables.contracts.rewards import REWARDS
from kinerja_lib.tables.contracts.sectors import SECTORS
from kinerja_lib.tables.contracts.service import SERVICE
from kinerja_lib.tables.contracts.staff import STAFF
from kinerja_lib.tables.contracts.survey import SURVEY
from kinerja_lib.tables.contracts.training import TRAINING
from kinerja_lib.tables.contracts.units import UNITS
from kinerja_lib.tables.contracts.work import WORK
from kinerja_lib.tables.names import squash

GROUPS: Mapping[str, tuple[TableContract, ...]] = {
    _("Unit dan jabatan"): UNITS,
    _("Pegawai dan kompetensi"): STAFF,
    _("Tujuan dan indikator"): GOALS,
    _("Rencana dan pekerjaan"): WORK,
    _("Penilaian kinerja"): APPRAISAL,
    _("Umpan balik dan keberatan"): FEEDBACK,
    _("Pelayanan kepada masyarakat"): SERVICE,
    _("Kesehatan, pendidikan, dan administrasi"): SECTORS,
    _("Pengembangan kompetensi"): TRAINING,
    _("Survei pegawai"): SURVEY,
    _("Penghargaan, disiplin, dan proyek"): REWARDS,
}
_WIDTH = 96  # columns of a terminal


def kind_words(kind: str) -> str:
    """Name a kind of column for readers."""
    words = {
        "text": _("teks"),
        "code": _("kode"),
        "nip": _("NIP"),
        "whole": _("bilangan bulat"),
        "number": _("angka"),
        "date": _("tanggal"),
        "time": _("tanggal dan jam"),
        "year": _("tahun"),
        "period": _("periode"),
        "choice": _("pilihan"),
        "flag": _("ya atau tidak"),
    }
    return words[kind]


def describe_range(field: Field) -> str:
    """Say the limits of a number with its unit; empty where it has neither."""
    low, high = (_limit(limit, field.unit) for limit in (field.low, field.high))
    if low and high:
        return _("{low} sampai {high}").format(low=_limit(field.low, ""), high=high)
    if low:
        return _("paling sedikit {low}").format(low=low)
    if high:
        return _("paling banyak {high}").format(high=high)
    return field.unit


def _limit(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    number = format_number(value, 0 if float(value).is_integer() else 2)
    if unit in ("%", ""):
        return number + unit
    return unit + number if unit == "Rp" else f"{number} {unit}"


def describe_values(field: Field) -> str:
    """List the accepted values, and the other spellings that are read as one of them."""
    others = [
        f"{label} = {value}"
        for label, value in field.variants.items()
        if squash(label) != squash(value)
    ]
    listed = list(field.choices) or list(dict.fromkeys(field.variants.values()))
    parts = [", ".join(listed)] if listed else []
    if others:
        parts.append(_("ejaan lain: {others}").format(others=", ".join(others)))
    return "; ".join(parts)


def describe_contract(contract: TableContract) -> list[str]:
    """Write a contract as lines for a terminal."""
    lines = [f"{contract.name}: {_(contract.title)}", *_fold(_row_words(contract), "  "), ""]
    width = max(len(item.name) for item in contract.fields) + 2
    for item in contract.fields:
        facts = [kind_words(item.kind), _("wajib") if item.required else "", describe_range(item)]
        lines.append(f"  {item.name:<{width}}" + ", ".join(fact for fact in facts if fact))
        lines += _fold(_field_words(item), " " * (width + 2))
    rules = [f"{code}: {rule} ({end}). {remedy}" for code, rule, remedy, end in _rules(contract)]
    if rules:
        lines += ["", "  " + _("Aturan antarkolom")]
        lines += [line for rule in rules for line in _fold(rule, "    ", "  - ")]
    return lines


def _row_words(contract: TableContract) -> str:
    words = _("Satu baris: {row}. Kunci: {key}.").format(
        row=contract.row, key=", ".join(contract.key)
    )
    if contract.aliases:
        names = ", ".join(contract.aliases)
        words += " " + _("Nama lain berkas: {names}.").format(names=names)
    return words


def _field_words(item: Field) -> str:
    words = item.meaning + "."
    if values := describe_values(item):
        words += " " + _("Diterima: {values}.").format(values=values)
    if item.limit:
        mark = "<=" if item.limit == "atas" else ">="
        words += " " + _("Tanda {mark} di depan angka diterima.").format(mark=mark)
    if item.references:
        words += " " + _("Merujuk {column}.").format(column=f" {_('atau')} ".join(item.parents))
    return words


def _fold(text: str, indent: str, first: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first or indent, subsequent_indent=indent)


def _rules(contract: TableContract) -> Iterator[tuple[str, str, str, str]]:
    for rule in (*contract.rules, *contract.set_rules):
        end = _("dikarantina") if rule.quarantine else _("diterima dengan tanda")
        yield rule.code, _(rule.rule), _(rule.remedy), end


def contract_markdown(contract: TableContract) -> list[str]:
    """Write a contract as Markdown lines, under a heading of the third level."""
    head = (_("Kolom"), _("Jenis"), _("Wajib"), _("Satuan dan batas"), _("Arti dan nilai"))
    lines = [f"### `{contract.name}`", "", f"{_(contract.title)}. {_row_words(contract)}", ""]
    lines += _table(head, [_field_row(item) for item in contract.fields])
    for column, limits in contract.splits.items():
        note = _("Kolom `{column}` yang memuat dua batas dibaca sebagai `{low}` dan `{high}`.")
        lines += ["", note.format(column=column, low=limits[0], high=limits[1])]
    rules = list(_rules(contract))
    if rules:
        head = (_("Aturan"), _("Yang harus berlaku"), _("Bila tidak"), _("Yang perlu dilakukan"))
        rows = [(f"`{code}`", rule, end, remedy) for code, rule, remedy, end in rules]
        lines += ["", *_table(head, rows)]
    if contract.as_of:
        words = _("Kemutakhiran dilihat dari `{column}`.").format(column=contract.as_of)
        lines += ["", words]
    used = _("Dipakai untuk: {rows}.").format(rows=", ".join(contract.used_by))
    return [*lines, "", used, ""]


def _field_row(item: Field) -> tuple[str, ...]:
    meaning = _field_words(item)
    if item.personal:
        meaning += " " + _("Data pribadi.")
    required = _("wajib") if item.required else ""
    return f"`{item.name}`", kind_words(item.kind), required, describe_range(item), meaning


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    cells = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in cells]
