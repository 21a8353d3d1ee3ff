//! Calls of every operation through the generated client; the tests are in the folder beside this one.
