//! A model of each shape and an operation, as the generator would emit them.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test binary uses a part of it")]

use hss_runtime::generated::*;
use hss_runtime::table;

#[non_exhaustive]
pub struct FailedImage {
    pub id: Option<i64>,
    pub image_name: Option<String>,
    pub token: Option<String>,
}
pub static FAILED_IMAGE: table::Model = table::Model {
    name: "FailedImage",
    fields: &[
        Field { name: "id", kind: Kind::Integer, facts: &[Fact::Required] },
        Field { name: "image_name", kind: Kind::String, facts: &[Fact::Length(1, 4)] },
        Field { name: "token", kind: Kind::String, facts: &[Fact::Secret, Fact::Length(0, 3)] },
    ],
};
impl Model for FailedImage {
    #[inline]
    fn build(from: &mut dyn Fill) -> Self {
        let mut new = Self { id: None, image_name: None, token: None };
        from.fill(&FAILED_IMAGE, &mut [&mut new.id, &mut new.image_name, &mut new.token]);
        new
    }
    #[inline]
    fn lend<'a>(&'a self, to: &mut dyn Take<'a>) {
        to.take(&FAILED_IMAGE, &[&self.id, &self.image_name, &self.token]);
    }
}
::hss_runtime::model!(FailedImage);

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
pub static TASK: table::Model = table::Model {
    name: "Task",
    fields: &[
        Field { name: "task_id", kind: Kind::String, facts: &[] },
        Field { name: "begin_time", kind: Kind::Timestamp, facts: &[] },
        Field { name: "remain_min", kind: Kind::Integer, facts: &[Fact::Range(0, 100)] },
        Field { name: "ratio", kind: Kind::Number, facts: &[Fact::NumberRange(0.0, 1.0)] },
        Field { name: "is_all", kind: Kind::Boolean, facts: &[] },
        Field { name: "task_type", kind: Kind::Enum(&TASK_TYPE), facts: &[] },
        Field { name: "task_status", kind: Kind::Enum(&SCAN_STATUS), facts: &[] },
        Field { name: "scan_scope", kind: Kind::Enum(&SCAN_SCOPE), facts: &[] },
        Field {
            name: "failed_images",
            kind: Kind::List(&Kind::Model(&FAILED_IMAGE)),
            facts: &[Fact::Items(0, 3)],
        },
        Field {
            name: "grid",
            kind: Kind::List(&Kind::List(&Kind::String)),
            facts: &[Fact::Items(1, 2), Fact::Length(1, 2)],
        },
        Field { name: "labels", kind: Kind::Map(&Kind::List(&Kind::String)), facts: &[Fact::Length(0, 3)] },
        Field { name: "extra", kind: Kind::Json, facts: &[] },
        Field { name: "parent", kind: Kind::Model(&TASK), facts: &[] },
        Field { name: "kinds", kind: Kind::List(&Kind::Enum(&TASK_TYPE)), facts: &[] },
        Field { name: "anything", kind: Kind::List(&Kind::Json), facts: &[] },
    ],
};
impl Model for Task {
    #[inline]
    fn build(from: &mut dyn Fill) -> Self {
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
        from.fill(
            &TASK,
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
    fn lend<'a>(&'a self, to: &mut dyn Take<'a>) {
        to.take(
            &TASK,
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
::hss_runtime::model!(Task);

#[non_exhaustive]
pub struct Page {
    pub total_num: Option<i64>,
    pub data_list: Option<Vec<Task>>,
}
pub static PAGE: table::Model = table::Model {
    name: "Page",
    fields: &[
        Field { name: "total_num", kind: Kind::Integer, facts: &[] },
        Field { name: "data_list", kind: Kind::List(&Kind::Model(&TASK)), facts: &[] },
    ],
};
impl Model for Page {
    #[inline]
    fn build(from: &mut dyn Fill) -> Self {
        let mut new = Self { total_num: None, data_list: None };
        from.fill(&PAGE, &mut [&mut new.total_num, &mut new.data_list]);
        new
    }
    #[inline]
    fn lend<'a>(&'a self, to: &mut dyn Take<'a>) {
        to.take(&PAGE, &[&self.total_num, &self.data_list]);
    }
}
::hss_runtime::model!(Page);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskType {
    Cycle,
    AutoSync,
}
impl Known for TaskType {
    const KNOWN: KnownValues<Self> =
        KnownValues { table: &TASK_TYPE, values: &[Self::Cycle, Self::AutoSync] };
}
static TASK_TYPE: table::Enumeration = table::Enumeration {
    name: "TaskType",
    kind: table::EnumKind::String,
    open: false,
    counts: None,
    values: &[
        table::EnumValue { value: "cycle", number: 0, name: "", doc: "" },
        table::EnumValue { value: "autoSync", number: 0, name: "", doc: "" },
    ],
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScanStatus {
    Stopped,
    Progress(i64),
    Unknown(UnknownCode),
}
impl Code for ScanStatus {
    const TABLE: &'static table::Enumeration = &SCAN_STATUS;
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
static SCAN_STATUS: table::Enumeration = table::Enumeration {
    name: "ScanStatus",
    kind: table::EnumKind::Codes,
    open: false,
    counts: None,
    values: &[table::EnumValue { value: "-1", number: -1, name: "", doc: "stopped" }],
};

::hss_runtime::generated::bitflags! {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct ScanScope: i64 {
        const VULNERABILITY = 0x1;
        const MALWARE = 0x000f_0000;
    }
}
impl ScanScope {
    pub const TABLE: &'static table::Enumeration = &SCAN_SCOPE;
}
::hss_runtime::flags!(ScanScope);
static SCAN_SCOPE: table::Enumeration = table::Enumeration {
    name: "ScanScope",
    kind: table::EnumKind::Flags,
    open: false,
    counts: None,
    values: &[
        table::EnumValue { value: "0x00000001", number: 1, name: "", doc: "" },
        table::EnumValue { value: "0x000f0000", number: 0x000f_0000, name: "", doc: "" },
    ],
};

static OPEN: table::Enumeration = table::Enumeration {
    name: "Region",
    kind: table::EnumKind::String,
    open: true,
    counts: None,
    values: &[table::EnumValue { value: "north", number: 0, name: "", doc: "" }],
};
static LEVEL: table::Enumeration = table::Enumeration {
    name: "Level",
    kind: table::EnumKind::Integer,
    open: false,
    counts: None,
    values: &[
        table::EnumValue { value: "1", number: 1, name: "", doc: "" },
        table::EnumValue { value: "3", number: 3, name: "", doc: "" },
    ],
};

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
}

const fn parameter(location: Location, name: &'static str, kind: Kind, facts: &'static [Fact]) -> Parameter {
    Parameter { location, field: Field { name, kind, facts } }
}

pub static RUN_TASK: Operation = Operation {
    id: "RunTask",
    family: "image",
    method: Method::Post,
    path: "/v5/{project_id}/tasks/{task_id}/run",
    doc: "Runs a task.",
    page: PAGE_ADDRESS,
    deprecated: false,
    parameters: &[
        parameter(Location::Path, "project_id", Kind::String, &[Fact::Required, Fact::FromClient]),
        parameter(Location::Path, "task_id", Kind::String, &[Fact::Required]),
        parameter(Location::Query, "limit", Kind::Integer, &[Fact::Range(10, 200)]),
        parameter(Location::Query, "type", Kind::Enum(&TASK_TYPE), &[Fact::Required]),
        parameter(Location::Query, "scope", Kind::Enum(&SCAN_SCOPE), &[]),
        parameter(Location::Query, "level", Kind::Enum(&LEVEL), &[]),
        parameter(
            Location::Query,
            "names",
            Kind::List(&Kind::String),
            &[Fact::Items(1, 3), Fact::Length(1, 5)],
        ),
        parameter(Location::Query, "ratio", Kind::Number, &[Fact::NumberRange(0.5, f64::INFINITY)]),
        parameter(Location::Query, "password", Kind::String, &[Fact::Secret, Fact::Length(8, u64::MAX)]),
        parameter(Location::Header, "region", Kind::Enum(&OPEN), &[]),
        parameter(Location::Query, "all", Kind::Boolean, &[]),
    ],
    body: Body::Json(Kind::Model(&TASK)),
    response: Response::Json(Kind::Model(&PAGE)),
    paging: None,
};
