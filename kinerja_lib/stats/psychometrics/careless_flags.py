"""When a sign of careless answers becomes a flag, and how many flags set a person apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinerja_lib.stats.psychometrics.careless import CarelessSigns


@dataclass(frozen=True)
class CarelessLimits:
    """Hold where a sign becomes a flag; None leaves a sign out.

    Chosen by simulation (tools/measure_careless.py), so that at most 1 % of honest people are set
    apart; docs/validation.md has the rates. The time is that of Huang et al. (2012).

    Parameters
    ----------
    longstring_share : float or None
        Longest run, as a share of the items answered, from which it is a sign.
    flatness : float or None
        Spread as asked, as a share of the range, up to which it is a sign; with fewer than
        `flat_items` answers only where reversed items contradict it: `contrast` or more as keyed.
    distance_p, scatter_p : float or None
        A chance below the first is a sign; a chance of the second or more is one, where the
        answers also scatter by `scatter` or more (over few items nearly any answers could be lots).
    even_odd, synonyms : float or None
        Correlations below are a sign. Left out: over few scales they are low for many honest people
        (below 0 for one in eight over four scales), and both at once for the same ones.
    seconds : float or None
        Seconds an item below which it is a sign.
    needed : int
        Signs that set a person apart.
    """

    longstring_share: float | None = 0.6
    flatness: float | None = 0.05
    flat_items: int = 15
    contrast: float = 0.10
    distance_p: float | None = 0.001
    scatter_p: float | None = 0.10
    scatter: float = 0.60
    even_odd: float | None = None
    synonyms: float | None = None
    seconds: float | None = 2.0
    needed: int = 2


def flag_careless(
    signs: CarelessSigns, limits: CarelessLimits | None = None, *, seconds: np.ndarray | None = None
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Turn signs into flags, and name who has as many flags as are needed to be set apart.

    Parameters
    ----------
    seconds : float array of shape (people,) or None
        Time for the whole questionnaire; missing is no flag.

    Returns
    -------
    flags : dict of bool arrays of shape (people,)
        Per sign that has a limit; a sign that is NaN is no flag.
    apart : bool array of shape (people,)
        At least `limits.needed` flags.
    """
    limits = limits or CarelessLimits()
    flags: dict[str, np.ndarray] = {}
    if limits.longstring_share is not None:
        flags["longstring"] = signs.longstring >= np.maximum(
            2.0, limits.longstring_share * signs.answered
        )
    if limits.flatness is not None:
        apparent = (signs.answered >= limits.flat_items) | (signs.contrast >= limits.contrast)
        flags["flatness"] = (signs.flatness <= limits.flatness) & apparent
    for name in ("distance_p", "even_odd", "synonyms"):
        limit = getattr(limits, name)
        if limit is not None:
            flags[name] = np.nan_to_num(getattr(signs, name), nan=np.inf) < limit
    if limits.scatter_p is not None:
        likely = signs.scatter_p >= limits.scatter_p
        flags["scatter_p"] = likely & (signs.scatter >= limits.scatter)
    if limits.seconds is not None and seconds is not None:
        each = np.asarray(seconds, dtype=float) / np.maximum(signs.answered, 1)
        flags["seconds"] = np.nan_to_num(each, nan=np.inf) < limits.seconds
    count = np.zeros(len(signs.answered), dtype=int)
    for flag in flags.values():
        count += flag
    return flags, count >= limits.needed
