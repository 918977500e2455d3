"""Tables of docs/validation.md on one study: what the parts of the survey review found."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.quality.review import review_quality
from kinerja_lib.change.responses.review import Responses
from kinerja_lib.change.scales.review import review_scales
from kinerja_lib.change.structure.groups import GroupTest
from kinerja_lib.change.structure.models import Model
from kinerja_lib.change.structure.review import InstrumentStructure, StructureReview
from kinerja_lib.change.waves.review import WaveReview
from kinerja_lib.change.words import say_lack
from kinerja_lib.i18n import _, use_language
from kinerja_lib.stats.lack import Lack
from tools.study_data import Study

_COLUMNS = {"unit": "unit_id"}  # of a grouping, where its name is another
_MOST_PAIRS = 16
# Words of the code that are no message of their own, or that another subject translates.
_WORDS = {
    "sesuai": "fits",
    "belum cukup": "not enough for comparing groups",
    "sifat unit": "property of the unit",
    "unit berbeda, rerata unit belum andal": "units differ, their means are not yet reliable",
    "belum dapat disimpulkan": "nothing can be concluded yet",
    "lebih sesuai harapan": "nearer to what is hoped for",
}


def say(word: object) -> str:
    """Give an outcome of the kit in English."""
    if str(word) in _WORDS:
        return _WORDS[str(word)]
    with use_language("en"):
        return str(_(say_lack(word) if isinstance(word, Lack) and word else str(word)))


def number(value: object, places: int = 3) -> str:
    """Write a number; a dash where there is none."""
    known = value is not None and not math.isnan(float(value))
    return f"{float(value):.{places}f}" if known else "-"


def span(low: object, high: object, places: int = 3) -> str:
    """Write an interval; a dash where there is none."""
    ends = (number(low, places), number(high, places))
    return "-" if "-" in ends else f"{ends[0]} to {ends[1]}"


def write_rows(heads: Sequence[str], rows: Iterable[Sequence[object]], texts: int = 1) -> str:
    """Write a table; the first `texts` columns are words."""
    marks = ["---"] * texts + ["---:"] * (len(heads) - texts)
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join(marks)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def tabulate_codebook(study: Study) -> str:
    """List what the codebook declares."""
    rows = [
        (
            book.code,
            subscale.code,
            ", ".join(i.text + (" (reversed)" if i.reverse else "") for i in subscale.items),
            f"{book.low} to {book.high}",
            ", ".join(map(str, book.missing_codes)) or "-",
        )
        for book in study.book.instruments
        for subscale in book.subscales
    ]
    return write_rows(("instrument", "subscale", "items", "range", "no answer"), rows, 5)


def describe_flow(responses: Responses) -> str:
    """Say how many answered, were usable and are kept."""
    flow = review_quality(responses).flow
    apart = flow["layak"] - flow["dipakai"]
    return (
        f"Flow: {flow['menjawab']} answered, {flow['dalam']} inside the range, {flow['layak']} "
        f"usable, {apart} set apart as careless ({100 * apart / flow['layak']:.1f} %), "
        f"{flow['dipakai']} kept. There is no frame, so no response rate."
    )


def tabulate_reliability(responses: Responses) -> str:
    """List alpha with Feldt's interval and omega with a bootstrap one."""
    rows = [
        (
            row.subskala, row.butir, row.n, number(row.alfa), span(row.alfa_low, row.alfa_high),
            number(row.omega), span(row.omega_low, row.omega_high), say(row.hasil),
        )
        for row in review_scales(responses).reliability.itertuples()
    ]  # fmt: skip
    heads = ("subscale", "items", "n", "alpha", "95 %", "omega total", "95 %", "verdict")
    return write_rows(heads, rows)


def tabulate_structure(review: StructureReview) -> str:
    """List the declared and the one-factor model of each instrument."""
    rows = [
        _write_model(part, model) for part in review.parts for model in part.confirmation.models
    ]
    heads = ("instrument", "model", "n", "chi-square", "df", "CFI", "TLI", "RMSEA", "90 %", "SRMR",
             "verdict")  # fmt: skip
    return write_rows(heads, rows, 2)


def _write_model(part: InstrumentStructure, model: Model) -> tuple[str, ...]:
    fit = model.found.fit
    kind = "declared" if model is part.confirmation.models[0] else "one factor"
    head = (part.instrument.code, kind)
    if fit is None:
        return (*head, *["-"] * 8, say(model.found.reason))
    figures = (fit.cfi, fit.tli, fit.rmsea)
    return (
        *head, str(fit.n), number(fit.chi2, 2), f"{fit.df:.0f}", *map(number, figures),
        span(fit.rmsea_low, fit.rmsea_high), number(fit.srmr), say(model.verdict),
    )  # fmt: skip


