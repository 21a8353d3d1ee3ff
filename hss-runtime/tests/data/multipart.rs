//! Models that are sent as multipart forms, with files.
#![allow(unreachable_pub, reason = "as in generated code")]

use hss_runtime::generated::*;
use hss_runtime::{FileContent, Model, Visitor, VisitorMut, decode, encode};

#[non_exhaustive]
pub struct Upload {
    pub title: Option<String>,
    pub size: Option<i64>,
    pub logo: Option<FileContent>,
    pub tags: Option<Vec<String>>,
    pub extra: Option<Json>,
}
static UPLOAD: Tables = Tables::new(
    "model Upload
title string
size integer
logo file required
tags []string
extra json",
);
impl Model for Upload {
    #[inline]
    fn with_fields(visitor: &mut dyn VisitorMut) -> Self {
        let mut new = Self { title: None, size: None, logo: None, tags: None, extra: None };
        visitor.visit_mut(
            UPLOAD.model(0),
            &mut [&mut new.title, &mut new.size, &mut new.logo, &mut new.tags, &mut new.extra],
        );
        new
    }
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn Visitor<'a>) {
        visitor.visit(UPLOAD.model(0), &[&self.title, &self.size, &self.logo, &self.tags, &self.extra]);
    }
}
::hss_runtime::models!(Upload);

fn form(upload: &Upload) -> (String, String) {
    let form = encode::multipart(upload, &[]).unwrap();
    (form.content_type, String::from_utf8(form.body).unwrap())
}

#[test]
fn each_field_is_a_part_and_each_element_of_a_list() {
    let mut upload = Upload::empty();
    upload.title = Some("Überblick".to_owned());
    upload.size = Some(3);
    upload.logo = Some(FileContent::new("logo.png", &b"abc"[..]).with_content_type("image/png"));
    upload.tags = Some(vec!["x".to_owned(), "y".to_owned()]);
    upload.extra = Some(serde_json::json!({"a": 1}));
    assert_eq!(upload.clone(), upload);
    let (content_type, body) = form(&upload);
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let line = format!("--{boundary}");
    let plain = "Content-Disposition: form-data; name=";
    let expected = format!(
        "{line}\n{plain}\"title\"\n\nÜberblick\n{line}\n{plain}\"size\"\n\n3\n\
         {line}\n{plain}\"logo\"; filename=\"logo.png\"\nContent-Type: image/png\n\nabc\n\
         {line}\n{plain}\"tags\"\n\nx\n{line}\n{plain}\"tags\"\n\ny\n\
         {line}\n{plain}\"extra\"\nContent-Type: application/json\n\n{{\"a\":1}}\n{line}--\n"
    );
    assert_eq!(body, expected.replace('\n', "\r\n"));
}

#[test]
fn a_name_cannot_end_its_header_nor_a_content_its_part() {
    let mut upload = Upload::empty();
    let first = form(&upload).0;
    let content = format!("--{}--\r\n", first.split('=').next_back().unwrap());
    let evil = FileContent::new("a\"\r\nX: y", content.into_bytes()).with_content_type("text/x\r\nX: y");
    upload.logo = Some(evil);
    let (content_type, body) = form(&upload);
    let line = format!("--{}", content_type.split('=').next_back().unwrap());
    assert_eq!(body.matches(&line).count(), 2, "a content ends the form: {body}");
    assert!(!content_type.contains("hss"));
    assert!(body.contains("filename=\"a%22%0D%0AX: y\"\r\nContent-Type: text/xX: y\r\n\r\n"));
}

#[test]
fn equal_forms_are_encoded_alike_and_each_other_form_has_another_boundary() {
    let mut upload = Upload::empty();
    upload.title = Some("a".to_owned());
    let (boundary, body) = form(&upload);
    assert_eq!(form(&upload.clone()), (boundary.clone(), body));
    assert_eq!(boundary.len(), "multipart/form-data; boundary=form-".len() + 32);
    upload.title = Some("b".to_owned());
    let other = form(&upload).0;
    upload.title = None;
    upload.tags = Some(vec!["b".to_owned()]);
    assert!(boundary != other && ![boundary, other].contains(&form(&upload).0));
}

#[test]
fn a_file_has_no_place_in_json() {
    let mut upload = Upload::empty();
    upload.logo = Some(FileContent::new("logo.png", &b"abc"[..]));
    let error = encode::to_vec(&upload).unwrap_err().to_string();
    assert_eq!(error, "a value is a file, which JSON cannot represent");
    assert_eq!(format!("{upload:?}"), "Upload { logo: \"logo.png\" (application/octet-stream, 3 bytes) }");
    assert!(decode::from_slice(br#"{"logo":"abc"}"#, &mut upload).is_err());
}

#[test]
fn a_content_full_of_boundaries_takes_no_longer_than_another() {
    let mut upload = Upload::empty();
    let content: String = (0..8_000).map(|number| format!("--form-{number:026}\r\n")).collect();
    upload.logo = Some(FileContent::new("logo.png", content.into_bytes()));
    let start = std::time::Instant::now();
    form(&upload);
    assert!(start.elapsed() < std::time::Duration::from_secs(2));
}
