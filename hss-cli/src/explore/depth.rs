//! The depth to which a type is spelled out: with inputs of its own in a form, and in the fields of a response.

use hss_runtime::schema::Kind;

/// The deepest level with inputs. Types that contain themselves have no end.
const DEEPEST: usize = 5;

/// The most inputs of a form whose objects are all opened, beyond its first level.
const MOST: usize = 300;

/// The level of a value in a body.
#[derive(Clone, Copy)]
pub(super) struct Depth {
    level: usize,
    /// The first level without inputs of objects.
    end: usize,
}

impl Depth {
    /// The level of parameters, whose objects are typed as JSON.
    pub(super) const PARAMETER: Self = Self { level: 0, end: 0 };

    /// The top of a body, as deep as possible without a form that is too long.
    pub(super) fn of(kind: &Kind) -> Self {
        let ends = (2..=DEEPEST).rev().map(|end| Self { level: 0, end });
        let fits = |depth: &Self| depth.count(kind) <= MOST;
        ends.into_iter().find(fits).unwrap_or(Self { level: 0, end: 1 })
    }

    /// The level of the fields of an object.
    pub(super) fn inside(self) -> Self {
        Self { level: self.level + 1, ..self }
    }

    /// True for an object, a union or a list of them that has inputs of its own.
    pub(super) fn has_inputs(self, kind: &Kind) -> bool {
        match kind {
            Kind::Model(_) | Kind::Union(_) => self.level < self.end,
            Kind::List(kind @ (Kind::Model(_) | Kind::Union(_))) => self.has_inputs(kind),
            _ => false,
        }
    }

    /// True for a type with inputs at this level, also inside lists and maps.
    pub(super) fn reaches(self, kind: &Kind) -> bool {
        match kind {
            Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => self.reaches(kind),
            kind => self.has_inputs(kind),
        }
    }

    /// The number of inputs of a type; counting stops at more than `MOST`.
    fn count(self, kind: &Kind) -> usize {
        match kind {
            Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => self.count(kind),
            Kind::Model(model) | Kind::Union(model) if self.has_inputs(kind) => {
                model.fields.iter().fold(1, |sum, field| match sum {
                    0..=MOST => sum + self.inside().count(&field.kind),
                    _ => sum,
                })
            }
            _ => 1,
        }
    }
}
