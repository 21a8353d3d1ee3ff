//! The families of operations: a module and a cargo feature each, and a method of [`Client`](crate::Client).

/// A family's module, and the method that leads to its operations.
macro_rules! families {
    ($($feature:literal $module:ident $handle:ident;)*) => {
        $(
            #[cfg(feature = $feature)]
            #[cfg_attr(docsrs, doc(cfg(feature = $feature)))]
            #[doc = concat!("Family `", $feature, "`: its operations, models and enumerations.")]
            pub mod $module {
                hss_codegen_macros::api!(family = $feature);
            }

            #[cfg(feature = $feature)]
            #[cfg_attr(docsrs, doc(cfg(feature = $feature)))]
            impl crate::Client {
                #[doc = concat!("The operations of family `", $feature, "`.")]
                #[inline]
                pub fn $module(&self) -> $module::$handle {
                    $module::$handle::new(self)
                }
            }
        )*

        /// The tables of all operations of the enabled families, in the order of families and ids.
        pub fn operations() -> impl Iterator<Item = &'static crate::table::Operation> {
            static FAMILIES: &[&[&crate::table::Operation]] = &[
                $(#[cfg(feature = $feature)] $module::OPERATIONS,)*
            ];
            FAMILIES.iter().flat_map(|family| family.iter().copied())
        }
    };
}

/// Huawei Cloud HSS: its endpoints and regions.
pub mod service {
    hss_codegen_macros::api!(service);
}

families! {
    "image" image Image;
}
