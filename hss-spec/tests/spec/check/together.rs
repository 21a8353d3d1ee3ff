//! Several mistakes at once.

use super::{edit, file, problems};

#[test]
fn all_mistakes_of_reading_come_together_over_all_files() {
    let edits = [
        edit(r#""GET""#, r#""FETCH""#),
        edit(r#""10..=200""#, r#""10-200""#),
        edit(r#""type": "long""#, r#""type": 64"#),
        file("names.json", "[]"),
        file("types.json", "{,}"),
    ];
    assert_eq!(problems(&edits), "\
names.json:1:1: error: the file of names is a list; an object is expected
types.json:1:2: error: not valid JSON: Unexpected token in object
zoo/ListAnimals.json:3:13: error: `method` is `FETCH`; expected one of `GET`, `POST`, `PUT`, `DELETE`, `PATCH`, `HEAD`, `OPTIONS`, `TRACE`
zoo/ListAnimals.json:9:67: error: `range` is `10-200`; a range such as `10..=200`, `0..` or `..=255` is expected
zoo/ListAnimals.json:21:33: error: `type` is the number 64; a string is expected");
}

#[test]
fn all_mistakes_of_meaning_come_together_in_the_order_of_their_places() {
    let edits = [
        edit(r#"/v1/{zoo_id}/animals"#, r#"/v1/{house}/animals"#),
        edit(r#""default": "bird""#, r#""default": "cat""#),
        edit(r#""10..=200", "default": 10"#, r#""200..=10""#),
        edit(r#""items": "animals""#, r#""items": "beasts""#),
        edit(r#""name": "state", "type": "State""#, r#""name": "state", "type": "Mood""#),
    ];
    assert_eq!(problems(&edits), "\
zoo/ListAnimals.json:1:1: error: path `/v1/{house}/animals` has the placeholder `{house}` but no path parameter of that name
zoo/ListAnimals.json:6:5: error: path parameter `zoo_id` has no placeholder `{zoo_id}` in `/v1/{house}/animals`
zoo/ListAnimals.json:7:5: error: the default `cat` of query parameter `kind` is not among the known values
zoo/ListAnimals.json:9:5: error: query parameter `limit` has the range 200..=10, whose minimum is above its maximum
zoo/ListAnimals.json:13:13: error: paging names `beasts`, which is not a list of the response
zoo/ListAnimals.json:23:7: error: field `Animal.state` is of type `Mood`, which is neither a model nor an enumeration of group `zoo` or the shared types
zoo/ListAnimals.json:32:14: note: no operation uses enumeration `State`");
}
