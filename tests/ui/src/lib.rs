//! The cases are in the folders beside this one.
