//! An operation's paging.

use hss_spec::model::Paging;

use super::{RIGHT, each_is_reported, edit, problems};

#[test]
fn paging_names_parameters_and_fields_of_the_right_types() {
    each_is_reported(&[
        (
            edit(r#""paging": { "offset": "offset""#, r#""paging": { "offset": "start""#),
            "zoo/ListAnimals.json:13:13: error: paging names `start`, which is not a query parameter",
        ),
        (
            edit(r#""limit": "limit""#, r#""limit": "kind""#),
            "zoo/ListAnimals.json:13:13: error: paging parameter `kind` is of type `Kind`; an integer is expected",
        ),
        (
            edit(r#""items": "animals""#, r#""items": "count""#),
            "zoo/ListAnimals.json:13:13: error: paging names `count`, which is not a list of the response",
        ),
        (
            edit(r#""total": "count""#, r#""total": "animals""#),
            "zoo/ListAnimals.json:13:13: error: paging names `animals`, which is not an integer field of the response",
        ),
        (
            edit(r#""status": 200, "type": "Animals""#, r#""status": 200, "type": "[Animals]""#),
            "zoo/ListAnimals.json:13:13: error: paging needs a response that is a model or a list",
        ),
    ]);
}

const OFFSET: &str = r#""offset": "offset", "limit": "limit""#;

/// The problem of other paging than by offset.
fn problem_with(paging: &'static str) -> String {
    let found = problems(&[edit(OFFSET, paging)]);
    found.replace("zoo/ListAnimals.json:13:13: error: ", "").trim().to_owned()
}

#[test]
fn each_way_of_paging_needs_what_it_is_made_of() {
    for right in [
        r#""page": "offset", "first": 0, "pages": "count", "limit": "limit""#,
        r#""token": "kind", "next": "count""#,
        r#""marker": "kind", "key": "name""#,
        r#""url": "count""#,
        r#""link": "next""#,
    ] {
        assert_eq!(problem_with(right), "", "{right}");
    }
    for (wrong, problem) in [
        (
            r#""limit": "limit""#,
            "`paging` needs exactly one of `offset`, `page`, `token`, `marker`, `url`, `link`",
        ),
        (
            r#""offset": "offset", "url": "count""#,
            "`paging` needs exactly one of `offset`, `page`, `token`, `marker`, `url`, `link`",
        ),
        (r#""page": "offset""#, "`paging` has no `first`; it is required"),
        (r#""page": "offset", "first": "one""#, "`paging` has `first` \"one\"; an integer is expected"),
        (
            r#""page": "offset", "first": 1, "pages": "animals""#,
            "paging names `animals`, which is not an integer field of the response",
        ),
        (r#""token": "kind""#, "`paging` has no `next`; it is required"),
        (
            r#""token": "kind", "next": "animals""#,
            "paging names `animals`, which is not a single value of the response",
        ),
        (
            r#""token": "kind", "next": "count", "key": "name""#,
            "`paging` has `key`, which can't be combined with `token`",
        ),
        (r#""marker": "kind", "key": "id""#, "paging names `id`, which is not a single value of an item"),
        (r#""url": "page/next""#, "paging names `page/next`, which is not a single value of the response"),
        (r#""link": "last""#, "`paging` has `link` \"last\"; `next` is expected"),
        (r#""offset": "offset", "in": "body""#, "paging names `offset`, which is not a field of a JSON body"),
        (r#""offset": "offset", "in": "head""#, "`paging` has `in` \"head\"; `body` is expected"),
    ] {
        assert_eq!(problem_with(wrong), problem, "{wrong}");
    }
}

#[test]
fn an_address_is_followed_by_a_get_alone() {
    let found = problems(&[edit(OFFSET, r#""link": "next""#), edit(r#""GET""#, r#""POST""#)]);
    assert!(found.contains("paging follows the address of the next page, which needs a `GET`"), "{found}");
}

#[test]
fn the_text_form_of_paging_is_read_as_it_is_written() {
    for text in [
        "offset=offset limit=limit items=data_list total=total_num",
        "page=page first=1 pages=meta/pages limit=size items=",
        "token=offset next=result/next_page_offset limit=limit items=result/points in=body",
        "marker=marker key=id items=vpcs",
        "url=links/next items=data",
        "link=next items=",
    ] {
        assert_eq!(text.parse::<Paging>().map(|paging| paging.to_string()), Ok(text.to_owned()));
    }
    assert!("token=a next=b items=c d".parse::<Paging>().is_err());
    assert!("token=a next=b items=c items=d".parse::<Paging>().is_err());
    assert_eq!(RIGHT.len(), 2);
}
