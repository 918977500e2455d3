import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_lib.errors import DisclosureError
from kinerja_lib.privacy.withholding import (
    MINIMUM,
    NEVER,
    WITHHELD,
    withhold_block,
    withhold_finding,
    withhold_table,
)


def table(rows, roles, *, subject="kinerja", helpers=None, **more):
    columns = [{"name": f"{role}_{i}", "role": role} for i, role in enumerate(roles)]
    return {
        "kind": "table",
        "id": "t",
        "columns": columns,
        "rows": rows,
        "helpers": helpers or {},
        "subject": subject,
        "editions": [],
        **more,
    }


def sentence(n=7, *, subject="kinerja", values=None, **more):
    number = {"value": 3.5, "unit": "", "decimals": 1, "words": False, "low": None, "high": None}
    return {
        "kind": "finding",
        "id": "f",
        "outcome": "naik",
        "message": "Rerata {x}.",
        "values": {"x": number} if values is None else values,
        "n": n,
        "subject": subject,
        "test": "t",
    } | more


LIMITS = [
    ("internal", "kinerja", 5),
    ("public", "kinerja", 10),
    ("internal", "sikap", 10),
    ("public", "sikap", 10),
    ("internal", "komentar", 20),
]


@pytest.mark.parametrize(("edition", "subject", "minimum"), LIMITS)
def test_a_group_below_the_limit_is_hidden_and_one_at_the_limit_is_shown(edition, subject, minimum):
    rows = [["A", minimum - 1, 3.5], ["B", minimum, 4.0]]
    shown = withhold_table(table(rows, ["key", "n", "value"], subject=subject), edition)
    assert shown["rows"] == [["A", WITHHELD, WITHHELD], ["B", minimum, 4.0]]
    assert (shown["withheld"], shown["minimum"]) == (2, minimum)


def test_comments_are_never_shown_in_public():
    rows = [["A", 50_000, "Bagus"]]
    comments = table(rows, ["key", "n", "text"], subject="komentar")
    assert withhold_table(comments, "public")["rows"] == [["A", WITHHELD, WITHHELD]]
    assert withhold_table(comments, "internal")["rows"] == rows
    said = withhold_finding(sentence(50_000, subject="komentar"), "public")
    assert said["message"].endswith("komentar tidak dimuat pada edisi publik.")
    assert said["values"] == {} and said["outcome"] == WITHHELD


def test_published_statistics_of_places_have_no_limit():
    rows = [["A", 1, 3.5], ["B", None, None]]
    shown = withhold_table(table(rows, ["key", "n", "value"], subject="umum"), "public")
    assert shown["rows"] == rows and shown["withheld"] == 0


def test_every_figure_goes_and_the_key_stays():
    roles = ["key", "n", "value", "count", "verdict", "text", "year"]
    shown = withhold_table(table([["A", 3, 4.5, 2, "baik", "rinci", 2021]], roles), "internal")
    assert shown["rows"] == [["A", *[WITHHELD] * 5, 2021]]


def test_helper_columns_are_hidden_with_their_row():
    rows = [["A", 3, 4.5], ["B", 30, 4.0]]
    helpers = {"kesimpulan": ["tercapai", "tidak tercapai"], "desimal": [1, 2]}
    shown = withhold_table(table(rows, ["key", "n", "value"], helpers=helpers), "internal")
    assert shown["helpers"] == {"kesimpulan": [None, "tidak tercapai"], "desimal": [None, 2]}


def test_a_small_count_is_hidden_and_a_zero_is_not():
    roles = ["key", "n", "count", "count", "count"]
    shown = withhold_table(table([["A", 40, 0, 4, 36]], roles), "internal")
    assert shown["rows"] == [["A", 40, 0, WITHHELD, 36]]


def test_without_n_the_size_is_the_sum_of_the_counts():
    rows = [["A", 4, 5], ["B", 4, None], ["C", 0, 0], ["D", 12, 11]]
    shown = withhold_table(table(rows, ["key", "count", "count"]), "internal")
    # A is 9 people, its 4 is small by itself; B is 4 people; C is nobody
    assert shown["rows"] == [
        ["A", WITHHELD, 5],
        ["B", WITHHELD, WITHHELD],
        ["C", WITHHELD, WITHHELD],
        ["D", 12, 11],
    ]


