#![allow(clippy::all, clippy::unwrap_used, clippy::print_stdout)]
use factlint::{
    check::{Checker, code},
    dossier::load::load,
    format::Format,
    source::SourceFile,
};
use std::path::Path;
fn walk(p: &Path, out: &mut Vec<std::path::PathBuf>) {
    if p.is_dir() {
        for e in std::fs::read_dir(p).unwrap() {
            walk(&e.unwrap().path(), out)
        }
    } else {
        out.push(p.to_owned())
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args[1] == "speed" {
        let mut f = vec![];
        walk(Path::new(&args[2]), &mut f);
        let files: Vec<SourceFile> = f.iter().filter_map(|p| SourceFile::read(p).ok()).collect();
        for fmt in [Format::Text, Format::Markdown] {
            let t = std::time::Instant::now();
            let mut n = 0;
            for x in &files {
                n += fmt.read(x).blocks.len();
            }
            println!("{fmt:?} {n} {:?}", t.elapsed());
        }
        return;
    }
    let kind = &args[1]; // prefix e.g. domain.
    let (rules, problems) = load(vec![SourceFile::read(Path::new(&args[2])).unwrap()]);
    assert!(problems.is_empty(), "{problems:#?}");
    let checker = Checker::new(&rules, jiff::civil::date(2026, 1, 1));
    if args[3].ends_with(".jsonl") {
        for line in std::fs::read_to_string(&args[3]).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let Some(text) = row["text"].as_str() else { continue };
            let fs = checker.check_text("a.txt", text);
            let mut used = vec![];
            for e in row["expect"].as_array().unwrap() {
                let r = e["rule"].as_str().unwrap();
                if !r.contains(kind.as_str()) {
                    continue;
                }
                let t = e["text"].as_str().unwrap();
                let at = text.find(t).unwrap();
                let hit =
                    fs.iter().position(|f| r.split('|').any(|r| r == code(&rules, f)) && f.span.start < at + t.len() && at < f.span.end);
                match hit {
                    Some(i) => {
                        used.push(i);
                        println!("hit {r} {t}")
                    }
                    None => println!("MISS {e} | {text}"),
                }
            }
            for (i, f) in fs.iter().enumerate() {
                if code(&rules, f).starts_with(kind.as_str()) && !used.contains(&i) {
                    println!(
                        "EXTRA {} {} `{}` {} optional={} | {text}",
                        code(&rules, f),
                        f.severity.as_str(),
                        &text[f.span.clone()],
                        f.message,
                        row["optional"]
                    )
                }
            }
        }
    } else {
        let mut f = vec![];
        walk(Path::new(&args[3]), &mut f);
        for p in f {
            let Ok(s) = SourceFile::read(&p) else { continue };
            let d = Format::of_path(&p).read(&s);
            for x in checker.check(&s, &d) {
                if code(&rules, &x).starts_with(kind.as_str()) {
                    let pos = s.position(x.span.start);
                    println!(
                        "{}:{}:{} {} {} `{}` {} fix={:?}",
                        s.name(),
                        pos.line,
                        pos.column,
                        x.severity.as_str(),
                        code(&rules, &x),
                        s.slice(x.span.clone()),
                        x.message,
                        x.fix.as_ref().map(|f| &f.edits[0].text)
                    )
                }
            }
        }
    }
}
