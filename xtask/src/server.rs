//! A small web server for the page on this machine.

use crate::process::Failure;
use crate::project::Project;
use crate::site::Site;
use crate::sources::Sources;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{Cursor, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use tiny_http::{Header, Method, Request, Response, Server};

type Reply = Response<Cursor<Vec<u8>>>;

/// `cargo xtask serve`: builds the page, serves it, and rebuilds it when a source has changed.
pub fn serve(project: &Project, port: u16) -> Result<()> {
    let server = open(port)?;
    let mut page = Page::build(project, Toolchain::find_or_install()?);
    println!("moongrad is at {}", address(&server));
    for request in server.incoming_requests() {
        let reply = page.answer(&request);
        // A browser that has gone away needs no answer.
        let _ = request.respond(reply);
    }
    Ok(())
}

/// Opens a port of this machine; 0 stands for any free one.
pub fn open(port: u16) -> Result<Server> {
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is taken by another program; choose another one with --port")
        }
        result => result.with_context(|| format!("port {port} cannot be opened"))?,
    };
    Server::from_listener(listener, None).map_err(|error| anyhow::anyhow!(error))
}

/// The address to give to a browser.
pub fn address(server: &Server) -> String {
    format!("http://{}/", server.server_addr())
}

/// The page as last built, and what it was built from.
struct Page<'a> {
    project: &'a Project,
    toolchain: Toolchain,
    sources: Sources,
    site: Result<Site>,
}

impl<'a> Page<'a> {
    fn build(project: &'a Project, toolchain: Toolchain) -> Self {
        let sources = Sources::look(project);
        let site = build_site(project, &toolchain);
        Self { project, toolchain, sources, site }
    }

    /// Opening the page is the moment to see whether it is still the one that the sources make.
    fn answer(&mut self, request: &Request) -> Reply {
        if matches!(path(request), "/" | "/index.html") {
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
        let sources = Sources::look(self.project);
        if sources != self.sources {
            println!("a source has changed; building again");
            self.site = build_site(self.project, &self.toolchain);
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
pub fn answer(site: &Site, request: &Request) -> Reply {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return reply(405, "text/plain; charset=utf-8", "only GET and HEAD work here");
    }
    let file = site.file(path(request));
    match file.and_then(|file| Some((media_type(&file), fs::read(file).ok()?))) {
        Some((media_type, bytes)) => reply(200, media_type, bytes),
        None => reply(404, "text/plain; charset=utf-8", "there is no such file"),
    }
}

/// The path that a request asks for, without its query.
pub fn path(request: &Request) -> &str {
    let url = request.url();
    url.split_once('?').map_or(url, |(path, _)| path)
}

/// A reply that browsers ask for again each time.
pub fn reply(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Reply {
    let headers = [
        ("Content-Type", media_type),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let headers = headers.map(|(name, value)| Header::from_bytes(name, value).expect("plain text"));
    headers
        .into_iter()
        .fold(Response::from_data(body).with_status_code(status), Response::with_header)
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
