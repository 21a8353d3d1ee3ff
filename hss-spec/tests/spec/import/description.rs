//! Descriptions become constraints and attributes; unclear sentences become none.

use hss_spec::import::description::{Statements, statements};
use hss_spec::model::{Enumeration, Format, Type};
use hss_spec::place::Place;

pub(super) fn read(description: &str, ty: &str) -> Statements {
    read_named("field", description, ty)
}

pub(super) fn read_named(name: &str, description: &str, ty: &str) -> Statements {
    let ty: Type = ty.parse().expect("a type");
    statements(name, description, &ty, &|line| Place::line(&"page".into(), line + 1), false)
}

/// Constraints that a value-range section states for a field of that type, in one line.
pub(super) fn of_range(section: &str, ty: &str) -> String {
    summary(&read(
        &format!("**参数解释**： 说明 **约束限制**： 不涉及 **取值范围**： {section} **默认取值**： 不涉及"),
        ty,
    ))
}

pub(super) fn of_explanation(description: &str, ty: &str) -> String {
    summary(&read(description, ty))
}

pub(super) fn summary(statements: &Statements) -> String {
    let mut words = Vec::new();
    for (kind, sources) in statements.constraints.iter() {
        words.extend(sources.page.as_ref().map(|constraint| format!("{} {constraint}", kind.name())));
    }
    words.extend(statements.default.as_ref().map(|default| format!("default {default}")));
    words.extend(statements.values.as_ref().map(listed));
    words.extend(statements.unit.as_ref().map(|unit| format!("unit {unit}")));
    words
        .extend(statements.format.filter(|format| *format == Format::TimestampMs).map(|_| "time".to_owned()));
    words.extend(statements.deprecated.then(|| "deprecated".to_owned()));
    words.extend((!statements.not_understood.is_empty()).then(|| "unclear".to_owned()));
    words.join("; ")
}

fn listed(values: &Enumeration) -> String {
    let names: Vec<&str> = values.values.iter().map(|value| value.value.as_str()).collect();
    let open = if values.open { " …" } else { "" };
    let range = values.range.map(|range| format!(" {range}")).unwrap_or_default();
    format!("{}{range} {}{open}", values.kind.name(), names.join("|"))
}

