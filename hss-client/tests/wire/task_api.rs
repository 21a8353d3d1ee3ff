//! A small API, written as the generator writes them.

use hss_client::runtime::schema::Tables;
use hss_client::runtime::{Visitor, VisitorMut};
use hss_client::{Client, Model, Paged, Request, dynamic::Call};

static LIST_TASKS: Tables = Tables::with(
    "operation ListTasks image GET /v5/{project_id}/image/tasks
doc Lists tasks.
page https://example.com/ListTasks.html
response @ListTasksResponse
pages 1 2 data_list total_num
path project_id string required client
query offset integer range=0..2000000 default=0
query limit integer range=1..200 default=10
query type string required
query severity_list []string
header region string client
header X-Auth-Token string required client secret",
    &[&LIST_TASKS_RESPONSE],
);

#[derive(Debug)]
pub(crate) struct ListTasks(Call);

pub(crate) fn list_tasks(client: &Client) -> ListTasks {
    ListTasks(Call::of(client, &LIST_TASKS).with(3, "image_scan"))
}

impl ListTasks {
    pub(crate) fn into_call(self) -> Call {
        self.0
    }

    pub(crate) fn offset(self, offset: i64) -> Self {
        Self(self.0.with(1, offset))
    }

    pub(crate) fn limit(self, limit: i64) -> Self {
        Self(self.0.with(2, limit))
    }

    pub(crate) fn severity_list(self, list: Vec<&str>) -> Self {
        Self(self.0.with(4, list))
    }
}

impl Request for ListTasks {
    type Response = ListTasksResponse;

    fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

impl Paged for ListTasks {
    type Item = Task;

    fn items_of(response: &mut Self::Response) -> Option<&mut Vec<Task>> {
        response.data_list.as_mut()
    }
}

pub(crate) struct ListTasksResponse {
    pub(crate) total_num: Option<i64>,
    pub(crate) data_list: Option<Vec<Task>>,
}

static LIST_TASKS_RESPONSE: Tables = Tables::with(
    "model ListTasksResponse
total_num integer
data_list []@Task",
    &[&TASK],
);

impl Model for ListTasksResponse {
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        let mut new = Self { total_num: None, data_list: None };
        visitor.visit_mut(LIST_TASKS_RESPONSE.model(0), &mut [&mut new.total_num, &mut new.data_list]);
        new
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        visitor.visit(LIST_TASKS_RESPONSE.model(0), &[&self.total_num, &self.data_list]);
    }
}

hss_runtime::models!(ListTasksResponse);

pub(crate) struct Task {
    pub(crate) id: Option<i64>,
}

static TASK: Tables = Tables::new(
    "model Task
id integer",
);

impl Model for Task {
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        let mut new = Self { id: None };
        visitor.visit_mut(TASK.model(0), &mut [&mut new.id]);
        new
    }

    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        visitor.visit(TASK.model(0), &[&self.id]);
    }
}

hss_runtime::models!(Task);

/// An operation on the task of that name: how its table begins, and what it says besides.
macro_rules! of_a_task {
    ($head:literal, $lines:literal) => {
        Tables::with(
            concat!(
                "operation ",
                $head,
                " /v5/{project_id}/image/tasks/{task_name}\n",
                $lines,
                "\npath project_id string required client\npath task_name string required"
            ),
            &[&TASK],
        )
    };
}

static CREATE_TASK: Tables = of_a_task!("CreateTask image POST", "doc Creates a task.\nbody @Task");
static REPLACE_TASK: Tables = of_a_task!("ReplaceTask image PUT", "doc Replaces a task.\nbody @Task");
static DELETE_TASK: Tables = of_a_task!("DeleteTask image DELETE", "doc Deletes a task.\nbody @Task");
static EXPORT_TASK: Tables = of_a_task!("ExportTask image GET", "doc Exports a task.\nresponse file");
static UPLOAD_TASK: Tables = of_a_task!("UploadTask image POST", "doc Uploads a task.\nform @Task");

#[derive(Debug)]
pub(crate) struct Writing(Call);

impl Request for Writing {
    type Response = ();

    fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

pub(crate) fn create_task(client: &Client, name: &str) -> Writing {
    Writing(Call::of(client, &CREATE_TASK).with(1, name).with_body(Task { id: Some(7) }))
}

pub(crate) fn replace_task(client: &Client, name: &str) -> Writing {
    Writing(Call::of(client, &REPLACE_TASK).with(1, name).with_body(Task { id: Some(7) }))
}

pub(crate) fn delete_task(client: &Client, name: &str) -> Writing {
    Writing(Call::of(client, &DELETE_TASK).with(1, name))
}

pub(crate) fn upload_task(client: &Client, name: &str) -> Writing {
    Writing(Call::of(client, &UPLOAD_TASK).with(1, name).with_form(Task { id: Some(7) }))
}

pub(crate) struct ExportTask(Call);

impl Request for ExportTask {
    type Response = hss_client::Download;

    fn call(&mut self) -> &mut Call {
        &mut self.0
    }
}

pub(crate) fn export_task(client: &Client, name: &str) -> ExportTask {
    ExportTask(Call::of(client, &EXPORT_TASK).with(1, name))
}
