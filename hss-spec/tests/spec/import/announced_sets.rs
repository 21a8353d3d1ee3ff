//! Listed values are a closed set only where the text announces one and each line is one value.

use super::description::{check, of_explanation, of_range, read};

#[test]
fn an_announced_set_is_closed() {
    check(
        &[
            ("灯罩，取值如下： - silk：绢 - paper：纸", "string", "string silk|paper"),
            ("取值如下： - silk：绢，id值为灯的id - paper：纸", "string", "string silk|paper"),
            ("规格。取值为： - 1：小，最多100 - 2：中，最多200", "string", "string 1|2"),
            (
                "单位：ms。 包含如下取值： - 2000（低）。 - 4000（高）。",
                "integer",
                "integer 2000|4000; unit ms",
            ),
            (
                "The options are as follows:\n- **silk**: soft\n- **paper**: light",
                "string",
                "string silk|paper",
            ),
            ("The value can be **silk** or **paper**. It glows.", "string", "string silk|paper"),
            (
                "The value can be silk or paper. silk indicates soft light, and paper indicates warm light.",
                "string",
                "string silk|paper",
            ),
            (
                "The value can be **SILK** (soft light), **PAPER** (warm light), or **RICE_PAPER** (dim).",
                "string",
                "string SILK|PAPER|RICE_PAPER",
            ),
            (
                "Shade.\nOptions:\n- **silk**: soft\n- **paper**: light\nDefault: **silk**",
                "string",
                "default silk; string silk|paper",
            ),
        ],
        of_explanation,
    );
    let words = |text: &str| read(text, "string").values.and_then(|values| values.announced);
    assert_eq!(words("灯罩，取值如下： - silk：绢 - paper：纸").as_deref(), Some("取值如下"));
    assert_eq!(
        words("The options are as follows:\n- silk: a\n- paper: b").as_deref(),
        Some("the options are")
    );
    assert_eq!(words("**取值范围**： - silk：绢 - paper：纸").as_deref(), Some("取值范围"));
    assert_eq!(words("**Range** - silk: soft - paper: light").as_deref(), Some("Range"));
    assert_eq!(words("灯罩 - silk：绢 - paper：纸"), None);
}

#[test]
fn a_set_is_open_where_nothing_announces_it_or_a_line_is_more_than_a_value() {
    check(
        &[
            ("灯罩 - silk：绢 - paper：纸", "string", "string silk|paper …"),
            ("灯罩，取值如下： - silk：绢", "string", "string silk …"),
            (
                "当kind为lamp，支持如下操作： - ADD：加 - REMOVE/REDUCE：减",
                "string",
                "string ADD|REMOVE|REDUCE …",
            ),
            (
                "Lit or not. Options:\n- **0/false**: no\n- **1/true**: yes",
                "string",
                "string 0|false|1|true …",
            ),
            (
                "The options are as follows:\n- day: one\n- yyyyMMdd-yyyyMMdd: between two",
                "string",
                "string day …",
            ),
            (
                "有效的值：“silk”，“paper”，“rice”。 - “silk” 绢 - “paper” 纸",
                "string",
                "string silk|paper|rice …",
            ),
            ("取值如下： - lit：点亮，分为两种： - soft：柔和 - dim：暗", "string", "string lit|soft|dim …"),
        ],
        of_explanation,
    );
}

#[test]
fn lists_of_other_things_are_no_values() {
    check(
        &[
            (
                "取值范围： - 10.0.0.0/8 ~ 10.255.255.240/28 - 192.168.0.0/16 ~ 192.168.255.240/28",
                "string",
                "",
            ),
            ("脚本，方法如下： ``` echo -n \"text\" | base64 ```", "string", ""),
            (
                "标签值。 - “action”值为“create”时，该参数必选。 - “action”值为“delete”时，该参数可选。",
                "string",
                "",
            ),
            ("规格，如下规格仅供参考。 - lamp.1u：小 - lamp.2u：大", "string", ""),
            ("取值如下： - url/referer: - equal: 等于 - prefix: 前缀", "string", ""),
            ("参数，示例如下:{\"override\":true}。取值范围： - override: 覆盖 - skip: 跳过", "string", ""),
            ("标记。示例如下： ``` conditions: - type: a - type: b ``` 完", "string", ""),
            ("请求体包含如下字段： - id：编号 - size：大小", "string", ""),
            ("可选值由条件决定。一。二。三。四：如下 - type：条件", "string", ""),
        ],
        of_explanation,
    );
    check(
        &[
            ("- Lamp A副本实例取值为“Replica”。 - Lamp B实例取值为“Single”。", "string", "unclear"),
            ("- url/referer: - equal: 等于", "string", "unclear"),
        ],
        of_range,
    );
}

