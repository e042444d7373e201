//! The simulator: the same plan, the same bytes; recorded days replayed; laws that hold for any change; and what it refuses.
//! Random, with the seeds told in every message.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use domain::CivilZone;
use hyperlieu::simulate::{Change, Days, Outcome, Plan, Report, Source, Tally, run};
use kit::Lang;
use serde_json::Value;

const SEED: u64 = 7;

/// A folder of a test's own, gone when it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("hyperlieu-simulate-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// A village of 5 × 5 corners a hundred metres apart, with eleven shops and a hall.
    fn village(&self) -> PathBuf {
        let mut osm = String::from("<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n");
        let at = |x: i32, y: i32| (47.65 + f64::from(y) * 0.0009, -2.084 + f64::from(x) * 0.001_335);
        for (x, y) in (0..25).map(|corner| (corner % 5, corner / 5)) {
            let (lat, lon) = at(x, y);
            let _ = writeln!(osm, "<node id=\"{}\" lat=\"{lat:.7}\" lon=\"{lon:.7}\"/>", 1 + x + 5 * y);
        }
        let trades = ["bakery", "hairdresser", "doityourself", "chocolate"];
        for shop in 0..11 {
            let (lat, lon) = at(shop % 4, shop / 4 + 1);
            let (id, trade, lat) = (100 + shop, trades[usize::try_from(shop % 4).unwrap()], lat + 0.000_2);
            let tags = format!("<tag k=\"shop\" v=\"{trade}\"/><tag k=\"name\" v=\"Boutique {shop}\"/>");
            let _ = writeln!(osm, "<node id=\"{id}\" lat=\"{lat:.7}\" lon=\"{lon:.7}\">{tags}</node>");
        }
        osm.push_str(&hall(at(3, 3)));
        for line in 0..10 {
            let nodes =
                (0..5).map(|step| if line < 5 { 1 + step + 5 * line } else { 1 + line - 5 + 5 * step });
            let nodes: String = nodes.map(|node| format!("<nd ref=\"{node}\"/>")).collect();
            let _ = writeln!(osm, "<way id=\"{line}\">{nodes}<tag k=\"highway\" v=\"residential\"/></way>");
        }
        osm.push_str("</osm>\n");
        std::fs::write(self.file("village.osm"), osm).unwrap();
        self.file("village.osm")
    }

    fn plan(&self, seed: u64, days: u32, people: u64) -> Plan {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let start = zone.parse_local("2026-11-24T12:00").unwrap();
        let days = Days::Seeded { town: Source::File(self.village()), zone, start, seed, days, people };
        Plan { days, change: None, record: None, threads: 1 }
    }
}

