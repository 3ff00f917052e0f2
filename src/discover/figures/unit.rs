//! What a number counts, with no rule that says so: a sign, a currency, or the noun behind it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::discover::context::is_little;
use crate::kind::figure::number::Number;
use crate::language::Language;
use crate::lexicon::stem;
use crate::prose::fold;
use crate::prose::passage::Passage;

/// How many words of a noun group are read.
const GROUP: usize = 4;
/// Bytes of the shortest noun.
const SHORTEST: u32 = 3;

/// Signs of measures that are the same in any language. What may as well be a scale (`m`, `k`) is one only where a space stands before it.
const SYMBOLS: [&str; 52] = [
    "m", "mm", "cm", "km", "m²", "m³", "km²", "ha", "kg", "km/h", "mph", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "kB", "KB", "MB",
    "GB", "TB", "PB", "KiB", "MiB", "GiB", "Mb/s", "Gb/s", "Mbit/s", "Gbit/s", "Hz", "kHz", "MHz", "GHz", "ns", "µs", "ms", "µm", "mg",
    "µg", "ml", "mL", "cl", "mmHg", "hPa", "kPa", "dB", "kV", "kJ", "kcal", "ppm",
];

/// How much a unit tells by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Nothing stands there that is counted.
    None,
    /// Money, percentages: everything is counted in them.
    Measure,
    /// Years, days.
    Time,
    /// The years of one person.
    Age,
    /// People, of whom every story counts some.
    People,
    /// It is no count but a name: the section of a law.
    Label,
    /// Anything else.
    Noun,
}

/// A unit at a number.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) key: u32,
    pub(super) sort: Sort,
    /// It counts people, by whatever word.
    pub(super) crowd: bool,
    /// Bytes of number and unit.
    pub(super) span: Range<usize>,
    /// The first word behind them.
    pub(super) next: usize,
    /// Letters behind the digits multiply by this.
    pub(super) factor: f64,
    pub(super) share: bool,
}

/// The units that are the same in any language, by their words and signs: the number of their group, and whether they are percentages.
static SAME: LazyLock<HashMap<String, (u32, bool)>> = LazyLock::new(|| {
    let mut known: HashMap<String, (u32, bool)> = HashMap::new();
    let mut next = 1;
    for group in Language::ALL.into_iter().flat_map(|language| &language.tables().figure.same_units) {
        if !group.iter().any(|form| form.chars().all(|c| c.is_uppercase() || !c.is_alphanumeric())) {
            continue;
        }
        let forms = || group.iter().map(|form| fold::lower(form).into_owned());
        let id = forms().find_map(|form| known.get(&form).copied()).unwrap_or((next, group.iter().any(|form| form == "%")));
        next += 1;
        known.extend(forms().map(|form| (form, id)));
    }
    known
});

/// What a number counts; `limit` is the first word of the next number. None where letters at the number can be read in two ways.
pub(super) fn unit(passage: &Passage<'_>, number: &Number, limit: usize, language: Language) -> Option<Unit> {
    let measure = signs(passage, number).or_else(|| spelled(passage, number)).or_else(|| symbol(passage, number));
    measure.or_else(|| label(passage, number, language)).or_else(|| match &number.mark {
        Some(mark) if mark.glued => None,
        _ => Some(group(passage, number, limit, language)),
    })
}

