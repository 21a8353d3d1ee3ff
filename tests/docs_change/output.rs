//! The forms of a report: JSON for tools, Markdown for a changelog, and text that hostile names can't disturb.

use hss_spec::diff::{diff, read_acceptances, rules};
use hss_spec::model::{Field, Spec, Type};
use hss_spec::place::{Place, Problem};
use serde_json::Value;

use crate::patch;

fn json(name: &str) -> Value {
    let sides = patch::sides(name);
    serde_json::from_str(&diff(&sides.old, &sides.new).to_json()).unwrap()
}

#[test]
fn json_says_all_that_is_known_of_a_finding() {
    let report = json("bound-tightened");
    assert_eq!(report["form"], 1);
    assert_eq!(report["verdict"], "major");
    assert_eq!(report["reason"]["at"], "things/ListThings.query.limit");
    assert_eq!(report["counts"]["breaking"], 1);
    let finding = &report["findings"][0];
    for (key, value) in [
        ("rule", "bound-tightened"),
        ("effect", "breaking"),
        ("verdict", "major"),
        ("direction", "request"),
        ("what", "range"),
        ("old", "10..=200"),
        ("new", "10..=100"),
        ("heading", "things/ListThings"),
        ("file", "new/things/ListThings.json"),
    ] {
        assert_eq!(finding[key], value, "{key}");
    }
    assert!(finding["line"].as_u64().unwrap() > 1);
    assert_eq!(finding["operations"][0], "things/ListThings");
    assert!(finding["why"].as_str().unwrap().contains("compiles"));
}

#[test]
fn json_of_no_change_has_the_same_keys() {
    let report: Value = serde_json::from_str(&diff(&patch::base(), &patch::base()).to_json()).unwrap();
    assert_eq!(report["verdict"], "none");
    assert_eq!(report["findings"], Value::Array(Vec::new()));
    assert_eq!(report["dead_acceptances"], Value::Array(Vec::new()));
}

#[test]
fn every_key_and_every_rule_is_documented() {
    let docs = std::fs::read_to_string(patch::workspace().join("docs/diff.md")).unwrap();
    for name in patch::names() {
        let report = json(&name);
        let findings = report["findings"].as_array().unwrap().iter();
        let objects = findings.chain([&report]).map(|object| object.as_object().unwrap());
        for key in objects.flat_map(|object| object.keys()) {
            assert!(docs.contains(&format!("| `{key}` |")), "{key} is not in docs/diff.md");
        }
    }
    let table = rule_table();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let (head, _) = docs.split_once("| rule | effect |").unwrap();
        std::fs::write(patch::workspace().join("docs/diff.md"), format!("{head}{table}")).unwrap();
    } else {
        assert!(docs.ends_with(&table), "UPDATE_EXPECT=1 writes the table of rules in docs/diff.md");
    }
}

/// The rules as a table.
fn rule_table() -> String {
    let mut table =
        "| rule | effect | change | why it is stricter than a compiler |\n|---|---|---|---|\n".to_owned();
    for rule in rules() {
        let effect = match rule.in_requests == rule.in_responses {
            true => rule.in_requests.name().to_owned(),
            false => format!("{}, in responses {}", rule.in_requests.name(), rule.in_responses.name()),
        };
        let effect = if rule.is_in_code { effect } else { format!("{effect} (in no code)") };
        let why = rule.why.unwrap_or_default();
        table.push_str(&format!("| `{}` | {effect} | {} | {why} |\n", rule.id, rule.description));
    }
    table
}

#[test]
fn markdown_is_a_changelog() {
    let (old, mut new) = (patch::base(), patch::sides("parameter-removed").new);
    new.service.regions.insert("west".to_owned(), None);
    let markdown = diff(&old, &new).to_markdown();
    let expected = "\
**major** (1 breaking, 1 addition)

The reason: query parameter `weight` was removed.

### Breaking changes

- `things/ListThings`: query parameter `weight` was removed

### Added

- `service`: region `west` is new
";
    assert_eq!(markdown, expected);
}

#[test]
fn markdown_counts_what_no_code_shows() {
    let sides = patch::sides("number-width-changed");
    let expected = "\
**none** (1 docs)

### Documentation

- 1 more without effect on code
";
    assert_eq!(diff(&sides.old, &sides.new).to_markdown(), expected);
}

#[test]
fn markdown_keeps_backquotes_and_spaces_of_names() {
    let (old, mut new) = (patch::base(), patch::base());
    for region in ["`x", "x`", "x`y", " "] {
        new.service.regions.insert(region.to_owned(), None);
    }
    let markdown = diff(&old, &new).to_markdown();
    for name in ["`` `x ``", "`` x` ``", "``x`y``", "`   `"] {
        assert!(markdown.contains(&format!("region {name} is new\n")), "{name} is not in {markdown}");
    }
}

