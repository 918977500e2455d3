"""Small pieces of SQL say what they promise, for any text."""

import duckdb
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kinerja_lib.sources.reading.sql import BLANKS, is_untidy, trim

CONNECTION = duckdb.connect()
# Letters, blanks, and marks that join with their neighbours.
TEXTS = st.text(alphabet="a~é\u0301\u0600\u200d\U0001f600" + BLANKS, max_size=6) | st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8
)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
@example("")
@example("a\r\n")
@example("\u0600\u00a0")
@example("a\u200d\ufeff")
def test_every_cell_that_trimming_changes_is_untidy(text):
    query = f"SELECT {trim('x')}, {is_untidy('x')} FROM (SELECT ?::VARCHAR AS x)"
    ((trimmed, untidy),) = CONNECTION.execute(query, [text]).fetchall()
    assert trimmed == (text.strip(BLANKS) or None)
    assert untidy or trimmed == text


def test_plain_cells_and_missing_ones_are_tidy():
    cells = ["198001012005011001", "Sangat Baik", "~", "!", None]
    query = f"SELECT coalesce({is_untidy('x')}, false) FROM (SELECT unnest(?::VARCHAR[]) AS x)"
    assert CONNECTION.execute(query, [cells]).fetchall() == [(False,)] * len(cells)
