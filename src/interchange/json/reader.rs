//! Reading a file in steps.

use serde_json::Value;

use super::super::document::{Document, DocumentError, FORMAT, Opened, Warning};
use super::records::Reading;
use super::scan::{Found, Odd, Scan};
use super::{known_version, read_at_once};
use crate::domain::record::Collection;

/// A file that is being read.
pub struct Reader<'t> {
    text: &'t str,
    scan: Scan<'t>,
    state: State<'t>,
    is_ours: bool,
    /// The list that is being read, and how many of its records were.
    list: Option<(Collection, usize)>,
}

enum State<'t> {
    /// What the file says it is, up to the version.
    Head,
    /// The rest, in that version.
    Body(u32, Reading<'t>),
    /// All is read but for what the references lead to.
    LookingUp(u32, Reading<'t>),
    /// There is something odd: it is to be read in one piece.
    Odd,
}

impl<'t> Reader<'t> {
    /// Nothing is read yet.
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { text, scan: Scan::new(text), state: State::Head, is_ours: false, list: None }
    }

    /// Reads some more records. True while there is more to read.
    pub fn step(&mut self, records: usize) -> bool {
        if let State::LookingUp(_, reading) = &mut self.state {
            return reading.look_up(records);
        }
        for _ in 0..records {
            match self.take_next() {
                Ok(true) => {}
                Ok(false) => {
                    return self.all_is_read();
                }
                Err(Odd) => {
                    self.state = State::Odd;
                    return false;
                }
            }
        }
        true
    }

    /// How much of how much is read, in bytes.
    pub fn progress(&self) -> (usize, usize) {
        (self.scan.at(), self.text.len())
    }

    /// What the file is. Of one with something odd in it, only now and in one piece.
    pub fn finish(mut self) -> Result<Opened, DocumentError> {
        while self.step(usize::MAX) {}
        let State::LookingUp(version, reading) = self.state else { return read_at_once(self.text) };
        let (records, warnings) = reading.finish()?;
        Ok(Opened::Document(Document { version, records, warnings }))
    }

    fn all_is_read(&mut self) -> bool {
        match std::mem::replace(&mut self.state, State::Odd) {
            State::Body(version, reading) => {
                self.state = State::LookingUp(version, reading);
                true
            }
            _ => false,
        }
    }

    /// False at the end.
    fn take_next(&mut self) -> Result<bool, Odd> {
        let found = self.scan.next()?;
        let reading = match (&found, &mut self.state) {
            (Found::Section(name, value), State::Head) => {
                self.take_head(name, value)?;
                return Ok(true);
            }
            (_, State::Body(_, reading)) => reading,
            _ => return Err(Odd),
        };
        match found {
            Found::End => return Ok(false),
            Found::Section("format" | "version" | "relata_raw_dump", _) => return Err(Odd),
            Found::Section(name, value) => {
                serde_json::from_str::<serde::de::IgnoredAny>(value).map_err(|_| Odd)?;
                reading.warnings.push(Warning::UnknownSection { name: name.to_owned() });
            }
            Found::List(collection, name) => {
                self.list = Some((collection, 0));
                if !reading.lists.insert(name.to_owned()) {
                    return Err(Odd);
                }
            }
            Found::Record(text) => {
                let Some((collection, index)) = &mut self.list else { return Err(Odd) };
                reading.take(*collection, *index, text).map_err(|()| Odd)?;
                *index += 1;
            }
        }
        Ok(true)
    }

    /// A file of ours says first that it is, then in which version.
    fn take_head(&mut self, name: &str, value: &str) -> Result<(), Odd> {
        let value: Value = serde_json::from_str(value).map_err(|_| Odd)?;
        match name {
            "format" if value == FORMAT => self.is_ours = true,
            "version" if self.is_ours => {
                let version = known_version(Some(&value)).map_err(|_| Odd)?;
                self.state = State::Body(version, Reading::new(self.text, version));
            }
            _ => return Err(Odd),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind of entry, in layouts of our own and of others.
    const TEXTS: [&str; 3] = [
        "{\n \"format\": \"relata\",\n \"version\": 1,\n \"records\": {\n  \"leads\": [\n   {\"id\":\"019a0000-0000-7000-8000-000000000001\",\"meta\":{\"created_at\":\"2026-01-01T00:00:00Z\",\"updated_at\":\"2026-01-01T00:00:00Z\"},\"company\":\"A \\\"B\\\" {[\"}\n  ],\n  \"tags\": []\n }\n}\n",
        "{\"format\":\"relata\",\"version\":1,\"notes\":{\"a\":[1,\"}\"]},\"records\":{\"contacts\":[{\"id\":\"019a0000-0000-7000-8000-000000000002\",\"primary_account\":\"019a0000-0000-7000-8000-000000000003\"} , 7]}}",
        "{\"version\":1,\"format\":\"relata\",\"records\":{\"leads\":[{\"company\":\"no id\"}]}}",
    ];

    fn said(read: Result<Opened, DocumentError>) -> String {
        format!("{read:?}")
    }

    #[test]
    fn read_in_steps_a_file_is_what_it_is_in_one_piece_however_it_is_broken() {
        let mut taken = 0;
        for text in TEXTS {
            for at in 0..=text.len() {
                for put in ["", " ", ",", "}", "]", "\"", "{", "[", ":", "\\", "1", "x"] {
                    let (before, after) = text.split_at(at);
                    for after in [after, after.get(1..).unwrap_or_default()] {
                        let broken = format!("{before}{put}{after}");
                        let mut reader = Reader::new(&broken);
                        while reader.step(1) {}
                        taken += usize::from(matches!(reader.state, State::LookingUp(..)));
                        assert_eq!(said(reader.finish()), said(read_at_once(&broken)), "{broken}");
                    }
                }
            }
        }
        assert!(taken > 1_000, "only {taken} were read in steps");
    }
}
