//! The plan of the generated code: a group with all names and types resolved, ready to be emitted.

use hss_spec::model::{
    Bounds, Constraint, Content, EnumKind, FieldSets, Format, Framing, Literal, Location, Method,
    SecurityRequirement, StatusRange,
};
use proc_macro2::Ident;

/// The Rust type of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RustType {
    String,
    /// A string of a format that has a type of its own.
    Text(Format),
    Integer,
    Unsigned,
    Number,
    Boolean,
    Timestamp,
    Json,
    File,
    /// Integers with known values; they stay `i64`.
    KnownInteger(TypeName),
    Enum(TypeName),
    Flags(TypeName),
    Codes(TypeName),
    Model(TypeName),
    /// A model that contains itself, not in a list.
    BoxedModel(TypeName),
    /// A value of one of several types.
    Union(TypeName),
    List(Box<RustType>),
    Map(Box<RustType>),
    /// An element of a list or a map that may be null.
    Nullable(Box<RustType>),
}

/// A type's name and the page of its table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TypeName {
    /// The name in the spec.
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) page: Page,
}

impl TypeName {
    /// Returns true if it is in the shared module, as seen from a group's module.
    pub(crate) fn is_shared(&self) -> bool {
        self.page == Page::Shared
    }
}

/// The page of a type's table. Types that a single operation needs are on its page, so that a program only has
/// the tables of the operations that it calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Page {
    /// The page of the operation with this id.
    Operation(String),
    /// The page of the module.
    Module,
    /// The page of the shared module.
    Shared,
}

/// A parameter or a field.
#[derive(Debug)]
pub(crate) struct FieldPlan {
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) ident: Ident,
    pub(crate) ty: RustType,
    pub(crate) required: bool,
    /// The client sets it.
    pub(crate) from_client: bool,
    /// The constraints that a request is validated against.
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) default: Option<Literal>,
    /// A value that documents show; none of a secret.
    pub(crate) example: Option<Literal>,
    pub(crate) unit: Option<String>,
    /// The format of a string.
    pub(crate) format: Option<Format>,
    pub(crate) secret: bool,
    /// The values of its enumeration that belong to other fields.
    pub(crate) unlisted: Vec<String>,
    pub(crate) deprecated: bool,
    /// A request may send null, which differs from an omitted field.
    pub(crate) nullable: bool,
    /// It holds the values of all keys that are not another field.
    pub(crate) additional: bool,
    /// The values of a union's tag that identify this variant.
    pub(crate) tags: Vec<String>,
    /// One sentence.
    pub(crate) doc: String,
}

#[derive(Debug)]
pub(crate) struct ParameterPlan {
    pub(crate) location: Location,
    /// The keyword of its style in a table; `None` for the default of its location.
    pub(crate) style: Option<&'static str>,
    /// Reserved characters of its value are not escaped.
    pub(crate) is_reserved: bool,
    /// Its value is sent as JSON.
    pub(crate) is_json: bool,
    pub(crate) field: FieldPlan,
}

#[derive(Debug)]
pub(crate) struct OperationPlan {
    pub(crate) id: String,
    pub(crate) ident: Ident,
    pub(crate) method_ident: Ident,
    /// The static that holds its tables.
    pub(crate) tables_ident: Ident,
    pub(crate) method: Method,
    pub(crate) path: String,
    /// A few words, without a full stop.
    pub(crate) title: Option<String>,
    pub(crate) doc: String,
    pub(crate) page: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<ParameterPlan>,
    pub(crate) body: Option<BodyPlan>,
    pub(crate) response: ResponsePlan,
    pub(crate) response_media_type: Option<String>,
    /// The types of all successful responses.
    pub(crate) successes: SuccessPlan,
    /// The media types of the successful responses, if there are several.
    pub(crate) accept: Vec<String>,
    /// The other media types of the response, each with its content.
    pub(crate) response_choices: Vec<(String, ResponsePlan)>,
    pub(crate) headers: Vec<FieldPlan>,
    /// The documented types of error bodies.
    pub(crate) errors: Vec<(StatusRange, RustType)>,
    /// The alternatives of schemes, if they differ from those of the service.
    pub(crate) security: Option<Vec<SecurityRequirement>>,
    /// The alternatives in words, if one of them has scopes.
    pub(crate) scopes: Option<String>,
    /// The address of its server, if it differs from the service's.
    pub(crate) server: Option<String>,
    pub(crate) paging: Option<PagingPlan>,
}

