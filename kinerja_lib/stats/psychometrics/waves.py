"""Hold the numbers of one questionnaire equal across its waves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kinerja_lib.stats.psychometrics.latent_layout import Layout, Slots


def tie_waves(
    layout: Layout, waves: int, *, loadings: bool, intercepts: bool, residuals: bool
) -> Layout:
    """Give items and factors of later waves the values of the first.

    Parameters
    ----------
    layout : Layout
        Items and factors wave by wave, the same number in each; nothing held equal yet.
    waves : int
        2 or more.
    intercepts : bool
        Frees the factor means from the second wave on as well.
    """
    p, m = (size // waves for size in layout.loading.index.shape[1:])
    items = [slice(wave * p, (wave + 1) * p) for wave in range(waves)]
    factors = [slice(wave * m, (wave + 1) * m) for wave in range(waves)]
    parts = {name: slots.index.copy() for name, slots in layout.slots()}
    for item, factor in zip(items[1:], factors[1:], strict=True):
        if loadings:
            parts["loading"][:, item, factor] = parts["loading"][:, items[0], factors[0]]
        if intercepts:
            parts["intercept"][:, item] = parts["intercept"][:, items[0]]
        if residuals:
            for one, first in zip(range(p * waves)[item], range(p), strict=True):
                parts["residual"][:, one, one] = parts["residual"][:, first, first]
    if intercepts:
        free = layout.free + np.arange(parts["mean"][:, m:].size)
        parts["mean"][:, m:] = free.reshape(parts["mean"][:, m:].shape)
    return _renumber(layout, parts)


def _renumber(layout: Layout, parts: dict[str, np.ndarray]) -> Layout:
    """Give the places new numbers without gaps."""
    used = np.unique(np.concatenate([index.ravel() for index in parts.values()]))
    used = used[used >= 0]
    tied = {
        name: Slots(
            np.where(index >= 0, np.searchsorted(used, index), -1), getattr(layout, name).fixed
        )
        for name, index in parts.items()
    }
    return replace(layout, **tied, free=len(used))
