//! A number in words, of one language: `vingt-trois mille cinquante et un`, `twenty-three thousand and fifty-one`, `une vingtaine`.

use std::sync::LazyLock;

use super::gap;
use crate::keys::Filter;
use crate::language::{FigureTables, Language, Tables};
use crate::prose::passage::Passage;

/// Words that a number in words can begin with, in any language.
static FIRST: LazyLock<Filter> = LazyLock::new(|| {
    let figures = || Language::ALL.into_iter().map(|language| &language.tables().figure);
    let words = figures().flat_map(|figure| figure.numbers.keys().chain(figure.scales.keys()).chain(figure.collectives.keys()));
    let phrases = figures().flat_map(|figure| figure.articles.beginnings().chain(figure.halves_before.beginnings()));
    Filter::of(words.chain(phrases).collect::<Vec<_>>().into_iter())
});

/// Whether a number in words may begin with the word of this key; surely not, where it says no.
pub(super) fn may_begin(key: u64) -> bool {
    FIRST.may_hold(key)
}

/// A number as its words say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worded {
    pub(super) value: f64,
    /// One past its last word.
    pub(super) end: usize,
    /// What its last scale multiplied by.
    pub(super) scale: f64,
    /// A collective stands in it.
    pub(super) approximate: bool,
}

/// Reads number words of one language.
pub(super) struct Reader<'p, 'a> {
    pub(super) passage: &'p Passage<'a>,
    pub(super) tables: &'static Tables,
}

/// What has been read of a number.
#[derive(Default)]
struct Sum {
    /// Thousands and above.
    total: f64,
    /// What the next scale multiplies.
    current: Option<f64>,
    /// The last word was a scale.
    after_scale: bool,
    /// The last scale from a thousand on.
    scale: f64,
}

impl Reader<'_, '_> {
    fn figure(&self) -> &'static FigureTables {
        &self.tables.figure
    }

    fn key(&self, at: usize) -> Option<u64> {
        self.passage.words.get(at).map(|word| word.key)
    }

    /// The number that begins with a word.
    pub(super) fn number(&self, at: usize) -> Option<Worded> {
        let plain = self.halved(at).or_else(|| self.counted(at)).or_else(|| self.plain(at))?;
        let number = self.with_half(plain);
        let is_article = number.end == at + 1 && self.key(at).is_some_and(|key| self.figure().articles.has_key(key));
        (!is_article).then_some(number)
    }

    /// `half a million`, `une demi-douzaine`.
    fn halved(&self, at: usize) -> Option<Worded> {
        let n = self.figure().halves_before.starting(self.passage.text, self.passage.words, at)?;
        let key = self.key(at + n).filter(|_| gap(self.passage, at + n))?;
        let (scale, collective) = (self.figure().scales.of_key(key), self.figure().collectives.of_key(key));
        let scale = scale.filter(|&scale| scale >= 1000.0).or(collective)?;
        Some(Worded { value: scale / 2.0, end: at + n + 1, scale, approximate: collective.is_some() })
    }

    /// `une douzaine`, `two dozen`, `une dizaine de milliers`.
    fn counted(&self, at: usize) -> Option<Worded> {
        let figure = self.figure();
        let key = self.key(at)?;
        let count = figure.numbers.of_key(key).or_else(|| figure.articles.has_key(key).then_some(1.0))?;
        let collective = figure.collectives.of_key(self.key(at + 1)?).filter(|_| gap(self.passage, at + 1))?;
        let mut worded = Worded { value: count * collective, end: at + 2, scale: 1.0, approximate: true };
        let linked = worded.end + usize::from(self.key(worded.end).is_some_and(|key| figure.joiners_of_collectives.has_key(key)));
        if let Some(scale) = self.scale_at(linked) {
            worded = Worded { value: worded.value * scale, end: linked + 1, scale, ..worded };
        }
        Some(worded)
    }

    /// A scale from a thousand on.
    pub(super) fn scale_at(&self, at: usize) -> Option<f64> {
        let key = self.key(at).filter(|_| gap(self.passage, at))?;
        let collective = || self.figure().collectives.of_key(key);
        self.figure().scales.of_key(key).or_else(collective).filter(|&scale| scale >= 1000.0)
    }

    fn plain(&self, at: usize) -> Option<Worded> {
        let mut sum = Sum::default();
        let mut end = at;
        let mut next = at;
        while let Some(key) = self.key(next).filter(|_| next == at || gap(self.passage, next)) {
            if !self.add(&mut sum, key, next > end) {
                break;
            }
            end = next + 1;
            next = if self.joins(&sum, end) { end + 1 } else { end };
        }
        let value = sum.total + sum.current.unwrap_or(0.0);
        (end > at).then(|| Worded { value, end, scale: sum.scale.max(1.0), approximate: false })
    }

    /// Whether the word is one that may stand inside a number there.
    fn joins(&self, sum: &Sum, at: usize) -> bool {
        let Some(key) = self.key(at).filter(|_| gap(self.passage, at)) else { return false };
        let list = if sum.after_scale { &self.figure().joiners_of_scales } else { &self.figure().joiners_of_tens };
        let is_tens = sum.current.is_some_and(|current| (20.0..80.0).contains(&(current % 100.0)) && current % 10.0 == 0.0);
        list.has_key(key) && (sum.after_scale || is_tens)
    }

    fn add(&self, sum: &mut Sum, key: u64, joined: bool) -> bool {
        let figure = self.figure();
        if let Some(value) = figure.numbers.of_key(key) {
            return sum.add(value, figure.scores.has_key(key), joined);
        }
        if joined {
            return false;
        }
        if sum.current.is_none() && sum.total == 0.0 && figure.articles.has_key(key) {
            sum.current = Some(1.0);
            return true;
        }
        figure.scales.of_key(key).is_some_and(|scale| sum.multiply(scale, figure.bare_scales.has_key(key)))
    }

    /// `two and a half million`, `deux millions et demi`.
    fn with_half(&self, worded: Worded) -> Worded {
        let halved = self.figure().halves_after.starting(self.passage.text, self.passage.words, worded.end);
        let Some(n) = halved.filter(|_| gap(self.passage, worded.end)) else { return worded };
        let half = Worded { value: worded.value + worded.scale / 2.0, end: worded.end + n, ..worded };
        match self.scale_at(half.end) {
            Some(scale) => Worded { value: half.value * scale, end: half.end + 1, scale, ..half },
            None => half,
        }
    }

    /// Whether the number is an ordinal or a fraction with the word behind it: `vingt-troisième`, `two-thirds`.
    pub(super) fn is_ordinal(&self, at: usize) -> bool {
        let Some(word) = self.passage.words.get(at).filter(|_| gap(self.passage, at)) else { return false };
        let word = crate::prose::fold::lower(word.text(self.passage.text));
        let endings = &self.figure().ordinal_endings;
        self.figure().ordinal_words.has(&word) || endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}