/// `5 €`, `54,7 %`, `£5m`, `5 M€`.
fn signs(passage: &Passage<'_>, number: &Number) -> Option<Unit> {
    let (end, next, factor) = match &number.mark {
        Some(mark) => (mark.span.end, mark.next, mark.factor?),
        None => (number.span.end, number.words.end, 1.0),
    };
    let rest = &passage.text[end..];
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let front = passage.text[..number.span.start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let known = |c: Option<char>| c.and_then(|c| SAME.get(c.to_string().as_str()).copied());
    let sign = behind.chars().next();
    if let Some((key, share)) = known(sign).filter(|_| rest.len() - behind.len() <= 3) {
        let end = passage.text.len() - behind.len() + sign.map_or(0, char::len_utf8);
        return Some(Unit { key, sort: Sort::Measure, crowd: false, span: number.span.start..end, next, factor, share });
    }
    let sign = front.chars().next_back();
    let (key, _) = known(sign).filter(|(_, share)| !share && number.span.start - front.len() <= 3)?;
    let start = front.len() - sign.map_or(0, char::len_utf8);
    // `HK$` is another country's.
    let foreign = front[..start].ends_with(|c: char| c.is_alphabetic()) && !front[..start].ends_with("US");
    (!foreign).then_some(Unit { key, sort: Sort::Measure, crowd: false, span: start..end, next, factor, share: false })
}

/// `23 per cent`, `54 pour cent`, `12 livres sterling`: a sign in two words.
fn spelled(passage: &Passage<'_>, number: &Number) -> Option<Unit> {
    let start = number.words.end;
    let (first, second) = (passage.words.get(start)?, passage.words.get(start + 1)?);
    let beside = fold::gap(&passage.text[number.span.end..first.start as usize]) == " " && fold::gap(passage.gap_after(start)) == " ";
    let written = format!("{} {}", fold::lower(first.text(passage.text)), fold::lower(second.text(passage.text)));
    let &(key, share) = SAME.get(&written).filter(|_| beside && number.mark.is_none())?;
    let span = number.span.start..second.end as usize;
    Some(Unit { key, sort: Sort::Measure, crowd: false, span, next: start + 2, factor: 1.0, share })
}

/// `47mm`, `18,40 m`: the sign of a measure.
fn symbol(passage: &Passage<'_>, number: &Number) -> Option<Unit> {
    let rest = &passage.text[number.span.end..];
    let behind = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let end = behind.find(|c: char| !(c.is_alphanumeric() || c == '/')).unwrap_or(behind.len());
    let sign = SYMBOLS.into_iter().find(|sign| *sign == &behind[..end])?;
    let spaced = rest.len() - behind.len();
    if spaced > 3 || (spaced == 0 && sign.len() == 1) {
        return None;
    }
    let end = number.span.end + spaced + sign.len();
    let next = passage.word_at(end);
    let key = fold::key(sign) as u32;
    Some(Unit { key, sort: Sort::Measure, crowd: false, span: number.span.start..end, next, factor: 1.0, share: false })
}

/// `Section 14`: digits behind a word that numbers things.
fn label(passage: &Passage<'_>, number: &Number, language: Language) -> Option<Unit> {
    let before = number.words.start.checked_sub(1)?;
    let word = &passage.words[before];
    let digits = passage.text[number.span.clone()].bytes().all(|byte| byte.is_ascii_digit());
    let beside = digits && number.mark.is_none() && passage.gap_before(number.words.start).chars().count() == 1;
    if !beside || !language.tables().figure.numbered.has_key(word.key) {
        return None;
    }
    let stem = stem(passage.word(before), language);
    let (key, span) = (fold::key(&format!("{stem} #")) as u32, word.start as usize..number.span.end);
    Some(Unit { key, sort: Sort::Label, crowd: false, span, next: number.words.end, factor: 1.0, share: false })
}

/// The words behind the number.
fn group(passage: &Passage<'_>, number: &Number, limit: usize, language: Language) -> Unit {
    let tables = language.tables();
    let start = number.words.end;
    let plain = Unit { key: 0, sort: Sort::None, crowd: false, span: number.span.clone(), next: start, factor: 1.0, share: false };
    let mut words: Vec<usize> = Vec::new();
    let mut at = start;
    while at < limit.min(passage.words.len()) && words.len() < GROUP {
        let gap = if at == start { &passage.text[number.span.end..passage.words[at].start as usize] } else { passage.gap_before(at) };
        let word = &passage.words[at];
        // More white space is that of a table.
        let beside = gap.chars().count() == 1 && matches!(&*fold::gap(gap), " " | "-" | "'") && !gap.contains('\t');
        if !beside || word.shape.has_digit() || (at == start && gap.contains(fold::is_apostrophe)) {
            break;
        }
        let code = word.shape.is_upper() && SAME.contains_key(&*fold::lower(passage.word(at)));
        if tables.figure.links.has_key(word.key) || tables.figure.others.has_key(word.key) {
            at += 1;
            continue;
        }
        // `58 Scottish technicians`: a people is no noun that is counted.
        if words.is_empty() && tables.name.capitalised.has_key(fold::key(&fold::strip(passage.word(at)))) {
            at += 1;
            continue;
        }
        if is_little(tables, word.key) && !tables.figure.times.has_key(word.key) || !(word.shape.is_lower() || code) {
            break;
        }
        // Two letters may be anything; elisions are skipped.
        if word.end - word.start >= SHORTEST || code {
            words.push(at);
        } else if words.is_empty() {
            break;
        }
        at += 1;
    }
    // Which of the words is counted: the first that is a plural, adjectives before it left aside.
    let is_person = |at: usize| tables.figure.persons.has_key(passage.words[at].key);
    let preposed = |at: usize| language == Language::Fr && is_preposed(passage.word(at));
    let is_plural =
        |at: usize| is_person(at) || (passage.word(at).ends_with(['s', 'x']) && !passage.word(at).ends_with("ss") && !preposed(at));
    let Some(head) = words.iter().copied().find(|&at| is_plural(at)).or(words.first().copied()) else { return plain };
    let span = number.span.start..passage.words[head].end as usize;
    let (next, word) = (head + 1, passage.word(head));
    if let Some(&(key, share)) = SAME.get(&*fold::lower(word)) {
        return Unit { key, sort: Sort::Measure, span, next, share, ..plain };
    }
    let sort = match () {
        () if tables.figure.times.has_key(passage.words[head].key) => Sort::Time,
        () if is_person(head) => Sort::People,
        () => Sort::Noun,
    };
    let crowd = sort == Sort::People || tables.figure.people.has_key(passage.words[head].key);
    Unit { key: fold::key(&stem(word, language)) as u32, sort, crowd, span, next, ..plain }
}

/// `nouvelles`: an adjective that stands before its noun.
fn is_preposed(word: &str) -> bool {
    let word = fold::lower(word);
    let singular = word.strip_suffix(['s', 'x']).unwrap_or(&word);
    Language::Fr.tables().term.preposed.iter().flatten().any(|form| form == singular || *form == *word)
}
