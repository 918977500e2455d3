import json
from functools import cache

import numpy as np
import pandas as pd
import pytest

from kinerja_lib.synthetic.instrument import RANGES, SUBSCALES, factor_correlation
from kinerja_lib.synthetic.outreach import units_not_reached
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.survey import build_survey
from kinerja_lib.tables.registry import CONTRACTS
from tests.synthetic.contract_form import SLUGS, people_of


@cache
def built_for(slug: str, employees: int = 300) -> Built:
    return build_survey(people_of(slug, employees))


def _careful(built: Built) -> pd.DataFrame:
    """Answers with items turned the way of their subscale, without careless respondents."""
    table = built.tables["survei_asn"]
    careless = pd.Series(False, index=table.index)
    for wave, kinds in built.truth["careless"].items():
        codes = [code for listed in kinds.values() for code in listed]
        careless |= (table["gelombang"] == wave) & table["resp_id"].isin(codes)
    turned = {
        row["item"]: row["min"] + row["max"] - table[row["item"]]
        for row in built.truth["items"]
        if row["reverse"]
    }
    return table.assign(**turned)[~careless]


def _items(built: Built, subscale: str) -> list[str]:
    return [row["item"] for row in built.truth["items"] if row["subscale"] == subscale]


def _alpha(answers: pd.DataFrame) -> float:
    complete = answers.dropna().astype(float)
    k = complete.shape[1]
    return float(k / (k - 1) * (1 - complete.var().sum() / complete.sum(axis=1).var()))


def _longstring(answers: np.ndarray) -> np.ndarray:
    longest = run = np.ones(len(answers), dtype=int)
    for place in range(1, answers.shape[1]):
        run = np.where(answers[:, place] == answers[:, place - 1], run + 1, 1)
        longest = np.maximum(longest, run)
    return longest


@pytest.mark.parametrize("slug", SLUGS)
def test_the_table_keeps_the_form_of_its_contract(slug):
    table, people = built_for(slug).tables["survei_asn"], people_of(slug)
    contract = CONTRACTS["survei_asn"]
    plain = [field.name for field in contract.fields if not field.is_family]
    items = [row["item"] for row in built_for(slug).truth["items"]]
    assert list(table.columns) == [*plain, *items]
    assert items == [f"butir_{number + 1:02d}" for number in range(50)]
    assert not table.duplicated(list(contract.key)).any()
    for field in contract.fields:
        if field.choices:
            assert table[field.name].isin(field.choices).all()
    assert table["unit_id"].isin(people.unit["unit_id"]).all()
    answers = table[items].astype(float)
    assert answers.min().min() == 1
    assert answers.max().max() == RANGES[slug]
    assert (table["detik"] >= 0).all()
    assert not set(table["resp_id"]) & set(people.nip)
    assert not table["resp_id"].str.fullmatch(r"\d{18}").any()


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    first, again = (build_survey(people_of("kotabumi")) for _ in range(2))
    pd.testing.assert_frame_equal(first.tables["survei_asn"], again.tables["survei_asn"])
    other = build_survey(people_of("kotabumi", seed=8))
    assert not first.tables["survei_asn"].equals(other.tables["survei_asn"])
    assert json.loads(json.dumps(first.truth)) == again.truth


@pytest.mark.parametrize("slug", SLUGS)
def test_subscales_are_as_consistent_as_their_loadings_say(slug):
    built = built_for(slug, 3000)
    answers = _careful(built)
    answers = answers[answers["gelombang"] == "2025-1"]
    for subscale, latent in built.truth["alpha_latent"].items():
        # whole points and the ends of the scale take a little away
        assert latent - 0.06 < _alpha(answers[_items(built, subscale)]) < latent + 0.03


def test_alpha_of_the_latent_answers_worked_by_hand():
    # loadings .80 .74 .70 .77: sum 3.01, squared 9.0601; squares .64 .5476 .49 .5929 = 2.2705
    # 4 / 3 * (9.0601 - 2.2705) / (9.0601 + 4 - 2.2705) = 1.3333 * 6.7896 / 10.7896
    assert built_for("andir").truth["alpha_latent"]["kesiapan"] == pytest.approx(0.8390, abs=1e-4)


def test_items_of_one_factor_correlate_more_than_items_of_two():
    built = built_for("jambi", 6000)
    answers = _careful(built)
    answers = answers[answers["gelombang"] == "2025-1"]
    scores = pd.DataFrame(
        {s.name: answers[_items(built, s.name)].astype(float).mean(axis=1) for s in SUBSCALES}
    )
    observed, intended = scores.corr().to_numpy(), factor_correlation()
    off = ~np.eye(len(SUBSCALES), dtype=bool)
    # scores are reliable by about .83, so correlations of scores are about .83 of the factors'
    ratio = (observed[off] * intended[off]).sum() / (intended[off] ** 2).sum()
    assert ratio == pytest.approx(0.81, abs=0.06)
    assert np.corrcoef(observed[off], intended[off])[0, 1] > 0.97
    assert np.linalg.eigvalsh(intended).min() > 0


def test_units_share_as_much_as_intended():
    built = built_for("mamuju", 6000)
    answers = _careful(built)
    answers = answers[answers["gelombang"] == "2025-1"]
    for name, icc in built.truth["icc_latent"].items():
        if name == "iklim_kerja":  # the planted difference adds to it
            continue
        score = answers[_items(built, name)].astype(float).mean(axis=1)
        groups = score.groupby(answers["unit_id"])
        n, mean = groups.size(), groups.mean()
        between = (n * (mean - score.mean()) ** 2).sum() / (len(n) - 1)
        within = (groups.var() * (n - 1)).sum() / (len(score) - len(n))
        typical = (n.sum() - (n**2).sum() / n.sum()) / (len(n) - 1)
        observed = (between - within) / (between + (typical - 1) * within)
        assert observed == pytest.approx(icc * 0.83, abs=0.03)


