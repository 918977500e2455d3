"""Tables of the results of people over periods."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.objections.review import ObjectionReview
from kinerja_lib.performance.results.counts import CLASSES
from kinerja_lib.performance.results.findings import RULES
from kinerja_lib.performance.results.movers import name_units
from kinerja_lib.performance.results.review import ResultsReview
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

SOURCE = _("Sumber: hasil_penilaian; semua pegawai yang dinilai dihitung, sehingga tanpa selang.")
CARRIED, BROKEN = _("diteruskan"), _("putus seri")
PERIODIC, YEARLY = _("periodik"), _("tahunan")


def tabulate_periods(review: ResultsReview) -> Table:
    """Count predikat per period, and yearly ones as evaluations of their own."""
    frames = [review.by_period.assign(evaluasi=PERIODIC), review.by_year.assign(evaluasi=YEARLY)]
    frames = frames[::-1] if review.yearly_report else frames
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    columns = {
        "nama": Column(_("Periode"), "key"),
        "evaluasi": Column(_("Evaluasi"), "text"),
        "n": Column(_("Hasil final"), "n"),
        **{key: Column(name, "count") for key, name in CLASSES.items()},
        "belum": Column(_("Belum final"), "count"),
        "tanpa_predikat": Column(_("Final tanpa predikat"), "count", short=_("Tanpa predikat")),
    }
    return Table(
        pd.concat(filled, ignore_index=True),
        "hasil-periode",
        _("Pegawai menurut predikat, tiap periode dan tiap tahun"),
        columns,
        fold=True,
        note=_(
            "Predikat tahunan adalah evaluasi tersendiri, bukan rerata periode (perlu "
            "diverifikasi). Hasil draf, diajukan, atau tanpa status tidak dihitung, bukan "
            "dianggap nol."
        ),
        source=SOURCE,
    )


def tabulate_years(review: ResultsReview) -> Table:
    """Count per year the yearly predikat that their periods do not support."""
    rows = review.yearly
    known = rows["di_luar"].notna()
    grouped = rows.assign(ada=known, luar=rows["di_luar"].eq(True)).groupby("tahun")
    frame = pd.DataFrame(
        {
            "n": grouped["ada"].sum().astype(int),
            "tidak_didukung": grouped["luar"].sum().astype(int),
            "tanpa": (grouped.size() - grouped["ada"].sum()).astype(int),
        }
    ).reset_index()
    columns = {
        "tahun": Column(_("Tahun"), "key"),
        "n": Column(_("Predikat tahunan dengan hasil periode"), "n", short=_("Tahunan")),
        "tidak_didukung": Column(_("Di luar rentang periodenya"), "count", short=_("Di luar")),
        "tanpa": Column(_("Tanpa hasil periode"), "count", short=_("Tanpa")),
    }
    return Table(
        frame,
        "tahunan",
        _("Predikat tahunan dibandingkan dengan periodenya"),
        columns,
        fold=True,
        note=_(
            "Di luar rentang: lebih baik daripada periode terbaik atau lebih rendah daripada "
            "periode terendah. Bahan dialog; hasil tidak diubah (perlu diverifikasi)."
        ),
        source=SOURCE,
    )


_UNSUPPORTED_COLUMNS = {
    "nama": Column(_("Nama"), "person"),
    "nip": Column(_("NIP"), "person"),
    "unit": Column(_("Unit kerja"), "key"),
    "tahun": Column(_("Tahun"), "text"),
    "predikat": Column(_("Predikat tahunan"), "text"),
    "periodik": Column(_("Predikat periode"), "text", items=", "),
    "banyak": Column(_("Periode yang ada"), total_from="seharusnya"),
    "keberatan": Column(_("Nomor keberatan"), "text", missing=NOT_APPLICABLE),
}


def tabulate_unsupported(
    review: ResultsReview, objections: ObjectionReview | None = None
) -> list[Table]:
    """List yearly predikat outside their periods, internal only, by name; no table without any."""
    rows = review.unsupported
    if rows.empty:
        return []
    every = pd.Series(review.periodic_periods).str[:4].value_counts()
    rows = rows.assign(
        periode=rows["tahun"], seharusnya=rows["tahun"].map(every), **name_people(review, rows)
    )
    mark = objections.mark(rows) if objections else pd.Series("", index=rows.index)
    rows = rows.assign(keberatan=mark.replace("", None)).sort_values(["nama", "nip"])
    return [
        Table(
            rows,
            "tahunan-daftar",
            _("Predikat tahunan di luar rentang periodenya, menurut abjad"),
            _UNSUPPORTED_COLUMNS,
            subject="umum",
            editions=("internal",),
            fold=True,
            note=_(
                "Daftar untuk dialog kinerja. Urutan menurut abjad, bukan menurut hasil. Periode "
                "yang belum dinilai atau dikarantina dapat menjelaskan selisihnya."
            ),
        )
    ]


def name_people(review: ResultsReview, rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Find names of people and of their units for rows with nip and unit_id."""
    staff = review.evidence.staff
    names = dict(zip(staff.index, staff["nama"], strict=True)) if len(staff) else {}
    unit = name_units(review.evidence, rows["unit_id"])
    return {
        "nama": pd.Series([names.get(nip) for nip in rows["nip"]], index=rows.index, dtype=object),
        "unit": unit.where(unit.notna(), _("tanpa unit")),
    }


