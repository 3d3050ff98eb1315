//! Finds the records of a file without reading them, so that a large file can
//! be read in slices. Follows well-formed files only; what is wrong with
//! others, who reads them in one piece says.

use crate::domain::record::Collection;

/// What comes next in a file.
pub(super) enum Found<'t> {
    /// A section besides the records, and its value as it stands.
    Section(&'t str, &'t str),
    /// A list begins.
    List(Collection, &'t str),
    /// A record of the list, as it stands.
    Record(&'t str),
    /// The file ends as it should.
    End,
}

/// The file is not as it should be, or not as this follows it.
#[derive(Debug)]
pub(super) struct Odd;

/// A walk through a file.
#[derive(Default)]
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    within: Within,
    /// Set after an entry, before its comma.
    follows: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    File,
    Records,
    List,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// How far it has come, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn next(&mut self) -> Result<Found<'t>, Odd> {
        loop {
            let close = if self.within == Within::List { b']' } else { b'}' };
            if self.within == Within::Nothing {
                self.expect(b'{')?;
                self.within = Within::File;
            } else if self.peek() == Some(close) {
                self.at += 1;
                self.follows = true;
                self.within = match self.within {
                    Within::List => Within::Records,
                    Within::Records => Within::File,
                    Within::File | Within::Nothing => return self.end(),
                };
            } else {
                if self.follows {
                    self.expect(b',')?;
                }
                self.follows = true;
                if let Some(found) = self.entry()? {
                    return Ok(found);
                }
            }
        }
    }

    /// The next entry of what it is within; `None` where it only goes deeper.
    fn entry(&mut self) -> Result<Option<Found<'t>>, Odd> {
        if self.within == Within::List {
            return self.value().map(|record| Some(Found::Record(record)));
        }
        let name = self.value()?;
        let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).ok_or(Odd)?;
        if name.contains('\\') {
            return Err(Odd);
        }
        self.expect(b':')?;
        if self.within == Within::Records {
            self.expect(b'[')?;
            (self.within, self.follows) = (Within::List, false);
            return Collection::from_plural(name).map(|collection| Some(Found::List(collection, name))).ok_or(Odd);
        }
        if name != "records" {
            return self.value().map(|value| Some(Found::Section(name, value)));
        }
        self.expect(b'{')?;
        (self.within, self.follows) = (Within::Records, false);
        Ok(None)
    }

    fn end(&mut self) -> Result<Found<'t>, Odd> {
        if self.peek().is_none() { Ok(Found::End) } else { Err(Odd) }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Odd> {
        if self.peek() != Some(byte) {
            return Err(Odd);
        }
        self.at += 1;
        Ok(())
    }

    /// The text of a value: up to where its brackets and quotes are closed. That
    /// it is JSON is not said.
    fn value(&mut self) -> Result<&'t str, Odd> {
        self.peek();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for (length, byte) in rest.bytes().enumerate() {
            if quoted {
                quoted = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                if quoted || depth > 0 {
                    continue;
                }
                return self.take(length + 1);
            }
            match byte {
                b'"' if depth > 0 || length == 0 => quoted = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 1 => return self.take(length + 1),
                b'}' | b']' if depth > 1 => depth -= 1,
                b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return self.take(length),
                _ => {}
            }
        }
        Err(Odd)
    }

    fn take(&mut self, length: usize) -> Result<&'t str, Odd> {
        let from = self.at;
        self.at += length;
        self.text.get(from..self.at).filter(|text| !text.is_empty()).ok_or(Odd)
    }
}
