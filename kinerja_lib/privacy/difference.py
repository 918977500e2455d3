"""Turn two published runs into cells: what the pair tells about those who came and those who left.

A group (a unit, a class of a unit) stands in an earlier run and in this one. Its people are those
who stayed, those who left after the earlier run and those who joined before this one:

    earlier = stayed then + left          this run = stayed now + joined
    stayed now = stayed then + drift

Whoever sees both numbers knows `joined - left + drift`. He is taken to know who moved and so how
many: a colleague sees it, and head counts are published. That is the safe side. What is left to him
is `drift`, the change in those who stayed, and so everything hangs on what may be assumed of it:

- **Same values** (`UNCHANGED`): a correction of a published run, another report of the same period,
  a cumulative number up to the same date, what people keep (education, sex, age group), and class
  counts by default. Then the pair gives `joined - left` itself, and of one mover everything.
- **Values that only grow** (`growing`): cumulative numbers of a year, such as hours of training.
  Each person adds from 0 to a cap.
- **New values for everybody** (`anew`): the ratings of another month. Everyone who stayed has a new
  value, but one much like the last; a reader who thinks that all stay as they were is wrong by
  about `spread` (standard deviation of one person's change) times the root of the number who
  stayed. Between the ends of the scale everything is possible, so ends would always call the pair
  safe. The reader is therefore given more than he has: he is certain that the drift lies within one
  standard deviation of its mean, which is true two times in three. What is too narrow then is
  refused. With one mover among 14 who stay and a spread of 5 points of 100 the drift covers 37
  points, more than the 20 asked; with a spread of 1 it covers 7, and the pair is refused.
- **New classes** (`changed_classes`): that months have new values does not help where nearly all
  keep their class: the one number that moved is the mover's. The reader is taken to be certain that
  no more people changed class than the lower tenth of a binomial, though in nine of ten cases as
  many or more did. Where that is 0, classes count as unchanged. Else a count can be off by that
  many in either direction.

Only groups of movers of 1 to k - 1 people are to be protected; their cells are never on a page
(state `withheld`, weight 0). Of one mover a count is 0 or 1 and of a few no more than they are; the
attack asks there for what a reader knew before he saw the pair, so that any narrowing fails. No
insider is put among the movers: one of them knows himself anyway, and the pair must then leave the
others as open as it leaves the group (nothing is lost to the group by asking for all of it).

Where the people of the earlier run are no longer known, `fewest_movers` gives the safe reading of
two head counts: as many stayed as possible, so that the movers are few. Two who change places are
invisible in head counts; only the lists of people show them. With neither there is no judging, and
the pair is to be refused.

The earlier run is out: its shown cells are `shown` in the joint system, its withheld ones
`withheld`. Only cells of this run are open. What cannot be cured there is refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from scipy.stats import binom

from kinerja_lib.privacy.cells import Cell, Protection, Relation, protect_count, protect_sum

_FEW = 0.1  # quantile of the number who changed class that the reader takes for the most


@dataclass(frozen=True)
class Drift:
    """Bound the change in the sum (or count) of those who stayed, as a reader may assume it.

    Attributes
    ----------
    low, high : float
        In the unit of the cells; for counts whole numbers.
    """

    low: float = 0.0
    high: float = 0.0

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"drift from {self.low} to {self.high}")


UNCHANGED = Drift()


def growing(stayed: int, cap: float) -> Drift:
    """Give the drift of a number that only grows, by at most `cap` a person."""
    return Drift(0.0, stayed * cap)


def anew(stayed: int, spread: float, mean_change: float = 0.0) -> Drift:
    """Give the drift of values made anew, within one standard deviation of its mean.

    Parameters
    ----------
    stayed : int
    spread : float
        Standard deviation of one person's change, from all people of the two runs.
    mean_change : float
        Mean change of one person; a reader can work it out from the totals.
    """
    if spread < 0:
        raise ValueError(f"a standard deviation is not negative: {spread}")
    middle, half = stayed * mean_change, spread * math.sqrt(stayed)
    return Drift(middle - half, middle + half)


def changed_classes(stayed: int, share: float) -> Drift:
    """Give the drift of a class count where a share of people changes class between the runs."""
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a share lies between 0 and 1: {share}")
    changed = float(max(0, binom.ppf(_FEW, stayed, share))) if stayed else 0.0
    return Drift(-changed, changed)


def fewest_movers(earlier: int, now: int) -> tuple[int, int]:
    """Give (left, joined) when as many stayed as two head counts allow."""
    return max(0, earlier - now), max(0, now - earlier)


@dataclass(frozen=True)
class Movers:
    """Hold those of one group who left and joined, with their true sum or count.

    Attributes
    ----------
    left, joined : int
        People.
    stayed : int
        People in both runs.
    left_value, joined_value : float
        Sum of the scores of those who left, in the earlier run, and of those who joined, in this
        one; for a count how many of them are in the class.
    """

    left: int
    joined: int
    stayed: int
    left_value: float
    joined_value: float

    def __post_init__(self) -> None:
        if min(self.left, self.joined, self.stayed) < 0:
            raise ValueError("people cannot be fewer than none")


def link_runs(
    earlier: Cell, now: Cell, movers: Movers, drift: Drift, k: int
) -> tuple[tuple[Cell, ...], tuple[Relation, ...]]:
    """Give the cells and relations that tie a number of one run to that of another.

    Parameters
    ----------
    earlier, now : Cell
        The same number of the same group, both counts or both sums on the same scale. Their ids
        must differ; the cells themselves are in the system already.
    movers : Movers
    drift : Drift
        Widened to hold the true change, so that the system has its true table: a reader whose
        assumption is wrong learns nothing true.
    k : int
        Smallest group.

    Returns
    -------
    cells : tuple of Cell
        `<now>:left`, `<now>:joined` (where there are any) and `<now>:stayed`.
    relations : tuple of Relation

    Raises
    ------
    ValueError
        One is a count and the other a sum, or the scales differ.
    """
    if earlier.scale != now.scale:
        raise ValueError(f"{earlier.id!r} and {now.id!r} are not on the same scale")
    left = _group(f"{now.id}:left", earlier, movers.left, movers.left_value, k)
    joined = _group(f"{now.id}:joined", now, movers.joined, movers.joined_value, k)
    value = earlier.value - movers.left_value
    stayed = replace(_group(f"{now.id}:stayed", earlier, movers.stayed, value, k), protection=None)
    change = now.value - movers.joined_value - value
    before = Relation({stayed.id: 1.0, left.id: 1.0, earlier.id: -1.0})
    low, high = min(drift.low, change), max(drift.high, change)
    after = Relation({now.id: 1.0, joined.id: -1.0, stayed.id: -1.0}, low, high)
    return (left, joined, stayed), (before, after)


def _group(name: str, like: Cell, people: int, value: float, k: int) -> Cell:
    """Make the cell of a derived group, protected where it is smaller than k."""
    protection: Protection | None = None
    low, high = (like.scale[0], like.scale[1]) if like.scale else (0.0, 1.0)
    if 0 < people < k:
        protection = protect_sum(people, like.scale) if like.scale else protect_count(k)
    return Cell(
        name,
        value,
        people * high,
        people * low,
        whole=like.whole,
        weight=0.0,
        protection=protection,
        state="withheld",
        scale=like.scale,
        n=float(people) if like.scale else 0.0,
        inside=0,
    )
