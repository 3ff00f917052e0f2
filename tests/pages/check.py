#!/usr/bin/env python3
"""Reads real pages with factlint and holds what it finds against what a browser shows.

    tests/pages/fetch.sh FOLDER
    tests/pages/check.py FOLDER [--factlint target/release/factlint] [--show]

For every page, words that stand in its code and nowhere else become typos of a dossier, and so do words that stand in its prose and nowhere
else. None of the first may be found, and nearly all of the others must be. What is code is taken from the page's HTML (oracle.py); for
reStructuredText, AsciiDoc and CommonMark from the HTML that Sphinx, AsciiDoc and the specification make of the same text.

Ends with 1 where factlint ends with something else than 0 or 1, where a span is not its words, where something is found in code, or where a
hundredth of the words is missed. Without pages it says so and ends with 0.
"""

import argparse
import concurrent.futures
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import oracle

# Lines of mail above a page of git-doc, which are cut off before AsciiDoc sees them.
HEADER = re.compile(r"\A(?:[A-Z][\w-]*:[ \t].*\n(?:[ \t].*\n)*)+\n")
# Names that are no words of the page: of attributes, and of what is included.
NAMES = re.compile(r"^(?:include::|:[\w!-]+:|\[caption=).*$|\{\w+\}", re.M)
LEAST = 4  # letters of a word; of an example of CommonMark 3


class Page:
    """A file to read, and the HTML that shows what is what in it."""

    def __init__(self, sort, name, text, shown, suffix):
        self.sort, self.name, self.text, self.shown, self.suffix = sort, name, text, shown, suffix


def body(page_html):
    """The part of a page of Sphinx that was made of its source."""
    found = re.search(r'<div class="body" role="main">(.*?)<div class="sphinxsidebar"', page_html, re.S)
    return found.group(1) if found else page_html


def read(path):
    return path.read_bytes().decode("utf-8", "replace")


def pages(folder):
    for path in sorted(folder.rglob("*.html")):
        text = read(path)
        yield Page("HTML", path, text, text, ".html")
    for path in sorted(folder.rglob("_sources/**/*.rst.txt")):
        html = pathlib.Path(str(path).replace("/_sources/", "/").removesuffix(".rst.txt") + ".html")
        yield Page("reStructuredText", path, read(path), body(read(html)) if html.exists() else None, ".rst")
    for path in sorted(folder.rglob("*.txt")):
        html = path.with_suffix(".html")
        if html.exists() and not path.is_symlink():
            yield Page("AsciiDoc", path, HEADER.sub("", read(path)), read(html), ".adoc")
    for path in sorted(folder.rglob("man/**/*.gz")):
        if not path.is_symlink():
            yield Page("man (plain text)", path, gzip.decompress(path.read_bytes()).decode("utf-8", "replace"), None, ".txt")
    for path in sorted(folder.rglob("spec.txt")):
        for number, (text, html) in enumerate(re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", read(path), re.S | re.M), 1):
            yield Page("CommonMark", f"{path}, example {number}", text.replace("→", "\t"), html.replace("→", "\t"), ".md")


def dossier(in_code, in_prose):
    quoted = [json.dumps(sorted(words), ensure_ascii=False) for words in (in_code, in_prose)]
    rules = [f"[typo.{name}]\nwrong = {words}\nright = \"zzz\"\n" for name, words in zip(("code", "prose"), quoted) if words != "[]"]
    return "\n".join(rules) or "[typo.none]\nwrong = \"zzzzzz\"\nright = \"zzz\"\n"


def run(factlint, page):
    """Of one page: its sort, its bytes, how many words were looked for in code and in prose, and what is wrong."""
    in_code, in_prose, wrong = set(), set(), []
    if page.shown is not None:
        signatures = "other" if page.sort == "HTML" else "code"
        least = LEAST - (page.sort == "CommonMark")
        in_code, in_prose = ({word for word in words if len(word) >= least} for words in oracle.split(page.shown, signatures))
        # What the program that made the HTML wrote itself is not asked for.
        in_prose &= oracle.alone(NAMES.sub(" ", page.text))
        in_code &= oracle.runs(page.text)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "rules.toml").write_text(dossier(in_code, in_prose))
        draft = folder / f"page{page.suffix}"
        data = page.text.encode()
        draft.write_bytes(data)
        command = [factlint, "check", "--rules", folder / "rules.toml", "--format", "json", draft]
        result = subprocess.run(command, capture_output=True)
    if result.returncode not in (0, 1):
        wrong.append(f"exit status {result.returncode}: {result.stderr.decode(errors='replace')[:300]}")
        return page, len(data), in_code, in_prose, set(), wrong
    found = set()
    for finding in json.loads(result.stdout)["findings"]:
        start, end = finding["start"], finding["end"]
        if data[start["offset"]:end["offset"]].decode(errors="replace") != finding["text"]:
            wrong.append(f"line {start['line']}: the span is not `{finding['text']}`")
        said = re.match(r"`(.*?)` ", finding["message"])
        word = oracle.key(said.group(1)) if said else finding["text"]
        if finding["rule"] == "typo.code":
            wrong.append(f"line {start['line']}: `{word}` is found in code")
        found.add(oracle.stem(word))
    return page, len(data), in_code, in_prose, {word for word in in_prose if oracle.stem(word) not in found}, wrong


def main():
    here = pathlib.Path(__file__).resolve().parents[2]
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--factlint", type=pathlib.Path, default=here / "target/release/factlint")
    arguments.add_argument("--only", help="only pages of this sort")
    arguments.add_argument("--show", action="store_true", help="every word that is missed")
    arguments = arguments.parse_args()
    every = [page for page in pages(arguments.folder) if arguments.only in (None, page.sort)]
    if not every:
        print(f"skipped: no pages in {arguments.folder} (tests/pages/fetch.sh gets them)")
        return 0
    sums, bad = {}, False
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for page, size, in_code, in_prose, missed, wrong in pool.map(lambda page: run(arguments.factlint, page), every):
            row = sums.setdefault(page.sort, [0] * 6)
            in_code_found = sum("found in code" in line for line in wrong)
            for at, value in enumerate((1, size, len(in_code), in_code_found, len(in_prose), len(missed))):
                row[at] += value
            for line in wrong:
                print(f"{page.name}: {line}")
            if arguments.show and missed:
                print(f"{page.name}: missed {' '.join(sorted(missed))}")
            bad |= bool(wrong)
    print(f"| {'format':16} |  pages |      bytes | words in code | found | words in prose | missed |")
    print("|---|---|---|---|---|---|---|")
    for sort, row in sums.items():
        print("| {:16} | {:6} | {:10} | {:13} | {:5} | {:14} | {:6} |".format(sort, *row))
        bad |= row[5] * 100 > row[4]
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
