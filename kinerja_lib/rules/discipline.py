"""What the days absent without reason in a year lead to under PP 94/2021.

A step is a matter for examination by the authorised official, never a verdict of the kit.
Source: PP 94/2021, moderate and heavy steps as restated by the press [S], cut of 25 % for 6, 9 or
12 months from article 8 [P]; the light steps 3, 4-6, 7-10 days are from memory [M].
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _
from kinerja_lib.rules.provenance import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "disiplin.hari_alpa",
        "2021.1",
        "Hari tanpa alasan sah dalam setahun: hukuman sedang dan berat",
        "PP 94/2021, dibaca pada tempo.co dan jpnn.com",
        "S",
    ),
    Rule(
        "disiplin.hari_alpa_ringan",
        "2021.1",
        "Hari tanpa alasan sah dalam setahun: tiga langkah hukuman ringan",
        "PP 94/2021, dari ingatan",
        "M",
    ),
    Rule(
        "disiplin.potongan_tukin",
        "2021.1",
        "Potongan tunjangan kinerja 25% selama 6, 9, atau 12 bulan",
        "PP 94/2021 Pasal 8",
        "P",
    ),
)
IN_A_ROW = 10  # days absent one after another that lead to dismissal


@dataclass(frozen=True)
class Step:
    """One step of the table.

    Attributes
    ----------
    days : int
        Fewest days absent in the year.
    level : str
        "ringan", "sedang" or "berat".
    measure : str
        Measure in Indonesian, as the regulation names it.
    cut_percent, months : int
        Cut of the performance allowance, and for how many months the measure holds; 0 where the
        regulation names none.
    needs_checking : bool
        Whether the step is from memory.
    """

    days: int
    level: str
    measure: str
    cut_percent: int = 0
    months: int = 0
    needs_checking: bool = False


_CUT = "pemotongan tunjangan kinerja"
STEPS = (
    Step(3, "ringan", "teguran lisan", needs_checking=True),
    Step(4, "ringan", "teguran tertulis", needs_checking=True),
    Step(7, "ringan", "pernyataan tidak puas secara tertulis", needs_checking=True),
    Step(11, "sedang", _CUT, cut_percent=25, months=6),
    Step(14, "sedang", _CUT, cut_percent=25, months=9),
    Step(17, "sedang", _CUT, cut_percent=25, months=12),
    Step(21, "berat", "penurunan jabatan setingkat lebih rendah", months=12),
    Step(25, "berat", "pembebasan dari jabatan menjadi jabatan pelaksana", months=12),
    Step(28, "berat", "pemberhentian dengan hormat tidak atas permintaan sendiri"),
)


def find_step(days: int | None, *, longest_run: int | None = None) -> Step | None:
    """Find the step that the days absent without reason reach.

    Parameters
    ----------
    days : int or None
        Working days absent without reason, added up over the year. None is missing.
    longest_run : int or None
        Most working days one after another; None where it is not known, so that only the sum
        counts.

    Returns
    -------
    Step or None
        The highest step reached; None below 3 days or where `days` is missing: the two are told
        apart by the caller, who has `days`.

    Raises
    ------
    DataError
        Negative or not whole days, over 366, or a run longer than the sum.
    """
    if days is None:
        return None
    for number in (days, longest_run if longest_run is not None else 0):
        if number != int(number) or not 0 <= number <= 366:
            raise DataError(_("Hari tanpa alasan sah harus bilangan bulat 0–366. Periksa rekap."))
    if longest_run is not None and longest_run > days:
        problem = _("Hari berturut-turut tanpa alasan sah melebihi jumlah setahun. Periksa rekap.")
        raise DataError(problem)
    if longest_run is not None and longest_run >= IN_A_ROW:
        return STEPS[-1]
    reached = [step for step in STEPS if days >= step.days]
    return reached[-1] if reached else None
