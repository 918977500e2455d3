"""What two coders of an invented region made of the comments of the survey."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.survey import COMMENTS

# Theme of each text of COMMENTS, in the same order.
THEMES = (
    "Jadwal dan tahapan",
    "Panduan pengisian",
    "Sosialisasi",
    "Beban dan aplikasi",
    "Umpan balik atasan",
    "Cara kerja",
    "Sosialisasi",
    "Sarana kerja",
    "Jadwal dan tahapan",
    "Tanpa saran",
)
CODERS = ("P1", "P2")
RIGHT = (0.92, 0.88)  # chance that a coder names the theme the text was written for
SKIPPED = 0.05  # share of comments that the second coder left out
QUOTABLE = 0.7


def build_coding(people: Population, survey: pd.DataFrame) -> Built:
    """Build `koding_komentar`: one theme per comment and coder.

    A coder names the theme of the text with the chance in `RIGHT`, else one of the other themes
    with equal chance, independently of the other coder. The second coder leaves out five in a
    hundred. Seven of ten comments are marked as fit to quote.
    """
    rng = people.random("comment coding")
    rows = survey.loc[survey["komentar"].notna(), ["resp_id", "gelombang", "komentar"]]
    texts = rows["komentar"].str.split(". Terima kasih kepada", regex=False).str[0]
    names = sorted(set(THEMES))
    theme = dict(zip(COMMENTS, (names.index(name) for name in THEMES), strict=True))
    own = texts.map(theme).to_numpy(dtype=int)
    parts = [_code(rng, rows, own, place) for place in range(len(CODERS))]
    table = pd.concat(parts, ignore_index=True).sort_values(["gelombang", "resp_id", "pengode"])
    truth = {"agreement": _expect(own, len(names)), "accuracy": list(RIGHT), "themes": names}
    return Built({"koding_komentar": table.reset_index(drop=True)}, truth)


def _code(
    rng: np.random.Generator, rows: pd.DataFrame, own: np.ndarray, place: int
) -> pd.DataFrame:
    names = np.array(sorted(set(THEMES)), dtype=object)
    other = (own + rng.integers(1, len(names), len(own))) % len(names)
    chosen = np.where(rng.random(len(own)) < RIGHT[place], own, other)
    fit = rng.random(len(own)) < QUOTABLE
    left_out = (rng.random(len(own)) < SKIPPED) & (place == 1)
    table = pd.DataFrame(
        {
            "resp_id": rows["resp_id"].astype("str"),
            "gelombang": rows["gelombang"].astype("str"),
            "pengode": CODERS[place],
            "tema": pd.Series(names[chosen], index=rows.index, dtype="str"),
            "kutip": np.where(fit, "ya", "tidak"),
        }
    )
    return table[~left_out]


def _expect(own: np.ndarray, count: int) -> dict[str, float]:
    """Return the share of the same themes and kappa that the chances lead to.

    agreed = r1 r2 + (1 - r1)(1 - r2) / (k - 1); each coder's share of theme t is
    p_t r + (1 - p_t)(1 - r) / (k - 1).
    """
    if not len(own):
        return {}
    first, second = RIGHT
    agreed = first * second + (1 - first) * (1 - second) / (count - 1)
    share = np.bincount(own, minlength=count) / len(own)
    said = [share * right + (1 - share) * (1 - right) / (count - 1) for right in RIGHT]
    chance = float(said[0] @ said[1])
    return {"share": round(agreed, 4), "kappa": round((agreed - chance) / (1 - chance), 4)}
