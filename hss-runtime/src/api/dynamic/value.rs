//! Values whose type is given by a table.

use std::collections::BTreeMap;

use crate::schema::{EnumKind, Kind, Model, Table};
use crate::value::file_content::FileContent;
use crate::value::model::{AnyModel, Visitor, VisitorMut};
use crate::value::slot::{
    Content, ListSlot, ListView, MapSlot, MapView, Mismatch, STRING, Scalar, Shape, Slot, View, integer, text,
};
use crate::value::timestamp::Timestamp;

/// Value of a type given by a table. Decoded by [`decode::from_slice`](crate::decode::from_slice), validated and sent
/// like one of a generated type.
///
/// ```
/// use hss_runtime::dynamic::DynamicValue;
/// use hss_runtime::schema::Kind;
///
/// let mut ports = DynamicValue::new(Kind::List(&Kind::Integer));
/// let error = hss_runtime::decode::from_slice(br#"["https"]"#, &mut ports).unwrap_err();
/// assert!(error.to_string().starts_with(r#"`[0]` is the string "https", expected an integer"#));
/// ```
pub struct DynamicValue {
    kind: Kind,
    /// True if null differs from an absent value.
    is_nullable: bool,
    content: Held,
}

enum Held {
    Absent,
    Null,
    Text(String),
    Integer(i64),
    Unsigned(u64),
    Number(f64),
    Boolean(bool),
    Json(serde_json::Value),
    File(FileContent),
    List(List),
    Map(Map),
    Model(DynamicModel),
}

/// Object with the fields of a table.
pub struct DynamicModel {
    table: Table<Model>,
    fields: Vec<DynamicValue>,
}

struct List {
    kind: &'static Kind,
    items: Vec<DynamicValue>,
}

struct Map {
    kind: &'static Kind,
    entries: BTreeMap<String, DynamicValue>,
}

impl DynamicValue {
    /// Creates an absent value of this type.
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Nullable(kind) => DynamicValue { kind: *kind, is_nullable: true, content: Held::Absent },
            kind => DynamicValue { kind, is_nullable: false, content: Held::Absent },
        }
    }

    /// Creates a file to upload.
    pub fn file(file: FileContent) -> Self {
        DynamicValue { kind: Kind::File, is_nullable: false, content: Held::File(file) }
    }

    /// Creates a list of files to upload.
    pub fn files(files: Vec<FileContent>) -> Self {
        const FILE: Kind = Kind::File;
        let list = List { kind: &FILE, items: files.into_iter().map(Self::file).collect() };
        DynamicValue { kind: Kind::List(&FILE), is_nullable: false, content: Held::List(list) }
    }
}

impl From<DynamicModel> for DynamicValue {
    fn from(model: DynamicModel) -> Self {
        DynamicValue { kind: Kind::Model(model.table), is_nullable: false, content: Held::Model(model) }
    }
}

impl DynamicModel {
    /// Creates an object without field values.
    pub fn new(table: Table<Model>) -> Self {
        let fields = table
            .fields
            .iter()
            .map(|field| DynamicValue { is_nullable: field.is_nullable(), ..DynamicValue::new(field.kind) });
        let fields = fields.collect();
        DynamicModel { table, fields }
    }

    /// The field at this index of the table.
    pub fn field_mut(&mut self, index: usize) -> Option<&mut DynamicValue> {
        self.fields.get_mut(index)
    }
}

