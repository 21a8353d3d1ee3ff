//! Rules from field names to values, so that no operation needs its own code.
//!
//! A rule matches a field whose name ends with its words: `id` matches `id` and `host_id`, not `valid`. The first rule
//! that matches wins. The value is then adjusted to the spec's bounds, which take precedence.

use hss_spec::model::Format;

/// True if `field` ends with the words of `name`.
pub(super) fn fits(field: &str, name: &str) -> bool {
    field.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('_'))
}

/// The letters and digits of a name, in lower case: names that differ only in case and punctuation are the same.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The look of a string: by its format, else by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Words and a number, which distinguish the items of a listing: `amber-otter-17`.
    Name,
    /// `d5ceaaf4-0124-4f15-b039-b8fc4b07e340`
    Uuid,
    /// Hexadecimal digits.
    Hex(usize),
    /// `sha256:` and 64 hexadecimal digits.
    Digest,
    /// `CVE-2024-10234`
    Cve,
    /// An IPv4 address of a private network.
    PrivateIp,
    /// An IPv4 address of a network for documentation.
    PublicIp,
    /// `fa:16:3e:…`
    Mac,
    /// `2.14.3`
    Version,
    /// `/opt/amber/otter`
    Path,
    /// `https://…`
    Url,
    /// `…@example.com`
    Email,
    /// A point in time: `2025-08-29T12:00:00Z`, or milliseconds where only 13 characters fit.
    Time,
    /// The date of a point in time: `2025-08-29`.
    Date,
    /// The time of a point in time: `12:00:00Z`.
    Clock,
    /// `PT17M`
    Duration,
    /// `otter.example.com`
    Hostname,
    /// An IPv6 address of a network for documentation.
    Ipv6,
    /// The digits of an integer.
    Digits,
    /// A sentence.
    Sentence,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// The look of the strings of a format; `None` for a format of numbers.
pub(super) fn look_of(format: Format) -> Option<Look> {
    Some(match format {
        Format::DateTime => Look::Time,
        Format::Date => Look::Date,
        Format::Time => Look::Clock,
        Format::Duration => Look::Duration,
        Format::Email => Look::Email,
        Format::Hostname => Look::Hostname,
        Format::Ipv4 => Look::PrivateIp,
        Format::Ipv6 => Look::Ipv6,
        Format::Uri => Look::Url,
        Format::Uuid => Look::Uuid,
        // Any 24 hexadecimal digits are base64 of 18 bytes.
        Format::Byte => Look::Hex(24),
        _ => return None,
    })
}

/// The looks of strings, by field name.
pub(super) const LOOKS: &[(&str, Look)] = &[
    ("cve_id", Look::Cve),
    ("vul_id", Look::Cve),
    ("enterprise_project_id", Look::OneOf(&["0"])),
    ("project_id", Look::Hex(32)),
    ("domain_id", Look::Hex(32)),
    ("id", Look::Uuid),
    ("ids", Look::Uuid),
    ("uid", Look::Uuid),
    ("uuid", Look::Uuid),
    ("public_ip", Look::PublicIp),
    ("eip", Look::PublicIp),
    ("login_ip", Look::PublicIp),
    ("ip", Look::PrivateIp),
    ("mac", Look::Mac),
    ("digest", Look::Digest),
    ("md5", Look::Hex(32)),
    ("hash", Look::Hex(64)),
    ("sha256", Look::Hex(64)),
    ("version", Look::Version),
    ("path", Look::Path),
    ("dir", Look::Path),
    ("directory", Look::Path),
    ("url", Look::Url),
    ("link", Look::Url),
    ("email", Look::Email),
    ("time", Look::Time),
    ("date", Look::Time),
    ("port", Look::Digits),
    ("region", Look::OneOf(&["cn-north-4"])),
    ("os_type", Look::OneOf(&["Linux", "Windows"])),
    ("namespace", Look::OneOf(&["default", "kube-system", "production"])),
    ("description", Look::Sentence),
    ("desc", Look::Sentence),
    ("detail", Look::Sentence),
    ("reason", Look::Sentence),
    ("message", Look::Sentence),
    ("msg", Look::Sentence),
    ("content", Look::Sentence),
    ("suggestion", Look::Sentence),
    ("remark", Look::Sentence),
    ("remarks", Look::Sentence),
    ("memo", Look::Sentence),
    ("abstract", Look::Sentence),
];

