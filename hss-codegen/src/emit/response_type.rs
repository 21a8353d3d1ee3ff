//! Types of responses in programs, which import what they name.

use hss_spec::model::Format;

use super::imports::Imports;
use super::returned;
use super::types;
use crate::plan::{ResponsePlan, RustType, TypeName};

/// The type of a content, with its types imported.
pub(super) fn imported(content: &ResponsePlan, imports: &mut Imports<'_>) -> String {
    let mut names = Names(imports);
    match content {
        ResponsePlan::Empty => "()".to_owned(),
        ResponsePlan::File => names.of_runtime("Download"),
        ResponsePlan::Json(ty) => names.owned(ty),
        ResponsePlan::Stream(framing, ty) => {
            let (stream, item) = (names.of_runtime(returned::stream(*framing)), names.owned(ty));
            format!("{stream}<{item}>")
        }
    }
}

struct Names<'i, 'a>(&'i mut Imports<'a>);

impl Names<'_, '_> {
    fn owned(&mut self, ty: &RustType) -> String {
        match ty {
            RustType::String => "String".to_owned(),
            RustType::Text(format) => self.text(*format),
            RustType::Integer | RustType::KnownInteger(_) => "i64".to_owned(),
            RustType::Unsigned => "u64".to_owned(),
            RustType::Number => "f64".to_owned(),
            RustType::Boolean => "bool".to_owned(),
            RustType::Timestamp => self.of_runtime("Timestamp"),
            RustType::Json => "serde_json::Value".to_owned(),
            RustType::File => self.of_runtime("FileContent"),
            RustType::Enum(name) => format!("{}<{}>", self.of_runtime("Open"), self.path(name)),
            RustType::Flags(name) | RustType::Codes(name) | RustType::Model(name) | RustType::Union(name) => {
                self.path(name)
            }
            RustType::BoxedModel(name) => format!("Box<{}>", self.path(name)),
            RustType::List(item) => format!("Vec<{}>", self.owned(item)),
            RustType::Map(item) => format!("std::collections::BTreeMap<String, {}>", self.owned(item)),
            RustType::Nullable(item) => format!("Option<{}>", self.owned(item)),
        }
    }

    fn text(&mut self, format: Format) -> String {
        match types::text_type(format).strip_prefix("text::") {
            Some(name) => self.0.path(&["hss_runtime".to_owned(), "text".to_owned(), name.to_owned()]),
            None => "String".to_owned(),
        }
    }

    fn of_runtime(&mut self, name: &str) -> String {
        self.0.path(&["hss_runtime".to_owned(), name.to_owned()])
    }

    fn path(&mut self, name: &TypeName) -> String {
        let crates = self.0.crates();
        let module = if name.is_shared() { "shared" } else { crates.module };
        let mut segments: Vec<String> = crates.api.split("::").map(str::to_owned).collect();
        segments.extend([module.to_owned(), name.ident.to_string()]);
        self.0.path(&segments)
    }
}
