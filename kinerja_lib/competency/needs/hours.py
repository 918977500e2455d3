"""Hours of training this year: who has the floor for PNS, who is above the ceiling for PPPK."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.needs.attendance import PNS_KEY, PPPK_KEY
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import (
    ALL,
    CANNOT,
    FEW,
    NEARLY,
    NONE,
    SOME,
    count_people,
    date_values,
    make_finding,
    name_people,
)
from kinerja_lib.rules.training_hours import HoursVerdict
from kinerja_lib.tables.columns import Column

HOURS = {
    SOME: _(
        "**{below} dari {judged} PNS belum mempunyai {floor} JP pada {year}** sampai {tanggal} "
        "{bulan}; tahun ini belum selesai."
    ),
    ALL: _("**Semua PNS, {judged} orang, belum mempunyai {floor} JP pada {year}** sampai {tanggal} "
           "{bulan}; tahun ini belum selesai."),
    NEARLY: _(
        "**Hampir semua dari {judged} PNS belum mempunyai {floor} JP pada {year}** sampai "
        "{tanggal} {bulan}; tahun ini belum selesai."
    ),
    FEW: _("Kurang dari sepuluh dari {judged} PNS belum mempunyai {floor} JP pada {year}."),
    NONE: _("Semua PNS, {judged} orang, sudah mempunyai paling sedikit {floor} JP pada {year}."),
    CANNOT: _("JP tahun ini tidak dapat dihitung karena belum ada data peserta pelatihan."),
}  # fmt: skip
CEILING = {
    SOME: _("{above} pegawai PPPK melebihi batas {ceiling} JP pada {year}."),
    NONE: _("Tidak ada pegawai PPPK yang melebihi batas {ceiling} JP pada {year}."),
}


def find_hours(review: NeedReview) -> list[Finding]:
    """Say how many PNS are below the floor, and how many PPPK above the ceiling, so far."""
    verdicts = review.hours["hasil"]
    below = int((verdicts == HoursVerdict.BELOW).sum())
    judged = below + int((verdicts == HoursVerdict.MET).sum())
    above = int((verdicts == HoursVerdict.ABOVE).sum())
    limits = review.evidence.rules["jp.setahun"]
    values = date_values(review.evidence.reference_date) | {
        "below": count_people(below),
        "judged": count_people(judged),
        "above": count_people(above),
        "floor": Quantity(float(limits[PNS_KEY])),
        "ceiling": Quantity(float(limits[PPPK_KEY])),
        "year": str(review.evidence.year),
    }
    outcome = name_people(below, judged)
    found = [make_finding("jp-pns", outcome, HOURS, values, n=judged or None, rule="jp.pns")]
    contract = above + int((verdicts == HoursVerdict.WITHIN).sum())
    if contract:
        outcome = SOME if above else NONE
        options = {"n": contract, "rule": "jp.pppk"}
        found.append(make_finding("jp-pppk", outcome, CEILING, values, **options))
    return found


def tabulate_hours(review: NeedReview) -> list[Table]:
    """Count PNS by unit, with those below the floor so far."""
    verdicts = review.hours.join(review.staff["unit_id"])
    rows = verdicts[verdicts["hasil"].isin([str(HoursVerdict.MET), str(HoursVerdict.BELOW)])]
    grouped = rows.assign(kurang=rows["hasil"] == str(HoursVerdict.BELOW)).groupby("unit_id")
    frame = pd.DataFrame(
        {"n": grouped.size(), "kurang": grouped["kurang"].sum(), "jp": grouped["jp"].median()}
    ).reset_index()
    names = review.evidence.name_units(frame["unit_id"])
    frame = frame.assign(nama=names).sort_values("nama", ignore_index=True, kind="stable")
    columns = {
        "nama": Column(_("Unit"), "key"),
        "n": Column(_("PNS"), "n"),
        "kurang": Column(_("Di bawah batas"), "count"),
        "jp": Column(_("JP, median"), unit=_("JP"), decimals=0, quantile=0.5),
    }
    note = _(
        "Batas bawah {batas} JP setahun berlaku bagi PNS; JP yang diakui sampai tanggal acuan. "
        "PPPK mempunyai batas atas, bukan batas bawah."
    )
    floor = {"batas": Quantity(float(review.evidence.rules["jp.setahun"][PNS_KEY]))}
    table = Table(frame, "jp-unit", _("JP tahun ini menurut unit, PNS"), columns, note=note,
                  values=floor, fold=True)  # fmt: skip
    return [table] if len(frame) else []
