//! Calls of every operation through the generated client; the tests stand in the folder beside this one.
