//! The front page: all operations by group, and the search.

use maud::{Markup, html};

use super::page;
use super::site::Site;
use crate::catalog;
use crate::shown;

/// A number with the word for what it counts.
fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

pub(super) fn page(site: &Site) -> Markup {
    let groups = site.program.catalog.groups();
    let count = site.program.catalog.operations().count();
    let main = html! {
        div.search role="search" {
            h1 { label for="find" { "Find an operation" } }
            input type="search" id="find" name="q" placeholder="any words: scan task, host_id, DELETE policy"
                autocomplete="off" spellcheck="false" aria-describedby="found" data-search;
            p id="found" role="status" data-found { (counted(count, "operation")) " in " (counted(groups.len(), "group")) }
        }
        details.history hidden data-history { summary { "Calls in this session" } ol {} }
        nav.groups aria-label="Groups" {
            @for group in groups {
                a href={ "#" (group.command) } { (group.name) " " span { (group.operations.len()) } }
            }
        }
        @for group in groups {
            section.group id=(group.command) {
                h2 { (group.name) " " small { (shown::paragraph(group.doc)) } }
                ul {
                    @for entry in &group.operations {
                        li class=[entry.operation.deprecated.then_some("withdrawn")] {
                            a href=(page::address(site, entry.operation)) {
                                (page::method(entry.operation))
                                b { (shown::paragraph(catalog::title(entry.operation))) }
                                i { (entry.operation.id) }
                            }
                        }
                    }
                }
            }
        }
        p.none hidden data-none { "No operation matches all of these words." }
    };
    let words = html! { script src="words.js" defer {} };
    page::frame(site, "Operations", "", words, &main)
}
