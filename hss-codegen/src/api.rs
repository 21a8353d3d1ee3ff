//! The code of each part of an API's client.

use hss_spec::model::Spec;
use hss_spec::names::{self, CodeName, GroupNames};
use hss_spec::place::{Place, Problem, Problems};

use crate::code::Code;
use crate::emit::{self, Group, Items, Layout, Module};
use crate::identifier::ident;
use crate::lower;

/// A part of an API's client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The items of a group's module: its handle, builders, models and enumerations. They refer to what groups share as
    /// `super::shared`.
    Group(String),
    /// The models and enumerations that several groups use.
    Shared,
    /// The service: its endpoints and regions.
    Service,
    /// The whole API, one module per group.
    Api,
}

/// The code of a part of a checked spec.
pub(crate) fn code(spec: &Spec, part: &Part, layout: Layout) -> Result<Code, Problems> {
    match part {
        Part::Group(name) => match names::groups(spec.groups.keys()).remove(name.as_str()) {
            Some(names) => group(spec, name, &names, layout),
            None => Err(unknown_group(spec, name)),
        },
        Part::Shared => Ok(emit::shared(&lower::shared(spec), layout)),
        Part::Service => {
            let mut code = Code::default();
            code.push_text(emit::service(&spec.service, &lower::own_servers(spec), layout));
            Ok(code)
        }
        Part::Api => {
            let group = |(name, names): (&str, GroupNames)| {
                Ok((name.to_owned(), group(spec, name, &names, layout.inner())?))
            };
            let groups = names::groups(spec.groups.keys()).into_iter().map(group);
            let groups = groups.collect::<Result<_, Problems>>()?;
            Ok(assembled(spec, groups, layout))
        }
    }
}

/// The code of a whole API from the code of its groups.
pub(crate) fn assembled(spec: &Spec, groups: Vec<(String, Code)>, layout: Layout) -> Code {
    let shared = || Items::Here(emit::shared(&lower::shared(spec), layout.inner()));
    let shared = (!spec.shared.is_empty()).then(shared);
    let groups = groups.into_iter().map(|(group, code)| (group, Items::Here(code)));
    with_modules(spec, shared, groups.collect(), layout)
}

/// The code of a whole API with its modules in files.
pub(crate) fn with_files(spec: &Spec, layout: Layout) -> Code {
    let shared = (!spec.shared.is_empty()).then(|| Items::File("shared.rs".to_owned()));
    let group = |name: &String| (name.clone(), Items::File(format!("{name}/mod.rs")));
    with_modules(spec, shared, spec.groups.keys().map(group).collect(), layout)
}

fn with_modules(spec: &Spec, shared: Option<Items>, groups: Vec<(String, Items)>, layout: Layout) -> Code {
    let mut names = names::groups(spec.groups.keys());
    let modules = groups.into_iter().filter_map(|(group, items)| {
        let names = names.remove(group.as_str())?;
        let doc = spec.group_doc(&group).map(str::to_owned);
        Some(Module { group, doc, names, items })
    });
    let modules = modules.collect();
    emit::api((&spec.service, &lower::own_servers(spec)), shared, modules, layout)
}

/// Returns the errors of the check, except those of fixups.
pub(crate) fn check(spec: &Spec) -> Result<(), Problems> {
    let problems = spec.check_groups();
    if problems.has_errors() {
        return Err(problems.0.into_iter().filter(Problem::is_error).collect());
    }
    Ok(())
}

/// The items of a group's module, with these names.
pub(crate) fn group(spec: &Spec, name: &str, names: &GroupNames, layout: Layout) -> Result<Code, Problems> {
    match lower::group(spec, name) {
        Some(plan) => {
            let group = Group { names, plan: &plan };
            Ok(emit::group((name, spec.group_doc(name)), group, layout))
        }
        None => Err(unknown_group(spec, name)),
    }
}

/// The files of a group's module by name.
pub(crate) fn group_files(spec: &Spec, name: &str, layout: Layout) -> Result<Vec<(String, Code)>, Problems> {
    let names = names::groups(spec.groups.keys()).remove(name).ok_or_else(|| unknown_group(spec, name))?;
    let plan = || lower::group(spec, name).ok_or_else(|| unknown_group(spec, name));
    let group = (name, spec.group_doc(name));
    let whole = plan()?;
    let of_names = Group { names: &names, plan: &whole };
    Ok(emit::split(group, of_names, plan()?, !spec.shared.is_empty(), layout))
}

/// The public items of a part, as text; for a whole API, only those of the wanted groups.
pub(crate) fn signatures(
    spec: &Spec,
    part: &Part,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<String, Problems> {
    match part {
        Part::Group(name) => match names::groups(spec.groups.keys()).remove(name.as_str()) {
            Some(names) => group_signatures(spec, name, &names.handle),
            None => Err(unknown_group(spec, name)),
        },
        Part::Shared => Ok(emit::signatures(None, &lower::shared(spec))),
        Part::Service => Ok("pub static SERVICE: Service\n".to_owned()),
        Part::Api => {
            let mut text = format!("pub static API: Api\n{}", signatures(spec, &Part::Service, is_wanted)?);
            if !spec.shared.is_empty() {
                text.push_str(&indented("shared", &signatures(spec, &Part::Shared, is_wanted)?));
            }
            let groups = names::groups(spec.groups.keys());
            for (name, names) in groups.into_iter().filter(|(name, _)| is_wanted(name)) {
                let items = group_signatures(spec, name, &names.handle)?;
                text.push_str(&indented(&ident(&names.module).to_string(), &items));
            }
            Ok(text)
        }
    }
}

fn group_signatures(spec: &Spec, name: &str, handle: &CodeName) -> Result<String, Problems> {
    let plan = lower::group(spec, name).ok_or_else(|| unknown_group(spec, name))?;
    Ok(emit::signatures(Some(&ident(handle)), &plan))
}

fn indented(module: &str, items: &str) -> String {
    let items: String = items.lines().map(|line| format!("    {line}\n")).collect();
    format!("pub mod {module}\n{items}")
}

fn unknown_group(spec: &Spec, name: &str) -> Problems {
    let known: Vec<&str> = spec.groups.keys().map(String::as_str).collect();
    let message = format!("the spec has no group `{name}`; it has `{}`", known.join("`, `"));
    Problem::error(&Place::default(), message).into()
}
