//! The words around a mention: what tells whether two documents speak of the same thing.
