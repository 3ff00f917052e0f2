//! The memory of files that were read and are done with, lent on to the next that is read: most are alike in size, and new memory is slow.

use std::cell::Cell;

/// Memory of larger files is not kept.
const LARGE: usize = 1 << 24;

thread_local! {
    /// The memory of the last file.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Empty memory, which is none where none was given.
pub(super) fn take() -> Vec<u8> {
    let mut buffer = SPARE.take();
    buffer.clear();
    buffer
}

/// Gives memory to the next that asks on this thread.
pub(super) fn give(buffer: Vec<u8>) {
    if buffer.capacity() <= LARGE {
        SPARE.set(buffer);
    }
}
