import re
from xml.etree import ElementTree

import pytest

from kinerja_lib.chart_style import TOKENS, canvas, line, mark, to_svg
from kinerja_lib.publish.figure import draw
from kinerja_lib.publish.svg import inline_svg

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 100 50">'
)
INK = TOKENS["ink"]
CURVE = "M 0 3 C 1 3 2 2 3 0 C 3 -1 2 -2 1 -9 C 0 -9 -1 -9 -2 -9 C -3 0 -3 1 0 3 z"


def inline(body, label="Grafik"):
    return inline_svg(f"{HEAD}{body}</svg>", label=label, css_class="fw")


def parts(svg):
    """The elements of a drawing in order: (tag, class, text or path)."""
    root = ElementTree.fromstring(svg)
    return [(n.tag, n.attrib.get("class", ""), n.text or n.attrib.get("d", "")) for n in root]


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body/></foreignObject>",
        "<g><g><script/></g></g>",
        '<a xlink:href="https://example.org"><text x="1" y="1">x</text></a>',
        '<image xlink:href="data:image/png;base64,AAAA"/>',
        "<style>@import url(https://example.org)</style>",
        "<animate/>",
        '<iframe src="https://example.org"/>',
        "<rect/>",
    ],
)
def test_other_elements_are_refused(body):
    with pytest.raises(ValueError, match="a chart may not hold <"):
        inline(body)


@pytest.mark.parametrize(
    "reference",
    [
        'xlink:href="https://example.org/x.svg#m"',
        'xlink:href="#unknown"',
        'xlink:href="javascript:alert(1)"',
        'href="https://example.org/x.svg#m"',
        "",
    ],
)
def test_references_to_the_outside_are_refused(reference):
    with pytest.raises(ValueError, match="a chart may not refer to"):
        inline(f'<use {reference} x="1" y="1"/>')


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M 0 0 L 1 1" style="fill: #123456"/>',
        '<path d="M 0 0 L 1 1" style="fill: none; stroke: red"/>',
        '<path d="M 0 0 L 1 1" style="fill: url(https://example.org)"/>',
        '<text x="1" y="1" style="fill: #123456">x</text>',
    ],
)
def test_colours_that_are_not_of_the_page_are_refused(body):
    with pytest.raises(ValueError, match="is not one of the page's"):
        inline(body)


@pytest.mark.parametrize(
    "body",
    [
        f'<path d="M 0 0 C 1 1 2 2 3 3" style="fill: {INK}"/>',
        f'<path d="M 0 0 Q 1 1 2 2" style="fill: {INK}"/>',
        f'<path d="M 0 0 A 1 1 0 0 0 2 2" style="fill: {INK}"/>',
        f'<defs><path id="m" d="{CURVE}" style="stroke: #ffffff"/></defs>'
        f'<use xlink:href="#m" x="1" y="1" style="fill: {INK}; stroke: #ffffff"/>',
    ],
)
def test_curves_other_than_the_status_circle_are_refused(body):
    with pytest.raises(ValueError, match="only hold straight lines and status shapes"):
        inline(body)


@pytest.mark.parametrize("tag", ["text", "path", "g"])
def test_turned_or_moved_shapes_are_refused_as_they_would_be_drawn_wrong(tag):
    with pytest.raises(ValueError, match=f"may not move or turn <{tag}>"):
        inline(f'<{tag} transform="rotate(-90 1 1)"/>')


def test_text_inside_text_is_refused_as_it_would_be_lost():
    with pytest.raises(ValueError, match="may not hold other elements"):
        inline('<text x="1" y="1">a<tspan>b</tspan></text>')


def test_script_in_definitions_never_reaches_the_page():
    svg = inline('<defs><script>alert(1)</script></defs><text x="1" y="1" onclick="x()">a</text>')
    assert "script" not in svg and "onclick" not in svg


