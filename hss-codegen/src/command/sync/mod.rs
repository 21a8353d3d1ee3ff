//! `hss-codegen sync`

mod failed_documents;
mod neighbours;
mod network;
mod plan;
mod removed_operations;
mod sources;
mod url;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use hss_spec::Outcome;
use hss_spec::import::read_index;
use hss_spec::place::Problems;
use hss_spec::shown::shown;

use super::documents::{Documents, FormChoice, Reading, VendorDescriptions};
use super::output;
use super::sources::Source;
use super::spec_folder::SpecFolder;
use super::stop::Stop;
use super::update::{Base, Update, unwritten};
use crate::fetch::{Cache, Fetched, Site, Wanted};
use failed_documents::Read;
use plan::{INDEX, OPENAPI, PAGES, Plan, is_whole_api};

pub(super) use neighbours::Neighbours;
pub(super) use network::Network;
pub(super) use sources::SetSources;
pub(super) use url::read_address;

#[derive(Args)]
pub(super) struct Sync {
    /// The folder for documents between runs [default: target/sync].
    #[arg(long, value_name = "DIR", conflicts_with = "from")]
    cache: Option<PathBuf>,
    /// Request nothing; import the documents of this cache.
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// Remove the operations that are gone.
    #[arg(long)]
    prune: bool,
    /// Also generate the client of the new spec and write it to this file, together with the spec or not at all.
    #[arg(long, value_name = "PATH")]
    generate: Option<PathBuf>,
    /// Report what would change, and write neither spec nor code.
    #[arg(long)]
    dry_run: bool,
    /// Also write the report to this file, as the Markdown of a pull request.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The vendor's own descriptions: written into the spec, or dropped
    #[arg(long, value_enum, default_value_t = VendorDescriptions::Drop)]
    vendor_descriptions: VendorDescriptions,
    /// The form of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    network: Network,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Maximum number of different reasons in a message.
const REASONS: usize = 8;

/// The content of a document: what it describes, or the operations that it lists.
enum Content {
    Documents(Box<Documents>),
    Index(BTreeSet<String>),
}

/// The documents of a run.
#[derive(Default)]
struct Collected {
    read: Read,
    index: Option<BTreeSet<String>>,
    missing: Vec<String>,
    /// The documents that could not be fetched or read, with the reason.
    unreadable: Vec<(String, String)>,
    changed: usize,
    failed: usize,
    asked: usize,
}

impl Sync {
    /// Returns true if something changed: files of the spec, or operations that are gone.
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<bool, Stop> {
        let mut outcome = Outcome::default();
        let update = Update {
            group: None,
            generate: self.generate.as_deref(),
            regions: None,
            report: self.report.as_deref(),
            prune: self.prune,
            strict: false,
            dry_run: self.dry_run,
            as_json: self.format == Format::Json,
        };
        let result = self.sync(&update, folder, &mut outcome);
        let is_changed = result.as_ref().is_ok_and(|is_changed| *is_changed);
        let result = result.map(drop);
        update.finish(&mut outcome, &result)?;
        if !update.as_json && result.is_ok() {
            for (document, reason) in &outcome.unreadable {
                output::print(&format!("{}: unreadable: {}\n", shown(document), shown(reason)))?;
            }
            output::print(&figures(&outcome))?;
        }
        result.map(|()| is_changed)
    }

