//! A small web server for the page on this machine.

use crate::process::{self, Failure};
use crate::project::Project;
use crate::site::Site;
use crate::sources::Sources;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

/// A request, whose body nobody reads.
pub type Ask = Request<Incoming>;
/// An answer, whole.
pub type Reply = Response<Full<Bytes>>;

/// `cargo xtask serve`: builds the page, serves it, and rebuilds it when a source has changed.
pub fn serve(project: Project, port: u16) -> Result<()> {
    let listener = open(port)?;
    let mut page = Page::build(project, Toolchain::find_or_install()?);
    println!("moongrad is at {}", address(&listener)?);
    answer_all(listener, move |request| page.answer(request))
}

/// Opens a port of this machine; 0 stands for any free one.
fn open(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is taken by another program; choose another one with --port")
        }
        result => result.with_context(|| format!("port {port} cannot be opened")),
    }
}

/// The address to give to a browser.
fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}/", listener.local_addr()?))
}

/// Answers requests one at a time, until the program ends.
fn answer_all(
    listener: TcpListener,
    answer: impl FnMut(&Ask) -> Reply + Send + 'static,
) -> Result<()> {
    let answer = Arc::new(Mutex::new(answer));
    process::wait(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (connection, _) = listener.accept().await?;
            let answer = answer.clone();
            let service = service_fn(move |request| {
                let reply = (answer.lock().expect("no answer panics"))(&request);
                async { Ok::<_, Infallible>(reply) }
            });
            // A browser that goes away ends its connection; that concerns nobody else.
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), service));
        }
    })
}

/// Answers requests for this program's own browsers while it goes on; returns the address.
pub fn answer_in_background(answer: impl FnMut(&Ask) -> Reply + Send + 'static) -> Result<String> {
    let listener = open(0)?;
    let address = address(&listener)?;
    thread::spawn(|| answer_all(listener, answer));
    Ok(address)
}

/// The page as last built, and what it was built from.
struct Page {
    project: Project,
    toolchain: Toolchain,
    sources: Sources,
    site: Result<Site>,
}

impl Page {
    fn build(project: Project, toolchain: Toolchain) -> Self {
        let sources = Sources::look(&project);
        let site = build_site(&project, &toolchain);
        Self { project, toolchain, sources, site }
    }

    /// Opening the page is the moment to see whether it is still the one that the sources make.
    fn answer(&mut self, request: &Ask) -> Reply {
        if matches!(request.uri().path(), "/" | "/index.html") {
            self.rebuild_if_changed();
        }
        match &self.site {
            Ok(site) => answer(site, request),
            Err(error) => tell_failure(&match error.downcast_ref::<Failure>() {
                Some(failure) => failure.message.clone(),
                None => format!("{error:#}"),
            }),
        }
    }

    fn rebuild_if_changed(&mut self) {
        let sources = Sources::look(&self.project);
        if sources != self.sources {
            println!("a source has changed; building again");
            self.site = build_site(&self.project, &self.toolchain);
            self.sources = sources;
        }
    }
}

fn build_site(project: &Project, toolchain: &Toolchain) -> Result<Site> {
    let site = Site::build(project, toolchain, project.target.join("site"));
    if let Err(error) = &site {
        eprintln!("error: {error:#}; mend it and reload the page");
    }
    site
}

/// Answers a request with a file of the site.
pub fn answer(site: &Site, request: &Ask) -> Reply {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return reply(405, "text/plain; charset=utf-8", "only GET and HEAD work here");
    }
    let file = site.file(request.uri().path());
    match file.and_then(|file| Some((media_type(&file), fs::read(file).ok()?))) {
        Some((media_type, bytes)) => reply(200, media_type, bytes),
        None => reply(404, "text/plain; charset=utf-8", "there is no such file"),
    }
}

/// A reply that browsers ask for again each time.
fn reply(status: u16, media_type: &str, body: impl Into<Bytes>) -> Reply {
    Response::builder()
        .status(status)
        .header("Content-Type", media_type)
        .header("Cache-Control", "no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .body(Full::new(body.into()))
        .expect("the headers are plain text")
}

/// A page that shows the compiler's message.
fn tell_failure(message: &str) -> Reply {
    let message = message.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>The build failed</title>\
         <h1>The build failed</h1><pre>{message}</pre><p>Reload once the source is mended.</p>"
    );
    reply(500, "text/html; charset=utf-8", page)
}

/// The media type of a file, by its name.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("ts" | "txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{open, tell_failure};
    use http_body_util::BodyExt;

    #[test]
    fn a_taken_port_is_told_with_the_way_out() {
        let first = open(0).expect("some port is free");
        let port = first.local_addr().expect("it is open").port();
        let error = open(port).expect_err("the port is taken").to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--port"), "{error}");
    }

    #[test]
    fn the_compilers_message_is_shown_as_text() {
        let body = crate::process::wait(tell_failure("Vec<u8> & co").into_body().collect());
        let body = String::from_utf8(body.expect("it is whole").to_bytes().to_vec());
        assert!(body.expect("it is text").contains("Vec&lt;u8> &amp; co"));
    }
}