impl Sum {
    fn add(&mut self, value: f64, score: bool, joined: bool) -> bool {
        let current = self.current.unwrap_or(0.0);
        let low = current % 100.0;
        let fits = match low {
            _ if self.current.is_none() || (low == 0.0 && current >= 100.0) => true,
            4.0 if score => {
                self.current = Some(current - 4.0 + 80.0);
                self.after_scale = false;
                return true;
            }
            // `dix-sept`
            10.0 => (7.0..10.0).contains(&value),
            _ if low >= 20.0 && low % 10.0 == 0.0 => {
                let teens = (low == 60.0 || low == 80.0) && (10.0..20.0).contains(&value);
                // `vingt et un`, `soixante et onze`: no other number is joined to tens.
                (0.0 < value && value < 10.0 || teens) && (!joined || self.after_scale || value == 1.0 || value == 11.0)
            }
            _ => false,
        };
        if fits {
            self.current = Some(current + value);
            self.after_scale = false;
        }
        fits
    }

    fn multiply(&mut self, scale: f64, bare: bool) -> bool {
        let smaller = self.scale == 0.0 || scale < self.scale;
        match self.current {
            Some(current) if scale == 100.0 && 0.0 < current && current < 100.0 => self.current = Some(current * 100.0),
            None if scale == 100.0 && bare => self.current = Some(100.0),
            Some(current) if scale > 100.0 && smaller => self.close(current * scale, scale),
            None if scale > 100.0 && bare && smaller => self.close(scale, scale),
            // `mille milliards`
            None if scale > self.scale && self.total > 0.0 => {
                self.total *= scale;
                self.scale = scale;
            }
            _ => return false,
        }
        self.after_scale = true;
        true
    }

    fn close(&mut self, value: f64, scale: f64) {
        self.total += value;
        self.current = None;
        self.scale = scale;
    }
}