    fn sync(&self, update: &Update<'_>, folder: &SpecFolder, outcome: &mut Outcome) -> Result<bool, Stop> {
        update.prepare(folder)?;
        let base = Base::read(folder)?;
        let plan = Plan::new(&base.spec);
        let mut cache = Cache::read(self.folder()).map_err(Stop::new)?;
        let client = match &self.from {
            None if plan.is_empty() => {
                return Err(Stop::new("service.json names no sources; `hss-codegen sources` sets them"));
            }
            None => {
                cache.start().map_err(Stop::new)?;
                Some(self.network.client()?)
            }
            Some(from) if cache.is_new() => {
                let message = format!("{}: no run of `sync` has filled this folder", output::name(from));
                return Err(Stop::new(message));
            }
            Some(_) => None,
        };
        if client.is_some() && cache.is_resumed() {
            update.tell("the last run was interrupted; this one continues it\n")?;
        }
        let site = Site { client: client.as_ref(), cache: &cache };
        let (mut collected, wanted) = self.collect(&plan, &site)?;
        collected.refuse_failures().map_err(unwritten)?;
        update.tell(&collected.figures())?;
        let missing = collected.missing.iter().map(String::as_str).collect();
        let gone =
            removed_operations::removed(&plan, collected.index.as_ref(), &missing, &cache).map_err(unwritten);
        let applied = gone.and_then(|gone| apply(update, folder, &base, &mut collected, &gone, outcome));
        if applied.is_err() && client.is_some() && collected.failed == 0 {
            // All documents were fetched, so the next run requests them again, with conditions.
            cache.end().map_err(Stop::new)?;
        }
        applied?;
        outcome.unreadable = std::mem::take(&mut collected.unreadable);
        if client.is_some() && collected.failed == 0 {
            let beside = cache.keys();
            let beside = beside.iter().filter(|key| plan::is_beside(key, &wanted));
            let keys: BTreeSet<&str> = wanted.iter().chain(beside).map(String::as_str).collect();
            cache.finish(&keys, collected.index.as_ref()).map_err(Stop::new)?;
        }
        let is_another = outcome.operations.iter().any(|(_, state)| *state != "unchanged");
        let is_changed = outcome.changes.as_ref().is_some_and(|changes| !changes.is_empty());
        Ok(is_another || is_changed || !outcome.written.is_empty())
    }

    fn folder(&self) -> &Path {
        let folder = self.from.as_deref().or(self.cache.as_deref());
        folder.unwrap_or(Path::new("target/sync"))
    }

    /// Fetches and reads all documents; returns them with their keys.
    fn collect(&self, plan: &Plan<'_>, site: &Site<'_>) -> Result<(Collected, Vec<String>), Stop> {
        let mut collected = Collected::default();
        let read = |wanted: &Wanted, name: &str, text: &[u8]| self.read(plan, site, wanted, name, text);
        let index = match plan.index()? {
            None if self.from.is_some() && site.cache.keys().iter().any(|key| key == INDEX) => {
                Some(Wanted { key: INDEX.to_owned(), addresses: Vec::new(), ending: "md" })
            }
            index => index,
        };
        let index: Vec<Wanted> = index.into_iter().collect();
        collected.add(&index, site.fetch(&index, &read));
        collected.index = collected.index.take().map(|listed| plan.spelled(listed));
        let was_listed = site.cache.listed();
        if let Some(listed) =
            collected.index.take_if(|index| removed_operations::is_implausible(index, &was_listed))
        {
            let reason = format!(
                "it lists {} operations, and listed {} before; it is ignored",
                listed.len(),
                was_listed.len()
            );
            collected.unreadable.push((INDEX.to_owned(), reason));
        }
        let listed = collected.index.clone().unwrap_or_default();
        let mut documents = plan.documents(&listed)?;
        if self.from.is_some() {
            // Including those of operations that the spec does not have yet.
            documents = plan::of_cache(site.cache);
        }
        collected.add(&documents, site.fetch(&documents, &read));
        let wanted = index.into_iter().chain(documents).map(|wanted| wanted.key).collect();
        Ok((collected, wanted))
    }

    fn read(
        &self,
        plan: &Plan<'_>,
        site: &Site<'_>,
        wanted: &Wanted,
        name: &str,
        text: &[u8],
    ) -> Result<Content, String> {
        let source = Source::of_site(name, text);
        if wanted.key == INDEX {
            let text = source.text().map_err(|problems| problems.to_string())?;
            let document = hss_spec::import::Document::new(name, text);
            return read_index(&document, plan.pages)
                .map(Content::Index)
                .map_err(|problems| reason(&problems));
        }
        let reading = Reading { form: FormChoice::Auto, vendor_descriptions: self.vendor_descriptions };
        let mut documents = Documents::default();
        let beside = Neighbours::new(|path| site.referred(&plan::beside(wanted, path)?));
        let added = documents.add_with_files(&source, reading, None, &|path| beside.read(path));
        if let Some(failure) = beside.failure() {
            return Err(failure);
        }
        added.map_err(|problems| reason(&problems))?;
        let expected = wanted.key.split_once('/').filter(|(folder, _)| *folder != OPENAPI);
        if let Some((folder, id)) = expected {
            let drafts = if folder == PAGES { &documents.drafts } else { &documents.explorer };
            match drafts.as_slice() {
                [draft] if draft.operation.id == id => {}
                [draft] => {
                    return Err(format!("it describes operation `{}`, not `{id}`", draft.operation.id));
                }
                _ => return Err("another kind of document".to_owned()),
            }
        }
        Ok(Content::Documents(Box::new(documents)))
    }
}

impl Collected {
    fn add(&mut self, wanted: &[Wanted], fetched: Vec<Fetched<Content>>) {
        for (wanted, fetched) in wanted.iter().zip(fetched) {
            self.asked += 1;
            let key = wanted.key.clone();
            match fetched {
                Fetched::Read(Content::Documents(documents), is_changed) => {
                    self.changed += usize::from(is_changed);
                    self.read.insert(key, *documents);
                }
                Fetched::Read(Content::Index(ids), _) => self.index = Some(ids),
                Fetched::Missing if key == INDEX || is_whole_api(&key) => {
                    self.unreadable.push((key, "the site does not have it".to_owned()));
                }
                Fetched::Missing => self.missing.push(key),
                Fetched::Unreadable(reason) => self.unreadable.push((key, reason)),
                Fetched::Failed(reason) => {
                    self.failed += 1;
                    self.unreadable.push((key, reason));
                }
            }
        }
    }

