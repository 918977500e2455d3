"""Judge each figure of a region against its plan to date, by declared polarity."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from kinerja_lib.config.rule_settings import RuleSettings
from kinerja_lib.i18n import _
from kinerja_lib.performance.achievement.derived import flag_derived
from kinerja_lib.performance.areas.series_checks import DERIVED, NO_TARGET, NO_VALUE
from kinerja_lib.rules.achievement import Achievement, Form, compute_achievement
from kinerja_lib.rules.achievement_classes import PERMENDAGRI_86
from kinerja_lib.rules.scales import GapRule, classify
from kinerja_lib.rules.targets import Polarity, Target, Verdict, judge_target, make_target, set_zone

NO_POLARITY = _("arah tidak dinyatakan")
UPSIDE_DOWN = _("batas target terbalik")
ZERO_TARGET = _("target nol")
NEGATIVE = _("nilai negatif, dinyatakan sebagai selisih")
OVER_100 = _("di atas 100%")
OVER_ONE = _("di atas 1; tampaknya ditulis sebagai pecahan")
FAR_ABOVE = _("jauh di atas rencana; perlu dipastikan")
FAR = 1.5  # times the plan


@dataclass(frozen=True)
class AchievementRules:
    """Hold what the agency sets for achievement.

    Parameters
    ----------
    cap : Decimal or None
        Highest per cent that counts; None without a cap.
    gap : GapRule
        Class of a value between two classes.
    """

    cap: Decimal | None = None
    gap: GapRule = GapRule.LOWER

    @classmethod
    def of(cls, settings: RuleSettings) -> AchievementRules:
        """Take `capaian.batas_atas` and `capaian.celah_kelas` of a rules file."""
        return cls(settings["capaian.batas_atas"], GapRule(settings["capaian.celah_kelas"]))


def judge_figures(
    figures: pd.DataFrame, cards: pd.DataFrame, rules: AchievementRules
) -> pd.DataFrame:
    """Give every figure its verdict against the plan to date, achievement, class and difference.

    Parameters
    ----------
    figures : DataFrame
        Rows of `target_realisasi`: iku_id, unit_id, periode, target_bawah, target_atas, rencana,
        realisasi; NaN is missing.
    cards : DataFrame
        Rows of `iku`: iku_id, nama, arah, satuan, desimal.
    rules : AchievementRules

    Returns
    -------
    DataFrame
        The same rows with turunan (why the series is derived; "" where it is not), acuan
        (`rencana` or `target`), acuan_bawah, acuan_atas, kesimpulan (`Verdict`), alasan (why not
        computable), capaian and capaian_terbatas (per cent of the plan to date), alasan_capaian,
        kelas (Permendagri 86/2017), selisih (unit of the indicator), capaian_target (per cent of
        the year's target) and tanda (rates above 100 %, or above 1 where they are written as
        fractions, kept; values far above the plan).

    Notes
    -----
    Plan to date: a target that is one number is replaced by `rencana`; a band stays where it holds
    `rencana`, and is else moved by the distance of `rencana` from its middle. Without `rencana` the
    target of the row itself. Formulas: `rules.targets`, `rules.achievement`.
    """
    detail = cards.set_index("iku_id")[["nama", "arah", "satuan", "desimal"]]
    rows = figures.join(detail, on="iku_id").reset_index(drop=True)
    rows = rows.assign(turunan=flag_derived(rows))
    judged = [_judge(row, rules) for row in rows.itertuples(index=False)]
    columns = list(_judge_nothing(""))
    numbers = ["acuan_bawah", "acuan_atas", "capaian", "capaian_terbatas", "selisih"]
    frame = pd.DataFrame(judged, columns=columns, index=rows.index)
    frame = frame.astype(dict.fromkeys([*numbers, "capaian_target"], float))
    judged = pd.concat([rows, frame], axis=1)
    return judged.assign(tanda=_mark_values(judged))


def _mark_values(judged: pd.DataFrame) -> np.ndarray:
    """Mark values that have to be confirmed; they are kept as they are."""
    share = judged["satuan"].isin(["persen", "%"]).to_numpy()
    names = ("realisasi", "acuan_bawah", "acuan_atas")
    values, low, plan = (judged[name].to_numpy(dtype=float) for name in names)
    # A share of which half to one per cent is wanted, the more the better, is no share in per cent.
    part = share & (judged["arah"] == Polarity.UP).to_numpy() & (low >= 0.5) & (plan <= 1)
    tests = [share & (values > 100), part & (values > 1), exceed_plan(values, plan)]
    return np.select(tests, [OVER_100, OVER_ONE, FAR_ABOVE], "")


def exceed_plan(values: np.ndarray, plan: np.ndarray) -> np.ndarray:
    """Tell which values lie more than half above a plan that is not 0; missing ones do not."""
    return (plan > 0) & (values > FAR * plan)


def _judge_nothing(reason: str) -> dict[str, object]:
    nothing = dict.fromkeys(("acuan_bawah", "acuan_atas", "capaian", "capaian_terbatas"))
    return {
        "acuan": "",
        **nothing,
        **{"selisih": None, "capaian_target": None, "kelas": None},
        **{"kesimpulan": Verdict.NOT_COMPUTABLE.value, "alasan": reason, "alasan_capaian": reason},
    }


def _judge(row: object, rules: AchievementRules) -> dict[str, object]:
    reason = _explain(row)
    if reason:
        return _judge_nothing(reason)
    way = Polarity(row.arah)
    low, high, basis = set_zone(row.target_bawah, row.target_atas, row.rencana)
    target, yearly = (
        make_target(low, high, way),
        make_target(row.target_bawah, row.target_atas, way),
    )
    return {
        "acuan": basis,
        **{"acuan_bawah": target.edges[0], "acuan_atas": target.edges[1]},
        "alasan": ZERO_TARGET if target.is_undefined else "",
        **judge_value(row.realisasi, target, rules),
        "capaian_target": _plain(compute_achievement(row.realisasi, yearly).raw),
    }


def judge_value(value: float, target: Target, rules: AchievementRules) -> dict[str, object]:
    """Give verdict, capaian, capaian_terbatas, alasan_capaian, kelas and selisih of one value."""
    found = compute_achievement(value, target, cap=rules.cap)
    return {
        "kesimpulan": judge_target(value, target).value,
        **{"capaian": _plain(found.raw), "capaian_terbatas": _plain(found.capped)},
        **{"selisih": _plain(found.difference), "alasan_capaian": _explain_ratio(found)},
        "kelas": classify(found.raw, PERMENDAGRI_86, gap=rules.gap),
    }


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _explain(row: object) -> str:
    """Say why a figure cannot be judged; "" where it can."""
    bounds = [b for b in (row.target_bawah, row.target_atas) if not pd.isna(b)]
    if row.turunan:
        return DERIVED
    if pd.isna(row.realisasi) or not math.isfinite(row.realisasi):
        return NO_VALUE
    if not bounds and pd.isna(row.rencana):
        return NO_TARGET
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        return UPSIDE_DOWN
    return "" if row.arah in set(Polarity) else NO_POLARITY


def _explain_ratio(found: Achievement) -> str:
    """Say why there is a verdict but no per cent."""
    if found.form is Form.RATIO:
        return ""
    return NEGATIVE if found.form is Form.DIFFERENCE else ZERO_TARGET
