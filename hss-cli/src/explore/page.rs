//! The frame of all pages, and the page of an operation.

use hss_runtime::schema::{Body, Kind, Operation, Response};
use hss_spec::check::repeats_name;
use maud::{DOCTYPE, Markup, html};

use super::markdown::spans;
use super::site::Site;
use super::{body, described, form, sample, send};
use crate::accept::media_types;
use crate::catalog;
use crate::shown;

/// The address of an operation's page, from the front page.
pub(super) fn address(site: &Site, operation: &Operation) -> String {
    let (group, command) = site.program.catalog.words(operation);
    format!("op/{group}/{command}.html")
}

/// A page; `root` is the way from it to the front page: `../../`, or nothing.
pub(super) fn frame(site: &Site, title: &str, root: &str, script: Markup, main: &Markup) -> Markup {
    let name = shown::cell(site.program.api.title);
    let home = match (site.sends, root) {
        (false, root) => format!("{root}index.html"),
        (true, "") => "./".to_owned(),
        (true, root) => root.to_owned(),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " – " (name) }
                link rel="icon" href={ (root) "icon.svg" };
                link rel="stylesheet" href={ (root) "explore.css" };
                (script)
                script src={ (root) "explore.js" } defer {}
            }
            body data-root=(root) {
                a.skip href="#main" { "Skip to content" }
                header {
                    a.home href=(home) { (name) }
                    span.version { (site.program.api.version) }
                    (badge(site))
                    @if site.report.is_some() {
                        nav aria-label="Pages" { a href={ (root) "changes.html" } { "What changed" } }
                    }
                }
                main id="main" { (main) }
            }
        }
    }
}

/// A badge that tells where calls go.
fn badge(site: &Site) -> Markup {
    let (class, text) = match (site.sends, site.uses_mock) {
        (false, _) => ("quiet", "documentation"),
        (true, true) => ("good", "mock"),
        (true, false) => ("warn", "your account"),
    };
    html! {
        span class={ "badge " (class) } { (text) }
        @if site.reads_only { span class="badge quiet" { "read-only" } }
    }
}

/// The page of an operation.
pub(super) fn of_operation(site: &Site, operation: &'static Operation) -> Markup {
    let (group, command) = site.program.catalog.words(operation);
    let title = shown::paragraph(catalog::title(operation));
    let is_allowed = !site.reads_only || send::is_read(operation);
    let main = html! {
        div.columns {
            (siblings(site, operation))
            article data-operation=(operation.id) data-call={ (group) "/" (command) } data-group=(group) {
                h1 { (title) }
                p.route { (method(operation)) " " code.path { (shown::cell(operation.path)) } }
                @if operation.deprecated { p.warning { "This operation is deprecated." } }
                @if !repeats_name(&title, operation.doc) { p { (spans(operation.doc)) } }
                p.quiet {
                    code { (operation.id) } " in " code { (operation.group) }
                    @if is_link(operation.page) {
                        " · " a href=(operation.page) rel="noreferrer noopener" target="_blank" { "vendor documentation" }
                    }
                }
                form.call novalidate autocomplete="off" {
                    (form::parameters(operation))
                    (body::of_operation(operation))
                    (accept(operation))
                    @if site.sends {
                        div.actions {
                            button.primary type="submit" disabled[!is_allowed] { "Send" }
                            button type="button" data-act="cancel" hidden { "Stop" }
                            button type="button" data-act="link" { "Copy link" }
                            button type="reset" { "Clear" }
                            @if !is_allowed { span.quiet { "This explorer sends only GET and HEAD requests." } }
                            span.status role="status" data-status {}
                        }
                        noscript { p.warning { "Sending requires JavaScript; everything else on this page works without it." } }
                    }
                }
                @if site.sends {
                    section.response aria-label="Response" hidden data-response {}
                    section aria-labelledby="request" {
                        h2 id="request" { "Request" }
                        pre.request tabindex="0" data-request { "Fill in the form to see the request." }
                    }
                }
                (samples(site, operation))
                section aria-labelledby="fields" { h2 id="fields" { "Response fields" } (responses(operation)) }
            }
        }
    };
    frame(site, &title, "../../", html! {}, &main)
}

/// True for an address that a page may link to; a document can have any text in its place.
fn is_link(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

pub(super) fn method(operation: &Operation) -> Markup {
    let name = operation.method.as_str();
    html! { span class={ "method " (name.to_ascii_lowercase()) } { (name) } }
}

/// The choice of the response's media type, where the document has several.
fn accept(operation: &Operation) -> Markup {
    html! {
        @if !operation.response_choices.is_empty() {
            div.field {
                label {
                    span.heading { "Media type of the response" }
                    select data-accept {
                        @for (index, name) in media_types(operation).iter().enumerate() { option value=(index) { (name) } }
                    }
                }
            }
        }
    }
}

/// The operations of the same group.
fn siblings(site: &Site, operation: &Operation) -> Markup {
    let group = site.program.catalog.groups().iter().find(|group| group.name == operation.group);
    html! {
        nav.siblings aria-label="Operations in this group" {
            form.find role="search" action="../../" {
                input type="search" name="q" placeholder="Search all operations  /" aria-label="Search all operations" data-find;
            }
            @if let Some(group) = group {
                details open {
                    summary { (group.name) " " span.quiet { (group.operations.len()) } }
                    ul {
                        @for entry in &group.operations {
                            @let is_it = entry.operation.id == operation.id;
                            li { a href={ (entry.command) ".html" } aria-current=[is_it.then_some("page")] {
                                (shown::paragraph(catalog::title(entry.operation)))
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// The samples: all readable without the script, which makes tabs of them.
fn samples(site: &Site, operation: &'static Operation) -> Markup {
    html! {
        section.samples aria-labelledby="code" data-samples {
            h2 id="code" { "As code" }
            @for (index, code) in sample::of_operation(&site.program, operation).iter().enumerate() {
                details data-language=(code.language) open[index == 0] {
                    summary { (code.title) }
                    pre tabindex="0" { code { (code.text) } }
                }
            }
        }
    }
}

/// The fields of the response; of several successful ones by status.
fn responses(operation: &'static Operation) -> Markup {
    html! {
        @if operation.successes.is_empty() { (response(&operation.response)) }
        @for success in operation.successes {
            h3 { "Status " (shown::cell(success.status)) " " span.type { (shown::cell(success.media_type)) } }
            (response(&success.response))
        }
    }
}

fn response(response: &'static Response) -> Markup {
    match response {
        Response::Json(kind) => described::of_kind(kind),
        Response::Stream(_, kind) => html! { p { "A stream of items:" } (described::of_kind(kind)) },
        Response::File => html! { p { "A file." } },
        _ => html! { p { "No content." } },
    }
}

/// The names of fields by which an operation can be found: parameters, and fields at the top of its body.
pub(super) fn field_names(operation: &'static Operation) -> impl Iterator<Item = &'static str> {
    let fields = match &operation.body {
        Body::Json(Kind::Model(model)) | Body::Urlencoded(Kind::Model(model)) | Body::Multipart(model) => {
            model.fields
        }
        _ => &[],
    };
    let parameters = operation.parameters.iter().map(|known| &known.field);
    parameters.chain(fields).filter(|field| !field.is_from_client()).map(|field| field.name)
}
