"""Sentences about need groups; each outcome of the pipeline has its own, none names a person."""

from __future__ import annotations

from kinerja_lib.competency.clusters import gates as g
from kinerja_lib.competency.clusters.review import NO_GAP, TOO_LITTLE, WITH_GAP, ClusterReview
from kinerja_lib.competency.clusters.words import name_groups
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    CANNOT,
    SOME,
    count_parts,
    count_quantity,
    make_finding,
    name_few,
    percent_quantity,
)

SECTION = "kelompok"
TEST = "statistik gap dengan permutasi; uji terhadap data tanpa kelompok; Jaccard bootstrap"
UNTESTED = (g.EMPTY, g.FEW_RATED, g.FEW_COLUMNS, g.NOBODY, g.FEW_PEOPLE)
_UNCLEAR = _("Tidak ditemukan kelompok yang jelas menurut kesenjangan kompetensi")
_NOT_TESTED = _("Kelompok kebutuhan tidak dapat diuji")
HEADING = {
    g.SHAPE: _("{groups} kelompok kebutuhan dengan profil kesenjangan yang berbeda"),
    g.BOTH: _("{groups} kelompok kebutuhan yang berbeda profil dan tingkat kesenjangannya"),
    g.HEIGHT: _("Kesenjangan pegawai berbeda tingkatnya, bukan profilnya"),
    **dict.fromkeys((g.RANDOM, g.RELATED, g.UNSTABLE), _UNCLEAR),
    **dict.fromkeys(UNTESTED, _NOT_TESTED),
    g.NOBODY: _("Tidak ada kesenjangan pada pegawai yang dinilai"),
}
LEAD = {
    g.SHAPE: _(
        "**Di antara {n} pegawai dengan kesenjangan manajerial atau sosial kultural ditemukan "
        "{groups} kelompok kebutuhan**: {names}. Tiap kelompok muncul kembali pada pengambilan "
        "ulang (Jaccard paling kecil {jaccard}, batas {limit})."
    ),
    g.BOTH: _(
        "**Di antara {n} pegawai dengan kesenjangan manajerial atau sosial kultural ditemukan "
        "{groups} kelompok kebutuhan**: {names}. Sebagian perbedaannya hanya tinggi rendahnya "
        "kesenjangan (Jaccard paling kecil {jaccard}, batas {limit})."
    ),
    g.HEIGHT: _(
        "**Kesenjangan manajerial dan sosial kultural {n} pegawai berbeda tingkatnya, bukan "
        "profilnya**: yang kurang pada satu kompetensi cenderung kurang pada kompetensi lain. "
        "Kebiasaan penilai dan kemampuan umum memberi pola yang sama; data ini tidak membedakan "
        "keduanya."
    ),
    g.RANDOM: _(
        "**Tidak ditemukan kelompok yang jelas** di antara {n} pegawai dengan kesenjangan; "
        "kesenjangan tersebar acak antarkompetensi. Pelatihan dipilih dari kesenjangan setiap "
        "pegawai."
    ),
    g.RELATED: _(
        "**Tidak ditemukan kelompok yang jelas** di antara {n} pegawai dengan kesenjangan. "
        "Beberapa kompetensi dapat kurang bersama, tetapi pegawai tidak terpisah menjadi kelompok. "
        "Pelatihan dipilih dari kesenjangan setiap pegawai."
    ),
    g.UNSTABLE: _(
        "**Tidak ditemukan kelompok yang jelas** di antara {n} pegawai dengan kesenjangan; pola "
        "yang tampak tidak muncul kembali pada pengambilan ulang. Pelatihan dipilih dari "
        "kesenjangan setiap pegawai."
    ),
    g.FEW_PEOPLE: _(
        "**Kelompok kebutuhan tidak diuji** karena pegawai dengan kesenjangan kurang dari "
        "{fewest} orang. Pelatihan dipilih dari kesenjangan setiap pegawai."
    ),
    g.NOBODY: _("**Tidak ada kesenjangan** pada pegawai yang cukup dinilai."),
    g.FEW_RATED: _(
        "**Kelompok kebutuhan tidak dapat diuji** karena setiap pegawai kekurangan lebih dari "
        "{share} nilai kompetensinya. Lengkapi penilaian kompetensi, lalu jalankan ulang."
    ),
    g.FEW_COLUMNS: _(
        "**Kelompok kebutuhan tidak dapat diuji** karena kurang dari {columns} kompetensi "
        "mempunyai nilai yang berbeda antarpegawai."
    ),
    g.EMPTY: _("**Kelompok kebutuhan tidak dapat diuji** karena belum ada penilaian kompetensi."),
}
# On the first screen without names and stability; these are in the section.
ANSWER = LEAD | {
    g.SHAPE: _(
        "**Di antara {n} pegawai dengan kesenjangan manajerial atau sosial kultural ditemukan "
        "{groups} kelompok kebutuhan** yang muncul kembali pada pengambilan ulang."
    ),
    g.BOTH: _(
        "**Di antara {n} pegawai dengan kesenjangan manajerial atau sosial kultural ditemukan "
        "{groups} kelompok kebutuhan**; sebagian perbedaannya hanya tinggi rendahnya kesenjangan."
    ),
}


