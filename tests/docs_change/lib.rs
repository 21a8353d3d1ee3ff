//! Tests of a change of the docs, and of its effects on callers; they are in the files beside this one.
