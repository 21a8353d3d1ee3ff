//! A model of each shape and an operation, as the generator would emit them.
#![allow(dead_code, unreachable_pub, reason = "as in generated code")]

use hss_runtime::generated::*;
use hss_runtime::{Code, Known, Model, Visitor, VisitorMut};

#[non_exhaustive]
pub struct FailedImage {
    pub id: Option<i64>,
    pub image_name: Option<String>,
    pub token: Option<String>,
    pub pin: Option<i64>,
}
pub static FAILED_IMAGE: Tables = Tables::new(
    "model FailedImage
id integer required
image_name string length=1..4
token string secret length=0..3
pin integer secret",
);
impl Model for FailedImage {
    #[inline]
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        let (id, image_name, token, pin) = __new(visitor, &FAILED_IMAGE, 0);
        Self { id, image_name, token, pin }
    }
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        __visit(visitor, &FAILED_IMAGE, 0, (&self.id, &self.image_name, &self.token, &self.pin));
    }
}
::hss_runtime::models!(FailedImage);

#[non_exhaustive]
pub struct Task {
    pub task_id: Option<String>,
    pub begin_time: Option<Timestamp>,
    pub remain_min: Option<i64>,
    pub ratio: Option<f64>,
    pub is_all: Option<bool>,
    pub task_type: Option<Open<TaskType>>,
    pub task_status: Option<ScanStatus>,
    pub scan_scope: Option<ScanScope>,
    pub failed_images: Option<Vec<FailedImage>>,
    pub grid: Option<Vec<Vec<String>>>,
    pub labels: Option<BTreeMap<String, Vec<String>>>,
    pub extra: Option<Json>,
    pub parent: Option<Box<Task>>,
    pub kinds: Option<Vec<Open<TaskType>>>,
    pub anything: Option<Vec<Json>>,
}
pub static TASK: Tables = Tables::with(
    "model Task
task_id string
begin_time timestamp
remain_min integer range=0..100
ratio number number-range=0..1
is_all boolean
task_type @TaskType
task_status @ScanStatus
scan_scope @ScanScope
failed_images []@FailedImage items=0..3
grid [][]string items=1..2 length=1..2
labels {}[]string length=0..3
extra json
parent @Task
kinds []@TaskType
anything []json",
    &[&FAILED_IMAGE, &TASK_TYPE, &SCAN_STATUS, &SCAN_SCOPE],
);
impl Model for Task {
    #[inline]
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        let mut new = Self {
            task_id: None,
            begin_time: None,
            remain_min: None,
            ratio: None,
            is_all: None,
            task_type: None,
            task_status: None,
            scan_scope: None,
            failed_images: None,
            grid: None,
            labels: None,
            extra: None,
            parent: None,
            kinds: None,
            anything: None,
        };
        visitor.visit_mut(
            TASK.model(0),
            &mut [
                &mut new.task_id,
                &mut new.begin_time,
                &mut new.remain_min,
                &mut new.ratio,
                &mut new.is_all,
                &mut new.task_type,
                &mut new.task_status,
                &mut new.scan_scope,
                &mut new.failed_images,
                &mut new.grid,
                &mut new.labels,
                &mut new.extra,
                &mut new.parent,
                &mut new.kinds,
                &mut new.anything,
            ],
        );
        new
    }
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        visitor.visit(
            TASK.model(0),
            &[
                &self.task_id,
                &self.begin_time,
                &self.remain_min,
                &self.ratio,
                &self.is_all,
                &self.task_type,
                &self.task_status,
                &self.scan_scope,
                &self.failed_images,
                &self.grid,
                &self.labels,
                &self.extra,
                &self.parent,
                &self.kinds,
                &self.anything,
            ],
        );
    }
}
::hss_runtime::models!(Task);