def test_all_in_one_class_is_hidden_though_the_group_is_large():
    roles = ["key", "n", "count", "count", "value"]
    rows = [["A", 40, 40, 0, 100.0], ["B", 40, 30, 10, 75.0]]
    shown = withhold_table(table(rows, roles), "internal")
    assert shown["rows"] == [["A", 40, WITHHELD, WITHHELD, WITHHELD], rows[1]]
    without_n = withhold_table(table([["A", 0, 40]], ["key", "count", "count"]), "internal")
    assert without_n["rows"] == [["A", WITHHELD, WITHHELD]]


def test_all_in_the_only_class_shown_is_hidden_too():
    shown = withhold_table(table([["A", 40, 40, 100.0]], ["key", "n", "count", "value"]), "public")
    assert shown["rows"] == [["A", 40, WITHHELD, WITHHELD]]
    size_only = withhold_table(table([["A", 40]], ["key", "count"]), "public")
    assert size_only["rows"] == [["A", 40]]  # the size of a group is no class


def test_a_missing_n_hides_the_row():
    shown = withhold_table(table([["A", None, 3.5]], ["key", "n", "value"]), "internal")
    assert shown["rows"] == [["A", WITHHELD, WITHHELD]]


def test_the_smallest_of_several_n_decides():
    roles = ["key", "n", "value", "n", "value"]
    shown = withhold_table(table([["A", 50, 1.0, 4, 2.0]], roles), "internal")
    assert shown["rows"] == [["A", *[WITHHELD] * 4]]


def test_a_table_about_persons_without_n_cannot_be_published():
    with pytest.raises(DisclosureError, match=r"Tabel 't' tentang pegawai .* kolom berperan 'n'"):
        withhold_table(table([["A", 3.5]], ["key", "value"]), "internal")


def test_persons_and_digests_leave_the_public_edition():
    roles = ["key", "person", "n", "digest"]
    given_table = table([["A", "Ani", 30, "sha256:1"]], roles)
    public = withhold_table(given_table, "public")
    assert [c["role"] for c in public["columns"]] == ["key", "n"]
    assert public["rows"] == [["A", 30]]
    assert withhold_table(given_table, "internal")["rows"] == given_table["rows"]
    places = withhold_table(table([["A", "Ani", 30, "x"]], roles, subject="umum"), "public")
    assert places["rows"] == [["A", 30]]


def test_a_sentence_about_too_few_people_gives_its_reason():
    shown = withhold_finding(sentence(9), "public")
    assert shown["message"] == "Tidak ditampilkan: kurang dari {minimum} orang."
    assert shown["values"]["minimum"]["value"] == 10.0
    assert (shown["n"], shown["test"], shown["outcome"]) == (None, "", WITHHELD)
    assert withhold_finding(sentence(9), "internal") == sentence(9)
    assert withhold_finding(sentence(10), "public") == sentence(10)


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        ((384.0, 389.0), True),  # the reader knows of five people
        ((379.0, 389.0), False),
        ((389.0, 389.0), False),
        ((384.0,), False),  # n is not in the sentence, so this may count something else
        ((384.5, 389.0), False),
    ],
)
def test_a_public_sentence_about_nearly_all_tells_of_the_few_others(values, hidden):
    number = sentence()["values"]["x"]
    given_values = {f"v{i}": number | {"value": value} for i, value in enumerate(values)}
    said = sentence(389, values=given_values)
    assert (withhold_finding(said, "public")["outcome"] == WITHHELD) is hidden
    assert withhold_finding(said, "internal") == said


def test_a_sentence_with_figures_must_say_how_many_people():
    with pytest.raises(DisclosureError, match=r"Kalimat 'f' memuat angka .* tanpa n"):
        withhold_finding(sentence(None), "public")
    words = sentence(None, values={"x": "tinggi"})
    assert withhold_finding(words, "public") == words
    assert withhold_finding(sentence(None, subject="umum"), "public")["n"] is None


def test_a_figure_is_withheld_with_its_title_and_remark():
    figure = {
        "kind": "figure",
        "table": table([["A", 6, 3.5]], ["key", "n", "value"]),
        "title": sentence(6),
        "remark": None,
    }
    public = withhold_block(figure, "public")
    assert public["table"]["rows"] == [["A", WITHHELD, WITHHELD]]
    assert public["title"]["outcome"] == WITHHELD and public["remark"] is None
    assert withhold_block(figure, "internal")["title"] == sentence(6)


def test_an_internal_table_or_figure_is_not_in_the_public_edition():
    internal = table([["A", 30]], ["key", "n"], editions=["internal"])
    assert withhold_block(internal, "public") is None
    assert withhold_block(internal, "internal")["rows"] == [["A", 30]]
    figure = {"kind": "figure", "table": internal, "title": sentence(), "remark": None}
    assert withhold_block(figure, "public") is None