@pytest.mark.parametrize("slug", SLUGS)
def test_careless_respondents_are_visible(slug):
    built = built_for(slug, 3000)
    table = built.tables["survei_asn"]
    items = [row["item"] for row in built.truth["items"]]
    for wave, kinds in built.truth["careless"].items():
        rows = table[table["gelombang"] == wave].set_index("resp_id")
        answers = rows[items].astype("Float64").ffill(axis=1).bfill(axis=1).to_numpy(dtype=float)
        longest = pd.Series(_longstring(answers), index=rows.index)
        listed = [code for codes in kinds.values() for code in codes]
        assert (longest[kinds["straight"]] == len(items)).all()
        whole = rows[items].isna().mean(axis=1) < 0.1  # filling after a break makes a false run
        assert longest[whole].drop(listed, errors="ignore").quantile(0.99) < 15
        assert rows.loc[kinds["speeder"], "detik"].max() < 1.5 * len(items) + 1
        assert rows.drop(index=listed)["detik"].quantile(0.01) > 2.5 * len(items)
        assert len(listed) / len(rows) == pytest.approx(0.085, abs=0.025)


@pytest.mark.parametrize("slug", SLUGS)
def test_response_by_unit_is_as_stated(slug):
    people, built = people_of(slug, 3000), built_for(slug, 3000)
    table, response = built.tables["survei_asn"], built.truth["response"]
    invited = people.pegawai[people.active].groupby("unit_id").size()
    answered = table[table["gelombang"] == "2025-1"].groupby("unit_id").size()
    rate = (answered.reindex(invited.index, fill_value=0) / invited).fillna(0.0)
    stated = pd.Series(response["rate_by_unit"]).reindex(invited.index)
    error = 4.5 * (stated * (1 - stated) / invited) ** 0.5
    assert ((rate - stated).abs() < error + 1 / invited).all()
    assert len(response["silent_units"]) == 2
    assert stated[response["silent_units"]].max() < 0.1
    assert response["invited"] == int(people.active.sum())


def test_many_respondents_answer_both_waves_with_one_code():
    table = built_for("wanggar").tables["survei_asn"]
    waves = table.groupby("resp_id", observed=True).size()
    assert 0.5 < (waves == 2).mean() < 0.9


def _shift(slug: str, subscale: str, employees: int = 6000) -> pd.DataFrame:
    built = built_for(slug, employees)
    answers = _careful(built)
    score = answers[_items(built, subscale)].astype(float).mean(axis=1)
    return answers.assign(score=(score - score.mean()) / score.std())


def test_one_unit_of_wanggar_is_less_ready():
    built = built_for("wanggar")
    unit = built.truth["findings"][0]["ids"]
    assert len(unit) == 1
    rows = _shift("wanggar", "kesiapan", 300)
    there = rows["unit_id"] == unit[0]
    # -1.2 of a factor that a mean of four items holds by the root of .83
    assert rows.loc[there, "score"].mean() - rows.loc[~there, "score"].mean() < -0.7


def test_older_people_of_andir_prefer_routine():
    rows = _shift("andir", "rutinitas")
    older = rows["kelompok_usia"] == "50 ke atas"
    gap = rows.loc[older, "score"].mean() - rows.loc[~older, "score"].mean()
    assert gap == pytest.approx(0.6 * 0.83**0.5, abs=0.12)


def test_belief_in_benefit_rose_where_the_lot_fell_in_jambi():
    people, rows = people_of("jambi", 6000), _shift("jambi", "manfaat_sosialisasi")
    missed = people.unit.loc[units_not_reached(people), "unit_id"]
    reached = ~rows["unit_id"].isin(missed)
    mean = rows.groupby([reached.rename("reached"), "gelombang"], observed=True)["score"].mean()
    rise = mean[True, "2026-1"] - mean[True, "2025-1"]
    other = mean[False, "2026-1"] - mean[False, "2025-1"]
    assert rise - other == pytest.approx(0.5 * 0.83**0.5, abs=0.1)
    assert abs(other) < 0.1


def test_pressure_rose_in_the_schools_of_kotabumi_only():
    people, rows = people_of("kotabumi", 6000), _shift("kotabumi", "tekanan_penilaian")
    school = rows["unit_id"].isin(people.units_of("sekolah"))
    mean = rows.groupby([school.rename("school"), "gelombang"], observed=True)["score"].mean()
    rise = mean[True, "2026-1"] - mean[True, "2025-1"]
    assert rise == pytest.approx(0.7 * 0.83**0.5, abs=0.15)
    assert abs(mean[False, "2026-1"] - mean[False, "2025-1"]) < 0.1


def test_comments_that_name_a_person_are_listed():
    people, built = people_of("jambi", 3000), built_for("jambi", 3000)
    table = built.tables["survei_asn"].set_index(["gelombang", "resp_id"])
    named = [tuple(row) for row in built.truth["comments_with_names"]]
    assert named
    pattern = "|".join(people.pegawai["nama"].drop_duplicates())
    found = table["komentar"].dropna().str.contains(pattern)
    assert set(found.index[found]) == set(named)
