//! Descriptions in the vendor's manner that state no bound and no closed set, and some that do. The worst that an import can
//! do is to refuse what the service accepts.

use hss_spec::import::description::statements;
use hss_spec::model::{Constraint, ConstraintKind, Source, Type};
use hss_spec::place::Place;

use super::description::{read, read_named, summary};

/// The values that a description would have a client refuse, in words; empty if any value passes.
fn refused(description: &str, ty: &str) -> String {
    let ty: Type = ty.parse().expect("a type");
    let found = statements("field", description, &ty, &|_| Place::default(), false);
    let bounds = found.constraints.iter().filter_map(|(_, sources)| sources.get(Source::Page));
    let mut refused: Vec<String> = bounds.map(Constraint::to_string).collect();
    refused.extend(found.values.filter(|values| !values.open).map(|_| "a closed set".to_owned()));
    refused.join(", ")
}

/// Descriptions of which nothing may be refused: what they are of, a type, and the words with `\\n` for a line break.
const NO_BOUNDS: &str = include_str!("../../no_bounds.tsv");

#[test]
fn nothing_is_refused_that_a_description_does_not_certainly_exclude() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in NO_BOUNDS.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(_), Some(ty), Some(text)) = (columns.next(), columns.next(), columns.next()) else {
            panic!("{line}")
        };
        count += 1;
        let refused = refused(&text.replace("\\n", "\n"), ty);
        if !refused.is_empty() {
            wrong.push(format!("{text}: {refused}"));
        }
    }
    assert!(count > 310, "{count} descriptions");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Descriptions that state a bound or a set: a type, the field's name, the words, and what is read.
const STATED: &str = include_str!("../../stated_bounds.tsv");

