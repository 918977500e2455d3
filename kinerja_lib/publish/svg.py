"""Turn a drawing into inline SVG made of a few known elements; anything else is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from html import escape
from itertools import groupby, pairwise
from operator import itemgetter
from xml.etree import ElementTree

from kinerja_lib.chart_style import SMALL, TOKENS

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_TOKEN_OF = {value: name for name, value in TOKENS.items()}
_SKIPPED = {"metadata", "title", "defs"}
_UNTURNED = re.compile(r"(rotate\(-?0( -?[\d.]+){2}\))?")
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
    body = "".join(_merge(_elements(root, markers)))
    return (
        f'<svg class="{css_class}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{escape(label, quote=True)}">{body}</svg>'
    )


def _elements(
    node: ElementTree.Element, markers: dict[str, ElementTree.Element], halo: bool = False
) -> Iterator[tuple[str, str]]:
    """Give each drawn element as (paint, path data), text as ("", element)."""
    for child in node:
        tag = child.tag.removeprefix(_SVG)
        if not _UNTURNED.fullmatch(child.attrib.get("transform", "")):
            raise ValueError(f"a chart may not move or turn <{tag}>")
        name = child.attrib.get("id", "")
        if tag in _SKIPPED or name == "patch_1":
            continue
        if tag == "g":
            yield from _elements(child, markers, halo or name.startswith("halo"))
        elif tag == "path" and not child.attrib.get("d"):
            continue  # a line without a single point that may be drawn
        elif tag == "path":
            yield _paint(_style(child)), _shape(child.attrib["d"])
        elif tag == "use":
            yield _marker(child, markers)
        elif tag == "text":
            yield "", _text(child, halo)
        else:
            raise ValueError(f"a chart may not hold <{tag}>")


def _merge(elements: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Write neighbours with the same paint as one path: much shorter, and it looks the same."""
    for paint, group in groupby(elements, key=itemgetter(0)):
        if not paint:
            yield from (text for _none, text in group)
            continue
        d = "".join(data for _paint_, data in group)
        yield from (f'<path {layer} d="{d}"/>' for layer in paint.split("|"))


