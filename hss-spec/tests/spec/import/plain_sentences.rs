//! Constraints and attributes that one sentence states plainly, and sentences beside them that state none.

use super::description::{check, of_explanation, of_range};

#[test]
fn a_sentence_lists_values() {
    check(
        &[
            ("灯是否亮。取值：0表示灭，1表示亮", "integer", "integer 0|1"),
            ("灯的状态，取值：0代表灭、1代表亮、2代表暗", "integer", "integer 0|1|2"),
            ("亮度，取值为soft或dim", "string", "string soft|dim"),
            ("亮度，取值：soft（柔和）、dim（暗），默认为dim", "string", "default dim; string soft|dim"),
            ("亮度。枚举值：soft，dim", "string", "string soft|dim"),
            ("Shade. Options: silk (soft), paper (light)", "string", "string silk|paper"),
            (
                "Shade. Valid values: silk and paper. The default value is silk.",
                "string",
                "default silk; string silk|paper",
            ),
            ("Shade. The options are silk (soft) and paper (light).", "string", "string silk|paper"),
            ("Shade. The value can only be SILK or PAPER.", "string", "string SILK|PAPER"),
            ("Shade: silk | paper", "string", "string silk|paper …"),
            ("灯罩。取值：silk、paper等", "string", "string silk|paper …"),
            ("灯罩，取值范围：SILK/PAPER/RICE", "string", "string SILK|PAPER|RICE …"),
            ("灯罩，一般取值为silk或paper", "string", "string silk|paper …"),
            ("灯罩。取值：silk、paper。为空表示全部灯罩", "string", "string silk|paper …"),
            ("灯罩。取值：silk、null、paper", "string", "string silk|paper …"),
            ("取值：0表示灭，1表示亮，其他值预留", "integer", "integer 0|1 …"),
            ("取值：0（灭）、1（亮）、其他（未知）", "integer", "integer 0|1 …"),
            ("灯罩，可选值包括silk、paper等多种", "string", "string silk|paper …"),
            ("灯罩。枚举取值：silk（绢）、paper（纸）", "string", "string silk|paper"),
            ("取值：0表示不限制，1表示一盏", "integer", "integer 0|1 …"),
            ("灯罩，取值为silk或paper。取值为silk时灯光柔和。", "string", "string silk|paper"),
        ],
        of_explanation,
    );
    check(
        &[("0：灭；1：亮", "integer", "integer 0|1"), ("silk | paper", "string", "string silk|paper")],
        of_range,
    );
}

#[test]
fn a_sentence_lists_no_values_where_a_part_of_it_is_none() {
    check(
        &[
            ("取值：0表示不限制", "integer", ""),
            ("取值：0表示不限制，其他表示盏数", "integer", ""),
            ("取值：大于0表示亮，0表示灭", "integer", ""),
            ("取值：0表示灭，1表示亮，当kind为oil时还可为2", "integer", ""),
            ("亮度，0表示最亮，1表示次亮", "integer", ""),
            ("亮度，取值为soft或dim时，灯须有罩", "string", ""),
            ("当kind为oil时，取值为soft或dim", "string", ""),
            ("创建灯时该参数取值为soft或dim", "string", ""),
            ("TCP灯：取值为a1或b1；UDP灯：取值为c1或d1", "string", ""),
            ("灯的网址。灯罩图片格式的取值范围为：PNG、JPG。", "string", ""),
            ("取值为ID或名称", "string", ""),
            ("取值为IPv4或IPv6", "string", ""),
            ("Valid values: letters, digits, and underscores.", "string", ""),
            ("If the lamp is lit, valid values: soft, dim", "string", ""),
            ("The value can be 0 or a positive integer.", "integer", ""),
            ("Syntax: key | value pairs", "string", ""),
            ("Path to a picture. The extension can be JPG or PNG.", "string", ""),
            ("灯罩。注意事项如下：\n* silk\n* paper", "string", ""),
            ("Format: name | value", "string", ""),
        ],
        of_explanation,
    );
    check(&[("1,3", "integer", "unclear")], of_range);
}

