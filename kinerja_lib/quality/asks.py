"""What the report asks of the leader: at most three things, each with an office."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import count_quantity
from kinerja_lib.quality.indicators import FIGURE_TABLE
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.scorecard import title_of
from kinerja_lib.quality.uses import SENDER, find_office
from kinerja_lib.quality.words import make_finding

ASK = {
    "berkas": _("Minta {office} menangani {files} berkas atau lembar yang tidak terbaca. {remedy}"),
    "beberapa berkas": _(
        "Minta {office} menangani {files} berkas atau lembar yang tidak terbaca, masing-masing "
        "menurut petunjuk pada tabel perbaikan."
    ),
    "karantina": _("Minta {office} memperbaiki {rows} baris tabel {table} (kolom {column})."),
    "tanda": _(
        "Minta {office} memastikan {rows} baris dengan tanda pada tabel {table} (kolom {column})."
    ),
    "karantina, tanpa jumlah": _(
        "Minta {office} memperbaiki baris tabel {table} yang dikarantina."
    ),
    "tanda, tanpa jumlah": _("Minta {office} memastikan baris dengan tanda pada tabel {table}."),
    "terlambat": _(
        "Minta {office} mengirim tabel {table} yang baru: data terakhir terlambat {days}."
    ),
    "angka": _(
        "Minta {office} melengkapi {numbers} angka indikator {name} yang tanpa baris, realisasi, "
        "atau target."
    ),
    "kosong": _("Minta {office} mengirim tabel {table}: {results} bergantung padanya."),
}


def find_requests(review: QualityReview) -> list[Finding]:
    """Ask for at most three things: costliest repairs, one late, missing or incomplete source."""
    named = review.named_repairs
    losing = named[(named["pengaruh"] > 0) | (named["severity"] == "flag")]
    asks = [_ask_repair(row) for _i, row in losing.drop_duplicates("table").head(3).iterrows()]
    others = []
    late = review.ages[review.ages["terlambat"] > 0]
    if len(late):
        others.append(_ask_late(late.iloc[0]))
    if len(review.missing):
        others.append(_ask_missing(review.missing.iloc[0]))
    if review.unread:
        others.append(_ask_files(review))
    blank = review.indicators["angka"] - review.indicators["dapat"]
    if blank.sum() > 0:
        row = review.indicators.loc[blank.astype(int).idxmax()]
        others.append(_ask_numbers(row, int(blank.max())))
    return [*asks[: max(3 - len(others), 1)], *others][:3]


def _ask_files(review: QualityReview) -> Finding:
    """Ask for the files that were not read, each by the remedy of its own fault."""
    found = review.repairs[review.repairs["table"] == ""]
    remedies = list(found["what_to_do"].unique())
    values = {
        "office": SENDER,
        "files": count_quantity(review.unread),
        "remedy": remedies[0] if len(remedies) == 1 else "",
    }
    outcome = "berkas" if values["remedy"] else "beberapa berkas"
    return make_finding("minta-berkas", outcome, ASK, values, place="ask")


def _ask_late(row: pd.Series) -> Finding:
    values = {
        "table": row["judul"],
        "office": find_office(row["table"]),
        "days": Quantity(float(row["terlambat"]), _("hari")),
    }
    return make_finding("minta-terlambat", "terlambat", ASK, values, place="ask")


def _ask_numbers(row: pd.Series, count: int) -> Finding:
    values = {
        "office": find_office(FIGURE_TABLE),
        "numbers": count_quantity(count),
        "name": row["nama"],
    }
    return make_finding("minta-angka", "angka", ASK, values, place="ask")


def _ask_repair(row: pd.Series) -> Finding:
    outcome = "karantina" if row["severity"] == "quarantine" else "tanda"
    outcome += ", tanpa jumlah" if row["tertutup"] else ""
    values = {
        "office": row["penanggung_jawab"],
        "rows": count_quantity(int(row["baris"])),
        "table": row["judul"],
        "column": row["column"],
    }
    return make_finding(f"minta-{row['urutan']}", outcome, ASK, values, place="ask")


def _ask_missing(row: pd.Series) -> Finding:
    values = {
        "office": row["penanggung_jawab"],
        "table": title_of(row["table"]),
        "results": count_quantity(int(row["hasil"]), _("hasil")),
    }
    return make_finding("minta-kosong", "kosong", ASK, values, place="ask")
