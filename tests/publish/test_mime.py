import pandas as pd
import pytest

from kinerja_lib.publish import MIME, Finding, Prose, Table, show
from kinerja_lib.tables.columns import Column

TABLE = Table(pd.DataFrame({"u": ["A"]}), "t", "Judul", {"u": Column("Unit", "key")})
FINDING = Finding("f", "x", {"x": "Kalimat."})


@pytest.fixture
def displayed(monkeypatch):
    """What reaches the notebook, as IPython publishes it."""
    import IPython.display

    seen = []

    def display(bundle, *, raw):
        assert raw
        seen.append(bundle)

    monkeypatch.setattr(IPython.display, "display", display)
    return seen


def test_objects_are_shown_in_order_with_their_json(displayed):
    show(FINDING, TABLE, Prose("Teks *miring*"))
    assert [bundle[MIME]["kind"] for bundle in displayed] == ["finding", "table", "prose"]
    assert displayed[2]["text/markdown"] == "Teks *miring*"


@pytest.mark.parametrize("other", ["teks", 3.5, pd.DataFrame({"a": [1]}), None, [TABLE]])
def test_anything_else_is_refused(displayed, other):
    with pytest.raises(TypeError, match="takes Table, Figure, Finding or Prose, not"):
        show(other)
    assert displayed == []


def test_an_error_inside_a_plot_stops_the_cell(displayed, target_figure):
    broken = target_figure(options={"decimals": 1, "polarity": "turun", "unknown": 1})
    with pytest.raises(TypeError, match="unknown"):
        show(broken)
    assert displayed == []


def test_a_figure_is_shown_with_picture_and_data(displayed, target_figure):
    show(target_figure())
    bundle = displayed[0]
    assert bundle["image/png"].startswith("iVBOR")  # PNG in base 64
    assert bundle[MIME]["table"]["rows"][0][0] == "Jambi"
    assert bundle["text/plain"] == "Satu dari dua wilayah mencapai target"
