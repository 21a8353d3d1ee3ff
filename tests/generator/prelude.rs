//! The client's prelude beside its groups: a program may import both by `*`.

use std::collections::BTreeSet;

use hss_codegen::Generator;
use hss_spec::model::Spec;

/// The names that a prelude re-exports, by its source; those of another prelude are not among them.
fn names(source: &str) -> BTreeSet<&str> {
    let uses = source.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    uses.flat_map(|path| {
        let (_, last) = path.rsplit_once("::").unwrap();
        last.trim_matches(['{', '}']).split(',').map(str::trim)
    })
    .filter(|name| *name != "*")
    .collect()
}

fn of_the_client() -> BTreeSet<&'static str> {
    let runtime = include_str!("../../hss-runtime/src/lib.rs");
    let (_, module) = runtime.split_once("pub mod prelude {").unwrap();
    let (module, _) = module.split_once("\n}\n").unwrap();
    let mut all = names(module);
    all.extend(names(include_str!("../../hss-client/src/prelude.rs")));
    all
}

#[test]
fn the_names_of_the_prelude_are_found() {
    let all = of_the_client();
    for name in ["Client", "Credentials", "Error", "Open", "Paged", "BlockingRequest", "Response"] {
        assert!(all.contains(name), "{name} is not among {all:?}");
    }
}

#[test]
fn no_group_has_a_type_with_a_name_of_the_prelude() {
    let prelude = of_the_client();
    let spec = Spec::bundled().unwrap();
    let groups = spec.groups.keys().map(|group| (&**group, Generator::new(&spec).group(group)));
    for (group, generator) in groups.chain([("shared", Generator::new(&spec).shared())]) {
        let signatures = generator.signatures().unwrap();
        for line in signatures.lines().filter_map(|line| line.strip_prefix("pub ")) {
            let Some((_, rest)) = line.split_once(' ') else { continue };
            // Builders are in a module of their own.
            let name = rest.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next();
            assert!(name.is_none_or(|name| !prelude.contains(name)), "{group}: {line}");
        }
    }
}
