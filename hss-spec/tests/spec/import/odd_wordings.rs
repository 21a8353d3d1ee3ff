//! Wordings in which a bound, a set or a default could be read that the vendor does not state.

use super::description::{check, of_explanation, of_range};

#[test]
fn a_number_beside_a_range_may_be_a_value_of_its_own() {
    check(
        &[
            ("端口，0表示任意端口，取值范围为1-65535", "integer", ""),
            ("-1表示不限制。取值范围：1-100", "integer", ""),
            ("天数，取值范围：1-30，单位天；-1为永久", "integer", "unit days"),
            ("端口，取值范围1-65535，支持-1", "integer", ""),
            ("取值范围1-100（0：关闭）", "integer", ""),
            ("取值0-1000；其中0为关闭", "integer", "range 0..=1000"),
            ("优先级。取值范围：1到1000，数字越小优先级越高", "integer", "range 1..=1000"),
            ("0 means unlimited. The value ranges from 1 to 90.", "integer", "unclear"),
            ("The value ranges from 1 to 100, or -1.", "integer", "unclear"),
            ("The value ranges from 1 to 65535. The value 0 indicates all ports.", "integer", "unclear"),
            ("Days. 0 means no end. **Range** 1-90", "integer", "unclear"),
            ("Days. 1 means a day. **Range** 1-90", "integer", "range 1..=90"),
        ],
        of_explanation,
    );
}

#[test]
fn a_condition_or_advice_makes_no_bound() {
    check(
        &[
            ("如果是按需，取值范围：1-300", "integer", ""),
            ("当类型为灯时，取值1-10。当类型为芯时，取值1-20", "integer", ""),
            ("带宽大小。取值范围：1-2000Mbit/s。按流量计费时1-300", "integer", ""),
            ("标识。最大长度64个字符，不包含中文时128个", "string", ""),
            ("数量。不填时默认为10，取值范围：1-100", "integer", "range 1..=100; default 10"),
            ("The recommended value ranges from 1 to 10.", "integer", "unclear"),
            ("When the kind is oil, the value range is 1-10.", "integer", ""),
            ("The value ranges from 1 to 5 for users and 1 to 10 for others.", "integer", "unclear"),
            ("For example, the value ranges from 1 to 10.", "integer", "unclear"),
            ("A value larger than 100 is treated as 100.", "integer", ""),
            ("At most 64 characters are displayed.", "string", "unclear"),
        ],
        of_explanation,
    );
}

#[test]
fn an_empty_text_is_not_refused_where_it_means_something() {
    check(
        &[
            ("最小长度：1，最大长度：64，若为空则不修改", "string", "length 0..=64"),
            ("字符长度1-64，不能为空", "string", "length 1..=64"),
            ("State. The options are:\n- lit: burning\n- Empty: all states", "string", "string lit|Empty …"),
            ("State. The options are:\n- lit: burning\n- Empty: no lamps", "string", "string lit|Empty"),
        ],
        of_explanation,
    );
}

#[test]
fn numbers_have_commas_and_powers() {
    check(
        &[
            (
                "The default value is 1,000. The value ranges from 1 to 10,000.",
                "integer",
                "range 1..=10000; default 1000",
            ),
            ("每页数量，默认为1,000", "integer", "default 1000"),
            ("取值范围：１，０００～１０，０００", "integer", "range 1000..=10000"),
            ("数量，取值范围为1至100的整数", "integer", "range 1..=100"),
            ("Value range: [0, 2^31-1]", "integer", "range 0..=2147483647"),
            ("The value ranges from -2147483648 to -1.", "integer", "range -2147483648..=-1"),
            ("Size in KB. The value ranges from 1 KB to 10 MB.", "integer", "unclear"),
        ],
        of_explanation,
    );
}

#[test]
fn elements_of_a_list_have_a_length_of_their_own() {
    check(
        &[
            ("0-20 items, each of 1-64 characters", "[string]", "length 1..=64; items 0..=20"),
            ("最多20个元素，每个元素1-64个字符", "[string]", "length 1..=64; items ..=20"),
            ("0-20 items, each of 1-64 MB", "[string]", "items 0..=20; unclear"),
            ("1-65535", "[integer]", "unclear"),
        ],
        of_range,
    );
    check(
        &[
            ("Names. The array contains 1 to 100 items.", "[string]", "items 1..=100"),
            ("Ports. The value ranges from 1 to 65535.", "[integer]", "unclear"),
        ],
        of_explanation,
    );
}

#[test]
fn values_on_the_line_that_announces_them() {
    check(
        &[
            ("State. Valid values: LIT, DIM", "string", "string LIT|DIM"),
            ("State. Valid values: LIT, DIM, or OUT.", "string", "string LIT|DIM|OUT"),
            ("State. Valid values: LIT, DIM, etc.", "string", "string LIT|DIM …"),
            ("State. Valid values: LIT, DIM. It is LIT at night.", "string", "string LIT|DIM"),
            ("State. Valid values: 1 to 20, 30", "string", ""),
            ("The value can be public or private.", "string", "string public|private …"),
            ("The value can be **public** or **private**.", "string", "string public|private"),
            ("The value can be letters or digits.", "string", ""),
            ("The value can be empty or null.", "string", ""),
            ("The value can be modified or removed.", "string", ""),
            ("Port. The options are:\n- any: all ports\n- port-port: a range", "string", "string any …"),
        ],
        of_explanation,
    );
}

#[test]
fn how_long_something_lasts_is_no_point_in_time() {
    check(
        &[
            ("Retention time of the lamp, in ms", "long", "unit ms"),
            ("Time spent on a lamp, in ms", "long", "unit ms"),
            ("创建后历时，单位毫秒", "long", "unit ms"),
            ("上次点灯时间，采用时间戳，单位毫秒", "long", "time"),
        ],
        of_explanation,
    );
}

#[test]
fn a_range_has_both_ends_that_its_sentence_states() {
    check(
        &[
            ("数量，取值大于等于1，小于等于1000，默认10", "integer", "range 1..=1000; default 10"),
            ("数量，取值大于等于1，默认10。小于等于1000时不计费", "integer", "range 1..; default 10"),
        ],
        of_explanation,
    );
}

#[test]
fn a_bound_in_a_remark_makes_the_one_beside_it_doubtful() {
    check(
        &[
            ("1-64 characters (at most 128 in Base64)", "string", "unclear"),
            ("1-64 characters (encoded, at most 128)", "string", "unclear"),
        ],
        of_range,
    );
}

#[test]
fn a_default_in_words_is_no_value() {
    check(
        &[
            ("Lamp.\n\n**Default value**:\nThe ID of the first lamp", "string", "unclear"),
            ("Lamp.\n\n**Default value**:\nCurrent time", "string", "unclear"),
            ("Lamp.\n\n**Default value**:\nSilk", "string", "default Silk"),
        ],
        of_explanation,
    );
}
