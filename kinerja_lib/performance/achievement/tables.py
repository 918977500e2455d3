"""Tables on the achievement of a region's indicators."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.grades import SHAPES
from kinerja_lib.performance.achievement.review import AchievementReview
from kinerja_lib.performance.achievement.summary import MANY_UNITS, list_gaps
from kinerja_lib.performance.achievement.words import VERDICT_KEYS
from kinerja_lib.performance.charts import STATUS
from kinerja_lib.publish import Table
from kinerja_lib.rules.register import find_rule
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

RATIO_RULES, GAP_RULE = ("iku.capaian", "iku.capaian_batas"), "iku.kategori_celah"
CLASS_RULES = ("iku.kategori_permendagri86", "iku.kategori_permendagri86_sebutan")
NO_OWNER = _("belum ada")
CHECKED, UNCHECKED = "", _("Sebutan kelasnya perlu diverifikasi.")
GAP_WORDS = {
    "lower": _("kelas bawah"),
    "upper": _("kelas atas"),
    "round_half_up": _("dibulatkan dahulu"),
}
CLASS_NAMES = (_("Sangat Tinggi"), _("Tinggi"), _("Sedang"), _("Rendah"), _("Sangat Rendah"))
CLASS_NOTE = _(
    "Sesuai rencana: banyaknya unit yang mencapai rencana sampai periode ini, menurut arah pada "
    "kartu. Nilai beberapa unit hanya dijumlahkan bila satuannya dapat dijumlahkan; rasio tidak "
    "direratakan. Kelas menurut Permendagri 86/2017; di antara dua kelas: {celah}. {verifikasi}"
)
GRADE_NOTE = _(
    "Mutu data adalah yang terlemah dari empat pemeriksaan. Isi: bagian nilai tahun ini yang ada, "
    "paling sedikit {isi}% untuk A, B, C. Waktu: hari sesudah akhir periode dan kelonggaran {hari} "
    "hari, paling banyak {lambat}. Diterima: bagian baris tabel realisasi yang diterima. Bukti: "
    "tanpa berkas bukti sejak awal tahun paling tinggi C."
)


def tabulate_indicators(review: AchievementReview) -> list[Table]:
    """Show the indicators that are not as planned in every unit, and folded all of them."""
    rows = _title(review.indicators)
    joined = rows["alasan"].where(rows["alasan"] == MANY_UNITS, "")
    rows = rows.assign(alasan_nilai=joined)
    weak = rows[rows["tercapai"] < rows["jumlah"] - rows["turunan"]]
    whole = _indicator_table(review, rows, "capaian-iku", _("Capaian semua indikator"), fold=True)
    if weak.empty:
        return [whole]
    caption = _("Indikator yang belum sesuai rencana di semua unit, atau tidak dapat dihitung")
    return [_indicator_table(review, weak, "capaian-belum", caption), whole]


def _indicator_table(
    review: AchievementReview, rows: pd.DataFrame, id: str, caption: str, *, fold: bool = False
) -> Table:
    reason = {"missing": NOT_COMPUTABLE, "reason_from": "alasan"}
    columns = {
        "judul": Column(_("Indikator"), "key"),
        "tercapai": Column(_("Sesuai rencana"), "count", total_from="dinilai"),
        "realisasi": Column(_("Realisasi"), decimals_from="desimal", reason_from="alasan_nilai"),
        **_percent_columns(review, reason),
        "kelas": Column(
            _("Kelas"),
            "code",
            missing=NOT_COMPUTABLE,
            reason_from="alasan_nilai",
            forms=CLASS_NAMES,
        ),
        "mutu": Column(_("Mutu data"), "verdict", kinds=SHAPES),
    }
    unchecked = any(find_rule(code).needs_checking for code in CLASS_RULES)
    return Table(
        rows,
        id,
        caption,
        columns,
        subject="umum",
        fold=fold,
        note=CLASS_NOTE,
        values={
            "celah": GAP_WORDS[review.rules.gap.value],
            "verifikasi": UNCHECKED if unchecked else CHECKED,
        },
    )


def _title(rows: pd.DataFrame) -> pd.DataFrame:
    unit = rows["satuan"].fillna("")
    title = rows["nama"].where(unit == "", rows["nama"] + " (" + unit + ")")
    return rows.assign(judul=title, waktu=[name_period(p, short=True) for p in rows["periode"]])


def _percent_columns(review: AchievementReview, number: dict[str, str]) -> dict[str, Column]:
    """Give the raw achievement, and the capped one where the agency caps it."""
    percent = {"unit": "%", "decimals": 1, **number}
    columns = {"capaian": Column(_("Capaian"), **percent)}
    if review.rules.cap is not None:
        columns["capaian_terbatas"] = Column(_("Capaian, dibatasi"), **percent)
    return columns


def tabulate_gaps(review: AchievementReview) -> list[Table]:
    """List the figures that missed their plan, with how far they are off it, folded."""
    rows = list_gaps(_title(review.latest))
    if rows.empty:
        return []
    columns = {
        "judul": Column(_("Indikator"), "key"),
        "unit": Column(_("Unit"), "key"),
        "kurang": Column(_("Kurang dari batas rencana"), decimals_from="desimal"),
        **_percent_columns(review, {"missing": NOT_COMPUTABLE, "reason_from": "alasan_capaian"}),
        "pemilik": Column(_("Pemilik"), "text", missing=NO_OWNER),
        "waktu": Column(_("Periode"), "text"),
    }
    rows = rows.assign(pemilik=rows["pemilik"].where(rows["pemilik"] != ""))
    caption = _("Angka yang tidak mencapai rencana, dengan selisihnya")
    return [Table(rows, "selisih-rencana", caption, columns, subject="umum", fold=True)]


def tabulate_units(review: AchievementReview) -> Table:
    """Count per unit the figures due, as planned and not computable, folded."""
    columns = {
        "unit": Column(_("Unit"), "key"),
        "tercapai": Column(_("Sesuai rencana"), "count", total_from="dinilai"),
        "tidak_tercapai": Column(_("Tidak mencapai rencana"), "count"),
        "tidak_dapat": Column(_("Tidak dapat dihitung"), "count"),
    }
    caption = _("Angka indikator menurut unit yang diukur")
    return Table(review.units, "indikator-unit", caption, columns, subject="umum", fold=True)


def tabulate_figures(review: AchievementReview) -> Table:
    """Show every figure due, by indicator and unit, folded."""
    rows = _title(review.latest)
    return Table(
        rows.assign(tanda=rows["tanda"].where(rows["tanda"] != "")),
        "capaian-unit",
        _("Capaian tiap indikator dan unit sampai {periode}"),
        _figure_columns(review),
        subject="umum",
        fold=True,
        helpers=("waktu", "acuan_bawah", "acuan_atas", "capaian_target", "kelas"),
        keys=VERDICT_KEYS,
        values={"periode": name_period(review.period)},
    )


def _figure_columns(review: AchievementReview) -> dict[str, Column]:
    plain = {"decimals_from": "desimal", "missing": NOT_COMPUTABLE}
    ratio = {"missing": NOT_COMPUTABLE, "reason_from": "alasan_capaian"}
    return {
        "judul": Column(_("Indikator"), "key"),
        "unit": Column(_("Unit"), "key"),
        "kesimpulan": Column(_("Terhadap rencana"), "verdict", kinds=STATUS),
        "realisasi": Column(_("Realisasi"), decimals_from="desimal"),
        "selisih": Column(_("Selisih dari batas"), **plain),
        **_percent_columns(review, ratio),
        "tanda": Column(_("Tanda"), "text", missing=_("tidak ada")),
    }


def tabulate_grades(review: AchievementReview) -> Table:
    """Show what the data grade rests on, of the figures that are not A or B, folded."""
    grade = {"role": "verdict", "kinds": SHAPES}
    columns = {
        "judul": Column(_("Indikator"), "key"),
        "unit": Column(_("Unit"), "key"),
        "mutu": Column(_("Mutu data"), **grade),
        "mutu_isi": Column(_("Isi"), **grade),
        "mutu_waktu": Column(_("Waktu"), **grade),
        "mutu_terima": Column(_("Diterima"), **grade),
        "mutu_bukti": Column(_("Bukti"), **grade),
        "terisi": Column(_("Nilai tahun ini yang ada"), unit="%", decimals=1),
        "hari_lapor": Column(_("Hari sampai dilaporkan"), missing=NOT_COMPUTABLE),
    }
    limits = review.limits
    rows = _title(review.latest)
    return Table(
        rows[~rows["mutu"].isin(["A", "B"])],
        "mutu-angka",
        _("Dasar mutu data angka yang tidak bermutu A atau B"),
        columns,
        subject="umum",
        fold=True,
        note=GRADE_NOTE,
        values={
            "isi": [f"{share:g}" for share in limits.shares],
            "hari": str(limits.grace_days),
            "lambat": [str(days) for days in limits.late_days],
        },
    )


def trace(review: AchievementReview) -> list[TraceLine]:
    """Say how the numbers on achievement were made."""
    rows, due = len(review.judged), len(review.latest)
    source = "target_realisasi.realisasi, rencana, target_bawah, target_atas; iku.arah"
    lines = (
        ("capaian-iku.tercapai", _("Unit yang mencapai rencana"), _COUNT, "iku.capaian_rentang"),
        ("capaian-iku.capaian", _("Capaian terhadap rencana"), _RATIO, RATIO_RULES),
        ("capaian-unit.selisih", _("Selisih dari batas rencana"), _GAP, "iku.capaian_negatif"),
        ("capaian-iku.kelas", _("Kelas capaian"), _CLASS, (*CLASS_RULES, GAP_RULE)),
    )
    traced = [TraceLine(id, what, how, rule, source, rows, due) for id, what, how, rule in lines]
    grounds = "target_realisasi.realisasi, tanggal_lapor; bukti.tanggal"
    grade = ("mutu-angka.mutu", _("Mutu data tiap angka"), _WORST, "", grounds, rows, due)
    return [*traced, TraceLine(*grade)]


_COUNT = _("banyaknya angka jatuh tempo pada atau di sisi baik batas rencana")
_RATIO = _(
    "naik: realisasi / rencana × 100; turun: (2 − realisasi / rencana) × 100; di dalam rentang: 100"
)
_GAP = _("realisasi − batas rencana terdekat")
_CLASS = _("capaian tanpa batas atas dibandingkan dengan batas kelas")
_WORST = _("yang terlemah dari isi, waktu, baris diterima, dan bukti")
