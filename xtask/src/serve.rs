//! `cargo xtask serve`: builds the app and serves it on the loopback address,
//! for this machine only. A static server in a hundred lines: it answers GET
//! and HEAD for files below one folder, a thread for each connection.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::command::Outcome;
use crate::dist;
use crate::setup;

const DEFAULT_PORT: u16 = 8080;

/// A request's first line and headers may be this long together.
const HEAD_LIMIT: u64 = 16 * 1024;

/// A connection that says nothing for this long is closed.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the command line asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    port: u16,
    debug: bool,
}

impl Options {
    pub fn parse(words: &[&str]) -> Result<Self, String> {
        let mut options = Self { port: DEFAULT_PORT, debug: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--debug" => options.debug = true,
                "--port" => {
                    let port = words.next().and_then(|text| text.parse().ok());
                    options.port = port.ok_or("--port needs a number up to 65535")?;
                }
                other => return Err(format!("serve does not know “{other}”")),
            }
        }
        Ok(options)
    }
}

/// Builds, then serves until the process is ended.
pub fn serve(options: &Options) -> Outcome {
    setup::for_build()?;
    let folder = if options.debug {
        dist::build_debug()?;
        dist::debug_dir()
    } else {
        dist::build_release()?;
        dist::release_dir()
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(|error| {
        format!("Port {} cannot be used ({error}); choose another with --port, or 0 for any.", options.port)
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("\nRelata is at http://{address}/ (Ctrl+C ends it)");
    answer_all(&listener, &folder);
    Ok(())
}

fn answer_all(listener: &TcpListener, folder: &Path) {
    for connection in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        thread::spawn(move || {
            if let Err(error) = answer(&connection, &folder) {
                // A browser that closes a tab cuts connections short; that is worth a line, no more.
                eprintln!("connection ended: {error}");
            }
        });
    }
}

/// Answers one request and closes: on loopback a connection costs nothing.
fn answer(mut connection: &TcpStream, folder: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(connection.take(HEAD_LIMIT)).lines();
    let Some(request) = lines.next().transpose()? else {
        return Ok(());
    };
    // The rest of the head is read, so that closing does not reset the connection.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let reply = Reply::to(&request, folder);
    connection.write_all(reply.head().as_bytes())?;
    if reply.has_body {
        connection.write_all(&reply.body)?;
    }
    connection.flush()
}

struct Reply {
    status: &'static str,
    mime: &'static str,
    body: Vec<u8>,
    has_body: bool,
}

impl Reply {
    fn to(request: &str, folder: &Path) -> Self {
        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if method != "GET" && method != "HEAD" {
            return Self::text("405 Method Not Allowed", true);
        }
        let has_body = method == "GET";
        let Some(file) = file_for(target, folder) else {
            return Self::text("404 Not Found", has_body);
        };
        match fs::read(&file) {
            Ok(body) => Self { status: "200 OK", mime: mime_of(&file), body, has_body },
            Err(_) => Self::text("404 Not Found", has_body),
        }
    }

    fn text(status: &'static str, has_body: bool) -> Self {
        Self { status, mime: "text/plain; charset=utf-8", body: status.into(), has_body }
    }

    fn head(&self) -> String {
        // `no-cache`: a rebuilt app must never meet its old self.
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.status,
            self.mime,
            self.body.len()
        )
    }
}

/// The file that a request's target names, or nothing if it would leave the folder.
fn file_for(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let relative = PathBuf::from(percent_decoded(path)?);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let named = folder.join(relative);
    let file = if named.is_dir() { named.join("index.html") } else { named };
    // Links are resolved before the check, so that none leads outside either.
    let file = file.canonicalize().ok()?;
    file.starts_with(folder.canonicalize().ok()?).then_some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair = [bytes.next()?, bytes.next()?];
            decoded.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok().filter(|text| !text.contains('\0'))
}

fn mime_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// This package's own folder stands in for `dist/`.
    fn folder() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn a_file_below_the_folder_is_found_with_its_query_left_off() {
        assert_eq!(
            file_for("/src/serve.rs?x=1", &folder()),
            Some(folder().join("src/serve.rs").canonicalize().unwrap())
        );
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for target in
            ["/../Cargo.toml", "/src/../../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/..%2fCargo.toml"]
        {
            assert_eq!(file_for(target, &folder()), None, "{target}");
        }
    }

    #[test]
    fn a_request_that_makes_no_sense_is_refused() {
        assert_eq!(Reply::to("POST / HTTP/1.1", &folder()).status, "405 Method Not Allowed");
        assert_eq!(Reply::to("", &folder()).status, "405 Method Not Allowed");
        assert_eq!(Reply::to("GET /%zz HTTP/1.1", &folder()).status, "404 Not Found");
    }

    #[test]
    fn wasm_is_served_as_wasm_because_browsers_insist() {
        assert_eq!(mime_of(Path::new("a.wasm")), "application/wasm");
    }

    #[test]
    fn options_are_read_in_any_order() {
        assert_eq!(Options::parse(&["--debug", "--port", "9000"]), Ok(Options { port: 9000, debug: true }));
        assert!(Options::parse(&["--port"]).is_err());
    }
}
