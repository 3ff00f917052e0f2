//! Which `]` ends which `[`, found once for a run of lines.

/// The pairs of a text, by where they begin.
#[derive(Debug)]
pub(super) struct Brackets(Vec<(u32, u32)>);

impl Brackets {
    /// Those from `start` on. One without its partner is none, and neither is one behind a backslash.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let (mut pairs, mut open) = (Vec::new(), Vec::new());
        for at in memchr::memchr2_iter(b'[', b']', &bytes[start..]).map(|at| start + at) {
            if at > start && bytes[at - 1] == b'\\' {
                continue;
            }
            match bytes[at] {
                b'[' => open.push(at as u32),
                _ => pairs.extend(open.pop().map(|open| (open, at as u32))),
            }
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// Where what begins at `at` ends.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        let index = self.0.binary_search_by_key(&(at as u32), |pair| pair.0).ok()?;
        Some(self.0[index].1 as usize)
    }
}
