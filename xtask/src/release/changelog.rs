//! The section of a release in the changelog.

use super::edits::Edits;
use crate::Error;

/// The file.
pub(super) const FILE: &str = "CHANGELOG.md";
const UNRELEASED: &str = "## Unreleased\n";

/// Renames the unreleased section to a version, and adds the changes of the API at its end.
///
/// # Errors
///
/// The file cannot be read, has no unreleased section, or already has a section of that version.
pub(super) fn edit(
    edits: &mut Edits<'_>,
    version: &str,
    day: &str,
    changes: Option<&str>,
) -> Result<(), Error> {
    edits.change(FILE, |text| released(text, version, day, changes))
}

fn released(text: &str, version: &str, day: &str, changes: Option<&str>) -> Result<String, String> {
    if text.lines().any(|line| line == format!("## {version}") || line.starts_with(&format!("## {version} ")))
    {
        return Err(format!("it already has a section {version}"));
    }
    let (before, rest) = text.split_once(UNRELEASED).ok_or("no section `## Unreleased`")?;
    let end = rest.find("\n## ").map_or(rest.len(), |at| at + 1);
    let (by_hand, older) = rest.split_at(end);
    let mut section = format!("## {version} ({day})\n\n");
    if !by_hand.trim().is_empty() {
        section += &format!("{}\n\n", by_hand.trim());
    }
    if let Some(changes) = changes {
        // The headings of the changes are one level below the heading `API`.
        let changes = changes.trim().replace("\n### ", "\n#### ");
        section += &format!("### API\n\n{changes}\n\n");
    }
    let joined = format!("{before}{UNRELEASED}\n{section}{older}");
    Ok(format!("{}\n", joined.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::released;

    #[test]
    fn the_section_comes_before_older_ones_and_keeps_what_was_written_by_hand() {
        let text = "# Changelog\n\n## Unreleased\n\n### Fixed\n\n- A\n\n## 0.1.0 (2026-01-01)\n\n- B\n";
        let expected = "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-02)\n\n### Fixed\n\n- A\n\n### API\n\n**major**\n\n\
                        #### Added\n\n- C\n\n## 0.1.0 (2026-01-01)\n\n- B\n";
        let changes = "**major**\n\n### Added\n\n- C\n";
        assert_eq!(released(text, "0.2.0", "2026-02-02", Some(changes)).as_deref(), Ok(expected));
        assert!(released(text, "0.1.0", "2026-02-02", None).is_err());
        assert!(released("# Changelog\n", "0.1.0", "2026-02-02", None).is_err());
        let first = released("## Unreleased\n\n- A\n", "0.1.0", "2026-02-02", None);
        assert_eq!(first.as_deref(), Ok("## Unreleased\n\n## 0.1.0 (2026-02-02)\n\n- A\n"));
    }
}
