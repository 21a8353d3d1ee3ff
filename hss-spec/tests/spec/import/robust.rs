//! No text, however broken, does worse than an error.

use std::time::{Duration, Instant};

use hss_spec::import::{Document, PageForm, description, read_page};
use hss_spec::model::Type;
use hss_spec::place::Place;
use proptest::prelude::*;

use crate::import::page_files::{NAMES, load, read};

fn read_as_all(text: &str) {
    for form in [PageForm::Text, PageForm::Markdown, PageForm::Html] {
        let _ = read_page(&Document::new("Any.md", text), form, None, true);
    }
    let _ = PageForm::detect(text);
}

/// Words that the readers look at closely, in any order.
fn broken_descriptions() -> impl Strategy<Value = String> {
    let words = [
        "取值",
        "字符长度",
        "最小值",
        "最大值",
        "默认为",
        "- ",
        "-",
        "•",
        "：",
        ":",
        "，",
        ",",
        "。",
        "(",
        ")",
        "（",
        "[",
        "]",
        "0",
        "10",
        "200",
        "2^63-1",
        "0x0f",
        "~",
        "到",
        "位",
        "个",
        "等",
        "…",
        "...",
        "\"",
        "“",
        "”",
        "a",
        "local",
        "仓库",
        "**参数解释**",
        "**取值范围**",
        "**默认取值**",
        " ",
        "\n",
        "&quot;",
        "&#39;",
        "\\",
        "|",
        "、",
        "或",
        "true",
        "包含如下2种",
        "枚举值为",
        "单位",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_text_is_a_page_or_an_error(text in "\\PC{0,400}") {
        read_as_all(&text);
    }

    #[test]
    fn any_lines_are_a_page_or_an_error(lines in prop::collection::vec("[|# \\-:a-zA-Z0-9参数类型描述表请求响应状态码*\\\\]{0,30}", 0..60)) {
        read_as_all(&lines.join("\n"));
    }

    #[test]
    fn any_description_is_read(text in broken_descriptions(), ty in prop::sample::select(vec!["string", "integer", "number", "boolean", "[string]", "[Item]", "{string}"])) {
        let ty: Type = ty.parse().expect("a type");
        let statements = description::statements("any", &text, &ty, &|line| Place::line(&"any".into(), line), true);
        for (_, sources) in statements.constraints.iter() {
            let constraint = sources.page.as_ref().expect("a constraint of the page");
            prop_assert!(constraint.defect().is_none(), "{constraint}");
        }
    }

    #[test]
    fn a_page_that_lost_lines_is_a_page_or_an_error(name in prop::sample::select(NAMES.to_vec()), lost in prop::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        let text = load(name);
        let mut lines: Vec<&str> = text.lines().collect();
        for index in lost {
            if !lines.is_empty() {
                lines.remove(index.index(lines.len()));
            }
        }
        let _ = read(name, &lines.join("\n"));
    }

    #[test]
    fn a_page_that_was_cut_is_an_error_or_whole(name in prop::sample::select(NAMES.to_vec()), end in any::<prop::sample::Index>()) {
        let text = load(name);
        let cut: String = text.chars().take(end.index(text.chars().count())).collect();
        // Whatever is still read had all of its tables.
        if let Ok(draft) = read(name, &cut) {
            let whole = read(name, &text).expect("a page");
            prop_assert_eq!(draft.models.len(), whole.models.len());
        }
    }

    #[test]
    fn a_page_with_a_wrong_letter_is_a_page_or_an_error(name in prop::sample::select(NAMES.to_vec()), at in any::<prop::sample::Index>(), letter in any::<char>()) {
        let mut letters: Vec<char> = load(name).chars().collect();
        let at = at.index(letters.len());
        letters[at] = letter;
        let _ = read(name, &letters.into_iter().collect::<String>());
    }
}

/// A hundred kilobytes of the same, which a reader that looks back would take minutes for.
#[test]
fn long_pages_take_linear_time() {
    let head = "# T - Long\n#### 功能介绍\n#### URI\nGET /v5/a\n";
    let table = "表1Query参数\n| 参数 | 是否必选 | 参数类型 | 描述 |\n|:---|:---|:---|:---|\n";
    let row = |description: &str| format!("{head}{table}| a | 是 | String | {description} |\n");
    let repeated = |piece: &str| piece.repeat(100_000 / piece.len());
    let pages = [
        row(&repeated("[")),
        row(&repeated("(")),
        row(&repeated("&")),
        row(&repeated("\\")),
        row(&repeated("**")),
        row(&repeated("- a：b ")),
        row(&format!("**取值范围** {}", repeated("- a：b "))),
        row(&format!("**取值范围** {}", repeated("a、"))),
        row(&format!("**取值范围** {}", repeated("1,"))),
        row(&format!("**取值范围** {}", repeated("a: 甲 "))),
        row(&format!("**取值范围** {}", repeated("字符长度1-2，"))),
        row(&format!("**取值范围** {}", repeated("字 "))),
        row(&format!("**默认取值** {}", repeated("默认"))),
        format!("{head}{}", repeated("|")),
        format!("{head}{}", repeated(table)),
        format!("{head}{table}{}", repeated("| a | 是 | String | 0 |\n")),
        format!(
            "{head}{}",
            repeated("表1A\n| 参数 | 参数类型 | 描述 |\n|:---|:---|:---|\n| a | B object | 0 |\n")
        ),
        format!(
            "功能介绍\nURI\nGET /v5/a\n表1 Query参数\n参数\n参数类型\n描述\n{}",
            repeated("a\nString\n0\n")
        ),
        format!(
            "功能介绍\nURI\nGET /v5/a\n表1 Query参数\n参数\n参数类型\n描述\na\nString\n{}",
            repeated("b\n")
        ),
        format!("功能介绍\nURI\nGET /v5/a\n{}", repeated("表1 Query参数\n参数\n")),
    ];
    for (index, page) in pages.iter().enumerate() {
        let start = Instant::now();
        read_as_all(page);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(10), "page {index} takes {taken:?}");
    }
}
