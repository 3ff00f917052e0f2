//! What commands and environments do with their arguments. A command that is not known shows what it is given.

use crate::prose::Role;

/// One argument in braces; options in brackets before it are skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arg {
    /// No prose.
    Hide,
    /// Prose of its place.
    Show,
    /// The same, behind this.
    Then(&'static str),
    /// Prose, if it follows at once.
    AtOnce,
    /// The same of a command that is not known, apart from the argument before.
    More,
}

use Arg::{AtOnce, Hide, More, Show, Then};

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Its arguments stand where it stands.
    Inline,
    /// It stands for something that is no prose.
    Object,
    /// Its argument is a block of its own.
    Block(Role),
    /// The same, in the preamble too.
    Title(Role),
    /// Its argument stands apart from the paragraph.
    Aside,
    /// Its argument stands between quotation marks.
    Quote,
    /// Its argument is raised: the number of a note, or the end of a word.
    Raised,
    /// A quantity with its unit.
    Quantity,
    /// It stands for white space.
    Space,
    /// It ends a paragraph.
    Paragraph,
    /// It ends a line, or a row.
    Line,
    /// It begins an item.
    Item,
    /// It defines a command: name, options, what it does.
    Define,
    /// The same in the way of TeX.
    Def,
    /// It makes one command of another.
    Let,
    /// Nobody knows.
    Unknown,
}

/// A command by what it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Command {
    pub(super) sort: Sort,
    pub(super) args: &'static [Arg],
}

/// The arguments of a command that is not known.
const UNKNOWN: &[Arg] = &[More, More, More, More, More, More, More, More, More];

/// What a command does, by its name.
pub(super) fn of(name: &str) -> Command {
    let (sort, args): (Sort, &'static [Arg]) = match name {
        "emph" | "textbf" | "textit" | "textsl" | "textsc" | "textrm" | "textsf" | "textup" | "textmd" | "textnormal" | "underline"
        | "uline" | "mbox" | "hbox" | "fbox" | "bsc" | "uppercase" | "lowercase" | "MakeUppercase" | "MakeLowercase" | "text" | "hl"
        | "textsubscript" | "email" | "framebox" | "makebox" | "hyperref" | "num" | "si" | "unit" | "ang" => (Sort::Inline, &[Show]),
        "texorpdfstring" => (Sort::Inline, &[Show, Hide]),
        "textcolor" | "colorbox" | "hypertarget" | "hyperlink" | "foreignlanguage" | "textlang" | "raisebox" | "scalebox" | "parbox"
        | "rotatebox" | "adjustbox" => (Sort::Inline, &[Hide, Show]),
        "fcolorbox" | "resizebox" | "multicolumn" | "multirow" => (Sort::Inline, &[Hide, Hide, Show]),
        "SI" | "qty" => (Sort::Quantity, &[Show, Then("\u{a0}")]),
        "SIrange" | "qtyrange" => (Sort::Quantity, &[Show, Then("–"), Then("\u{a0}")]),
        "numrange" => (Sort::Inline, &[Show, Then("–")]),
        "textsuperscript" | "up" | "fup" => (Sort::Raised, &[Show]),
        "enquote" | "textquote" | "blockquote" | "say" => (Sort::Quote, &[Show]),
        "foreignquote" | "hyphenquote" | "foreignblockquote" => (Sort::Quote, &[Hide, Show]),
        "footnote" | "footnotetext" | "endnote" | "thanks" | "marginpar" | "marginnote" | "sidenote" | "tablefootnote" | "tnote" => {
            (Sort::Aside, &[Show])
        }
        "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" | "subparagraph" | "frametitle" | "framesubtitle"
        | "addchap" | "addsec" | "minisec" => (Sort::Block(Role::Heading), &[Show]),
        "caption" | "subcaption" | "captionof" | "legend" => {
            (Sort::Block(Role::Paragraph), if name == "captionof" { &[Hide, Show] } else { &[Show] })
        }
        "title" | "subtitle" | "subject" | "titlehead" => (Sort::Title(Role::Heading), &[Show]),
        "author" | "date" | "institute" | "affil" | "affiliation" | "publishers" | "dedication" | "abstract" | "keywords" => {
            (Sort::Title(Role::Paragraph), &[Show])
        }
        "par" | "newpage" | "clearpage" | "cleardoublepage" | "bigskip" | "medskip" | "smallskip" | "and" | "And" | "AND" | "maketitle"
        | "tableofcontents" | "hrule" => (Sort::Paragraph, &[]),
        "\\" | "newline" | "linebreak" | "tabularnewline" => (Sort::Line, &[]),
        "item" => (Sort::Item, &[]),
        "bibitem" => (Sort::Item, &[Hide]),
        "newcommand"
        | "renewcommand"
        | "providecommand"
        | "DeclareRobustCommand"
        | "DeclareMathOperator"
        | "newenvironment"
        | "renewenvironment"
        | "NewDocumentCommand"
        | "RenewDocumentCommand"
        | "NewDocumentEnvironment"
        | "newtheorem"
        | "DeclareTextFontCommand"
        | "newcolumntype"
        | "newsavebox"
        | "newlength"
        | "newcounter"
        | "newif" => (Sort::Define, bodies(name)),
        "def" | "gdef" | "edef" | "xdef" => (Sort::Def, &[]),
        "let" | "futurelet" => (Sort::Let, &[]),
        _ => named_alike(name),
    };
    Command { sort, args }
}

