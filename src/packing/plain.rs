//! Values one by one, each with its kind in front: for what has no columns.
//! Loses nothing that a [`Value`] can hold, whatever its keys are called.

use serde_json::{Map, Number, Value};

use super::Unreadable;
use super::bytes::{Reader, put_length, put_number, unzigzag, zigzag};
use super::parts::put_text;

/// Deeper than any reader of JSON goes (`serde_json` stops at 128).
const DEPTH: usize = 300;

/// Appends a value; `None` if it is nested too deep to be read again.
pub(super) fn put_value(to: &mut Vec<u8>, value: &Value) -> Option<()> {
    put(to, value, DEPTH)
}

/// Reads a value.
pub(super) fn take_value(from: &mut Reader<'_>) -> Result<Value, Unreadable> {
    take(from, DEPTH)
}

fn put(to: &mut Vec<u8>, value: &Value, depth: usize) -> Option<()> {
    let deeper = depth.checked_sub(1)?;
    match value {
        Value::Null => to.push(0),
        Value::Bool(flag) => to.push(1 + u8::from(*flag)),
        Value::Number(number) => put_any_number(to, number),
        Value::String(text) => {
            to.push(6);
            put_text(to, text);
        }
        Value::Array(items) => {
            to.push(7);
            put_length(to, items.len());
            items.iter().try_for_each(|item| put(to, item, deeper))?;
        }
        Value::Object(members) => {
            to.push(8);
            put_length(to, members.len());
            for (key, value) in members {
                put_text(to, key);
                put(to, value, deeper)?;
            }
        }
    }
    Some(())
}

fn put_any_number(to: &mut Vec<u8>, number: &Number) {
    if let Some(number) = number.as_i64() {
        to.push(3);
        put_number(to, zigzag(number));
    } else if let Some(number) = number.as_u64() {
        to.push(4);
        put_number(to, number);
    } else {
        to.push(5);
        to.extend_from_slice(&number.as_f64().unwrap_or_default().to_le_bytes());
    }
}

fn take(from: &mut Reader<'_>, depth: usize) -> Result<Value, Unreadable> {
    let deeper = depth.checked_sub(1).ok_or(Unreadable::TooMuch)?;
    Ok(match from.byte()? {
        0 => Value::Null,
        1 => Value::Bool(false),
        2 => Value::Bool(true),
        3 => Value::from(unzigzag(from.number()?)),
        4 => Value::from(from.number()?),
        5 => Value::from(take_float(from)?),
        6 => Value::from(from.text()?),
        // Nothing is reserved: a length may promise more than there is.
        7 => (0..from.length()?).map(|_| take(from, deeper)).collect::<Result<_, _>>()?,
        8 => {
            let mut members = Map::new();
            for _ in 0..from.length()? {
                members.insert(from.text()?.to_owned(), take(from, deeper)?);
            }
            Value::Object(members)
        }
        _ => return Err(Unreadable::Senseless),
    })
}

/// Reads a float, which is never infinite and never not a number.
pub(super) fn take_float(from: &mut Reader<'_>) -> Result<f64, Unreadable> {
    let bytes = from.take(8)?.try_into().map_err(|_| Unreadable::Cut)?;
    Some(f64::from_le_bytes(bytes)).filter(|float| float.is_finite()).ok_or(Unreadable::Senseless)
}
