"""Figures of the quality report."""

from __future__ import annotations

import math

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    count_quantity,
    name_few,
    name_share,
)
from kinerja_lib.quality.charts import plot_ages, plot_matches, plot_rows
from kinerja_lib.quality.grades import SHAPES, percent
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.persons import is_few, open_columns, withhold
from kinerja_lib.quality.words import make_finding
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

LINES, FEWEST = 8, 5
GRADE_KEYS = (
    ("ok", _("mutu A atau B")),
    ("warn", _("mutu C")),
    ("bad", _("mutu D")),
    ("na", _("tidak dapat dihitung atau tidak berlaku")),
)
SOURCE = _("Sumber: pemeriksaan semua berkas sumber terhadap kontrak tabel.")
ROWS_TITLE = {
    ALL: _("Setiap tabel mempunyai baris yang dikarantina"),
    SOME: _("{affected} dari {tables} tabel mempunyai baris yang dikarantina"),
    NONE: _("Tidak satu pun dari {tables} tabel mempunyai baris yang dikarantina"),
    CANNOT: _("Bagian baris yang diterima tidak dapat dihitung"),
}


_SHARE = {"unit": "%", "decimals": 1}
_ROW_COLUMNS = {
    "judul": Column(_("Tabel"), "key"),
    "mutu": Column(_("Mutu"), "verdict", kinds=SHAPES),
    "bersih": Column(_("Diterima tanpa tanda"), **_SHARE),
    "ditandai": Column(_("Diterima dengan tanda"), **_SHARE),
    "dikarantina": Column(_("Dikarantina"), **_SHARE),
}


def _cut(rows: pd.DataFrame, telling: pd.Series) -> pd.DataFrame:
    """Keep the rows that tell something, at least `FEWEST` and at most `LINES`, in their order."""
    others = rows[~telling].head(max(FEWEST - int(telling.sum()), 0))
    kept = telling | rows.index.isin(others.index)
    return rows[kept].head(LINES)


def _split_rows(review: QualityReview) -> pd.DataFrame:
    """Give the shares of accepted, flagged and quarantined rows of every table with rows."""
    table = review.tables[review.tables["rows_in"] > 0]
    parts = {
        "bersih": table["accepted"] - table["flagged"],
        "ditandai": table["flagged"],
        "dikarantina": table["quarantined"],
    }
    for name, counts in parts.items():
        shares = [percent(c, n) for c, n in zip(counts, table["rows_in"], strict=True)]
        table = table.assign(**{name: shares})
    return table.assign(small=table["table"].isin(review.small))


def chart_rows(review: QualityReview) -> Figure:
    """Show per table how its rows split, the tables with most quarantined first."""
    table = _split_rows(review)
    order = ["small", "dikarantina", "ditandai"]
    table = table.sort_values(order, ascending=[True, False, False], kind="stable")
    table = _cut(table, table["dikarantina"] + table["ditandai"] > 0)
    values = {
        "tables": count_quantity(int((review.tables["rows_in"] > 0).sum())),
        "affected": count_quantity(int((review.tables["quarantined"] > 0).sum())),
    }
    outcome = name_share(int(values["affected"].value), int(values["tables"].value))
    return Figure(
        plot_rows,
        review.protect(table, ["bersih", "ditandai", "dikarantina"]),
        "baris",
        make_finding("baris-gambar", outcome, ROWS_TITLE, values, place="title"),
        _ROW_COLUMNS,
        kind=_("Grafik batang 100%"),
        value="dikarantina",
        keys=(("zone", _("diterima")), *GRADE_KEYS),
        caption=_("Pembagian baris masuk per tabel"),
        subtitle=_(
            "Satuan: % dari baris masuk. Terang: diterima; jingga: diterima dengan tanda; merah "
            "tua: dikarantina. Paling banyak delapan tabel, yang terbanyak dikarantina di atas."
        ),
        subject="umum",
        source=SOURCE,
    )


ALL_DATED = "semua yang bertanggal"
AGE_TITLE = {
    ALL: _("Semua {dated} tabel berjadwal masih mutakhir"),
    SOME: _("{late} dari {dated} tabel berjadwal terlambat; {table} paling lama, {days}"),
    NONE: _("Semua {dated} tabel berjadwal terlambat; {table} paling lama, {days}"),
    ALL_DATED: _("{dated} tabel berjadwal masih mutakhir; {undated} tabel tanpa tanggal: {names}"),
    CANNOT: _("Umur data tidak dapat dihitung karena tidak ada tabel berjadwal yang bertanggal"),
}


FROM_PERIOD = _("Tabel yang kolom tanggalnya kosong dinilai menurut periode terakhirnya.")
_DAYS = {"unit": _("hari"), "missing": NOT_COMPUTABLE, "reason_from": "alasan"}
_AGE_COLUMNS = {
    "judul": Column(_("Tabel"), "key"),
    "ketepatan_waktu": Column(_("Ketepatan waktu"), "verdict", kinds=SHAPES),
    "terakhir": Column(_("Data terakhir"), "date"),
    "irama": Column(_("Jadwal"), "text"),
    "umur": Column(_("Umur"), **_DAYS),
    "tenggat_hari": Column(_("Batas umur"), unit=_("hari")),
    "terlambat": Column(_("Terlambat"), **_DAYS),
}


AGE_SUBTITLE = _(
    "Satuan: hari sampai tanggal acuan. Arsiran: masih di dalam jadwal ditambah kelonggaran. Umur "
    "di luar skala digambar di tepi kanan; angkanya tetap tertulis."
)


