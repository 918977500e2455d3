"""Where the numbers of a page come from, as pairs that the page and a CSV show alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kinerja_lib.i18n import _, clean_text, count_words, format_date, format_number
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.reporting.edition import Edition


def describe_lineage(facts: Mapping[str, Any], edition: Edition) -> list[tuple[str, str]]:
    """List code, lock, rules, parameters and the disclosure check, in the language in use."""
    pairs = [
        (_("Kode"), _code(facts["code"])),
        (_("Daftar versi paket"), _short(facts["lock"])),
        (_("Python"), str(facts["python"])),
        (_("Aturan"), ", ".join(facts["rules"]) or _("tanpa aturan resmi")),
        (_("Pemeriksaan kerahasiaan"), _check(edition)),
    ]
    if any(table["subject"] != "umum" for table in edition.tables()):
        pairs.append((_("Ukuran kelompok terkecil"), _minimum(edition.name)))
    pairs += _exceptions(edition)
    for name, value in facts["parameters"].items():
        pairs.append((_("Parameter {name}").format(name=name), _value(value)))
    return pairs


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
                reason=clean_text(one["reason"], 300).rstrip(".") + ".",
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
        return ", ".join(_value(item) for item in value)
    return clean_text(str(value), 300)
