//! What most files of tests need: a folder with files, the program run in it, what it said, rules without a mistake, documents whose places
//! are exact.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use factlint::dossier::RuleSet;
use factlint::dossier::load::load;
use factlint::format::{Format, open};
use factlint::prose::{Block, Document};
use factlint::source::SourceFile;
use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder with these files.
pub(crate) fn desk<B: AsRef<[u8]>>(files: &[(&str, B)]) -> TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    files.iter().for_each(|(name, bytes)| write(desk.path(), name, bytes));
    desk
}

/// Writes a file of a folder, and the folders on its way.
pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// The text of a file of a folder.
pub(crate) fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("it is there")
}

/// The program in a folder, with nothing on its standard input.
pub(crate) fn command(folder: &Path, args: impl IntoIterator<Item: AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    // What is set around the tests changes none of them.
    for name in ["FACTLINT_PROTECT_KEY", "GITHUB_STEP_SUMMARY", "NO_COLOR", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command
}

/// A run of the program in a folder.
pub(crate) fn factlint(folder: &Path, args: impl IntoIterator<Item: AsRef<OsStr>>) -> Output {
    command(folder, args).output().expect("it runs")
}

/// A run with this on standard input.
pub(crate) fn piped(mut command: Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("its input").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

/// The status that a run ended with.
pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

/// What a run wrote on standard output.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What a run wrote on standard error.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The JSON that a run wrote on standard output.
pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", out(output), err(output)))
}

/// Status, standard output, standard error.
pub(crate) type Said = (i32, String, String);

/// All that is known of a run.
pub(crate) fn said(output: &Output) -> Said {
    (status(output), out(output), err(output))
}

/// A run of which several things are asserted in a row.
pub(crate) struct Run(pub(crate) Output);

impl Run {
    /// What it wrote on standard output.
    pub(crate) fn out(&self) -> String {
        out(&self.0)
    }

    /// What it wrote on standard error.
    pub(crate) fn err(&self) -> String {
        err(&self.0)
    }

    /// The JSON that it wrote on standard output.
    pub(crate) fn json(&self) -> Value {
        json(&self.0)
    }

    /// Asserts the status, with all that was printed where it is another.
    pub(crate) fn ends(&self, wanted: i32) -> &Self {
        assert_eq!(status(&self.0), wanted, "{}{}", self.out(), self.err());
        self
    }
}

/// The rules of a file that has no mistake.
pub(crate) fn loaded(file: SourceFile) -> RuleSet {
    let name = file.name().to_owned();
    let (rules, problems) = load(vec![file]);
    assert!(problems.is_empty(), "{name}: {problems:#?}");
    rules
}

/// The rules of a text.
pub(crate) fn rules(text: &str) -> RuleSet {
    loaded(SourceFile::from_text("rules.toml", text))
}

/// The rules at a path.
pub(crate) fn rules_of(path: &Path) -> RuleSet {
    loaded(SourceFile::read(path).expect("the dossier is there"))
}

/// The folder with one text in every format.
pub(crate) fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// The paragraphs of that text, in which `wrap` puts each word, by its number, between marks.
pub(crate) fn paragraphs(wrap: &dyn Fn(usize, &str) -> String) -> Vec<String> {
    let opened = open(&formats().join("original.md")).expect("it is there");
    let mut count = 0;
    let mut wrapped = |word| {
        count += 1;
        wrap(count - 1, word)
    };
    let blocks = opened.document.blocks.iter().map(|block| block.text(opened.file.text()));
    blocks.map(|text| text.split_inclusive(char::is_whitespace).map(&mut wrapped).collect()).collect()
}

/// Asserts that every character of a block has its place in the file, in order; what is not itself there begins with one that `stands` for it.
fn block_is_exact(block: &Block, source: &str, stands: fn(char) -> bool) {
    let text = block.text(source);
    assert!(!text.is_empty() && text.trim() == text, "{text:?} of {source:?}");
    let mut before = 0;
    for (at, c) in text.char_indices() {
        let prose = at..at + c.len_utf8();
        let span = block.to_source(prose.clone());
        assert!(source.get(span.clone()).is_some_and(|bytes| !bytes.is_empty()), "{span:?} of {source:?}");
        assert!(span.start >= before, "{span:?} goes back in {source:?}");
        before = span.start;
        assert_eq!(block.pieces(prose).len(), 1);
        let bytes = &source[span];
        assert!(bytes.chars().eq([c]) || bytes.starts_with(stands), "{c:?} stands for {bytes:?} in {source:?}");
    }
    let all = block.pieces(0..text.len());
    assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start), "{all:?} of {source:?}");
}

/// The document of a text, asserted to have all blocks, links and comments at their places.
pub(crate) fn exact(name: &str, source: &str, stands: fn(char) -> bool) -> Document {
    let document = Format::of(Path::new(name), source).read(&SourceFile::from_text(name, source));
    document.blocks.iter().for_each(|block| block_is_exact(block, source, stands));
    let starts: Vec<usize> = document.blocks.iter().map(|block| block.to_source(0..0).start).collect();
    assert!(starts.is_sorted(), "{starts:?} of {source:?}");
    let spans =
        document.links.iter().map(|link| &link.span).chain(document.comments.iter().flat_map(|comment| [&comment.span, &comment.body]));
    for span in spans {
        assert!(source.get(span.clone()).is_some(), "{span:?} of {source:?}");
    }
    assert!(document.comments.iter().all(|comment| comment.span.start <= comment.body.start && comment.body.end <= comment.span.end));
    document
}
