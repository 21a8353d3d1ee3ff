//! The marks inside of a line of Markdown.

use maud::{Markup, html};

use crate::shown;

/// Text with code in backticks and strong words in asterisks.
pub(super) fn spans(text: &str) -> Markup {
    let text = shown::paragraph(text);
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (part) } } @else {
                @for (index, part) in part.split("**").enumerate() {
                    @if index % 2 == 1 { strong { (part) } } @else { (part.replace("\\_", "_")) }
                }
            }
        }
    }
}
