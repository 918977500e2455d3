import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from kinerja_lib.change.comments import findings, tables, trace
from kinerja_lib.change.comments.review import CANNOT, GOOD, CommentLimits, review_comments
from kinerja_lib.change.comments.terms import count_words
from kinerja_lib.privacy.withholding import withhold_table
from tests.change.evidence import gather_responses, name_book, survey_rows
from tests.change.region_evidence import region

BOOK = name_book({"kesiapan": ("kesiapan", ["butir_01", "butir_02"])})
TEXTS = ("Jadwal penilaian mendadak", "Aplikasi lambat sekali", "Panduan pengisian kurang")
THEMES = ("Jadwal", "Aplikasi", "Panduan")


def small(count=90, second=None, **limits):
    rows = survey_rows({"2026-1": [(f"R{i:03d}", "U1", 1 + i % 5, 3) for i in range(count)]})
    rows = rows.assign(
        komentar=[f"{TEXTS[i % 3]} {'sering ' * (i % 4)}".strip() for i in range(count)]
    )
    codes = []
    for i in range(count):
        keys = {"resp_id": f"R{i:03d}", "gelombang": "2026-1"}
        codes.append({**keys, "pengode": "P1", "tema": THEMES[i % 3], "kutip": i % 2 == 0})
        other = second(i) if second else THEMES[i % 3]
        codes.append({**keys, "pengode": "P2", "tema": other, "kutip": None})
    staff = [{"nip": "1", "nama": "Budi Santoso"}]
    made = gather_responses(rows, BOOK, koding_komentar=codes, pegawai=staff)
    return review_comments(made, CommentLimits(**limits))


def test_kappa_of_two_coders_agrees_with_scikit_learn():
    review = small(second=lambda i: THEMES[(i + (i % 7 == 0)) % 3])
    found = review.kappas["P1", "P2"]
    first, other = (review.codes[c].to_list() for c in ("P1", "P2"))
    assert found.kappa.estimate == pytest.approx(cohen_kappa_score(first, other))
    assert review.judge(found) == GOOD
    assert review.confused[2] == 5  # 13 of 90 differ: 5 of the first pair of themes
    themes = review.themes.set_index("tema")
    assert themes["n"].sum() == 90 - 13
    assert themes["beda"].sum() == 2 * 13


def test_one_coder_or_none_leaves_agreement_uncomputed():
    assert small(count=10).judge(small(count=10).kappas["P1", "P2"]) == CANNOT
    made = gather_responses(survey_rows({"2026-1": [("A", "U1", 1, 2), ("B", "U1", 2, 3)]}), BOOK)
    review = review_comments(made)
    assert review.kappas == {}
    assert review.themes.empty
    assert review.quotes.empty
    assert count_words(review).empty


def test_quotations_come_from_large_themes_and_fit_comments_only():
    review = small()
    assert set(review.quotes["tema_tampil"]) == set(THEMES)
    assert (review.quotes.groupby("tema_tampil").size() <= 3).all()
    assert small(count=57).quotes.empty  # 19 comments a theme
    assert small(count=57, group=5).quotes.empty  # the kit's own minimum holds


def test_words_are_counted_by_respondent_without_stop_words():
    words = count_words(small())
    jadwal = words[words["tema_tampil"] == "Jadwal"].set_index("kata")["n"]
    assert jadwal.loc["penilaian"] == 30
    assert jadwal.loc["sering"] == sum(1 for i in range(0, 90, 3) if i % 4)
    assert "sekali" not in set(words["kata"])


def test_planted_names_are_removed_from_every_comment():
    responses, truth = region("jambi", 6000)
    people = responses.evidence.frame("pegawai")
    words = {w.casefold() for name in people["nama"].dropna() for w in name.split() if len(w) > 2}
    found = 0
    for wave in responses.waves:
        review = review_comments(
            type(responses)(responses.evidence, responses.book, responses.limits, wave)
        )
        named = [code for own, code in truth["comments_with_names"] if own == wave]
        texts = review.cleaned.loc[named, "teks"]
        found += len(texts)
        assert texts.str.contains("[nama]", regex=False).all()
        left = review.cleaned.loc[review.cleaned["aman"], "teks"].str.casefold()
        assert not left.map(lambda text: bool(words & set(text.replace(".", " ").split()))).any()
        assert review.cleaned["aman"].mean() > 0.9
    assert found == len(truth["comments_with_names"]) > 10


def test_hostile_comments_do_not_break_the_page():
    rows = survey_rows({"2026-1": [(f"R{i}", "U1", 1 + i % 5, 2) for i in range(4)]})
    texts = ["<script>alert(1)</script> Budi", "\u202eisub\u202c", "=HYPERLINK(1)", " " * 50]
    review = review_comments(gather_responses(rows.assign(komentar=texts), BOOK))
    assert len(review.comments) == 3
    assert isinstance(review.cleaned, pd.DataFrame)
    assert np.isfinite(review.respondents)


def test_sentences_and_tables_of_a_coded_and_an_uncoded_survey():
    review = small(second=lambda i: THEMES[(i + (i % 7 == 0)) % 3])
    agreement = findings.find_agreement(review)[0]
    assert agreement.outcome == GOOD
    assert "cukup sepakat" in agreement.sentence()
    assert "13 komentar" in findings.find_themes(review)[1].sentence()
    quotes = tables.list_quotes(review)[0]
    assert (quotes.subject, quotes.editions) == ("komentar", ("internal",))
    public = withhold_table(quotes.to_json(), "public")
    assert all(row[2] == "tidak ditampilkan" for row in public["rows"])
    codes = set(review.comments.index)
    shown = [*tables.tabulate_themes(review), *tables.tabulate_words(review), quotes]
    for table in [*shown, *tables.tabulate_agreement(review)]:
        words = {str(cell) for row in table.to_json()["rows"] for cell in row}
        assert not words & codes
    rows = survey_rows({"2026-1": [("A", "U1", 1, 2), ("B", "U1", 2, 3)]})
    bare = review_comments(gather_responses(rows.assign(komentar="Baik"), BOOK))
    assert "dua pengode membaca terpisah" in findings.find_coding(bare)[0].sentence()
    assert not tables.tabulate_themes(bare) + tables.list_quotes(bare) + trace.trace(bare)
    assert (
        findings.find_count(review_comments(gather_responses(rows, BOOK))).outcome
        == "tidak satu pun"
    )
