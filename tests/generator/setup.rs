//! The parts of the runtime that a generated client names: its users compile those alone, and their programs are linked
//! with them.

use std::path::Path;

use hss_codegen::Generator;
use hss_spec::model::{SecurityScheme, Server, Spec};
use hss_spec::read_folder;

fn spec(name: &str) -> Spec {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("other_api").join(name)).unwrap()
}

fn setup(spec: &Spec) -> String {
    let source = Generator::new(spec).source().unwrap();
    let line = source.lines().find_map(|line| line.trim().strip_prefix("pub type Setup = ")).unwrap();
    line.strip_prefix("::hss_runtime::setup!(").unwrap().strip_suffix(");").unwrap().to_owned()
}

#[test]
fn a_client_names_the_features_that_its_service_needs_and_no_others() {
    assert_eq!(setup(&spec("spec")), "huawei");
    assert_eq!(setup(&spec("zoo")), "schemes");
    assert_eq!(setup(&spec("harbour")), "schemes");
    assert_eq!(setup(&spec("vault")), "schemes oauth2");
}

#[test]
fn a_service_of_huawei_cloud_with_several_servers_or_schemes_needs_both() {
    let mut spec = spec("spec");
    let mut server = Server::default();
    server.url = "https://lamps.example.com".to_owned();
    spec.service.servers = vec![server];
    assert_eq!(setup(&spec), "huawei schemes");
    let schemes = &mut self::spec("vault").service.security_schemes;
    schemes.insert("signature".to_owned(), SecurityScheme::Huawei);
    spec.service.client_parameters.clear();
    spec.service.security_schemes.append(schemes);
    assert_eq!(setup(&spec), "huawei schemes oauth2");
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
