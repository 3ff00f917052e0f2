//! Where in which table a paragraph stands.

use crate::format::docx::paragraph::Place;

#[derive(Debug, Default)]
struct Table {
    number: usize,
    row: usize,
    column: usize,
    deleted: bool,
}

/// The tables that are open.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    count: usize,
}

impl Tables {
    pub(super) fn begin(&mut self) {
        self.count += 1;
        self.open.push(Table { number: self.count, ..Table::default() });
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            (table.row, table.column, table.deleted) = (table.row + 1, 0, false);
        }
    }

    pub(super) fn column(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.column += 1;
        }
    }

    /// The row goes once all changes are accepted.
    pub(super) fn delete_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.deleted = true;
        }
    }

    pub(super) fn row_is_deleted(&self) -> bool {
        self.open.iter().any(|table| table.deleted)
    }

    pub(super) fn cell(&self) -> Option<Place> {
        self.open.last().map(|&Table { number, row, column, .. }| Place::Cell { table: number, row, column })
    }
}
