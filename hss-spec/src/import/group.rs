//! The family of an operation.

use heck::ToSnakeCase;

use crate::model::Service;

/// The family of operations whose paths name none: `/`, `/v2`, `/{version_id}`.
const ROOT: &str = "root";

/// The family of a path: what the service says, else its first segment that is no version, no placeholder and not
/// `api`; `root` where there is none.
pub fn family_of(service: &Service, path: &str) -> String {
    if let Some(family) = service.families.get(path) {
        return family.clone();
    }
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let names = |segment: &&str| {
        !is_version(segment) && !segment.starts_with('{') && !segment.eq_ignore_ascii_case("api")
    };
    segments.find(names).unwrap_or(ROOT).to_owned()
}

/// `v1`, `V2.1`, `2.0`, `2010-04-01`.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    let is_number = number.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    number.starts_with(|digit: char| digit.is_ascii_digit()) && (is_number || number.len() < segment.len())
}

/// The family that a document's tag names; none for one without ASCII letters.
pub(super) fn of_tag(tag: &str) -> Option<String> {
    let words: String = tag.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = words.to_snake_case();
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}