#[non_exhaustive]
pub struct Page {
    pub total_num: Option<i64>,
    pub data_list: Option<Vec<Task>>,
}
pub static PAGE: Tables = Tables::with(
    "model Page
total_num integer
data_list []@Task",
    &[&TASK],
);
impl Model for Page {
    #[inline]
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        let (total_num, data_list) = __new(visitor, &PAGE, 0);
        Self { total_num, data_list }
    }
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        __visit(visitor, &PAGE, 0, (&self.total_num, &self.data_list));
    }
}
::hss_runtime::models!(Page);

#[non_exhaustive]
pub enum TaskType {
    Cycle,
    AutoSync,
}
::hss_runtime::enums!(TaskType);
impl Known for TaskType {
    #[inline]
    fn values() -> KnownValues<Self> {
        KnownValues {
            table: TASK_TYPE.enumeration(0),
            values: &[Self::Cycle, Self::AutoSync],
            names: "Cycle AutoSync",
        }
    }
}
static TASK_TYPE: Tables = Tables::new(
    "enumeration TaskType string
cycle
autoSync",
);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScanStatus {
    Stopped,
    Progress(i64),
    Unknown(UnknownCode),
}
impl Code for ScanStatus {
    fn table() -> &'static Enumeration {
        SCAN_STATUS.enumeration(0).get()
    }
    #[inline]
    fn known(code: i64) -> Option<Self> {
        Some(match code {
            -1 => Self::Stopped,
            0..=100 => Self::Progress(code),
            _ => return None,
        })
    }
    #[inline]
    fn unknown(code: UnknownCode) -> Self {
        Self::Unknown(code)
    }
    #[inline]
    fn code(&self) -> i64 {
        match self {
            Self::Stopped => -1,
            Self::Progress(code) => *code,
            Self::Unknown(code) => code.code(),
        }
    }
}
::hss_runtime::code!(ScanStatus);
static SCAN_STATUS: Tables = Tables::new(
    "enumeration ScanStatus codes
-1 -1 : stopped",
);

::hss_runtime::generated::bitflags! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct ScanScope: i64 {
        const VULNERABILITY = 0x1;
        const MALWARE = 0x000f_0000;
    }
}
impl ScanScope {
    pub fn table() -> &'static Enumeration {
        SCAN_SCOPE.enumeration(0).get()
    }
}
::hss_runtime::flags!(ScanScope);
static SCAN_SCOPE: Tables = Tables::new(
    "enumeration ScanScope flags
0x00000001 1
0x000f0000 983040",
);

static OPEN: Tables = Tables::new(
    "enumeration Region string open
north",
);
static LEVEL: Tables = Tables::new(
    "enumeration Level integer
1 1
3 3",
);

pub const PAGE_ADDRESS: &str = "https://support.example.com/api/RunTask.html";

/// Indexes in the table of [`RUN_TASK`].
pub mod index {
    pub const PROJECT_ID: usize = 0;
    pub const TASK_ID: usize = 1;
    pub const LIMIT: usize = 2;
    pub const TYPE: usize = 3;
    pub const SCOPE: usize = 4;
    pub const LEVEL: usize = 5;
    pub const NAMES: usize = 6;
    pub const RATIO: usize = 7;
    pub const PASSWORD: usize = 8;
    pub const REGION: usize = 9;
    pub const ALL: usize = 10;
    pub const TAG: usize = 11;
    pub const PINS: usize = 12;
}

pub static RUN_TASK: Tables = Tables::with(
    "operation RunTask image POST /v5/{project_id}/tasks/{task_id}/run
doc Runs a task.
page https://support.example.com/api/RunTask.html
body @Task
response @Page
path project_id string required client
path task_id string required
query limit integer range=10..200
query type @TaskType required
query scope @ScanScope
query level @Level
query names []string items=1..3 length=1..5
query ratio number number-range=0.5..
query password string secret length=8..
header region @Region
query all boolean
query tag string pattern=^[a-z]+$ length=..5
query pins []string secret pattern=^\\\\d{4}$",
    &[&TASK, &PAGE, &TASK_TYPE, &SCAN_SCOPE, &LEVEL, &OPEN],
);
