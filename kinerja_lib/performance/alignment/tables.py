"""Tables of alignment: coverage by level, loose ends, load of indicators, units."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.performance.alignment.load import FEWEST_NAMED
from kinerja_lib.performance.alignment.review import AlignmentReview
from kinerja_lib.performance.alignment.work import BELOW, SMALL, UNKNOWN, WITHIN
from kinerja_lib.performance.cycle.people import name_units
from kinerja_lib.publish import Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

LEVEL_NAMES = {
    "visi": _("Visi"),
    "misi": _("Misi"),
    "tujuan": _("Tujuan"),
    "sasaran": _("Sasaran"),
    "iku": _("IKU"),
    "butir": _("Butir SKP utama"),
    "pekerjaan": _("Pekerjaan yang dilaporkan"),
    "kegiatan": _("Kegiatan unit"),
}
NO_CARD, NO_GOAL, NO_PLAN = "tanpa IKU", "tanpa tujuan", "tanpa butir SKP"
OVERLOAD, FAIR = "kelebihan beban", "wajar"
KINDS = {BELOW: "bad", WITHIN: "ok", SMALL: "na", UNKNOWN: "na"}
# Levels for which a column asks nothing.
NOT_ASKED = {
    "ke_atas": ("visi",),
    "lewat_pimpinan": ("visi", "misi", "tujuan", "sasaran", "iku", "kegiatan"),
    "ke_bawah": ("butir", "pekerjaan", "kegiatan"),
}


_LOAD_COLUMNS = {
    "nama": Column(_("IKU"), "key"),
    "beban": Column(_("Beban"), "verdict", kinds={OVERLOAD: "warn", FAIR: "ok"}),
    "butir": Column(_("Butir SKP utama"), "count", short=_("Butir SKP")),
    "program": Column(_("Jenis kegiatan per unit"), "count", short=_("Jenis kegiatan")),
    "kegiatan": Column(_("Kegiatan"), "count"),
}
_SHARE = {"unit": "%", "decimals": 1, "missing": NOT_COMPUTABLE}
_UNIT_COLUMNS = {
    "nama": Column(_("Unit"), "key"),
    "kelas": Column(_("Kaitan pekerjaan"), "verdict", kinds=KINDS),
    "pegawai": Column(_("Pegawai dengan SKP"), "n", short=_("n")),
    "persen_skp": Column(_("Pekerjaan merujuk SKP"), **_SHARE),
    "persen_iku": Column(_("Pekerjaan terkait IKU"), **_SHARE),
}


def tabulate_levels(review: AlignmentReview) -> Table:
    """Show how many of each level are tied to the level above and below."""
    level = review.levels["tingkat"]
    asked = {
        f"alasan_{name}": level.isin(levels).map({True: NOT_APPLICABLE, False: ""})
        for name, levels in NOT_ASKED.items()
    }
    frame = review.levels.assign(tingkat=level.map(LEVEL_NAMES), **asked)
    counts = ["jumlah", *NOT_ASKED]
    return Table(
        frame.astype(dict.fromkeys(counts, "Int64")),
        "keselarasan-tingkat",
        _("Keterkaitan tiap tingkat, dari visi sampai pekerjaan"),
        {"tingkat": Column(_("Tingkat"), "key"), **_level_columns()},
        subject="umum",
        fold=True,
        helpers=("jumlah",),
        note=_(
            "Ke atas: tujuan dan misi mempunyai induk sampai puncak; IKU menyebut tujuan yang "
            "berlaku; butir, pekerjaan, dan kegiatan menyebut IKU. Ke bawah: ada IKU di bawahnya; "
            "IKU disebut paling sedikit satu butir SKP utama. Semua tercatat, tanpa selang. "
            "Pekerjaan: yang bertanggal pada periode laporan; kegiatan: sejak awal tahun."
        ),
    )


def _level_columns() -> dict[str, Column]:
    labels = (_("Terkait ke atas"), _("Hanya lewat butir pimpinan"), _("Terkait ke bawah"))
    return {
        name: Column(
            label,
            "count",
            total_from="jumlah",
            missing=NOT_COMPUTABLE,
            reason_from=f"alasan_{name}",
            short=_("Lewat pimpinan") if name == "lewat_pimpinan" else "",
        )
        for name, label in zip(NOT_ASKED, labels, strict=True)
    }


def list_ends(review: AlignmentReview) -> pd.DataFrame:
    """List goals and indicators that hang free: temuan, nama, pengampu (unit, may be missing)."""
    goals, units = review.evidence.frame("tujuan").set_index("tujuan_id"), review.evidence
    loose, unused = review.loose_cards, review.cards.loc[review.unused_cards.index]
    bare, lost = review.bare_goals, review.broken
    parts = [
        _ends(NO_CARD, bare["uraian"], goals["unit_id"].reindex(bare.index)),
        _ends(NO_GOAL, loose["nama"], loose["pemilik_unit_id"]),
        _ends(NO_PLAN, unused["nama"], unused["pemilik_unit_id"]),
        *(
            _ends(state, rows["uraian"], goals["unit_id"].reindex(rows.index))
            for state, rows in lost.groupby("keadaan")
        ),
    ]
    table = pd.concat(parts, ignore_index=True)
    return table.assign(pengampu=name_units(units, table["unit_id"]))


def _ends(kind: str, names: pd.Series, owners: pd.Series) -> pd.DataFrame:
    text = [f"{code} {name}" for code, name in names.items()]
    return pd.DataFrame(
        {"temuan": kind, "nama": text, "unit_id": owners.to_numpy(dtype=object)},
        columns=["temuan", "nama", "unit_id"],
    )


def tabulate_ends(review: AlignmentReview) -> list[Table]:
    """Name the goals and indicators that hang free; nothing where all are tied."""
    rows = list_ends(review)
    if rows.empty:
        return []
    return [
        Table(
            rows,
            "ujung-terputus",
            _("Tujuan dan IKU yang belum terkait"),
            {
                "nama": Column(_("Tujuan atau IKU"), "key"),
                "temuan": Column(
                    _("Keadaan"), "verdict", kinds=dict.fromkeys(rows["temuan"].unique(), "bad")
                ),
                "pengampu": Column(_("Unit pengampu"), "text"),
            },
            subject="umum",
            note=_("Menurut urutan kode, bukan peringkat."),
        )
    ]


def tabulate_load(review: AlignmentReview) -> list[Table]:
    """Show what each indicator carries, folded; nothing without indicators."""
    load = review.load
    if load.empty:
        return []
    over = load["lebih_butir"] | load["lebih_program"]
    named = [f"{code} {name}" for code, name in load["nama"].items()]
    frame = load.assign(nama=named, beban=over.map({True: OVERLOAD, False: FAIR}))
    if review.main.empty:
        frame = frame.assign(butir=pd.NA)
    return [
        Table(
            frame.astype({"butir": "Int64"}),
            "beban-iku",
            _("Butir SKP dan kegiatan pada tiap IKU"),
            _LOAD_COLUMNS,
            subject="umum",
            fold=True,
            values={
                "faktor": limit_quantity(review.limits.overload_factor),
                "sedikit": str(FEWEST_NAMED),
            },
            note=_(
                "Kelebihan beban: butir SKP, atau jenis kegiatan per unit, lebih dari {faktor} "
                "kali rata-rata IKU lain yang dipakai, dan paling sedikit {sedikit}. "
                "Kegiatan sejenis pada satu unit dihitung satu kali, sehingga "
                "kegiatan rutin yang sering tidak dianggap beban."
            ),
        )
    ]


def tabulate_units(review: AlignmentReview) -> list[Table]:
    """Show plans and logged work by unit, folded; nothing without both."""
    units = review.units
    if units.empty:
        return []
    return [
        Table(
            units,
            "keselarasan-unit",
            _("Keselarasan per unit"),
            _UNIT_COLUMNS,
            fold=True,
            helpers=("persen_butir", "persen_jam"),
            values={
                "batas": limit_quantity(review.limits.linked_share),
                "paling_sedikit": str(review.limits.smallest),
            },
            note=_(
                "Di bawah batas: kurang dari {batas}% pekerjaan yang dilaporkan merujuk butir SKP. "
                "Unit dengan kurang dari {paling_sedikit} pelapor tidak dibandingkan. Dalam tiap "
                "golongan menurut abjad. Semua tercatat, tanpa selang."
            ),
        )
    ]
