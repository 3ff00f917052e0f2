//! Lines of a page → columns, in the order in which they are read.

use super::lines::Line;

/// How finely a page is looked through for the space between columns.
const STEPS: usize = 512;
/// Columns inside of columns.
const DEPTH: usize = 3;

/// The lines of a page, column by column. What goes over all columns parts them into those above and those below.
pub(super) fn columns(lines: Vec<Line>, depth: usize) -> Vec<Vec<Line>> {
    let Some(gap) = gap(&lines).filter(|_| depth < DEPTH) else { return vec![lines] };
    let (mut regions, mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new(), Vec::<Line>::new());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let alone = lines.peek().is_none_or(|next| (next.v - line.v).abs() > 0.3 * line.size);
        let is_last_of_it = alone && across.last().is_some_and(|last| last.v - line.v < 1.5 * line.size && like(last, &line));
        if (line.start < gap && line.end > gap) || is_last_of_it {
            flush(&mut left, &mut right, &mut regions, depth);
            across.push(line);
        } else {
            regions.extend((!across.is_empty()).then(|| std::mem::take(&mut across)));
            if line.end <= gap { left.push(line) } else { right.push(line) }
        }
    }
    regions.extend((!across.is_empty()).then_some(across));
    flush(&mut left, &mut right, &mut regions, depth);
    regions
}

fn like(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < 0.05 * a.size
}

fn flush(left: &mut Vec<Line>, right: &mut Vec<Line>, regions: &mut Vec<Vec<Line>>, depth: usize) {
    for side in [left, right] {
        if !side.is_empty() {
            regions.extend(columns(std::mem::take(side), depth + 1));
        }
    }
}

/// Where the space between two columns is, if the lines stand in columns: few go over it, and both sides are mostly full lines.
fn gap(lines: &[Line]) -> Option<f64> {
    if lines.len() < 10 {
        return None;
    }
    let start = lines.iter().map(|line| line.start).fold(f64::INFINITY, f64::min);
    let end = lines.iter().map(|line| line.end).fold(f64::NEG_INFINITY, f64::max);
    let step = (end - start) / STEPS as f64;
    if step.is_nan() || step <= 0.0 {
        return None;
    }
    let bin = |x: f64| (((x - start) / step) as usize).min(STEPS);
    let mut changes = vec![0_i64; STEPS + 2];
    for line in lines {
        changes[bin(line.start)] += 1;
        changes[bin(line.end) + 1] -= 1;
    }
    let crossing: Vec<i64> = changes
        .iter()
        .scan(0, |sum, change| {
            *sum += change;
            Some(*sum)
        })
        .collect();
    let inside = STEPS / 5..STEPS * 4 / 5;
    let fewest = *crossing[inside.clone()].iter().min()?;
    if fewest as f64 > 0.2 * lines.len() as f64 {
        return None;
    }
    // The widest run of the fewest.
    let (mut best, mut run) = (0..0, inside.start..inside.start);
    for at in inside {
        run = if crossing[at] > fewest { at + 1..at + 1 } else { run.start..at + 1 };
        if run.len() > best.len() {
            best = run.clone();
        }
    }
    let gap = start + step * (best.start + best.end) as f64 / 2.0;
    let left: Vec<&Line> = lines.iter().filter(|line| line.end <= gap).collect();
    let right: Vec<&Line> = lines.iter().filter(|line| line.start >= gap).collect();
    let wide = best.len() as f64 * step >= 0.7 * median(lines.iter().map(|line| line.size));
    (wide && is_column(&left) && is_column(&right) && side_by_side(&left, &right)).then_some(gap)
}

/// Whether lines are those of a text, and not the cells of a table or the numbers of a table of contents.
fn is_column(lines: &[&Line]) -> bool {
    let start = lines.iter().map(|line| line.start).fold(f64::INFINITY, f64::min);
    let end = lines.iter().map(|line| line.end).fold(f64::NEG_INFINITY, f64::max);
    let size = median(lines.iter().map(|line| line.size));
    lines.len() >= 4 && end - start > 10.0 * size && median(lines.iter().map(|line| line.end - line.start)) > 0.6 * (end - start)
}

fn side_by_side(left: &[&Line], right: &[&Line]) -> bool {
    let reach = |lines: &[&Line]| {
        let bottom = lines.iter().map(|line| line.v).fold(f64::INFINITY, f64::min);
        (bottom, lines.iter().map(|line| line.v).fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left_bottom, left_top), (right_bottom, right_top)) = (reach(left), reach(right));
    let both = left_top.min(right_top) - left_bottom.max(right_bottom);
    both > 0.3 * (left_top - left_bottom).min(right_top - right_bottom)
}

pub(super) fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
