"""Tables of change between waves."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.columns import NUMBER, SHARE, SUBSCALE, give_limits
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import CANNOT, FELL, OPEN, ROSE, UNCHANGED
from kinerja_lib.change.waves.review import DIFFERENT, PARTLY, SAME, SHIFTED, UNTESTED, WaveReview
from kinerja_lib.change.words import say_lack
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.stats.lack import Lack
from kinerja_lib.stats.psychometrics.structure import Equal
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: survei_asn, dua gelombang.")
APART = _("tidak dibandingkan")
KINDS = {ROSE: "ok", FELL: "ok", UNCHANGED: "na", OPEN: "na", CANNOT: "na", APART: "na"}
MEANINGS = {SAME: "ok", PARTLY: "warn", DIFFERENT: "warn", UNTESTED: "na"}
LIMITS = give_limits(NUMBER)
NAME = {"nama": SUBSCALE}
RESULT = {"hasil": Column(_("Perubahan"), "verdict", kinds=KINDS)}
MEANS = {
    "pertama": Column(_("Rerata gelombang pertama"), short=_("Pertama"), **NUMBER),
    "kedua": Column(_("Rerata gelombang kedua"), short=_("Kedua"), **NUMBER),
    "ubah": Column(_("Berubah"), unit=_("poin"), **NUMBER),
}
_RELIABLE = {
    **NAME,
    "naik_persen": Column(_("Naik melebihi galat"), short=_("Naik"), **SHARE),
    "turun_persen": Column(_("Turun melebihi galat"), short=_("Turun"), **SHARE),
    "naik": Column(_("Orang naik"), "count", missing=NOT_COMPUTABLE),
    "turun": Column(_("Orang turun"), "count", missing=NOT_COMPUTABLE),
    "tetap": Column(_("Orang di dalam galat"), "count", missing=NOT_COMPUTABLE),
    "n": Column(_("Responden tertaut"), "n", short="n"),
}
_THREE = {"decimals": 3, "missing": NOT_COMPUTABLE}
_TESTS = {
    **NAME,
    "makna": Column(_("Makna butir"), "verdict", kinds=MEANINGS),
    "cfi": Column(_("CFI konfigural"), **_THREE),
    "rmsea": Column(_("RMSEA konfigural"), **_THREE),
    "metrik": Column(_("Selisih CFI metrik"), **_THREE),
    "skalar": Column(_("Selisih CFI skalar"), **_THREE),
    "n": Column(_("Responden dengan jawaban lengkap"), "n", short="n"),
    "sebab": Column(_("Sebab tidak diuji"), "text", missing="tidak berlaku"),
}


def name_shifted(rows: pd.DataFrame) -> pd.DataFrame:
    """Say "tidak dibandingkan" of rows whose items changed their meaning (column makna)."""
    return rows.assign(hasil=rows["hasil"].mask(rows["makna"].isin(SHIFTED), APART))


def count_judged(rows: pd.DataFrame) -> str:
    """Count the comparisons of a family: those with a p-value after Holm."""
    return str(int(rows["p_holm"].notna().sum()))


def tabulate_changes(review: WaveReview) -> list[Table]:
    """Show the change of linked people on each subscale, and its effect sizes."""
    if not review.has_two or review.changes.empty:
        return []
    linked = Column(_("Responden tertaut"), "n", short="n")
    change = Table(
        name_shifted(review.changes),
        "gelombang-perubahan",
        _("Perubahan responden yang mengisi kedua gelombang"),
        {**NAME, **RESULT, "n": linked, **MEANS, **LIMITS},
        subject=SUBJECT,
        fold=True,
        helpers=("p", "p_holm", "r", "batas", "subskala"),
        values={"count": count_judged(review.changes)},
        note=_(
            "Perubahan: gelombang kedua dikurangi pertama, pada orang yang sama. Selang menghitung "
            "unit sebagai satuan bila ada paling sedikit sepuluh unit; selain itu orang. "
            "Kesimpulan setelah koreksi Holm; satu keluarga: {count} subskala yang dinilai. Tidak "
            "dibandingkan: makna butirnya bergeser antargelombang."
        ),
        source=SOURCE,
    )
    return [change, _tabulate_effects(review)]


def _tabulate_effects(review: WaveReview) -> Table:
    columns = {
        **NAME,
        "dz": Column(_("d_z"), **NUMBER),
        "dz_low": Column(_("Batas bawah d_z"), **NUMBER),
        "dz_high": Column(_("Batas atas d_z"), **NUMBER),
        "dav": Column(_("d_av"), **NUMBER),
        "dav_low": Column(_("Batas bawah d_av"), **NUMBER),
        "dav_high": Column(_("Batas atas d_av"), **NUMBER),
        "n": Column(_("Responden tertaut"), "n", short="n"),
    }
    return Table(
        review.changes,
        "gelombang-ukuran-efek",
        _("Ukuran efek perubahan"),
        columns,
        subject=SUBJECT,
        fold=True,
        note=_(
            "d_z: perubahan dibagi simpangan baku perubahan. d_av: perubahan dibagi akar rerata "
            "varians kedua gelombang (Bonett, 2008); inilah d pada kalimat. Selangnya menghitung "
            "orang sebagai satuan."
        ),
        source=SOURCE,
    )


def tabulate_reliable(review: WaveReview) -> list[Table]:
    """Show how many changed beyond error, as a group."""
    if not review.has_two or review.reliable.empty:
        return []
    counts = {name: review.reliable[name].astype("Int64") for name in ("naik", "turun", "tetap")}
    return [
        Table(
            review.reliable.assign(**counts),
            "gelombang-galat",
            _("Perubahan yang melebihi galat pengukuran"),
            _RELIABLE,
            subject=SUBJECT,
            fold=True,
            helpers=("alfa", "galat"),
            values={"limit": limit_quantity(review.limits.reliable)},
            note=_(
                "Indeks perubahan andal: perubahan dibagi simpangan baku gelombang pertama × √2 × "
                "√(1 − alfa); dihitung bila lebih dari {limit}. Sekitar 2,5% diharapkan pada tiap "
                "arah karena kebetulan. Tidak dihitung bila makna butirnya bergeser "
                "antargelombang. Hanya untuk kelompok; tidak untuk menilai orang."
            ),
            source=SOURCE,
        )
    ]


def tabulate_meaning(review: WaveReview) -> list[Table]:
    """Show the tests of longitudinal invariance, step by step."""
    if not review.has_two or not review.subscales:
        return []
    rows = pd.DataFrame([_describe_test(review, s.code, s.name) for s in review.subscales])
    return [
        Table(
            rows,
            "gelombang-invariansi",
            _("Invariansi pengukuran antargelombang"),
            _TESTS,
            subject=SUBJECT,
            fold=True,
            helpers=("d_rmsea_metrik", "d_rmsea_skalar", "d_srmr_metrik", "d_srmr_skalar"),
            note=_(
                "Satu faktor tiap subskala pada dua gelombang; galat butir yang sama boleh "
                "berkorelasi. Setara bila CFI turun kurang dari 0,010, RMSEA naik kurang dari "
                "0,015, dan SRMR naik kurang dari 0,030 (metrik) atau 0,010 (skalar), menurut "
                "Chen (2007)."
            ),
            source=SOURCE,
        )
    ]


def _describe_test(review: WaveReview, code: str, name: str) -> dict[str, object]:
    found = review.invariance[code]
    steps = {step.equal: step for step in found.steps}
    first = steps[Equal.NOTHING].model if Equal.NOTHING in steps else None
    fit = first.fit if first is not None else None
    cells: dict[str, object] = {
        "nama": name,
        "makna": review.same_meaning(code),
        "cfi": fit.cfi if fit else None,
        "rmsea": fit.rmsea if fit else None,
        "n": int(first.n.sum()) if first is not None else len(review.linked),
        "sebab": say_lack(Lack(found.reason)) or None,
    }
    for word, equal in (("metrik", Equal.LOADINGS), ("skalar", Equal.INTERCEPTS)):
        step = steps.get(equal)
        cells[word] = step.d_cfi if step else None
        cells[f"d_rmsea_{word}"] = step.d_rmsea if step else None
        cells[f"d_srmr_{word}"] = step.d_srmr if step else None
    return cells