#[derive(Debug)]
pub(crate) struct BodyPlan {
    pub(crate) ty: RustType,
    pub(crate) content: Content,
    pub(crate) media_type: Option<String>,
    /// True if it may be null instead.
    pub(crate) nullable: bool,
    /// The constraints on a value that is not a model.
    pub(crate) constraints: Vec<Constraint>,
    /// The fields of a form that are not encoded in the default way.
    pub(crate) parts: Vec<PartPlan>,
    pub(crate) required: bool,
    /// The media types with their variants, if the caller chooses; the first is the body itself.
    pub(crate) choices: Vec<ChoicePlan>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub(crate) struct PartPlan {
    pub(crate) name: String,
    /// The keyword of its style.
    pub(crate) style: &'static str,
    pub(crate) media_type: Option<String>,
    pub(crate) headers: Vec<PartHeaderPlan>,
}

/// A header of a part of a form, which the caller sets.
#[derive(Clone, Debug)]
pub(crate) struct PartHeaderPlan {
    pub(crate) name: String,
    pub(crate) required: bool,
    /// The type that the constraints apply to; the value is given as text.
    pub(crate) ty: RustType,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) doc: String,
}

/// A body in one of several media types.
#[derive(Debug)]
pub(crate) struct ChoicePlan {
    pub(crate) ident: Ident,
    pub(crate) ty: RustType,
    pub(crate) nullable: bool,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) content: Content,
    /// The media type as sent.
    pub(crate) media_type: String,
    pub(crate) parts: Vec<PartPlan>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ResponsePlan {
    Empty,
    Json(RustType),
    File,
    /// Items, as they arrive.
    Stream(Framing, RustType),
}

/// The types of the successful responses of an operation.
#[derive(Debug)]
pub(crate) enum SuccessPlan {
    /// The type of the response.
    One,
    /// The type of the response, or nothing.
    Optional,
    /// An enumeration by status.
    Several(Vec<VariantPlan>),
}

/// One of several successful responses.
#[derive(Debug)]
pub(crate) struct VariantPlan {
    pub(crate) ident: Ident,
    pub(crate) status: StatusRange,
    pub(crate) content: ResponsePlan,
    pub(crate) media_type: Option<String>,
}

#[derive(Debug)]
pub(crate) struct PagingPlan {
    /// Its keywords in a table, after the first.
    pub(crate) words: Vec<(&'static str, String)>,
    /// The path of fields from a response to its list; empty for the response itself.
    pub(crate) items: Vec<Ident>,
    pub(crate) item: RustType,
}

#[derive(Debug)]
pub(crate) struct ModelPlan {
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) page: Page,
    pub(crate) doc: String,
    /// The fields; for a union, the variants.
    pub(crate) fields: Vec<FieldPlan>,
    /// The optional tag of a union; `None` for a model.
    pub(crate) union: Option<Option<String>>,
    /// The number of fields that a request may have.
    pub(crate) size: Option<Bounds>,
    /// The sets of fields of which a request has one.
    pub(crate) field_sets: Option<FieldSets>,
    /// Requests carry it: it is built and validated.
    pub(crate) is_sent: bool,
    /// It is a variant of a union, distinguished by its required fields.
    pub(crate) is_variant: bool,
}

#[derive(Debug)]
pub(crate) struct ValuePlan {
    pub(crate) wire: String,
    pub(crate) number: i64,
    /// Its name in English words, if the spec has one.
    pub(crate) words: Option<String>,
    pub(crate) ident: Ident,
    pub(crate) doc: Option<String>,
}

#[derive(Debug)]
pub(crate) struct EnumPlan {
    pub(crate) name: String,
    pub(crate) ident: Ident,
    pub(crate) page: Page,
    pub(crate) kind: EnumKind,
    pub(crate) open: bool,
    pub(crate) doc: String,
    pub(crate) values: Vec<ValuePlan>,
    /// The range of codes that are counts, and its variant.
    pub(crate) range: Option<(Bounds, Ident)>,
    /// Meaning of the range's numbers, in English words.
    pub(crate) range_words: String,
}

/// A group, or the shared types.
#[derive(Debug, Default)]
pub(crate) struct ModulePlan {
    pub(crate) operations: Vec<OperationPlan>,
    pub(crate) models: Vec<ModelPlan>,
    pub(crate) enums: Vec<EnumPlan>,
}
