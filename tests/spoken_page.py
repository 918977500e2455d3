"""Read a page by language: its own words, those marked Indonesian, and codes."""

from html.parser import HTMLParser

_VOID = frozenset("br meta input link img hr wbr col".split())
_SPOKEN = ("aria-label", "alt", "title", "placeholder")
_INLINE = frozenset("a b data em i span strong sub sup".split())
GAP = " ¤ "  # stands where a foreign word was taken out


class Spoken(HTMLParser):
    """Texts of a page: `own` its own language, `foreign` marked `lang="id"`, `labels` attributes.

    Style sheets, code and what says `translate="no"` are no language; `codes` holds the last.
    """

    def __init__(self, html):
        super().__init__()
        self.own, self.foreign, self.labels, self.codes = [], [], [], []
        self._kinds, self._text = [], ""
        self.feed(html)
        self._end()

    @property
    def _kind(self):
        return next((kind for kind in reversed(self._kinds) if kind), "")

    def _end(self):
        text = " ".join(self._text.split())
        self.own += [text] if text else []
        self._text = ""

    def handle_starttag(self, tag, attrs):
        found, kind = dict(attrs), ""
        if tag in ("style", "pre", "code"):
            kind = "none"
        elif found.get("translate") == "no":
            kind = "code"
        elif tag != "html" and found.get("lang") == "id":
            kind = "foreign"
        if tag not in _INLINE:
            self._end()
        elif kind:
            self._text += GAP
        if not kind and not self._kind:
            self.labels += [found[name] for name in _SPOKEN if found.get(name)]
        if tag not in _VOID:
            self._kinds.append(kind)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._kinds.pop()

    def handle_endtag(self, tag):
        if tag not in _VOID:
            self._kinds.pop()
        if tag not in _INLINE:
            self._end()

    def handle_data(self, text):
        kind = self._kind
        if not kind:
            self._text += text
        elif text.strip() and kind != "none":
            (self.foreign if kind == "foreign" else self.codes).append(" ".join(text.split()))

    @property
    def names(self):
        """What stays Indonesian, and codes, the longest first."""
        return sorted({*self.foreign, *self.codes}, key=len, reverse=True)

    def spoken(self):
        """All texts and labels in the page's own language; labels without the names they hold."""
        labels = []
        for label in self.labels:
            for name in self.names:
                label = label.replace(name, GAP)
            labels.append(label)
        return [*self.own, *labels]
