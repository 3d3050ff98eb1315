//! Reading a filter as people type it. Nothing typed is an error: what cannot
//! be read is reported with its place and why, and the rest counts. A test of
//! an unknown field is searched for as words; any other part that cannot be
//! read is left out, so that a half-typed filter does not empty the list.
//!
//! | typed | meaning |
//! |---|---|
//! | `acme berlin` | both are found in the record |
//! | `"acme inc"` | these words in this order; a word of the language as text |
//! | `stage:proposal` | the field holds it; `=` is exactly it, `!=` does not hold it |
//! | `stage:proposal,won` | one of these |
//! | `amount>=10000` | `<`, `<=`, `>`, `>=` for numbers, money and days; `10k`, `1.5m` |
//! | `close:"next 30 days"`, `due<today`, `created:2026-11` | days and spans of them |
//! | `next 30 days`, `overdue` | the day that counts most for such records |
//! | `has:email`, `no:owner`, `is:customer`, `owner:me` | |
//! | `-x`, `not x`, `x or y`, `(x y) or z` | |

use std::ops::Range;

use super::super::record::Collection;
use super::condition::Condition;
use super::fault::{Fault, FaultKind};
use super::filter::{Compare, Filter, Test};
use super::period::Period;
use super::subject::{Subject, Wording, named};
use super::typed;
use crate::domain::order::InOrder;

/// How deep parentheses may stand in each other.
pub const DEEPEST: usize = 32;

/// Reads a filter for records of a collection. Never fails and never loses
/// what was typed: the faults say which part counts for nothing.
pub fn parse(text: &str, collection: Collection, wording: Wording) -> (Filter, Vec<Fault>) {
    let mut reader = Reader { text, at: 0, collection, wording, faults: Vec::new(), depth: 0, passed_over: 0 };
    let filter = reader.any();
    reader.faults.order_by_key(|fault| fault.range.start);
    (filter, reader.faults)
}

