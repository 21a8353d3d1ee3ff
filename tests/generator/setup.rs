//! The parts of the runtime that a generated client names, and with which its users' programs are linked.

use std::path::Path;

use hss_codegen::Generator;
use hss_spec::model::{Server, Spec};
use hss_spec::read_folder;

fn spec(name: &str) -> Spec {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("other_api").join(name)).unwrap()
}

fn setup(spec: &Spec) -> String {
    let source = Generator::new(spec).source().unwrap();
    let line = source.lines().find_map(|line| line.trim().strip_prefix("pub type Setup = ")).unwrap();
    line.rsplit("::").next().unwrap().trim_end_matches(';').to_owned()
}

#[test]
fn a_client_names_the_smallest_setup_that_fits_its_service() {
    assert_eq!(setup(&spec("spec")), "Huawei");
    assert_eq!(setup(&spec("zoo")), "Document");
    assert_eq!(setup(&spec("harbour")), "Document");
    assert_eq!(setup(&spec("vault")), "DocumentWithOAuth2");
}

#[test]
fn a_service_of_huawei_cloud_with_several_servers_needs_everything() {
    let mut spec = spec("spec");
    let mut server = Server::default();
    server.url = "https://lamps.example.com".to_owned();
    spec.service.servers = vec![server];
    assert_eq!(setup(&spec), "AnyService");
}

#[test]
fn a_form_is_set_as_a_form_and_json_is_not() {
    let code = |name, id| {
        let spec = spec(name);
        Generator::new(&spec).operation(id).source().unwrap()
    };
    let form = code("clinic", "AddPicture");
    assert!(form.contains(".with_form") && !form.contains(".with_body"), "{form}");
    let json = code("spec", "CreateLantern");
    assert!(json.contains(".with_body") && !json.contains(".with_form"), "{json}");
}
