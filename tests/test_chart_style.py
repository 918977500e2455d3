"""Names in charts are written as they are, whatever matplotlib would make of them."""

from xml.etree import ElementTree

import pytest

from kinerja_lib.chart_style import canvas, to_png, to_svg, write
from kinerja_lib.i18n import clean_text
from kinerja_lib.publish.svg import inline_svg
from tests.hostile_texts import PAYLOADS


@pytest.mark.parametrize("kind", PAYLOADS)
def test_a_name_in_a_chart_is_its_own_text(kind):
    name = clean_text(PAYLOADS[kind])
    axes = canvas(400, 60)
    write(axes, 5, 20, name)
    svg = inline_svg(to_svg(axes), label=name, css_class="fw")
    root = ElementTree.fromstring(svg)
    assert [node.text for node in root] == [name]
    assert root.attrib["aria-label"] == name
    assert to_png(axes).startswith(b"\x89PNG")
