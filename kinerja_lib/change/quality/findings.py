"""Sentences on the quality of the response."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.quality.gaps import (
    compare_careless,
    compare_rules,
    count_flags,
    count_items,
)
from kinerja_lib.change.quality.review import ALIKE, CANNOT, OPEN, OVER, UNDER, QualityReview
from kinerja_lib.change.quality.words import name_class, name_variable
from kinerja_lib.change.responses.review import TABLE
from kinerja_lib.change.words import slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    NONE,
    SOME,
    count_parts,
    count_people,
    count_quantity,
    limit_quantity,
    make_finding,
    name_few,
)

RULES_NAMED = 3
SILENT = "unit hampir tidak menjawab"
HIGHER, LOWER = "naik", "turun"
RATE = {
    SOME: _(
        "**Tingkat respons {rate}**: {usable} dari {invited} pegawai yang diundang menjawab paling "
        "sedikit {least} butir. Tidak ada unit berisi {people} pegawai atau lebih yang tingkat "
        "responsnya di bawah {low}."
    ),
    SILENT: _(
        "**Tingkat respons {rate}**: {usable} dari {invited} pegawai yang diundang menjawab paling "
        "sedikit {least} butir. Tingkat respons {names} di bawah {low}; pendapat pegawai di sana "
        "belum terwakili."
    ),
    CANNOT: _(
        "**Tingkat respons tidak dapat dihitung** karena jumlah pegawai aktif tidak diketahui atau "
        "lebih kecil daripada jumlah responden."
    ),
    NONE: _("**Tidak ada jawaban survei sampai akhir periode ini.**"),
}
FLOW = {
    SOME: _(
        "Dari {given} kuesioner yang masuk: {outside} berisi jawaban di luar rentang, {short} "
        "terlalu banyak kosong, {apart} disisihkan karena jawabannya kurang cermat. Hasil memakai "
        "jawaban {kept} responden."
    ),
    ALL: _("Semua {given} kuesioner yang masuk dipakai."),
    NONE: _(
        "**Tidak satu pun dari {given} kuesioner yang masuk dapat dipakai**, sehingga hasil survei "
        "tidak dapat dihitung."
    ),
    CANNOT: _("Tidak ada kuesioner yang masuk."),
}
REFUSED = {
    SOME: _(
        "**{n} dari {given} baris survei tidak dipakai karena tidak lolos pemeriksaan data.** Yang "
        'harus berlaku: {rules}. Daftarnya ditulis oleh "kinerja check"; perbaiki pada '
        "sumbernya, ekspor ulang, lalu jalankan lagi."
    )
}
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
        "tidak ada, tidak cocok, atau hanya satu kelas."
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
    CANNOT: _("Aturan rerata orang dan baris lengkap tidak dapat dibandingkan."),
}
CARELESS = {
    NONE: _(
        "Tidak ada responden dengan {needed} tanda jawaban kurang cermat atau lebih; tidak ada "
        "yang disisihkan."
    ),
    ALIKE: _(
        "**{apart} dari {n} responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Tanpa mereka, rerata subskala bergeser paling jauh {size} poin dan alfa "
        "{alpha}: tidak berarti."
    ),
    HIGHER: _(
        "**{apart} dari {n} responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Tanpa mereka, {scale} paling banyak berubah: rerata bergeser {size} poin dan "
        "alfa naik {alpha}."
    ),
    LOWER: _(
        "**{apart} dari {n} responden disisihkan** karena {needed} tanda jawaban kurang cermat "
        "atau lebih. Tanpa mereka, {scale} paling banyak berubah: rerata bergeser {size} poin dan "
        "alfa turun {alpha}."
    ),
    ALL: _(
        "**Semua responden mempunyai {needed} tanda jawaban kurang cermat atau lebih**, sehingga "
        "hasil survei tidak dapat dihitung."
    ),
    CANNOT: _("Jawaban kurang cermat tidak dapat diperiksa karena tidak ada responden."),
}


def find_rate(review: QualityReview, place: str = "lead", section: str = "") -> Finding:
    """State the response rate and name units that hardly answered."""
    flow, limits = review.flow, review.limits
    outcome = NONE if not review.wave else CANNOT if review.rate != review.rate else SOME
    silent = review.silent
    values = {
        "rate": Quantity(review.rate, "%", 1),
        "usable": count_people(flow["layak"]),
        "invited": count_people(flow["diundang"]),
        "least": limit_quantity(review.responses.limits.min_usable, "%"),
        "people": count_quantity(limits.least),
        "low": limit_quantity(limits.low_rate, "%"),
        "names": name_few(silent),
    }
    outcome = SILENT if outcome == SOME and silent else outcome
    id = "mutu-respons" if place == "lead" else "jawab-mutu-respons"
    n = flow["diundang"] if outcome in (SOME, SILENT) else None
    return _make(id, outcome, RATE, values, n=n, place=place, section=section)


def find_flow(review: QualityReview) -> Finding:
    """Say what became of the questionnaires."""
    flow = review.flow
    given, kept = flow["menjawab"], flow["dipakai"]
    parts = {
        "outside": given - flow["dalam"],
        "short": flow["dalam"] - flow["layak"],
        "apart": flow["layak"] - kept,
        "kept": kept,
    }
    outcome = CANNOT if not given else NONE if not kept else ALL if kept == given else SOME
    values = {"given": count_people(given), **count_parts(parts)}
    return _make("mutu-alur", outcome, FLOW, values, n=given if given else None)


def find_refused(review: QualityReview) -> list[Finding]:
    """Say how many rows of the survey the check of the data set aside, and the rules it names."""
    checked = review.responses.evidence.checked
    loads = checked.loads[checked.loads["table"] == TABLE]
    lost, given = int(loads["quarantined"].sum()), int(loads["rows_in"].sum())
    if not lost:
        return []
    own = checked.findings[checked.findings["table"] == TABLE]
    rules = own.loc[own["severity"] == "quarantine", "rule"].value_counts().index[:RULES_NAMED]
    values = {"n": count_people(lost), "given": count_people(given), "rules": list(rules)}
    return [_make("mutu-ditolak", SOME, REFUSED, values, n=given)]


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
    n, test = (None, "") if cannot else (review.flow["layak"], _("khi-kuadrat; Holm"))
    id = "mutu-susunan-tanpa" if cannot else "mutu-susunan-sama"
    return _make(id, outcome, FRAME, values, n=n, test=test)


def _say_class(review: QualityReview, row: object) -> Finding:
    values = {
        "variable": name_variable(row.peubah),
        "what": name_class(row.peubah, row.kelas),
        "size": Quantity(abs(row.selisih), _("poin persentase"), 1),
    }
    test = _("khi-kuadrat; Holm")
    id = slug("mutu-susunan", row.peubah)
    return _make(id, row.hasil, FRAME, values, n=review.flow["layak"], test=test)


def find_missing(review: QualityReview) -> Finding:
    """State the share of missing answers and the item with most of them."""
    rows = count_items(review)
    if rows.empty:
        return _make("mutu-kosong", CANNOT, MISSING, {}, n=None)
    worst = rows.loc[rows["kosong"].idxmax()]
    values = {
        "share": Quantity(float(rows["kosong"].mean()), "%", 1),
        "item": worst["butir"].removeprefix("butir_"),
        "worst": Quantity(float(worst["kosong"]), "%", 1),
    }
    outcome = SOME if worst["kosong"] > 0 else NONE
    return _make("mutu-kosong", outcome, MISSING, values, n=int(worst["n"]))


def find_rules(review: QualityReview) -> Finding:
    """Say whether complete rows give other means than the person-mean rule."""
    rows = compare_rules(review).dropna(subset=["bagian"])
    if rows.empty:
        return _make("mutu-aturan", CANNOT, RULES, {}, n=None)
    worst = rows.loc[rows["bagian"].abs().idxmax()]
    values = {
        "share": limit_quantity(review.responses.limits.min_answered, "%"),
        "size": Quantity(abs(float(worst["selisih"])), decimals=2),
        "least": limit_quantity(review.limits.smallest_score, "%"),
        "scale": worst["nama"],
    }
    part = float(worst["bagian"])
    far = abs(part) >= review.limits.smallest_score
    outcome = (HIGHER if part > 0 else LOWER) if far else ALIKE
    return _make("mutu-aturan", outcome, RULES, values, n=int(worst["n_lengkap"]))


def find_careless(review: QualityReview) -> Finding:
    """Say how many were set apart for careless answers, and what changes without them."""
    count = count_flags(review)
    rows = compare_careless(review).dropna(subset=["bagian", "selisih_alfa"])
    values = {
        "apart": count_people(count["apart"]),
        "n": count_people(count["n"]),
        "needed": count_quantity(review.responses.limits.careless.needed),
    }
    n = count["n"] or None
    if not n or not count["apart"] or count["apart"] == n or rows.empty:
        outcome = CANNOT if not n else NONE if not count["apart"] else ALL
        outcome = CANNOT if outcome == ALL and count["apart"] < (n or 0) else outcome
        return _make("mutu-cermat", outcome, CARELESS, values, n=n)
    outcome, worst = _judge_careless(review, rows)
    values |= {
        "scale": worst["nama"],
        "size": Quantity(abs(float(worst["selisih"])), decimals=2),
        "alpha": Quantity(abs(float(worst["selisih_alfa"])), decimals=2),
    }
    return _make("mutu-cermat", outcome, CARELESS, values, n=n)


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


def _make(id: str, outcome: str, messages: dict, values: dict, **options: object) -> Finding:
    subject = {"subject": SUBJECT} if options.get("n") is not None else {}
    return make_finding(id, outcome, messages, values, **subject, **options)
