//! Setting up a client: regions, endpoints, environment; all problems are reported at once.

use std::collections::HashMap;

use hss_client::{Client, Credentials, Error, Region};

fn credentials() -> Credentials {
    Credentials::new("ak", "sk")
}

fn problems(result: Result<Client, Error>) -> Vec<String> {
    match result {
        Err(Error::Config(config)) => config.problems,
        other => panic!("{other:?}"),
    }
}

fn from(variables: &[(&str, &str)]) -> Result<Client, Error> {
    let variables: HashMap<&str, &str> = variables.iter().copied().collect();
    Client::builder().from_lookup(&|name| variables.get(name).map(|value| (*value).to_owned())).build()
}

#[test]
fn every_region_has_its_endpoint() {
    let endpoint = |region: Region| {
        let client = Client::builder().region(region).credentials(credentials()).build().unwrap();
        client.endpoint()
    };
    assert_eq!(Client::regions().count(), 32);
    for region in Client::regions() {
        let end = if region.as_str() == "eu-west-101" { "eu" } else { "com" };
        assert_eq!(endpoint(region.clone()), format!("https://hss.{region}.myhuaweicloud.{end}"));
    }
}

#[test]
fn an_unknown_region_names_those_that_are_near() {
    let built = Client::builder().region("cn-noth-4").credentials(credentials()).build();
    let problem = problems(built).join("\n");
    assert!(problem.contains("`cn-noth-4`") && problem.contains("did you mean cn-north-4"), "{problem}");

    let built = Client::builder().region("mars").credentials(credentials()).build();
    let problem = problems(built).join("\n");
    assert!(problem.contains("known regions: ae-ad-1,") && problem.contains("endpoint(…)"), "{problem}");
}

#[test]
fn an_unknown_region_works_with_an_endpoint() {
    let client = Client::builder()
        .region("mars-1")
        .endpoint("https://hss.mars-1.example.com/")
        .credentials(credentials())
        .build()
        .unwrap();
    assert_eq!(client.endpoint(), "https://hss.mars-1.example.com");
    assert_eq!(client.region(), Some(&Region::from_static("mars-1")));
}

