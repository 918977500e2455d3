"""Tables of the quality report."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.quality.faults import DIMENSIONS
from kinerja_lib.quality.figures import GRADE_KEYS
from kinerja_lib.quality.grades import GRADE_NAMES, SHAPES
from kinerja_lib.quality.inspect import QualityReview
from kinerja_lib.quality.limits import GRADES
from kinerja_lib.quality.persons import FEWEST, is_few, open_columns, withhold
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column
from kinerja_lib.tables.registry import CONTRACTS

HALF = 0.5


def _grade(label: str, short: str = "") -> Column:
    return Column(label, "verdict", kinds=SHAPES, missing=NOT_APPLICABLE, short=short)


def tabulate_glance(review: QualityReview) -> Table:
    """Count tables and indicators per grade, for the first screen."""
    absent = sum(name not in set(review.tables["table"]) for name in CONTRACTS)
    rows = [
        _count_grades(_("Tabel"), review.tables["mutu"], absent),
        _count_grades(_("Indikator"), review.indicators["mutu"], None),
    ]
    columns = {
        "sumber": Column(_("Yang dinilai"), "key"),
        **{grade: Column(GRADE_NAMES[grade], "count") for grade in GRADES},
        "tanpa": Column(_("Tidak dapat dihitung"), "count"),
        "tidak_ada": Column(_("Tidak ada"), "count", missing=NOT_APPLICABLE),
    }
    frame = pd.DataFrame(rows)
    return Table(
        frame.astype(dict.fromkeys(frame.columns.drop("sumber"), "Int64")),
        "ringkasan-mutu",
        _("Jumlah tabel dan indikator menurut mutunya"),
        columns,
        subject="umum",
        place="glance",
        note=_("A paling baik, D paling lemah. Mutu adalah mutu sumber data, bukan mutu orang."),
    )


def _count_grades(name: str, grades: pd.Series, absent: int | None) -> dict[str, object]:
    """Count the grades of one kind of source; of nothing graded there are no counts."""
    names = {**{grade: grade for grade in GRADES}, "tanpa": NOT_COMPUTABLE}
    counts = {
        key: int((grades == text).sum()) if len(grades) else None for key, text in names.items()
    }
    return {"sumber": name, **counts, "tidak_ada": absent}


def tabulate_matrix(review: QualityReview) -> list[Table]:
    """Show the five checks: tables that are not A in each of them, and folded all tables."""
    grades = list(review.tables["mutu"])
    order = ["D", "C", "B", "A", NOT_COMPUTABLE]
    worst_first = sorted(range(len(review.tables)), key=lambda i: order.index(grades[i]))
    rows = review.tables.iloc[worst_first].replace(NOT_APPLICABLE, None)
    checks = rows[["mutu", *DIMENSIONS]]
    weak = rows[((checks != "A") & checks.notna()).any(axis=1)]
    whole = _matrix(rows, "matriks-lengkap", _("Semua tabel menurut lima pemeriksaan"), fold=True)
    if weak.empty:
        return [whole]
    caption = _("Tabel yang belum mencapai mutu A pada setiap pemeriksaan")
    if len(weak) == len(rows):
        return [_matrix(rows, "matriks-mutu", caption)]
    return [_matrix(weak, "matriks-mutu", caption), whole]


def _matrix(rows: pd.DataFrame, id: str, caption: str, *, fold: bool = False) -> Table:
    columns = {
        "judul": Column(_("Tabel"), "key"),
        "mutu": _grade(_("Mutu")),
        **{name: _grade(label) for name, label in DIMENSIONS.items()},
    }
    return Table(
        rows,
        id,
        caption,
        columns,
        subject="umum",
        keys=GRADE_KEYS,
        fold=fold,
        note=_(
            "Mutu tabel adalah yang terburuk dari kelima pemeriksaan dan dari bagian baris yang "
            "diterima. Tidak berlaku: tabel tanpa kolom tanggal atau tanpa jadwal."
        ),
    )


def tabulate_shares(review: QualityReview) -> Table:
    """Show the numbers behind the grades of every table."""
    names = {
        "rows_in": Column(_("Baris masuk"), "n"),
        "dimaafkan": Column(
            _("Baris kaki dan salinan yang sama"), "count", short=_("Kaki, salinan")
        ),
        "diterima_persen": Column(_("Diterima"), unit="%", decimals=1, missing=NOT_COMPUTABLE),
        **{
            f"{name}_persen": Column(label, unit="%", decimals=1, missing=NOT_COMPUTABLE)
            for name, label in DIMENSIONS.items()
            if f"{name}_persen" in review.tables
        },
    }
    return Table(
        review.protect(review.tables, names),
        "angka-mutu",
        _("Angka di balik mutu tiap tabel"),
        {"judul": Column(_("Tabel"), "key"), **names},
        subject="umum",
        fold=True,
        note=_(
            "Diterima: baris diterima dibagi baris masuk. Baris kaki dan salinan yang sama "
            "mengurangi bagian itu, tetapi tidak mutunya. Tabel tentang pegawai dengan kurang dari "
            "{fewest} baris tidak ditampilkan angkanya, bersama satu tabel pendamping."
        ),
        values={"fewest": str(FEWEST)},
    )


def tabulate_columns(review: QualityReview) -> Table:
    """Show the columns with faults or mostly empty cells, internal only; required ones first."""
    filled, whole = review.columns["filled"], review.columns["rows"]
    short = (filled < whole) & review.columns["required"].astype(bool) | (filled < whole * HALF)
    rows = review.columns[short | (review.columns["faulty"] > 0)]
    share = rows["filled"] / rows["rows"].where(rows["rows"] > 0)
    titles = review.tables.set_index("table")["judul"]
    rows = rows.assign(
        terisi=share.astype(float) * 100,
        judul=[titles.get(table, table) for table in rows["table"]],
        wajib=rows["required"].astype(bool),
    ).sort_values(["wajib", "terisi"], ascending=[False, True], kind="stable")
    columns = {
        "judul": Column(_("Tabel"), "key"),
        "column": Column(_("Kolom"), "code"),
        "wajib": Column(_("Wajib"), "text"),
        "rows": Column(_("Baris diterima"), "n"),
        "terisi": Column(_("Terisi"), unit="%", decimals=1, missing=NOT_COMPUTABLE),
        "faulty": Column(_("Sel dengan temuan"), "count"),
    }
    return Table(
        review.protect(rows, ["rows", "terisi", "faulty"]),
        "kolom",
        _("Kolom yang memuat temuan, atau yang kurang dari separuh selnya terisi"),
        columns,
        subject="umum",
        editions=("internal",),  # filled cells of a sensitive column count persons
        fold=True,
    )


def tabulate_references(review: QualityReview) -> list[Table]:
    """Show matched and unmatched keys of every reference; personal columns internal only."""
    if review.references.empty:
        return []
    pairs = review.references
    public = open_columns(pairs)
    public = withhold(public, is_few(public["table"], public["unmatched"]), MATCHES)
    return [
        _reference_table(review.protect(pairs, MATCHES), "rujukan", "internal"),
        _reference_table(review.protect(public, MATCHES), "rujukan-publik", "public"),
    ]


MATCHES = ["filled", "matched", "unmatched", "unmatched_values"]


def _reference_table(pairs: pd.DataFrame, id: str, edition: str) -> Table:
    counts = {
        "filled": Column(_("Baris terisi"), "n"),
        "matched": Column(_("Cocok"), "count"),
        "unmatched": Column(_("Tidak cocok"), "count"),
        "unmatched_values": Column(_("Kode berbeda yang tidak cocok"), "count"),
    }
    return Table(
        pairs,
        id,
        _("Kode yang cocok dan tidak cocok antarekspor"),
        {
            "judul": Column(_("Tabel"), "key"),
            "column": Column(_("Kolom"), "code"),
            "induk": Column(_("Tabel induk"), "text"),
            **counts,
        },
        subject="umum",
        editions=(edition,),
        fold=True,
    )


def tabulate_people(review: QualityReview) -> Table:
    """Count the employees that tables about everyone leave out; small counts are withheld."""
    columns = {
        "judul": Column(_("Tabel"), "key"),
        "pegawai": Column(_("Pegawai tercatat"), "n"),
        "tanpa_baris": Column(_("Tanpa baris yang diterima"), "count"),
    }
    return Table(
        review.people,
        "cakupan-pegawai",
        _("Pegawai tanpa baris pada tabel yang seharusnya memuat semua pegawai"),
        columns,
        subject="kinerja",
        note=_("Pegawai tanpa baris tidak ikut dihitung pada hasil yang memakai tabel itu."),
    )