pub(super) fn check(table: &[(&str, &str, &str)], read: fn(&str, &str) -> String) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(description, ty, expected)| read(description, ty) != *expected)
        .map(|(description, ty, expected)| {
            format!("{ty} `{description}`\n  expected: {expected}\n  found:    {}", read(description, ty))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ranges_of_numbers() {
    check(
        &[
            ("取值10-200", "integer", "range 10..=200"),
            ("取值范围10-200", "integer", "range 10..=200"),
            ("取值为0到100。", "integer", "range 0..=100"),
            ("0到100", "integer", "range 0..=100"),
            ("0~128", "integer", "range 0..=128"),
            ("０－１００", "integer", "range 0..=100"),
            ("8 - 26", "integer", "range 8..=26"),
            ("[10,200]", "integer", "range 10..=200"),
            ("整数取值[10,200]", "integer", "range 10..=200"),
            ("最小值0，最大值2000000", "integer", "range 0..=2000000"),
            ("最小值：-1，最大值：99999", "integer", "range -1..=99999"),
            ("最小值-840，最大值720", "integer", "range -840..=720"),
            ("最小值0，最大值2^63-1", "long", "range 0..=9223372036854775807"),
            ("-1到100", "integer", "range -1..=100"),
            ("取值范围-1-99999", "integer", "range -1..=99999"),
            ("取值为-1或1-99999", "integer", "range -1..=99999"),
            ("取值0-2147483647；单位：个", "integer", "range 0..=2147483647"),
            ("取值0-10", "number", "range 0..=10"),
            ("取值0-0.5", "number", "range 0..=0.5"),
            ("0-1000，0表示不限制。", "integer", "range 0..=1000"),
            ("取值0-9223372036854775807（约9EB）", "long", "range 0..=9223372036854775807"),
            ("非负整数，最小值0；单位：台", "integer", "range 0.."),
            (
                "取值0-9223372036854775807 ms（UTC时区，1970-01-01 00:00:00起）",
                "long",
                "range 0..=9223372036854775807; time",
            ),
            ("- 0-100：进度", "integer", "range 0..=100"),
        ],
        of_range,
    );
}

#[test]
fn lengths_of_texts() {
    check(
        &[
            ("字符长度1-256位", "string", "length 1..=256"),
            ("字符长度1 - 256位", "string", "length 1..=256"),
            ("字符长度0-128", "string", "length 0..=128"),
            ("字符长度0~128位", "string", "length 0..=128"),
            ("字符长度13位", "string", "length 13..=13"),
            ("字符串长度36位", "string", "length 36..=36"),
            ("最大长度255个", "string", "length ..=255"),
            ("最大长度255个unicode字符。", "string", "length ..=255"),
            ("字符范围0-64", "string", "length 0..=64"),
            ("1-256个字符", "string", "length 1..=256"),
            ("minLength: 1 maxLength: 32", "string", "length 1..=32"),
            ("字符长度64位（SHA256哈希）", "string", "length 64..=64"),
            ("字符长度1-200位", "[string]", "length 1..=200"),
            // A remark on what the text looks like is reported, and leaves the length as it is.
            ("字符长度1-64位，支持字母与数字", "string", "length 1..=64; unclear"),
            ("字符长度1-64位，为空表示没有", "string", "length 0..=64"),
        ],
        of_range,
    );
}

#[test]
fn sizes_of_lists() {
    check(
        &[
            ("最少0条，最多10000条", "[Item]", "items 0..=10000"),
            ("最小值0，最大值1000", "[Item]", "items 0..=1000"),
            ("最小值0，最大值1000", "[string]", "items 0..=1000"),
            ("1-1000个实例ID", "[string]", "items 1..=1000"),
            ("取值0-200个对象", "[Item]", "items 0..=200"),
            ("白名单数量范围0-1000", "[string]", "items 0..=1000"),
            ("列表长度为1-200", "[string]", "items 1..=200"),
            ("不超过100条", "[string]", "items ..=100"),
            // It could be the numbers themselves that are meant.
            ("最小值0，最大值31", "[integer]", "unclear"),
            ("取值0-23", "[string]", "unclear"),
            ("0-23", "[string]", "unclear"),
            ("数组长度0-limit（每页显示个数）", "[Item]", ""),
        ],
        of_range,
    );
}

#[test]
fn patterns_that_a_line_states_whole() {
    let stated = [
        ("名称。\n正则表达式：^[a-z]{1,8}$", "string", "pattern ^[a-z]{1,8}$"),
        ("A name.\nRegular expression: `^[a-z]+$`.", "[string]", "pattern ^[a-z]+$"),
        ("Pattern: ^a$", "integer", ""),
        ("The name must match the pattern ^a$", "string", ""),
        ("Pattern: letters and digits", "string", ""),
        ("Pattern: ^[a-z]+", "string", ""),
    ];
    for (description, ty, expected) in stated {
        assert_eq!(of_explanation(description, ty), expected, "{description}");
    }
}

#[test]
fn lists_of_texts() {
    let expected = "string local|registry";
    for spelling in [
        "- local：本地。 - registry：仓库。",
        "- local : 本地 - registry : 仓库",
        "-local：本地 -registry：仓库",
        "• local:本地。 • registry:仓库。",
        "包含如下2种。 - local：本地。   - registry：仓库。",
        "- local 本地仓库 - registry  远端",
        "- local:：本地 - registry：仓库",
        "- local - registry",
        "- \\&quot;local\\&quot; : 本地 - \\&quot;registry\\&quot;: 仓库",
        "“local”（本地）、“registry”（仓库）",
        "枚举值为“local”（本地）、“registry”（仓库）",
        "local（本地）、registry（仓库）",
        "local、registry",
        "local或者registry",
        "local：本地 registry：仓库",
    ] {
        assert_eq!(of_range(spelling, "string"), expected, "{spelling}");
    }
    check(
        &[
            ("- Paper Shade：纸罩 - Silk：绢罩", "string", "string Paper Shade|Silk"),
            ("- a.b-c：一 - d_e：二 字符长度1-32", "string", "length 1..=32; string a.b-c|d_e"),
            ("- UTC+05:00 - UTC+06:00 ...", "string", "string UTC+05:00|UTC+06:00 …"),
            ("paper（纸）、silk（绢）等", "string", "string paper|silk …"),
            ("包含如下3种。 - a：一 - b：二", "string", "string a|b …"),
            ("如果是主机，包含如下： - a：一 - b：二", "string", "string a|b …"),
            ("当前包含如下： - a：一 - b：二", "string", "string a|b"),
            ("- a：一 - b：二", "[string]", "string a|b"),
            // Lists of other things than values are not read.
            ("- 不传默认为全部 - a：一", "string", "unclear"),
            ("- 值由另一接口返回：/v5/risks", "string", "unclear"),
            ("IPv4格式（长度7-15位）、IPv6格式（长度15-39位）", "string", "unclear"),
            ("只支持risk_num", "string", "unclear"),
            ("IPv4或IPv6", "string", "unclear"),
            ("letters, digits", "string", "unclear"),
            ("1,3", "string", "unclear"),
        ],
        of_range,
    );
}

#[test]
fn lists_of_numbers() {
    check(
        &[
            ("- 1：高 - 2：中 - 3：低", "integer", "integer 1|2|3"),
            ("- -1 ：失败 - 0 ：未启动", "integer", "integer -1|0"),
            ("0（未使用）、1（已使用）", "integer", "integer 0|1"),
            ("- 0：无。 - 0x0f：红。 - 0xf0：金。", "integer", "flags 0|0x0f|0xf0"),
            ("- 100：完成。 - 0-100：进度。 - -1：终止。", "integer", "codes 0..=100 100|-1 …"),
            ("0（成功）、非0（失败）", "integer", "unclear"),
            ("- a：一 - b：二", "integer", "unclear"),
        ],
        of_range,
    );
}

#[test]
fn what_is_no_constraint() {
    for nothing in ["不涉及", "不涉及。", "N/A", "无", "None", "-", ""] {
        for ty in ["string", "integer", "boolean", "[string]", "[Item]"] {
            assert_eq!(of_range(nothing, ty), "", "{nothing} of {ty}");
        }
    }
    for either in [
        "true或者false",
        "true（是）、false（否）",
        "- true：是。 - false：否。",
        "true: 是 false: 否",
        "true/false",
        "-true：是。 -false：否。",
    ] {
        assert_eq!(of_range(either, "boolean"), "", "{either}");
    }
}

#[test]
fn what_is_unclear_bounds_nothing() {
    check(
        &[
            // Digits or values? Characters of what?
            ("取值0-5位", "integer", "unclear"),
            ("字符长度1-65535", "integer", "unclear"),
            ("取值0-32", "string", "unclear"),
            ("最小值0，最大值64", "string", "unclear"),
            // One text with several values in it.
            ("单个编号字符长度1-36位 批量查询编号个数1-100个 采用逗号分割", "string", "unclear"),
            // Two numbers that contradict each other.
            ("字符长度0-128位，目录长度不得超过256个字符。", "string", "unclear"),
            ("最小值0，最大值10，最大值20", "integer", "unclear"),
            ("最大值10，最大值20，最大值30", "integer", "unclear"),
            ("(0,100]", "integer", "unclear"),
            ("（0,100）", "integer", "unclear"),
            ("[0,100)", "integer", "unclear"),
            ("大于0", "integer", "unclear"),
            ("取值0-100万", "integer", "unclear"),
            ("当类型为a时，取值1-10", "integer", "unclear"),
            ("取值1-10（类型为a时）", "integer", "unclear"),
            ("取值1-10，如果类型为b，则不限", "integer", "unclear"),
            ("取值200-10", "integer", "unclear"),
            // More than the text says it allows.
            ("1-100（-1表示不限制）", "integer", "unclear"),
            ("取值0-18446744073709551615", "integer", "unclear"),
            ("取值0-1.5", "integer", "unclear"),
            ("详见功能介绍", "string", "unclear"),
            // One end is clear, the other isn't.
            ("最小值0，2147483647", "integer", "range 0..; unclear"),
        ],
        of_range,
    );
}

#[test]
fn english_sections() {
    let read = |section: &str, ty: &str| {
        of_explanation(
            &format!("**Definition** Text **Constraints** N/A **Range** {section} **Default Value** N/A"),
            ty,
        )
    };
    let table = [
        ("The value can contain 1 to 256 characters.", "string", "length 1..=256"),
        ("The value can contain 1 to 32,768 characters.", "string", "length 1..=32768"),
        ("Length: 1 to 256 characters", "string", "length 1..=256"),
        ("A maximum of 64 characters", "string", "length ..=64"),
        ("The value range is 0 to 2,000,000.", "integer", "range 0..=2000000"),
        ("Value range: 10-200", "integer", "range 10..=200"),
        ("Minimum: 0", "integer", "range 0.."),
        ("Minimum: 0 Maximum: 100", "integer", "range 0..=100"),
        ("Minimum: 0\n\nMaximum: 100", "integer", "range 0..=100"),
        ("- local: local image - registry: repository image", "string", "string local|registry"),
        (
            "The options are as follows:\n• local: local image\n• registry: repository image",
            "string",
            "string local|registry",
        ),
        ("- Note: only for local images - registry: repository image", "string", "unclear"),
        ("- 0: none - 0x0f: red", "integer", "flags 0|0x0f"),
        ("N/A", "integer", ""),
    ];
    for (section, ty, expected) in table {
        assert_eq!(read(section, ty), expected, "{ty} `{section}`");
    }
}

#[test]
fn defaults() {
    let read =
        |section: &str, ty: &str| of_explanation(&format!("**参数解释** 说明 **默认取值** {section}"), ty);
    let table = [
        ("默认为0", "integer", "default 0"),
        ("10", "integer", "default 10"),
        ("-1", "integer", "default -1"),
        ("0，表示公共分组（default）。", "string", "default 0"),
        ("registry", "string", "default registry"),
        ("silk：绢", "string", "default silk"),
        ("False", "boolean", "default false"),
        ("The default value is 0.", "integer", "default 0"),
        ("0: public group.", "string", "default 0"),
        ("无", "string", ""),
        ("无（不筛选）", "boolean", ""),
        ("无，不修改", "string", ""),
        ("不涉及，不填即全部", "string", ""),
        ("N/A", "integer", ""),
        ("正序排序", "string", "unclear"),
        ("10，若种类为b则为20", "integer", "unclear"),
        // A default that is not of the type is not read.
        ("host", "integer", "unclear"),
        ("10", "boolean", "unclear"),
        ("0.5", "integer", "unclear"),
    ];
    for (section, ty, expected) in table {
        assert_eq!(read(section, ty), expected, "{ty} `{section}`");
    }
}

#[test]
fn paragraphs_without_sections() {
    check(
        &[
            ("灯罩，包含如下:   - paper_shade : 纸   - silk ：绢", "string", "string paper_shade|silk"),
            ("状态   - fixed : 修好   - failed : 失败", "string", "string fixed|failed …"),
            ("系统，包含如下2种。 - Linux - Windows", "string", "string Linux|Windows"),
            ("类型 | a:一 b:二", "string", "string a|b …"),
            ("风险 | 0:无 0x0f:全部", "integer", "flags 0|0x0f …"),
            ("内容，取值包含：asset,vul", "[string]", "string asset|vul"),
            ("每页条数，默认为10", "integer", "default 10"),
            ("默认10", "integer", "default 10"),
            ("灯笼分组默认取值为“0”，表示公共分组。", "string", "default 0"),
            ("偏移量，取值范围为大于或等于0，默认0", "integer", "range 0..; default 0"),
            ("密码\n最小长度：8\n最大长度：26", "string", "length 8..=26"),
            ("灯笼，字符长度1-64位", "string", "length 1..=64"),
            ("点灯速度 单位：个/h | 0 不限", "integer", "unit items per hour"),
            ("范围 单位：天 | 0 全部 1 3 7", "integer", "unit days"),
            ("点灯日期（1-28；按周时，1-7代表星期）", "integer", ""),
            ("协议，举例如下 -TCP,默认TCP -UDP", "string", ""),
            ("默认点亮的灯笼", "string", ""),
            ("默认降序排序", "string", ""),
            ("灯笼类型。（该字段已废弃）", "string", "deprecated"),
            ("Mode. ro: read only; rw: read and write. rw is deprecated.", "string", ""),
            ("Mode. It is deprecated.", "string", "deprecated"),
            ("Mode. This parameter is deprecated.", "string", "deprecated"),
            ("模式，rw已废弃", "string", ""),
        ],
        of_explanation,
    );
}

#[test]
fn a_sentence_that_names_the_field_is_about_it() {
    let text = "Finds lanterns that burn these. The fuel can be **OIL**, **GAS**, or **WAX**.";
    for (name, count) in [("fuel", 3), ("lantern_fuel", 3), ("Fuel", 3), ("wick", 0), ("refuel", 0)] {
        let values = read_named(name, text, "string").values;
        assert_eq!(values.map_or(0, |values| values.values.len()), count, "{name}");
    }
}
