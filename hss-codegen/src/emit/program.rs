//! A whole program around a call, in rustfmt's layout.

use super::imports::{Crates, Imports};
use super::layout::{Expression, Layout, Link};
use super::tokens;
use crate::plan::{OperationPlan, ResponsePlan, SuccessPlan};

/// The program that makes a call, given as tokens, and prints or saves what is returned.
pub(crate) fn program(
    crates: &Crates<'_>,
    operation: &OperationPlan,
    call: proc_macro2::TokenStream,
) -> String {
    let mut imports = Imports::of(crates);
    let call = tokens::expression(call, &mut imports);
    let (body, call) = separated(call, operation);
    let call = call.with(Link::method("send", Vec::new())).with(Link::field("await?"));
    let layout = Layout::Formatted { margin: 0 };
    let mut statements = vec![layout.assignment(
        4,
        "let client",
        &Expression::chain(Expression::call("Client::from_env", Vec::new()), vec![Link::field("await?")]),
    )];
    statements.extend(body.map(|body| layout.assignment(4, "let body", &body)));
    let is_one = matches!(operation.successes, SuccessPlan::One);
    let (kept, then): (_, &[&str]) = match &operation.response {
        ResponsePlan::Empty if is_one => (None, &[]),
        ResponsePlan::File if is_one => {
            let lines =
                &["let file = std::fs::File::create(\"download\")?;", "response.write_to(file).await?;"];
            (Some("let mut response"), lines)
        }
        ResponsePlan::Stream(..) if is_one => (
            Some("let mut response"),
            &["while let Some(item) = response.next().await {", "    println!(\"{:#?}\", item?);", "}"],
        ),
        _ => (Some("let response"), &["println!(\"{response:#?}\");"]),
    };
    statements.push(match kept {
        Some(before) => layout.assignment(4, before, &call),
        None => layout.statement(4, &call),
    });
    statements.extend(then.iter().map(|line| (*line).to_owned()));
    let statements: String = statements.iter().map(|statement| format!("    {statement}\n")).collect();
    format!(
        "{}\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{statements}    Ok(())\n}}\n",
        imports.lines()
    )
}

/// The body apart from the call, which then has its name.
fn separated(call: Expression, operation: &OperationPlan) -> (Option<Expression>, Expression) {
    let Expression::Chain { root, mut links } = call else { return (None, call) };
    let is_required = operation.body.as_ref().is_some_and(|body| body.required);
    let method = operation.method_ident.to_string();
    let holder = if is_required { &*method } else { "body" };
    let place = links.iter_mut().skip(1).find(|link| link.is_method(holder)).and_then(Link::last_argument);
    let body = match place {
        Some(place) if operation.body.is_some() => Some(std::mem::replace(place, Expression::word("body"))),
        _ => None,
    };
    (body, Expression::Chain { root, links })
}
