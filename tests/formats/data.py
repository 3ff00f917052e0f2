"""original.md as a content store keeps it: JSON, lines of JSON, YAML and TOML with some strings that are prose, and subtitles."""
import json
import re
import sys
import textwrap

import yaml

text = open("original.md", encoding="utf-8").read()
parts = [part for part in re.split(r"(?m)^(?=## )", text)]
title, lead = parts[0].split("\n", 1)
notes = re.search(r"(?m)^\[\^oil\]: (.*)$", parts[-1]).group(1)
parts[-1] = parts[-1].replace("[^oil]: " + notes, "")


def section(part):
    """A section: its paragraphs as Markdown, its table as cells, its picture apart."""
    heading, body = part.split("\n", 1)
    found = {"heading": heading.lstrip("# "), "type": "section"}
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines() if line.startswith("|") and "--" not in line]
    body = re.sub(r"(?m)^\|.*\n", "", body)
    picture = re.search(r"!\[(.*?)\]\((.*?)\)\n", body)
    if picture:
        body = body.replace(picture.group(0), "")
        found["picture"] = {"alt": picture.group(1), "file": picture.group(2)}
    if rows:
        found["table"] = {"cells": rows}
    found["body"] = body.replace("[^oil]", "").strip() + "\n"
    return found


store = {
    "id": 421,
    "slug": "fresnel-lense",
    "title": title.lstrip("# "),
    "lead": {"body": lead.strip()},
    "sections": [section(part) for part in parts[1:]],
    "notes": [{"note": notes}],
}

json.dump(store, open("original.json", "w", encoding="utf-8"), ensure_ascii=True, indent="\t")
with open("original.jsonl", "w", encoding="utf-8", newline="") as lines:
    for record in [{key: store[key]} for key in ("title", "lead")] + store["sections"] + store["notes"]:
        record = {"sections": [record]} if "heading" in record else record
        lines.write(json.dumps(record, ensure_ascii=False).replace("/", "\\/") + "\r\n")


class Dumper(yaml.SafeDumper):
    pass


styles = iter('|>"\'' * 20)
Dumper.add_representer(str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style=next(styles) if len(value) > 60 else None))
yaml.dump(store, open("original.yaml", "w", encoding="utf-8"), Dumper=Dumper, allow_unicode=True, width=90, sort_keys=False)


def toml(value):
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return '"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""' if "\n" in value else json.dumps(value)


with open("original.toml", "w", encoding="utf-8") as out:
    out.write(f"title = {toml(store['title'])}\n[lead]\nbody = {toml(store['lead']['body'])}\n")
    for part in store["sections"]:
        out.write(f"[[sections]]\nheading = {toml(part['heading'])}\nbody = {toml(part['body'])}\n")
        if "picture" in part:
            out.write(f"picture = {{ alt = '{part['picture']['alt']}' }}\n")
        if "table" in part:
            out.write(f"table.cells = {toml(part['table']['cells'])}\n")
    out.write(f"[[notes]]\nnote = {toml(notes)}\n")

# What a film of it says: every sentence of pandoc's plain text, in cues of two short lines.
plain = sys.stdin.read()
plain = re.sub(r"\[\d\]", "", plain)
# Items and rows of a table are said apart.
blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\n-   |\n(?=  \S)|-{5,}", plain)]
blocks = [block for block in blocks if block]


def stamp(at, mark):
    return f"{at // 3600000:02}:{at // 60000 % 60:02}:{at // 1000 % 60:02}{mark}{at % 1000:03}"


def cues(mark, dress):
    at, number = 0, 0
    for block in blocks:
        at += 5000
        lines = textwrap.wrap(block, 36, break_long_words=False, break_on_hyphens=False)
        for first in range(0, len(lines), 2):
            number += 1
            yield f"{number}\n{stamp(at, mark)} --> {stamp(at + 2400, mark)}\n" + "\n".join(map(dress, lines[first : first + 2])) + "\n\n"
            at += 2500


open("original.srt", "w", encoding="utf-8-sig", newline="\r\n").write("".join(cues(",", lambda line: line)))
with open("original.vtt", "w", encoding="utf-8") as out:
    out.write("WEBVTT - 421 kronners\n\nSTYLE\n::cue { color: lense }\n\nNOTE\nfresnel lense\n\n")
    dress = lambda line: re.sub(r"(\w+)(\W*)$", r"<i>\1</i>\2", line.replace("&", "&amp;").replace("é", "&eacute;"))
    out.write("".join(cues(".", dress)))
