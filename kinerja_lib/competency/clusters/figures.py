"""Figures of need groups: profiles, where groups lie, how stable they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.competency.charts import plot_profiles, plot_space, plot_stability
from kinerja_lib.competency.clusters.gates import PROFILES
from kinerja_lib.competency.clusters.review import ClusterReview
from kinerja_lib.competency.clusters.tables import SOURCE
from kinerja_lib.competency.clusters.words import name_groups
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure, Finding, Quantity
from kinerja_lib.publish.phrases import SOME, count_quantity, make_finding
from kinerja_lib.stats.profile_test import keep_shape
from kinerja_lib.tables.columns import Column

_PROFILE_COLUMNS = {
    "kelompok": Column(_("Kelompok"), "key"),
    "kompetensi": Column(_("Kompetensi"), "key"),
    "kekurangan": Column(_("Kekurangan rerata"), unit=_("tingkat"), decimals=2, made_by="persen"),
    "gap": Column(_("Kesenjangan rerata"), unit=_("tingkat"), decimals=2),
    "persen": Column(_("Kurang satu tingkat atau lebih"), unit="%", decimals=1),
    "n": Column(_("n dinilai"), "n"),
    "n_kelompok": Column(_("n kelompok"), "n"),
}
_SPACE_COLUMNS = {
    "nama": Column(_("Kelompok kebutuhan"), "key"),
    "kelompok": Column(_("Nomor")),
    "x": Column(_("Arah pertama"), unit=_("tingkat"), decimals=2),
    "y": Column(_("Arah kedua"), unit=_("tingkat"), decimals=2),
    "pangsa": Column(_("Pangsa"), unit="%", decimals=1),
    "n": Column("n", "n"),
}
_STABILITY_COLUMNS = {
    "nama": Column(_("Kelompok kebutuhan"), "key", short=_("Kelompok")),
    "jaccard": Column(_("Jaccard rerata"), decimals=2),
    "low": Column(_("Selang 95%, bawah"), decimals=2),
    "high": Column(_("Selang 95%, atas"), decimals=2),
    "n": Column("n", "n"),
}
_STABILITY_KEYS = (
    ("ok", _("Jaccard rerata")),
    ("whisker", _("selang 95%")),
    ("edge", _("batas terkecil yang diterima")),
)
# What each chart does not show, beside it.
_NOT_SHOWN = {
    "profil-kelompok": _(
        "Rerata kelompok tidak menunjukkan kesenjangan seorang pegawai, dan nilai yang hilang "
        "tidak ikut dihitung."
    ),
    "peta-kelompok": _(
        "Peta ini hanya memuat pusat kelompok; sebaran pegawai di sekelilingnya tidak tampak, dan "
        "kelompok yang berdekatan di sini dapat berjauhan pada arah lain."
    ),
    "kestabilan-kelompok": _(
        "Kestabilan bukan bukti bahwa kelompok bermakna; ia hanya menunjukkan bahwa hasil tidak "
        "bergantung pada siapa yang kebetulan terpilih."
    ),
}


def _limit_of(id: str) -> Finding:
    message = {SOME: _NOT_SHOWN[id]}
    return make_finding(f"{id}-batas", SOME, message, {}, place="note")


def _title(id: str, message: str, values: dict[str, object], n: int) -> Finding:
    return make_finding(f"{id}-judul", SOME, {SOME: message}, values, place="title", n=n)


def chart_profiles(review: ClusterReview) -> list[Figure]:
    """Show the profile of each group as a heat map with n; none without groups."""
    groups = review.groups
    if groups.empty:
        return []
    rows = _profile_rows(review)
    count = {"groups": count_quantity(len(groups))}
    title = (
        _("Profil kesenjangan {groups} kelompok kebutuhan")
        if review.struktur == PROFILES
        else _("Kekurangan menurut tingkat kesenjangan")
    )
    people = int(groups["n"].sum())
    return [
        Figure(
            plot_profiles,
            rows,
            "profil-kelompok",
            _title("profil-kelompok", title, count, people),
            _PROFILE_COLUMNS,
            kind=_("Peta panas"),
            value="gap",
            caption=_("Kesenjangan rerata per kelompok dan kompetensi"),
            subtitle=_(
                "Satuan: tingkat, rerata tingkat pegawai dikurangi tingkat yang disyaratkan; di "
                "bawah nol berarti kurang, makin kuat warnanya makin kurang. Kolom: nomor kelompok."
            ),
            source=SOURCE,
            remark=_limit_of("profil-kelompok"),
        )
    ]


def _profile_rows(review: ClusterReview) -> pd.DataFrame:
    rows = review.profiles.dropna(subset="kekurangan")
    return rows.assign(
        persen=100 * rows["pangsa"].astype(float),
        n_kelompok=rows["kelompok"].map(review.groups.set_index("kelompok")["n"]).astype(int),
    )


def chart_space(review: ClusterReview) -> list[Figure]:
    """Show groups on the two directions in which they differ most; none with fewer than three."""
    if review.struktur != PROFILES or len(review.groups) < 3:
        return []
    rows, explained = project_groups(review)
    people = int(rows["n"].sum())
    values = {"share": Quantity(explained, "%")}
    return [
        Figure(
            plot_space,
            rows,
            "peta-kelompok",
            _title(
                "peta-kelompok",
                _("Dua arah memuat {share} perbedaan antarkelompok"),
                values,
                people,
            ),
            _SPACE_COLUMNS,
            kind=_("Grafik sebaran"),
            value="pangsa",
            caption=_("Letak kelompok menurut bentuk profilnya"),
            subtitle=_(
                "Titik: pusat kelompok, makin besar makin banyak pegawai. Jarak: beda bentuk "
                "profil."
            ),
            options={"explained": round(explained, 6)},
            source=SOURCE,
            remark=_limit_of("peta-kelompok"),
        )
    ]


def project_groups(review: ClusterReview) -> tuple[pd.DataFrame, float]:
    """Place group centres on their first two principal axes, weighted by people.

    Returns kelompok, nama, x, y (levels), n, pangsa (per cent), and the share of the differences
    between groups on the two axes, in per cent. Each axis points so that its largest part is up.
    """
    groups = review.groups
    wide = review.profiles.pivot_table(index="kelompok", columns="kompetensi", values="gap")
    centre = keep_shape(wide.loc[groups["kelompok"]].to_numpy(dtype=float))
    weight = np.sqrt(groups["n"].to_numpy(dtype=float))
    middle = np.average(centre, axis=0, weights=weight**2)
    _left, size, axes = np.linalg.svd((centre - middle) * weight[:, None], full_matrices=False)
    axes = axes[:2] * np.sign(axes[:2][np.arange(2), np.abs(axes[:2]).argmax(axis=1)])[:, None]
    place = (centre - middle) @ axes.T
    rows = groups.assign(
        nama=name_groups(groups), x=place[:, 0], y=place[:, 1], pangsa=100 * groups["pangsa"]
    )
    return rows, float(100 * (size[:2] ** 2).sum() / (size**2).sum())


def chart_stability(review: ClusterReview) -> list[Figure]:
    """Show how often each group came back on resampling; none without profiles."""
    if review.struktur != PROFILES:
        return []
    rows = _stability_rows(review)
    limit = review.limits.least_jaccard
    values = {"low": Quantity(float(rows["jaccard"].min()), "", 2), "limit": Quantity(limit, "", 2)}
    return [
        Figure(
            plot_stability,
            rows,
            "kestabilan-kelompok",
            _title(
                "kestabilan-kelompok",
                _("Kelompok muncul kembali pada pengambilan ulang: Jaccard paling kecil {low}"),
                values,
                int(rows["n"].sum()),
            ),
            _STABILITY_COLUMNS,
            kind=_("Grafik selang"),
            value="jaccard",
            keys=_STABILITY_KEYS,
            caption=_("Kestabilan setiap kelompok"),
            subtitle=_("Jaccard 0–1: 1 berarti kelompok selalu muncul kembali dengan utuh."),
            options={"limit": limit},
            source=SOURCE,
            remark=_limit_of("kestabilan-kelompok"),
        )
    ]


def _stability_rows(review: ClusterReview) -> pd.DataFrame:
    rows = review.groups.assign(nama=name_groups(review.groups))
    half = 1.96 * rows["galat"]
    return rows.assign(
        low=(rows["jaccard"] - half).clip(lower=0), high=(rows["jaccard"] + half).clip(upper=1)
    )
