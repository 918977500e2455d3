"""Table of fairness, and how its numbers were made."""

from __future__ import annotations

from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.competency.fairness.review import GROUP_WORDS, GROUPS, FairnessReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Table
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

_SHARE = {"unit": "%", "decimals": 1, "missing": NOT_COMPUTABLE}
_NAMES = {
    "kebutuhan": Column(_("Bagian kebutuhan"), parts_from=("kebutuhan_1", "kebutuhan_2"), **_SHARE),
    "nilai": Column(_("Bagian nilai"), parts_from=("nilai_1", "nilai_2"), **_SHARE),
    "biaya": Column(_("Bagian biaya"), parts_from=("biaya_1", "biaya_2"), **_SHARE),
}
NOTE = _(
    "Kelompok ini hanya diperiksa dan tidak pernah menjadi masukan. Kebutuhan: tingkat yang "
    "kurang; nilai: tingkat yang ditutup rencana dengan bobotnya. Bagian yang berbeda belum "
    "berarti tidak adil: pelatihan yang sesuai dan tempatnya dapat berbeda."
)


def tabulate_fairness(review: FairnessReview) -> list[Table]:
    """Show the share of people, need, value and cost of each group; one table per kind."""
    return [_tabulate(review, kind) for kind in GROUPS] if len(review.amounts) else []


def _tabulate(review: FairnessReview, kind: str) -> Table:
    frame = review.shares[review.shares["dasar"] == kind]
    columns = {
        "kelompok": Column(_(GROUPS[kind]), "key", items=" + "),
        "n": Column(_("Pegawai"), "n"),
        "orang": Column(_("Bagian pegawai"), **_SHARE),
        **{name: _NAMES[name] for name in review.known},
    }
    if "nilai" in review.known:
        columns["rasio"] = Column(
            _("Nilai per kebutuhan"), decimals=2, missing=NOT_COMPUTABLE, short=_("Rasio"),
            parts_from=("rasio_1", "rasio_2"),
        )  # fmt: skip
    return Table(
        frame,
        f"keadilan-{kind.replace('_', '-')}",
        _("Bagian menurut kelompok: {dasar}"),
        columns,
        note=NOTE,
        values={"dasar": GROUP_WORDS[kind]},
        fold=True,
    )


def trace(review: FairnessReview) -> list[TraceLine]:
    """Say how the shares were made."""
    line = TraceLine(
        "keadilan-unit",
        _("Bagian kebutuhan, nilai, dan biaya menurut kelompok"),
        _("100 × jumlah kelompok / jumlah semua; rasio = bagian nilai / bagian kebutuhan"),
        "",
        "pegawai.unit_id, golongan, jenis_kelamin, tanggal_lahir, status",
        len(review.amounts),
        len(review.amounts) or None,
    )
    return [line]
