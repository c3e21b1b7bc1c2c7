//! Running other programs.

use anyhow::{Context, Result, bail};
use std::fmt;
use std::io::{BufRead, BufReader};
use std::iter;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a command with its output in the terminal; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let words = words(command);
    let status = command.status();
    let status = status.with_context(|| format!("`{words}` could not be started"))?;
    if !status.success() {
        bail!("`{words}` failed");
    }
    Ok(())
}

/// A program has failed; what it said has been shown.
#[derive(Debug)]
pub struct Failure {
    words: String,
    /// What it wrote to the error output.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "`{}` failed", self.words)
    }
}

impl std::error::Error for Failure {}

/// Runs a command, shows what it writes to the error output as it comes,
/// and keeps that for the `Failure` which it may end in.
pub fn run_keeping_message(command: &mut Command) -> Result<()> {
    let words = words(command);
    let child = command.stderr(Stdio::piped()).spawn();
    let mut child = child.with_context(|| format!("`{words}` could not be started"))?;
    let mut message = String::new();
    for line in BufReader::new(child.stderr.take().expect("it is piped")).lines() {
        let line = line?;
        eprintln!("{line}");
        message += &(line + "\n");
    }
    if !child.wait()?.success() {
        bail!(Failure { words, message });
    }
    Ok(())
}

/// Runs a command with its error output in the terminal and returns what it prints.
pub fn read_output(command: &mut Command) -> Result<String> {
    let words = words(command);
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("`{words}` could not be started"))?;
    if !output.status.success() {
        bail!("`{words}` failed");
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// What a command prints, or nothing when it fails or cannot be started.
pub fn read(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Waits for something asynchronous, as talking to a browser is.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("the system has threads and sockets").block_on(future)
}

/// A command as one would type it.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
