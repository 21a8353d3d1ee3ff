//! Text from a spec is data: it can't end a comment, start a doctest or break a literal.

use hss_codegen::{Part, pretty, tokens};
use hss_spec::model::Spec;
use proptest::prelude::*;
use syn::visit::Visit;

fn spec_with(text: &str) -> Spec {
    let mut spec = Spec::bundled().unwrap().only("ListImageScanTask");
    spec.service.title = text.to_owned();
    let family = spec.families.get_mut("image").unwrap();
    for operation in family.operations.values_mut() {
        operation.doc = Some(text.to_owned());
        for parameter in &mut operation.parameters {
            parameter.field.doc = Some(text.to_owned());
            parameter.field.unit = Some(text.to_owned());
        }
    }
    for model in family.definitions.models.values_mut() {
        model.doc = Some(text.to_owned());
        model.fields.iter_mut().for_each(|field| field.doc = Some(text.to_owned()));
    }
    for enumeration in family.definitions.enums.values_mut() {
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
    let code = pretty(tokens(&spec_with(text), Part::Api).unwrap()).unwrap();
    assert_eq!(shape(&code), expected, "the text changed the code: {text:?}");
    for event in pulldown_cmark::Parser::new(&documentation(&code)) {
        use pulldown_cmark::{Event, LinkType, Tag};
        match event {
            Event::Start(Tag::CodeBlock(kind)) => panic!("{text:?} starts a code block {kind:?}"),
            Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Autolink => {
                panic!("{text:?} makes a link to {dest_url}");
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("{text:?} passes HTML {html}"),
            _ => {}
        }
    }
}

#[test]
fn known_tricks_stay_text() {
    let expected = shape(&pretty(tokens(&spec_with("plain"), Part::Api).unwrap()).unwrap());
    for text in [
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
    ] {
        check(text, &expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_text_stays_text(text in "([ -~]|[\\n\\t`*_\\[\\]()<>#|\\\\\"'/]|\\PC){0,60}") {
        let expected = shape(&pretty(tokens(&spec_with("plain"), Part::Api).unwrap()).unwrap());
        check(&text, &expected);
    }
}