def _style(node: ElementTree.Element) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in node.attrib.get("style", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _token(value: str) -> str:
    if value not in _TOKEN_OF:
        raise ValueError(f"colour {value} is not one of the page's")
    return _TOKEN_OF[value]


def _paint(style: dict[str, str]) -> str:
    """Write fill and stroke as classes of the page's tokens, line width and dash as attributes."""
    classes, rest = [], ""
    for prop, prefix in (("fill", "f"), ("stroke", "s")):
        value = style.get(prop)
        if value and value != "none":
            classes.append(f"{prefix}-{_token(value)}")
        elif prop == "fill" and value == "none":
            classes.append("f-0")
    if "stroke" in style and style["stroke"] != "none":
        width = _round(style.get("stroke-width", "1"))
        rest = "" if width == "1" else f' stroke-width="{width}"'
        if style.get("stroke-dasharray"):
            dash = " ".join(_round(p) for p in _NUMBER.findall(style["stroke-dasharray"]))
            rest += f' stroke-dasharray="{dash}"'
    return f'class="{" ".join(classes)}"{rest}'


def _round(number: str | float) -> str:
    return f"{round(float(number), 1):g}"


def _shape(d: str) -> str:
    """Shorten matplotlib's absolute moves and lines to steps from point to point."""
    if not re.fullmatch(r"[MLz\d\s.e-]*", d):
        raise ValueError("a chart may only hold straight lines and status shapes")
    runs = [run for run in re.split(r"(?=M)", d) if run.strip()]
    return "".join(
        _run(re.findall(r"(-?[\d.e-]+)\s+(-?[\d.e-]+)", run), "z" in run) for run in runs
    )


def _run(points: list[tuple[str, str]], closed: bool) -> str:
    """Write one run of points on whole pixels; steps join rounded points, so nothing drifts."""
    exact = [(round(float(x)), round(float(y))) for x, y in points]
    return _steps(exact, closed)


def _steps(exact: list[tuple[float, float]], closed: bool) -> str:
    out = f"M{_join(exact[0])}"
    for (x0, y0), (x1, y1) in pairwise(exact):
        dx, dy = round(x1 - x0, 1), round(y1 - y0, 1)
        out += (
            f"v{_round(dy)}" if dx == 0 else f"h{_round(dx)}" if dy == 0 else f"l{_join((dx, dy))}"
        )
    return out + ("z" if closed else "")


def _join(pair: tuple[float, float]) -> str:
    return f"{_round(pair[0])} {_round(pair[1])}".replace(" -", "-")


def _marker(node: ElementTree.Element, markers: dict[str, ElementTree.Element]) -> tuple[str, str]:
    reference = node.attrib.get(_HREF, "an address without xlink")
    if not reference.startswith("#") or reference[1:] not in markers:
        raise ValueError(f"a chart may not refer to {reference}")
    x, y = round(float(node.attrib["x"])), round(float(node.attrib["y"]))
    marker = markers[reference[1:]]
    style, d = _style(marker) | _style(node), marker.attrib["d"]
    corners = [float(n) for n in _NUMBER.findall(d)]
    points = list(zip(corners[::2], corners[1::2], strict=True))
    if "C" in d and not _is_circle(d):
        raise ValueError("a chart may only hold straight lines and status shapes")
    square = len(points) == 4 and all(abs(a) == abs(b) for a, b in points)
    if style.get("stroke") == TOKENS["bg"] and ("C" in d or square):
        cap, length = ("round", "0") if "C" in d else ("square", ".01")
        # A square cap on a line of no length has no direction, and paper leaves it out.
        return _dot(style, max(corners), cap), f"M{_join((x, y))}h{length}"
    return _paint(style), _steps([(round(x + a, 1), round(y + b, 1)) for a, b in points], True)


def _is_circle(d: str) -> bool:
    """Tell whether every curve of a marker ends at the same distance from its middle."""
    if not re.fullmatch(r"M[\d\s.e-]+(C[\d\s.e-]+)+z\s*", d):
        return False
    parts = [[float(n) for n in _NUMBER.findall(part)] for part in re.split("[MCz]", d)]
    radii = [math.hypot(*part[-2:]) for part in parts if part]
    curves = all(len(part) == 6 for part in parts[2:-1])
    return curves and len(radii) >= 5 and max(radii) - min(radii) <= 0.01 * max(radii)


def _dot(style: dict[str, str], half: float, cap: str) -> str:
    """Paint a filled circle or square with an edge as two strokes of no length on each other."""
    edge = float(style.get("stroke-width", "1"))
    colour = _token(style.get("fill", "none"))
    return "|".join(
        f'class="s-{name}" stroke-width="{_round(size)}" stroke-linecap="{cap}"'
        for name, size in (("bg", 2 * half + edge), (colour, 2 * half - edge))
    )


def _text(node: ElementTree.Element, halo: bool) -> str:
    style = _style(node)
    if len(node):
        raise ValueError("the text of a chart may not hold other elements")
    colour = _token(style.get("fill", TOKENS["ink"]))
    classes = [f"f-{colour}"] if colour != "ink" else []
    if float(style.get("font-size", "13px").removesuffix("px")) <= SMALL:
        classes.append("sm")
    if style.get("font-weight") in ("bold", "700"):
        classes.append("b")
    if style.get("font-style") == "italic":
        classes.append("it")
    if halo:
        classes.append("halo")
    anchor = style.get("text-anchor", "start")
    place = f' text-anchor="{anchor}"' if anchor in ("middle", "end") else ""
    x, y = round(float(node.attrib["x"])), round(float(node.attrib["y"]))
    named = f' class="{" ".join(classes)}"' if classes else ""
    return f'<text x="{x}" y="{y}"{named}{place}>{escape(node.text or "")}</text>'
