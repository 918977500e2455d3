"""Person-job match (JPM): reached against required levels, gaps, classes by purpose, validity.

Source: form instructions after Peraturan BKN 26/2019 [S]; classes for mapping from Peraturan BRIN
3/2023 article 33, for filling a post and the mix of technical and managerial results from a
ministerial regulation 35/2020, a third scale from PermenKKP 39/2023 article 52 [P].
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.dates import add_years
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, round_half_up, to_decimal
from kinerja_lib.rules.scales import GapRule, Scale, classify, make_bands

RULES: tuple[Rule, ...] = (
    Rule(
        "jpm.hitung",
        "2019.1",
        "Kecocokan orang dengan jabatan (JPM)",
        "Peraturan BKN 26/2019, dibaca pada petunjuk isian sebuah aplikasi",
        "S",
    ),
    Rule(
        "jpm.kategori_pemetaan",
        "2023.1",
        "Kelas JPM untuk pemetaan",
        "Peraturan BRIN 3/2023 Pasal 33",
        "P",
    ),
    Rule(
        "jpm.kategori_pengisian_jabatan",
        "2020.1",
        "Kelas JPM untuk pengisian jabatan",
        "Peraturan Menteri 35/2020, lampiran",
        "P",
    ),
    Rule("jpm.kategori_kkp", "2023.1", "Kelas JPM KKP", "PermenKKP 39/2023 Pasal 52", "P"),
    Rule(
        "jpm.bobot_gabungan",
        "2020.1",
        "Bobot hasil teknis dan manajerial menurut jenjang",
        "Peraturan Menteri 35/2020, lampiran; instansi lain dapat berbeda",
        "P",
    ),
    Rule(
        "jpm.masa_berlaku",
        "2019.1",
        "Hasil penilaian kompetensi berlaku tiga tahun",
        "Peraturan BKN 26/2019 Pasal 29 ayat (4), dibaca pada support-siasn.bkn.go.id",
        "S",
    ),
    Rule(
        "jpm.kelebihan",
        "2019.1",
        "Kelebihan tingkat ikut dijumlahkan",
        "Tidak diatur dalam teks yang dibaca; pilihan yang dapat diubah",
        "D",
    ),
)
VALID_YEARS = 3
# Weights of technical and managerial-sociocultural results, in per cent, by jenjang.
MIX: Mapping[str, tuple[Number, Number]] = MappingProxyType(
    {"ahli pertama": (60, 40), "ahli muda": (50, 50), "ahli madya": (40, 60)}
)


class Purpose(StrEnum):
    """What the match is used for; one figure has different classes by purpose."""

    MAPPING = "pemetaan"
    FILLING = "pengisian jabatan"
    KKP_TOP = "kkp jpt dan ahli utama"
    KKP_OTHER = "kkp jabatan lain"


def _scale(code: str, limits: Mapping[str, Number | None], *, whole: bool = False) -> Scale:
    return Scale(
        code,
        make_bands(limits, includes_start=True),
        step=Decimal(1) if whole else None,
        lowest=Decimal(0),
    )


SCALES: Mapping[Purpose, Scale] = MappingProxyType(
    {
        Purpose.MAPPING: _scale(
            "jpm.kategori_pemetaan", {"Optimal": 90, "Cukup Optimal": 78, "Kurang Optimal": None}
        ),
        Purpose.FILLING: _scale(
            "jpm.kategori_pengisian_jabatan",
            {"Memenuhi Syarat": 80, "Masih Memenuhi Syarat": 68, "Kurang Memenuhi Syarat": None},
        ),
        Purpose.KKP_TOP: _scale(
            "jpm.kategori_kkp", {"Sangat Baik": 91, "Baik": 85, "Kurang": None}, whole=True
        ),
        Purpose.KKP_OTHER: _scale(
            "jpm.kategori_kkp", {"Sangat Baik": 85, "Baik": 75, "Kurang": None}, whole=True
        ),
    }
)


@dataclass(frozen=True)
class Gap:
    """One competency: required and reached level, and reached minus required.

    `reached` and `gap` are None where the competency was not assessed.
    """

    competency: str
    required: Decimal
    reached: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True)
class Match:
    """Person-job match of one person and one post.

    Attributes
    ----------
    reached, required : Decimal or None, Decimal
        Sums of levels over the competencies of the post.
    exact_percent : Decimal or None
        100 * reached / required, not rounded and not capped; None where a competency of the post
        was not assessed. Over 100 it can hide a gap.
    gaps : tuple of Gap
        Every competency of the post, in its order.
    """

    reached: Decimal | None
    required: Decimal
    exact_percent: Decimal | None
    gaps: tuple[Gap, ...]

    @property
    def percent(self) -> Decimal | None:
        """Match in per cent, two decimals."""
        return None if self.exact_percent is None else round_half_up(self.exact_percent, 2)

    @property
    def shortfalls(self) -> tuple[Gap, ...]:
        """Competencies below the required level."""
        return tuple(gap for gap in self.gaps if gap.gap is not None and gap.gap < 0)

    @property
    def not_assessed(self) -> tuple[str, ...]:
        """Competencies of the post without a level."""
        return tuple(gap.competency for gap in self.gaps if gap.reached is None)


def match_person(
    required: Mapping[str, Number],
    reached: Mapping[str, Number | None],
    *,
    count_surplus: bool = True,
) -> Match:
    """Compare the levels a person reached with those that a post requires.

    Parameters
    ----------
    required : mapping
        Competency -> level, over 0. The post's own sum is the divisor.
    reached : mapping
        Competency -> level 0 to 5; None or left out is not assessed. Others are ignored.
    count_surplus : bool
        Whether a level above the required one makes up for another (as printed), or counts only up
        to the required level.

    Raises
    ------
    DataError
        No competency required, or a reached level outside 0 to 5.
    ValueError
        A required level that is not over 0.
    """
    if not required:
        raise DataError(_("JPM tidak dapat dihitung karena standar kompetensi jabatan kosong."))
    gaps = tuple(_compare(name, level, reached.get(name)) for name, level in required.items())
    total = sum((gap.required for gap in gaps), Decimal(0))
    if any(gap.reached is None for gap in gaps):
        return Match(None, total, None, gaps)
    counted = (gap.reached if count_surplus else min(gap.reached, gap.required) for gap in gaps)
    levels = sum(counted, Decimal(0))
    return Match(levels, total, 100 * levels / total, gaps)


def _compare(name: str, required: Number, reached: Number | None) -> Gap:
    needed = to_decimal(required)
    if needed <= 0:
        raise ValueError("a required level is over 0")
    if reached is None:
        return Gap(name, needed, None, None)
    level = to_decimal(reached)
    if not 0 <= level <= 5:
        problem = _("Tingkat kompetensi {name} bernilai {value}, di luar 0–5. Periksa skalanya.")
        raise DataError(problem.format(name=f'"{clean_text(name, 60)}"', value=level))
    return Gap(name, needed, level, level - needed)


def classify_match(
    percent: Number | None, purpose: Purpose | str, *, gap: GapRule | str = GapRule.ROUND_HALF_UP
) -> str | None:
    """Class a match in per cent for a purpose; None where it is missing.

    Parameters
    ----------
    percent : number or None
        Not rounded before: 79.99 is below 80.
    purpose : Purpose
        Decides which scale holds.
    gap : GapRule
        Only for the scales of KKP, whose classes have whole limits with gaps between them.

    Raises
    ------
    DataError
        A negative value.
    ValueError
        Unknown purpose.
    """
    return classify(percent, SCALES[Purpose(purpose)], gap=gap)


def weigh_results(
    technical: Number | None, managerial: Number | None, weights: tuple[Number, Number]
) -> Decimal | None:
    """Mix a technical and a managerial-sociocultural result, both in per cent.

    Parameters
    ----------
    technical, managerial : number or None
        None makes the mix missing.
    weights : tuple
        Technical, then managerial; they add up to 100. `MIX` has those of one regulation.

    Raises
    ------
    ValueError
        Negative weights, or weights that do not add up to 100.
    """
    shares = tuple(to_decimal(weight) for weight in weights)
    if sum(shares) != 100 or min(shares) < 0:
        raise ValueError("the weights of technical and managerial results add up to 100")
    if technical is None or managerial is None:
        return None
    return (shares[0] * to_decimal(technical) + shares[1] * to_decimal(managerial)) / 100


def find_expiry(assessed: dt.date, *, years: int = VALID_YEARS) -> dt.date:
    """Return the last day on which a result is valid: the same date three years later [D]."""
    return add_years(assessed, years)


def is_valid(assessed: dt.date, *, as_of: dt.date, years: int = VALID_YEARS) -> bool:
    """Tell whether a result holds on a day; one from the future does not."""
    return assessed <= as_of <= find_expiry(assessed, years=years)
