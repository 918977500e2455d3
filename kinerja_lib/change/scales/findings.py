"""Sentences on items and scales."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.change.limits import SUBJECT
from kinerja_lib.change.outcomes import OPEN
from kinerja_lib.change.scales.review import (
    BOTH,
    CANNOT,
    CEILING,
    ENOUGH,
    FLOOR,
    HIGH,
    LOW,
    UNSURE,
    ScalesReview,
)
from kinerja_lib.change.words import say_lack
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    ALL,
    NONE,
    SOME,
    count_quantity,
    limit_quantity,
    make_finding,
    name_few,
)
from kinerja_lib.stats.lack import Lack

SURE = "berlawanan arah"
RELIABILITY = {
    ALL: _(
        "**Reliabilitas semua {n} subskala cukup untuk membandingkan kelompok**: selang 95% alfa "
        "seluruhnya {group} ke atas. Reliabilitas yang cukup belum berarti skala mengukur hal yang "
        "dimaksud."
    ),
    LOW: _(
        "**Reliabilitas {low} belum cukup untuk membandingkan kelompok**: selang 95% alfa "
        "seluruhnya di bawah {group}. Dari {n} subskala, {enough} cukup."
    ),
    UNSURE: _(
        "**Reliabilitas {unsure} belum pasti**: selang 95% alfa mencakup {group}. Dari {n} "
        "subskala, {enough} cukup untuk membandingkan kelompok."
    ),
    SOME: _(
        "**Reliabilitas {unknown} tidak dapat dihitung** karena {reason}. Dari {n} "
        "subskala, {enough} cukup untuk membandingkan kelompok."
    ),
    CANNOT: _("**Reliabilitas tidak dapat dihitung** karena {reason}."),
}
KEYING = {
    SURE: _(
        "**Butir {items} berkorelasi negatif dengan butir lain pada subskalanya.** Skornya tidak "
        "dibalik oleh kit: cocokkan kalimat butir dengan 'balik' pada berkas instrumen, perbaiki "
        "bila keliru, lalu jalankan lagi. Sampai itu, skor subskalanya tidak dipakai."
    ),
    OPEN: _(
        "Butir {items} tercatat berkorelasi negatif dengan butir lain pada subskalanya, tetapi "
        "selang 95% korelasinya mencakup nol. Periksa kalimat dan 'balik' pada berkas instrumen; "
        "kit tidak membalik skor."
    ),
    NONE: _("Arah semua {n} butir sesuai dengan berkas instrumen."),
    SOME: _(
        "Arah {n} butir sesuai dengan berkas instrumen; arah butir {unknown} tidak dapat diperiksa "
        "karena jawabannya sama semua atau subskalanya hanya satu butir."
    ),
    CANNOT: _("Arah butir tidak dapat diperiksa karena {reason}."),
}
LEFT_OUT = {
    SOME: _(
        "**{names} tidak dimuat pada bagian ini dan bagian sesudahnya** karena arah butirnya perlu "
        "diperiksa lebih dahulu; lihat bagian Skala."
    )
}
ENDS = {
    FLOOR: _(
        "**Paling sedikit {end} responden mempunyai skor terendah pada {names}.** Perbedaan di "
        "antara mereka tidak terlihat pada skor itu."
    ),
    CEILING: _(
        "**Paling sedikit {end} responden mempunyai skor tertinggi pada {names}.** Perbedaan di "
        "antara mereka tidak terlihat pada skor itu."
    ),
    BOTH: _(
        "**Paling sedikit {end} responden mempunyai skor terendah atau tertinggi pada {names}.** "
        "Perbedaan di antara mereka tidak terlihat pada skor itu."
    ),
    NONE: _(
        "Tidak ada subskala dengan {end} responden atau lebih pada skor terendah atau tertinggi."
    ),
    CANNOT: _("Sebaran skor tidak dapat dihitung karena tidak ada responden."),
}  # fmt: skip


def find_reliability(review: ScalesReview, place: str = "lead", section: str = "") -> Finding:
    """Say which subscales are consistent enough for comparing groups."""
    rows = review.reliability
    named = {verdict: rows.loc[rows["hasil"] == verdict, "nama"].tolist()
             for verdict in (LOW, UNSURE, CANNOT)}  # fmt: skip
    enough = int(rows["hasil"].isin([HIGH, ENOUGH]).sum())
    values = {
        "n": count_quantity(len(rows)),
        "enough": count_quantity(enough),
        "group": Quantity(review.limits.group, decimals=2),
        "low": name_few(named[LOW]),
        "unsure": name_few(named[UNSURE]),
        "unknown": name_few(named[CANNOT]),
        "reason": _reason(rows[rows["hasil"] == CANNOT]),
    }
    outcome = _outcome(named, len(rows))
    id = "skala-reliabilitas" if place == "lead" else "jawab-skala-reliabilitas"
    n = None if outcome == CANNOT else int(rows["n"].max())
    return _make(id, outcome, RELIABILITY, values, n=n, place=place, section=section)


def _outcome(named: dict[str, list[str]], count: int) -> str:
    if len(named[CANNOT]) == count:
        return CANNOT
    order = ((LOW, LOW), (UNSURE, UNSURE), (CANNOT, SOME))
    return next((outcome for verdict, outcome in order if named[verdict]), ALL)


def _reason(rows: pd.DataFrame) -> str:
    reasons = [reason for reason in rows["sebab"] if reason]
    return say_lack(reasons[0]) if reasons else say_lack(Lack.ALL_MISSING)


def find_keying(review: ScalesReview) -> Finding:
    """Name items that go against the others of their subscale; nothing is turned round."""
    rows, known = review.against, int(review.items["r"].notna().sum())
    sure = review.opposed
    open_items = review.items.loc[review.items["r"].isna(), "butir"]
    fine = SOME if len(open_items) else NONE
    outcome = SURE if len(sure) else OPEN if len(rows) else fine if known else CANNOT
    values = {
        "unknown": name_few([_short(code) for code in open_items]),
        "items": name_few([_short(code) for code in (sure if len(sure) else rows)["butir"]]),
        "n": count_quantity(known),
        "reason": _reason(review.reliability),
    }
    n = int(review.items["n"].max()) if known else None
    return _make("skala-arah", outcome, KEYING, values, n=n, test=_("korelasi butir-sisa"))


def find_left_out(review: ScalesReview) -> list[Finding]:
    """Name the subscales that results leave out because an item goes against the others."""
    rows = review.opposed
    if rows.empty:
        return []
    values = {"names": list(dict.fromkeys(rows["nama"]))}
    return [_make("skala-tanpa", SOME, LEFT_OUT, values)]


def _short(code: str) -> str:
    return code.removeprefix("butir_")


def find_ends(review: ScalesReview) -> Finding:
    """Name subscales on which many have the lowest or the highest score."""
    rows = review.spread
    hit = rows[rows["hasil"].isin([FLOOR, CEILING, BOTH])]
    kinds = set(hit["hasil"])
    if not (rows["n"] > 0).any():
        return _make("skala-ujung", CANNOT, ENDS, {}, n=None)
    outcome = NONE if not kinds else kinds.pop() if len(kinds) == 1 else BOTH
    values = {
        "end": limit_quantity(review.limits.end, "%"),
        "names": name_few(hit["nama"].tolist()),
    }
    return _make("skala-ujung", outcome, ENDS, values, n=int(rows["n"].max()))


def find_general(review: ScalesReview, rows: pd.DataFrame) -> list[Finding]:
    """State hierarchical omega of each instrument; supplement."""
    found = []
    for place, row in enumerate(rows.itertuples(), 1):
        known = row.omega_h == row.omega_h
        values = {"name": row.nama, "reason": say_lack(Lack(row.sebab))}
        if known:
            values |= {
                "omega": Quantity(row.omega_h, decimals=2),
                "range": Quantity(float("nan"), decimals=2, low=row.low, high=row.high),
                "total": Quantity(row.omega, decimals=2),
            }
        outcome = SOME if known and row.low == row.low else NONE if known else CANNOT
        n = row.n if known else None
        found.append(_make(f"skala-umum-{place}", outcome, GENERAL, values, n=n))
    return found


GENERAL = {
    SOME: _(
        "{name}: satu faktor umum menjelaskan {omega} dari keragaman jumlah semua butir (omega "
        "hierarkis, selang 95%: {range}); semua faktor bersama {total}."
    ),
    NONE: _(
        "{name}: satu faktor umum menjelaskan {omega} dari keragaman jumlah semua butir (omega "
        "hierarkis); semua faktor bersama {total}. Selangnya tidak dapat dihitung."
    ),
    CANNOT: _("{name}: omega hierarkis tidak dapat dihitung karena {reason}."),
}


def _make(id: str, outcome: str, messages: dict, values: dict, **options: object) -> Finding:
    subject = {"subject": SUBJECT} if options.get("n") is not None else {}
    return make_finding(id, outcome, messages, values, **subject, **options)
