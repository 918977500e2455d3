"""The appendix on method: how each number was made, by which rules and settings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.trace import TraceLine, gather_trace
from kinerja_lib.config.rule_settings import Setting, SettingValue
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.rules.register import find_rule
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

# How far a source was verified; official text never rests on memory.
MARK_WORDS = {
    "P": _("dibaca dalam peraturan"),
    "S": _("sumber sekunder"),
    "D": _("diturunkan"),
    "M": _("perlu diverifikasi"),
    "L": _("pilihan perangkat atau instansi"),
}
_KINDS = {
    MARK_WORDS["P"]: "ok",
    MARK_WORDS["S"]: "ok",
    MARK_WORDS["D"]: "ok",
    MARK_WORDS["L"]: "ok",
    MARK_WORDS["M"]: "warn",
}


def tabulate_trace(lines: Sequence[TraceLine]) -> Table:
    """Say of each published number its formula, rule, source rows and n."""
    frame = gather_trace(lines)
    frame["versi"] = [
        "; ".join(find_rule(code).version for code in line.rules) or None for line in lines
    ]
    columns = {
        "number": Column(_("Angka"), "key", verbatim=True),
        "what": Column(_("Isi"), "text"),
        "formula": Column(_("Cara menghitung"), "text"),
        "rule": Column(_("Aturan"), "code", missing=NOT_APPLICABLE),
        "tables": Column(_("Tabel dan kolom sumber"), "code"),
        "n": Column("n", "n", missing=NOT_APPLICABLE),
    }
    return Table(
        frame.assign(rule=frame["rule"].replace("", None)),
        "jejak-angka",
        _("Bagaimana angka ini dihitung"),
        columns,
        subject="umum",
        fold=True,
        helpers=("versi", "rows"),
        inside=("n", "rows"),
        note=_(
            "Angka ditulis sebagai nama tabel atau temuan, lalu kolomnya; nama berkas CSV sama."
        ),
    )


def tabulate_rules(lines: Sequence[TraceLine]) -> Table:
    """List the rules that the report used, with version, source and how certain they are."""
    rules = [find_rule(c) for c in dict.fromkeys(code for line in lines for code in line.rules)]
    frame = pd.DataFrame(
        [
            {
                "aturan": rule.code,
                "isi": rule.title,
                "versi": rule.version,
                "sumber": rule.source,
                "kepastian": MARK_WORDS[rule.mark],
            }
            for rule in rules
        ],
        columns=["aturan", "isi", "versi", "sumber", "kepastian"],
    )
    columns = {
        "aturan": Column(_("Aturan"), "key", verbatim=True),
        "isi": Column(_("Isi"), "text"),
        "versi": Column(_("Versi"), "code"),
        "sumber": Column(_("Sumber"), "text"),
        "kepastian": Column(_("Kepastian"), "verdict", kinds=_KINDS),
    }
    return Table(
        frame,
        "aturan-dipakai",
        _("Aturan yang dipakai laporan ini"),
        columns,
        subject="umum",
        fold=True,
        note=_("Perlu diverifikasi: isi aturan belum dibaca pada naskahnya."),
    )


def tabulate_settings(evidence: Evidence, sections: Sequence[str]) -> Table:
    """List the numbers that agencies set, those of the report's own sections, with their source."""
    chosen = [s for s in evidence.rules if s.name.partition(".")[0] in sections]
    frame = pd.DataFrame(
        [_setting_row(setting) for setting in chosen],
        columns=["pengaturan", "arti", "nilai", "bawaan", "sumber", "kepastian"],
    )
    columns = {
        "pengaturan": Column(_("Pengaturan"), "key", verbatim=True),
        "arti": Column(_("Arti"), "text"),
        "nilai": Column(_("Nilai"), "text", items="; ", missing=NOT_APPLICABLE),
        "bawaan": Column(_("Nilai bawaan bila diubah"), "text", items="; ", missing=NOT_APPLICABLE),
        "sumber": Column(_("Sumber"), "text"),
        "kepastian": Column(_("Kepastian"), "verdict", kinds=_KINDS),
    }
    return Table(
        frame,
        "pengaturan-dipakai",
        _("Angka yang ditetapkan instansi"),
        columns,
        subject="umum",
        fold=True,
        values={"berkas": evidence.rules.name},
        note=_("Berkas aturan: {berkas}. Nilai diubah pada params/rules, bukan pada laporan."),
    )


def _setting_row(setting: Setting) -> dict[str, str | None]:
    return {
        "pengaturan": setting.name,
        "arti": _(setting.meaning),
        "nilai": write_value(setting.value),
        "bawaan": write_value(setting.default) if setting.differs else None,
        "sumber": setting.source,
        "kepastian": MARK_WORDS[setting.mark],
    }


def write_value(value: SettingValue) -> str | None:
    """Write a setting as one line of text; None for a limit that is not set."""
    if value is None:
        return None
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, (str, int)):
        return str(value)
    if isinstance(value, tuple):
        return "; ".join(str(write_value(item)) for item in value)
    return "; ".join(f"{key}: {write_value(item) or '–'}" for key, item in value.items())
