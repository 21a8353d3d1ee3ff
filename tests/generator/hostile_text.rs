//! Text from a spec is data: it can't end a comment, start a doctest or break a literal.

use hss_codegen::Generator;
use hss_spec::import::{Document, PageForm, import, read_page};
use hss_spec::model::Spec;
use proptest::prelude::*;
use syn::visit::Visit;

/// The seed's operation with that text wherever a spec has free text.
pub(crate) fn spec_with(text: &str) -> Spec {
    let mut spec = Spec::bundled().unwrap().only("ListImageScanTask");
    spec.service.title = text.to_owned();
    spec.service.group_docs.insert("image".to_owned(), text.to_owned());
    let group = spec.groups.get_mut("image").unwrap();
    for operation in group.operations.values_mut() {
        operation.title = Some(text.to_owned());
        operation.doc = Some(text.to_owned());
        for parameter in &mut operation.parameters {
            parameter.field.doc = Some(text.to_owned());
            parameter.field.unit = Some(text.to_owned());
        }
    }
    for model in group.definitions.models.values_mut() {
        model.doc = Some(text.to_owned());
        model.fields.iter_mut().for_each(|field| field.doc = Some(text.to_owned()));
    }
    for enumeration in group.definitions.enums.values_mut() {
        enumeration.doc = Some(text.to_owned());
        enumeration.values.iter_mut().for_each(|value| value.doc = Some(text.to_owned()));
    }
    spec
}

/// Everything but documentation and string literals.
#[derive(Default)]
struct Shape(Vec<String>);

impl<'a> Visit<'a> for Shape {
    fn visit_ident(&mut self, ident: &'a proc_macro2::Ident) {
        self.0.push(ident.to_string());
    }
}

fn shape(code: &str) -> Vec<String> {
    let file = syn::parse_file(code).unwrap();
    let mut shape = Shape::default();
    shape.visit_file(&file);
    shape.0
}

fn documentation(code: &str) -> String {
    let lines = code.lines().map(str::trim_start).filter_map(|line| line.strip_prefix("///"));
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
}

fn check(text: &str, expected: &[String]) {
    check_spec(&spec_with(text), text, expected);
}

fn check_spec(spec: &Spec, text: &str, expected: &[String]) {
    let code = Generator::new(spec).source().unwrap();
    assert_eq!(shape(&code), expected, "the text changed the code: {text:?}");
    let for_the_compiler = Generator::new(spec).generate().unwrap().to_string();
    assert_eq!(shape(&for_the_compiler), expected, "the text changed the macro's code: {text:?}");
    // The generator's own: an example for each builder, and links to the types of the spec and to the runtime's error.
    let mut examples =
        code.matches("/// ```ignore\n").count().min(code.matches("(pub(super) __Call);").count());
    let is_own = |link: &str| link.starts_with("super::") || link == "::hss_runtime::Error";
    for event in pulldown_cmark::Parser::new(&documentation(&code)) {
        use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag};
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if &*info == "ignore" && examples > 0 =>
            {
                examples -= 1;
            }
            Event::Start(Tag::CodeBlock(kind)) => panic!("{text:?} starts a code block {kind:?}"),
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if link_type != LinkType::Autolink && !is_own(&dest_url) =>
            {
                panic!("{text:?} makes a link to {dest_url}");
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("{text:?} passes HTML {html}"),
            _ => {}
        }
    }
}

pub(crate) const TRICKS: [&str; 16] = [
    "*/ fn evil() {} /*",
    "\"; fn evil() {} \"",
    "\\\"#; fn evil() {}",
    "    let indented = true;",
    "\tlet indented = true;",
    "a\n\n    let indented = true;\n",
    "```\nfn doctest() { panic!() }\n```",
    "~~~\ncode\n~~~",
    "`unpaired",
    "``double`` and ```triple```",
    "[link](https://example.com) ![image](x) [Vec] [`Vec`]",
    "<script>alert(1)</script>",
    "\r\n\u{2028}\u{202e}\u{0}",
    "# heading\n* list\n1. list\n> quote\n| table |",
    "{}{{}}#[doc = \"x\"]",
    "",
];

#[test]
fn known_tricks_stay_text() {
    let expected = shape(&Generator::new(&spec_with("plain")).source().unwrap());
    for text in TRICKS {
        check(text, &expected);
    }
}

/// A spec from a page that has the text wherever a page has descriptions; with what the page says, or without.
fn imported(text: &str, keep_descriptions: bool) -> Spec {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let table = |title: &str, rows: &str| {
        format!(
            "<table><caption>Table 1 {title}</caption><tr><th>Parameter<th>Mandatory<th>Type<th>Description{rows}</table>"
        )
    };
    let row = |name: &str, ty: &str| format!("<tr><td>{name}<td>No<td>{ty}<td><p>{text}</p>");
    let page = format!(
        "<h1>Lamps</h1><h4>Function</h4><p>{text}</p><h4>URI</h4><p>POST /v1/lamps</p>{}<h4>Request Parameters</h4>{}{}\
         <h4>Response Parameters</h4><h4>Error Codes</h4>",
        table("Query parameters", &row("at", "Integer")),
        table("Request body parameters", &row("lamp", "Lamp object")),
        table(
            "Lamp",
            &format!(
                "{}<tr><td>kind<td>No<td>String<td>Value options:<ul><li>a: {text}<li>b</ul>",
                row("on", "Boolean")
            )
        ),
    );
    let document = Document::new("PostLamp.html", &page);
    let draft = read_page(&document, PageForm::Html, None, keep_descriptions).unwrap();
    import(&Spec::default(), vec![draft], None).unwrap().spec
}

fn check_page(text: &str) {
    let expected = shape(&Generator::new(&imported(text, false)).source().unwrap());
    check_spec(&imported(text, true), text, &expected);
}

#[test]
fn known_tricks_of_a_page_whose_descriptions_are_kept_stay_text() {
    for text in TRICKS {
        check_page(text);
    }
    let kept = Generator::new(&imported("Burns whale oil", true)).source().unwrap();
    assert!(kept.matches("/// Burns whale oil").count() > 3, "{kept}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_text_stays_text(text in "([ -~]|[\\n\\t`*_\\[\\]()<>#|\\\\\"'/]|\\PC){0,60}") {
        let expected = shape(&Generator::new(&spec_with("plain")).source().unwrap());
        check(&text, &expected);
    }

    #[test]
    fn any_text_of_a_page_whose_descriptions_are_kept_stays_text(text in "([ -~]|[\\n\\t`*_\\[\\]()<>#|\\\\\"'/]|\\PC){0,60}") {
        check_page(&text);
    }
}
