//! The client of a call, and its mock with `--mock`.

use hss_mock::{Fault, Mock};
use hss_runtime::schema::SchemeKind;
use hss_runtime::{
    Builder, Client, Credentials, CredentialsChain, EnvironmentCredentials, ProfileFile, Validation,
};
use hss_spec::model::Spec;

use crate::failure::Failure;
use crate::options::Options;
use crate::profile;
use crate::program::Program;
use crate::verbose::Log;

/// The key that signs requests to the mock in this process, which checks them.
const MOCK_KEY: (&str, &str) = ("MOCKACCESSKEY", "mock-secret-key");
/// The token, the API key, the user and the password of the mock.
const MOCK_TOKEN: &str = "mock";
/// The project of the mock, which is not looked up.
const MOCK_PROJECT: &str = "00000000000000000000000000000000";
/// The speed of progress on the mock in this process, as a factor to real time.
const MOCK_SPEED: u32 = 60;

/// The settings of a client for the mock.
///
/// # Errors
///
/// A variable with the region is not valid UTF-8.
pub(crate) fn to_mock(
    program: &Program,
    mut builder: Builder,
    options: &Options<'_>,
) -> Result<Builder, Failure> {
    if program.has_regions()
        && let Some(region) = options.region()?.or_else(|| program.example_region().map(Into::into))
    {
        builder = builder.region(region);
    }
    if program.signs() {
        if options.text("project-id").is_none() {
            builder = builder.project_id(MOCK_PROJECT);
        }
        builder = builder.credentials(Credentials::new(MOCK_KEY.0, MOCK_KEY.1));
    }
    for scheme in program.api.service.security().schemes {
        builder = match scheme.kind {
            SchemeKind::Basic => builder.basic(MOCK_TOKEN, MOCK_TOKEN),
            SchemeKind::ApiKey { .. } => builder.api_key(scheme.name, MOCK_TOKEN),
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect => {
                builder.bearer(MOCK_TOKEN)
            }
            _ => builder,
        };
    }
    Ok(builder)
}

/// A client, and the mock, which must live as long as the client.
pub(crate) struct Connection {
    pub(crate) client: Client,
    _mock: Option<Mock>,
}

impl Connection {
    /// A connection for one call. Time on the mock passes only where the call is repeated, so that equal seeds give equal
    /// data, however slow the machine is.
    pub(crate) fn open(program: &Program, options: &Options<'_>) -> Result<Self, Failure> {
        let speed = options.duration("watch").map(|_| MOCK_SPEED);
        Self::connect(program, options, common(program, options), speed)
    }

    /// A connection for many calls, whose client has more settings.
    #[cfg(feature = "explore")]
    pub(crate) fn open_with(
        program: &Program,
        options: &Options<'_>,
        set: impl FnOnce(Builder) -> Builder,
    ) -> Result<Self, Failure> {
        Self::connect(program, options, set(common(program, options)), Some(MOCK_SPEED))
    }

    fn connect(
        program: &Program,
        options: &Options<'_>,
        builder: Builder,
        mock_speed: Option<u32>,
    ) -> Result<Self, Failure> {
        if !options.is_set("mock") {
            return Ok(Self { client: to_service(program, builder, options)?.build()?, _mock: None });
        }
        let mock = start_mock(program, options, mock_speed)?;
        let client = to_mock(program, builder, options)?.endpoint(mock.base_url()).build()?;
        Ok(Self { client, _mock: Some(mock) })
    }
}

