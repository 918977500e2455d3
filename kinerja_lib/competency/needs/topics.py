"""Training topics from indicators below their plan, on the page."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity, Table
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, count_quantity, make_finding, name_few
from kinerja_lib.rules.training_need import INDICATOR, Verdict
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

KINDS = {str(Verdict.TRIGGERS): "bad", str(Verdict.BELOW): "ok", str(Verdict.NO_DATA): "na"}
UNMAPPED, TO_FILL = "tanpa topik", _("belum diisi pada kartu indikator")
INDICATORS = {
    SOME: _(
        "**Indikator {names} tidak mencapai rencana pada {periods} periode terakhir.** Topik "
        "pelatihan bidangnya: {topics}."
    ),
    UNMAPPED: _(
        "**Indikator {names} tidak mencapai rencana pada {periods} periode terakhir**, tetapi "
        "belum ada topik pelatihannya. Isi kompetensi pada kartu indikator."
    ),
    NONE: _("Tidak ada indikator yang memicu pelatihan pada bidangnya."),
    CANNOT: _(
        "Topik pelatihan dari indikator tidak dapat ditentukan, karena tidak ada indikator yang "
        "bidang dan realisasinya diketahui."
    ),
}


def find_indicators(review: NeedReview) -> Finding:
    """Say which indicators trigger training in their field, and on what."""
    rows, topics = review.indicators, review.topics
    names = topics["kompetensi"].dropna().drop_duplicates().tolist()
    hit = rows.loc[rows["hasil"] == str(Verdict.TRIGGERS), "nama"].tolist()
    outcome = NONE if rows["n"].sum() else CANNOT
    if hit:
        outcome = SOME if names else UNMAPPED
    values = {
        "names": name_few(hit),
        "topics": names,
        "periods": count_quantity(int(review.evidence.rules["pelatihan.periode_indikator"])),
    }
    n = int(rows["n"].sum()) or None
    return make_finding("indikator-topik", outcome, INDICATORS, values, n=n, rule=INDICATOR)


def count_topics(review: NeedReview) -> pd.DataFrame:
    """Count by field and topic who is rated and who has a gap today.

    Columns bidang, kompetensi, indikator (names), n (active people of the field), dinilai (of them
    rated in the competency), kurang (of them with a gap).
    """
    topics = review.topics.dropna(subset="kompetensi")
    grouped = topics.groupby(["bidang", "kompetensi"])["nama"].agg("; ".join)
    table = grouped.rename("indikator").reset_index()
    size = review.staff["bidang"].value_counts()
    cells = review.gaps.cells
    cells = cells.assign(
        bidang=review.staff["bidang"].reindex(cells["nip"]).to_numpy(),
        kompetensi=cells["kompetensi"].astype(str),
        ada=cells["tingkat"].notna(),
        lebih=cells["kekurangan"] > 0,
    )
    counts = cells.groupby(["bidang", "kompetensi"])[["ada", "lebih"]].sum()
    keys = pd.MultiIndex.from_frame(table[["bidang", "kompetensi"]])
    counts = counts.reindex(keys).fillna(0).astype(int)
    return table.assign(
        n=table["bidang"].map(size).fillna(0).astype(int),
        dinilai=counts["ada"].to_numpy(),
        kurang=counts["lebih"].to_numpy(),
    )


def tabulate_indicators(review: NeedReview) -> list[Table]:
    """Show each indicator with its field, units below, verdict and topics."""
    rows = review.indicators
    grouped = review.topics.dropna(subset="kompetensi").groupby("iku_id")["kompetensi"]
    named = rows["iku_id"].map(grouped.agg("; ".join)).astype(object)
    bare = named.isna() & (rows["hasil"] == str(Verdict.TRIGGERS))
    frame = rows.assign(topik=named.mask(bare, TO_FILL))
    columns = {
        "nama": Column(_("Indikator"), "key"),
        "bidang": Column(_("Bidang tugas"), "code"),
        "n": Column(_("Unit yang dapat dinilai"), short=_("Unit")),
        "bawah": Column(_("Di bawah rencana"), short=_("Di bawah")),
        "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
        "topik": Column(_("Topik pelatihan"), "text", missing=NOT_APPLICABLE),
    }
    rules = review.evidence.rules
    values = {
        "periode": str(rules["pelatihan.periode_indikator"]),
        "bagian": Quantity(float(rules["pelatihan.bagian_indikator"])),
    }
    note = _(
        "Di bawah rencana: {periode} periode terakhir yang dilaporkan, paling lama dua tahun, "
        "semuanya tidak mencapai rencana. Memicu: paling sedikit {bagian}% unit. Semua unit "
        "dihitung, jadi tanpa selang. Topik adalah pilihan pada kartu, bukan sebab yang diukur."
    )
    table = Table(frame, "indikator-bidang", _("Indikator dan topik pelatihan bidangnya"), columns,
                  subject="umum", note=note, values=values, fold=True)  # fmt: skip
    return [table] if len(frame) else []


def tabulate_topics(review: NeedReview) -> list[Table]:
    """Show by field and topic how many people lack what."""
    frame = count_topics(review)
    columns = {
        "bidang": Column(_("Bidang tugas"), "key"),
        "kompetensi": Column(_("Topik pelatihan"), "code"),
        "n": Column(_("Pegawai bidang itu"), "n", short=_("Pegawai")),
        "dinilai": Column(_("Dinilai"), "count"),
        "kurang": Column(_("Dengan kesenjangan"), "count"),
        "indikator": Column(_("Indikator"), "code"),
    }
    note = _("Yang menjadi peserta adalah pegawai dengan kesenjangan pada topik itu.")
    table = Table(frame, "topik-bidang", _("Topik pelatihan dari indikator, menurut bidang"),
                  columns, note=note)  # fmt: skip
    return [table] if len(frame) else []