#[test]
fn what_a_description_states_is_read() {
    let mut wrong = Vec::new();
    for line in STATED.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [ty, name, text, expected] = columns.as_slice() else { panic!("{line}") };
        let mut found = summary(&read_named(name, &text.replace("\\n", "\n"), ty));
        found.truncate(found.trim_end_matches("unclear").trim_end_matches("; ").len());
        if found != *expected {
            wrong.push(format!("{text}: {found}, expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn plain_words_are_enforced() {
    let stated = |kind: ConstraintKind, text: &str, ty: &str| {
        read(text, ty).constraints.page(kind).map(ToString::to_string).unwrap_or_default()
    };
    for (text, ty, kind, expected) in [
        (
            "**参数解释**： 灯名 **约束限制**： 不涉及 **取值范围**： 字符长度1-64位 **默认取值**： 不涉及",
            "string",
            ConstraintKind::Length,
            "1..=64",
        ),
        (
            "**参数解释**： 亮度 **约束限制**： 不涉及 **取值范围**： 最小值0，最大值100 **默认取值**： 50",
            "integer",
            ConstraintKind::Range,
            "0..=100",
        ),
        (
            "**参数解释**： 亮度 **约束限制**： 不涉及 **取值范围**： 0-100 **默认取值**： 10",
            "integer",
            ConstraintKind::Range,
            "0..=100",
        ),
        (
            "**参数解释**： 灯ID列表 **约束限制**： 不涉及 **取值范围**： 数组长度1-200 **默认取值**： 不涉及",
            "[string]",
            ConstraintKind::Items,
            "1..=200",
        ),
        ("每页显示个数，取值范围：10-200，默认为10。", "integer", ConstraintKind::Range, "10..=200"),
        (
            "偏移量：指定返回记录的开始位置，必须为数字，取值范围为大于或等于0，默认0",
            "integer",
            ConstraintKind::Range,
            "0..",
        ),
        ("灯名称。长度范围为1到64个字符。", "string", ConstraintKind::Length, "1..=64"),
        ("灯名称，最大长度255个字符。", "string", ConstraintKind::Length, "..=255"),
        ("端口，取值范围为1-65535。", "integer", ConstraintKind::Range, "1..=65535"),
        ("端口，取值范围：[1,65535]。", "integer", ConstraintKind::Range, "1..=65535"),
        ("描述信息，不超过255个字符。", "string", ConstraintKind::Length, "..=255"),
        ("灯ID列表，最多100个。", "[string]", ConstraintKind::Items, "..=100"),
        ("延迟。单位：秒。取值范围：1~3600。", "integer", ConstraintKind::Range, "1..=3600"),
        ("权重，取值范围是0至256，缺省值为1。", "integer", ConstraintKind::Range, "0..=256"),
        (
            "**参数解释**： 灯名 **约束限制**： 不涉及 **取值范围**： 1-128个字符 **默认取值**： 不涉及",
            "string",
            ConstraintKind::Length,
            "1..=128",
        ),
        (
            "**参数解释**： 灯数 **取值范围**： 最小值1 **默认取值**： 不涉及",
            "integer",
            ConstraintKind::Range,
            "1..",
        ),
        (
            "**参数解释**： 灯数 **取值范围**： 大于等于0 **默认取值**： 0",
            "integer",
            ConstraintKind::Range,
            "0..",
        ),
        (
            "**参数解释**： 灯数 **取值范围**： 不超过50 **默认取值**： 不涉及",
            "integer",
            ConstraintKind::Range,
            "..=50",
        ),
        (
            "**参数解释**： 电压 **取值范围**： 0.5-12.5 **默认取值**： 5.5",
            "number",
            ConstraintKind::Range,
            "0.5..=12.5",
        ),
        (
            "**参数解释**： 列表 **取值范围**： 1-20个 **默认取值**： 不涉及",
            "[string]",
            ConstraintKind::Items,
            "1..=20",
        ),
        (
            "Specifies the lamp name. The name contains 1 to 64 characters.",
            "string",
            ConstraintKind::Length,
            "1..=64",
        ),
        ("Lamp name. The value contains 1 to 64 characters.", "string", ConstraintKind::Length, "1..=64"),
        (
            "Specifies the brightness. The value ranges from 0 to 100.",
            "integer",
            ConstraintKind::Range,
            "0..=100",
        ),
        (
            "**Definition**\nLamp name\n**Constraints**\nN/A\n**Range**\n1 to 64 characters\n**Default Value**\nN/A",
            "string",
            ConstraintKind::Length,
            "1..=64",
        ),
        (
            "**Definition**\nBrightness\n**Constraints**\nN/A\n**Range**\n0-100\n**Default Value**\n50",
            "integer",
            ConstraintKind::Range,
            "0..=100",
        ),
        (
            "**Definition**\nIDs\n**Range**\n1 to 10 items\n**Default Value**\nN/A",
            "[string]",
            ConstraintKind::Items,
            "1..=10",
        ),
        ("Lamp port.\nMinimum: 1\nMaximum: 65535", "integer", ConstraintKind::Range, "1..=65535"),
        ("Enter 1 to 64 characters.", "string", ConstraintKind::Length, "1..=64"),
        ("Lamp name, which contains a maximum of 50 characters.", "string", ConstraintKind::Length, "..=50"),
        ("Port number, which ranges from 1 to 65535.", "integer", ConstraintKind::Range, "1..=65535"),
        (
            "Specifies the timeout, in seconds. The value ranges from 1 to 3600, and the default value is 60.",
            "integer",
            ConstraintKind::Range,
            "1..=3600",
        ),
        (
            "Number of records on each page. Value range: 1-1000. Default value: 20",
            "integer",
            ConstraintKind::Range,
            "1..=1000",
        ),
    ] {
        assert_eq!(stated(kind, text, ty), expected, "{text}");
    }
    for (text, ty, expected) in [
        (
            "**参数解释**： 状态 **约束限制**： 不涉及 **取值范围**： - on：开灯。 - off：关灯。 **默认取值**： on",
            "string",
            "on|off",
        ),
        (
            "**参数解释**： 状态 **约束限制**： 不涉及 **取值范围**： 包含如下2种： - on ：开灯 - off ：关灯 **默认取值**： 不涉及",
            "string",
            "on|off",
        ),
        ("灯类型，取值范围：led、cfl、hid。", "string", "led|cfl|hid"),
        ("灯类型。取值如下：\n- led：LED灯\n- cfl：节能灯", "string", "led|cfl"),
        ("灯级别，枚举值：\nlow：低\nhigh：高", "string", "low|high"),
        ("**参数解释**： 档位 **取值范围**： - 1：低 - 2：中 - 3：高 **默认取值**： 1", "integer", "1|2|3"),
        ("档位。取值范围：\n- 0：关\n- 1：开", "integer", "0|1"),
        (
            "Specifies the lamp type. The options are as follows:\n- LED: LED lamp\n- CFL: compact lamp",
            "string",
            "LED|CFL",
        ),
        ("Specifies the protocol. The value can be TCP or UDP.", "string", "TCP|UDP"),
        ("Specifies the lamp state. Valid values: on, off", "string", "on|off"),
        (
            "**Definition**\nState\n**Constraints**\nN/A\n**Range**\n- on: lamp is on\n- off: lamp is off\n**Default Value**\non",
            "string",
            "on|off",
        ),
        ("Lamp state. Enumerated values: on and off.", "string", "on|off"),
        ("灯色，可选值为：red、green、blue", "string", "red|green|blue"),
    ] {
        let values = read(text, ty).values.filter(|values| !values.open).expect(text);
        let values: Vec<String> = values.values.into_iter().map(|value| value.value).collect();
        assert_eq!(values.join("|"), expected, "{text}");
    }
}
