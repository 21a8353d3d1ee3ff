//! The routes of the server.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hss_runtime::schema::Operation;
use serde::Deserialize;

use super::guard::{self, Names};
use super::session::Session;
use super::submitted_form::SubmittedForm;
use super::upload::Upload;
use super::{list, page, preview, report, script, search_words, send};

/// The largest form, in bytes.
const FORM: usize = 32 << 20;

/// The largest file that a form takes, in bytes.
const UPLOAD: usize = 512 << 20;

pub(super) const STYLE: &str = include_str!("assets/explore.css");
pub(super) const ICON: &str = include_str!("assets/icon.svg");

/// The conditions of access.
struct Access {
    token: String,
    names: Names,
}

/// All routes, behind the token.
pub(super) fn router(session: Arc<Session>, token: &str, address: SocketAddr) -> Router {
    let access = Arc::new(Access { token: token.to_owned(), names: Names::of(address) });
    Router::new()
        .route("/{token}/", get(index))
        .route("/{token}/changes.html", get(changes))
        .route("/{token}/op/{group}/{page}", get(operation))
        .route(
            "/{token}/explore.js",
            get(|| async { typed("text/javascript; charset=utf-8", script::PAGES) }),
        )
        .route("/{token}/explore.css", get(|| async { typed("text/css; charset=utf-8", STYLE) }))
        .route("/{token}/icon.svg", get(|| async { typed("image/svg+xml", ICON) }))
        .route("/{token}/words.js", get(words))
        .route("/{token}/check/{group}/{command}", post(check))
        .route("/{token}/send/{group}/{command}", post(call))
        .route("/{token}/next/{listing}", post(next_page))
        .route("/{token}/upload", post(upload).layer(DefaultBodyLimit::max(UPLOAD)))
        .route("/{token}/file/{file}", get(file))
        .layer(DefaultBodyLimit::max(FORM))
        .with_state(session)
        .layer(middleware::from_fn_with_state(access, admit))
}

/// Refuses requests without the token, and those of other sites.
async fn admit(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    let given = request.uri().path().split('/').nth(1).unwrap_or_default();
    let refused = access.names.refusal(request.method(), request.headers()).or_else(|| {
        (!guard::is_equal(given, &access.token))
            .then_some("open the address that the command printed: it contains the token of this session")
    });
    let mut response = match refused {
        Some(_) if is_shared(&access, &request) => shared(request.uri().path()),
        Some(reason) => (StatusCode::FORBIDDEN, reason).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in guard::HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// True for a shared link, which has no token, and for its script. Neither reveals anything about this session.
fn is_shared(access: &Access, request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::GET
        && access.names.refusal(request.method(), request.headers()).is_none()
        && (path.starts_with("/op/") || path == "/enter.js")
}

/// The page of a shared link: its script continues to the page itself if this browser has the explorer open.
fn shared(path: &str) -> Response {
    if path == "/enter.js" {
        return typed("text/javascript; charset=utf-8", script::ENTER);
    }
    html(maud::html! {
        (maud::DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "A shared link" } script src="/enter.js" defer {} }
            body { p { "In this browser, open the address that the command printed, and then this link again." } }
        }
    })
}

fn typed(media_type: &'static str, text: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, media_type)], text.into()).into_response()
}

fn html(page: maud::Markup) -> Response {
    typed("text/html; charset=utf-8", page.into_string())
}

fn not_found(text: &'static str) -> Response {
    (StatusCode::NOT_FOUND, text).into_response()
}

async fn index(State(session): State<Arc<Session>>) -> Response {
    html(list::page(&session.site))
}

async fn words(State(session): State<Arc<Session>>) -> Response {
    typed("text/javascript; charset=utf-8", search_words::script(&session.site.program))
}

async fn changes(State(session): State<Arc<Session>>) -> Response {
    match report::page(&session.site) {
        Some(page) => html(page),
        None => not_found("there is no report: start the explorer with --report FILE"),
    }
}

type OperationPath = Path<(String, String, String)>;

fn find(session: &Session, group: &str, command: &str) -> Option<&'static Operation> {
    session.site.program.catalog.in_group(group, command)
}

async fn operation(State(session): State<Arc<Session>>, Path((_, group, name)): OperationPath) -> Response {
    let command = name.strip_suffix(".html").unwrap_or(&name);
    match find(&session, &group, command) {
        Some(operation) => html(page::of_operation(&session.site, operation)),
        None => not_found("there is no such operation"),
    }
}

async fn check(
    State(session): State<Arc<Session>>,
    Path((_, group, command)): OperationPath,
    Json(submitted): Json<SubmittedForm>,
) -> Response {
    match find(&session, &group, &command) {
        Some(operation) => Json(preview::check(&session, operation, &submitted).await).into_response(),
        None => not_found("there is no such operation"),
    }
}

async fn call(
    State(session): State<Arc<Session>>,
    Path((_, group, command)): OperationPath,
    Json(submitted): Json<SubmittedForm>,
) -> Response {
    match find(&session, &group, &command) {
        Some(operation) => Json(send::call(&session, operation, &submitted).await).into_response(),
        None => not_found("there is no such operation"),
    }
}

async fn next_page(State(session): State<Arc<Session>>, Path((_, listing)): Path<(String, u64)>) -> Response {
    Json(send::next_page(&session, listing).await).into_response()
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

async fn upload(State(session): State<Arc<Session>>, Query(named): Query<Named>, bytes: Bytes) -> Response {
    match Upload::file(&named.name, &bytes) {
        Ok(upload) => Json(session.uploads.put(upload, |_| true)).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn file(State(session): State<Arc<Session>>, Path((_, number)): Path<(String, u64)>) -> Response {
    match session.downloads.get(number) {
        Some(bytes) => {
            let mut response = typed("application/octet-stream", bytes);
            // It is never shown as a page of this server.
            response
                .headers_mut()
                .insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
            response
        }
        None => not_found("this file is no longer available: send the call again"),
    }
}
