"""Structure of the invented staff survey: items, subscales, factors. No item texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Subscale:
    """Describe one subscale.

    Parameters
    ----------
    name : str
    items : int
        How many items belong to it.
    reverse : tuple of int
        Reverse-keyed items, counted from 1 within the subscale.
    common, side, group : float, float, str
        Weights of the general and of the group factor, and the group; see `factor_correlation`.
    level : float
        Shift of the mean answer from the middle of the scale, in spreads of the latent answer.
    icc : float
        Part of the latent variance that people of one unit share.
    """

    name: str
    items: int
    reverse: tuple[int, ...]
    common: float
    side: float
    group: str
    level: float
    icc: float


# The first four follow the structure of a published trait scale (17 items: 5, 4, 4, 4; items 4 and
# 14 reverse-keyed); the others are the kit's own. Positive `common` means more resistance.
SUBSCALES = (
    Subscale("rutinitas", 5, (4,), 0.60, 0.25, "trait", -0.2, 0.03),
    Subscale("reaksi_emosi", 4, (), 0.65, 0.25, "trait", -0.1, 0.03),
    Subscale("jangka_pendek", 4, (), 0.65, 0.30, "trait", -0.3, 0.03),
    Subscale("kekakuan_berpikir", 4, (1,), 0.20, 0.20, "trait", 0.1, 0.02),
    Subscale("perubahan_afektif", 4, (2,), 0.50, 0.55, "change", -0.3, 0.06),
    Subscale("perubahan_perilaku", 4, (3,), 0.50, 0.50, "change", -0.5, 0.06),
    Subscale("perubahan_kognitif", 4, (4,), 0.45, 0.55, "change", -0.2, 0.06),
    Subscale("kesiapan", 4, (), -0.50, 0.40, "support", 0.4, 0.10),
    Subscale("tekanan_penilaian", 4, (), 0.40, 0.00, "change", -0.1, 0.08),
    Subscale("penerimaan_penilaian", 4, (4,), -0.45, 0.35, "support", 0.3, 0.06),
    Subscale("manfaat_sosialisasi", 4, (), -0.35, 0.45, "support", 0.2, 0.06),
    Subscale("iklim_kerja", 5, (5,), -0.30, 0.40, "support", 0.4, 0.15),
)
NAMES = tuple(subscale.name for subscale in SUBSCALES)
RANGES = {"andir": 5, "mamuju": 5, "jambi": 6, "kotabumi": 6, "wanggar": 5}  # answers 1 to this
LOADINGS = (0.80, 0.74, 0.70, 0.77, 0.72)  # by place of the item in its subscale
SPREAD = 0.25  # one latent standard deviation, in parts of the width of the scale


@dataclass(frozen=True)
class Items:
    """Hold the items in questionnaire order.

    Parameters
    ----------
    column : tuple of str
        `butir_01` and so on.
    subscale : int array
        Place in `SUBSCALES`.
    reverse : bool array
    loading : float array
        Correlation of the latent answer with its factor.
    """

    column: tuple[str, ...]
    subscale: np.ndarray
    reverse: np.ndarray
    loading: np.ndarray


def list_items() -> Items:
    """List all items, subscale after subscale."""
    sizes = [subscale.items for subscale in SUBSCALES]
    inside = np.concatenate([np.arange(size) for size in sizes])
    of_subscale = np.repeat(np.arange(len(sizes)), sizes)
    reverse = [
        place + 1 in SUBSCALES[number].reverse
        for place, number in zip(inside, of_subscale, strict=True)
    ]
    column = tuple(f"butir_{number + 1:02d}" for number in range(len(inside)))
    return Items(column, of_subscale, np.array(reverse), np.array(LOADINGS)[inside])


def factor_correlation() -> np.ndarray:
    """Return the correlation of the twelve factors, shape (12, 12).

    factor = common * g + side * h_group + sqrt(1 - common^2 - side^2) * own, all standard normal
    and independent; so two factors correlate by the product of their `common`, plus the product
    of their `side` where they share the group.
    """
    common = np.array([subscale.common for subscale in SUBSCALES])
    side = np.array([subscale.side for subscale in SUBSCALES])
    group = np.array([subscale.group for subscale in SUBSCALES])
    table = np.outer(common, common) + np.outer(side, side) * (group[:, None] == group[None, :])
    np.fill_diagonal(table, 1.0)
    return table


def describe_instrument(slug: str) -> dict[str, object]:
    """Return codebook and planted structure, JSON-ready.

    `alpha_latent` is Cronbach's alpha of the latent answers from the loadings: with
    s = sum(l), q = sum(l^2), k items: k / (k - 1) * (s^2 - q) / (s^2 + k - q). Answers in whole
    points are a little less consistent.
    """
    items = list_items()
    high = RANGES[slug]
    book = [
        {
            "item": column,
            "subscale": NAMES[items.subscale[place]],
            "reverse": bool(items.reverse[place]),
            "min": 1,
            "max": high,
            "loading": float(items.loading[place]),
        }
        for place, column in enumerate(items.column)
    ]
    return {
        "items": book,
        "subscales": list(NAMES),
        "factor_correlation": np.round(factor_correlation(), 4).tolist(),
        "alpha_latent": {s.name: round(_alpha(s.items), 4) for s in SUBSCALES},
        "icc_latent": {s.name: s.icc for s in SUBSCALES},
    }


def _alpha(count: int) -> float:
    loadings = np.array(LOADINGS[:count])
    total, own = loadings.sum() ** 2, (loadings**2).sum()
    return float(count / (count - 1) * (total - own) / (total + count - own))
