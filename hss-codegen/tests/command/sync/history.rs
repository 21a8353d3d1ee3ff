//! Small histories of a site, replayed one step after the other: after each, the spec is that of a fresh import, and the
//! changes of all steps together are those between the ends.

use std::collections::{BTreeMap, BTreeSet};

use hss_site::{Site, index, page};
use serde_json::Value;

use crate::Folder;

/// The documents of the site by their paths.
type Step = BTreeMap<String, String>;

/// A change as it is reported: its rule, what changed, and both values.
#[derive(Clone, Debug)]
struct Change {
    rule: String,
    what: String,
    old: Option<String>,
    new: Option<String>,
}

/// Replays a history with these sources (`pages`, `index`, `openapi` by path).
fn replay(steps: &[Step], sources: &[(&str, &str)]) {
    let (site, folder) = (Site::new(), Folder::new());
    let sync = |spec: &str, cache: &str| {
        folder.run(&["--spec", spec, "sync", "--cache", cache, "--prune", "--format", "json"])
    };
    let set = |spec: &str| {
        let options = sources.iter().flat_map(|(source, path)| [format!("--{source}"), site.url(path)]);
        let options: Vec<String> = options.collect();
        let options = options.iter().map(String::as_str);
        let arguments: Vec<&str> = ["--spec", spec, "sources"].into_iter().chain(options).collect();
        folder.run(&arguments).ended_with(0);
    };
    let mut changes: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    let mut known = Step::new();
    set("lamp");
    for (number, step) in steps.iter().enumerate() {
        for path in known.keys().filter(|path| !step.contains_key(*path)) {
            site.remove(path);
        }
        for (path, text) in step.iter().filter(|(path, text)| known.get(*path) != Some(text)) {
            site.put(path, text);
        }
        known.clone_from(step);
        let run = sync("lamp", "cache").ended_with(10);
        if number == 0 {
            // What is new in the first step is there at both ends.
            folder.run(&["--spec", "lamp", "check"]).ended_with(0);
            copy(&folder, "lamp/", "first/");
        } else {
            add(&mut changes, &serde_json::from_str::<Value>(&run.stdout).unwrap()["changes"]);
        }
        set(&format!("fresh{number}/lamp"));
        sync(&format!("fresh{number}/lamp"), &format!("fresh{number}/cache")).ended_with(10);
        assert_eq!(files(&folder, "lamp/"), files(&folder, &format!("fresh{number}/lamp/")), "step {number}");
    }
    let run = folder.run(&["diff", "first", "lamp", "--format", "json"]).ended_with(0);
    let mut ends: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    add(&mut ends, &serde_json::from_str(&run.stdout).unwrap());
    assert!(!ends.is_empty());
    compare(&changes, &ends);
}

fn files(folder: &Folder, prefix: &str) -> BTreeMap<String, String> {
    let files = folder.files().into_iter();
    files.filter_map(|(name, text)| Some((name.strip_prefix(prefix)?.to_owned(), text))).collect()
}

fn copy(folder: &Folder, from: &str, to: &str) {
    for (name, text) in files(folder, from) {
        folder.write(&format!("{to}{name}"), &text);
    }
}

/// Adds the changes of a report by their place.
fn add(changes: &mut BTreeMap<String, Vec<Change>>, report: &Value) {
    for finding in report["findings"].as_array().unwrap() {
        let text = |key: &str| finding[key].as_str().map(str::to_owned);
        let change = Change {
            rule: text("rule").unwrap(),
            what: text("what").unwrap_or_default(),
            old: text("old"),
            new: text("new"),
        };
        changes.entry(text("at").unwrap()).or_default().push(change);
    }
}

/// Each change between the ends is the sum of those of the steps, and each of the steps is one of these or was undone.
fn compare(steps: &BTreeMap<String, Vec<Change>>, ends: &BTreeMap<String, Vec<Change>>) {
    let places: BTreeSet<&String> = steps.keys().chain(ends.keys()).collect();
    let is_within = |place: &str, rules: [&str; 2]| {
        ends.iter().any(|(at, changes)| {
            place.starts_with(at.as_str())
                && changes.iter().any(|change| rules.contains(&change.rule.as_str()))
        })
    };
    for place in places {
        let of_steps = steps.get(place).map(Vec::as_slice).unwrap_or_default();
        let of_ends = ends.get(place).map(Vec::as_slice).unwrap_or_default();
        let whats: BTreeSet<&str> = of_steps.iter().chain(of_ends).map(|one| one.what.as_str()).collect();
        for what in whats {
            let of_steps: Vec<&Change> = of_steps.iter().filter(|one| one.what == what).collect();
            let of_ends: Vec<&Change> = of_ends.iter().filter(|one| one.what == what).collect();
            let (first, last) = (of_steps.first(), of_steps.last());
            match of_ends.as_slice() {
                [] => {
                    // It was undone, or is a part of something that is new or gone as a whole.
                    let is_undone = first.map(|one| &one.old) == last.map(|one| &one.new);
                    let is_back =
                        of_steps.len() > 1 && first.map(|one| &one.rule) != last.map(|one| &one.rule);
                    let is_part = is_within(place, ["operation-added", "operation-removed"]);
                    assert!(
                        is_undone || is_back || is_part,
                        "{place} {what}: {of_steps:?} is not between the ends"
                    );
                }
                // What it has besides is a part of it.
                [end] if is_whole(&end.rule).is_some() => {
                    let is_same = |one: &&Change| is_whole(&one.rule) == is_whole(&end.rule);
                    assert!(of_steps.iter().any(is_same), "{place}: no step has {end:?}: {of_steps:?}");
                }
                [.., end] => {
                    assert!(!of_steps.is_empty(), "{place} {what}: no step has {of_ends:?}");
                    assert_eq!(first.map(|one| &one.old), Some(&of_ends[0].old), "{place} {what}");
                    assert_eq!(last.map(|one| &one.new), Some(&end.new), "{place} {what}");
                }
            }
        }
    }
}

