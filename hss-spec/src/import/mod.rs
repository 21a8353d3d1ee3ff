//! Reading vendor documents: pages as text or Markdown.

mod draft;

pub use draft::Draft;
