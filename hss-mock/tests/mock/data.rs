//! Data of responses.

use serde_json::Value;

use crate::client::{call, get};
use crate::{builder, start};

fn animals() -> Vec<Value> {
    let mock = builder().items("ListAnimal", 90).start().unwrap();
    let kinds = ["bird", "fish", "cat"];
    let page = |kind: &&str| get(format!("/v1/p-1/animals?kind={kind}&limit=200")).send(&mock).json();
    let pages = kinds.iter().map(page);
    pages.flat_map(|page| page["data_list"].as_array().unwrap().clone()).collect()
}

#[test]
fn fields_of_an_object_fit_together() {
    let animals = animals();
    assert_eq!(animals.len(), 90);
    for animal in &animals {
        let number = |name: &str| animal[name].as_i64().unwrap();
        let runs = (0..100).contains(&number("sleep_status"));
        assert!(
            if runs { number("end_time") == 0 } else { number("begin_time") < number("end_time") },
            "{animal}"
        );
        assert!((1_650_000_000_000..1_800_000_000_000).contains(&number("begin_time")), "{animal}");
        assert_eq!(number("failed_num") + number("success_num"), number("total_num"), "{animal}");
        let status = number("sleep_status");
        assert!((-2..=100).contains(&status), "{animal}");
        assert_eq!(number("diet") & !0x000f_f00f, 0, "{animal}");
        assert!((2..=3).contains(&animal["tags"].as_array().unwrap().len()), "{animal}");
        assert_eq!(animal["animal_id"].as_str().unwrap().len(), 36, "{animal}");
        assert_eq!(animal["code"].as_str().unwrap().chars().count(), 13, "{animal}");
        assert!(["happy", "grumpy"].contains(&animal["mood"].as_str().unwrap()), "{animal}");
        assert!((0.2..=0.8).contains(&animal["share"].as_f64().unwrap()), "{animal}");
        let labels = animal["labels"].as_object().unwrap();
        let numbers = labels.values().flat_map(|list| list.as_array().unwrap());
        assert!(numbers.into_iter().all(|number| (5..=6).contains(&number.as_i64().unwrap())), "{animal}");
    }
}

#[test]
fn values_vary_between_objects() {
    let animals = animals();
    for field in
        ["tame", "sleep_status", "diet", "level", "failed_num", "animal_name", "keepers", "begin_time"]
    {
        assert!(animals.iter().any(|animal| animal[field] != animals[0][field]), "{field}");
    }
}

#[test]
fn a_response_about_something_names_it() {
    let animal = get("/v1/p-1/animals/otter%207").send(&start()).json();
    assert_eq!((animal["animal_id"].as_str(), animal["project_id"].as_str()), (Some("otter 7"), Some("p-1")));
}

#[test]
fn fields_stand_in_the_specs_order() {
    let response = get("/v1/p/animals?kind=bird").send(&start());
    let (total, list) = (response.text().find("\"total_num\""), response.text().find("\"data_list\""));
    assert!(total < list, "{}", response.text());
}

#[test]
fn a_literal_path_wins_over_a_placeholder() {
    assert_eq!(get("/v1/p/animals/count").send(&start()).json(), serde_json::json!({ "animal_num": 7 }));
}

#[test]
fn an_empty_response_has_the_specs_status_and_no_body() {
    let mock = start();
    let response = call("DELETE", "/v1/p/animals").body(r#"{"animal_ids":["a"]}"#).send(&mock);
    assert_eq!((response.status, response.body.len()), (204, 0));
    let response = call("PUT", "/v1/p/animals/order").body(r#"[["a"],["b","c"],[]]"#).send(&mock);
    assert_eq!((response.status, response.header("content-length")), (200, Some("0")));
    assert_eq!(response.header("x-request-id").map(str::len), Some(32));
}

#[test]
fn a_file_is_a_download() {
    let response = get("/v1/p/report").send(&start());
    assert_eq!((response.status, response.header("content-type")), (200, Some("application/octet-stream")));
    assert!(response.body.len() > 1000);
    assert_eq!(response.header("content-disposition"), Some("attachment; filename=\"DownloadReport.bin\""));
    assert_eq!(get("/v1/p/report").send(&start()).body, response.body);
}

#[test]
fn a_file_is_as_large_as_it_is_said_to_be() {
    for size in [0, 1, 100_000] {
        let mock = builder().file_size("DownloadReport", size).start().unwrap();
        let response = get("/v1/p/report").send(&mock);
        assert_eq!(response.body.len(), size);
        assert_eq!(response.header("content-length"), Some(size.to_string().as_str()));
    }
}

#[test]
fn a_creation_has_the_status_of_the_spec() {
    let body = r#"{"animal_name":"Ada","kind":"cat","more":"is let pass"}"#;
    let response = call("POST", "/v1/p/animals").body(body).send(&start());
    assert_eq!(response.status, 201, "{}", response.text());
}
