//! Look-up of operations by the names that a user gives, and hints for unknown names.

use hss_runtime::schema::Operation;

use crate::catalog;
use crate::failure::Failure;
use crate::program::Program;

impl Program {
    /// The operation of this id or command name, in any spelling.
    pub(crate) fn find(&self, text: &str) -> Result<&'static Operation, Failure> {
        self.catalog.find(text).map_err(|near| {
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => self.hint(None, text.rsplit(['/', ' ']).next().unwrap_or(text)),
            };
            Failure::Usage(format!("there is no operation `{text}`; {hint}"))
        })
    }

    /// The hint for a command that no operation has, in the group with this command if one is given: those with all of
    /// its words, else the most similar one, else those with similar words.
    pub(crate) fn hint(&self, group: Option<&str>, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        let words: Vec<String> =
            name.split(['-', '_']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if let Some(hint) = self.with_words(group, &words) {
            return hint;
        }
        let commands = self.catalog.with_words(group, &[]);
        if let Some(near) = catalog::nearest(&name, commands.iter().map(|entry| &entry.command)) {
            return format!("did you mean `{near}`?");
        }
        let words: Option<Vec<String>> =
            words.iter().map(|word| self.catalog.nearest_word(group, word)).collect();
        if let Some(hint) = words.and_then(|words| self.with_words(group, &words)) {
            return hint;
        }
        match self.catalog.search(std::slice::from_ref(&name)).next() {
            Some(_) => format!("`{} ops {name}` looks for it", self.name),
            None => format!("`{} ops` lists all", self.name),
        }
    }

    /// The hint about the operations in whose commands all of these words occur, if there are any.
    fn with_words(&self, group: Option<&str>, words: &[String]) -> Option<String> {
        match self.catalog.with_words(group, words).as_slice() {
            [] => None,
            _ if words.is_empty() => None,
            [only] => Some(format!("did you mean `{}`?", only.command)),
            _ => {
                let search: Vec<&str> = group.into_iter().chain(words.iter().map(String::as_str)).collect();
                let (words, search) = (words.join("` and `"), search.join(" "));
                Some(format!("did you mean one with `{words}`? `{} ops {search}` lists them", self.name))
            }
        }
    }
}