#[test]
fn a_numbered_list_lists_values_only_where_it_is_announced() {
    check(
        &[
            ("灯罩。取值如下：\n1. silk：绢\n2. paper：纸", "string", "string silk|paper"),
            ("灯罩。取值如下：1、silk：绢 2、paper：纸", "string", "string silk|paper"),
            ("灯罩。取值如下：\n（1）silk：绢\n（2）paper：纸", "string", "string silk|paper"),
            ("灯罩。取值如下：\n1. silk：绢\n2. paper：纸\n3. 其他自定义值", "string", "string silk|paper …"),
            ("The options are as follows:\n1. silk: soft\n2. paper: light", "string", "string silk|paper"),
            ("请注意：\n1. silk：绢\n2. paper：纸", "string", ""),
            ("点灯步骤如下：\n1. 添油\n2. 点火", "string", ""),
            ("取值规则如下：\n1. 只能包含字母\n2. 不能以数字开头", "string", ""),
            ("亮度约1.5倍。取值如下：2.5", "string", ""),
        ],
        of_explanation,
    );
}

#[test]
fn a_clause_states_a_bound_in_other_words() {
    check(
        &[
            ("数量，不小于10且不超过2000的整数", "integer", "range 10..=2000"),
            ("数量，为大于等于10、小于等于2000的整数", "integer", "range 10..=2000"),
            ("值域为1-100", "integer", "range 1..=100"),
            ("The value must be an integer between 1 and 100.", "integer", "range 1..=100"),
            ("An integer ranging from 1 to 100.", "integer", "range 1..=100"),
            ("The port must be an integer between 1 and 65535.", "integer", "range 1..=65535"),
            ("A name of no more than 128 characters", "string", "length ..=128"),
            ("Lamp name, which contains a maximum of 64 characters.", "string", "length ..=64"),
            (
                "Name.\n- Consists of 1 to 64 characters, including letters and digits.",
                "string",
                "length 1..=64",
            ),
            ("A maximum of 10 lamps are allowed.", "[string]", "items ..=10"),
            ("名称，支持1-64个字符", "string", "length 1..=64"),
            ("名称，长度范围为1到64个字符，只能包含字母", "string", "length 1..=64"),
            ("描述，不能超过255个字符", "string", "length ..=255"),
            ("灯列表，最多支持10盏", "[string]", ""),
            ("灯列表，最多支持10个灯", "[string]", "items ..=10"),
            ("每个灯最多10个字符，最多20个灯", "[string]", "items ..=20"),
            ("油量，缺省为10", "integer", "default 10"),
            ("算法，默认使用OIL", "string", "default OIL"),
        ],
        of_explanation,
    );
}

#[test]
fn a_clause_about_something_else_states_no_bound() {
    check(
        &[
            ("不小于10的整数倍且不超过2000", "integer", ""),
            ("不小于当前值且不超过2000的整数", "integer", ""),
            ("A name of no more than 128 characters is recommended", "string", "unclear"),
            ("A name longer than 128 characters is truncated", "string", "unclear"),
            ("A list of names, each of no more than 128 characters", "string", "unclear"),
            ("建议不超过64个字符", "string", ""),
            ("名称，最多64个字符，超出部分会被截断", "string", ""),
            ("名称，长度8-26个字符，管理员为8-64个字符", "string", ""),
            ("每次不超过10个", "[string]", ""),
            ("不超过10", "integer", ""),
            ("type为old时该参数已废弃", "string", ""),
            ("不返回已废弃的灯", "string", ""),
            ("盏数，VIP用户默认为3", "integer", ""),
            ("每页盏数，取值范围1~100，超过100时按100返回", "integer", ""),
        ],
        of_explanation,
    );
}
