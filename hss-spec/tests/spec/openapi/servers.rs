//! Servers of a document, its paths and its operations.

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
    let region = service(
        "servers: [{ url: 'https://a.{region}.example.com', variables: { region: { default: r } } }]",
    );
    assert_eq!(
        (region.endpoint.as_deref(), region.servers.len()),
        (Some("https://a.{region}.example.com"), 0)
    );
    let relative = service("servers: [{ url: /api/v3 }]");
    assert_eq!((relative.endpoint, relative.servers.len()), (None, 1));
}

#[test]
fn the_server_of_an_operation_or_a_path_is_its_own() {
    let server = |operation: &str, document: &str| {
        let api = read(&(with_operation(&format!("operationId: ListThings\n{operation}")) + document));
        only(&api).operation.server.clone()
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
    let variable = "servers: [{ url: 'https://{x}.example.com', variables: { x: { default: b } } }]";
    assert_eq!(server(variable, document).as_deref(), Some("https://b.example.com"));
    assert_eq!(
        server("servers: [{ url: 'https://{x}.example.com' }]", document),
        None,
        "it cannot be called"
    );
}
