#!/bin/sh
# Makes the same text in other formats, from original.md. The files are committed; this is how they came to be.
# pandoc 2.17, LibreOffice 7.4
set -eu
cd "$(dirname "$0")"
pandoc original.md -s --metadata pagetitle="The Skarholm light" -t html5 -o original.html
pandoc original.md -s --metadata pagetitle="The Skarholm light" -t html4 --ascii --wrap=none -o original.htm
pandoc original.md -s -t latex -o original.tex
# original.typ is by hand: pandoc 2.17 writes no Typst.
# The same bytes in another encoding: what ASCII has not is written as it is.
sed 's/charset=utf-8/charset=windows-1252/; s/charset="utf-8"/charset="windows-1252"/' original.html | sed 's/↩︎/^/' |
    iconv -f utf-8 -t windows-1252 > original.latin.html
iconv -f utf-8 -t utf-16 original.md > original.wide.md
pandoc original.md -s -o original.docx
pandoc original.md -s -o original.odt
pandoc original.md -s --metadata title="The Skarholm light" -o original.epub
# The same, as LibreOffice writes it.
office=$(mktemp -d)
soffice --headless --convert-to "docx:MS Word 2007 XML" --outdir "$office" original.odt
soffice --headless --convert-to odt --outdir "$office" original.docx
soffice --headless --convert-to fodt --outdir "$office" original.docx
for name in docx odt fodt; do mv "$office/original.$name" "original.office.$name"; done
rmdir "$office"
# What original.md has not: tracked changes, comments, notes, a text box, margins. office/rich.fodt is written by hand.
soffice --headless --convert-to docx --outdir office office/rich.fodt
soffice --headless --convert-to odt --outdir office office/rich.fodt
# Data files and subtitles; code is not said aloud, and an address is.
sed 's/\[on a page of their own\](\(.*\))/on \1/; s/`[^`]*`/for it/' original.md | pandoc -t plain --wrap=none | python3 data.py
pandoc original.md -s -t asciidoc --wrap=preserve -o original.adoc
pandoc original.md -s -t rst -o original.rst
# As a browser prints it. chromium 156
page=$(mktemp -d)
pandoc original.md -s --metadata pagetitle="The Skarholm light" -t html5 -o "$page/page.html"
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=original.pdf "file://$page/page.html"
rm -r "$page"
