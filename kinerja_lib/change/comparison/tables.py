"""Tables of groups: tests, means, pairs, weighted means."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.change.columns import POINT, SUBSCALE, give_limits
from kinerja_lib.change.comparison.findings import SMALL_EFFECT
from kinerja_lib.change.comparison.limits import COMPARED
from kinerja_lib.change.comparison.meaning import BARRED, is_barred, say_cause
from kinerja_lib.change.comparison.meaning import KINDS as MEANING_KINDS
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import ALIKE, CANNOT, OPEN
from kinerja_lib.change.words import GROUPINGS, say_lack, slug
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import count_people, count_quantity, limit_quantity
from kinerja_lib.tables.columns import NOT_COMPUTABLE, Column

SOURCE = _("Sumber: survei_asn; jenis unit dari unit.")
DIFFER = _("berbeda")
KINDS = {DIFFER: "warn", ALIKE: "ok", OPEN: "na", BARRED: "na", CANNOT: "na"}
TESTS = _(
    "Dibandingkan: {n} uji untuk {groupings} pengelompokan; koreksi Holm di dalam tiap "
    "pengelompokan. Uji Welch dengan Games-Howell; bila skor miring (kemiringan di atas {skew}) "
    "atau {ends} skor menumpuk di ujung skala: Kruskal-Wallis dengan Dunn dan Holm. Untuk jenis "
    "unit yang dibandingkan rerata unit, bukan orang. Ukuran efek: omega kuadrat (Welch) atau "
    "epsilon kuadrat (Kruskal-Wallis), bagian ragam yang berasal dari perbedaan kelompok; "
    "selangnya pada berkas CSV. Kelompok yang tidak ditampilkan tidak dibandingkan, begitu juga "
    "rerata yang menurut bagian Struktur belum dapat dibandingkan."
)
WEIGHTS = _(
    "Bobot: raking ke {names} pegawai aktif; bobot paling besar {largest} kali rerata, {trimmed} "
    "dipotong. Bobot mengoreksi susunan responden, bukan sebab seseorang tidak menjawab."
)
_TEST_COLUMNS = {
    "subskala": SUBSCALE,
    "hasil": Column(_("Kesimpulan"), "verdict", kinds=KINDS),
    "menurut": Column(_("Menurut"), "key"),
    "uji": Column(_("Uji"), "text"),
    "p_holm": Column(_("p Holm"), decimals=3, missing=NOT_COMPUTABLE, reason_from="sebab"),
    "efek": Column(_("Ukuran efek"), decimals=3, missing=NOT_COMPUTABLE),
    "n": Column("n", "n"),
}
GROUP_COLUMNS = {
    "subskala": SUBSCALE,
    "kelompok": Column(_("Kelompok"), "key"),
    "rerata": Column(_("Rerata skor"), short=_("Rerata"), **POINT),
    **give_limits(POINT, "rerata_low", "rerata_high"),
    "guna": Column(_("Antarkelompok"), "verdict", kinds=MEANING_KINDS),
    "n": Column("n", "n"),
}
_PAIR_COLUMNS = {
    "subskala": SUBSCALE,
    "pasangan": Column(_("Pasangan"), "key"),
    "selisih": Column(_("Selisih, kedua dikurangi pertama"), short=_("Selisih"), **POINT),
    **give_limits(POINT, "selisih_low", "selisih_high"),
    "efek": Column(_("Hedges g"), decimals=2, missing=NOT_COMPUTABLE),
    "n": Column("n", "n"),
}
_WEIGHT_COLUMNS = {
    "subskala": SUBSCALE,
    "rerata": Column(_("Rerata tanpa bobot"), short=_("Tanpa bobot"), **POINT),
    "tertimbang": Column(_("Rerata tertimbang"), short=_("Tertimbang"), **POINT),
    **give_limits(POINT, "tertimbang_low", "tertimbang_high"),
    "beda": Column(_("Selisih"), **POINT),
    "n": Column("n", "n"),
}


def tabulate_tests(review: ComparisonReview) -> list[Table]:
    """Show the test of each subscale by each grouping."""
    if review.answers is None or review.tests.empty:
        return []
    return [
        Table(
            _frame_tests(review),
            "kelompok-uji",
            _("Apakah skor berbeda antarkelompok"),
            _TEST_COLUMNS,
            subject=SUBJECT,
            fold=True,
            helpers=(
                *("statistik", "df1", "df2", "p", "efek_low", "efek_high"),
                *("dihitung", "sebab", "setara"),
            ),
            values=_describe_tests(review),
            note=TESTS,
            source=SOURCE,
        )
    ]


def _describe_tests(review: ComparisonReview) -> dict[str, object]:
    return {
        "n": count_quantity(int(review.tests["p"].notna().sum())),
        "groupings": count_quantity(len(COMPARED)),
        "skew": Quantity(review.limits.skew, decimals=1),
        "ends": limit_quantity(review.limits.ends, "%"),
    }


def _frame_tests(review: ComparisonReview) -> pd.DataFrame:
    tests = review.tests
    people = review.answers.scores.notna().sum()
    return tests.assign(
        menurut=[GROUPINGS[name] for name in tests["pengelompokan"]],
        hasil=[_judge(row, review.limits.level) for row in tests.itertuples()],
        sebab=[say_cause(row.setara) or say_lack(row.lack) for row in tests.itertuples()],
        n=tests["kode"].map(people).astype(int),
    )


def _judge(row: object, level: float) -> str:
    if is_barred(row.setara):
        return BARRED
    if pd.isna(row.p):
        return CANNOT
    if row.p_holm < level:
        return DIFFER
    return ALIKE if row.efek_high is not None and row.efek_high <= SMALL_EFFECT else OPEN


def hide_companions(table: pd.DataFrame, review: ComparisonReview, grouping: str) -> pd.DataFrame:
    """Empty n of the groups that are not shown, so that withholding hides the whole row."""
    hidden = [(grouping, name) in review.hidden for name in table["kelompok"]]
    return table.assign(n=table["n"].astype(float).mask(np.array(hidden, dtype=bool)))


def tabulate_groups(review: ComparisonReview) -> list[Table]:
    """Show the mean of each group, one table per grouping."""
    if review.answers is None or review.groups.empty:
        return []
    return [_tabulate_grouping(review, name) for name in COMPARED if {*review.sizes[name]} - {None}]


def _tabulate_grouping(review: ComparisonReview, name: str) -> Table:
    own = review.groups[review.groups["pengelompokan"] == name]
    return Table(
        hide_companions(own, review, name),
        slug("kelompok", name),
        _("Rerata skor menurut {menurut}"),
        GROUP_COLUMNS,
        subject=SUBJECT,
        fold=True,
        values={"menurut": GROUPINGS[name]},
        helpers=("efek_rancangan",),
        note=_(
            "Selang menganggap pegawai satu unit mirip. Kelompok kecil tidak ditampilkan, begitu "
            "juga kelompok pendampingnya agar yang kecil tidak dapat dihitung dari jumlahnya. "
            "Antarkelompok: sejauh mana rerata itu dapat dibandingkan dengan kelompok lain, "
            "menurut bagian Struktur; dibaca dengan hati-hati bila tidak dapat diuji."
        ),
        source=SOURCE,
    )


def tabulate_pairs(review: ComparisonReview) -> list[Table]:
    """Show every pair of groups where the test of all supports a difference."""
    if review.answers is None or review.pairs.empty:
        return []
    pairs = review.pairs.reindex(
        columns=list(dict.fromkeys([*review.pairs.columns, "selisih", "selisih_low",
                                    "selisih_high", "efek", "unggul"]))
    )  # fmt: skip
    names = [f"{a} – {b}" for a, b in zip(pairs["pertama"], pairs["kedua"], strict=True)]
    units = pairs["pengelompokan"] == "jenis"
    people = pd.Series([_people(review, row) for row in pairs.itertuples()], index=pairs.index)
    return [
        Table(
            pairs.assign(pasangan=names, n=pairs["dihitung"].mask(units, people)),
            "kelompok-pasangan",
            _("Pasangan kelompok yang dibandingkan"),
            _PAIR_COLUMNS,
            subject=SUBJECT,
            fold=True,
            helpers=("p", "unggul", "efek_low", "efek_high", "uji"),
            note=_(
                "Selang Games-Howell berlaku serentak bagi semua pasangan satu subskala. Pada uji "
                "Dunn tidak ada selisih rerata; peluang nilai yang kedua lebih tinggi ada pada "
                "berkas CSV."
            ),
            source=SOURCE,
        )
    ]


def _people(review: ComparisonReview, row: object) -> int:
    own = review.sizes[row.pengelompokan]
    return int(own[row.pertama] + own[row.kedua])


def tabulate_weighted(review: ComparisonReview) -> list[Table]:
    """Show weighted means beside plain ones; nothing where the frame is unknown."""
    if review.answers is None or review.weighting.weights is None or review.weighting.lack:
        return []
    return [
        Table(
            review.weighted,
            "kelompok-bobot",
            _("Rerata skor tanpa bobot dan tertimbang"),
            _WEIGHT_COLUMNS,
            subject=SUBJECT,
            fold=True,
            helpers=("rerata_low", "rerata_high"),
            values=_describe_weights(review),
            note=WEIGHTS,
            source=_("Sumber: survei_asn; pegawai aktif."),
        )
    ]


def _describe_weights(review: ComparisonReview) -> dict[str, object]:
    weighting = review.weighting
    return {
        "names": [str(GROUPINGS[name]) for name in weighting.margins],
        "largest": Quantity(review.limits.largest_weight, decimals=1),
        "trimmed": count_people(weighting.weights.trimmed),
    }
