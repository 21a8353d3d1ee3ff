//! Creates a topic, publishes a message in it, and lists the topics.
//!
//! Credentials are those of the environment (`HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`); `SMN_ENDPOINT` is another
//! address than the region's, such as that of a mock.

use hss_runtime::Error;
use hss_runtime::prelude::*;
use smn::Client;
use smn::notifications::{CreateTopicRequestBody, PublishMessageRequestBody};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut builder = Client::builder().region("cn-north-4");
    if let Ok(endpoint) = std::env::var("SMN_ENDPOINT") {
        builder = builder.endpoint(endpoint);
    }
    let smn = builder.build()?;
    let topic = CreateTopicRequestBody::new("lamps", "Lamps of the house");
    let created = smn.notifications().create_topic(topic).send().await?;
    let urn = created.topic_urn.unwrap_or_default();
    let message = PublishMessageRequestBody::new().subject("Lamp").message("It is dark.");
    let published = smn.notifications().publish_message(&urn).body(message).send().await?;
    println!("{urn}: message {}", published.message_id.unwrap_or_default());
    for topic in smn.notifications().list_topics().limit(10).send().await?.topics.unwrap_or_default() {
        println!("{}", topic.name.unwrap_or_default());
    }
    Ok(())
}
