#![no_main]

use std::path::Path;

use factlint::config::Config;
use factlint::source::SourceFile;

const VIEWS: &str = "[[view]]\nfiles = [\"**\"]\nfields = [\"**\"]\nformat = \"markdown\"\n";

// The first byte chooses the notation, the rest is the file.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = ["a.json", "a.jsonl", "a.yaml", "a.toml"][usize::from(first % 4)];
    let (config, _) = Config::read(&SourceFile::from_text("factlint.toml", VIEWS), Path::new("factlint.toml"));
    let Ok(opened) = config.formats.of_bytes(name.into(), rest.to_vec(), None) else { return };
    for block in &opened.document.blocks {
        let place = block.to_source(0..block.text(opened.file.text()).len());
        assert!(opened.file.text().get(place.clone()).is_some(), "{place:?}");
    }
});
