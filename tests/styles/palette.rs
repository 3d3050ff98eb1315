//! The colours of `20-tokens.css` as numbers, and the contrast between two of
//! them as WCAG 2 reckons it.

use std::collections::BTreeMap;

/// Which side of `light-dark()` is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// A colour by its relative luminance, 0 (black) to 1 (white): all that contrast asks for.
#[derive(Clone, Copy, Debug)]
pub struct Luminance(f64);

impl Luminance {
    /// WCAG's ratio, 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (light, dark) = if self.0 > other.0 { (self.0, other.0) } else { (other.0, self.0) };
        (light + 0.05) / (dark + 0.05)
    }

    /// Of `oklch(lightness chroma hue)`; what sRGB cannot show is cut off at its edge, as browsers do.
    pub fn of_oklch(lightness: f64, chroma: f64, hue: f64) -> Self {
        let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
        let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        let red = 4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short;
        let green = -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short;
        let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701 * short;
        let [red, green, blue] = [red, green, blue].map(|part| part.clamp(0.0, 1.0));
        Self(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    }
}

/// The colours of the sheet by name: every `--name: light-dark(oklch(…), oklch(…))` without transparency.
pub fn colours(sheet: &str) -> BTreeMap<String, [Luminance; 2]> {
    let declarations = sheet.split([';', '{', '}']).filter_map(|part| part.trim().strip_prefix("--")?.split_once(':'));
    declarations.filter_map(|(name, value)| Some((name.to_string(), both(value)?))).collect()
}

/// The side of a theme.
pub fn in_theme(sides: [Luminance; 2], theme: Theme) -> Luminance {
    match theme {
        Theme::Light => sides[0],
        Theme::Dark => sides[1],
    }
}

fn both(value: &str) -> Option<[Luminance; 2]> {
    let inner = value.trim().strip_prefix("light-dark(")?.strip_suffix(')')?;
    let (light, dark) = inner.split_once("),")?;
    Some([oklch(light)?, oklch(dark)?])
}

fn oklch(text: &str) -> Option<Luminance> {
    let numbers = text.trim().strip_prefix("oklch(")?.trim_end_matches(')');
    let numbers: Vec<f64> = numbers.split_whitespace().map(|number| number.parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [lightness, chroma, hue] => Some(Luminance::of_oklch(lightness, chroma, hue)),
        _ => None,
    }
}
