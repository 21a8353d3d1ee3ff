//! Lists of all operations.

use hss_spec::import::{Document, read_index};

const PAGES: &str = "https://docs.example.com/api-lamp/{operation}.html";

fn ids(text: &str, pages: Option<&str>) -> Result<Vec<String>, String> {
    let read = read_index(&Document::new("index.md", text), pages);
    read.map(|ids| ids.into_iter().collect()).map_err(|problems| problems.to_string())
}

#[test]
fn a_command_line_reference_names_each_operation_in_a_command() {
    let text = "# Commands\n| API | Command | Link |\n|:---|:---|:---|\n\
                | Accounts | hcloud LAMP ListAccounts/v5 | [try](https://example.com/?api=Other) |\n\
                | Lamps | `hcloud LAMP ListLamps` | [page](../api-lamp/Elsewhere.html) |\n";
    assert_eq!(ids(text, Some(PAGES)).unwrap(), ["ListAccounts", "ListLamps"]);
}

#[test]
fn without_commands_the_links_to_doc_pages_count() {
    let text = "<a href=\"/api-lamp/ListLamps.html\">Lamps</a> <a href='ListWicks.html#top'>\n\
                [posts](https://docs.example.com/api-lamp/ListPosts.md)\n\
                [other book](/api-vpc/ListVpcs.html) [chapter](lamp_02_0001.html) [up](index.html)\n";
    assert_eq!(ids(text, Some(PAGES)).unwrap(), ["ListLamps", "ListPosts", "ListWicks"]);
    assert!(ids(text, None).is_err(), "without a pattern, no link is known to be one of a doc page");
}

#[test]
fn what_is_cut_off_or_lists_nothing_is_an_error() {
    let error = ids("| Accounts | hcloud LAMP ListAccounts/v5 |\n| Lamps | hcloud LA", None).unwrap_err();
    assert_eq!(error, "index.md:2:1: error: the list of operations is truncated: it ends within a row");
    for text in ["", "# Log in\n", "<html><a href='/login'>Log in</a></html>", "hcloud LAMP ../../x"] {
        assert!(ids(text, Some(PAGES)).unwrap_err().contains("no list of operations"), "{text}");
    }
}
