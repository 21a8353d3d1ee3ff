//! The pages beside the tests, written for them in the vendor's form.

use std::path::{Path, PathBuf};

use hss_spec::import::{Document, Draft, PageForm, read_page};
use hss_spec::place::Problems;

/// All pages.
pub(crate) const NAMES: [&str; 8] = [
    "ListLanternJobs.zh.md",
    "ListLanternJobs.en.md",
    "ListLanternJobs.zh.txt",
    "ListLanternJobs.en.txt",
    "ReplaceLanternTags.zh.md",
    "UploadLanternShade.en.md",
    "ListLampPosts.html",
    "MendLampPost.html",
];

/// A page's text.
pub(crate) fn load(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A page's draft.
pub(crate) fn page(name: &str) -> Draft {
    read(name, &load(name)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The draft of a text in a file of that name, in its own form.
pub(crate) fn read(name: &str, text: &str) -> Result<Draft, Problems> {
    let by_name = match name.rsplit_once('.') {
        Some((_, "md")) => PageForm::Markdown,
        Some((_, "html")) => PageForm::Html,
        _ => PageForm::Text,
    };
    read_page(&Document::new(name, text), PageForm::detect(text).unwrap_or(by_name), None, false)
}

/// The folder of the vendor's own pages, if it is beside the repository.
pub(crate) fn vendor_pages() -> Option<PathBuf> {
    let mut folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    loop {
        folder = folder.parent()?;
        let pages = folder.join("../shared/pages");
        if pages.is_dir() {
            return Some(pages);
        }
    }
}
