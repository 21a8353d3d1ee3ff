//! The judgement of a document.

use std::path::Path;

use hss_spec::model::Spec;
use serde_json::Value;

use super::calls::Call;
use super::known::Known;
use super::prism::Prism;
use super::program::Member;
use super::verdict::Verdict;
use crate::Error;
use crate::corpus::document;
use crate::corpus::import;
use crate::corpus::notes::{self, Left};

/// A call and its verdict.
#[derive(Debug)]
pub(crate) struct JudgedCall {
    pub(crate) operation: String,
    pub(crate) extent: &'static str,
    pub(crate) verdict: Verdict,
    /// True if all of its messages are on the list of faults that are not the client's.
    pub(crate) is_known: bool,
    /// The program's line: request and response.
    pub(crate) exchange: Value,
}

/// A document's verdicts.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// The file's name.
    pub(crate) document: String,
    /// The number of its operations.
    pub(crate) operations: usize,
    /// The number of those that came in.
    pub(crate) taken: usize,
    pub(crate) left: Vec<Left>,
    /// The number of operations whose client and calls compile.
    pub(crate) compiled: usize,
    pub(crate) calls: Vec<JudgedCall>,
    /// The reason why there are no calls: the importer, the compiler or Prism refused the document.
    pub(crate) failure: Option<String>,
    /// True if it was Prism, for a reason on the list.
    pub(crate) is_failure_known: bool,
}

impl Judged {
    /// Imports the document, compiles its calls, and has Prism judge them.
    pub(crate) fn of(
        root: &Path,
        document: &Path,
        member: &Member<'_>,
        prism: &Prism,
        known: &Known,
    ) -> Result<Self, Error> {
        let name = document.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let operations = document::operations(document)?;
        let mut judged = Self { document: name, operations: operations.len(), ..Self::default() };
        let folder = member.spec_folder();
        let imported = import::run(&import::program(root, "debug"), &folder, document, member.limit())?;
        judged.taken = imported.taken.len();
        let Some(code) = &imported.code else {
            return Ok(judged.failed("import", imported.refusal.as_deref().unwrap_or("no code")));
        };
        judged.left = notes::left(&operations, &imported.taken, &imported.notes);
        let path = folder.join("api");
        let spec = match hss_spec::read_folder(&path) {
            Ok(spec) => spec,
            Err(error) => return Ok(judged.failed("spec", &error.to_string())),
        };
        let calls = Call::all(&spec, &member.crate_name());
        judged.call(code, &spec, &calls, document, member, prism, known)?;
        Ok(judged)
    }

    #[allow(clippy::too_many_arguments, reason = "the second half of one function")]
    fn call(
        &mut self,
        code: &Path,
        spec: &Spec,
        calls: &[Call],
        document: &Path,
        member: &Member<'_>,
        prism: &Prism,
        known: &Known,
    ) -> Result<(), Error> {
        let compiled = member.compile(code, spec, calls)?;
        if let Some(broken) = &compiled.broken {
            self.fail("compiler", broken);
            return Ok(());
        }
        let mut verdicts: Vec<Option<(Verdict, Value)>> = calls
            .iter()
            .map(|call| Some((Verdict::NotCompiled(call.unwritten()?.to_owned()), Value::Null)))
            .collect();
        for (index, message) in compiled.left_out {
            verdicts[index] = Some((Verdict::NotCompiled(message), Value::Null));
        }
        let is_broken = |operation: &str| {
            calls
                .iter()
                .zip(&verdicts)
                .any(|(call, verdict)| call.operation == operation && verdict.is_some())
        };
        self.compiled = spec.operations().filter(|(_, operation)| !is_broken(&operation.id)).count();
        let written = verdicts.iter().filter(|verdict| verdict.is_none()).count();
        let Some(lines) = self.run(written, document, member, prism, known)? else { return Ok(()) };
        let mut lines = lines.into_iter();
        for (call, verdict) in calls.iter().zip(verdicts) {
            let (verdict, exchange) = verdict.unwrap_or_else(|| {
                let line = lines.next().unwrap_or_default();
                (Verdict::of(&line), line)
            });
            let words = verdict.words();
            let is_listed = |words: &&str| known.has(&self.document, &call.operation, words);
            let is_known = !words.is_empty() && words.iter().all(is_listed);
            self.calls.push(JudgedCall {
                operation: call.operation.clone(),
                extent: call.extent,
                verdict,
                is_known,
                exchange,
            });
        }
        Ok(())
    }

    /// Makes the calls, and returns the lines that the program prints about them; `None` if it or Prism does not run.
    fn run(
        &mut self,
        written: usize,
        document: &Path,
        member: &Member<'_>,
        prism: &Prism,
        known: &Known,
    ) -> Result<Option<Vec<Value>>, Error> {
        let mut lines = Vec::new();
        // Some requests crash Prism; the remaining calls are sent to a new server.
        while lines.len() < written {
            let server = match prism.serve(document)? {
                Ok(server) => server,
                Err(words) => {
                    self.is_failure_known = known.has(&self.document, "any", &words);
                    self.fail("Prism", &words);
                    return Ok(None);
                }
            };
            match member.run(&server, lines.len())? {
                Ok(output) if !output.is_empty() => lines.extend(output.lines().map(read)),
                Ok(_) => lines.resize(written, Value::Null),
                Err(error) => {
                    self.fail("program", &error);
                    return Ok(None);
                }
            }
        }
        Ok(Some(lines))
    }

    fn failed(mut self, step: &str, words: &str) -> Self {
        self.fail(step, words);
        self
    }

    fn fail(&mut self, step: &str, words: &str) {
        self.failure = Some(format!("{step}: {words}"));
    }

    /// The number of calls with such a verdict.
    pub(crate) fn count(&self, is_counted: impl Fn(&JudgedCall) -> bool) -> usize {
        self.calls.iter().filter(|call| is_counted(call)).count()
    }

    /// The number of problems that are not on the list. An example that violates its own document, and a
    /// successful response that it does not describe, are not problems: the call was accepted.
    pub(crate) fn problems(&self) -> usize {
        let is_problem = |call: &JudgedCall| {
            !call.is_known && !matches!(call.verdict, Verdict::Decoded | Verdict::NoResponse(_))
        };
        self.count(is_problem) + usize::from(self.failure.is_some() && !self.is_failure_known)
    }
}

/// A line of the program.
fn read(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_default()
}