def chart_ages(review: QualityReview) -> Figure:
    """Show how old each table with a schedule is, the latest first."""
    rows = review.ages[review.ages["ketepatan_waktu"] != NOT_APPLICABLE]
    rows = _cut(rows, (rows["terlambat"] > 0) | rows["terlambat"].isna())
    dated = review.ages.dropna(subset="terlambat")
    late = dated[dated["terlambat"] > 0]
    undated = review.undated["judul"]
    values = {
        "dated": count_quantity(len(dated)),
        "late": count_quantity(len(late)),
        "undated": count_quantity(len(undated)),
        "names": name_few(undated),
    }
    shared = name_share(len(dated) - len(late), len(dated))
    outcome = ALL_DATED if shared == ALL and len(undated) else shared
    title = make_finding("umur-gambar", outcome, AGE_TITLE, values | _latest(late), place="title")
    keys = (("zone", _("masih mutakhir")), ("edge", _("batas umur")), *GRADE_KEYS)
    return Figure(
        plot_ages,
        rows.astype({"umur": float, "tenggat_hari": float, "terlambat": float}),
        "umur",
        title,
        _AGE_COLUMNS,
        kind=_("Grafik umur data"),
        value="umur",
        keys=keys,
        caption=_("Umur data per tabel terhadap jadwalnya"),
        subtitle=AGE_SUBTITLE,
        subject="umum",
        source=SOURCE,
        note=FROM_PERIOD if rows["dari_periode"].any() else "",
    )


def _latest(late: pd.DataFrame) -> dict[str, object]:
    """Name the table that is latest, and by how many days; nothing where none is late."""
    if late.empty:
        return {}
    days = Quantity(float(late["terlambat"].iloc[0]), _("hari"))
    return {"table": late["judul"].iloc[0], "days": days}


MATCH_TITLE = {
    ALL: _("Semua kode pada {pairs} rujukan cocok dengan tabel induknya"),
    SOME: _(
        "{broken} dari {pairs} rujukan memuat kode yang tidak cocok; terendah {table} ({column}), "
        "{share}"
    ),
    NONE: _(
        "Semua {pairs} rujukan memuat kode yang tidak cocok; terendah {table} ({column}), {share}"
    ),
    CANNOT: _("Kecocokan kode tidak dapat dihitung"),
}


_MATCH_COLUMNS = {
    "judul": Column(_("Tabel"), "key"),
    "column": Column(_("Kolom"), "code"),
    "mutu": Column(_("Mutu"), "verdict", kinds=SHAPES),
    "persen": Column(_("Cocok"), unit="%", decimals=1),
    "filled": Column(_("Baris terisi"), "count"),
    "unmatched": Column(_("Baris tidak cocok"), "count"),
}


def chart_matches(review: QualityReview, edition: str = "internal") -> Figure:
    """Show the matched share of each reference, the lowest first.

    The public edition leaves personal columns out, and withholds small counts of persons.
    """
    rows = _sort_references(review, edition)
    shown = withhold(rows, rows["small"], ["persen", "filled", "matched", "unmatched"])
    known = rows.loc[~rows["small"], "persen"]
    lowest = float(known.min()) if len(known) else 100.0
    low = max(min(math.floor((lowest - 2) / 10) * 10, 90), 0)
    name = "cocok-publik" if edition == "public" else "cocok"
    return Figure(
        plot_matches,
        _cut(shown, rows["unmatched"] > 0),
        name,
        _title_matches(rows, f"{name}-gambar"),
        _MATCH_COLUMNS,
        kind=_("Grafik titik"),
        value="persen",
        keys=(("zone", _("mutu A")), ("edge", _("batas mutu A")), *GRADE_KEYS),
        caption=_("Kode yang cocok per rujukan antartabel"),
        subtitle=_(
            "Tiap titik: bagian kode yang ada pada tabel induknya, % dari baris terisi. Sumbu "
            "dapat mulai di atas nol. Paling banyak delapan rujukan, yang terendah di atas."
        ),
        options={"low": float(low), "limit": float(review.limits.shares[0])},
        subject="umum",
        source=SOURCE,
        editions=(edition,),
    )


def _sort_references(review: QualityReview, edition: str) -> pd.DataFrame:
    """Mark the references whose counts an edition withholds, and put them last."""
    rows = review.references
    hidden = rows["table"].isin(review.small)
    if edition == "public":
        rows = open_columns(rows)
        hidden = hidden | is_few(rows["table"], rows["unmatched"])
    rows = rows.assign(small=hidden[rows.index].to_numpy())
    return rows.sort_values(["small", "persen"], kind="stable", ignore_index=True)


def _title_matches(rows: pd.DataFrame, name: str) -> Finding:
    """Say how many references have keys without a parent; `rows` are sorted, small tables last."""
    pairs, broken = len(rows), int((rows["unmatched"] > 0).sum())
    outcome = name_share(pairs - broken, pairs)
    values: dict[str, object] = {"pairs": count_quantity(pairs), "broken": count_quantity(broken)}
    known = rows[~rows["small"]]
    if len(known):
        first = known.iloc[0]
        share = Quantity(float(first["persen"]), "%", 1)
        values |= {"table": first["judul"], "column": first["column"], "share": share}
    elif outcome != ALL:
        outcome = CANNOT
    return make_finding(name, outcome, MATCH_TITLE, values, place="title")
