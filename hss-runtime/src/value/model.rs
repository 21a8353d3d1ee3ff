//! Models: objects with known fields, and visitors that read and write the fields of any of them.

use std::fmt;

use crate::schema::{self, Table, Tables};
use crate::value::slot::{Slot, View};

/// An object with known fields, in requests and responses.
///
/// Generated code implements two functions that pass all fields to a visitor, in the order of the table. Everything else
/// about a model (`Clone`, `Debug`, `PartialEq`, JSON) is a visitor, written once for all models.
///
/// Every model is `Send` and `Sync`, as its fields are. The trait does not require it, because the compiler would prove it
/// for each model; requests and responses do.
pub trait Model: Sized + 'static {
    /// Creates a model with no field set, and passes its fields to the visitor.
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self;

    /// Passes the fields to the visitor.
    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>);

    /// A model with no field set.
    fn empty() -> Self {
        Self::with_fields(&mut LeaveEmpty)
    }

    /// A model with clones of the fields; the implementation of `Clone`.
    fn clone_fields(&self) -> Self {
        Self::with_fields(&mut CloneFields(self))
    }

    /// Writes the fields that are set, secret ones as `***`; the implementation of `Debug`.
    ///
    /// # Errors
    ///
    /// The errors of the formatter.
    fn fmt_fields(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_fields(self, f)
    }

    /// Returns `true` if all fields are equal; the implementation of `PartialEq`. Numbers compare by `==`, so NaN equals nothing.
    fn eq_fields(&self, other: &Self) -> bool {
        eq_fields(self, other)
    }
}

/// A visitor that writes the fields of a new model.
pub trait VisitorMut {
    /// Visits the fields, which are in the order of the table and empty.
    fn visit_mut(&mut self, table: Table<schema::Model>, fields: &mut [&mut dyn Slot]);
}

/// A visitor that reads the fields of a model.
pub trait Visitor<'a> {
    /// Visits the fields, which are in the order of the table.
    fn visit(&mut self, table: Table<schema::Model>, fields: &[&'a dyn Slot]);
}

// A model contains itself in a box.
impl<M: Model> Model for Box<M> {
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        Self::new(M::with_fields(visitor))
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        M::visit(self, visitor);
    }
}

/// A model of any type; every [`Model`] implements it.
pub trait AnyModel {
    /// Passes the fields to the visitor.
    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visitor<'a>);

    /// The table with the model's name and fields.
    fn table(&self) -> Table<schema::Model> {
        let mut table = TableVisitor(NO_TABLES.model(0));
        self.visit_fields(&mut table);
        table.0
    }
}

impl<M: Model> AnyModel for M {
    #[inline]
    fn visit_fields<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        self.visit(visitor);
    }
}

/// Leaves all fields empty.
struct LeaveEmpty;

impl VisitorMut for LeaveEmpty {
    fn visit_mut(&mut self, _: Table<schema::Model>, _: &mut [&mut dyn Slot]) {}
}

/// Records the table of the visited model.
struct TableVisitor(Table<schema::Model>);

/// The result if nothing is visited, which no model causes.
static NO_TABLES: Tables = Tables::new("");

impl Visitor<'_> for TableVisitor {
    fn visit(&mut self, table: Table<schema::Model>, _: &[&dyn Slot]) {
        self.0 = table;
    }
}

/// Calls a function with each field and its value.
struct EachField<F>(F);

impl<'a, F: FnMut(&'static schema::Field, View<'a>)> Visitor<'a> for EachField<F> {
    fn visit(&mut self, table: Table<schema::Model>, fields: &[&'a dyn Slot]) {
        for (field, slot) in table.fields.iter().zip(fields) {
            (self.0)(field, slot.view());
        }
    }
}

/// Calls a function with each field and its value, in the order of the table; [`View::Absent`] for fields that are not
/// set.
pub fn each_field<'a>(model: &'a dyn AnyModel, with: impl FnMut(&'static schema::Field, View<'a>)) {
    model.visit_fields(&mut EachField(with));
}

/// The fields with their values, in the order of the table; [`View::Absent`] for fields that are not set.
pub fn fields(model: &dyn AnyModel) -> impl Iterator<Item = (&'static schema::Field, View<'_>)> {
    let mut fields = Vec::new();
    each_field(model, |field, view| fields.push((field, view)));
    fields.into_iter()
}

/// The value of the field with this name on the wire; [`View::Absent`] if it is not set or does not exist.
pub fn get<'a>(model: &'a dyn AnyModel, name: &str) -> View<'a> {
    let mut found = View::Absent;
    each_field(model, |field, view| {
        if field.name == name {
            found = view;
        }
    });
    found
}

/// The integer in the field with this name on the wire; `None` if it is not set or not an integer.
pub fn get_i64(model: &dyn AnyModel, name: &str) -> Option<i64> {
    get(model, name).as_i64()
}

/// Writes the fields that are set, secret ones as `***`.
pub(crate) fn fmt_fields(model: &dyn AnyModel, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut output = f.debug_struct(model.table().name);
    each_field(model, |field, view| {
        if view.is_absent() {
            return;
        }
        if field.is_secret() {
            output.field(field.name, &format_args!("***"));
        } else {
            output.field(field.name, &view);
        }
    });
    output.finish()
}

/// Returns `true` if both are the same model with equal fields.
pub(crate) fn eq_fields(one: &dyn AnyModel, two: &dyn AnyModel) -> bool {
    let mut others = fields(two);
    let mut same = one.table() == two.table();
    each_field(one, |_, view| same = same && others.next().is_some_and(|(_, other)| other == view));
    same
}

/// Sets the fields of a new model to clones of another model's fields.
pub(crate) struct CloneFields<'a>(pub(crate) &'a dyn AnyModel);

impl VisitorMut for CloneFields<'_> {
    fn visit_mut(&mut self, _: Table<schema::Model>, fields: &mut [&mut dyn Slot]) {
        let mut fields = fields.iter_mut();
        each_field(self.0, |_, view| {
            if let Some(field) = fields.next() {
                view.clone_to(&mut **field);
            }
        });
    }
}
