//! A small web server on this machine, for people and for this program's own browsers.

use crate::process;
use anyhow::{Context, Result, bail};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use hyper::header::{HeaderValue, X_CONTENT_TYPE_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use tower_http::services::ServeDir;
use tower_service::Service;

/// A request, whose body nobody reads.
pub type Ask = Request<Incoming>;
/// An answer.
pub type Reply = Response<UnsyncBoxBody<Bytes, io::Error>>;

/// Opens a port of this machine; 0 stands for any free one.
pub fn open(port: u16) -> Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is taken by another program; choose another one with --port")
        }
        result => result.with_context(|| format!("port {port} cannot be opened")),
    }
}

/// The address to give to a browser.
pub fn address(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}/", listener.local_addr()?))
}

/// Answers requests until the program ends.
pub fn answer_all<F>(
    listener: TcpListener,
    answer: impl Fn(Ask) -> F + Send + Sync + 'static,
) -> Result<()>
where
    F: Future<Output = Reply> + Send,
{
    let answer = Arc::new(answer);
    process::wait(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (connection, _) = listener.accept().await?;
            let answer = answer.clone();
            let service = service_fn(move |request| {
                let answer = answer.clone();
                async move { Ok::<_, Infallible>(answer(request).await) }
            });
            // A browser that goes away ends its connection; that concerns nobody else.
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(connection), service));
        }
    })
}

/// Serves a folder in the background while this program goes on, and shows each answer to a
/// listener; returns the address.
pub fn serve_in_background(
    folder: PathBuf,
    listen: impl Fn(&str, &Reply) + Send + Sync + 'static,
) -> Result<String> {
    let listener = open(0)?;
    let address = address(&listener)?;
    let listen = Arc::new(listen);
    let answer = move |request: Ask| {
        let (folder, listen) = (folder.clone(), listen.clone());
        async move {
            let path = request.uri().path().to_owned();
            let reply = answer_with_file(folder, request).await;
            listen(&path, &reply);
            reply
        }
    };
    thread::spawn(|| answer_all(listener, answer));
    Ok(address)
}

/// Answers a request with a file of a folder, or with its neighbour of the same name and `.gz`.
/// Browsers ask for it again each time.
pub async fn answer_with_file(folder: PathBuf, request: Ask) -> Reply {
    let mut files = ServeDir::new(folder).precompressed_gzip();
    let Ok(reply) = files.call(request).await;
    let mut reply = reply.map(|body| body.boxed_unsync());
    reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    reply.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // As hosts of public pages do: a frame that has no origin of its own asks as a stranger.
    reply.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    reply
}

/// An answer of this program's own words.
pub fn say(status: StatusCode, media_type: &'static str, text: String) -> Reply {
    let body = Full::new(Bytes::from(text)).map_err(|never| match never {});
    let mut reply = Response::new(body.boxed_unsync());
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    reply
}

#[cfg(test)]
mod tests {
    use super::{open, serve_in_background};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;

    #[test]
    fn a_taken_port_is_told_with_the_way_out() {
        let first = open(0).expect("some port is free");
        let port = first.local_addr().expect("it is open").port();
        let error = open(port).expect_err("the port is taken").to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--port"), "{error}");
    }

    /// The status and the headers that answer a request for a path.
    fn ask(address: &str, path: &str) -> String {
        let host = address.trim_start_matches("http://").trim_end_matches('/');
        let mut connection = TcpStream::connect(host).expect("it listens");
        write!(connection, "GET {path} HTTP/1.0\r\n\r\n").expect("it reads");
        let mut reply = String::new();
        connection.read_to_string(&mut reply).expect("it answers");
        reply.split("\r\n\r\n").next().expect("a reply has a head").to_owned()
    }

    #[test]
    fn a_folders_files_are_served_and_no_others() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/speed");
        let address = serve_in_background(folder, |_, _| ()).expect("a port is free");
        let found = ask(&address, "/worker.js");
        for part in ["200 OK", "text/javascript", "no-cache", "nosniff"] {
            assert!(found.contains(part), "{found} lacks {part}");
        }
        for path in ["/nothing.js", "/../main.rs", "/%2e%2e/main.rs", "//../main.rs"] {
            assert!(ask(&address, path).contains("404"), "{path} is found");
        }
    }
}
