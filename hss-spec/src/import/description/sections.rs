//! Parts of a description: the explanation, the allowed values, the default.

use super::super::markup::plain;

/// A line of a description, counted from its first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Explanation,
    Constraints,
    Range,
    Default,
}

const LABELS: [(Part, &[&str]); 4] = [
    (
        Part::Explanation,
        &["参数解释", "definition", "parameter description", "parameter explanation", "explanation"],
    ),
    (Part::Constraints, &["约束限制", "constraints", "constraint", "restrictions"]),
    (Part::Range, &["取值范围", "range", "options", "value range", "value options", "value"]),
    (Part::Default, &["默认取值", "默认值", "default value", "default values", "default"]),
];

fn label(text: &str) -> Option<Part> {
    // A label is short; the check avoids lower-casing long lines.
    if text.len() > 40 {
        return None;
    }
    let text = text.trim().trim_end_matches(':').trim_end().to_lowercase();
    LABELS.iter().find(|(_, labels)| labels.contains(&text.as_str())).map(|(part, _)| *part)
}

/// Returns true if a line is the label above an explanation, with which a description begins.
pub(in super::super) fn is_explanation_label(line: &str) -> bool {
    label(line) == Some(Part::Explanation)
}

/// Returns true if a bold text is the label of a part.
pub(in super::super) fn is_label(text: &str) -> bool {
    label(text).is_some()
}

/// A description, split into its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Sections {
    /// True if it has labels; otherwise all of it is explanation.
    pub(super) is_labelled: bool,
    /// The label above the allowed values.
    pub(super) range_label: Option<String>,
    pub(super) explanation: Vec<Line>,
    pub(super) constraints: Vec<Line>,
    pub(super) range: Vec<Line>,
    pub(super) default: Vec<Line>,
}

impl Sections {
    /// Splits at labels: bold ones anywhere, others on a separate line.
    pub(super) fn split(description: &str) -> Self {
        let mut sections = Self::default();
        let mut part = Part::Explanation;
        for (number, line) in (0..).zip(plain(description).lines()) {
            if let Some(found) = label(line.trim_matches('*')) {
                part = sections.enter(found, line.trim_matches('*'));
                continue;
            }
            if let Some(value) = stated_default(line) {
                sections.push(Part::Default, number, value);
                continue;
            }
            let mut is_behind_label = false;
            for (index, piece) in line.split("**").enumerate() {
                if index % 2 == 1
                    && let Some(found) = label(piece)
                {
                    part = sections.enter(found, piece);
                    is_behind_label = true;
                    continue;
                }
                let piece = piece.trim();
                let text = if is_behind_label { piece.trim_start_matches(':').trim_start() } else { piece };
                is_behind_label = false;
                sections.push(part, number, text);
            }
        }
        sections
    }

    /// Starts a part at its label.
    fn enter(&mut self, part: Part, label: &str) -> Part {
        self.is_labelled = true;
        if part == Part::Range {
            self.range_label = Some(label.trim().trim_end_matches(':').trim_end().to_owned());
        }
        part
    }

    fn push(&mut self, part: Part, number: u32, text: &str) {
        let lines = match part {
            Part::Explanation => &mut self.explanation,
            Part::Constraints => &mut self.constraints,
            Part::Range => &mut self.range,
            Part::Default => &mut self.default,
        };
        match lines.last_mut() {
            _ if text.is_empty() => {}
            // Bold words inside a sentence.
            Some(last) if last.number == number => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            _ => lines.push(Line { number, text: text.to_owned() }),
        }
    }
}

/// Words at the start of a line that has only the default.
const DEFAULT_LINES: [&str; 5] = ["Default:", "Default value:", "默认值:", "默认取值:", "缺省值:"];

/// The default on a separate line, of one word: `Default: asc`, `Default: ${host}`.
fn stated_default(line: &str) -> Option<&str> {
    let value = DEFAULT_LINES.iter().find_map(|start| line.trim().strip_prefix(start))?.trim();
    let value = value.strip_suffix(['.', '。']).unwrap_or(value);
    let is_word = !value.is_empty() && value.len() <= 100 && value.chars().all(|c| c.is_ascii_graphic());
    (is_word && !value.contains([',', ';', '"', '|', ':', '('])).then_some(value)
}

/// A description with the fences of code as characters, not as entities.
fn plain_fences(description: &str) -> String {
    description.replace("&#x60;", "`")
}

/// A description without its fenced code, whose lines are not items of lists; keeps its line breaks.
fn without_code(description: &str) -> String {
    let pieces: Vec<&str> = description.split("```").collect();
    if pieces.len().is_multiple_of(2) {
        return description.to_owned();
    }
    let keep = |(index, piece): (usize, &&str)| match index % 2 {
        0 => (*piece).to_owned(),
        _ => format!(" {}", "\n".repeat(piece.matches('\n').count())),
    };
    pieces.iter().enumerate().map(keep).collect()
}

/// A description without code and the asterisks of bold words other than labels, and those words.
pub(super) fn without_bold(description: &str) -> (String, Vec<String>) {
    let mut bold = Vec::new();
    let lines: Vec<String> = without_code(&plain_fences(description))
        .split('\n')
        .map(|line| {
            let pieces: Vec<&str> = line.split("**").collect();
            if pieces.len() < 3 || pieces.len().is_multiple_of(2) {
                return line.to_owned();
            }
            let mut kept = String::with_capacity(line.len());
            for (index, piece) in pieces.into_iter().enumerate() {
                if index % 2 == 0 {
                    kept.push_str(piece);
                } else if label(&plain(piece)).is_some() {
                    kept.push_str("**");
                    kept.push_str(piece);
                    kept.push_str("**");
                } else {
                    kept.push_str(piece);
                    bold.push(plain(piece).trim().to_owned());
                }
            }
            kept
        })
        .collect();
    (lines.join("\n"), bold)
}

/// The lines, joined.
pub(super) fn join(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}
