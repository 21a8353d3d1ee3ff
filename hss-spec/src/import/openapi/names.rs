//! Names of operations and models where the document's own can't be a type's name.
//!
//! - An `operationId` is put into UpperCamelCase (`list-pets` → `ListPets`). Where there is none, or none with letters,
//!   the id is the method and the words of the path, each placeholder behind `By`:
//!   `GET /pets/{pet_id}/toys` → `GetPetsByPetIdToys`.
//! - A component's name is put into UpperCamelCase where it isn't ASCII letters and digits behind a capital
//!   (`failed_images` → `FailedImages`); `Model` stands before one that begins with a digit.
//! - An object that has no name is called by where it is used first: `<Model><Field>`, `<Operation>RequestBody`,
//!   `<Operation>Response`, `<Operation><Parameter>`; where that is taken, `Object` is added.

use heck::ToUpperCamelCase;

use crate::model::Method;

/// Limit of a name's length; a longer one is not a name but an attack.
const LENGTH: usize = 200;

/// Returns true if the name can stand for a type as it is.
fn is_type_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_uppercase());
    starts_well && name.len() <= LENGTH && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The type's name for a name of the document; none where nothing of it is left.
pub(super) fn type_name(name: &str) -> Option<String> {
    if is_type_name(name) {
        return Some(name.to_owned());
    }
    let words: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let camel = words.to_upper_camel_case();
    let named = if camel.starts_with(|c: char| c.is_ascii_digit()) { format!("Model{camel}") } else { camel };
    is_type_name(&named).then_some(named)
}

/// The id of an operation by what it calls.
pub(super) fn operation_id(method: Method, path: &str) -> Option<String> {
    let words = path.split('/').map(|segment| match segment.strip_prefix('{') {
        Some(placeholder) => format!("by {placeholder}"),
        None => segment.to_owned(),
    });
    let words: Vec<String> = std::iter::once(method.name().to_lowercase()).chain(words).collect();
    type_name(&words.join(" "))
}

/// The name of an object that stands under a field of something.
pub(super) fn inner_name(owner: &str, field: &str) -> Option<String> {
    let field = field.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' });
    type_name(&format!("{owner}{}", field.collect::<String>().to_upper_camel_case()))
}
