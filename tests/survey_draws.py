"""The real surveys of `../shared/data`, and numbers drawn with their rank correlations."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd

FILES = ("lq2002.csv", "dat_organization.csv", "bh1996.csv")
LEAD = [f"LEAD{n:02d}" for n in range(1, 12)]
OTHER_ITEMS = ["TSIG01", "TSIG02", "TSIG03", *(f"HOSTIL{n:02d}" for n in range(1, 6))]
STAFF_ITEMS = [f"item_{n}" for n in range(1, 7)]


@dataclass(frozen=True)
class Surveys:
    """The real surveys: respondents of companies, staff of one organisation, soldiers' scales."""

    companies: pd.DataFrame
    staff: pd.DataFrame
    scales: pd.DataFrame


def read_surveys(folder: Path) -> Surveys:
    """Read the surveys; a 0 in the staff survey is an unanswered item."""
    companies, staff, scales = (pd.read_csv(folder / name) for name in FILES)
    staff[STAFF_ITEMS] = staff[STAFF_ITEMS].where(staff[STAFF_ITEMS] > 0)
    return Surveys(companies, staff, scales)


_NORMAL = NormalDist()
_quantile = np.vectorize(_NORMAL.inv_cdf, otypes=[float])
share_below = np.vectorize(_NORMAL.cdf, otypes=[float])


def correlate(frame: pd.DataFrame) -> np.ndarray:
    """Give the normal-score correlations of the columns; rows with a gap are dropped."""
    complete = frame.dropna()
    ranks = complete.rank() / (len(complete) + 1)
    return np.corrcoef(_quantile(ranks.to_numpy()), rowvar=False)


def draw_copula(correlations: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draw normal scores with given correlations; shape (count, variables)."""
    return rng.multivariate_normal(np.zeros(len(correlations)), correlations, size=count)


def cut(scores: np.ndarray, shares: Sequence[float]) -> np.ndarray:
    """Turn normal scores into classes 0, 1, ... with the given shares."""
    return np.searchsorted(_quantile(np.cumsum(shares)[:-1]), scores)