struct Reader<'a> {
    text: &'a str,
    /// The place of the next byte; always between two letters.
    at: usize,
    collection: Collection,
    wording: Wording,
    faults: Vec<Fault>,
    /// How many parentheses are open.
    depth: usize,
    /// How many of them were one too deep.
    passed_over: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, letter: char) {
        self.at += letter.len_utf8();
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn fault(&mut self, range: Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { range, kind });
    }

    /// The bare word that comes next; empty at a parenthesis and at the end.
    fn word(&self) -> &str {
        let rest = self.rest();
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '(' || letter == ')');
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// True when a word of the language comes next. It does not look further
    /// than it must: a text without spaces may be long.
    fn is_at(&self, sought: &str) -> bool {
        let rest = self.rest();
        let begins = rest.get(..sought.len()).is_some_and(|start| start.eq_ignore_ascii_case(sought));
        let after = rest.get(sought.len()..).and_then(|after| after.chars().next());
        begins && after.is_none_or(|letter| letter.is_whitespace() || letter == '(' || letter == ')')
    }

    /// Steps over a word of the language.
    fn eat_word(&mut self, sought: &str) -> bool {
        let found = self.is_at(sought);
        if found {
            self.at += sought.len();
        }
        found
    }

    fn any(&mut self) -> Filter {
        let mut parts = Vec::new();
        let mut lone = false;
        let mut last_or = self.at..self.at;
        loop {
            let part = self.all();
            lone |= part.is_none();
            parts.extend(part);
            let before = self.at;
            if !self.eat_word("or") {
                break;
            }
            last_or = before..self.at;
            if lone {
                self.fault(last_or.clone(), FaultKind::LoneOr);
                lone = false;
            }
        }
        if lone && !parts.is_empty() {
            self.fault(last_or, FaultKind::LoneOr);
        }
        Filter::any(parts)
    }

    /// Everything up to the next `or`, `)` or end; `None` where there is nothing.
    fn all(&mut self) -> Option<Filter> {
        let mut parts = Vec::new();
        let mut nothing = true;
        loop {
            self.skip_spaces();
            match self.next() {
                None => break,
                Some(')') if self.passed_over > 0 => {
                    self.passed_over -= 1;
                    self.skip(')');
                }
                Some(')') if self.depth > 0 => break,
                Some(')') => {
                    self.fault(self.at..self.at + 1, FaultKind::ExtraParenthesis);
                    self.skip(')');
                }
                Some(_) if self.is_at("or") => break,
                Some(_) if self.eat_word("and") => {}
                Some(_) => {
                    nothing = false;
                    parts.extend(self.part());
                }
            }
        }
        (!nothing).then(|| Filter::all(parts))
    }

    /// One part with its negations; `None` where it counts for nothing.
    fn part(&mut self) -> Option<Filter> {
        let begun = self.at;
        let mut negated = false;
        loop {
            let dash = self.rest().strip_prefix('-').and_then(|rest| rest.chars().next());
            if dash.is_some_and(|after| !after.is_whitespace() && after != ')') {
                self.skip('-');
            } else if !self.eat_word("not") {
                break;
            }
            negated = !negated;
            self.skip_spaces();
        }
        let ends = matches!(self.next(), None | Some(')')) || self.is_at("or");
        if ends {
            self.fault(begun..self.at, FaultKind::LoneNot);
            return None;
        }
        let part = self.positive().filter(|part| !part.is_everything())?;
        Some(if negated { part.negate() } else { part })
    }

    fn positive(&mut self) -> Option<Filter> {
        match self.next()? {
            '(' => self.group(),
            '"' => {
                let begun = self.at;
                let text = self.quoted();
                match self.sign() {
                    Some(compare) => self.test(begun, &text, compare),
                    None => (!text.is_empty()).then_some(Filter::Text(text)),
                }
            }
            _ => self.bare(),
        }
    }

    fn group(&mut self) -> Option<Filter> {
        let begun = self.at;
        self.skip('(');
        if self.depth == DEEPEST {
            self.fault(begun..self.at, FaultKind::TooDeep);
            self.passed_over += 1;
            return None;
        }
        self.depth += 1;
        let inner = self.any();
        self.depth -= 1;
        if self.next() == Some(')') {
            self.skip(')');
        } else {
            self.fault(begun..begun + 1, FaultKind::OpenParenthesis);
        }
        Some(inner)
    }

    /// What stands in quotes; without the closing one, all that follows.
    fn quoted(&mut self) -> String {
        let begun = self.at;
        self.skip('"');
        let mut text = String::new();
        while let Some(letter) = self.next() {
            self.skip(letter);
            match letter {
                '"' => return text,
                '\\' => match self.next() {
                    Some(escaped) => {
                        self.skip(escaped);
                        text.push(escaped);
                    }
                    None => text.push('\\'),
                },
                other => text.push(other),
            }
        }
        self.fault(begun..begun + 1, FaultKind::OpenQuote);
        text
    }

    /// A comparison that comes next.
    fn sign(&mut self) -> Option<Compare> {
        let (sign, compare) = Compare::ALL.iter().find(|(sign, _)| self.rest().starts_with(sign))?;
        self.at += sign.len();
        // `amount:>5` means the same as `amount>5`.
        let further = Compare::ALL.iter().find(|(sign, other)| other.is_of_order() && self.rest().starts_with(sign));
        match further {
            Some((sign, other)) if *compare == Compare::Holds => {
                self.at += sign.len();
                Some(*other)
            }
            _ => Some(*compare),
        }
    }

    /// A word without quotes: a test, a condition, a span of days, or text.
    fn bare(&mut self) -> Option<Filter> {
        let begun = self.at;
        let rest = self.rest();
        let name_end = rest.find(|letter: char| !(letter.is_alphanumeric() || "_-.".contains(letter)));
        let (name, after) = rest.split_at(name_end.unwrap_or(rest.len()));
        // A web address is no test of a field named `https`.
        if name.starts_with(char::is_alphabetic) && !after.starts_with("://") {
            let name = name.to_owned();
            self.at += name.len();
            if let Some(compare) = self.sign() {
                return self.test(begun, &name, compare);
            }
            self.at = begun;
        }
        // Taken whole only now: tests may follow each other without a space.
        let word = self.word().to_owned();
        if let Some(period) = self.period(&word) {
            return Some(Filter::Within(period));
        }
        self.at = begun + word.len();
        if let Some(condition) = Condition::of_word(self.collection, &word) {
            return Some(Filter::Is(condition));
        }
        Some(Filter::Text(word))
    }

    /// A span of days in words that comes next.
    fn period(&mut self, word: &str) -> Option<Period> {
        let begun = self.at;
        let alone = Period::parse(word).filter(|_| !word.starts_with(|letter: char| letter.is_ascii_digit()));
        let mut words = String::new();
        for _ in 0..3 {
            let next = self.word().to_owned();
            self.at += next.len();
            words = if words.is_empty() { next } else { format!("{words} {next}") };
            let found = if words == word { alone } else { Period::parse(&words) };
            if found.is_some() {
                return found;
            }
            if !Period::may_begin_with(word) {
                break;
            }
            self.skip_spaces();
        }
        self.at = begun;
        None
    }

    /// The test of a field, from its value on; `begun` is where its name begins.
    fn test(&mut self, begun: usize, name: &str, compare: Compare) -> Option<Filter> {
        let verb = name.to_lowercase();
        let is_verb =
            matches!(compare, Compare::Holds | Compare::Equals) && ["is", "has", "no"].contains(&verb.as_str());
        let subject = if is_verb { None } else { named(self.collection, name, self.wording) };
        let is_quoted = self.next() == Some('"');
        let is_day = subject.is_some_and(Subject::is_of_days);
        let value = if is_quoted {
            self.quoted()
        } else {
            let word = self.word().to_owned();
            let span = if is_day { self.period(&word) } else { None };
            if let Some(span) = span {
                span.to_string()
            } else {
                self.at += word.len();
                word
            }
        };
        let range = begun..self.at;
        let found = if value.trim().is_empty() {
            Err(FaultKind::NoValue)
        } else if is_verb {
            self.verb(&verb, &value)
        } else if let Some(subject) = subject {
            let values: Vec<&str> = if is_quoted || !typed::may_be_several(subject.kind) {
                vec![value.as_str()]
            } else {
                value.split(',').filter(|value| !value.trim().is_empty()).collect()
            };
            self.compared(subject, compare, &values)
        } else {
            let typed = self.text.get(range.clone()).unwrap_or_default().to_owned();
            self.fault(range, FaultKind::UnknownField(name.to_owned()));
            return Some(Filter::Text(typed));
        };
        match found {
            Ok(filter) => Some(filter),
            Err(kind) => {
                self.fault(range, kind);
                None
            }
        }
    }

    /// `is:`, `has:` and `no:`.
    fn verb(&self, verb: &str, value: &str) -> Result<Filter, FaultKind> {
        if verb == "is" {
            let parts = value.split(',').filter(|part| !part.trim().is_empty());
            return parts.map(|part| self.is(part)).collect::<Result<Vec<Filter>, FaultKind>>().map(Filter::any);
        }
        let subject = named(self.collection, value, self.wording);
        let subject = subject.ok_or_else(|| FaultKind::UnknownField(value.to_owned()))?;
        let has = Filter::Has(subject.key);
        Ok(if verb == "no" { has.negate() } else { has })
    }

    fn is(&self, value: &str) -> Result<Filter, FaultKind> {
        let condition = Condition::parse(self.collection, value).map(Filter::Is);
        let known = || typed::choice_anywhere(self.collection, value, self.wording).map(Filter::Test);
        condition.or_else(known).ok_or_else(|| FaultKind::UnknownCondition(value.to_owned()))
    }

    fn compared(&self, subject: Subject, compare: Compare, values: &[&str]) -> Result<Filter, FaultKind> {
        let test = |value: &&str| {
            let value = typed::canonical(subject, compare, value, self.wording)?;
            Ok(Filter::Test(Test { field: subject.key, compare, value }))
        };
        let tests = values.iter().map(test).collect::<Result<Vec<Filter>, FaultKind>>()?;
        match (tests.is_empty(), compare) {
            (true, _) => Err(FaultKind::NoValue),
            (false, Compare::Lacks) => Ok(Filter::all(tests)),
            (false, _) => Ok(Filter::any(tests)),
        }
    }
}
