//! An operation, and a type, of a group whose cargo feature is off.

use hss_client::{Client, container_network};

fn main() {
    let hss = Client::builder().build().unwrap();
    let request = hss.container_network().list_container_network("c1").limit(10);
    println!("{request:?} {:?}", container_network::ListContainerNetwork::empty());
}
