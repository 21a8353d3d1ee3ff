//! Routes: from a method and a path to an operation.

use std::collections::BTreeMap;

use hss_spec::model::{Location, Method, Operation, PathPart, Spec, Type, path_parts};

/// The templates of all paths as a tree of segments, so that a look-up is linear in the length of the path.
pub(crate) struct Routes {
    nodes: Vec<Node>,
    /// The paths of servers, as segments, the longest first.
    bases: Vec<Vec<String>>,
}

#[derive(Default)]
struct Node {
    literals: BTreeMap<String, usize>,
    /// Segments of text and placeholders, `{name}.{ext}`, each with its node.
    mixed: Vec<(String, usize)>,
    placeholder: Option<usize>,
    ends: Vec<(Method, Target)>,
}

#[derive(Clone)]
struct Target {
    group: String,
    operation: String,
}

/// The parts of a request that decide its operation.
pub(crate) struct Asked<'r> {
    pub(crate) method: &'r str,
    /// The segments of the path, decoded.
    pub(crate) segments: &'r [String],
    pub(crate) query: &'r [(String, String)],
}

/// The result of a look-up.
pub(crate) enum Found<'s> {
    /// An operation.
    Operation {
        /// Its group's name.
        group: &'s str,
        operation: &'s Operation,
        /// The number of segments of its server's path, which come before its own.
        base: usize,
    },
    /// Other methods only.
    OtherMethods(Vec<Method>),
    /// Nothing.
    Nothing,
}

impl Routes {
    /// The routes of a spec. Of several operations with the same method and template, the one responds whose query
    /// parameters with a single possible value have that value in the request, else the first.
    pub(crate) fn of(spec: &Spec) -> Self {
        let mut routes = Self { nodes: vec![Node::default()], bases: bases(spec) };
        for (group, operation) in spec.operations() {
            let target = Target { group: group.to_owned(), operation: operation.id.clone() };
            routes.add(&operation.path, operation.method, target);
        }
        routes
    }

