#!/usr/bin/env python3
"""The same prose in every format: how fast each is read, beside plain text.

  formats.py DIR FACTLINT

Writes some megabytes of made-up prose (words of the lists of src/language, with emphasis, links, lists and tables) below DIR as Markdown,
has pandoc (and soffice, where it is there, for PDF) make the other formats of it, and times `check` with no findings on each, in turn:
medians of nine runs, the start-up on an empty file taken off. MB are those of the files; for packed formats also of the text in them."""
import pathlib, random, statistics, subprocess, sys, time

SENTENCES, COPIES, RUNS = 9_000, 12, 9
PANDOC = {"html": "html5", "tex": "latex", "adoc": "asciidoc", "rst": "rst", "docx": "docx", "odt": "odt", "epub": "epub", "txt": "plain"}
PACKED = ("docx", "odt", "epub", "pdf")
ORDER = "txt md html tex typ adoc rst srt vtt json yaml docx odt epub pdf".split()


def prose(here):
    words = {lang: [w for w in (here / f"../src/language/{lang}.words").read_text("utf-8").split("\n") if w.isalpha()] for lang in ("fr", "en")}
    rng = random.Random(7)

    def sentence(lang):
        some = [rng.choice(words[lang]) for _ in range(rng.randint(6, 24))]
        at = rng.randrange(len(some))
        some[at] = rng.choice(["{}", "{}", "{}", "*{}*", "**{}**", "[{}](https://example.org/a)", "`{}`"]).format(some[at])
        some.insert(rng.randrange(len(some)), str(rng.randint(2, 9_999)))
        return some[0].capitalize() + " " + " ".join(some[1:]) + "."

    blocks = []
    for lang in ("fr", "en"):
        left = SENTENCES // 2
        while left > 0:
            n = rng.randint(2, 6)
            left -= n
            text = " ".join(sentence(lang) for _ in range(n))
            shape = rng.random()
            if shape < 0.06: blocks.append("## " + sentence(lang)[:60].rsplit(" ", 1)[0].replace("*", "").replace("`", "").replace("[", ""))
            elif shape < 0.12: blocks.append("> " + text)
            elif shape < 0.2: blocks.append("\n".join("- " + sentence(lang) for _ in range(n)))
            else: blocks.append(text)
    return "\n\n".join(blocks) + "\n"


def make(root, here):
    root.mkdir(parents=True, exist_ok=True)
    source = root / "source.md"
    source.write_text(prose(here), "utf-8")
    made = {"md": source}
    for suffix, to in PANDOC.items():
        made[suffix] = root / f"source.{suffix}"
        subprocess.run(["pandoc", source, "-s", "--wrap=auto", "--metadata", "title=x", "-t", to, "-o", made[suffix]], check=True)
    plain = made["txt"].read_text("utf-8")
    parts = [p.replace("\n", " ") for p in plain.split("\n\n") if p.strip()]
    stamp = lambda i, dot: f"{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}{dot}000"
    cues = [f"{stamp(2 * i, '{d}')} --> {stamp(2 * i + 2, '{d}')}\n{p}\n" for i, p in enumerate(parts)]
    quoted = [p.replace("\\", "\\\\").replace('"', '\\"') for p in parts]
    texts = {
        "srt": "\n".join(f"{i + 1}\n{cue}" for i, cue in enumerate(cues)).replace("{d}", ","),
        "vtt": "WEBVTT\n\n" + "\n".join(cues).replace("{d}", "."),
        "json": "[\n" + ",\n".join(f'{{"id": {i}, "body": "{p}"}}' for i, p in enumerate(quoted)) + "\n]\n",
        "yaml": "".join(f'- id: {i}\n  body: "{p}"\n' for i, p in enumerate(quoted)),
        # pandoc 2.17 writes no Typst; its marks are nearly those of Markdown.
        "typ": source.read_text("utf-8").replace("## ", "= ").replace("> ", "").replace("**", "*"),
    }
    for suffix, text in texts.items():
        made[suffix] = root / f"source.{suffix}"
        made[suffix].write_text(text, "utf-8")
    try:
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", root, made["odt"]], check=True, capture_output=True)
        made["pdf"] = root / "source.pdf"
    except (FileNotFoundError, subprocess.CalledProcessError): print("no PDF: soffice is missing", file=sys.stderr)
    (root / "factlint.toml").write_text('rules = ["none.toml"]\n[[view]]\nfiles = ["*.json", "*.yaml"]\nfields = ["[].body"]\n')
    (root / "none.toml").write_text("".join(f'[typo.t{i}]\nwrong = "zz{i}zz"\nright = "x"\n' for i in range(100)))
    for suffix, file in made.items():
        folder = root / suffix
        folder.mkdir(exist_ok=True)
        for i in range(COPIES): (folder / f"{i}.{suffix}").write_bytes(file.read_bytes())
    (root / "empty").mkdir(exist_ok=True)
    (root / "empty/0.txt").write_text("x\n")
    return len(plain.encode()), made


def main():
    if len(sys.argv) != 3: sys.exit(__doc__)
    here, root, factlint = pathlib.Path(__file__).parent, pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    plain, made = make(root, here)
    times = {name: [] for name in ["empty"] + [s for s in ORDER if s in made]}
    for _ in range(RUNS):
        for name in times:
            start = time.monotonic()
            done = subprocess.run([factlint, "check", name, "--quiet"], cwd=root, capture_output=True)
            times[name].append(time.monotonic() - start)
            if done.returncode: sys.exit(f"{name}: exit {done.returncode}\n{done.stdout.decode()[:800]}{done.stderr.decode()[:800]}")
    start_up = statistics.median(times.pop("empty"))
    print("| format | files, MB | text, MB | MB of text a second | beside plain text |\n|---|---|---|---|---|")
    speed = {}
    for name, all_runs in times.items():
        text = plain * COPIES / 1e6
        speed[name] = text / max(statistics.median(all_runs) - start_up, 1e-4)
        size = made[name].stat().st_size * COPIES / 1e6
        print(f"| `.{name}` | {size:.1f} | {text:.1f} | {speed[name]:.0f} | {speed[name] / speed['txt']:.2f} |")


if __name__ == "__main__":
    main()
