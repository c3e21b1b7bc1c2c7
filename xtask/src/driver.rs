//! A running WebDriver, and sessions with the browser behind it.

use crate::browsers::Browser;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to open its port.
const PATIENCE: Duration = Duration::from_secs(30);

/// What WebKitGTK 2.50 crashes without, once in some hundred tests: without a GPU its compositor dies within Mesa's drivers,
/// and its newer interpreter of WebAssembly can return from a call to no place at all. It has an older one.
const WEBKIT_VARIABLES: [(&str, &str); 2] =
    [("WEBKIT_DISABLE_COMPOSITING_MODE", "1"), ("JSC_useWasmIPInt", "0")];

/// A driver's processes. They end with this value.
pub struct Driver {
    /// Where it listens.
    pub address: String,
    browser: Browser,
    _processes: Vec<Running>,
}

/// A process that ends with this value.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Driver {
    /// Starts the driver of a browser; it writes its log to the target folder.
    pub fn start(project: &Project, browser: Browser) -> Result<Self> {
        let program = browser.find_or_install_driver(project)?;
        let log = project.target.join("drivers").join(browser.name()).with_extension("log");
        let port = free_port()?;
        let mut command = logged(&program, &log)?;
        command.arg(format!("--port={port}"));
        let mut processes = Vec::new();
        if browser == Browser::Webkit {
            let (display, name) = start_display(&log)?;
            command.env("DISPLAY", name).env_remove("WAYLAND_DISPLAY").envs(WEBKIT_VARIABLES);
            processes.push(display);
        }
        let mut driver = Running(command.spawn().context("the driver could not be started")?);
        wait_for_port(&mut driver, port).with_context(|| {
            format!("{} did not start, see {}", program.display(), log.display())
        })?;
        processes.push(driver);
        let address = format!("http://{}:{port}", Ipv4Addr::LOCALHOST);
        Ok(Self { address, browser, _processes: processes })
    }

    /// Opens a browser with an empty profile, does something with it and closes it.
    pub async fn visit<T>(&self, work: impl AsyncFnOnce(&Client) -> Result<T>) -> Result<T> {
        self.visit_with(&self.browser.capabilities(), work).await
    }

    /// The same with capabilities of one's own.
    pub async fn visit_with<T>(
        &self,
        capabilities: &Value,
        work: impl AsyncFnOnce(&Client) -> Result<T>,
    ) -> Result<T> {
        let browser = self.open_session(capabilities).await?;
        let outcome = work(&browser).await;
        match browser.close().await {
            // It has crashed, and what the work says of that counts.
            Err(error) if error.is_invalid_session_id() => outcome,
            closed => closed.map_err(Into::into).and(outcome),
        }
    }

    async fn open_session(&self, capabilities: &Value) -> Result<Client> {
        let capabilities = capabilities.as_object().expect("capabilities are an object").clone();
        let mut session = ClientBuilder::new(HttpConnector::new());
        let session = session.capabilities(capabilities).connect(&self.address).await;
        session.with_context(|| format!("{} did not open", self.browser.name()))
    }
}

/// A port that is free now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Waits until a process listens on a port.
pub fn wait_for_port(process: &mut Running, port: u16) -> Result<()> {
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if let Some(status) = process.0.try_wait()? {
            bail!("it ended early ({status})");
        }
        if start.elapsed() > PATIENCE {
            bail!("it did not listen within {} seconds", PATIENCE.as_secs());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Starts a screen that nobody sees, for a browser that must have one; returns its name, too.
fn start_display(log: &Path) -> Result<(Running, String)> {
    let mut command = Command::new("Xvfb");
    // Without -noreset it would restart, and refuse to be used, whenever a browser closes.
    command.args("-displayfd 1 -screen 0 1600x1200x24 -nolisten tcp -noreset".split(' '));
    command.stdout(Stdio::piped()).stderr(File::options().append(true).open(log)?);
    let mut display = Running(command.spawn().context("Xvfb could not be started")?);
    let mut number = String::new();
    BufReader::new(display.0.stdout.take().expect("it is piped")).read_line(&mut number)?;
    if number.is_empty() {
        bail!("Xvfb did not start, see {}", log.display());
    }
    Ok((display, format!(":{}", number.trim())))
}

/// A command whose output goes to a file.
fn logged(program: &Path, log: &Path) -> Result<Command> {
    fs::create_dir_all(log.parent().expect("it is in the target folder"))?;
    let file = File::create(log)?;
    let mut command = Command::new(program);
    command.stdout(file.try_clone()?).stderr(file).stdin(Stdio::null());
    Ok(command)
}
