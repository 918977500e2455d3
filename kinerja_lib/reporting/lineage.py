"""Where the numbers of a page come from, in lines that the page and a CSV show alike.

Each line also carries its value as JSON. On the page it stands in a `data` element around the text,
made for that purpose by HTML, so a program reads what a person sees and the page needs no script.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kinerja_lib.i18n import (
    _,
    clean_text,
    count_words,
    format_date,
    format_number,
    mark_foreign,
    name_period,
)
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.reporting.edition import Edition

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Origin(NamedTuple):
    """One line of the lineage: label and text for readers, name and JSON value for programs.

    The text may hold marks of `kinerja_lib.i18n.mark_foreign`.
    """

    label: str
    text: str
    name: str
    value: str


def describe_lineage(facts: Mapping[str, Any], edition: Edition) -> list[Origin]:
    """List what the numbers of a page were made from, in the language in use.

    The value of a line is that of run.json, so a program can hold the page against it.
    """
    given = {
        "numbers": (_("Sidik angka"), _short(facts.get("numbers"))),
        "reference_date": (_("Data per"), _day(facts["reference_date"])),
        "code": (_("Kode"), _code(facts["code"])),
        "lock": (_("Daftar versi paket"), _short(facts["lock"])),
        "python": (_("Python"), str(facts["python"])),
        "tools": (_("Paket"), _tools(facts.get("tools") or {})),
        "seed": (_("Benih acak"), _value(facts.get("seed"))),
        "rules": (_("Aturan"), _rules(facts["rules"])),
        "previous": (_("Laporan sebelumnya"), _previous(facts.get("previous"))),
        "id": (_("Nomor proses"), _("pada run.json; halaman tidak bergantung padanya")),
    }
    lines = [
        Origin(label, text, name, _json(None if name == "id" else _known(facts, name)))
        for name, (label, text) in given.items()
    ]
    lines += [Origin(*pair, "", "") for pair in _checks(facts, edition)]
    return lines + [
        Origin(_("Parameter {name}").format(name=name), _value(value), f"parameters.{name}",
               _json(value))
        for name, value in facts["parameters"].items()
    ]  # fmt: skip


def _known(facts: Mapping[str, Any], name: str) -> object:
    """Give what the page says of a fact; of the report before, nothing that names its run."""
    value = facts.get(name)
    if name == "previous" and value:
        return {key: value[key] for key in ("period", "reference_date", "numbers")}
    return value


def _checks(facts: Mapping[str, Any], edition: Edition) -> list[tuple[str, str]]:
    """List the disclosure check, the smallest groups, where files are told, and exceptions."""
    pairs = [(_("Pemeriksaan kerahasiaan"), _check(edition))]
    if any(table["subject"] != "umum" for table in edition.tables()):
        pairs.append((_("Ukuran kelompok terkecil"), _minimum(edition.name)))
    if edition.name == "public":
        pairs.append((_("Berkas sumber"), _("sidik dan jumlah barisnya pada edisi internal")))
    pairs += _exceptions(edition)
    return pairs


def _previous(entry: Mapping[str, Any] | None) -> str:
    if entry is None:
        return _("belum ada")
    return _("{period}, data per {day}, sidik angka {code}").format(
        period=name_period(entry["period"]), day=_day(entry["reference_date"]),
        code=_short(entry["numbers"]),
    )  # fmt: skip


def _rules(names: Sequence[str]) -> str:
    return ", ".join(mark_foreign(name) for name in names) or _("tanpa aturan resmi")


def _day(text: str) -> str:
    return format_date(dt.date.fromisoformat(text))


def _tools(tools: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in tools.items()) or _("tidak tercatat")


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True)  # ASCII: no hidden or reordering mark stays


def _code(code: Mapping[str, Any]) -> str:
    text = f"kinerja_lib {code['version']}"
    if code.get("commit"):
        state = _("dengan perubahan lokal") if code.get("dirty") else _("tanpa perubahan lokal")
        text += f", commit {code['commit'][:10]}, {state}"
    return text


def _short(digest: str | None) -> str:
    return digest[:23] + "…" if digest else _("tidak ada requirements.lock")


def _check(edition: Edition) -> str:
    if not edition.withheld:
        return _("lulus; tidak ada sel yang harus dilindungi")
    return _("lulus; {count} sel tidak ditampilkan").format(count=format_number(edition.withheld))


def _exceptions(edition: Edition) -> list[tuple[str, str]]:
    """Tell of signed exceptions: each with its reason inside, their number in public."""
    label = _("Pengecualian bertanda tangan")
    if not edition.excepted:
        return []
    if edition.name == "public":
        number = count_words(len(edition.excepted))
        return [(label, _("{n} sel tampil atas keputusan tertulis").format(n=number))]
    text = _(
        "tabel {table}, baris {row}, kolom {column}: {reason} Ditandatangani {name} pada {date}, "
        "berlaku sampai {until}."
    )
    return [
        (
            label,
            text.format(
                table=one["table"],
                row=clean_text(" | ".join(one["row"]), 200),
                column=one["column"],
                reason=mark_foreign(clean_text(one["reason"], 300).rstrip(".") + "."),
                name=clean_text(one["signed_by"], 120),
                date=format_date(dt.date.fromisoformat(one["date"])),
                until=format_date(dt.date.fromisoformat(one["valid_until"])),
            ),
        )
        for one in edition.excepted
    ]


def _minimum(edition: str) -> str:
    sizes = MINIMUM[edition]
    return _(
        "{numbers} orang (angka) dan {attitudes} orang (sikap): pilihan kit, bukan ketentuan "
        "undang-undang"
    ).format(numbers=sizes["kinerja"], attitudes=sizes["sikap"])


def _value(value: object) -> str:
    if value is None or value == [] or value == "":
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, float):
        return format_number(value, len(repr(value).partition(".")[2].rstrip("0")))
    if isinstance(value, list):
        return "; ".join(_value(item) for item in value)  # a comma may stand inside a number
    text = clean_text(str(value), 300)
    if _DAY.fullmatch(text):
        return _day(text)
    named = name_period(text)
    return mark_foreign(text) if named == text else named
