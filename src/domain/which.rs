//! **Which is it?** What a person or company is in the words of this model,
//! from two or three answers. A decision table: [`asked`] says which answer is
//! wanted next, [`verdict`] what follows from them. Filing it as that is
//! [`Command::FileAs`](super::command::Command::FileAs).
//!
//! - WH1 Who has bought is a customer, whatever else is said (a purchase
//!   decides, and a former buyer stays one).
//! - WH2 Who is no buyer is no lead either: an account with its relationships,
//!   or a contact of its own.
//! - WH3 Who might buy and was looked into by nobody is a lead, however keen:
//!   leads keep unverified words away from accounts, deals and forecasts.
//! - WH4 Who might buy and was looked into is an account, a prospect, with the
//!   person as its contact; asked or not, answered or not.
//! - WH5 An opportunity needs both: a checked party and something to win or lose.

/// What they are to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// We would like to sell to them.
    MightBuy,
    /// They have bought, now or once.
    HasBought,
    /// A partner, a supplier, the press: something other than a buyer.
    Other,
    /// A person who recommends us.
    Recommends,
    /// A person one knows.
    Acquaintance,
}

/// How far the talks have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// One way only.
    OneWay,
    /// They have answered: two ways.
    Answered,
    /// There is something to win or to lose.
    Deal,
}

/// The answers so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What they are to us.
    pub standing: Option<Standing>,
    /// Whether a human has looked into who they are.
    pub checked: Option<bool>,
    /// How far the talks have come.
    pub talk: Option<Talk>,
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Question {
    Standing,
    Checked,
    Talk,
    /// As what they are not a buyer; its answers are the list of relationships.
    Relationship,
}

/// What they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A lead that nobody has heard from.
    Lead,
    /// A lead that has answered.
    EngagedLead,
    /// A lead that wants to buy, and was looked into by nobody.
    HotLead,
    /// An account that might buy, and its contact.
    Prospect,
    /// An account that has bought, and its contact.
    Customer,
    /// A deal with a prospect.
    Deal,
    /// A deal with a customer.
    RepeatDeal,
    /// An account that is something other than a buyer.
    NotABuyer,
    /// A contact who recommends us.
    Referrer,
    /// A contact one knows in person.
    Acquaintance,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 10] = [
        Self::Lead,
        Self::EngagedLead,
        Self::HotLead,
        Self::Prospect,
        Self::Customer,
        Self::Deal,
        Self::RepeatDeal,
        Self::NotABuyer,
        Self::Referrer,
        Self::Acquaintance,
    ];

    /// True for the leads among them.
    pub fn is_lead(self) -> bool {
        matches!(self, Self::Lead | Self::EngagedLead | Self::HotLead)
    }

    /// True for contacts that belong to no account of their own.
    pub fn is_contact(self) -> bool {
        matches!(self, Self::Referrer | Self::Acquaintance)
    }

    /// True for the deals among them.
    pub fn is_deal(self) -> bool {
        matches!(self, Self::Deal | Self::RepeatDeal)
    }

    /// True where the account has bought.
    pub fn has_bought(self) -> bool {
        matches!(self, Self::Customer | Self::RepeatDeal)
    }

    /// True where a human has looked into the person.
    pub fn is_checked(self) -> bool {
        matches!(self, Self::Prospect | Self::Customer | Self::Deal | Self::RepeatDeal)
    }
}

/// The questions to ask, in order, as far as the answers go: at most three,
/// each only where the answer changes anything.
pub fn asked(answers: Answers) -> &'static [Question] {
    use Question as Q;
    match (answers.standing, answers.checked) {
        (None | Some(Standing::Recommends | Standing::Acquaintance), _) => &[Q::Standing],
        (Some(Standing::MightBuy), None) => &[Q::Standing, Q::Checked],
        (Some(Standing::MightBuy), Some(_)) => &[Q::Standing, Q::Checked, Q::Talk],
        (Some(Standing::HasBought), _) => &[Q::Standing, Q::Talk],
        (Some(Standing::Other), _) => &[Q::Standing, Q::Relationship],
    }
}

/// What they are; nothing while an answer is missing.
pub fn verdict(answers: Answers) -> Option<Verdict> {
    Some(match (answers.standing?, answers.checked, answers.talk) {
        (Standing::Other, ..) => Verdict::NotABuyer,
        (Standing::Recommends, ..) => Verdict::Referrer,
        (Standing::Acquaintance, ..) => Verdict::Acquaintance,
        (Standing::HasBought, _, Some(Talk::Deal)) => Verdict::RepeatDeal,
        (Standing::HasBought, _, Some(_)) => Verdict::Customer,
        (Standing::MightBuy, Some(false), Some(Talk::OneWay)) => Verdict::Lead,
        (Standing::MightBuy, Some(false), Some(Talk::Answered)) => Verdict::EngagedLead,
        (Standing::MightBuy, Some(false), Some(Talk::Deal)) => Verdict::HotLead,
        (Standing::MightBuy, Some(true), Some(Talk::Deal)) => Verdict::Deal,
        (Standing::MightBuy, Some(true), Some(_)) => Verdict::Prospect,
        (Standing::MightBuy, _, _) | (Standing::HasBought, _, None) => return None,
    })
}
