"""Tables of subscales and items."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.columns import POINT, SHARE, SUBSCALE, give_limits
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.themes.review import CANNOT, EVEN, LESS, MORE, OPEN, ThemesReview
from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import hide_parts
from kinerja_lib.tables.columns import NOT_APPLICABLE, NOT_COMPUTABLE, Column

SOURCE = _("Sumber: survei_asn; butir dan arahnya dari params/instruments.")
SIDES = _(
    "Diharapkan: sisi jawaban yang dituju instansi, setuju atau tidak setuju menurut arah "
    "subskala; pada subskala resistensi, tidak setuju yang diharapkan. Netral: hanya titik tengah; "
    "rentang tanpa titik tengah tidak mempunyainya."
)
KINDS = {MORE: "ok", EVEN: "na", OPEN: "na", LESS: "warn", CANNOT: "na"}
_NEUTRAL = {"netral": Column(_("Netral"), unit="%", decimals=1, missing=NOT_APPLICABLE)}
_EMPTY = {"kosong": Column(_("Kosong"), **SHARE)}
_PEOPLE = {"n": Column("n", "n")}
_SIDE_COLUMNS = {
    "subskala": SUBSCALE,
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
    "harap": Column(_("Jawaban yang diharapkan"), short=_("Diharapkan"), **SHARE),
    **give_limits(SHARE, "harap_low", "harap_high"),
    "balik": Column(_("Jawaban sebaliknya"), short=_("Sebaliknya"), **SHARE),
    **_PEOPLE,
}
THEME_COLUMNS = {**_SIDE_COLUMNS, **_NEUTRAL, **_EMPTY}
_SCORE_COLUMNS = {
    "subskala": SUBSCALE,
    "rerata": Column(_("Rerata skor"), short=_("Rerata"), **POINT),
    **give_limits(POINT, "rerata_low", "rerata_high"),
    "rentang": Column(_("Rentang"), "text"),
    "efek_rancangan": Column(_("Efek rancangan"), decimals=2, missing=NOT_COMPUTABLE),
    "n": Column("n", "n"),
}
_ITEM_COLUMNS = {
    "butir": Column(_("Butir"), "key"),
    "subskala": SUBSCALE,
    "persen_harap": Column(_("Diharapkan"), unit="%", decimals=1, missing=WITHHELD),
    "persen_netral": Column(
        _("Netral"), unit="%", decimals=1, missing=WITHHELD, reason_from="sebab_netral"
    ),
    "persen_balik": Column(_("Sebaliknya"), unit="%", decimals=1, missing=WITHHELD),
    "kosong": Column(_("Kosong"), unit="%", decimals=1),
    "n": Column("n", "n"),
}


def tabulate_themes(review: ThemesReview) -> list[Table]:
    """Show the sides of the answers of each subscale, what is beside them, and the means."""
    if review.rows.empty:
        return []
    sides = Table(
        review.rows,
        "tema-sisi",
        _("Sisi jawaban tiap subskala"),
        _SIDE_COLUMNS,
        subject=SUBJECT,
        note=SIDES,
        source=SOURCE,
        helpers=("selisih", "selisih_low", "selisih_high", "p_holm"),
    )
    return [sides, _tabulate_beside(review), _tabulate_scores(review)]


def has_middle(rows: pd.DataFrame) -> bool:
    """Tell whether any range of answers has a middle, so that an answer can be neutral."""
    return bool(rows["netral"].notna().any())


def _tabulate_beside(review: ThemesReview) -> Table:
    """Show neutral answers where the range has a middle, missing ones, and the wave before."""
    rows, earlier = review.rows, review.responses.earlier
    columns = {"subskala": SUBSCALE, **(_NEUTRAL if has_middle(rows) else {}), **_EMPTY, **_PEOPLE}
    before = {"dulu": Column(_("Diharapkan, gelombang {dulu}"), **SHARE)}
    return Table(
        rows,
        "tema-kosong",
        _("Jawaban netral, jawaban kosong, dan gelombang sebelumnya"),
        columns | before if earlier else columns,
        subject=SUBJECT,
        fold=True,
        source=SOURCE,
        values={"dulu": earlier} if earlier else {},
    )


def _tabulate_scores(review: ThemesReview) -> Table:
    rows = review.rows
    ends = [f"{low}–{high}" for low, high in zip(rows["low_end"], rows["high_end"], strict=True)]
    return Table(
        rows.assign(rentang=ends),
        "tema-skor",
        _("Rerata skor tiap subskala"),
        _SCORE_COLUMNS,
        subject=SUBJECT,
        fold=True,
        helpers=("unit",),
        note=_(
            "Skor: rerata butir yang dijawab, butir berbalik arah sudah dibalik. Selang 95% "
            "menganggap pegawai satu unit mirip: galat baku tegar dengan unit sebagai klaster. "
            "Efek rancangan: varians itu dibagi varians orang yang saling bebas."
        ),
        source=SOURCE,
    )


def tabulate_items(review: ThemesReview) -> list[Table]:
    """Show each item; two sides are hidden where a side has fewer people than the limit."""
    items = review.items
    if items.empty:
        return []
    return [
        Table(
            pd.DataFrame([_item_row(row) for row in items.to_dict("records")]),
            "tema-butir",
            _("Sisi jawaban tiap butir"),
            _ITEM_COLUMNS,
            subject=SUBJECT,
            fold=True,
            helpers=("rerata", "sebab_netral"),
            values={"least": Quantity(10)},
            note=_(
                "Butir berbalik arah sudah dibalik dan ditandai (b). Bagian yang berasal dari "
                "kurang dari {least} orang tidak ditampilkan, begitu juga satu bagian lain agar "
                "yang pertama tidak dapat dihitung."
            ),
            source=SOURCE,
        )
    ]


def _item_row(row: dict[str, object]) -> dict[str, object]:
    """Turn counts into shares; what may not be shown is left empty."""
    counts = {name: int(row[name]) for name in ("harap", "netral", "balik")}
    hidden = hide_parts({k: v for k, v in counts.items() if k != "netral" or row["tengah"]})
    n = int(row["n"])
    alone = n and n in counts.values()
    shares = {
        f"persen_{name}": None if name in hidden or alone or not n else 100 * count / n
        for name, count in counts.items()
    }
    if not row["tengah"]:
        shares["persen_netral"] = None
    label = str(row["kode"]) + (" (b)" if row["berbalik"] else "")
    return {
        "butir": f"{label}: {row['teks']}" if row["teks"] else label,
        "subskala": row["subskala"],
        **shares,
        "sebab_netral": None if row["tengah"] else NOT_APPLICABLE,
        "kosong": row["kosong"],
        "rerata": row["rerata"],
        "n": n,
    }
