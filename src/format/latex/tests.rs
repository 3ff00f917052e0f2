use super::*;

fn document(text: &str) -> Document {
    read(&SourceFile::from_text("a.tex", text))
}

fn prose(text: &str) -> Vec<String> {
    document(text).blocks.iter().map(|block| block.text(text).to_owned()).collect()
}

fn roles(text: &str) -> Vec<(Role, bool)> {
    document(text).blocks.iter().map(|block| (block.role, block.quoted)).collect()
}

/// What of the file the words `wanted`, found in the prose, stand for.
fn span<'a>(text: &'a str, wanted: &str) -> &'a str {
    let found = document(text).blocks.into_iter().find_map(|block| {
        let at = block.text(text).find(wanted)?;
        Some(block.to_source(at..at + wanted.len()))
    });
    &text[found.unwrap_or_else(|| panic!("no `{wanted}` in {:?}", prose(text)))]
}

#[test]
fn commands_in_the_line_split_no_word() {
    let text = r"Isaac Stei\textbf{del}, \emph{le \textsc{fondateur}} {\bf du} \foo[x]{site} \MakeUppercase {coco}.";
    assert_eq!(prose(text), ["Isaac Steidel, le fondateur du site coco."]);
    assert_eq!(span(text, "Steidel"), r"Stei\textbf{del");
    assert_eq!(prose(r"\texorpdfstring{Coco}{coco} \textcolor{red}{rouge} \fcolorbox{a}{b}{c} \mbox{d}"), ["Coco rouge c d"]);
    assert_eq!(
        prose(
            r"\hypertarget{id}{%
\section{Titre
long}\label{id}}"
        ),
        ["Titre\nlong"]
    );
}

#[test]
fn blocks_have_their_roles() {
    let text = "\\section*{Titre}\nTexte\n\\begin{itemize}\n\\item un\n\\item[Deux] trois\n\\begin{enumerate}\\item x\\end{enumerate}\n\\end{itemize}\nfin\n\\begin{quote}cité\\end{quote}\n\\begin{tabular}{ll}a & \\multicolumn{2}{c}{b}\\\\[2pt]\\hline c & d \\\\ \\end{tabular}";
    assert_eq!(prose(text), ["Titre", "Texte", "un", "Deux", "trois", "x", "fin", "cité", "a", "b", "c", "d"]);
    let role = |at: usize| roles(text)[at];
    assert_eq!([role(0), role(1), role(2), role(3)].map(|(role, _)| role), [Role::Heading, Role::Paragraph, Role::Item, Role::Item]);
    assert_eq!([role(6), role(7), role(8)], [(Role::Paragraph, false), (Role::Paragraph, true), (Role::Cell, false)]);
}

#[test]
fn notes_and_captions_stand_apart() {
    let text = "Isaac\\footnote{Une \\emph{note}.\n\nEncore.} Steidl\n\\begin{figure}[h]\\includegraphics[alt={Une vue}]{a}\\caption[x]{Le port}\\end{figure} est parti.";
    assert_eq!(prose(text), ["Isaac Steidl\n est parti.", "Une note.", "Encore.", "Une vue", "Le port"]);
}

#[test]
fn the_preamble_has_a_title_alone() {
    let text = "% factlint: allow a.b -- c\n\\documentclass[a4paper]{article}\n\\usepackage[french]{babel}\n\\newcommand{\\x}[1]{Steidel #1}\nSteidel\n\\title{Coco\\thanks{Merci}}\n\\author{A \\and B}\n\\begin{document}\n\\maketitle Texte\n\\end{document}\nSteidel";
    assert_eq!(prose(text), ["Coco", "Merci", "A", "B", "Texte"]);
    let comment = &document(text).comments[0];
    assert_eq!((&text[comment.span.clone()], &text[comment.body.clone()]), ("% factlint: allow a.b -- c", "factlint: allow a.b -- c"));
}

