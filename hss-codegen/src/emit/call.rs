//! Calls of generated code, with values from JSON.

use std::collections::BTreeSet;

use hss_spec::model::Location;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

use super::{literal, types};
use crate::plan::{
    EnumPlan, FieldPlan, ModelPlan, ModulePlan, OperationPlan, ParameterPlan, RustType, TypeName,
};

/// The modules of the types of values.
#[derive(Clone, Copy)]
pub(crate) struct CallValues<'a> {
    /// Path to the group's module and the shared one.
    pub(crate) root: &'a TokenStream,
    /// The group's module.
    pub(crate) module: &'a Ident,
    /// The plans of both.
    pub(crate) modules: [&'a ModulePlan; 2],
    /// The value belongs to a model of the shared module, whose own types need no path.
    pub(crate) is_in_shared: bool,
}

/// The code, or the error in the values.
type Written = Result<TokenStream, String>;

impl CallValues<'_> {
    /// `.list_image_scan_task(TaskKind::ImageScan).limit(50)`; the body is in the media type of that number.
    pub(crate) fn call(
        &self,
        operation: &OperationPlan,
        parameters: &Map<String, Value>,
        (choice, body): (usize, Option<&Value>),
    ) -> Written {
        let located = |parameter: &'_ ParameterPlan| Some(parameter.location);
        let required = operation.arguments().map(|(_, one)| (located(one), &one.field));
        let optional = operation.options().map(|(_, one)| (located(one), &one.field));
        let (mut arguments, mut setters) = self.given(required, optional, parameters)?;
        match (&operation.body, body) {
            (None, None) => {}
            (None, Some(_)) => return Err("it has no body".to_owned()),
            (Some(plan), None) if plan.required => return Err("its body is missing".to_owned()),
            (Some(_), None) => {}
            (Some(plan), Some(body)) => {
                let in_body = |wrong| format!("body: {wrong}");
                let chosen = plan.choices.get(choice);
                let ty = chosen.map_or(&plan.ty, |choice| &choice.ty);
                let mut value = self.set(ty, plan.nullable, body).map_err(in_body)?;
                if let Some(choice) = chosen {
                    let held = match plan.nullable {
                        true => quote! { ::hss_runtime::Nullable::from(#value) },
                        false => self.owned(ty, body).map_err(in_body)?,
                    };
                    let (root, module) = (self.root, self.module);
                    let (name, variant) = (&operation.ident, &choice.ident);
                    value = quote! { #root::#module::body::#name::#variant(#held) };
                }
                if plan.required {
                    arguments.push(value);
                } else {
                    setters.push(quote! { .body(#value) });
                }
            }
        }
        let method = &operation.method_ident;
        Ok(quote! { .#method(#(#arguments),*)#(#setters)* })
    }

    /// The arguments for required values, and the setters for the others.
    fn given<'f>(
        &self,
        required: impl Iterator<Item = (Option<Location>, &'f FieldPlan)>,
        optional: impl Iterator<Item = (Option<Location>, &'f FieldPlan)>,
        values: &Map<String, Value>,
    ) -> Result<(Vec<TokenStream>, Vec<TokenStream>), String> {
        let mut unused: BTreeSet<&str> = values.keys().map(String::as_str).collect();
        let mut arguments = Vec::new();
        for (location, field) in required {
            let missing = || format!("`{}` is missing", field.wire);
            let (name, value) = value_of(values, location, field).ok_or_else(missing)?;
            unused.remove(name);
            arguments.push(self.field(field, value)?);
        }
        let mut setters = Vec::new();
        for (location, field) in optional {
            if let Some((name, value)) = value_of(values, location, field) {
                unused.remove(name);
                let (name, value) = (&field.ident, self.field(field, value)?);
                setters.push(quote! { .#name(#value) });
            }
        }
        match unused.first() {
            Some(name) => Err(format!("there is no `{name}` to set")),
            None => Ok((arguments, setters)),
        }
    }

    fn field(&self, field: &FieldPlan, value: &Value) -> Written {
        self.set(&field.ty, field.nullable, value).map_err(|wrong| format!("{}: {wrong}", field.wire))
    }

    /// A value in the type of the argument of a setter, which may take null.
    fn set(&self, ty: &RustType, nullable: bool, value: &Value) -> Written {
        match (ty, value) {
            (_, Value::Null) if nullable => Ok(quote! { ::hss_runtime::Nullable::Null }),
            // Such a setter takes only the type of the field, and converts nothing else.
            (RustType::List(item), Value::Array(items)) if nullable => {
                let items = items.iter().map(|one| self.owned(item, one)).collect::<Result<Vec<_>, _>>();
                items.map(|items| quote! { ::std::vec![#(#items),*] })
            }
            (ty, value) => self.value(ty, value),
        }
    }

    /// A value in the type of a field.
    fn owned(&self, ty: &RustType, value: &Value) -> Written {
        let written = types::convert(ty, &self.value(ty, value)?.to_string()).one_line();
        written.parse().map_err(|_| format!("{value} is not an expression"))
    }

    /// A value in the type of a setter's argument.
    fn value(&self, ty: &RustType, value: &Value) -> Written {
        let misfit = || format!("{value} has the wrong type");
        let whole = || value.as_i64().ok_or_else(misfit);
        Ok(match ty {
            RustType::String | RustType::Text(_) => {
                let text = value.as_str().ok_or_else(misfit)?;
                quote! { #text }
            }
            RustType::Integer | RustType::KnownInteger(_) => literal::number(whole()?),
            RustType::Unsigned => {
                let number = Literal::u64_unsuffixed(value.as_u64().ok_or_else(misfit)?);
                quote! { #number }
            }
            RustType::Number => {
                let number = Literal::f64_unsuffixed(value.as_f64().ok_or_else(misfit)?);
                quote! { #number }
            }
            RustType::Boolean => {
                let truth = value.as_bool().ok_or_else(misfit)?;
                quote! { #truth }
            }
            RustType::Timestamp => {
                let millis = literal::number(whole()?);
                quote! { ::hss_runtime::Timestamp::from_millis(#millis) }
            }
            RustType::Json => {
                let json = json(value);
                quote! { ::serde_json::json!(#json) }
            }
            RustType::File => {
                let content = value.as_str().ok_or_else(misfit)?;
                quote! { ::hss_runtime::FileContent::new("file", #content) }
            }
            RustType::Enum(name) => self.variant(name, value.as_str().ok_or_else(misfit)?)?,
            RustType::Flags(name) => self.flags(name, whole()?)?,
            RustType::Codes(name) => self.code(name, whole()?)?,
            RustType::Model(name) | RustType::BoxedModel(name) => {
                self.model(name, value.as_object().ok_or_else(misfit)?)?
            }
            RustType::Union(name) => self.union(name, value)?,
            RustType::List(item) => self.list(item, value.as_array().ok_or_else(misfit)?)?,
            RustType::Nullable(_) if value.is_null() => quote! { ::core::option::Option::None },
            RustType::Nullable(item) => {
                let value = self.owned(item, value)?;
                quote! { ::core::option::Option::Some(#value) }
            }
            RustType::Map(item) => self.map(item, value.as_object().ok_or_else(misfit)?)?,
        })
    }

    fn list(&self, item: &RustType, values: &[Value]) -> Written {
        // All elements of a list have one type: next to a value without a variant, known variants are converted to the
        // type of both.
        let all_known = values.iter().all(|one| self.has_variant(item, one));
        let items = values.iter().map(|one| match all_known || !self.has_variant(item, one) {
            true => self.value(item, one),
            false => self.owned(item, one),
        });
        let items = items.collect::<Result<Vec<_>, _>>()?;
        Ok(quote! { ::std::vec![#(#items),*] })
    }

    fn map(&self, item: &RustType, values: &Map<String, Value>) -> Written {
        let entries = values.iter().map(|(key, one)| {
            let one = self.owned(item, one)?;
            Ok(quote! { (#key.to_owned(), #one) })
        });
        let entries = entries.collect::<Result<Vec<_>, String>>()?;
        Ok(quote! { ::std::collections::BTreeMap::from([#(#entries),*]) })
    }

    /// `Owner::new(name).age(3)`
    fn model(&self, name: &TypeName, fields: &Map<String, Value>) -> Written {
        let plan = self.model_plan(name)?;
        let fields_of = |is_required| {
            let fields = plan.fields.iter().filter(move |field| field.required == is_required);
            fields.map(|field| (None, field))
        };
        let (required, optional) = (fields_of(true), fields_of(false));
        let inside = Self { is_in_shared: self.is_shared(name), ..*self };
        let fields = with_others(plan, fields);
        let (arguments, setters) = inside.given(required, optional, &fields)?;
        let path = self.path(name);
        Ok(quote! { #path::new(#(#arguments),*)#(#setters)* })
    }

    /// `Pet::Cat(Cat::new())`: the variant by the tag, else the first one that accepts the value.
    fn union(&self, name: &TypeName, value: &Value) -> Written {
        let plan = self.model_plan(name)?;
        let inside = Self { is_in_shared: self.is_shared(name), ..*self };
        let tag = plan.union.iter().flatten().next();
        let given = tag.and_then(|tag| value.get(tag)).filter(|given| !given.is_null());
        let given = given.map(|given| given.as_str().map_or_else(|| given.to_string(), str::to_owned));
        let is_meant = |variant: &&FieldPlan| match &given {
            Some(given) if !variant.tags.is_empty() => variant.tags.iter().any(|value| value == given),
            _ => true,
        };
        let path = self.path(name);
        for variant in plan.fields.iter().filter(is_meant) {
            let mut value = value.clone();
            if let (Some(tag), Some(fields)) = (tag, value.as_object_mut())
                && !inside.has_field(&variant.ty, tag)
            {
                fields.remove(tag);
            }
            let Ok(written) = inside.owned(&variant.ty, &value) else { continue };
            let variant = &variant.ident;
            return Ok(quote! { #path::#variant(#written) });
        }
        Err(format!("{value} matches no variant of {}", name.ident))
    }

    fn has_field(&self, ty: &RustType, field: &str) -> bool {
        let (RustType::Model(name) | RustType::BoxedModel(name)) = ty else { return true };
        self.model_plan(name).is_ok_and(|model| model.fields.iter().any(|one| one.wire == field))
    }

    fn variant(&self, name: &TypeName, wire: &str) -> Written {
        let plan = self.enum_plan(name)?;
        let path = self.path(name);
        match plan.values.iter().find(|value| value.wire == wire) {
            Some(known) => {
                let variant = &known.ident;
                Ok(quote! { #path::#variant })
            }
            None if plan.open => Ok(quote! { #wire.parse::<::hss_runtime::Open<#path>>()? }),
            None => Err(format!("`{wire}` is not a known value")),
        }
    }

    /// False for a value of an open enumeration that is not listed.
    fn has_variant(&self, ty: &RustType, value: &Value) -> bool {
        let RustType::Enum(name) = ty else { return true };
        let plan = self.enum_plan(name);
        plan.is_ok_and(|plan| plan.values.iter().any(|known| value.as_str() == Some(&known.wire)))
    }

    /// `Scope::FILES | Scope::PORTS`
    fn flags(&self, name: &TypeName, bits: i64) -> Written {
        let path = self.path(name);
        let (mut left, mut names) = (bits, Vec::new());
        for value in self.enum_plan(name)?.values.iter().filter(|value| value.number & !bits == 0) {
            if value.number & left != 0 {
                left &= !value.number;
                names.push(&value.ident);
            }
        }
        match (left, names.as_slice()) {
            (0, []) => Ok(quote! { #path::empty() }),
            (0, names) => Ok(quote! { #(#path::#names)|* }),
            _ => Err(format!("{bits} has bits without a name")),
        }
    }

    fn code(&self, name: &TypeName, code: i64) -> Written {
        let (plan, path) = (self.enum_plan(name)?, self.path(name));
        if let Some(known) = plan.values.iter().find(|value| value.number == code) {
            let variant = &known.ident;
            return Ok(quote! { #path::#variant });
        }
        let number = literal::number(code);
        match &plan.range {
            Some((_, counting)) => Ok(quote! { #path::#counting(#number) }),
            None => Err(format!("{code} is not a known code")),
        }
    }

    fn is_shared(&self, name: &TypeName) -> bool {
        name.is_shared() || self.is_in_shared
    }

    fn path(&self, name: &TypeName) -> TokenStream {
        let (root, module, ident) = (self.root, self.module, &name.ident);
        if self.is_shared(name) {
            quote! { #root::shared::#ident }
        } else {
            quote! { #root::#module::#ident }
        }
    }

    fn model_plan(&self, name: &TypeName) -> Result<&ModelPlan, String> {
        let [group, shared] = self.modules;
        let models = if self.is_shared(name) { &shared.models } else { &group.models };
        models
            .iter()
            .find(|model| model.ident == name.ident)
            .ok_or_else(|| format!("there is no model {}", name.ident))
    }

    fn enum_plan(&self, name: &TypeName) -> Result<&EnumPlan, String> {
        let [group, shared] = self.modules;
        let enums = if self.is_shared(name) { &shared.enums } else { &group.enums };
        enums
            .iter()
            .find(|one| one.ident == name.ident)
            .ok_or_else(|| format!("there is no enumeration {}", name.ident))
    }
}

/// The value of a field or a parameter, by its name, or by its location and name: `query.id`.
fn value_of<'v>(
    values: &'v Map<String, Value>,
    location: Option<Location>,
    field: &FieldPlan,
) -> Option<(&'v str, &'v Value)> {
    let own = location.and_then(|at| values.get_key_value(&format!("{}.{}", at.name(), field.wire)));
    own.or_else(|| values.get_key_value(&field.wire)).map(|(name, value)| (name.as_str(), value))
}

/// The fields of an object, with unknown ones in the field for additional keys.
fn with_others(plan: &ModelPlan, fields: &Map<String, Value>) -> Map<String, Value> {
    let Some(last) = plan.fields.last().filter(|last| last.additional) else { return fields.clone() };
    let is_known = |name: &str| plan.fields.iter().any(|field| field.wire == name && !field.additional);
    let (mut known, others): (Map<String, Value>, Map<String, Value>) =
        fields.clone().into_iter().partition(|(name, _)| is_known(name));
    if !others.is_empty() {
        known.insert(last.wire.clone(), Value::Object(others));
    }
    known
}

/// The argument of `json!` for a value.
fn json(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { null },
        Value::Bool(truth) => quote! { #truth },
        Value::Number(number) => match number.as_i64() {
            Some(whole) => literal::number(whole),
            None => {
                let number = Literal::f64_unsuffixed(number.as_f64().unwrap_or_default());
                quote! { #number }
            }
        },
        Value::String(text) => quote! { #text },
        Value::Array(items) => {
            let items = items.iter().map(json);
            quote! { [#(#items),*] }
        }
        Value::Object(fields) => {
            let (names, values) = (fields.keys(), fields.values().map(json));
            quote! { { #(#names: #values),* } }
        }
    }
}
