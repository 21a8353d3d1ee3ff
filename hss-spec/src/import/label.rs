//! Labels of the parts of a page, in Chinese and English.

pub(super) use super::column::{Column, column, is_element_row, mark, mark_in_cell};

/// A part of a page under a heading, in the order of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// Text above the first heading.
    Head,
    /// The operation's function.
    Function,
    /// Calling and permissions.
    Calling,
    /// Method, path, and the tables of path and query parameters.
    Uri,
    /// Header and body parameters.
    Request,
    /// Status lines and body fields.
    Response,
    /// Samples in any language.
    Samples,
    /// The table of status codes.
    StatusCodes,
    /// Everything after these sections.
    Rest,
}

impl Section {
    /// Returns true if the tables of the section are those of parameters and fields.
    pub(super) fn has_parameters(self) -> bool {
        [Self::Uri, Self::Request, Self::Response].contains(&self)
    }
}

const HEADINGS: [(Section, &[&str]); 8] = [
    (Section::Function, &["功能介绍", "function", "functions", "description", "api description"]),
    (
        Section::Calling,
        &[
            "调用方法",
            "调试",
            "授权信息",
            "约束与限制",
            "constraints",
            "calling method",
            "debugging",
            "authorization information",
            "authorization",
        ],
    ),
    (Section::Uri, &["uri"]),
    (
        Section::Request,
        &[
            "请求参数",
            "请求消息",
            "请求",
            "request parameters",
            "request parameter",
            "request message",
            "request",
            "request body",
            "request header",
            "request headers",
        ],
    ),
    (
        Section::Response,
        &[
            "响应参数",
            "响应消息",
            "响应",
            "response parameters",
            "response parameter",
            "response message",
            "response",
            "response body",
        ],
    ),
    (
        Section::Samples,
        &[
            "请求示例",
            "响应示例",
            "sdk代码示例",
            "example request",
            "example requests",
            "example response",
            "example responses",
            "sdk sample code",
            "样例",
            "示例",
            "samples",
            "sample",
            "example",
            "examples",
            "sample request",
            "sample requests",
            "sample response",
            "sample responses",
            "request example",
            "request examples",
            "response example",
            "response examples",
        ],
    ),
    (
        Section::StatusCodes,
        &[
            "状态码",
            "返回值",
            "status code",
            "status codes",
            "returned value",
            "returned values",
            "return values",
        ],
    ),
    (Section::Rest, &["错误码", "相关文档", "父主题", "error code", "error codes", "parent topic"]),
];

/// The section that a heading opens.
pub(super) fn section(heading: &str) -> Option<Section> {
    let heading = without_numbering(heading).trim_end_matches(':').to_lowercase();
    // `Example Request (Creating a Lamp)`
    let bare = heading.split('(').next().unwrap_or_default().trim_end();
    find(&HEADINGS, &heading).or_else(|| find(&HEADINGS, bare).filter(|section| *section == Section::Samples))
}

/// A heading without its number: `1.2 URI`, `3) Response`.
fn without_numbering(heading: &str) -> &str {
    let behind = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let is_numbered = behind.len() < heading.len() && behind.starts_with([' ', ')', '、']);
    if is_numbered { behind.trim_start_matches([' ', ')', '、']) } else { heading }
}

/// Content of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    Path,
    Query,
    RequestHeader,
    RequestBody,
    /// The parts of a multipart body.
    FormData,
    ResponseHeader,
    ResponseBody,
    /// All of its section, as in `Request parameters`.
    Parameters,
    /// A nested model, named by the title.
    Model,
    /// A table without a title.
    Untitled,
    /// An unknown title.
    Unknown,
}

