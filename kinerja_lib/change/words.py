"""How the survey part says why a number cannot be computed."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja_lib.i18n import _
from kinerja_lib.stats.lack import Lack

# Each follows "tidak dapat dihitung karena" or stands alone in a cell.
CAUSES: Mapping[Lack, str] = {
    Lack.ALL_MISSING: _("tidak ada jawaban"),
    Lack.FEW_PEOPLE: _("respondennya terlalu sedikit"),
    Lack.FEW_ITEMS: _("butirnya terlalu sedikit"),
    Lack.FEW_GROUPS: _("kelompok yang dapat dibandingkan kurang dari dua"),
    Lack.FEW_CATEGORIES: _("pilihan jawaban yang dipakai kurang dari dua"),
    Lack.NO_SPREAD: _("jawabannya sama semua, sehingga tidak ada keragaman"),
    Lack.SINGULAR: _("ada butir yang seluruhnya dapat dihitung dari butir lain"),
    Lack.NOT_IDENTIFIED: _("butir dan datanya tidak cukup untuk menentukan model"),
    Lack.NOT_CONVERGED: _("pencarian nilai model tidak mencapai hasil"),
    Lack.NOT_COVERED: _("ada kelompok yang tidak terwakili oleh responden"),
}


def say_lack(reason: Lack) -> str:
    """Say why something could not be computed, as a clause that follows "karena".

    Returns
    -------
    str
        Message; empty where nothing lacked.
    """
    return CAUSES[reason] if reason else ""
