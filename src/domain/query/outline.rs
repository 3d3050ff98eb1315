//! A filter as groups of lines: what the builder shows and changes. Unlike the
//! tree it also holds what is only begun, such as a line without a value, which
//! counts for nothing until it is complete. [`Outline::of`] and
//! [`Outline::filter`] lead to and fro without a change of meaning.

use super::super::field::Kind;
use super::super::record::Collection;
use super::condition::Condition;
use super::fault::FaultKind;
use super::filter::{Compare, Filter, Test};
use super::matching::main_day;
use super::subject::{Subject, Wording, subject};
use super::typed;

/// How the parts of a group go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// All of them hold.
    All,
    /// One of them holds, or more.
    Any,
    /// None of them holds.
    None,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Any text of the record.
    Text,
    /// What the record is: `is:overdue`.
    Condition,
    /// A field, or what is derived.
    Field(Subject),
}

/// How a line compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It compares so.
    Is(Compare),
    /// It does not.
    Not(Compare),
    /// Something stands there.
    Filled,
    /// Nothing does.
    Empty,
}

use Compare::{AtLeast, AtMost, Equals, Holds, Lacks, Less, More};
use How::{Empty, Filled, Is, Not};

impl How {
    /// True where it compares to a value.
    pub fn has_value(self) -> bool {
        !matches!(self, Filled | Empty)
    }
}

impl Topic {
    /// The comparisons that make sense, the usual one first.
    pub fn hows(self, collection: Collection) -> &'static [How] {
        let Self::Field(subject) = self else { return &[Is(Holds), Not(Holds)] };
        match subject.kind {
            Kind::Flag => &[Is(Holds), Not(Holds)],
            Kind::Choice(_) => &[Is(Holds), Not(Holds), Filled, Empty],
            _ if subject.is_ordered() => {
                &[Is(Holds), Not(Holds), Is(Less), Is(AtMost), Is(More), Is(AtLeast), Filled, Empty]
            }
            _ if subject.leads_to(collection).is_empty() => {
                &[Is(Holds), Not(Holds), Is(Equals), Not(Equals), Filled, Empty]
            }
            _ => &[Is(Equals), Not(Equals), Is(Holds), Not(Holds), Filled, Empty],
        }
    }
}

/// One comparison, complete or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub topic: Topic,
    /// How it compares; one of the topic's own.
    pub how: How,
    /// To what, as it is typed.
    pub value: String,
}

impl Line {
    /// A line that is begun.
    pub fn begun(topic: Topic, collection: Collection) -> Self {
        let how = topic.hows(collection).first().copied().unwrap_or(Is(Holds));
        Self { topic, how, value: String::new() }
    }

    /// The filter it stands for, or what is wrong with its value.
    pub fn filter(&self, collection: Collection, wording: Wording) -> Result<Filter, FaultKind> {
        let value = self.value.trim();
        if value.is_empty() && self.how.has_value() {
            return Err(FaultKind::NoValue);
        }
        let positive = match (self.topic, self.how) {
            (Topic::Field(subject), Filled | Empty) => Filter::Has(subject.key),
            (Topic::Field(subject), Is(compare) | Not(compare)) => {
                let compare = if self.how == Not(Holds) { Lacks } else { compare };
                let value = typed::canonical(subject, compare, value, wording)?;
                let test = Filter::Test(Test { field: subject.key, compare, value });
                if compare == Lacks {
                    return Ok(test);
                }
                test
            }
            (Topic::Condition, _) => Condition::parse(collection, value)
                .map(Filter::Is)
                .ok_or_else(|| FaultKind::UnknownCondition(value.to_owned()))?,
            (Topic::Text, _) => Filter::Text(value.to_owned()),
        };
        Ok(if matches!(self.how, Not(_) | Empty) { positive.negate() } else { positive })
    }

