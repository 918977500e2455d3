"""What a test of structure needs, and which guide values its verdicts use."""

from __future__ import annotations

from dataclasses import dataclass, field

from kinerja_lib.stats.psychometrics.invariance import Limits


@dataclass(frozen=True)
class Guide:
    """Hold the guide values of fit.

    Parameters
    ----------
    cfi, rmsea, srmr : float
        Together enough for "sesuai jawaban". Source: Hu and Bentler (1999), Structural Equation
        Modeling 6, 1-55.
    low_cfi, high_rmsea, high_srmr : float
        Any one beyond is "tidak sesuai". Sources: Bentler and Bonett (1980), Psychological
        Bulletin 88, 588-606; Browne and Cudeck (1992), Sociological Methods and Research 21,
        230-258; Schermelleh-Engel et al. (2003), Methods of Psychological Research 8, 23-74.
    least_df : int
        With fewer degrees of freedom RMSEA says little and is not judged. Source: Kenny, Kaniskan
        and McCoach (2015), Sociological Methods and Research 44, 486-507.
    cfi_apart : float
        Difference of CFI from which one structure is said to fit better than another.
    loading_apart : float
        Difference of a loading from which answers read as ordered classes say something else.
    """

    cfi: float = 0.95
    rmsea: float = 0.06
    srmr: float = 0.08
    low_cfi: float = 0.90
    high_rmsea: float = 0.10
    high_srmr: float = 0.10
    least_df: int = 10
    cfi_apart: float = 0.01
    loading_apart: float = 0.10


@dataclass(frozen=True)
class StructureLimits:
    """Say what is tested, on how many people.

    Parameters
    ----------
    rows : int
        Fewest respondents for any test of an instrument.
    rows_per_item, half : int
        Fewest respondents per item, and in all, in each half for exploration and confirmation on
        different people; else confirmation only.
    most_rows : int
        Most respondents of a full-information likelihood; above, complete rows where there are as
        many, else a random sample of so many.
    most_groups : int
        Most groups, the largest, of one test of invariance.
    categories : int
        Up to so many possible answers correlations for exploration are polychoric.
    skew : float
        So they are where an item is more skewed than this, in absolute value.
    loading : float
        Smallest loading of an item that counts, in absolute value.
    kmo : float
        Smallest KMO at which factors are looked for.
    draws, seed : int
        Random matrices of the parallel analysis; fixes them, the halves and the samples.
    supplement : bool
        Also the model of second order and Velicer's MAP.
    guide : Guide
    steps : Limits
        People per group, and how far fit may fall from step to step.
    """

    rows: int = 100
    rows_per_item: int = 10
    half: int = 200
    most_rows: int = 1500
    most_groups: int = 12
    categories: int = 4
    skew: float = 1.0
    loading: float = 0.30
    kmo: float = 0.60
    draws: int = 100
    seed: int = 7
    supplement: bool = False
    guide: Guide = field(default_factory=Guide)
    steps: Limits = field(default_factory=Limits)