def test_prose_and_code_pass():
    assert withhold_block({"kind": "prose", "text": "x"}, "public") == {
        "kind": "prose",
        "text": "x",
    }


def test_the_limits_are_those_of_the_design():
    assert {(e, s): MINIMUM[e][s] for e, s, _n in LIMITS} == {(e, s): n for e, s, n in LIMITS}
    assert MINIMUM["public"]["komentar"] == NEVER
    assert all(sizes["umum"] == 0 for sizes in MINIMUM.values())


COUNT = st.none() | st.integers(0, 30)


@given(
    st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1), st.sampled_from(["internal", "public"])
)
def test_no_small_count_is_ever_shown_and_the_input_is_untouched(rows, edition):
    given_table = table([[f"u{i}", *row] for i, row in enumerate(rows)], ["key", *["count"] * 3])
    before = copy.deepcopy(given_table)
    shown = withhold_table(given_table, edition)
    assert given_table == before
    for old, new in zip(given_table["rows"], shown["rows"], strict=True):
        assert new[0] == old[0]
        for was, cell in zip(old[1:], new[1:], strict=True):
            assert cell in (WITHHELD, was)
            assert not (isinstance(cell, int) and 0 < cell < MINIMUM[edition]["kinerja"])


def test_a_row_without_any_figure_says_no_data_instead_of_withheld():
    roles = ["key", "value", "count", "n", "text"]
    rows = [["A", None, None, None, None], ["B", None, None, None, "rinci"], ["C", 1.0, 0, 3, None]]
    shown = withhold_table(table(rows, roles), "internal")
    # A has nothing to protect; words stay protected without an n; C is three people
    assert shown["rows"] == [rows[0], ["B", None, None, None, WITHHELD], ["C", *[WITHHELD] * 4]]
    assert shown["withheld"] == 5


def test_all_in_one_class_hides_the_rows_of_the_other_classes_of_the_same_people():
    rows = [["SB", "TW1", 0, 22], ["Baik", "TW1", 22, 22], ["SB", "TW2", 0, 22],
            ["Baik", "TW2", 12, 22], ["Bawah", "TW2", 10, 22]]  # fmt: skip
    long = table(rows, ["key", "key", "count", "n"])
    shown = withhold_table({**long, "classes": "key_0"}, "public")["rows"]
    assert [row[2] for row in shown] == [WITHHELD, WITHHELD, 0, 12, 10]
    assert [row[3] for row in shown] == [22] * 5


def test_a_share_that_gives_a_hidden_count_back_is_hidden_with_it():
    # 3 of 22 is 13.6 %; the mean of 71.5 stays
    made = table([["A", 22, 3, 300 / 22, 71.5], ["B", 22, 11, 50.0, 71.5]],
                 ["key", "n", "count", "value", "value"])  # fmt: skip
    made["columns"][3]["unit"] = "%"
    shown = withhold_table(made, "internal")["rows"]
    assert shown == [["A", 22, WITHHELD, WITHHELD, 71.5], ["B", 22, 11, 50.0, 71.5]]


def test_a_value_that_few_people_alone_make_up_is_hidden_with_them():
    # a mean shortfall of 0.0625 levels of 16 people is one person, one level short
    made = table([["A", 16, 1, 1 / 16], ["B", 30, 12, 0.5], ["C", 20, 0, 0.0]],
                 ["key", "n", "count", "value"])  # fmt: skip
    made["columns"][3]["made_by"] = made["columns"][2]["name"]
    shown = withhold_table(made, "public")["rows"]
    assert shown == [["A", 16, WITHHELD, WITHHELD], ["B", 30, 12, 0.5], ["C", 20, 0, 0.0]]


def test_a_count_without_its_n_stays_withheld():
    # tables leave n out to withhold a cell from which another would follow
    shown = withhold_table(table([["A", 20, None]], ["key", "count", "n"]), "public")
    assert shown["rows"] == [["A", WITHHELD, WITHHELD]]


QUANTILES = [  # by hand: 5 inside and 10 in public beyond the quantile, a tenth for the extremes
    ("internal", 0.5, 10),
    ("public", 0.5, 20),
    ("public", 0.25, 40),
    ("public", 0.75, 40),
    ("public", 0.9, 100),
    ("internal", 0.0, 50),
    ("public", 1.0, 100),
]