def describe_exploration(review: StructureReview) -> str:
    """Say on whom factors were looked for and how many there are by parallel analysis."""
    parts = []
    for part in review.parts:
        own = part.exploration
        who = "on one half, confirmation on the other" if part.items.apart else "on everyone"
        kmo = own.factorability.kmo if own.factorability else math.nan
        parts.append(
            f"{part.instrument.code}: {who}, KMO {number(kmo)}, {own.suggested} factors above "
            f"chance, {len(part.items.subscales)} declared"
        )
    return "Exploration: " + "; ".join(parts) + "."


def tabulate_comparable(study: Study, review: StructureReview) -> str:
    """List how far each instrument measures the same in the groups."""
    rows = []
    for grouping, meaning in study.groupings.items():
        for test in review.tests(_COLUMNS.get(grouping, grouping)):
            rows.append(_write_test(test, meaning))
    return write_rows(("instrument", "across", "groups", "n", "level reached", "remark"), rows, 2)


def _write_test(test: GroupTest, meaning: str) -> tuple[object, ...]:
    groups = len(test.tested) or "-"
    remark = say(test.reason) if test.reason else ""
    return (test.instrument.code, meaning, groups, test.n, say(test.level), remark)


def tabulate_tests(study: Study, review: ComparisonReview) -> str:
    """List the test of each grouping that the data have."""
    rows = [
        (
            study.groupings[row.pengelompokan], row.subskala, row.uji, row.dihitung,
            number(row.statistik, 2), number(row.p_holm, 4), number(row.efek),
            span(row.efek_low, row.efek_high), say(review.comparable.get(row.pengelompokan, "")),
        )
        for row in review.tests.itertuples()
        if row.pengelompokan in study.groupings
    ]  # fmt: skip
    heads = ("across", "subscale", "test", "n", "statistic", "p (Holm)", "omega2", "95 %",
             "same meaning")  # fmt: skip
    return write_rows(heads, rows, 3) if rows else ""


def tabulate_pairs(study: Study, review: ComparisonReview) -> str:
    """List the differences of two groups, where they are few."""
    pairs = review.pairs
    if pairs.empty or "selisih" not in pairs:
        return ""
    size = pairs.groupby(["pengelompokan", "subskala"])["p"].transform("size")
    own = pairs if len(pairs) <= _MOST_PAIRS else pairs[size == 1]
    rows = [
        (
            study.groupings[row.pengelompokan], row.subskala, f"{row.kedua} - {row.pertama}",
            number(row.selisih), span(row.selisih_low, row.selisih_high), number(row.efek),
            span(row.efek_low, row.efek_high),
        )
        for row in own.itertuples()
    ]  # fmt: skip
    heads = ("across", "subscale", "groups", "difference", "95 %", "Hedges g", "95 %")
    return write_rows(heads, rows, 3)


def tabulate_units(review: ComparisonReview) -> str:
    """List ICC(1), ICC(2) and rwg(j), and what a unit mean may be called."""
    rows = [
        (
            row.subskala, row.n, row.unit, number(row.icc1), span(row.icc1_low, row.icc1_high),
            number(row.icc2), number(row.rwg), number(row.icc_model), say(row.hasil),
        )
        for row in review.shares.itertuples()
    ]  # fmt: skip
    heads = ("subscale", "n", "units", "ICC(1)", "95 %", "ICC(2)", "median rwg(j)", "share, model",
             "verdict")  # fmt: skip
    return write_rows(heads, rows)


def count_dialogue(review: ComparisonReview) -> str:
    """Say how many units were judged how."""
    found = review.dialogue
    counts = found[found["pengelompokan"] == "unit"]["hasil"].value_counts()
    parts = ", ".join(f"{say(name)} {n}" for name, n in counts.items())
    return f"Units against all others, one family over units and subscales: {parts}."


def tabulate_waves(reviews: Sequence[WaveReview]) -> str:
    """List the changes of linked people between each wave and the one before."""
    rows = []
    for review in reviews:
        label = f"{review.responses.earlier} to {review.responses.wave}"
        for row in review.changes.itertuples():
            rows.append(
                (
                    label, row.nama, row.n, number(row.pertama), number(row.kedua),
                    number(row.ubah), span(row.low, row.high), number(row.p_holm, 4),
                    number(row.dz), span(row.dz_low, row.dz_high), say(row.hasil),
                )
            )  # fmt: skip
    heads = ("waves", "subscale", "n", "before", "after", "change", "95 %", "p (Holm)", "d_z",
             "95 %", "verdict")  # fmt: skip
    return write_rows(heads, rows, 2)


def tabulate_themes(shares: pd.DataFrame) -> str:
    """List themes: published median, median found, largest gap of an organisation."""
    rows = [
        (name, number(r.published, 0), number(r.found, 2), f"{r.found - r.published:+.2f}",
         number(r.gap, 2), int(r.n))
        for name, r in shares.iterrows()
    ]  # fmt: skip
    heads = ("theme", "published median", "found", "difference", "largest gap of an organisation",
             "organisations")  # fmt: skip
    return write_rows(heads, rows)
