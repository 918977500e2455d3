"""What makes training a need: the triggers, each a rule of its own, and what a course can raise.

No regulation that was read says when one of them holds; each is a choice that the agency may change
in the rules file, and reports show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from kinerja_lib.i18n import _
from kinerja_lib.rules.provenance import Rule

_CHOICE = "Tidak diatur dalam teks yang dibaca; pilihan yang dapat diubah"
GAP = "pelatihan.pemicu_kesenjangan"
RESULTS = "pelatihan.pemicu_hasil"
POLICY = "pelatihan.pemicu_kebijakan"
ELEMENT = "pelatihan.pemicu_unsur"
FRONT = "pelatihan.pemicu_garis_depan"
CHANCE = "pelatihan.pemicu_kesempatan"
INDICATOR = "pelatihan.pemicu_indikator"
FUTURE = "pelatihan.pemicu_standar_baru"
RANGE = "pelatihan.jenjang_tingkat"
RULES: tuple[Rule, ...] = (
    Rule(GAP, "2026.1", "Tingkat di bawah syarat jabatan", _CHOICE, "D"),
    Rule(RESULTS, "2026.1", "Hasil rendah satu bidang, didukung data", _CHOICE, "D"),
    Rule(POLICY, "2026.1", "Kebijakan baru pada bidang tugas", _CHOICE, "D"),
    Rule(ELEMENT, "2026.1", "Unsur kepuasan terendah, didukung data", _CHOICE, "D"),
    Rule(FRONT, "2026.1", "Jabatan yang melayani masyarakat secara langsung", _CHOICE, "D"),
    Rule(CHANCE, "2026.1", "Kesempatan bagi pegawai berprestasi", _CHOICE, "D"),
    Rule(INDICATOR, "2026.1", "Indikator bidang tidak mencapai target", _CHOICE, "D"),
    Rule(FUTURE, "2026.1", "Standar atau kebijakan yang mulai berlaku", _CHOICE, "D"),
    Rule(RANGE, "2026.1", "Pelatihan hanya bagi tingkat yang dituju", _CHOICE, "D"),
)
TRIGGERS = (GAP, RESULTS, POLICY, ELEMENT, FRONT, CHANCE, INDICATOR, FUTURE)
# Name of a trigger in the rules file, for those that add to the weight of a gap.
WEIGHT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        RESULTS: "hasil",
        POLICY: "kebijakan",
        ELEMENT: "unsur",
        FRONT: "garis depan",
        CHANCE: "kesempatan",
        INDICATOR: "indikator",
        FUTURE: "standar baru",
    }
)


class Verdict(StrEnum):
    """What a share with its interval says about a threshold."""

    TRIGGERS = _("memicu")
    OPEN = _("belum cukup bukti")
    BELOW = _("tidak memicu")
    NO_DATA = _("tidak dapat dihitung")


def judge_interval(low: float | None, high: float | None, threshold: float) -> Verdict:
    """Say whether a value lies above a threshold.

    Parameters
    ----------
    low, high : float or None
        Ends of the value's interval, in the unit of the threshold; None where there is none.
    threshold : float

    Returns
    -------
    Verdict
        `TRIGGERS` where the whole interval lies above, `BELOW` where none of it does.
    """
    if low is None or high is None:
        return Verdict.NO_DATA
    if low > threshold:
        return Verdict.TRIGGERS
    return Verdict.BELOW if high <= threshold else Verdict.OPEN


def judge_indicator(below: int, judged: int, threshold: float) -> Verdict:
    """Say whether an indicator asks for training in its field.

    Parameters
    ----------
    below, judged : int
        Units that missed their plan in each of the last periods, of the units that can be judged.
        All units are counted, so there is no interval.
    threshold : float
        Share of them, per cent, from which on it does.
    """
    if not judged:
        return Verdict.NO_DATA
    return Verdict.TRIGGERS if 100 * below >= threshold * judged and below else Verdict.BELOW


def raise_level(
    level: float, required: float, course: tuple[float | None, float | None], most: int = 1
) -> float:
    """Return the levels that a course closes of one gap: 0 where the person is not for it.

    Parameters
    ----------
    level, required : float
        Level reached and required, 1 to 5.
    course : (float or None, float or None)
        Lowest level of participants and level after the course. A missing lowest level takes
        anyone; a missing level after it counts as one level more.
    most : int
        Most levels that one course is taken to raise.
    """
    start, end = course
    end = level + 1 if end is None else end
    if (start is not None and level < start) or level >= end:
        return 0.0
    return max(0.0, min(required - level, end - level, float(most)))
