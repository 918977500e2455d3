"""The finding above each section of the survey report."""

from __future__ import annotations

from kinerja_lib.basis.glance import Checked
from kinerja_lib.change.comments.review import CommentReview
from kinerja_lib.change.comparison.dialogue import ALIKE, BETTER, NEEDED
from kinerja_lib.change.comparison.dialogue_findings import list_named
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.change.quality.flow import KEPT
from kinerja_lib.change.quality.flow_findings import AT_LEAST, name_rate
from kinerja_lib.change.quality.review import QualityReview
from kinerja_lib.change.scales import review as scale_words
from kinerja_lib.change.scales.review import ScalesReview
from kinerja_lib.change.themes import findings as theme_findings
from kinerja_lib.change.themes.findings import BOTH, ONLY_LESS, ONLY_MORE
from kinerja_lib.change.themes.review import ThemesReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    NEARLY,
    NONE,
    SOME,
    count_people,
    count_quantity,
    make_finding,
    name_few,
    name_share,
)

QUALITY = {
    SOME: _("Tingkat respons {rate}; hasil memakai jawaban {kept} responden"),
    NONE: _("Tidak ada jawaban yang dapat dipakai"),
    AT_LEAST: _("Tingkat respons paling sedikit {rate}; hasil memakai jawaban {kept} responden"),
    NEARLY: _("Hampir semua yang diundang menjawab; hasil memakai jawaban {kept} responden"),
    FEW: _("Kurang dari sepuluh pegawai menjawab"),
    CANNOT: _("Hasil memakai jawaban {kept} responden; tingkat responsnya tidak dapat dihitung"),
}
SCALES = {
    ALL: _("Reliabilitas semua {n} subskala cukup untuk membandingkan kelompok"),
    SOME: _("Reliabilitas cukup untuk membandingkan kelompok pada {enough} dari {n} subskala"),
    NONE: _("Belum ada subskala yang reliabilitasnya cukup untuk membandingkan kelompok"),
    CANNOT: _("Reliabilitas tidak dapat dihitung"),
}
THEMES = {
    ALL: _("Jawaban yang diharapkan lebih banyak pada semua dari {n} subskala"),
    ONLY_MORE: _("Jawaban yang diharapkan lebih banyak pada {more} dari {n} subskala"),
    BOTH: _("Jawaban yang diharapkan lebih banyak pada {more} subskala, lebih sedikit pada {less}"),
    ONLY_LESS: _("Jawaban yang diharapkan lebih sedikit pada {less} dari {n} subskala"),
    NONE: _("Belum ada sisi jawaban yang pasti lebih banyak"),
    CANNOT: _("Tidak ada jawaban yang dapat dirangkum"),
}
DIALOGUE = {
    SOME: _("Mulai dialog kelompok di {names}"),
    NONE: _("Data tidak menunjukkan kelompok yang perlu didahulukan untuk dialog"),
    CANNOT: _("Kelompok tidak dapat dibandingkan"),
}
DRIVERS = {
    SOME: _("Penting bagi {what} dan belum seperti yang diharapkan: {names}"),
    NONE: _("Tidak ada pendorong {what} yang pasti belum seperti yang diharapkan"),
    CANNOT: _("Pendorong tidak dapat dihitung"),
}
COMMENTS = {
    SOME: _("{n} responden menulis jawaban terbuka; sudah dikode oleh paling sedikit dua orang"),
    NONE: _("{n} responden menulis jawaban terbuka; belum dikode oleh dua orang"),
    CANNOT: _("Tidak ada jawaban terbuka"),
}


def head_quality(review: QualityReview) -> Finding:
    """State the response rate and how many answers results rest on."""
    kept = review.flow[KEPT]
    values = {"rate": Quantity(review.rate, "%", 1), "kept": count_people(kept)}
    return _head("mutu-judul", name_rate(review) if kept else NONE, QUALITY, values)


def head_scales(review: ScalesReview) -> Finding:
    """Say how many subscales are consistent enough."""
    rows = review.reliability
    known = rows[rows["hasil"] != scale_words.CANNOT]
    enough = int(rows["hasil"].isin([scale_words.HIGH, scale_words.ENOUGH]).sum())
    outcome = name_share(enough, len(rows)) if len(known) else CANNOT
    values = {"n": count_quantity(len(rows)), "enough": count_quantity(enough)}
    return _head("skala-judul", outcome, SCALES, values)


def head_themes(review: ThemesReview) -> Finding:
    """Say on how many subscales hoped-for answers are more."""
    outcome = theme_findings.name_summary(review)
    values = {} if outcome == CANNOT else theme_findings.summary_values(review)
    return _head("tema-judul", outcome, THEMES, values)


def head_dialogue(review: ComparisonReview) -> Finding:
    """Name the groups to begin dialogue with."""
    names = name_dialogue(review)
    tested = has_tests(review)
    outcome = SOME if names else NONE if tested else CANNOT
    return _head("dialog-judul", outcome, DIALOGUE, {"names": name_few(names)})


def name_dialogue(review: ComparisonReview) -> list[str]:
    """Give the groups that need dialogue: kinds of unit first, then units by name."""
    if review.answers is None or review.dialogue.empty:
        return []
    return list(dict.fromkeys(list_named(review.dialogue)["nama"]))


def has_tests(review: ComparisonReview) -> bool:
    """Tell whether any group was compared."""
    return review.answers is not None and bool(review.dialogue["p_holm"].notna().any())


def count_dialogue(review: ComparisonReview) -> Checked:
    """Count the groups that were compared; unsure: no dialogue yet, and not alike everywhere."""
    table = review.dialogue
    tested = table[table["p_holm"].notna()] if has_tests(review) else table.iloc[:0]
    groups, named = set(tested["nama"]), set(name_dialogue(review))
    unsure = set(tested.loc[~tested["hasil"].isin([NEEDED, ALIKE, BETTER]), "nama"]) - named
    return Checked(_("Kelompok: dialog"), len(groups), len(named), len(unsure))


def head_drivers(review: DriverReview) -> Finding:
    """Name what is low and goes along most with the first outcome that has such a subscale."""
    outcomes = [one for one in review.outcomes if not review.importance[one.code].reason]
    if not outcomes:
        return _head("pendorong-judul", CANNOT, DRIVERS, {})
    low = {one.code: list(review.find_low(one.code)["nama"]) for one in outcomes}
    chosen = next((one for one in outcomes if low[one.code]), outcomes[0])
    values = {"what": chosen.name, "names": name_few(low[chosen.code])}
    return _head("pendorong-judul", SOME if low[chosen.code] else NONE, DRIVERS, values)


def head_comments(review: CommentReview) -> Finding:
    """Say how many comments there are and whether two people coded them."""
    n = len(review.comments)
    outcome = CANNOT if not n else SOME if len(review.coders) > 1 else NONE
    return _head("komentar-judul", outcome, COMMENTS, {"n": count_people(n)})


def _head(id: str, outcome: str, messages: dict[str, str], values: dict[str, object]) -> Finding:
    return make_finding(id, outcome, messages, values, place="heading")
