//! Texts of a format.

use hss_spec::model::Format;

/// A text of that format; another number gives another one. `None` for a format of numbers.
pub(crate) fn text(format: Format, number: i64) -> Option<String> {
    let below = |limit: i64| number.rem_euclid(limit);
    Some(match format {
        Format::DateTime => format!("2025-08-29T12:{:02}:{:02}Z", below(3600) / 60, below(60)),
        Format::Date => format!("2025-08-{:02}", 1 + below(28)),
        Format::Time => format!("12:{:02}:{:02}Z", below(3600) / 60, below(60)),
        Format::Duration => format!("PT{}S", below(100_000)),
        Format::Email => format!("user{number}@example.com"),
        Format::Hostname => format!("host{number}.example.com"),
        Format::Ipv4 => format!("192.0.2.{}", below(256)),
        Format::Ipv6 => format!("2001:db8::{:x}", below(65_536)),
        Format::Uri => format!("https://example.com/{number}"),
        Format::Uuid => format!("0f8fad5b-d9cb-469f-a165-{:012x}", below(1 << 48)),
        Format::Byte => base64(number),
        _ => return None,
    })
}

/// A number of four digits at most, in base64.
fn base64(number: i64) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = format!("{:06}", number.rem_euclid(1_000_000));
    let groups = digits
        .as_bytes()
        .chunks(3)
        .map(|three| three.iter().fold(0, |all, byte| all << 8 | usize::from(*byte)));
    groups.flat_map(|bits| [18, 12, 6, 0].map(|shift| char::from(LETTERS[bits >> shift & 63]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_has_the_letters_of_its_bytes() {
        assert_eq!(base64(123_456), "MTIzNDU2");
    }

    #[test]
    fn texts_of_a_format_differ() {
        let uuids = [text(Format::Uuid, 1), text(Format::Uuid, 2)];
        assert_eq!(uuids[0].as_deref(), Some("0f8fad5b-d9cb-469f-a165-000000000001"));
        assert_ne!(uuids[0], uuids[1]);
        assert_eq!(text(Format::TimestampMs, 1), None);
    }
}
