"""Whether clusters differ in shape or only in height."""

from __future__ import annotations

import numpy as np


def share_shape(table: np.ndarray, labels: np.ndarray) -> float:
    """Measure the part of the difference between clusters that is not mere height.

    Parameters
    ----------
    table : float array of shape (n_rows, n_columns)
        No missing values.
    labels : int array of shape (n_rows,)

    Returns
    -------
    float
        0: every column of a cluster is equally far up or down, one ladder. 1: ups and downs cancel.
        NaN where the clusters do not differ, or no column has spread.

    Notes
    -----
    Columns are standardised (those without spread stay 0). With the deviations c_k of the cluster
    means, weights w_k and p columns: 1 - sum w_k p mean(c_k)^2 / sum w_k |c_k|^2.
    """
    spread = table.std(axis=0)
    scaled = (table - table.mean(axis=0)) / np.where(spread > 1e-12, spread, np.inf)
    height = whole = 0.0
    for label in np.unique(labels):
        own = labels == label
        centre = scaled[own].mean(axis=0)
        height += own.mean() * len(centre) * centre.mean() ** 2
        whole += own.mean() * float((centre**2).sum())
    return 1.0 - height / whole if whole > 1e-12 else float("nan")
