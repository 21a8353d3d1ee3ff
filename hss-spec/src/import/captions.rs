//! Titles of tables on lines of their own, above or below their tables.
//!
//! On a page, either all are above or all are below. If both fit, they are above, as on most pages. If neither fits,
//! each run of alternating titles and tables decides: one that begins with a title and ends with a table has its titles
//! above, and vice versa.

use std::ops::Range;

use super::label::{self, TableKind};

/// A part of a page, as far as the titles of tables depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A line that reads like a table's title; true if the title is a known one or a model's name.
    Title(bool),
    /// A table without a title of its own.
    Table,
    /// Anything that separates a title from a table.
    Other,
}

/// The table that a title belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The table below the title.
    Next,
    /// The table above the title.
    Previous,
    /// The table above or the one below.
    Unclear,
}

/// The part of the page for a line that reads like the title of a table.
pub(super) fn title(title: &str) -> Part {
    Part::Title(label::table_kind(title) != TableKind::Unknown)
}

/// The table of each title; `None` for any other part, and for a title next to no table.
pub(super) fn owners(parts: &[Part]) -> Vec<Option<Owner>> {
    let runs = runs(parts);
    let stated: Vec<Option<Owner>> = runs.iter().map(|run| stated(&parts[run.clone()])).collect();
    // Computed once, not once per run.
    let (has_next, has_previous) =
        (stated.contains(&Some(Owner::Next)), stated.contains(&Some(Owner::Previous)));
    let mut owners = vec![None; parts.len()];
    for (run, stated) in runs.into_iter().zip(&stated) {
        let owner = match (has_next, has_previous) {
            (_, false) => Owner::Next,
            (false, true) => Owner::Previous,
            (true, true) => stated.unwrap_or(Owner::Unclear),
        };
        for index in run.clone() {
            let has_table = match owner {
                Owner::Next => index + 1 < run.end,
                Owner::Previous => index > run.start,
                Owner::Unclear => run.len() > 1 && parts[index] == Part::Title(true),
            };
            let is_title = matches!(parts[index], Part::Title(_));
            owners[index] = (is_title && has_table).then_some(owner);
        }
    }
    owners
}

/// The runs of alternating tables and titles.
fn runs(parts: &[Part]) -> Vec<Range<usize>> {
    let is_table = |index: usize| parts[index] == Part::Table;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in (0..parts.len()).filter(|index| parts[*index] != Part::Other) {
        match runs.last_mut() {
            Some(run) if run.end == index && is_table(index) != is_table(index - 1) => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// The side of a run's titles on which their tables are, if only one side gives each title a table. Words at the end
/// may be a sentence about the table.
fn stated(run: &[Part]) -> Option<Owner> {
    let run = if run.last() == Some(&Part::Title(false)) { &run[..run.len() - 1] } else { run };
    match (run.first()?, run.last()?) {
        (Part::Title(true), Part::Table) => Some(Owner::Next),
        (Part::Table, Part::Title(true)) => Some(Owner::Previous),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Owner, Part, owners};

    /// The owner of each title: `t` is a title, `w` words like one, `T` a table, `.` anything else.
    fn owned(page: &str) -> String {
        let parts: Vec<Part> = page
            .chars()
            .map(|letter| match letter {
                't' => Part::Title(true),
                'w' => Part::Title(false),
                'T' => Part::Table,
                _ => Part::Other,
            })
            .collect();
        let owner = |owner: &Option<Owner>| match owner {
            Some(Owner::Next) => '>',
            Some(Owner::Previous) => '<',
            Some(Owner::Unclear) => '?',
            None => ' ',
        };
        owners(&parts).iter().map(owner).collect()
    }

    #[test]
    fn titles_are_all_above_or_all_below() {
        for (page, owners) in [
            ("tTtT.tT", "> >  > "),
            ("TtTt.Tt", " < <  <"),
            // The first table has no title.
            ("TtT.tT", " >  > "),
            ("Tw.tT", "   > "),
            ("Ttw.T", " <   "),
            ("t.T.t", "     "),
            // The last one is the title of an empty table.
            ("tT.tTt", ">  >  "),
            ("TwT", " > "),
        ] {
            assert_eq!(owned(page), owners, "{page}");
        }
    }

    #[test]
    fn where_titles_disagree_each_run_of_them_has_to_say_where_its_tables_are() {
        assert_eq!(owned("tTtT.Tt"), "> >   <");
        assert_eq!(owned("tT.TtTt"), ">   < <");
        assert_eq!(owned("tT.Tt"), ">   <");
        assert_eq!(owned("tT.Tt.TtT"), ">   <  ? ");
        assert_eq!(owned("tT.Tt.Tw"), ">   <   ");
        assert_eq!(owned("tT.Tt.tTt"), ">   < ? ?");
    }
}
