//! Patterns: regular expressions of ECMA-262, which a string must match somewhere.

use hss_runtime::schema::{Constraint, Tables};
use hss_runtime::validate::{Rule, check};
use hss_runtime::{Open, Value, Values, Violation};
use proptest::prelude::*;

use crate::fixture::*;

fn violations(index: usize, value: impl Into<Value>) -> Vec<Violation> {
    let mut values = Values::new();
    values.set(index::TASK_ID, "t-1".into());
    values.set(index::TYPE, Open::from(TaskType::Cycle).into());
    values.set(index, value.into());
    match check(RUN_TASK.operation().get(), &values, None) {
        Ok(()) => Vec::new(),
        Err(violations) => violations.into_iter().collect(),
    }
}

/// Returns `true` if a table with this pattern allows the value.
fn allows(pattern: &str, value: &str) -> bool {
    let escaped = pattern.replace('\\', "\\\\").replace(' ', "\\s");
    let text = format!("model Word\nword string pattern={escaped}").leak();
    let tables: &'static Tables = Box::leak(Box::new(Tables::new(text)));
    let field = &tables.model(0).get().fields[0];
    assert_eq!(field.pattern(), Some(&*pattern.to_owned()));
    match field.constraints() {
        [Constraint::Pattern(pattern)] => pattern.allows(value),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_string_that_does_not_match_is_refused_with_the_pattern() {
    assert_eq!(violations(index::TAG, "ab"), []);
    let refused = violations(index::TAG, "ab!");
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].rule, Rule::Pattern);
    assert_eq!(
        refused[0].to_string(),
        format!("query parameter `tag` is \"ab!\", must match `^[a-z]+$` ({PAGE_ADDRESS})"),
    );
    let both: Vec<_> = violations(index::TAG, "TOO LONG").iter().map(|one| one.rule).collect();
    assert_eq!(both, [Rule::Pattern, Rule::Length]);
}

#[test]
fn each_element_of_a_list_must_match_and_a_secret_is_not_shown() {
    assert_eq!(violations(index::PINS, vec!["1234", "0000"]), []);
    let refused = violations(index::PINS, vec!["1234", "12345"]);
    assert_eq!(refused.len(), 1);
    assert_eq!((refused[0].parameter.as_str(), refused[0].given.as_str()), ("pins[1]", "***"));
    assert!(!format!("{refused:?}").contains("12345"));
}

#[test]
fn a_pattern_is_not_anchored() {
    assert!(allows("b", "abc"));
    assert!(!allows("^b", "abc"));
    assert!(allows("^a b$", "a b"));
    assert!(allows("", "anything"));
}

#[test]
fn patterns_have_the_semantics_of_ecma_262() {
    // `\d` is ASCII, `$` does not match before a final line feed, `.` is one character of any width.
    assert!(!allows(r"^\d$", "٣"));
    assert!(!allows("^a$", "a\n"));
    assert!(allows("^.$", "😀"));
    assert!(allows(r"^\p{Script=Han}+$", "五个汉字"));
    assert!(allows(r"^(?!-)[a-z-]+(?<!-)$", "a-b") && !allows(r"^(?!-)[a-z-]+(?<!-)$", "a-"));
    assert!(allows(r"^(a|b)\1$", "aa") && !allows(r"^(a|b)\1$", "ab"));
    assert!(allows(r"^[^\]]+$", "a") && !allows(r"^[^\]]+$", "]"));
}

#[test]
fn needless_escapes_are_read_as_documents_mean_them() {
    assert!(allows(r"^[a-z\_\-]+\@x$", "a_b-c@x"));
    assert!(!allows(r"^[a-z\_\-]+\@x$", "a b@x"));
}

#[test]
fn a_pattern_that_cannot_be_compiled_is_not_enforced() {
    for pattern in ["(", "[a", "*", r"^\p{Nonsense}$", r"\_\p{L}", "(?<", "a{2,1}"] {
        assert!(allows(pattern, "anything"), "{pattern}");
    }
}

proptest! {
    #[test]
    fn no_pattern_and_no_value_panic(pattern in "([a-c()\\[\\]|^$.*+?\\\\{},0-9pudw=!<:-]|\\PC){0,12}", value in "\\PC{0,8}") {
        if !pattern.is_empty() {
            allows(&pattern, &value);
        }
    }
}

#[test]
fn patterns_are_equal_if_their_sources_are() {
    static WORDS: Tables =
        Tables::new("model Words\na string pattern=^a$\nb string pattern=^a$\nc string pattern=^c$");
    let fields = WORDS.model(0).get().fields;
    let [a, b, c] = [0, 1, 2].map(|index| &fields[index].constraints()[0]);
    assert!(a == b && a != c);
    assert_eq!(format!("{a:?}"), "Pattern(Pattern(\"^a$\"))");
}
