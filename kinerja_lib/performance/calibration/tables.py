"""Tables of calibration; persons are listed in the internal edition only, by the alphabet."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.calibration.raters import CLASSES, ORDINARY, UNTESTED
from kinerja_lib.performance.calibration.review import (
    HIGHER,
    LOWER,
    NO_CLASS,
    REMARK,
    CalibrationReview,
)
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.rules.distribution import ClauseResult, GuideVerdict
from kinerja_lib.rules.distribution_clauses import ClauseKind
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

POINTS = _("poin")
KINDS = {
    str(GuideVerdict.WITHIN): "ok",
    REMARK: "warn",
    str(GuideVerdict.OUTSIDE): "bad",
    str(GuideVerdict.TOO_SMALL): "na",
    NO_CLASS: "na",
}
DEMANDS = {
    ClauseKind.MAX: _("paling banyak"),
    ClauseKind.MIN: _("paling sedikit"),
    ClauseKind.MOST: _("lebih dari separuh"),
    ClauseKind.EXIST: _("harus ada"),
    ClauseKind.NONE: _("tidak boleh ada"),
}
ENOUGH = 10  # people in the classes of a clause, or with a habit, before their number is printed
GUIDE = _(
    "Panduan SE MenPANRB 3/2023, dibaca pada sumber sekunder: bahan dialog, bukan kuota. "
    "“Sebagian besar” dibaca lebih dari 50% (perlu diverifikasi) dan hanya menjadi catatan, "
    "kecuali berkas aturan menetapkan lain."
)


def tabulate_clauses(review: CalibrationReview) -> list[Table]:
    """List the clauses not met in the periods of the year, one row per unit, period and clause.

    For the internal edition only: the people of one class and all of the unit give those of the
    other classes by subtraction, and that a clause is not met bounds a number that is withheld.
    """
    found = review.units[review.units["hasil"].isin([str(GuideVerdict.OUTSIDE), REMARK])]
    rows = [
        _describe_clause(unit, result)
        for unit in found.sort_values(["nama", "periode"]).to_dict("records")
        for result in (*unit["luar"], *unit["catatan"])
    ]
    columns = {
        "baris": Column(_("Unit dan periode"), "key"),
        "hasil": Column(_("Hasil"), "verdict", kinds=KINDS),
        "kelas": Column(_("Panduan untuk"), "code"),
        "syarat": Column(_("Syarat"), "text"),
        "batas": Column(_("Batas"), unit=_("orang")),
        "orang": Column(_("Pegawai"), "count"),
        "n": Column("n", "n"),
    }
    title = _("Unit di luar panduan atau dengan catatan pada tahun ini")
    aside = ("nama", "periode", "capaian", "batas_persen", "persen")
    frame = pd.DataFrame(rows, columns=[*columns, *aside])
    table = Table(frame, "panduan-unit", title, columns, note=GUIDE, helpers=aside,
                  editions=("internal",))  # fmt: skip
    return [table] if rows else []


def _describe_clause(unit: dict[str, object], result: ClauseResult) -> dict[str, object]:
    clause, n = result.clause, int(unit["n"])
    period = name_period(str(unit["periode"]), short=True)
    open_share = result.heads == 0 or result.heads >= ENOUGH
    return {
        **{name: unit[name] for name in ("nama", "hasil", "capaian")},
        "baris": f"{unit['nama']}, {period}",
        "periode": period,
        "kelas": " + ".join(clause.classes),
        "syarat": DEMANDS[clause.kind],
        "orang": result.heads,
        "persen": float(result.percent) if open_share else None,
        "batas": result.limit_heads,
        "batas_persen": float(clause.share) if clause.share else None,
        "n": n,
    }


def tabulate_units(review: CalibrationReview) -> list[Table]:
    """Count people by predikat in every unit of the report's period."""
    columns = {
        "nama": Column(_("Unit"), "key"),
        "hasil": Column(_("Terhadap panduan"), "verdict", kinds=KINDS),
        "capaian": Column(_("Capaian unit"), "text", missing=NOT_COMPUTABLE),
        "n": Column("n", "n"),
        **{name: Column(name, "count") for name in ("Sangat Baik", "Baik")},
        "lain": Column(_("Tiga kelas lain"), "count"),
    }
    rows = review.current
    low = ["Butuh Perbaikan", "Kurang", "Sangat Kurang"]
    frame = rows.assign(lain=rows[low].sum(axis=1))
    title = _("Predikat per unit pada {periode}")
    values = {"periode": name_period(review.period)}
    table = Table(frame, "predikat-unit", title, columns, note=GUIDE, values=values, fold=True)
    return [table] if len(frame) else []


