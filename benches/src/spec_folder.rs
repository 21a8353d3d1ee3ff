//! Copies of the spec: whole, and half.

use std::fs;
use std::path::Path;

use crate::Stop;

/// Copies a folder and what is in it into an empty one.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Stop> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy_one(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn copy_one(from: &Path, to: &Path) -> Result<(), Stop> {
    if from.is_dir() {
        fs::create_dir(to)?;
        return copy(from, to);
    }
    fs::copy(from, to)?;
    Ok(())
}

/// Copies about half of the operations, as whole groups; how many of how many.
pub(crate) fn halve(spec: &Path, half: &Path) -> Result<(usize, usize), Stop> {
    let mut groups = Vec::new();
    for entry in fs::read_dir(spec)? {
        let entry = entry?;
        if entry.path().is_dir() {
            groups.push((fs::read_dir(entry.path())?.count(), entry.file_name()));
        } else {
            fs::copy(entry.path(), half.join(entry.file_name()))?;
        }
    }
    // The largest first, each to the side that has less.
    groups.sort();
    let (mut taken, mut left) = (0, 0);
    for (operations, group) in groups.into_iter().rev() {
        if taken <= left {
            taken += operations;
            copy_one(&spec.join(&group), &half.join(&group))?;
        } else {
            left += operations;
        }
    }
    Ok((taken, taken + left))
}
