"""Plant a structure and careless people in invented answers, and count what is found again."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

import numpy as np

from kinerja_lib.stats.psychometrics.careless import measure_careless
from kinerja_lib.stats.psychometrics.careless_flags import flag_careless
from kinerja_lib.stats.psychometrics.confirm import confirm_structure
from kinerja_lib.stats.psychometrics.factor_number import compare_eigenvalues
from kinerja_lib.stats.psychometrics.invariance import test_invariance
from kinerja_lib.stats.psychometrics.moments import compute_moments
from kinerja_lib.stats.psychometrics.structure import Equal, structure_of

PEOPLE, SCALES, ITEMS, CARELESS = 600, 4, 5, 60
SHIFT, WEAK = 0.6, 0.25
_LOADING, _RELATED = 0.7, 0.35


def draw_answers(seed: int, *, weak: bool = False, shift: bool = False) -> np.ndarray:
    """Draw answers 1 to 5 on 4 scales of 5 items; the second half of the people may differ.

    `weak`: one item of each scale loads 0.25 for them instead of 0.7. `shift`: it lies 0.6 points
    higher for them.
    """
    random = np.random.default_rng(seed)
    phi = np.full((SCALES, SCALES), _RELATED) + (1 - _RELATED) * np.eye(SCALES)
    factors = random.multivariate_normal(np.zeros(SCALES), phi, PEOPLE)
    loading = np.full((PEOPLE, SCALES * ITEMS), _LOADING)
    other = np.zeros_like(loading, dtype=bool)
    other[PEOPLE // 2 :, 1::ITEMS] = True
    if weak:
        loading = np.where(other, WEAK, loading)
    rest = np.sqrt(1 - loading**2) * random.normal(size=loading.shape)
    hidden = loading * np.repeat(factors, ITEMS, axis=1) + rest
    return np.clip(np.round(3 + hidden + (SHIFT * other if shift else 0)), 1, 5)


def measure_seed(seed: int) -> dict[str, bool | float]:
    """Run one seed: number of factors, fit, three cases of two groups, careless people."""
    scales = np.repeat(np.arange(SCALES), ITEMS)
    structure, group = structure_of(scales), np.repeat(["a", "b"], PEOPLE // 2)
    same = draw_answers(seed)
    correlation = compute_moments(same).correlation
    fit = confirm_structure(same, structure).fit
    levels = {
        name: test_invariance(draw_answers(seed, **change), group, structure).level
        for name, change in {"same": {}, "weak": {"weak": True}, "shift": {"shift": True}}.items()
    }
    random = np.random.default_rng(10_000 + seed)
    mixed = same.copy()
    mixed[:CARELESS] = random.integers(1, 6, (CARELESS, len(scales)))
    mixed[: CARELESS // 3] = random.integers(1, 6, (CARELESS // 3, 1))
    ends = (np.full(len(scales), 1.0), np.full(len(scales), 5.0))
    _, apart = flag_careless(measure_careless(mixed, mixed, scales, ends))
    return {
        "factors": compare_eigenvalues(correlation, PEOPLE, seed=seed).n_factors == SCALES,
        "fits": fit is not None and fit.cfi >= 0.95 and fit.rmsea <= 0.06,
        "same": levels["same"] is Equal.INTERCEPTS,
        "weak": levels["weak"] is Equal.NOTHING,
        "shift": levels["shift"] is Equal.LOADINGS,
        "careless": float(apart[CARELESS // 3 : CARELESS].mean()),
        "straight": float(apart[: CARELESS // 3].mean()),
        "honest": float(apart[CARELESS:].mean()),
    }


def measure_survey(jobs: int, seeds: int) -> dict[str, float]:
    """Average the results of `measure_seed` over seeds 0 to `seeds` - 1."""
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(measure_seed, range(seeds)))
    return {name: float(np.mean([one[name] for one in found])) for name in found[0]}
