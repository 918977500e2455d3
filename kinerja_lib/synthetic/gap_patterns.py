"""How gaps of competency come about in each invented region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from kinerja_lib.tables.choices import COMPETENCIES

# Competencies in which each group falls short; group 0 has no gap.
GROUPS = (
    (),
    ("Kerja sama", "Komunikasi", "Pelayanan publik"),
    ("Orientasi pada hasil", "Pengambilan keputusan"),
    ("Pengembangan diri dan orang lain", "Mengelola perubahan"),
    ("Integritas", "Perekat bangsa"),
    ("Komunikasi", "Pengambilan keputusan", "Perekat bangsa"),
    ("Kerja sama", "Orientasi pada hasil", "Pengembangan diri dan orang lain"),
)
SHARES = (0.20, 0.26, 0.18, 0.14, 0.10, 0.07, 0.05)


@dataclass(frozen=True)
class Pattern:
    """Describe the mechanism of one region.

    Parameters
    ----------
    mechanism : str
        `clear`, `hard` and `mixed` have groups; `ladder` has severity only; `none` nothing.
    deficit : tuple of float
        Limits of the deficit of a group in one of its competencies, levels below the usual
        surplus of half a level.
    noise : float
        Standard deviation of a cell, levels.
    rater, person : float
        Standard deviation of what one rater, or one person, moves in all competencies alike.
    front : float
        Share of group 1 among people in frontline posts; 0: the same as everywhere.
    """

    mechanism: str
    deficit: tuple[float, float] = (0.0, 0.0)
    noise: float = 0.5
    rater: float = 0.0
    person: float = 0.0
    front: float = 0.0


PATTERNS: Mapping[str, Pattern] = MappingProxyType(
    {
        "wanggar": Pattern("clear", (1.6, 2.4), 0.5, front=0.5),
        "andir": Pattern("hard", (1.0, 1.6), 0.7),
        "kotabumi": Pattern("none"),
        "mamuju": Pattern("ladder", noise=0.45, rater=0.9, person=0.5),
        "jambi": Pattern("mixed", (1.8, 2.6), 0.5, rater=0.6, person=0.25),
    }
)
SURPLUS = 0.5  # mean of an untouched cell, levels: about 45 % of them round to exactly 0


@dataclass(frozen=True)
class Gaps:
    """Hold what a mechanism made.

    Parameters
    ----------
    gap : int array of shape (n, 9)
        Level reached minus level required, before the limits 1 to 5 of a rating.
    group : int array of shape (n,)
        Place in `GROUPS`; -1 where the mechanism knows no groups.
    deficits : float array of shape (7, 9)
        Mean deficit of each group, levels; zero where a group has none.
    severity : float array of shape (n,)
        What rater and person move in all competencies, levels; 0 without halo.
    """

    gap: np.ndarray
    group: np.ndarray
    deficits: np.ndarray
    severity: np.ndarray


def draw_gaps(
    pattern: Pattern, rng: np.random.Generator, rater: np.ndarray, front: np.ndarray
) -> Gaps:
    """Draw gaps of people in nine competencies.

    Parameters
    ----------
    pattern : Pattern
    rng : Generator
    rater : float array of shape (n,)
        Standard normal effect of the person's rater; negative is strict.
    front : bool array of shape (n,)
        Whether the post serves the public directly.

    Notes
    -----
    With e ~ N(0, noise) in each cell and s = rater * sd_rater + person * N(0, 1):
    groups  : gap = round(0.5 - deficit_gc + s + e), deficit 0 where the group does not fall
              short; people of group 0 have s = 0 and take max(0, gap);
    ladder  : gap = round(s + e), one s for all competencies of a person;
    none    : gap = -1, 0 or 1 by chances of the competency alone, independent of all else.
    """
    if pattern.mechanism == "none":
        return _independent_gaps(rng, len(rater))
    severity = pattern.rater * rater + pattern.person * rng.standard_normal(len(rater))
    noise = pattern.noise * rng.standard_normal((len(rater), len(COMPETENCIES)))
    if pattern.mechanism == "ladder":
        gap = np.rint(severity[:, None] + noise).astype(int)
        return Gaps(gap, np.full(len(rater), -1), np.zeros((len(GROUPS), 9)), severity)
    deficits = _draw_deficits(pattern, rng)
    group = _draw_groups(pattern, rng, front)
    severity[group == 0] = 0.0
    shift = (SURPLUS - deficits)[group]
    gap = np.rint(shift + severity[:, None] + noise).astype(int)
    gap[group == 0] = gap[group == 0].clip(min=0)
    return Gaps(gap, group, deficits, severity)


def _independent_gaps(rng: np.random.Generator, size: int) -> Gaps:
    below = np.linspace(0.18, 0.34, len(COMPETENCIES))
    drawn = rng.random((size, len(COMPETENCIES)))
    gap = np.where(drawn < below, -1, np.where(drawn < below + 0.45, 0, 1))
    none = np.zeros(size)
    return Gaps(gap, np.full(size, -1), np.zeros((len(GROUPS), len(COMPETENCIES))), none)


def _draw_deficits(pattern: Pattern, rng: np.random.Generator) -> np.ndarray:
    table = rng.uniform(*pattern.deficit, size=(len(GROUPS), len(COMPETENCIES)))
    member = [[name in names for name in COMPETENCIES] for names in GROUPS]
    return np.where(member, table, 0.0)


def _draw_groups(pattern: Pattern, rng: np.random.Generator, front: np.ndarray) -> np.ndarray:
    drawn = rng.random(len(front))
    group = np.searchsorted(np.cumsum(SHARES), drawn, side="right").clip(max=len(SHARES) - 1)
    to_service = rng.random(len(front))
    if pattern.front:
        # A share q of the others moves to group 1, so that its share becomes `front`.
        q = (pattern.front - SHARES[1]) / (1 - SHARES[1])
        group = np.where(front & (to_service < q), 1, group)
    return group
