//! Models and enumerations as schemas with names.

use std::collections::BTreeMap;

use super::exported::Export;
use super::extension::EXTENSION;
use super::schema::add_bounds;
use crate::json::line::{Entries, Item, quote};
use crate::model::{EnumKind, Enumeration, Model, Type, Union};

impl Export<'_> {
    pub(super) fn schemas(&self) -> Entries {
        let mut schemas = BTreeMap::new();
        let groups = self.spec.groups.iter().map(|(name, group)| (name.as_str(), &group.definitions));
        for (group, definitions) in groups.chain([("", &self.spec.shared)]) {
            for (name, model) in &definitions.models {
                let component = self.names.of(group, name);
                let own_name = Some(name.as_str()).filter(|name| *name != component);
                schemas.insert(component, self.model(group, model, own_name));
            }
            for (name, one) in &definitions.enums {
                let component = self.names.of(group, name);
                let own_name = Some(name.as_str()).filter(|name| *name != component);
                schemas.insert(component, self.enumeration(group, one, own_name));
            }
        }
        let mut entries = Entries::default();
        for (name, schema) in schemas {
            entries.item(name, schema);
        }
        entries
    }

    /// A model; `own_name` is its name if that of the component differs.
    fn model(&self, group: &str, model: &Model, own_name: Option<&str>) -> Item {
        let mut schema = Entries::default();
        let mut extension = Entries::default();
        extension.optional("name", own_name);
        schema.optional("description", model.doc.as_deref());
        if let Some(union) = &model.union {
            self.variants(group, model, union, &mut schema, &mut extension);
            schema.item(EXTENSION, extension.into_line());
            return schema.into_object();
        }
        schema.text("type", "object");
        self.fields(group, model, &mut schema);
        schema.object(EXTENSION, extension);
        schema.into_object()
    }

    /// The variants of a union; values without a keyword are in the extension.
    fn variants(
        &self,
        group: &str,
        model: &Model,
        union: &Union,
        schema: &mut Entries,
        extension: &mut Entries,
    ) {
        let variants = model.fields.iter().map(|field| self.field_schema(group, field).into_line());
        schema.item("oneOf", Item::List(variants.collect()));
        if let Some(tag) = &union.tag {
            let mut mapping = Entries::default();
            for (value, variant) in &union.values {
                if let Some(name) = model.field(variant).and_then(|field| field.ty.name()) {
                    mapping.text(value, &self.reference(group, name));
                }
            }
            let mut discriminator = Entries::default();
            discriminator.text("propertyName", tag).object("mapping", mapping);
            schema.item("discriminator", discriminator.into_line());
        }
        let mut stated = Entries::default();
        let names = model.fields.iter().map(|field| Item::Line(quote(&field.name)));
        stated.item("variants", Item::List(names.collect())).optional("tag", union.tag.as_deref());
        let mut values = Entries::default();
        for (value, variant) in &union.values {
            values.text(value, variant);
        }
        stated.object("values", values);
        extension.item("union", stated.into_line());
    }

    /// The fields of an object, and the constraints on their number.
    fn fields(&self, group: &str, model: &Model, schema: &mut Entries) {
        let required = model.fields.iter().filter(|field| field.required.effective() && !field.additional);
        let required: Vec<Item> = required.map(|field| Item::Line(quote(&field.name))).collect();
        let mut fields = Entries::default();
        let mut others = None;
        for field in &model.fields {
            if field.additional {
                others = match &field.ty {
                    Type::Map(item) => Some(self.element_schema(group, field, item).into_line()),
                    _ => Some(Item::Line("true".to_owned())),
                };
            } else {
                fields.item(&field.name, self.field_schema(group, field).into_line());
            }
        }
        if !required.is_empty() {
            schema.item("required", Item::List(required));
        }
        schema.item("properties", fields.into_object());
        if let Some(size) = &model.size {
            add_bounds(schema, size, ["minProperties", "maxProperties"]);
        }
        if let Some(sets) = &model.field_sets {
            let set = |set: &Vec<String>| {
                let names = set.iter().map(|name| Item::Line(quote(name)));
                let mut one = Entries::default();
                one.item("required", Item::List(names.collect()));
                one.into_line()
            };
            let key = if sets.exclusive { "oneOf" } else { "anyOf" };
            schema.item(key, Item::List(sets.sets.iter().map(set).collect()));
        }
        if let Some(others) = others {
            schema.item("additionalProperties", others);
        }
    }

    /// An enumeration: a closed set of strings or integers is an `enum`; other attributes of values are in the extension.
    fn enumeration(&self, group: &str, one: &Enumeration, own_name: Option<&str>) -> Item {
        let mut schema = Entries::default();
        let mut extension = Entries::default();
        extension.optional("name", own_name);
        let mut doc = one.doc.clone().unwrap_or_default();
        for value in &one.values {
            if let Some(meaning) = self.spec.value_doc(group, value) {
                let blank = if doc.is_empty() { "" } else { "\n" };
                doc.push_str(&format!("{blank}- `{}`: {meaning}", value.value));
            }
        }
        schema.optional("description", Some(doc.as_str()).filter(|doc| !doc.is_empty()));
        let is_text = one.kind == EnumKind::String;
        let ty = if is_text { "string" } else { "integer" };
        let wire = |value: &str| if is_text { quote(value) } else { value.to_owned() };
        let values = || Item::List(one.values.iter().map(|value| Item::Line(wire(&value.value))).collect());
        let mut value_names = Entries::default();
        for value in &one.values {
            value_names.optional(&value.value, value.name.as_deref());
        }
        match (one.kind, one.open) {
            (EnumKind::String | EnumKind::Integer, false) => {
                schema.text("type", ty).item("enum", values());
                extension.object("value_names", value_names);
            }
            (EnumKind::String, true) => {
                let mut listed = Entries::default();
                listed.text("type", ty).item("enum", values());
                let mut any = Entries::default();
                any.text("type", ty);
                schema.item("anyOf", Item::List(vec![listed.into_line(), any.into_line()]));
                extension.object("value_names", value_names);
            }
            _ => {
                schema.text("type", ty);
                let mut known = Entries::default();
                known.text("kind", one.kind.name()).flag("open", one.open);
                known.optional("range", one.range.map(|range| range.to_string()).as_deref());
                known.optional("range_name", one.range_name.as_deref());
                let names = one.values.iter().map(|value| {
                    let mut line = Entries::default();
                    line.text("value", &value.value).optional("name", value.name.as_deref());
                    line.into_line()
                });
                known.item("values", Item::List(names.collect()));
                extension.item("enum", known.into_line());
            }
        }
        schema.object(EXTENSION, extension);
        schema.into_object()
    }
}
