//! `factlint protect`: asks for a name that must not be told, and writes a rule that does not tell it.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

use super::{CLEAN, Color, ProtectArgs, UNTRUSTED, output};
use crate::dossier::load::load;
use crate::dossier::problem::Problem;
use crate::format::Format;
use crate::kind::Fact;
use crate::kind::protected::Guard;
use crate::kind::protected::forms::{More, Name, table};
use crate::kind::protected::key::{Digest, Key, LEAST, VARIABLE, hex, is_open_to_others};
use crate::project::Project;
use crate::source::{SourceFile, display_path};
use crate::write::{Replaced, replace, replace_unchanged};

/// How a name is written.
const FORM: &str = "write it as `Given Names Family`, or as `Family, Given Names` where the family name has several words";

/// Letters of the shortest part of a name that a code must not hold.
const TELLING: usize = 3;

pub(super) fn run(args: &ProtectArgs) -> u8 {
    match protect(args) {
        Ok(()) => CLEAN,
        Err(error) => {
            output::problems(&Project::default(), &[Problem::new(format!("{error:#}"))], Color::Auto);
            UNTRUSTED
        }
    }
}

fn protect(args: &ProtectArgs) -> anyhow::Result<()> {
    ensure!(
        args.name.is_empty(),
        "a name is no argument: shells and process lists keep what stands there; run `factlint protect ID`, which asks for the name"
    );
    let new = args.new_key.as_deref().map(NewKey::of).transpose()?;
    match &args.id {
        Some(id) => add(args, id, new),
        None => new.map_or(Ok(()), |new| new.write()),
    }
}

/// Adds a rule. A new key is written when nothing else can be wrong: whoever is sent back tries again with the same arguments.
fn add(args: &ProtectArgs, id: &str, new: Option<NewKey<'_>>) -> anyhow::Result<()> {
    let is_code = !id.is_empty() && id.chars().all(|c| c == '-' || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_uppercase()));
    ensure!(is_code, "ID is no code, and must not be the name: write it in small letters, digits and hyphens, as `minor-1`");
    let project = Project::find(&args.rules.iter().cloned().collect::<Vec<_>>(), Path::new(""));
    let (key, path) = (new.as_ref().map_or_else(|| key(&project), |new| Ok(new.key.clone()))?, rule_file(args, &project)?);
    let (name, as_they_are) = ask(id)?;
    let more = More { family_alone: args.family_alone, initials_alone: args.initials_alone, as_they_are };
    let mut noise = Vec::new();
    // Failing to be random is found before it would matter: 64 are more than any name is filled up with.
    for _ in 0..64 {
        noise.push(random::<16>()?);
    }
    let text = table(id, &key, &name, &more, || noise.pop().unwrap_or_else(Digest::default));
    let addition = Addition::of(&path, id, key, &text)?;
    new.map_or(Ok(()), |new| new.write())?;
    addition.write()?;
    output::line(&format!("[protected.{id}] is in {}", display_path(&path)));
    Ok(())
}

fn key(project: &Project) -> anyhow::Result<Key> {
    let file = project.config.protect_key.as_deref();
    let key = Key::find(file).map_err(|why| {
        anyhow::anyhow!("{why}: set {VARIABLE}, or `protect-key` in factlint.toml; `factlint protect --new-key FILE` makes a key")
    })?;
    if let Some(file) = file.filter(|file| std::env::var_os(VARIABLE).is_none() && is_open_to_others(file)) {
        let path = display_path(file);
        output::line(&format!("warning: the key file {path} can be read by others than its owner; chmod 600 {path}"));
    }
    Ok(key)
}

/// The file that the rule goes to: the one that is named, new or not, else the only one there is.
fn rule_file(args: &ProtectArgs, project: &Project) -> anyhow::Result<PathBuf> {
    match (&args.rules, project.rule_files.as_slice()) {
        (Some(path), _) if !path.is_dir() => Ok(path.clone()),
        (_, [path]) => Ok(path.clone()),
        (_, []) => bail!("there is no rule file; name one with --rules FILE, and it is made"),
        (_, several) => bail!("there are {} rule files; name one with --rules FILE", several.len()),
    }
}

/// The name, and forms as they are. A terminal shows nothing of them.
fn ask(id: &str) -> anyhow::Result<(Name, Vec<String>)> {
    let mut lines = if io::stdin().is_terminal() { from_terminal()? } else { from_pipe()? }.into_iter();
    let name =
        Name::parse(&lines.next().unwrap_or_default()).with_context(|| format!("that is not a name of two parts at least; {FORM}"))?;
    let id: Vec<char> = id.chars().filter(|c| c.is_alphabetic()).collect();
    let id = crate::prose::fold::strip(&id.into_iter().collect::<String>()).into_owned();
    let tells = name.words().any(|word| word.chars().count() >= TELLING && id.contains(word));
    ensure!(!tells, "ID holds a part of the name, which everybody could read; call it `minor-1` or the like");
    Ok((name, lines.collect()))
}

