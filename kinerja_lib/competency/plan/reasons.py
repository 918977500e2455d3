"""Say of each recommendation why, why not the next better course, and what would change it."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.plan.pose import HOURS_ONLY
from kinerja_lib.competency.plan.review import PlanReview
from kinerja_lib.competency.plan.words import CAUSES, HOURS_REASON
from kinerja_lib.i18n import _, format_number
from kinerja_lib.rules.training_need import GAP

COLUMNS = (
    *("nip", "nama", "unit", "pelatihan_id", "pelatihan", "kelas", "jp", "wajib", "kompetensi"),
    *("tingkat", "syarat", "sumber", "tanggal", "kode", "alasan", "lebih_baik", "sebab"),
    "perubahan",
)
WITH_GAP = _(
    "{kompetensi}: tingkat {tingkat} dari {syarat} yang dipersyaratkan ({sumber}, {tanggal}); "
    "pelatihan ini menutup {naik} tingkat."
)
LATER = _(
    "{kompetensi}: tingkat {tingkat}; {syarat} yang akan dipersyaratkan dalam tahun rencana "
    "({sumber}, {tanggal}); pelatihan ini menutup {naik} tingkat."
)
MANDATORY = _("Wajib menurut kebijakan.")
CHANCE = _("Kesempatan atau kewajiban pada bidang tugas; tidak menutup kesenjangan yang dinilai.")


def list_recommendations(review: PlanReview) -> pd.DataFrame:
    """List recommendations by course, class, unit and name: `COLUMNS`.

    kode holds the reason codes joined by "; ", alasan the sentence; lebih_baik names the course of
    higher value that the person did not get, missing where there is none, sebab what stood in the
    way and perubahan what would change it.
    """
    rows = review.chosen
    cells = review.needs.cells[["nip", "kompetensi", "tingkat", "syarat", "sumber", "tanggal"]]
    cells = cells.assign(
        kompetensi=cells["kompetensi"].astype(str), sumber=cells["sumber"].astype(str)
    )
    rows = rows.assign(kompetensi=rows["kompetensi"].astype(object))
    rows = rows.merge(cells, how="left", on=["nip", "kompetensi"])
    rows = _add_next_best(review, rows)
    courses = review.offer.courses
    table = rows.assign(
        unit=review.needs.evidence.name_units(rows["unit_id"]),
        pelatihan=rows["pelatihan_id"].map(courses["nama"]),
        jp=rows["pelatihan_id"].map(courses["jp"]),
        kode=["; ".join(codes) for codes in rows["alasan"]],
        alasan=_write_reasons(rows),
    )
    return table[list(COLUMNS)]


def _add_next_best(review: PlanReview, rows: pd.DataFrame) -> pd.DataFrame:
    best = review.next_best.reindex(rows["nip"])
    better = (best["nilai"].to_numpy() > rows["nilai"].to_numpy()) & best[
        "nilai"
    ].notna().to_numpy()
    names = best["pelatihan_id"].map(review.offer.courses["nama"])
    words = best["kode"].map(lambda code: CAUSES.get(code, (None, None)))
    return rows.assign(
        lebih_baik=names.where(better, None).to_numpy(dtype=object),
        sebab=[w[0] if ok else None for w, ok in zip(words, better, strict=True)],
        perubahan=[w[1] if ok else None for w, ok in zip(words, better, strict=True)],
    )


def _write_reasons(rows: pd.DataFrame) -> list[str]:
    return [_write_reason(row) for row in rows.to_dict("records")]


def _write_reason(row: dict[str, object]) -> str:
    lead = _(MANDATORY) + " " if row["wajib"] else ""
    if row["alasan"] == (HOURS_ONLY,):
        return lead + _(HOURS_REASON)
    if pd.isna(row["tingkat"]) or not row["naik"]:
        return lead + _(CHANCE)
    day = "–" if pd.isna(row["tanggal"]) else pd.Timestamp(row["tanggal"]).date().isoformat()
    words = WITH_GAP if GAP in row["alasan"] else LATER
    return lead + _(words).format(
        kompetensi=row["kompetensi"],
        tingkat=format_number(float(row["tingkat"]), 0),
        syarat=format_number(float(row["syarat"]), 0),
        sumber=row["sumber"] if isinstance(row["sumber"], str) else "–",
        tanggal=day,
        naik=format_number(float(row["naik"]), 0),
    )
