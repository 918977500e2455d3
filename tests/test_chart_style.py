"""Names in charts are written as they are, whatever matplotlib would make of them."""

from xml.etree import ElementTree

import pytest

from kinerja_lib.chart_style import canvas, to_png, to_svg, write
from kinerja_lib.i18n import clean_text
from kinerja_lib.publish.svg import inline_svg
from tests.hostile_texts import PAYLOADS

# What matplotlib takes for a formula only where it is a good one, or for a label to leave out.
MARKED = ("$x_1^2$", "Biaya $5 dan $6", r"$\alpha$ 100%", "_nolegend_", "__", r"\$5")


@pytest.mark.parametrize("text", [*PAYLOADS.values(), *MARKED])
def test_a_name_in_a_chart_is_its_own_text(text):
    name = clean_text(text)
    axes = canvas(400, 60)
    write(axes, 5, 20, name)
    svg = inline_svg(to_svg(axes), label=name, css_class="fw")
    root = ElementTree.fromstring(svg)
    assert [node.text for node in root] == [name]
    assert root.attrib["aria-label"] == name
    assert to_png(axes).startswith(b"\x89PNG")
