//! Servers of a document, its paths and its operations.

use hss_spec::import::{Document, import, read_openapi};
use hss_spec::model::{Service, Spec};

use super::document::{only, read, with_operation};

fn service(servers: &str) -> Service {
    let mut service = Service::default();
    read(&(with_operation("operationId: ListThings") + servers + "\n")).introduce(&mut service);
    service
}

fn text(service: &Service) -> Vec<String> {
    service.servers.iter().map(ToString::to_string).collect()
}

#[test]
fn several_servers_and_variables_are_kept() {
    let servers = "servers:
  - { url: '{scheme}://{site}.example.com:{port}/v1/', description: Main, variables: { scheme: { default: https, enum: [https, http] }, site: { default: eu }, port: { default: 8443 }, other: { default: x } } }
  - { url: 'https://second.example.com', description: Second }";
    let service = service(servers);
    assert_eq!(service.endpoint.as_deref(), Some("https://eu.example.com:8443/v1"));
    assert_eq!(
        text(&service),
        [
            "{scheme}://{site}.example.com:{port}/v1 port=8443 scheme=https of https, http site=eu",
            "https://second.example.com"
        ]
    );
    let mut spec = Spec::new(service.clone());
    spec.service.name = "things".to_owned();
    let files = spec.to_files();
    let again =
        Spec::from_files("", files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap();
    assert_eq!(again.service.servers, service.servers);
    assert_eq!(again.to_files(), files);
}

#[test]
fn an_endpoint_that_says_it_all_needs_no_list_of_servers() {
    let plain = service("servers: [{ url: 'https://a.{region}.example.com' }]");
    assert_eq!((plain.endpoint.as_deref(), plain.servers.len()), (Some("https://a.{region}.example.com"), 0));
    let relative = service("servers: [{ url: /api/v3 }]");
    assert_eq!((relative.endpoint, relative.servers.len()), (None, 1));
    let without_scheme = service("servers: [{ url: '//a.example.com/v1' }]");
    assert_eq!(without_scheme.endpoint.as_deref(), Some("https://a.example.com/v1"));
}

#[test]
fn a_relative_server_is_relative_to_the_document_s_own_address() {
    let endpoint = |name: &str, url: &str| {
        let text = with_operation("operationId: ListThings") + &format!("servers: [{{ url: '{url}' }}]\n");
        let api = read_openapi(&Document::new(name, &text), false).unwrap();
        api.endpoint
    };
    let served = "https://docs.example.com/v3/api/openapi.json?download=1";
    for (name, url, expected) in [
        (served, "//a.example.com/v1", Some("https://a.example.com/v1")),
        ("http://127.0.0.1:8080/openapi.json", "//a.example.com/v1", Some("http://a.example.com/v1")),
        ("api.yaml", "//a.example.com/v1", Some("https://a.example.com/v1")),
        (served, "/v1/", Some("https://docs.example.com/v1")),
        (served, "/", Some("https://docs.example.com")),
        (served, ".", Some("https://docs.example.com/v3/api")),
        (served, "../v1", Some("https://docs.example.com/v3/v1")),
        ("http://127.0.0.1:8080", "v1", Some("http://127.0.0.1:8080/v1")),
        (served, "https://a.example.com", Some("https://a.example.com")),
        ("api.yaml", "/v1", None),
    ] {
        let found = endpoint(name, url).filter(|address| address.contains("://"));
        assert_eq!(found.as_deref(), expected, "{name} {url}");
    }
}

#[test]
fn a_variable_called_region_is_one_as_any_other() {
    let region = "region: { default: eu, enum: [eu, us] }";
    let url = "https://tides.{region}.example.com";
    let found = service(&format!("servers: [{{ url: '{url}', variables: {{ {region} }} }}]"));
    assert_eq!(found.endpoint.as_deref(), Some("https://tides.eu.example.com"));
    assert_eq!(text(&found), [format!("{url} region=eu of eu, us")]);
    let without_default =
        service(&format!("servers: [{{ url: '{url}', variables: {{ region: {{ enum: [eu, us] }} }} }}]"));
    assert_eq!((&without_default.endpoint, text(&without_default).len()), (&None, 1));
    // It is the client's region in documents of the vendor, and where an export says so.
    let vendor = service(
        "servers: [{ url: 'https://tides.{region}.myhuaweicloud.com', variables: { region: { default: r } } }]",
    );
    assert_eq!(vendor.endpoint.as_deref(), Some("https://tides.{region}.myhuaweicloud.com"));
    assert!(vendor.servers.is_empty());
    let marked = region.replace("default", "x-hss: { region: true }, default");
    let marked = service(&format!("servers: [{{ url: '{url}', variables: {{ {marked} }} }}]"));
    assert_eq!((marked.endpoint.as_deref(), marked.servers.len()), (Some(url), 0));
}

#[cfg(feature = "export")]
#[test]
fn an_export_says_which_variable_is_the_client_s_region() {
    for servers in [
        "servers: [{ url: 'https://tides.{region}.example.com', variables: { region: { default: eu, enum: [eu, us] } } }]",
        "servers: [{ url: 'https://tides.{region}.example.com' }]",
        "servers: [{ url: 'https://tides.{region}.example.com' }, { url: 'https://{site}.{region}.example.org', variables: { site: { default: a } } }]",
        "servers: [{ url: 'https://{tenant}.example.com' }]",
        "servers: [{ url: 'https://{base}.example.com', variables: { base: { default: '' } } }]",
    ] {
        let before = service(servers);
        let exported = hss_spec::export::openapi(&Spec::new(before.clone()));
        let mut after = Service::default();
        read(&exported).introduce(&mut after);
        assert_eq!(after.endpoint, before.endpoint, "{exported}");
        assert_eq!(text(&after), text(&before), "{exported}");
    }
}

#[test]
fn the_server_of_an_operation_or_a_path_is_its_own() {
    let server = |operation: &str, document: &str| {
        let api = read(&(with_operation(&format!("operationId: ListThings\n{operation}")) + document));
        only(&api).operation.server.as_ref().map(ToString::to_string)
    };
    let document = "servers: [{ url: 'https://a.example.com' }]\n";
    assert_eq!(
        server("servers: [{ url: 'https://b.example.com/' }]", document).as_deref(),
        Some("https://b.example.com")
    );
    assert_eq!(server("servers: [{ url: /v2 }]", document).as_deref(), Some("/v2"));
    assert_eq!(
        server("servers: [{ url: 'https://a.example.com/' }]", document),
        None,
        "that of the document"
    );
    let variable =
        "servers: [{ url: 'https://{x}.example.com', variables: { x: { default: b, enum: [b, c] } } }]";
    assert_eq!(server(variable, document).as_deref(), Some("https://{x}.example.com x=b of b, c"));
    assert_eq!(server(variable, &format!("{variable}\n")), None, "that of the document, with its variables");
    assert_eq!(
        server("servers: [{ url: 'https://{x}.example.com' }]", document).as_deref(),
        Some("https://{x}.example.com x="),
        "the client is asked for the variable"
    );
}

#[cfg(feature = "export")]
#[test]
fn the_server_of_an_operation_keeps_its_variables_in_the_spec_and_in_its_export() {
    let operation = "operationId: ListThings\nservers: [{ url: 'https://{x}.{region}.example.com', variables: { x: { default: b, enum: [b, c] } } }]";
    let api = read(&with_operation(operation));
    let imported = import(&Spec::default(), api.drafts.clone(), None).unwrap().spec;
    let server = |spec: &Spec| spec.operations().next().unwrap().1.server.clone();
    assert_eq!(server(&imported), only(&api).operation.server);
    let files = imported.to_files();
    let again =
        Spec::from_files("", files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap();
    assert_eq!((server(&again), again.to_files()), (server(&imported), files));
    let exported = read(&hss_spec::export::openapi(&imported));
    assert_eq!(only(&exported).operation.server, server(&imported));
}
