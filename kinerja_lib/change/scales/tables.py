"""Tables of items and scales."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.columns import NUMBER, PEOPLE, SHARE, SOURCE, SUBSCALE, give_limits
from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.scales import review as own
from kinerja_lib.change.scales.review import ScalesReview
from kinerja_lib.change.scales.supplement import measure_general, measure_ordinal
from kinerja_lib.change.words import say_lack
from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity, Table
from kinerja_lib.publish.phrases import limit_quantity
from kinerja_lib.stats.lack import Lack
from kinerja_lib.tables.columns import Column

KINDS = {own.HIGH: "ok", own.ENOUGH: "ok", own.UNSURE: "na", own.LOW: "warn", own.CANNOT: "na"}
NOTES = {
    own.FINE: "ok", own.FREE: "na", own.WEAK: "warn", own.AGAINST: "bad", own.FLAT: "warn",
    own.CANNOT: "na",
}  # fmt: skip
ENDS = {
    own.INSIDE: "ok",
    own.FLOOR: "warn",
    own.CEILING: "warn",
    own.BOTH: "warn",
    own.CANNOT: "na",
}
YES, NO = _("ya"), _("tidak")
_CAUSE = Column(_("Sebab tidak dapat dihitung"), "text", short=_("Sebab"), missing="")
RELIABILITY = {
    "nama": SUBSCALE,
    "hasil": Column(_("Reliabilitas"), "verdict", kinds=KINDS),
    "alfa": Column(_("Alfa Cronbach"), short=_("Alfa"), **NUMBER),
    **give_limits(NUMBER, "alfa_low", "alfa_high"),
    "butir": Column(_("Butir")),
    "n": PEOPLE,
}
OMEGA = {
    "nama": SUBSCALE,
    "omega": Column(_("Omega total"), **NUMBER),
    **give_limits(NUMBER, "omega_low", "omega_high"),
    "n": PEOPLE,
    "sebab": _CAUSE,
}
_RELIABILITY_NOTE = _(
    "Kesimpulan dari selang alfa (Feldt): cukup bila seluruhnya {group} ke atas, cukup juga "
    "untuk pemakaian yang lebih ketat bila seluruhnya {strict} ke atas, belum memadai bila "
    "seluruhnya di bawah {group}. Kebiasaan bidang ini, bukan aturan; bukan bukti bahwa skala "
    "mengukur hal yang dimaksud."
)
_BEHAVIOUR = {
    "butir": Column(_("Butir"), "key"),
    "catatan": Column(_("Catatan"), "verdict", kinds=NOTES),
    "r": Column(_("Korelasi dengan butir lain"), short=_("r sisa"), **NUMBER),
    "alfa_tanpa": Column(_("Alfa tanpa butir ini"), short=_("Alfa tanpa"), **NUMBER),
    "nama": Column(_("Subskala"), "text"),
    "arah": Column(_("Berbalik arah"), "text", short=_("Balik")),
    "n": PEOPLE,
}
_ITEM_SPREAD = {
    "rerata": Column(_("Rerata"), **NUMBER),
    "sd": Column(_("Simpangan baku"), **NUMBER),
    "lantai": Column(_("Jawaban terendah"), short=_("Terendah"), **SHARE),
    "langit": Column(_("Jawaban tertinggi"), short=_("Tertinggi"), **SHARE),
    "n": PEOPLE,
}
_ITEM_NOTE = _(
    "Butir berbalik arah dihitung sesudah dibalik menurut berkas instrumen; tidak ada butir "
    "yang dibalik dengan sendirinya. Berlawanan arah: korelasi di bawah 0. Hubungan lemah: di "
    "bawah {rest}. Alfa naik: paling sedikit {gain}."
)
_SPREAD = {
    "nama": SUBSCALE,
    "hasil": Column(_("Lantai atau langit-langit"), "verdict", kinds=ENDS, short=_("Ujung")),
    "rerata": Column(_("Rerata"), **NUMBER),
    "sd": Column(_("Simpangan baku"), short=_("SB"), **NUMBER),
    "lantai": Column(_("Skor terendah"), short=_("Terendah"), **SHARE),
    "langit": Column(_("Skor tertinggi"), short=_("Tertinggi"), **SHARE),
    "n": PEOPLE,
}
_SPREAD_NOTE = _(
    "Lantai atau langit-langit: {end} responden atau lebih pada skor terendah atau tertinggi "
    "yang mungkin (Terwee dkk. 2007)."
)
_ORDINAL = {
    "nama": SUBSCALE,
    "alfa": Column(_("Alfa ordinal"), **NUMBER),
    "omega": Column(_("Omega ordinal"), **NUMBER),
    "cadangan": Column(_("Pasangan dengan korelasi Pearson"), total_from="pasangan"),
    "lurus": Column(_("Matriks diperhalus"), "text"),
    "n": PEOPLE,
}
_GENERAL = {
    "nama": Column(_("Instrumen"), "key"),
    "omega_h": Column(_("Omega hierarkis"), **NUMBER),
    **give_limits(NUMBER),
    "omega": Column(_("Omega total"), **NUMBER),
    "subskala": Column(_("Subskala")),
    "n": PEOPLE,
    "sebab": _CAUSE,
}


def tabulate_reliability(review: ScalesReview) -> list[Table]:
    """Show alpha with its interval and verdict, and omega total, of each subscale."""
    rows = review.reliability
    if rows.empty:
        return []
    omega = rows.assign(sebab=[say_lack(Lack(r)) or None for r in rows["sebab_omega"]])
    limits = review.limits
    values = {
        "group": Quantity(limits.group, decimals=2),
        "strict": Quantity(limits.strict, decimals=2),
        "draws": str(limits.draws),
        "seed": str(limits.seed),
    }
    return [
        Table(rows, "skala-alfa", _("Reliabilitas setiap subskala"), RELIABILITY,
              subject=SUBJECT, fold=True, values=values, note=_RELIABILITY_NOTE, source=SOURCE),
        Table(omega, "skala-omega", _("Omega McDonald setiap subskala"), OMEGA, subject=SUBJECT,
              fold=True, values=values, source=SOURCE,
              note=_("Satu faktor; selang dari {draws} penarikan ulang responden, benih {seed}.")),
    ]  # fmt: skip


def tabulate_items(review: ScalesReview) -> list[Table]:
    """Show each item: ends, correlation with the others, alpha without it, note.

    The spread is internal only: with the sides of the answers (`themes`) mean, n and one end give
    the people at the other end.
    """
    rows = review.items
    if rows.empty:
        return []
    rows = rows.assign(arah=rows["balik"].map({True: YES, False: NO}))
    values = {
        "rest": Quantity(review.limits.rest, decimals=2),
        "gain": limit_quantity(review.limits.gain),
    }
    return [
        Table(rows, "skala-butir", _("Hubungan setiap butir dengan subskalanya"), _BEHAVIOUR,
              subject=SUBJECT, fold=True, values=values, note=_ITEM_NOTE, source=SOURCE),
        Table(rows, "skala-butir-sebaran", _("Sebaran jawaban setiap butir"), _spread(rows),
              subject=SUBJECT, fold=True, source=SOURCE, editions=("internal",),
              note=_("Rerata dan ujung dihitung sesudah butir berbalik arah dibalik.")),
    ]  # fmt: skip


def _spread(rows: pd.DataFrame) -> dict[str, Column]:
    """Give the columns of the spread of items; the wording only where any may be shown."""
    shown = bool((rows["teks"] != "").any())
    text = {"teks": Column(_("Kalimat"), "text", missing="")} if shown else {}
    return {"butir": Column(_("Butir"), "key"), **text, **_ITEM_SPREAD}


def tabulate_spread(review: ScalesReview) -> list[Table]:
    """Show the spread of the scores of each subscale, with floor and ceiling."""
    if review.spread.empty:
        return []
    return [
        Table(review.spread, "skala-skor", _("Sebaran skor setiap subskala"), _SPREAD,
              subject=SUBJECT, helpers=("median", "low", "high"), quantiles={"median": 0.5},
              fold=True, note=_SPREAD_NOTE,
              values={"end": limit_quantity(review.limits.end, "%")}, source=SOURCE)
    ]  # fmt: skip


def tabulate_supplement(review: ScalesReview, *, supplement: bool = False) -> list[Table]:
    """Show ordinal alpha and omega, and hierarchical omega; no table unless asked for."""
    if not supplement or review.reliability.empty:
        return []
    ordinal, general = measure_ordinal(review), measure_general(review)
    ordinal = ordinal.assign(lurus=ordinal["diluruskan"].map({True: YES, False: NO}))
    general = general.assign(sebab=[say_lack(Lack(r)) or None for r in general["sebab"]])
    tables = [
        Table(ordinal, "skala-ordinal", _("Pelengkap: reliabilitas dari korelasi polikorik"),
              _ORDINAL, subject=SUBJECT, fold=True, source=SOURCE,
              note=_("Pasangan dengan sel terlalu jarang memakai korelasi Pearson.")),
        Table(general, "skala-hierarkis", _("Pelengkap: bagian satu faktor umum"), _GENERAL,
              subject=SUBJECT, fold=True, source=SOURCE,
              note=_("Transformasi Schmid-Leiman; instrumen dengan paling sedikit tiga subskala.")),
    ]  # fmt: skip
    return [table for table in tables if len(table.frame)]