/// A chocolate shop in a hall of 22 m by 22 m.
fn hall((lat, lon): (f64, f64)) -> String {
    let corners = [(0.000_1, 0.0), (0.000_1, 0.000_3), (0.000_3, 0.000_3), (0.000_3, 0.0)];
    let mut osm = String::new();
    for (id, (north, east)) in (200..).zip(corners) {
        let (lat, lon) = (lat + north, lon + east);
        let _ = writeln!(osm, "<node id=\"{id}\" lat=\"{lat:.7}\" lon=\"{lon:.7}\"/>");
    }
    let nodes: String = [200, 201, 202, 203, 200].map(|node| format!("<nd ref=\"{node}\"/>")).concat();
    let tags = "<tag k=\"shop\" v=\"chocolate\"/><tag k=\"name\" v=\"Les Halles\"/>";
    let _ = writeln!(osm, "<way id=\"50\">{nodes}{tags}</way>");
    osm
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn ran(plan: &Plan) -> Outcome {
    run(plan, &mut |_, _| {}).unwrap()
}

fn with(plan: &Plan, change: &str) -> Plan {
    Plan { change: Some(Change::parse(change).unwrap()), ..plan.clone() }
}

fn changed(plan: &Plan, change: &str) -> Tally {
    ran(&with(plan, change)).changed.unwrap()
}

/// Everything that is told of an outcome.
fn bytes(outcome: &Outcome) -> Vec<Vec<u8>> {
    let report = Report::of(outcome, Lang::En);
    let (csv, json, told) = (report.csv().unwrap(), report.json().unwrap(), report.told().unwrap());
    vec![report.markdown().into_bytes(), csv, json.into_bytes(), report.svg().into_bytes(), told]
}

const CHANGE: &str = "[rule]\nproposals = 1\n\n[[price]]\ncategory = \"food\"\npercent = -20\n\n\
                      [[consent]]\nshare = 0.3\nquiet = \"18:00-09:00\"\nper_day = 2\n\n\
                      [[screen]]\nplace = \"Boutique 0\"\nmetres = 60\n\n\
                      [[opening]]\ncategory = \"food/bread\"\nhours = \"Mo-Su 06:30-20:30\"\n";

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads_and_another_does_not() {
    let folder = Folder::new("same");
    let plan = with(&folder.plan(SEED, 2, 40), CHANGE);
    let first = ran(&plan);
    assert!(first.baseline.told() > 20 && first.baseline.met() > 3, "seed {SEED}: {}", first.baseline.told());
    for threads in [1, 2, 5] {
        let again = ran(&Plan { threads, ..plan.clone() });
        assert_eq!(bytes(&again), bytes(&first), "seed {SEED}, {threads} threads");
    }
    assert_ne!(bytes(&ran(&with(&folder.plan(SEED + 1, 2, 40), CHANGE)))[4], bytes(&first)[4]);
}

#[test]
fn recorded_days_replay_to_the_same_bytes_and_only_their_owner_reads_them() {
    let folder = Folder::new("replay");
    let log = folder.file("days.jsonl");
    let plan = Plan { record: Some(log.clone()), ..with(&folder.plan(SEED, 2, 30), CHANGE) };
    let seeded = ran(&plan);
    assert_eq!(std::fs::metadata(&log).unwrap().permissions().mode() & 0o777, 0o600);
    let said = std::fs::read_to_string(&log).unwrap();
    let hall = said.lines().find(|line| line.contains("Les Halles")).unwrap();
    assert!(hall.contains("\"outline\":[["), "a place reaches as far as the town's own: {hall}");
    let replay =
        Plan { days: Days::Recorded(log.clone()), record: Some(folder.file("again.jsonl")), ..plan.clone() };
    let replayed = ran(&replay);
    assert_eq!(bytes(&replayed), bytes(&seeded), "seed {SEED}");
    assert_eq!(
        std::fs::read(&log).unwrap(),
        std::fs::read(folder.file("again.jsonl")).unwrap(),
        "seed {SEED}"
    );
    std::fs::set_permissions(&log, std::fs::Permissions::from_mode(0o644)).unwrap();
    let refused = run(&plan, &mut |_, _| {}).unwrap_err().to_string();
    assert!(refused.contains("others may read"), "{refused}");
    assert!(std::fs::metadata(&log).unwrap().len() > 0, "a refused file is not emptied");
}

#[test]
fn no_law_is_broken_whatever_is_changed() {
    let folder = Folder::new("laws");
    for (seed, change) in [
        (1, CHANGE),
        (2, "[rule]\npolicy = \"gain\"\nproposals = 50\nper_organisation = 50\nper_wish = 50\n"),
        (3, "[[price]]\npercent = -90\n\n[[consent]]\nshare = 0.5\ndeny = \"food\"\n"),
        (4, "[rule]\npolicy = \"near\"\n\n[[consent]]\nper_day = 40\nquiet = \"none\"\n"),
    ] {
        let outcome = ran(&with(&folder.plan(seed, 4, 30), change));
        for tally in [&outcome.baseline, outcome.changed.as_ref().unwrap()] {
            assert_eq!(tally.breaches(), [] as [String; 0], "seed {seed}: {change}");
            assert!(tally.told() > 10, "seed {seed}: {change}");
        }
    }
}

/// Rewrites a recorded log line by line; what gives nothing is left out.
fn rewritten(folder: &Folder, seed: u64, change: impl Fn(&mut Value) -> bool) -> Plan {
    let log = folder.file("before.jsonl");
    ran(&Plan { record: Some(log.clone()), ..folder.plan(seed, 1, 40) });
    let mut out = String::new();
    for line in std::fs::read_to_string(&log).unwrap().lines() {
        let mut line: Value = serde_json::from_str(line).unwrap();
        if change(&mut line) {
            let _ = writeln!(out, "{line}");
        }
    }
    let path = folder.file("after.jsonl");
    std::fs::write(&path, out).unwrap();
    Plan { days: Days::Recorded(path), ..folder.plan(seed, 1, 40) }
}

/// Enough of everything, so that nobody takes the last one from somebody else: members then do not depend on each other.
fn plenty(line: &mut Value) -> bool {
    if let Some(offer) = line.get_mut("offer") {
        offer["stock"] = Value::Null;
    }
    line.get("stock").is_none()
}

#[test]
fn a_quieter_consent_never_tells_more_of_a_day_and_nothing_else() {
    let folder = Folder::new("quiet");
    for seed in [SEED, SEED + 1] {
        let plan = rewritten(&folder, seed, plenty);
        // Each line is quieter than the one before it: until its member falls silent, the day is the same.
        for steps in [
            ["per_day = 50", "per_day = 8", "per_day = 3", "per_day = 1", "per_day = 0"],
            [
                "quiet = \"23:00-05:00\"",
                "quiet = \"19:00-05:00\"",
                "quiet = \"16:00-05:00\"",
                "quiet = \"11:00-05:00\"",
                "mode = \"off\"",
            ],
        ] {
            let runs = steps.map(|step| changed(&plan, &format!("[[consent]]\n{step}\n")));
            for pair in runs.windows(2) {
                assert!(pair[1].pairs().is_subset(pair[0].pairs()), "seed {seed}: {steps:?}");
            }
            assert!(runs[0].told() > runs[3].told() && runs[4].told() == 0, "seed {seed}: {steps:?}");
        }
    }
}

#[test]
fn a_lower_price_never_lets_fewer_wishes_come_true() {
    let folder = Folder::new("price");
    let rule = "[rule]\npolicy = \"gain\"\nproposals = 999\nper_organisation = 999\nper_wish = 999\n\
                [[consent]]\nper_day = 999\n";
    let mut more = 0;
    for seed in [SEED, SEED + 1, SEED + 2] {
        // One wish a category and no wish of the afternoon, so that no offer is told for another wish first.
        let plan = rewritten(&folder, seed, |line| {
            let later = line["at"].as_str().is_some_and(|at| at > "2026-11-24");
            plenty(line) && !(later && line.get("wish").is_some())
        });
        let runs = [0, -10, -30, -60].map(|percent| {
            let price = format!("{rule}[[price]]\npercent = {percent}\n");
            changed(&plan, &price)
        });
        for pair in runs.windows(2) {
            assert!(pair[1].wishes_met() >= pair[0].wishes_met(), "seed {seed}");
        }
        more += runs[3].wishes_met() - runs[0].wishes_met();
    }
    assert!(more > 0, "a price that is cut by half lets some wish come true");
}

/// Metres and percent under the usual price on the average of what the second run told.
fn told_on_the_average(plan: &Plan, points: &str) -> (f64, f64) {
    let outcome = ran(&with(plan, &format!("[rule]\npoints = {{ {points} }}\n")));
    assert_eq!(outcome.changed.as_ref().unwrap().breaches(), [] as [String; 0], "{points}");
    let told = String::from_utf8(Report::of(&outcome, Lang::En).told().unwrap()).unwrap();
    let mut rows = csv::Reader::from_reader(told.as_bytes());
    let rows: Vec<_> = rows.records().map(Result::unwrap).filter(|row| &row[0] == "changed").collect();
    let far: f64 = rows.iter().map(|row| row[6].parse::<f64>().unwrap()).sum();
    let cheap = rows.iter().filter(|row| row[9].contains("cheaper")).count();
    (far / rows.len() as f64, cheap as f64 / rows.len() as f64)
}

#[test]
fn what_reasons_weigh_decides_what_is_told_first() {
    let folder = Folder::new("weights");
    let (mut nearer, mut cheaper) = (0, 0);
    for seed in SEED..SEED + 3 {
        let plan = folder.plan(seed, 2, 40);
        let near = told_on_the_average(&plan, "near = 1000");
        let cheap = told_on_the_average(&plan, "near = 0, cheaper = 1000");
        nearer += i32::from(near.0 < cheap.0);
        cheaper += i32::from(cheap.1 > near.1);
    }
    assert_eq!((nearer, cheaper), (3, 3), "seeds from {SEED} on");
}

fn hyperlieu(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyperlieu"));
    command.arg("simulate").args(args).env_remove("HYPERLIEU_CONFIG").output().unwrap()
}

fn refused(args: &[&str]) -> String {
    let output = hyperlieu(args);
    assert!(!output.status.success(), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn what_makes_no_sense_is_refused_with_its_line() {
    let folder = Folder::new("refused");
    let (village, change, log) = (folder.village(), folder.file("change.toml"), folder.file("log.jsonl"));
    let town = ["--town", text(&village), "--people", "3"];
    for (wrong, parts) in [
        ("[[price]]\npercent = -20\ncolour = 1\n", ["line 3", "unknown field `colour`"]),
        (
            "[[price]]\npercent = 1\n\n[[price]]\nplace = \"Nowhere\"\npercent = -20\n",
            ["line 4", "nothing in this town"],
        ),
        ("", ["change.toml", "nothing is changed"]),
    ] {
        std::fs::write(&change, wrong).unwrap();
        let told = refused(&[&town[..], &["--change", text(&change)]].concat());
        assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    }
    let head = r#"{"simulation":1,"town":"x","seed":1,"zone":"UTC","centre":[47.6,-2.0],"start":"2026-11-24T00:00:00Z","days":1}"#;
    let member = r#"{"at":"2026-11-24T08:00:00Z","member":"member_01a20aa33d8070008000000000000000"}"#;
    for (lines, parts) in [
        (vec![], ["line 1", "empty"]),
        (vec!["{}"], ["line 1", "missing field"]),
        (vec![head, member, "{\"at\":\"2026-11-24T09:00:00Z\"}"], ["line 3", "nothing happens"]),
        (vec![head, member, &member[..40]], ["line 3", "EOF"]),
        (vec![head, &member.replace("08:", "09:"), member], ["line 3", "before the line above"]),
    ] {
        std::fs::write(&log, lines.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
        let told = refused(&["--log", text(&log)]);
        assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    }
    for (args, part) in [
        (&["--town", "nowhere.osm"][..], "nowhere.osm"),
        (&["--days", "0"], "0 is not in"),
        (&["--start", "tomorrow"], "a date such as"),
        (&["--log", "x", "--seed", "3"], "cannot be used with"),
        (&["--rule", "near=far"], "--rule: near = far: from 0 to 1000"),
        (&["--rule", "loud=1"], "--rule: \"loud\" is no reason: say wished, under-top, cheaper, near"),
        (&["--rule", "near=50"], "--rule: nothing is changed"),
    ] {
        assert!(refused(args).contains(part), "{args:?}: {}", refused(args));
    }
}

#[test]
fn a_rule_on_the_command_line_is_the_rule_of_a_file() {
    let folder = Folder::new("rule");
    let (village, change) = (folder.village(), folder.file("change.toml"));
    std::fs::write(&change, "[rule]\npoints = { near = 0, cheaper = 80 }\n").unwrap();
    let town = ["--town", text(&village), "--people", "30"];
    let [by_file, by_line] = [["--change", text(&change)], ["--rule", "near=0,cheaper=80"]]
        .map(|rule| String::from_utf8(hyperlieu(&[&town[..], &rule].concat()).stdout).unwrap());
    assert_eq!(by_file, by_line);
    assert!(by_file.contains("| as it is | changed |"), "{by_file}");
}

#[test]
fn the_command_prints_the_report_in_both_languages_and_writes_its_files() {
    let folder = Folder::new("command");
    let (village, change, out) = (folder.village(), folder.file("change.toml"), folder.file("out"));
    std::fs::write(&change, CHANGE).unwrap();
    let args = [
        "--town",
        text(&village),
        "--people",
        "30",
        "--change",
        text(&change),
        "--out",
        text(&out),
        "--lang",
        "fr",
    ];
    let output = hyperlieu(&args);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("only you can read it"), "{told}");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        std::fs::read_to_string(out.join("report.md")).unwrap()
    );
    let page = std::fs::read_to_string(out.join("report.md")).unwrap();
    for said in
        ["graine 7", "| lois enfreintes | 0 | 0 | 0 |", "Boutique 0: comptés par groupes d’au moins 5"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("simulate-") && !page.contains("member_"), "{page}");
    for (name, mode) in [("report.csv", 0o044), ("report.json", 0o044), ("hours.svg", 0o044), ("told.csv", 0)]
    {
        let about = std::fs::metadata(out.join(name)).unwrap();
        assert!(about.len() > 100 && about.permissions().mode() & 0o077 & !mode == 0, "{name}");
    }
    let json: Value = serde_json::from_slice(&std::fs::read(out.join("report.json")).unwrap()).unwrap();
    let met =
        json["rows"].as_array().unwrap().iter().find(|row| row["section"] == "whole" && row["key"] == "met");
    assert!(met.unwrap()["baseline"].as_i64().unwrap() > 0);
}
