//! A run of numbered steps: a heading each, the time it took, and a table at
//! the end. A step that fails does not stop those that do not need it.

use std::time::{Duration, Instant};

use crate::command::Outcome;

/// How a step ended.
enum End {
    Passed,
    Failed(String),
    /// Not run, and why; fails the run only when what it needs failed.
    NeedsFailed(&'static str),
    Skipped(String),
}

struct Done {
    title: &'static str,
    end: End,
    time: Duration,
}

/// The steps of one command, as they are run.
pub struct Steps {
    total: usize,
    started: Instant,
    done: Vec<Done>,
}

impl Steps {
    pub fn new(total: usize) -> Self {
        Self { total, started: Instant::now(), done: Vec::new() }
    }

    /// Runs one step; the answer is whether it passed.
    pub fn run(&mut self, title: &'static str, step: impl FnOnce() -> Outcome) -> bool {
        self.heading(title);
        let started = Instant::now();
        let end = match step() {
            Ok(()) => End::Passed,
            Err(message) => {
                println!("FAILED: {message}");
                End::Failed(message)
            }
        };
        let passed = matches!(end, End::Passed);
        self.done.push(Done { title, end, time: started.elapsed() });
        passed
    }

    /// Runs a step that makes no sense unless an earlier one passed.
    pub fn run_after(&mut self, needed: bool, what: &'static str, title: &'static str, step: impl FnOnce() -> Outcome) {
        if needed {
            self.run(title, step);
            return;
        }
        self.heading(title);
        println!("not run: {what} failed");
        self.done.push(Done { title, end: End::NeedsFailed(what), time: Duration::ZERO });
    }

    /// Notes a step that cannot run here, with the reason.
    pub fn skip(&mut self, title: &'static str, reason: String) {
        self.heading(title);
        println!("skipped: {reason}");
        self.done.push(Done { title, end: End::Skipped(reason), time: Duration::ZERO });
    }

    /// Prints the table and the closing line; fails if any step did.
    pub fn finish(self) -> Outcome {
        println!("\n== Summary, {} in all", seconds(self.started.elapsed()));
        for step in &self.done {
            println!("   {:<8} {:>8}  {}{}", word(&step.end), seconds(step.time), step.title, why(&step.end));
        }
        let passed = self.done.iter().filter(|step| matches!(step.end, End::Passed)).count();
        let skipped = self.done.iter().filter(|step| matches!(step.end, End::Skipped(_))).count();
        let failed = self.done.len() - passed - skipped;
        if skipped > 0 {
            println!("{passed} passed, {failed} failed, {skipped} skipped");
        } else {
            println!("{passed} passed, {failed} failed");
        }
        if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} steps failed", self.done.len())) }
    }

    fn heading(&self, title: &str) {
        println!("\n== [{}/{}] {title} (at {})", self.done.len() + 1, self.total, seconds(self.started.elapsed()));
    }
}

fn word(end: &End) -> &'static str {
    match end {
        End::Passed => "passed",
        End::Failed(_) => "FAILED",
        End::NeedsFailed(_) => "NOT RUN",
        End::Skipped(_) => "skipped",
    }
}

fn why(end: &End) -> String {
    match end {
        End::Passed => String::new(),
        End::Failed(message) | End::Skipped(message) => {
            format!(": {}", message.lines().next().unwrap_or_default())
        }
        End::NeedsFailed(what) => format!(": {what} failed"),
    }
}

fn seconds(time: Duration) -> String {
    let all = time.as_secs_f64();
    if all < 60.0 { format!("{all:.1} s") } else { format!("{} min {:02} s", time.as_secs() / 60, time.as_secs() % 60) }
}