/// The word of a rule for something that is new or gone as a whole.
fn is_whole(rule: &str) -> Option<&'static str> {
    ["-added", "-removed"].into_iter().find(|word| rule.contains(word))
}

/// A page with its text changed.
fn changed(step: &mut Step, id: &str, from: &str, to: &str) {
    let text = step.get_mut(&format!("/api/{id}.md")).unwrap();
    let replaced = text.replacen(from, to, 1);
    assert_ne!(*text, replaced, "{id} has no `{from}`");
    *text = replaced;
}

#[test]
fn a_history_of_pages() {
    let mut ids = vec!["ListLamps", "ListShades", "ListWicks"];
    let mut step = Step::new();
    for id in &ids {
        step.insert(format!("/api/{id}.md"), page(id, &["flat", "trim", id], 100));
    }
    let mut steps = Vec::new();
    let mut is_listed = |step: &mut Step, ids: &[&str]| {
        step.insert("/index.md".to_owned(), index(ids));
        steps.push(step.clone());
    };
    is_listed(&mut step, &ids);
    // 1: a wider bound. 2: a value more. 3: a value less.
    changed(&mut step, "ListLamps", "1 to 100.", "1 to 500.");
    is_listed(&mut step, &ids);
    changed(&mut step, "ListShades", " - trim:", " - warp: warped - trim:");
    is_listed(&mut step, &ids);
    changed(&mut step, "ListLamps", " - trim: as `trim`", "");
    is_listed(&mut step, &ids);
    // 4: an operation more. 5: one less.
    ids.push("ListPoles");
    step.insert("/api/ListPoles.md".to_owned(), page("ListPoles", &["long", "short"], 7));
    is_listed(&mut step, &ids);
    ids.retain(|id| *id != "ListWicks");
    step.remove("/api/ListWicks.md");
    is_listed(&mut step, &ids);
    // 6: a parameter more. 7: it is required. 8: a default.
    let row = "| colour | No | String | **Definition** Colour **Constraints** N/A **Range** Length: 1 to 9 characters **Default Value** N/A |\n| limit |";
    changed(&mut step, "ListLamps", "| limit |", row);
    is_listed(&mut step, &ids);
    changed(&mut step, "ListLamps", "| colour | No |", "| colour | Yes |");
    is_listed(&mut step, &ids);
    changed(&mut step, "ListPoles", "1 to 7. **Default Value** N/A", "1 to 7. **Default Value** 5");
    is_listed(&mut step, &ids);
    // 9: a field more. 10: the bound goes on. 11: another path, in another group.
    let row = "| trace | String | **Definition** Trace **Range** N/A |\n\n#### Example Requests";
    changed(&mut step, "ListShades", "\n#### Example Requests", row);
    is_listed(&mut step, &ids);
    changed(&mut step, "ListLamps", "1 to 500.", "1 to 50.");
    // With it, values that only this parameter has.
    let poles = &step["/api/ListPoles.md"];
    let kind = format!("{}\n", poles.lines().find(|line| line.starts_with("| kind |")).unwrap());
    changed(&mut step, "ListPoles", &kind, "");
    is_listed(&mut step, &ids);
    ids.push("ListMasts");
    step.insert("/api/ListMasts.md".to_owned(), page("ListMasts", &["oak"], 7).replace("/lamp/", "/mast/"));
    is_listed(&mut step, &ids);
    assert_eq!(steps.len(), 12);
    replay(&steps, &[("pages", "/api/{operation}.html"), ("index", "/index.md")]);
}

#[test]
fn a_history_of_a_document() {
    let base = "openapi: 3.0.3\ninfo: { title: Kites, version: '1' }\npaths:\n  \
        /kites: { get: { operationId: listKites, parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 9 } }], \
        responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Kites' } } } } } } }\n  \
        /kites/{id}: { get: { operationId: showKite, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], \
        responses: { '204': { description: ok } } } }\n\
        components: { schemas: { Kites: { type: object, properties: { total: { type: integer } } } } }\n";
    let show = base.lines().find(|line| line.contains("showKite")).unwrap();
    let edits: [(&str, &str); 12] = [
        ("maximum: 9", "maximum: 99"),
        ("total: { type: integer }", "total: { type: integer }, wind: { type: string }"),
        ("in: query, schema", "in: query, required: true, schema"),
        (
            show,
            "  /kites/{id}: { delete: { operationId: deleteKite, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '204': { description: ok } } } }",
        ),
        ("maximum: 99", "maximum: 99, minimum: 1"),
        ("wind: { type: string }", "wind: { type: string, enum: [weak, strong] }"),
        ("[weak, strong]", "[weak, fair, strong]"),
        ("[weak, fair, strong]", "[fair, strong]"),
        ("in: query, required: true,", "in: query,"),
        (
            "components:",
            "  /tails: { get: { operationId: listTails, responses: { '204': { description: ok } } } }\ncomponents:",
        ),
        ("total: { type: integer }, ", ""),
        // With it, a model that only this response has, and the values of its field.
        ("{ $ref: '#/components/schemas/Kites' }", "{ type: integer }"),
    ];
    let mut text = base.to_owned();
    let step = |text: &str| Step::from([("/openapi.yaml".to_owned(), text.to_owned())]);
    let mut steps = vec![step(&text)];
    for (from, to) in edits {
        let replaced = text.replacen(from, to, 1);
        assert_ne!(text, replaced, "no `{from}`");
        text = replaced;
        steps.push(step(&text));
    }
    replay(&steps, &[("openapi", "/openapi.yaml")]);
}