    /// The line that says the same as a filter, where one line can.
    fn of(filter: &Filter, collection: Collection) -> Option<Self> {
        let (positive, negated) = match filter {
            Filter::Not(inner) => (&**inner, true),
            positive => (positive, false),
        };
        let known = |key| subject(collection, key).map(Topic::Field);
        let (topic, how, value) = match positive {
            Filter::Text(text) => (Topic::Text, Is(Holds), text.clone()),
            Filter::Is(condition) => (Topic::Condition, Is(Holds), condition.name().to_owned()),
            Filter::Within(period) => (known(main_day(collection))?, Is(Holds), period.to_string()),
            Filter::Has(key) => match known(key)? {
                flag @ Topic::Field(Subject { kind: Kind::Flag, .. }) => (flag, Is(Holds), "yes".to_owned()),
                topic => (topic, Filled, String::new()),
            },
            Filter::Test(test) => (known(test.field)?, Is(test.compare), test.value.clone()),
            Filter::All(_) | Filter::Any(_) | Filter::Not(_) => return None,
        };
        let hows = topic.hows(collection);
        let how = match how {
            Is(Lacks) => Not(Holds),
            // Where words play no part both mean the same.
            Is(Equals) if !hows.contains(&Is(Equals)) => Is(Holds),
            other => other,
        };
        let how = match (how, negated) {
            (how, false) => how,
            (Is(compare), true) => Not(compare),
            (Not(compare), true) => Is(compare),
            (Filled, true) => Empty,
            (Empty, true) => Filled,
        };
        hows.contains(&how).then_some(Self { topic, how, value })
    }
}

/// A group or a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Parts that go together.
    Group(Joint, Vec<Node>),
    /// One comparison.
    Line(Line),
}

/// A part with a number of its own, by which it is found again after others
/// came and went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Unlike that of any other part that the outline ever had.
    pub id: u32,
    /// What it is.
    pub part: Part,
}

impl Node {
    fn find(&self, id: u32) -> Option<&Self> {
        if self.id == id {
            return Some(self);
        }
        self.parts().iter().find_map(|part| part.find(id))
    }

    fn find_mut(&mut self, id: u32) -> Option<&mut Self> {
        if self.id == id {
            return Some(self);
        }
        match &mut self.part {
            Part::Group(_, parts) => parts.iter_mut().find_map(|part| part.find_mut(id)),
            Part::Line(_) => None,
        }
    }

    /// The places on the way to a part, from 0.
    fn path(&self, id: u32) -> Option<Vec<usize>> {
        if self.id == id {
            return Some(Vec::new());
        }
        self.parts().iter().enumerate().find_map(|(place, part)| {
            let mut path = part.path(id)?;
            path.insert(0, place);
            Some(path)
        })
    }

    /// The parts of a group; none of a line.
    pub fn parts(&self) -> &[Self] {
        match &self.part {
            Part::Group(_, parts) => parts,
            Part::Line(_) => &[],
        }
    }

    /// Takes a part out, and groups that nothing is left in.
    fn remove(&mut self, id: u32) {
        if let Part::Group(_, parts) = &mut self.part {
            parts.retain(|part| part.id != id);
            for part in parts.iter_mut() {
                part.remove(id);
            }
            parts.retain(|part| !matches!(&part.part, Part::Group(_, parts) if parts.is_empty()));
        }
    }

    fn filter(&self, collection: Collection, wording: Wording) -> Option<Filter> {
        let (joint, parts) = match &self.part {
            Part::Line(line) => return line.filter(collection, wording).ok(),
            Part::Group(joint, parts) => (*joint, parts),
        };
        let found: Vec<Filter> = parts.iter().filter_map(|part| part.filter(collection, wording)).collect();
        (!found.is_empty()).then(|| match joint {
            Joint::All => Filter::all(found),
            Joint::Any => Filter::any(found),
            Joint::None => Filter::any(found).negate(),
        })
    }
}

/// A filter as a group of lines and groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    collection: Collection,
    root: Node,
    next: u32,
}

impl Outline {
    /// The number of the outermost group.
    pub const ROOT: u32 = 0;

    /// A filter for records of a collection.
    pub fn of(filter: &Filter, collection: Collection) -> Self {
        let root = Node { id: Self::ROOT, part: Part::Group(Joint::All, Vec::new()) };
        let mut outline = Self { collection, root, next: Self::ROOT + 1 };
        let part = outline.part_of(filter);
        outline.root.part = match part {
            group @ Part::Group(..) => group,
            line @ Part::Line(_) => Part::Group(Joint::All, vec![outline.node(line)]),
        };
        outline
    }

    fn node(&mut self, part: Part) -> Node {
        let id = self.next;
        self.next += 1;
        Node { id, part }
    }

    fn part_of(&mut self, filter: &Filter) -> Part {
        if let Some(line) = Line::of(filter, self.collection) {
            return Part::Line(line);
        }
        let (joint, parts) = match filter {
            Filter::All(parts) => (Joint::All, parts.as_slice()),
            Filter::Any(parts) => (Joint::Any, parts.as_slice()),
            Filter::Not(inner) => match &**inner {
                Filter::Any(parts) => (Joint::None, parts.as_slice()),
                other => (Joint::None, std::slice::from_ref(other)),
            },
            // Of a field that such records do not have: nothing passes, and there is no such line.
            _ => (Joint::All, [].as_slice()),
        };
        let nodes = parts
            .iter()
            .map(|part| {
                let part = self.part_of(part);
                self.node(part)
            })
            .collect();
        Part::Group(joint, nodes)
    }