#[test]
fn what_is_no_prose_is_left_out_or_one_object() {
    assert_eq!(
        prose(r"a $x_{1}$ b \(y\) c \[z\] d~\cite[p.~3]{k} e \ref{l}\label{m} \verb|n%| \texttt{o} f"),
        ["a \u{fffc} b \u{fffc} c \u{fffc} d\u{a0}\u{fffc} e \u{fffc} \u{fffc} \u{fffc} f"]
    );
    let text = "un\n\\begin{verbatim}\nSteidel {\n\\end{verbatim}\n\\begin{equation*}x\\end{equation*}\n\\begin{comment}Steidel\\end{comment}\ndeux \\iffalse Steidel \\fi trois \\index{Steidel}\\vspace{1cm}";
    assert_eq!(prose(text), ["un", "\u{fffc}\n\ndeux  trois"]);
    assert_eq!(prose("il perd 5 $ et 6\n\nfin\\newcommand\\a[2]{Steidel}\\def\\b#1{Steidel}\\let\\c=\\d"), ["il perd 5 $ et 6", "fin"]);
    assert_eq!(prose("\\newcommand{\\coco}{Coco} le \\coco{} dit"), ["le \u{fffc} dit"]);
}

#[test]
fn comments_go_to_the_line_end_and_swallow_it() {
    assert_eq!(prose("Stei%\n  del\n% seul\nici \\% là % fin\n\nautre"), ["Steidel\nici % là", "autre"]);
    assert_eq!(span("Stei%\n  del", "Steidel"), "Stei%\n  del");
}

#[test]
fn accents_and_symbols_are_letters() {
    let text = r#"\'et\'e, \'{e}, \^\i le, \"{\i}, \c{c}a, \c ca, \oe uvre, c\oe{}ur, Stra\ss e, \L\'od\'z, \v{s}, \AA"#;
    assert_eq!(prose(text), ["été, é, île, ï, ça, ça, œuvre, cœur, Straße, Łódź, š, Å"]);
    assert_eq!(span(text, "été"), r"\'et\'e");
    assert_eq!(
        prose(r"co\-co 23\,051 5\;\% A\&B \# \_ \{x\} a~b 1\ier{} 2\textsuperscript{e} mot\textsuperscript{3} \LaTeX\ dit\dots"),
        ["co\u{ad}co 23\u{202f}051 5\u{a0}% A&B # _ {x} a\u{a0}b 1er 2e mot\u{fffc}3 LaTeX dit…"]
    );
    assert_eq!(prose(r"\num{23051} \SI{12}{\kilo\metre} \SI{3}{km} \SIrange{1}{2}{\percent}"), ["23051 12\u{a0}km 3\u{a0}km 1–2\u{a0}%"]);
}

#[test]
fn quotation_marks_and_dashes_are_read() {
    assert_eq!(
        prose("``oui'' -- \\og non \\fg{} --- \\og non\\fg, \"<si\"> <<x>> l'eau"),
        ["“oui” – «\u{a0}non » — «\u{a0}non», «si» «x» l'eau"]
    );
    assert_eq!(prose(r"\enquote{oui \enquote{non} si} \foreignquote{english}{yes}"), ["“oui ‘non’ si” “yes”"]);
}

#[test]
fn addresses_are_prose_and_destinations_are_links() {
    let text = r"\url{https://coco.gg/a%20b#c} \href{https://coco.fr/%7E}{le \emph{site}}";
    assert_eq!(prose(text), ["https://coco.gg/a%20b#c le site"]);
    assert_eq!(document(text).links.into_iter().map(|link| &text[link.span]).collect::<Vec<_>>(), ["https://coco.fr/%7E"]);
}

#[test]
fn what_is_left_open_hides_nothing() {
    assert_eq!(prose("\\emph{a \\footnote{b [c \\begin{x} d\n\n} e } f \\end{y} $ g"), ["a  e  f  $ g", "b [c", "d"]);
    assert_eq!(prose("\\begin \\end{ x\\").len(), 1);
}
