//! A whole program around a call, in rustfmt's layout.

use super::imports::{Crates, Imports};
use super::layout::{Expression, Layout, Link};
use super::response_type;
use super::tokens;
use crate::plan::{OperationPlan, ResponsePlan, SuccessPlan};

/// The program that makes a call, given as tokens, and prints or saves what is returned. The response is in the wanted
/// media type, if it is not the default.
pub(crate) fn program(
    crates: &Crates<'_>,
    operation: &OperationPlan,
    call: proc_macro2::TokenStream,
    wanted: Option<&(String, ResponsePlan)>,
) -> String {
    let mut imports = Imports::of(crates);
    let call = tokens::expression(call, &mut imports);
    let (body, call) = separated(call, operation);
    let send = match wanted {
        None => Link::method("send", Vec::new()),
        Some((media_type, content)) => {
            let ty = response_type::imported(content, &mut imports);
            let media_type = Expression::word(format!("{media_type:?}"));
            Link::method(format!("send_as::<{ty}>"), vec![media_type])
        }
    };
    let call = call.with(send).with(Link::field("await?"));
    let layout = Layout::Formatted { margin: 0 };
    let mut statements = vec![layout.assignment(
        4,
        "let client",
        &Expression::chain(Expression::call("Client::from_env", Vec::new()), vec![Link::field("await?")]),
    )];
    statements.extend(body.map(|body| layout.assignment(4, "let body", &body)));
    let is_one = matches!(operation.successes, SuccessPlan::One);
    let content = match wanted {
        Some((_, content)) => Some(content),
        None => is_one.then_some(&operation.response),
    };
    let (kept, then) = used(content);
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

/// The variable of a response, and the lines that use it; `None` for one of several contents.
fn used(content: Option<&ResponsePlan>) -> (Option<&'static str>, &'static [&'static str]) {
    match content {
        Some(ResponsePlan::Empty) => (None, &[]),
        Some(ResponsePlan::File) => (
            Some("let mut response"),
            &["let file = std::fs::File::create(\"download\")?;", "response.write_to(file).await?;"],
        ),
        Some(ResponsePlan::Stream(..)) => (
            Some("let mut response"),
            &["while let Some(item) = response.next().await {", "    println!(\"{:#?}\", item?);", "}"],
        ),
        _ => (Some("let response"), &["println!(\"{response:#?}\");"]),
    }
}

/// The body as an expression of its own, and the call with the variable `body` in its place.
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
