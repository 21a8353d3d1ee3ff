//! An example of a call, for the documentation of an operation.

use hss_spec::names::GroupNames;

use super::types::{self, Within};
use crate::identifier::ident;
use crate::plan::{
    BodyPlan, FieldPlan, ModulePlan, OperationPlan, ResponsePlan, RustType, SuccessPlan, TypeName,
};

/// The longest line of an example.
const WIDTH: usize = 96;

/// A group with its names.
#[derive(Clone, Copy)]
pub(crate) struct Group<'a> {
    pub(crate) names: &'a GroupNames,
    pub(crate) plan: &'a ModulePlan,
}

/// A call with everything that is required: a plain value where the type has one, else a variable.
pub(crate) struct Example {
    pub(crate) lines: Vec<String>,
    /// The variables, with their types as the group's module names them.
    pub(crate) variables: Vec<(String, String)>,
}

impl Example {
    pub(crate) fn of(operation: &OperationPlan, group: Group<'_>) -> Self {
        let mut example = Self { lines: Vec::new(), variables: Vec::new() };
        let mut arguments = Vec::new();
        for (_, parameter) in operation.arguments() {
            let field = &parameter.field;
            arguments.push(match plain(&field.ty, field, group) {
                Some(value) => value,
                None => example.variable(&field.ident.to_string(), Within::Module.argument(&field.ty)),
            });
        }
        if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
            arguments.push(example.body(operation, body, group));
        }
        let method = |name: String, arguments: &[String]| format!(".{name}({})", arguments.join(", "));
        let mut links = vec![
            method(ident(&group.names.method).to_string(), &[]),
            method(operation.method_ident.to_string(), &arguments),
        ];
        if operation.paging.is_some() {
            links.push(".items()".to_owned());
            example.chain("let mut items = ", &links);
            let reading =
                ["while let Some(item) = items.next().await {", "    println!(\"{:?}\", item?);", "}"];
            example.lines.extend(reading.map(str::to_owned));
            return example;
        }
        links.extend([".send()".to_owned(), ".await?".to_owned()]);
        let start = match (&operation.successes, &operation.response) {
            (SuccessPlan::One, ResponsePlan::Empty) => "",
            (SuccessPlan::One, ResponsePlan::File) => "let mut file = ",
            _ => "let response = ",
        };
        example.chain(start, &links);
        if start.contains("file") {
            example.lines.push("file.write_to(std::fs::File::create(\"FILE\")?).await?;".to_owned());
        }
        example
    }

    /// The lines that make the body, and its variable.
    fn body(&mut self, operation: &OperationPlan, body: &BodyPlan, group: Group<'_>) -> String {
        let model = match &body.ty {
            RustType::Model(name) if body.choices.is_empty() && !name.is_shared() => name,
            _ => return self.variable("body", types::body_argument(Within::Module, operation, body)),
        };
        let path = path(model, group);
        // Compared by the name in the spec, since in a macro comparing two tokens is a call into the compiler.
        let fields = group.plan.models.iter().find(|one| one.name == model.name).map(|one| &one.fields);
        let required: Vec<&FieldPlan> = fields.into_iter().flatten().filter(|field| field.required).collect();
        let mutable = if required.is_empty() { "" } else { "mut " };
        self.lines.push(format!("let {mutable}body = {path}::empty();"));
        for field in required {
            let name = &field.ident;
            let value = match plain(&field.ty, field, group).filter(|_| !field.nullable) {
                Some(value) if types::is_generic(&field.ty) => format!("Some({value}.into())"),
                Some(value) => format!("Some({value})"),
                None if field.nullable => self.variable(&name.to_string(), types::held(field)),
                None => {
                    let variable = self.variable(&name.to_string(), Within::Module.owned(&field.ty));
                    format!("Some({variable})")
                }
            };
            self.lines.push(format!("body.{name} = {value};"));
        }
        "body".to_owned()
    }

    /// A variable that the example leaves undefined. If the name is taken by a variable of another type, it gets a
    /// different one.
    fn variable(&mut self, name: &str, ty: String) -> String {
        let mut name = if name == "client" { "value_client".to_owned() } else { name.to_owned() };
        while self.variables.iter().any(|(known, of)| *known == name && *of != ty) {
            name.push('_');
        }
        if !self.variables.iter().any(|(known, _)| *known == name) {
            self.variables.push((name.clone(), ty));
        }
        name
    }

    /// A statement: on one line if it fits.
    fn chain(&mut self, start: &str, links: &[String]) {
        let line = format!("{start}client{};", links.concat());
        if line.len() <= WIDTH {
            self.lines.push(line);
            return;
        }
        self.lines.push(format!("{start}client"));
        self.lines.extend(links.iter().map(|link| format!("    {link}")));
        if let Some(last) = self.lines.last_mut() {
            last.push(';');
        }
    }
}

/// A plain value of the type; `None` if it has none.
fn plain(ty: &RustType, field: &FieldPlan, group: Group<'_>) -> Option<String> {
    match ty {
        RustType::Boolean => Some("true".to_owned()),
        RustType::String | RustType::Text(_) if field.format.is_some() => {
            field.format.map(|format| format!("{:?}", format.example()))
        }
        RustType::String => {
            let name = field.ident.to_string();
            Some(format!("{:?}", name.trim_start_matches("r#").to_uppercase()))
        }
        RustType::Enum(name) if !name.is_shared() => {
            let known = group.plan.enums.iter().find(|one| one.name == name.name)?;
            Some(format!("{}::{}", path(name, group), known.values.first()?.ident))
        }
        _ => None,
    }
}

/// The path of a type of the group, from the crate's root.
fn path(name: &TypeName, group: Group<'_>) -> String {
    format!("{}::{}", ident(&group.names.module), name.ident)
}
