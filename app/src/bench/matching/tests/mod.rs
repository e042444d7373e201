//! Tiny seeded cities, crowded so that every edge is stood on: the files that are written equal the rules read aloud.

mod oracle;
mod tiny;

use std::path::PathBuf;

use clap::Parser;
use tiny::Tiny;

use super::{MatchArgs, run};

#[derive(Parser)]
struct Alone {
    #[command(flatten)]
    args: MatchArgs,
}

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn of(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("hyperlieu-city-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn ask(&self, more: &[&str]) -> Result<(), String> {
        let (city, out) = (self.0.to_str().unwrap(), self.0.join("answers"));
        let asked = ["match", city, "--out", out.to_str().unwrap()];
        let args = Alone::try_parse_from(asked.into_iter().chain(more.iter().copied())).unwrap().args;
        run(&args).map_err(|why| why.to_string())
    }

    fn answer(&self, workload: &str) -> String {
        std::fs::read_to_string(self.0.join("answers").join(workload)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_answer_is_what_the_rules_say() {
    for seed in 1..=12_u64 {
        let city = Tiny::seeded(seed);
        let folder = Folder::of(&format!("{seed}"));
        city.write(&folder.0);
        let threads = ["1", "2", "3"][usize::try_from(seed % 3).unwrap()];
        folder.ask(&["--threads", threads, "--k", "2", "--seconds", "0"]).unwrap();
        let expected = [
            ("w1.csv", oracle::w1(&city)),
            ("w1u.csv", oracle::w1(&city)),
            ("w2.csv", oracle::w2(&city)),
            ("w3.csv", oracle::w3(&city)),
            ("w4.csv", oracle::w4(&city, 2)),
        ];
        for (file, rows) in expected {
            assert!(rows.lines().count() > 3, "seed {seed}, {file}: a city that tests nothing");
            let answer = folder.answer(file);
            let first = answer.lines().zip(rows.lines()).find(|(written, right)| written != right);
            assert_eq!(first, None, "seed {seed}, {file}: written and right");
            assert!(answer == rows, "seed {seed}, {file}: one goes on where the other ends");
        }
    }
}

#[test]
fn a_measured_city_answers_the_same_and_compares_with_what_is_right() {
    let (city, folder) = (Tiny::seeded(99), Folder::of("measured"));
    city.write(&folder.0);
    let scale = folder.0.file_name().unwrap().to_str().unwrap().to_owned();
    let golden = |w1: &str| {
        let w4 = super::golden::sum(&oracle::w4(&city, 3));
        let text = format!("{}  {scale}.w1.csv\n{w4}  {scale}.w4.csv (k=3)\n", super::golden::sum(w1));
        let file = folder.0.join("SUMS");
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let right = golden(&oracle::w1(&city));
    folder.ask(&["--seconds", "0.02", "--rounds", "2", "--threads", "2", "--golden", &right]).unwrap();
    assert_eq!(folder.answer("w4.csv"), oracle::w4(&city, 3), "the group of the right answers");
    let wrong = golden("");
    assert_eq!(
        folder.ask(&["--seconds", "0", "--golden", &wrong]).unwrap_err(),
        "w1: the answers are not the right ones"
    );
}

#[test]
fn a_living_city_ends_on_the_ground_that_was_written() {
    let (city, folder) = (Tiny::seeded(5), Folder::of("living"));
    city.write(&folder.0);
    folder.ask(&["--seconds", "0.05", "--rounds", "1", "--churn", "200000"]).unwrap();
}

#[test]
fn what_cannot_be_read_is_told_by_file_line_and_column() {
    let told = |file: &str, line: usize, from: &str, to: &str| {
        let (city, folder) = (Tiny::seeded(7), Folder::of(&format!("bad-{file}-{line}-{to}")));
        city.write(&folder.0);
        let path = folder.0.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let spoiled = text
            .lines()
            .enumerate()
            .map(|(n, text)| if n + 1 == line { text.replacen(from, to, 1) } else { text.to_owned() });
        std::fs::write(&path, spoiled.collect::<Vec<_>>().join("\n")).unwrap();
        folder.ask(&["--seconds", "0"]).unwrap_err()
    };
    let header = told("people.csv", 1, "shopper_mode", "mode");
    assert!(header.starts_with("people.csv, line 1, column person_id: the header must be"), "{header}");
    let letter = told("pings.csv", 3, ",", ",x");
    assert!(
        letter.starts_with("pings.csv, line 3, column t: `x14") && letter.contains("no whole"),
        "{letter}"
    );
    assert!(told("people.csv", 2, ",", ",7").starts_with("people.csv, line 2, column shopper_mode: 7"));
    assert!(
        told("offers.csv", 4, ",", ",9")
            .starts_with("offers.csv, line 4, column place_id: places.csv has no")
    );
}
