//! Bounds of every operation, as the files of the spec document them: whatever lies inside is accepted, whatever lies
//! outside is refused.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hss_client::dynamic::Call;
use hss_client::image::builder::ListImageScanTask;
use hss_client::prelude::*;
use hss_client::runtime::Value;
use hss_client::runtime::schema::{EnumKind, EnumValue, Enumeration, Kind, Location, Operation, Parameter};
use hss_client::{Client, Error};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::documented_bounds::{self, Bounds, Documented};
use crate::{builder, list};

/// Values per parameter and side.
const CASES: u32 = 24;

/// Far above any length that a request of sane size can have: such a bound cannot be broken here.
const LONGEST: u64 = 100_000;

static DOCUMENTED: LazyLock<BTreeMap<(String, String, String), Documented>> =
    LazyLock::new(documented_bounds::read);

/// One for all cases: setting up TLS takes longer than the checks. Nothing is sent.
static CLIENT: LazyLock<Client> = LazyLock::new(|| builder("http://127.0.0.1:1").build().unwrap());

/// True if the client accepts this value for the parameter, even though the rest of the call is missing.
fn accepts(operation: &'static Operation, index: usize, value: Value) -> bool {
    let parameter = &operation.parameters[index];
    match Call::new(&CLIENT, operation).with(index, value).validate() {
        Ok(()) => true,
        Err(Error::Validation(violations)) => violations.iter().all(|violation| {
            violation.place != parameter.location.into()
                || violation.parameter.split('[').next() != Some(parameter.field.name)
        }),
        Err(error) => panic!("{error}"),
    }
}

/// A text of this many characters, some of several bytes.
fn text(length: impl Strategy<Value = u64>) -> impl Strategy<Value = String> {
    (length, select(vec!["a", "é", "像", "😀"]))
        .prop_map(|(length, letter)| letter.repeat(usize::try_from(length).unwrap()))
}

/// Numbers from one to the other, often one of the two.
fn between(least: i64, most: i64) -> BoxedStrategy<i64> {
    prop_oneof![1 => Just(least), 1 => Just(most), 4 => least..=most].boxed()
}

fn lengths(least: u64, most: u64) -> BoxedStrategy<u64> {
    let most = most.min(least + 1000);
    prop_oneof![1 => Just(least), 1 => Just(most), 4 => least..=most].boxed()
}

/// Bounds of a length or a number of elements.
fn sizes(bounds: Option<Bounds>) -> Option<(u64, u64)> {
    bounds.map(|(least, most)| (least.max(0).unsigned_abs(), most.unsigned_abs()))
}

/// The documented bounds of a parameter.
fn documented(operation: &Operation, parameter: &Parameter) -> &'static Documented {
    let location = format!("{:?}", parameter.location).to_lowercase();
    let place = (operation.id.to_owned(), location, parameter.field.name.to_owned());
    DOCUMENTED.get(&place).unwrap_or_else(|| panic!("{place:?} is in no file of the spec"))
}

fn all_bits(table: &Enumeration) -> i64 {
    table.values.iter().fold(0, |bits, known| bits | known.number)
}

