//! What the intake says of a text that was pasted.

use super::counts::joined;
use super::vocabulary::said;

/// How many lines are named; more are counted.
const FEW: usize = 5;

/// Where a value was read; `concluded` for what the text does not say in so many words.
pub fn read_on(lines: &[usize], concluded: bool) -> String {
    let numbers: Vec<String> = lines.iter().take(FEW).map(ToString::to_string).collect();
    match lines {
        [] => String::new(),
        [only] if concluded => said!("Concluded from line {}", only),
        [only] => said!("From line {}", only),
        few if few.len() <= FEW => said!("From lines {}", joined(&numbers, "and")),
        many => said!("From {} lines", many.len()),
    }
}
