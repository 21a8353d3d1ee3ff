//! Each kind of name by the rule, and the disambiguation of names.

use proptest::prelude::*;

use super::*;

fn texts(names: &[CodeName]) -> Vec<&str> {
    names.iter().map(|name| name.text.as_str()).collect()
}

/// The wire names by the rule.
fn named(names: &[&str], case: Case, needed: &[&str]) -> Vec<String> {
    let wires: Vec<Wire> = names.iter().map(|name| Wire::of(name)).collect();
    distinct(&wires, case, needed).into_iter().map(|name| name.text).collect()
}

/// The values of an enumeration of that kind.
fn enumeration(kind: EnumKind, values: &[(&str, Option<&str>)]) -> Enumeration {
    let mut enumeration = Enumeration::new(kind, values.iter().map(|(value, _)| *value));
    for (value, (_, name)) in enumeration.values.iter_mut().zip(values) {
        value.name = name.map(str::to_owned);
    }
    enumeration
}

#[test]
fn every_value_gets_a_variant_by_rule() {
    let values = ["hss.version.basic", "4", "Attack Success", "高危", "", "unknown", "Self", "-", "autoSync"];
    let expected = [
        "HssVersionBasic",
        "Value4",
        "AttackSuccess",
        "U9ad8U5371",
        "Empty",
        "Unknown",
        "ValueSelf",
        "Dash",
        "AutoSync",
    ];
    let named = super::values(&enumeration(EnumKind::String, &values.map(|value| (value, None))));
    assert_eq!(texts(&named.values), expected);
    assert!(named.values.iter().all(|name| name.shared.is_none()));
}

#[test]
fn an_acronym_is_one_word_with_its_plural_or_its_version() {
    let names = [
        "linkLocalIPs",
        "IPv4Address",
        "redirect URLs",
        "NanoCPUs",
        "APIKeys",
        "DNSServers",
        "URLsOf",
        "TLSv12",
        "ABsx",
        "myOAuthToken",
        "OAuth2",
    ];
    let expected = [
        "link_local_ips",
        "ipv4_address",
        "redirect_urls",
        "nano_cpus",
        "api_keys",
        "dns_servers",
        "urls_of",
        "tlsv12",
        "a_bsx",
        "my_oauth_token",
        "oauth2",
    ];
    assert_eq!(names.map(snake_words), expected);
    assert_eq!(named(&["localIPs", "IPv6"], Case::UpperCamel, &[]), ["LocalIps", "Ipv6"]);
}

#[test]
fn values_that_would_be_the_same_are_all_spelled() {
    let values = ["a.b", "a_b", "high", "High", "HIGH", "c", "+1", "-1"];
    let named = super::values(&enumeration(EnumKind::String, &values.map(|value| (value, None))));
    let expected = [
        "ADotB",
        "AUnderscoreB",
        "HighInLowerCase",
        "HighInMixedCase",
        "HighInUpperCase",
        "C",
        "Plus1",
        "Dash1",
    ];
    assert_eq!(texts(&named.values), expected);
    assert_eq!(named.values[0].shared.as_deref(), Some("AB"));
}

#[test]
fn a_value_that_takes_the_name_of_another_is_spelled_too() {
    assert_eq!(named(&["1a", "value1a"], Case::UpperCamel, &[]), ["Number1a", "Value1a"]);
}

#[test]
fn a_given_name_replaces_the_values_own() {
    let flags = [("0x000f0000", Some("vulnerabilities")), ("0", None)];
    let named = super::values(&enumeration(EnumKind::Flags, &flags));
    assert_eq!(texts(&named.values), ["VULNERABILITIES", "VALUE_0"]);
    let twice = [("1", Some("red")), ("2", Some("red"))];
    let named = super::values(&enumeration(EnumKind::Flags, &twice));
    assert_eq!(texts(&named.values), ["NUMBER_1", "NUMBER_2"]);
}

#[test]
fn a_code_is_neither_the_unknown_one_nor_the_range() {
    let mut codes = enumeration(EnumKind::Codes, &[("1", Some("unknown")), ("2", Some("progress"))]);
    codes.range = Some(crate::model::Bounds::between(0, 100));
    codes.range_name = Some("progress".to_owned());
    let named = super::values(&codes);
    assert_eq!(texts(&named.values), ["ValueUnknown", "Number2"]);
    assert_eq!(named.range.unwrap().text, "Progress");
}

