//! Whole texts with their tags beneath, line by line.
