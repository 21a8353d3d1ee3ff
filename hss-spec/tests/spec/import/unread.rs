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
