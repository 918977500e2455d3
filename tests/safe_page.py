"""Read a page as a browser would and say what on it could run, load, lead outside or break out."""

import re
from html.parser import HTMLParser

CSP = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
INNER = r"#[A-Za-z0-9_-]+"
RELATIVE = re.compile(rf"({INNER}|(\.\./)+index\.html|tables/[a-z0-9_-]+\.csv)")
_BESIDE = r"(index(\.en)?|unit)\.html(#[a-z0-9-]+)?|(tables/)?[a-z0-9_-]+\.csv"
LINK = re.compile(rf"{INNER}|(\.\./)*([a-z0-9_-]+/)*([A-Za-z0-9_-]+/){{0,4}}({_BESIDE})")
UNWANTED = frozenset("script img iframe object embed form base foreignobject link template".split())
_VOID = frozenset("br meta input link img hr wbr col".split())
_NEVER = ("src", "srcdoc", "action", "formaction", "background", "style")


class Page(HTMLParser):
    """Tags, attributes, texts and ids of a page; `misplaced` are tags that close out of turn."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts, self.ids, self.csp = [], [], [], [], None
        self.misplaced, self.open = [], []
        self.feed(html)
        self.text = "\n".join(self.texts)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.open += [] if tag in _VOID else [tag]
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        if found.get("http-equiv") == "Content-Security-Policy":
            self.csp = found["content"]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.misplaced.append((tag, self.getpos()))

    def handle_data(self, text):
        self.texts.append(text)


def check_safe(page, links=RELATIVE):
    """Nothing on the page runs, loads or leads outside; every anchor exists once."""
    assert not UNWANTED & set(page.tags)
    assert page.tags.count("style") == 1
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        assert name not in _NEVER, tag
        if "href" in name and name != "hreflang":
            assert links.fullmatch(value), (tag, value)
    assert page.csp == CSP
    assert len(page.ids) == len(set(page.ids))
    inner = {v[1:] for _tag, name, v in page.attributes if name == "href" and v.startswith("#")}
    assert inner <= set(page.ids)
    assert page.misplaced == [] and page.open == []
