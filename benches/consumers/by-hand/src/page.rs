//! The response as written by hand: fields that may be missing, and enumerations of the known values.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Page {
    pub data_list: Option<Vec<Task>>,
    pub total_num: Option<i64>,
}

#[derive(Deserialize)]
pub struct Task {
    pub task_id: Option<String>,
    pub policy_id: Option<String>,
    pub task_name: Option<String>,
    pub begin_time: Option<i64>,
    pub end_time: Option<i64>,
    pub remain_min: Option<i64>,
    pub task_type: Option<TaskType>,
    pub image_type: Option<ImageType>,
    pub task_status: Option<i64>,
    pub scan_scope: Option<i64>,
    pub rate_limit: Option<i64>,
    pub is_all: Option<bool>,
    pub failed_num: Option<i64>,
    pub success_num: Option<i64>,
    pub total_num: Option<i64>,
    pub risky_num: Option<i64>,
    pub sync_task_type: Option<String>,
    pub failed_reason: Option<String>,
    pub failed_images: Option<Vec<FailedImage>>,
}

#[derive(Deserialize)]
pub struct FailedImage {
    pub id: Option<i64>,
    pub registry_id: Option<String>,
    pub registry_name: Option<String>,
    pub image_name: Option<String>,
    pub image_version: Option<String>,
    pub namespace: Option<String>,
    pub registry_type: Option<RegistryType>,
    pub failed_reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TaskType {
    Cycle,
    Manual,
    AutoSync,
    ManualSync,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImageType {
    Local,
    Registry,
}

#[derive(Deserialize)]
pub enum RegistryType {
    SwrPrivate,
    SwrShared,
    SwrEnterprise,
    Harbor,
    Jfrog,
    Other,
}
