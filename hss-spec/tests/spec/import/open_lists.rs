//! Descriptions in the vendor's manner that state no closed set, and some that state a set or a bound.

use hss_spec::model::ConstraintKind;

use super::description::read;
use super::no_invented_fact::nothing_is_refused;

#[test]
fn a_list_that_says_that_it_is_not_complete_is_open() {
    nothing_is_refused(&[
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\nThe value can be on, off, or a lamp mode ID.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\nN/A. For example, on or off.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n- on: lit\n- off: dark\nOther values are reserved for future use.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n- on: lit\n- off: dark\nThe values vary depending on the lamp.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n- on: lit\n- off: dark\nMore values will be supported.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n- on: lit\n- off: dark\nThe value is case-insensitive.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n1 to 64 characters. If the lamp is smart, up to 128 characters.\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\nA UUID of 32 characters or a name of 1 to 64 characters\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\nGreater than 0. Recommended: 1 to 100\n**Default Value**\nN/A",
            "integer",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n1 to 100 for LED, 1 to 50 for CFL\n**Default Value**\nN/A",
            "integer",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\nThe value is a multiple of 8 from 8 to 64.\n**Default Value**\nN/A",
            "integer",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n1 to 36 characters for each\n**Default Value**\nN/A",
            "[string]",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\non (default), off, or blank\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\n1.0 to 3.0\n**Default Value**\nN/A",
            "string",
        ),
        (
            "**Definition**\nLamp\n**Constraints**\nN/A\n**Range**\nS (small), M (medium), L (large), or a custom size\n**Default Value**\nN/A",
            "string",
        ),
        ("**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-10级 **默认取值**： 不涉及", "string"),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1：周一 2：周二 ... 7：周日 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 - 不填：全部 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 - 空：全部 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 说明：v2接口还支持dim **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 以控制台为准 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 可组合使用，如on|off **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 不区分大小写 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 支持模糊匹配 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - on：开 - off：关 更多状态请参考灯状态 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 可选on、off，也可传灯模式ID **默认取值**： 不涉及",
            "string",
        ),
        ("灯状态，如on（开）、off（关）。", "string"),
        ("灯状态（on/off/dim等）。", "string"),
        ("若不指定，则默认为on；取值为on时灯亮，取值为off时灯灭。", "string"),
        ("灯类型。华北区取值为led、cfl。", "string"),
        ("灯类型。响应中的取值为led、cfl。", "string"),
        ("灯类型。除led、cfl外的取值均可。", "string"),
        ("Lamp type. Invalid values: LED, CFL", "string"),
        ("Lamp type. The value can be LED or CFL by default.", "string"),
        ("Lamp type. The value can be LED or CFL in Region A.", "string"),
        ("Lamp type. In responses, the value can be LED or CFL.", "string"),
        ("Lamp type. The lamp state can be ON or OFF.", "string"),
        ("Lamp type. Possible values include LED and CFL.", "string"),
        ("Lamp type. Possible values are LED, CFL, and others.", "string"),
        ("灯数，旧版本取值范围为1-10。", "integer"),
        ("灯数，取值范围不含1-10。", "integer"),
        ("灯数。测试环境取值范围：1-10", "integer"),
        ("灯数。灯组数取值范围为1-10。", "integer"),
        ("灯名。前缀长度为1-10个字符。", "string"),
        ("灯名。系统生成的名称长度为1-10个字符。", "string"),
        ("灯名。显示时不超过10个字符。", "string"),
        ("Number of lamps. The old value range is 1 to 10.", "integer"),
        ("Number of lamps. The value cannot range from 1 to 10.", "integer"),
        ("Number of lamps. The value does not range from 1 to 10.", "integer"),
        ("Number of lamps. Before version 2, the value ranges from 1 to 10.", "integer"),
        ("Number of lamps. The value ranges from 1 to 10 before version 2.", "integer"),
        ("Number of lamps. The value ranges from 1 to 10 in Region A.", "integer"),
        ("Number of lamps. The default value ranges from 1 to 10.", "integer"),
        ("Number of lamps. The number of rooms ranges from 1 to 10.", "integer"),
    ]);
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
