"""The future gap on the page: standards and policies that come into force later."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.competency.needs.ahead import count_ahead
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, count_people, make_finding, name_few
from kinerja_lib.rules.training_need import FUTURE
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

LATER = "sesudah tahun rencana"
PLANNED, NOT_YET = _("ya"), _("belum, berlaku sesudah tahun rencana")
AVAILABLE, LACKING = _("ada"), _("tidak ada")
AHEAD = {
    SOME: _(
        "**{short} pegawai yang dinilai belum mencapai standar yang mulai berlaku sampai akhir "
        "{year}**: {names}. Ini kesenjangan mendatang: tidak termasuk kesenjangan hari ini, tetapi "
        "ikut direncanakan untuk {year}."
    ),
    LATER: _(
        "Standar {names} baru berlaku sesudah {year}, dan {short} pegawai yang dinilai belum "
        "mencapainya. Kesenjangan mendatang ini ditampilkan, belum direncanakan."
    ),
    NONE: _("Semua pegawai yang dinilai sudah mencapai standar yang akan berlaku: {names}."),
    CANNOT: _(
        "Tidak ada standar kompetensi yang ditetapkan mulai berlaku sesudah tanggal acuan, "
        "sehingga kesenjangan mendatang tidak dapat dihitung."
    ),
}


def find_ahead(review: NeedReview) -> list[Finding]:
    """Say who is short of standards of later days, apart from today's gap."""
    rows = review.ahead
    if rows.empty:
        return [make_finding("kesenjangan-mendatang", CANNOT, AHEAD, _fill(rows, review))]
    planned = rows["dihitung"].astype(bool)
    found = [
        make_finding(id, outcome if (part["tambahan"] > 0).any() else NONE, AHEAD,
                     _fill(part, review), n=_count(part), rule=FUTURE)
        for id, outcome, part in (
            ("kesenjangan-mendatang", SOME, rows[planned]),
            ("kesenjangan-sesudahnya", LATER, rows[~planned]),
        )
        if len(part)
    ]  # fmt: skip
    return found


def _fill(rows: pd.DataFrame, review: NeedReview) -> dict[str, object]:
    short = rows.loc[rows["tambahan"] > 0, "nip"].nunique()
    names = sorted(rows["kompetensi"].unique())
    year = str(review.limits.year)
    return {"short": count_people(short), "names": name_few(names), "year": year}


def _count(rows: pd.DataFrame) -> int | None:
    return int(rows.loc[rows["tingkat"].notna(), "nip"].nunique()) or None


def tabulate_ahead(review: NeedReview) -> list[Table]:
    """Show what standards of later days ask, and who is short of them beyond today."""
    rows = count_ahead(review.ahead)
    planned = rows["dihitung"].astype(bool)
    frame = rows.assign(
        dihitung=np.where(planned, PLANNED, NOT_YET), berlaku=rows["berlaku"].astype("M8[s]")
    )
    columns = {
        "kompetensi": Column(_("Kompetensi"), "key"),
        "berlaku": Column(_("Mulai berlaku"), "date"),
        "n": Column(_("Pegawai yang syaratnya naik"), "n", short=_("Pegawai")),
        "dinilai": Column(_("Dinilai"), "count"),
        "kurang": Column(_("Belum mencapai syarat baru"), "count", short=_("Belum")),
        "tambahan": Column(_("Kesenjangan mendatang"), unit=_("tingkat"), missing=NOT_COMPUTABLE),
        "dihitung": Column(_("Ikut direncanakan"), "text"),
    }
    note = _(
        "Kesenjangan mendatang: kekurangan terhadap syarat baru dikurangi kekurangan terhadap "
        "syarat hari ini. Direncanakan bila berlaku paling lambat akhir {tahun}; kesenjangan hari "
        "ini tidak berubah karenanya."
    )
    values = {"tahun": str(review.limits.year)}
    table = Table(frame, "standar-mendatang", _("Kesenjangan mendatang menurut standar yang akan "
                  "berlaku"), columns, note=note,
                  values=values)  # fmt: skip
    return ([table] if len(frame) else []) + _tabulate_policies(review)


def _tabulate_policies(review: NeedReview) -> list[Table]:
    rows = review.coming_policies
    frame = rows.assign(katalog=np.where(rows["tersedia"].astype(bool), AVAILABLE, LACKING))
    columns = {
        "nama": Column(_("Kebijakan"), "key"),
        "bidang": Column(_("Bidang tugas"), "code"),
        "tanggal": Column(_("Mulai berlaku"), "date"),
        "tenggat": Column(_("Tenggat"), "date", missing=NOT_APPLICABLE),
        "n": Column(_("Pegawai"), "n"),
        "katalog": Column(_("Pada katalog tahun rencana"), "text", short=_("Katalog")),
    }
    note = _("Berlaku sesudah tanggal acuan dan paling lambat akhir tahun rencana.")
    table = Table(frame, "kebijakan-mendatang", _("Kebijakan yang mulai berlaku dalam rencana"),
                  columns, note=note)  # fmt: skip
    return [table] if len(frame) else []
