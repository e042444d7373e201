//! The sums of right answers, as `sha256sum` writes them, with the smallest group of a map behind its name: `S.w4.csv (k=3)`.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::server::Failure;

/// The SHA-256 of a text, in lower-case hexadecimal digits.
pub(super) fn sum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is said of an answer that is not the right one.
pub(super) const DIFFERENT: &str = "**different**";

/// What is known to be right.
#[derive(Debug, Default)]
pub(super) struct Golden(Vec<Line>);

#[derive(Debug)]
struct Line {
    sum: String,
    name: String,
    k: Option<u32>,
}

impl Golden {
    /// Reads a file of sums.
    pub(super) fn read(file: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
        Ok(Self::parse(&text))
    }

    fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let (sum, rest) = line.split_once("  ")?;
            let (name, k) = rest.split_once(" (k=").unwrap_or((rest, ""));
            let k = k.trim_end_matches(')').parse().ok();
            Some(Line { sum: sum.to_owned(), name: name.to_owned(), k })
        };
        Self(text.lines().filter_map(line).collect())
    }

    /// The smallest group of this scale's map, where it is told.
    pub(super) fn k(&self, scale: &str) -> Option<u32> {
        self.find(scale, "w4")?.k
    }

    /// How an answer's sum compares; `w1u` has the answers of `w1`.
    pub(super) fn verdict(&self, scale: &str, workload: &str, k: u32, sum: &str) -> &'static str {
        match self.find(scale, if workload == "w1u" { "w1" } else { workload }) {
            None => "none",
            Some(line) if workload == "w4" && line.k.unwrap_or(10) != k => "of another k",
            Some(line) if line.sum == sum => "equal",
            Some(_) => DIFFERENT,
        }
    }

    fn find(&self, scale: &str, workload: &str) -> Option<&Line> {
        self.0.iter().find(|line| line.name == format!("{scale}.{workload}.csv"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_compared_by_scale_and_workload() {
        let sum = sum("");
        assert!(sum.starts_with("e3b0c44298fc1c14"));
        let golden = Golden::parse(&format!("{sum}  S.w1.csv\n{sum}  S.w4.csv (k=3)\n{sum}  L.w4.csv\n"));
        assert_eq!((golden.k("S"), golden.k("L")), (Some(3), None));
        assert_eq!(golden.verdict("S", "w1u", 10, &sum), "equal");
        assert_eq!(golden.verdict("S", "w1", 10, "0"), DIFFERENT);
        assert_eq!(golden.verdict("S", "w4", 10, &sum), "of another k");
        assert_eq!(golden.verdict("L", "w4", 10, &sum), "equal");
        assert_eq!(golden.verdict("XS", "w1", 10, &sum), "none");
    }
}
