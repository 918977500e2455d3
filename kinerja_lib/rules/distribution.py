"""Distribution of predikat in a unit against the guide for its organisation's capaian.

The guide is a consideration for dialogue. It never changes anyone's predikat.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _
from kinerja_lib.rules.distribution_clauses import CLAUSES, Clause, ClauseKind
from kinerja_lib.rules.predikat import read_capaian, read_predikat
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import to_count
from kinerja_lib.tables.choices import PREDIKAT

_QUOTED = "SE MenPANRB 3/2023, dikutip naikpangkat.com"
RULES: tuple[Rule, ...] = (
    Rule("predikat.distribusi", "2023.1", "Panduan distribusi predikat", _QUOTED, "S"),
    Rule(
        "predikat.distribusi_sebagian_besar",
        "2023.1",
        "'Sebagian besar' dibaca sebagai lebih dari 50%",
        f"{_QUOTED}; angkanya tidak disebut",
        "M",
    ),
    Rule(
        "predikat.distribusi_longgar",
        "2023.1",
        "Organisasi Sangat Kurang: Butuh Perbaikan dan Kurang bersama paling sedikit 10%",
        f"{_QUOTED}; susunan kalimatnya longgar",
        "D",
    ),
    Rule(
        "predikat.distribusi_ukuran",
        "2023.1",
        "Unit terkecil yang dibandingkan dengan panduan",
        "Pilihan perangkat ini, bukan ketentuan: 10% dari kurang dari 10 pegawai belum satu orang",
        "D",
    ),
)


class GuideVerdict(StrEnum):
    """Result of the comparison with the guide."""

    WITHIN = "sesuai panduan"
    OUTSIDE = "di luar panduan"
    TOO_SMALL = "unit terlalu kecil"
    NO_DATA = "tidak ada data"


@dataclass(frozen=True)
class DistributionParameters:
    """What the circular leaves open.

    Attributes
    ----------
    minimum_unit : int
        People; smaller units get percentages and heads but no verdict. Our choice.
    most_counts : bool
        Whether "sebagian besar", read as more than half, counts in the verdict [M].
    loose_counts : bool
        Whether the loosely worded clause for Sangat Kurang counts in the verdict [D].

    Raises
    ------
    ValueError
        A smallest unit below 1.
    """

    minimum_unit: int = 10
    most_counts: bool = False
    loose_counts: bool = True

    def __post_init__(self) -> None:
        if self.minimum_unit < 1:
            raise ValueError("the smallest unit has at least 1 person")

    def counts(self, clause: Clause) -> bool:
        """Tell whether a clause takes part in the verdict."""
        if clause.kind is ClauseKind.MOST:
            return self.most_counts
        return self.loose_counts or not clause.loose


@dataclass(frozen=True)
class ClauseResult:
    """One clause compared with one unit.

    Attributes
    ----------
    clause : Clause
        The clause with its classes, kind and share.
    heads : int
        People of the unit in the classes of the clause.
    percent : Decimal
        The same in per cent of the unit, unrounded.
    limit_heads : int
        The limit as whole people, strictly: most people allowed, or fewest needed.
    met : bool
        Compared by exact share, not by rounded heads.
    within_one_head : bool
        Not met, but met if the limit is rounded to whole people in the unit's favour.
    counts : bool
        Whether the clause takes part in the verdict.
    """

    clause: Clause
    heads: int
    percent: Decimal
    limit_heads: int
    met: bool
    within_one_head: bool
    counts: bool


@dataclass(frozen=True)
class DistributionCheck:
    """A unit's distribution beside the guide.

    Attributes
    ----------
    capaian : str
        Class of the organisation.
    n : int
        People with a predikat.
    heads : mapping
        People by predikat, all five classes, the best first.
    percent : mapping
        Per cent of n by predikat, unrounded; empty where n is 0.
    clauses : tuple of ClauseResult
        Every clause of the guide for this capaian.
    verdict : GuideVerdict
        Whether all clauses that count are met; no verdict for small units.
    """

    capaian: str
    n: int
    heads: Mapping[str, int]
    percent: Mapping[str, Decimal]
    clauses: tuple[ClauseResult, ...]
    verdict: GuideVerdict

    @property
    def outside(self) -> tuple[ClauseResult, ...]:
        """Clauses that count and are not met; empty where there is no verdict."""
        if self.verdict is not GuideVerdict.OUTSIDE:
            return ()
        return tuple(result for result in self.clauses if result.counts and not result.met)

    @property
    def remarks(self) -> tuple[ClauseResult, ...]:
        """Clauses that are not met and do not count, for dialogue only; empty without verdict."""
        if self.verdict in (GuideVerdict.TOO_SMALL, GuideVerdict.NO_DATA):
            return ()
        return tuple(result for result in self.clauses if not (result.counts or result.met))


def compare_distribution(
    capaian: str, counts: Mapping[str, int], parameters: DistributionParameters | None = None
) -> DistributionCheck:
    """Compare the predikat of a unit's staff with the guide for the organisation's capaian.

    Parameters
    ----------
    capaian : str
        Class of the organisation, in any spelling that `read_capaian` knows.
    counts : mapping
        People by predikat, in any spelling; spellings of one class are added. A class left out
        has nobody. People without a predikat are not counted anywhere.
    parameters : DistributionParameters, optional
        Smallest unit and switches of the interpreted clauses.

    Returns
    -------
    DistributionCheck

    Raises
    ------
    DataError
        Unknown label, or a count below 0.
    ValueError
        A count that is not whole.

    Notes
    -----
    Shares are compared exactly; 14 of 20 is 70% and within "max 70%". The circular as quoted does
    not say how percentages become heads, so both are given.
    Source: SE MenPANRB 3/2023 [S], quoted on naikpangkat.com.
    """
    chosen = parameters or DistributionParameters()
    capaian, heads = read_capaian(capaian), _add_spellings(counts)
    n = sum(heads.values())
    percent = {name: Decimal(100 * count) / n for name, count in heads.items()} if n else {}
    results = tuple(_compare(c, heads, n, chosen.counts(c)) for c in CLAUSES[capaian]) if n else ()
    if not n:
        verdict = GuideVerdict.NO_DATA
    elif n < chosen.minimum_unit:
        verdict = GuideVerdict.TOO_SMALL
    elif all(result.met for result in results if result.counts):
        verdict = GuideVerdict.WITHIN
    else:
        verdict = GuideVerdict.OUTSIDE
    return DistributionCheck(capaian, n, heads, percent, results, verdict)


def _add_spellings(counts: Mapping[str, int]) -> dict[str, int]:
    heads = dict.fromkeys(PREDIKAT, 0)
    for label, given in counts.items():
        count = to_count(given)
        if count < 0:
            raise DataError(
                _("Jumlah pegawai {count} kurang dari nol. Perbaiki datanya.").format(count=count)
            )
        heads[read_predikat(label)] += count
    return heads


def _compare(clause: Clause, heads: Mapping[str, int], n: int, counts: bool) -> ClauseResult:
    found = sum(heads[name] for name in clause.classes)
    exact = clause.share * n / 100
    down, up = (int(exact.to_integral_value(mode)) for mode in (ROUND_FLOOR, ROUND_CEILING))
    met, limit, favourable = {
        ClauseKind.MAX: (found <= exact, down, found <= up),
        ClauseKind.MIN: (found >= exact, up, found >= down),
        ClauseKind.MOST: (found > exact, down + 1, found >= down),
        ClauseKind.EXIST: (found > 0, 1, found > 0),
        ClauseKind.NONE: (found == 0, 0, found == 0),
    }[clause.kind]
    percent = Decimal(100 * found) / n
    return ClauseResult(clause, found, percent, limit, met, favourable and not met, counts)
