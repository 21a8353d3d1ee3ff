//! Descriptions in the vendor's manner that state no bound. The worst that an import can do is to refuse what the service
//! accepts.

use hss_spec::import::description::statements;
use hss_spec::model::{Constraint, Source, Type};
use hss_spec::place::Place;

/// The values that a description would have a client refuse, in words; empty if any value passes.
fn refused(description: &str, ty: &str) -> String {
    let ty: Type = ty.parse().expect("a type");
    let found = statements("field", description, &ty, &|_| Place::default(), false);
    let bounds = found.constraints.iter().filter_map(|(_, sources)| sources.get(Source::Page));
    let mut refused: Vec<String> = bounds.map(Constraint::to_string).collect();
    refused.extend(found.values.filter(|values| !values.open).map(|_| "a closed set".to_owned()));
    refused.join(", ")
}

pub(super) fn nothing_is_refused(descriptions: &[(&str, &str)]) {
    let wrong = descriptions.iter().map(|(text, ty)| (*text, refused(text, ty)));
    let wrong: Vec<(&str, String)> = wrong.filter(|(_, refused)| !refused.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_said_beside_a_value_is_no_bound() {
    nothing_is_refused(&[
        (
            "**参数解释**： 灯组名称 **约束限制**： 最多可创建200个灯组 **取值范围**： 不涉及 **默认取值**： 不涉及",
            "string",
        ),
        ("灯的IP地址，例如192.168.0.1、192.168.0.2。", "string"),
        ("每个用户最多可以创建50个灯组，数量从1开始计数。", "integer"),
        (
            "**参数解释**： 灯的状态 **约束限制**： 不涉及 **取值范围**： - on：开。 - off：关。 - 其他状态请参见灯状态说明。 **默认取值**： 不涉及",
            "string",
        ),
        ("灯型号。常见的取值有：LED、CFL、HID。", "string"),
        ("端口号。当protocol为TCP时，取值范围为1-65535；当protocol为ICMP时，取值范围为0-255。", "integer"),
        ("名称。建议长度不超过64个字符，以便在控制台完整显示。", "string"),
        ("灯的亮度，推荐取值范围为20-80。", "integer"),
        ("灯光颜色，可参考red、green、blue等颜色名。", "string"),
        ("重试次数，一般为1-3次。", "integer"),
        ("过滤条件，支持按name、status过滤，格式为key=value。", "string"),
        ("灯ID。获取方式请参见查询灯列表，响应体中id长度为32个字符。", "string"),
        (
            "**参数解释**： 排序字段 **约束限制**： 不涉及 **取值范围**： 灯列表中的任一字段，如name、created_at。 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 延时关灯 **约束限制**： 不涉及 **取值范围**： 大于0的整数，旧版本灯仅支持10-60 **默认取值**： 不涉及",
            "integer",
        ),
        ("版本号，从2.0版本开始支持v3；1.0-1.9版本的灯只支持v1和v2。", "string"),
        ("灯ID列表，单次请求建议不超过100个。", "[string]"),
        ("操作类型。管理员可以执行start、stop、delete，普通用户只能执行start。", "string"),
        ("灯的温度，正常工作温度为-20~60摄氏度。", "integer"),
        ("时区。默认与系统一致，如Asia/Shanghai、UTC。", "string"),
        ("灯所在的区域，目前已上线的区域有：华北-北京四、华东-上海一。", "string"),
        (
            "**参数解释**： 亮度模式 **约束限制**： 当type为smart时，可选值为auto、night；当type为plain时不生效。 **取值范围**： 不涉及 **默认取值**： 不涉及",
            "string",
        ),
        ("周期。单位为分钟时取值范围为5-60，单位为小时时取值范围为1-24。", "integer"),
        ("返回的灯的属性，用逗号分隔，可包含：name、id、color。", "string"),
        ("口令，长度为8-26位，实际可用长度取决于灯的型号。", "string"),
        ("分组数，取值范围：1-配额上限。", "integer"),
        ("功率上限，取值范围：10-灯的额定功率（默认100）。", "integer"),
        ("灯的描述。注：旧灯最多支持80个字符，新灯最多支持255个字符。", "string"),
        ("灯标签，键值对格式，键最大长度36个字符，值最大长度43个字符。", "string"),
        ("灯标签，键最大长度36个字符，最多10个标签。", "{string}"),
        ("开灯时间，格式为HH:mm，如08:30表示8点30分。", "string"),
        ("错误码，200-299表示成功，400-499表示请求有误。", "integer"),
        ("灯的等级。L1：一级灯，L2：二级灯，后续会陆续支持更多等级。", "string"),
        ("创建时间，1970-01-01到现在的毫秒数。", "long"),
        ("规格，例如：\n- s1：小灯\n- m1：中灯", "string"),
        ("该字段取值与灯类型有关：\n- 吸顶灯：A1、A2\n- 台灯：B1", "string"),
        ("灯编号，取值范围：0-100之外的值会被忽略。", "integer"),
        ("灯数量。取值为0时表示不限制，1-100表示限制的灯数，超过100按100处理。", "integer"),
        ("命令，可为：lampctl on <id>、lampctl off <id>。", "string"),
        ("Specifies the lamp name. It is recommended that the name contain 1 to 64 characters.", "string"),
        ("Specifies the brightness. Typical values are 10 to 90.", "integer"),
        ("Specifies the lamp type. Currently, LED and CFL are the most common types.", "string"),
        (
            "Specifies the timeout. If the type is fast, the value ranges from 1 to 10. If the type is slow, the value ranges from 10 to 600.",
            "integer",
        ),
        ("Specifies the lamp color, for example, red, green, or blue.", "string"),
        (
            "Specifies the number of lamps. You can create a maximum of 20 lamps at a time in a trial account.",
            "integer",
        ),
        ("Specifies the lamp ID. The name of the lamp group contains 1 to 32 characters.", "string"),
        ("Specifies the mode. The value can be auto, or any mode defined in the console.", "string"),
        (
            "Specifies the tag. The key contains a maximum of 36 characters and the value a maximum of 43 characters.",
            "string",
        ),
        (
            "Specifies the lamp IDs. Each ID contains 32 characters. A lamp group can have up to 50 lamps.",
            "[string]",
        ),
        (
            "Specifies the retention period. The value ranges from 1 to 7 for basic lamps and 1 to 30 for smart lamps.",
            "integer",
        ),
        (
            "Specifies the state. The following states are returned for a lamp being created: CREATING and PENDING.",
            "string",
        ),
        ("Specifies the port. Ports 1 to 1023 are reserved by the system.", "integer"),
        (
            "Specifies the version, in the format of x.y. Versions 1.0 to 1.9 are no longer maintained.",
            "string",
        ),
        (
            "Specifies the lamp type. The options are as follows, for reference only:\n- LED: LED lamp\n- CFL: compact lamp",
            "string",
        ),
        (
            "Specifies the sort key. The value can be any response field, such as name or created_at.",
            "string",
        ),
        (
            "Specifies the delay in seconds. Values smaller than 10 are rounded up to 10. The maximum is not limited.",
            "integer",
        ),
        (
            "Specifies the lamp name. Only letters, digits, and hyphens are allowed. A default name contains 8 characters.",
            "string",
        ),
        ("Specifies the page size. A value between 10 and 100 gives the best performance.", "integer"),
        (
            "Specifies the lamp group. By default, the value is default. Other groups must be created first.",
            "string",
        ),
        (
            "Specifies the policy. The value can be strict (recommended for new lamps), loose, or a policy ID.",
            "string",
        ),
        (
            "Specifies the quota. 0 indicates unlimited. The value ranges from 10 to 200 in other cases.",
            "integer",
        ),
    ]);
}

#[test]
fn a_bound_that_is_taken_back_is_none() {
    nothing_is_refused(&[
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-100（VIP用户为1-1000） **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-100，最大可申请扩大到1000 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 0-100，特殊值-1表示不限 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1~65535，0表示任意端口 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 支持的最大长度为64位，超出部分将被截断 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 字符范围：0-9 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 字符取值：0-9、A-F **默认取值**： 不涉及",
            "string",
        ),
        ("**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-100万 **默认取值**： 不涉及", "integer"),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 最大值为2的31次方减1 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 00:00-23:59 **默认取值**： 不涉及",
            "string",
        ),
        ("**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： -1,1-100 **默认取值**： 不涉及", "integer"),
        ("**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 10-100或0 **默认取值**： 不涉及", "integer"),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 10-100、200-300 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-24小时或1-7天 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-64个字符或为空 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 至少3种字符 **默认取值**： 不涉及",
            "string",
        ),
        ("灯数。最多返回100个。", "integer"),
        ("**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 仅支持led **默认取值**： 不涉及", "string"),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： - led：LED灯 - cfl：节能灯 - 自定义类型 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： led、cfl或灯型号ID **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 取值为led时表示LED灯 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 小于灯名长度 **默认取值**： 不涉及",
            "string",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-10（建议） **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-10，可通过工单调整 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 1-10，具体以灯规格为准 **默认取值**： 不涉及",
            "integer",
        ),
        (
            "**参数解释**： 灯 **约束限制**： 不涉及 **取值范围**： 视规格而定，1-10 **默认取值**： 不涉及",
            "integer",
        ),
        ("The value can contain 0-9, a-z, and hyphens (-).", "string"),
        ("The name contains 3 parts.", "string"),
        ("The value ranges from 1 to 100 by default.", "integer"),
        ("The value ranges from 1 to 100 in the current region.", "integer"),
        ("The value is 10 or a multiple of 10.", "integer"),
        ("The lamp type. Currently, the value can only be LED.", "string"),
        ("Lamp types, including but not limited to:\n- LED: a\n- CFL: b", "string"),
        ("The value can be an ID or all.", "string"),
        ("The value is -1 or ranges from 1 to 10.", "integer"),
        ("Value range: 1-10 (in GB) or 1024-10240 (in MB)", "integer"),
        ("A maximum of 10 thousand IDs are allowed.", "[string]"),
        ("It is left blank or contains 1 to 64 characters.", "string"),
        ("The value can be empty or contains 1 to 64 characters.", "string"),
        ("The old password contains 8 to 26 characters. The new one can be longer.", "string"),
        ("Lamp name. The lamp group name contains 1 to 64 characters.", "string"),
        ("Lamp ID. The ID of the room contains 36 characters.", "string"),
        ("The prefix contains 1 to 10 characters.", "string"),
        ("Each part contains 1 to 10 characters.", "string"),
        ("Up to 100 records are returned.", "integer"),
        ("The value must be greater than 10.", "integer"),
        ("The value ranges from 1 to 10 times per minute.", "integer"),
        ("The recommended value ranges from 1 to 10.", "integer"),
        ("Value range: 1 to 10 (recommended)", "integer"),
        ("Usually the value ranges from 1 to 10.", "integer"),
        ("The value generally ranges from 1 to 10.", "integer"),
        ("The value ranges from 1 to 10, depending on the lamp.", "integer"),
        ("Lamp size. Valid values: 1 to 10, auto", "string"),
        ("The returned value ranges from 1 to 10.", "integer"),
    ]);
}
