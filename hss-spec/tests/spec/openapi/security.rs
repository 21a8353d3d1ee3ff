//! Security schemes and requirements come into the spec.

use hss_spec::model::{Location, SecurityScheme, Service, Spec};

use super::document::{draft, notes, read};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Locks, version: '1' }
security: [{ token: [] }, { key: [], basic: [] }]
paths:
  /a: { get: { operationId: getA, responses: { '204': { description: Done } } } }
  /b: { get: { operationId: getB, security: [], responses: { '204': { description: Done } } } }
  /c: { get: { operationId: getC, security: [{ grant: [read, write] }, {}], responses: { '204': { description: Done } } } }
components:
  securitySchemes:
    token: { type: http, scheme: Bearer, bearerFormat: JWT }
    basic: { type: http, scheme: basic }
    digest: { type: http, scheme: digest }
    key: { type: apiKey, in: cookie, name: K }
    grant: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://a.example.com/t, scopes: { read: R, write: W } } } }
    user: { type: openIdConnect, openIdConnectUrl: https://a.example.com/o }
    card: { type: mutualTLS }
    half: { type: apiKey }
";

fn service(text: &str) -> Service {
    let mut service = Service::default();
    read(text).introduce(&mut service);
    service
}

#[test]
fn every_kind_of_scheme_is_read() {
    let schemes = service(DOCUMENT).security_schemes;
    assert_eq!(schemes["token"], SecurityScheme::Bearer { format: Some("JWT".to_owned()) });
    assert_eq!(schemes["basic"], SecurityScheme::Basic);
    assert_eq!(schemes["digest"], SecurityScheme::Http { scheme: "digest".to_owned() });
    assert_eq!(schemes["key"], SecurityScheme::ApiKey { location: Location::Cookie, name: "K".to_owned() });
    assert_eq!(schemes["user"], SecurityScheme::OpenIdConnect { url: "https://a.example.com/o".to_owned() });
    assert_eq!(schemes["card"], SecurityScheme::MutualTls);
    let SecurityScheme::OAuth2 { flows } = &schemes["grant"] else { panic!("{schemes:?}") };
    let flow = &flows["clientCredentials"];
    assert_eq!(flow.token_url.as_deref(), Some("https://a.example.com/t"));
    assert_eq!(flow.scopes, ["read", "write"]);
    assert!(!schemes.contains_key("half"));
    let notes = notes(&read(DOCUMENT));
    assert!(
        notes.contains("#/components/securitySchemes/half: an incomplete security scheme of type `apiKey`"),
        "{notes}"
    );
}

#[test]
fn an_operation_needs_what_it_says_or_what_the_document_says() {
    let api = read(DOCUMENT);
    let names = |list: &[hss_spec::model::SecurityRequirement]| {
        let all = list.iter().map(|one| one.schemes.keys().cloned().collect::<Vec<_>>().join("+"));
        all.collect::<Vec<_>>()
    };
    assert_eq!(names(&api.security), ["token", "basic+key"]);
    let of = |id: &str| draft(&api, id).operation.security.as_deref().map(names);
    assert_eq!(of("GetA"), None);
    assert_eq!(of("GetB"), Some(Vec::new()));
    assert_eq!(of("GetC"), Some(vec!["grant".to_owned(), String::new()]));
    let scopes = draft(&api, "GetC").operation.security.as_ref().map(|all| all[0].schemes["grant"].clone());
    assert_eq!(scopes, Some(vec!["read".to_owned(), "write".to_owned()]));
}

#[test]
fn security_is_written_and_read_again() {
    let mut spec = Spec::new(service(DOCUMENT));
    let drafts =
        hss_spec::import::read_openapi(&hss_spec::import::Document::new("locks.yaml", DOCUMENT), false);
    spec = hss_spec::import::import(&spec, drafts.expect("a document").drafts, None).expect("a spec").spec;
    let files = spec.to_files();
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let again = Spec::from_files("", files).expect("a spec");
    assert_eq!(again, spec);
    assert_eq!(again.service.security_schemes.len(), 7);
}

#[test]
fn swagger_s_definitions_are_the_same_schemes() {
    let schemes = service(
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\npaths: {}\nsecurityDefinitions:\n  a: { type: basic }\n  \
         b: { type: oauth2, flow: application, tokenUrl: https://a.example.com/t, scopes: { x: X } }\n",
    )
    .security_schemes;
    assert_eq!(schemes["a"], SecurityScheme::Basic);
    let SecurityScheme::OAuth2 { flows } = &schemes["b"] else { panic!("{schemes:?}") };
    assert_eq!(flows["clientCredentials"].token_url.as_deref(), Some("https://a.example.com/t"));
}

#[test]
fn a_document_of_huawei_cloud_is_signed_and_no_other_has_client_parameters() {
    let of = |host: &str| {
        let server = format!("servers: [{{ url: 'https://hss.cn-north-4.{host}' }}]");
        service(&format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{server}\npaths: {{}}\n"))
    };
    let huawei = of("myhuaweicloud.com");
    assert_eq!(huawei.security_schemes["huawei"], SecurityScheme::Huawei);
    assert_eq!(huawei.client_parameters, ["project_id", "X-Auth-Token"]);
    assert_eq!(huawei.effective_security(), huawei.security);
    let other = of("example.com");
    assert!(other.security_schemes.is_empty() && other.client_parameters.is_empty());
    assert!(other.effective_schemes().is_empty() && other.effective_security().is_empty());
}

#[test]
fn a_service_with_client_parameters_and_no_schemes_is_one_of_huawei_cloud() {
    let files = [("service.json", r#"{ "name": "old", "client_parameters": ["project_id"] }"#)];
    let old = Spec::from_files("", files).expect("a spec").service;
    assert_eq!(old.effective_schemes()["huawei"], SecurityScheme::Huawei);
    assert!(old.effective_security()[0].schemes.contains_key("huawei"));
    let files = [("service.json", r#"{ "name": "new", "security_schemes": { "a": { "type": "huawei" } } }"#)];
    let new = Spec::from_files("", files).expect("a spec").service;
    assert_eq!(new.effective_schemes()["a"], SecurityScheme::Huawei);
    assert!(new.effective_security().is_empty());
}

#[test]
fn a_project_that_a_call_is_about_is_no_client_parameter() {
    let of = |paths: &str| {
        let server = "servers: [{ url: 'https://iam.{region}.myhuaweicloud.com' }]";
        let done = "responses: { '204': { description: Done } }";
        let paths: String =
            paths.split(' ').map(|path| format!("  {path}: {{ get: {{ {done} }} }}\n")).collect();
        service(&format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{server}\npaths:\n{paths}"))
    };
    let own = of("/v3/{project_id}/lamps /v3/projects/{project_id}/lamps/{lamp_id}");
    assert_eq!(own.client_parameters, ["project_id", "X-Auth-Token"]);
    let about = of("/v3/projects/{project_id} /v3/projects/{project_id}/groups");
    assert_eq!(about.client_parameters, ["X-Auth-Token"]);
    assert!(!own.is_of_domain() && !about.is_of_domain());
    let files =
        [("service.json", r#"{ "name": "eps", "client_parameters": ["domain_id", "X-Auth-Token"] }"#)];
    assert!(Spec::from_files("", files).expect("a spec").service.is_of_domain());
}

/// The spec of an earlier document after a later one.
fn updated(old: &str, new: &str) -> Spec {
    let mut spec = Spec::new(service(old));
    let read = |text: &str| read(text).drafts;
    spec = hss_spec::import::import(&spec, read(old), None).expect("a spec").spec;
    let drafts = read(new);
    hss_spec::import::update_security(&mut spec, &service(new), &drafts);
    hss_spec::import::import(&spec, drafts, None).expect("a spec").spec
}

#[test]
fn security_of_a_later_document_takes_the_place_of_the_spec_s() {
    let bare = "openapi: 3.0.3\ninfo: { title: Locks, version: '1' }\npaths:\n  /a: { get: { operationId: getA, \
                responses: { '204': { description: Done } } } }\n";
    let late = updated(bare, DOCUMENT).service;
    let known = service(DOCUMENT);
    assert_eq!((late.security_schemes, late.security), (known.security_schemes, known.security));
    // A document that says nothing takes nothing away.
    assert_eq!(updated(DOCUMENT, bare).service, service(DOCUMENT));
    // What only the spec has stays as long as a call needs it: here, that of `getC`, which the document does not have.
    let other = format!(
        "{bare}security: [{{ pin: [] }}]\ncomponents: {{ securitySchemes: {{ pin: {{ type: http, scheme: basic }} }} }}\n"
    );
    let mixed = updated(DOCUMENT, &other).service;
    assert_eq!(mixed.security_schemes.keys().collect::<Vec<_>>(), ["grant", "pin"]);
    assert_eq!(mixed.security.len(), 1);
    // The signature of Huawei Cloud is kept, whatever the document says.
    let mut huawei = Service::default();
    huawei.use_huawei();
    let mut spec = Spec::new(huawei.clone());
    hss_spec::import::update_security(&mut spec, &service(DOCUMENT), &[]);
    assert_eq!(spec.service, huawei);
}
