#!/usr/bin/env bash
# Real pages for check.py: Debian's documentation packages and the examples of CommonMark's specification, unpacked into a folder. Nothing is
# installed, and nothing of it belongs to the project.
set -euo pipefail
folder=${1:?usage: tests/pages/fetch.sh FOLDER}
mkdir -p "$folder/packages"
cd "$folder/packages"
for package in git-doc python3.11-doc developers-reference debian-faq debian-reference-fr maint-guide-fr manpages-fr; do
  compgen -G "${package}_*.deb" >/dev/null || apt-get download -q "$package"
  dpkg-deb -x "${package}"_*.deb ..
done
compgen -G 'commonmark-spec-*.tgz' >/dev/null || npm pack --silent commonmark-spec
tar -xzf commonmark-spec-*.tgz -C .. package/spec.txt
