//! Regions of a service from files of endpoints, in every form.

use hss_spec::import::{Document, Regions, apply_regions, read_regions};
use hss_spec::model::Service;

fn read(text: &str) -> Result<Regions, String> {
    read_regions(&Document::new("endpoints", text), "lamps").map_err(|problems| problems.to_string())
}

/// The regions as `id=endpoint`, the pattern's without one.
fn regions(text: &str) -> String {
    let mut service = Service::default();
    service.endpoint = Some("https://lamps.{region}.example.com".to_owned());
    apply_regions(&mut service, read(text).unwrap_or_else(|problems| panic!("{problems}")));
    let shown = |(region, endpoint): (&String, &Option<String>)| match endpoint {
        Some(endpoint) => format!("{region}={endpoint}"),
        None => region.clone(),
    };
    service.regions.iter().map(shown).collect::<Vec<_>>().join(" ")
}

const WANTED: &str = "cn-north-4 eu-west-101=https://lamps.eu-west-101.example.eu";

#[test]
fn every_form_says_the_same() {
    for text in [
        r#"{"cn-north-4": null, "eu-west-101": "lamps.eu-west-101.example.eu"}"#,
        r#"{"cn-north-4": ["https://lamps.cn-north-4.example.com"], "eu-west-101": ["https://lamps.eu-west-101.example.eu/"]}"#,
        r#"{"wicks": {"cn-north-1": null}, "lamps": {"cn-north-4": null, "eu-west-101": "lamps.eu-west-101.example.eu"}}"#,
        r#"[{"region": "cn-north-4", "endpoint": null}, {"region_id": "eu-west-101", "endpoint": "lamps.eu-west-101.example.eu"}]"#,
        "cn-north-4: lamps.cn-north-4.example.com\neu-west-101: lamps.eu-west-101.example.eu\n",
        "lamps:\n  cn-north-4:\n  eu-west-101: https://lamps.eu-west-101.example.eu\n",
        "region,endpoint\ncn-north-4,lamps.cn-north-4.example.com\n\"eu-west-101\",\"lamps.eu-west-101.example.eu\"\n",
        "# Endpoints\n\n| Region Name | Region | Endpoint | Protocol |\n|---|---|---|---|\n\
         | North | cn-north-4 | lamps.cn-north-4.example.com | HTTPS |\n\
         | Dublin | eu-west-101 | `lamps.eu-west-101.example.eu` | HTTPS |\n",
        "<html><body><table><tr><th>Region</th><th>Endpoint</th></tr><tr><td>cn-north-4</td>\
         <td>lamps.cn-north-4.example.com</td></tr><tr><td>eu-west-101</td><td>lamps.eu-west-101.example.eu</td></tr>\
         </table></body></html>",
        "class LampsRegion:\n    CN_NORTH_4 = Region(\"cn-north-4\",\n        \"https://lamps.cn-north-4.example.com\")\n    \
         EU_WEST_101 = Region(\"eu-west-101\",\n        \"https://lamps.eu-west-101.example.eu\")\n",
        // Of several services, those of this one.
        "service\tregion\tendpoint\nlamps\tcn-north-4\tlamps.cn-north-4.example.com\nwicks\tcn-north-1\twicks.cn-north-1.example.com\n\
         lamps\teu-west-101\tlamps.eu-west-101.example.eu\n",
    ] {
        assert_eq!(regions(text), WANTED, "{text}");
    }
}

#[test]
fn what_is_wrong_has_its_place() {
    for (text, problem) in [
        ("{}", "endpoints:1:1: error: the file has no regions"),
        ("nothing here", "endpoints:1:1: error: expected regions and their endpoints"),
        (
            "{\"wicks\": {\"cn-north-1\": null}}",
            "endpoints:1:1: error: the file has no regions of the service `lamps`; it has those of wicks",
        ),
        ("{\n  \"North\": \"lamps.example.com\"}", "endpoints:2:12: error: `North` is not a region id"),
        (
            "{\n  \"cn-north-4\": \"http://lamps.example.com\"}",
            "endpoints:2:17: error: `http://lamps.example.com` is not an endpoint of region",
        ),
        (
            "cn-north-4: lamps.example.com/../x",
            "endpoints:1:13: error: `lamps.example.com/../x` is not an endpoint",
        ),
        ("cn-north-4: 'user@lamps.example.com'", "is not an endpoint of region `cn-north-4`"),
        ("cn-north-4: 5", "endpoints:1:13: error: "),
        ("[{\"region\": \"cn-north-4\"}]", "region `cn-north-4` has no `endpoint`"),
        (
            "| Region | Endpoint |\n|---|---|\n| cn-north-4 | soon |\n",
            "endpoints:3:3: error: the row of region `cn-north-4` has no endpoint",
        ),
        (
            "region,endpoint\ncn-north-4,http://x.example.com\n",
            "endpoints:2:12: error: `http://x.example.com` is not an endpoint",
        ),
        ("{\"cn-north-4\": ", "endpoints:1:"),
    ] {
        let found = read(text).expect_err(text);
        assert!(found.contains(problem), "{text}\n{found}");
    }
}

#[test]
fn endpoints_that_are_not_used_are_noted() {
    let notes = |text: &str| {
        let notes = read(text).unwrap_or_else(|problems| panic!("{problems}")).notes;
        notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert!(
        notes("cn-north-4: [a.example.com, b.example.com]")
            .contains("has 2 endpoints; the first one is used")
    );
    let twice =
        "| Region | Endpoint |\n|---|---|\n| cn-north-4 | a.example.com |\n| cn-north-4 | b.example.com |\n";
    assert!(
        notes(twice).contains("endpoints:4:16: note: region `cn-north-4` has another endpoint"),
        "{}",
        notes(twice)
    );
    let global = "| Region | Endpoint |\n|---|---|\n| All | lamps.example.com |\n| cn-north-4 | lamps.cn-north-4.example.com |\n";
    assert!(notes(global).contains("endpoints:3:9: note: the endpoint `lamps.example.com` has no region"));
}

#[test]
fn known_regions_stay_and_the_pattern_is_found() {
    let mut service = Service::default();
    service.regions.insert("cn-west-9".to_owned(), None);
    let text = "cn-north-4: lamps.cn-north-4.example.com\ncn-east-3: lamps.cn-east-3.example.com\neu-west-101: lamps.eu-west-101.example.eu";
    let notes = apply_regions(&mut service, read(text).expect("regions"));
    assert_eq!(service.endpoint.as_deref(), Some("https://lamps.{region}.example.com"));
    assert_eq!(
        service.regions.keys().collect::<Vec<_>>(),
        ["cn-east-3", "cn-north-4", "cn-west-9", "eu-west-101"]
    );
    assert_eq!(service.regions["cn-north-4"], None);
    assert_eq!(service.regions["eu-west-101"].as_deref(), Some("https://lamps.eu-west-101.example.eu"));
    assert!(notes.iter().any(|note| note.to_string().contains("they stay: cn-west-9")));
}