def tabulate_units(review: ResultsReview) -> Table:
    """Count the predikat of the last period per unit."""
    rows = review.by_unit
    pairs = zip(rows["nama"], rows["dikenal"], strict=True)
    label = [name if known else _label_unknown(name) for name, known in pairs]
    rows = rows.assign(unit=label).sort_values("unit", ignore_index=True, kind="stable")
    columns = {
        "unit": Column(_("Unit kerja"), "key"),
        "n": Column(_("Pegawai"), "n"),
        "sb": Column(_("Sangat Baik"), "count"),
        "b": Column(_("Baik"), "count"),
        "bawah": Column(_("Di bawah Baik"), "count"),
        "pindah": Column(_("Pindah unit"), "count"),
    }
    return Table(
        rows,
        "hasil-unit",
        _("Pegawai menurut predikat dan unit, {periode}"),
        columns,
        fold=True,
        values={
            "periode": name_period(review.latest or review.evidence.period),
            "aturan": rule_of(review),
        },
        note=_("Pegawai yang pindah dihitung di {aturan}. Jumlah semua unit adalah semua hasil."),
        source=SOURCE,
    )


def _label_unknown(code: str) -> str:
    """Name a unit that the list of units does not have; "" is no unit at all."""
    return _("{code} (tidak dikenal)").format(code=code) if code else _("tanpa unit")


def rule_of(review: ResultsReview) -> str:
    """Name the rule for people who moved."""
    return RULES[review.mover_rule]


def tabulate_moved(review: ResultsReview) -> Table:
    """Count per period the people who moved, and how far the results name other units."""
    columns = {
        "nama": Column(_("Periode"), "key"),
        "n": Column(_("Pegawai"), "n"),
        "pindah": Column(_("Di lebih dari satu unit"), "count", short=_("Pindah")),
        "beda": Column(_("Unit lain pada hasil"), "count", short=_("Unit lain")),
        "tanpa": Column(_("Tanpa unit"), "count"),
    }
    return Table(
        review.moved,
        "pindah-unit",
        _("Pegawai yang pindah unit di tengah periode"),
        columns,
        fold=True,
        values={"aturan": rule_of(review)},
        note=_(
            "Aturan: {aturan}. Unit lain pada hasil: ekspor mencatat unit yang berbeda dari aturan "
            "itu; hitungan per unit mengikuti aturan."
        ),
        source=_("Sumber: riwayat_jabatan, hasil_penilaian."),
    )


def tabulate_reorganised(review: ResultsReview) -> list[Table]:
    """List units that were joined, renamed or divided; no table without any."""
    rows = review.reorganised
    if rows.empty:
        return []
    rows = rows.assign(
        seri=[BROKEN if broken else CARRIED for broken in rows["putus"]],
        baru=name_units(review.evidence, rows["unit_baru"]),
        n_lama=rows["n_lama"].where(rows["n_lama"] > 0).astype("Int64"),
        periode_lama=rows["periode_lama"].replace("", None),
    )
    columns = {
        "unit_lama": Column(_("Unit lama"), "key"),
        "baru": Column(_("Unit sekarang"), "key"),
        "tanggal": Column(_("Berlaku"), "date"),
        "jenis": Column(_("Perubahan"), "text"),
        "seri": Column(_("Seri"), "verdict", kinds={CARRIED: "ok", BROKEN: "warn"}),
        "periode_lama": Column(_("Periode terakhir"), "text"),
        "n_lama": Column(_("Pegawai saat itu"), "n", missing=NOT_COMPUTABLE),
    }
    return [
        Table(
            rows,
            "unit-berubah",
            _("Unit yang digabung, dibagi, atau berganti nama"),
            columns,
            fold=True,
            note=_("Hasil unit yang dibagi tidak diteruskan ke unit pecahannya."),
            source=_("Sumber: unit_riwayat."),
        )
    ]


def tabulate_overlaps(review: ResultsReview) -> list[Table]:
    """List people whose periods share days, internal only; no table without any."""
    rows = review.overlapping
    if rows.empty:
        return []
    home = review.past.drop_duplicates("nip", keep="last").set_index("nip")["unit_id"]
    rows = rows.assign(unit_id=rows["nip"].map(home))
    rows = rows.assign(**name_people(review, rows)).sort_values(["nama", "nip", "periode"])
    columns = {
        "nama": Column(_("Nama"), "person"),
        "nip": Column(_("NIP"), "person"),
        "unit": Column(_("Unit kerja"), "key"),
        "periode": Column(_("Periode yang saling menutupi"), "text"),
    }
    return [
        Table(
            rows,
            "tumpang-tindih",
            _("Periode seorang pegawai yang saling menutupi"),
            columns,
            subject="umum",
            editions=("internal",),
            fold=True,
        )
    ]