    fn add(&mut self, template: &str, method: Method, target: Target) {
        let mut at = 0;
        for segment in template.trim_start_matches('/').split('/') {
            let next = self.nodes.len();
            let node = &mut self.nodes[at];
            let mut parts = path_parts(segment);
            at = match (parts.next(), parts.next()) {
                (Some(PathPart::Placeholder(_)), None) => *node.placeholder.get_or_insert(next),
                (_, None) => *node.literals.entry(segment.to_owned()).or_insert(next),
                _ => match node.mixed.iter().find(|(known, _)| known == segment) {
                    Some((_, known)) => *known,
                    None => {
                        node.mixed.push((segment.to_owned(), next));
                        next
                    }
                },
            };
            if at == next {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[at].ends.push((method, target));
    }

    /// The operation of a path's decoded segments, with or without the path of a server before its own.
    pub(crate) fn find<'s>(&self, spec: &'s Spec, request: &Asked<'_>) -> Found<'s> {
        let Asked { segments, .. } = request;
        let mut found = self.find_below(spec, request, 0);
        for base in &self.bases {
            let mut pairs = base.iter().zip(*segments);
            let is_below = base.len() <= segments.len()
                && pairs.all(|(base, segment)| values_of(base, segment).is_some());
            if matches!(found, Found::Operation { .. }) || !is_below {
                continue;
            }
            match (&found, self.find_below(spec, request, base.len())) {
                (_, Found::Nothing) | (Found::OtherMethods(_), Found::OtherMethods(_)) => {}
                (_, other) => found = other,
            }
        }
        found
    }

    /// The operation of the segments after the first few. A literal segment wins over one of text and placeholders, and
    /// that over a placeholder, from left to right; if the rest of the path then has no route, the next one is tried.
    fn find_below<'s>(&self, spec: &'s Spec, request: &Asked<'_>, base: usize) -> Found<'s> {
        let segments = request.segments.get(base..).unwrap_or_default();
        let method = Method::ALL.iter().find(|(name, _)| *name == request.method).map(|(_, method)| *method);
        let mut others = Vec::new();
        let ends = self.descend(0, segments, method, &mut others).into_iter().flat_map(|node| &node.ends);
        let found = ends.filter(|(known, _)| Some(*known) == method).filter_map(|(_, target)| {
            let (group, known) = spec.groups.get_key_value(&target.group)?;
            Some((group.as_str(), known.operations.get(&target.operation)?))
        });
        // The first of those that fit best.
        let found: Vec<(&str, &Operation)> = found.collect();
        let best =
            found.iter().rev().max_by_key(|(group, operation)| fit(spec, group, operation, request.query));
        match best {
            Some((group, operation)) => Found::Operation { group, operation, base },
            None if others.is_empty() => Found::Nothing,
            None => Found::OtherMethods(others),
        }
    }

    /// The node of a path that has an operation of that method.
    fn descend(
        &self,
        at: usize,
        segments: &[String],
        method: Option<Method>,
        others: &mut Vec<Method>,
    ) -> Option<&Node> {
        let node = &self.nodes[at];
        let Some((segment, rest)) = segments.split_first() else {
            let is_found = node.ends.iter().any(|(known, _)| Some(*known) == method);
            if !is_found {
                others.extend(node.ends.iter().map(|(known, _)| *known));
            }
            return is_found.then_some(node);
        };
        let mixed = node.mixed.iter().filter(|(template, _)| values_of(template, segment).is_some());
        let next = node.literals.get(segment).into_iter().chain(mixed.map(|(_, next)| next));
        next.chain(&node.placeholder).find_map(|next| self.descend(*next, rest, method, others))
    }
}

/// The fit of a query to an operation: the number of parameters that have their only value; `None` if one has another.
fn fit(spec: &Spec, group: &str, operation: &Operation, query: &[(String, String)]) -> Option<usize> {
    let mut count = 0;
    for parameter in operation.parameters.iter().filter(|known| known.location == Location::Query) {
        let field = &parameter.field;
        let Type::Named(name) = &field.ty else { continue };
        let Some(known) = spec.enumeration(group, name).filter(|known| !known.open) else { continue };
        let [only] = known.values.as_slice() else { continue };
        match query.iter().find(|(name, _)| *name == field.name) {
            Some((_, value)) if *value == only.value => count += 1,
            None if !field.required.effective() => {}
            _ => return None,
        }
    }
    Some(count)
}

/// The paths of a spec's servers, and of its operations' own.
fn bases(spec: &Spec) -> Vec<Vec<String>> {
    let service = &spec.service;
    let servers = service.servers.iter().map(|server| &server.url);
    let own =
        spec.operations().filter_map(|(_, operation)| operation.server.as_ref().map(|server| &server.url));
    let paths = service.endpoint.iter().chain(servers).chain(own).map(|url| path_of(url).trim_matches('/'));
    let mut bases: Vec<Vec<String>> = paths
        .filter(|path| !path.is_empty())
        .map(|path| path.split('/').map(str::to_owned).collect())
        .collect();
    bases.sort_by(|one, two| two.len().cmp(&one.len()).then_with(|| one.cmp(two)));
    bases.dedup();
    bases
}

/// The path of an address, which may be relative.
pub(crate) fn path_of(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |start| &rest[start..])
}

/// The values of a path's placeholders, by name.
pub(crate) fn placeholder_values(template: &str, segments: &[impl AsRef<str>]) -> Vec<(String, String)> {
    let templates = template.trim_start_matches('/').split('/');
    let pairs = templates.zip(segments);
    pairs.filter_map(|(template, segment)| values_of(template, segment.as_ref())).flatten().collect()
}

/// The values of the placeholders of a segment; `None` if the template doesn't match. A value ends where the text after
/// its placeholder first occurs; it is never empty.
fn values_of(template: &str, segment: &str) -> Option<Vec<(String, String)>> {
    if let Some(name) = template.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
        && !name.contains('}')
    {
        // An empty value is reported as missing by the checks of values.
        return Some(vec![(name.to_owned(), segment.to_owned())]);
    }
    let mut values = Vec::new();
    let mut open: Option<&str> = None;
    let mut rest = segment;
    for part in path_parts(template) {
        match (part, open.take()) {
            (PathPart::Text(text), None) => rest = rest.strip_prefix(text)?,
            (PathPart::Text(text), Some(name)) => {
                let first = rest.chars().next()?.len_utf8();
                let end = first + rest.get(first..)?.find(text)?;
                values.push((name.to_owned(), rest[..end].to_owned()));
                rest = &rest[end + text.len()..];
            }
            (PathPart::Placeholder(name), None) => open = Some(name),
            // The end of the first of two adjacent values is ambiguous.
            (PathPart::Placeholder(name), Some(before)) => {
                let first = rest.chars().next()?.len_utf8();
                values.push((before.to_owned(), rest[..first].to_owned()));
                rest = &rest[first..];
                open = Some(name);
            }
            _ => return None,
        }
    }
    match open {
        Some(name) if !rest.is_empty() => values.push((name.to_owned(), rest.to_owned())),
        None if rest.is_empty() => {}
        _ => return None,
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(templates: &[(&str, Method, &str)]) -> Spec {
        let mut spec = Spec::default();
        for (id, method, path) in templates {
            let operation = Operation::new(*id, *method, *path);
            spec.groups.entry("any".to_owned()).or_default().operations.insert((*id).to_owned(), operation);
        }
        spec
    }

    fn find(spec: &Spec, method: &str, path: &str) -> String {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let segments: Vec<String> = path.trim_start_matches('/').split('/').map(str::to_owned).collect();
        let query = crate::request::parse_query(query);
        match Routes::of(spec).find(spec, &Asked { method, segments: &segments, query: &query }) {
            Found::Operation { operation, .. } => operation.id.clone(),
            Found::OtherMethods(methods) => {
                methods.iter().map(|method| method.name()).collect::<Vec<_>>().join(",")
            }
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn a_literal_segment_wins_and_a_dead_end_turns_back() {
        let spec = spec(&[
            ("ShowWhitelist", Method::Get, "/v5/{project_id}/image/whitelists/{id}"),
            ("ListApps", Method::Get, "/v5/{project_id}/image/{image_id}/apps"),
            ("ListLocalApps", Method::Get, "/v5/{project_id}/image/local/apps"),
            ("ListFiles", Method::Get, "/v5/{project_id}/image/{image_id}/files"),
        ]);
        assert_eq!(find(&spec, "GET", "/v5/p/image/local/apps"), "ListLocalApps");
        assert_eq!(find(&spec, "GET", "/v5/p/image/local/files"), "ListFiles");
        assert_eq!(find(&spec, "GET", "/v5/p/image/whitelists/apps"), "ShowWhitelist");
        assert_eq!(find(&spec, "GET", "/v5/p/image/7/apps"), "ListApps");
        assert_eq!(find(&spec, "GET", "/v5/p/image/7"), "nothing");
        assert_eq!(find(&spec, "GET", "/v5/p/image/7/apps/"), "nothing");
    }

    #[test]
    fn another_method_is_told_apart_from_no_path() {
        let spec = spec(&[("List", Method::Get, "/v1/things"), ("Create", Method::Post, "/v1/things")]);
        assert_eq!(find(&spec, "POST", "/v1/things"), "Create");
        assert_eq!(find(&spec, "DELETE", "/v1/things"), "POST,GET");
        assert_eq!(find(&spec, "get", "/v1/things"), "POST,GET");
    }

    #[test]
    fn a_segment_of_text_and_placeholders_is_told_from_others() {
        let spec = spec(&[
            ("ShowJob", Method::Get, "/jobs/{id}"),
            ("CancelJob", Method::Get, "/jobs/{id}:cancel"),
            ("ReadFile", Method::Get, "/jobs/{name}.{kind}"),
        ]);
        assert_eq!(find(&spec, "GET", "/jobs/7"), "ShowJob");
        assert_eq!(find(&spec, "GET", "/jobs/7:cancel"), "CancelJob");
        assert_eq!(find(&spec, "GET", "/jobs/a.json"), "ReadFile");
        assert_eq!(find(&spec, "GET", "/jobs/.json"), "ShowJob", "no value is empty");
        let values = placeholder_values("/jobs/{name}.{kind}", &["jobs".to_owned(), "a.b.c".to_owned()]);
        let expected =
            [("name", "a"), ("kind", "b.c")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(values, expected);
    }

    #[test]
    fn operations_of_one_path_are_told_by_parameters_of_one_value() {
        use hss_spec::model::{EnumKind, Enumeration, Field, Parameter};

        let mut spec = spec(&[
            ("CheckThing", Method::Get, "/things"),
            ("CopyThing", Method::Get, "/things"),
            ("ListThings", Method::Get, "/things"),
        ]);
        let group = spec.groups.get_mut("any").unwrap();
        for (id, value) in [("CheckThing", "check"), ("CopyThing", "copy")] {
            group.definitions.enums.insert(id.to_owned(), Enumeration::new(EnumKind::String, [value]));
            let mut field = Field::new("mode", Type::Named(id.to_owned()));
            field.required = hss_spec::model::Sources::page(true);
            let operation = group.operations.get_mut(id).unwrap();
            operation.parameters.push(Parameter::new(Location::Query, field));
        }
        assert_eq!(find(&spec, "GET", "/things?mode=copy"), "CopyThing");
        assert_eq!(find(&spec, "GET", "/things?mode=check&limit=1"), "CheckThing");
        assert_eq!(find(&spec, "GET", "/things?mode=other"), "ListThings");
        assert_eq!(find(&spec, "GET", "/things"), "ListThings");
    }

    #[test]
    fn the_path_of_a_server_may_come_first() {
        let mut spec = spec(&[
            ("ListThings", Method::Get, "/things"),
            ("ListApi", Method::Get, "/api/things"),
            ("ReadLog", Method::Post, "/log"),
        ]);
        let mut server = hss_spec::model::Server::default();
        server.url = "https://{site}.example.com:{port}/api/{version}/".to_owned();
        spec.service.servers = vec![server];
        spec.service.endpoint = Some("https://example.com/api".to_owned());
        let log = spec.groups.get_mut("any").unwrap().operations.get_mut("ReadLog").unwrap();
        let mut uploads = hss_spec::model::Server::default();
        uploads.url = "/uploads".to_owned();
        log.server = Some(uploads);
        for (method, path, expected) in [
            ("GET", "/things", "ListThings"),
            ("GET", "/api/v2/things", "ListThings"),
            ("GET", "/api/things", "ListApi"),
            ("POST", "/uploads/log", "ReadLog"),
            ("GET", "/uploads/log", "POST"),
            ("GET", "/other/things", "nothing"),
            ("GET", "/api/v2", "nothing"),
        ] {
            assert_eq!(find(&spec, method, path), expected, "{method} {path}");
        }
    }

    #[test]
    fn placeholders_are_named_by_the_operations_own_template() {
        let segments = ["v5", "p 1", "image", "7", "apps"].map(str::to_owned);
        assert_eq!(
            placeholder_values("/v5/{project_id}/image/{image_id}/apps", &segments),
            [("project_id".to_owned(), "p 1".to_owned()), ("image_id".to_owned(), "7".to_owned())]
        );
    }
}
