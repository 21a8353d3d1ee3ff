//! The tests are in the file beside this folder.
