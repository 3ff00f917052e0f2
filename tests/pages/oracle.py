"""What of a page is code and what is prose, by how a browser shows its HTML. Nothing here knows how factlint reads."""

import html.parser
import re
import unicodedata

CODE = {"pre", "code", "samp", "kbd", "script", "style", "textarea", "xmp", "listing", "plaintext"}
# Neither the one nor the other: formulas, struck out, not shown, drawings.
OTHER = {"var", "tt", "del", "s", "strike", "math", "svg", "template", "noscript", "iframe", "object", "canvas", "audio", "video"}
INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "dfn", "em", "font", "i", "ins", "label", "mark", "q", "ruby", "small",
          "span", "strong", "sub", "sup", "time", "u", "wbr", "blink", "nobr"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# What Sphinx shows as code without an element of code: signatures of functions. A reader of HTML cannot know it.
SIGNATURES = {"sig", "sig-object"}
# What was put there by the program that made the page.
MADE_CLASSES = {"headerlink", "versionmodified", "sphinxsidebar", "related", "footer", "toc", "toctree-wrapper", "navheader", "navfooter"}


# In the elements of code of a poem (`verseblock`) lines are kept; they are no code.


class Page(html.parser.HTMLParser):
    """Collects the texts of a page."""

    def __init__(self, signatures):
        super().__init__(convert_charrefs=True)
        self.signatures = signatures
        self.texts = {"code": [], "prose": [], "other": []}
        self.open = []

    def state(self):
        return self.open[-1][1] if self.open else "prose"

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = set((attributes.get("class") or "").split())
        state = self.state()
        if "verseblock" in classes:
            state = "verse"
        elif state not in ("other", "verse"):
            if tag in OTHER or "hidden" in attributes or classes & MADE_CLASSES:
                state = "other"
            elif classes & SIGNATURES:
                state = self.signatures
            elif tag in CODE:
                state = "code"
        self.texts["other"].extend(f" {value} " for value in attributes.values() if value)
        self.gap(tag)
        if tag not in VOID:
            self.open.append((tag, state))

    def handle_endtag(self, tag):
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                break
        self.gap(tag)

    def gap(self, tag):
        """Elements of blocks part words; code in the line is a thing beside which words are not whole."""
        if tag in CODE | OTHER:
            self.texts["prose"].append("\ufffc")
        if tag not in INLINE:
            for texts in self.texts.values():
                texts.append(" ")

    def handle_data(self, data):
        self.texts["prose" if self.state() == "verse" else self.state()].append(data)

    def handle_comment(self, data):
        self.texts["other"].append(f" {data} ")


# Latin letters: factlint reads French and English.
LETTERS = r"[A-Za-zÀ-ÖØ-öø-ɏ]+"
RUN = re.compile(rf"(?<![^\W\d_]){LETTERS}(?![^\W\d_])")
# A word that stands alone: no part of a name, a path, a number or a compound.
ALONE = re.compile(rf"(?<![\w.\-/@:'’&+#\\~=\ufffc\u00ad]){LETTERS}(?![\w\-/@'’+#\\=\ufffc\u00ad]|[.:]\w)")


def runs(text):
    """All runs of letters in a text, as they are compared."""
    return {key(word) for word in RUN.findall(text)}


def alone(text):
    """The words that stand alone in a text."""
    return {key(word) for word in ALONE.findall(text)}


def key(word):
    """A word without case and compatibility forms."""
    return unicodedata.normalize("NFKC", word).lower()


def stem(word):
    """Rules find plurals and, in capitals, words without their accents: all forms of a word count as one."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.replace("œ", "oe").replace("æ", "ae")) if not unicodedata.combining(c))
    for _ in range(3):
        plain = re.sub(r"(?<=..)(ies|y|es|s|x|aux|al|e|i)$", "", plain)
    return plain


def split(page_html, signatures):
    """The words of a page that stand in code alone, and those that stand in prose alone, each by itself somewhere. What signatures are is
    given: `code` or `other`.
    """
    page = Page(signatures)
    page.feed(page_html)
    page.close()
    code, prose, other = ("".join(page.texts[name]) for name in ("code", "prose", "other"))
    stems = {name: {stem(word) for word in runs(text)} for name, text in (("code", code), ("prose", prose), ("other", other))}
    in_code = {word for word in runs(code) if stem(word) not in stems["prose"] | stems["other"]}
    in_prose = {word for word in alone(prose) if stem(word) not in stems["code"] | stems["other"]}
    return in_code, in_prose
