"""Tables of rise and decline of people."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.i18n import _
from kinerja_lib.performance.objections.review import ObjectionReview
from kinerja_lib.performance.results.tables import SOURCE, name_people
from kinerja_lib.performance.trajectories.findings import GROUPS
from kinerja_lib.performance.trajectories.review import FALLING, OUTCOMES, TrajectoryReview
from kinerja_lib.privacy.withholding import MINIMUM
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

MEASURES = {"kerja": _("rating hasil kerja, 1–3"), "tingkat": _("predikat, 1–5")}
RULE = _(
    "Diikuti: {ukuran}, dibandingkan dengan rerata unit pada periode yang sama (seluruh pegawai "
    "bila unit kurang dari lima orang), paling banyak {jendela} periode. Membaik atau menurun: "
    "terpilih dari {n} pegawai dengan sekitar {salah} dugaan keliru di antara yang terpilih, "
    "dibandingkan dengan urutan periode yang diacak, dan paling sedikit {batas} tingkat setahun. "
    "Tidak berubah: selang 95% orang itu sendiri berada di dalam ±{batas}."
)


def _rule_values(review: TrajectoryReview) -> dict[str, object]:
    return {
        "ukuran": MEASURES[review.measure],
        "jendela": str(review.window),
        "n": _("semua") if review.stated is None else Quantity(review.stated),
        "salah": limit_quantity(review.level * 100, "%"),
        "batas": limit_quantity(review.margin),
    }


def tabulate_outcomes(review: TrajectoryReview) -> Table:
    """Count people by how their results move."""
    counts = review.counts
    total = int(counts.sum())
    # A row that would give a small count by subtraction has no size, so it is withheld.
    least = MINIMUM["public"]["kinerja"]
    sizes = [None if k in review.hidden and counts[k] >= least else total for k in OUTCOMES]
    frame = pd.DataFrame({"hasil": list(OUTCOMES), "pegawai": counts.to_numpy(), "n": sizes})
    frame = frame.astype({"n": "Int64"})
    columns = {
        "hasil": Column(_("Perubahan hasil"), "key"),
        "pegawai": Column(_("Pegawai"), "count"),
        "n": Column(_("Dari"), "n"),
    }
    return Table(
        frame,
        "perjalanan",
        _("Pegawai menurut perubahan hasilnya antarperiode"),
        columns,
        values=_rule_values(review),
        note=RULE,
        source=SOURCE,
    )


_NUMBER = {"decimals": 2, "missing": NOT_COMPUTABLE, "reason_from": "alasan"}
_RETURN_COLUMNS = {
    "kelompok": Column(_("Predikat sebelumnya"), "key"),
    "n": Column(_("Pegawai"), "n"),
    "sebelum": Column(_("Rerata sebelum"), **_NUMBER),
    "sesudah": Column(_("Rerata sesudah"), **_NUMBER),
    "harapan": Column(_("Harapan tanpa perubahan"), short=_("Harapan"), **_NUMBER),
    "bagian": Column(
        _("Dijelaskan regresi ke rerata"), unit="%", short=_("Regresi"),
        missing=NOT_COMPUTABLE, reason_from="alasan",
    ),
}  # fmt: skip


def tabulate_returns(review: TrajectoryReview) -> Table:
    """Show how much of the last change is return to the mean."""
    frame = review.returns.assign(
        kelompok=[GROUPS[name] for name in review.returns["kelompok"]],
        alasan=[_("kurang dari tiga periode, atau tanpa keragaman") if reason else ""
                for reason in review.returns["alasan"]],
    )  # fmt: skip
    last = [name_period(period, short=True) for period in review.periods[-2:]]
    return Table(
        frame,
        "regresi",
        _("Perubahan yang dapat dijelaskan regresi ke rerata, {awal} sampai {akhir}"),
        _RETURN_COLUMNS,
        fold=True,
        values={"awal": last[0] if last else "", "akhir": last[-1] if last else ""},
        note=_(
            "Tingkat predikat: 1 Sangat Kurang sampai 5 Sangat Baik. Nilai yang jauh dari rerata "
            "cenderung kembali mendekat tanpa perubahan apa pun pada orangnya. Di atas 100%: "
            "perubahannya lebih kecil daripada harapan itu."
        ),
        source=SOURCE,
    )


def tabulate_members(review: TrajectoryReview) -> Table:
    """Count who is there, new and lost in each period."""
    frame = review.members.assign(
        nama=[name_period(period, short=True) for period in review.members["periode"]]
    )
    columns = {
        "nama": Column(_("Periode"), "key"),
        "present": Column(_("Pegawai tercatat"), "n"),
        "new": Column(_("Baru tercatat"), "count"),
        "lost": Column(_("Tidak tercatat lagi"), "count"),
    }
    return Table(
        frame,
        "panel",
        _("Pegawai yang baru dan yang tidak tercatat lagi tiap periode"),
        columns,
        fold=True,
        note=_("Perbandingan per orang hanya memakai periode yang orang itu punya."),
        source=SOURCE,
    )


_DECLINE_COLUMNS = {
    "nama": Column(_("Nama"), "person"),
    "nip": Column(_("NIP"), "person"),
    "unit": Column(_("Unit kerja"), "key"),
    "n": Column(_("Periode"), "value"),
    "kemiringan": Column(_("Perubahan setahun, tingkat"), decimals=2, short=_("Setahun")),
    "low": Column(_("Batas bawah 95%"), decimals=2),
    "high": Column(_("Batas atas 95%"), decimals=2),
    "keberatan": Column(_("Nomor keberatan"), "text", missing=_("tidak ada")),
}


def tabulate_decline(
    review: TrajectoryReview, objections: ObjectionReview | None = None
) -> list[Table]:
    """List people with a lasting decline, internal only, by name; no table without any."""
    people = review.people[review.people["hasil"] == FALLING]
    if people.empty:
        return []
    rows = review.results.periodic
    last = (
        rows.sort_values("periode", kind="stable")
        .drop_duplicates("nip", keep="last")
        .set_index("nip")
    )
    people = people.assign(
        unit_id=people["nip"].map(last["unit_id"]), periode=people["nip"].map(last["periode"])
    )
    mark = objections.mark(people) if objections else pd.Series("", index=people.index)
    people = people.assign(**name_people(review.results, people), keberatan=mark.replace("", None))
    return [
        Table(
            people.sort_values(["nama", "nip"]),
            "penurunan-daftar",
            _("Pegawai dengan penurunan yang melebihi kebetulan, menurut abjad"),
            _DECLINE_COLUMNS,
            subject="umum",
            editions=("internal",),
            fold=True,
            values=_rule_values(review),
            note=RULE,
        )
    ]