/// Plausible ranges of numbers, by field name.
pub(super) const SPANS: &[(&str, i64, i64)] = &[
    ("port", 1, 65_535),
    ("pid", 2, 32_768),
    ("uid", 0, 2_000),
    ("gid", 0, 2_000),
    ("size", 1_000, 2_000_000_000),
    ("num", 0, 40),
    ("count", 0, 40),
    ("times", 0, 40),
    ("percent", 0, 100),
    ("percentage", 0, 100),
    ("rate", 0, 100),
    ("progress", 0, 100),
    ("score", 0, 100),
    ("cvss", 0, 10),
    ("min", 0, 120),
    ("minutes", 0, 120),
    ("hours", 1, 24),
    ("days", 1, 90),
    ("limit", 1, 500),
];

/// Phases of an object's life, by the words that a time's name starts with or contains. A time of a later phase is
/// never before one of an earlier phase. A time that fits none is of phase 2.
pub(super) const PHASES: &[(&str, i64)] = &[
    ("create", 0),
    ("creation", 0),
    ("register", 0),
    ("start", 1),
    ("begin", 1),
    ("first", 1),
    ("latest", 3),
    ("last", 3),
    ("update", 3),
    ("modify", 3),
    ("recent", 3),
    ("end", 4),
    ("finish", 4),
    ("expire", 5),
    ("next", 5),
];

/// Counts that are the sum of others of the same object.
pub(super) const SUMS: &[(&str, &[&str])] = &[
    ("total_num", &["failed_num", "success_num"]),
    ("total_num", &["fail_num", "success_num"]),
    ("total", &["failed", "success"]),
];

/// Counts that are at most as large as another one of the same object.
pub(super) const AT_MOST: &[(&str, &str)] = &[("risky_num", "success_num"), ("risk_num", "total_num")];

/// Strings and lists that are empty while a count of the same object is 0; a list is never longer than its count,
/// either.
pub(super) const EMPTY_WITHOUT: &[(&str, &str)] =
    &[("failed_reason", "failed_num"), ("fail_reason", "fail_num"), ("failed_images", "failed_num")];

/// Remaining times, which are 0 once a progress of the same object has reached its end.
pub(super) const REMAINS: &[(&str, &str)] = &[("remain_min", "task_status"), ("remain_min", "progress")];

/// The first words of times that are 0 while a progress of the same object is under way.
pub(super) const UNTIL_DONE: &[&str] = &["end", "finish"];

/// The verbs of operations that create items of a listing, in the singular, as all words are compared.
pub(crate) const CREATING_VERBS: &[&str] = &["create", "add"];

/// Lists, and the counts next to them, of listings without paging in the spec.
pub(crate) const LISTINGS: &[(&str, &str)] =
    &[("data_list", "total_num"), ("list", "total_num"), ("list", "total")];

/// Values of a query parameter that mean "any", so that it does not filter.
pub(crate) const ANY_VALUES: &[&str] = &["all_granted_eps"];

/// The words of names, paths and sentences.
pub(super) const ADJECTIVES: &[&str] = &[
    "amber", "brisk", "calm", "deep", "early", "fair", "green", "hidden", "ivory", "jolly", "keen", "lucid",
    "mild", "noble", "open", "plain",
];

/// The words that follow them.
pub(super) const NOUNS: &[&str] = &[
    "anchor", "beacon", "cedar", "delta", "ember", "falcon", "garnet", "harbor", "island", "juniper",
    "kestrel", "lantern", "meadow", "nickel", "otter", "pine",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_fits_whole_words_at_the_end() {
        assert!(fits("id", "id") && fits("host_id", "id") && fits("image_version", "version"));
        assert!(!fits("valid", "id") && !fits("id_list", "id"));
    }
}
