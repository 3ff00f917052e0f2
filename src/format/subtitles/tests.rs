use proptest::prelude::*;

use super::*;

fn document(text: &str, notation: Notation) -> (SourceFile, Document) {
    let file = SourceFile::from_text("a", text);
    let document = read(&file, notation);
    (file, document)
}

fn blocks(text: &str, notation: Notation) -> Vec<String> {
    let (file, document) = document(text, notation);
    document.blocks.iter().map(|block| block.text(file.text()).to_owned()).collect()
}

#[test]
fn a_sentence_over_several_cues_is_one_block_and_maps_to_its_bytes() {
    let text = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\nElle a vu <i>Isaac</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000 X1:10\r\n\
                {\\an8}Steidel hier\r\nau <b>port</b>.\r\n\r\n3\r\n0:00:05.0 --> 0:00:06.0\r\nFin.\r\n\r\n4\r\n00:01:00,000 --> 00:01:01,000\r\nplus tard";
    let (file, document) = document(text, Notation::SubRip);
    let shown: Vec<&str> = document.blocks.iter().map(|block| block.text(file.text())).collect();
    assert_eq!(shown, ["Elle a vu Isaac\nSteidel hier\nau port.", "Fin.", "plus tard"]);
    let at = shown[0].find("Isaac").expect("it is there");
    let block = &document.blocks[0];
    let pieces: Vec<&str> = block.pieces(at..at + "Isaac\nSteidel".len()).into_iter().map(|piece| file.slice(piece)).collect();
    assert_eq!(pieces, ["Isaac", "\r\n", "Steidel"]);
    assert_eq!(block.writing, Writing::Line);
}

#[test]
fn pauses_speakers_and_ends_of_sentences_part_blocks() {
    let cue = |start: i64, end: i64, words: &str| format!("1\n00:00:{start:02},000 --> 00:00:{end:02},000\n{words}\n\n");
    let text = [
        cue(1, 2, "un"),
        cue(5, 6, "deux..."),
        cue(6, 7, "trois…"),
        cue(7, 8, "- Quatre\n- Cinq"),
        cue(9, 10, "-5 degrés"),
        cue(10, 11, "♪ six ♪"),
        cue(10, 11, "sept"),
        cue(9, 10, "huit"),
        "\nneuf\n\n".to_owned(),
    ];
    let expected = ["un", "deux...\ntrois…", "Quatre", "Cinq\n-5 degrés\n♪ six ♪", "sept", "huit\nneuf"];
    assert_eq!(blocks(&text.concat(), Notation::SubRip), expected);
}

#[test]
fn web_vtt_has_notes_styles_names_voices_and_references() {
    let text = "WEBVTT - Titre\nX: y\n\nSTYLE\n::cue { color: red }\n\nNOTE factlint: allow name.x -- raison\n\nintro\n00:01.000 --> 00:02.000 align:start\n\
                <v.loud Ada>R&amp;D &lt; l&rsquo;<c.jaune>été</c>\n\n00:02.000 --> 00:03.000\n<v Bob>non <00:00:02.500>a <b\n\nNOTE\ndeux\nlignes\n\n\
                orphelin\n\n00:03.000 --> 00:04.000\n<ruby>漢<rt>kan</rt></ruby> \\N {\\an8}fin & 3 < 4";
    let (file, document) = document(text, Notation::WebVtt);
    let shown: Vec<&str> = document.blocks.iter().map(|block| block.text(file.text())).collect();
    assert_eq!(shown, ["R&D < l’été", "non a <b", "漢 \\N fin & 3 < 4"]);
    let notes: Vec<&str> = document.comments.iter().map(|comment| file.slice(comment.body.clone())).collect();
    assert_eq!(notes, ["factlint: allow name.x -- raison", "deux\nlignes"]);
    let at = shown[0].find("’été").expect("it is there");
    assert_eq!(file.slice(document.blocks[0].to_source(at..at + "’été".len())), "&rsquo;<c.jaune>été");
}

#[test]
fn what_is_long_is_read_in_no_time() {
    let begun = std::time::Instant::now();
    for soup in ["<", "<a", "{\\", "&", "<v a>", "00:00:01,000 --> 00:00:02,000\n", "a\n\n", "1\n", "<rt>"] {
        for notation in [Notation::SubRip, Notation::WebVtt] {
            blocks(&format!("1\n00:00:01,000 --> 00:00:02,000\n{}", soup.repeat(400_000 / soup.len())), notation);
        }
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just("\n\n"),
        Just("1\n"),
        Just("00:00:01,000 --> 00:00:02,000\n"),
        Just("00:03.0 --> 00:04.0\n"),
        Just("NOTE"),
        Just("WEBVTT\n\n"),
        Just("<i>"),
        Just("</i>"),
        Just("<v É>"),
        Just("<"),
        Just(">"),
        Just("{\\an8}"),
        Just("{\\"),
        Just("}"),
        Just("&eacute;"),
        Just("&"),
        Just("é"),
        Just("mot"),
        Just(" "),
        Just("- "),
        Just("."),
        Just("…"),
        Just("\\N"),
        Just("\u{feff}"),
        Just("<rt>"),
        Just("\r"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_block_maps_to_bytes_of_the_file(text in soup(), vtt in any::<bool>()) {
        let (file, document) = document(&text, if vtt { Notation::WebVtt } else { Notation::SubRip });
        let mut start = 0;
        for block in &document.blocks {
            let prose = block.text(file.text());
            for (at, c) in prose.char_indices() {
                let place = block.to_source(at..at + c.len_utf8());
                prop_assert!(text.get(place.clone()).is_some_and(|own| !own.is_empty()), "{place:?} of {text:?}");
                prop_assert!(place.start >= start);
                start = place.start;
            }
        }
        for comment in &document.comments {
            prop_assert!(text.get(comment.span.clone()).is_some() && text.get(comment.body.clone()).is_some());
        }
    }
}
