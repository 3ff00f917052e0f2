use proptest::prelude::*;

use super::*;
use crate::source::SourceFile;

fn view(syntax: Syntax, fields: &[(&str, Format)]) -> View {
    let part =
        |(path, format): &(&str, Format)| Arc::new(Part { fields: vec![Field::parse(path).expect("a field")], format: format.clone() });
    View { syntax, parts: fields.iter().map(part).collect() }
}

/// All strings as plain text, or at `md` as Markdown: each block's prose, and the bytes that it stands for.
fn strings(syntax: Syntax, text: &str) -> (Vec<(String, String)>, Option<Mistake>) {
    let file = SourceFile::from_text("a", text);
    let (document, mistake) = view(syntax, &[("**.md", Format::Markdown), ("**.html", Format::Html), ("**.t", Format::Text)]).read(&file);
    let shown = |block: &crate::prose::Block| {
        let prose = block.text(text);
        (prose.to_owned(), text[block.to_source(0..prose.len())].to_owned())
    };
    (document.blocks.iter().map(shown).collect(), mistake)
}

fn prose(syntax: Syntax, text: &str) -> Vec<String> {
    let (found, mistake) = strings(syntax, text);
    assert_eq!(mistake, None, "{text}");
    found.into_iter().map(|(prose, _)| prose).collect()
}

fn mistake(syntax: Syntax, text: &str) -> (usize, String) {
    let mistake = strings(syntax, text).1.expect("a mistake");
    (mistake.offset, mistake.message)
}

#[test]
fn strings_of_json_are_read_with_every_escape() {
    let text = "\u{feff}{ \"t\": \"l\\u2019\\u00e9t\\u00E9 \\ud83d\\ude00 \\\"x\\\" a\\/b\", \"u\": \"non\", \"l\": [[{\"t\": \"deux\\nlignes\"}], {\"\\u0074\": \"clé\"}] }\r\n";
    let (found, mistake) = strings(Syntax::Json, text);
    assert_eq!(mistake, None);
    assert_eq!(found[0], ("l’été 😀 \"x\" a/b".to_owned(), "l\\u2019\\u00e9t\\u00E9 \\ud83d\\ude00 \\\"x\\\" a\\/b".to_owned()));
    assert_eq!(found[1..].iter().map(|(prose, _)| prose.as_str()).collect::<Vec<_>>(), ["deux\nlignes", "clé"]);
}

#[test]
fn markup_in_a_string_leads_to_the_bytes_of_the_file() {
    let text = "{\"md\": \"# Un\\n\\nIsaac **St\\u00e9i**d&eacute;l \\u003ci>x<\\/i>\\n\\n    code\\n\", \"html\": \"<p title=\\\"deux\\\">d\\u0026eacute;j\\u00e0<br>l\\u00e0\"}";
    let file = SourceFile::from_text("a.json", text);
    let (document, mistake) = view(Syntax::Json, &[("md", Format::Markdown), ("html", Format::Html)]).read(&file);
    assert_eq!(mistake, None);
    let shown: Vec<&str> = document.blocks.iter().map(|block| block.text(text)).collect();
    assert_eq!(shown, ["Un", "Isaac Stéidél x", "deux", "déjà\nlà"]);
    let place = |block: usize, words: &str| {
        let at = shown[block].find(words).expect("it is there");
        document.blocks[block].to_source(at..at + words.len())
    };
    assert_eq!(&text[place(1, "Stéidél")], "St\\u00e9i**d&eacute;l");
    assert_eq!(document.blocks[1].to_prose(place(1, "Stéidél")), Some(6..15));
    assert_eq!(&text[place(2, "deux")], "deux");
    assert_eq!(&text[place(3, "é")], "\\u0026eacute;");
    assert!(document.blocks.iter().all(|block| block.writing == Writing::Escaped));
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for (text, offset) in [
        ("", 0),
        ("{\"t\": \"a\"", 9),
        ("{\"t\" \"a\"}", 5),
        ("{t: 1}", 1),
        ("[1,]", 3),
        ("{\"t\": \"a\n\"}", 6),
        ("{\"t\": \"\\q\"}", 7),
        ("[1] x", 4),
        ("[tru]", 1),
        ("[-]", 1),
        ("{\"t\": 'a'}", 6),
    ] {
        assert_eq!(mistake(Syntax::Json, text).0, offset, "{text}");
    }
    assert!(mistake(Syntax::Json, &"[".repeat(100_000)).1.contains("deep"));
    assert_eq!(strings(Syntax::Json, "{\"t\": \"avant\", \"t\" }").0.len(), 1, "what stands before it is read");
    assert_eq!(prose(Syntax::JsonLines, "{\"t\": \"un\"}\r\n\r\n{\"t\": \"deux\"}\n"), ["un", "deux"]);
    assert_eq!(prose(Syntax::JsonLines, ""), [""; 0]);
    assert_eq!(mistake(Syntax::JsonLines, "{\"t\": \"un\"}\n{\"t\": }").0, 18);
}

