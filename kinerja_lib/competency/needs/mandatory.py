"""Courses that policies make mandatory: who must attend, the seats, and what to do about fewer."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from kinerja_lib.basis.offices import TRAINING_OFFICE
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import (
    CANNOT,
    NONE,
    SOME,
    count_people,
    count_quantity,
    date_values,
    make_finding,
    name_few,
)
from kinerja_lib.rules.training_need import POLICY
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

SEVERAL, UNKNOWN = "beberapa", "tanpa daya tampung"
MANDATORY = {
    SOME: _(
        "**{people} pegawai wajib mengikuti {names} pada {year}, tetapi daya tampungnya "
        "kurang {lacking} tempat.** Buka {classes} kelas lagi, kira-kira {cost}, atau sepakati "
        "dengan pemilik kebijakan siapa yang ikut sesudah tenggat."
    ),
    SEVERAL: _(
        "**Pelatihan wajib {names} kurang {lacking} tempat pada {year}.** Buka {classes} kelas "
        "lagi, kira-kira {cost}; pembagiannya ada pada tabel."
    ),
    UNKNOWN: _(
        "Daya tampung pelatihan wajib {names} tidak diketahui, sehingga kecukupannya tidak dapat "
        "dihitung. Lengkapi peserta_maks pada katalog."
    ),
    NONE: _("Pelatihan wajib {names} mempunyai tempat bagi {people} pegawai yang harus ikut."),
    CANNOT: _("Katalog {year} tidak memuat pelatihan yang diwajibkan kebijakan."),
}
ASK = {
    SOME: _(
        "Minta {office} membuka {classes} kelas lagi untuk pelatihan wajib {names}, paling lambat "
        "{tanggal} {bulan} {tahun}."
    )
}


def count_mandatory(review: NeedReview) -> pd.DataFrame:
    """Count by course of the planned year who must attend, and the seats.

    Returns
    -------
    DataFrame
        By pelatihan_id: nama, kebijakan, tenggat (first one), n (people who must attend), kursi
        (seats of all classes, NaN unknown), kurang (seats lacking, 0 or more, NaN unknown), kelas
        (further classes that would hold them), biaya (of those classes and heads, rupiah, NaN
        where a cost is unknown).
    """
    wanted = review.pairs[review.pairs["wajib"]].groupby("pelatihan_id").size().rename("n")
    courses = review.courses.reindex(wanted.index)
    policies = pd.concat([review.policies, review.coming_policies])
    named = policies.groupby("pelatihan_id").agg(kebijakan=("nama", "; ".join),
                                                 tenggat=("tenggat", "min"))  # fmt: skip
    seats = courses["peserta_maks"] * courses["kelas_maks"].fillna(1)
    lacking = (wanted - seats).clip(lower=0.0)
    classes = np.ceil(lacking / courses["peserta_maks"])
    cost = classes * courses["biaya_kelas"] + lacking * courses["biaya_peserta"]
    table = pd.DataFrame({"nama": courses["nama"], "n": wanted, "kursi": seats, "kurang": lacking})
    return table.assign(kelas=classes, biaya=cost).join(named.reindex(wanted.index))


def find_mandatory(review: NeedReview) -> Finding:
    """Say whether the mandatory courses have a seat for everyone, and what to do where not."""
    rows = count_mandatory(review)
    short = rows[rows["kurang"] > 0]
    unknown = rows[rows["kursi"].isna()]
    shown = short if len(short) else unknown if len(unknown) else rows
    outcome = CANNOT if rows.empty else UNKNOWN if len(unknown) else NONE
    if len(short):
        outcome = SOME if len(short) == 1 else SEVERAL
    values = {
        "people": count_people(int(shown["n"].sum())),
        "names": name_few(shown["nama"].tolist()),
        "year": str(review.limits.year),
        "lacking": count_people(int(short["kurang"].sum())),
        "classes": count_quantity(int(short["kelas"].sum())),
        "cost": _write_cost(short),
    }
    options = {"n": int(rows["n"].sum()) or None, "rule": POLICY}
    return make_finding("wajib-tempat", outcome, MANDATORY, values, **options)


def _write_cost(short: pd.DataFrame) -> Quantity | str:
    if short.empty or short["biaya"].isna().any():
        return _("biaya belum diketahui")
    return Quantity(float(short["biaya"].sum()) / 1e6, _("juta rupiah"), 1)


def find_mandatory_request(review: NeedReview, deadline: dt.date) -> list[Finding]:
    """Ask for the classes that lack."""
    rows = count_mandatory(review)
    short = rows[rows["kurang"] > 0]
    if short.empty:
        return []
    values = date_values(deadline) | {
        "office": TRAINING_OFFICE,
        "names": name_few(short["nama"].tolist()),
        "classes": count_quantity(int(short["kelas"].sum())),
    }
    return [make_finding("minta-kelas-wajib", SOME, ASK, values, place="ask")]


def tabulate_mandatory(review: NeedReview) -> list[Table]:
    """Show the mandatory courses with people, seats, and what would hold those without one."""
    frame = count_mandatory(review).reset_index()
    columns = {
        "nama": Column(_("Pelatihan wajib"), "key"),
        "n": Column(_("Wajib ikut"), "n"),
        "kursi": Column(_("Daya tampung"), unit=_("orang"), missing=NOT_COMPUTABLE),
        "kurang": Column(_("Kurang tempat"), missing=NOT_COMPUTABLE),
        "kelas": Column(_("Kelas tambahan yang menampungnya"), missing=NOT_COMPUTABLE,
                        short=_("Kelas +")),
        "biaya": Column(_("Biaya tambahannya"), unit=_("Rp"), missing=NOT_COMPUTABLE),
        "pelatihan_id": Column(_("Kode"), "code"),
        "kebijakan": Column(_("Kebijakan"), "code"),
        "tenggat": Column(_("Tenggat"), "date", missing=NOT_APPLICABLE),
    }  # fmt: skip
    note = _(
        "Wajib: pegawai aktif bidang yang terkena kebijakan dan belum mengikuti pelatihannya. "
        "Kebijakan yang baru berlaku dalam tahun rencana ikut dihitung."
    )
    table = Table(frame, "pelatihan-wajib", _("Pelatihan wajib pada {tahun} dan daya tampungnya"),
                  columns, note=note, values={"tahun": str(review.limits.year)})  # fmt: skip
    return [table] if len(frame) else []
