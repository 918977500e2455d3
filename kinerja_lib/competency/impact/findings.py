"""Sentences on the effect of courses on scores."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from kinerja_lib.competency.impact.courses import BY_UNIT
from kinerja_lib.competency.impact.grades import (
    BELOW,
    CLEAR,
    FEW,
    HARM,
    MISSING,
    NO_COMPARISON,
    NOT_SUPPORTED,
    OPEN,
    SCALE,
    SMALL,
    SPREAD,
    START,
    SUPPORTED,
    UNITS,
    WIDE,
)
from kinerja_lib.competency.impact.limits import HOLM
from kinerja_lib.competency.impact.review import ImpactReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEWEST,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    name_few,
)

CLAIMS = {
    CLEAR: _(
        "**{name}: didukung data.** Nilai peserta {size} poin {direction} daripada kelompok "
        "pembanding pada nilai sebelum yang sama (selang 95%: {range}; n = {n} dan {m})."
    ),
    HARM: _(
        "**{name}: tidak didukung data; nilainya justru turun.** Nilai peserta {size} poin "
        "{direction} daripada kelompok pembanding pada nilai sebelum yang sama (selang 95%: "
        "{range}; n = {n} dan {m}). Tinjau pelatihan ini sebelum diadakan lagi."
    ),
    SMALL: _(
        "**{name}: tidak didukung data.** Seluruh selang 95% ({range}) lebih kecil daripada "
        "{least} poin, perubahan terkecil yang berarti; nilai peserta tercatat {size} poin "
        "{direction} daripada pembanding (n = {n} dan {m})."
    ),
    BELOW: _(
        "**{name}: belum cukup bukti.** Nilai peserta tercatat {size} poin {direction} daripada "
        "pembanding, kurang dari {least} poin yang berarti, tetapi selang 95% ({range}) masih "
        "memuatnya (n = {n} dan {m})."
    ),
    WIDE: _(
        "**{name}: belum cukup bukti.** Nilai peserta tercatat {size} poin {direction} daripada "
        "pembanding (selang 95%: {range}; n = {n} dan {m}); setelah koreksi untuk banyak "
        "perbandingan, selisih sebesar ini masih dapat muncul karena kebetulan."
    ),
    NO_COMPARISON: _(
        "**{name}: belum cukup bukti.** Nilai {n} peserta berubah {change} poin (selang 95%: "
        "{change_range}), tetapi tidak ada yang dites tanpa dilatih. Regresi ke rerata dan tes "
        "kedua tidak terpisahkan; besarnya tidak dapat dihitung."
    ),
    FEW: _(
        "**{name}: belum cukup bukti.** Yang mempunyai kedua nilai kurang dari {minimum} orang di "
        "salah satu kelompok."
    ),
    SCALE: _(
        "**{name}: tidak dapat dihitung.** Nilai berskala 0–10 dan 0–100 bercampur. Samakan "
        "skalanya pada sumber, lalu ekspor ulang."
    ),
    START: _(
        "**{name}: belum cukup bukti.** Nilai sebelum pada kedua kelompok berbeda {start} "
        "simpangan baku, sehingga kebutuhannya tidak setara; selisihnya tercatat {size} poin "
        "{direction} (selang 95%: {range})."
    ),
    MISSING: _(
        "**{name}: belum cukup bukti.** Terlalu banyak peserta tanpa nilai sesudah. Selisih yang "
        "tercatat {size} poin {direction}; bila mereka tidak mendapat manfaat, {bound} poin."
    ),
    UNITS: _(
        "**{name}: belum cukup bukti.** Seluruh unit dilatih bersama dan unit pembandingnya kurang "
        "dari tiga, sehingga pelatihan tidak terpisahkan dari hal lain di unit itu."
    ),
    SPREAD: _(
        "**{name}: tidak dapat dihitung** karena di dalam kelompok semua nilai atau perubahannya "
        "sama, sehingga tidak ada keragaman."
    ),
}
HIGHER, LOWER = _("lebih tinggi"), _("lebih rendah")
BY_UNITS = _(
    "Pada {names}, peserta dan pembanding berasal dari unit yang berbeda. Karena itu unit yang "
    "dibandingkan, bukan orang, dan selangnya lebih lebar."
)
REST_OPEN, REST_NOT, ONLY_OPEN, ONLY_NOT = "lain belum", "lain tidak", "semua belum", "semua tidak"
SUMMARY = {
    SOME: _(
        "Dampak {yes} dari {n} pelatihan yang dites didukung data, {no} tidak didukung, dan {open} "
        "belum cukup bukti"
    ),
    REST_OPEN: _(
        "Dampak {yes} dari {n} pelatihan yang dites didukung data; untuk yang lain belum cukup "
        "bukti"
    ),
    REST_NOT: _(
        "Dampak {yes} dari {n} pelatihan yang dites didukung data; yang lain tidak didukung"
    ),
    ALL: _("Dampak {n} pelatihan yang dites didukung data"),
    NONE: _(
        "Belum ada dampak yang didukung data pada {n} pelatihan yang dites: {no} tidak didukung, "
        "{open} belum cukup bukti"
    ),
    ONLY_OPEN: _("Belum cukup bukti tentang dampak {n} pelatihan yang dites"),
    ONLY_NOT: _("Dampak {n} pelatihan yang dites tidak didukung data"),
    CANNOT: _("Dampak pelatihan tidak dapat dihitung karena tidak ada nilai sebelum dan sesudah"),
}
FAMILY = {
    HOLM: _(
        "{n} perbandingan dibaca bersama dengan koreksi Holm. Tanpa koreksi, sekitar {chance} "
        "dapat tampak membantu karena kebetulan."
    ),
    "fdr": _(
        "{n} perbandingan dibaca bersama dengan batas laju temuan salah {level}. Tanpa koreksi, "
        "sekitar {chance} dapat tampak membantu karena kebetulan."
    ),
}
RETURN = {
    SOME: _(
        "**Tanpa pelatihan pun nilai peserta diperkirakan berubah {range} poin**, menurut mereka "
        "yang dites dan masih menunggu: regresi ke rerata dan tes kedua. Yang dinilai adalah "
        "selisih dari perubahan itu."
    ),
    ALL: _(
        "**Tanpa pelatihan pun nilai peserta {name} diperkirakan berubah {change} poin**, menurut "
        "mereka yang dites dan masih menunggu: regresi ke rerata dan tes kedua. Yang dinilai "
        "adalah selisih dari perubahan itu."
    ),
    NONE: _(
        "Regresi ke rerata tidak dapat dihitung: yang dites tanpa dilatih tidak ada, terlalu "
        "sedikit, atau nilainya tidak beragam."
    ),
}


def find_summary(review: ImpactReview, id: str = "dampak-ringkas", place: str = "") -> Finding:
    """Say how many courses are supported, not supported and open; heads the section."""
    counts, n = review.counts, len(review.courses)
    values = {
        "n": count_quantity(n),
        "yes": count_quantity(counts[SUPPORTED]),
        "no": count_quantity(counts[NOT_SUPPORTED]),
        "open": count_quantity(counts[OPEN]),
    }
    return make_finding(id, name_summary(counts), SUMMARY, values, place=place or "heading")


def name_summary(counts: Mapping[str, int]) -> str:
    """Name what the grades of several claims add up to; a grade of nobody is not mentioned."""
    yes, no, unclear = (int(counts.get(g, 0)) for g in (SUPPORTED, NOT_SUPPORTED, OPEN))
    if not yes + no + unclear:
        return CANNOT
    if not yes:
        return NONE if no and unclear else ONLY_NOT if no else ONLY_OPEN
    if no and unclear:
        return SOME
    return REST_NOT if no else REST_OPEN if unclear else ALL


def write_n(number: int) -> Quantity | str:
    """Write an n in figures; one below the public limit is not written out."""
    return Quantity(int(number)) if number >= FEWEST else count_people(number)


def find_claims(review: ImpactReview) -> list[Finding]:
    """State the grade of each course, with its numbers, oldest first."""
    return [_claim(row, i, review) for i, row in enumerate(review.courses.itertuples())]


def _claim(row: object, place: int, review: ImpactReview) -> Finding:
    people = min(row.pasangan, row.pasangan_tunggu or row.pasangan)
    values = {
        "name": row.nama,
        "least": Quantity(review.limits.smallest, decimals=1),
        "minimum": count_quantity(review.limits.minimum),
        "n": write_n(row.pasangan),
        "m": write_n(row.pasangan_tunggu),
        **_difference(row),
        "change": Quantity(row.ubah, decimals=1),
        "change_range": Quantity(math.nan, decimals=1, low=row.ubah_low, high=row.ubah_high),
    }
    bare = row.alasan in (FEW, SCALE, UNITS, SPREAD)
    n = None if bare else people
    id = f"dampak-{place + 1}"
    return make_finding(id, row.alasan, CLAIMS, values, n=n, test="ANCOVA HC3; Holm")


def _difference(row: object) -> dict[str, object]:
    if pd.isna(row.selisih):
        return {}
    return {
        "size": Quantity(abs(row.selisih), decimals=1),
        "direction": HIGHER if row.selisih >= 0 else LOWER,
        "range": Quantity(math.nan, decimals=1, low=row.selisih_low, high=row.selisih_high),
        "start": Quantity(abs(row.awal), decimals=2),
        "bound": Quantity(row.selisih_hilang, decimals=1),
    }


def find_family(review: ImpactReview) -> list[Finding]:
    """Say how many comparisons were made, how they were corrected, and which are between units."""
    if not review.compared:
        return []
    limits = review.limits
    values = {
        "n": count_quantity(review.compared),
        "chance": Quantity(review.compared * limits.level / 2, decimals=1),
        "level": Quantity(100 * limits.level, "%"),
    }
    found = []
    if review.compared > 1:  # a single comparison needs no correction
        found = [make_finding("dampak-keluarga", limits.correction, FAMILY, values, place="note")]
    courses = review.courses
    whole = courses[(courses["rancangan"] == BY_UNIT) & courses["p_keluarga"].notna()]
    if len(whole):
        names = {"names": name_few(whole["nama"])}
        found.append(make_finding("dampak-antarunit", SOME, {SOME: BY_UNITS}, names))
    return found


def find_return(review: ImpactReview) -> Finding:
    """State the change that is expected without the courses."""
    known = review.courses.dropna(subset="kembali")
    if known.empty:
        return make_finding("dampak-regresi", NONE, RETURN, {})
    low, high = float(known["kembali"].min()), float(known["kembali"].max())
    values = {
        "range": Quantity(math.nan, decimals=1, low=low, high=high),
        "change": Quantity(low, decimals=1),
        "name": known["nama"].iloc[0],
    }
    n = int(known["pasangan_tunggu"].min())
    outcome = ALL if len(known) == 1 else SOME
    return make_finding("dampak-regresi", outcome, RETURN, values, n=n)
