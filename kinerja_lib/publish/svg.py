"""Turn a drawing into inline SVG made of a few known elements; anything else is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree

from kinerja_lib.chart_style import SMALL, TOKENS

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_TOKEN_OF = {value: name for name, value in TOKENS.items()}
_SKIPPED = {"metadata", "title"}
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


def inline_svg(drawing: str, *, label: str, css_class: str) -> str:
    """Rewrite matplotlib's SVG as compact inline SVG for a page.

    Parameters
    ----------
    drawing : str
        SVG text from `chart_style.to_svg`, colours being values of `TOKENS`.
    label : str
        The alt text.
    css_class : str
        `fw` for the wide drawing, `fn` for the narrow one.

    Raises
    ------
    ValueError
        An element, a colour or a reference that no chart of the kit uses.
    """
    root = ElementTree.fromstring(drawing)
    width, height = (round(float(part)) for part in root.attrib["viewBox"].split()[2:])
    markers = {node.attrib["id"]: node for node in root.iter(f"{_SVG}path") if "id" in node.attrib}
    body = "".join(_elements(root, markers, frozenset({"patch_1"})))
    return (
        f'<svg class="{css_class}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(label, quote=True)}">{body}</svg>'
    )


def _elements(
    node: ElementTree.Element, markers: dict[str, ElementTree.Element], skip: frozenset[str]
) -> Iterator[str]:
    for child in node:
        tag = child.tag.removeprefix(_SVG)
        if tag in _SKIPPED or tag == "defs" or child.attrib.get("id") in skip:
            continue
        if tag == "g":
            yield from _elements(child, markers, skip)
        elif tag == "path":
            yield _path(child)
        elif tag == "use":
            yield _marker(child, markers)
        elif tag == "text":
            yield _text(child)
        else:
            raise ValueError(f"a chart may not hold <{tag}>")


def _style(node: ElementTree.Element) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in node.attrib.get("style", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _paint(style: dict[str, str]) -> str:
    """Write fill and stroke as classes of the page's tokens, line width and dash as attributes."""
    classes, rest = [], ""
    for prop, prefix in (("fill", "f"), ("stroke", "s")):
        value = style.get(prop)
        if value and value != "none":
            if value not in _TOKEN_OF:
                raise ValueError(f"colour {value} is not one of the page's")
            classes.append(f"{prefix}-{_TOKEN_OF[value]}")
        elif prop == "fill" and value == "none":
            classes.append("f-0")
    if "stroke" in style and style["stroke"] != "none":
        width = _round(style.get("stroke-width", "1"))
        rest = "" if width == "1" else f' stroke-width="{width}"'
        if style.get("stroke-dasharray"):
            dash = " ".join(_round(p) for p in _NUMBER.findall(style["stroke-dasharray"]))
            rest += f' stroke-dasharray="{dash}"'
    return f'class="{" ".join(classes)}"{rest}'


def _round(number: str) -> str:
    return f"{round(float(number), 1):g}"


def _shape(d: str) -> str:
    """Shorten path data to one decimal and few blanks."""
    tokens = re.findall(r"[MLHVCQZz]|-?\d+\.?\d*(?:e-?\d+)?", d)
    out = ""
    for token in tokens:
        text = token if token.isalpha() else _round(token)
        glue = out and not out[-1].isalpha() and not text[0].isalpha() and text[0] != "-"
        out += (" " if glue else "") + text
    return out


def _path(node: ElementTree.Element) -> str:
    return f'<path {_paint(_style(node))} d="{_shape(node.attrib["d"])}"/>'


def _marker(node: ElementTree.Element, markers: dict[str, ElementTree.Element]) -> str:
    reference = node.attrib[_HREF]
    if not reference.startswith("#") or reference[1:] not in markers:
        raise ValueError(f"a chart may not refer to {reference}")
    x, y = float(node.attrib["x"]), float(node.attrib["y"])
    marker = markers[reference[1:]]
    paint = _paint(_style(marker) | _style(node))
    d = marker.attrib["d"]
    if "C" in d:
        radius = max(float(n) for n in _NUMBER.findall(d))
        return f'<circle {paint} cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'.replace(
            f'cx="{x:g}" cy="{y:g}"', f'cx="{_round(str(x))}" cy="{_round(str(y))}"'
        )
    return f'<path {paint} transform="translate({_round(str(x))} {_round(str(y))})" d="{_shape(d)}"/>'


def _text(node: ElementTree.Element) -> str:
    style = _style(node)
    classes = [f"f-{_TOKEN_OF[style.get('fill', TOKENS['ink'])]}"]
    if float(style.get("font-size", "13px").removesuffix("px")) <= SMALL:
        classes.append("sm")
    if style.get("font-weight") in ("bold", "700"):
        classes.append("b")
    if style.get("font-style") == "italic":
        classes.append("it")
    anchor = style.get("text-anchor", "start")
    place = f' text-anchor="{anchor}"' if anchor in ("middle", "end") else ""
    x, y = _round(node.attrib["x"]), _round(node.attrib["y"])
    return f'<text x="{x}" y="{y}" class="{" ".join(classes)}"{place}>{escape(node.text or "")}</text>'
