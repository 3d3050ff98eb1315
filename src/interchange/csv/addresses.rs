//! Addresses from the cells of a row: their parts, and cells that hold one
//! whole, as Salesforce does in JSON, which mostly repeat the parts.

use serde_json::Value;

use super::candidate::Put;
use super::mapping::Part;
use crate::domain::field::Address;

/// Puts a part into the address of a kind. Further lines of a street go below.
pub(super) fn put(addresses: &mut Vec<Address>, kind: &str, part: Part, text: &str) -> Put {
    let at = addresses.iter().position(|address| address.kind == kind);
    let at = at.unwrap_or_else(|| {
        addresses.push(Address { kind: kind.to_owned(), ..Address::default() });
        addresses.len() - 1
    });
    let Some(place) = addresses.get_mut(at).and_then(|address| place(address, part)) else { return Put::Occupied };
    if place.is_empty() {
        text.clone_into(place);
        Put::Taken
    } else if place == text {
        Put::Repeats
    } else {
        Put::Occupied
    }
}

fn place(address: &mut Address, part: Part) -> Option<&mut String> {
    match part {
        Part::Street => Some(&mut address.street),
        Part::City => Some(&mut address.city),
        Part::State => Some(&mut address.state),
        Part::PostalCode => Some(&mut address.postal_code),
        Part::Country => Some(&mut address.country),
        Part::Whole => None,
    }
}

/// True where a whole address says nothing that the parts do not say.
pub(super) fn repeats(text: &str, kind: &str, addresses: &[Address]) -> bool {
    let Some(address) = addresses.iter().find(|address| address.kind == kind) else { return false };
    let parts = [&address.street, &address.city, &address.state, &address.postal_code, &address.country];
    if let Ok(Value::Object(map)) = serde_json::from_str(text) {
        return map.iter().all(|(key, value)| match value {
            Value::Null => true,
            Value::String(said) => part_of(key, address).is_some_and(|part| part.trim() == said.trim()),
            _ => false,
        });
    }
    let mut rest = text.to_owned();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        rest = rest.replacen(part.as_str(), "", 1);
    }
    !rest.chars().any(char::is_alphanumeric)
}

fn part_of<'a>(key: &str, address: &'a Address) -> Option<&'a str> {
    match key {
        "street" => Some(&address.street),
        "city" => Some(&address.city),
        "state" => Some(&address.state),
        "postalCode" => Some(&address.postal_code),
        "country" => Some(&address.country),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_address_repeats_its_parts_or_says_more() {
        let mut addresses = Vec::new();
        put(&mut addresses, "billing", Part::City, "Ulm");
        put(&mut addresses, "billing", Part::Street, "1 A St");
        let says = |text| repeats(text, "billing", &addresses);
        assert!(says("{\"city\":\"Ulm\",\"latitude\":null,\"street\":\"1 A St\"}"));
        assert!(says("1 A St, Ulm"));
        assert!(!says("{\"city\":\"Ulm\",\"latitude\":48.4}"));
        assert!(!says("{\"city\":\"Bonn\"}"));
        assert!(!says("1 A St, Floor 2, Ulm"));
        assert!(!repeats("{\"city\":\"Ulm\"}", "shipping", &addresses));
    }
}
