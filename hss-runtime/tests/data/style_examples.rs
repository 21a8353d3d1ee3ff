//! Every style of a parameter against the examples of the OpenAPI specification, in its words: `color` is empty, a string, a
//! list, or an object.

use hss_runtime::schema::Tables;
use hss_runtime::{Value, Values, encode};

fn list() -> Value {
    vec!["blue", "black", "brown"].into()
}

fn object() -> Value {
    let field = |name: &str, value: i64| (name.to_owned(), Value::from(value));
    Value::Object(vec![field("R", 100), field("G", 200), field("B", 150)])
}

/// The parameter as a request has it.
fn sent(location: &str, style: &str, kind: &str, value: Value) -> String {
    let path = if location == "path" { "/{color}" } else { "/" };
    let style = if style.is_empty() { String::new() } else { format!(" style={style}") };
    let table = format!("operation Paint paints GET {path}\n{location} color {kind}{style}");
    let tables: &'static Tables = Box::leak(Box::new(Tables::new(table.leak())));
    let operation = tables.operation().get();
    let mut values = Values::new();
    values.set(0, value);
    match location {
        "path" => encode::path(operation, &values, &|_| None).unwrap()[1..].to_owned(),
        "query" => {
            let pairs = encode::query(operation, &values).into_iter();
            pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
        }
        "header" => encode::headers(operation, &values).remove(0).1,
        _ => encode::cookies(operation, &values).unwrap(),
    }
}

#[test]
fn styles_are_those_of_the_specification() {
    let (blue, none) = (|| Value::from("blue"), || Value::from(""));
    for (location, style, value, expected) in [
        ("path", "matrix", blue(), ";color=blue"),
        ("path", "matrix", list(), ";color=blue,black,brown"),
        ("path", "matrix", object(), ";color=R,100,G,200,B,150"),
        ("path", "matrix*", blue(), ";color=blue"),
        ("path", "matrix*", list(), ";color=blue;color=black;color=brown"),
        ("path", "matrix*", object(), ";R=100;G=200;B=150"),
        ("path", "label", blue(), ".blue"),
        ("path", "label", list(), ".blue,black,brown"),
        ("path", "label", object(), ".R,100,G,200,B,150"),
        ("path", "label*", blue(), ".blue"),
        ("path", "label*", list(), ".blue.black.brown"),
        ("path", "label*", object(), ".R=100.G=200.B=150"),
        ("path", "", blue(), "blue"),
        ("path", "", list(), "blue,black,brown"),
        ("path", "", object(), "R,100,G,200,B,150"),
        ("path", "simple*", list(), "blue,black,brown"),
        ("path", "simple*", object(), "R=100,G=200,B=150"),
        ("header", "", blue(), "blue"),
        ("header", "", list(), "blue,black,brown"),
        ("header", "", object(), "R,100,G,200,B,150"),
        ("header", "simple*", object(), "R=100,G=200,B=150"),
        ("query", "comma", none(), "color="),
        ("query", "comma", blue(), "color=blue"),
        ("query", "comma", list(), "color=blue,black,brown"),
        ("query", "comma", object(), "color=R,100,G,200,B,150"),
        ("query", "", none(), "color="),
        ("query", "", blue(), "color=blue"),
        ("query", "", list(), "color=blue&color=black&color=brown"),
        ("query", "", object(), "R=100&G=200&B=150"),
        ("query", "space", list(), "color=blue black brown"),
        ("query", "space", object(), "color=R 100 G 200 B 150"),
        ("query", "pipe", list(), "color=blue|black|brown"),
        ("query", "pipe", object(), "color=R|100|G|200|B|150"),
        ("query", "deep", object(), "color[R]=100&color[G]=200&color[B]=150"),
        ("cookie", "comma", blue(), "color=blue"),
        ("cookie", "comma", list(), "color=blue%2Cblack%2Cbrown"),
        ("cookie", "comma", object(), "color=R%2C100%2CG%2C200%2CB%2C150"),
        ("cookie", "", object(), "R=100; G=200; B=150"),
    ] {
        assert_eq!(sent(location, style, "json", value.clone()), expected, "{location} {style} {value:?}");
    }
}
