//! A part of a response: by JMESPath, or by a JSON pointer.

use serde_json::Value as Json;

use crate::failure::Failure;

/// A parsed expression.
pub(crate) enum Expression {
    /// `/data_list/0/task_id`
    Pointer(String),
    /// `data_list[?failed_num > `0`].task_name`
    JmesPath(Box<jmespath::Expression<'static>>),
}

/// Reads an expression: a JSON pointer if it starts with a slash.
pub(crate) fn parse(text: &str) -> Result<Expression, Failure> {
    if text.starts_with('/') || text.is_empty() {
        return Ok(Expression::Pointer(text.to_owned()));
    }
    match jmespath::compile(text) {
        Ok(expression) => Ok(Expression::JmesPath(Box::new(expression))),
        Err(error) => Err(Failure::Usage(format!(
            "--query is not a JMESPath expression: {}",
            error.to_string().trim_end()
        ))),
    }
}

/// Selects a part of each item; those without it are left out.
pub(crate) fn select_each(expression: &Expression, items: &[Json]) -> Result<Vec<Json>, Failure> {
    let mut selected = Vec::new();
    for item in items {
        match select(expression, item)? {
            Json::Null => {}
            value => selected.push(value),
        }
    }
    Ok(selected)
}

/// Selects a part of the value; null where it is missing.
pub(crate) fn select(expression: &Expression, value: &Json) -> Result<Json, Failure> {
    match expression {
        Expression::Pointer(pointer) => Ok(value.pointer(pointer).cloned().unwrap_or(Json::Null)),
        Expression::JmesPath(expression) => {
            let failed = |error: &dyn std::fmt::Display| {
                Failure::Usage(format!("--query cannot be applied: {}", error.to_string().trim_end()))
            };
            let found = expression.search(value).map_err(|error| failed(&error))?;
            serde_json::to_value(&*found).map_err(|error| failed(&error))
        }
    }
}
