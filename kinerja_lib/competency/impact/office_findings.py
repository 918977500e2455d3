"""Sentences on the work of trained offices."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Unpack

import pandas as pd

from kinerja_lib.competency.impact.findings import (
    HIGHER,
    LOWER,
    ONLY_NOT,
    ONLY_OPEN,
    REST_NOT,
    REST_OPEN,
    name_summary,
)
from kinerja_lib.competency.impact.grades import (
    BELOW,
    CLEAR,
    FEW,
    HARM,
    NOT_SUPPORTED,
    OPEN,
    SMALL,
    SUPPORTED,
    TREND,
    UNITS,
    WIDE,
)
from kinerja_lib.competency.impact.offices import OfficeReview
from kinerja_lib.competency.impact.work import FAULTS, RELATIVE, UNSUR, name_measure
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    NONE,
    SOME,
    FindingOptions,
    count_quantity,
    make_finding,
    name_few,
    name_share,
)

SHOWN = 4  # measures described one by one
WHAT = {
    SOME: _(
        "{names} melatih sebagian besar pegawai {units} unit; pekerjaan unit itu dibandingkan "
        "dengan unit lain sebelum dan sesudahnya."
    ),
    NONE: _(
        "**Tidak ada pelatihan bernilai tes yang melatih sebagian besar pegawai suatu unit**, "
        "sehingga pengaruhnya pada waktu, galat, dan kepuasan tidak dapat dibandingkan."
    ),
}
CLAIMS = {
    CLEAR: _(
        "**{measure}: didukung data.** Perubahannya di unit yang dilatih {size} {direction} "
        "daripada di unit pembanding (selang 95%: {range}; {k} unit dilatih, {m} pembanding)."
    ),
    HARM: _(
        "**{measure}: tidak didukung data; keadaannya justru memburuk.** Perubahannya di unit yang "
        "dilatih {size} {direction} daripada di unit pembanding (selang 95%: {range}; {k} unit "
        "dilatih, {m} pembanding)."
    ),
    SMALL: _(
        "**{measure}: tidak didukung data.** Perubahannya di unit yang dilatih tercatat {size} "
        "{direction} daripada di unit pembanding (selang 95%: {range}); perbaikan sebesar {least} "
        "tidak termuat."
    ),
    BELOW: _(
        "**{measure}: belum cukup bukti.** Perbaikannya tercatat kurang dari {least} yang berarti: "
        "{size} {direction} daripada di unit pembanding (selang 95%: {range}; {k} unit dilatih, "
        "{m} pembanding)."
    ),
    WIDE: _(
        "**{measure}: belum cukup bukti.** Perubahannya di unit yang dilatih tercatat {size} "
        "{direction} daripada di unit pembanding (selang 95%: {range}; {k} unit dilatih, {m} "
        "pembanding)."
    ),
    UNITS: _(
        "**{measure}: belum cukup bukti.** Di unit yang dilatih tercatat dari {before} menjadi "
        "{after}, {size} {direction} daripada perubahan unit pembanding. Dengan {k} unit dilatih "
        "dan {m} pembanding, nilai p tidak dapat lebih kecil daripada {p}."
    ),
    FEW: _(
        "**{measure}: belum cukup bukti.** Unit dengan data yang cukup di kedua masa: {k} dilatih, "
        "{m} pembanding."
    ),
    TREND: _(
        "**{measure}: belum cukup bukti.** Sebelum pelatihan arahnya sudah berbeda antara unit "
        "yang dilatih dan pembanding; selisih yang tercatat {size} {direction} (selang 95%: "
        "{range})."
    ),
}
ELEMENTS = {
    SOME: _(
        "**Kepuasan: {yes} dari {n} unsur didukung data**, {no} tidak didukung, dan {open} belum "
        "cukup bukti."
    ),
    REST_OPEN: _(
        "**Kepuasan: {yes} dari {n} unsur didukung data**; untuk yang lain belum cukup bukti."
    ),
    REST_NOT: _("**Kepuasan: {yes} dari {n} unsur didukung data**; yang lain tidak didukung."),
    ALL: _("**Kepuasan: perbaikan {n} unsur yang dibandingkan didukung data.**"),
    NONE: _(
        "**Kepuasan: belum ada perbaikan yang didukung data pada {n} unsur**; {no} tidak didukung "
        "dan {open} belum cukup bukti."
    ),
    CANNOT: _(
        "**Kepuasan tidak dapat dibandingkan** karena unit sejenis dengan jawaban yang cukup di "
        "kedua masa terlalu sedikit."
    ),
    ONLY_OPEN: _("**Kepuasan: belum cukup bukti bagi {n} unsur yang dibandingkan.**"),
    ONLY_NOT: _("**Kepuasan: perbaikan {n} unsur yang dibandingkan tidak didukung data.**"),
}
HEADING = {
    **dict.fromkeys((ALL, SOME), _("{names} membaik lebih banyak di unit yang dilatih")),
    NONE: _("Perbaikan kerja di unit yang dilatih belum didukung data"),
    CANNOT: _("Pekerjaan unit yang dilatih tidak dapat dibandingkan"),
}
ANSWER = {
    ALL: _(
        "**Di unit yang dilatih, {n} ukuran kerja yang dibandingkan membaik lebih banyak daripada "
        "di unit pembanding**: {names}."
    ),
    SOME: _(
        "**Di unit yang dilatih, {yes} dari {n} ukuran kerja membaik lebih banyak daripada di "
        "unit pembanding**: {names}."
    ),
    NONE: _(
        "**Perbaikan kerja di unit yang dilatih belum didukung data** pada {n} ukuran yang "
        "dibandingkan."
    ),
    CANNOT: WHAT[NONE],
}
ROSE = _(
    "Di unit yang dilatih, kenaikan tercatat paling besar pada {name}: dari {before} menjadi "
    "{after}; di unit pembanding dari {first} menjadi {second} (skala 1–4). Dengan {k} unit "
    "dilatih dan {m} pembanding, sebabnya tidak dapat disimpulkan."
)
FAMILY = _(
    "Tiap unit dihitung sebagai satu nilai. Nilai p dari permutasi antarunit, dikoreksi Holm di "
    "dalam tiap tabel sumber; selang dari uji t antarunit."
)


def find_programmes(review: OfficeReview) -> list[Finding]:
    """Name the courses that trained whole offices."""
    if not review.programmes:
        return [make_finding("unit-pelatihan-1", NONE, WHAT, {})]
    return [
        make_finding(
            f"unit-pelatihan-{place}",
            SOME,
            WHAT,
            {"names": name_few(programme["nama"]), "units": count_quantity(len(programme["unit"]))},
        )
        for place, programme in enumerate(review.programmes, 1)
    ]


def find_claims(review: OfficeReview) -> list[Finding]:
    """State the grade of each measure of work, and of the satisfaction elements together."""
    effects = review.effects
    single = effects[~effects["ukuran"].isin(UNSUR)]
    found = [_claim(row, i, review) for i, row in enumerate(single.head(SHOWN).itertuples())]
    elements = effects[effects["ukuran"].isin(UNSUR)]
    for number, own in elements.groupby("nomor"):
        found += _find_elements(own, int(number))
    if len(effects):
        found.append(make_finding("unit-cara", SOME, {SOME: FAMILY}, {}, place="note"))
    return found


def _claim(row: object, place: int, review: OfficeReview) -> Finding:
    unit, digits = tell_unit(row.ukuran)
    steps = _("poin persentase") if row.ukuran == FAULTS else unit
    level, level_digits = ("", 1) if row.ukuran in RELATIVE else (unit, digits)
    values = {
        "measure": name_measure(row.ukuran),
        "k": count_quantity(row.dilatih),
        "m": count_quantity(row.pembanding),
        "least": Quantity(review.smallest(row.ukuran), steps, 1),
        "before": Quantity(row.sebelum, level, level_digits),
        "after": Quantity(row.sesudah, level, level_digits),
        "p": Quantity(row.terkecil_p, decimals=3),
    }
    if not pd.isna(row.selisih):
        values |= {
            "size": Quantity(abs(row.selisih), steps, digits),
            "direction": HIGHER if row.selisih >= 0 else LOWER,
            "range": Quantity(math.nan, steps, digits, low=row.selisih_low, high=row.selisih_high),
        }
    id = f"unit-dampak-{place + 1}"
    return make_finding(id, row.alasan, CLAIMS, values, test="permutasi antarunit; Holm")


def tell_unit(measure: str) -> tuple[str, int]:
    """Give the unit of a measure's difference, and its decimals."""
    if measure in RELATIVE or measure == FAULTS:
        return "%", 1
    return _("poin"), 2


