//! The report: a line per document, then the totals and the reasons.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::compile::Checked;
use super::document::Operation;
use super::import::Imported;
use super::notes::{self, Left};

/// Maximum characters of a message on a line; JSON has the whole message.
const SHOWN: usize = 150;

/// A document's result.
#[derive(Debug)]
pub(super) struct Row {
    document: PathBuf,
    operations: usize,
    taken: usize,
    left: Vec<Left>,
    imported: Imported,
    checked: Checked,
}

impl Row {
    pub(super) fn new(
        document: PathBuf,
        operations: Vec<Operation>,
        imported: Imported,
        checked: Checked,
    ) -> Self {
        // The refusal of a document is the reason for all its operations.
        let left = match &imported.refusal {
            Some(_) => Vec::new(),
            None => notes::left(&operations, &imported.taken, &imported.notes),
        };
        let taken = imported.taken.len();
        Self { document, operations: operations.len(), taken, left, imported, checked }
    }

    /// True if it is a defect of the generator.
    pub(super) fn is_problem(&self) -> bool {
        self.imported.is_crash || self.checked.errors + self.checked.warnings > 0
    }

    /// `qdrant.json   69 of 69   compiled yes   0.10 s  25 MB   check 2.0 s 310 MB`
    pub(super) fn line(&self) -> String {
        let name = self.document.file_name().unwrap_or_default().to_string_lossy();
        let mut line = format!(
            "{name:32} {:>4} of {:>4}  compiled {:8} {:>6.2} s {:>5} MB",
            self.taken,
            self.operations,
            self.checked.word(),
            self.imported.time.as_secs_f64(),
            megabytes(self.imported.memory),
        );
        if let Some(time) = self.checked.time {
            let _ = write!(
                line,
                "  check {:>5.1} s {:>5} MB",
                time.as_secs_f64(),
                megabytes(self.checked.memory)
            );
        }
        let problems = [("refused", &self.imported.refusal), ("compiler", &self.checked.first)];
        for (label, text) in problems.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?))) {
            let label = if label == "refused" && self.imported.is_crash { "crashed" } else { label };
            let _ = write!(line, "\n    {label}: {}", text.replace('\n', "\n    "));
        }
        line
    }

    fn json(&self) -> Value {
        let left = self.left.iter().map(|left| {
            json!({
                "method": left.operation.method,
                "path": left.operation.path,
                "pointer": left.reason.pointer,
                "reason": left.reason.message,
            })
        });
        json!({
            "document": self.document.to_string_lossy(),
            "operations": self.operations,
            "taken": self.taken,
            "left_out": left.collect::<Vec<_>>(),
            "refused": self.imported.refusal,
            "crashed": self.imported.is_crash,
            "seconds": self.imported.time.as_secs_f64(),
            "peak_bytes": self.imported.memory,
            "compiled": self.checked.word(),
            "errors": self.checked.errors,
            "warnings": self.checked.warnings,
            "first_message": self.checked.first,
            "check_seconds": self.checked.time.map(|time| time.as_secs_f64()),
            "check_peak_bytes": self.checked.memory,
        })
    }
}

/// All rows as a JSON list.
pub(super) fn json(rows: &[Row]) -> String {
    Value::Array(rows.iter().map(Row::json).collect()).to_string()
}

/// The totals, and the reasons why operations are left out.
pub(super) fn summary(rows: &[Row]) -> String {
    let sum = |count: fn(&Row) -> usize| rows.iter().map(count).sum::<usize>();
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let (operations, taken) = (sum(|row| row.operations), sum(|row| row.taken));
    let share = if operations == 0 { 100.0 } else { 100.0 * taken as f64 / operations as f64 };
    let mut text = format!(
        "\n{} documents: {} imported, {} refused, {} crashed; {} compiled, {} with warnings, {} with errors\n\
         {taken} of {operations} operations taken ({share:.1} %)\n\
         import and generate: {:.2} s in all, {:.2} s and {} MB at most\n",
        rows.len(),
        count(|row| row.imported.refusal.is_none()),
        count(|row| row.imported.refusal.is_some() && !row.imported.is_crash),
        count(|row| row.imported.is_crash),
        count(|row| row.checked.word() == "yes"),
        count(|row| row.checked.word() == "warnings"),
        count(|row| row.checked.word() == "errors"),
        rows.iter().map(|row| row.imported.time.as_secs_f64()).sum::<f64>(),
        rows.iter().map(|row| row.imported.time.as_secs_f64()).fold(0.0, f64::max),
        rows.iter().map(|row| megabytes(row.imported.memory)).max().unwrap_or_default(),
    );
    for (count, reason) in reasons(rows) {
        let _ = writeln!(text, "{count:>6} left out: {reason}");
    }
    text
}

/// The reasons with their counts, the most frequent first; each kind is shown by its first message.
fn reasons(rows: &[Row]) -> Vec<(usize, String)> {
    let mut reasons: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut add = |kind: String, message: &str, count: usize| {
        let message = message.chars().take(SHOWN).collect();
        reasons.entry(kind).or_insert((0, message)).0 += count;
    };
    for row in rows {
        for left in &row.left {
            add(left.reason.pattern(), &left.reason.message, 1);
        }
        if let Some(refusal) = &row.imported.refusal {
            add(refusal.clone(), refusal, row.operations);
        }
    }
    let mut reasons: Vec<_> = reasons.into_values().collect();
    reasons.sort_by(|one, two| two.0.cmp(&one.0).then_with(|| one.1.cmp(&two.1)));
    reasons
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}
