//! Changes of the service as a whole.

use hss_spec::diff::diff;

use super::fixture::with_service;

#[test]
fn servers_that_come_or_go_are_told_from_those_that_change() {
    let none = with_service(r#"{ "name": "lamps" }"#, &[]);
    let side = |url: &str| {
        with_service(&format!(r#"{{ "name": "lamps", "servers": [{{ "url": "{url}" }}] }}"#), &[])
    };
    let (near, far) = (side("https://near.example.com"), side("https://far.example.com"));
    let (near_text, far_text) = (Some("https://near.example.com"), Some("https://far.example.com"));
    for (old, new, texts) in [
        (&none, &near, [None, near_text]),
        (&near, &far, [near_text, far_text]),
        (&far, &none, [far_text, None]),
    ] {
        let report = diff(old, new);
        let [finding] = report.findings.as_slice() else { panic!("{report:?}") };
        assert_eq!((finding.rule.id, finding.at.as_str()), ("endpoint-changed", "service.servers"));
        assert_eq!([finding.old.as_deref(), finding.new.as_deref()], texts);
    }
}
