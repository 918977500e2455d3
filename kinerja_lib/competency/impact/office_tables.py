"""Tables and charts of the work of trained offices."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from kinerja_lib.competency.charts.impact import plot_course
from kinerja_lib.competency.impact.grades import CLEAR, HARM, SUPPORTED
from kinerja_lib.competency.impact.office_findings import tell_unit
from kinerja_lib.competency.impact.offices import LEVELS, OfficeReview
from kinerja_lib.competency.impact.tables import KINDS, REASONS
from kinerja_lib.competency.impact.work import FAMILY, FAULTS, RELATIVE, UNSUR, name_measure
from kinerja_lib.i18n import _, format_number
from kinerja_lib.publish import Figure, Table
from kinerja_lib.publish.phrases import NONE, SOME, make_finding
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

OFFICE_REASONS = REASONS | {
    CLEAR: _("seluruh selang menunjukkan perbaikan dan selisih cukup besar"),
    HARM: _("keadaannya memburuk dibandingkan dengan unit pembanding"),
}
SOURCE = _("Sumber: proses_admin, layanan_log, skm, peserta_pelatihan.")
TRAINED, OTHERS = "unit yang dilatih", "unit pembanding"
_CELL = {"missing": NOT_COMPUTABLE, "decimals_from": "desimal"}
_COLUMNS = {
    "ukuran": Column(_("Ukuran kerja"), "key"),
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
    "selisih": Column(_("Selisih perubahan dari pembanding"), short=_("Selisih"), **_CELL),
    "selisih_low": Column(_("Batas bawah 95%"), short=_("Bawah"), **_CELL),
    "selisih_high": Column(_("Batas atas 95%"), short=_("Atas"), **_CELL),
    "satuan": Column(_("Satuan"), "text"),
    "dilatih": Column(_("Unit dilatih"), short=_("Dilatih")),
    "pembanding": Column(_("Unit pembanding"), short=_("Pembanding")),
    "sebab": Column(_("Sebab kesimpulan"), "text", short=_("Sebab")),
}
TITLE = {
    SOME: _("{measure}: sebelum pelatihan searah, sesudahnya berpisah"),
    NONE: _("{measure}: unit yang dilatih dan pembanding belum dapat dibedakan"),
}


def tabulate_offices(review: OfficeReview) -> list[Table]:
    """Show each measure of each programme that could be compared; all where none could be."""
    effects = review.effects
    if effects.empty:
        return []
    effects = effects if review.compared.empty else review.compared
    frame = _prepare(review, effects)
    return [
        Table(
            frame,
            "dampak-unit",
            _("Pekerjaan unit yang dilatih dibandingkan dengan unit lain, sebelum dan sesudah"),
            _COLUMNS,
            subject="umum",
            helpers=(*LEVELS, "p", "terkecil_p", "p_keluarga", "tren_p"),
            values={"bulan": str(review.limits.months), "jeda": str(review.limits.settle_months)},
            note=_(
                "Selisih: perubahan rerata unit yang dilatih dikurangi perubahan rerata unit "
                "pembanding, paling banyak {bulan} bulan di tiap sisi; bulan pelatihan dan {jeda} "
                "bulan sesudahnya tidak dihitung. Pembanding mengerjakan proses atau layanan yang "
                "sama; untuk kepuasan, unit sejenis. Untuk waktu dan galat, negatif berarti "
                "membaik."
            ),
            source=SOURCE,
        )
    ]


def _prepare(review: OfficeReview, effects: pd.DataFrame) -> pd.DataFrame:
    units = [_name_unit(m) for m in effects["ukuran"]]
    return effects.assign(
        satuan=units,
        desimal=[tell_unit(m)[1] for m in effects["ukuran"]],
        sebab=[OFFICE_REASONS[reason] for reason in effects["alasan"]],
        ukuran=[_name_row(review, row) for row in effects.itertuples()],
    )


def _name_unit(measure: str) -> str:
    if measure == FAULTS:
        return _("poin persentase")
    return _("persen") if measure in RELATIVE else _("poin, 1–4")


def _name_row(review: OfficeReview, row: object) -> str:
    """Name a measure, with the course where there are several programmes."""
    name = _(name_measure(row.ukuran))
    name = name[:1].upper() + name[1:]
    if len(review.programmes) == 1:
        return name
    return f"{review.programmes[row.nomor]['nama'][0]}: {name}"


_COURSE_COLUMNS = {
    "blok": Column(_("Masa tiga bulan terhadap pelatihan"), "key"),
    "kelompok": Column(_("Kelompok"), "key"),
    "nilai": Column(_("Jarak dari rerata sendiri sebelum pelatihan"), decimals=1),
    "unit": Column(_("Unit")),
}


def chart_offices(review: OfficeReview) -> list[Figure]:
    """Draw trained and comparison units around each programme, one measure of each source.

    A supported measure comes first; of the satisfaction elements the one that moved most.
    """
    found = review.effects[review.effects["selisih"].notna()]
    step = (found["sesudah"] - found["sebelum"]).where(found["ukuran"].isin(UNSUR), 0.0)
    family = found["ukuran"].map(FAMILY)
    found = found.assign(keluarga=family, lain=found["hasil"] != SUPPORTED, langkah=-step.abs())
    found = found.sort_values(["nomor", "lain", "langkah"], kind="stable")
    chosen = found.drop_duplicates(["nomor", "keluarga"]).head(3)
    return [_chart(review, row) for row in chosen.itertuples()]


def _chart(review: OfficeReview, row: object) -> Figure:
    blocks = review.blocks(row.nomor, row.ukuran)
    groups = [TRAINED if trained else OTHERS for trained in blocks["dilatih"]]
    frame = blocks.assign(kelompok=groups).drop(columns="dilatih")
    digits = tell_unit(row.ukuran)[1]
    columns = _course_columns(row.ukuran)
    id = f"gambar-unit-{row.nomor + 1}-{row.ukuran}"
    name = {"measure": name_measure(row.ukuran)}
    outcome = SOME if row.hasil == SUPPORTED else NONE
    return Figure(
        plot_course,
        frame[["blok", "kelompok", "nilai", "unit"]],
        id,
        make_finding(f"{id}-judul", outcome, TITLE, name, place="title"),
        columns,
        kind=_("Grafik garis"),
        value="nilai",
        order="blok",
        series="kelompok",
        options={"digits": digits},
        keys=(("ok", _("unit yang dilatih")), ("na", _("unit pembanding"))),
        caption=_("Sebelum dan sesudah pelatihan, per tiga bulan"),
        values={"satuan": _name_unit(row.ukuran), "p": _write_p(row.tren_p)},
        subtitle=_(
            "Jarak dari rerata tiap unit sebelum pelatihan, {satuan}. Garis tegak: pelatihan. Uji "
            "arah sebelum pelatihan: nilai p {p}."
        ),
        note=_("Garis yang sudah berpisah sebelum pelatihan melemahkan perbandingan."),
        subject="umum",
        source=SOURCE,
    )


def _course_columns(measure: str) -> dict[str, Column]:
    value = replace(
        _COURSE_COLUMNS["nilai"], unit=_name_unit(measure), decimals=tell_unit(measure)[1]
    )
    return _COURSE_COLUMNS | {"nilai": value}


def _write_p(p: float) -> str:
    if pd.isna(p):
        return _("tidak dapat dihitung")
    return "< 0,001" if p < 0.001 else format_number(p, 3)
