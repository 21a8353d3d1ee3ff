//! A box that hides the type of its content from the compiler.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// Type-erased `Send + Sync` box.
///
/// rustc proves both again for each type and each static of generated code, by walking through all fields, and does not
/// cache the result of a walk that meets references. The trait object ends the walk: with it, `cargo check` of all
/// operations of HSS takes a tenth less time.
pub(crate) struct Opaque<T: 'static>(Box<dyn Content<T>>);

trait Content<T>: Send + Sync {
    fn get(&self) -> &T;
    fn get_mut(&mut self) -> &mut T;
}

impl<T: Send + Sync> Content<T> for T {
    fn get(&self) -> &T {
        self
    }

    fn get_mut(&mut self) -> &mut T {
        self
    }
}

impl<T: Send + Sync> Opaque<T> {
    pub(crate) fn new(content: T) -> Self {
        Opaque(Box::new(content))
    }
}

impl<T> Deref for Opaque<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.0).get()
    }
}

impl<T> DerefMut for Opaque<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).get_mut()
    }
}

impl<T: fmt::Debug> fmt::Debug for Opaque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}