#[test]
fn deprecated_values_times_and_defaults() {
    check(
        &[
            ("状态。 取值“CURRENT”，表示主推。 取值“DEPRECATED”，表示为废弃版本。", "string", ""),
            ("端口ID。 取值为： - LB类型：一 - VIP类型：二（该取值类型已废弃）", "string", ""),
            (
                "The method.\nThe value can be **GET** or **POST**.\nThis parameter is unsupported. Please do not use it.",
                "string",
                "string GET|POST; deprecated",
            ),
            ("最大cpu时间，单位ms。", "integer", "unit ms"),
            ("点灯的平均处理时间，单位ms。", "integer", "unit ms"),
            ("到期时间，采用时间戳，默认毫秒", "integer", "time"),
            ("语言。默认值为“zh-cn：中文”。", "string", "default zh-cn"),
            ("个数。如果action为filter时，默认为1000。", "integer", ""),
            ("个数。不传该参数时，默认为10。", "integer", "default 10"),
            ("The default value is an empty string.", "string", "unclear"),
            ("The default value is null.", "string", "unclear"),
            ("The default value is all.", "string", "default all"),
            (
                "Host.\nDefault: **${host}**\nMinimum: **1**\nMaximum: **128**",
                "string",
                "length 1..=128; default ${host}",
            ),
            (
                "Old lamps: The default value is **v4**.\nNew lamps: the value can be **v6** or **v4**.\nDefault: **v6**",
                "string",
                "default v6",
            ),
            // A default that the text contradicts.
            ("**取值范围** - lamp：灯 - wick：芯 **默认取值** LAMP。", "string", "string lamp|wick; unclear"),
            (
                "**取值范围** - lamp：灯 - wick：芯 **默认取值** oil",
                "string",
                "default oil; string lamp|wick …",
            ),
            ("**取值范围** 取值1-100 **默认取值** 0", "integer", "default 0; unclear"),
            (
                "**取值范围** - lit：亮 - dim：暗 **默认取值** - 若有灯芯时为 lit。 - 否则为 dim。",
                "string",
                "string lit|dim; unclear",
            ),
        ],
        of_explanation,
    );
}

#[test]
fn bounds_in_english_sentences() {
    check(
        &[
            ("The name. The value contains a maximum of 255 characters.", "string", "length ..=255"),
            ("Lamp name. Enter 1 to 64 characters.", "string", "length 1..=64"),
            ("The lamp name can contain 1 to 64 characters, including letters.", "string", "length 1..=64"),
            ("The name cannot exceed 32 characters.", "string", "length ..=32"),
            ("The port. The port number ranges from 1 to 65535.", "integer", "range 1..=65535"),
            ("For old lamps, the port number ranges from 1 to 65535.", "integer", "unclear"),
            ("The name is a word of 3 characters of the alphabet.", "string", "unclear"),
            ("Each name contains 1 to 8 characters.", "[string]", "unclear"),
        ],
        of_explanation,
    );
}

#[test]
fn a_set_is_open_where_the_text_says_that_there_are_more_values() {
    check(
        &[
            ("灯罩，取值如下：\n- silk：绢\n- paper：纸\n也可以自定义名称", "string", "string silk|paper …"),
            ("灯罩，取值如下（包含但不限于）：\n- silk：绢\n- paper：纸", "string", "string silk|paper …"),
            (
                "Shade. The options include but are not limited to:\n- silk\n- paper",
                "string",
                "string silk|paper …",
            ),
            // The vendor's pages announce too few where values came later.
            ("灯罩，包含如下2种：\n- silk：绢\n- paper：纸\n- wood：木", "string", "string silk|paper|wood"),
            (
                "灯罩，包含如下3种：\n- silk：绢\n- paper：纸\n- custom：自定义",
                "string",
                "string silk|paper|custom",
            ),
        ],
        of_explanation,
    );
    check(
        &[
            ("- silk：绢\n- paper：纸\n后续可能新增", "string", "string silk|paper …; unclear"),
            ("- silk：绢\n- custom：自定义", "string", "string silk|custom"),
        ],
        of_range,
    );
}
