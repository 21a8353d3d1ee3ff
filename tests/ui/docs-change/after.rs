mod api {
    hss_codegen_macros::api!(path = "specs/docs_change_after");
}

use api::lantern::{Colours, LanternJob, ListLanternJobsKind};

#[allow(dead_code)]
fn call(client: &api::Client) {
    let _ = client.lantern().list_lantern_jobs(ListLanternJobsKind::Light).limit(200).group_id("0");
    let _ = client.lantern().list_lantern_jobs(ListLanternJobsKind::Trim);
}

#[allow(dead_code)]
fn read(job: &LanternJob) -> (Option<bool>, Option<Colours>) {
    (job.is_lit, job.colours)
}

fn main() {}
