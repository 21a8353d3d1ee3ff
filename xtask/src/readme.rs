//! Commands in Markdown files.

/// A command, and the line it is on.
#[derive(Debug, PartialEq)]
pub(crate) struct Command {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// The commands of a Markdown text: the lines of `sh` blocks, and lines that are indented as code and start with
/// `cargo`. A line that ends in a backslash continues on the next one.
pub(crate) fn commands(markdown: &str) -> Vec<Command> {
    let mut found: Vec<Command> = Vec::new();
    let (mut in_block, mut goes_on) = (false, false);
    for (index, line) in markdown.lines().enumerate() {
        if line.starts_with("```") {
            in_block = line == "```sh";
            continue;
        }
        let is_command =
            in_block || goes_on || (line.starts_with("    ") && line.trim().starts_with("cargo "));
        if !is_command || line.trim().is_empty() {
            continue;
        }
        let part = line.trim().trim_end_matches('\\').trim();
        match found.last_mut() {
            Some(command) if goes_on => command.text = format!("{} {part}", command.text),
            _ => found.push(Command { line: index + 1, text: part.to_owned() }),
        }
        goes_on = line.ends_with('\\');
    }
    found
}
