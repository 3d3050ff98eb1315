//! Which rows of a long list are worth drawing: arithmetic only.

use std::ops::Range;

/// The rows to draw so that the viewport is filled, with `overscan` spare rows on either side.
///
/// Sizes are in CSS pixels. The result is always within `0..len`; a row height of zero or less
/// (nothing measured so far) gives the first few rows.
#[must_use]
pub fn visible_range(scroll_top: f64, viewport: f64, row_height: f64, len: usize, overscan: usize) -> Range<usize> {
    if row_height <= 0.0 {
        return 0..len.min(overscan);
    }
    let first = whole(scroll_top / row_height).min(len);
    // One more than fits: the first and the last row may both be cut.
    let count = whole((viewport / row_height).ceil()).saturating_add(1);
    let start = first.saturating_sub(overscan);
    let end = first.saturating_add(count).saturating_add(overscan).min(len);
    start..end
}

/// How far to scroll so that row `index` is wholly in view below a sticky head; `None` if it is.
#[must_use]
pub fn scroll_to_row(index: usize, scroll_top: f64, viewport: f64, head: f64, row_height: f64) -> Option<f64> {
    let top = offset(index, row_height);
    let room = (viewport - head).max(row_height);
    if top < scroll_top {
        Some(top)
    } else if top + row_height > scroll_top + room {
        Some(top + row_height - room)
    } else {
        None
    }
}

/// Distance of row `index` from the first, in pixels.
#[must_use]
pub fn offset(index: usize, row_height: f64) -> f64 {
    // Row counts are far below 2^52.
    #[allow(clippy::cast_precision_loss)]
    let index = index as f64;
    index * row_height
}

/// The whole part of a size; negative and absurd sizes count as none.
fn whole(value: f64) -> usize {
    if value.is_finite() && value > 0.0 {
        // Checked to be positive; larger than any list saturates.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = value as usize;
        whole
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_long_list() {
        assert_eq!(visible_range(0.0, 320.0, 32.0, 100_000, 5), 0..16);
    }

    #[test]
    fn the_middle_has_spare_rows_on_both_sides() {
        assert_eq!(visible_range(3200.0, 320.0, 32.0, 100_000, 5), 95..116);
    }

    #[test]
    fn the_end_and_beyond_stay_within_the_list() {
        assert_eq!(visible_range(9_999_999.0, 320.0, 32.0, 50, 5), 45..50);
        assert_eq!(visible_range(0.0, 320.0, 32.0, 3, 5), 0..3);
        assert_eq!(visible_range(0.0, 320.0, 32.0, 0, 5), 0..0);
    }

    #[test]
    fn unmeasured_and_overscrolled_lists_draw_a_few_rows() {
        assert_eq!(visible_range(0.0, 0.0, 0.0, 100, 8), 0..8);
        assert_eq!(visible_range(-50.0, 320.0, 32.0, 100, 2), 0..13);
        assert_eq!(visible_range(f64::NAN, f64::NAN, 32.0, 100, 2), 0..3);
    }

    #[test]
    fn a_row_in_view_needs_no_scrolling() {
        assert_eq!(scroll_to_row(3, 0.0, 400.0, 30.0, 32.0), None);
        assert_eq!(scroll_to_row(0, 64.0, 400.0, 30.0, 32.0), Some(0.0));
        assert_eq!(scroll_to_row(20, 0.0, 350.0, 30.0, 32.0), Some(352.0));
    }
}