    /// A part by its number.
    pub fn find(&self, id: u32) -> Option<&Node> {
        self.root.find(id)
    }

    /// Where a part stands, for people: `2.1` is the first of the second group.
    pub fn place(&self, id: u32) -> String {
        let path = self.root.path(id).unwrap_or_default();
        path.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(".")
    }

    /// A line by its number.
    pub fn line(&self, id: u32) -> Option<&Line> {
        match &self.find(id)?.part {
            Part::Line(line) => Some(line),
            Part::Group(..) => None,
        }
    }

    /// The filter; what is not complete is left out.
    pub fn filter(&self, wording: Wording) -> Filter {
        self.root.filter(self.collection, wording).unwrap_or_default()
    }

    /// True where every line is complete.
    pub fn is_complete(&self, wording: Wording) -> bool {
        fn fine(node: &Node, collection: Collection, wording: Wording) -> bool {
            match &node.part {
                Part::Line(line) => line.filter(collection, wording).is_ok(),
                Part::Group(_, parts) => parts.iter().all(|part| fine(part, collection, wording)),
            }
        }
        fine(&self.root, self.collection, wording)
    }

    /// Begins a line at the end of a group; its number.
    pub fn add_line(&mut self, group: u32, topic: Topic) -> u32 {
        let line = Line::begun(topic, self.collection);
        self.add(group, Part::Line(line))
    }

    /// Adds a group with a line that is begun at the end of another group; the
    /// number of the line. It goes together otherwise than the one around it.
    pub fn add_group(&mut self, group: u32) -> u32 {
        let joint = match self.find(group).map(|node| &node.part) {
            Some(Part::Group(Joint::Any | Joint::None, _)) => Joint::All,
            _ => Joint::Any,
        };
        let inner = self.add(group, Part::Group(joint, Vec::new()));
        self.add_line(inner, Topic::Text)
    }

    /// Begins a line that all records must pass, whatever else holds; its number.
    pub fn narrow(&mut self, topic: Topic) -> u32 {
        if !matches!(self.root.part, Part::Group(Joint::All, _)) {
            let around = Part::Group(Joint::All, Vec::new());
            let whole = std::mem::replace(&mut self.root.part, around);
            self.add(Self::ROOT, whole);
        }
        self.add_line(Self::ROOT, topic)
    }

    /// Puts a part into a group of its own, to be joined by others there.
    pub fn wrap(&mut self, id: u32) {
        let group = self.node(Part::Group(Joint::Any, Vec::new()));
        if id != Self::ROOT
            && let Some(node) = self.root.find_mut(id)
        {
            let inner = std::mem::replace(node, group);
            if let Part::Group(_, parts) = &mut node.part {
                parts.push(inner);
            }
        }
    }

    /// Takes a part away with all that is in it, and the groups that are empty then.
    pub fn remove(&mut self, id: u32) {
        self.root.remove(id);
    }

    /// Says how the parts of a group go together.
    pub fn join(&mut self, group: u32, joint: Joint) {
        if let Some(Part::Group(own, _)) = self.root.find_mut(group).map(|node| &mut node.part) {
            *own = joint;
        }
    }

    /// Makes a line be about something else. Its comparison stays where it makes
    /// sense there, and what is typed stays where it can be read there.
    pub fn turn(&mut self, id: u32, topic: Topic, wording: Wording) {
        let collection = self.collection;
        self.edit(id, |line| {
            let begun = Line::begun(topic, collection);
            let how = if topic.hows(collection).contains(&line.how) { line.how } else { begun.how };
            let value = std::mem::take(&mut line.value);
            *line = Line { topic, how, value };
            if line.filter(collection, wording).is_err() {
                line.value.clear();
            }
        });
    }

    /// Changes a line.
    pub fn edit(&mut self, id: u32, change: impl FnOnce(&mut Line)) {
        if let Some(Part::Line(line)) = self.root.find_mut(id).map(|node| &mut node.part) {
            change(line);
        }
    }

    fn add(&mut self, group: u32, part: Part) -> u32 {
        let node = self.node(part);
        let id = node.id;
        if let Some(Part::Group(_, parts)) = self.root.find_mut(group).map(|node| &mut node.part) {
            parts.push(node);
        }
        id
    }
}