    /// The documents in figures.
    fn figures(&self) -> String {
        let Self { asked, changed, missing, unreadable, .. } = self;
        let (missing, unreadable) = (missing.len(), unreadable.len());
        format!("{asked} documents: {changed} new or changed, {missing} missing, {unreadable} unreadable\n")
    }

    /// Refuses the results if at least half of the requests failed.
    fn refuse_failures(&self) -> Result<(), Stop> {
        if self.failed == 0 || self.failed * 2 < self.asked {
            return Ok(());
        }
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, reason) in &self.unreadable {
            *reasons.entry(reason).or_default() += 1;
        }
        let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let reasons: Vec<String> =
            reasons.iter().take(REASONS).map(|(reason, count)| format!("{count}: {reason}")).collect();
        let message = format!(
            "{} of {} documents could not be fetched; the same command continues this run\n{}",
            self.failed,
            self.asked,
            reasons.join("\n")
        );
        Err(Stop::new(message))
    }
}

/// Imports the documents. One that causes an error is left out, and the others are imported without it.
fn apply(
    update: &Update<'_>,
    folder: &SpecFolder,
    base: &Base,
    collected: &mut Collected,
    gone: &BTreeSet<String>,
    outcome: &mut Outcome,
) -> Result<(), Stop> {
    if update.prune {
        // The site may still have the document of an operation that its index no longer lists.
        collected.read.retain(|key, _| key.rsplit_once('/').is_none_or(|(_, id)| !gone.contains(id)));
    }
    loop {
        outcome.unreadable.clone_from(&collected.unreadable);
        let mut documents = Documents::default();
        collected.read.values().cloned().for_each(|one| documents.append(one));
        documents.is_one_unread = collected.unreadable.iter().any(|(key, _)| is_whole_api(key));
        removed_operations::refuse_another_api(&base.spec, &documents).map_err(unwritten)?;
        let stop = match update.apply(folder, base, documents, gone.clone(), outcome) {
            Ok(()) => return Ok(()),
            Err(stop) => stop,
        };
        let failed = failed_documents::failed(&base.spec, &collected.read, &stop.problems);
        if failed.is_empty() || failed_documents::is_disagreement(&collected.read, &stop.problems) {
            return Err(stop);
        }
        for (key, reason) in failed {
            collected.read.remove(&key);
            collected.unreadable.push((key, reason));
        }
    }
}

/// The first problem, and the number of problems.
fn reason(problems: &Problems) -> String {
    let errors: Vec<String> =
        problems.0.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    match errors.as_slice() {
        [first, rest @ ..] if !rest.is_empty() => format!("{first} (and {} more)", rest.len()),
        [first, ..] => first.clone(),
        [] => problems.to_string(),
    }
}

/// The last line of the report.
fn figures(outcome: &Outcome) -> String {
    let count = |state: &str| outcome.operations.iter().filter(|(_, one)| *one == state).count();
    let states =
        ["new", "changed", "unchanged", "gone", "removed"].map(|state| format!("{} {state}", count(state)));
    let (unreadable, unread) = (outcome.unreadable.len(), outcome.unread.0.len());
    format!("\n{}; {unreadable} documents unreadable, {unread} constraints unread\n", states.join(", "))
}
