"""Tables of the appraisal from several sources; lists of persons are for the internal edition."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.appraisal.data import BY_DATA, REWEIGHT, SELF, SUBORDINATE, SUPERIOR
from kinerja_lib.performance.appraisal.gaps import QUADRANTS
from kinerja_lib.performance.appraisal.review import AppraisalReview
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.tables.choices import RELATIONS
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

POINTS = _("poin")
INTERNAL = ("internal",)
FAR = 2  # times the smallest difference: talks to hold first
RULE = {
    True: _(
        "Sumber yang kosong: bobotnya dibagi ulang kepada sumber lain orang itu, tidak dihitung "
        "nol. Bobot: {bobot}."
    ),
    False: _(
        "Sumber yang kosong atau kurang penilai membuat nilai gabungan belum lengkap, tidak "
        "dihitung nol. Bobot: {bobot}."
    ),
}
BASIS = _(
    "Bobot dan batas penilai adalah pilihan instansi atau perangkat, bukan ketentuan. Diharapkan "
    "menurut aturan: {tetap}. Sumber lain diharapkan bila paling sedikit {dipakai} kelompok "
    "memilikinya. Berbobot tetapi tidak diharapkan, sehingga bobotnya dibagi kepada sumber lain: "
    "{lepas}."
)


def tabulate_sources(review: AppraisalReview) -> list[Table]:
    """Count per group and source in use who has enough raters, too few, or none."""
    if review.completeness.empty:
        return []
    rows = review.completeness
    columns = {
        "sumber": Column(_("Sumber"), "key"),
        "kelompok": Column(_("Kelompok"), "key"),
        "pegawai": Column(_("Pegawai"), "n"),
        "efektif": Column(
            _("Bobot yang dipakai"), unit="%", short=_("Bobot"), missing=NOT_COMPUTABLE
        ),
        "cukup": Column(_("Cukup penilai"), "count", short=_("Cukup")),
        "sedikit": Column(_("Kurang penilai"), "count", short=_("Kurang")),
        "kosong": Column(_("Tanpa penilai"), "count", short=_("Tanpa")),
    }
    return [
        Table(
            rows,
            "sumber-penilaian",
            _("Kelengkapan sumber penilaian pada putaran {putaran}"),
            columns,
            helpers=("penilai",),
            quantiles={"penilai": 0.5},
            note=RULE[review.rules.missing == REWEIGHT],
            source=BASIS,
            values=_source_values(review),
        )
    ]


def _write_weights(review: AppraisalReview) -> list[str]:
    return [f"{s} {review.rules.weights[s]:g}%" for s in RELATIONS]


def _source_values(review: AppraisalReview) -> dict[str, object]:
    """Give round, weights, what is expected of whom, and what a group does not use."""
    some = {
        pair: ", " + _("ada pada sebagian") for pair in review.unused if review.shares.loc[pair]
    }
    unused = [f"{_(s)} ({_(g)}{some.get((g, s), '')})" for g, s in review.unused]
    fixed = [f"{_(s)} ({_(w)})" for s, w in review.rules.expected.items() if w != BY_DATA]
    return {
        "putaran": review.round,
        "bobot": _write_weights(review),
        "tetap": fixed or _("tidak ada"),
        "dipakai": limit_quantity(review.rules.share * 100, "%"),
        "lepas": unused or _("tidak ada"),
    }


def tabulate_agreement(review: AppraisalReview) -> list[Table]:
    """Give per source the intraclass correlation of one rater, and of the mean of all."""
    rows = [
        (s, one.n or None, one.estimate, one.low, one.high, mean.estimate, one.dropped or None)
        for s, (one, mean) in review.agreement.items()
    ]
    names = ["sumber", "n", "icc", "bawah", "atas", "rerata", "satu"]
    frame = pd.DataFrame(rows, columns=names)
    figure = {"decimals": 2, "missing": NOT_COMPUTABLE}
    columns = {
        "sumber": Column(_("Sumber"), "key"),
        "icc": Column(_("ICC satu penilai"), **figure),
        "bawah": Column(_("Selang 95%, bawah"), short=_("Bawah"), **figure),
        "atas": Column(_("Selang 95%, atas"), short=_("Atas"), **figure),
        "rerata": Column(_("ICC rerata penilai"), **figure),
        "n": Column(_("n pegawai"), "n"),
        "satu": Column(_("Hanya satu penilai"), "count"),
    }
    note = _(
        "ICC(1,1) dan ICC(1,k) menurut Shrout dan Fleiss (1979), dari rerata aspek tiap penilai; 1 "
        "berarti semua penilai sama. Pegawai dengan satu penilai tidak dapat ikut dihitung."
    )
    table = Table(frame, "kesepakatan-penilai", _("Kesepakatan antarpenilai per sumber"), columns,
                  note=note, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_quadrants(review: AppraisalReview) -> list[Table]:
    """Count people by how they and their superior rate them."""
    gaps = review.gaps
    if gaps.empty:
        return []
    counted = gaps.groupby("kuadran")["selisih"].agg(["size", "mean"]).reindex(list(QUADRANTS))
    frame = pd.DataFrame(
        {
            "kuadran": [_(name) for name in QUADRANTS],
            "pegawai": counted["size"].fillna(0).astype(int).to_numpy(),
            "selisih": counted["mean"].to_numpy(),
        }
    )
    columns = {
        "kuadran": Column(_("Diri dibanding atasan"), "key"),
        "pegawai": Column(_("Pegawai"), "count"),
        "selisih": Column(_("Rerata selisih"), unit=POINTS, decimals=1, missing=NOT_APPLICABLE),
    }
    note = _("Tinggi: paling sedikit {batas} poin, yaitu median nilai atasan, pada kedua nilai.")
    limit = Quantity(review.limit, decimals=1)
    title = _("Nilai diri dan nilai atasan")
    return [Table(frame, "kuadran", title, columns, note=note, values={"batas": limit}, fold=True)]


def tabulate_people(review: AppraisalReview) -> list[Table]:
    """List persons whom the unit must act on; each list in the order of the alphabet."""
    lists = (_list_lacking(review), _list_talks(review), _list_friends(review), _list_wrong(review))
    return [table for table in lists if len(table.frame)]


def _name(review: AppraisalReview, nips: pd.Series) -> pd.Series:
    return nips.map(review.evidence.staff["nama"])


def _unit(review: AppraisalReview, nips: pd.Series) -> pd.Series:
    return nips.map(review.evidence.staff["unit_id"]).map(review.evidence.units["nama"])


_WHO = {
    "nama": Column(_("Nama"), "key"),
    "nip": Column(_("NIP"), "person"),
    "unit": Column(_("Unit"), "text"),
}
_PERSONS = {"subject": "umum", "editions": INTERNAL, "fold": True}


def _list_lacking(review: AppraisalReview) -> Table:
    """List who has no rater at all of a source in use."""
    own = review.expected.to_numpy() & (review.sources["size"].to_numpy() == 0)
    rows = review.people.assign(tanpa=[", ".join(review.expected.columns[r]) for r in own])
    rows = rows[rows["tanpa"] != ""].rename_axis("nip").reset_index()
    frame = rows.assign(nama=_name(review, rows["nip"]), unit=_unit(review, rows["nip"]))
    frame = frame.sort_values(["nama", "nip"], ignore_index=True)
    columns = {**_WHO, "tanpa": Column(_("Tanpa nilai dari"), "text", items=", ")}
    title = _("Pegawai yang belum dinilai oleh sumber yang dipakai")
    return Table(frame, "tanpa-sumber", title, columns, **_PERSONS)


def _list_talks(review: AppraisalReview) -> Table:
    """List whose superior and whose own or subordinates' view lie far apart."""
    means, size = review.sources["mean"], review.sources["size"]
    enough = size[SUBORDINATE] >= review.rules.minimum[SUBORDINATE]
    below = (means[SUBORDINATE] - means[SUPERIOR]).where(enough)
    own = means[SELF] - means[SUPERIOR]
    limit = FAR * review.smallest
    frame = pd.DataFrame({"diri": own, "bawahan": below, "atasan": means[SUPERIOR]})
    frame = frame[(own.abs() >= limit) | (below.abs() >= limit)].rename_axis("nip").reset_index()
    frame = frame.assign(nama=_name(review, frame["nip"]), unit=_unit(review, frame["nip"]))
    points = {"unit": POINTS, "decimals": 1, "missing": NOT_APPLICABLE}
    columns = {
        **_WHO,
        "atasan": Column(_("Nilai atasan"), **points),
        "diri": Column(_("Diri dikurangi atasan"), **points),
        "bawahan": Column(_("Bawahan dikurangi atasan"), **points),
    }
    note = _("Selisih paling sedikit {batas} poin. Urut abjad; bahan dialog, bukan penilaian.")
    table = frame.sort_values(["nama", "nip"], ignore_index=True)
    title = _("Dialog yang didahulukan: pandangan yang jauh berbeda")
    values = {"batas": Quantity(limit, decimals=1)}
    return Table(table, "dialog-dahulu", title, columns, note=note, values=values, **_PERSONS)


