//! The service: its endpoints and regions.

use hss_spec::model::Service;
use proc_macro2::TokenStream;
use quote::quote;

use super::docs;

pub(crate) fn service(service: &Service) -> TokenStream {
    let (name, endpoint) = (&service.name, service.endpoint.as_deref().unwrap_or_default());
    let regions = service.regions.iter().map(|(region, endpoint)| {
        let endpoint = endpoint.as_deref().unwrap_or_default();
        quote! { (#region, #endpoint) }
    });
    let title = if service.title.is_empty() { name } else { &service.title };
    let doc = docs::text(&format!("{title}: its endpoints and regions."));
    quote! {
        #doc
        pub static SERVICE: ::hss_runtime::schema::Service =
            ::hss_runtime::schema::Service::new(#name, #endpoint, &[#(#regions),*]);
    }
}
