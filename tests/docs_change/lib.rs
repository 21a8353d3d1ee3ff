//! Effects of changed docs on callers; the tests are in the files beside this one.
