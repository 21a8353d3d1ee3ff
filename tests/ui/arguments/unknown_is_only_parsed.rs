use hss_client::image::TaskType;

fn main() {
    let _ = TaskType::Unknown("weekly".into());
    let _: TaskType = "weekly".parse().unwrap();
}
