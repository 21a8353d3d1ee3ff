//! The base, and patches of it.
//!
//! A patch is a list of `edits`. Each names a file (`in`) and a place in it (`at`): keys with dots between them, and
//! `[name]` for the element of a list that has this `name` or `value`. It is `put` there, `drop`ped, or put into the list
//! `before` that element; `[]` is the place after the last one. A whole file is `create`d or moved (`move_to`).
//! `given` holds edits of the old side as well; a patch that is `backwards` goes from another's new side to its old.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hss_spec::model::Spec;
use serde_json::Value;

/// The two sides of a patch.
pub(crate) struct Sides {
    pub(crate) old: Spec,
    pub(crate) new: Spec,
}

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The root of the repository.
pub(crate) fn workspace() -> PathBuf {
    folder().join("../..")
}

/// The names of all patches, sorted. The part before the first dot is the rule that the patch shows.
pub(crate) fn names() -> Vec<String> {
    let files = fs::read_dir(folder().join("patches")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> =
        files.filter_map(|name| Some(name.to_str()?.strip_suffix(".json")?.to_owned())).collect();
    names.sort();
    names
}

pub(crate) fn base() -> Spec {
    to_spec("old", files())
}

/// Both sides of the patch of that name.
pub(crate) fn sides(name: &str) -> Sides {
    let patch = read(&folder().join("patches").join(format!("{name}.json")));
    if let Some(other) = patch.get("backwards") {
        let (new, old) = texts(&read(&folder().join("patches").join(format!("{}.json", text(other)))));
        return Sides { old: to_spec("old", old), new: to_spec("new", new) };
    }
    let (old, new) = texts(&patch);
    Sides { old: to_spec("old", old), new: to_spec("new", new) }
}

type Trees = BTreeMap<String, Value>;

fn texts(patch: &Value) -> (Trees, Trees) {
    let mut old = files();
    apply(&mut old, patch.get("given"));
    let mut new = old.clone();
    apply(&mut new, patch.get("edits"));
    assert_ne!(old, new, "the patch changes nothing");
    (old, new)
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn files() -> Trees {
    static FILES: LazyLock<Trees> = LazyLock::new(|| {
        let texts = hss_spec::read_folder(&folder().join("base")).unwrap().to_files();
        texts.into_iter().map(|(path, text)| (path, serde_json::from_str(&text).unwrap())).collect()
    });
    FILES.clone()
}

/// The spec, with the places that its files have when they are written.
fn to_spec(root: &str, trees: Trees) -> Spec {
    let texts: BTreeMap<String, String> =
        trees.into_iter().map(|(path, tree)| (path, tree.to_string())).collect();
    let read = |texts: &BTreeMap<String, String>| {
        let texts = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        Spec::from_files(root, texts).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let spec = read(&read(&texts).to_files());
    let problems = spec.check();
    assert!(!problems.has_errors(), "{problems}");
    spec
}

fn apply(trees: &mut Trees, edits: Option<&Value>) {
    for edit in edits.and_then(Value::as_array).into_iter().flatten() {
        let file = text(&edit["in"]).to_owned();
        if let Some(tree) = edit.get("create") {
            trees.insert(file, tree.clone());
        } else if let Some(to) = edit.get("move_to") {
            let tree = trees.remove(&file).unwrap_or_else(|| panic!("no file {file}"));
            trees.insert(text(to).to_owned(), tree);
        } else {
            let tree = trees.get_mut(&file).unwrap_or_else(|| panic!("no file {file}"));
            edit_at(tree, text(&edit["at"]), edit);
        }
    }
}

/// Follows the path to the parent of its last step, and edits there.
fn edit_at(tree: &mut Value, at: &str, edit: &Value) {
    let steps = at.replace('[', ".[");
    let steps: Vec<&str> = steps.split('.').collect();
    let (last, way) = steps.split_last().unwrap();
    let mut parent = tree;
    for step in way {
        parent = match step.strip_prefix('[') {
            Some(name) => {
                let index = position(parent, name, at);
                &mut parent[index]
            }
            None => &mut parent[*step],
        };
    }
    let Some(name) = last.strip_prefix('[') else {
        let object = parent.as_object_mut().unwrap_or_else(|| panic!("no object at {at}"));
        match edit.get("put") {
            Some(value) => object.insert((*last).to_owned(), value.clone()),
            None => Some(object.remove(*last).unwrap_or_else(|| panic!("nothing at {at}"))),
        };
        return;
    };
    if name == "]" {
        return parent.as_array_mut().unwrap().push(edit["put"].clone());
    }
    let index = position(parent, name, at);
    let list = parent.as_array_mut().unwrap();
    match edit.get("before") {
        Some(value) => list.insert(index, value.clone()),
        None => drop(list.remove(index)),
    }
}

fn position(list: &Value, name: &str, at: &str) -> usize {
    let name = name.trim_end_matches(']');
    let list = list.as_array().unwrap_or_else(|| panic!("no list at {at}"));
    let found = list.iter().position(|element| element["name"] == name || element["value"] == name);
    found.unwrap_or_else(|| panic!("no {name} at {at}"))
}
