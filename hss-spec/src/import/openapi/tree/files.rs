//! The files that a document refers to.
//!
//! A reference to a file is a path relative to the referring file. All files are in the document's folder or below it;
//! they may refer to each other in a cycle.

use std::borrow::Cow;

use super::{Data, File, Map, Node, Tree, Value, short};
use crate::import::Document;
use crate::place::{Problem, Problems};

/// Reads a file by its path from the document's folder, with `/` between folders; an error is the reason in words.
pub(in crate::import) type ReadFile<'f> = &'f dyn Fn(&str) -> Result<String, String>;

/// Maximum number of files, and of bytes in all of them.
const FILES: usize = 2_000;
const BYTES: usize = 256 << 20;

impl<'t> Tree<'t> {
    /// Reads all files that the document refers to, and those that they refer to.
    ///
    /// The reason why a file can't be read is kept for the references that need the file.
    pub(in crate::import) fn read_files(&mut self, read: ReadFile<'_>) {
        let mut seen = 0;
        let mut bytes = 0;
        while seen < self.nodes.len() {
            let wanted = self.wanted(seen);
            seen = self.nodes.len();
            for path in wanted {
                if self.by_path.contains_key(&path) {
                    continue;
                }
                let found = if self.files.len() > FILES || bytes > BYTES {
                    Err(format!("more than {FILES} files or {BYTES} bytes are referred to"))
                } else {
                    read(&path).and_then(|text| {
                        bytes += text.len();
                        self.add_file(&path, &text)
                    })
                };
                self.by_path.insert(path, found);
            }
        }
    }

    /// The paths of files in references of the nodes from an index on.
    fn wanted(&self, from: usize) -> Vec<String> {
        let references = self.nodes.get(from..).unwrap_or_default().iter().filter_map(|data| {
            let Value::Map(map) = &data.value else { return None };
            let Value::Text(reference) = &self.nodes.get(map.get("$ref")? as usize)?.value else {
                return None;
            };
            let (file, _) = split(reference);
            let base = &self.files.get(data.file as usize)?.path;
            (!file.is_empty()).then(|| path_from(base, file).ok()).flatten()
        });
        references.collect()
    }

    fn add_file(&mut self, path: &str, text: &str) -> Result<u32, String> {
        let base = self.files.first().map_or("", |file| &file.name);
        let folder = base.rfind(['/', '\\']).map_or("", |end| &base[..=end]);
        let name = format!("{folder}{path}");
        let other = Tree::parse_loosely(&Document::new(&name, text))
            .map_err(|Problems(problems)| problems.first().map_or_else(String::new, Problem::to_string))?;
        let (file, start) = (self.files.len() as u32, self.nodes.len() as u32);
        let root = start + other.root_of(0);
        self.files.push(File { name: name.as_str().into(), path: path.to_owned(), root });
        self.duplicate_keys.extend(other.duplicate_keys);
        self.nodes.extend(other.nodes.into_iter().map(|data| Data {
            file,
            parent: start + data.parent,
            value: data.value.moved(start),
            ..data
        }));
        Ok(file)
    }
}

impl Tree<'_> {
    /// The tree with copies of all texts.
    pub(super) fn owned<'t>(self) -> Tree<'t> {
        let nodes = self.nodes.into_iter();
        let nodes = nodes.map(|data| Data { value: data.value.moved(0), ..data }).collect();
        Tree { files: self.files, by_path: self.by_path, nodes, duplicate_keys: self.duplicate_keys }
    }
}

impl Value<'_> {
    /// A copy without borrowed text, with the indexes of children shifted by `by`.
    fn moved<'t>(self, by: u32) -> Value<'t> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value, text) => Value::Boolean(value, owned(text)),
            Self::Number(value, text) => Value::Number(value, owned(text)),
            Self::Text(text) => Value::Text(owned(text)),
            Self::List(children) => Value::List(children.into_iter().map(|child| child + by).collect()),
            Self::Map(map) => Value::Map(Map {
                entries: map.entries.into_iter().map(|(key, child)| (owned(key), child + by)).collect(),
                by_key: map.by_key,
            }),
        }
    }
}

impl<'d> Node<'d> {
    /// The target of a reference at this node.
    ///
    /// # Errors
    ///
    /// The reason in words: a URL, a file that can't be read, a pointer to nothing.
    pub(in crate::import) fn refer(self, reference: &str) -> Result<Self, String> {
        let (file, pointer) = split(reference);
        let root = match file {
            "" => self.file_root(),
            file => self.tree.file_node(self.data().file, file)?,
        };
        root.at_pointer(pointer).ok_or_else(|| match (file, self.other_file()) {
            ("", None) => "does not exist in this document".to_owned(),
            _ => "does not exist in that file".to_owned(),
        })
    }

    /// The node of a JSON pointer below this one.
    fn at_pointer(self, pointer: &str) -> Option<Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |node, step| {
            let step = percent_decoded(step).replace("~1", "/").replace("~0", "~");
            node.get(&step).or_else(|| node.elements().nth(step.parse().ok()?))
        })
    }
}

impl Tree<'_> {
    /// The root node of the file that a reference in another one names.
    fn file_node(&self, from: u32, file: &str) -> Result<Node<'_>, String> {
        let base = self.files.get(from as usize).map_or("", |file| file.path.as_str());
        let path = path_from(base, file)?;
        match self.by_path.get(&path) {
            Some(Ok(file)) => Ok(Node { tree: self, index: self.root_of(*file) }),
            Some(Err(why)) => Err(format!("refers to another document that can't be read: {why}")),
            None => Err("refers to another document, and no folder to read it from is known".to_owned()),
        }
    }
}

/// The file and the JSON pointer of a reference.
fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The path, relative to the document's folder, of a file that a reference in the file `base` names.
fn path_from(base: &str, file: &str) -> Result<String, String> {
    let file = percent_decoded(file);
    let scheme = file.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric())) {
        return Err("refers to a URL; only files in the document's folder are read".to_owned());
    }
    let outside = || "refers to a file outside of the document's folder, which is not read".to_owned();
    if file.starts_with("//") {
        return Err("refers to a URL; only files in the document's folder are read".to_owned());
    }
    if file.starts_with('/') || file.contains(['\\', ':', '\0']) {
        return Err(outside());
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in file.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop().ok_or_else(outside)?;
            }
            step => path.push(step),
        }
    }
    if path.is_empty() {
        return Err(format!("refers to `{}`, which is not a file", short(&file)));
    }
    Ok(path.join("/"))
}

/// Text with percent-encoded characters decoded.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let code = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
