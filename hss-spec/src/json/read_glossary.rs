//! Reading `glossary.json`.

use jsonc_parser::ast::{Object, Value};

use super::reader::{Reader, object_get};
use crate::model::{Glossary, Meaning, Term, Terms};

pub(super) fn read_glossary<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Glossary {
    let mut glossary = Glossary::default();
    let names = glossary.lists().map(|(name, _)| name);
    if let Some(object) = reader.object(value, "the glossary", &names) {
        glossary.parameters = read_terms(reader, object, "parameters");
        glossary.fields = read_terms(reader, object, "fields");
        glossary.values = read_terms(reader, object, "values");
    }
    glossary
}

fn read_terms<'p>(reader: &mut Reader<'p>, object: &Object<'p>, key: &str) -> Terms {
    let mut terms = Terms::default();
    let list = object_get(object, key).and_then(|value| reader.map(value, &format!("`{key}`")));
    for property in list.iter().flat_map(|list| &list.properties) {
        if let Some(term) = read_term(reader, &property.value) {
            terms.0.insert(property.name.as_str().to_owned(), term);
        }
    }
    terms
}

fn read_term<'p>(reader: &mut Reader<'p>, value: &Value<'p>) -> Option<Term> {
    let object = reader.object(value, "a term", &["doc", "unit", "groups"])?;
    let mut term = Term::default();
    let groups = object_get(object, "groups").and_then(|value| reader.map(value, "`groups`"));
    if groups.is_none() || object_get(object, "doc").is_some() {
        term.general = read_meaning(reader, value, object, "a term");
    }
    for property in groups.iter().flat_map(|groups| &groups.properties) {
        let name = "a term of a group";
        let Some(object) = reader.object(&property.value, name, &["doc", "unit"]) else { continue };
        if let Some(meaning) = read_meaning(reader, &property.value, object, name) {
            term.by_group.insert(property.name.as_str().to_owned(), meaning);
        }
    }
    Some(term)
}

fn read_meaning<'p>(
    reader: &mut Reader<'p>,
    value: &Value<'p>,
    object: &Object<'p>,
    name: &str,
) -> Option<Meaning> {
    let doc = reader.needed(object, "doc", name).and_then(|value| reader.text(value, "`doc`"))?;
    let unit = reader.optional_text(object, "unit");
    Some(Meaning { doc, unit, place: reader.place(value) })
}