const TABLES: [(TableKind, &[&str]); 8] = [
    (
        TableKind::Path,
        &[
            "路径参数",
            "path参数",
            "path parameters",
            "path parameter",
            "uri parameters",
            "uri parameter",
            "parameters in the uri",
        ],
    ),
    (TableKind::Query, &["query参数", "查询参数", "query parameters", "query parameter"]),
    (
        TableKind::RequestHeader,
        &["请求header参数", "request header parameters", "request header parameter", "request headers"],
    ),
    (
        TableKind::RequestBody,
        &["请求body参数", "request body parameters", "request body parameter", "request body"],
    ),
    (
        TableKind::FormData,
        &["请求formdata参数", "formdata参数", "request formdata parameters", "formdata parameters"],
    ),
    (
        TableKind::ResponseHeader,
        &["响应header参数", "response header parameters", "response header parameter", "response headers"],
    ),
    (
        TableKind::ResponseBody,
        &["响应body参数", "response body parameters", "response body parameter", "response body"],
    ),
    (
        TableKind::Parameters,
        &[
            "参数说明",
            "请求参数",
            "响应参数",
            "parameters",
            "parameter description",
            "parameter descriptions",
            "request parameters",
            "request parameter",
            "response parameters",
            "response parameter",
            "request parameter description",
            "request parameter descriptions",
            "response parameter description",
            "response parameter descriptions",
            "parameters description",
            "description of parameters",
        ],
    ),
];

/// Words that the titles of a model's table have besides its name: `Description of the listener field`.
const FILLERS: [&str; 20] = [
    "a",
    "attributes",
    "data",
    "description",
    "descriptions",
    "element",
    "elements",
    "field",
    "fields",
    "format",
    "in",
    "object",
    "objects",
    "of",
    "parameter",
    "parameters",
    "structure",
    "table",
    "the",
    "array",
];

/// Returns true if a word of a table's title is not part of a model's name.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word.to_lowercase().as_str())
}

/// Kind of the table with that title (without its number).
pub(super) fn table_kind(title: &str) -> TableKind {
    let is_identifier = title.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && title.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    if title.is_empty() {
        return TableKind::Untitled;
    }
    let other = if is_identifier { TableKind::Model } else { TableKind::Unknown };
    find(&TABLES, &title.to_lowercase()).unwrap_or(other)
}

/// The title after a table's number: `表1 路径参数`, `Table 1 Path Parameters`, `Table 3-1: Path Parameters`.
pub(super) fn table_title(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('表').or_else(|| line.strip_prefix("Table"))?.trim_start();
    let mut title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    // `3-1` is the first table of a chapter.
    if let Some(behind) = title.strip_prefix(['-', '.'])
        && behind.starts_with(|c: char| c.is_ascii_digit())
        && title.len() < rest.len()
    {
        title = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    // `Table 1 describes the parameters.` is a sentence.
    let is_sentence =
        ["describes ", "lists ", "shows "].iter().any(|verb| title.trim_start().starts_with(verb));
    (title.len() < rest.len() && !is_sentence).then(|| title.trim_start_matches([':', '-', '.', ' ']).trim())
}

/// The status of a line such as `状态码:200` or `Status code: 200`.
pub(super) fn status(line: &str) -> Option<u16> {
    let line = line.to_lowercase();
    let rest = ["状态码", "status code"].iter().find_map(|label| line.strip_prefix(label))?;
    let code = rest.trim_start().strip_prefix(':')?.trim();
    code.get(..3)?.parse().ok().filter(|code| (100..600).contains(code) && rest.len() < 12)
}

/// The date of a line such as `更新时间:2025-08-29 GMT+08:00` or `Updated on 2025-09-08 GMT+08:00`.
pub(super) fn date(line: &str) -> Option<&str> {
    let rest = ["更新时间", "Updated on", "Updated"].iter().find_map(|label| line.strip_prefix(label))?;
    let date = rest.trim_start_matches([':', ' ']).get(..10)?;
    let is_date = date.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_date.then_some(date)
}

/// Words for an empty part.
pub(super) fn says_nothing(text: &str) -> bool {
    let text = text.trim_matches(['.', '。', ' ', '|', '"', '\\']).to_lowercase();
    ["", "不涉及", "无", "n/a", "na", "none", "not involved", "null", "-"].contains(&text.as_str())
}

/// Returns true if a sentence says that its subject is deprecated.
pub(super) fn says_deprecated(text: &str) -> bool {
    let text = text.to_lowercase();
    ["已废弃", "已弃用", "deprecated", "不再推荐使用", "please do not use it"]
        .iter()
        .any(|word| text.contains(word))
}

/// The entry that has the text among its words.
pub(super) fn find<T: Copy>(table: &[(T, &[&str])], text: &str) -> Option<T> {
    table.iter().find(|(_, words)| words.contains(&text)).map(|(found, _)| *found)
}