#[test]
fn names_that_the_code_around_them_needs_are_kept_free() {
    assert_eq!(
        named(&["type", "self", "sensitive-info", "3d", "new"], Case::Snake, &NEEDED_BY_MODELS),
        ["type", "self_", "sensitive_info", "value_3d", "value_new"]
    );
    assert_eq!(
        named(&["Option", "failed_images", "V1"], Case::UpperCamel, &NEEDED_TYPES),
        ["ValueOption", "FailedImages", "V1"]
    );
}

#[test]
fn names_that_differ_only_in_case_say_so() {
    let cases = [
        (["VLAN", "Vlan"], ["vlan_in_upper_case", "vlan_in_mixed_case"]),
        (["ID", "id"], ["id_in_upper_case", "id_in_lower_case"]),
        (["fooBar", "foo_bar"], ["foo_bar", "foo_underscore_bar"]),
        (["fooBar", "FooBar"], ["foo_bar_in_camel_case", "foo_bar_in_mixed_case"]),
        (["aBC", "aBc"], ["a_upper_b_upper_c", "a_upper_b_c"]),
        (["+1", "-1"], ["plus_1", "dash_1"]),
    ];
    for (names, expected) in cases {
        assert_eq!(named(&names, Case::Snake, &[]), expected, "{names:?}");
    }
}

#[test]
fn groups_leave_the_client_its_own() {
    let names = ["region", "from-env", "regions", "type", "image", "shared"].map(str::to_owned);
    let groups = groups(&names);
    let shown: Vec<_> = names
        .iter()
        .map(|name| &groups[name.as_str()])
        .map(|names| [&names.module.text, &names.method.text, &names.handle.text].map(String::as_str))
        .collect();
    assert_eq!(
        shown,
        [
            ["region", "value_region", "RegionApi"],
            ["from_env", "value_from_env", "FromEnvApi"],
            ["regions", "value_regions", "RegionsApi"],
            ["type", "type", "TypeApi"],
            ["image", "image", "ImageApi"],
            ["value_shared", "shared", "SharedApi"],
        ]
    );
}

#[test]
fn operations_have_three_names() {
    let ids = ["ListV1Tasks", "ListV1tasks", "new", "Option", "V1"].map(str::to_owned);
    let operations = operations(&ids);
    let shown = |id: &str| {
        let names = &operations[id];
        [names.builder.text.as_str(), names.method.text.as_str(), names.tables.text.as_str()]
    };
    assert_eq!(shown("ListV1Tasks"), ["ListV1Tasks", "list_v1_tasks", "LIST_V1_TASKS"]);
    assert_eq!(shown("ListV1tasks"), ["ListV1tasks", "list_v1tasks", "LIST_V1TASKS"]);
    assert_eq!(shown("new"), ["New", "value_new", "NEW"]);
    assert_eq!(shown("Option"), ["ValueOption", "option", "OPTION"]);
    assert_eq!(shown("V1"), ["V1", "v1", "V1"]);
}

/// Names that collide often, and any others.
fn wire_name() -> impl Strategy<Value = String> {
    prop_oneof!["[aAbB1_.]{0,4}", "(value|Value|number|self|new)[_1aA.]{0,2}", "\\PC{0,5}"]
}

fn is_identifier(name: &str) -> bool {
    let is_start = |letter: char| letter.is_ascii_alphabetic();
    name.starts_with(is_start)
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !name.contains("__")
        && !matches!(name, "self" | "Self" | "super" | "crate")
}

proptest! {
    #[test]
    fn distinct_names_get_distinct_identifiers_in_any_order(
        names in prop::collection::btree_set(wire_name(), 0..12),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut turned = names.clone();
        if !turned.is_empty() {
            turned.rotate_left(shuffle.index(names.len()));
            turned[1..].reverse();
        }
        for (case, needed) in [
            (Case::Snake, &NEEDED_BY_MODELS[..]),
            (Case::UpperCamel, &NEEDED_TYPES[..]),
            (Case::Shouty, &[][..]),
        ] {
            let given: BTreeMap<&str, String> = names.iter().copied().zip(named(&names, case, needed)).collect();
            let again: BTreeMap<&str, String> = turned.iter().copied().zip(named(&turned, case, needed)).collect();
            prop_assert_eq!(&given, &again);
            let all: std::collections::BTreeSet<&String> = given.values().collect();
            prop_assert_eq!(all.len(), names.len(), "{:?}", given);
            for name in given.values() {
                prop_assert!(is_identifier(name), "{}", name);
                prop_assert!(!needed.contains(&name.as_str()), "{}", name);
            }
        }
    }
}