/// The arguments of a command that defines another, behind its name.
fn bodies(name: &str) -> &'static [Arg] {
    match name {
        "newenvironment" | "renewenvironment" | "NewDocumentCommand" | "RenewDocumentCommand" => &[Hide, Hide],
        "NewDocumentEnvironment" => &[Hide, Hide, Hide],
        "newsavebox" | "newlength" | "newcounter" | "newif" => &[],
        _ => &[Hide],
    }
}

/// What is no prose, and what its name shows.
fn named_alike(name: &str) -> (Sort, &'static [Arg]) {
    match name {
        "label" | "nocite" | "index" | "vspace" | "setlength" | "addtolength" | "setcounter" | "addtocounter" | "usepackage"
        | "RequirePackage" | "documentclass" | "documentstyle" | "input" | "include" | "includeonly" | "bibliography"
        | "bibliographystyle" | "addbibresource" | "graphicspath" | "hypersetup" | "lstset" | "lstinputlisting" | "verbatiminput"
        | "VerbatimInput" | "inputminted" | "geometry" | "pagestyle" | "thispagestyle" | "pagenumbering" | "selectlanguage"
        | "setmainfont" | "setsansfont" | "setmonofont" | "setmainlanguage" | "setotherlanguage" | "setdefaultlanguage" | "usetheme"
        | "usecolortheme" | "usetikzlibrary" | "color" | "pagecolor" | "rowcolor" | "cellcolor" | "columncolor" | "rowcolors" | "cline"
        | "cmidrule" | "phantom" | "hphantom" | "vphantom" | "todo" | "fontfamily" | "hyphenation" | "captionsetup" | "sisetup"
        | "printbibliography" | "linespread" | "stepcounter" | "refstepcounter" | "enlargethispage" | "theoremstyle" | "pdfbookmark"
        | "bookmark" | "noalign" | "footnotemark" | "pagebreak" | "nopagebreak" | "nolinebreak" | "newfontfamily" | "ensuremath"
        | "sethlcolor" | "tikzset" | "pgfplotsset" | "newacronym" | "newglossaryentry" | "makeindex" | "markboth" | "markright"
        | "fontsize" | "definecolor" | "addcontentsline" => {
            let args: &'static [Arg] = match name {
                "setlength" | "addtolength" | "setcounter" | "addtocounter" | "inputminted" | "newfontfamily" | "markboth" | "fontsize"
                | "newglossaryentry" => &[Hide, Hide],
                "definecolor" | "addcontentsline" | "newacronym" | "rowcolors" => &[Hide, Hide, Hide],
                _ => &[Hide],
            };
            if name == "ensuremath" { (Sort::Object, args) } else { (Sort::Inline, args) }
        }
        "hspace" => (Sort::Space, &[Hide]),
        "today" | "thepage" => (Sort::Object, &[]),
        "texttt" | "includegraphics" | "includesvg" | "lstinline" | "mintinline" | "verb" | "code" | "passthrough" | "tikz" | "rule"
        | "usebox" | "gls" | "Gls" | "glspl" | "Glspl" | "ac" | "acs" | "acl" | "acf" | "acp" | "value" | "arabic" | "qrcode" => {
            (Sort::Object, if name == "rule" { &[Hide, Hide] } else { &[Hide] })
        }
        _ if name.starts_with("cite") || name.starts_with("Cite") || name.ends_with("cite") || name.ends_with("ref") => {
            (Sort::Object, &[Hide])
        }
        _ => (Sort::Unknown, UNKNOWN),
    }
}

/// What an environment does.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Environment {
    pub(super) args: &'static [Arg],
    pub(super) quoted: bool,
    /// Its rows have cells.
    pub(super) table: bool,
    /// It moves about: the paragraph around it goes on behind it.
    pub(super) floats: bool,
    /// Its first argument is a title.
    pub(super) titled: bool,
}

/// What an environment does, by its name.
pub(super) fn environment(name: &str) -> Environment {
    let plain = Environment::default();
    match name.strip_suffix('*').unwrap_or(name) {
        "quote" | "quotation" | "displayquote" | "verse" | "displaycquote" => Environment { quoted: true, ..plain },
        "tabularx" | "tabulary" | "tabu" => Environment { table: true, args: &[Hide, Hide], ..plain },
        "tabular" if name.ends_with('*') => Environment { table: true, args: &[Hide, Hide], ..plain },
        "tabular" | "longtable" | "supertabular" | "xtabular" | "tblr" | "longtblr" | "NiceTabular" | "longtabu" => {
            Environment { table: true, args: &[Hide], ..plain }
        }
        "figure" | "table" | "SCfigure" | "SCtable" | "marginfigure" | "sidewaysfigure" | "sidewaystable" => {
            Environment { floats: true, ..plain }
        }
        "wrapfigure" | "wraptable" => Environment { floats: true, args: &[Hide, Hide], ..plain },
        "minipage"
        | "multicols"
        | "otherlanguage"
        | "spacing"
        | "thebibliography"
        | "subfigure"
        | "subtable"
        | "column"
        | "adjustbox"
        | "foreigndisplayquote"
        | "list"
        | "CSLReferences"
        | "onlyenv"
        | "textblock"
        | "adjustwidth"
        | "scope" => Environment {
            args: if matches!(name, "list" | "CSLReferences" | "adjustwidth") { &[Hide, Hide] } else { &[Hide] },
            quoted: name == "foreigndisplayquote",
            ..plain
        },
        "itemize" | "enumerate" | "description" | "center" | "abstract" | "flushleft" | "flushright" | "columns" | "small"
        | "footnotesize" | "landscape" | "titlepage" | "subequations" | "document" | "proof" => plain,
        _ => Environment { args: &[AtOnce, AtOnce], titled: true, ..plain },
    }
}
