"""Sentences on the quality of the response."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.quality import flow
from kinerja_lib.change.quality.flow_findings import make
from kinerja_lib.change.quality.gaps import compare_careless, compare_rules, count_items, is_few
from kinerja_lib.change.quality.review import ALIKE, CANNOT, OPEN, OVER, UNDER, QualityReview
from kinerja_lib.change.quality.words import name_class, name_variable
from kinerja_lib.change.words import slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    FEW,
    NONE,
    SOME,
    count_parts,
    count_quantity,
    limit_quantity,
)

HIGHER, LOWER = "naik", "turun"
FRAME = {
    OVER: _(
        "**{what} ({variable}) {size} lebih banyak di antara responden daripada di antara "
        "pegawai yang diundang.** Hasil gabungan lebih banyak memuat pendapat mereka; bandingkan "
        "dengan hasil berbobot."
    ),
    UNDER: _(
        "**{what} ({variable}) {size} lebih sedikit di antara responden daripada di antara "
        "pegawai yang diundang.** Hasil gabungan lebih sedikit memuat pendapat mereka; bandingkan "
        "dengan hasil berbobot."
    ),
    ALIKE: _(
        "Menurut {variable}, susunan responden tidak berbeda secara berarti dari pegawai yang "
        "diundang (selisih terbesar {size}, di dalam batas ±{least})."
    ),
    OPEN: _(
        "Menurut {variable}, selisih terbesar {size} ({what}); perbedaan itu belum cukup bukti."
    ),
    CANNOT: _(
        "Menurut {variable}, responden dan yang diundang tidak dapat dibandingkan karena datanya "
        "tidak ada, tidak cocok, atau hanya satu kelas yang cukup besar."
    ),
}
MISSING = {
    SOME: _("{share} jawaban kosong, paling banyak pada butir {item} ({worst})."),
    NONE: _("Tidak ada jawaban kosong."),
    CANNOT: _("Jawaban kosong tidak dapat dihitung karena tidak ada responden."),
}
RULES = {
    ALIKE: _(
        "Rerata dengan aturan {share} butir terjawab dan rerata baris lengkap tidak berbeda secara "
        "berarti pada semua subskala (paling jauh {size} poin; batas {least} dari rentang)."
    ),
    HIGHER: _(
        "**Rerata {scale} dengan aturan {share} butir terjawab {size} poin lebih tinggi daripada "
        "rerata baris lengkap.** Baca keduanya."
    ),
    LOWER: _(
        "**Rerata {scale} dengan aturan {share} butir terjawab {size} poin lebih rendah daripada "
        "rerata baris lengkap.** Baca keduanya."
    ),
    FEW: _(
        "Rerata dengan aturan {share} butir terjawab dan rerata baris lengkap tidak dibandingkan: "
        "keduanya hanya berbeda pada kurang dari sepuluh orang."
    ),
    CANNOT: _("Aturan rerata orang dan baris lengkap tidak dapat dibandingkan."),
}
CARELESS = {
    NONE: _(
        "Tidak ada responden dengan {needed} tanda jawaban kurang cermat atau lebih; tidak ada "
        "yang disisihkan."
    ),
    ALIKE: _(
        "**{apart} responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Tanpa mereka, rerata subskala bergeser paling jauh {size} poin dan alfa "
        "{alpha}: tidak berarti."
    ),
    HIGHER: _(
        "**{apart} responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Tanpa mereka, {scale} paling banyak berubah: rerata bergeser {size} poin dan "
        "alfa naik {alpha}."
    ),
    LOWER: _(
        "**{apart} responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Tanpa mereka, {scale} paling banyak berubah: rerata bergeser {size} poin dan "
        "alfa turun {alpha}."
    ),
    SOME: _(
        "**{apart} responden disisihkan** karena {needed} tanda jawaban kurang cermat atau lebih. "
        "Hasil dengan dan tanpa mereka tidak dapat dibandingkan."
    ),
    FEW: _(
        "**Kurang dari sepuluh responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Hasil dengan mereka tidak ditulis, agar jawaban mereka tidak terbaca."
    ),
    ALL: _(
        "**Semua responden mempunyai {needed} tanda jawaban kurang cermat atau lebih**, sehingga "
        "hasil survei tidak dapat dihitung."
    ),
    CANNOT: _("Jawaban kurang cermat tidak dapat diperiksa karena tidak ada responden."),
}


def find_frame(review: QualityReview) -> list[Finding]:
    """Say for each frame variable whether respondents are made up like those invited."""
    rows = review.variables
    found = [_say_alike(review, rows[rows["hasil"] == outcome]) for outcome in (ALIKE, CANNOT)]
    apart = rows[~rows["hasil"].isin([ALIKE, CANNOT])]
    return [*[_say_class(review, row) for row in apart.itertuples()], *filter(None, found)]


def _say_alike(review: QualityReview, rows: pd.DataFrame) -> Finding | None:
    """Name the frame variables of one outcome in one sentence, with the largest difference."""
    if rows.empty:
        return None
    outcome = rows["hasil"].iloc[0]
    values = {
        "variable": [name_variable(name) for name in rows["peubah"]],
        "size": Quantity(float(rows["selisih"].abs().max()), _("poin persentase"), 1),
        "least": limit_quantity(review.limits.smallest_share, _("poin persentase")),
    }
    cannot = outcome == CANNOT
    n, test = (None, "") if cannot else (review.flow[review.base], _("khi-kuadrat; Holm"))
    id = "mutu-susunan-tanpa" if cannot else "mutu-susunan-sama"
    return make(id, outcome, FRAME, values, n=n, test=test)


def _say_class(review: QualityReview, row: object) -> Finding:
    values = {
        "variable": name_variable(row.peubah),
        "what": name_class(row.peubah, row.kelas),
        "size": Quantity(abs(row.selisih), _("poin persentase"), 1),
    }
    test = _("khi-kuadrat; Holm")
    id = slug("mutu-susunan", row.peubah)
    return make(id, row.hasil, FRAME, values, n=review.flow[review.base], test=test)


def find_missing(review: QualityReview) -> Finding:
    """State the share of missing answers and the item with most of them."""
    rows = count_items(review)
    if rows.empty:
        return make("mutu-kosong", CANNOT, MISSING, {}, n=None)
    worst = rows.loc[rows["kosong"].idxmax()]
    values = {
        "share": Quantity(float(rows["kosong"].mean()), "%", 1),
        "item": worst["butir"].removeprefix("butir_"),
        "worst": Quantity(float(worst["kosong"]), "%", 1),
    }
    outcome = SOME if worst["kosong"] > 0 else NONE
    return make("mutu-kosong", outcome, MISSING, values, n=int(worst["n"]))


def find_rules(review: QualityReview) -> Finding:
    """Say whether complete rows give other means than the person-mean rule."""
    every = compare_rules(review).dropna(subset=["bagian"])
    rows = every[~is_few(every, "n", "n_lengkap")]
    share = limit_quantity(review.responses.limits.min_answered, "%")
    if rows.empty:
        return make("mutu-aturan", FEW if len(every) else CANNOT, RULES, {"share": share})
    worst = rows.loc[rows["bagian"].abs().idxmax()]
    values = {
        "share": share,
        "size": Quantity(abs(float(worst["selisih"])), decimals=2),
        "least": limit_quantity(review.limits.smallest_score, "%"),
        "scale": worst["nama"],
    }
    part = float(worst["bagian"])
    far = abs(part) >= review.limits.smallest_score
    outcome = (HIGHER if part > 0 else LOWER) if far else ALIKE
    return make("mutu-aturan", outcome, RULES, values, n=int(worst["n_lengkap"]))


def find_careless(review: QualityReview) -> Finding:
    """Say how many were set apart for careless answers, and what changes without them."""
    apart = review.flow[flow.USABLE] - review.flow[flow.KEPT]
    every = compare_careless(review).dropna(subset=["bagian", "selisih_alfa"])
    rows = every[~is_few(every, "n_semua", "n")]
    hidden = {"apart"} & flow.hide_parts(review.flow, review.shown)
    needed = count_quantity(review.responses.limits.careless.needed)
    values = {**count_parts({"apart": apart}, hidden), "needed": needed}
    n = review.flow[review.base] or None
    outcome = _name_careless(review, apart)
    if outcome == SOME and len(rows):
        outcome, worst = _judge_careless(review, rows)
        values |= {
            "scale": worst["nama"],
            "size": Quantity(abs(float(worst["selisih"])), decimals=2),
            "alpha": Quantity(abs(float(worst["selisih_alfa"])), decimals=2),
        }
    return make("mutu-cermat", outcome, CARELESS, values, n=n)


def _name_careless(review: QualityReview, apart: int) -> str:
    """Name what may be said of people set apart before any figure is compared."""
    if not review.flow[flow.USABLE]:
        return CANNOT
    if not apart or not review.flow[flow.KEPT]:
        return ALL if apart else NONE
    return FEW if flow.tells_few(apart, 0) else SOME


def _judge_careless(review: QualityReview, rows: pd.DataFrame) -> tuple[str, pd.Series]:
    """Name the outcome, and give the figures to state: the largest of all, or of one scale."""
    limits = review.limits
    parts = rows["bagian"].abs() / limits.smallest_score
    alphas = rows["selisih_alfa"].abs() / limits.smallest_alpha
    if max(parts.max(), alphas.max()) < 1:
        largest = {name: rows[name].abs().max() for name in ("selisih", "selisih_alfa")}
        return ALIKE, pd.Series({"nama": "", **largest})
    worst = rows.loc[_larger(parts, alphas).idxmax()]
    return (HIGHER if worst["selisih_alfa"] >= 0 else LOWER), worst


def _larger(one: pd.Series, two: pd.Series) -> pd.Series:
    return one.where(one >= two, two)
