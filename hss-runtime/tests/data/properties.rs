//! Properties of decoding, encoding and validation, for any JSON and any value.

use hss_runtime::validate::check;
use hss_runtime::{Timestamp, Value, Values, decode, encode};
use proptest::prelude::*;
use serde_json::json;

use crate::fixture::*;

/// Keys of the models among others, so that values of every type meet fields of every type.
fn key() -> impl Strategy<Value = String> {
    let tables = [TASK.model(0), FAILED_IMAGE.model(0), PAGE.model(0)];
    let known = tables.iter().flat_map(|table| table.get().fields);
    let known: Vec<_> = known.map(|field| field.name.to_owned()).collect();
    prop_oneof![8 => prop::sample::select(known), 1 => ".{0,4}"]
}

/// Any JSON at all.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let scalar = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        ".{0,8}".prop_map(Into::into),
        any::<i64>().prop_map(|number| number.to_string().into()),
        Just("autoSync".into()),
    ];
    scalar.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((key(), inner), 0..6)
                .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn finite() -> impl Strategy<Value = f64> + Clone {
    any::<f64>().prop_filter("JSON has no form for it", |number| number.is_finite())
}

/// A task as the service would write it.
fn task_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = (".{0,6}", any::<i64>(), finite(), any::<bool>(), "[a-z]{0,8}", -3..200_i64);
    let fields = leaf.prop_map(|(text, number, decimal, truth, kind, code)| {
        json!({
            "task_id": text, "begin_time": number, "remain_min": number, "ratio": decimal, "is_all": truth,
            "task_type": kind, "task_status": code, "scan_scope": number,
            "failed_images": [{"id": number, "image_name": text}, {}], "grid": [[text], []],
            "labels": {text.as_str(): [kind]}, "extra": {"a": [decimal, null]}, "kinds": [kind, "cycle"],
            "anything": [null, text, truth],
        })
    });
    (fields.clone(), fields, any::<u16>()).prop_map(|(mut task, parent, keep)| {
        task["parent"] = parent;
        let object = task.as_object_mut().unwrap();
        let mut index = 0;
        object.retain(|_, _| {
            index += 1;
            keep >> (index % 16) & 1 == 1
        });
        task
    })
}

fn accepted(index: usize, value: Value) -> bool {
    let mut values = Values::new();
    values.set(index::TASK_ID, "t".into());
    values.set(index::TYPE, hss_runtime::Open::from(TaskType::Cycle).into());
    values.set(index, value);
    check(RUN_TASK.operation().get(), &values, None).is_ok()
}

proptest! {
    #[test]
    fn any_json_decodes_or_is_refused_on_one_line(json in any_json()) {
        let text = json.to_string();
        let mut page = Page::empty();
        match decode::from_slice(text.as_bytes(), &mut page) {
            Ok(()) => {
                let encoded = encode::to_vec(&page).unwrap();
                let mut again = Page::empty();
                decode::from_slice(&encoded, &mut again).unwrap();
                prop_assert_eq!(&page, &again);
                prop_assert_eq!(serde_json::from_value::<Page>(json).unwrap(), page);
            }
            Err(error) => {
                prop_assert!(error.path().is_empty() || error.to_string().contains(error.path()));
                prop_assert!(error.found().is_some_and(|found| !found.contains('\n')));
                prop_assert!(serde_json::from_value::<Page>(json).is_err());
            }
        }
    }

    #[test]
    fn any_bytes_decode_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = decode::from_slice(&bytes, &mut Page::empty());
        let _ = decode::from_slice(&bytes, &mut ());
    }

    #[test]
    fn a_valid_task_comes_back_as_it_was(json in task_json()) {
        let mut task = Task::empty();
        decode::from_slice(json.to_string().as_bytes(), &mut task).unwrap();
        let encoded: serde_json::Value = serde_json::from_slice(&encode::to_vec(&task).unwrap()).unwrap();
        prop_assert_eq!(encoded, json);
    }

    #[test]
    fn a_clone_is_equal_until_it_is_changed(json in task_json()) {
        let task: Task = serde_json::from_value(json).unwrap();
        let mut clone = task.clone();
        prop_assert_eq!(&clone, &task);
        prop_assert_eq!(encode::to_vec(&clone).unwrap(), encode::to_vec(&task).unwrap());
        clone.remain_min = task.remain_min.map_or(Some(1), |_| None);
        prop_assert_ne!(clone, task);
    }

    #[test]
    fn any_model_can_be_checked_and_printed(json in task_json()) {
        let task: Task = serde_json::from_value(json).unwrap();
        if let Err(violations) = check(RUN_TASK.operation().get(), &Values::new(), Some(&task)) {
            prop_assert_eq!(violations.to_string().lines().count(), violations.len() + 1);
        }
        let printed = format!("{task:#?}");
        prop_assert!(printed.starts_with("Task"));
    }

    #[test]
    fn an_integer_is_accepted_exactly_in_its_range(number: i64, near in 0..220_i64) {
        prop_assert_eq!(accepted(index::LIMIT, number.into()), (10..=200).contains(&number));
        prop_assert_eq!(accepted(index::LIMIT, near.into()), (10..=200).contains(&near));
    }

    #[test]
    fn a_number_is_accepted_exactly_in_its_range(number: f64) {
        prop_assert_eq!(accepted(index::RATIO, number.into()), number.is_finite() && number >= 0.5);
    }

    #[test]
    fn a_list_is_accepted_exactly_with_its_size_and_lengths(list in prop::collection::vec(".{0,7}", 1..6)) {
        let fits = list.len() <= 3 && list.iter().all(|text| (1..=5).contains(&text.chars().count()));
        prop_assert_eq!(accepted(index::NAMES, list.into()), fits);
    }

    #[test]
    fn the_text_of_flags_and_of_a_code_is_parsed_as_the_same(bits: i64) {
        let flags = ScanScope::from_bits_retain(bits);
        prop_assert_eq!(flags.to_string().parse(), Ok(flags));
        let status = ScanStatus::from(bits);
        prop_assert_eq!(status.to_string().parse(), Ok(status));
    }

    #[test]
    fn flags_are_accepted_exactly_without_unknown_bits(bits: i64) {
        prop_assert_eq!(accepted(index::SCOPE, bits.into()), ScanScope::from_bits(bits).is_some());
        prop_assert!(accepted(index::SCOPE, ScanScope::from_bits_truncate(bits).into()));
    }

    #[test]
    fn a_path_keeps_its_segments_whatever_the_value(value in ".{1,20}") {
        let mut values = Values::new();
        values.set(index::TASK_ID, value.as_str().into());
        match encode::path(RUN_TASK.operation().get(), &values, &|_| Some("p")) {
            Ok(path) => {
                prop_assert_eq!(path.split('/').count(), 6);
                let segment = path.split('/').nth(4).unwrap();
                let decoded = percent_encoding::percent_decode_str(segment).decode_utf8().unwrap();
                prop_assert_eq!(decoded, value);
            }
            Err(_) => prop_assert!(matches!(value.as_str(), "." | "..")),
        }
    }

    #[test]
    fn any_time_prints_and_keeps_its_order(one: i64, two: i64) {
        let (one, two) = (Timestamp::from_millis(one), Timestamp::from_millis(two));
        prop_assert!(one.to_string().ends_with('Z'));
        prop_assert_eq!(one.cmp(&two), one.as_millis().cmp(&two.as_millis()));
    }
}
