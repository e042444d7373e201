//! Counts tests by the engine they ran on: the last segment of a test's name says it (`…::sqlite`, `…::postgres`).

use std::fmt;

/// How many tests ran, by engine, and how many failed.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
pub struct Count {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that did not.
    pub failed: usize,
    /// Tests that ran on SQLite.
    pub sqlite: usize,
    /// Tests that ran on PostgreSQL.
    pub postgres: usize,
}

impl Count {
    /// Adds one test.
    pub fn add(&mut self, name: &str, passed: bool) {
        match passed {
            true => self.passed += 1,
            false => self.failed += 1,
        }
        match name.rsplit("::").next().unwrap_or(name) {
            last if last == "sqlite" || last.ends_with("_sqlite") => self.sqlite += 1,
            last if last == "postgres" || last.ends_with("_postgres") => self.postgres += 1,
            _ => {}
        }
    }

    /// Counts the JUnit report nextest leaves.
    pub fn of_junit(report: &str) -> Count {
        let mut count = Count::default();
        for case in report.split("<testcase ").skip(1) {
            let case = case.split("</testcase>").next().unwrap_or(case);
            let (head, body) = case.split_once('>').unwrap_or((case, ""));
            let name =
                head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            let failed = !head.ends_with('/') && (body.contains("<failure") || body.contains("<error"));
            count.add(name, !failed);
        }
        count
    }

    /// Adds one line of `cargo test`, if it tells of a test.
    pub fn add_line(&mut self, line: &str) {
        let told = line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... "));
        match told {
            Some((name, "ok")) => self.add(name.trim_end_matches(" - should panic"), true),
            Some((name, "FAILED")) => self.add(name.trim_end_matches(" - should panic"), false),
            _ => {}
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count { passed, failed, sqlite, postgres } = self;
        let none = passed + failed - sqlite - postgres;
        write!(
            out,
            "tests: {passed} passed, {failed} failed; on SQLite: {sqlite}, on PostgreSQL: {postgres}, "
        )?;
        write!(out, "no database: {none}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_counted() {
        let report = r#"<testsuite name="wish::tests" tests="4"><testcase name="kept::sqlite" classname="wish" time="0.1"/>
            <testcase name="kept::postgres" classname="wish"><failure type="x">a &gt; b</failure></testcase>
            <testcase name="kept::case_2_postgres" classname="wish"><system-out>x</system-out></testcase>
            <testcase name="money::adds" classname="domain"></testcase></testsuite>"#;
        let count = Count::of_junit(report);
        assert_eq!(count, Count { passed: 3, failed: 1, sqlite: 1, postgres: 2 });
        let told = "tests: 3 passed, 1 failed; on SQLite: 1, on PostgreSQL: 2, no database: 1";
        assert_eq!(count.to_string(), told);
    }

    #[test]
    fn lines_of_cargo_test_are_counted() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test a::sqlite ... ok",
            "test b ... FAILED",
            "test c ... ignored",
            "test result: ok.",
        ] {
            count.add_line(line);
        }
        assert_eq!(count, Count { passed: 1, failed: 1, sqlite: 1, postgres: 0 });
    }
}
