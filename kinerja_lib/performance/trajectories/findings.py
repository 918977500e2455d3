"""Sentences on rise and decline of people."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.basis.periods import name_period
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.i18n import _
from kinerja_lib.performance.trajectories.review import (
    FALLING,
    OPEN,
    POWER,
    RISING,
    STEADY,
    TrajectoryReview,
)
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import (
    CANNOT,
    NONE,
    SOME,
    count_parts,
    count_people,
    count_quantity,
    make_finding,
)

MOVES = {
    SOME: _(
        "**{up} pegawai membaik dan {down} menurun, melebihi kebetulan**, dari {n} pegawai yang "
        "dibandingkan; {steady} tidak berubah secara berarti dan {open} belum cukup bukti."
    ),
    NONE: _(
        "**Tidak ada kenaikan atau penurunan seorang pegawai yang melebihi kebetulan**, dari {n} "
        "pegawai yang dibandingkan; {steady} tidak berubah secara berarti dan {open} belum cukup "
        "bukti."
    ),
    CANNOT: _(
        "**Perjalanan hasil tidak dapat dihitung** karena kurang dari dua pegawai mempunyai paling "
        "sedikit {minimum} periode."
    ),
}
POWER_SENTENCE = {
    SOME: _(
        "Dibandingkan {periods} periode, dari {start} sampai {end}. Peluang menemukan perubahan "
        "sebesar {size} tingkat setahun adalah {chance}; perubahan yang lebih kecil lebih sering "
        "terlewat, sehingga belum cukup bukti tidak berarti tetap."
    )
}
TEST = "false discovery rate (Benjamini-Hochberg), shuffled periods"
WHOLE, PART, OTHER = "seluruhnya", "sebagian", "berlawanan"
RETURN = {
    WHOLE: _(
        "**Regresi ke rerata dapat menjelaskan seluruh perubahan** {n} pegawai yang sebelumnya "
        "{group}: dari {before} menjadi {after} tingkat, harapan tanpa perubahan {expected}."
    ),
    PART: _(
        "**Regresi ke rerata dapat menjelaskan sekitar {part} perubahan** {n} pegawai yang "
        "sebelumnya {group}: dari {before} menjadi {after} tingkat, harapan tanpa perubahan "
        "{expected}."
    ),
    OTHER: _(
        "**Regresi ke rerata tidak menjelaskan perubahan** {n} pegawai yang sebelumnya {group}: "
        "dari {before} menjadi {after} tingkat, harapan tanpa perubahan {expected}."
    ),
    CANNOT: _(
        "**Regresi ke rerata tidak dapat dihitung** untuk pegawai yang sebelumnya {group}: perlu "
        "tiga periode berturut-turut dan predikat yang berbeda-beda."
    ),
}
GROUPS = {"bawah": _("di bawah Baik"), "atas": _("Sangat Baik")}
PANEL = {
    SOME: _(
        "Pada {period} tercatat {present} pegawai: {new} tidak ada pada periode sebelumnya dan "
        "{lost} dari periode itu tidak tercatat lagi."
    ),
    NONE: _("Pada {period} tercatat {present} pegawai yang sama dengan periode sebelumnya."),
    CANNOT: _("Pegawai baru dan yang keluar tidak dapat dihitung karena kurang dari dua periode."),
}


def find_trajectories(review: TrajectoryReview) -> Finding:
    """Say how many people rose or declined beyond chance, and how many were compared."""
    counts = review.counts
    moved = int(counts[RISING] + counts[FALLING])
    fields = {RISING: "up", FALLING: "down", STEADY: "steady", OPEN: "open"}
    parts = count_parts({name: int(counts[name]) for name in fields}, review.hidden)
    values = {field: parts[name] for name, field in fields.items()} | {"n": name_compared(review)}
    outcome = CANNOT if not review.compared else SOME if moved else NONE
    n = review.stated or int(counts.sum()) if outcome != CANNOT else None
    values = values if outcome != CANNOT else {"minimum": str(review.minimum)}
    return make_finding("perjalanan-hasil", outcome, MOVES, values, n=n, test=TEST)


def find_power(review: TrajectoryReview) -> list[Finding]:
    """Say how large a change these data can show; nothing where nobody is compared."""
    if review.detectable is None:
        return []
    values = {
        "periods": count_quantity(len(review.periods)),
        "start": name_period(review.periods[0]),
        "end": name_period(review.periods[-1]),
        "size": Quantity(review.detectable, "", 2),
        "chance": Quantity(100 * POWER, "%"),
    }
    return [make_finding("perjalanan-peluang", SOME, POWER_SENTENCE, values)]


def name_compared(review: TrajectoryReview) -> Quantity | str:
    """Write how many people were compared, "all" where that would tell a number that is hidden."""
    return _("semua") if review.stated is None else Quantity(review.stated)


def find_returns(review: TrajectoryReview) -> list[Finding]:
    """Say how much of the last change of both ends is only return to the mean."""
    return [_say_return(row) for _place, row in review.returns.iterrows()]


def _say_return(row: pd.Series) -> Finding:
    part = row["bagian"]
    outcome = CANNOT if row["alasan"] else OTHER if not part > 0 else PART
    outcome = WHOLE if outcome == PART and part >= 100 else outcome
    values = {"group": GROUPS[row["kelompok"]]}
    if outcome != CANNOT:
        values |= {
            "n": Quantity(int(row["n"])),
            "part": Quantity(part, "%"),
            "before": Quantity(row["sebelum"], "", 2),
            "after": Quantity(row["sesudah"], "", 2),
            "expected": Quantity(row["harapan"], "", 2),
        }
    n = int(row["n"]) if outcome != CANNOT else None
    return make_finding(f"regresi-{row['kelompok']}", outcome, RETURN, values, n=n)


def find_members(review: TrajectoryReview) -> Finding:
    """Count who is new and who is lost in the last period."""
    if len(review.members) < 2:
        return make_finding("panel-hasil", CANNOT, PANEL, {})
    last = review.members.iloc[-1]
    values = {
        "period": name_period(last["periode"]),
        "present": Quantity(int(last["present"])),
        "new": count_people(last["new"]),
        "lost": count_people(last["lost"]),
    }
    outcome = SOME if last["new"] or last["lost"] else NONE
    return make_finding("panel-hasil", outcome, PANEL, values, n=int(last["present"]))


def trace(review: TrajectoryReview) -> list[TraceLine]:
    """Say how the numbers on trajectories came about."""
    measure = "hasil_kerja" if review.measure == "kerja" else "predikat"
    rows = int(review.followed.notna().to_numpy().sum())
    return [
        TraceLine(
            "perjalanan.pegawai",
            _("Pegawai menurut perubahan hasilnya"),
            _(
                "tingkat dikurangi rerata unit pada periode yang sama; kemiringan garis lurusnya "
                "dibagi galat bakunya (yang lebih besar dari galat bersama dan galat orang itu "
                "sendiri) dibandingkan dengan yang muncul bila urutan periode tiap pegawai "
                "diacak; membaik atau menurun bila terpilih dengan laju temuan salah dan paling "
                "sedikit sebesar perubahan terkecil yang berarti"
            ),
            "",
            f"hasil_penilaian.{measure}",
            rows,
        ),
        TraceLine(
            "regresi.bagian",
            _("Bagian perubahan yang dijelaskan regresi ke rerata"),
            _("(harapan − sebelum) / (sesudah − sebelum); keandalan dari dua periode sebelumnya"),
            "",
            "hasil_penilaian.predikat",
            rows,
        ),
    ]
