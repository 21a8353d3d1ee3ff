//! Constraints that a spec knows stay when a reworded document no longer says them in words that are understood.

use hss_spec::import::{Imported, import};
use hss_spec::model::{ConstraintKind, Field, Location, Service, Spec};

use super::page_files::{load, read};

fn imported(spec: &Spec, from: &str, to: &str) -> Imported {
    let text = load("ListLanternJobs.zh.md");
    let changed = text.replace(from, to);
    assert!(from == to || text != changed, "the change changes nothing");
    let draft = read("ListLanternJobs.zh.md", &changed).unwrap_or_else(|problems| panic!("{problems}"));
    import(spec, vec![draft], None).unwrap_or_else(|problems| panic!("{problems}"))
}

fn query<'s>(imported: &'s Imported, name: &str) -> &'s Field {
    let (_, operation) = imported.spec.operation("ListLanternJobs").expect("the operation");
    &operation.parameter(Location::Query, name).expect("the parameter").field
}

fn known() -> Imported {
    imported(&Spec::new(Service::default()), "", "")
}

#[test]
fn a_reworded_bound_stays_and_is_listed() {
    let known = known();
    assert_eq!(known.unread, []);
    for words in ["取值10到很多", "取值200-10"] {
        let reworded = imported(&known.spec, "取值10-200", words);
        let limit = query(&reworded, "limit");
        assert!(limit.unread);
        let range = limit.effective(ConstraintKind::Range).map(|one| one.to_string());
        assert_eq!(range.as_deref(), Some("10..=200"), "{words}");
        let unread: Vec<String> = reworded.unread.iter().map(ToString::to_string).collect();
        assert_eq!(unread.len(), 1, "{unread:?}");
        let expected = "ListLanternJobs.zh.md:17:2: note: unread: the range 10..=200 of `ListLanternJobs.limit`, known at ListLanternJobs.zh.md:17:2, is kept";
        assert!(unread[0].starts_with(expected), "{unread:?}");
        // It is kept by the next import, too, and no longer marked once the words are understood.
        let again = imported(&reworded.spec, "取值10-200", words);
        assert_eq!((again.unread.len(), again.spec.to_files()), (1, reworded.spec.to_files()));
        let understood = imported(&reworded.spec, "取值10-200", "取值10-300");
        assert_eq!(understood.unread, []);
        assert!(!query(&understood, "limit").unread);
        let range = query(&understood, "limit").effective(ConstraintKind::Range).map(|one| one.to_string());
        assert_eq!(range.as_deref(), Some("10..=300"));
    }
}

#[test]
fn a_set_written_as_a_sentence_stays() {
    let known = known();
    let list = load("ListLanternJobs.zh.md");
    let line = list.lines().find(|line| line.starts_with("| kind |")).expect("the row");
    let start = line.find("取值范围").expect("the label");
    let end = line.find("默认取值").expect("the label");
    let section = &line[start..end];
    let reworded = imported(&known.spec, section, "取值范围**： 由灯决定，有灯光与灯罩 **");
    assert_eq!(query(&reworded, "kind").ty, query(&known, "kind").ty);
    assert!(query(&reworded, "kind").unread);
    assert_eq!(reworded.unread.len(), 1, "{:?}", reworded.unread);
    assert!(reworded.unread[0].message.contains("values `"), "{:?}", reworded.unread);
}

#[test]
fn what_the_document_withdraws_goes() {
    let known = known();
    let withdrawn = imported(&known.spec, "取值10-200", "不涉及");
    assert!(!query(&withdrawn, "limit").unread);
    assert!(query(&withdrawn, "limit").effective(ConstraintKind::Range).is_none());
}

#[test]
fn a_fact_whose_label_is_dropped_stays_as_long_as_the_text_mentions_it() {
    let known = known();
    let row = |name: &str| {
        let page = load("ListLanternJobs.zh.md");
        let start = format!("| {name} |");
        page.lines().find(|line| line.starts_with(&start)).expect("the row").to_owned()
    };
    let reworded = |name: &str, description: &str| {
        let row = row(name);
        let cells: Vec<&str> = row.split('|').collect();
        imported(&known.spec, cells[4], &format!(" {description} "))
    };
    for (description, is_kept) in [
        ("条数，取值10到很多", true),
        ("**参数解释**：条数 **约束限制**：10-200", true),
        ("条数", false),
        ("条数，见第3节", false),
    ] {
        let limit = reworded("limit", description);
        let range = query(&limit, "limit").effective(ConstraintKind::Range).map(|one| one.to_string());
        assert_eq!(range.as_deref(), is_kept.then_some("10..=200"), "{description}");
        assert_eq!((query(&limit, "limit").unread, limit.unread.len()), (is_kept, usize::from(is_kept)));
        assert_eq!(query(&limit, "limit").mentioned, Vec::<String>::new());
    }
    let kind = query(&known, "kind").ty.clone();
    let values = known.spec.enumeration("lantern", kind.name().expect("a name")).expect("the values");
    let words: Vec<&str> = values.values.iter().map(|value| value.value.as_str()).collect();
    let spec = reworded("kind", &format!("种类，由{}等决定", words.join("与")));
    assert_eq!(query(&spec, "kind").ty, kind);
    assert!(query(&spec, "kind").unread);
    assert_ne!(query(&reworded("kind", "种类"), "kind").ty, kind);
}
