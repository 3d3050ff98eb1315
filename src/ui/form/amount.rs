//! An amount of money and its currency, side by side.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::money::{Currency, Money};
use crate::domain::validate::Problem;
use crate::packing::read_value;
use crate::ui::components::format;
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::words::vocabulary::spoken;

/// What is typed of an amount.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    text: RwSignal<String>,
    currency: RwSignal<String>,
}

/// Offered while a currency is typed; any other code may be typed too.
const COMMON: [&str; 12] = ["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "PLN", "INR", "BRL", "CNY"];

impl Amount {
    pub(super) fn new() -> Self {
        Self { text: RwSignal::new(String::new()), currency: RwSignal::new(Currency::default().code().to_owned()) }
    }

    /// Shows a stored amount; where there is none, only the currency for a new one.
    pub(super) fn load(self, value: &Value, currency: Currency) {
        let stored: Option<Money> = read_value(value).ok();
        self.text.set(stored.map(shortest).unwrap_or_default());
        self.currency.set(stored.map_or(currency, |money| money.currency).code().to_owned());
    }

    pub(super) fn value(self) -> Result<Value, Problem> {
        let (text, code) = (self.text.get(), self.currency.get());
        if text.trim().is_empty() {
            return Ok(Value::Null);
        }
        let currency = Currency::parse(&code).ok_or(Problem::NotACurrency)?;
        let money = Money::parse_typed(&text, currency, format::decimal_sign()).ok_or(Problem::NotAnAmount)?;
        serde_json::to_value(money).map_err(|_| Problem::NotAnAmount)
    }

    /// Shows a text that somebody else has typed, whatever it says.
    pub(super) fn type_text(self, typed: &str) {
        self.text.set(typed.to_owned());
    }

    pub(super) fn raw(self) -> String {
        format!("{} {}", self.text.get_untracked(), self.currency.get_untracked())
    }

    pub(super) fn view(self, label: &'static str, hint: &'static str, error: Signal<Option<String>>) -> AnyView {
        let common = Signal::stored(COMMON.map(str::to_owned).to_vec());
        view! {
            <div class="amount">
                <TextField label value=self.text kind=TextKind::Decimal error hint />
                <TextField label=spoken("Currency") value=self.currency suggestions=common />
            </div>
        }
        .into_any()
    }
}

/// The amount as one would type it: without decimals where they are zeros.
fn shortest(money: Money) -> String {
    let plain = money.to_plain();
    match plain.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => whole.to_owned(),
        _ => plain.replace('.', format::decimal_sign().encode_utf8(&mut [0; 4])),
    }
}