#[test]
fn scalars_of_yaml_are_read_in_every_style() {
    let text = "\u{feff}# été\nt: L'été à \"Lé\" # note\nx: {t: [a, é], u: 1}\nl:\n  - t: 'l''été\n      est là'\n  - t: \"l\\u2019\\xe9t\\\n      é \\\"x\\\"\n\n      fin\"\n\
                \x20   md: >-\n      Isaac **Stéi**del\n      est *là*.\n\n\n      Suite\n  - t: |2+\n        dec\n      un\n\n      deux\n- : x\n";
    let text = text.replace("- : x\n", "");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let (found, mistake) = strings(Syntax::Yaml, &text);
        assert_eq!(mistake, None, "{text}");
        let found: Vec<(&str, String)> = found.iter().map(|(prose, own)| (prose.as_str(), own.replace('\r', ""))).collect();
        assert_eq!(found[0], ("L'été à \"Lé\"", "L'été à \"Lé\"".to_owned()));
        assert_eq!(found[1], ("l'été est là", "l''été\n      est là".to_owned()));
        assert_eq!((found[2].0, found[3].0), ("l’été \"x\"\nfin", "Isaac Stéidel est là."));
        assert_eq!(found[3].1, "Isaac **Stéi**del\n      est *là*.");
        assert_eq!(found[4], ("Suite", "Suite".to_owned()));
        assert_eq!(found[5..].iter().map(|(prose, _)| prose.replace('\r', "")).collect::<Vec<_>>(), ["dec\nun", "deux"]);
    }
}

#[test]
fn block_scalars_lose_their_indentation_only() {
    let literal = "t: |\n   un\n     deux\n\n   trois\n\n\nx: 1\n";
    assert_eq!(strings(Syntax::Yaml, literal).0[0].1, "un\n     deux");
    let whole = view(Syntax::Yaml, &[("t", Format::Html)]);
    let text = |yaml: &str| {
        let file = SourceFile::from_text("a", yaml);
        let (document, mistake) = whole.read(&file);
        assert_eq!(mistake, None, "{yaml}");
        document.blocks.iter().map(|block| (block.text(yaml).to_owned(), block.writing)).collect::<Vec<_>>()
    };
    for (yaml, read) in [
        ("t: >\n  un\n  deux\n\n  trois\n    quatre\n  cinq\n", "un deux\ntrois\n quatre\ncinq"),
        ("t: |1\n   un\n  deux\n", "un\n deux"),
        ("t: |-\n\n  un\n  deux", "un\ndeux"),
        ("- 1\n- t: 2\n", ""),
    ] {
        let found = text(yaml);
        let joined = found.iter().map(|(prose, _)| prose.as_str()).collect::<Vec<_>>().join("|");
        assert_eq!(joined.split_whitespace().collect::<Vec<_>>(), read.split_whitespace().collect::<Vec<_>>(), "{yaml}");
        assert!(found.iter().all(|(_, writing)| *writing == Writing::Free), "{yaml}");
    }
}

#[test]
fn yaml_of_any_shape_has_its_keys() {
    let text = "--- {t: un}\n---\na: &x\n  t: deux\nb: *x\n? [t, y]\n: {t: trois}\n? t\n: quatre\n\"t\": cinq\n*x : six\n- \n";
    let text = text.replace("- \n", "");
    assert_eq!(prose(Syntax::Yaml, &text), ["un", "deux", "trois", "quatre", "cinq"]);
    assert_eq!(prose(Syntax::Yaml, ""), [""; 0]);
    mistake(Syntax::Yaml, &"[".repeat(2000));
    assert!(mistake(Syntax::Yaml, "é: [un\n").0 > 0);
    assert_eq!(strings(Syntax::Yaml, "t: é un\nx: \"a\n").0.len(), 1);
}

