//! What is to be done as a calendar file (iCalendar, RFC 5545), for the
//! calendar that rings: each activity with a day is an event of that day, as
//! most calendars pass over tasks. What repeats stands in it once, on the day
//! on which it comes next: each time is an activity of its own here, and a
//! series in the calendar would go on beside the next ones.

use chrono::{Days, NaiveDate};

use crate::domain::activity::Activity;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;

/// Lines are broken after this many bytes.
const LINE: usize = 75;

/// Open activities with a day as a calendar file. An event keeps its identity
/// from file to file, so that a calendar takes a newer file for the same events.
pub fn write<'a>(workspace: &Workspace, activities: impl Iterator<Item = &'a Activity>) -> String {
    let mut file = File(String::new());
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Relata//Relata//EN", "CALSCALE:GREGORIAN"] {
        file.line(line);
    }
    for activity in activities {
        if let Some(due) = activity.due.filter(|_| activity.is_open()) {
            file.event(workspace, activity, due);
        }
    }
    file.line("END:VCALENDAR");
    file.0
}

struct File(String);

impl File {
    fn event(&mut self, workspace: &Workspace, activity: &Activity, due: NaiveDate) {
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}@relata", activity.id));
        self.line(&format!("DTSTAMP:{}", activity.meta.updated_at.format("%Y%m%dT%H%M%SZ")));
        self.line(&format!("DTSTART;VALUE=DATE:{}", due.format("%Y%m%d")));
        let next = due.checked_add_days(Days::new(1)).unwrap_or(due);
        self.line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
        self.line(&format!("SUMMARY:{}", text(&activity.title())));
        let about: Vec<String> = activity.links.iter().filter_map(|link: &RecordRef| workspace.title(*link)).collect();
        let notes: Vec<String> =
            [about.join(", "), activity.body.clone()].into_iter().filter(|part| !part.is_empty()).collect();
        if !notes.is_empty() {
            self.line(&format!("DESCRIPTION:{}", text(&notes.join("\n\n"))));
        }
        // A day that is kept free for nothing else.
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// Writes a line, broken where it is too long and never within a character.
    fn line(&mut self, content: &str) {
        let mut room = LINE;
        for character in content.chars() {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }
}

/// A text with what means something to the format marked, and without control characters.
fn text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.trim().replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => written.extend(['\\', character]),
            '\n' | '\r' => written.push_str("\\n"),
            other if other.is_control() => {}
            other => written.push(other),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::Repeats;

    fn task(subject: &str, due: &str) -> Activity {
        Activity { subject: subject.to_owned(), due: due.parse().ok(), ..Activity::default() }
    }

    fn written(activities: &[Activity]) -> String {
        write(&Workspace::starter(), activities.iter())
    }

    #[test]
    fn a_task_is_an_event_of_its_day() {
        let file = written(&[task("Call Ana", "2026-12-31")]);
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Relata//Relata//EN\r\nCALSCALE:GREGORIAN\r\n\
            BEGIN:VEVENT\r\nUID:00000000-0000-0000-0000-000000000000@relata\r\nDTSTAMP:19700101T000000Z\r\n\
            DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:Call Ana\r\nTRANSP:TRANSPARENT\r\n\
            END:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(file, expected);
    }

    #[test]
    fn what_is_done_and_what_has_no_day_is_left_out() {
        let done = Activity { done_at: Some(chrono::DateTime::UNIX_EPOCH), ..task("Done", "2026-12-31") };
        let undated = Activity { due: None, ..task("Some day", "2026-12-31") };
        assert!(!written(&[done, undated]).contains("VEVENT"));
    }

    #[test]
    fn marks_of_the_format_in_a_text_are_text() {
        let mut one = task("Offer; 40 seats, 10% \\ off", "2026-12-31");
        one.body = "First\r\nSecond\u{7}\nEND:VEVENT".to_owned();
        let file = written(&[one]);
        assert!(file.contains("SUMMARY:Offer\\; 40 seats\\, 10% \\\\ off\r\n"), "{file}");
        assert!(file.contains("DESCRIPTION:First\\nSecond\\nEND:VEVENT\r\n"), "{file}");
        assert_eq!(file.matches("\r\nEND:VEVENT").count(), 1);
    }

    #[test]
    fn long_lines_are_broken_between_characters() {
        let subject = "ä€😀".repeat(100);
        let file = written(&[task(&subject, "2026-12-31")]);
        assert!(file.split("\r\n").all(|line| line.len() <= LINE), "{file}");
        assert!(file.replace("\r\n ", "").contains(&subject));
    }

    #[test]
    fn what_repeats_stands_in_it_once() {
        let file = written(&[Activity { repeats: Repeats::Weekly, ..task("Again", "2026-12-30") }]);
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 1);
        assert!(!file.contains("RRULE"), "{file}");
    }
}
