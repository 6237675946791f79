//! What Go's `net/url` accepts as a URL.

use std::net::Ipv6Addr;

use super::quote::{Quoting, quote};

/// Why Go's `url.Parse` refuses a text, in its words; `None` where it accepts it.
#[must_use]
pub(crate) fn refusal(text: &str) -> Option<String> {
    let (url, fragment) = text.split_once('#').unwrap_or((text, ""));
    let failed = |url: &str, why: String| format!("parse {}: {why}", quote(url));
    if let Err(why) = parse(url) {
        return Some(failed(url, why));
    }
    unescape(fragment, Part::Other).err().map(|why| failed(text, why))
}

/// The parts of a URL that differ in what they may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Host,
    Zone,
    Other,
}

fn parse(url: &str) -> Result<(), String> {
    if url.bytes().any(|byte| byte < b' ' || byte == 0x7f) {
        return Err("net/url: invalid control character in URL".to_owned());
    }
    if url == "*" {
        return Ok(());
    }
    let (scheme, rest) = scheme(url)?;
    let (rest, _query) = rest.split_once('?').unwrap_or((rest, ""));
    if !rest.starts_with('/') {
        if !scheme.is_empty() {
            return Ok(());
        }
        if rest.split('/').next().is_some_and(|segment| segment.contains(':')) {
            return Err("first path segment in URL cannot contain colon".to_owned());
        }
    }
    let after = rest.strip_prefix("//").filter(|after| !scheme.is_empty() || !after.starts_with('/'));
    let path = match after {
        Some(after) => {
            let (authority, path) =
                after.split_at_checked(after.find('/').unwrap_or(after.len())).unwrap_or((after, ""));
            self::authority(&scheme, authority)?;
            path
        }
        None => rest,
    };
    unescape(path, Part::Other)
}

/// The scheme in lower case, empty where there is none, and what follows it.
fn scheme(url: &str) -> Result<(String, &str), String> {
    for (at, byte) in url.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if at > 0 => {}
            b':' if at == 0 => return Err("missing protocol scheme".to_owned()),
            b':' => {
                let (scheme, rest) = url.split_once(':').unwrap_or((url, ""));
                return Ok((scheme.to_ascii_lowercase(), rest));
            }
            _ => break,
        }
    }
    Ok((String::new(), url))
}

fn authority(scheme: &str, authority: &str) -> Result<(), String> {
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    self::host(scheme, host)?;
    let Some(user) = user else { return Ok(()) };
    if !user.chars().all(|c| c.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(c)) {
        return Err("net/url: invalid userinfo".to_owned());
    }
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    unescape(name, Part::Other)?;
    unescape(password, Part::Other)
}

fn host(scheme: &str, host: &str) -> Result<(), String> {
    match host.rfind('[') {
        Some(0) => return literal(host),
        Some(_) => return Err("invalid IP-literal".to_owned()),
        None => {}
    }
    // Only for http and https may a host hold no colon of its own.
    let strict = matches!(scheme, "http" | "https");
    if let Some(colon) = if strict { host.find(':') } else { host.rfind(':') } {
        port(host.get(colon..).unwrap_or_default())?;
    }
    unescape(host, Part::Host)
}

/// An IPv6 address in brackets, with a port perhaps.
fn literal(host: &str) -> Result<(), String> {
    let Some((address, colon_port)) = host.strip_prefix('[').and_then(|host| host.rsplit_once(']')) else {
        return Err("missing ']' in host".to_owned());
    };
    port(colon_port)?;
    let (plain, zone) = match address.find("%25").and_then(|at| address.split_at_checked(at)) {
        Some((plain, zone)) => (plain, Some(zone)),
        None => (address, None),
    };
    unescape(plain, Part::Host)?;
    unescape(zone.unwrap_or_default(), Part::Zone)?;
    // A zone is a percent sign, which is written %25, and a name.
    if plain.parse::<Ipv6Addr>().is_ok() && zone != Some("%25") {
        return Ok(());
    }
    if plain.parse::<std::net::Ipv4Addr>().is_ok() && zone.is_none() {
        return Err("invalid IP-literal".to_owned());
    }
    Err(format!("invalid host: ParseAddr({}): unable to parse IP", quote(address)))
}

fn port(text: &str) -> Result<(), String> {
    let digits = text.strip_prefix(':').unwrap_or(if text.is_empty() { "" } else { "no port" });
    match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(format!("invalid port {} after host", quote(text))),
    }
}

/// Mirrors the checks of `url.unescape`.
fn unescape(text: &str, part: Part) -> Result<(), String> {
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte != b'%' {
            if part != Part::Other && byte.is_ascii() && !stays_in_host(byte) {
                let character = Quoted(&[byte]).text();
                return Err(format!("invalid character {character} in host name"));
            }
            rest = after;
            continue;
        }
        let escape = rest.get(..3).unwrap_or(rest);
        let value = match escape {
            [_, high, low] => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        let fits = value.is_some_and(|value| match part {
            Part::Other => true,
            // Of ASCII only the percent sign itself, which leads a zone in.
            Part::Host => !value.is_ascii() || escape == b"%25",
            Part::Zone => escape == b"%25" || value == b' ' || stays_in_host(value),
        });
        if !fits {
            return Err(format!("invalid URL escape {}", Quoted(escape).text()));
        }
        rest = rest.get(3..).unwrap_or_default();
    }
    Ok(())
}

/// Bytes that need no escape in a host.
fn stays_in_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!\"$&'()*+,-.:;<=>[]_~".contains(&byte)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Bytes as Go quotes them.
struct Quoted<'a>(&'a [u8]);

impl Quoted<'_> {
    fn text(&self) -> String {
        let mut out = String::new();
        Quoting::STRING.bytes_into(self.0, &mut out);
        out
    }
}
