"""Words that the parts of the survey share: groupings, intervals, ids, what is lacking."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kinerja_lib.i18n import _
from kinerja_lib.publish import Quantity
from kinerja_lib.stats.lack import Lack

# Each follows "tidak dapat dihitung karena" or stands alone in a cell.
CAUSES: Mapping[Lack, str] = {
    Lack.ALL_MISSING: _("tidak ada jawaban"),
    Lack.FEW_PEOPLE: _("respondennya terlalu sedikit"),
    Lack.FEW_ITEMS: _("butirnya terlalu sedikit"),
    Lack.FEW_GROUPS: _("kelompok yang dapat dibandingkan kurang dari dua"),
    Lack.FEW_CATEGORIES: _("pilihan jawaban yang dipakai kurang dari dua"),
    Lack.NO_SPREAD: _(
        "jawaban pada satu butir atau lebih sama semua, sehingga tidak ada keragaman"
    ),
    Lack.SINGULAR: _("ada butir yang seluruhnya dapat dihitung dari butir lain"),
    Lack.NOT_IDENTIFIED: _("butir dan datanya tidak cukup untuk menentukan model"),
    Lack.NOT_CONVERGED: _("pencarian nilai model tidak mencapai hasil"),
    Lack.NOT_COVERED: _("ada kelompok yang tidak terwakili oleh responden"),
}


UNIT, KIND = "unit", "jenis"
SEX, AGE, STATUS = "jenis_kelamin", "kelompok_usia", "status"
COLUMNS = {UNIT: "unit_id", KIND: "jenis", SEX: SEX, AGE: AGE, STATUS: STATUS}
GROUPINGS = {
    UNIT: _("unit"),
    KIND: _("jenis unit"),
    SEX: _("jenis kelamin"),
    AGE: _("kelompok usia"),
    STATUS: _("status kepegawaian"),
}


def slug(*parts: object) -> str:
    """Join parts to the id of a table, a figure or a sentence: lower-case words and hyphens."""
    return "-".join(map(str, parts)).replace("_", "-").replace(" ", "-").lower()


def write_range(low: float, high: float, unit: str = "", decimals: int = 2) -> Quantity:
    """Write the limits of an interval, without its estimate."""
    return Quantity(math.nan, unit, decimals, low=low, high=high)


def say_lack(reason: Lack) -> str:
    """Say why something could not be computed, as a clause that follows "karena".

    Returns
    -------
    str
        Message; empty where nothing lacked.
    """
    return CAUSES[reason] if reason else ""
