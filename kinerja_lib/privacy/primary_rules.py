"""The rules by which a single cell is withheld, one function each; numbers in, reason out.

Reasons are plain words for the verdict sheet. All limits are the kit's choice, not law.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

WITHHELD = "tidak ditampilkan"
SMALL, ONE_CLASS, FOLLOWS, EXTREME, DOMINATED, COMPLEMENTARY, DIFFERENCE = (
    "jumlah",
    "satu_kelas",
    "turunan",
    "ekstrem",
    "dominasi",
    "komplementer",
    "pembedaan",
)
REASONS = (SMALL, ONE_CLASS, FOLLOWS, EXTREME, DOMINATED, COMPLEMENTARY, DIFFERENCE)
NEVER = 10**9
# Smallest group by edition and subject; `umum` is about places, not persons.
MINIMUM: Mapping[str, Mapping[str, int]] = {
    "internal": {"umum": 0, "kinerja": 5, "sikap": 10, "komentar": 20},
    "public": {"umum": 0, "kinerja": 10, "sikap": 10, "komentar": NEVER},
}
TAIL = 0.1  # the least and the greatest need as many people as a tail of one tenth
LARGEST_SHARE = 50.0  # per cent of a total that one contributor may make up
CLOSENESS = 10.0  # per cent: how close the second contributor may come to the amount of the first


def people_for_quantile(quantile: float, minimum: int) -> int:
    """Give how many people a quantile needs: `minimum` of them beyond it, on its shorter side.

    A median needs twice the smallest group, a 90th percentile ten times. The least and the
    greatest value are one person's own; they are treated as a tail of one tenth.
    """
    tail = max(min(quantile, 1.0 - quantile), TAIL)
    return math.ceil(minimum / tail - 1e-9)


def is_dominated(total: float, largest: float, second: float) -> bool:
    """Say whether a total tells too much about its largest contributor.

    Either it makes up more than `LARGEST_SHARE` per cent of the total, or what all others but the
    second give is less than `CLOSENESS` per cent of it, so that the second contributor could work
    the largest out that closely (the p% rule).

    Source: Hundepool et al. (2012), Statistical Disclosure Control, section 4.2.
    """
    if total <= 0 or largest <= 0:
        return False
    return (
        100.0 * largest > LARGEST_SHARE * total
        or 100.0 * (total - largest - second) < CLOSENESS * largest
    )
