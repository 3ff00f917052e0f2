#!/bin/sh
# Makes the same text in other formats, from original.md. The files are committed; this is how they came to be.
# pandoc 2.17
set -eu
cd "$(dirname "$0")"
pandoc original.md -s --metadata pagetitle="The Skarholm light" -t html5 -o original.html
pandoc original.md -s --metadata pagetitle="The Skarholm light" -t html4 --ascii --wrap=none -o original.htm
# The same bytes in another encoding: what ASCII has not is written as it is.
sed 's/charset=utf-8/charset=windows-1252/; s/charset="utf-8"/charset="windows-1252"/' original.html | sed 's/↩︎/^/' |
    iconv -f utf-8 -t windows-1252 > original.latin.html
iconv -f utf-8 -t utf-16 original.md > original.wide.md
# As a browser prints it. chromium 156
page=$(mktemp -d)
pandoc original.md -s --metadata pagetitle="The Skarholm light" -t html5 -o "$page/page.html"
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=original.pdf "file://$page/page.html"
rm -r "$page"
