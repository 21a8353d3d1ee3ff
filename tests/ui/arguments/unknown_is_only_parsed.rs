use hss_client::Open;
use hss_client::image::TaskType;

fn main() {
    let _ = Open::<TaskType>::Unknown("weekly".into());
}
