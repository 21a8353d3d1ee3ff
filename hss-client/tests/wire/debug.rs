//! Debug forms of listings.

use hss_client::prelude::*;

use crate::server::*;
use crate::task_api::*;

#[tokio::test]
async fn debug_of_a_listing_shows_how_far_it_is() {
    let client = Server::always(200, r#"{"total_num":25,"data_list":[{"id":0},{"id":1}]}"#).client();
    let mut pages = list_tasks(&client).pages();
    pages.next().await.unwrap().unwrap();
    let debug = format!("{pages:?}");
    assert!(debug.starts_with("Pages { cursor: Cursor {") && debug.contains("offset: 2"), "{debug}");
    let debug = format!("{:?}", list_tasks(&client).items());
    assert!(debug.starts_with("Items { pages: Pages {"), "{debug}");
}
