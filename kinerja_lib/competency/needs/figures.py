"""Figure of training need: people with a gap beside the seats of the planned year."""

from __future__ import annotations

from kinerja_lib.competency.charts.needs import plot_need
from kinerja_lib.competency.needs.review import NeedReview
from kinerja_lib.i18n import _
from kinerja_lib.publish import Figure
from kinerja_lib.publish.phrases import FEWEST, NONE, SOME, make_finding, name_few
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

TITLE = {
    SOME: _("Pegawai dengan kesenjangan lebih banyak daripada tempat pada {names}"),
    NONE: _("Di mana pelatihan ada, tempatnya tidak kurang dari pegawai dengan kesenjangan"),
}
_COLUMNS = {
    "kompetensi": Column(_("Kompetensi"), "key"),
    "n": Column(_("Pegawai dengan kesenjangan"), "n", short=_("Pegawai")),
    "kursi": Column(_("Daya tampung"), unit=_("orang"), missing=NOT_APPLICABLE),
}


def chart_need(review: NeedReview) -> list[Figure]:
    """Draw the competencies in which someone has a gap, in their usual order."""
    counts = review.needs.groupby("kompetensi").size().rename("n")
    table = review.catalogue.count_by_competency([n for n in review.gaps.names if n in counts])
    rows = table.assign(n=table["kompetensi"].map(counts))
    rows = rows.assign(kursi=rows["kursi"].where(rows["pelatihan"] > 0))
    if not len(rows) or not len(review.courses):
        return []
    short = rows[(rows["n"] > rows["kursi"]) & (rows["n"] >= FEWEST)]
    values = {"names": name_few(short["kompetensi"].tolist())}
    outcome = SOME if len(short) else NONE
    return [
        Figure(
            plot_need,
            rows[["kompetensi", "n", "kursi"]],
            "kebutuhan-kursi",
            make_finding("kebutuhan-kursi-judul", outcome, TITLE, values, place="title"),
            _COLUMNS,
            kind=_("Grafik batang"),
            value="n",
            keys=[("ok", _("pegawai dengan kesenjangan")), ("edge", _("daya tampung pelatihan"))],
            caption=_("Pegawai dengan kesenjangan dan daya tampung menurut kompetensi"),
            subtitle=_(
                "Satuan: orang. Daya tampung semua pelatihan tahun rencana untuk kompetensi itu, "
                "tanpa melihat tingkat; tempat yang ada belum berarti sesuai bagi setiap orang."
            ),
            source=_("Sumber: kompetensi, standar_kompetensi, dan pelatihan."),
        )
    ]
