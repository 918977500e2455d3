import json

import pandas as pd
import pytest

from kinerja_lib.stats.kappa import measure_kappa
from kinerja_lib.synthetic.comment_coding import build_coding
from kinerja_lib.synthetic.survey import build_survey
from tests.synthetic.contract_form import people_of


def test_both_coders_agree_as_often_as_the_truth_says():
    people = people_of("jambi", 20_000)
    survey = build_survey(people).tables["survei_asn"]
    built = build_coding(people, survey)
    table = built.tables["koding_komentar"]
    wide = table.pivot(index=["resp_id", "gelombang"], columns="pengode", values="tema")
    kappa = measure_kappa(wide["P1"].to_numpy(), wide["P2"].to_numpy())
    expected = built.truth["agreement"]
    # .92 * .88 + .08 * .12 / 7 = .8096 + .0014
    assert expected["share"] == pytest.approx(0.8110, abs=1e-4)
    assert kappa.agreed == pytest.approx(expected["share"], abs=0.025)
    assert kappa.kappa.low < expected["kappa"] < kappa.kappa.high
    assert wide["P2"].isna().mean() == pytest.approx(0.05, abs=0.02)


def test_codings_belong_to_comments_and_the_survey_stays_as_it_was():
    people = people_of("kotabumi", 600)
    survey = build_survey(people).tables["survei_asn"]
    built = build_coding(people, survey)
    table = built.tables["koding_komentar"]
    assert not table.duplicated(["resp_id", "gelombang", "pengode"]).any()
    commented = survey.loc[survey["komentar"].notna(), ["resp_id", "gelombang"]].astype("str")
    assert set(map(tuple, table[["resp_id", "gelombang"]].to_numpy())) == set(
        map(tuple, commented.to_numpy())
    )
    again = build_coding(people_of("kotabumi", 600), survey)
    pd.testing.assert_frame_equal(table, again.tables["koding_komentar"])
    assert json.loads(json.dumps(built.truth)) == built.truth
