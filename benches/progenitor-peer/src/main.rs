//! `progenitor-peer DOCUMENT CODE`: has progenitor's library write its builder-style client of an OpenAPI document,
//! the way that its own documentation shows for a build script.

use std::env;
use std::error::Error;
use std::fs;

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(document), Some(code)) = (arguments.next(), arguments.next()) else {
        return Err("usage: progenitor-peer DOCUMENT CODE".into());
    };
    // JSON is YAML too, but its own reader is faster.
    let text = fs::read_to_string(document)?;
    let document: OpenAPI = match serde_json::from_str(&text) {
        Ok(document) => document,
        Err(_) => serde_norway::from_str(&text)?,
    };
    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Builder);
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    fs::write(code, prettyplease::unparse(&syn::parse2(tokens)?))?;
    Ok(())
}
