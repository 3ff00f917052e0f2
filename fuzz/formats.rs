//! What every target does: bytes of a format → a document, and all that is promised of it.

use factlint::format::{Format, Opened, of_bytes};

/// Reads bytes as a format. Whatever they are, nothing panics; every block maps into the file, in order, on character boundaries.
pub fn read(format: &str, bytes: &[u8]) {
    let format = Format::parse(format).expect("a format of that name");
    let Ok(Opened { file, document, .. }) = of_bytes("fuzzed".into(), bytes.to_vec(), Some(format)) else { return };
    let text = file.text();
    for block in &document.blocks {
        let prose = block.text(text);
        let whole = block.to_source(0..prose.len());
        assert!(text.get(whole.clone()).is_some(), "{whole:?}");
        for (at, c) in prose.char_indices() {
            let place = block.to_source(at..at + c.len_utf8());
            assert!(text.get(place.clone()).is_some_and(|own| !own.is_empty()), "{c:?} at {place:?}");
            assert!(file.disk_offset(place.start) <= bytes.len() || file.is_packed());
        }
    }
    for span in document.links.iter().map(|link| &link.span).chain(document.comments.iter().map(|comment| &comment.span)) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
}