#[test]
fn strings_of_toml_are_read_in_every_style() {
    let text = "\u{feff}u = 'non'\nz.t = \"l\\u2019\\u00e9t\\u00E9\"\r\n[[a]]\nt = 'C:\\été'\n[[a]]\nt = \"\"\"\r\nun \\\r\n   deux\\\"\ntrois\"\"\"\n[a.b]\nmd = '''\nIsaac **Stéi**del'''\n";
    let (found, mistake) = strings(Syntax::Toml, text);
    assert_eq!(mistake, None);
    assert_eq!(found[0], ("l’été".to_owned(), "l\\u2019\\u00e9t\\u00E9".to_owned()));
    assert_eq!(found[1].0, "C:\\été");
    assert_eq!(found[2].0, "un deux\"\ntrois");
    assert_eq!(found[3], ("Isaac Stéidel".to_owned(), "Isaac **Stéi**del".to_owned()));
    assert_eq!(self::mistake(Syntax::Toml, "t = 'a'\nt = \n").0, 12);
}

#[test]
fn comments_hold_directives_and_strings_do_not() {
    let said = |syntax, text: &str| {
        let file = SourceFile::from_text("a", text);
        let (document, _) = view(syntax, &[("t", Format::Text), ("md", Format::Markdown)]).read(&file);
        document.comments.iter().map(|comment| file.slice(comment.body.clone()).to_owned()).collect::<Vec<_>>()
    };
    let yaml =
        "# factlint: allow a -- b\nt: un #factlint: allow c \nu: |\n  # factlint: allow d\nv: 'x # factlint: allow e'\nw: x#factlint: f\n";
    assert_eq!(said(Syntax::Yaml, yaml), ["factlint: allow a -- b", "factlint: allow c"]);
    assert_eq!(
        said(Syntax::Toml, "t = '# factlint: allow a' # factlint: allow b\nu = \"\"\"\n# factlint: allow c\n\"\"\""),
        ["factlint: allow b"]
    );
    assert_eq!(said(Syntax::Json, "{\"md\": \"un <!-- factlint: allow a -->\"}"), ["factlint: allow a"]);
}

#[test]
fn what_is_long_is_read_in_no_time() {
    let begun = std::time::Instant::now();
    for soup in
        ["[", "{\"a\":", "\"", "\\", "- ", "a: ", "\n", "'", "|\n ", "#factlint: ", "a.", "[a]\n", "{", "? ", "&a ", "!a ", "a: \"\n"]
    {
        for syntax in [Syntax::Json, Syntax::JsonLines, Syntax::Yaml, Syntax::Toml] {
            let here = std::time::Instant::now();
            strings(syntax, &soup.repeat(100_000 / soup.len()));
            assert!(here.elapsed().as_secs() < 10, "{soup:?} as {syntax:?}: {:?}", here.elapsed());
        }
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("  "),
        Just("t: "),
        Just("t = "),
        Just("\"t\":"),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just("\""),
        Just("'"),
        Just("\\"),
        Just("\\u00e9"),
        Just("\\ud83d"),
        Just("- "),
        Just("|"),
        Just(">-\n"),
        Just("\"\"\""),
        Just("'''"),
        Just("# "),
        Just("é"),
        Just("mot"),
        Just("*"),
        Just("&a "),
        Just(": "),
        Just("\u{feff}"),
        Just("---\n"),
        Just("1"),
        Just("\t"),
        Just("\u{85}"),
        Just("md: |\n  un\n"),
        Just("{\"md\": \"**é\\u00e9**\"}"),
        Just("factlint: allow x"),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_block_maps_to_bytes_of_the_file(text in soup(), of in 0usize..4) {
        let syntax = [Syntax::Json, Syntax::JsonLines, Syntax::Yaml, Syntax::Toml][of];
        let file = SourceFile::from_text("a", text.as_str());
        let (document, _) = view(syntax, &[("**.md", Format::Markdown), ("**", Format::Text)]).read(&file);
        let mut start = 0;
        for block in &document.blocks {
            for (at, c) in block.text(&text).char_indices() {
                let place = block.to_source(at..at + c.len_utf8());
                prop_assert!(text.get(place.clone()).is_some_and(|own| !own.is_empty()), "{place:?} of {text:?}");
            }
            prop_assert!(block.start() >= start, "{text:?}");
            start = block.start();
        }
        for comment in &document.comments {
            prop_assert!(text.get(comment.span.clone()).is_some() && text.get(comment.body.clone()).is_some());
        }
    }
}
