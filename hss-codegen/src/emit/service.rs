//! The service: its endpoints and regions.

use hss_spec::model::Service;

use super::layout::{Expression, Layout};
use super::{ALLOWED, docs};

pub(crate) fn service(service: &Service, layout: Layout) -> String {
    let (name, endpoint) = (&service.name, service.endpoint.as_deref().unwrap_or_default());
    let regions = service.regions.iter().map(|(region, endpoint)| {
        Expression::word(format!("({region:?}, {:?})", endpoint.as_deref().unwrap_or_default()))
    });
    let title = if service.title.is_empty() { name } else { &service.title };
    let doc = docs::text(&format!("{title}: its endpoints and regions."));
    let arguments = vec![
        Expression::word(format!("{name:?}")),
        Expression::word(format!("{endpoint:?}")),
        Expression::List { before: "&", items: regions.collect() },
    ];
    let value = Expression::call("::hss_runtime::schema::Service::new", arguments);
    let item = layout.assignment(0, "pub static SERVICE: ::hss_runtime::schema::Service", &value);
    format!("{doc}{ALLOWED}{item}\n")
}
