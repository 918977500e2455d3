"""Sentences on what staff answered."""

from __future__ import annotations

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.themes import review as sides
from kinerja_lib.change.themes.review import ThemesReview
from kinerja_lib.change.words import say_lack, slug, write_range
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import ALL, CANNOT, NONE, SOME, count_quantity, make_finding
from kinerja_lib.stats.lack import Lack

NO_SUMMARY = _("**Jawaban survei tidak dapat diringkas** karena {reason}.")
NO_WAVE = _("belum ada gelombang survei sampai akhir periode")
ONE_UNIT = _("semua responden berasal dari satu unit, sehingga selangnya tidak dapat dihitung")
BOTH, ONLY_MORE, ONLY_LESS = "kedua arah", "lebih banyak saja", "lebih sedikit saja"
SUMMARY = {
    ALL: _("**Jawaban yang diharapkan lebih banyak pada semua dari {n} subskala.**"),
    ONLY_MORE: _(
        "**Jawaban yang diharapkan lebih banyak pada {more} dari {n} subskala.** Pada yang lain "
        "kedua sisi berimbang atau belum dapat dibedakan."
    ),
    BOTH: _(
        "**Jawaban yang diharapkan lebih banyak pada {more} dari {n} subskala dan lebih sedikit "
        "pada {less}.** Pada yang lain kedua sisi berimbang atau belum dapat dibedakan."
    ),
    ONLY_LESS: _(
        "**Jawaban yang diharapkan lebih sedikit pada {less} dari {n} subskala.** Pada yang lain "
        "kedua sisi berimbang atau belum dapat dibedakan."
    ),
    NONE: _(
        "**Pada {n} subskala belum ada sisi jawaban yang pasti lebih banyak**: {even} berimbang, "
        "{open} belum cukup bukti."
    ),
    CANNOT: NO_SUMMARY,
}
CLAIMS = {
    sides.MORE: _(
        "**{name}: jawaban yang diharapkan lebih banyak.** {hoped} diharapkan (selang 95%: "
        "{range}), {opposite} sebaliknya; n = {n}."
    ),
    sides.LESS: _(
        "**{name}: jawaban yang diharapkan lebih sedikit.** {hoped} diharapkan (selang 95%: "
        "{range}), {opposite} sebaliknya; n = {n}."
    ),
    sides.EVEN: _(
        "**{name}: kedua sisi berimbang.** Selisihnya {gap} (selang 95%: {gap_range}), di dalam "
        "batas ±{margin}; n = {n}."
    ),
    sides.OPEN: _(
        "**{name}: sisi yang lebih banyak belum dapat disimpulkan.** {hoped} diharapkan (selang "
        "95%: {range}), {opposite} sebaliknya; n = {n}."
    ),
    sides.CANNOT: _("**{name}: sisi jawaban tidak dapat dibandingkan** karena {reason}."),
}
FAMILY = _(
    "Dibandingkan: {n} subskala sebagai satu keluarga, dikoreksi Holm. Pegawai satu unit dianggap "
    "mirip; selisih sampai {margin} dianggap berimbang."
)
STEP = _("poin persentase")


def count_results(review: ThemesReview) -> dict[str, int]:
    """Count the subscales by result."""
    found = review.rows["hasil"].value_counts()
    return {name: int(found.get(name, 0)) for name in CLAIMS}


def name_summary(review: ThemesReview) -> str:
    """Name what the subscales show together."""
    counts = count_results(review)
    total, more, less = sum(counts.values()), counts[sides.MORE], counts[sides.LESS]
    if not total or total == counts[sides.CANNOT]:
        return CANNOT
    if more == total:
        return ALL
    if more and less:
        return BOTH
    return ONLY_MORE if more else ONLY_LESS if less else NONE


def summary_values(review: ThemesReview) -> dict[str, object]:
    """Give the counts that the summary and the title of the figure name."""
    counts = count_results(review)
    return {
        "n": count_quantity(len(review.rows)),
        "more": count_quantity(counts[sides.MORE]),
        "less": count_quantity(counts[sides.LESS]),
        "even": count_quantity(counts[sides.EVEN]),
        "open": count_quantity(counts[sides.OPEN] + counts[sides.CANNOT]),
    }


def name_cause(review: ThemesReview) -> str:
    """Say why the answers cannot be summed up."""
    if review.answers is None:
        return NO_WAVE
    reasons = [Lack(reason) for reason in review.rows["lack"] if reason]
    reason = reasons[0] if reasons else Lack.ALL_MISSING
    return ONE_UNIT if reason == Lack.FEW_GROUPS else say_lack(reason)


def find_themes(review: ThemesReview) -> list[Finding]:
    """Summarise the subscales and state each that is on the opposite side, then the family."""
    outcome = name_summary(review)
    if outcome == CANNOT:
        return [make_finding("tema-ringkas", outcome, SUMMARY, {"reason": name_cause(review)})]
    n = int(review.rows["n"].max())
    base = {"n": n, "subject": SUBJECT}
    about = {"place": "lead", **base}
    found = [make_finding("tema-ringkas", outcome, SUMMARY, summary_values(review), **about)]
    return [*found, *find_claims(review), _note_family(review, n)]


def find_claims(review: ThemesReview) -> list[Finding]:
    """State each subscale whose answers are on the opposite side or cannot be compared."""
    rows = review.rows[review.rows["hasil"].isin([sides.LESS, sides.CANNOT])]
    return [state_theme(review, row.kode) for row in rows.itertuples()]


def state_theme(review: ThemesReview, code: str) -> Finding:
    """State the result of one subscale."""
    row = next(review.rows[review.rows["kode"] == code].itertuples())
    few = ONE_UNIT if row.lack == Lack.FEW_GROUPS else _("jawabannya terlalu sedikit")
    values: dict[str, object] = {
        "name": row.subskala,
        "reason": few if row.lack in ("", Lack.FEW_GROUPS) else say_lack(row.lack),
    }
    if row.hasil != sides.CANNOT:
        values |= {
            "hoped": Quantity(row.harap, "%", 1),
            "opposite": Quantity(row.balik, "%", 1),
            "range": write_range(row.harap_low, row.harap_high, "%", 1),
            "gap": Quantity(row.selisih, STEP, 1),
            "gap_range": write_range(row.selisih_low, row.selisih_high, STEP, 1),
            "margin": Quantity(review.limits.smallest, STEP, 1),
            "n": Quantity(row.n),
        }
    id = slug("tema-subskala", code)
    test = "t berklaster; Holm"
    return make_finding(id, row.hasil, CLAIMS, values, n=row.n, subject=SUBJECT, test=test)


def _note_family(review: ThemesReview, n: int) -> Finding:
    values = {
        "n": count_quantity(int(review.rows["p_holm"].notna().sum())),
        "margin": Quantity(review.limits.smallest, STEP, 1),
    }
    return make_finding(
        "tema-cara", SOME, {SOME: FAMILY}, values, place="note", n=n, subject=SUBJECT
    )