def _list_friends(review: AppraisalReview) -> Table:
    """List pairs of peers that the rule flags."""
    rows = review.friends
    frame = pd.DataFrame(
        {
            "nama": _name(review, rows["first"]),
            "nip": rows["first"],
            "unit": _unit(review, rows["first"]),
            "rekan": _name(review, rows["second"]),
            "rekan_nip": rows["second"],
            "memberi": rows["first_gives"],
            "menerima": rows["second_gives"],
        }
    ).sort_values(["nama", "rekan"], ignore_index=True)
    points = {"unit": POINTS, "decimals": 1}
    columns = {
        **_WHO,
        "rekan": Column(_("Rekan"), "text"),
        "rekan_nip": Column(_("NIP rekan"), "person"),
        "memberi": Column(_("Memberi"), **points),
        "menerima": Column(_("Menerima"), **points),
    }
    title = _("Rekan yang saling memberi nilai jauh lebih tinggi daripada penilai lain")
    return Table(frame, "rekan-timbal-balik", title, columns, **_PERSONS)


def _list_wrong(review: AppraisalReview) -> Table:
    """List the pairs whose label runs the wrong way."""
    rows = review.reversed
    frame = pd.DataFrame(
        {
            "nama": _name(review, rows["penilai"]),
            "nip": rows["penilai"],
            "unit": _unit(review, rows["penilai"]),
            "label": rows["hubungan"],
            "dinilai": _name(review, rows["dinilai"]),
            "dinilai_nip": rows["dinilai"],
        }
    ).sort_values(["nama", "dinilai"], ignore_index=True)
    columns = {
        **_WHO,
        "label": Column(_("Tercatat sebagai"), "text"),
        "dinilai": Column(_("Bagi pegawai"), "text"),
        "dinilai_nip": Column(_("NIP pegawai"), "person"),
    }
    return Table(frame, "arah-terbalik", _("Label hubungan yang terbalik"), columns, **_PERSONS)
