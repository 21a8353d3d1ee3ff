//! What a change of the docs does to callers; the tests are in the files beside this one.