@pytest.mark.parametrize(("edition", "quantile", "needed"), QUANTILES)
def test_a_quantile_needs_people_beyond_it(edition, quantile, needed):
    made = table([["A", needed - 1, 3.5], ["B", needed, 4.0]], ["key", "n", "value"])
    made["columns"][2]["quantile"] = quantile
    made["helpers"], made["quantiles"] = {"h": [1, 2], "other": [3, 4]}, {"h": quantile}
    shown = withhold_table(made, edition)
    assert shown["rows"] == [["A", needed - 1, WITHHELD], ["B", needed, 4.0]]
    assert shown["reasons"] == [[0, "value_2", "ekstrem"]]
    assert shown["helpers"] == {"h": [None, 2], "other": [None, 4]}
    number = {"value": 3.5, "unit": "", "decimals": 1, "words": False, "low": None, "high": None}
    values = {"x": number | {"quantile": quantile}}
    assert withhold_finding(sentence(needed, values=values), edition)["outcome"] == "naik"
    few = withhold_finding(sentence(needed - 1, values=values), edition)
    assert few["outcome"] == WITHHELD and few["values"]["minimum"]["value"] == needed


def test_the_helper_of_a_quantile_is_hidden_though_its_row_is_shown():
    made = table([["A", 15, 3.5]], ["key", "n", "value"], helpers={"median": [3.0], "x": [1]})
    shown = withhold_table({**made, "quantiles": {"median": 0.5}}, "public")
    assert shown["rows"] == [["A", 15, 3.5]] and shown["helpers"] == {"median": [None], "x": [1]}


DOMINANCE = [
    ((100.0, 51.0, 10.0), True),  # more than half from one
    ((100.0, 50.0, 20.0), False),  # 30 from the others, 60 % of the largest
    ((100.0, 50.0, 46.0), True),  # 4 from the others: the second knows the first within 8 %
    ((105.0, 50.0, 50.0), False),  # 5 from the others: exactly 10 %
    ((0.0, 0.0, 0.0), False),
]


@pytest.mark.parametrize(("amounts", "dominated"), DOMINANCE)
def test_a_total_from_one_contributor_is_hidden_and_its_parts_are_never_shown(amounts, dominated):
    total, largest, second = amounts
    made = table([["A", 30, total]], ["key", "n", "value"])
    shown = withhold_table({**made, "parts": {"value_2": [[largest], [second]]}}, "internal")
    assert shown["rows"] == [["A", 30, WITHHELD if dominated else total]]
    assert shown["reasons"] == ([[0, "value_2", "dominasi"]] if dominated else [])
    assert "parts" not in shown and "quantiles" not in shown


def test_each_hidden_cell_has_its_rule():
    made = table([["A", 40, 4, 10.0], ["B", 6, 1, 2.0], ["C", 40, 40, 3.0]],
                 ["key", "n", "count", "value"])  # fmt: skip
    made["columns"][3]["unit"] = "%"
    assert withhold_table(made, "public")["reasons"] == [
        [0, "count_2", "jumlah"],
        [0, "value_3", "turunan"],
        *[[1, name, "jumlah"] for name in ("n_1", "count_2", "value_3")],
        [2, "count_2", "satu_kelas"],
        [2, "value_3", "satu_kelas"],
    ]


def test_a_signed_exception_shows_the_cell_it_names_and_nothing_else():
    made = table([["A", 7, 3.5, "Budi"], ["B", 7, 4.5, "Ani"]], ["key", "n", "value", "text"])
    allowed = [(("A",), "value_2"), (("A",), "text_3"), (("C",), "value_2"), (("B",), "x")]
    shown = withhold_table(made, "public", allowed)
    assert shown["rows"] == [["A", WITHHELD, 3.5, WITHHELD], ["B", *[WITHHELD] * 3]]
    assert shown["excepted"] == [[["A"], "value_2"]]
    comments = withhold_table({**made, "subject": "komentar"}, "public", allowed)
    assert comments["excepted"] == [] and comments["rows"][0] == ["A", *[WITHHELD] * 3]


def test_columns_and_helpers_for_the_office_leave_the_public_edition_of_any_subject():
    table = {
        "kind": "table", "id": "jejak", "subject": "umum", "inside": ["n", "rows"],
        "columns": [{"name": "angka", "role": "key"}, {"name": "n", "role": "n"}],
        "rows": [["pegawai", 204]], "helpers": {"rows": [199], "versi": ["1"]},
    }  # fmt: skip
    public = withhold_table(table, "public")
    assert public["rows"] == [["pegawai"]]
    assert public["helpers"] == {"versi": ["1"]}
    assert "inside" not in public
    internal = withhold_table(table, "internal")
    assert internal["rows"] == [["pegawai", 204]]
    assert internal["helpers"] == table["helpers"]