fn known(table: &'static Enumeration) -> impl Strategy<Value = &'static EnumValue> {
    select(table.values.iter().collect::<Vec<_>>())
}

/// Values inside the documented bounds. Kinds and known values are those of the table.
fn inside(kind: Kind, bounds: &'static Documented, location: Location) -> BoxedStrategy<Value> {
    match kind {
        Kind::String => {
            let (least, most) = sizes(bounds.length).unwrap_or((0, 20));
            let least = if location == Location::Path { least.max(1) } else { least };
            text(lengths(least, most)).prop_map(Value::from).boxed()
        }
        Kind::Integer | Kind::Timestamp => {
            let (least, most) = bounds.range.unwrap_or((i64::MIN, i64::MAX));
            between(least, most).prop_map(Value::from).boxed()
        }
        Kind::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Enum(table) => match table.kind {
            EnumKind::String => known(table.get()).prop_map(|known| Value::Static(known.value)).boxed(),
            EnumKind::Flags => {
                any::<i64>().prop_map(move |bits| Value::from(bits & all_bits(&table))).boxed()
            }
            _ => known(table.get()).prop_map(|known| Value::from(known.number)).boxed(),
        },
        Kind::List(&kind) => {
            let (least, most) = sizes(bounds.items).unwrap_or((0, 5));
            // An empty list is not sent, so one that is required has an element.
            let least = least.max(u64::from(bounds.is_required));
            let size = usize::try_from(least).unwrap()..=usize::try_from(most.min(least + 20)).unwrap();
            prop::collection::vec(inside(kind, bounds, location), size).prop_map(Value::List).boxed()
        }
        kind => panic!("{kind:?}: add it here"),
    }
}

/// Values outside the documented bounds; `None` if all values are allowed.
fn outside(kind: Kind, bounds: &'static Documented, location: Location) -> Option<BoxedStrategy<Value>> {
    match kind {
        Kind::String => {
            let (least, most) = sizes(bounds.length)?;
            let short = (least > 0).then(|| (0..least).boxed());
            let long = (most < LONGEST).then(|| prop_oneof![Just(most + 1), most + 1..most + 50].boxed());
            Some(text(either(short, long)?).prop_map(Value::from).boxed())
        }
        Kind::Integer | Kind::Timestamp => {
            let (least, most) = bounds.range?;
            let low = (least > i64::MIN).then(|| between(i64::MIN, least - 1));
            let high = (most < i64::MAX).then(|| between(most + 1, i64::MAX));
            Some(either(low, high)?.prop_map(Value::from).boxed())
        }
        Kind::Enum(table) if table.open || table.kind == EnumKind::Codes => None,
        Kind::Enum(table) => Some(match table.kind {
            EnumKind::String => {
                let known = move |text: &String| table.values.iter().any(|known| known.value == text);
                "\\PC{1,12}"
                    .prop_filter("a known value", move |text| !known(text))
                    .prop_map(Value::from)
                    .boxed()
            }
            EnumKind::Flags => {
                let unknown: Vec<i64> =
                    (0..63).map(|bit| 1 << bit).filter(|bit| bit & all_bits(&table) == 0).collect();
                (any::<i64>(), select(unknown))
                    .prop_map(|(bits, unknown)| Value::from(bits | unknown))
                    .boxed()
            }
            _ => {
                let known = move |number: &i64| table.values.iter().any(|known| known.number == *number);
                any::<i64>()
                    .prop_filter("a known value", move |number| !known(number))
                    .prop_map(Value::from)
                    .boxed()
            }
        }),
        Kind::List(&kind) => {
            // A list that is empty is not sent, so it is too short only with an element.
            let (least, most) = sizes(bounds.items).unwrap_or((0, u64::MAX));
            let lists = |from: u64, to: u64| {
                let size = usize::try_from(from).unwrap()..=usize::try_from(to).unwrap();
                prop::collection::vec(inside(kind, bounds, location), size).prop_map(Value::List).boxed()
            };
            let short = (least > 1).then(|| lists(1, least - 1));
            let long = (most < LONGEST).then(|| lists(most + 1, most + 3));
            let element = outside(kind, bounds, location)
                .map(|element| prop::collection::vec(element, usize::try_from(least.max(1)).unwrap()));
            let element = element.map(|list| list.prop_map(Value::List).boxed());
            either(either(short, long), element)
        }
        _ => None,
    }
}

fn either<T: std::fmt::Debug + 'static>(
    one: Option<BoxedStrategy<T>>,
    other: Option<BoxedStrategy<T>>,
) -> Option<BoxedStrategy<T>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(prop_oneof![one, other].boxed()),
        (one, other) => one.or(other),
    }
}

/// Runs a check on values of every parameter of every operation, and returns the number of parameters.
fn for_all(
    values: impl Fn(Kind, &'static Documented, Location) -> Option<BoxedStrategy<Value>>,
    expected: bool,
) -> usize {
    let mut checked = 0;
    for operation in hss_client::operations() {
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let bounds = documented(operation, parameter);
            let Some(values) = values(parameter.field.kind, bounds, parameter.location) else { continue };
            let mut runner =
                TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
            let result = runner.run(&values, |value| {
                let accepted = accepts(operation, index, value);
                if accepted == expected {
                    Ok(())
                } else {
                    Err(TestCaseError::fail(format!("accepted: {accepted}")))
                }
            });
            result.unwrap_or_else(|error| panic!("{}: {}: {error}", operation.id, parameter.field.name));
            checked += 1;
        }
    }
    checked
}

#[test]
fn every_value_inside_is_accepted() {
    let checked = for_all(|kind, bounds, location| Some(inside(kind, bounds, location)), true);
    let parameters: usize = hss_client::operations().map(|operation| operation.parameters.len()).sum();
    assert_eq!(checked, parameters);
}

#[test]
fn every_value_outside_is_refused() {
    let checked = for_all(outside, false);
    assert!(checked >= hss_client::operations().count(), "most operations bound something: {checked}");
}

/// The same through the typed methods of one operation.
fn is_valid(mut call: ListImageScanTask) -> bool {
    call.validate().is_ok()
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_limit_is_valid_from_10_to_200(limit in prop_oneof![-5..230_i64, any::<i64>()]) {
        prop_assert_eq!(is_valid(list(&CLIENT).limit(limit)), (10..=200).contains(&limit));
    }

    #[test]
    fn an_offset_is_valid_from_0_to_two_million(offset in prop_oneof![-5..5_i64, 1_999_990..2_000_010_i64]) {
        prop_assert_eq!(is_valid(list(&CLIENT).offset(offset)), (0..=2_000_000).contains(&offset));
    }

    #[test]
    fn a_name_is_counted_in_characters(name in "\\PC{0,300}") {
        let fits = (1..=256).contains(&name.chars().count());
        prop_assert_eq!(is_valid(list(&CLIENT).task_name(name)), fits);
    }
}
