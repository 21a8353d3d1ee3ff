//! The vendor's real page of the seed operation, in both forms that it is kept in, against the committed spec.

use std::fs;

use hss_spec::import::{Document, PageForm, import, read_page};
use hss_spec::model::{SourceForm, Spec};

#[test]
fn both_forms_of_the_page_give_the_committed_facts() {
    let Some(shared) = hss_tests::shared_folder() else {
        eprintln!("skipped: there is no folder of vendor pages beside the project");
        return;
    };
    let committed = Spec::bundled().unwrap();
    for (name, form, source) in [
        ("text/ListImageScanTask.zh.txt", PageForm::Text, SourceForm::Text),
        ("md/ListImageScanTask.md", PageForm::Markdown, SourceForm::Markdown),
    ] {
        let text = fs::read_to_string(shared.join("pages").join(name)).unwrap();
        assert_eq!(PageForm::detect(&text), Some(form), "{name}");
        let draft = read_page(&Document::new(name, &text), form, None, false).unwrap();
        let mut imported = import(&committed, vec![draft], None).unwrap();
        assert_eq!(imported.operations, ["image/ListImageScanTask"]);
        // The form of text has no marks in the column of mandatory parameters, of three tables.
        let lost =
            |message: &str| message.starts_with("the column of mandatory parameters has lost its marks");
        let (lost, others): (Vec<_>, Vec<_>) =
            imported.notes.into_iter().partition(|note| lost(&note.message));
        assert_eq!(lost.len(), if form == PageForm::Text { 3 } else { 0 }, "{name}");
        assert_eq!(others, [], "nothing was misunderstood, and no fixup for this form is dead: {name}");
        assert!(!imported.spec.check().has_errors(), "{name}: {}", imported.spec.check());

        let group = imported.spec.groups.get_mut("image").unwrap();
        let operation = group.operations.get_mut("ListImageScanTask").unwrap();
        assert_eq!(operation.source, Some(source), "{name}");
        let (_, expected) = committed.operation("ListImageScanTask").unwrap();
        operation.source = expected.source;
        operation.fixed = expected.fixed.clone();
        let (found, expected) = (imported.spec.to_files(), committed.to_files());
        for (path, expected) in &expected {
            assert_eq!(found.get(path), Some(expected), "{name}: {path}");
        }
        assert_eq!(found.len(), expected.len(), "{name}");
    }
}
