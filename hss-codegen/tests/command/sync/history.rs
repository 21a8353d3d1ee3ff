//! Small histories of a site, replayed one step after the other.