impl Slot for DynamicValue {
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), Mismatch> {
        self.content = match self.kind {
            Kind::String => Held::Text(text(scalar)?),
            Kind::Enum(table) if table.kind == EnumKind::String => Held::Text(text(scalar)?),
            Kind::Integer | Kind::Timestamp | Kind::Enum(_) => Held::Integer(integer(scalar)?),
            Kind::Unsigned => Held::Unsigned(u64::from_scalar(scalar)?),
            Kind::Number => Held::Number(f64::from_scalar(scalar)?),
            Kind::Boolean => Held::Boolean(bool::from_scalar(scalar)?),
            // The creator of the value decides which variant it is.
            Kind::Json | Kind::Union(_) => Held::Json(serde_json::Value::from_scalar(scalar)?),
            Kind::File => return Err(Mismatch { expected: "a file" }),
            Kind::Model(_) | Kind::Map(_) => return Err(Mismatch { expected: "an object" }),
            Kind::List(_) | Kind::Nullable(_) => return Err(Mismatch { expected: "a list" }),
        };
        Ok(())
    }

    fn set_null(&mut self) -> bool {
        self.content = match self.kind {
            _ if self.is_nullable => Held::Null,
            Kind::Json => Held::Json(serde_json::Value::Null),
            _ => Held::Absent,
        };
        !matches!(self.content, Held::Absent)
    }

    fn visit_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let Kind::Model(table) = self.kind else { return false };
        let mut model = DynamicModel::new(table);
        let mut fields: Vec<&mut dyn Slot> =
            model.fields.iter_mut().map(|field| field as &mut dyn Slot).collect();
        visitor.visit_mut(table, &mut fields);
        self.content = Held::Model(model);
        true
    }

    fn open(&mut self) -> Shape<'_> {
        self.content = match self.kind {
            Kind::Json | Kind::Union(_) => Held::Json(serde_json::Value::Null),
            Kind::Model(_) => return Shape::Model,
            Kind::List(kind) => Held::List(List { kind, items: Vec::new() }),
            Kind::Map(kind) => Held::Map(Map { kind, entries: BTreeMap::new() }),
            _ => Held::Absent,
        };
        match &mut self.content {
            Held::Json(value) => Shape::Json(value),
            Held::List(list) => Shape::List(list),
            Held::Map(map) => Shape::Map(map),
            _ => Shape::Scalar(expected(self.kind)),
        }
    }

    fn view(&self) -> View<'_> {
        match &self.content {
            Held::Absent => View::Absent,
            Held::Null => View::Null,
            Held::Text(text) => View::Text(text),
            Held::Integer(number) if matches!(self.kind, Kind::Timestamp) => {
                View::Timestamp(Timestamp::from_millis(*number))
            }
            Held::Integer(number) => View::Integer(*number),
            Held::Unsigned(number) => View::Unsigned(*number),
            Held::Number(number) => View::Number(*number),
            Held::Boolean(value) => View::Boolean(*value),
            Held::Json(value) => View::Json(value),
            Held::File(file) => View::File(file),
            Held::List(list) => View::List(list),
            Held::Map(map) => View::Map(map),
            Held::Model(model) => View::Model(model),
        }
    }
}

/// Name of the expected type of a scalar, for error messages.
fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::String => STRING,
        Kind::Enum(table) if table.kind == EnumKind::String => STRING,
        Kind::Unsigned => "an integer from 0",
        Kind::Number => "a number",
        Kind::Boolean => "true or false",
        Kind::File => "a file",
        _ => "an integer",
    }
}

impl AnyModel for DynamicModel {
    fn table(&self) -> Table<Model> {
        self.table
    }

    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        let fields: Vec<&dyn Slot> = self.fields.iter().map(|field| field as &dyn Slot).collect();
        visitor.visit(self.table, &fields);
    }
}

impl ListSlot for List {
    fn element_size(&self) -> usize {
        size_of::<DynamicValue>()
    }

    fn push(&mut self) -> &mut dyn Slot {
        let index = self.items.len();
        self.items.push(DynamicValue::new(*self.kind));
        &mut self.items[index]
    }

    fn push_model(&mut self, visitor: &mut dyn VisitorMut) -> bool {
        let is_model = matches!(self.kind, Kind::Model(_) | Kind::Nullable(Kind::Model(_)));
        is_model && self.push().visit_model(visitor)
    }

    fn pop(&mut self) {
        self.items.pop();
    }
}

impl ListView for List {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.items.get(index).map_or(View::Absent, Slot::view)
    }
}

impl MapSlot for Map {
    fn entry(&mut self, key: &str) -> &mut dyn Slot {
        let place = self.entries.entry(key.to_owned()).or_insert_with(|| DynamicValue::new(*self.kind));
        *place = DynamicValue::new(*self.kind);
        place
    }

    fn remove(&mut self, key: &str) {
        self.entries.remove(key);
    }
}

impl MapView for Map {
    fn len(&self) -> usize {
        self.entries.len()
    }

    fn entries(&self) -> Vec<(&str, View<'_>)> {
        self.entries.iter().map(|(key, value)| (key.as_str(), value.view())).collect()
    }
}
