//! Any text as the description of a page that is kept, up to the generated code.

#![no_main]

use hss_codegen::Generator;
use hss_spec::import::{Document, PageForm, import, read_page};
use hss_spec::model::Spec;
use libfuzzer_sys::fuzz_target;
use pulldown_cmark::{Event, LinkType, Parser, Tag};
use syn::visit::Visit;

/// The names in the code, which no text may add to.
#[derive(Default, PartialEq)]
struct Shape(Vec<String>);

impl Shape {
    fn of(code: &str) -> Self {
        let mut shape = Self::default();
        shape.visit_file(&syn::parse_file(code).expect("the code is valid, whatever the text"));
        shape
    }
}

impl Visit<'_> for Shape {
    fn visit_ident(&mut self, ident: &proc_macro2::Ident) {
        self.0.push(ident.to_string());
    }
}

/// None where the page is refused.
fn spec(description: &str, keep: bool) -> Option<Spec> {
    let description = description.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let page = format!(
        "<h1>Lamps</h1><h4>Function</h4><p>{description}</p><h4>URI</h4><p>POST /v1/lamps</p>\
         <table><caption>Table 1 Query parameters</caption>\
         <tr><th>Parameter<th>Mandatory<th>Type<th>Description<tr><td>at<td>No<td>Integer<td><p>{description}</p></table>\
         <h4>Request Parameters</h4><h4>Response Parameters</h4><h4>Error Codes</h4>"
    );
    let document = Document::new("PostLamp.html", &page);
    let draft = read_page(&document, PageForm::Html, None, keep).ok()?;
    Some(import(&Spec::default(), vec![draft], None).ok()?.spec)
}

fuzz_target!(|description: &str| {
    let (Some(kept), Some(dropped)) = (spec(description, true), spec(description, false)) else { return };
    // What it says of the parameter counts either way.
    let plain = Shape::of(&Generator::new(&dropped).source().expect("code"));
    let printed = Generator::new(&kept).source().expect("code");
    assert!(Shape::of(&printed) == plain, "the text changed the code");
    let expanded = Generator::new(&kept).generate().expect("code").to_string();
    assert!(Shape::of(&expanded) == plain, "the text changed the macro's code");
    let docs: String = printed
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("///"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    for event in Parser::new(&docs) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => panic!("a code block starts"),
            Event::Start(Tag::Link { link_type, .. }) => {
                assert!(link_type == LinkType::Autolink, "a link is made")
            }
            Event::Html(_) | Event::InlineHtml(_) => panic!("HTML passes"),
            _ => {}
        }
    }
});
