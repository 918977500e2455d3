"""Latent classes of a table with missing values: the second opinion on clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

MOST_ROWS = 3_000


@dataclass(frozen=True)
class Classes:
    """Hold the model with the smallest BIC.

    Attributes
    ----------
    number : int
        Classes, 1 allowed.
    labels : int array of shape (n_rows,)
        Most probable class.
    certainty : float array of shape (n_rows,)
        Its probability.
    bic : dict of int to float
        BIC of each number of classes tried.
    """

    number: int
    labels: np.ndarray
    certainty: np.ndarray
    bic: dict[int, float]


def find_classes(table: np.ndarray, most: int, *, seed: int, starts: int = 3) -> Classes:
    """Fit categorical latent classes by full-information likelihood and choose by BIC.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        Whole numbers; missing values NaN. Columns without a value or without spread say nothing
        and are left out.
    most : int
        Largest number of classes tried, from 1.
    seed : int
    starts : int
        Random starts of each fit.

    Raises
    ------
    ValueError
        More than `MOST_ROWS` rows (the fit takes minutes), or no column with spread.

    Notes
    -----
    StepMix, measurement `categorical_nan`. Source: Morin, Legault, Laliberte and others (2025),
    StepMix, Journal of Statistical Software 113(8).
    """
    if len(table) > MOST_ROWS:
        raise ValueError(f"latent classes take at most {MOST_ROWS} rows, got {len(table)}")
    values = [np.unique(column[~np.isnan(column)]) for column in table.T]
    use = [place for place, known in enumerate(values) if len(known) > 1]
    if not use:
        raise ValueError("no column has two values")
    codes = np.column_stack([_code(table[:, place], values[place]) for place in use])
    fits = [_fit(codes, number, seed, starts) for number in range(1, most + 1)]
    bic = {number + 1: float(fit.bic(codes)) for number, fit in enumerate(fits)}
    best = min(bic, key=lambda number: (bic[number], number))
    chances = fits[best - 1].predict_proba(codes)
    return Classes(best, chances.argmax(axis=1), chances.max(axis=1), bic)


def _code(column: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(column), np.nan, np.searchsorted(values, column).astype(float))


def _fit(codes: np.ndarray, number: int, seed: int, starts: int):  # noqa: ANN202 - a StepMix model
    from stepmix.stepmix import StepMix

    model = StepMix(
        n_components=number,
        measurement="categorical_nan",
        n_init=starts,
        random_state=seed,
        max_iter=500,
        progress_bar=0,
        verbose=0,
    )
    return model.fit(codes)
