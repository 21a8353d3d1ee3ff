//! The subject of a sentence that states a bound: the field itself, or something else.

/// Words of a subject that is the field, and those between them.
const ITSELF: [&str; 34] = [
    "the",
    "a",
    "an",
    "it",
    "its",
    "this",
    "that",
    "which",
    "of",
    "and",
    "value",
    "values",
    "parameter",
    "field",
    "attribute",
    "string",
    "text",
    "integer",
    "number",
    "length",
    "size",
    "range",
    "total",
    "valid",
    "allowed",
    "supported",
    "can",
    "must",
    "may",
    "only",
    "be",
    "also",
    "list",
    "array",
];

/// Words of a subject that is something other than the field, even in the first sentence.
const OTHERS: [&str; 13] = [
    "key", "old", "new", "previous", "original", "returned", "actual", "prefix", "suffix", "default",
    "blank", "empty", "or",
];

/// Words for the elements of any list.
const ELEMENTS: [&str; 6] = ["item", "element", "entry", "record", "object", "option"];

/// Words in the names of fields that are a key and a value.
const PAIR_NAMES: [&str; 4] = ["tag", "label", "annotation", "metadata"];

/// A field, by its name and its description.
#[derive(Clone, Debug)]
pub(super) struct FieldWords {
    name: Vec<String>,
    text: Vec<String>,
    start: String,
    /// True if it is a key and a value, each with a length of its own.
    is_pair: bool,
}

/// Words for a key and its value.
const PAIRS: [&str; 6] = ["key=value", "key-value", "key/value", "key:value", "key and value", "键值"];

impl FieldWords {
    /// The words of a name and a description.
    pub(super) fn of(name: &str, description: &str) -> Self {
        let mut spelled = String::with_capacity(name.len());
        for letter in name.chars() {
            if letter.is_ascii_uppercase() {
                spelled.push(' ');
            }
            spelled.push(letter);
        }
        let start = description.trim_start().chars().take(100).collect();
        let name: Vec<String> = words(&spelled).collect();
        let is_pair = PAIRS.iter().any(|pair| description.contains(pair))
            || name.iter().any(|word| PAIR_NAMES.contains(&word.as_str()));
        Self { name, text: words(description).collect(), start, is_pair }
    }

    /// Returns true if a noun in lower case names the elements of the field, which is a list: `lamps` for `lamp_ids`,
    /// but not `streets`. If the description begins with the number, any noun does.
    pub(super) fn has_elements(&self, noun: &str) -> bool {
        let is_of_any = |word: &String| ELEMENTS.contains(&word.as_str());
        let is_first = ["a maximum of ", "up to "].iter().any(|most| self.start.starts_with(most));
        is_first || words(noun).all(|word| is_of_any(&word) || self.are_of(&word))
    }

    /// Returns true if the subject of a sentence of the description, in lower case, is the field: the description
    /// begins with it, or each of its words is in the field's name or elsewhere in the description. For a lamp's name,
    /// `The room's name contains …` is about something else.
    pub(super) fn are_of(&self, subject: &str) -> bool {
        let count = |word: &String| self.text.iter().filter(|known| *known == word).count();
        let is_first = self.start.starts_with(subject);
        words(subject).all(|word| {
            let is_other = OTHERS.contains(&word.as_str());
            // Of a key and its value, `the value` may be the latter.
            if self.is_pair && word == "value" {
                return self.name.contains(&word);
            }
            ITSELF.contains(&word.as_str())
                || self.name.contains(&word)
                || (!is_other && (is_first || count(&word) > 1))
        })
    }
}

/// The words of a text in lower case, in the singular.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    // `the lamp's name`
    let words = words.filter(|word| !word.is_empty() && *word != "s");
    words.map(|word| {
        let word = word.to_ascii_lowercase();
        match word.strip_suffix('s') {
            Some(one) if one.len() > 3 && !one.ends_with('s') => one.to_owned(),
            _ => word,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::FieldWords;

    #[test]
    fn a_subject_is_the_field_if_its_words_are_the_fields() {
        let field = FieldWords::of("lampName", "specifies the lamp. the name contains 1 to 64 characters.");
        for subject in ["the name", "the value", "it", "the lamp name", "the lamp's name"] {
            assert!(field.are_of(subject), "{subject}");
        }
        for subject in ["the room name", "the old name", "the prefix", "the returned value"] {
            assert!(!field.are_of(subject), "{subject}");
        }
    }

    #[test]
    fn the_value_of_a_tag_is_a_part_of_it() {
        let tag = FieldWords::of("tag", "tag of the lamp. the tag value contains 1 to 43 characters.");
        assert!(!tag.are_of("the tag value") && tag.are_of("the tag"));
        let value = FieldWords::of("tagValue", "the tag value contains 1 to 43 characters.");
        assert!(value.are_of("the tag value"));
    }

    #[test]
    fn things_of_another_list_are_not_elements() {
        let lamps = FieldWords::of("lamp_ids", "ids of the lamps. a maximum of 20 streets can be specified.");
        assert!(lamps.has_elements("lamps") && lamps.has_elements("lamp ids") && lamps.has_elements("items"));
        assert!(!lamps.has_elements("streets") && !lamps.has_elements("lamp streets"));
    }
}
