//! What the intake says of a text that was pasted.

use super::counts::joined;
use super::vocabulary::said;

/// Where a value was read; `concluded` for what the text does not say in so many words.
pub fn read_on(lines: &[usize], concluded: bool) -> String {
    let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
    match lines {
        [] => String::new(),
        [only] if concluded => said!("Concluded from line {}", only),
        [only] => said!("From line {}", only),
        _ => said!("From lines {}", joined(&numbers, "and")),
    }
}