def tabulate_heads(review: CalibrationReview) -> list[Table]:
    """List the heads whose rating of results is not that of their unit's capaian; internal."""
    rows = review.heads[review.heads["banding"].isin([HIGHER, LOWER])]
    columns = {
        "nama": Column(_("Unit"), "key"),
        "capaian": Column(_("Capaian unit"), "text"),
        "seharusnya": Column(_("Rating menurut capaian"), "text"),
        "hasil_kerja": Column(_("Rating tercatat"), "text"),
    }
    note = _("Padanan lima kelas capaian dengan tiga rating perlu diverifikasi.")
    title = _("Kepala unit yang ratingnya berbeda dari capaian unit")
    frame = rows.sort_values("nama", ignore_index=True, kind="stable")
    table = Table(frame, "kepala-unit", title, columns, note=note, subject="umum",
                  editions=("internal",), fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_habits(review: CalibrationReview) -> list[Table]:
    """Count raters by habit; a rater with two habits counts in both rows."""
    raters = review.raters
    names = [*CLASSES, ORDINARY, UNTESTED]
    counts = [raters.count(name) for name in names]
    tested = len(raters.tested)
    # A row whose number would give a small count by subtraction has no size, so it is withheld.
    size = [
        *[tested] * len(CLASSES),
        None if 0 < len(raters.flagged) < ENOUGH else tested,
        None if 0 < counts[-1] < ENOUGH else len(raters.raters),
    ]
    frame = pd.DataFrame({"kebiasaan": names, "penilai": counts, "dari": size})
    frame = frame.astype({"dari": "Int64"})
    columns = {
        "kebiasaan": Column(_("Pola penilaian"), "key"),
        "penilai": Column(_("Penilai"), "count"),
        "dari": Column(_("Dari"), "n"),
    }
    note = _(
        "Longgar, ketat: lebih dari {batas} poin dari penilai lain, koreksi Holm. Terpusat: "
        "sedikit beda antarorang; halo: sedikit beda antaraspek; seragam: satu nilai. Diuji: "
        "paling sedikit lima orang dinilai. Nilai tidak pernah dikoreksi otomatis."
    )
    margin = Quantity(raters.margin, decimals=1)
    title = _("Penilai menurut pola penilaian")
    table = Table(frame, "pola-penilai", title, columns, note=note, values={"batas": margin},
                  fold=True)  # fmt: skip
    return [table] if len(raters.raters) else []


def tabulate_flagged(review: CalibrationReview) -> list[Table]:
    """List the raters that the rule flags, raw beside adjusted; internal."""
    rows = review.raters.flagged
    staff, units = review.evidence.staff, review.evidence.units["nama"]
    frame = rows.assign(
        nama=rows["nip"].map(staff["nama"]), unit=rows["nip"].map(staff["unit_id"]).map(units)
    ).sort_values(["nama", "nip"], ignore_index=True)
    points = {"unit": POINTS, "decimals": 1, "missing": NOT_COMPUTABLE}
    columns = {
        "nama": Column(_("Nama"), "key"),
        "tanda": Column(_("Pola"), "text"),
        "nip": Column(_("NIP"), "person"),
        "unit": Column(_("Unit"), "text"),
        "n": Column(_("Dinilai")),
        "mentah": Column(_("Mentah"), **points),
        "leniency": Column(_("Disesuaikan"), **points),
    }
    note = _(
        "Mentah: selisih rerata penilai dari semua penilai sejenis. Disesuaikan: sesudah "
        "memperhitungkan siapa yang dinilai, dengan penyusutan. Urut abjad; ditinjau oleh orang, "
        "nilai tidak diubah."
    )
    title = _("Penilai yang perlu ditinjau bersama")
    table = Table(frame, "penilai-ditinjau", title, columns, note=note, subject="umum",
                  editions=("internal",), fold=True)  # fmt: skip
    return [table] if len(frame) else []
