//! The days of a month or a week, and what stands on them.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::activity::Activity;
use super::day::monday_of;
use super::id::Id;
use super::order::InOrder;
use super::profile::Profile;
use super::workspace::Workspace;

/// The seven days of the week of `day`, from Monday.
pub fn week_of(day: NaiveDate) -> Vec<NaiveDate> {
    monday_of(day).iter_days().take(7).collect()
}

/// The weeks that hold a day of the month of `day`, each from Monday: four to six.
pub fn month_of(day: NaiveDate) -> Vec<Vec<NaiveDate>> {
    let first = day.with_day(1).unwrap_or(day);
    let mut weeks = Vec::new();
    let mut week = week_of(first);
    while week.iter().any(|of_week| (of_week.year(), of_week.month()) == (day.year(), day.month())) {
        let next = week.last().and_then(NaiveDate::succ_opt);
        weeks.push(week);
        let Some(next) = next else { break };
        week = week_of(next);
    }
    weeks
}

/// The activities of each day from `first` to `last` that has any: what is to
/// be done on the day on which it is due, what was done on the day on which it
/// was. The urgent and open come first. `day_of` gives the day of an instant
/// where the person is; with `owner` only theirs are counted.
pub fn activities_of(
    workspace: &Workspace,
    (first, last): (NaiveDate, NaiveDate),
    owner: Option<Id<Profile>>,
    day_of: impl Fn(DateTime<Utc>) -> NaiveDate,
) -> BTreeMap<NaiveDate, Vec<&Activity>> {
    let mut days: BTreeMap<NaiveDate, Vec<&Activity>> = BTreeMap::new();
    for activity in workspace.all::<Activity>().filter(|activity| activity.counts_for(owner)) {
        let day = if activity.is_open() { activity.due } else { Some(day_of(activity.when())) };
        if let Some(day) = day.filter(|day| (first..=last).contains(day)) {
            days.entry(day).or_default().push(activity);
        }
    }
    for activities in days.values_mut() {
        activities.order_by_key(|activity| {
            (!activity.is_open(), std::cmp::Reverse(activity.priority), activity.when(), activity.id)
        });
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_goes_from_monday_to_sunday() {
        for inside in ["2026-11-16", "2026-11-19", "2026-11-22"] {
            let week = week_of(day(inside));
            assert_eq!((week.first(), week.last()), (Some(&day("2026-11-16")), Some(&day("2026-11-22"))));
        }
    }

    #[test]
    fn a_month_has_all_its_days_and_whole_weeks() {
        // February 2027 begins on a Monday and ends on a Sunday: four weeks.
        for (month, weeks) in [("2026-11-22", 6), ("2026-12-01", 5), ("2027-02-14", 4), ("9999-12-31", 5)] {
            let shown = month_of(day(month));
            assert_eq!(shown.len(), weeks, "{month}");
            let of_month = |shown: &&NaiveDate| shown.month() == day(month).month();
            let days = shown.iter().flatten().filter(of_month).count();
            assert_eq!(days, usize::from(day(month).num_days_in_month()), "{month}");
        }
    }
}