#[test]
fn all_problems_come_at_once() {
    let built = Client::builder()
        .endpoint("ftp://example.com")
        .project_id("../x")
        .user_agent_suffix("a\nb")
        .timeout(std::time::Duration::ZERO)
        .build();
    let error = built.unwrap_err();
    let text = error.to_string();
    for part in [
        "5 settings are missing or invalid",
        "ftp://example.com",
        "no credentials",
        "../x",
        "user agent",
        "`timeout` is zero",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

const REFUSED_ENDPOINTS: [&str; 15] = [
    "http://hss.cn-north-4.myhuaweicloud.com",
    "http://10.0.0.1",
    "https://user:MARKER@example.com",
    "https://example.com/?x=1",
    "https://example.com/#x",
    "https://example.com/a/../b",
    "https://example.com/a/.",
    "https://example.com/%2e%2E/b",
    "https://example.com/.%2e/b",
    "https://example.com/a\\..\\b",
    "https://example.com/a%2/b",
    "https://example.com/a|b",
    "example.com",
    "",
    "https://",
];

const ACCEPTED_ENDPOINTS: [&str; 6] = [
    "http://127.0.0.1:1",
    "http://127.8.8.8",
    "http://[::1]:80",
    "http://localhost:8080",
    "https://example.com",
    "https://example.com/a..b/.../%2E%2e%2e/%20",
];

#[test]
fn an_endpoint_that_would_leak_or_mislead_is_refused() {
    for endpoint in REFUSED_ENDPOINTS {
        let problem = problems(Client::builder().endpoint(endpoint).credentials(credentials()).build());
        assert_eq!(problem.len(), 1, "{endpoint}");
        assert!(!problem[0].contains("MARKER"), "{problem:?}");
    }
    for endpoint in ACCEPTED_ENDPOINTS {
        Client::builder().endpoint(endpoint).credentials(credentials()).build().unwrap();
    }
    let builder = Client::builder().endpoint("http://10.0.0.1:8080").credentials(credentials());
    assert_eq!(builder.allow_plain_http().build().unwrap().endpoint(), "http://10.0.0.1:8080");
}

#[test]
fn an_identity_service_has_the_same_rule_as_a_service() {
    let builder = || Client::builder().region("cn-north-4").credentials(credentials());
    for endpoint in REFUSED_ENDPOINTS {
        let problem = problems(builder().iam_endpoint(endpoint).build());
        assert_eq!(problem.len(), 1, "{endpoint}");
        assert!(problem[0].starts_with("identity service: the endpoint "), "{problem:?}");
        assert!(!problem[0].contains("MARKER"), "{problem:?}");
    }
    for endpoint in ACCEPTED_ENDPOINTS {
        builder().iam_endpoint(endpoint).build().unwrap();
    }
    builder().iam_endpoint("http://10.0.0.1:8080").allow_plain_http().build().unwrap();
    let variables = [("HUAWEICLOUD_SDK_IAM_ENDPOINT", "http://10.0.0.1")];
    let lookup = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let problem = problems(builder().from_lookup(&lookup).build());
    assert!(problem[0].contains("`http://10.0.0.1` is plain HTTP to another machine"), "{problem:?}");
}

#[test]
fn malformed_credentials_are_found_before_a_call() {
    for credentials in [
        Credentials::new("", "sk"),
        Credentials::new("ak", "sk\n"),
        Credentials::temporary("ak", "sk", ""),
        Credentials::token(" "),
    ] {
        let built = Client::builder().region("cn-north-4").credentials(credentials).build();
        assert_eq!(problems(built).len(), 1);
    }
}

#[test]
fn the_environment_sets_up_a_client() {
    let client = from(&[
        ("HUAWEICLOUD_SDK_AK", "ak"),
        ("HUAWEICLOUD_SDK_SK", "sk"),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "0123"),
        ("HUAWEICLOUD_SDK_REGION_ID", "cn-north-4"),
    ])
    .unwrap();
    assert_eq!(client.endpoint(), "https://hss.cn-north-4.myhuaweicloud.com");
    assert_eq!(client.project_id(), Some("0123"));

    let client = from(&[
        ("CLOUD_SDK_AK", "ak"),
        ("CLOUD_SDK_SK", "sk"),
        ("HUAWEICLOUD_SDK_REGION", "cn-north-99"),
        ("HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_99", "https://hss.cn-north-99.example.com"),
    ])
    .unwrap();
    assert_eq!(client.endpoint(), "https://hss.cn-north-99.example.com");
    assert_eq!(client.project_id(), None);
}

#[test]
fn an_incomplete_environment_names_every_variable_looked_at() {
    let text =
        from(&[("HUAWEICLOUD_SDK_AK", "ak"), ("CLOUD_SDK_SK", "sk"), ("HUAWEICLOUD_SDK_PROJECT_ID", " ")])
            .unwrap_err()
            .to_string();
    for part in [
        "no credentials",
        "no region",
        "HUAWEICLOUD_SDK_AK (set)",
        "HUAWEICLOUD_SDK_SK (not set)",
        "HUAWEICLOUD_SDK_SECURITY_TOKEN (not set)",
        "CLOUD_SDK_AK (not set)",
        "CLOUD_SDK_SK (set)",
        "HUAWEICLOUD_SDK_PROJECT_ID (not set)",
        "HUAWEICLOUD_SDK_REGION_ID (not set)",
        "HUAWEICLOUD_SDK_REGION (not set)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_environment_overrides_no_setting() {
    let variables = |name: &str| match name {
        "HUAWEICLOUD_SDK_REGION_ID" => Some("cn-east-3".to_owned()),
        "HUAWEICLOUD_SDK_PROJECT_ID" => Some("fromenv".to_owned()),
        _ => None,
    };
    let client = Client::builder()
        .region("cn-north-4")
        .project_id("mine")
        .credentials(credentials())
        .from_lookup(&variables)
        .build()
        .unwrap();
    assert_eq!(client.region().unwrap().as_str(), "cn-north-4");
    assert_eq!(client.project_id(), Some("mine"));
}
