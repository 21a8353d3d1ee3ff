//! Text of a spec reaches the runtime's tables unchanged, whatever its characters are.

use hss_codegen::Generator;
use hss_runtime::schema::{Kind, Tables};
use hss_spec::model::{Constraints, Literal, Spec};
use proptest::prelude::*;

use crate::hostile_text;

/// The seed's operation with that text wherever a table has free text.
fn spec_with(text: &str) -> Spec {
    let mut spec = hostile_text::spec_with(text);
    let operations = spec.groups.get_mut("image").unwrap().operations.values_mut();
    for parameter in operations.flat_map(|operation| &mut operation.parameters) {
        if parameter.field.name == "task_name" {
            parameter.field.constraints = Constraints::default();
            parameter.field.default = Some(Literal::String(text.to_owned())).into();
        }
    }
    spec
}

/// The tables of a page of generated code.
fn tables(code: &str, name: &str) -> &'static Tables {
    let file = syn::parse_file(code).unwrap();
    let items = file.items.into_iter().flat_map(|item| match item {
        syn::Item::Mod(module) => module.content.unwrap().1,
        other => vec![other],
    });
    let table = items.filter_map(|item| match item {
        syn::Item::Static(table) if table.ident == name => Some(*table.expr),
        _ => None,
    });
    let [syn::Expr::Call(call)] = &table.collect::<Vec<_>>()[..] else { panic!("no table {name}") };
    match &call.args[0] {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
            Box::leak(Box::new(Tables::new(text.value().leak())))
        }
        _ => panic!("the tables {name} are not a string"),
    }
}

/// True if documentation has all characters of a text; the generator may add a full stop and spaces.
fn says(doc: &str, text: &str) -> bool {
    let letters = |text: &str| text.replace(char::is_whitespace, "");
    letters(doc).trim_end_matches('.') == letters(text).trim_end_matches('.')
}

fn check(text: &str) {
    let spec = spec_with(text);
    let text: &'static str = text.to_owned().leak();
    for code in
        [Generator::new(&spec).source().unwrap(), Generator::new(&spec).generate().unwrap().to_string()]
    {
        let page = tables(&code, "__LIST_IMAGE_SCAN_TASK");
        let operation = page.operation();
        assert_eq!(operation.id, "ListImageScanTask");
        assert!(says(operation.title, text), "{:?} for {text:?}", operation.title);
        assert!(says(operation.doc, text), "{:?} for {text:?}", operation.doc);
        assert_eq!(operation.parameters.len(), 14);
        for parameter in operation.parameters {
            let field = &parameter.field;
            assert_eq!(field.unit(), Some(text), "{field:?}");
            assert!(says(field.doc(), text), "{field:?}");
            assert!(field.default() == Some(text) || field.name != "task_name", "{field:?}");
        }
        let of_task_type = operation.parameters.iter().find_map(|parameter| match parameter.field.kind {
            Kind::Enum(table) if table.name == "TaskType" => Some(table),
            _ => None,
        });
        let values = of_task_type.unwrap().values;
        assert!(values.len() > 1 && values.iter().all(|value| says(value.doc, text)));
    }
}

#[test]
fn text_that_looks_like_a_table_stays_text() {
    for text in [
        "",
        ":",
        " : ",
        "a\nquery x string",
        "a\r\n  b\t",
        "\\",
        "\\s\\n\\e\\u{41}",
        "\"#\" \\ \"##",
        "'",
        "required secret=1 range=0..1",
        "\u{202e}\u{0}\u{7f}é高",
        " leading and trailing ",
    ] {
        check(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn any_text_stays_text(text in "([ -~]|[\\n\\r\\t:=\\\\\"'#]|\\PC){0,60}") {
        check(&text);
    }
}
