//! Descriptions: times, units, notes on unread text, and the text itself.

use hss_spec::import::description::statements;
use hss_spec::model::{EnumKind, Type};
use hss_spec::place::Place;

use super::description::{check, of_explanation, read, summary};

#[test]
fn points_in_time_and_units() {
    check(
        &[
            ("点灯时间，时间单位毫秒（ms）", "long", "time"),
            ("更新时间，毫秒", "integer", "time"),
            ("执行时间，单位毫秒", "integer", "unit ms"),
            ("扫描耗时，单位：毫秒", "long", "unit ms"),
            ("创建时间，毫秒", "string", ""),
            ("开始时间", "long", ""),
            ("保留时长，单位天。", "integer", "unit days"),
            ("偏移（单位：分钟）", "integer", "unit minutes"),
            ("取值0-10，单位为字节（bytes）", "integer", "range 0..=10; unit bytes"),
            ("数量，单位：个", "integer", ""),
        ],
        of_explanation,
    );
    // No present time fits into 32 bits of milliseconds.
    let statements =
        read("**参数解释** 创建时间，单位毫秒 **取值范围** 最小值0，最大值2147483547", "integer");
    assert_eq!(summary(&statements), "time; unclear");
}

#[test]
fn what_is_not_understood_has_its_line() {
    let description = "参数解释:\n\n说明\n\n取值范围:\n\n字符长度1-64位\n\n支持字母\n\n默认取值:\n\n正序";
    let statements = read(description, "string");
    let unclear: Vec<(u32, &str)> =
        statements.not_understood.iter().map(|unclear| (unclear.line, unclear.text.as_str())).collect();
    assert_eq!(unclear, [(8, "支持字母"), (12, "正序")]);
}

#[test]
fn a_text_of_several_values_has_neither_length_nor_closed_values() {
    let statements =
        read("**参数解释** 类型，多个以逗号分隔 **取值范围** - a：一 - b：二 字符长度1-8位", "string");
    assert_eq!(summary(&statements), "string a|b …");
}

#[test]
fn descriptions_are_kept_only_on_request() {
    let description = "**参数解释**： 说明 **取值范围**： - a：一。 - b";
    let dropped = read(description, "string");
    assert_eq!(
        (
            dropped.vendor_description,
            dropped.values.and_then(|values| values.values[0].vendor_description.clone())
        ),
        (None, None)
    );
    let kept = statements("field", description, &Type::String, &|_| Place::default(), true);
    let values = kept.values.expect("values");
    assert_eq!(kept.vendor_description.as_deref(), Some("说明"));
    assert_eq!(values.kind, EnumKind::String);
    let description: Vec<Option<&str>> =
        values.values.iter().map(|value| value.vendor_description.as_deref()).collect();
    assert_eq!(description, [Some("一。"), None]);
}
