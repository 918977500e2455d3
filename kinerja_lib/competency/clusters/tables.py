"""Tables of need groups: the tests, the groups, their profiles, the people."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.clusters import gates as g
from kinerja_lib.competency.clusters.review import ClusterReview
from kinerja_lib.competency.clusters.words import name_groups
from kinerja_lib.i18n import _, format_number
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

SOURCE = _("Sumber: kompetensi, standar_kompetensi.")
PASSED, STOPPED = _("memenuhi batas"), _("berhenti di sini")
STRUCTURE = {g.NO_GROUPS: _("tidak ada kelompok"), g.LADDER: _("jenjang"), g.PROFILES: _("profil")}


def tabulate_tests(review: ClusterReview) -> list[Table]:
    """Show each test with its value and limit, and the structure that follows."""
    columns = {
        "uji": Column(_("Uji"), "key"),
        "nilai": Column(_("Nilai"), missing=NOT_COMPUTABLE, decimals_from="desimal"),
        "batas": Column(_("Batas paling kecil"), decimals_from="desimal", short=_("Batas")),
        "hasil": Column(_("Hasil"), "verdict", kinds={PASSED: "ok", STOPPED: "warn"}),
    }
    return [
        Table(
            pd.DataFrame(_list_tests(review)),
            "kelompok-uji",
            _("Uji sebelum pegawai dikelompokkan"),
            columns,
            subject="umum",
            fold=True,
            values={"seed": str(review.seed), "struktur": STRUCTURE[review.struktur]},
            note=_(
                "Uji jarak dan Jaccard memakai kesenjangan dikurangi rerata orangnya, sehingga "
                "tinggi rendahnya nilai seseorang tidak membentuk kelompok. Struktur yang "
                "disimpulkan: {struktur}. Benih acak {seed}."
            ),
            source=SOURCE,
        )
    ]


def _list_tests(review: ClusterReview) -> list[dict[str, object]]:
    """Return the tests that were reached, in order."""
    gates, limits = review.gates, review.limits
    rows = [(_("Pegawai dengan kesenjangan dalam uji"), gates.need, limits.fewest, gates.rated > 0)]
    if gates.gap is not None:
        best = gates.gap.best
        rows.append((_("Jumlah kelompok, statistik gap dengan permutasi"), best, 2, best > 1))
    if gates.test is not None:
        z, most = gates.test.largest, limits.least_z
        rows.append((_("Jarak dari data tanpa kelompok, simpangan baku"), z, most, z >= most))
    if gates.stabilities:
        jaccard = max(float(fit.jaccard.min()) for fit in gates.stabilities.values())
        if gates.chosen:
            jaccard = float(gates.stabilities[gates.chosen].jaccard.min())
        limit = limits.least_jaccard
        rows.append((_("Jaccard bootstrap paling kecil"), jaccard, limit, gates.chosen > 0))
    if gates.shape == gates.shape:
        shape = gates.shape
        rows.append((_("Pangsa bentuk"), shape, limits.ladder, shape >= limits.ladder))
    return [
        {
            "uji": name,
            "nilai": float(value),
            "batas": float(limit),
            "hasil": PASSED if ok else STOPPED,
            "desimal": 2 if isinstance(value, float) else 0,
        }
        for name, value, limit, ok in rows
    ]


def tabulate_groups(review: ClusterReview) -> list[Table]:
    """Show size, deficit and stability of each group; no table where there are none."""
    if review.groups.empty:
        return []
    rows = review.groups.assign(nama=name_groups(review.groups))
    rows = rows.assign(
        pangsa=100 * rows["pangsa"],
        keyakinan=100 * rows["keyakinan"],
        terdekat=[str(number) if number else "" for number in rows["terdekat"]],
    )
    profiles = review.struktur == g.PROFILES
    columns = {
        "nama": Column(_("Kelompok kebutuhan"), "key", short=_("Kelompok")),
        "n": Column("n", "n"),
        "pangsa": Column(_("Pangsa"), unit="%", decimals=1),
        "total": Column(_("Kekurangan rerata"), unit=_("tingkat"), decimals=1, short=_("Kurang")),
    }
    if profiles:
        columns |= {
            "jaccard": Column(_("Jaccard"), decimals=2),
            "galat": Column(_("Galat baku"), decimals=3),
            "keyakinan": Column(_("Keyakinan rerata"), unit="%", short=_("Keyakinan")),
            "terdekat": Column(_("Kelompok terdekat"), "text", missing=NOT_APPLICABLE),
        }
    return [_groups_table(review, rows, columns, profiles=profiles)]


def _groups_table(
    review: ClusterReview, rows: pd.DataFrame, columns: dict[str, Column], *, profiles: bool
) -> Table:
    low, high = (format_number(step, 1) for step in review.limits.steps)
    note = (
        _(
            "Nomor 1: kekurangan terbesar. Nama: kompetensi dengan kekurangan rerata terbesar, "
            "paling banyak tiga. Keyakinan: pangsa pengambilan ulang yang menempatkan pegawai pada "
            "kelompok yang sama."
        )
        if profiles
        else _(
            "Batas, bukan kelompok: kekurangan per kompetensi kurang dari {low} tingkat ringan, "
            "{low} sampai kurang dari {high} sedang, selebihnya berat."
        )
    )
    return Table(
        rows,
        "kelompok-kebutuhan",
        _("Kelompok kebutuhan") if profiles else _("Tingkat kesenjangan"),
        columns,
        values={} if profiles else {"low": low, "high": high},
        note=note,
        source=SOURCE,
    )


def tabulate_members(review: ClusterReview) -> list[Table]:
    """List people with their group, by number; internal edition only."""
    rows = review.members.rename_axis("nip").reset_index().sort_values("nip", kind="stable")
    if rows.empty:
        return []
    columns = {
        "nip": Column(_("NIP"), "person"),
        "keadaan": Column(_("Keadaan"), "key"),
        "kelompok": Column(_("Kelompok"), missing=NOT_APPLICABLE),
        "keyakinan": Column(_("Keyakinan"), unit="%", missing=NOT_APPLICABLE),
        "hilang": Column(_("Nilai hilang"), unit="%"),
    }
    return [
        Table(
            rows.assign(keyakinan=100 * rows["keyakinan"], hilang=100 * rows["hilang"]),
            "kelompok-anggota",
            _("Kelompok setiap pegawai, menurut NIP"),
            columns,
            subject="umum",
            editions=("internal",),
            fold=True,
            note=_("Untuk menyusun kelas; bukan penilaian pegawai dan bukan peringkat."),
            source=SOURCE,
        )
    ]
