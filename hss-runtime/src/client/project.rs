//! The project of a client of Huawei Cloud.

use crate::client::handle::Client;
use crate::error::Error;
use crate::pipeline::look_up;

/// Name of the client parameter.
const PROJECT_ID: &str = "project_id";

impl Client {
    /// Returns the project id that calls use: the configured one, else that of the project with the name of the region,
    /// which is looked up once.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if there is no such project or several, which are listed, and any failure of a call.
    pub async fn find_project_id(&self) -> Result<&str, Error> {
        match self.project_id() {
            Some(id) => Ok(id),
            None => look_up(self.shared(), PROJECT_ID, self.shared().deadline).await,
        }
    }

    /// The project id that calls use, if it is configured or has been looked up.
    pub fn project_id(&self) -> Option<&str> {
        self.shared().parameter(PROJECT_ID)
    }
}