#[test]
fn markdown_escapes_the_sentences_of_people() {
    let acceptances = r#"[
        { "rule": "parameter-removed", "at": "things/ListThings.query.weight", "reason": "*no* [one]\r\n<b> – used" },
        { "rule": "field-removed", "at": "a_b", "reason": "gone" }
    ]"#;
    let sides = patch::sides("parameter-removed");
    let mut report = diff(&sides.old, &sides.new);
    report.accept(&read_acceptances("accepted.json", acceptances).unwrap());
    let markdown = report.to_markdown();
    assert!(markdown.contains(" – accepted: \\*no\\* \\[one\\]  \\<b\\> – used\n"), "{markdown}");
    let dead = "accepted.json:3:9: the acceptance of field-removed at a\\_b matches no change; delete it\n";
    assert!(markdown.ends_with(dead), "{markdown}");
}

#[test]
fn text_names_three_of_five_operations_and_all_of_four() {
    let used_by = |count: usize| {
        let mut sides = patch::sides("field-made-required.shared");
        for spec in [&mut sides.old, &mut sides.new] {
            let operations = &mut spec.groups.get_mut("owners").unwrap().operations;
            let first = operations["ListOwners"].clone();
            // Three operations of group `things` use the shared model as well.
            for number in 4..count {
                let mut operation = first.clone();
                operation.id = format!("ListOwners{number}");
                operations.insert(operation.id.clone(), operation);
            }
        }
        let text = diff(&sides.old, &sides.new).to_text();
        text.lines().find_map(|line| Some(line.trim().strip_prefix("used by ")?.to_owned())).unwrap()
    };
    let first = "owners/ListOwners, ";
    assert_eq!(used_by(4), format!("{first}things/ListThings, things/ShowThing, things/UpdateThing"));
    let second = "owners/ListOwners4, things/ListThings";
    assert_eq!(used_by(5), format!("{first}{second} and 2 more"));
}

#[test]
fn json_leaves_out_a_line_that_is_not_known() {
    let mut report = diff(&patch::base(), &patch::base());
    for place in [Place::default(), Place::file("a.json"), Place::line(&"b.json".into(), 1)] {
        report.notes.push(Problem::note(&place, "read without a fixup"));
    }
    let report: Value = serde_json::from_str(&report.to_json()).unwrap();
    let known = |key: &str| {
        report["notes"].as_array().unwrap().iter().map(|note| note[key].clone()).collect::<Vec<_>>()
    };
    assert_eq!(known("file"), [Value::Null, "a.json".into(), "b.json".into()]);
    assert_eq!(known("line"), [Value::Null, Value::Null, 1.into()]);

    let sides = patch::sides("bound-added");
    let mut report = diff(&sides.old, &sides.new);
    report.findings[0].place = Place::file("a.json");
    let report: Value = serde_json::from_str(&report.to_json()).unwrap();
    let finding = &report["findings"][0];
    assert_eq!((&finding["file"], &finding["line"]), (&"a.json".into(), &Value::Null));
}

/// A field whose name and default are full of what means something to terminals and to Markdown.
fn hostile() -> Spec {
    let mut spec = patch::base();
    let thing = spec.groups.get_mut("things").unwrap().definitions.models.get_mut("Thing").unwrap();
    let mut field = Field::new("`` ]( <b>\u{1b}[2J\n# no heading", Type::String);
    field.unit = Some("`\r\n- no bullet".to_owned());
    thing.fields.push(field);
    spec
}

#[test]
fn names_from_documents_are_only_names() {
    for (old, new) in [(patch::base(), hostile()), (hostile(), patch::base())] {
        let report = diff(&old, &new);
        let (text, markdown) = (report.to_text(), report.to_markdown());
        for shown in [&text, &markdown] {
            assert!(!shown.contains(['\u{1b}', '\r']), "{shown:?}");
            assert!(!shown.contains("\n# no"), "{shown}");
        }
        let events: Vec<_> = pulldown_cmark::Parser::new(&markdown).collect();
        let is_markup = |event: &pulldown_cmark::Event<'_>| {
            matches!(event, pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_))
        };
        assert!(!events.iter().any(is_markup), "{markdown}");
        let parsed: Value = serde_json::from_str(&report.to_json()).unwrap();
        assert!(
            parsed["findings"][0]["at"].as_str().unwrap().contains('\u{1b}'),
            "JSON has the name as it is"
        );
    }
}

#[test]
fn a_report_is_the_same_every_time() {
    let sides = patch::sides("response-retyped");
    let all = || {
        let report = diff(&sides.old, &sides.new);
        (report.to_text(), report.to_json(), report.to_markdown())
    };
    assert_eq!(all(), all());
}