def _find_elements(own: pd.DataFrame, number: int) -> list[Finding]:
    counts = own["hasil"].value_counts()
    values = {
        "n": count_quantity(len(own)),
        "yes": count_quantity(counts.get(SUPPORTED, 0)),
        "no": count_quantity(counts.get(NOT_SUPPORTED, 0)),
        "open": count_quantity(counts.get(OPEN, 0)),
    }
    outcome = CANNOT if own["alasan"].eq(FEW).all() else name_summary(counts)
    found = [make_finding(f"unit-unsur-{number + 1}", outcome, ELEMENTS, values)]
    own = own[own["pembanding"] > 0]
    rise = (own["sesudah"] - own["sebelum"]).dropna()
    if not counts.get(SUPPORTED, 0) and len(rise) and rise.max() > 0:
        best = own.loc[rise.idxmax()]
        values = {
            "name": name_measure(best["ukuran"]),
            "before": Quantity(best["sebelum"], decimals=2),
            "after": Quantity(best["sesudah"], decimals=2),
            "first": Quantity(best["sebelum_lain"], decimals=2),
            "second": Quantity(best["sesudah_lain"], decimals=2),
            "k": count_quantity(best["dilatih"]),
            "m": count_quantity(best["pembanding"]),
        }
        found.append(make_finding(f"unit-naik-{number + 1}", SOME, {SOME: ROSE}, values))
    return found


def find_answer(review: OfficeReview) -> Finding:
    """Answer in one sentence whether the work of trained offices changed otherwise."""
    return _summarise(review, "jawab-unit", ANSWER, place="answer", section="unit")


def find_heading(review: OfficeReview) -> Finding:
    """Head the section."""
    return _summarise(review, "unit-judul", HEADING, place="heading")


def _summarise(
    review: OfficeReview, id: str, messages: Mapping[str, str], **options: Unpack[FindingOptions]
) -> Finding:
    n = len(review.compared) or len(review.effects)
    better = review.effects.loc[review.effects["hasil"] == SUPPORTED, "ukuran"]
    values = {
        "n": count_quantity(n),
        "yes": count_quantity(len(better)),
        "names": name_few([name_measure(measure) for measure in better]),
    }
    return make_finding(id, name_share(len(better), n), messages, values, **options)
