//! The space for text.

/// Maximum width of a line, in characters.
pub(crate) const WIDTH: usize = 100;

/// Form of generated text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// For the compiler: expressions on one line.
    Compact,
    /// For people, in modules that indent it by that many columns.
    Formatted { margin: usize },
}

impl Layout {
    /// The layout of a module's items.
    pub(crate) fn inner(self) -> Self {
        match self {
            Self::Compact => Self::Compact,
            Self::Formatted { margin } => Self::Formatted { margin: margin + 4 },
        }
    }

    pub(crate) fn is_compact(self) -> bool {
        self == Self::Compact
    }

    /// The indentation of surrounding modules, in columns.
    pub(crate) fn margin(self) -> usize {
        match self {
            Self::Compact => 0,
            Self::Formatted { margin } => margin,
        }
    }
}

/// The space for an expression: a column on a line, and the remaining columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Columns of surrounding modules, before the indentation.
    margin: usize,
    /// Indentation of the block that it is in, within its module.
    pub(super) indent: usize,
    /// Columns between the indentation and the expression.
    pub(super) offset: usize,
    pub(super) width: usize,
}

impl Shape {
    /// The start of a line in a block, with that many columns reserved at its end.
    pub(super) fn of_block(margin: usize, indent: usize, behind: usize) -> Self {
        let width = WIDTH.saturating_sub(margin + indent + behind);
        Self { margin, indent, offset: 0, width }
    }

    /// The start of a line with its own indentation.
    pub(super) fn start(self, behind: usize) -> Self {
        Self::of_block(self.margin, self.indent, behind)
    }

    /// The start of a line that is indented once more.
    pub(super) fn nested(self, behind: usize) -> Self {
        Self::of_block(self.margin, self.indent + 4, behind)
    }

    /// The space after that many columns of text; `None` if nothing is left.
    pub(super) fn behind(self, columns: usize) -> Option<Self> {
        let width = self.width.checked_sub(columns)?;
        Some(Self { offset: self.offset + columns, width, ..self })
    }

    /// The space with that many columns reserved at its end.
    pub(super) fn keeping(self, columns: usize) -> Option<Self> {
        Some(Self { width: self.width.checked_sub(columns)?, ..self })
    }

    /// The columns reserved at the end of lines.
    pub(super) fn kept(self) -> usize {
        WIDTH.saturating_sub(self.end())
    }

    fn end(self) -> usize {
        self.margin + self.indent + self.offset + self.width
    }

    /// A line break with the indentation.
    pub(super) fn line_break(self) -> String {
        format!("\n{}", " ".repeat(self.indent))
    }

    /// Returns true if every line of a text fits.
    pub(super) fn fits(self, text: &str) -> bool {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let rest: Vec<usize> = lines.map(|line| self.margin + width(line)).collect();
        width(first) <= self.width
            && rest.iter().all(|line| *line <= WIDTH)
            && rest.last().is_none_or(|last| *last <= self.end())
    }
}

/// Columns of a text on one line.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}

/// Columns of the first line.
pub(super) fn first_width(text: &str) -> usize {
    width(text.lines().next().unwrap_or_default())
}