fn from_terminal() -> anyhow::Result<Vec<String>> {
    let prompt = |text: &str| rpassword::prompt_password(text).context("cannot ask on this terminal");
    let name = prompt("Name, given names first or `Family, Given` (not shown): ")?;
    ensure!(prompt("The same again: ")? == name, "the two are not the same; nothing was written");
    let mut lines = vec![name];
    loop {
        let form = prompt("Another form, as a nickname (not shown; nothing: done): ")?;
        if form.trim().is_empty() {
            return Ok(lines);
        }
        lines.push(form);
    }
}

/// The first line is the name, each further one a form as it is.
fn from_pipe() -> anyhow::Result<Vec<String>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    let text = String::from_utf8(bytes).ok().context("standard input is not UTF-8")?;
    Ok(text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}

/// A rule file with a table more at its end, or a new one.
struct Addition<'p> {
    path: &'p Path,
    old: Option<SourceFile>,
    text: String,
}

impl<'p> Addition<'p> {
    /// The file as it will be.
    ///
    /// # Errors
    /// What it must not hold.
    fn of(path: &'p Path, id: &str, key: Key, table: &str) -> anyhow::Result<Self> {
        let shown = display_path(path);
        let old = if path.exists() {
            Some(SourceFile::read(path).map_err(|error| anyhow::anyhow!("cannot read {shown}: {error}"))?)
        } else {
            None
        };
        let before = old.as_ref().map_or("", SourceFile::text);
        let newline = if before.contains("\r\n") { "\r\n" } else { "\n" };
        let ended = before.is_empty() || before.ends_with('\n');
        let parting = if before.is_empty() { "" } else { newline };
        let text = format!("{before}{}{parting}{}", if ended { "" } else { newline }, table.replace('\n', newline));
        ensure_good(&shown, id, key, before, &text)?;
        Ok(Self { path, old, text })
    }

    fn write(&self) -> anyhow::Result<()> {
        let (shown, text) = (display_path(self.path), self.text.as_bytes());
        let written = match &self.old {
            Some(old) => replace_unchanged(self.path, old.text().as_bytes(), text),
            None => replace(self.path, text).map(|()| Replaced::Yes),
        };
        match written.with_context(|| format!("cannot write {shown}"))? {
            Replaced::Yes => Ok(()),
            Replaced::Changed => bail!("{shown} changed meanwhile, and was left alone; run the command again"),
        }
    }
}

/// That the file has no such rule yet, none of another key, and that it does not hold the name itself.
fn ensure_good(shown: &str, id: &str, key: Key, before: &str, text: &str) -> anyhow::Result<()> {
    let code = format!("protected.{id}");
    let (old, _) = load(vec![SourceFile::from_text(shown, before)]);
    ensure!(old.rules.iter().all(|rule| rule.code != code), "{shown} has [{code}] already; take it out, or choose another ID");
    let check = key.check();
    let other = old.rules.iter().find(|rule| matches!(&rule.fact, Fact::Protected(fact) if fact.key_check != check));
    if let Some(rule) = other {
        bail!("[{}] of {shown} was made with another key; a run has one key for all", rule.code);
    }
    let (new, _) = load(vec![SourceFile::from_text(shown, text)]);
    ensure!(new.rules.iter().any(|rule| rule.code == code), "{shown} has mistakes; `factlint check` shows them");
    let file = Guard::new(key, &new).open(Format::Text.opened(SourceFile::from_text(shown, text))).file;
    if let Some(hidden) = file.hidden().first() {
        bail!(
            "line {} of {shown} holds a protected name; take it out first, and out of the repository's history",
            file.position(hidden.span.start).line
        );
    }
    Ok(())
}

/// A key that is not written yet.
struct NewKey<'p> {
    path: &'p Path,
    digits: String,
    key: Key,
}

impl<'p> NewKey<'p> {
    fn of(path: &'p Path) -> anyhow::Result<Self> {
        if std::fs::symlink_metadata(path).is_ok() {
            return Err(is_there(path));
        }
        let digits = hex(&random::<LEAST>()?);
        let key = Key::parse(&digits).map_err(anyhow::Error::msg)?;
        Ok(Self { path, digits, key })
    }

    /// Makes a file of it that only its owner can read.
    fn write(&self) -> anyhow::Result<()> {
        let (path, shown) = (self.path, display_path(self.path));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let mut file = options.open(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => is_there(path),
            _ => anyhow::anyhow!("cannot write {shown}: {error}"),
        })?;
        writeln!(file, "{}", self.digits).with_context(|| format!("cannot write {shown}"))?;
        output::line(&format!("{shown} holds a new key; name it in factlint.toml as `protect-key`, or put what it holds into {VARIABLE}"));
        if let Some(root) = repository(path) {
            output::line(&format!(
                "warning: {shown} stands in the repository {}, where it does not belong: whoever has it can test guesses of the names",
                display_path(&root)
            ));
        }
        Ok(())
    }
}

fn is_there(path: &Path) -> anyhow::Error {
    anyhow::anyhow!("{} is there already, and a key that is overwritten is lost", display_path(path))
}

/// The repository that a file would become part of.
fn repository(path: &Path) -> Option<PathBuf> {
    let path = path.canonicalize().ok()?;
    let root = path.ancestors().find(|folder| folder.join(".git").exists())?;
    let (ignored, _) = ignore::gitignore::Gitignore::new(root.join(".gitignore"));
    (!ignored.matched_path_or_any_parents(&path, false).is_ignore()).then(|| root.to_owned())
}

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(bytes)
}
