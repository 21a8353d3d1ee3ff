//! The client of a call, and its mock with `--mock`.

use hss_client::{
    Builder, Client, Credentials, CredentialsChain, EnvironmentCredentials, ProfileFile, Validation,
};
use hss_mock::{Fault, Mock};

use crate::command::Options;
use crate::failure::Failure;
use crate::profile;
use crate::verbose::Log;

/// The key with which requests to the mock in this process are signed; it checks them.
const MOCK_KEY: (&str, &str) = ("MOCKACCESSKEY", "mock-secret-key");
/// The project there, which is not looked up.
const MOCK_PROJECT: &str = "00000000000000000000000000000000";
/// The speed of progress on the mock in this process, as a factor to real time.
const MOCK_SPEED: u32 = 60;

/// The settings of a client for the mock.
pub(crate) fn to_mock(builder: Builder, options: &Options<'_>) -> Builder {
    let builder = match options.text("project-id") {
        Some(_) => builder,
        None => builder.project_id(MOCK_PROJECT),
    };
    builder
        .region(options.region().unwrap_or_else(|| "cn-north-4".into()))
        .credentials(Credentials::new(MOCK_KEY.0, MOCK_KEY.1))
}

/// A client, and the mock that must live as long as it.
pub(crate) struct Connection {
    pub(crate) client: Client,
    _mock: Option<Mock>,
}

impl Connection {
    pub(crate) fn open(options: &Options<'_>) -> Result<Self, Failure> {
        if !options.is_set("mock") {
            let client = common(Client::builder(), options);
            return Ok(Self { client: to_service(client, options)?.build()?, _mock: None });
        }
        let mock = start_mock(options)?;
        let client =
            to_mock(common(Client::builder(), options), options).endpoint(mock.base_url()).build()?;
        Ok(Self { client, _mock: Some(mock) })
    }
}

/// The settings that the service and a mock share.
pub(crate) fn common(mut builder: Builder, options: &Options<'_>) -> Builder {
    builder = builder.user_agent_suffix(concat!("hss-cli/", env!("CARGO_PKG_VERSION")));
    if let Some(timeout) = options.duration("timeout") {
        builder = builder.timeout(timeout).connect_timeout(timeout.min(Builder::DEFAULT_CONNECT_TIMEOUT));
    }
    if let Some(project) = options.text("project-id") {
        builder = builder.project_id(project);
    }
    builder = builder.validation(match options.text("validation") {
        Some("off") => Validation::Off,
        Some("warn") => Validation::Warn,
        _ => Validation::Enforce,
    });
    if options.is_set("verbose") { builder.hook(Log) } else { builder }
}

/// The service in a region, with the credentials of this machine or of a profile.
pub(crate) fn to_service(mut builder: Builder, options: &Options<'_>) -> Result<Builder, Failure> {
    let profile = options.text("profile");
    let file = || match profile {
        Some(name) => ProfileFile::standard().section(name),
        None => ProfileFile::standard(),
    };
    if let Some(name) = profile {
        profile::check(&file(), name)?;
    }
    let region = options.region().or_else(|| file().region().map(Into::into));
    match (&region, options.text("endpoint")) {
        (None, None) => {
            return Err(Failure::Usage(
                "no region: give one with --region (such as cn-north-4), or set HUAWEICLOUD_SDK_REGION_ID\n\n\
                 hint: to try any command without an account, add --mock"
                    .to_owned(),
            ));
        }
        (region, endpoint) => {
            if let Some(region) = region {
                builder = builder.region(region.clone());
            }
            if let Some(endpoint) = endpoint {
                builder = builder.endpoint(endpoint);
            }
        }
    }
    if options.is_set("allow-plain-http") {
        builder = builder.allow_plain_http();
    }
    if let (None, Some(project)) = (options.text("project-id"), file().project_id()) {
        builder = builder.project_id(project);
    }
    builder = match profile {
        Some(_) => builder.credentials(file()),
        // The metadata service is on the network, which a dry run leaves alone.
        None if options.is_set("dry-run") => builder.credentials(
            CredentialsChain::default().then(EnvironmentCredentials).then(ProfileFile::standard()),
        ),
        None => builder.credentials(CredentialsChain::standard()),
    };
    Ok(builder.from_env())
}

fn start_mock(options: &Options<'_>) -> Result<Mock, Failure> {
    let mut settings =
        Mock::builder().seed(options.number("mock-seed").unwrap_or(0)).key(MOCK_KEY.0, MOCK_KEY.1);
    settings = match options.duration("mock-step") {
        Some(step) => settings.step(step),
        None => settings.speed(MOCK_SPEED),
    };
    if let Some(items) = options.number::<u32>("mock-items") {
        settings = settings.items("*", items);
    }
    for fault in options.texts("mock-fault") {
        settings = settings.fault(parse_fault(fault)?);
    }
    settings.start().map_err(|error| Failure::Machine(format!("the mock cannot be started: {error}")))
}

/// A fault, for all operations unless it names one.
pub(crate) fn parse_fault(text: &str) -> Result<Fault, Failure> {
    text.parse().map_err(|error| Failure::Usage(format!("`{text}` is not a fault: {error}")))
}