/// The settings that the service and a mock share.
pub(crate) fn common(program: &Program, options: &Options<'_>) -> Builder {
    let mut builder = Client::builder(program.api.service);
    if !program.version.is_empty() {
        builder = builder.user_agent_suffix(format!("{}-cli/{}", program.name, program.version));
    }
    if let Some(timeout) = options.duration("timeout") {
        builder =
            builder.timeout(timeout).connect_timeout(timeout.min(Builder::<Client>::DEFAULT_CONNECT_TIMEOUT));
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
pub(crate) fn to_service(
    program: &Program,
    mut builder: Builder,
    options: &Options<'_>,
) -> Result<Builder, Failure> {
    if options.is_set("allow-plain-http") {
        builder = builder.allow_plain_http();
    }
    if let Some(endpoint) = options.text("endpoint") {
        builder = builder.endpoint(endpoint);
    }
    if program.signs() { to_huawei(program, builder, options) } else { to_other(program, builder, options) }
}

/// A service of any vendor, with the credentials of the environment or of a profile.
fn to_other(program: &Program, mut builder: Builder, options: &Options<'_>) -> Result<Builder, Failure> {
    if let Some(region) = options.region()? {
        builder = builder.region(region);
    }
    let Some(name) = options.text("profile") else { return Ok(builder.from_env()) };
    // Not the credentials of the environment as well, which may be those of another account.
    let settings = profile::settings(program, name)?;
    Ok(builder.from_lookup(&|wanted| {
        let set = settings.iter().rev().find(|(name, value)| name == wanted && !value.is_empty());
        set.map(|(_, value)| value.clone())
    }))
}

/// A service of Huawei Cloud in a region, with the credentials of this machine or of a profile.
fn to_huawei(program: &Program, mut builder: Builder, options: &Options<'_>) -> Result<Builder, Failure> {
    let profile = options.text("profile");
    let file = || match profile {
        Some(name) => ProfileFile::standard().section(name),
        None => ProfileFile::standard(),
    };
    if let Some(name) = profile {
        profile::check(program, &file(), name)?;
    }
    match options.region()?.or_else(|| file().region().map(Into::into)) {
        Some(region) => builder = builder.region(region),
        None if program.has_regions() && options.text("endpoint").is_none() => {
            let such = program.example_region().map(|region| format!(" (such as {region})"));
            return Err(Failure::Usage(format!(
                "no region: give one with --region{}, or set HUAWEICLOUD_SDK_REGION_ID{}",
                such.unwrap_or_default(),
                program.mock_hint()
            )));
        }
        None => {}
    }
    if let (None, Some(project)) = (options.text("project-id"), file().project_id()) {
        builder = builder.project_id(project);
    }
    builder = match profile {
        Some(_) => builder.credentials(file()),
        // The metadata service is on the network, which a dry run does not use.
        None if options.is_set("dry-run") => builder.credentials(
            CredentialsChain::default().then(EnvironmentCredentials).then(ProfileFile::standard()),
        ),
        None => builder.credentials(CredentialsChain::standard()),
    };
    Ok(builder.from_env())
}

fn start_mock(program: &Program, options: &Options<'_>, speed: Option<u32>) -> Result<Mock, Failure> {
    let mut settings = Mock::builder()
        .spec(own_spec(program)?)
        .seed(options.number("mock-seed").unwrap_or(0))
        .key(MOCK_KEY.0, MOCK_KEY.1)
        .token(MOCK_TOKEN);
    settings = match (options.duration("mock-step"), speed) {
        (Some(step), _) => settings.step(step),
        (None, Some(speed)) => settings.speed(speed),
        (None, None) => settings,
    };
    if let Some(items) = options.number::<u32>("mock-items") {
        settings = settings.items("*", items);
    }
    for fault in options.texts("mock-fault") {
        settings = settings.fault(parse_fault(fault)?);
    }
    settings.start().map_err(|error| Failure::Machine(format!("the mock cannot be started: {error}")))
}

/// The spec of the program's own API.
pub(crate) fn own_spec(program: &Program) -> Result<Spec, Failure> {
    let files = program.spec.unwrap_or_default().iter().copied();
    let spec = Spec::from_files(&program.name, files);
    spec.map_err(|problems| Failure::Machine(format!("the spec of this program can't be read:\n{problems}")))
}

/// A fault, for all operations unless it names one.
pub(crate) fn parse_fault(text: &str) -> Result<Fault, Failure> {
    text.parse().map_err(|error| Failure::Usage(format!("`{text}` is not a fault: {error}")))
}
