//! Directives of reStructuredText and Sphinx: `.. name:: argument`.

/// What is prose in a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing.
    Hidden,
    /// What stands in it; its argument is a name.
    Content,
    /// What stands in it, and its argument is the title of that.
    Titled,
    /// What stands in it, of which the argument is the beginning.
    Body,
    /// The same, behind the number of a version.
    Version,
    /// The same, and it is somebody else's.
    Quotation,
    /// The text of an image, and what stands below it.
    Image,
    /// Values with commas between them.
    Values,
}

/// The directive that `rest`, behind `.. `, begins with: its name, and where its argument begins.
pub(super) fn read(rest: &str) -> Option<(&str, usize)> {
    let colons = rest.find("::")?;
    let name = rest[..colons].trim_end();
    let after = &rest[colons + 2..];
    let is_name = name.starts_with(|c: char| c.is_alphanumeric())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':'));
    (is_name && (after.is_empty() || after.starts_with([' ', '\t']))).then(|| (name, rest.len() - after.trim_start().len()))
}

/// What is prose in a directive.
pub(super) fn sort(name: &str) -> Sort {
    match name.to_ascii_lowercase().as_str() {
        "code-block" | "code" | "sourcecode" | "highlight" | "literalinclude" | "parsed-literal" | "math" | "raw" | "include" | "index"
        | "toctree" | "contents" | "sectnum" | "doctest" | "testcode" | "testoutput" | "testsetup" | "testcleanup" | "productionlist"
        | "graphviz" | "digraph" | "graph" | "mermaid" | "plantuml" | "uml" | "currentmodule" | "module" | "default-role" | "role"
        | "highlightlang" | "meta" | "title" | "tabularcolumns" | "kernel-doc" | "kernel-figure" | "kernel-render" | "date" | "unicode"
        | "autosummary" | "bibliography" | "ipython" | "plot" | "prompt" | "code-cell" | "jupyter-execute" | "kernel-include"
        | "flat-table-include" | "cssclass" | "rst-class" | "impl-detail-list" | "target-notes" | "header" | "footer"
        | "sphinx-argparse" | "literal" | "console" | "shell" => Sort::Hidden,
        "note" | "warning" | "tip" | "hint" | "important" | "caution" | "danger" | "error" | "attention" | "seealso" | "todo"
        | "centered" | "impl-detail" | "replace" | "highlights" | "compound" | "line-block" => Sort::Body,
        "admonition" | "topic" | "sidebar" | "rubric" | "table" | "list-table" | "flat-table" | "dropdown" | "tab" | "tab-item"
        | "card" | "grid-item-card" => Sort::Titled,
        "epigraph" | "pull-quote" => Sort::Quotation,
        "versionadded" | "versionchanged" | "deprecated" | "versionremoved" | "deprecated-removed" | "soft-deprecated" => Sort::Version,
        "figure" | "image" => Sort::Image,
        "csv-table" => Sort::Values,
        name if name.starts_with("auto") => Sort::Hidden,
        _ => Sort::Content,
    }
}

/// Whether what an option of a directive says is prose.
pub(super) fn is_said(option: &str) -> bool {
    matches!(option, "alt" | "caption" | "subtitle")
}