def test_text_and_label_are_escaped():
    svg = inline('<text x="1" y="1">&lt;script&gt; &amp; "x"</text>', label='"><script>&')
    assert "&lt;script&gt; &amp;" in svg and "<script" not in svg
    assert ElementTree.fromstring(svg).attrib["aria-label"] == '"><script>&'
    assert ElementTree.fromstring(svg)[0].text == '<script> & "x"'


def square(x, token):
    return f'<path d="M {x} 10 L {x} 15 z" style="fill: {TOKENS[token]}"/>'


def test_neighbours_with_the_same_paint_become_one_path_in_order():
    word = '<text x="5" y="40">di antara</text>'
    body = [square(10, "band"), square(40, "band"), word, square(70, "band"), square(90, "zone")]
    assert parts(inline("".join(body))) == [
        ("path", "f-band", "M10 10v5zM40 10v5z"),
        ("text", "", "di antara"),
        ("path", "f-band", "M70 10v5z"),
        ("path", "f-zone", "M90 10v5z"),
    ]


def test_lines_keep_their_points_and_pieces():
    axes = canvas(100, 50)
    line(axes, [10, 20, 30], [10, 20, 20], width=2)
    line(axes, [60, 60], [5, 45], dash=(2, 3))
    solid, dashed = parts(inline_svg(to_svg(axes), label="x", css_class="fw"))
    assert solid == ("path", "f-0 s-ink", "M10 10l10 10h10")
    assert dashed[2] == "M60 5v40"


@pytest.mark.parametrize("kind", ["ok", "warn", "bad", "na"])
def test_status_marks_stand_where_they_were_drawn(kind):
    axes = canvas(100, 50)
    mark(axes, 30, 20, kind)
    svg = inline_svg(to_svg(axes), label="x", css_class="fw")
    xs = [float(x) for x in re.findall(r"M(-?[\d.]+) ", svg)]
    assert xs and all(abs(x - 30) <= 7 for x in xs)
    colour = {"ok": "ok", "warn": "mark-warn", "bad": "bad", "na": "na"}[kind]
    assert f"-{colour}" in svg


def texts(svg):
    tag = "{http://www.w3.org/2000/svg}text"
    return [node.text for node in ElementTree.fromstring(svg).iter() if node.tag in (tag, "text")]


@pytest.mark.parametrize("wide", [True, False])
def test_no_text_of_the_real_charts_is_lost(target_figure, path_figure, wide):
    for figure in (target_figure(), path_figure()):
        drawing = to_svg(draw(figure.to_json(), wide=wide))
        inlined = inline_svg(drawing, label="x", css_class="fw")
        assert texts(inlined) == texts(drawing) and len(texts(inlined)) > 5


@pytest.mark.parametrize("wide", [True, False])
def test_the_real_charts_hold_known_elements_and_attributes_only(path_figure, wide):
    drawing = to_svg(draw(path_figure().to_json(), wide=wide))
    root = ElementTree.fromstring(inline_svg(drawing, label="x", css_class="fn"))
    assert {node.tag for node in root} == {"path", "text"}
    names = {name for node in root for name in node.attrib}
    assert names <= {"class", "d", "x", "y", "text-anchor"} | {
        f"stroke-{part}" for part in ("width", "dasharray", "linecap")
    }
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", "x")
    assert root.attrib["viewBox"].startswith("0 0 700 " if wide else "0 0 340 ")


@pytest.mark.parametrize(("height", "name"), [(420, "fw"), (421, "fw tall")])
def test_a_high_drawing_is_marked_for_paper(height, name):
    head = HEAD.replace("0 0 100 50", f"0 0 700 {height}")
    svg = inline_svg(f"{head}</svg>", label="x", css_class="fw")
    assert svg.startswith(f'<svg class="{name}" viewBox="0 0 700 {height}"')
    assert 'class="fn"' in inline_svg(f"{head}</svg>", label="x", css_class="fn")
