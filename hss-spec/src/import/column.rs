//! Columns of tables of parameters, by their headings, and the marks of mandatory parameters.

use super::label::find;

/// A column of a table of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Required,
    Type,
    Description,
    /// The default value.
    Default,
    /// The range of values.
    Range,
    /// A known column that is not read.
    Other,
}

const COLUMNS: [(Column, &[&str]); 6] = [
    (
        Column::Name,
        &[
            "参数",
            "参数名",
            "参数名称",
            "名称",
            "字段",
            "字段名",
            "字段名称",
            "属性",
            "parameter",
            "parameter name",
            "name",
            "field",
            "field name",
            "attribute",
        ],
    ),
    (
        Column::Required,
        &[
            "是否必选",
            "是否必须",
            "是否必填",
            "是否必需",
            "必选",
            "必填",
            "必选/可选",
            "mandatory",
            "mandatory or not",
            "mandatory/optional",
            "required",
            "required or not",
        ],
    ),
    (
        Column::Type,
        &["参数类型", "类型", "数据类型", "字段类型", "type", "parameter type", "data type", "field type"],
    ),
    (
        Column::Description,
        &[
            "描述",
            "说明",
            "含义",
            "备注",
            "参数说明",
            "参数描述",
            "description",
            "parameter description",
            "meaning",
            "remarks",
        ],
    ),
    (Column::Default, &["默认值", "默认取值", "缺省值", "default", "default value"]),
    (Column::Range, &["取值范围", "value range", "range"]),
];

/// The column under that heading.
pub(super) fn column(heading: &str) -> Option<Column> {
    let heading = heading.trim().to_lowercase();
    // `Mandatory (Yes/No)`
    find(&COLUMNS, heading.split('(').next().unwrap_or(&heading).trim_end())
}

/// Returns true if a line of text marks a parameter as required.
pub(super) fn mark(line: &str) -> Option<bool> {
    match line {
        "是" | "Yes" | "yes" | "YES" => Some(true),
        "否" | "No" | "no" | "NO" => Some(false),
        _ => None,
    }
}

/// Returns true if a cell in the column of mandatory parameters marks one as required.
pub(super) fn mark_in_cell(cell: &str) -> Option<bool> {
    const MARKS: [(bool, &[&str]); 2] = [
        (true, &["是", "必选", "必须", "必填", "√", "yes", "y", "true", "mandatory", "required", "m"]),
        (false, &["否", "可选", "选填", "非必选", "×", "no", "n", "false", "optional", "o"]),
    ];
    find(&MARKS, &cell.trim_end_matches(['.', '。']).to_lowercase())
}

/// Names of the single row of a table that describes the elements of a bare list.
const ELEMENT_ROWS: [&str; 4] = ["[数组元素]", "[items]", "[array elements]", "[element]"];

/// Returns true if a row describes the elements of a bare list instead of a field.
pub(super) fn is_element_row(name: &str) -> bool {
    ELEMENT_ROWS.contains(&name.to_lowercase().as_str())
}
