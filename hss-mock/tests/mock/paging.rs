//! Listings: pages, totals and filters.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::client::get;
use crate::{builder, start};

const LIST: &str = "/v1/p/animals?kind=bird&enterprise_project_id=all_granted_eps";

fn page(mock: &hss_mock::Mock, query: &str) -> (Vec<Value>, u64) {
    // `kind` is required, and filters; what these tests count is what remains.
    let response = get(format!("/v1/p/animals?{query}")).send(mock);
    assert_eq!(response.status, 200, "{}", response.text());
    let body = response.json();
    (body["data_list"].as_array().unwrap().clone(), body["total_num"].as_u64().unwrap())
}

#[test]
fn pages_have_every_item_once_and_in_order() {
    for count in [0, 1, 10, 11, 25, 300] {
        let mock = builder().items("ListFeeding", count).start().unwrap();
        let mut seen = Vec::new();
        loop {
            let response = get(format!("/v1/p/feedings?start={}&size=10", seen.len())).send(&mock).json();
            assert_eq!(response["count"], count);
            let records = response["records"].as_array().unwrap().clone();
            if records.is_empty() {
                break;
            }
            assert!(records.len() <= 10);
            seen.extend(records.iter().map(|record| record.as_str().unwrap().to_owned()));
        }
        assert_eq!(seen.len(), count as usize);
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), count as usize);
    }
}

#[test]
fn an_item_is_the_same_on_every_page_and_in_every_run() {
    let ids = |limit: usize| {
        let mock = builder().seed(5).items("ListAnimal", 60).start().unwrap();
        let mut all = Vec::new();
        while all.len() < 20 {
            let (items, total) = page(&mock, &format!("kind=fish&limit={limit}&offset={}", all.len()));
            assert_eq!(total, 20);
            all.extend(items);
        }
        all
    };
    let by_ten = ids(10);
    assert_eq!(by_ten, ids(7)[..20]);
    assert_eq!(by_ten, ids(200));
}

#[test]
fn another_seed_gives_other_items() {
    let first = |seed| {
        let mock = builder().seed(seed).start().unwrap();
        page(&mock, "kind=bird").0.remove(0)["animal_id"].clone()
    };
    assert_eq!(first(1), first(1));
    assert_ne!(first(1), first(2));
}

#[test]
fn the_defaults_are_the_specs_and_23_items() {
    let mock = start();
    // 23 animals take turns over three kinds.
    let (_, birds) = page(&mock, "kind=bird");
    let (_, fish) = page(&mock, "kind=fish");
    let (_, cats) = page(&mock, "kind=cat");
    assert_eq!(birds + fish + cats, 23);
    let mock = builder().items("ListAnimal", 90).start().unwrap();
    let (items, total) = page(&mock, "kind=bird");
    assert_eq!((items.len(), total), (10, 30));
    let (items, total) = page(&mock, "kind=bird&offset=2000000");
    assert_eq!((items.len(), total), (0, 30));
}

#[test]
fn filters_narrow_the_listing_and_its_total() {
    let mock = builder().items("ListAnimal", 120).start().unwrap();
    let (items, total) = page(&mock, "kind=cat&mood=grumpy&limit=200");
    assert_eq!(items.len() as u64, total);
    assert!((10..=30).contains(&total), "{total}");
    assert!(items.iter().all(|item| item["kind"] == "cat" && item["mood"] == "grumpy"));

    let (items, total) = page(&mock, "kind=cat&tame=true&limit=200");
    assert!(total > 0 && items.iter().all(|item| item["tame"] == true));
    let (items, total) = page(&mock, "kind=cat&level=4&limit=200");
    assert!(total > 0 && items.iter().all(|item| item["level"] == 4));
    let (items, total) = page(&mock, "kind=cat&diet=15&limit=200");
    assert!(total > 0 && items.iter().all(|item| item["diet"].as_i64().unwrap() & 15 != 0));

    let name = items[0]["animal_name"].as_str().unwrap();
    let part: String = name.chars().take(8).collect();
    let (items, _) = page(&mock, &format!("kind=cat&animal_name={part}&limit=200"));
    assert!(
        !items.is_empty() && items.iter().all(|item| item["animal_name"].as_str().unwrap().contains(&part))
    );
}

#[test]
fn a_parameter_that_only_shares_its_name_with_a_field_does_not_filter() {
    let mock = builder().items("ListAnimal", 30).start().unwrap();
    let (_, all) = page(&mock, "kind=bird");
    assert_eq!(page(&mock, "kind=bird&sleep_status=asleep").1, all);
    assert_eq!(page(&mock, "kind=bird&enterprise_project_id=all_granted_eps").1, all);
    assert_eq!(page(&mock, "kind=bird&enterprise_project_id=other").1, 0);
}

#[test]
fn a_huge_listing_costs_no_more_than_its_page() {
    let mock = builder().items("ListFeeding", u32::MAX).start().unwrap();
    let started = std::time::Instant::now();
    let response = get("/v1/p/feedings?start=4294967290&size=50").send(&mock).json();
    assert_eq!(response["count"], u32::MAX);
    assert_eq!(response["records"].as_array().unwrap().len(), 5);
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn a_listing_without_pages_has_all_its_items() {
    let mock = builder().items("ListCage", 40).items("ListKeeper", 2).start().unwrap();
    let cages = get("/v1/p/cages").send(&mock).json();
    assert_eq!((cages["data_list"].as_array().unwrap().len(), cages["total_num"].as_u64()), (40, Some(40)));
    let keepers = get("/v1/keepers").send(&mock).json();
    assert_eq!(keepers.as_array().unwrap().len(), 2);
    assert_eq!(get(LIST).send(&mock).status, 200);
}
