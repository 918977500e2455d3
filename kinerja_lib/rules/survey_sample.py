"""How many respondents a satisfaction survey needs.

Source: Krejcie and Morgan (1970) [S]; rounding to the nearest is derived from its table [D].
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import round_half_up

LARGEST_TABLED = 1_000_000
RULES: tuple[Rule, ...] = (
    Rule(
        "skm.sampel_krejcie_morgan",
        "1970.1",
        "Jumlah responden paling sedikit",
        "Krejcie dan Morgan (1970); pembulatan diturunkan dari tabelnya",
        "D",
    ),
)


def size_sample(population: int) -> int:
    """Give the number of respondents for a population, after Krejcie and Morgan.

    S = X2 N P (1-P) / (d^2 (N-1) + X2 P (1-P)) with X2 = 3.841, P = 0.5, d = 0.05, rounded to
    the nearest whole number; 384 above one million.
    Source: Krejcie and Morgan (1970), Educational and Psychological Measurement 30, 607-610. The
    formula is for a proportion, while the survey estimates a mean.

    Raises
    ------
    ValueError
        A population under 1 or not whole.
    """
    if isinstance(population, bool) or int(population) != population or population < 1:
        raise ValueError("a population is a whole number from 1")
    if population > LARGEST_TABLED:
        return 384
    spread = Fraction("3.841") * Fraction(1, 4)
    size = spread * int(population) / (Fraction("0.0025") * (int(population) - 1) + spread)
    return int(round_half_up(Decimal(size.numerator) / size.denominator, 0))
