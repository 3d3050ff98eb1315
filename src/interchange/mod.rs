//! The formats: text in, domain out, with a report of what was refused; and back.
