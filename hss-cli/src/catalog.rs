//! The operations by their names on the command line.

use hss_client::schema::{Field, Operation};

use crate::failure::Failure;

/// A group with its operations.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    /// The line about it.
    pub(crate) doc: &'static str,
    pub(crate) operations: Vec<&'static Operation>,
}

/// All groups in the order of the tables, which is that of their names.
pub(crate) fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for operation in hss_client::operations() {
        match groups.last_mut() {
            Some(group) if group.name == operation.group => group.operations.push(operation),
            _ => {
                let (name, doc) = hss_client::groups()
                    .find(|(name, _)| *name == operation.group)
                    .unwrap_or((operation.group, ""));
                groups.push(Group { name, doc, operations: vec![operation] });
            }
        }
    }
    groups
}

/// A few words about an operation: its title, else its description.
pub(crate) fn title(operation: &Operation) -> &'static str {
    if operation.title.is_empty() { operation.doc } else { operation.title }
}

/// The operation of this name in a group.
pub(crate) fn in_group(group: &str, name: &str) -> Result<&'static Operation, Failure> {
    hss_client::operations()
        .find(|operation| operation.group == group && command_name(operation) == name)
        .ok_or_else(|| Failure::Usage(format!("group `{group}` has no operation `{name}`")))
}

/// The operation of this id or command name, in any spelling: `ListImageScanTask`, `list-image-scan-task`,
/// `image/list-image-scan-task`.
pub(crate) fn find(text: &str) -> Result<&'static Operation, Failure> {
    let (group, name) = match text.rsplit_once(['/', ' ']) {
        Some((group, name)) => (Some(group), name),
        None => (None, text),
    };
    let plain = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    let wanted = plain(name);
    let fits = |operation: &&Operation| group.is_none_or(|group| operation.group == group);
    if let Some(operation) = hss_client::operations().filter(fits).find(|known| plain(known.id) == wanted) {
        return Ok(operation);
    }
    let ids = || hss_client::operations().map(|operation| operation.id);
    let near = nearest(name, ids()).or_else(|| {
        let dashed = hss_client::operations().map(command_name);
        let near = nearest(&name.to_ascii_lowercase(), dashed)?;
        ids().find(|id| kebab(id) == near).map(str::to_owned)
    });
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`hss ops {name}` looks for it"),
    };
    Err(Failure::Usage(format!("there is no operation `{text}`; {hint}")))
}

/// The name of an operation's command: `list-image-scan-task`.
pub(crate) fn command_name(operation: &Operation) -> String {
    kebab(operation.id)
}

/// The name of a parameter's or a field's option, without its dashes: `task-type`.
pub(crate) fn option_name(field: &Field) -> String {
    field.name.replace('_', "-").to_ascii_lowercase()
}

/// `ListImageScanTask` as `list-image-scan-task`.
fn kebab(id: &str) -> String {
    let mut name = String::with_capacity(id.len() + 8);
    for (index, letter) in id.chars().enumerate() {
        if letter.is_ascii_uppercase() && index > 0 {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// The known name nearest to a mistyped one.
pub(crate) fn nearest<T: AsRef<str>>(text: &str, known: impl Iterator<Item = T>) -> Option<String> {
    let rated = known.map(|known| (strsim::jaro_winkler(text, known.as_ref()), known.as_ref().to_owned()));
    rated
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|one, two| one.0.total_cmp(&two.0))
        .map(|(_, known)| known)
}
