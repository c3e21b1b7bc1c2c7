//! `cargo xtask serve`: builds the page, serves it, and rebuilds it when a source has changed.

use crate::process::Failure;
use crate::project::Project;
use crate::server::{self, Ask, Reply};
use crate::site::Site;
use crate::sources::Sources;
use crate::toolchain::Toolchain;
use anyhow::Result;
use hyper::StatusCode;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// Serves the page on a port until the program ends.
pub fn run(project: Project, port: u16) -> Result<()> {
    let listener = server::open(port)?;
    let page = Page::build(project, Toolchain::find_or_install()?);
    println!("moongrad is at {}", server::address(&listener)?);
    let page = Arc::new(Mutex::new(page));
    server::answer_all(listener, move |request| answer(page.clone(), request))
}

/// Opening the page is the moment to see whether it is still the one that the sources make.
async fn answer(page: Arc<Mutex<Page>>, request: Ask) -> Reply {
    let is_opened = matches!(request.uri().path(), "/" | "/index.html");
    let folder = page.lock().expect("no build panics").folder(is_opened);
    match folder {
        Ok(folder) => server::answer_with_file(folder, request).await,
        Err(message) => tell_failure(&message),
    }
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

    /// The folder to serve, or why there is none.
    fn folder(&mut self, is_opened: bool) -> Result<PathBuf, String> {
        if is_opened {
            self.rebuild_if_changed();
        }
        match &self.site {
            Ok(site) => Ok(site.folder.clone()),
            Err(error) => Err(match error.downcast_ref::<Failure>() {
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

/// A page that shows the compiler's message.
fn tell_failure(message: &str) -> Reply {
    let message = message.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>The build failed</title>\
         <h1>The build failed</h1><pre>{message}</pre><p>Reload once the source is mended.</p>"
    );
    server::say(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", page)
}

#[cfg(test)]
mod tests {
    use super::tell_failure;
    use http_body_util::BodyExt;

    #[test]
    fn the_compilers_message_is_shown_as_text() {
        let body = crate::process::wait(tell_failure("Vec<u8> & co").into_body().collect());
        let body = String::from_utf8(body.expect("it is whole").to_bytes().to_vec());
        assert!(body.expect("it is text").contains("Vec&lt;u8> &amp; co"));
    }
}