def _values(review: ClusterReview) -> dict[str, object]:
    limits, groups = review.limits, review.groups
    profiles = review.struktur == g.PROFILES
    return {
        "n": Quantity(review.count(WITH_GAP)),
        "groups": count_quantity(len(groups)),
        "names": name_few(name_groups(groups)) if profiles else [],
        "jaccard": Quantity(float(groups["jaccard"].min()) if profiles else 0.0, "", 2),
        "limit": Quantity(limits.least_jaccard, "", 2),
        "fewest": Quantity(limits.fewest),
        "share": percent_quantity(limits.most_missing, 1.0),
        "columns": count_quantity(g.COLUMNS),
    }


def _say(review: ClusterReview, id: str, messages: dict[str, str], place: str) -> Finding:
    reason = review.gates.reason
    tested = reason not in UNTESTED
    n = review.count(WITH_GAP) if tested else None
    options = {"place": place, "n": n, "test": TEST if tested else ""}
    section = SECTION if place == "answer" else ""
    return make_finding(id, reason, messages, _values(review), section=section, **options)


def find_heading(review: ClusterReview) -> Finding:
    """Head the section."""
    return _say(review, "kelompok-judul", HEADING, "heading")


def find_answer(review: ClusterReview) -> Finding:
    """Say for the first screen whether there are groups."""
    return _say(review, "jawaban-kelompok", ANSWER, "answer")


def find_structure(review: ClusterReview) -> list[Finding]:
    """Say what was found, first that much is missing where it is, and last what it is not."""
    lead = _say(review, "kelompok-temuan", LEAD, "lead")
    parts = [find_missing(review), lead, find_people(review), find_sample(review)]
    return [part for part in parts if part is not None] + [find_use(review)]


MISSING = {
    SOME: _(
        "**{share} nilai kompetensi manajerial dan sosial kultural tidak ada.** Nilai yang hilang "
        "tidak dianggap memenuhi standar; bila tidak hilang secara acak, kelompok yang belum "
        "dinilai tidak tampak di sini."
    )
}


def find_missing(review: ClusterReview) -> Finding | None:
    """Say first that much is missing; nothing where it is little."""
    if not review.missing > review.limits.warn_missing:
        return None
    values = {"share": percent_quantity(review.missing, 1.0)}
    n = len(review.members)
    return make_finding("kelompok-hilang", SOME, MISSING, values, n=n)


PEOPLE = {
    SOME: _(
        "Yang dikelompokkan hanya sembilan kompetensi manajerial dan sosial kultural. Dari {all} "
        "pegawai: ada kesenjangan {need}, tidak ada kesenjangan {none}, data kurang {few}. Dua "
        "yang terakhir ditentukan dengan aturan, bukan dengan pengelompokan."
    ),
    CANNOT: _("Belum ada pegawai dengan penilaian kompetensi."),
}


def find_people(review: ClusterReview) -> Finding:
    """Count who has a gap, who has none, and about whom too little is known."""
    states = {"need": WITH_GAP, "none": NO_GAP, "few": TOO_LITTLE}
    counts = {name: review.count(state) for name, state in states.items()}
    number = len(review.members)
    values = {**count_parts(counts), "all": Quantity(number)}
    outcome = SOME if number else CANNOT
    return make_finding("kelompok-pegawai", outcome, PEOPLE, values, n=number or None)


SAMPLE = {
    SOME: _(
        "Uji dijalankan pada {sample} pegawai yang diundi dari {n}; pangsa tiap kelompok pada "
        "undian itu dapat meleset paling banyak {error}. Penempatan ke kelompok memakai semua "
        "pegawai."
    )
}


def find_sample(review: ClusterReview) -> Finding | None:
    """State the sample of the tests and its sampling error; nothing where all were used.

    Half of the widest 95 % interval of a share p in a sample of m from N without replacement:
    1.96 sqrt(p (1 - p) / m (N - m) / (N - 1)), p the share of a group closest to one half.
    """
    whole, sample = review.count(WITH_GAP), review.gates.need
    if not review.sampled or not sample:
        return None
    shares = list(review.groups["pangsa"]) or [0.5]
    p = min(shares, key=lambda share: abs(share - 0.5))
    error = 196 * (p * (1 - p) / sample * max(whole - sample, 0) / max(whole - 1, 1)) ** 0.5
    values = {
        "sample": Quantity(sample),
        "n": Quantity(whole),
        "error": Quantity(error, _("poin persentase"), 1),
    }
    return make_finding("kelompok-undian", SOME, SAMPLE, values, n=whole)


USE = {
    g.PROFILES: _(
        "Kelompok dipakai untuk menyusun kelas dan memperkirakan kebutuhan. Pelatihan seorang "
        "pegawai dipilih dari kesenjangannya sendiri, bukan dari rerata kelompoknya."
    ),
    g.LADDER: _(
        "Tingkat ringan, sedang, dan berat adalah batas pada kekurangan rerata, bukan kelompok "
        "yang ditemukan. Periksa dahulu kelonggaran penilai sebelum tingkat ini dipakai."
    ),
    g.NO_GROUPS: _(
        "Tanpa kelompok pun rencana pelatihan dapat disusun, karena memakai kesenjangan setiap "
        "pegawai."
    ),
}


def find_use(review: ClusterReview) -> Finding:
    """Say what the result may be used for; the outcome is `struktur`."""
    return make_finding("kelompok-struktur", review.struktur, USE, {}, place="note")
